(()=>{var{nonce:bd}=document.currentScript,co=t=>String(t).replaceAll("<style",`<style nonce="${bd}"`),gi=ShadowRoot.prototype,lo=Object.getOwnPropertyDescriptor(gi,"innerHTML");Object.defineProperty(gi,"innerHTML",{...lo,set(t){lo.set.call(this,co(t))}});if(gi.setHTMLUnsafe){let{setHTMLUnsafe:t}=gi;gi.setHTMLUnsafe=function(e,i){t.call(this,co(e),i)}}var pa=class{addEventListener(){}removeEventListener(){}dispatchEvent(){return!0}},Ea=class extends pa{},va=class extends Ea{constructor(){super(...arguments),this.role=null}},is=class{observe(){}unobserve(){}disconnect(){}},uo={createElement:function(){return new _i.HTMLElement},createElementNS:function(){return new _i.HTMLElement},addEventListener(){},removeEventListener(){},dispatchEvent(t){return!1}},_i={ResizeObserver:is,document:uo,Node:Ea,Element:va,HTMLElement:class extends va{constructor(){super(...arguments),this.innerHTML=""}get content(){return new _i.DocumentFragment}},DocumentFragment:class extends pa{},customElements:{get:function(){},define:function(){},whenDefined:function(){}},localStorage:{getItem(t){return null},setItem(t,e){},removeItem(t){}},CustomEvent:function(){},getComputedStyle:function(){},navigator:{languages:[],get userAgent(){return""}},matchMedia(t){return{matches:!1,media:t}},DOMParser:class{parseFromString(e,i){return{body:{textContent:e}}}}},ho="global"in globalThis&&globalThis?.global===globalThis||typeof window>"u"||typeof window.customElements>"u",mo=Object.keys(_i).every(t=>t in globalThis),d=ho&&!mo?_i:globalThis,B=ho&&!mo?uo:globalThis.document;var h={MEDIA_PLAY_REQUEST:"mediaplayrequest",MEDIA_PAUSE_REQUEST:"mediapauserequest",MEDIA_MUTE_REQUEST:"mediamuterequest",MEDIA_UNMUTE_REQUEST:"mediaunmuterequest",MEDIA_LOOP_REQUEST:"medialooprequest",MEDIA_VOLUME_REQUEST:"mediavolumerequest",MEDIA_SEEK_REQUEST:"mediaseekrequest",MEDIA_AIRPLAY_REQUEST:"mediaairplayrequest",MEDIA_ENTER_FULLSCREEN_REQUEST:"mediaenterfullscreenrequest",MEDIA_EXIT_FULLSCREEN_REQUEST:"mediaexitfullscreenrequest",MEDIA_PREVIEW_REQUEST:"mediapreviewrequest",MEDIA_ENTER_PIP_REQUEST:"mediaenterpiprequest",MEDIA_EXIT_PIP_REQUEST:"mediaexitpiprequest",MEDIA_ENTER_CAST_REQUEST:"mediaentercastrequest",MEDIA_EXIT_CAST_REQUEST:"mediaexitcastrequest",MEDIA_SHOW_TEXT_TRACKS_REQUEST:"mediashowtexttracksrequest",MEDIA_HIDE_TEXT_TRACKS_REQUEST:"mediahidetexttracksrequest",MEDIA_SHOW_SUBTITLES_REQUEST:"mediashowsubtitlesrequest",MEDIA_DISABLE_SUBTITLES_REQUEST:"mediadisablesubtitlesrequest",MEDIA_TOGGLE_SUBTITLES_REQUEST:"mediatogglesubtitlesrequest",MEDIA_PLAYBACK_RATE_REQUEST:"mediaplaybackraterequest",MEDIA_RENDITION_REQUEST:"mediarenditionrequest",MEDIA_AUDIO_TRACK_REQUEST:"mediaaudiotrackrequest",MEDIA_SEEK_TO_LIVE_REQUEST:"mediaseektoliverequest",REGISTER_MEDIA_STATE_RECEIVER:"registermediastatereceiver",UNREGISTER_MEDIA_STATE_RECEIVER:"unregistermediastatereceiver"},S={MEDIA_CHROME_ATTRIBUTES:"mediachromeattributes",MEDIA_CONTROLLER:"mediacontroller"},as={MEDIA_AIRPLAY_UNAVAILABLE:"mediaAirplayUnavailable",MEDIA_AUDIO_TRACK_ENABLED:"mediaAudioTrackEnabled",MEDIA_AUDIO_TRACK_LIST:"mediaAudioTrackList",MEDIA_AUDIO_TRACK_UNAVAILABLE:"mediaAudioTrackUnavailable",MEDIA_BUFFERED:"mediaBuffered",MEDIA_CAST_UNAVAILABLE:"mediaCastUnavailable",MEDIA_CHAPTERS_CUES:"mediaChaptersCues",MEDIA_CURRENT_TIME:"mediaCurrentTime",MEDIA_DURATION:"mediaDuration",MEDIA_ENDED:"mediaEnded",MEDIA_ERROR:"mediaError",MEDIA_ERROR_CODE:"mediaErrorCode",MEDIA_ERROR_MESSAGE:"mediaErrorMessage",MEDIA_FULLSCREEN_UNAVAILABLE:"mediaFullscreenUnavailable",MEDIA_HAS_PLAYED:"mediaHasPlayed",MEDIA_HEIGHT:"mediaHeight",MEDIA_IS_AIRPLAYING:"mediaIsAirplaying",MEDIA_IS_CASTING:"mediaIsCasting",MEDIA_IS_FULLSCREEN:"mediaIsFullscreen",MEDIA_IS_PIP:"mediaIsPip",MEDIA_LOADING:"mediaLoading",MEDIA_MUTED:"mediaMuted",MEDIA_LOOP:"mediaLoop",MEDIA_PAUSED:"mediaPaused",MEDIA_PIP_UNAVAILABLE:"mediaPipUnavailable",MEDIA_PLAYBACK_RATE:"mediaPlaybackRate",MEDIA_PREVIEW_CHAPTER:"mediaPreviewChapter",MEDIA_PREVIEW_COORDS:"mediaPreviewCoords",MEDIA_PREVIEW_IMAGE:"mediaPreviewImage",MEDIA_PREVIEW_TIME:"mediaPreviewTime",MEDIA_RENDITION_LIST:"mediaRenditionList",MEDIA_RENDITION_SELECTED:"mediaRenditionSelected",MEDIA_RENDITION_UNAVAILABLE:"mediaRenditionUnavailable",MEDIA_SEEKABLE:"mediaSeekable",MEDIA_STREAM_TYPE:"mediaStreamType",MEDIA_SUBTITLES_LIST:"mediaSubtitlesList",MEDIA_SUBTITLES_SHOWING:"mediaSubtitlesShowing",MEDIA_TARGET_LIVE_WINDOW:"mediaTargetLiveWindow",MEDIA_TIME_IS_LIVE:"mediaTimeIsLive",MEDIA_VOLUME:"mediaVolume",MEDIA_VOLUME_LEVEL:"mediaVolumeLevel",MEDIA_VOLUME_UNAVAILABLE:"mediaVolumeUnavailable",MEDIA_LANG:"mediaLang",MEDIA_WIDTH:"mediaWidth"},po=Object.entries(as),o=po.reduce((t,[e,i])=>(t[e]=i.toLowerCase(),t),{}),Ad={USER_INACTIVE_CHANGE:"userinactivechange",BREAKPOINTS_CHANGE:"breakpointchange",BREAKPOINTS_COMPUTED:"breakpointscomputed"},ot=po.reduce((t,[e,i])=>(t[e]=i.toLowerCase(),t),{...Ad}),Ku=Object.entries(ot).reduce((t,[e,i])=>{let a=o[e];return a&&(t[i]=a),t},{userinactivechange:"userinactive"}),Eo=Object.entries(o).reduce((t,[e,i])=>{let a=ot[e];return a&&(t[i]=a),t},{userinactive:"userinactivechange"}),te={SUBTITLES:"subtitles",CAPTIONS:"captions",DESCRIPTIONS:"descriptions",CHAPTERS:"chapters",METADATA:"metadata"},Ke={DISABLED:"disabled",HIDDEN:"hidden",SHOWING:"showing"};var fa={MOUSE:"mouse",PEN:"pen",TOUCH:"touch"},ie={UNAVAILABLE:"unavailable",UNSUPPORTED:"unsupported"},re={LIVE:"live",ON_DEMAND:"on-demand",UNKNOWN:"unknown"};var vo={INLINE:"inline",FULLSCREEN:"fullscreen",PICTURE_IN_PICTURE:"picture-in-picture"};var fo=new WeakMap,rs=t=>{let e=fo.get(t);return e||fo.set(t,e=new Set),e},go=new d.ResizeObserver(t=>{for(let e of t)for(let i of rs(e.target))i(e)});function Ne(t,e){rs(t).add(e),go.observe(t)}function He(t,e){let i=rs(t);i.delete(e),i.size||go.unobserve(t)}function $(t){let e={};for(let i of t)e[i.name]=i.value;return e}function de(t){var e;return(e=ga(t))!=null?e:Te(t,"media-controller")}function ga(t){var e;let{MEDIA_CONTROLLER:i}=S,a=t.getAttribute(i);if(a)return(e=Ai(t))==null?void 0:e.getElementById(a)}var _a=(t,e,i=".value")=>{let a=t.querySelector(i);a&&(a.textContent=e)},Td=(t,e)=>{let i=`slot[name="${e}"]`,a=t.shadowRoot.querySelector(i);return a?a.children:[]},ba=(t,e)=>Td(t,e)[0],se=(t,e)=>!t||!e?!1:t?.contains(e)?!0:se(t,e.getRootNode().host),Te=(t,e)=>{if(!t)return null;let i=t.closest(e);return i||Te(t.getRootNode().host,e)};function bi(t=document){var e;let i=t?.activeElement;return i?(e=bi(i.shadowRoot))!=null?e:i:null}function Ai(t){var e;let i=(e=t?.getRootNode)==null?void 0:e.call(t);return i instanceof ShadowRoot||i instanceof Document?i:null}function Aa(t,{depth:e=3,checkOpacity:i=!0,checkVisibilityCSS:a=!0}={}){if(t.checkVisibility)return t.checkVisibility({checkOpacity:i,checkVisibilityCSS:a});let r=t;for(;r&&e>0;){let s=getComputedStyle(r);if(i&&s.opacity==="0"||a&&s.visibility==="hidden"||s.display==="none")return!1;r=r.parentElement,e--}return!0}function _o(t,e,i,a){let r=a.x-i.x,s=a.y-i.y,n=r*r+s*s;if(n===0)return 0;let l=((t-i.x)*r+(e-i.y)*s)/n;return Math.max(0,Math.min(1,l))}function O(t,e){let i=Sd(t,a=>a===e);return i||Ti(t,e)}function Sd(t,e){var i,a;let r;for(r of(i=t.querySelectorAll("style:not([media])"))!=null?i:[]){let s;try{s=(a=r.sheet)==null?void 0:a.cssRules}catch{continue}for(let n of s??[])if(e(n.selectorText))return n}}function Ti(t,e){var i,a;let r=(i=t.querySelectorAll("style:not([media])"))!=null?i:[],s=r?.[r.length-1];if(!s?.sheet)return console.warn("Media Chrome: No style sheet found on style tag of",t),{style:{setProperty:()=>{},removeProperty:()=>"",getPropertyValue:()=>""}};let n=s?.sheet.insertRule(`${e}{}`,s.sheet.cssRules.length);return(a=s.sheet.cssRules)==null?void 0:a[n]}function R(t,e,i=Number.NaN){let a=t.getAttribute(e);return a!=null?+a:i}function P(t,e,i){let a=+i;if(i==null||Number.isNaN(a)){t.hasAttribute(e)&&t.removeAttribute(e);return}R(t,e,void 0)!==a&&t.setAttribute(e,`${a}`)}function k(t,e){return t.hasAttribute(e)}function I(t,e,i){if(i==null){t.hasAttribute(e)&&t.removeAttribute(e);return}k(t,e)!=i&&t.toggleAttribute(e,i)}function N(t,e,i=null){var a;return(a=t.getAttribute(e))!=null?a:i}function U(t,e,i){if(i==null){t.hasAttribute(e)&&t.removeAttribute(e);return}let a=`${i}`;N(t,e,void 0)!==a&&t.setAttribute(e,a)}var bo=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Ee=(t,e,i)=>(bo(t,e,"read from private field"),i?i.call(t):e.get(t)),yd=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Ta=(t,e,i,a)=>(bo(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Z;function kd(t){return`
    <style>
      :host {
        display: var(--media-control-display, var(--media-gesture-receiver-display, inline-block));
        box-sizing: border-box;
      }
    </style>
  `}var Rt=class extends d.HTMLElement{constructor(){if(super(),yd(this,Z,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER,o.MEDIA_PAUSED]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER&&(i&&((s=(r=Ee(this,Z))==null?void 0:r.unassociateElement)==null||s.call(r,this),Ta(this,Z,null)),a&&this.isConnected&&(Ta(this,Z,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=Ee(this,Z))==null?void 0:l.associateElement)==null||c.call(l,this)))}connectedCallback(){var e,i;this.tabIndex=-1,this.setAttribute("aria-hidden","true"),Ta(this,Z,Id(this)),this.getAttribute(S.MEDIA_CONTROLLER)&&((i=(e=Ee(this,Z))==null?void 0:e.associateElement)==null||i.call(e,this)),Ee(this,Z)&&(Ee(this,Z).addEventListener("pointerdown",this),Ee(this,Z).addEventListener("click",this),Ee(this,Z).hasAttribute("tabindex")||(Ee(this,Z).tabIndex=0))}disconnectedCallback(){var e,i,a,r;this.getAttribute(S.MEDIA_CONTROLLER)&&((i=(e=Ee(this,Z))==null?void 0:e.unassociateElement)==null||i.call(e,this)),(a=Ee(this,Z))==null||a.removeEventListener("pointerdown",this),(r=Ee(this,Z))==null||r.removeEventListener("click",this),Ta(this,Z,null)}handleEvent(e){var i;let a=(i=e.composedPath())==null?void 0:i[0];if(["video","media-controller"].includes(a?.localName)){if(e.type==="pointerdown")this._pointerType=e.pointerType;else if(e.type==="click"){let{clientX:s,clientY:n}=e,{left:l,top:c,width:E,height:b}=this.getBoundingClientRect(),T=s-l,f=n-c;if(T<0||f<0||T>E||f>b||E===0&&b===0)return;let m=this._pointerType||"mouse";if(this._pointerType=void 0,m===fa.TOUCH){this.handleTap(e);return}else if(m===fa.MOUSE||m===fa.PEN){this.handleMouseClick(e);return}}}}get mediaPaused(){return k(this,o.MEDIA_PAUSED)}set mediaPaused(e){I(this,o.MEDIA_PAUSED,e)}handleTap(e){}handleMouseClick(e){let i=this.mediaPaused?h.MEDIA_PLAY_REQUEST:h.MEDIA_PAUSE_REQUEST;this.dispatchEvent(new d.CustomEvent(i,{composed:!0,bubbles:!0}))}};Z=new WeakMap;Rt.shadowRootOptions={mode:"open"};Rt.getTemplateHTML=kd;function Id(t){var e;let i=t.getAttribute(S.MEDIA_CONTROLLER);return i?(e=t.getRootNode())==null?void 0:e.getElementById(i):Te(t,"media-controller")}d.customElements.get("media-gesture-receiver")||d.customElements.define("media-gesture-receiver",Rt);var ss=Rt;var Si={"Start airplay":"Start airplay","Stop airplay":"Stop airplay",Audio:"Audio",Captions:"Captions","Enable captions":"Enable captions","Disable captions":"Disable captions","Start casting":"Start casting","Stop casting":"Stop casting","Enter fullscreen mode":"Enter fullscreen mode","Exit fullscreen mode":"Exit fullscreen mode",Mute:"Mute",Unmute:"Unmute",Loop:"Loop","Enter picture in picture mode":"Enter picture in picture mode","Exit picture in picture mode":"Exit picture in picture mode",Play:"Play",Pause:"Pause","Playback rate":"Playback rate","Playback rate {playbackRate}":"Playback rate {playbackRate}",Quality:"Quality","Seek backward":"Seek backward","Seek forward":"Seek forward",Settings:"Settings",Auto:"Auto","audio player":"audio player","video player":"video player",volume:"volume",seek:"seek","closed captions":"closed captions","current playback rate":"current playback rate","playback time":"playback time","media loading":"media loading",settings:"settings","audio tracks":"audio tracks",quality:"quality",play:"play",pause:"pause",mute:"mute",unmute:"unmute","chapter: {chapterName}":"chapter: {chapterName}",live:"live",Off:"Off","start airplay":"start airplay","stop airplay":"stop airplay","start casting":"start casting","stop casting":"stop casting","enter fullscreen mode":"enter fullscreen mode","exit fullscreen mode":"exit fullscreen mode","enter picture in picture mode":"enter picture in picture mode","exit picture in picture mode":"exit picture in picture mode","seek to live":"seek to live","playing live":"playing live","seek back {seekOffset} seconds":"seek back {seekOffset} seconds","seek forward {seekOffset} seconds":"seek forward {seekOffset} seconds","Network Error":"Network Error","Decode Error":"Decode Error","Source Not Supported":"Source Not Supported","Encryption Error":"Encryption Error","A network error caused the media download to fail.":"A network error caused the media download to fail.","A media error caused playback to be aborted. The media could be corrupt or your browser does not support this format.":"A media error caused playback to be aborted. The media could be corrupt or your browser does not support this format.","An unsupported error occurred. The server or network failed, or your browser does not support this format.":"An unsupported error occurred. The server or network failed, or your browser does not support this format.","The media is encrypted and there are no keys to decrypt it.":"The media is encrypted and there are no keys to decrypt it.",hour:"hour",hours:"hours",minute:"minute",minutes:"minutes",second:"second",seconds:"seconds","{time} remaining":"{time} remaining","{currentTime} of {totalTime}":"{currentTime} of {totalTime}","video not loaded, unknown time.":"video not loaded, unknown time."};var Ao,Dt={en:Si},Ct=((Ao=globalThis.navigator)==null?void 0:Ao.language)||"en",Sa=t=>{Ct=t},yi=(t,e)=>{Dt[t]=e},wd=t=>{var e,i,a;let[r]=Ct.split("-");return((e=Dt[Ct])==null?void 0:e[t])||((i=Dt[r])==null?void 0:i[t])||((a=Dt.en)==null?void 0:a[t])||t},To=()=>{let[t]=Ct.split("-");return Dt[Ct]?Ct:Dt[t]?t:"en"},g=(t,e={})=>wd(t).replace(/\{(\w+)\}/g,(i,a)=>a in e?String(e[a]):`{${a}}`);var ds=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},K=(t,e,i)=>(ds(t,e,"read from private field"),i?i.call(t):e.get(t)),ee=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ve=(t,e,i,a)=>(ds(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),fe=(t,e,i)=>(ds(t,e,"access private method"),i),ki,Ia,xt,Pt,Ut,ns,Ot,ya,os,So,ls,yo,Ii,wa,Ma,cs,Nt,wi,Ve,ka,_={AUDIO:"audio",AUTOHIDE:"autohide",BREAKPOINTS:"breakpoints",GESTURES_DISABLED:"gesturesdisabled",KEYBOARD_CONTROL:"keyboardcontrol",NO_AUTOHIDE:"noautohide",USER_INACTIVE:"userinactive",AUTOHIDE_OVER_CONTROLS:"autohideovercontrols"};function Md(t){return`
    <style>
      
      :host([${o.MEDIA_IS_FULLSCREEN}]) ::slotted([slot=media]) {
        outline: none;
      }

      :host {
        box-sizing: border-box;
        position: relative;
        display: inline-block;
        line-height: 0;
        background-color: var(--media-background-color, #000);
        overflow: hidden;
      }

      :host(:not([${_.AUDIO}])) [part~=layer]:not([part~=media-layer]) {
        position: absolute;
        top: 0;
        left: 0;
        bottom: 0;
        right: 0;
        display: flex;
        flex-flow: column nowrap;
        align-items: start;
        pointer-events: none;
        background: none;
      }

      slot[name=media] {
        display: var(--media-slot-display, contents);
      }

      
      :host([${_.AUDIO}]) slot[name=media] {
        display: var(--media-slot-display, none);
      }

      
      :host([${_.AUDIO}]) [part~=layer][part~=gesture-layer] {
        height: 0;
        display: block;
      }

      
      :host(:not([${_.AUDIO}])[${_.GESTURES_DISABLED}]) ::slotted([slot=gestures-chrome]),
          :host(:not([${_.AUDIO}])[${_.GESTURES_DISABLED}]) media-gesture-receiver[slot=gestures-chrome] {
        display: none;
      }

      
      ::slotted(:not([slot=media]):not([slot=poster]):not(media-loading-indicator):not([role=dialog]):not([hidden])) {
        pointer-events: auto;
      }

      :host(:not([${_.AUDIO}])) *[part~=layer][part~=centered-layer] {
        align-items: center;
        justify-content: center;
      }

      :host(:not([${_.AUDIO}])) ::slotted(media-gesture-receiver[slot=gestures-chrome]),
      :host(:not([${_.AUDIO}])) media-gesture-receiver[slot=gestures-chrome] {
        align-self: stretch;
        flex-grow: 1;
      }

      slot[name=middle-chrome] {
        display: inline;
        flex-grow: 1;
        pointer-events: none;
        background: none;
      }

      
      ::slotted([slot=media]),
      ::slotted([slot=poster]) {
        width: 100%;
        height: 100%;
      }

      
      :host(:not([${_.AUDIO}])) .spacer {
        flex-grow: 1;
      }

      
      :host(:-webkit-full-screen) {
        
        width: 100% !important;
        height: 100% !important;
      }

      
      ::slotted(:not([slot=media]):not([slot=poster]):not([${_.NO_AUTOHIDE}]):not([hidden]):not([role=dialog])) {
        opacity: 1;
        transition: var(--media-control-transition-in, opacity 0.25s);
      }

      
      :host([${_.USER_INACTIVE}]:not([${o.MEDIA_PAUSED}]):not([${o.MEDIA_IS_AIRPLAYING}]):not([${o.MEDIA_IS_CASTING}]):not([${_.AUDIO}])) ::slotted(:not([slot=media]):not([slot=poster]):not([${_.NO_AUTOHIDE}]):not([role=dialog])) {
        opacity: 0;
        transition: var(--media-control-transition-out, opacity 1s);
      }

      :host([${_.USER_INACTIVE}]:not([${_.NO_AUTOHIDE}]):not([${o.MEDIA_PAUSED}]):not([${o.MEDIA_IS_CASTING}]):not([${_.AUDIO}])) ::slotted([slot=media]) {
        cursor: none;
      }

      :host([${_.USER_INACTIVE}][${_.AUTOHIDE_OVER_CONTROLS}]:not([${_.NO_AUTOHIDE}]):not([${o.MEDIA_PAUSED}]):not([${o.MEDIA_IS_CASTING}]):not([${_.AUDIO}])) * {
        --media-cursor: none;
        cursor: none;
      }


      ::slotted(media-control-bar)  {
        align-self: stretch;
      }

      
      
      :host(:not([${_.AUDIO}])[${o.MEDIA_HAS_PLAYED}]) slot[name=poster],
      :host(:not([${_.AUDIO}])[${o.MEDIA_STREAM_TYPE}="${re.ON_DEMAND}"][${o.MEDIA_CURRENT_TIME}]:not([${o.MEDIA_CURRENT_TIME}="0"])) slot[name=poster] {
        display: none;
      }

      ::slotted([role=dialog]) {
        width: 100%;
        height: 100%;
        align-self: center;
      }

      ::slotted([role=menu]) {
        align-self: end;
      }
    </style>

    <slot name="media" part="layer media-layer"></slot>
    <slot name="poster" part="layer poster-layer"></slot>
    <slot name="gestures-chrome" part="layer gesture-layer">
      <media-gesture-receiver slot="gestures-chrome">
        <template shadowrootmode="${ss.shadowRootOptions.mode}">
          ${ss.getTemplateHTML({})}
        </template>
      </media-gesture-receiver>
    </slot>
    <span part="layer vertical-layer">
      <slot name="top-chrome" part="top chrome"></slot>
      <slot name="middle-chrome" part="middle chrome"></slot>
      <slot name="centered-chrome" part="layer centered-layer center centered chrome"></slot>
      
      <slot part="bottom chrome"></slot>
    </span>
    <slot name="dialog" part="layer dialog-layer"></slot>
  `}var Ld=Object.values(o),Rd="sm:384 md:576 lg:768 xl:960";function Dd(t){ko(t.target,t.contentRect.width)}function ko(t,e){var i;if(!t.isConnected)return;let a=(i=t.getAttribute(_.BREAKPOINTS))!=null?i:Rd,r=Cd(a),s=xd(r,e),n=!1;if(Object.keys(r).forEach(l=>{if(s.includes(l)){t.hasAttribute(`breakpoint${l}`)||(t.setAttribute(`breakpoint${l}`,""),n=!0);return}t.hasAttribute(`breakpoint${l}`)&&(t.removeAttribute(`breakpoint${l}`),n=!0)}),n){let l=new CustomEvent(ot.BREAKPOINTS_CHANGE,{detail:s});t.dispatchEvent(l)}t.breakpointsComputed||(t.breakpointsComputed=!0,t.dispatchEvent(new CustomEvent(ot.BREAKPOINTS_COMPUTED,{bubbles:!0,composed:!0})))}function Cd(t){let e=t.split(/\s+/);return Object.fromEntries(e.map(i=>i.split(":")))}function xd(t,e){return Object.keys(t).filter(i=>e>=parseInt(t[i]))}var lt=class extends d.HTMLElement{constructor(){if(super(),ee(this,os),ee(this,ls),ee(this,Ii),ee(this,Ma),ee(this,Nt),ee(this,ki,void 0),ee(this,Ia,0),ee(this,xt,null),ee(this,Pt,null),ee(this,Ut,void 0),this.breakpointsComputed=!1,ee(this,ns,e=>{let i=this.media;for(let a of e){if(a.type!=="childList")continue;let r=a.removedNodes;for(let s of r){if(s.slot!="media"||a.target!=this)continue;let n=a.previousSibling&&a.previousSibling.previousElementSibling;if(!n||!i)this.mediaUnsetCallback(s);else{let l=n.slot!=="media";for(;(n=n.previousSibling)!==null;)n.slot=="media"&&(l=!1);l&&this.mediaUnsetCallback(s)}}if(i)for(let s of a.addedNodes)s===i&&this.handleMediaUpdated(i)}}),ee(this,Ot,!1),ee(this,ya,e=>{K(this,Ot)||(setTimeout(()=>{Dd(e),ve(this,Ot,!1)},0),ve(this,Ot,!0))}),ee(this,Ve,void 0),ee(this,ka,()=>{if(!K(this,Ve).assignedElements({flatten:!0}).length){K(this,xt)&&this.mediaUnsetCallback(K(this,xt));return}this.handleMediaUpdated(this.media)}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}ve(this,ki,new MutationObserver(K(this,ns)))}static get observedAttributes(){return[_.AUTOHIDE,_.GESTURES_DISABLED].concat(Ld).filter(e=>![o.MEDIA_RENDITION_LIST,o.MEDIA_AUDIO_TRACK_LIST,o.MEDIA_CHAPTERS_CUES,o.MEDIA_WIDTH,o.MEDIA_HEIGHT,o.MEDIA_ERROR,o.MEDIA_ERROR_MESSAGE].includes(e))}attributeChangedCallback(e,i,a){e.toLowerCase()==_.AUTOHIDE&&(this.autohide=a)}get media(){let e=this.querySelector(":scope > [slot=media]");return e?.nodeName=="SLOT"&&(e=e.assignedElements({flatten:!0})[0]),e}async handleMediaUpdated(e){e&&(ve(this,xt,e),e.localName.includes("-")&&await d.customElements.whenDefined(e.localName),this.mediaSetCallback(e))}connectedCallback(){var e;K(this,ki).observe(this,{childList:!0,subtree:!0}),Ne(this,K(this,ya));let a=this.getAttribute(_.AUDIO)!=null?g("audio player"):g("video player");this.setAttribute("role","region"),this.setAttribute("aria-label",a),this.handleMediaUpdated(this.media),this.setAttribute(_.USER_INACTIVE,""),ko(this,this.getBoundingClientRect().width);let r=this.querySelector(":scope > slot[slot=media]");r&&(ve(this,Ve,r),K(this,Ve).addEventListener("slotchange",K(this,ka))),this.addEventListener("pointerdown",this),this.addEventListener("pointermove",this),this.addEventListener("pointerup",this),this.addEventListener("mouseleave",this),this.addEventListener("keyup",this),(e=d.window)==null||e.addEventListener("mouseup",this)}disconnectedCallback(){var e;He(this,K(this,ya)),clearTimeout(K(this,Pt)),K(this,ki).disconnect(),this.media&&this.mediaUnsetCallback(this.media),(e=d.window)==null||e.removeEventListener("mouseup",this),this.removeEventListener("pointerdown",this),this.removeEventListener("pointermove",this),this.removeEventListener("pointerup",this),this.removeEventListener("mouseleave",this),this.removeEventListener("keyup",this),K(this,Ve)&&(K(this,Ve).removeEventListener("slotchange",K(this,ka)),ve(this,Ve,null)),ve(this,Ot,!1)}mediaSetCallback(e){}mediaUnsetCallback(e){ve(this,xt,null)}handleEvent(e){switch(e.type){case"pointerdown":ve(this,Ia,e.timeStamp);break;case"pointermove":fe(this,os,So).call(this,e);break;case"pointerup":fe(this,ls,yo).call(this,e);break;case"mouseleave":fe(this,Ii,wa).call(this);break;case"mouseup":this.removeAttribute(_.KEYBOARD_CONTROL);break;case"keyup":fe(this,Nt,wi).call(this),this.setAttribute(_.KEYBOARD_CONTROL,"");break}}set autohide(e){let i=Number(e);ve(this,Ut,isNaN(i)?0:i)}get autohide(){return(K(this,Ut)===void 0?2:K(this,Ut)).toString()}get breakpoints(){return N(this,_.BREAKPOINTS)}set breakpoints(e){U(this,_.BREAKPOINTS,e)}get audio(){return k(this,_.AUDIO)}set audio(e){I(this,_.AUDIO,e)}get gesturesDisabled(){return k(this,_.GESTURES_DISABLED)}set gesturesDisabled(e){I(this,_.GESTURES_DISABLED,e)}get keyboardControl(){return k(this,_.KEYBOARD_CONTROL)}set keyboardControl(e){I(this,_.KEYBOARD_CONTROL,e)}get noAutohide(){return k(this,_.NO_AUTOHIDE)}set noAutohide(e){I(this,_.NO_AUTOHIDE,e)}get autohideOverControls(){return k(this,_.AUTOHIDE_OVER_CONTROLS)}set autohideOverControls(e){I(this,_.AUTOHIDE_OVER_CONTROLS,e)}get userInteractive(){return k(this,_.USER_INACTIVE)}set userInteractive(e){I(this,_.USER_INACTIVE,e)}};ki=new WeakMap;Ia=new WeakMap;xt=new WeakMap;Pt=new WeakMap;Ut=new WeakMap;ns=new WeakMap;Ot=new WeakMap;ya=new WeakMap;os=new WeakSet;So=function(t){if(t.pointerType!=="mouse"&&t.timeStamp-K(this,Ia)<250)return;fe(this,Ma,cs).call(this),clearTimeout(K(this,Pt));let e=this.hasAttribute(_.AUTOHIDE_OVER_CONTROLS);([this,this.media].includes(t.target)||e)&&fe(this,Nt,wi).call(this)};ls=new WeakSet;yo=function(t){if(t.pointerType==="touch"){let e=!this.hasAttribute(_.USER_INACTIVE);[this,this.media].includes(t.target)&&e?fe(this,Ii,wa).call(this):fe(this,Nt,wi).call(this)}else t.composedPath().some(e=>["media-play-button","media-fullscreen-button"].includes(e?.localName))&&fe(this,Nt,wi).call(this)};Ii=new WeakSet;wa=function(){if(K(this,Ut)<0||this.hasAttribute(_.USER_INACTIVE))return;this.setAttribute(_.USER_INACTIVE,"");let t=new d.CustomEvent(ot.USER_INACTIVE_CHANGE,{composed:!0,bubbles:!0,detail:!0});this.dispatchEvent(t)};Ma=new WeakSet;cs=function(){if(!this.hasAttribute(_.USER_INACTIVE))return;this.removeAttribute(_.USER_INACTIVE);let t=new d.CustomEvent(ot.USER_INACTIVE_CHANGE,{composed:!0,bubbles:!0,detail:!1});this.dispatchEvent(t)};Nt=new WeakSet;wi=function(){fe(this,Ma,cs).call(this),clearTimeout(K(this,Pt));let t=parseInt(this.autohide);t<0||ve(this,Pt,setTimeout(()=>{fe(this,Ii,wa).call(this)},t*1e3))};Ve=new WeakMap;ka=new WeakMap;lt.shadowRootOptions={mode:"open"};lt.getTemplateHTML=Md;d.customElements.get("media-container")||d.customElements.define("media-container",lt);var fs=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},ct=(t,e,i)=>(fs(t,e,"read from private field"),i?i.call(t):e.get(t)),Fe=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},gs=(t,e,i,a)=>(fs(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),dt=(t,e,i)=>(fs(t,e,"access private method"),i),Ra,Li,ut,La,us,hs,Io,ms,wo,ps,Mo,Es,Lo,vs,Ro;function Od(t){return`
    <style>
      :host {
        font: var(--media-font,
          var(--media-font-weight, normal)
          var(--media-font-size, 14px) /
          var(--media-text-content-height, var(--media-control-height, 24px))
          var(--media-font-family, helvetica neue, segoe ui, roboto, arial, sans-serif));
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        display: var(--media-dialog-display, inline-flex);
        justify-content: center;
        align-items: center;
        
        transition-behavior: allow-discrete;
        visibility: hidden;
        opacity: 0;
        transform: translateY(2px) scale(.99);
        pointer-events: none;
      }

      :host([open]) {
        transition: display .2s, visibility 0s, opacity .2s ease-out, transform .15s ease-out;
        visibility: visible;
        opacity: 1;
        transform: translateY(0) scale(1);
        pointer-events: auto;
      }

      #content {
        display: flex;
        position: relative;
        box-sizing: border-box;
        width: min(320px, 100%);
        word-wrap: break-word;
        max-height: 100%;
        overflow: auto;
        text-align: center;
        line-height: 1.4;
      }
    </style>
    ${this.getSlotTemplateHTML(t)}
  `}function Ud(t){return`
    <slot id="content"></slot>
  `}var Mi={OPEN:"open",ANCHOR:"anchor"},Ge=class extends d.HTMLElement{constructor(){super(),Fe(this,La),Fe(this,hs),Fe(this,ms),Fe(this,ps),Fe(this,Es),Fe(this,vs),Fe(this,Ra,!1),Fe(this,Li,null),Fe(this,ut,null)}static get observedAttributes(){return[Mi.OPEN,Mi.ANCHOR]}get open(){return k(this,Mi.OPEN)}set open(e){I(this,Mi.OPEN,e)}handleEvent(e){switch(e.type){case"invoke":dt(this,ps,Mo).call(this,e);break;case"focusout":dt(this,Es,Lo).call(this,e);break;case"keydown":dt(this,vs,Ro).call(this,e);break}}connectedCallback(){dt(this,La,us).call(this),this.role||(this.role="dialog"),this.addEventListener("invoke",this),this.addEventListener("focusout",this),this.addEventListener("keydown",this)}disconnectedCallback(){this.removeEventListener("invoke",this),this.removeEventListener("focusout",this),this.removeEventListener("keydown",this)}attributeChangedCallback(e,i,a){dt(this,La,us).call(this),e===Mi.OPEN&&a!==i&&(this.open?dt(this,hs,Io).call(this):dt(this,ms,wo).call(this))}focus(){gs(this,Li,bi());let e=!this.dispatchEvent(new Event("focus",{composed:!0,cancelable:!0})),i=!this.dispatchEvent(new Event("focusin",{composed:!0,bubbles:!0,cancelable:!0}));if(e||i)return;let a=this.querySelector('[autofocus], [tabindex]:not([tabindex="-1"]), [role="menu"]');a?.focus()}get keysUsed(){return["Escape","Tab"]}};Ra=new WeakMap;Li=new WeakMap;ut=new WeakMap;La=new WeakSet;us=function(){if(!ct(this,Ra)&&(gs(this,Ra,!0),!this.shadowRoot)){this.attachShadow(this.constructor.shadowRootOptions);let t=$(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(t),queueMicrotask(()=>{let{style:e}=O(this.shadowRoot,":host");e.setProperty("transition","display .15s, visibility .15s, opacity .15s ease-in, transform .15s ease-in")})}};hs=new WeakSet;Io=function(){var t;(t=ct(this,ut))==null||t.setAttribute("aria-expanded","true"),this.dispatchEvent(new Event("open",{composed:!0,bubbles:!0})),this.addEventListener("transitionend",()=>this.focus(),{once:!0})};ms=new WeakSet;wo=function(){var t;(t=ct(this,ut))==null||t.setAttribute("aria-expanded","false"),this.dispatchEvent(new Event("close",{composed:!0,bubbles:!0}))};ps=new WeakSet;Mo=function(t){gs(this,ut,t.relatedTarget),se(this,t.relatedTarget)||(this.open=!this.open)};Es=new WeakSet;Lo=function(t){var e;se(this,t.relatedTarget)||((e=ct(this,Li))==null||e.focus(),ct(this,ut)&&ct(this,ut)!==t.relatedTarget&&this.open&&(this.open=!1))};vs=new WeakSet;Ro=function(t){var e,i,a,r,s;let{key:n,ctrlKey:l,altKey:c,metaKey:E}=t;l||c||E||this.keysUsed.includes(n)&&(t.preventDefault(),t.stopPropagation(),n==="Tab"?(t.shiftKey?(i=(e=this.previousElementSibling)==null?void 0:e.focus)==null||i.call(e):(r=(a=this.nextElementSibling)==null?void 0:a.focus)==null||r.call(a),this.blur()):n==="Escape"&&((s=ct(this,Li))==null||s.focus(),this.open=!1))};Ge.shadowRootOptions={mode:"open"};Ge.getTemplateHTML=Od;Ge.getSlotTemplateHTML=Ud;d.customElements.get("media-chrome-dialog")||d.customElements.define("media-chrome-dialog",Ge);var Pd=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},qe=(t,e,i)=>(Pd(t,e,"read from private field"),i?i.call(t):e.get(t)),Do=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Ht,Ft,Ri={HOTKEYS:"hotkeys"},Nd=[{keys:[{key:" ",label:"Space"},{key:"k"}],description:"Toggle Playback"},{keys:[{key:"m"}],description:"Toggle mute"},{keys:[{key:"f"}],description:"Toggle fullscreen"},{keys:[{key:"c"}],description:"Toggle captions or subtitles, if available"},{keys:[{key:"p"}],description:"Toggle Picture in Picture"},{keys:[{key:"ArrowLeft",label:"\u2190"},{key:"j"}],description:"Seek back 10s"},{keys:[{key:"ArrowRight",label:"\u2192"},{key:"l"}],description:"Seek forward 10s"},{keys:[{key:"ArrowUp",label:"\u2191"}],description:"Turn volume up"},{keys:[{key:"ArrowDown",label:"\u2193"}],description:"Turn volume down"},{keys:[{key:"<",label:"< (SHIFT+,)"}],description:"Decrease playback rate"},{keys:[{key:">",label:"> (SHIFT+.)"}],description:"Increase playback rate"},{keys:[{key:"shift+/",label:"SHIFT+/"}],description:"Show keyboard shortcuts"}];function Ca(t){return t===" "?"nospace":`no${t.toLowerCase()}`}function Hd(t){let e=new Set(t?.split(/\s+/));return Nd.map(({keys:i,description:a})=>({keys:i.filter(({key:r})=>!e.has(Ca(r))),description:a})).filter(({keys:i})=>i.length)}function Fd(t){return`
    <style>
      :host {
        position: fixed;
        top: 0;
        left: 0;
        z-index: 9999;
        background: rgb(20 20 30 / .8);
        backdrop-filter: blur(10px);
      }

      #content {
        display: block;
        width: clamp(400px, 40vw, 700px);
        max-width: 90vw;
        text-align: left;
      }

      h2 {
        margin: 0 0 1.5rem 0;
        font-size: 1.5rem;
        font-weight: 500;
        text-align: center;
      }

      .shortcuts-table {
        width: 100%;
        border-collapse: collapse;
      }

      .shortcuts-table tr {
        border-bottom: 1px solid rgba(255, 255, 255, 0.1);
      }

      .shortcuts-table tr:last-child {
        border-bottom: none;
      }

      .shortcuts-table td {
        padding: 0.75rem 0.5rem;
      }

      .shortcuts-table td:first-child {
        text-align: right;
        padding-right: 1rem;
        width: 40%;
        min-width: 120px;
      }

      .shortcuts-table td:last-child {
        padding-left: 1rem;
      }

      .key {
        display: inline-block;
        background: rgba(255, 255, 255, 0.15);
        border: 1px solid rgba(255, 255, 255, 0.2);
        border-radius: 4px;
        padding: 0.25rem 0.5rem;
        font-family: 'Courier New', monospace;
        font-size: 0.9rem;
        font-weight: 500;
        min-width: 1.5rem;
        text-align: center;
        margin: 0 0.2rem;
      }

      .description {
        color: rgba(255, 255, 255, 0.9);
        font-size: 0.95rem;
      }

      .key-combo {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: 0.3rem;
      }

      .key-separator {
        color: rgba(255, 255, 255, 0.5);
        font-size: 0.9rem;
      }
    </style>
    <slot id="content">
      ${Co(t[Ri.HOTKEYS])}
    </slot>
  `}function Co(t){return`
    <h2>Keyboard Shortcuts</h2>
    <table class="shortcuts-table">${Hd(t).map(({keys:i,description:a})=>`
        <tr>
          <td>
            <div class="key-combo">${i.map(({key:s,label:n=s},l)=>l>0?`<span class="key-separator">or</span><span class="key">${n}</span>`:`<span class="key">${n}</span>`).join("")}</div>
          </td>
          <td class="description">${a}</td>
        </tr>
      `).join("")}</table>
  `}var Da=class extends Ge{constructor(){super(...arguments),Do(this,Ht,e=>{var i;if(!this.open)return;let a=(i=this.shadowRoot)==null?void 0:i.querySelector("#content");if(!a)return;let r=e.composedPath(),s=r[0]===this||r.includes(this),n=r.includes(a);s&&!n&&(this.open=!1)}),Do(this,Ft,e=>{if(!this.open)return;let i=e.shiftKey&&(e.key==="/"||e.key==="?");(e.key==="Escape"||i)&&!e.ctrlKey&&!e.altKey&&!e.metaKey&&(this.open=!1,e.preventDefault(),e.stopPropagation())})}static get observedAttributes(){return[...super.observedAttributes,Ri.HOTKEYS]}get hotkeys(){var e;return(e=N(this,Ri.HOTKEYS))!=null?e:void 0}set hotkeys(e){U(this,Ri.HOTKEYS,e)}connectedCallback(){super.connectedCallback(),this.open&&(this.addEventListener("click",qe(this,Ht)),document.addEventListener("keydown",qe(this,Ft)))}disconnectedCallback(){this.removeEventListener("click",qe(this,Ht)),document.removeEventListener("keydown",qe(this,Ft))}attributeChangedCallback(e,i,a){var r;if(super.attributeChangedCallback(e,i,a),e==="open")this.open?(this.addEventListener("click",qe(this,Ht)),document.addEventListener("keydown",qe(this,Ft))):(this.removeEventListener("click",qe(this,Ht)),document.removeEventListener("keydown",qe(this,Ft)));else if(e===Ri.HOTKEYS&&a!==i){let s=(r=this.shadowRoot)==null?void 0:r.querySelector("#content");s&&(s.innerHTML=Co(a))}}};Ht=new WeakMap;Ft=new WeakMap;Da.getSlotTemplateHTML=Fd;d.customElements.get("media-keyboard-shortcuts-dialog")||d.customElements.define("media-keyboard-shortcuts-dialog",Da);var xo=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},z=(t,e,i)=>(xo(t,e,"read from private field"),i?i.call(t):e.get(t)),Di=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},xa=(t,e,i,a)=>(xo(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Bt,Wt,Oa,ht,Be,Ye,Qe=class{constructor(e,i,{defaultValue:a}={defaultValue:void 0}){Di(this,Be),Di(this,Bt,void 0),Di(this,Wt,void 0),Di(this,Oa,void 0),Di(this,ht,new Set),xa(this,Bt,e),xa(this,Wt,i),xa(this,Oa,new Set(a))}[Symbol.iterator](){return z(this,Be,Ye).values()}get length(){return z(this,Be,Ye).size}get value(){var e;return(e=[...z(this,Be,Ye)].join(" "))!=null?e:""}set value(e){var i;e!==this.value&&(xa(this,ht,new Set),this.add(...(i=e?.split(" "))!=null?i:[]))}toString(){return this.value}item(e){return[...z(this,Be,Ye)][e]}values(){return z(this,Be,Ye).values()}forEach(e,i){z(this,Be,Ye).forEach(e,i)}add(...e){var i,a;e.forEach(r=>z(this,ht).add(r)),!(this.value===""&&!((i=z(this,Bt))!=null&&i.hasAttribute(`${z(this,Wt)}`)))&&((a=z(this,Bt))==null||a.setAttribute(`${z(this,Wt)}`,`${this.value}`))}remove(...e){var i;e.forEach(a=>z(this,ht).delete(a)),(i=z(this,Bt))==null||i.setAttribute(`${z(this,Wt)}`,`${this.value}`)}contains(e){return z(this,Be,Ye).has(e)}toggle(e,i){return typeof i<"u"?i?(this.add(e),!0):(this.remove(e),!1):this.contains(e)?(this.remove(e),!1):(this.add(e),!0)}replace(e,i){return this.remove(e),this.add(i),e===i}};Bt=new WeakMap;Wt=new WeakMap;Oa=new WeakMap;ht=new WeakMap;Be=new WeakSet;Ye=function(){return z(this,ht).size?z(this,ht):z(this,Oa)};function Oo(t){return t?.map(Bd).join(" ")}function Bd(t){if(t){let{id:e,width:i,height:a}=t;return[e,i,a].filter(r=>r!=null).join(":")}}function Uo(t){return t?.map(Wd).join(" ")}function Wd(t){if(t){let{id:e,kind:i,language:a,label:r}=t;return[e,i,a,r].filter(s=>s!=null).join(":")}}function $t(t){return typeof t=="number"&&!Number.isNaN(t)&&Number.isFinite(t)}var Ua=t=>new Promise(e=>setTimeout(e,t));var $d=(t="")=>t.split(/\s+/),Po=(t="")=>{let[e,i,a]=t.split(":"),r=a?decodeURIComponent(a):void 0;return{kind:e==="cc"?te.CAPTIONS:te.SUBTITLES,language:i,label:r}},Ci=(t="",e={})=>$d(t).map(i=>{let a=Po(i);return{...e,...a}}),_s=t=>t?Array.isArray(t)?t.map(e=>typeof e=="string"?Po(e):e):typeof t=="string"?Ci(t):[t]:[],Pa=({kind:t,label:e,language:i}={kind:"subtitles"})=>e?`${t==="captions"?"cc":"sb"}:${i}:${encodeURIComponent(e)}`:i,mt=(t=[])=>Array.prototype.map.call(t,Pa).join(" "),Kd=(t,e)=>i=>i[t]===e,No=t=>{let e=Object.entries(t).map(([i,a])=>Kd(i,a));return i=>e.every(a=>a(i))},pt=(t,e=[],i=[])=>{let a=_s(i).map(No),r=s=>a.some(n=>n(s));Array.from(e).filter(r).forEach(s=>{s.mode=t})},Et=(t,e=()=>!0)=>{if(!t?.textTracks)return[];let i=typeof e=="function"?e:No(e);return Array.from(t.textTracks).filter(i)},Ho=t=>{var e;return!!((e=t.mediaSubtitlesShowing)!=null&&e.length)||t.hasAttribute(o.MEDIA_SUBTITLES_SHOWING)};var Bo=t=>{var e;let{media:i,fullscreenElement:a}=t;try{let r=a&&"requestFullscreen"in a?"requestFullscreen":a&&"webkitRequestFullScreen"in a?"webkitRequestFullScreen":void 0;if(r){let s=(e=a[r])==null?void 0:e.call(a);if(s instanceof Promise)return s.catch(()=>{})}else i?.webkitEnterFullscreen?i.webkitEnterFullscreen():i?.requestFullscreen&&i.requestFullscreen()}catch(r){console.error(r)}},Fo="exitFullscreen"in B?"exitFullscreen":"webkitExitFullscreen"in B?"webkitExitFullscreen":"webkitCancelFullScreen"in B?"webkitCancelFullScreen":void 0,Wo=t=>{var e;let{documentElement:i}=t;if(Fo){let a=(e=i?.[Fo])==null?void 0:e.call(i);if(a instanceof Promise)return a.catch(()=>{})}},xi="fullscreenElement"in B?"fullscreenElement":"webkitFullscreenElement"in B?"webkitFullscreenElement":void 0,Vd=t=>{let{documentElement:e,media:i}=t,a=e?.[xi];return!a&&"webkitDisplayingFullscreen"in i&&"webkitPresentationMode"in i&&i.webkitDisplayingFullscreen&&i.webkitPresentationMode===vo.FULLSCREEN?i:a},$o=t=>{var e;let{media:i,documentElement:a,fullscreenElement:r=i}=t;if(!i||!a)return!1;let s=Vd(t);if(!s)return!1;if(s===r||s===i)return!0;if(s.localName.includes("-")){let n=s.shadowRoot;if(!(xi in n))return se(s,r);for(;n?.[xi];){if(n[xi]===r)return!0;n=(e=n[xi])==null?void 0:e.shadowRoot}}return!1},Gd="fullscreenEnabled"in B?"fullscreenEnabled":"webkitFullscreenEnabled"in B?"webkitFullscreenEnabled":void 0,Ko=t=>{let{documentElement:e,media:i}=t;return!!e?.[Gd]||i&&"webkitSupportsFullscreen"in i};var Na,bs=()=>{var t,e;return Na||(Na=(e=(t=B)==null?void 0:t.createElement)==null?void 0:e.call(t,"video"),Na)},Vo=async(t=bs())=>{if(!t)return!1;let e=t.volume;t.volume=e/2+.1;let i=new AbortController,a=await Promise.race([qd(t,i.signal),Yd(t,e)]);return i.abort(),a},qd=(t,e)=>new Promise(i=>{t.addEventListener("volumechange",()=>i(!0),{signal:e})}),Yd=async(t,e)=>{for(let i=0;i<10;i++){if(t.volume===e)return!1;await Ua(10)}return t.volume!==e},Qd=/.*Version\/.*Safari\/.*/.test(d.navigator.userAgent),As=(t=bs())=>d.matchMedia("(display-mode: standalone)").matches&&Qd?!1:typeof t?.requestPictureInPicture=="function",Ts=(t=bs())=>Ko({documentElement:B,media:t}),Go=Ts(),qo=As(),Yo=!!d.WebKitPlaybackTargetAvailabilityEvent,Qo=!!d.chrome;var Kt=t=>Et(t.media,e=>[te.SUBTITLES,te.CAPTIONS].includes(e.kind)).sort((e,i)=>e.kind>=i.kind?1:-1),Ss=t=>Et(t.media,e=>e.mode===Ke.SHOWING&&[te.SUBTITLES,te.CAPTIONS].includes(e.kind)),Ha=(t,e)=>{let i=Kt(t),a=Ss(t),r=!!a.length;if(i.length){if(e===!1||r&&e!==!0)pt(Ke.DISABLED,i,a);else if(e===!0||!r&&e!==!1){let s=i[0],{options:n}=t;if(!n?.noSubtitlesLangPref){let b=d.localStorage.getItem("media-chrome-pref-subtitles-lang"),T=b?[b,...d.navigator.languages]:d.navigator.languages,f=i.filter(m=>T.some(A=>m.language.toLowerCase().startsWith(A.split("-")[0]))).sort((m,A)=>{let v=T.findIndex(y=>m.language.toLowerCase().startsWith(y.split("-")[0])),w=T.findIndex(y=>A.language.toLowerCase().startsWith(y.split("-")[0]));return v-w});f[0]&&(s=f[0])}let{language:l,label:c,kind:E}=s;pt(Ke.DISABLED,i,a),pt(Ke.SHOWING,i,[{language:l,label:c,kind:E}])}}},Fa=(t,e)=>t===e?!0:t==null||e==null||typeof t!=typeof e?!1:typeof t=="number"&&Number.isNaN(t)&&Number.isNaN(e)?!0:typeof t!="object"?!1:Array.isArray(t)?zd(t,e):Object.entries(t).every(([i,a])=>i in e&&Fa(a,e[i])),zd=(t,e)=>{let i=Array.isArray(t),a=Array.isArray(e);return i!==a?!1:i||a?t.length!==e.length?!1:t.every((r,s)=>Fa(r,e[s])):!0};var Xd=Object.values(re),Ba,Zd=Vo().then(t=>(Ba=t,Ba)),zo=async(...t)=>{await Promise.all(t.filter(e=>e).map(async e=>{if(!("localName"in e&&e instanceof d.HTMLElement))return;let i=e.localName;if(!i.includes("-"))return;let a=d.customElements.get(i);a&&e instanceof a||(await d.customElements.whenDefined(i),d.customElements.upgrade(e))}))},Jd=new d.DOMParser,jd=t=>t&&(Jd.parseFromString(t,"text/html").body.textContent||t),Vt={mediaError:{get(t,e){let{media:i}=t;if(e?.type!=="playing")return i?.error},mediaEvents:["emptied","error","playing"]},mediaErrorCode:{get(t,e){var i;let{media:a}=t;if(e?.type!=="playing")return(i=a?.error)==null?void 0:i.code},mediaEvents:["emptied","error","playing"]},mediaErrorMessage:{get(t,e){var i,a;let{media:r}=t;if(e?.type!=="playing")return(a=(i=r?.error)==null?void 0:i.message)!=null?a:""},mediaEvents:["emptied","error","playing"]},mediaWidth:{get(t){var e;let{media:i}=t;return(e=i?.videoWidth)!=null?e:0},mediaEvents:["resize"]},mediaHeight:{get(t){var e;let{media:i}=t;return(e=i?.videoHeight)!=null?e:0},mediaEvents:["resize"]},mediaPaused:{get(t){var e;let{media:i}=t;return(e=i?.paused)!=null?e:!0},set(t,e){var i;let{media:a}=e;a&&(t?a.pause():(i=a.play())==null||i.catch(()=>{}))},mediaEvents:["play","playing","pause","emptied"]},mediaHasPlayed:{get(t,e){let{media:i}=t;return i?e?e.type==="playing":!i.paused:!1},mediaEvents:["playing","emptied"]},mediaEnded:{get(t){var e;let{media:i}=t;return(e=i?.ended)!=null?e:!1},mediaEvents:["seeked","ended","emptied"]},mediaPlaybackRate:{get(t){var e;let{media:i}=t;return(e=i?.playbackRate)!=null?e:1},set(t,e){let{media:i}=e;i&&Number.isFinite(+t)&&(i.playbackRate=+t)},mediaEvents:["ratechange","loadstart"]},mediaMuted:{get(t){var e;let{media:i}=t;return(e=i?.muted)!=null?e:!1},set(t,e){let{media:i,options:{noMutedPref:a}={}}=e;if(i){i.muted=t;try{let r=d.localStorage.getItem("media-chrome-pref-muted")!==null,s=i.hasAttribute("muted");if(a){r&&d.localStorage.removeItem("media-chrome-pref-muted");return}if(s&&!r)return;d.localStorage.setItem("media-chrome-pref-muted",t?"true":"false")}catch(r){console.debug("Error setting muted pref",r)}}},mediaEvents:["volumechange"],stateOwnersUpdateHandlers:[(t,e)=>{let{options:{noMutedPref:i}}=e,{media:a}=e;if(!(!a||a.muted||i))try{let r=d.localStorage.getItem("media-chrome-pref-muted")==="true";Vt.mediaMuted.set(r,e),t(r)}catch(r){console.debug("Error getting muted pref",r)}}]},mediaLoop:{get(t){let{media:e}=t;return e?.loop},set(t,e){let{media:i}=e;i&&(i.loop=t)},mediaEvents:["medialooprequest"]},mediaVolume:{get(t){var e;let{media:i}=t;return(e=i?.volume)!=null?e:1},set(t,e){let{media:i,options:{noVolumePref:a}={}}=e;if(i){try{t==null?d.localStorage.removeItem("media-chrome-pref-volume"):!i.hasAttribute("muted")&&!a&&d.localStorage.setItem("media-chrome-pref-volume",t.toString())}catch(r){console.debug("Error setting volume pref",r)}Number.isFinite(+t)&&(i.volume=+t)}},mediaEvents:["volumechange"],stateOwnersUpdateHandlers:[(t,e)=>{let{options:{noVolumePref:i}}=e;if(!i)try{let{media:a}=e;if(!a)return;let r=d.localStorage.getItem("media-chrome-pref-volume");if(r==null)return;Vt.mediaVolume.set(+r,e),t(+r)}catch(a){console.debug("Error getting volume pref",a)}}]},mediaVolumeLevel:{get(t){let{media:e}=t;return typeof e?.volume>"u"?"high":e.muted||e.volume===0?"off":e.volume<.5?"low":e.volume<.75?"medium":"high"},mediaEvents:["volumechange"]},mediaCurrentTime:{get(t){var e;let{media:i}=t;return(e=i?.currentTime)!=null?e:0},set(t,e){let{media:i}=e;!i||!$t(t)||(i.currentTime=t)},mediaEvents:["timeupdate","loadedmetadata","seeking"]},mediaDuration:{get(t){let{media:e,options:{defaultDuration:i}={}}=t;return i&&(!e||!e.duration||Number.isNaN(e.duration)||!Number.isFinite(e.duration))?i:Number.isFinite(e?.duration)?e.duration:Number.NaN},mediaEvents:["durationchange","loadedmetadata","emptied"]},mediaLoading:{get(t){let{media:e}=t;return e?.readyState<3},mediaEvents:["waiting","playing","emptied"]},mediaSeekable:{get(t){var e;let{media:i}=t;if(!((e=i?.seekable)!=null&&e.length))return;let a=i.seekable.start(0),r=i.seekable.end(i.seekable.length-1);if(!(!a&&!r))return[Number(a.toFixed(3)),Number(r.toFixed(3))]},mediaEvents:["loadedmetadata","emptied","progress","seekablechange"]},mediaBuffered:{get(t){var e;let{media:i}=t,a=(e=i?.buffered)!=null?e:[];return Array.from(a).map((r,s)=>[Number(a.start(s).toFixed(3)),Number(a.end(s).toFixed(3))])},mediaEvents:["progress","emptied"]},mediaStreamType:{get(t){let{media:e,options:{defaultStreamType:i}={}}=t,a=[re.LIVE,re.ON_DEMAND].includes(i)?i:void 0;if(!e)return a;let{streamType:r}=e;if(Xd.includes(r))return r===re.UNKNOWN?a:r;let s=e.duration;return s===1/0?re.LIVE:Number.isFinite(s)?re.ON_DEMAND:a},mediaEvents:["emptied","durationchange","loadedmetadata","streamtypechange"]},mediaTargetLiveWindow:{get(t){let{media:e}=t;if(!e)return Number.NaN;let{targetLiveWindow:i}=e,a=Vt.mediaStreamType.get(t);return(i==null||Number.isNaN(i))&&a===re.LIVE?0:i},mediaEvents:["emptied","durationchange","loadedmetadata","streamtypechange","targetlivewindowchange"]},mediaTimeIsLive:{get(t){let{media:e,options:{liveEdgeOffset:i=10}={}}=t;if(!e)return!1;if(typeof e.liveEdgeStart=="number")return Number.isNaN(e.liveEdgeStart)?!1:e.currentTime>=e.liveEdgeStart;if(!(Vt.mediaStreamType.get(t)===re.LIVE))return!1;let r=e.seekable;if(!r)return!0;if(!r.length)return!1;let s=r.end(r.length-1)-i;return e.currentTime>=s},mediaEvents:["playing","timeupdate","progress","waiting","emptied"]},mediaSubtitlesList:{get(t){return Kt(t).map(({kind:e,label:i,language:a})=>({kind:e,label:i,language:a}))},mediaEvents:["loadstart"],textTracksEvents:["addtrack","removetrack"]},mediaSubtitlesShowing:{get(t){return Ss(t).map(({kind:e,label:i,language:a})=>({kind:e,label:i,language:a}))},mediaEvents:["loadstart"],textTracksEvents:["addtrack","removetrack","change"],stateOwnersUpdateHandlers:[(t,e)=>{var i,a;let{media:r,options:s}=e;if(!r)return;let n=l=>{var c;!s.defaultSubtitles||l&&![te.CAPTIONS,te.SUBTITLES].includes((c=l?.track)==null?void 0:c.kind)||Ha(e,!0)};return r.addEventListener("loadstart",n),(i=r.textTracks)==null||i.addEventListener("addtrack",n),(a=r.textTracks)==null||a.addEventListener("removetrack",n),()=>{var l,c;r.removeEventListener("loadstart",n),(l=r.textTracks)==null||l.removeEventListener("addtrack",n),(c=r.textTracks)==null||c.removeEventListener("removetrack",n)}}]},mediaChaptersCues:{get(t){var e;let{media:i}=t;if(!i)return[];let[a]=Et(i,{kind:te.CHAPTERS});return Array.from((e=a?.cues)!=null?e:[]).map(({text:r,startTime:s,endTime:n})=>({text:jd(r),startTime:s,endTime:n}))},mediaEvents:["loadstart","loadedmetadata"],textTracksEvents:["addtrack","removetrack","change"],stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:a}=e;if(!a)return;let r=a.querySelector('track[kind="chapters"][default][src]'),s=(i=a.shadowRoot)==null?void 0:i.querySelector(':is(video,audio) > track[kind="chapters"][default][src]');return r?.addEventListener("load",t),s?.addEventListener("load",t),()=>{r?.removeEventListener("load",t),s?.removeEventListener("load",t)}}]},mediaIsPip:{get(t){var e,i;let{media:a,documentElement:r}=t;if(!a||!r||!r.pictureInPictureElement)return!1;if(r.pictureInPictureElement===a)return!0;if(r.pictureInPictureElement instanceof HTMLMediaElement)return(e=a.localName)!=null&&e.includes("-")?se(a,r.pictureInPictureElement):!1;if(r.pictureInPictureElement.localName.includes("-")){let s=r.pictureInPictureElement.shadowRoot;for(;s?.pictureInPictureElement;){if(s.pictureInPictureElement===a)return!0;s=(i=s.pictureInPictureElement)==null?void 0:i.shadowRoot}}return!1},set(t,e){let{media:i}=e;if(i)if(t){if(!B.pictureInPictureEnabled){console.warn("MediaChrome: Picture-in-picture is not enabled");return}if(!i.requestPictureInPicture){console.warn("MediaChrome: The current media does not support picture-in-picture");return}let a=()=>{console.warn("MediaChrome: The media is not ready for picture-in-picture. It must have a readyState > 0.")};i.requestPictureInPicture().catch(r=>{if(r.code===11){if(!i.src){console.warn("MediaChrome: The media is not ready for picture-in-picture. It must have a src set.");return}if(i.readyState===0&&i.preload==="none"){let s=()=>{i.removeEventListener("loadedmetadata",n),i.preload="none"},n=()=>{i.requestPictureInPicture().catch(a),s()};i.addEventListener("loadedmetadata",n),i.preload="metadata",setTimeout(()=>{i.readyState===0&&a(),s()},1e3)}else throw r}else throw r})}else B.pictureInPictureElement&&B.exitPictureInPicture()},mediaEvents:["enterpictureinpicture","leavepictureinpicture"]},mediaRenditionList:{get(t){var e;let{media:i}=t;return[...(e=i?.videoRenditions)!=null?e:[]].map(a=>({...a}))},mediaEvents:["emptied","loadstart"],videoRenditionsEvents:["addrendition","removerendition"]},mediaRenditionSelected:{get(t){var e,i,a;let{media:r}=t;return(a=(i=r?.videoRenditions)==null?void 0:i[(e=r.videoRenditions)==null?void 0:e.selectedIndex])==null?void 0:a.id},set(t,e){let{media:i}=e;if(!i?.videoRenditions){console.warn("MediaController: Rendition selection not supported by this media.");return}let a=t,r=Array.prototype.findIndex.call(i.videoRenditions,s=>s.id==a);i.videoRenditions.selectedIndex!=r&&(i.videoRenditions.selectedIndex=r)},mediaEvents:["emptied"],videoRenditionsEvents:["addrendition","removerendition","change"]},mediaAudioTrackList:{get(t){var e;let{media:i}=t;return[...(e=i?.audioTracks)!=null?e:[]]},mediaEvents:["emptied","loadstart"],audioTracksEvents:["addtrack","removetrack"]},mediaAudioTrackEnabled:{get(t){var e,i;let{media:a}=t;return(i=[...(e=a?.audioTracks)!=null?e:[]].find(r=>r.enabled))==null?void 0:i.id},set(t,e){let{media:i}=e;if(!i?.audioTracks){console.warn("MediaChrome: Audio track selection not supported by this media.");return}let a=t;for(let r of i.audioTracks)r.enabled=a==r.id},mediaEvents:["emptied"],audioTracksEvents:["addtrack","removetrack","change"]},mediaIsFullscreen:{get(t){return $o(t)},set(t,e,i){var a,r;t?(Bo(e),i.detail&&!((a=e.media)!=null&&a.inert)&&((r=e.media)==null||r.focus())):Wo(e)},rootEvents:["fullscreenchange","webkitfullscreenchange"],mediaEvents:["webkitbeginfullscreen","webkitendfullscreen","webkitpresentationmodechanged"]},mediaIsCasting:{get(t){var e;let{media:i}=t;return!i?.remote||((e=i.remote)==null?void 0:e.state)==="disconnected"?!1:i.remote.state==="connected"},set(t,e){var i,a;let{media:r}=e;if(r&&!(t&&((i=r.remote)==null?void 0:i.state)!=="disconnected")&&!(!t&&((a=r.remote)==null?void 0:a.state)!=="connected")){if(typeof r.remote.prompt!="function"){console.warn("MediaChrome: Casting is not supported in this environment");return}r.remote.prompt().catch(()=>{})}},remoteEvents:["connect","connecting","disconnect"]},mediaIsAirplaying:{get(){return!1},set(t,e){let{media:i}=e;if(i){if(!(i.webkitShowPlaybackTargetPicker&&d.WebKitPlaybackTargetAvailabilityEvent)){console.error("MediaChrome: received a request to select AirPlay but AirPlay is not supported in this environment");return}i.webkitShowPlaybackTargetPicker()}},mediaEvents:["webkitcurrentplaybacktargetiswirelesschanged"]},mediaFullscreenUnavailable:{get(t){let{media:e}=t;if(!Go||!Ts(e))return ie.UNSUPPORTED}},mediaPipUnavailable:{get(t){let{media:e}=t;if(!qo||!As(e))return ie.UNSUPPORTED;if(e?.disablePictureInPicture)return ie.UNAVAILABLE}},mediaVolumeUnavailable:{get(t){let{media:e}=t;if(Ba===!1||e?.volume==null)return ie.UNSUPPORTED},stateOwnersUpdateHandlers:[t=>{Ba==null&&Zd.then(e=>t(e?void 0:ie.UNSUPPORTED))}]},mediaCastUnavailable:{get(t,{availability:e="not-available"}={}){var i;let{media:a}=t;if(!Qo||!((i=a?.remote)!=null&&i.state))return ie.UNSUPPORTED;if(!(e==null||e==="available"))return ie.UNAVAILABLE},stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:a}=e;return a?(a.disableRemotePlayback||a.hasAttribute("disableremoteplayback")||(i=a?.remote)==null||i.watchAvailability(s=>{t({availability:s?"available":"not-available"})}).catch(s=>{s.name==="NotSupportedError"?t({availability:null}):t({availability:"not-available"})}),()=>{var s;(s=a?.remote)==null||s.cancelWatchAvailability().catch(()=>{})}):void 0}]},mediaAirplayUnavailable:{get(t,e){if(!Yo)return ie.UNSUPPORTED;if(e?.availability==="not-available")return ie.UNAVAILABLE},mediaEvents:["webkitplaybacktargetavailabilitychanged"],stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:a}=e;return a?(a.disableRemotePlayback||a.hasAttribute("disableremoteplayback")||(i=a?.remote)==null||i.watchAvailability(s=>{t({availability:s?"available":"not-available"})}).catch(s=>{s.name==="NotSupportedError"?t({availability:null}):t({availability:"not-available"})}),()=>{var s;(s=a?.remote)==null||s.cancelWatchAvailability().catch(()=>{})}):void 0}]},mediaRenditionUnavailable:{get(t){var e;let{media:i}=t;if(!i?.videoRenditions)return ie.UNSUPPORTED;if(!((e=i.videoRenditions)!=null&&e.length))return ie.UNAVAILABLE},mediaEvents:["emptied","loadstart"],videoRenditionsEvents:["addrendition","removerendition"]},mediaAudioTrackUnavailable:{get(t){var e,i;let{media:a}=t;if(!a?.audioTracks)return ie.UNSUPPORTED;if(((i=(e=a.audioTracks)==null?void 0:e.length)!=null?i:0)<=1)return ie.UNAVAILABLE},mediaEvents:["emptied","loadstart"],audioTracksEvents:["addtrack","removetrack"]},mediaLang:{get(t){let{options:{mediaLang:e}={}}=t;return e??"en"}}};var Xo={[h.MEDIA_PREVIEW_REQUEST](t,e,{detail:i}){var a,r,s;let{media:n}=e,l=i??void 0,c,E;if(n&&l!=null){let[m]=Et(n,{kind:te.METADATA,label:"thumbnails"}),A=Array.prototype.find.call((a=m?.cues)!=null?a:[],(v,w,y)=>w===0?v.endTime>l:w===y.length-1?v.startTime<=l:v.startTime<=l&&v.endTime>l);if(A){let v=/'^(?:[a-z]+:)?\/\//i.test(A.text)||(r=n?.querySelector('track[label="thumbnails"]'))==null?void 0:r.src,w=new URL(A.text,v);E=new URLSearchParams(w.hash).get("#xywh").split(",").map(j=>+j),c=w.href}}let b=t.mediaDuration.get(e),f=(s=t.mediaChaptersCues.get(e).find((m,A,v)=>A===v.length-1&&b===m.endTime?m.startTime<=l&&m.endTime>=l:m.startTime<=l&&m.endTime>l))==null?void 0:s.text;return i!=null&&f==null&&(f=""),{mediaPreviewTime:l,mediaPreviewImage:c,mediaPreviewCoords:E,mediaPreviewChapter:f}},[h.MEDIA_PAUSE_REQUEST](t,e){t["mediaPaused"].set(!0,e)},[h.MEDIA_PLAY_REQUEST](t,e){var i,a,r,s;let n="mediaPaused",c=t.mediaStreamType.get(e)===re.LIVE,E=!((i=e.options)!=null&&i.noAutoSeekToLive),b=t.mediaTargetLiveWindow.get(e)>0;if(c&&E&&!b){let T=(a=t.mediaSeekable.get(e))==null?void 0:a[1];if(T){let f=(s=(r=e.options)==null?void 0:r.seekToLiveOffset)!=null?s:0,m=T-f;t.mediaCurrentTime.set(m,e)}}t[n].set(!1,e)},[h.MEDIA_PLAYBACK_RATE_REQUEST](t,e,{detail:i}){let a="mediaPlaybackRate",r=i;t[a].set(r,e)},[h.MEDIA_MUTE_REQUEST](t,e){t["mediaMuted"].set(!0,e)},[h.MEDIA_UNMUTE_REQUEST](t,e){let i="mediaMuted";t.mediaVolume.get(e)||t.mediaVolume.set(.25,e),t[i].set(!1,e)},[h.MEDIA_LOOP_REQUEST](t,e,{detail:i}){let a="mediaLoop",r=!!i;return t[a].set(r,e),{mediaLoop:r}},[h.MEDIA_VOLUME_REQUEST](t,e,{detail:i}){let a="mediaVolume",r=i;r&&t.mediaMuted.get(e)&&t.mediaMuted.set(!1,e),t[a].set(r,e)},[h.MEDIA_SEEK_REQUEST](t,e,{detail:i}){let a="mediaCurrentTime",r=i;t[a].set(r,e)},[h.MEDIA_SEEK_TO_LIVE_REQUEST](t,e){var i,a,r;let s="mediaCurrentTime",n=(i=t.mediaSeekable.get(e))==null?void 0:i[1];if(Number.isNaN(Number(n)))return;let l=(r=(a=e.options)==null?void 0:a.seekToLiveOffset)!=null?r:0,c=n-l;t[s].set(c,e)},[h.MEDIA_SHOW_SUBTITLES_REQUEST](t,e,{detail:i}){var a;let{options:r}=e,s=Kt(e),n=_s(i),l=(a=n[0])==null?void 0:a.language;l&&!r.noSubtitlesLangPref&&d.localStorage.setItem("media-chrome-pref-subtitles-lang",l),pt(Ke.SHOWING,s,n)},[h.MEDIA_DISABLE_SUBTITLES_REQUEST](t,e,{detail:i}){let a=Kt(e),r=i??[];pt(Ke.DISABLED,a,r)},[h.MEDIA_TOGGLE_SUBTITLES_REQUEST](t,e,{detail:i}){Ha(e,i)},[h.MEDIA_RENDITION_REQUEST](t,e,{detail:i}){let a="mediaRenditionSelected",r=i;t[a].set(r,e)},[h.MEDIA_AUDIO_TRACK_REQUEST](t,e,{detail:i}){let a="mediaAudioTrackEnabled",r=i;t[a].set(r,e)},[h.MEDIA_ENTER_PIP_REQUEST](t,e){let i="mediaIsPip";t.mediaIsFullscreen.get(e)&&t.mediaIsFullscreen.set(!1,e),t[i].set(!0,e)},[h.MEDIA_EXIT_PIP_REQUEST](t,e){t["mediaIsPip"].set(!1,e)},[h.MEDIA_ENTER_FULLSCREEN_REQUEST](t,e,i){let a="mediaIsFullscreen";t.mediaIsPip.get(e)&&t.mediaIsPip.set(!1,e),t[a].set(!0,e,i)},[h.MEDIA_EXIT_FULLSCREEN_REQUEST](t,e){t["mediaIsFullscreen"].set(!1,e)},[h.MEDIA_ENTER_CAST_REQUEST](t,e){let i="mediaIsCasting";t.mediaIsFullscreen.get(e)&&t.mediaIsFullscreen.set(!1,e),t[i].set(!0,e)},[h.MEDIA_EXIT_CAST_REQUEST](t,e){t["mediaIsCasting"].set(!1,e)},[h.MEDIA_AIRPLAY_REQUEST](t,e){t["mediaIsAirplaying"].set(!0,e)}};var Zo=({media:t,fullscreenElement:e,documentElement:i,stateMediator:a=Vt,requestMap:r=Xo,options:s={},monitorStateOwnersOnlyWithSubscriptions:n=!0})=>{let l=[],c={options:{...s}},E=Object.freeze({mediaPreviewTime:void 0,mediaPreviewImage:void 0,mediaPreviewCoords:void 0,mediaPreviewChapter:void 0}),b=v=>{v!=null&&(Fa(v,E)||(E=Object.freeze({...E,...v}),l.forEach(w=>w(E))))},T=()=>{let v=Object.entries(a).reduce((w,[y,{get:j}])=>(w[y]=j(c),w),{});b(v)},f={},m,A=async(v,w)=>{var y,j,pi,Ei,wt,Ue,Pe,vi,nt,Pn,Nn,Hn,Fn,Bn,Wn,$n;let hd=!!m;if(m={...c,...m??{},...v},hd)return;await zo(...Object.values(v));let Mt=l.length>0&&w===0&&n,Kn=c.media!==m.media,Vn=((y=c.media)==null?void 0:y.textTracks)!==((j=m.media)==null?void 0:j.textTracks),Gn=((pi=c.media)==null?void 0:pi.videoRenditions)!==((Ei=m.media)==null?void 0:Ei.videoRenditions),qn=((wt=c.media)==null?void 0:wt.audioTracks)!==((Ue=m.media)==null?void 0:Ue.audioTracks),Yn=((Pe=c.media)==null?void 0:Pe.remote)!==((vi=m.media)==null?void 0:vi.remote),Qn=c.documentElement!==m.documentElement,zn=!!c.media&&(Kn||Mt),Xn=!!((nt=c.media)!=null&&nt.textTracks)&&(Vn||Mt),Zn=!!((Pn=c.media)!=null&&Pn.videoRenditions)&&(Gn||Mt),Jn=!!((Nn=c.media)!=null&&Nn.audioTracks)&&(qn||Mt),jn=!!((Hn=c.media)!=null&&Hn.remote)&&(Yn||Mt),eo=!!c.documentElement&&(Qn||Mt),ts=zn||Xn||Zn||Jn||jn||eo,Lt=l.length===0&&w===1&&n,to=!!m.media&&(Kn||Lt),io=!!((Fn=m.media)!=null&&Fn.textTracks)&&(Vn||Lt),ao=!!((Bn=m.media)!=null&&Bn.videoRenditions)&&(Gn||Lt),ro=!!((Wn=m.media)!=null&&Wn.audioTracks)&&(qn||Lt),so=!!(($n=m.media)!=null&&$n.remote)&&(Yn||Lt),no=!!m.documentElement&&(Qn||Lt),oo=to||io||ao||ro||so||no;if(!(ts||oo)){Object.entries(m).forEach(([D,fi])=>{c[D]=fi}),T(),m=void 0;return}Object.entries(a).forEach(([D,{get:fi,mediaEvents:md=[],textTracksEvents:pd=[],videoRenditionsEvents:Ed=[],audioTracksEvents:vd=[],remoteEvents:fd=[],rootEvents:gd=[],stateOwnersUpdateHandlers:_d=[]}])=>{f[D]||(f[D]={});let ae=F=>{let G=fi(c,F);b({[D]:G})},Q;Q=f[D].mediaEvents,md.forEach(F=>{Q&&zn&&(c.media.removeEventListener(F,Q),f[D].mediaEvents=void 0),to&&(m.media.addEventListener(F,ae),f[D].mediaEvents=ae)}),Q=f[D].textTracksEvents,pd.forEach(F=>{var G,pe;Q&&Xn&&((G=c.media.textTracks)==null||G.removeEventListener(F,Q),f[D].textTracksEvents=void 0),io&&((pe=m.media.textTracks)==null||pe.addEventListener(F,ae),f[D].textTracksEvents=ae)}),Q=f[D].videoRenditionsEvents,Ed.forEach(F=>{var G,pe;Q&&Zn&&((G=c.media.videoRenditions)==null||G.removeEventListener(F,Q),f[D].videoRenditionsEvents=void 0),ao&&((pe=m.media.videoRenditions)==null||pe.addEventListener(F,ae),f[D].videoRenditionsEvents=ae)}),Q=f[D].audioTracksEvents,vd.forEach(F=>{var G,pe;Q&&Jn&&((G=c.media.audioTracks)==null||G.removeEventListener(F,Q),f[D].audioTracksEvents=void 0),ro&&((pe=m.media.audioTracks)==null||pe.addEventListener(F,ae),f[D].audioTracksEvents=ae)}),Q=f[D].remoteEvents,fd.forEach(F=>{var G,pe;Q&&jn&&((G=c.media.remote)==null||G.removeEventListener(F,Q),f[D].remoteEvents=void 0),so&&((pe=m.media.remote)==null||pe.addEventListener(F,ae),f[D].remoteEvents=ae)}),Q=f[D].rootEvents,gd.forEach(F=>{Q&&eo&&(c.documentElement.removeEventListener(F,Q),f[D].rootEvents=void 0),no&&(m.documentElement.addEventListener(F,ae),f[D].rootEvents=ae)});let ma=f[D].stateOwnersUpdateHandlers;if(ma&&ts&&(Array.isArray(ma)?ma:[ma]).forEach(G=>{typeof G=="function"&&G()}),oo){let F=_d.map(G=>G(ae,m)).filter(G=>typeof G=="function");f[D].stateOwnersUpdateHandlers=F.length===1?F[0]:F}else ts&&(f[D].stateOwnersUpdateHandlers=void 0)}),Object.entries(m).forEach(([D,fi])=>{c[D]=fi}),T(),m=void 0};return A({media:t,fullscreenElement:e,documentElement:i,options:s}),{dispatch(v){let{type:w,detail:y}=v;if(r[w]&&E.mediaErrorCode==null){b(r[w](a,c,v));return}w==="mediaelementchangerequest"?A({media:y}):w==="fullscreenelementchangerequest"?A({fullscreenElement:y}):w==="documentelementchangerequest"?A({documentElement:y}):w==="optionschangerequest"&&(Object.entries(y??{}).forEach(([j,pi])=>{c.options[j]=pi}),T())},getState(){return E},subscribe(v){return A({},l.length+1),l.push(v),v(E),()=>{let w=l.indexOf(v);w>=0&&(A({},l.length-1),l.splice(w,1))}}}};var Ls=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},p=(t,e,i)=>(Ls(t,e,"read from private field"),i?i.call(t):e.get(t)),ne=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ge=(t,e,i,a)=>(Ls(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),ze=(t,e,i)=>(Ls(t,e,"access private method"),i),We,Oi,M,oe,Ui,Se,Wa,Pi,$a,ys,ft,Ka,ks,Ni,Va,Is,rl,sl=["ArrowLeft","ArrowRight","ArrowUp","ArrowDown","Enter"," ","f","m","k","c","l","j",">","<","p"],Jo=10,jo=.025,el=.25,ec=.25,tc=2,u={DEFAULT_SUBTITLES:"defaultsubtitles",DEFAULT_STREAM_TYPE:"defaultstreamtype",DEFAULT_DURATION:"defaultduration",FULLSCREEN_ELEMENT:"fullscreenelement",HOTKEYS:"hotkeys",KEYBOARD_BACKWARD_SEEK_OFFSET:"keyboardbackwardseekoffset",KEYBOARD_FORWARD_SEEK_OFFSET:"keyboardforwardseekoffset",KEYBOARD_DOWN_VOLUME_STEP:"keyboarddownvolumestep",KEYBOARD_UP_VOLUME_STEP:"keyboardupvolumestep",KEYS_USED:"keysused",LANG:"lang",LOOP:"loop",LIVE_EDGE_OFFSET:"liveedgeoffset",NO_AUTO_SEEK_TO_LIVE:"noautoseektolive",NO_DEFAULT_STORE:"nodefaultstore",NO_HOTKEYS:"nohotkeys",NO_MUTED_PREF:"nomutedpref",NO_SUBTITLES_LANG_PREF:"nosubtitleslangpref",NO_VOLUME_PREF:"novolumepref",SEEK_TO_LIVE_OFFSET:"seektoliveoffset"},ws=class extends lt{constructor(){super(),ne(this,$a),ne(this,Ka),ne(this,Ni),ne(this,Is),this.mediaStateReceivers=[],this.associatedElementSubscriptions=new Map,ne(this,We,new Qe(this,u.HOTKEYS)),ne(this,Oi,void 0),ne(this,M,void 0),ne(this,oe,null),ne(this,Ui,void 0),ne(this,Se,void 0),ne(this,Wa,i=>{var a;(a=p(this,M))==null||a.dispatch(i)}),ne(this,Pi,void 0),ne(this,ft,i=>{let{key:a,shiftKey:r}=i;if(!(r&&(a==="/"||a==="?")||sl.includes(a))){this.removeEventListener("keyup",p(this,ft));return}this.keyboardShortcutHandler(i)}),this.associateElement(this);let e={};ge(this,Ui,i=>{Object.entries(i).forEach(([a,r])=>{if(a in e&&e[a]===r)return;this.propagateMediaState(a,r);let s=a.toLowerCase(),n=new d.CustomEvent(Eo[s],{composed:!0,detail:r});this.dispatchEvent(n)}),e=i})}static get observedAttributes(){return super.observedAttributes.concat(u.NO_HOTKEYS,u.HOTKEYS,u.DEFAULT_STREAM_TYPE,u.DEFAULT_SUBTITLES,u.DEFAULT_DURATION,u.NO_MUTED_PREF,u.NO_VOLUME_PREF,u.LANG,u.LOOP,u.LIVE_EDGE_OFFSET,u.SEEK_TO_LIVE_OFFSET,u.NO_AUTO_SEEK_TO_LIVE)}get mediaStore(){return p(this,M)}set mediaStore(e){var i,a;if(p(this,M)&&((i=p(this,Se))==null||i.call(this),ge(this,Se,void 0)),ge(this,M,e),!p(this,M)&&!this.hasAttribute(u.NO_DEFAULT_STORE)){ze(this,$a,ys).call(this);return}ge(this,Se,(a=p(this,M))==null?void 0:a.subscribe(p(this,Ui)))}get fullscreenElement(){var e;return(e=p(this,Oi))!=null?e:this}set fullscreenElement(e){var i;this.hasAttribute(u.FULLSCREEN_ELEMENT)&&this.removeAttribute(u.FULLSCREEN_ELEMENT),ge(this,Oi,e),(i=p(this,M))==null||i.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement})}get defaultSubtitles(){return k(this,u.DEFAULT_SUBTITLES)}set defaultSubtitles(e){I(this,u.DEFAULT_SUBTITLES,e)}get defaultStreamType(){return N(this,u.DEFAULT_STREAM_TYPE)}set defaultStreamType(e){U(this,u.DEFAULT_STREAM_TYPE,e)}get defaultDuration(){return R(this,u.DEFAULT_DURATION)}set defaultDuration(e){P(this,u.DEFAULT_DURATION,e)}get noHotkeys(){return k(this,u.NO_HOTKEYS)}set noHotkeys(e){I(this,u.NO_HOTKEYS,e)}get keysUsed(){return N(this,u.KEYS_USED)}set keysUsed(e){U(this,u.KEYS_USED,e)}get liveEdgeOffset(){return R(this,u.LIVE_EDGE_OFFSET)}set liveEdgeOffset(e){P(this,u.LIVE_EDGE_OFFSET,e)}get noAutoSeekToLive(){return k(this,u.NO_AUTO_SEEK_TO_LIVE)}set noAutoSeekToLive(e){I(this,u.NO_AUTO_SEEK_TO_LIVE,e)}get noVolumePref(){return k(this,u.NO_VOLUME_PREF)}set noVolumePref(e){I(this,u.NO_VOLUME_PREF,e)}get noMutedPref(){return k(this,u.NO_MUTED_PREF)}set noMutedPref(e){I(this,u.NO_MUTED_PREF,e)}get noSubtitlesLangPref(){return k(this,u.NO_SUBTITLES_LANG_PREF)}set noSubtitlesLangPref(e){I(this,u.NO_SUBTITLES_LANG_PREF,e)}get noDefaultStore(){return k(this,u.NO_DEFAULT_STORE)}set noDefaultStore(e){I(this,u.NO_DEFAULT_STORE,e)}get resolvedLang(){return To()}attributeChangedCallback(e,i,a){var r,s,n,l,c,E,b,T,f,m,A,v;if(super.attributeChangedCallback(e,i,a),e===u.NO_HOTKEYS)a!==i&&a===""?(this.hasAttribute(u.HOTKEYS)&&console.warn("Media Chrome: Both `hotkeys` and `nohotkeys` have been set. All hotkeys will be disabled."),this.disableHotkeys()):a!==i&&a===null&&this.enableHotkeys(),ze(this,Ni,Va).call(this);else if(e===u.HOTKEYS)p(this,We).value=a,ze(this,Ni,Va).call(this);else if(e===u.DEFAULT_SUBTITLES&&a!==i)(r=p(this,M))==null||r.dispatch({type:"optionschangerequest",detail:{defaultSubtitles:this.hasAttribute(u.DEFAULT_SUBTITLES)}});else if(e===u.DEFAULT_STREAM_TYPE)(n=p(this,M))==null||n.dispatch({type:"optionschangerequest",detail:{defaultStreamType:(s=this.getAttribute(u.DEFAULT_STREAM_TYPE))!=null?s:void 0}});else if(e===u.LIVE_EDGE_OFFSET&&a!==i)(l=p(this,M))==null||l.dispatch({type:"optionschangerequest",detail:{liveEdgeOffset:this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0,seekToLiveOffset:this.hasAttribute(u.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(u.SEEK_TO_LIVE_OFFSET):this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0}});else if(e===u.SEEK_TO_LIVE_OFFSET&&a!==i)(c=p(this,M))==null||c.dispatch({type:"optionschangerequest",detail:{seekToLiveOffset:this.hasAttribute(u.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(u.SEEK_TO_LIVE_OFFSET):this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0}});else if(e===u.NO_AUTO_SEEK_TO_LIVE)(E=p(this,M))==null||E.dispatch({type:"optionschangerequest",detail:{noAutoSeekToLive:this.hasAttribute(u.NO_AUTO_SEEK_TO_LIVE)}});else if(e===u.FULLSCREEN_ELEMENT){let w=a?(b=this.getRootNode())==null?void 0:b.getElementById(a):void 0;ge(this,Oi,w),(T=p(this,M))==null||T.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement})}else e===u.LANG&&a!==i?(Sa(a),(f=p(this,M))==null||f.dispatch({type:"optionschangerequest",detail:{mediaLang:a}})):e===u.LOOP&&a!==i?(m=p(this,M))==null||m.dispatch({type:h.MEDIA_LOOP_REQUEST,detail:a!=null}):e===u.NO_VOLUME_PREF&&a!==i?(A=p(this,M))==null||A.dispatch({type:"optionschangerequest",detail:{noVolumePref:this.hasAttribute(u.NO_VOLUME_PREF)}}):e===u.NO_MUTED_PREF&&a!==i&&((v=p(this,M))==null||v.dispatch({type:"optionschangerequest",detail:{noMutedPref:this.hasAttribute(u.NO_MUTED_PREF)}}))}connectedCallback(){var e,i,a;this.associateElement(this),!p(this,M)&&!this.hasAttribute(u.NO_DEFAULT_STORE)&&ze(this,$a,ys).call(this),(e=p(this,M))==null||e.dispatch({type:"documentelementchangerequest",detail:B}),(i=p(this,M))==null||i.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement}),super.connectedCallback(),p(this,M)&&!p(this,Se)&&ge(this,Se,(a=p(this,M))==null?void 0:a.subscribe(p(this,Ui))),p(this,Pi)!==void 0&&p(this,M)&&this.media&&setTimeout(()=>{var r,s,n;(s=(r=this.media)==null?void 0:r.textTracks)!=null&&s.length&&((n=p(this,M))==null||n.dispatch({type:h.MEDIA_TOGGLE_SUBTITLES_REQUEST,detail:p(this,Pi)}))},0),this.hasAttribute(u.NO_HOTKEYS)?this.disableHotkeys():this.enableHotkeys()}disconnectedCallback(){var e,i,a,r,s,n;if((e=super.disconnectedCallback)==null||e.call(this),this.disableHotkeys(),p(this,M)){let l=p(this,M).getState();ge(this,Pi,!!((i=l.mediaSubtitlesShowing)!=null&&i.length)),(a=p(this,M))==null||a.dispatch({type:"fullscreenelementchangerequest",detail:void 0}),(r=p(this,M))==null||r.dispatch({type:"documentelementchangerequest",detail:void 0}),(s=p(this,M))==null||s.dispatch({type:h.MEDIA_TOGGLE_SUBTITLES_REQUEST,detail:!1})}p(this,Se)&&((n=p(this,Se))==null||n.call(this),ge(this,Se,void 0)),this.unassociateElement(this),p(this,oe)&&(p(this,oe).remove(),ge(this,oe,null))}mediaSetCallback(e){var i;super.mediaSetCallback(e),(i=p(this,M))==null||i.dispatch({type:"mediaelementchangerequest",detail:e}),e.hasAttribute("tabindex")||(e.tabIndex=-1)}mediaUnsetCallback(e){var i;super.mediaUnsetCallback(e),(i=p(this,M))==null||i.dispatch({type:"mediaelementchangerequest",detail:void 0})}propagateMediaState(e,i){al(this.mediaStateReceivers,e,i)}associateElement(e){if(!e)return;let{associatedElementSubscriptions:i}=this;if(i.has(e))return;let a=this.registerMediaStateReceiver.bind(this),r=this.unregisterMediaStateReceiver.bind(this),s=oc(e,a,r);Object.values(h).forEach(n=>{e.addEventListener(n,p(this,Wa))}),i.set(e,s)}unassociateElement(e){if(!e)return;let{associatedElementSubscriptions:i}=this;if(!i.has(e))return;i.get(e)(),i.delete(e),Object.values(h).forEach(r=>{e.removeEventListener(r,p(this,Wa))})}registerMediaStateReceiver(e){if(!e)return;let i=this.mediaStateReceivers;i.indexOf(e)>-1||(i.push(e),p(this,M)&&Object.entries(p(this,M).getState()).forEach(([r,s])=>{al([e],r,s)}))}unregisterMediaStateReceiver(e){let i=this.mediaStateReceivers,a=i.indexOf(e);a<0||i.splice(a,1)}enableHotkeys(){this.addEventListener("keydown",ze(this,Ka,ks))}disableHotkeys(){this.removeEventListener("keydown",ze(this,Ka,ks)),this.removeEventListener("keyup",p(this,ft))}get hotkeys(){return p(this,We)}set hotkeys(e){U(this,u.HOTKEYS,e)}keyboardShortcutHandler(e){var i,a,r,s,n,l,c,E,b;let T=e.target;if(((r=(a=(i=T.getAttribute(u.KEYS_USED))==null?void 0:i.split(" "))!=null?a:T?.keysUsed)!=null?r:[]).map(y=>y==="Space"?" ":y).filter(Boolean).includes(e.key))return;let m,A,v;if(!(p(this,We).contains(Ca(e.key))||e.shiftKey&&(e.key==="/"||e.key==="?")&&p(this,We).contains("noshift+/")))switch(e.key){case" ":case"k":m=p(this,M).getState().mediaPaused?h.MEDIA_PLAY_REQUEST:h.MEDIA_PAUSE_REQUEST,this.dispatchEvent(new d.CustomEvent(m,{composed:!0,bubbles:!0}));break;case"m":m=this.mediaStore.getState().mediaVolumeLevel==="off"?h.MEDIA_UNMUTE_REQUEST:h.MEDIA_MUTE_REQUEST,this.dispatchEvent(new d.CustomEvent(m,{composed:!0,bubbles:!0}));break;case"f":m=this.mediaStore.getState().mediaIsFullscreen?h.MEDIA_EXIT_FULLSCREEN_REQUEST:h.MEDIA_ENTER_FULLSCREEN_REQUEST,this.dispatchEvent(new d.CustomEvent(m,{composed:!0,bubbles:!0}));break;case"c":this.dispatchEvent(new d.CustomEvent(h.MEDIA_TOGGLE_SUBTITLES_REQUEST,{composed:!0,bubbles:!0}));break;case"ArrowLeft":case"j":{let y=this.hasAttribute(u.KEYBOARD_BACKWARD_SEEK_OFFSET)?+this.getAttribute(u.KEYBOARD_BACKWARD_SEEK_OFFSET):Jo;A=Math.max(((s=this.mediaStore.getState().mediaCurrentTime)!=null?s:0)-y,0),v=new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"ArrowRight":case"l":{let y=this.hasAttribute(u.KEYBOARD_FORWARD_SEEK_OFFSET)?+this.getAttribute(u.KEYBOARD_FORWARD_SEEK_OFFSET):Jo;A=Math.max(((n=this.mediaStore.getState().mediaCurrentTime)!=null?n:0)+y,0),v=new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"ArrowUp":{let y=this.hasAttribute(u.KEYBOARD_UP_VOLUME_STEP)?+this.getAttribute(u.KEYBOARD_UP_VOLUME_STEP):jo;A=Math.min(((l=this.mediaStore.getState().mediaVolume)!=null?l:1)+y,1),v=new d.CustomEvent(h.MEDIA_VOLUME_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"ArrowDown":{let y=this.hasAttribute(u.KEYBOARD_DOWN_VOLUME_STEP)?+this.getAttribute(u.KEYBOARD_DOWN_VOLUME_STEP):jo;A=Math.max(((c=this.mediaStore.getState().mediaVolume)!=null?c:1)-y,0),v=new d.CustomEvent(h.MEDIA_VOLUME_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"<":{let y=(E=this.mediaStore.getState().mediaPlaybackRate)!=null?E:1;A=Math.max(y-el,ec).toFixed(2),v=new d.CustomEvent(h.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case">":{let y=(b=this.mediaStore.getState().mediaPlaybackRate)!=null?b:1;A=Math.min(y+el,tc).toFixed(2),v=new d.CustomEvent(h.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"/":case"?":{e.shiftKey&&ze(this,Is,rl).call(this);break}case"p":{m=this.mediaStore.getState().mediaIsPip?h.MEDIA_EXIT_PIP_REQUEST:h.MEDIA_ENTER_PIP_REQUEST,v=new d.CustomEvent(m,{composed:!0,bubbles:!0}),this.dispatchEvent(v);break}default:break}}};We=new WeakMap;Oi=new WeakMap;M=new WeakMap;oe=new WeakMap;Ui=new WeakMap;Se=new WeakMap;Wa=new WeakMap;Pi=new WeakMap;$a=new WeakSet;ys=function(){var t;this.mediaStore=Zo({media:this.media,fullscreenElement:this.fullscreenElement,options:{defaultSubtitles:this.hasAttribute(u.DEFAULT_SUBTITLES),defaultDuration:this.hasAttribute(u.DEFAULT_DURATION)?+this.getAttribute(u.DEFAULT_DURATION):void 0,defaultStreamType:(t=this.getAttribute(u.DEFAULT_STREAM_TYPE))!=null?t:void 0,liveEdgeOffset:this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0,seekToLiveOffset:this.hasAttribute(u.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(u.SEEK_TO_LIVE_OFFSET):this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0,noAutoSeekToLive:this.hasAttribute(u.NO_AUTO_SEEK_TO_LIVE),noVolumePref:this.hasAttribute(u.NO_VOLUME_PREF),noMutedPref:this.hasAttribute(u.NO_MUTED_PREF),noSubtitlesLangPref:this.hasAttribute(u.NO_SUBTITLES_LANG_PREF)}})};ft=new WeakMap;Ka=new WeakSet;ks=function(t){var e;let{metaKey:i,altKey:a,key:r,shiftKey:s}=t,n=s&&(r==="/"||r==="?");if(n&&((e=p(this,oe))!=null&&e.open)){this.removeEventListener("keyup",p(this,ft));return}if(i||a||!n&&!sl.includes(r)){this.removeEventListener("keyup",p(this,ft));return}let l=t.target,c=l instanceof HTMLElement&&(l.tagName.toLowerCase()==="media-volume-range"||l.tagName.toLowerCase()==="media-time-range");[" ","ArrowLeft","ArrowRight","ArrowUp","ArrowDown"].includes(r)&&!p(this,We).contains(Ca(r))&&!c&&t.preventDefault(),this.addEventListener("keyup",p(this,ft),{once:!0})};Ni=new WeakSet;Va=function(){p(this,oe)&&(p(this,oe).hotkeys=p(this,We).value||void 0,(this.noHotkeys||p(this,We).contains("noshift+/"))&&(p(this,oe).open=!1))};Is=new WeakSet;rl=function(){p(this,oe)||(ge(this,oe,B.createElement("media-keyboard-shortcuts-dialog")),ze(this,Ni,Va).call(this),this.appendChild(p(this,oe))),p(this,oe).open=!0};var ic=Object.values(o),ac=Object.values(as),nl=t=>{var e,i,a,r;let{observedAttributes:s}=t.constructor;!s&&((e=t.nodeName)!=null&&e.includes("-"))&&(d.customElements.upgrade(t),{observedAttributes:s}=t.constructor);let n=(r=(a=(i=t?.getAttribute)==null?void 0:i.call(t,S.MEDIA_CHROME_ATTRIBUTES))==null?void 0:a.split)==null?void 0:r.call(a,/\s+/);return Array.isArray(s||n)?(s||n).filter(l=>ic.includes(l)):[]},rc=t=>{var e,i;return(e=t.nodeName)!=null&&e.includes("-")&&d.customElements.get((i=t.nodeName)==null?void 0:i.toLowerCase())&&!(t instanceof d.customElements.get(t.nodeName.toLowerCase()))&&d.customElements.upgrade(t),ac.some(a=>a in t)},Ms=t=>rc(t)||!!nl(t).length,tl=t=>{var e;return(e=t?.join)==null?void 0:e.call(t,":")},il={[o.MEDIA_SUBTITLES_LIST]:mt,[o.MEDIA_SUBTITLES_SHOWING]:mt,[o.MEDIA_SEEKABLE]:tl,[o.MEDIA_BUFFERED]:t=>t?.map(tl).join(" "),[o.MEDIA_PREVIEW_COORDS]:t=>t?.join(" "),[o.MEDIA_RENDITION_LIST]:Oo,[o.MEDIA_AUDIO_TRACK_LIST]:Uo},sc=async(t,e,i)=>{var a,r;if(t.isConnected||await Ua(0),typeof i=="boolean"||i==null)return I(t,e,i);if(typeof i=="number")return P(t,e,i);if(typeof i=="string")return U(t,e,i);if(Array.isArray(i)&&!i.length)return t.removeAttribute(e);let s=(r=(a=il[e])==null?void 0:a.call(il,i))!=null?r:i;return t.setAttribute(e,s)},nc=t=>{var e;return!!((e=t.closest)!=null&&e.call(t,'*[slot="media"]'))},vt=(t,e)=>{if(nc(t))return;let i=(r,s)=>{var n,l;Ms(r)&&s(r);let{children:c=[]}=r??{},E=(l=(n=r?.shadowRoot)==null?void 0:n.children)!=null?l:[];[...c,...E].forEach(T=>vt(T,s))},a=t?.nodeName.toLowerCase();if(a.includes("-")&&!Ms(t)){d.customElements.whenDefined(a).then(()=>{i(t,e)});return}i(t,e)},al=(t,e,i)=>{t.forEach(a=>{if(e in a){a[e]=i;return}let r=nl(a),s=e.toLowerCase();r.includes(s)&&sc(a,s,i)})},oc=(t,e,i)=>{vt(t,e);let a=b=>{var T;let f=(T=b?.composedPath()[0])!=null?T:b.target;e(f)},r=b=>{var T;let f=(T=b?.composedPath()[0])!=null?T:b.target;i(f)};t.addEventListener(h.REGISTER_MEDIA_STATE_RECEIVER,a),t.addEventListener(h.UNREGISTER_MEDIA_STATE_RECEIVER,r);let s=b=>{b.forEach(T=>{let{addedNodes:f=[],removedNodes:m=[],type:A,target:v,attributeName:w}=T;A==="childList"?(Array.prototype.forEach.call(f,y=>vt(y,e)),Array.prototype.forEach.call(m,y=>vt(y,i))):A==="attributes"&&w===S.MEDIA_CHROME_ATTRIBUTES&&(Ms(v)?e(v):i(v))})},n=[],l=b=>{let T=b.target;T.name!=="media"&&(n.forEach(f=>vt(f,i)),n=[...T.assignedElements({flatten:!0})],n.forEach(f=>vt(f,e)))};t.addEventListener("slotchange",l);let c=new MutationObserver(s);return c.observe(t,{childList:!0,attributes:!0,subtree:!0}),()=>{vt(t,i),t.removeEventListener("slotchange",l),c.disconnect(),t.removeEventListener(h.REGISTER_MEDIA_STATE_RECEIVER,a),t.removeEventListener(h.UNREGISTER_MEDIA_STATE_RECEIVER,r)}};d.customElements.get("media-controller")||d.customElements.define("media-controller",ws);var ol=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Ga=(t,e,i)=>(ol(t,e,"read from private field"),i?i.call(t):e.get(t)),lc=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},qa=(t,e,i,a)=>(ol(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),ye;function dc(t){return`
    <style>
      :host {
        
        box-sizing: border-box;
        display: var(--media-control-display, var(--media-control-bar-display, inline-flex));
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        --media-loading-indicator-icon-height: 44px;
      }

      ::slotted(media-time-range),
      ::slotted(media-volume-range) {
        min-height: 100%;
      }

      ::slotted(media-time-range),
      ::slotted(media-clip-selector) {
        flex-grow: 1;
      }

      ::slotted([role="menu"]) {
        position: absolute;
      }
    </style>

    <slot></slot>
  `}var Hi=class extends d.HTMLElement{constructor(){if(super(),lc(this,ye,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER&&(i&&((s=(r=Ga(this,ye))==null?void 0:r.unassociateElement)==null||s.call(r,this),qa(this,ye,null)),a&&this.isConnected&&(qa(this,ye,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=Ga(this,ye))==null?void 0:l.associateElement)==null||c.call(l,this)))}connectedCallback(){var e,i,a;let r=this.getAttribute(S.MEDIA_CONTROLLER);r&&(qa(this,ye,(e=this.getRootNode())==null?void 0:e.getElementById(r)),(a=(i=Ga(this,ye))==null?void 0:i.associateElement)==null||a.call(i,this))}disconnectedCallback(){var e,i;(i=(e=Ga(this,ye))==null?void 0:e.unassociateElement)==null||i.call(e,this),qa(this,ye,null)}};ye=new WeakMap;Hi.shadowRootOptions={mode:"open"};Hi.getTemplateHTML=dc;d.customElements.get("media-control-bar")||d.customElements.define("media-control-bar",Hi);var Gt={PLACEMENT:"placement",BOUNDS:"bounds"};function cc(t){return`
    <style>
      :host {
        --_tooltip-background-color: var(--media-tooltip-background-color, var(--media-secondary-color, rgba(20, 20, 30, .7)));
        --_tooltip-background: var(--media-tooltip-background, var(--_tooltip-background-color));
        --_tooltip-arrow-half-width: calc(var(--media-tooltip-arrow-width, 12px) / 2);
        --_tooltip-arrow-height: var(--media-tooltip-arrow-height, 5px);
        --_tooltip-arrow-background: var(--media-tooltip-arrow-color, var(--_tooltip-background-color));
        position: relative;
        pointer-events: none;
        display: var(--media-tooltip-display, inline-flex);
        justify-content: center;
        align-items: center;
        box-sizing: border-box;
        z-index: var(--media-tooltip-z-index, 1);
        background: var(--_tooltip-background);
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        font: var(--media-font,
          var(--media-font-weight, 400)
          var(--media-font-size, 13px) /
          var(--media-text-content-height, var(--media-control-height, 18px))
          var(--media-font-family, helvetica neue, segoe ui, roboto, arial, sans-serif));
        padding: var(--media-tooltip-padding, .35em .7em);
        border: var(--media-tooltip-border, none);
        border-radius: var(--media-tooltip-border-radius, 5px);
        filter: var(--media-tooltip-filter, drop-shadow(0 0 4px rgba(0, 0, 0, .2)));
        white-space: var(--media-tooltip-white-space, nowrap);
      }

      :host([hidden]) {
        display: none;
      }

      img, svg {
        display: inline-block;
      }

      #arrow {
        position: absolute;
        width: 0px;
        height: 0px;
        border-style: solid;
        display: var(--media-tooltip-arrow-display, block);
      }

      :host(:not([placement])),
      :host([placement="top"]) {
        position: absolute;
        bottom: calc(100% + var(--media-tooltip-distance, 12px));
        left: 50%;
        transform: translate(calc(-50% - var(--media-tooltip-offset-x, 0px)), 0);
      }
      :host(:not([placement])) #arrow,
      :host([placement="top"]) #arrow {
        top: 100%;
        left: 50%;
        border-width: var(--_tooltip-arrow-height) var(--_tooltip-arrow-half-width) 0 var(--_tooltip-arrow-half-width);
        border-color: var(--_tooltip-arrow-background) transparent transparent transparent;
        transform: translate(calc(-50% + var(--media-tooltip-offset-x, 0px)), 0);
      }

      :host([placement="right"]) {
        position: absolute;
        left: calc(100% + var(--media-tooltip-distance, 12px));
        top: 50%;
        transform: translate(0, -50%);
      }
      :host([placement="right"]) #arrow {
        top: 50%;
        right: 100%;
        border-width: var(--_tooltip-arrow-half-width) var(--_tooltip-arrow-height) var(--_tooltip-arrow-half-width) 0;
        border-color: transparent var(--_tooltip-arrow-background) transparent transparent;
        transform: translate(0, -50%);
      }

      :host([placement="bottom"]) {
        position: absolute;
        top: calc(100% + var(--media-tooltip-distance, 12px));
        left: 50%;
        transform: translate(calc(-50% - var(--media-tooltip-offset-x, 0px)), 0);
      }
      :host([placement="bottom"]) #arrow {
        bottom: 100%;
        left: 50%;
        border-width: 0 var(--_tooltip-arrow-half-width) var(--_tooltip-arrow-height) var(--_tooltip-arrow-half-width);
        border-color: transparent transparent var(--_tooltip-arrow-background) transparent;
        transform: translate(calc(-50% + var(--media-tooltip-offset-x, 0px)), 0);
      }

      :host([placement="left"]) {
        position: absolute;
        right: calc(100% + var(--media-tooltip-distance, 12px));
        top: 50%;
        transform: translate(0, -50%);
      }
      :host([placement="left"]) #arrow {
        top: 50%;
        left: 100%;
        border-width: var(--_tooltip-arrow-half-width) 0 var(--_tooltip-arrow-half-width) var(--_tooltip-arrow-height);
        border-color: transparent transparent transparent var(--_tooltip-arrow-background);
        transform: translate(0, -50%);
      }
      
      :host([placement="none"]) #arrow {
        display: none;
      }
    </style>
    <slot></slot>
    <div id="arrow"></div>
  `}var qt=class extends d.HTMLElement{constructor(){if(super(),this.updateXOffset=()=>{var e;if(!Aa(this,{checkOpacity:!1,checkVisibilityCSS:!1}))return;let i=this.placement;if(i==="left"||i==="right"){this.style.removeProperty("--media-tooltip-offset-x");return}let a=getComputedStyle(this),r=(e=Te(this,"#"+this.bounds))!=null?e:de(this);if(!r)return;let{x:s,width:n}=r.getBoundingClientRect(),{x:l,width:c}=this.getBoundingClientRect(),E=l+c,b=s+n,T=a.getPropertyValue("--media-tooltip-offset-x"),f=T?parseFloat(T.replace("px","")):0,m=a.getPropertyValue("--media-tooltip-container-margin"),A=m?parseFloat(m.replace("px","")):0,v=l-s+f-A,w=E-b+f+A;if(v<0){this.style.setProperty("--media-tooltip-offset-x",`${v}px`);return}if(w>0){this.style.setProperty("--media-tooltip-offset-x",`${w}px`);return}this.style.removeProperty("--media-tooltip-offset-x")},!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}if(this.arrowEl=this.shadowRoot.querySelector("#arrow"),Object.prototype.hasOwnProperty.call(this,"placement")){let e=this.placement;delete this.placement,this.placement=e}}static get observedAttributes(){return[Gt.PLACEMENT,Gt.BOUNDS]}get placement(){return N(this,Gt.PLACEMENT)}set placement(e){U(this,Gt.PLACEMENT,e)}get bounds(){return N(this,Gt.BOUNDS)}set bounds(e){U(this,Gt.BOUNDS,e)}};qt.shadowRootOptions={mode:"open"};qt.getTemplateHTML=cc;d.customElements.get("media-tooltip")||d.customElements.define("media-tooltip",qt);var Rs=qt;var xs=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},q=(t,e,i)=>(xs(t,e,"read from private field"),i?i.call(t):e.get(t)),gt=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Ya=(t,e,i,a)=>(xs(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),ll=(t,e,i)=>(xs(t,e,"access private method"),i),ke,Qt,Ds,dl,Ze,Yt,Qa,Cs,cl,Xe={TOOLTIP_PLACEMENT:"tooltipplacement",DISABLED:"disabled",NO_TOOLTIP:"notooltip"};function uc(t,e={}){return`
    <style>
      :host {
        position: relative;
        font: var(--media-font,
          var(--media-font-weight, bold)
          var(--media-font-size, 14px) /
          var(--media-text-content-height, var(--media-control-height, 24px))
          var(--media-font-family, helvetica neue, segoe ui, roboto, arial, sans-serif));
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        background: var(--media-control-background, var(--media-secondary-color, rgb(20 20 30 / .7)));
        padding: var(--media-button-padding, var(--media-control-padding, 10px));
        justify-content: var(--media-button-justify-content, center);
        display: inline-flex;
        align-items: center;
        vertical-align: middle;
        box-sizing: border-box;
        transition: background .15s linear;
        pointer-events: auto;
        cursor: var(--media-cursor, pointer);
        -webkit-tap-highlight-color: transparent;
      }

      
      :host(:focus-visible) {
        box-shadow: var(--media-focus-box-shadow, inset 0 0 0 2px rgb(27 127 204 / .9));
        outline: 0;
      }
      
      :host(:where(:focus)) {
        box-shadow: none;
        outline: 0;
      }

      :host(:hover) {
        background: var(--media-control-hover-background, rgba(50 50 70 / .7));
      }

      slot[name="icon"] {
        display: inline-flex;
        align-items: center;
      }

      svg, img, ::slotted(svg), ::slotted(img) {
        width: var(--media-button-icon-width);
        height: var(--media-button-icon-height, var(--media-control-height, 24px));
        transform: var(--media-button-icon-transform);
        transition: var(--media-button-icon-transition);
        fill: var(--media-icon-color, var(--media-primary-color, rgb(238 238 238)));
        vertical-align: middle;
        max-width: 100%;
        max-height: 100%;
        min-width: 100%;
      }

      media-tooltip {
        
        max-width: 0;
        overflow-x: clip;
        opacity: 0;
        transition: opacity .3s, max-width 0s 9s;
      }

      :host(:hover) media-tooltip,
      :host(:focus-visible) media-tooltip {
        max-width: 100vw;
        opacity: 1;
        transition: opacity .3s;
      }

      :host([notooltip]) slot[name="tooltip"] {
        display: none;
      }
    </style>

    ${this.getSlotTemplateHTML(t,e)}

    <slot name="tooltip">
      <media-tooltip part="tooltip" aria-hidden="true">
        <template shadowrootmode="${Rs.shadowRootOptions.mode}">
          ${Rs.getTemplateHTML({})}
        </template>
        <slot name="tooltip-content">
          ${this.getTooltipContentHTML(t)}
        </slot>
      </media-tooltip>
    </slot>
  `}function hc(t,e){return`
    <slot></slot>
  `}function mc(){return""}var V=class extends d.HTMLElement{constructor(){if(super(),gt(this,Ds),gt(this,Cs),gt(this,ke,void 0),this.preventClick=!1,this.tooltipEl=null,gt(this,Qt,e=>{this.preventClick||this.handleClick(e),setTimeout(q(this,Ze),0)}),gt(this,Ze,()=>{var e,i;(i=(e=this.tooltipEl)==null?void 0:e.updateXOffset)==null||i.call(e)}),gt(this,Yt,e=>{let{key:i}=e;if(!this.keysUsed.includes(i)){this.removeEventListener("keyup",q(this,Yt));return}this.preventClick||this.handleClick(e)}),gt(this,Qa,e=>{let{metaKey:i,altKey:a,key:r}=e;if(i||a||!this.keysUsed.includes(r)){this.removeEventListener("keyup",q(this,Yt));return}this.addEventListener("keyup",q(this,Yt),{once:!0})}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}this.tooltipEl=this.shadowRoot.querySelector("media-tooltip")}static get observedAttributes(){return["disabled",Xe.TOOLTIP_PLACEMENT,S.MEDIA_CONTROLLER,o.MEDIA_LANG]}enable(){this.addEventListener("click",q(this,Qt)),this.addEventListener("keydown",q(this,Qa)),this.tabIndex=0}disable(){this.removeEventListener("click",q(this,Qt)),this.removeEventListener("keydown",q(this,Qa)),this.removeEventListener("keyup",q(this,Yt)),this.tabIndex=-1}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER?(i&&((s=(r=q(this,ke))==null?void 0:r.unassociateElement)==null||s.call(r,this),Ya(this,ke,null)),a&&this.isConnected&&(Ya(this,ke,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=q(this,ke))==null?void 0:l.associateElement)==null||c.call(l,this))):e==="disabled"&&a!==i?a==null?this.enable():this.disable():e===Xe.TOOLTIP_PLACEMENT&&this.tooltipEl&&a!==i?this.tooltipEl.placement=a:e===o.MEDIA_LANG&&(this.shadowRoot.querySelector('slot[name="tooltip-content"]').innerHTML=this.constructor.getTooltipContentHTML()),ll(this,Ds,dl).call(this)&&q(this,Ze).call(this)}connectedCallback(){var e,i,a;let{style:r}=O(this.shadowRoot,":host");r.setProperty("display",`var(--media-control-display, var(--${this.localName}-display, inline-flex))`),this.hasAttribute("disabled")?this.disable():this.enable(),this.setAttribute("role","button");let s=this.getAttribute(S.MEDIA_CONTROLLER);s&&(Ya(this,ke,(e=this.getRootNode())==null?void 0:e.getElementById(s)),(a=(i=q(this,ke))==null?void 0:i.associateElement)==null||a.call(i,this)),d.customElements.whenDefined("media-tooltip").then(()=>ll(this,Cs,cl).call(this))}disconnectedCallback(){var e,i;this.disable(),(i=(e=q(this,ke))==null?void 0:e.unassociateElement)==null||i.call(e,this),Ya(this,ke,null),this.removeEventListener("mouseenter",q(this,Ze)),this.removeEventListener("focus",q(this,Ze)),this.removeEventListener("click",q(this,Qt))}get keysUsed(){return["Enter"," "]}get tooltipPlacement(){return N(this,Xe.TOOLTIP_PLACEMENT)}set tooltipPlacement(e){U(this,Xe.TOOLTIP_PLACEMENT,e)}get mediaController(){return N(this,S.MEDIA_CONTROLLER)}set mediaController(e){U(this,S.MEDIA_CONTROLLER,e)}get disabled(){return k(this,Xe.DISABLED)}set disabled(e){I(this,Xe.DISABLED,e)}get noTooltip(){return k(this,Xe.NO_TOOLTIP)}set noTooltip(e){I(this,Xe.NO_TOOLTIP,e)}handleClick(e){}};ke=new WeakMap;Qt=new WeakMap;Ds=new WeakSet;dl=function(){try{return this.matches(":hover, :focus-visible")}catch{return this.matches(":hover, :focus")}};Ze=new WeakMap;Yt=new WeakMap;Qa=new WeakMap;Cs=new WeakSet;cl=function(){this.addEventListener("mouseenter",q(this,Ze)),this.addEventListener("focus",q(this,Ze)),this.addEventListener("click",q(this,Qt));let t=this.tooltipPlacement;t&&this.tooltipEl&&(this.tooltipEl.placement=t)};V.shadowRootOptions={mode:"open"};V.getTemplateHTML=uc;V.getSlotTemplateHTML=hc;V.getTooltipContentHTML=mc;d.customElements.get("media-chrome-button")||d.customElements.define("media-chrome-button",V);var pc=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="m6 21 15-9L6 3v18Z"/>
</svg>`,Ec=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M6 20h4V4H6v16Zm8-16v16h4V4h-4Z"/>
</svg>`;function vc(t){return`
    <style>
      :host([${o.MEDIA_PAUSED}]) slot[name=pause],
      :host(:not([${o.MEDIA_PAUSED}])) slot[name=play] {
        display: none !important;
      }

      :host([${o.MEDIA_PAUSED}]) slot[name=tooltip-pause],
      :host(:not([${o.MEDIA_PAUSED}])) slot[name=tooltip-play] {
        display: none;
      }
    </style>

    <slot name="icon">
      <slot name="play">${pc}</slot>
      <slot name="pause">${Ec}</slot>
    </slot>
  `}function fc(){return`
    <slot name="tooltip-play">${g("Play")}</slot>
    <slot name="tooltip-pause">${g("Pause")}</slot>
  `}var ul=t=>{let e=t.mediaPaused?g("play"):g("pause");t.setAttribute("aria-label",e)},Fi=class extends V{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PAUSED,o.MEDIA_ENDED]}connectedCallback(){super.connectedCallback(),ul(this)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),(e===o.MEDIA_PAUSED||e===o.MEDIA_LANG)&&ul(this)}get mediaPaused(){return k(this,o.MEDIA_PAUSED)}set mediaPaused(e){I(this,o.MEDIA_PAUSED,e)}handleClick(){let e=this.mediaPaused?h.MEDIA_PLAY_REQUEST:h.MEDIA_PAUSE_REQUEST;this.dispatchEvent(new d.CustomEvent(e,{composed:!0,bubbles:!0}))}};Fi.getSlotTemplateHTML=vc;Fi.getTooltipContentHTML=fc;d.customElements.get("media-play-button")||d.customElements.define("media-play-button",Fi);var zt={SEEK_OFFSET:"seekoffset"},Os=30,gc=t=>`
  <svg aria-hidden="true" viewBox="0 0 20 24">
    <defs>
      <style>.text{font-size:8px;font-family:Arial-BoldMT, Arial;font-weight:700;}</style>
    </defs>
    <text class="text value" transform="translate(2.18 19.87)">${t}</text>
    <path d="M10 6V3L4.37 7 10 10.94V8a5.54 5.54 0 0 1 1.9 10.48v2.12A7.5 7.5 0 0 0 10 6Z"/>
  </svg>`;function _c(t,e){return`
    <slot name="icon">${gc(e.seekOffset)}</slot>
  `}var bc=(t,e)=>{t.setAttribute("aria-label",g("seek back {seekOffset} seconds",{seekOffset:e}))};function Ac(){return g("Seek backward")}var Tc=0,Bi=class extends V{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_CURRENT_TIME,zt.SEEK_OFFSET]}connectedCallback(){super.connectedCallback(),this.seekOffset=R(this,zt.SEEK_OFFSET,Os)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),bc(this,this.seekOffset),e===zt.SEEK_OFFSET&&(this.seekOffset=R(this,zt.SEEK_OFFSET,Os))}get seekOffset(){return R(this,zt.SEEK_OFFSET,Os)}set seekOffset(e){P(this,zt.SEEK_OFFSET,e),this.setAttribute("aria-label",g("seek back {seekOffset} seconds",{seekOffset:this.seekOffset})),_a(ba(this,"icon"),this.seekOffset)}get mediaCurrentTime(){return R(this,o.MEDIA_CURRENT_TIME,Tc)}set mediaCurrentTime(e){P(this,o.MEDIA_CURRENT_TIME,e)}handleClick(){let e=Math.max(this.mediaCurrentTime-this.seekOffset,0),i=new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:e});this.dispatchEvent(i)}};Bi.getSlotTemplateHTML=_c;Bi.getTooltipContentHTML=Ac;d.customElements.get("media-seek-backward-button")||d.customElements.define("media-seek-backward-button",Bi);var Xt={SEEK_OFFSET:"seekoffset"},Us=30,Sc=t=>`
  <svg aria-hidden="true" viewBox="0 0 20 24">
    <defs>
      <style>.text{font-size:8px;font-family:Arial-BoldMT, Arial;font-weight:700;}</style>
    </defs>
    <text class="text value" transform="translate(8.9 19.87)">${t}</text>
    <path d="M10 6V3l5.61 4L10 10.94V8a5.54 5.54 0 0 0-1.9 10.48v2.12A7.5 7.5 0 0 1 10 6Z"/>
  </svg>`;function yc(t,e){return`
    <slot name="icon">${Sc(e.seekOffset)}</slot>
  `}var kc=(t,e)=>{t.setAttribute("aria-label",g("seek forward {seekOffset} seconds",{seekOffset:e}))};function Ic(){return g("Seek forward")}var wc=0,Wi=class extends V{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_CURRENT_TIME,Xt.SEEK_OFFSET]}connectedCallback(){super.connectedCallback(),this.seekOffset=R(this,Xt.SEEK_OFFSET,Us)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),kc(this,this.seekOffset),e===Xt.SEEK_OFFSET&&(this.seekOffset=R(this,Xt.SEEK_OFFSET,Us))}get seekOffset(){return R(this,Xt.SEEK_OFFSET,Us)}set seekOffset(e){P(this,Xt.SEEK_OFFSET,e),this.setAttribute("aria-label",g("seek forward {seekOffset} seconds",{seekOffset:this.seekOffset})),_a(ba(this,"icon"),this.seekOffset)}get mediaCurrentTime(){return R(this,o.MEDIA_CURRENT_TIME,wc)}set mediaCurrentTime(e){P(this,o.MEDIA_CURRENT_TIME,e)}handleClick(){let e=this.mediaCurrentTime+this.seekOffset,i=new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:e});this.dispatchEvent(i)}};Wi.getSlotTemplateHTML=yc;Wi.getTooltipContentHTML=Ic;d.customElements.get("media-seek-forward-button")||d.customElements.define("media-seek-forward-button",Wi);var Mc=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M16.5 12A4.5 4.5 0 0 0 14 8v2.18l2.45 2.45a4.22 4.22 0 0 0 .05-.63Zm2.5 0a6.84 6.84 0 0 1-.54 2.64L20 16.15A8.8 8.8 0 0 0 21 12a9 9 0 0 0-7-8.77v2.06A7 7 0 0 1 19 12ZM4.27 3 3 4.27 7.73 9H3v6h4l5 5v-6.73l4.25 4.25A6.92 6.92 0 0 1 14 18.7v2.06A9 9 0 0 0 17.69 19l2 2.05L21 19.73l-9-9L4.27 3ZM12 4 9.91 6.09 12 8.18V4Z"/>
</svg>`,hl=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M3 9v6h4l5 5V4L7 9H3Zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.47 4.47 0 0 0 2.5-4Z"/>
</svg>`,Lc=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M3 9v6h4l5 5V4L7 9H3Zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.47 4.47 0 0 0 2.5-4ZM14 3.23v2.06a7 7 0 0 1 0 13.42v2.06a9 9 0 0 0 0-17.54Z"/>
</svg>`;function Rc(t){return`
    <style>
      :host(:not([${o.MEDIA_VOLUME_LEVEL}])) slot[name=icon] slot:not([name=high]),
      :host([${o.MEDIA_VOLUME_LEVEL}=high]) slot[name=icon] slot:not([name=high]) {
        display: none !important;
      }

      :host([${o.MEDIA_VOLUME_LEVEL}=off]) slot[name=icon] slot:not([name=off]) {
        display: none !important;
      }

      :host([${o.MEDIA_VOLUME_LEVEL}=low]) slot[name=icon] slot:not([name=low]) {
        display: none !important;
      }

      :host([${o.MEDIA_VOLUME_LEVEL}=medium]) slot[name=icon] slot:not([name=medium]) {
        display: none !important;
      }

      :host(:not([${o.MEDIA_VOLUME_LEVEL}=off])) slot[name=tooltip-unmute],
      :host([${o.MEDIA_VOLUME_LEVEL}=off]) slot[name=tooltip-mute] {
        display: none;
      }
    </style>

    <slot name="icon">
      <slot name="off">${Mc}</slot>
      <slot name="low">${hl}</slot>
      <slot name="medium">${hl}</slot>
      <slot name="high">${Lc}</slot>
    </slot>
  `}function Dc(){return`
    <slot name="tooltip-mute">${g("Mute")}</slot>
    <slot name="tooltip-unmute">${g("Unmute")}</slot>
  `}var ml=t=>{let i=t.mediaVolumeLevel==="off"?g("unmute"):g("mute");t.setAttribute("aria-label",i)},$i=class extends V{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_VOLUME_LEVEL]}connectedCallback(){super.connectedCallback(),ml(this)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_VOLUME_LEVEL&&ml(this)}get mediaVolumeLevel(){return N(this,o.MEDIA_VOLUME_LEVEL)}set mediaVolumeLevel(e){U(this,o.MEDIA_VOLUME_LEVEL,e)}handleClick(){let e=this.mediaVolumeLevel==="off"?h.MEDIA_UNMUTE_REQUEST:h.MEDIA_MUTE_REQUEST;this.dispatchEvent(new d.CustomEvent(e,{composed:!0,bubbles:!0}))}};$i.getSlotTemplateHTML=Rc;$i.getTooltipContentHTML=Dc;d.customElements.get("media-mute-button")||d.customElements.define("media-mute-button",$i);var $s=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},W=(t,e,i)=>($s(t,e,"read from private field"),i?i.call(t):e.get(t)),J=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Je=(t,e,i,a)=>($s(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),_e=(t,e,i)=>($s(t,e,"access private method"),i),Ie,rr,za,Xa,be,ir,Za,Ja,ja,Ks,pl,er,Ps,tr,Ns,ar,Vs,Hs,El,Fs,vl,Bs,fl,Ws,gl;function Cc(t){return`
    <style>
      :host {
        --_focus-box-shadow: var(--media-focus-box-shadow, inset 0 0 0 2px rgb(27 127 204 / .9));
        --_media-range-padding: var(--media-range-padding, var(--media-control-padding, 10px));

        box-shadow: var(--_focus-visible-box-shadow, none);
        background: var(--media-control-background, var(--media-secondary-color, rgb(20 20 30 / .7)));
        height: calc(var(--media-control-height, 24px) + 2 * var(--_media-range-padding));
        display: inline-flex;
        align-items: center;
        
        vertical-align: middle;
        box-sizing: border-box;
        position: relative;
        width: 100px;
        transition: background .15s linear;
        cursor: var(--media-cursor, pointer);
        pointer-events: auto;
        touch-action: none; 
      }

      
      input[type=range]:focus {
        outline: 0;
      }
      input[type=range]:focus::-webkit-slider-runnable-track {
        outline: 0;
      }

      :host(:hover) {
        background: var(--media-control-hover-background, rgb(50 50 70 / .7));
      }

      #leftgap {
        padding-left: var(--media-range-padding-left, var(--_media-range-padding));
      }

      #rightgap {
        padding-right: var(--media-range-padding-right, var(--_media-range-padding));
      }

      #startpoint,
      #endpoint {
        position: absolute;
      }

      #endpoint {
        right: 0;
      }

      #container {
        
        width: var(--media-range-track-width, 100%);
        transform: translate(var(--media-range-track-translate-x, 0px), var(--media-range-track-translate-y, 0px));
        position: relative;
        height: 100%;
        display: flex;
        align-items: center;
        min-width: 40px;
      }

      #range {
        
        display: var(--media-time-range-hover-display, block);
        bottom: var(--media-time-range-hover-bottom, 0);
        height: var(--media-time-range-hover-height, max(100% , 25px));
        width: 100%;
        position: absolute;
        cursor: var(--media-cursor, pointer);

        -webkit-appearance: none; 
        -webkit-tap-highlight-color: transparent;
        background: transparent; 
        margin: 0;
        z-index: 1;
      }

      @media (hover: hover) {
        #range {
          bottom: var(--media-time-range-hover-bottom, 0);
          height: var(--media-time-range-hover-height, max(100%, 20px));
        }
      }

      
      
      #range::-webkit-slider-thumb {
        -webkit-appearance: none;
        background: transparent;
        width: .1px;
        height: .1px;
      }

      
      #range::-moz-range-thumb {
        background: transparent;
        border: transparent;
        width: .1px;
        height: .1px;
      }

      #appearance {
        height: var(--media-range-track-height, 4px);
        display: flex;
        flex-direction: column;
        justify-content: center;
        width: 100%;
        position: absolute;
        
        will-change: transform;
      }

      #track {
        background: var(--media-range-track-background, rgb(255 255 255 / .2));
        border-radius: var(--media-range-track-border-radius, 1px);
        border: var(--media-range-track-border, none);
        outline: var(--media-range-track-outline);
        outline-offset: var(--media-range-track-outline-offset);
        backdrop-filter: var(--media-range-track-backdrop-filter);
        -webkit-backdrop-filter: var(--media-range-track-backdrop-filter);
        box-shadow: var(--media-range-track-box-shadow, none);
        position: absolute;
        width: 100%;
        height: 100%;
        overflow: hidden;
      }

      #progress,
      #pointer {
        position: absolute;
        height: 100%;
        will-change: width;
      }

      #progress {
        background: var(--media-range-bar-color, var(--media-primary-color, rgb(238 238 238)));
        transition: var(--media-range-track-transition);
      }

      #pointer {
        background: var(--media-range-track-pointer-background);
        border-right: var(--media-range-track-pointer-border-right);
        transition: visibility .25s, opacity .25s;
        visibility: hidden;
        opacity: 0;
      }

      @media (hover: hover) {
        :host(:hover) #pointer {
          transition: visibility .5s, opacity .5s;
          visibility: visible;
          opacity: 1;
        }
      }

      #thumb,
      ::slotted([slot=thumb]) {
        width: var(--media-range-thumb-width, 10px);
        height: var(--media-range-thumb-height, 10px);
        transition: var(--media-range-thumb-transition);
        transform: var(--media-range-thumb-transform, none);
        opacity: var(--media-range-thumb-opacity, 1);
        translate: -50%;
        position: absolute;
        left: 0;
        cursor: var(--media-cursor, pointer);
      }

      #thumb {
        border-radius: var(--media-range-thumb-border-radius, 10px);
        background: var(--media-range-thumb-background, var(--media-primary-color, rgb(238 238 238)));
        box-shadow: var(--media-range-thumb-box-shadow, 1px 1px 1px transparent);
        border: var(--media-range-thumb-border, none);
      }

      :host([disabled]) #thumb {
        background-color: #777;
      }

      .segments #appearance {
        height: var(--media-range-segment-hover-height, 7px);
      }

      #track {
        clip-path: url(#segments-clipping);
      }

      #segments {
        --segments-gap: var(--media-range-segments-gap, 2px);
        position: absolute;
        width: 100%;
        height: 100%;
      }

      #segments-clipping {
        transform: translateX(calc(var(--segments-gap) / 2));
      }

      #segments-clipping:empty {
        display: none;
      }

      #segments-clipping rect {
        height: var(--media-range-track-height, 4px);
        y: calc((var(--media-range-segment-hover-height, 7px) - var(--media-range-track-height, 4px)) / 2);
        transition: var(--media-range-segment-transition, transform .1s ease-in-out);
        transform: var(--media-range-segment-transform, scaleY(1));
        transform-origin: center;
      }

      /* Visible label for accessibility - positioned off-screen but technically visible (Firefox requires visible labels) */
      #range-label {
        position: absolute;
        left: -10000px;
        background: var(--media-control-background, var(--media-secondary-color, rgb(20 20 30 / .7)));
        pointer-events: none;
      }
    </style>
    <div id="leftgap"></div>
    <div id="container">
      <div id="startpoint"></div>
      <div id="endpoint"></div>
      <div id="appearance">
        <div id="track" part="track">
          <div id="pointer"></div>
          <div id="progress" part="progress"></div>
        </div>
        <slot name="thumb">
          <div id="thumb" part="thumb"></div>
        </slot>
        <svg id="segments" aria-hidden="true"><clipPath id="segments-clipping"></clipPath></svg>
      </div>
        <input id="range" type="range" min="0" max="1" step="any" value="0">
        <label for="range" id="range-label"></label>

      ${this.getContainerTemplateHTML(t)}
    </div>
    <div id="rightgap"></div>
  `}function xc(t){return""}var je=class extends d.HTMLElement{constructor(){if(super(),J(this,Ks),J(this,er),J(this,tr),J(this,ar),J(this,Hs),J(this,Fs),J(this,Bs),J(this,Ws),J(this,Ie,void 0),J(this,rr,void 0),J(this,za,void 0),J(this,Xa,void 0),J(this,be,{}),J(this,ir,[]),J(this,Za,()=>{if(this.range.matches(":focus-visible")){let{style:e}=O(this.shadowRoot,":host");e.setProperty("--_focus-visible-box-shadow","var(--_focus-box-shadow)")}}),J(this,Ja,()=>{let{style:e}=O(this.shadowRoot,":host");e.removeProperty("--_focus-visible-box-shadow")}),J(this,ja,()=>{let e=this.shadowRoot.querySelector("#segments-clipping");e&&e.parentNode.append(e)}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}this.container=this.shadowRoot.querySelector("#container"),Je(this,za,this.shadowRoot.querySelector("#startpoint")),Je(this,Xa,this.shadowRoot.querySelector("#endpoint")),this.range=this.shadowRoot.querySelector("#range"),this.appearance=this.shadowRoot.querySelector("#appearance")}static get observedAttributes(){return["disabled","aria-disabled",S.MEDIA_CONTROLLER]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER?(i&&((s=(r=W(this,Ie))==null?void 0:r.unassociateElement)==null||s.call(r,this),Je(this,Ie,null)),a&&this.isConnected&&(Je(this,Ie,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=W(this,Ie))==null?void 0:l.associateElement)==null||c.call(l,this))):(e==="disabled"||e==="aria-disabled"&&i!==a)&&(a==null?(this.range.removeAttribute(e),_e(this,er,Ps).call(this)):(this.range.setAttribute(e,a),_e(this,tr,Ns).call(this)))}connectedCallback(){var e,i,a;let{style:r}=O(this.shadowRoot,":host");r.setProperty("display",`var(--media-control-display, var(--${this.localName}-display, inline-flex))`),W(this,be).pointer=O(this.shadowRoot,"#pointer"),W(this,be).progress=O(this.shadowRoot,"#progress"),W(this,be).thumb=O(this.shadowRoot,'#thumb, ::slotted([slot="thumb"])'),W(this,be).activeSegment=O(this.shadowRoot,"#segments-clipping rect:nth-child(0)");let s=this.getAttribute(S.MEDIA_CONTROLLER);s&&(Je(this,Ie,(e=this.getRootNode())==null?void 0:e.getElementById(s)),(a=(i=W(this,Ie))==null?void 0:i.associateElement)==null||a.call(i,this)),this.updateBar(),this.shadowRoot.addEventListener("focusin",W(this,Za)),this.shadowRoot.addEventListener("focusout",W(this,Ja)),_e(this,er,Ps).call(this),Ne(this.container,W(this,ja))}disconnectedCallback(){var e,i;_e(this,tr,Ns).call(this),(i=(e=W(this,Ie))==null?void 0:e.unassociateElement)==null||i.call(e,this),Je(this,Ie,null),this.shadowRoot.removeEventListener("focusin",W(this,Za)),this.shadowRoot.removeEventListener("focusout",W(this,Ja)),He(this.container,W(this,ja))}updatePointerBar(e){var i;(i=W(this,be).pointer)==null||i.style.setProperty("width",`${this.getPointerRatio(e)*100}%`)}updateBar(){var e,i;let a=this.range.valueAsNumber*100;(e=W(this,be).progress)==null||e.style.setProperty("width",`${a}%`),(i=W(this,be).thumb)==null||i.style.setProperty("left",`${a}%`)}updateSegments(e){let i=this.shadowRoot.querySelector("#segments-clipping");if(i.textContent="",this.container.classList.toggle("segments",!!e?.length),!e?.length)return;let a=[...new Set([+this.range.min,...e.flatMap(s=>[s.start,s.end]),+this.range.max])];Je(this,ir,[...a]);let r=a.pop();for(let[s,n]of a.entries()){let[l,c]=[s===0,s===a.length-1],E=l?"calc(var(--segments-gap) / -1)":`${n*100}%`,T=`calc(${((c?r:a[s+1])-n)*100}%${l||c?"":" - var(--segments-gap)"})`,f=B.createElementNS("http://www.w3.org/2000/svg","rect"),m=Ti(this.shadowRoot,`#segments-clipping rect:nth-child(${s+1})`);m.style.setProperty("x",E),m.style.setProperty("width",T),i.append(f)}}getPointerRatio(e){return _o(e.clientX,e.clientY,W(this,za).getBoundingClientRect(),W(this,Xa).getBoundingClientRect())}get dragging(){return this.hasAttribute("dragging")}handleEvent(e){switch(e.type){case"pointermove":_e(this,Ws,gl).call(this,e);break;case"input":this.updateBar();break;case"pointerenter":_e(this,Hs,El).call(this,e);break;case"pointerdown":_e(this,ar,Vs).call(this,e);break;case"pointerup":_e(this,Fs,vl).call(this);break;case"pointerleave":_e(this,Bs,fl).call(this);break}}get keysUsed(){return["ArrowUp","ArrowRight","ArrowDown","ArrowLeft"]}};Ie=new WeakMap;rr=new WeakMap;za=new WeakMap;Xa=new WeakMap;be=new WeakMap;ir=new WeakMap;Za=new WeakMap;Ja=new WeakMap;ja=new WeakMap;Ks=new WeakSet;pl=function(t){let e=W(this,be).activeSegment;if(!e)return;let i=this.getPointerRatio(t),r=`#segments-clipping rect:nth-child(${W(this,ir).findIndex((s,n,l)=>{let c=l[n+1];return c!=null&&i>=s&&i<=c})+1})`;(e.selectorText!=r||!e.style.transform)&&(e.selectorText=r,e.style.setProperty("transform","var(--media-range-segment-hover-transform, scaleY(2))"))};er=new WeakSet;Ps=function(){this.hasAttribute("disabled")||!this.isConnected||(this.addEventListener("input",this),this.addEventListener("pointerdown",this),this.addEventListener("pointerenter",this))};tr=new WeakSet;Ns=function(){var t,e;this.removeEventListener("input",this),this.removeEventListener("pointerdown",this),this.removeEventListener("pointerenter",this),this.removeEventListener("pointerleave",this),(t=d.window)==null||t.removeEventListener("pointerup",this),(e=d.window)==null||e.removeEventListener("pointermove",this)};ar=new WeakSet;Vs=function(t){var e;Je(this,rr,t.composedPath().includes(this.range)),(e=d.window)==null||e.addEventListener("pointerup",this,{once:!0})};Hs=new WeakSet;El=function(t){var e;t.pointerType!=="mouse"&&_e(this,ar,Vs).call(this,t),this.addEventListener("pointerleave",this,{once:!0}),(e=d.window)==null||e.addEventListener("pointermove",this)};Fs=new WeakSet;vl=function(){var t;(t=d.window)==null||t.removeEventListener("pointerup",this),this.toggleAttribute("dragging",!1),this.range.disabled=this.hasAttribute("disabled")};Bs=new WeakSet;fl=function(){var t,e;this.removeEventListener("pointerleave",this),(t=d.window)==null||t.removeEventListener("pointermove",this),this.toggleAttribute("dragging",!1),this.range.disabled=this.hasAttribute("disabled"),(e=W(this,be).activeSegment)==null||e.style.removeProperty("transform")};Ws=new WeakSet;gl=function(t){t.pointerType==="pen"&&t.buttons===0||(this.toggleAttribute("dragging",t.buttons===1||t.pointerType!=="mouse"),this.updatePointerBar(t),_e(this,Ks,pl).call(this,t),this.dragging&&(t.pointerType!=="mouse"||!W(this,rr))&&(this.range.disabled=!0,this.range.valueAsNumber=this.getPointerRatio(t),this.range.dispatchEvent(new Event("input",{bubbles:!0,composed:!0}))))};je.shadowRootOptions={mode:"open"};je.getTemplateHTML=Cc;je.getContainerTemplateHTML=xc;d.customElements.get("media-chrome-range")||d.customElements.define("media-chrome-range",je);var _l=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},sr=(t,e,i)=>(_l(t,e,"read from private field"),i?i.call(t):e.get(t)),Oc=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},nr=(t,e,i,a)=>(_l(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),we;function Uc(t){return`
    <style>
      :host {
        box-sizing: border-box;
        display: var(--media-control-display, var(--media-preview-thumbnail-display, inline-block));
        overflow: hidden;
      }

      img {
        display: none;
        position: relative;
      }
    </style>
    <img crossorigin loading="eager" decoding="async">
  `}var Zt=class extends d.HTMLElement{constructor(){if(super(),Oc(this,we,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER,o.MEDIA_PREVIEW_IMAGE,o.MEDIA_PREVIEW_COORDS]}connectedCallback(){var e,i,a;let r=this.getAttribute(S.MEDIA_CONTROLLER);r&&(nr(this,we,(e=this.getRootNode())==null?void 0:e.getElementById(r)),(a=(i=sr(this,we))==null?void 0:i.associateElement)==null||a.call(i,this))}disconnectedCallback(){var e,i;(i=(e=sr(this,we))==null?void 0:e.unassociateElement)==null||i.call(e,this),nr(this,we,null)}attributeChangedCallback(e,i,a){var r,s,n,l,c;[o.MEDIA_PREVIEW_IMAGE,o.MEDIA_PREVIEW_COORDS].includes(e)&&this.update(),e===S.MEDIA_CONTROLLER&&(i&&((s=(r=sr(this,we))==null?void 0:r.unassociateElement)==null||s.call(r,this),nr(this,we,null)),a&&this.isConnected&&(nr(this,we,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=sr(this,we))==null?void 0:l.associateElement)==null||c.call(l,this)))}get mediaPreviewImage(){return N(this,o.MEDIA_PREVIEW_IMAGE)}set mediaPreviewImage(e){U(this,o.MEDIA_PREVIEW_IMAGE,e)}get mediaPreviewCoords(){let e=this.getAttribute(o.MEDIA_PREVIEW_COORDS);if(e)return e.split(/\s+/).map(i=>+i)}set mediaPreviewCoords(e){if(!e){this.removeAttribute(o.MEDIA_PREVIEW_COORDS);return}this.setAttribute(o.MEDIA_PREVIEW_COORDS,e.join(" "))}update(){let e=this.mediaPreviewCoords,i=this.mediaPreviewImage;if(!(e&&i))return;let[a,r,s,n]=e,l=i.split("#")[0],c=getComputedStyle(this),{maxWidth:E,maxHeight:b,minWidth:T,minHeight:f}=c,m=c.getPropertyValue("--media-preview-thumbnail-object-fit").trim()||"contain",A,v;if(m==="fill"){let Ue=parseInt(E)/s,Pe=parseInt(b)/n,vi=parseInt(T)/s,nt=parseInt(f)/n;A=Ue<1?Ue:Math.max(Ue,vi),v=Pe<1?Pe:Math.max(Pe,nt)}else{let Ue=Math.min(parseInt(E)/s,parseInt(b)/n),Pe=Math.max(parseInt(T)/s,parseInt(f)/n),nt=Ue<1?Ue:Pe>1?Pe:1;A=nt,v=nt}let{style:w}=O(this.shadowRoot,":host"),y=O(this.shadowRoot,"img").style,j=this.shadowRoot.querySelector("img"),Ei=Math.min(A,v)<1?"min":"max";w.setProperty(`${Ei}-width`,"initial","important"),w.setProperty(`${Ei}-height`,"initial","important"),w.width=`${s*A}px`,w.height=`${n*v}px`;let wt=()=>{y.width=`${this.imgWidth*A}px`,y.height=`${this.imgHeight*v}px`,y.display="block"};j.src!==l&&(j.onload=()=>{this.imgWidth=j.naturalWidth,this.imgHeight=j.naturalHeight,wt(),j.onload=null},j.src=l,wt()),wt(),y.transform=`translate(-${a*A}px, -${r*v}px)`}};we=new WeakMap;Zt.shadowRootOptions={mode:"open"};Zt.getTemplateHTML=Uc;d.customElements.get("media-preview-thumbnail")||d.customElements.define("media-preview-thumbnail",Zt);var Gs=Zt;var bl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},or=(t,e,i)=>(bl(t,e,"read from private field"),i?i.call(t):e.get(t)),Pc=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},lr=(t,e,i,a)=>(bl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Me;function Nc(t,e={}){return`
    <style>
      :host {
        font: var(--media-font,
          var(--media-font-weight, normal)
          var(--media-font-size, 14px) /
          var(--media-text-content-height, var(--media-control-height, 24px))
          var(--media-font-family, helvetica neue, segoe ui, roboto, arial, sans-serif));
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        background: var(--media-text-background, var(--media-control-background, var(--media-secondary-color, rgb(20 20 30 / .7))));
        padding: var(--media-control-padding, 10px);
        display: inline-flex;
        justify-content: center;
        align-items: center;
        vertical-align: middle;
        box-sizing: border-box;
        text-align: center;
        pointer-events: auto;
      }

      
      :host(:focus-visible) {
        box-shadow: var(--media-focus-box-shadow, inset 0 0 0 2px rgb(27 127 204 / .9));
        outline: 0;
      }

      
      :host(:where(:focus)) {
        box-shadow: none;
        outline: 0;
      }
    </style>

    ${this.getSlotTemplateHTML(t,e)}
  `}function Hc(t,e){return`
    <slot></slot>
  `}var ce=class extends d.HTMLElement{constructor(){if(super(),Pc(this,Me,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER&&(i&&((s=(r=or(this,Me))==null?void 0:r.unassociateElement)==null||s.call(r,this),lr(this,Me,null)),a&&this.isConnected&&(lr(this,Me,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=or(this,Me))==null?void 0:l.associateElement)==null||c.call(l,this)))}connectedCallback(){var e,i,a;let{style:r}=O(this.shadowRoot,":host");r.setProperty("display",`var(--media-control-display, var(--${this.localName}-display, inline-flex))`);let s=this.getAttribute(S.MEDIA_CONTROLLER);s&&(lr(this,Me,(e=this.getRootNode())==null?void 0:e.getElementById(s)),(a=(i=or(this,Me))==null?void 0:i.associateElement)==null||a.call(i,this))}disconnectedCallback(){var e,i;(i=(e=or(this,Me))==null?void 0:e.unassociateElement)==null||i.call(e,this),lr(this,Me,null)}};Me=new WeakMap;ce.shadowRootOptions={mode:"open"};ce.getTemplateHTML=Nc;ce.getSlotTemplateHTML=Hc;d.customElements.get("media-text-display")||d.customElements.define("media-text-display",ce);var Al=[{singular:"hour",plural:"hours"},{singular:"minute",plural:"minutes"},{singular:"second",plural:"seconds"}],Tl=(t,e)=>{let i=t===1?g(Al[e].singular):g(Al[e].plural);return`${t} ${i}`},_t=t=>{if(!$t(t))return"";let e=Math.abs(t),i=e!==t,a=new Date(0,0,0,0,0,e,0),s=[a.getHours(),a.getMinutes(),a.getSeconds()].map((n,l)=>n&&Tl(n,l)).filter(n=>n).join(", ");return i?g("{time} remaining",{time:s}):e===0?Tl(0,2):s};function bt(t,e){let i=!1;t<0&&(i=!0,t=0-t),t=t<0?0:t;let a=Math.floor(t%60),r=Math.floor(t/60%60),s=Math.floor(t/3600),n=Math.floor(e/60%60),l=Math.floor(e/3600);return(isNaN(t)||t===1/0)&&(s=r=a="0"),s=s>0||l>0?s+":":"",r=((s||n>=10)&&r<10?"0"+r:r)+":",a=a<10?"0"+a:a,(i?"-":"")+s+r+a}var sp=Object.freeze({length:0,start(t){let e=t>>>0;if(e>=this.length)throw new DOMException(`Failed to execute 'start' on 'TimeRanges': The index provided (${e}) is greater than or equal to the maximum bound (${this.length}).`);return 0},end(t){let e=t>>>0;if(e>=this.length)throw new DOMException(`Failed to execute 'end' on 'TimeRanges': The index provided (${e}) is greater than or equal to the maximum bound (${this.length}).`);return 0}});var yl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Sl=(t,e,i)=>(yl(t,e,"read from private field"),i?i.call(t):e.get(t)),Fc=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Bc=(t,e,i,a)=>(yl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Ki,qs=class extends ce{constructor(){super(),Fc(this,Ki,void 0),Bc(this,Ki,this.shadowRoot.querySelector("slot")),Sl(this,Ki).textContent=bt(0)}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PREVIEW_TIME]}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_PREVIEW_TIME&&a!=null&&(Sl(this,Ki).textContent=bt(parseFloat(a)))}get mediaPreviewTime(){return R(this,o.MEDIA_PREVIEW_TIME)}set mediaPreviewTime(e){P(this,o.MEDIA_PREVIEW_TIME,e)}};Ki=new WeakMap;d.customElements.get("media-preview-time-display")||d.customElements.define("media-preview-time-display",qs);var kl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Wc=(t,e,i)=>(kl(t,e,"read from private field"),i?i.call(t):e.get(t)),$c=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Kc=(t,e,i,a)=>(kl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),dr,Ys=class extends ce{constructor(){super(),$c(this,dr,void 0),Kc(this,dr,this.shadowRoot.querySelector("slot"))}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PREVIEW_CHAPTER,o.MEDIA_LANG]}attributeChangedCallback(e,i,a){if(super.attributeChangedCallback(e,i,a),(e===o.MEDIA_PREVIEW_CHAPTER||e===o.MEDIA_LANG)&&a!==i&&a!=null)if(Wc(this,dr).textContent=a,a!==""){let r=g("chapter: {chapterName}",{chapterName:a});this.setAttribute("aria-valuetext",r)}else this.removeAttribute("aria-valuetext")}get mediaPreviewChapter(){return N(this,o.MEDIA_PREVIEW_CHAPTER)}set mediaPreviewChapter(e){U(this,o.MEDIA_PREVIEW_CHAPTER,e)}};dr=new WeakMap;d.customElements.get("media-preview-chapter-display")||d.customElements.define("media-preview-chapter-display",Ys);var Il=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},X=(t,e,i)=>(Il(t,e,"read from private field"),i?i.call(t):e.get(t)),Le=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},le=(t,e,i,a)=>(Il(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Vc=(t,e,i,a)=>({set _(r){le(t,e,r,i)},get _(){return X(t,e,a)}}),Jt,cr,jt,Vi,ur,hr,mr,ei,At,pr,Er=class{constructor(e,i,a){Le(this,Jt,void 0),Le(this,cr,void 0),Le(this,jt,void 0),Le(this,Vi,void 0),Le(this,ur,void 0),Le(this,hr,void 0),Le(this,mr,void 0),Le(this,ei,void 0),Le(this,At,0),Le(this,pr,(r=performance.now())=>{le(this,At,requestAnimationFrame(X(this,pr))),le(this,Vi,performance.now()-X(this,jt));let s=1e3/this.fps;if(X(this,Vi)>s){le(this,jt,r-X(this,Vi)%s);let n=1e3/((r-X(this,cr))/++Vc(this,ur)._),l=(r-X(this,hr))/1e3/this.duration,c=X(this,mr)+l*this.playbackRate;c-X(this,Jt).valueAsNumber>0?le(this,ei,this.playbackRate/this.duration/n):(le(this,ei,.995*X(this,ei)),c=X(this,Jt).valueAsNumber+X(this,ei)),this.callback(c)}}),le(this,Jt,e),this.callback=i,this.fps=a}start(){X(this,At)===0&&(le(this,jt,performance.now()),le(this,cr,X(this,jt)),le(this,ur,0),X(this,pr).call(this))}stop(){X(this,At)!==0&&(cancelAnimationFrame(X(this,At)),le(this,At,0))}update({start:e,duration:i,playbackRate:a}){let r=e-X(this,Jt).valueAsNumber,s=Math.abs(i-this.duration);(r>0||r<-.5/i||s>=.5)&&this.callback(e),le(this,mr,e),le(this,hr,performance.now()),this.duration=i,this.playbackRate=a}};Jt=new WeakMap;cr=new WeakMap;jt=new WeakMap;Vi=new WeakMap;ur=new WeakMap;hr=new WeakMap;mr=new WeakMap;ei=new WeakMap;At=new WeakMap;pr=new WeakMap;var Js=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},H=(t,e,i)=>(Js(t,e,"read from private field"),i?i.call(t):e.get(t)),Y=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ue=(t,e,i,a)=>(Js(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),he=(t,e,i)=>(Js(t,e,"access private method"),i),ti,et,gr,qi,_r,fr,Yi,Qi,ii,ai,Gi,Qs,wl,zs,br,js,Ar,en,Tr,tn,Xs,Ml,zi,Sr,Zs,Ll,Gc=t=>{let e=t.range,i=_t(+Rl(t)),a=_t(+t.mediaSeekableEnd),r=i&&a?g("{currentTime} of {totalTime}",{currentTime:i,totalTime:a}):g("video not loaded, unknown time.");e.setAttribute("aria-valuetext",r)};function qc(t){return`
    <style>
      :host {
        --media-box-border-radius: 4px;
        --media-box-padding-left: 10px;
        --media-box-padding-right: 10px;
        --media-preview-border-radius: var(--media-box-border-radius);
        --media-box-arrow-offset: var(--media-box-border-radius);
        --_control-background: var(--media-control-background, var(--media-secondary-color, rgb(20 20 30 / .7)));
        --_preview-background: var(--media-preview-background, var(--_control-background));

        
        contain: layout;
      }

      #buffered {
        background: var(--media-time-range-buffered-color, rgb(255 255 255 / .4));
        position: absolute;
        height: 100%;
        will-change: width;
      }

      #preview-rail,
      #current-rail {
        width: 100%;
        position: absolute;
        left: 0;
        bottom: 100%;
        pointer-events: none;
        will-change: transform;
      }

      [part~="box"] {
        width: min-content;
        
        position: absolute;
        bottom: 100%;
        flex-direction: column;
        align-items: center;
        transform: translateX(-50%);
      }

      [part~="current-box"] {
        display: var(--media-current-box-display, var(--media-box-display, flex));
        margin: var(--media-current-box-margin, var(--media-box-margin, 0 0 5px));
        visibility: hidden;
      }

      [part~="preview-box"] {
        display: var(--media-preview-box-display, var(--media-box-display, flex));
        margin: var(--media-preview-box-margin, var(--media-box-margin, 0 0 5px));
        transition-property: var(--media-preview-transition-property, visibility, opacity);
        transition-duration: var(--media-preview-transition-duration-out, .25s);
        transition-delay: var(--media-preview-transition-delay-out, 0s);
        visibility: hidden;
        opacity: 0;
      }

      :host(:is([${o.MEDIA_PREVIEW_IMAGE}], [${o.MEDIA_PREVIEW_TIME}])[dragging]) [part~="preview-box"] {
        transition-duration: var(--media-preview-transition-duration-in, .5s);
        transition-delay: var(--media-preview-transition-delay-in, .25s);
        visibility: visible;
        opacity: 1;
      }

      @media (hover: hover) {
        :host(:is([${o.MEDIA_PREVIEW_IMAGE}], [${o.MEDIA_PREVIEW_TIME}]):hover) [part~="preview-box"] {
          transition-duration: var(--media-preview-transition-duration-in, .5s);
          transition-delay: var(--media-preview-transition-delay-in, .25s);
          visibility: visible;
          opacity: 1;
        }
      }

      media-preview-thumbnail,
      ::slotted(media-preview-thumbnail) {
        visibility: hidden;
        
        transition: visibility 0s .25s;
        transition-delay: calc(var(--media-preview-transition-delay-out, 0s) + var(--media-preview-transition-duration-out, .25s));
        background: var(--media-preview-thumbnail-background, var(--_preview-background));
        box-shadow: var(--media-preview-thumbnail-box-shadow, 0 0 4px rgb(0 0 0 / .2));
        max-width: var(--media-preview-thumbnail-max-width, 180px);
        max-height: var(--media-preview-thumbnail-max-height, 160px);
        min-width: var(--media-preview-thumbnail-min-width, 120px);
        min-height: var(--media-preview-thumbnail-min-height, 80px);
        border: var(--media-preview-thumbnail-border);
        border-radius: var(--media-preview-thumbnail-border-radius,
          var(--media-preview-border-radius) var(--media-preview-border-radius) 0 0);
      }

      :host([${o.MEDIA_PREVIEW_IMAGE}][dragging]) media-preview-thumbnail,
      :host([${o.MEDIA_PREVIEW_IMAGE}][dragging]) ::slotted(media-preview-thumbnail) {
        transition-delay: var(--media-preview-transition-delay-in, .25s);
        visibility: visible;
      }

      @media (hover: hover) {
        :host([${o.MEDIA_PREVIEW_IMAGE}]:hover) media-preview-thumbnail,
        :host([${o.MEDIA_PREVIEW_IMAGE}]:hover) ::slotted(media-preview-thumbnail) {
          transition-delay: var(--media-preview-transition-delay-in, .25s);
          visibility: visible;
        }

        :host([${o.MEDIA_PREVIEW_TIME}]:hover) {
          --media-time-range-hover-display: block;
        }
      }

      media-preview-chapter-display,
      ::slotted(media-preview-chapter-display) {
        font-size: var(--media-font-size, 13px);
        line-height: 17px;
        min-width: 0;
        visibility: hidden;
        
        transition: min-width 0s, border-radius 0s, margin 0s, padding 0s, visibility 0s;
        transition-delay: calc(var(--media-preview-transition-delay-out, 0s) + var(--media-preview-transition-duration-out, .25s));
        background: var(--media-preview-chapter-background, var(--_preview-background));
        border-radius: var(--media-preview-chapter-border-radius,
          var(--media-preview-border-radius) var(--media-preview-border-radius)
          var(--media-preview-border-radius) var(--media-preview-border-radius));
        padding: var(--media-preview-chapter-padding, 3.5px 9px);
        margin: var(--media-preview-chapter-margin, 0 0 5px);
        text-shadow: var(--media-preview-chapter-text-shadow, 0 0 4px rgb(0 0 0 / .75));
      }

      :host([${o.MEDIA_PREVIEW_IMAGE}]) media-preview-chapter-display,
      :host([${o.MEDIA_PREVIEW_IMAGE}]) ::slotted(media-preview-chapter-display) {
        transition-delay: var(--media-preview-transition-delay-in, .25s);
        border-radius: var(--media-preview-chapter-border-radius, 0);
        padding: var(--media-preview-chapter-padding, 3.5px 9px 0);
        margin: var(--media-preview-chapter-margin, 0);
        min-width: 100%;
      }

      media-preview-chapter-display[${o.MEDIA_PREVIEW_CHAPTER}],
      ::slotted(media-preview-chapter-display[${o.MEDIA_PREVIEW_CHAPTER}]) {
        visibility: visible;
      }

      media-preview-chapter-display:not([aria-valuetext]),
      ::slotted(media-preview-chapter-display:not([aria-valuetext])) {
        display: none;
      }

      media-preview-time-display,
      ::slotted(media-preview-time-display),
      media-time-display,
      ::slotted(media-time-display) {
        font-size: var(--media-font-size, 13px);
        line-height: 17px;
        min-width: 0;
        
        transition: min-width 0s, border-radius 0s;
        transition-delay: calc(var(--media-preview-transition-delay-out, 0s) + var(--media-preview-transition-duration-out, .25s));
        background: var(--media-preview-time-background, var(--_preview-background));
        border-radius: var(--media-preview-time-border-radius,
          var(--media-preview-border-radius) var(--media-preview-border-radius)
          var(--media-preview-border-radius) var(--media-preview-border-radius));
        padding: var(--media-preview-time-padding, 3.5px 9px);
        margin: var(--media-preview-time-margin, 0);
        text-shadow: var(--media-preview-time-text-shadow, 0 0 4px rgb(0 0 0 / .75));
        transform: translateX(min(
          max(calc(50% - var(--_box-width) / 2),
          calc(var(--_box-shift, 0))),
          calc(var(--_box-width) / 2 - 50%)
        ));
      }

      :host([${o.MEDIA_PREVIEW_IMAGE}]) media-preview-time-display,
      :host([${o.MEDIA_PREVIEW_IMAGE}]) ::slotted(media-preview-time-display) {
        transition-delay: var(--media-preview-transition-delay-in, .25s);
        border-radius: var(--media-preview-time-border-radius,
          0 0 var(--media-preview-border-radius) var(--media-preview-border-radius));
        min-width: 100%;
      }

      :host([${o.MEDIA_PREVIEW_TIME}]:hover) {
        --media-time-range-hover-display: block;
      }

      [part~="arrow"],
      ::slotted([part~="arrow"]) {
        display: var(--media-box-arrow-display, inline-block);
        transform: translateX(min(
          max(calc(50% - var(--_box-width) / 2 + var(--media-box-arrow-offset)),
          calc(var(--_box-shift, 0))),
          calc(var(--_box-width) / 2 - 50% - var(--media-box-arrow-offset))
        ));
        
        border-color: transparent;
        border-top-color: var(--media-box-arrow-background, var(--_control-background));
        border-width: var(--media-box-arrow-border-width,
          var(--media-box-arrow-height, 5px) var(--media-box-arrow-width, 6px) 0);
        border-style: solid;
        justify-content: center;
        height: 0;
      }
    </style>
    <div id="preview-rail">
      <slot name="preview" part="box preview-box">
        <media-preview-thumbnail>
          <template shadowrootmode="${Gs.shadowRootOptions.mode}">
            ${Gs.getTemplateHTML({})}
          </template>
        </media-preview-thumbnail>
        <media-preview-chapter-display></media-preview-chapter-display>
        <media-preview-time-display></media-preview-time-display>
        <slot name="preview-arrow"><div part="arrow"></div></slot>
      </slot>
    </div>
    <div id="current-rail">
      <slot name="current" part="box current-box">
        
      </slot>
    </div>
  `}var vr=(t,e=t.mediaCurrentTime)=>{let i=Number.isFinite(t.mediaSeekableStart)?t.mediaSeekableStart:0,a=Number.isFinite(t.mediaDuration)?t.mediaDuration:t.mediaSeekableEnd;if(Number.isNaN(a))return 0;let r=(e-i)/(a-i);return Math.max(0,Math.min(r,1))},Rl=(t,e=t.range.valueAsNumber)=>{let i=Number.isFinite(t.mediaSeekableStart)?t.mediaSeekableStart:0,a=Number.isFinite(t.mediaDuration)?t.mediaDuration:t.mediaSeekableEnd;return Number.isNaN(a)?0:e*(a-i)+i},Xi=class extends je{constructor(){super(),Y(this,Qs),Y(this,br),Y(this,Ar),Y(this,Tr),Y(this,Xs),Y(this,zi),Y(this,Zs),Y(this,ti,null),Y(this,et,void 0),Y(this,gr,void 0),Y(this,qi,void 0),Y(this,_r,void 0),Y(this,fr,void 0),Y(this,Yi,void 0),Y(this,Qi,void 0),Y(this,ii,void 0),Y(this,ai,void 0),Y(this,Gi,()=>{he(this,Qs,wl).call(this)?H(this,et).start():H(this,et).stop()}),Y(this,zs,a=>{this.dragging||($t(a)&&(this.range.valueAsNumber=a),H(this,ai)||this.updateBar())}),this.shadowRoot.querySelector("#track").insertAdjacentHTML("afterbegin",'<div id="buffered" part="buffered"></div>'),ue(this,gr,this.shadowRoot.querySelectorAll('[part~="box"]')),ue(this,_r,this.shadowRoot.querySelector('[part~="preview-box"]')),ue(this,fr,this.shadowRoot.querySelector('[part~="current-box"]'));let i=getComputedStyle(this);ue(this,Yi,parseInt(i.getPropertyValue("--media-box-padding-left"))),ue(this,Qi,parseInt(i.getPropertyValue("--media-box-padding-right"))),ue(this,et,new Er(this.range,H(this,zs),60))}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PAUSED,o.MEDIA_DURATION,o.MEDIA_SEEKABLE,o.MEDIA_CURRENT_TIME,o.MEDIA_PREVIEW_IMAGE,o.MEDIA_PREVIEW_TIME,o.MEDIA_PREVIEW_CHAPTER,o.MEDIA_BUFFERED,o.MEDIA_PLAYBACK_RATE,o.MEDIA_LOADING,o.MEDIA_ENDED]}connectedCallback(){var e;super.connectedCallback(),this.range.setAttribute("aria-label",g("seek")),H(this,Gi).call(this),ue(this,ti,this.getRootNode()),(e=H(this,ti))==null||e.addEventListener("transitionstart",this)}disconnectedCallback(){var e;super.disconnectedCallback(),H(this,et).stop(),(e=H(this,ti))==null||e.removeEventListener("transitionstart",this),ue(this,ti,null)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),i!=a&&(e===o.MEDIA_CURRENT_TIME||e===o.MEDIA_PAUSED||e===o.MEDIA_ENDED||e===o.MEDIA_LOADING||e===o.MEDIA_DURATION||e===o.MEDIA_SEEKABLE?(H(this,et).update({start:vr(this),duration:this.mediaSeekableEnd-this.mediaSeekableStart,playbackRate:this.mediaPlaybackRate}),H(this,Gi).call(this),Gc(this)):e===o.MEDIA_BUFFERED&&this.updateBufferedBar(),(e===o.MEDIA_DURATION||e===o.MEDIA_SEEKABLE)&&(this.mediaChaptersCues=H(this,ii),this.updateBar()))}get mediaChaptersCues(){return H(this,ii)}set mediaChaptersCues(e){var i;ue(this,ii,e),this.updateSegments((i=H(this,ii))==null?void 0:i.map(a=>({start:vr(this,a.startTime),end:vr(this,a.endTime)})))}get mediaPaused(){return k(this,o.MEDIA_PAUSED)}set mediaPaused(e){I(this,o.MEDIA_PAUSED,e)}get mediaLoading(){return k(this,o.MEDIA_LOADING)}set mediaLoading(e){I(this,o.MEDIA_LOADING,e)}get mediaDuration(){return R(this,o.MEDIA_DURATION)}set mediaDuration(e){P(this,o.MEDIA_DURATION,e)}get mediaCurrentTime(){return R(this,o.MEDIA_CURRENT_TIME)}set mediaCurrentTime(e){P(this,o.MEDIA_CURRENT_TIME,e)}get mediaPlaybackRate(){return R(this,o.MEDIA_PLAYBACK_RATE,1)}set mediaPlaybackRate(e){P(this,o.MEDIA_PLAYBACK_RATE,e)}get mediaBuffered(){let e=this.getAttribute(o.MEDIA_BUFFERED);return e?e.split(" ").map(i=>i.split(":").map(a=>+a)):[]}set mediaBuffered(e){if(!e){this.removeAttribute(o.MEDIA_BUFFERED);return}let i=e.map(a=>a.join(":")).join(" ");this.setAttribute(o.MEDIA_BUFFERED,i)}get mediaSeekable(){let e=this.getAttribute(o.MEDIA_SEEKABLE);if(e)return e.split(":").map(i=>+i)}set mediaSeekable(e){if(e==null){this.removeAttribute(o.MEDIA_SEEKABLE);return}this.setAttribute(o.MEDIA_SEEKABLE,e.join(":"))}get mediaSeekableEnd(){var e;let[,i=this.mediaDuration]=(e=this.mediaSeekable)!=null?e:[];return i}get mediaSeekableStart(){var e;let[i=0]=(e=this.mediaSeekable)!=null?e:[];return i}get mediaPreviewImage(){return N(this,o.MEDIA_PREVIEW_IMAGE)}set mediaPreviewImage(e){U(this,o.MEDIA_PREVIEW_IMAGE,e)}get mediaPreviewTime(){return R(this,o.MEDIA_PREVIEW_TIME)}set mediaPreviewTime(e){P(this,o.MEDIA_PREVIEW_TIME,e)}get mediaEnded(){return k(this,o.MEDIA_ENDED)}set mediaEnded(e){I(this,o.MEDIA_ENDED,e)}updateBar(){super.updateBar(),this.updateBufferedBar(),this.updateCurrentBox()}updateBufferedBar(){var e;let i=this.mediaBuffered;if(!i.length)return;let a;if(this.mediaEnded)a=1;else{let s=this.mediaCurrentTime,[,n=this.mediaSeekableStart]=(e=i.find(([l,c])=>l<=s&&s<=c))!=null?e:[];a=vr(this,n)}let{style:r}=O(this.shadowRoot,"#buffered");r.setProperty("width",`${a*100}%`)}updateCurrentBox(){if(!this.shadowRoot.querySelector('slot[name="current"]').assignedElements().length)return;let i=O(this.shadowRoot,"#current-rail"),a=O(this.shadowRoot,'[part~="current-box"]'),r=he(this,br,js).call(this,H(this,fr)),s=he(this,Ar,en).call(this,r,this.range.valueAsNumber),n=he(this,Tr,tn).call(this,r,this.range.valueAsNumber);i.style.transform=`translateX(${s})`,i.style.setProperty("--_range-width",`${r.range.width}`),a.style.setProperty("--_box-shift",`${n}`),a.style.setProperty("--_box-width",`${r.box.width}px`),a.style.setProperty("visibility","initial")}handleEvent(e){switch(super.handleEvent(e),e.type){case"input":he(this,Zs,Ll).call(this);break;case"pointermove":he(this,Xs,Ml).call(this,e);break;case"pointerup":H(this,ai)&&ue(this,ai,!1);break;case"pointerdown":ue(this,ai,!0);break;case"pointerleave":he(this,zi,Sr).call(this,null);break;case"transitionstart":se(e.target,this)&&setTimeout(()=>H(this,Gi).call(this),0);break}}};ti=new WeakMap;et=new WeakMap;gr=new WeakMap;qi=new WeakMap;_r=new WeakMap;fr=new WeakMap;Yi=new WeakMap;Qi=new WeakMap;ii=new WeakMap;ai=new WeakMap;Gi=new WeakMap;Qs=new WeakSet;wl=function(){return this.isConnected&&!this.mediaPaused&&!this.mediaLoading&&!this.mediaEnded&&this.mediaSeekableEnd>0&&Aa(this)};zs=new WeakMap;br=new WeakSet;js=function(t){var e;let a=((e=this.getAttribute("bounds")?Te(this,`#${this.getAttribute("bounds")}`):this.parentElement)!=null?e:this).getBoundingClientRect(),r=this.range.getBoundingClientRect(),s=t.offsetWidth,n=-(r.left-a.left-s/2),l=a.right-r.left-s/2;return{box:{width:s,min:n,max:l},bounds:a,range:r}};Ar=new WeakSet;en=function(t,e){let i=`${e*100}%`,{width:a,min:r,max:s}=t.box;if(!a)return i;if(Number.isNaN(r)||(i=`max(${`calc(1 / var(--_range-width) * 100 * ${r}% + var(--media-box-padding-left))`}, ${i})`),!Number.isNaN(s)){let l=`calc(1 / var(--_range-width) * 100 * ${s}% - var(--media-box-padding-right))`;i=`min(${i}, ${l})`}return i};Tr=new WeakSet;tn=function(t,e){let{width:i,min:a,max:r}=t.box,s=e*t.range.width;if(s<a+H(this,Yi)){let n=t.range.left-t.bounds.left-H(this,Yi);return`${s-i/2+n}px`}if(s>r-H(this,Qi)){let n=t.bounds.right-t.range.right-H(this,Qi);return`${s+i/2-n-t.range.width}px`}return 0};Xs=new WeakSet;Ml=function(t){let e=[...H(this,gr)].some(b=>t.composedPath().includes(b));if(!this.dragging&&(e||!t.composedPath().includes(this))){he(this,zi,Sr).call(this,null);return}let i=this.mediaSeekableEnd;if(!i)return;let a=O(this.shadowRoot,"#preview-rail"),r=O(this.shadowRoot,'[part~="preview-box"]'),s=he(this,br,js).call(this,H(this,_r)),n=(t.clientX-s.range.left)/s.range.width;n=Math.max(0,Math.min(1,n));let l=he(this,Ar,en).call(this,s,n),c=he(this,Tr,tn).call(this,s,n);a.style.transform=`translateX(${l})`,a.style.setProperty("--_range-width",`${s.range.width}`),r.style.setProperty("--_box-shift",`${c}`),r.style.setProperty("--_box-width",`${s.box.width}px`);let E=Math.round(H(this,qi))-Math.round(n*i);Math.abs(E)<1&&n>.01&&n<.99||(ue(this,qi,n*i),he(this,zi,Sr).call(this,H(this,qi)))};zi=new WeakSet;Sr=function(t){this.dispatchEvent(new d.CustomEvent(h.MEDIA_PREVIEW_REQUEST,{composed:!0,bubbles:!0,detail:t}))};Zs=new WeakSet;Ll=function(){H(this,et).stop();let t=Rl(this);this.dispatchEvent(new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:t}))};Xi.shadowRootOptions={mode:"open"};Xi.getContainerTemplateHTML=qc;d.customElements.get("media-time-range")||d.customElements.define("media-time-range",Xi);var sn=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Ae=(t,e,i)=>(sn(t,e,"read from private field"),i?i.call(t):e.get(t)),Tt=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},nn=(t,e,i,a)=>(sn(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),it=(t,e,i)=>(sn(t,e,"access private method"),i),ri,Re,Mr,on,Cl,Ir,ln,Zi,yr,kr,an,tt={REMAINING:"remaining",SHOW_DURATION:"showduration",NO_TOGGLE:"notoggle"},Dl=[...Object.values(tt),o.MEDIA_CURRENT_TIME,o.MEDIA_DURATION,o.MEDIA_SEEKABLE],xl=["Enter"," "],Yc="&nbsp;/&nbsp;",rn=(t,{timesSep:e=Yc}={})=>{var i,a;let r=(i=t.mediaCurrentTime)!=null?i:0,[,s]=(a=t.mediaSeekable)!=null?a:[],n=0;Number.isFinite(t.mediaDuration)?n=t.mediaDuration:Number.isFinite(s)&&(n=s);let l=t.remaining?bt(0-(n-r)):bt(r);return t.showDuration?`${l}${e}${bt(n)}`:l},Qc=t=>{var e;let i=t.mediaCurrentTime,[,a]=(e=t.mediaSeekable)!=null?e:[],r=null;if(Number.isFinite(t.mediaDuration)?r=t.mediaDuration:Number.isFinite(a)&&(r=a),i==null||r===null){t.setAttribute("aria-description",g("video not loaded, unknown time."));return}let s=t.remaining?_t(0-(r-i)):_t(i);if(!t.showDuration){t.setAttribute("aria-description",s);return}let n=_t(r),l=g("{currentTime} of {totalTime}",{currentTime:s,totalTime:n});t.setAttribute("aria-description",l)};function zc(t,e){return`
    <slot>${rn(e)}</slot>
  `}var Xc=t=>{t.setAttribute("aria-label",g("playback time"))},wr=class extends ce{constructor(){super(),Tt(this,on),Tt(this,Ir),Tt(this,Zi),Tt(this,kr),Tt(this,ri,void 0),Tt(this,Re,null),Tt(this,Mr,e=>{let{metaKey:i,altKey:a,key:r}=e;if(i||a||!xl.includes(r)){this.removeEventListener("keyup",Ae(this,Re));return}this.addEventListener("keyup",Ae(this,Re))}),nn(this,ri,this.shadowRoot.querySelector("slot")),Ae(this,ri).innerHTML=`${rn(this)}`}static get observedAttributes(){return[...super.observedAttributes,...Dl,"disabled"]}connectedCallback(){let{style:e}=O(this.shadowRoot,":host(:hover:not([notoggle]))");e.setProperty("cursor","var(--media-cursor, pointer)"),e.setProperty("background","var(--media-control-hover-background, rgba(50 50 70 / .7))"),this.setAttribute("aria-label",g("playback time")),it(this,Zi,yr).call(this),super.connectedCallback()}toggleTimeDisplay(){this.noToggle||(this.hasAttribute("remaining")?this.removeAttribute("remaining"):this.setAttribute("remaining",""))}disconnectedCallback(){this.disable(),it(this,Ir,ln).call(this),super.disconnectedCallback()}attributeChangedCallback(e,i,a){Xc(this),Dl.includes(e)?this.update():e==="disabled"&&a!==i?a==null?it(this,Zi,yr).call(this):it(this,kr,an).call(this):e===tt.NO_TOGGLE&&a!==i&&(this.noToggle?it(this,kr,an).call(this):it(this,Zi,yr).call(this)),super.attributeChangedCallback(e,i,a)}enable(){this.noToggle||(this.tabIndex=0)}disable(){this.tabIndex=-1}get remaining(){return k(this,tt.REMAINING)}set remaining(e){I(this,tt.REMAINING,e)}get showDuration(){return k(this,tt.SHOW_DURATION)}set showDuration(e){I(this,tt.SHOW_DURATION,e)}get noToggle(){return k(this,tt.NO_TOGGLE)}set noToggle(e){I(this,tt.NO_TOGGLE,e)}get mediaDuration(){return R(this,o.MEDIA_DURATION)}set mediaDuration(e){P(this,o.MEDIA_DURATION,e)}get mediaCurrentTime(){return R(this,o.MEDIA_CURRENT_TIME)}set mediaCurrentTime(e){P(this,o.MEDIA_CURRENT_TIME,e)}get mediaSeekable(){let e=this.getAttribute(o.MEDIA_SEEKABLE);if(e)return e.split(":").map(i=>+i)}set mediaSeekable(e){if(e==null){this.removeAttribute(o.MEDIA_SEEKABLE);return}this.setAttribute(o.MEDIA_SEEKABLE,e.join(":"))}update(){let e=rn(this);Qc(this),e!==Ae(this,ri).innerHTML&&(Ae(this,ri).innerHTML=e)}};ri=new WeakMap;Re=new WeakMap;Mr=new WeakMap;on=new WeakSet;Cl=function(){Ae(this,Re)||(nn(this,Re,t=>{let{key:e}=t;if(!xl.includes(e)){this.removeEventListener("keyup",Ae(this,Re));return}this.toggleTimeDisplay()}),this.addEventListener("keydown",Ae(this,Mr)),this.addEventListener("click",this.toggleTimeDisplay))};Ir=new WeakSet;ln=function(){Ae(this,Re)&&(this.removeEventListener("keyup",Ae(this,Re)),this.removeEventListener("keydown",Ae(this,Mr)),this.removeEventListener("click",this.toggleTimeDisplay),nn(this,Re,null))};Zi=new WeakSet;yr=function(){!this.noToggle&&!this.hasAttribute("disabled")&&(this.setAttribute("role","button"),this.enable(),it(this,on,Cl).call(this))};kr=new WeakSet;an=function(){this.removeAttribute("role"),this.disable(),it(this,Ir,ln).call(this)};wr.getSlotTemplateHTML=zc;d.customElements.get("media-time-display")||d.customElements.define("media-time-display",wr);var Ul=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Ji=(t,e,i)=>(Ul(t,e,"read from private field"),i?i.call(t):e.get(t)),Ol=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ji=(t,e,i,a)=>(Ul(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),De,Rr,Lr={LOADING_DELAY:"loadingdelay",NO_AUTOHIDE:"noautohide"},Pl=500,Zc=`
<svg aria-hidden="true" viewBox="0 0 100 100">
  <path d="M73,50c0-12.7-10.3-23-23-23S27,37.3,27,50 M30.9,50c0-10.5,8.5-19.1,19.1-19.1S69.1,39.5,69.1,50">
    <animateTransform
       attributeName="transform"
       attributeType="XML"
       type="rotate"
       dur="1s"
       from="0 50 50"
       to="360 50 50"
       repeatCount="indefinite" />
  </path>
</svg>
`;function Jc(t){return`
    <style>
      :host {
        display: var(--media-control-display, var(--media-loading-indicator-display, inline-block));
        vertical-align: middle;
        box-sizing: border-box;
        --_loading-indicator-delay: var(--media-loading-indicator-transition-delay, ${Pl}ms);
      }

      #status {
        color: rgba(0,0,0,0);
        width: 0px;
        height: 0px;
      }

      :host slot[name=icon] > *,
      :host ::slotted([slot=icon]) {
        opacity: var(--media-loading-indicator-opacity, 0);
        transition: opacity 0.15s;
      }

      :host([${o.MEDIA_LOADING}]:not([${o.MEDIA_PAUSED}])) slot[name=icon] > *,
      :host([${o.MEDIA_LOADING}]:not([${o.MEDIA_PAUSED}])) ::slotted([slot=icon]) {
        opacity: var(--media-loading-indicator-opacity, 1);
        transition: opacity 0.15s var(--_loading-indicator-delay);
      }

      :host #status {
        visibility: var(--media-loading-indicator-opacity, hidden);
        transition: visibility 0.15s;
      }

      :host([${o.MEDIA_LOADING}]:not([${o.MEDIA_PAUSED}])) #status {
        visibility: var(--media-loading-indicator-opacity, visible);
        transition: visibility 0.15s var(--_loading-indicator-delay);
      }

      svg, img, ::slotted(svg), ::slotted(img) {
        width: var(--media-loading-indicator-icon-width);
        height: var(--media-loading-indicator-icon-height, 100px);
        fill: var(--media-icon-color, var(--media-primary-color, rgb(238 238 238)));
        vertical-align: middle;
      }
    </style>

    <slot name="icon">${Zc}</slot>
    <div id="status" role="status" aria-live="polite">${g("media loading")}</div>
  `}var ea=class extends d.HTMLElement{constructor(){if(super(),Ol(this,De,void 0),Ol(this,Rr,Pl),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER,o.MEDIA_PAUSED,o.MEDIA_LOADING,Lr.LOADING_DELAY]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===Lr.LOADING_DELAY&&i!==a?this.loadingDelay=Number(a):e===S.MEDIA_CONTROLLER&&(i&&((s=(r=Ji(this,De))==null?void 0:r.unassociateElement)==null||s.call(r,this),ji(this,De,null)),a&&this.isConnected&&(ji(this,De,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=Ji(this,De))==null?void 0:l.associateElement)==null||c.call(l,this)))}connectedCallback(){var e,i,a;let r=this.getAttribute(S.MEDIA_CONTROLLER);r&&(ji(this,De,(e=this.getRootNode())==null?void 0:e.getElementById(r)),(a=(i=Ji(this,De))==null?void 0:i.associateElement)==null||a.call(i,this))}disconnectedCallback(){var e,i;(i=(e=Ji(this,De))==null?void 0:e.unassociateElement)==null||i.call(e,this),ji(this,De,null)}get loadingDelay(){return Ji(this,Rr)}set loadingDelay(e){ji(this,Rr,e);let{style:i}=O(this.shadowRoot,":host");i.setProperty("--_loading-indicator-delay",`var(--media-loading-indicator-transition-delay, ${e}ms)`)}get mediaPaused(){return k(this,o.MEDIA_PAUSED)}set mediaPaused(e){I(this,o.MEDIA_PAUSED,e)}get mediaLoading(){return k(this,o.MEDIA_LOADING)}set mediaLoading(e){I(this,o.MEDIA_LOADING,e)}get mediaController(){return N(this,S.MEDIA_CONTROLLER)}set mediaController(e){U(this,S.MEDIA_CONTROLLER,e)}get noAutohide(){return k(this,Lr.NO_AUTOHIDE)}set noAutohide(e){I(this,Lr.NO_AUTOHIDE,e)}};De=new WeakMap;Rr=new WeakMap;ea.shadowRootOptions={mode:"open"};ea.getTemplateHTML=Jc;d.customElements.get("media-loading-indicator")||d.customElements.define("media-loading-indicator",ea);var Hl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},jc=(t,e,i)=>(Hl(t,e,"read from private field"),i?i.call(t):e.get(t)),eu=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},tu=(t,e,i,a)=>(Hl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Dr,iu=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M16 3v2.5h3.5V9H22V3h-6ZM4 9h2.5V5.5H10V3H4v6Zm15.5 9.5H16V21h6v-6h-2.5v3.5ZM6.5 15H4v6h6v-2.5H6.5V15Z"/>
</svg>`,au=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M18.5 6.5V3H16v6h6V6.5h-3.5ZM16 21h2.5v-3.5H22V15h-6v6ZM4 17.5h3.5V21H10v-6H4v2.5Zm3.5-11H4V9h6V3H7.5v3.5Z"/>
</svg>`;function ru(t){return`
    <style>
      :host([${o.MEDIA_IS_FULLSCREEN}]) slot[name=icon] slot:not([name=exit]) {
        display: none !important;
      }

      
      :host(:not([${o.MEDIA_IS_FULLSCREEN}])) slot[name=icon] slot:not([name=enter]) {
        display: none !important;
      }

      :host([${o.MEDIA_IS_FULLSCREEN}]) slot[name=tooltip-enter],
      :host(:not([${o.MEDIA_IS_FULLSCREEN}])) slot[name=tooltip-exit] {
        display: none;
      }
    </style>

    <slot name="icon">
      <slot name="enter">${iu}</slot>
      <slot name="exit">${au}</slot>
    </slot>
  `}function su(){return`
    <slot name="tooltip-enter">${g("Enter fullscreen mode")}</slot>
    <slot name="tooltip-exit">${g("Exit fullscreen mode")}</slot>
  `}var Nl=t=>{let e=t.mediaIsFullscreen?g("exit fullscreen mode"):g("enter fullscreen mode");t.setAttribute("aria-label",e)},ta=class extends V{constructor(){super(...arguments),eu(this,Dr,null)}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_IS_FULLSCREEN,o.MEDIA_FULLSCREEN_UNAVAILABLE]}connectedCallback(){super.connectedCallback(),Nl(this)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_IS_FULLSCREEN&&Nl(this)}get mediaFullscreenUnavailable(){return N(this,o.MEDIA_FULLSCREEN_UNAVAILABLE)}set mediaFullscreenUnavailable(e){U(this,o.MEDIA_FULLSCREEN_UNAVAILABLE,e)}get mediaIsFullscreen(){return k(this,o.MEDIA_IS_FULLSCREEN)}set mediaIsFullscreen(e){I(this,o.MEDIA_IS_FULLSCREEN,e)}handleClick(e){tu(this,Dr,e);let i=jc(this,Dr)instanceof PointerEvent,a=this.mediaIsFullscreen?new d.CustomEvent(h.MEDIA_EXIT_FULLSCREEN_REQUEST,{composed:!0,bubbles:!0}):new d.CustomEvent(h.MEDIA_ENTER_FULLSCREEN_REQUEST,{composed:!0,bubbles:!0,detail:i});this.dispatchEvent(a)}};Dr=new WeakMap;ta.getSlotTemplateHTML=ru;ta.getTooltipContentHTML=su;d.customElements.get("media-fullscreen-button")||d.customElements.define("media-fullscreen-button",ta);var si=class extends Event{constructor({action:e="auto",relatedTarget:i,...a}){super("invoke",a),this.action=e,this.relatedTarget=i}},Cr=class extends Event{constructor({newState:e,oldState:i,...a}){super("toggle",a),this.newState=e,this.oldState=i}};var St=class extends V{connectedCallback(){super.connectedCallback(),this.invokeTargetElement&&this.setAttribute("aria-haspopup","menu")}get invokeTarget(){return this.getAttribute("invoketarget")}set invokeTarget(e){this.setAttribute("invoketarget",`${e}`)}get invokeTargetElement(){var e;return this.invokeTarget?(e=Ai(this))==null?void 0:e.querySelector(`#${this.invokeTarget}`):null}handleClick(){var e;(e=this.invokeTargetElement)==null||e.dispatchEvent(new si({relatedTarget:this}))}};d.customElements.get("media-chrome-menu-button")||d.customElements.define("media-chrome-menu-button",St);var nu=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},ni=(t,e,i)=>(nu(t,e,"read from private field"),i?i.call(t):e.get(t)),ou=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},at,dn={RATES:"rates"},cn=[1,1.2,1.5,1.7,2],yt=1;function Ce(t){return Math.round(t*100)/100}function lu(t){return`
    <style>
      :host {
        min-width: 5ch;
        padding: var(--media-button-padding, var(--media-control-padding, 10px 5px));
      }
    </style>
    <slot name="icon">${t.mediaplaybackrate?Ce(+t.mediaplaybackrate):yt}x</slot>
  `}function du(){return g("Playback rate")}var ia=class extends V{constructor(){var e;super(),ou(this,at,new Qe(this,dn.RATES,{defaultValue:cn})),this.container=this.shadowRoot.querySelector('slot[name="icon"]'),this.container.innerHTML=`${Ce((e=this.mediaPlaybackRate)!=null?e:yt)}x`}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PLAYBACK_RATE,dn.RATES]}attributeChangedCallback(e,i,a){if(super.attributeChangedCallback(e,i,a),e===dn.RATES&&(ni(this,at).value=a),e===o.MEDIA_PLAYBACK_RATE){let r=a?+a:Number.NaN,s=Ce(Number.isNaN(r)?yt:r);this.container.innerHTML=`${s}x`,this.setAttribute("aria-label",g("Playback rate {playbackRate}",{playbackRate:s}))}}get rates(){return ni(this,at)}set rates(e){e?Array.isArray(e)?ni(this,at).value=e.join(" "):typeof e=="string"&&(ni(this,at).value=e):ni(this,at).value=""}get mediaPlaybackRate(){return R(this,o.MEDIA_PLAYBACK_RATE,yt)}set mediaPlaybackRate(e){P(this,o.MEDIA_PLAYBACK_RATE,e)}handleClick(){var e,i;let a=Array.from(ni(this,at).values(),n=>+n).sort((n,l)=>n-l),r=(i=(e=a.find(n=>n>this.mediaPlaybackRate))!=null?e:a[0])!=null?i:yt,s=new d.CustomEvent(h.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:r});this.dispatchEvent(s)}};at=new WeakMap;ia.getSlotTemplateHTML=lu;ia.getTooltipContentHTML=du;d.customElements.get("media-playback-rate-button")||d.customElements.define("media-playback-rate-button",ia);var xr=1;function cu(t){return`
    <style>
      :host {
        min-width: 5ch;
        padding: var(--media-button-padding, var(--media-control-padding, 10px 5px));
      }

      :host([aria-expanded="true"]) slot {
        display: block;
      }

      :host([aria-expanded="true"]) slot[name=tooltip] {
        display: none;
      }
    </style>
    <slot name="icon">${t.mediaplaybackrate?Ce(+t.mediaplaybackrate):xr}x</slot>
  `}function uu(){return g("Playback rate")}var aa=class extends St{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PLAYBACK_RATE]}constructor(){var e;super(),this.container=this.shadowRoot.querySelector('slot[name="icon"]'),this.container.innerHTML=`${Ce((e=this.mediaPlaybackRate)!=null?e:xr)}x`}attributeChangedCallback(e,i,a){if(super.attributeChangedCallback(e,i,a),e===o.MEDIA_PLAYBACK_RATE){let r=a?+a:Number.NaN,s=Ce(Number.isNaN(r)?xr:r);this.container.innerHTML=`${s}x`,this.setAttribute("aria-label",g("Playback rate {playbackRate}",{playbackRate:s}))}}get invokeTargetElement(){return this.invokeTarget!=null?super.invokeTargetElement:de(this).querySelector("media-playback-rate-menu")}get mediaPlaybackRate(){return R(this,o.MEDIA_PLAYBACK_RATE,xr)}set mediaPlaybackRate(e){P(this,o.MEDIA_PLAYBACK_RATE,e)}};aa.getSlotTemplateHTML=cu;aa.getTooltipContentHTML=uu;d.customElements.get("media-playback-rate-menu-button")||d.customElements.define("media-playback-rate-menu-button",aa);function Fl({anchor:t,floating:e,placement:i}){let a=hu({anchor:t,floating:e}),{x:r,y:s}=pu(a,i);return{x:r,y:s}}function hu({anchor:t,floating:e}){return{anchor:mu(t,e.offsetParent),floating:{x:0,y:0,width:e.offsetWidth,height:e.offsetHeight}}}function mu(t,e){var i;let a=t.getBoundingClientRect(),r=(i=e?.getBoundingClientRect())!=null?i:{x:0,y:0};return{x:a.x-r.x,y:a.y-r.y,width:a.width,height:a.height}}function pu({anchor:t,floating:e},i){let a=Eu(i)==="x"?"y":"x",r=a==="y"?"height":"width",s=Bl(i),n=t.x+t.width/2-e.width/2,l=t.y+t.height/2-e.height/2,c=t[r]/2-e[r]/2,E;switch(s){case"top":E={x:n,y:t.y-e.height};break;case"bottom":E={x:n,y:t.y+t.height};break;case"right":E={x:t.x+t.width,y:l};break;case"left":E={x:t.x-e.width,y:l};break;default:E={x:t.x,y:t.y}}switch(i.split("-")[1]){case"start":E[a]-=c;break;case"end":E[a]+=c;break}return E}function Bl(t){return t.split("-")[0]}function Eu(t){return["top","bottom"].includes(Bl(t))?"y":"x"}var Tn=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},L=(t,e,i)=>(Tn(t,e,"read from private field"),i?i.call(t):e.get(t)),C=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},me=(t,e,i,a)=>(Tn(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),x=(t,e,i)=>(Tn(t,e,"access private method"),i),xe,rt,$e,Or,ra,It,oa,un,Wl,Nr,Sn,Hr,Ur,hn,mn,$l,pn,Kl,En,Vl,oi,li,di,la,Fr,yn,vn,Gl,kn,ql,fn,Yl,In,Ql,gn,zl,_n,Xl,sa,Br,bn,Zl,na,Wr,Pr,An;function ca({type:t,text:e,value:i,checked:a}){let r=B.createElement("media-chrome-menu-item");r.type=t??"",r.part.add("menu-item"),t&&r.part.add(t),r.value=i,r.checked=a;let s=B.createElement("span");return s.textContent=e,r.append(s),r}function ci(t,e){let i=t.querySelector(`:scope > [slot="${e}"]`);if(i?.nodeName=="SLOT"&&(i=i.assignedElements({flatten:!0})[0]),i)return i=i.cloneNode(!0),i;let a=t.shadowRoot.querySelector(`[name="${e}"] > svg`);return a?a.cloneNode(!0):""}function vu(t){return`
    <style>
      :host {
        font: var(--media-font,
          var(--media-font-weight, normal)
          var(--media-font-size, 14px) /
          var(--media-text-content-height, var(--media-control-height, 24px))
          var(--media-font-family, helvetica neue, segoe ui, roboto, arial, sans-serif));
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        --_menu-bg: rgb(20 20 30 / .8);
        background: var(--media-menu-background, var(--media-control-background, var(--media-secondary-color, var(--_menu-bg))));
        border-radius: var(--media-menu-border-radius);
        border: var(--media-menu-border, none);
        display: var(--media-menu-display, inline-flex) !important;
        
        transition: var(--media-menu-transition-in,
          visibility 0s,
          opacity .2s ease-out,
          transform .15s ease-out,
          left .2s ease-in-out,
          min-width .2s ease-in-out,
          min-height .2s ease-in-out
        ) !important;
        
        visibility: var(--media-menu-visibility, visible);
        opacity: var(--media-menu-opacity, 1);
        max-height: var(--media-menu-max-height, var(--_menu-max-height, 300px));
        transform: var(--media-menu-transform-in, translateY(0) scale(1));
        flex-direction: column;
        
        min-height: 0;
        position: relative;
        bottom: var(--_menu-bottom);
        box-sizing: border-box;
      } 

      @-moz-document url-prefix() {
        :host{
          --_menu-bg: rgb(20 20 30);
        }
      }

      :host([hidden]) {
        transition: var(--media-menu-transition-out,
          visibility .15s ease-in,
          opacity .15s ease-in,
          transform .15s ease-in
        ) !important;
        visibility: var(--media-menu-hidden-visibility, hidden);
        opacity: var(--media-menu-hidden-opacity, 0);
        max-height: var(--media-menu-hidden-max-height,
          var(--media-menu-max-height, var(--_menu-max-height, 300px)));
        transform: var(--media-menu-transform-out, translateY(2px) scale(.99));
        pointer-events: none;
      }

      :host([slot="submenu"]) {
        background: none;
        width: 100%;
        min-height: 100%;
        position: absolute;
        bottom: 0;
        right: -100%;
      }

      #container {
        display: flex;
        flex-direction: column;
        min-height: 0;
        transition: transform .2s ease-out;
        transform: translate(0, 0);
      }

      #container.has-expanded {
        transition: transform .2s ease-in;
        transform: translate(-100%, 0);
      }

      button {
        background: none;
        color: inherit;
        border: none;
        padding: 0;
        font: inherit;
        outline: inherit;
        display: inline-flex;
        align-items: center;
      }

      slot[name="header"][hidden] {
        display: none;
      }

      slot[name="header"] > *,
      slot[name="header"]::slotted(*) {
        padding: .4em .7em;
        border-bottom: 1px solid rgb(255 255 255 / .25);
        cursor: var(--media-cursor, default);
      }

      slot[name="header"] > button[part~="back"],
      slot[name="header"]::slotted(button[part~="back"]) {
        cursor: var(--media-cursor, pointer);
      }

      svg[part~="back"] {
        height: var(--media-menu-icon-height, var(--media-control-height, 24px));
        fill: var(--media-icon-color, var(--media-primary-color, rgb(238 238 238)));
        display: block;
        margin-right: .5ch;
      }

      slot:not([name]) {
        gap: var(--media-menu-gap);
        flex-direction: var(--media-menu-flex-direction, column);
        overflow: var(--media-menu-overflow, hidden auto);
        display: flex;
        min-height: 0;
      }

      :host([role="menu"]) slot:not([name]) {
        padding-block: .4em;
      }

      slot:not([name])::slotted([role="menu"]) {
        background: none;
      }

      media-chrome-menu-item > span {
        margin-right: .5ch;
        max-width: var(--media-menu-item-max-width);
        text-overflow: ellipsis;
        overflow: hidden;
      }
    </style>
    <style id="layout-row" media="width:0">

      slot[name="header"] > *,
      slot[name="header"]::slotted(*) {
        padding: .4em .5em;
      }

      slot:not([name]) {
        gap: var(--media-menu-gap, .25em);
        flex-direction: var(--media-menu-flex-direction, row);
        padding-inline: .5em;
      }

      media-chrome-menu-item {
        padding: .3em .5em;
      }

      media-chrome-menu-item[aria-checked="true"] {
        background: var(--media-menu-item-checked-background, rgb(255 255 255 / .2));
      }

      
      media-chrome-menu-item::part(checked-indicator) {
        display: var(--media-menu-item-checked-indicator-display, none);
      }
    </style>
    <div id="container" part="container">
      <slot name="header" hidden>
        <button part="back button" aria-label="Back to previous menu">
          <slot name="back-icon">
            <svg aria-hidden="true" viewBox="0 0 20 24" part="back indicator">
              <path d="m11.88 17.585.742-.669-4.2-4.665 4.2-4.666-.743-.669-4.803 5.335 4.803 5.334Z"/>
            </svg>
          </slot>
          <slot name="title"></slot>
        </button>
      </slot>
      <slot></slot>
    </div>
    <slot name="checked-indicator" hidden></slot>
  `}var kt={STYLE:"style",HIDDEN:"hidden",DISABLED:"disabled",ANCHOR:"anchor"},Oe=class extends d.HTMLElement{constructor(){if(super(),C(this,un),C(this,Nr),C(this,Ur),C(this,mn),C(this,pn),C(this,En),C(this,di),C(this,Fr),C(this,vn),C(this,kn),C(this,fn),C(this,In),C(this,gn),C(this,_n),C(this,sa),C(this,bn),C(this,na),C(this,Pr),C(this,xe,null),C(this,rt,null),C(this,$e,null),C(this,Or,new Set),C(this,ra,void 0),C(this,It,!1),C(this,oa,null),C(this,Hr,()=>{let e=L(this,Or),i=new Set(this.items);for(let a of e)i.has(a)||this.dispatchEvent(new CustomEvent("removemenuitem",{detail:a}));for(let a of i)e.has(a)||this.dispatchEvent(new CustomEvent("addmenuitem",{detail:a}));me(this,Or,i)}),C(this,oi,()=>{x(this,di,la).call(this),x(this,Fr,yn).call(this,!1)}),C(this,li,()=>{x(this,di,la).call(this)}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=$(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}this.container=this.shadowRoot.querySelector("#container"),this.defaultSlot=this.shadowRoot.querySelector("slot:not([name])"),me(this,ra,new MutationObserver(L(this,Hr)))}static get observedAttributes(){return[kt.DISABLED,kt.HIDDEN,kt.STYLE,kt.ANCHOR,S.MEDIA_CONTROLLER]}static formatMenuItemText(e,i){return e}enable(){this.addEventListener("click",this),this.addEventListener("focusout",this),this.addEventListener("keydown",this),this.addEventListener("invoke",this),this.addEventListener("toggle",this)}disable(){this.removeEventListener("click",this),this.removeEventListener("focusout",this),this.removeEventListener("keyup",this),this.removeEventListener("invoke",this),this.removeEventListener("toggle",this)}handleEvent(e){switch(e.type){case"slotchange":x(this,un,Wl).call(this,e);break;case"invoke":x(this,mn,$l).call(this,e);break;case"click":x(this,vn,Gl).call(this,e);break;case"toggle":x(this,fn,Yl).call(this,e);break;case"focusout":x(this,gn,zl).call(this,e);break;case"keydown":x(this,_n,Xl).call(this,e);break}}connectedCallback(){var e,i;L(this,ra).observe(this.defaultSlot,{childList:!0}),me(this,oa,Ti(this.shadowRoot,":host")),x(this,Ur,hn).call(this),this.hasAttribute("disabled")||this.enable(),this.role||(this.role="menu"),me(this,xe,ga(this)),(i=(e=L(this,xe))==null?void 0:e.associateElement)==null||i.call(e,this),this.hidden||(Ne(da(this),L(this,oi)),Ne(this,L(this,li))),x(this,Nr,Sn).call(this),this.shadowRoot.addEventListener("slotchange",this)}disconnectedCallback(){var e,i;L(this,ra).disconnect(),He(da(this),L(this,oi)),He(this,L(this,li)),this.disable(),(i=(e=L(this,xe))==null?void 0:e.unassociateElement)==null||i.call(e,this),me(this,xe,null),me(this,rt,null),me(this,$e,null),this.shadowRoot.removeEventListener("slotchange",this)}attributeChangedCallback(e,i,a){var r,s,n,l;e===kt.HIDDEN&&a!==i?(L(this,It)||me(this,It,!0),this.hidden?x(this,En,Vl).call(this):x(this,pn,Kl).call(this),this.dispatchEvent(new Cr({oldState:this.hidden?"open":"closed",newState:this.hidden?"closed":"open",bubbles:!0}))):e===S.MEDIA_CONTROLLER?(i&&((s=(r=L(this,xe))==null?void 0:r.unassociateElement)==null||s.call(r,this),me(this,xe,null)),a&&this.isConnected&&(me(this,xe,ga(this)),(l=(n=L(this,xe))==null?void 0:n.associateElement)==null||l.call(n,this))):e===kt.DISABLED&&a!==i?a==null?this.enable():this.disable():e===kt.STYLE&&a!==i&&x(this,Ur,hn).call(this)}formatMenuItemText(e,i){return this.constructor.formatMenuItemText(e,i)}get anchor(){return this.getAttribute("anchor")}set anchor(e){this.setAttribute("anchor",`${e}`)}get anchorElement(){var e;return this.anchor?(e=Ai(this))==null?void 0:e.querySelector(`#${this.anchor}`):null}get items(){return this.defaultSlot.assignedElements({flatten:!0}).filter(fu)}get radioGroupItems(){return this.items.filter(e=>e.role==="menuitemradio")}get checkedItems(){return this.items.filter(e=>e.checked)}get value(){var e,i;return(i=(e=this.checkedItems[0])==null?void 0:e.value)!=null?i:""}set value(e){let i=this.items.find(a=>a.value===e);i&&x(this,Pr,An).call(this,i)}focus(){if(me(this,rt,bi()),this.items.length){x(this,na,Wr).call(this,this.items[0]),this.items[0].focus();return}let e=this.querySelector('[autofocus], [tabindex]:not([tabindex="-1"]), [role="menu"]');e?.focus()}handleSelect(e){var i;let a=x(this,sa,Br).call(this,e);a&&(x(this,Pr,An).call(this,a,a.type==="checkbox"),L(this,$e)&&!this.hidden&&((i=L(this,rt))==null||i.focus(),this.hidden=!0))}get keysUsed(){return["Enter","Escape","Tab"," ","ArrowDown","ArrowUp","Home","End"]}handleMove(e){var i,a;let{key:r}=e,s=this.items,n=(a=(i=x(this,sa,Br).call(this,e))!=null?i:x(this,bn,Zl).call(this))!=null?a:s[0],l=s.indexOf(n),c=Math.max(0,l);r==="ArrowDown"?c++:r==="ArrowUp"?c--:e.key==="Home"?c=0:e.key==="End"&&(c=s.length-1),c<0&&(c=s.length-1),c>s.length-1&&(c=0),x(this,na,Wr).call(this,s[c]),s[c].focus()}};xe=new WeakMap;rt=new WeakMap;$e=new WeakMap;Or=new WeakMap;ra=new WeakMap;It=new WeakMap;oa=new WeakMap;un=new WeakSet;Wl=function(t){let e=t.target;for(let i of e.assignedNodes({flatten:!0}))i.nodeType===3&&i.textContent.trim()===""&&i.remove();["header","title"].includes(e.name)&&x(this,Nr,Sn).call(this),e.name||L(this,Hr).call(this)};Nr=new WeakSet;Sn=function(){let t=this.shadowRoot.querySelector('slot[name="header"]'),e=this.shadowRoot.querySelector('slot[name="title"]');t.hidden=e.assignedNodes().length===0&&t.assignedNodes().length===0};Hr=new WeakMap;Ur=new WeakSet;hn=function(){var t;let e=this.shadowRoot.querySelector("#layout-row"),i=(t=getComputedStyle(this).getPropertyValue("--media-menu-layout"))==null?void 0:t.trim();e.setAttribute("media",i==="row"?"":"width:0")};mn=new WeakSet;$l=function(t){me(this,$e,t.relatedTarget),se(this,t.relatedTarget)||(this.hidden=!this.hidden)};pn=new WeakSet;Kl=function(){var t;(t=L(this,$e))==null||t.setAttribute("aria-expanded","true"),this.addEventListener("transitionend",()=>this.focus(),{once:!0}),Ne(da(this),L(this,oi)),Ne(this,L(this,li))};En=new WeakSet;Vl=function(){var t;(t=L(this,$e))==null||t.setAttribute("aria-expanded","false"),He(da(this),L(this,oi)),He(this,L(this,li))};oi=new WeakMap;li=new WeakMap;di=new WeakSet;la=function(t){if(this.hasAttribute("mediacontroller")&&!this.anchor||this.hidden||!this.anchorElement)return;let{x:e,y:i}=Fl({anchor:this.anchorElement,floating:this,placement:"top-start"});t??(t=this.offsetWidth);let r=da(this).getBoundingClientRect(),s=r.width-e-t,n=r.height-i-this.offsetHeight,{style:l}=L(this,oa);l.setProperty("position","absolute"),l.setProperty("right",`${Math.max(0,s)}px`),l.setProperty("--_menu-bottom",`${n}px`);let c=getComputedStyle(this),b=l.getPropertyValue("--_menu-bottom")===c.bottom?n:parseFloat(c.bottom),T=r.height-b-parseFloat(c.marginBottom);this.style.setProperty("--_menu-max-height",`${T}px`)};Fr=new WeakSet;yn=function(t){let e=this.querySelector('[role="menuitem"][aria-haspopup][aria-expanded="true"]'),i=e?.querySelector('[role="menu"]'),{style:a}=L(this,oa);if(t||a.setProperty("--media-menu-transition-in","none"),i){let r=i.offsetHeight,s=Math.max(i.offsetWidth,e.offsetWidth);this.style.setProperty("min-width",`${s}px`),this.style.setProperty("min-height",`${r}px`),x(this,di,la).call(this,s)}else this.style.removeProperty("min-width"),this.style.removeProperty("min-height"),x(this,di,la).call(this);a.removeProperty("--media-menu-transition-in")};vn=new WeakSet;Gl=function(t){var e;if(t.stopPropagation(),t.composedPath().includes(L(this,kn,ql))){(e=L(this,rt))==null||e.focus(),this.hidden=!0;return}let i=x(this,sa,Br).call(this,t);!i||i.hasAttribute("disabled")||(x(this,na,Wr).call(this,i),this.handleSelect(t))};kn=new WeakSet;ql=function(){var t;return(t=this.shadowRoot.querySelector('slot[name="header"]').assignedElements({flatten:!0}))==null?void 0:t.find(i=>i.matches('button[part~="back"]'))};fn=new WeakSet;Yl=function(t){if(t.target===this)return;x(this,In,Ql).call(this);let e=Array.from(this.querySelectorAll('[role="menuitem"][aria-haspopup]'));for(let i of e)i.invokeTargetElement!=t.target&&t.newState=="open"&&i.getAttribute("aria-expanded")=="true"&&!i.invokeTargetElement.hidden&&i.invokeTargetElement.dispatchEvent(new si({relatedTarget:i}));for(let i of e)i.setAttribute("aria-expanded",`${!i.submenuElement.hidden}`);x(this,Fr,yn).call(this,!0)};In=new WeakSet;Ql=function(){let e=this.querySelector('[role="menuitem"] > [role="menu"]:not([hidden])');this.container.classList.toggle("has-expanded",!!e)};gn=new WeakSet;zl=function(t){var e;se(this,t.relatedTarget)||(L(this,It)&&((e=L(this,rt))==null||e.focus()),L(this,$e)&&L(this,$e)!==t.relatedTarget&&!this.hidden&&(this.hidden=!0))};_n=new WeakSet;Xl=function(t){var e,i,a,r,s;let{key:n,ctrlKey:l,altKey:c,metaKey:E}=t;if(!(l||c||E)&&this.keysUsed.includes(n))if(t.preventDefault(),t.stopPropagation(),n==="Tab"){if(L(this,It)){this.hidden=!0;return}t.shiftKey?(i=(e=this.previousElementSibling)==null?void 0:e.focus)==null||i.call(e):(r=(a=this.nextElementSibling)==null?void 0:a.focus)==null||r.call(a),this.blur()}else n==="Escape"?((s=L(this,rt))==null||s.focus(),L(this,It)&&(this.hidden=!0)):n==="Enter"||n===" "?this.handleSelect(t):this.handleMove(t)};sa=new WeakSet;Br=function(t){return t.composedPath().find(e=>["menuitemradio","menuitemcheckbox"].includes(e.role))};bn=new WeakSet;Zl=function(){return this.items.find(t=>t.tabIndex===0)};na=new WeakSet;Wr=function(t){for(let e of this.items)e.tabIndex=e===t?0:-1};Pr=new WeakSet;An=function(t,e){let i=[...this.checkedItems];t.type==="radio"&&this.radioGroupItems.forEach(a=>a.checked=!1),e?t.checked=!t.checked:t.checked=!0,this.checkedItems.some((a,r)=>a!=i[r])&&this.dispatchEvent(new Event("change",{bubbles:!0,composed:!0}))};Oe.shadowRootOptions={mode:"open"};Oe.getTemplateHTML=vu;function fu(t){return["menuitem","menuitemradio","menuitemcheckbox"].includes(t?.role)}function da(t){var e;return(e=t.getAttribute("bounds")?Te(t,`#${t.getAttribute("bounds")}`):de(t)||t.parentElement)!=null?e:t}d.customElements.get("media-chrome-menu")||d.customElements.define("media-chrome-menu",Oe);var Jl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},hi=(t,e,i)=>(Jl(t,e,"read from private field"),i?i.call(t):e.get(t)),wn=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ui=(t,e,i)=>(Jl(t,e,"access private method"),i),st,mi,ua,$r,Ln,Mn={RATES:"rates"},Rn=class extends Oe{constructor(){super(),wn(this,mi),wn(this,$r),wn(this,st,new Qe(this,Mn.RATES,{defaultValue:cn})),ui(this,mi,ua).call(this)}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PLAYBACK_RATE,Mn.RATES]}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_PLAYBACK_RATE&&i!=a?(this.value=a,ui(this,mi,ua).call(this)):e===Mn.RATES&&i!=a&&(hi(this,st).value=a,ui(this,mi,ua).call(this))}connectedCallback(){super.connectedCallback(),this.addEventListener("change",ui(this,$r,Ln))}disconnectedCallback(){super.disconnectedCallback(),this.removeEventListener("change",ui(this,$r,Ln))}get anchorElement(){return this.anchor!=="auto"?super.anchorElement:de(this).querySelector("media-playback-rate-menu-button")}get rates(){return hi(this,st)}set rates(e){e?Array.isArray(e)?hi(this,st).value=e.join(" "):typeof e=="string"&&(hi(this,st).value=e):hi(this,st).value="",ui(this,mi,ua).call(this)}get mediaPlaybackRate(){return R(this,o.MEDIA_PLAYBACK_RATE,yt)}set mediaPlaybackRate(e){P(this,o.MEDIA_PLAYBACK_RATE,e)}};st=new WeakMap;mi=new WeakSet;ua=function(){this.defaultSlot.textContent="";let t=Ce(this.mediaPlaybackRate),e=new Set(Array.from(hi(this,st)).map(a=>Ce(Number(a))));t>0&&!e.has(t)&&e.add(t);let i=Array.from(e).sort((a,r)=>a-r);for(let a of i){let r=ca({type:"radio",text:this.formatMenuItemText(`${a}x`,a),value:a.toString(),checked:t===a});r.prepend(ci(this,"checked-indicator")),this.defaultSlot.append(r)}};$r=new WeakSet;Ln=function(){if(!this.value)return;let t=new d.CustomEvent(h.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:this.value});this.dispatchEvent(t)};d.customElements.get("media-playback-rate-menu")||d.customElements.define("media-playback-rate-menu",Rn);var gu=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M22.83 5.68a2.58 2.58 0 0 0-2.3-2.5c-3.62-.24-11.44-.24-15.06 0a2.58 2.58 0 0 0-2.3 2.5c-.23 4.21-.23 8.43 0 12.64a2.58 2.58 0 0 0 2.3 2.5c3.62.24 11.44.24 15.06 0a2.58 2.58 0 0 0 2.3-2.5c.23-4.21.23-8.43 0-12.64Zm-11.39 9.45a3.07 3.07 0 0 1-1.91.57 3.06 3.06 0 0 1-2.34-1 3.75 3.75 0 0 1-.92-2.67 3.92 3.92 0 0 1 .92-2.77 3.18 3.18 0 0 1 2.43-1 2.94 2.94 0 0 1 2.13.78c.364.359.62.813.74 1.31l-1.43.35a1.49 1.49 0 0 0-1.51-1.17 1.61 1.61 0 0 0-1.29.58 2.79 2.79 0 0 0-.5 1.89 3 3 0 0 0 .49 1.93 1.61 1.61 0 0 0 1.27.58 1.48 1.48 0 0 0 1-.37 2.1 2.1 0 0 0 .59-1.14l1.4.44a3.23 3.23 0 0 1-1.07 1.69Zm7.22 0a3.07 3.07 0 0 1-1.91.57 3.06 3.06 0 0 1-2.34-1 3.75 3.75 0 0 1-.92-2.67 3.88 3.88 0 0 1 .93-2.77 3.14 3.14 0 0 1 2.42-1 3 3 0 0 1 2.16.82 2.8 2.8 0 0 1 .73 1.31l-1.43.35a1.49 1.49 0 0 0-1.51-1.21 1.61 1.61 0 0 0-1.29.58A2.79 2.79 0 0 0 15 12a3 3 0 0 0 .49 1.93 1.61 1.61 0 0 0 1.27.58 1.44 1.44 0 0 0 1-.37 2.1 2.1 0 0 0 .6-1.15l1.4.44a3.17 3.17 0 0 1-1.1 1.7Z"/>
</svg>`,_u=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M17.73 14.09a1.4 1.4 0 0 1-1 .37 1.579 1.579 0 0 1-1.27-.58A3 3 0 0 1 15 12a2.8 2.8 0 0 1 .5-1.85 1.63 1.63 0 0 1 1.29-.57 1.47 1.47 0 0 1 1.51 1.2l1.43-.34A2.89 2.89 0 0 0 19 9.07a3 3 0 0 0-2.14-.78 3.14 3.14 0 0 0-2.42 1 3.91 3.91 0 0 0-.93 2.78 3.74 3.74 0 0 0 .92 2.66 3.07 3.07 0 0 0 2.34 1 3.07 3.07 0 0 0 1.91-.57 3.17 3.17 0 0 0 1.07-1.74l-1.4-.45c-.083.43-.3.822-.62 1.12Zm-7.22 0a1.43 1.43 0 0 1-1 .37 1.58 1.58 0 0 1-1.27-.58A3 3 0 0 1 7.76 12a2.8 2.8 0 0 1 .5-1.85 1.63 1.63 0 0 1 1.29-.57 1.47 1.47 0 0 1 1.51 1.2l1.43-.34a2.81 2.81 0 0 0-.74-1.32 2.94 2.94 0 0 0-2.13-.78 3.18 3.18 0 0 0-2.43 1 4 4 0 0 0-.92 2.78 3.74 3.74 0 0 0 .92 2.66 3.07 3.07 0 0 0 2.34 1 3.07 3.07 0 0 0 1.91-.57 3.23 3.23 0 0 0 1.07-1.74l-1.4-.45a2.06 2.06 0 0 1-.6 1.07Zm12.32-8.41a2.59 2.59 0 0 0-2.3-2.51C18.72 3.05 15.86 3 13 3c-2.86 0-5.72.05-7.53.17a2.59 2.59 0 0 0-2.3 2.51c-.23 4.207-.23 8.423 0 12.63a2.57 2.57 0 0 0 2.3 2.5c1.81.13 4.67.19 7.53.19 2.86 0 5.72-.06 7.53-.19a2.57 2.57 0 0 0 2.3-2.5c.23-4.207.23-8.423 0-12.63Zm-1.49 12.53a1.11 1.11 0 0 1-.91 1.11c-1.67.11-4.45.18-7.43.18-2.98 0-5.76-.07-7.43-.18a1.11 1.11 0 0 1-.91-1.11c-.21-4.14-.21-8.29 0-12.43a1.11 1.11 0 0 1 .91-1.11C7.24 4.56 10 4.49 13 4.49s5.76.07 7.43.18a1.11 1.11 0 0 1 .91 1.11c.21 4.14.21 8.29 0 12.43Z"/>
</svg>`;function bu(){return`
    <style>
      :host([data-captions-enabled="true"]) slot[name=off] {
        display: none !important;
      }

      
      :host(:not([data-captions-enabled="true"])) slot[name=on] {
        display: none !important;
      }

      :host([aria-expanded="true"]) slot[name=tooltip] {
        display: none;
      }
    </style>

    <slot name="icon">
      <slot name="on">${gu}</slot>
      <slot name="off">${_u}</slot>
    </slot>
  `}function Au(){return g("Captions")}var jl=t=>{t.setAttribute("data-captions-enabled",Ho(t).toString())},ed=t=>{t.setAttribute("aria-label",g("closed captions"))},ha=class extends St{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_SUBTITLES_LIST,o.MEDIA_SUBTITLES_SHOWING,o.MEDIA_LANG]}connectedCallback(){super.connectedCallback(),ed(this),jl(this)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_SUBTITLES_SHOWING?jl(this):e===o.MEDIA_LANG&&ed(this)}get invokeTargetElement(){var e;return this.invokeTarget!=null?super.invokeTargetElement:(e=de(this))==null?void 0:e.querySelector("media-captions-menu")}get mediaSubtitlesList(){return td(this,o.MEDIA_SUBTITLES_LIST)}set mediaSubtitlesList(e){id(this,o.MEDIA_SUBTITLES_LIST,e)}get mediaSubtitlesShowing(){return td(this,o.MEDIA_SUBTITLES_SHOWING)}set mediaSubtitlesShowing(e){id(this,o.MEDIA_SUBTITLES_SHOWING,e)}};ha.getSlotTemplateHTML=bu;ha.getTooltipContentHTML=Au;var td=(t,e)=>{let i=t.getAttribute(e);return i?Ci(i):[]},id=(t,e,i)=>{if(!i?.length){t.removeAttribute(e);return}let a=mt(i);t.getAttribute(e)!==a&&t.setAttribute(e,a)};d.customElements.get("media-captions-menu-button")||d.customElements.define("media-captions-menu-button",ha);var On=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Tu=(t,e,i)=>(On(t,e,"read from private field"),i?i.call(t):e.get(t)),Dn=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Su=(t,e,i,a)=>(On(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Kr=(t,e,i)=>(On(t,e,"access private method"),i),qr,Vr,Cn,Gr,xn,yu=`
  <svg aria-hidden="true" viewBox="0 0 26 24" part="captions-indicator indicator">
    <path d="M22.83 5.68a2.58 2.58 0 0 0-2.3-2.5c-3.62-.24-11.44-.24-15.06 0a2.58 2.58 0 0 0-2.3 2.5c-.23 4.21-.23 8.43 0 12.64a2.58 2.58 0 0 0 2.3 2.5c3.62.24 11.44.24 15.06 0a2.58 2.58 0 0 0 2.3-2.5c.23-4.21.23-8.43 0-12.64Zm-11.39 9.45a3.07 3.07 0 0 1-1.91.57 3.06 3.06 0 0 1-2.34-1 3.75 3.75 0 0 1-.92-2.67 3.92 3.92 0 0 1 .92-2.77 3.18 3.18 0 0 1 2.43-1 2.94 2.94 0 0 1 2.13.78c.364.359.62.813.74 1.31l-1.43.35a1.49 1.49 0 0 0-1.51-1.17 1.61 1.61 0 0 0-1.29.58 2.79 2.79 0 0 0-.5 1.89 3 3 0 0 0 .49 1.93 1.61 1.61 0 0 0 1.27.58 1.48 1.48 0 0 0 1-.37 2.1 2.1 0 0 0 .59-1.14l1.4.44a3.23 3.23 0 0 1-1.07 1.69Zm7.22 0a3.07 3.07 0 0 1-1.91.57 3.06 3.06 0 0 1-2.34-1 3.75 3.75 0 0 1-.92-2.67 3.88 3.88 0 0 1 .93-2.77 3.14 3.14 0 0 1 2.42-1 3 3 0 0 1 2.16.82 2.8 2.8 0 0 1 .73 1.31l-1.43.35a1.49 1.49 0 0 0-1.51-1.21 1.61 1.61 0 0 0-1.29.58A2.79 2.79 0 0 0 15 12a3 3 0 0 0 .49 1.93 1.61 1.61 0 0 0 1.27.58 1.44 1.44 0 0 0 1-.37 2.1 2.1 0 0 0 .6-1.15l1.4.44a3.17 3.17 0 0 1-1.1 1.7Z"/>
  </svg>`;function ku(t){return`
    ${Oe.getTemplateHTML(t)}
    <slot name="captions-indicator" hidden>${yu}</slot>
  `}var Yr=class extends Oe{constructor(){super(...arguments),Dn(this,Vr),Dn(this,Gr),Dn(this,qr,void 0)}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_SUBTITLES_LIST,o.MEDIA_SUBTITLES_SHOWING]}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_SUBTITLES_LIST&&i!==a?Kr(this,Vr,Cn).call(this):e===o.MEDIA_SUBTITLES_SHOWING&&i!==a&&(this.value=a||"",Kr(this,Vr,Cn).call(this))}connectedCallback(){super.connectedCallback(),this.addEventListener("change",Kr(this,Gr,xn))}disconnectedCallback(){super.disconnectedCallback(),this.removeEventListener("change",Kr(this,Gr,xn))}get anchorElement(){return this.anchor!=="auto"?super.anchorElement:de(this).querySelector("media-captions-menu-button")}get mediaSubtitlesList(){return ad(this,o.MEDIA_SUBTITLES_LIST)}set mediaSubtitlesList(e){rd(this,o.MEDIA_SUBTITLES_LIST,e)}get mediaSubtitlesShowing(){return ad(this,o.MEDIA_SUBTITLES_SHOWING)}set mediaSubtitlesShowing(e){rd(this,o.MEDIA_SUBTITLES_SHOWING,e)}};qr=new WeakMap;Vr=new WeakSet;Cn=function(){var t;let e=Tu(this,qr)!==JSON.stringify(this.mediaSubtitlesList),i=this.value!==this.getAttribute(o.MEDIA_SUBTITLES_SHOWING);if(!e&&!i)return;Su(this,qr,JSON.stringify(this.mediaSubtitlesList)),this.defaultSlot.textContent="";let a=!this.value,r=ca({type:"radio",text:this.formatMenuItemText(g("Off")),value:"off",checked:a});r.prepend(ci(this,"checked-indicator")),this.defaultSlot.append(r);let s=this.mediaSubtitlesList;for(let n of s){let l=ca({type:"radio",text:this.formatMenuItemText(n.label,n),value:Pa(n),checked:this.value==Pa(n)});l.prepend(ci(this,"checked-indicator")),((t=n.kind)!=null?t:"subs")==="captions"&&l.append(ci(this,"captions-indicator")),this.defaultSlot.append(l)}};Gr=new WeakSet;xn=function(){let t=this.mediaSubtitlesShowing,e=this.getAttribute(o.MEDIA_SUBTITLES_SHOWING),i=this.value!==e;if(t?.length&&i&&this.dispatchEvent(new d.CustomEvent(h.MEDIA_DISABLE_SUBTITLES_REQUEST,{composed:!0,bubbles:!0,detail:t})),!this.value||!i)return;let a=new d.CustomEvent(h.MEDIA_SHOW_SUBTITLES_REQUEST,{composed:!0,bubbles:!0,detail:this.value});this.dispatchEvent(a)};Yr.getTemplateHTML=ku;var ad=(t,e)=>{let i=t.getAttribute(e);return i?Ci(i):[]},rd=(t,e,i)=>{if(!i?.length){t.removeAttribute(e);return}let a=mt(i);t.getAttribute(e)!==a&&t.setAttribute(e,a)};d.customElements.get("media-captions-menu")||d.customElements.define("media-captions-menu",Yr);var Qr={"Start airplay":"Iniciar AirPlay","Stop airplay":"Detener AirPlay",Audio:"Audio",Captions:"Subt\xEDtulos","Enable captions":"Activar subt\xEDtulos","Disable captions":"Desactivar subt\xEDtulos","Start casting":"Iniciar transmisi\xF3n","Stop casting":"Detener transmisi\xF3n","Enter fullscreen mode":"Entrar en modo pantalla completa","Exit fullscreen mode":"Salir del modo pantalla completa",Mute:"Silenciar",Unmute:"Reactivar sonido",Loop:"Bucle","Enter picture in picture mode":"Entrar en modo imagen en imagen","Exit picture in picture mode":"Salir del modo imagen en imagen",Play:"Reproducir",Pause:"Pausar","Playback rate":"Velocidad de reproducci\xF3n","Playback rate {playbackRate}":"Velocidad de reproducci\xF3n {playbackRate}",Quality:"Calidad","Seek backward":"Retroceder","Seek forward":"Avanzar",Settings:"Configuraci\xF3n",Auto:"Auto","audio player":"reproductor de audio","video player":"reproductor de video",volume:"volumen",seek:"b\xFAsqueda","closed captions":"subt\xEDtulos","current playback rate":"velocidad de reproducci\xF3n actual","playback time":"tiempo de reproducci\xF3n","media loading":"cargando medios",settings:"configuraci\xF3n","audio tracks":"pistas de audio",quality:"calidad",play:"reproducir",pause:"pausar",mute:"silenciar",unmute:"reactivar sonido","chapter: {chapterName}":"cap\xEDtulo: {chapterName}",live:"en vivo",Off:"Apagado","start airplay":"iniciar AirPlay","stop airplay":"detener AirPlay","start casting":"iniciar transmisi\xF3n","stop casting":"detener transmisi\xF3n","enter fullscreen mode":"entrar en modo pantalla completa","exit fullscreen mode":"salir del modo pantalla completa","enter picture in picture mode":"entrar en modo imagen en imagen","exit picture in picture mode":"salir del modo imagen en imagen","seek to live":"ir a la transmisi\xF3n en vivo","playing live":"reproduciendo en vivo","seek back {seekOffset} seconds":"retroceder {seekOffset} segundos","seek forward {seekOffset} seconds":"avanzar {seekOffset} segundos","Network Error":"Error de red","Decode Error":"Error de decodificaci\xF3n","Source Not Supported":"Fuente no compatible","Encryption Error":"Error de cifrado","A network error caused the media download to fail.":"Un error de red caus\xF3 la falla en la descarga del contenido.","A media error caused playback to be aborted. The media could be corrupt or your browser does not support this format.":"Un error de medios caus\xF3 la interrupci\xF3n de la reproducci\xF3n. El contenido podr\xEDa estar da\xF1ado o tu navegador no admite este formato.","An unsupported error occurred. The server or network failed, or your browser does not support this format.":"Ocurri\xF3 un error de incompatibilidad. El servidor o la red fallaron, o tu navegador no admite este formato.","The media is encrypted and there are no keys to decrypt it.":"El contenido est\xE1 cifrado y no hay claves disponibles para descifrarlo.",hour:"hora",hours:"horas",minute:"minuto",minutes:"minutos",second:"segundo",seconds:"segundos","{time} remaining":"{time} restante","{currentTime} of {totalTime}":"{currentTime} de {totalTime}","video not loaded, unknown time.":"video no cargado, tiempo desconocido."};yi("es",Qr);var zr="Playback rate {playbackRate}";yi("en",{...Si,[zr]:`${Si[zr]}x`});yi("es",{...Qr,[zr]:`${Qr[zr]}x`});Sa(document.documentElement.lang);var Iu=[400,404,413,422],Xr=class{constructor({url:e,csrf:i,viewer:a,lesson:r,interval:s,onAnswer:n,onKept:l}){Object.assign(this,{url:e,csrf:i,lesson:r,interval:s,onAnswer:n,onKept:l}),this.folder=`beats.${a}.`,this.session=crypto.randomUUID(),this.seq=0,this.position=null}get untoldPosition(){let e=this.keys().map(i=>this.read(i)).filter(i=>i?.lesson===this.lesson);return e.length?e.at(-1).position:null}note(e,i){let a=Math.floor(i);if(!e.length&&a===this.position)return!1;this.position=a,this.seq+=1;let r=this.read(this.own)?.ranges??[];return this.write(this.own,{lesson:this.lesson,session:this.session,seq:this.seq,ranges:wu([...r,...e]).slice(-200),position:a}),!0}tell(){return this.telling??=this.tellAll().finally(()=>{this.telling=null}),this.telling}async tellAll(){let e=!1;for(let i of this.keys()){let a=this.read(i);a&&await this.post(a)?this.read(i)?.seq===a.seq&&this.write(i,null):a&&(e=!0)}this.onKept(e)}tellLeaving(){let e=this.read(this.own);e&&this.post(e,{keepalive:!0})}async post(e,i={}){try{let a={"Content-Type":"application/json","X-CSRFToken":this.csrf},r=await fetch(this.url,{method:"POST",headers:a,body:JSON.stringify(e),redirect:"error",...i});if(Iu.includes(r.status))return!0;let s=await r.json();return r.ok?(this.interval=s.interval_seconds||this.interval,e.lesson===this.lesson&&this.onAnswer(s),s.is_accepted!==!1):s.code==="forbidden"}catch{return!1}}get own(){return this.folder+this.session}keys(){return Object.keys(this.storage).filter(e=>e.startsWith(this.folder))}read(e){try{return JSON.parse(this.storage[e]??"null")}catch{return null}}write(e,i){try{i?this.storage[e]=JSON.stringify(i):delete this.storage[e]}catch{this.memory={...this.storage,[e]:JSON.stringify(i)}}}get storage(){if(this.memory)return this.memory;try{return localStorage}catch{return this.memory={},this.memory}}};function wu(t){let e=[];for(let[i,a]of t.toSorted((r,s)=>r[0]-s[0])){let r=e.at(-1);r&&i<=r[1]?r[1]=Math.max(r[1],a):e.push([i,a])}return e}function Zr(t,e){try{return localStorage.getItem(`player.${t}`)??e}catch{return e}}function Jr(t,e){try{localStorage.setItem(`player.${t}`,e)}catch{}}var Mu="input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]",Lu="button, a, summary, input, [role=button], [role=slider], [role=menuitemradio], [role=tab]";function od({video:t,controller:e,help:i}){let a={" ":()=>sd(t),k:()=>sd(t),j:()=>jr(t,-10),l:()=>jr(t,10),ArrowLeft:()=>jr(t,-5),ArrowRight:()=>jr(t,5),f:()=>nd(e,document.fullscreenElement?"mediaexitfullscreenrequest":"mediaenterfullscreenrequest"),m:()=>{t.muted=!t.muted},c:()=>nd(e,"mediatogglesubtitlesrequest"),"?":()=>i.open?i.close():i.showModal()},r={ArrowUp:.1,ArrowDown:-.1},s=i.querySelector("[data-shortcuts]");s.checked=Zr("shortcuts","on")==="on",s.addEventListener("change",()=>Jr("shortcuts",s.checked?"on":"off")),document.addEventListener("keydown",n=>{if(n.defaultPrevented||n.ctrlKey||n.metaKey||n.altKey)return;let l=n.composedPath()[0];if(!(l instanceof Element)||l.matches(Mu)||i.open&&n.key!=="?")return;let c=e.contains(document.activeElement);if(!s.checked&&!c)return;let E=a[n.key.length===1?n.key.toLowerCase():n.key],b=c?r[n.key]:void 0;!E&&!b||n.key===" "&&Ru(n)||n.key.startsWith("Arrow")&&l.matches("[role=slider], [role=menuitemradio], [role=tab], input")||(n.preventDefault(),b?t.volume=Math.min(1,Math.max(0,t.volume+b)):E())})}function Ru(t){return t.composedPath().some(e=>e instanceof Element&&e.matches(Lu))}function sd(t){t.paused?t.play().catch(()=>{}):t.pause()}function jr(t,e){t.currentTime=Math.min(t.duration||0,Math.max(0,t.currentTime+e))}function nd(t,e){t.dispatchEvent(new CustomEvent(e,{composed:!0,bubbles:!0}))}function ld(t){let e=[...t.querySelectorAll(":scope > [data-panel]")];if(e.length<2)return;let i=document.createElement("div");i.setAttribute("role","tablist"),i.className="tabbar";let a=e.map((s,n)=>{let l=s.querySelector("h2"),c=document.createElement("button");return Object.assign(c,{type:"button",id:`${s.id}-tab`,textContent:l.textContent}),c.setAttribute("role","tab"),c.setAttribute("aria-controls",s.id),l.classList.add("sr-only"),s.setAttribute("role","tabpanel"),s.setAttribute("aria-labelledby",c.id),c.addEventListener("click",()=>r(n)),c}),r=s=>{a.forEach((n,l)=>{n.setAttribute("aria-selected",String(l===s)),n.tabIndex=l===s?0:-1,e[l].hidden=l!==s})};i.addEventListener("keydown",s=>{let n={ArrowRight:1,ArrowLeft:-1}[s.key];if(!n)return;s.preventDefault();let l=(a.indexOf(document.activeElement)+n+a.length)%a.length;r(l),a[l].focus()}),i.append(...a),t.prepend(i),r(0)}function cd(t,e){let i=t.querySelector("[data-cues]"),a=[...t.querySelectorAll("[data-cue]")].map(n=>({row:n,starts:Number(n.dataset.cue),ends:Number(n.dataset.until),text:n.querySelector("[data-said]"),said:n.querySelector("[data-said]").textContent})),r=null;i.addEventListener("click",n=>{let l=n.target.closest("[data-cue]");!l||n.ctrlKey||n.metaKey||(n.preventDefault(),e.currentTime=Number(l.dataset.cue),e.play().catch(()=>{}))});let s=()=>{let n=e.currentTime,l=a.findLast(c=>c.starts<=n&&n<c.ends)??null;l!==r&&(r?.row.removeAttribute("aria-current"),l?.row.setAttribute("aria-current","true"),r=l,l&&!t.contains(document.activeElement)&&!i.matches(":hover")&&Du(i,l.row))};for(let n of["timeupdate","seeked","loadedmetadata"])e.addEventListener(n,s);Cu(t,a)}function Du(t,e){let i=e.offsetTop-t.offsetTop;(i<t.scrollTop||i+e.offsetHeight>t.scrollTop+t.clientHeight)&&(t.scrollTop=i-t.clientHeight/3)}function Cu(t,e){let i=t.querySelector("[data-transcript-search]"),a=t.querySelector("[data-transcript-found]");i.closest("[hidden]")?.removeAttribute("hidden"),i.addEventListener("input",()=>{let r=dd(i.value.trim()),s=0;for(let n of e){let l=r?dd(n.said).indexOf(r):-1;n.row.hidden=!!r&&l<0,n.row.hidden||(s+=1),xu(n,l,r.length)}a.textContent=r?s===1?a.dataset.one:a.dataset.many.replace("%d",s):""})}function dd(t){return[...t].map(e=>e.normalize("NFD")[0].toLowerCase()[0]).join("")}function xu(t,e,i){if(e<0){t.text.textContent=t.said;return}let a=[...t.said],r=document.createElement("mark");r.textContent=a.slice(e,e+i).join(""),t.text.replaceChildren(a.slice(0,e).join(""),r,a.slice(e+i).join(""))}var es=class{constructor(e){this.video=e,this.spans=[],this.from=null,this.last=0,e.addEventListener("playing",()=>this.open()),e.addEventListener("timeupdate",()=>this.follow());for(let i of["pause","seeking","waiting","ended"])e.addEventListener(i,()=>this.close());e.addEventListener("seeked",()=>!e.paused&&this.open())}open(){this.from=this.last=this.video.currentTime}follow(){this.from!==null&&!this.video.seeking&&this.video.currentTime>this.last&&(this.last=this.video.currentTime)}close(){this.from!==null&&this.last>this.from&&this.spans.push([this.from,this.last]),this.from=null}take(){let e=this.from!==null;this.close(),e&&(this.from=this.last);let i=this.spans.map(([a,r])=>[Math.round(a*10)/10,Math.round(r*10)/10]).filter(([a,r])=>r>a);return this.spans=[],i}};var Un=document.getElementById("player"),ud=document.getElementById("panels");ud&&ld(ud);Un&&Ou(Un.querySelector("video"),Un.dataset);function Ou(t,e){let i=t.closest("media-controller");t.controls=!1;let a=e.beats?Pu(t,e):null;Uu(t,a?.untoldPosition??e.position),t.defaultPlaybackRate=t.playbackRate=Number(Zr("rate",1))||1,t.addEventListener("ratechange",()=>Jr("rate",t.playbackRate));let r=document.getElementById("transcript");r&&cd(r,t),od({video:t,controller:i,help:document.getElementById("player-help")}),a?.tell()}function Uu(t,e){let i=new URLSearchParams(location.search).get("t"),a=Number(i??e)||0,r=()=>{a>0&&(i||a<t.duration-3)&&(t.currentTime=Math.min(a,t.duration))};t.readyState>=HTMLMediaElement.HAVE_METADATA?r():t.addEventListener("loadedmetadata",r,{once:!0})}function Pu(t,e){let i=new es(t),a=document.getElementById("progress-kept"),r=new Xr({url:e.beats,csrf:e.csrf,viewer:e.viewer,lesson:e.lesson,interval:Number(e.interval),onAnswer:E=>E.is_completed&&Nu(),onKept:E=>a?.toggleAttribute("hidden",!E)}),s=Date.now(),n=()=>(s=Date.now(),r.note(i.take(),t.currentTime)),l=()=>n()&&r.tell(),c=()=>n()&&r.tellLeaving();return t.addEventListener("timeupdate",()=>!t.paused&&Date.now()-s>=r.interval*1e3&&l()),t.addEventListener("pause",l),t.addEventListener("seeked",()=>t.paused&&t.played.length&&l()),addEventListener("pagehide",c),document.addEventListener("visibilitychange",()=>document.visibilityState==="hidden"&&c()),addEventListener("online",()=>r.tell()),r}function Nu(){for(let t of document.querySelectorAll("[data-when-complete]"))t.hidden=!1;for(let t of document.querySelectorAll("[data-until-complete]"))t.hidden=!0}})();
