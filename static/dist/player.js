(()=>{var{nonce:$d}=document.currentScript,Ro=t=>String(t).replaceAll("<style",`<style nonce="${$d}"`),Ii=ShadowRoot.prototype,Mo=Object.getOwnPropertyDescriptor(Ii,"innerHTML");Object.defineProperty(Ii,"innerHTML",{...Mo,set(t){Mo.set.call(this,Ro(t))}});if(Ii.setHTMLUnsafe){let{setHTMLUnsafe:t}=Ii;Ii.setHTMLUnsafe=function(e,i){t.call(this,Ro(e),i)}}var Sa=class{addEventListener(){}removeEventListener(){}dispatchEvent(){return!0}},ya=class extends Sa{},ka=class extends ya{constructor(){super(...arguments),this.role=null}},ps=class{observe(){}unobserve(){}disconnect(){}},Do={createElement:function(){return new wi.HTMLElement},createElementNS:function(){return new wi.HTMLElement},addEventListener(){},removeEventListener(){},dispatchEvent(t){return!1}},wi={ResizeObserver:ps,document:Do,Node:ya,Element:ka,HTMLElement:class extends ka{constructor(){super(...arguments),this.innerHTML=""}get content(){return new wi.DocumentFragment}},DocumentFragment:class extends Sa{},customElements:{get:function(){},define:function(){},whenDefined:function(){}},localStorage:{getItem(t){return null},setItem(t,e){},removeItem(t){}},CustomEvent:function(){},getComputedStyle:function(){},navigator:{languages:[],get userAgent(){return""}},matchMedia(t){return{matches:!1,media:t}},DOMParser:class{parseFromString(e,i){return{body:{textContent:e}}}}},Co="global"in globalThis&&globalThis?.global===globalThis||typeof window>"u"||typeof window.customElements>"u",xo=Object.keys(wi).every(t=>t in globalThis),d=Co&&!xo?wi:globalThis,H=Co&&!xo?Do:globalThis.document;var h={MEDIA_PLAY_REQUEST:"mediaplayrequest",MEDIA_PAUSE_REQUEST:"mediapauserequest",MEDIA_MUTE_REQUEST:"mediamuterequest",MEDIA_UNMUTE_REQUEST:"mediaunmuterequest",MEDIA_LOOP_REQUEST:"medialooprequest",MEDIA_VOLUME_REQUEST:"mediavolumerequest",MEDIA_SEEK_REQUEST:"mediaseekrequest",MEDIA_AIRPLAY_REQUEST:"mediaairplayrequest",MEDIA_ENTER_FULLSCREEN_REQUEST:"mediaenterfullscreenrequest",MEDIA_EXIT_FULLSCREEN_REQUEST:"mediaexitfullscreenrequest",MEDIA_PREVIEW_REQUEST:"mediapreviewrequest",MEDIA_ENTER_PIP_REQUEST:"mediaenterpiprequest",MEDIA_EXIT_PIP_REQUEST:"mediaexitpiprequest",MEDIA_ENTER_CAST_REQUEST:"mediaentercastrequest",MEDIA_EXIT_CAST_REQUEST:"mediaexitcastrequest",MEDIA_SHOW_TEXT_TRACKS_REQUEST:"mediashowtexttracksrequest",MEDIA_HIDE_TEXT_TRACKS_REQUEST:"mediahidetexttracksrequest",MEDIA_SHOW_SUBTITLES_REQUEST:"mediashowsubtitlesrequest",MEDIA_DISABLE_SUBTITLES_REQUEST:"mediadisablesubtitlesrequest",MEDIA_TOGGLE_SUBTITLES_REQUEST:"mediatogglesubtitlesrequest",MEDIA_PLAYBACK_RATE_REQUEST:"mediaplaybackraterequest",MEDIA_RENDITION_REQUEST:"mediarenditionrequest",MEDIA_AUDIO_TRACK_REQUEST:"mediaaudiotrackrequest",MEDIA_SEEK_TO_LIVE_REQUEST:"mediaseektoliverequest",REGISTER_MEDIA_STATE_RECEIVER:"registermediastatereceiver",UNREGISTER_MEDIA_STATE_RECEIVER:"unregistermediastatereceiver"},S={MEDIA_CHROME_ATTRIBUTES:"mediachromeattributes",MEDIA_CONTROLLER:"mediacontroller"},Es={MEDIA_AIRPLAY_UNAVAILABLE:"mediaAirplayUnavailable",MEDIA_AUDIO_TRACK_ENABLED:"mediaAudioTrackEnabled",MEDIA_AUDIO_TRACK_LIST:"mediaAudioTrackList",MEDIA_AUDIO_TRACK_UNAVAILABLE:"mediaAudioTrackUnavailable",MEDIA_BUFFERED:"mediaBuffered",MEDIA_CAST_UNAVAILABLE:"mediaCastUnavailable",MEDIA_CHAPTERS_CUES:"mediaChaptersCues",MEDIA_CURRENT_TIME:"mediaCurrentTime",MEDIA_DURATION:"mediaDuration",MEDIA_ENDED:"mediaEnded",MEDIA_ERROR:"mediaError",MEDIA_ERROR_CODE:"mediaErrorCode",MEDIA_ERROR_MESSAGE:"mediaErrorMessage",MEDIA_FULLSCREEN_UNAVAILABLE:"mediaFullscreenUnavailable",MEDIA_HAS_PLAYED:"mediaHasPlayed",MEDIA_HEIGHT:"mediaHeight",MEDIA_IS_AIRPLAYING:"mediaIsAirplaying",MEDIA_IS_CASTING:"mediaIsCasting",MEDIA_IS_FULLSCREEN:"mediaIsFullscreen",MEDIA_IS_PIP:"mediaIsPip",MEDIA_LOADING:"mediaLoading",MEDIA_MUTED:"mediaMuted",MEDIA_LOOP:"mediaLoop",MEDIA_PAUSED:"mediaPaused",MEDIA_PIP_UNAVAILABLE:"mediaPipUnavailable",MEDIA_PLAYBACK_RATE:"mediaPlaybackRate",MEDIA_PREVIEW_CHAPTER:"mediaPreviewChapter",MEDIA_PREVIEW_COORDS:"mediaPreviewCoords",MEDIA_PREVIEW_IMAGE:"mediaPreviewImage",MEDIA_PREVIEW_TIME:"mediaPreviewTime",MEDIA_RENDITION_LIST:"mediaRenditionList",MEDIA_RENDITION_SELECTED:"mediaRenditionSelected",MEDIA_RENDITION_UNAVAILABLE:"mediaRenditionUnavailable",MEDIA_SEEKABLE:"mediaSeekable",MEDIA_STREAM_TYPE:"mediaStreamType",MEDIA_SUBTITLES_LIST:"mediaSubtitlesList",MEDIA_SUBTITLES_SHOWING:"mediaSubtitlesShowing",MEDIA_TARGET_LIVE_WINDOW:"mediaTargetLiveWindow",MEDIA_TIME_IS_LIVE:"mediaTimeIsLive",MEDIA_VOLUME:"mediaVolume",MEDIA_VOLUME_LEVEL:"mediaVolumeLevel",MEDIA_VOLUME_UNAVAILABLE:"mediaVolumeUnavailable",MEDIA_LANG:"mediaLang",MEDIA_WIDTH:"mediaWidth"},Oo=Object.entries(Es),o=Oo.reduce((t,[e,i])=>(t[e]=i.toLowerCase(),t),{}),Kd={USER_INACTIVE_CHANGE:"userinactivechange",BREAKPOINTS_CHANGE:"breakpointchange",BREAKPOINTS_COMPUTED:"breakpointscomputed"},ht=Oo.reduce((t,[e,i])=>(t[e]=i.toLowerCase(),t),{...Kd}),mh=Object.entries(ht).reduce((t,[e,i])=>{let a=o[e];return a&&(t[i]=a),t},{userinactivechange:"userinactive"}),Uo=Object.entries(o).reduce((t,[e,i])=>{let a=ht[e];return a&&(t[i]=a),t},{userinactive:"userinactivechange"}),ae={SUBTITLES:"subtitles",CAPTIONS:"captions",DESCRIPTIONS:"descriptions",CHAPTERS:"chapters",METADATA:"metadata"},Ye={DISABLED:"disabled",HIDDEN:"hidden",SHOWING:"showing"};var Ia={MOUSE:"mouse",PEN:"pen",TOUCH:"touch"},re={UNAVAILABLE:"unavailable",UNSUPPORTED:"unsupported"},ne={LIVE:"live",ON_DEMAND:"on-demand",UNKNOWN:"unknown"};var Po={INLINE:"inline",FULLSCREEN:"fullscreen",PICTURE_IN_PICTURE:"picture-in-picture"};var No=new WeakMap,vs=t=>{let e=No.get(t);return e||No.set(t,e=new Set),e},Ho=new d.ResizeObserver(t=>{for(let e of t)for(let i of vs(e.target))i(e)});function We(t,e){vs(t).add(e),Ho.observe(t)}function Be(t,e){let i=vs(t);i.delete(e),i.size||Ho.unobserve(t)}function B(t){let e={};for(let i of t)e[i.name]=i.value;return e}function ce(t){var e;return(e=wa(t))!=null?e:ye(t,"media-controller")}function wa(t){var e;let{MEDIA_CONTROLLER:i}=S,a=t.getAttribute(i);if(a)return(e=mt(t))==null?void 0:e.getElementById(a)}var La=(t,e,i=".value")=>{let a=t.querySelector(i);a&&(a.textContent=e)},Vd=(t,e)=>{let i=`slot[name="${e}"]`,a=t.shadowRoot.querySelector(i);return a?a.children:[]},Ma=(t,e)=>Vd(t,e)[0],ee=(t,e)=>!t||!e?!1:t?.contains(e)?!0:ee(t,e.getRootNode().host),ye=(t,e)=>{if(!t)return null;let i=t.closest(e);return i||ye(t.getRootNode().host,e)};function Li(t=document){var e;let i=t?.activeElement;return i?(e=Li(i.shadowRoot))!=null?e:i:null}function mt(t){var e;let i=(e=t?.getRootNode)==null?void 0:e.call(t);return i instanceof ShadowRoot||i instanceof Document?i:null}function Ra(t,{depth:e=3,checkOpacity:i=!0,checkVisibilityCSS:a=!0}={}){if(t.checkVisibility)return t.checkVisibility({checkOpacity:i,checkVisibilityCSS:a});let r=t;for(;r&&e>0;){let s=getComputedStyle(r);if(i&&s.opacity==="0"||a&&s.visibility==="hidden"||s.display==="none")return!1;r=r.parentElement,e--}return!0}function Fo(t,e,i,a){let r=a.x-i.x,s=a.y-i.y,n=r*r+s*s;if(n===0)return 0;let l=((t-i.x)*r+(e-i.y)*s)/n;return Math.max(0,Math.min(1,l))}function O(t,e){let i=Gd(t,a=>a===e);return i||Mi(t,e)}function Gd(t,e){var i,a;let r;for(r of(i=t.querySelectorAll("style:not([media])"))!=null?i:[]){let s;try{s=(a=r.sheet)==null?void 0:a.cssRules}catch{continue}for(let n of s??[])if(e(n.selectorText))return n}}function Mi(t,e){var i,a;let r=(i=t.querySelectorAll("style:not([media])"))!=null?i:[],s=r?.[r.length-1];if(!s?.sheet)return console.warn("Media Chrome: No style sheet found on style tag of",t),{style:{setProperty:()=>{},removeProperty:()=>"",getPropertyValue:()=>""}};let n=s?.sheet.insertRule(`${e}{}`,s.sheet.cssRules.length);return(a=s.sheet.cssRules)==null?void 0:a[n]}function R(t,e,i=Number.NaN){let a=t.getAttribute(e);return a!=null?+a:i}function P(t,e,i){let a=+i;if(i==null||Number.isNaN(a)){t.hasAttribute(e)&&t.removeAttribute(e);return}R(t,e,void 0)!==a&&t.setAttribute(e,`${a}`)}function k(t,e){return t.hasAttribute(e)}function I(t,e,i){if(i==null){t.hasAttribute(e)&&t.removeAttribute(e);return}k(t,e)!=i&&t.toggleAttribute(e,i)}function N(t,e,i=null){var a;return(a=t.getAttribute(e))!=null?a:i}function U(t,e,i){if(i==null){t.hasAttribute(e)&&t.removeAttribute(e);return}let a=`${i}`;N(t,e,void 0)!==a&&t.setAttribute(e,a)}var Wo=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},fe=(t,e,i)=>(Wo(t,e,"read from private field"),i?i.call(t):e.get(t)),qd=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Da=(t,e,i,a)=>(Wo(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Z;function Yd(t){return`
    <style>
      :host {
        display: var(--media-control-display, var(--media-gesture-receiver-display, inline-block));
        box-sizing: border-box;
      }
    </style>
  `}var Pt=class extends d.HTMLElement{constructor(){if(super(),qd(this,Z,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER,o.MEDIA_PAUSED]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER&&(i&&((s=(r=fe(this,Z))==null?void 0:r.unassociateElement)==null||s.call(r,this),Da(this,Z,null)),a&&this.isConnected&&(Da(this,Z,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=fe(this,Z))==null?void 0:l.associateElement)==null||c.call(l,this)))}connectedCallback(){var e,i;this.tabIndex=-1,this.setAttribute("aria-hidden","true"),Da(this,Z,Qd(this)),this.getAttribute(S.MEDIA_CONTROLLER)&&((i=(e=fe(this,Z))==null?void 0:e.associateElement)==null||i.call(e,this)),fe(this,Z)&&(fe(this,Z).addEventListener("pointerdown",this),fe(this,Z).addEventListener("click",this),fe(this,Z).hasAttribute("tabindex")||(fe(this,Z).tabIndex=0))}disconnectedCallback(){var e,i,a,r;this.getAttribute(S.MEDIA_CONTROLLER)&&((i=(e=fe(this,Z))==null?void 0:e.unassociateElement)==null||i.call(e,this)),(a=fe(this,Z))==null||a.removeEventListener("pointerdown",this),(r=fe(this,Z))==null||r.removeEventListener("click",this),Da(this,Z,null)}handleEvent(e){var i;let a=(i=e.composedPath())==null?void 0:i[0];if(["video","media-controller"].includes(a?.localName)){if(e.type==="pointerdown")this._pointerType=e.pointerType;else if(e.type==="click"){let{clientX:s,clientY:n}=e,{left:l,top:c,width:E,height:_}=this.getBoundingClientRect(),T=s-l,f=n-c;if(T<0||f<0||T>E||f>_||E===0&&_===0)return;let m=this._pointerType||"mouse";if(this._pointerType=void 0,m===Ia.TOUCH){this.handleTap(e);return}else if(m===Ia.MOUSE||m===Ia.PEN){this.handleMouseClick(e);return}}}}get mediaPaused(){return k(this,o.MEDIA_PAUSED)}set mediaPaused(e){I(this,o.MEDIA_PAUSED,e)}handleTap(e){}handleMouseClick(e){let i=this.mediaPaused?h.MEDIA_PLAY_REQUEST:h.MEDIA_PAUSE_REQUEST;this.dispatchEvent(new d.CustomEvent(i,{composed:!0,bubbles:!0}))}};Z=new WeakMap;Pt.shadowRootOptions={mode:"open"};Pt.getTemplateHTML=Yd;function Qd(t){var e;let i=t.getAttribute(S.MEDIA_CONTROLLER);return i?(e=t.getRootNode())==null?void 0:e.getElementById(i):ye(t,"media-controller")}d.customElements.get("media-gesture-receiver")||d.customElements.define("media-gesture-receiver",Pt);var fs=Pt;var Ri={"Start airplay":"Start airplay","Stop airplay":"Stop airplay",Audio:"Audio",Captions:"Captions","Enable captions":"Enable captions","Disable captions":"Disable captions","Start casting":"Start casting","Stop casting":"Stop casting","Enter fullscreen mode":"Enter fullscreen mode","Exit fullscreen mode":"Exit fullscreen mode",Mute:"Mute",Unmute:"Unmute",Loop:"Loop","Enter picture in picture mode":"Enter picture in picture mode","Exit picture in picture mode":"Exit picture in picture mode",Play:"Play",Pause:"Pause","Playback rate":"Playback rate","Playback rate {playbackRate}":"Playback rate {playbackRate}",Quality:"Quality","Seek backward":"Seek backward","Seek forward":"Seek forward",Settings:"Settings",Auto:"Auto","audio player":"audio player","video player":"video player",volume:"volume",seek:"seek","closed captions":"closed captions","current playback rate":"current playback rate","playback time":"playback time","media loading":"media loading",settings:"settings","audio tracks":"audio tracks",quality:"quality",play:"play",pause:"pause",mute:"mute",unmute:"unmute","chapter: {chapterName}":"chapter: {chapterName}",live:"live",Off:"Off","start airplay":"start airplay","stop airplay":"stop airplay","start casting":"start casting","stop casting":"stop casting","enter fullscreen mode":"enter fullscreen mode","exit fullscreen mode":"exit fullscreen mode","enter picture in picture mode":"enter picture in picture mode","exit picture in picture mode":"exit picture in picture mode","seek to live":"seek to live","playing live":"playing live","seek back {seekOffset} seconds":"seek back {seekOffset} seconds","seek forward {seekOffset} seconds":"seek forward {seekOffset} seconds","Network Error":"Network Error","Decode Error":"Decode Error","Source Not Supported":"Source Not Supported","Encryption Error":"Encryption Error","A network error caused the media download to fail.":"A network error caused the media download to fail.","A media error caused playback to be aborted. The media could be corrupt or your browser does not support this format.":"A media error caused playback to be aborted. The media could be corrupt or your browser does not support this format.","An unsupported error occurred. The server or network failed, or your browser does not support this format.":"An unsupported error occurred. The server or network failed, or your browser does not support this format.","The media is encrypted and there are no keys to decrypt it.":"The media is encrypted and there are no keys to decrypt it.",hour:"hour",hours:"hours",minute:"minute",minutes:"minutes",second:"second",seconds:"seconds","{time} remaining":"{time} remaining","{currentTime} of {totalTime}":"{currentTime} of {totalTime}","video not loaded, unknown time.":"video not loaded, unknown time."};var Bo,Nt={en:Ri},Ht=((Bo=globalThis.navigator)==null?void 0:Bo.language)||"en",Ca=t=>{Ht=t},Di=(t,e)=>{Nt[t]=e},zd=t=>{var e,i,a;let[r]=Ht.split("-");return((e=Nt[Ht])==null?void 0:e[t])||((i=Nt[r])==null?void 0:i[t])||((a=Nt.en)==null?void 0:a[t])||t},$o=()=>{let[t]=Ht.split("-");return Nt[Ht]?Ht:Nt[t]?t:"en"},g=(t,e={})=>zd(t).replace(/\{(\w+)\}/g,(i,a)=>a in e?String(e[a]):`{${a}}`);var As=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},K=(t,e,i)=>(As(t,e,"read from private field"),i?i.call(t):e.get(t)),te=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ge=(t,e,i,a)=>(As(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),be=(t,e,i)=>(As(t,e,"access private method"),i),Ci,Ua,Ft,$t,Bt,gs,Wt,xa,bs,Ko,_s,Vo,xi,Pa,Na,Ts,Kt,Oi,Qe,Oa,b={AUDIO:"audio",AUTOHIDE:"autohide",BREAKPOINTS:"breakpoints",GESTURES_DISABLED:"gesturesdisabled",KEYBOARD_CONTROL:"keyboardcontrol",NO_AUTOHIDE:"noautohide",USER_INACTIVE:"userinactive",AUTOHIDE_OVER_CONTROLS:"autohideovercontrols"};function Xd(t){return`
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

      :host(:not([${b.AUDIO}])) [part~=layer]:not([part~=media-layer]) {
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

      
      :host([${b.AUDIO}]) slot[name=media] {
        display: var(--media-slot-display, none);
      }

      
      :host([${b.AUDIO}]) [part~=layer][part~=gesture-layer] {
        height: 0;
        display: block;
      }

      
      :host(:not([${b.AUDIO}])[${b.GESTURES_DISABLED}]) ::slotted([slot=gestures-chrome]),
          :host(:not([${b.AUDIO}])[${b.GESTURES_DISABLED}]) media-gesture-receiver[slot=gestures-chrome] {
        display: none;
      }

      
      ::slotted(:not([slot=media]):not([slot=poster]):not(media-loading-indicator):not([role=dialog]):not([hidden])) {
        pointer-events: auto;
      }

      :host(:not([${b.AUDIO}])) *[part~=layer][part~=centered-layer] {
        align-items: center;
        justify-content: center;
      }

      :host(:not([${b.AUDIO}])) ::slotted(media-gesture-receiver[slot=gestures-chrome]),
      :host(:not([${b.AUDIO}])) media-gesture-receiver[slot=gestures-chrome] {
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

      
      :host(:not([${b.AUDIO}])) .spacer {
        flex-grow: 1;
      }

      
      :host(:-webkit-full-screen) {
        
        width: 100% !important;
        height: 100% !important;
      }

      
      ::slotted(:not([slot=media]):not([slot=poster]):not([${b.NO_AUTOHIDE}]):not([hidden]):not([role=dialog])) {
        opacity: 1;
        transition: var(--media-control-transition-in, opacity 0.25s);
      }

      
      :host([${b.USER_INACTIVE}]:not([${o.MEDIA_PAUSED}]):not([${o.MEDIA_IS_AIRPLAYING}]):not([${o.MEDIA_IS_CASTING}]):not([${b.AUDIO}])) ::slotted(:not([slot=media]):not([slot=poster]):not([${b.NO_AUTOHIDE}]):not([role=dialog])) {
        opacity: 0;
        transition: var(--media-control-transition-out, opacity 1s);
      }

      :host([${b.USER_INACTIVE}]:not([${b.NO_AUTOHIDE}]):not([${o.MEDIA_PAUSED}]):not([${o.MEDIA_IS_CASTING}]):not([${b.AUDIO}])) ::slotted([slot=media]) {
        cursor: none;
      }

      :host([${b.USER_INACTIVE}][${b.AUTOHIDE_OVER_CONTROLS}]:not([${b.NO_AUTOHIDE}]):not([${o.MEDIA_PAUSED}]):not([${o.MEDIA_IS_CASTING}]):not([${b.AUDIO}])) * {
        --media-cursor: none;
        cursor: none;
      }


      ::slotted(media-control-bar)  {
        align-self: stretch;
      }

      
      
      :host(:not([${b.AUDIO}])[${o.MEDIA_HAS_PLAYED}]) slot[name=poster],
      :host(:not([${b.AUDIO}])[${o.MEDIA_STREAM_TYPE}="${ne.ON_DEMAND}"][${o.MEDIA_CURRENT_TIME}]:not([${o.MEDIA_CURRENT_TIME}="0"])) slot[name=poster] {
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
        <template shadowrootmode="${fs.shadowRootOptions.mode}">
          ${fs.getTemplateHTML({})}
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
  `}var Zd=Object.values(o),Jd="sm:384 md:576 lg:768 xl:960";function jd(t){Go(t.target,t.contentRect.width)}function Go(t,e){var i;if(!t.isConnected)return;let a=(i=t.getAttribute(b.BREAKPOINTS))!=null?i:Jd,r=ec(a),s=tc(r,e),n=!1;if(Object.keys(r).forEach(l=>{if(s.includes(l)){t.hasAttribute(`breakpoint${l}`)||(t.setAttribute(`breakpoint${l}`,""),n=!0);return}t.hasAttribute(`breakpoint${l}`)&&(t.removeAttribute(`breakpoint${l}`),n=!0)}),n){let l=new CustomEvent(ht.BREAKPOINTS_CHANGE,{detail:s});t.dispatchEvent(l)}t.breakpointsComputed||(t.breakpointsComputed=!0,t.dispatchEvent(new CustomEvent(ht.BREAKPOINTS_COMPUTED,{bubbles:!0,composed:!0})))}function ec(t){let e=t.split(/\s+/);return Object.fromEntries(e.map(i=>i.split(":")))}function tc(t,e){return Object.keys(t).filter(i=>e>=parseInt(t[i]))}var pt=class extends d.HTMLElement{constructor(){if(super(),te(this,bs),te(this,_s),te(this,xi),te(this,Na),te(this,Kt),te(this,Ci,void 0),te(this,Ua,0),te(this,Ft,null),te(this,$t,null),te(this,Bt,void 0),this.breakpointsComputed=!1,te(this,gs,e=>{let i=this.media;for(let a of e){if(a.type!=="childList")continue;let r=a.removedNodes;for(let s of r){if(s.slot!="media"||a.target!=this)continue;let n=a.previousSibling&&a.previousSibling.previousElementSibling;if(!n||!i)this.mediaUnsetCallback(s);else{let l=n.slot!=="media";for(;(n=n.previousSibling)!==null;)n.slot=="media"&&(l=!1);l&&this.mediaUnsetCallback(s)}}if(i)for(let s of a.addedNodes)s===i&&this.handleMediaUpdated(i)}}),te(this,Wt,!1),te(this,xa,e=>{K(this,Wt)||(setTimeout(()=>{jd(e),ge(this,Wt,!1)},0),ge(this,Wt,!0))}),te(this,Qe,void 0),te(this,Oa,()=>{if(!K(this,Qe).assignedElements({flatten:!0}).length){K(this,Ft)&&this.mediaUnsetCallback(K(this,Ft));return}this.handleMediaUpdated(this.media)}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}ge(this,Ci,new MutationObserver(K(this,gs)))}static get observedAttributes(){return[b.AUTOHIDE,b.GESTURES_DISABLED].concat(Zd).filter(e=>![o.MEDIA_RENDITION_LIST,o.MEDIA_AUDIO_TRACK_LIST,o.MEDIA_CHAPTERS_CUES,o.MEDIA_WIDTH,o.MEDIA_HEIGHT,o.MEDIA_ERROR,o.MEDIA_ERROR_MESSAGE].includes(e))}attributeChangedCallback(e,i,a){e.toLowerCase()==b.AUTOHIDE&&(this.autohide=a)}get media(){let e=this.querySelector(":scope > [slot=media]");return e?.nodeName=="SLOT"&&(e=e.assignedElements({flatten:!0})[0]),e}async handleMediaUpdated(e){e&&(ge(this,Ft,e),e.localName.includes("-")&&await d.customElements.whenDefined(e.localName),this.mediaSetCallback(e))}connectedCallback(){var e;K(this,Ci).observe(this,{childList:!0,subtree:!0}),We(this,K(this,xa));let a=this.getAttribute(b.AUDIO)!=null?g("audio player"):g("video player");this.setAttribute("role","region"),this.setAttribute("aria-label",a),this.handleMediaUpdated(this.media),this.setAttribute(b.USER_INACTIVE,""),Go(this,this.getBoundingClientRect().width);let r=this.querySelector(":scope > slot[slot=media]");r&&(ge(this,Qe,r),K(this,Qe).addEventListener("slotchange",K(this,Oa))),this.addEventListener("pointerdown",this),this.addEventListener("pointermove",this),this.addEventListener("pointerup",this),this.addEventListener("mouseleave",this),this.addEventListener("keyup",this),(e=d.window)==null||e.addEventListener("mouseup",this)}disconnectedCallback(){var e;Be(this,K(this,xa)),clearTimeout(K(this,$t)),K(this,Ci).disconnect(),this.media&&this.mediaUnsetCallback(this.media),(e=d.window)==null||e.removeEventListener("mouseup",this),this.removeEventListener("pointerdown",this),this.removeEventListener("pointermove",this),this.removeEventListener("pointerup",this),this.removeEventListener("mouseleave",this),this.removeEventListener("keyup",this),K(this,Qe)&&(K(this,Qe).removeEventListener("slotchange",K(this,Oa)),ge(this,Qe,null)),ge(this,Wt,!1)}mediaSetCallback(e){}mediaUnsetCallback(e){ge(this,Ft,null)}handleEvent(e){switch(e.type){case"pointerdown":ge(this,Ua,e.timeStamp);break;case"pointermove":be(this,bs,Ko).call(this,e);break;case"pointerup":be(this,_s,Vo).call(this,e);break;case"mouseleave":be(this,xi,Pa).call(this);break;case"mouseup":this.removeAttribute(b.KEYBOARD_CONTROL);break;case"keyup":be(this,Kt,Oi).call(this),this.setAttribute(b.KEYBOARD_CONTROL,"");break}}set autohide(e){let i=Number(e);ge(this,Bt,isNaN(i)?0:i)}get autohide(){return(K(this,Bt)===void 0?2:K(this,Bt)).toString()}get breakpoints(){return N(this,b.BREAKPOINTS)}set breakpoints(e){U(this,b.BREAKPOINTS,e)}get audio(){return k(this,b.AUDIO)}set audio(e){I(this,b.AUDIO,e)}get gesturesDisabled(){return k(this,b.GESTURES_DISABLED)}set gesturesDisabled(e){I(this,b.GESTURES_DISABLED,e)}get keyboardControl(){return k(this,b.KEYBOARD_CONTROL)}set keyboardControl(e){I(this,b.KEYBOARD_CONTROL,e)}get noAutohide(){return k(this,b.NO_AUTOHIDE)}set noAutohide(e){I(this,b.NO_AUTOHIDE,e)}get autohideOverControls(){return k(this,b.AUTOHIDE_OVER_CONTROLS)}set autohideOverControls(e){I(this,b.AUTOHIDE_OVER_CONTROLS,e)}get userInteractive(){return k(this,b.USER_INACTIVE)}set userInteractive(e){I(this,b.USER_INACTIVE,e)}};Ci=new WeakMap;Ua=new WeakMap;Ft=new WeakMap;$t=new WeakMap;Bt=new WeakMap;gs=new WeakMap;Wt=new WeakMap;xa=new WeakMap;bs=new WeakSet;Ko=function(t){if(t.pointerType!=="mouse"&&t.timeStamp-K(this,Ua)<250)return;be(this,Na,Ts).call(this),clearTimeout(K(this,$t));let e=this.hasAttribute(b.AUTOHIDE_OVER_CONTROLS);([this,this.media].includes(t.target)||e)&&be(this,Kt,Oi).call(this)};_s=new WeakSet;Vo=function(t){if(t.pointerType==="touch"){let e=!this.hasAttribute(b.USER_INACTIVE);[this,this.media].includes(t.target)&&e?be(this,xi,Pa).call(this):be(this,Kt,Oi).call(this)}else t.composedPath().some(e=>["media-play-button","media-fullscreen-button"].includes(e?.localName))&&be(this,Kt,Oi).call(this)};xi=new WeakSet;Pa=function(){if(K(this,Bt)<0||this.hasAttribute(b.USER_INACTIVE))return;this.setAttribute(b.USER_INACTIVE,"");let t=new d.CustomEvent(ht.USER_INACTIVE_CHANGE,{composed:!0,bubbles:!0,detail:!0});this.dispatchEvent(t)};Na=new WeakSet;Ts=function(){if(!this.hasAttribute(b.USER_INACTIVE))return;this.removeAttribute(b.USER_INACTIVE);let t=new d.CustomEvent(ht.USER_INACTIVE_CHANGE,{composed:!0,bubbles:!0,detail:!1});this.dispatchEvent(t)};Kt=new WeakSet;Oi=function(){be(this,Na,Ts).call(this),clearTimeout(K(this,$t));let t=parseInt(this.autohide);t<0||ge(this,$t,setTimeout(()=>{be(this,xi,Pa).call(this)},t*1e3))};Qe=new WeakMap;Oa=new WeakMap;pt.shadowRootOptions={mode:"open"};pt.getTemplateHTML=Xd;d.customElements.get("media-container")||d.customElements.define("media-container",pt);var Ms=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},vt=(t,e,i)=>(Ms(t,e,"read from private field"),i?i.call(t):e.get(t)),$e=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Rs=(t,e,i,a)=>(Ms(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Et=(t,e,i)=>(Ms(t,e,"access private method"),i),Fa,Pi,ft,Ha,Ss,ys,qo,ks,Yo,Is,Qo,ws,zo,Ls,Xo;function ic(t){return`
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
  `}function ac(t){return`
    <slot id="content"></slot>
  `}var Ui={OPEN:"open",ANCHOR:"anchor"},ze=class extends d.HTMLElement{constructor(){super(),$e(this,Ha),$e(this,ys),$e(this,ks),$e(this,Is),$e(this,ws),$e(this,Ls),$e(this,Fa,!1),$e(this,Pi,null),$e(this,ft,null)}static get observedAttributes(){return[Ui.OPEN,Ui.ANCHOR]}get open(){return k(this,Ui.OPEN)}set open(e){I(this,Ui.OPEN,e)}handleEvent(e){switch(e.type){case"invoke":Et(this,Is,Qo).call(this,e);break;case"focusout":Et(this,ws,zo).call(this,e);break;case"keydown":Et(this,Ls,Xo).call(this,e);break}}connectedCallback(){Et(this,Ha,Ss).call(this),this.role||(this.role="dialog"),this.addEventListener("invoke",this),this.addEventListener("focusout",this),this.addEventListener("keydown",this)}disconnectedCallback(){this.removeEventListener("invoke",this),this.removeEventListener("focusout",this),this.removeEventListener("keydown",this)}attributeChangedCallback(e,i,a){Et(this,Ha,Ss).call(this),e===Ui.OPEN&&a!==i&&(this.open?Et(this,ys,qo).call(this):Et(this,ks,Yo).call(this))}focus(){Rs(this,Pi,Li());let e=!this.dispatchEvent(new Event("focus",{composed:!0,cancelable:!0})),i=!this.dispatchEvent(new Event("focusin",{composed:!0,bubbles:!0,cancelable:!0}));if(e||i)return;let a=this.querySelector('[autofocus], [tabindex]:not([tabindex="-1"]), [role="menu"]');a?.focus()}get keysUsed(){return["Escape","Tab"]}};Fa=new WeakMap;Pi=new WeakMap;ft=new WeakMap;Ha=new WeakSet;Ss=function(){if(!vt(this,Fa)&&(Rs(this,Fa,!0),!this.shadowRoot)){this.attachShadow(this.constructor.shadowRootOptions);let t=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(t),queueMicrotask(()=>{let{style:e}=O(this.shadowRoot,":host");e.setProperty("transition","display .15s, visibility .15s, opacity .15s ease-in, transform .15s ease-in")})}};ys=new WeakSet;qo=function(){var t;(t=vt(this,ft))==null||t.setAttribute("aria-expanded","true"),this.dispatchEvent(new Event("open",{composed:!0,bubbles:!0})),this.addEventListener("transitionend",()=>this.focus(),{once:!0})};ks=new WeakSet;Yo=function(){var t;(t=vt(this,ft))==null||t.setAttribute("aria-expanded","false"),this.dispatchEvent(new Event("close",{composed:!0,bubbles:!0}))};Is=new WeakSet;Qo=function(t){Rs(this,ft,t.relatedTarget),ee(this,t.relatedTarget)||(this.open=!this.open)};ws=new WeakSet;zo=function(t){var e;ee(this,t.relatedTarget)||((e=vt(this,Pi))==null||e.focus(),vt(this,ft)&&vt(this,ft)!==t.relatedTarget&&this.open&&(this.open=!1))};Ls=new WeakSet;Xo=function(t){var e,i,a,r,s;let{key:n,ctrlKey:l,altKey:c,metaKey:E}=t;l||c||E||this.keysUsed.includes(n)&&(t.preventDefault(),t.stopPropagation(),n==="Tab"?(t.shiftKey?(i=(e=this.previousElementSibling)==null?void 0:e.focus)==null||i.call(e):(r=(a=this.nextElementSibling)==null?void 0:a.focus)==null||r.call(a),this.blur()):n==="Escape"&&((s=vt(this,Pi))==null||s.focus(),this.open=!1))};ze.shadowRootOptions={mode:"open"};ze.getTemplateHTML=ic;ze.getSlotTemplateHTML=ac;d.customElements.get("media-chrome-dialog")||d.customElements.define("media-chrome-dialog",ze);var rc=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Xe=(t,e,i)=>(rc(t,e,"read from private field"),i?i.call(t):e.get(t)),Zo=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Vt,Gt,Ni={HOTKEYS:"hotkeys"},sc=[{keys:[{key:" ",label:"Space"},{key:"k"}],description:"Toggle Playback"},{keys:[{key:"m"}],description:"Toggle mute"},{keys:[{key:"f"}],description:"Toggle fullscreen"},{keys:[{key:"c"}],description:"Toggle captions or subtitles, if available"},{keys:[{key:"p"}],description:"Toggle Picture in Picture"},{keys:[{key:"ArrowLeft",label:"\u2190"},{key:"j"}],description:"Seek back 10s"},{keys:[{key:"ArrowRight",label:"\u2192"},{key:"l"}],description:"Seek forward 10s"},{keys:[{key:"ArrowUp",label:"\u2191"}],description:"Turn volume up"},{keys:[{key:"ArrowDown",label:"\u2193"}],description:"Turn volume down"},{keys:[{key:"<",label:"< (SHIFT+,)"}],description:"Decrease playback rate"},{keys:[{key:">",label:"> (SHIFT+.)"}],description:"Increase playback rate"},{keys:[{key:"shift+/",label:"SHIFT+/"}],description:"Show keyboard shortcuts"}];function Ba(t){return t===" "?"nospace":`no${t.toLowerCase()}`}function nc(t){let e=new Set(t?.split(/\s+/));return sc.map(({keys:i,description:a})=>({keys:i.filter(({key:r})=>!e.has(Ba(r))),description:a})).filter(({keys:i})=>i.length)}function oc(t){return`
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
      ${Jo(t[Ni.HOTKEYS])}
    </slot>
  `}function Jo(t){return`
    <h2>Keyboard Shortcuts</h2>
    <table class="shortcuts-table">${nc(t).map(({keys:i,description:a})=>`
        <tr>
          <td>
            <div class="key-combo">${i.map(({key:s,label:n=s},l)=>l>0?`<span class="key-separator">or</span><span class="key">${n}</span>`:`<span class="key">${n}</span>`).join("")}</div>
          </td>
          <td class="description">${a}</td>
        </tr>
      `).join("")}</table>
  `}var Wa=class extends ze{constructor(){super(...arguments),Zo(this,Vt,e=>{var i;if(!this.open)return;let a=(i=this.shadowRoot)==null?void 0:i.querySelector("#content");if(!a)return;let r=e.composedPath(),s=r[0]===this||r.includes(this),n=r.includes(a);s&&!n&&(this.open=!1)}),Zo(this,Gt,e=>{if(!this.open)return;let i=e.shiftKey&&(e.key==="/"||e.key==="?");(e.key==="Escape"||i)&&!e.ctrlKey&&!e.altKey&&!e.metaKey&&(this.open=!1,e.preventDefault(),e.stopPropagation())})}static get observedAttributes(){return[...super.observedAttributes,Ni.HOTKEYS]}get hotkeys(){var e;return(e=N(this,Ni.HOTKEYS))!=null?e:void 0}set hotkeys(e){U(this,Ni.HOTKEYS,e)}connectedCallback(){super.connectedCallback(),this.open&&(this.addEventListener("click",Xe(this,Vt)),document.addEventListener("keydown",Xe(this,Gt)))}disconnectedCallback(){this.removeEventListener("click",Xe(this,Vt)),document.removeEventListener("keydown",Xe(this,Gt))}attributeChangedCallback(e,i,a){var r;if(super.attributeChangedCallback(e,i,a),e==="open")this.open?(this.addEventListener("click",Xe(this,Vt)),document.addEventListener("keydown",Xe(this,Gt))):(this.removeEventListener("click",Xe(this,Vt)),document.removeEventListener("keydown",Xe(this,Gt)));else if(e===Ni.HOTKEYS&&a!==i){let s=(r=this.shadowRoot)==null?void 0:r.querySelector("#content");s&&(s.innerHTML=Jo(a))}}};Vt=new WeakMap;Gt=new WeakMap;Wa.getSlotTemplateHTML=oc;d.customElements.get("media-keyboard-shortcuts-dialog")||d.customElements.define("media-keyboard-shortcuts-dialog",Wa);var jo=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},z=(t,e,i)=>(jo(t,e,"read from private field"),i?i.call(t):e.get(t)),Hi=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},$a=(t,e,i,a)=>(jo(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),qt,Yt,Ka,gt,Ke,Ze,Je=class{constructor(e,i,{defaultValue:a}={defaultValue:void 0}){Hi(this,Ke),Hi(this,qt,void 0),Hi(this,Yt,void 0),Hi(this,Ka,void 0),Hi(this,gt,new Set),$a(this,qt,e),$a(this,Yt,i),$a(this,Ka,new Set(a))}[Symbol.iterator](){return z(this,Ke,Ze).values()}get length(){return z(this,Ke,Ze).size}get value(){var e;return(e=[...z(this,Ke,Ze)].join(" "))!=null?e:""}set value(e){var i;e!==this.value&&($a(this,gt,new Set),this.add(...(i=e?.split(" "))!=null?i:[]))}toString(){return this.value}item(e){return[...z(this,Ke,Ze)][e]}values(){return z(this,Ke,Ze).values()}forEach(e,i){z(this,Ke,Ze).forEach(e,i)}add(...e){var i,a;e.forEach(r=>z(this,gt).add(r)),!(this.value===""&&!((i=z(this,qt))!=null&&i.hasAttribute(`${z(this,Yt)}`)))&&((a=z(this,qt))==null||a.setAttribute(`${z(this,Yt)}`,`${this.value}`))}remove(...e){var i;e.forEach(a=>z(this,gt).delete(a)),(i=z(this,qt))==null||i.setAttribute(`${z(this,Yt)}`,`${this.value}`)}contains(e){return z(this,Ke,Ze).has(e)}toggle(e,i){return typeof i<"u"?i?(this.add(e),!0):(this.remove(e),!1):this.contains(e)?(this.remove(e),!1):(this.add(e),!0)}replace(e,i){return this.remove(e),this.add(i),e===i}};qt=new WeakMap;Yt=new WeakMap;Ka=new WeakMap;gt=new WeakMap;Ke=new WeakSet;Ze=function(){return z(this,gt).size?z(this,gt):z(this,Ka)};function el(t){return t?.map(lc).join(" ")}function lc(t){if(t){let{id:e,width:i,height:a}=t;return[e,i,a].filter(r=>r!=null).join(":")}}function tl(t){return t?.map(dc).join(" ")}function dc(t){if(t){let{id:e,kind:i,language:a,label:r}=t;return[e,i,a,r].filter(s=>s!=null).join(":")}}function Qt(t){return typeof t=="number"&&!Number.isNaN(t)&&Number.isFinite(t)}var Va=t=>new Promise(e=>setTimeout(e,t));var cc=(t="")=>t.split(/\s+/),il=(t="")=>{let[e,i,a]=t.split(":"),r=a?decodeURIComponent(a):void 0;return{kind:e==="cc"?ae.CAPTIONS:ae.SUBTITLES,language:i,label:r}},Fi=(t="",e={})=>cc(t).map(i=>{let a=il(i);return{...e,...a}}),Ds=t=>t?Array.isArray(t)?t.map(e=>typeof e=="string"?il(e):e):typeof t=="string"?Fi(t):[t]:[],Ga=({kind:t,label:e,language:i}={kind:"subtitles"})=>e?`${t==="captions"?"cc":"sb"}:${i}:${encodeURIComponent(e)}`:i,bt=(t=[])=>Array.prototype.map.call(t,Ga).join(" "),uc=(t,e)=>i=>i[t]===e,al=t=>{let e=Object.entries(t).map(([i,a])=>uc(i,a));return i=>e.every(a=>a(i))},_t=(t,e=[],i=[])=>{let a=Ds(i).map(al),r=s=>a.some(n=>n(s));Array.from(e).filter(r).forEach(s=>{s.mode=t})},At=(t,e=()=>!0)=>{if(!t?.textTracks)return[];let i=typeof e=="function"?e:al(e);return Array.from(t.textTracks).filter(i)},rl=t=>{var e;return!!((e=t.mediaSubtitlesShowing)!=null&&e.length)||t.hasAttribute(o.MEDIA_SUBTITLES_SHOWING)};var nl=t=>{var e;let{media:i,fullscreenElement:a}=t;try{let r=a&&"requestFullscreen"in a?"requestFullscreen":a&&"webkitRequestFullScreen"in a?"webkitRequestFullScreen":void 0;if(r){let s=(e=a[r])==null?void 0:e.call(a);if(s instanceof Promise)return s.catch(()=>{})}else i?.webkitEnterFullscreen?i.webkitEnterFullscreen():i?.requestFullscreen&&i.requestFullscreen()}catch(r){console.error(r)}},sl="exitFullscreen"in H?"exitFullscreen":"webkitExitFullscreen"in H?"webkitExitFullscreen":"webkitCancelFullScreen"in H?"webkitCancelFullScreen":void 0,ol=t=>{var e;let{documentElement:i}=t;if(sl){let a=(e=i?.[sl])==null?void 0:e.call(i);if(a instanceof Promise)return a.catch(()=>{})}},Wi="fullscreenElement"in H?"fullscreenElement":"webkitFullscreenElement"in H?"webkitFullscreenElement":void 0,hc=t=>{let{documentElement:e,media:i}=t,a=e?.[Wi];return!a&&"webkitDisplayingFullscreen"in i&&"webkitPresentationMode"in i&&i.webkitDisplayingFullscreen&&i.webkitPresentationMode===Po.FULLSCREEN?i:a},ll=t=>{var e;let{media:i,documentElement:a,fullscreenElement:r=i}=t;if(!i||!a)return!1;let s=hc(t);if(!s)return!1;if(s===r||s===i)return!0;if(s.localName.includes("-")){let n=s.shadowRoot;if(!(Wi in n))return ee(s,r);for(;n?.[Wi];){if(n[Wi]===r)return!0;n=(e=n[Wi])==null?void 0:e.shadowRoot}}return!1},mc="fullscreenEnabled"in H?"fullscreenEnabled":"webkitFullscreenEnabled"in H?"webkitFullscreenEnabled":void 0,dl=t=>{let{documentElement:e,media:i}=t;return!!e?.[mc]||i&&"webkitSupportsFullscreen"in i};var qa,Cs=()=>{var t,e;return qa||(qa=(e=(t=H)==null?void 0:t.createElement)==null?void 0:e.call(t,"video"),qa)},cl=async(t=Cs())=>{if(!t)return!1;let e=t.volume;t.volume=e/2+.1;let i=new AbortController,a=await Promise.race([pc(t,i.signal),Ec(t,e)]);return i.abort(),a},pc=(t,e)=>new Promise(i=>{t.addEventListener("volumechange",()=>i(!0),{signal:e})}),Ec=async(t,e)=>{for(let i=0;i<10;i++){if(t.volume===e)return!1;await Va(10)}return t.volume!==e},vc=/.*Version\/.*Safari\/.*/.test(d.navigator.userAgent),xs=(t=Cs())=>d.matchMedia("(display-mode: standalone)").matches&&vc?!1:typeof t?.requestPictureInPicture=="function",Os=(t=Cs())=>dl({documentElement:H,media:t}),ul=Os(),hl=xs(),ml=!!d.WebKitPlaybackTargetAvailabilityEvent,pl=!!d.chrome;var zt=t=>At(t.media,e=>[ae.SUBTITLES,ae.CAPTIONS].includes(e.kind)).sort((e,i)=>e.kind>=i.kind?1:-1),Us=t=>At(t.media,e=>e.mode===Ye.SHOWING&&[ae.SUBTITLES,ae.CAPTIONS].includes(e.kind)),Ya=(t,e)=>{let i=zt(t),a=Us(t),r=!!a.length;if(i.length){if(e===!1||r&&e!==!0)_t(Ye.DISABLED,i,a);else if(e===!0||!r&&e!==!1){let s=i[0],{options:n}=t;if(!n?.noSubtitlesLangPref){let _=d.localStorage.getItem("media-chrome-pref-subtitles-lang"),T=_?[_,...d.navigator.languages]:d.navigator.languages,f=i.filter(m=>T.some(A=>m.language.toLowerCase().startsWith(A.split("-")[0]))).sort((m,A)=>{let v=T.findIndex(y=>m.language.toLowerCase().startsWith(y.split("-")[0])),w=T.findIndex(y=>A.language.toLowerCase().startsWith(y.split("-")[0]));return v-w});f[0]&&(s=f[0])}let{language:l,label:c,kind:E}=s;_t(Ye.DISABLED,i,a),_t(Ye.SHOWING,i,[{language:l,label:c,kind:E}])}}},Qa=(t,e)=>t===e?!0:t==null||e==null||typeof t!=typeof e?!1:typeof t=="number"&&Number.isNaN(t)&&Number.isNaN(e)?!0:typeof t!="object"?!1:Array.isArray(t)?fc(t,e):Object.entries(t).every(([i,a])=>i in e&&Qa(a,e[i])),fc=(t,e)=>{let i=Array.isArray(t),a=Array.isArray(e);return i!==a?!1:i||a?t.length!==e.length?!1:t.every((r,s)=>Qa(r,e[s])):!0};var gc=Object.values(ne),za,bc=cl().then(t=>(za=t,za)),El=async(...t)=>{await Promise.all(t.filter(e=>e).map(async e=>{if(!("localName"in e&&e instanceof d.HTMLElement))return;let i=e.localName;if(!i.includes("-"))return;let a=d.customElements.get(i);a&&e instanceof a||(await d.customElements.whenDefined(i),d.customElements.upgrade(e))}))},_c=new d.DOMParser,Ac=t=>t&&(_c.parseFromString(t,"text/html").body.textContent||t),Xt={mediaError:{get(t,e){let{media:i}=t;if(e?.type!=="playing")return i?.error},mediaEvents:["emptied","error","playing"]},mediaErrorCode:{get(t,e){var i;let{media:a}=t;if(e?.type!=="playing")return(i=a?.error)==null?void 0:i.code},mediaEvents:["emptied","error","playing"]},mediaErrorMessage:{get(t,e){var i,a;let{media:r}=t;if(e?.type!=="playing")return(a=(i=r?.error)==null?void 0:i.message)!=null?a:""},mediaEvents:["emptied","error","playing"]},mediaWidth:{get(t){var e;let{media:i}=t;return(e=i?.videoWidth)!=null?e:0},mediaEvents:["resize"]},mediaHeight:{get(t){var e;let{media:i}=t;return(e=i?.videoHeight)!=null?e:0},mediaEvents:["resize"]},mediaPaused:{get(t){var e;let{media:i}=t;return(e=i?.paused)!=null?e:!0},set(t,e){var i;let{media:a}=e;a&&(t?a.pause():(i=a.play())==null||i.catch(()=>{}))},mediaEvents:["play","playing","pause","emptied"]},mediaHasPlayed:{get(t,e){let{media:i}=t;return i?e?e.type==="playing":!i.paused:!1},mediaEvents:["playing","emptied"]},mediaEnded:{get(t){var e;let{media:i}=t;return(e=i?.ended)!=null?e:!1},mediaEvents:["seeked","ended","emptied"]},mediaPlaybackRate:{get(t){var e;let{media:i}=t;return(e=i?.playbackRate)!=null?e:1},set(t,e){let{media:i}=e;i&&Number.isFinite(+t)&&(i.playbackRate=+t)},mediaEvents:["ratechange","loadstart"]},mediaMuted:{get(t){var e;let{media:i}=t;return(e=i?.muted)!=null?e:!1},set(t,e){let{media:i,options:{noMutedPref:a}={}}=e;if(i){i.muted=t;try{let r=d.localStorage.getItem("media-chrome-pref-muted")!==null,s=i.hasAttribute("muted");if(a){r&&d.localStorage.removeItem("media-chrome-pref-muted");return}if(s&&!r)return;d.localStorage.setItem("media-chrome-pref-muted",t?"true":"false")}catch(r){console.debug("Error setting muted pref",r)}}},mediaEvents:["volumechange"],stateOwnersUpdateHandlers:[(t,e)=>{let{options:{noMutedPref:i}}=e,{media:a}=e;if(!(!a||a.muted||i))try{let r=d.localStorage.getItem("media-chrome-pref-muted")==="true";Xt.mediaMuted.set(r,e),t(r)}catch(r){console.debug("Error getting muted pref",r)}}]},mediaLoop:{get(t){let{media:e}=t;return e?.loop},set(t,e){let{media:i}=e;i&&(i.loop=t)},mediaEvents:["medialooprequest"]},mediaVolume:{get(t){var e;let{media:i}=t;return(e=i?.volume)!=null?e:1},set(t,e){let{media:i,options:{noVolumePref:a}={}}=e;if(i){try{t==null?d.localStorage.removeItem("media-chrome-pref-volume"):!i.hasAttribute("muted")&&!a&&d.localStorage.setItem("media-chrome-pref-volume",t.toString())}catch(r){console.debug("Error setting volume pref",r)}Number.isFinite(+t)&&(i.volume=+t)}},mediaEvents:["volumechange"],stateOwnersUpdateHandlers:[(t,e)=>{let{options:{noVolumePref:i}}=e;if(!i)try{let{media:a}=e;if(!a)return;let r=d.localStorage.getItem("media-chrome-pref-volume");if(r==null)return;Xt.mediaVolume.set(+r,e),t(+r)}catch(a){console.debug("Error getting volume pref",a)}}]},mediaVolumeLevel:{get(t){let{media:e}=t;return typeof e?.volume>"u"?"high":e.muted||e.volume===0?"off":e.volume<.5?"low":e.volume<.75?"medium":"high"},mediaEvents:["volumechange"]},mediaCurrentTime:{get(t){var e;let{media:i}=t;return(e=i?.currentTime)!=null?e:0},set(t,e){let{media:i}=e;!i||!Qt(t)||(i.currentTime=t)},mediaEvents:["timeupdate","loadedmetadata","seeking"]},mediaDuration:{get(t){let{media:e,options:{defaultDuration:i}={}}=t;return i&&(!e||!e.duration||Number.isNaN(e.duration)||!Number.isFinite(e.duration))?i:Number.isFinite(e?.duration)?e.duration:Number.NaN},mediaEvents:["durationchange","loadedmetadata","emptied"]},mediaLoading:{get(t){let{media:e}=t;return e?.readyState<3},mediaEvents:["waiting","playing","emptied"]},mediaSeekable:{get(t){var e;let{media:i}=t;if(!((e=i?.seekable)!=null&&e.length))return;let a=i.seekable.start(0),r=i.seekable.end(i.seekable.length-1);if(!(!a&&!r))return[Number(a.toFixed(3)),Number(r.toFixed(3))]},mediaEvents:["loadedmetadata","emptied","progress","seekablechange"]},mediaBuffered:{get(t){var e;let{media:i}=t,a=(e=i?.buffered)!=null?e:[];return Array.from(a).map((r,s)=>[Number(a.start(s).toFixed(3)),Number(a.end(s).toFixed(3))])},mediaEvents:["progress","emptied"]},mediaStreamType:{get(t){let{media:e,options:{defaultStreamType:i}={}}=t,a=[ne.LIVE,ne.ON_DEMAND].includes(i)?i:void 0;if(!e)return a;let{streamType:r}=e;if(gc.includes(r))return r===ne.UNKNOWN?a:r;let s=e.duration;return s===1/0?ne.LIVE:Number.isFinite(s)?ne.ON_DEMAND:a},mediaEvents:["emptied","durationchange","loadedmetadata","streamtypechange"]},mediaTargetLiveWindow:{get(t){let{media:e}=t;if(!e)return Number.NaN;let{targetLiveWindow:i}=e,a=Xt.mediaStreamType.get(t);return(i==null||Number.isNaN(i))&&a===ne.LIVE?0:i},mediaEvents:["emptied","durationchange","loadedmetadata","streamtypechange","targetlivewindowchange"]},mediaTimeIsLive:{get(t){let{media:e,options:{liveEdgeOffset:i=10}={}}=t;if(!e)return!1;if(typeof e.liveEdgeStart=="number")return Number.isNaN(e.liveEdgeStart)?!1:e.currentTime>=e.liveEdgeStart;if(!(Xt.mediaStreamType.get(t)===ne.LIVE))return!1;let r=e.seekable;if(!r)return!0;if(!r.length)return!1;let s=r.end(r.length-1)-i;return e.currentTime>=s},mediaEvents:["playing","timeupdate","progress","waiting","emptied"]},mediaSubtitlesList:{get(t){return zt(t).map(({kind:e,label:i,language:a})=>({kind:e,label:i,language:a}))},mediaEvents:["loadstart"],textTracksEvents:["addtrack","removetrack"]},mediaSubtitlesShowing:{get(t){return Us(t).map(({kind:e,label:i,language:a})=>({kind:e,label:i,language:a}))},mediaEvents:["loadstart"],textTracksEvents:["addtrack","removetrack","change"],stateOwnersUpdateHandlers:[(t,e)=>{var i,a;let{media:r,options:s}=e;if(!r)return;let n=l=>{var c;!s.defaultSubtitles||l&&![ae.CAPTIONS,ae.SUBTITLES].includes((c=l?.track)==null?void 0:c.kind)||Ya(e,!0)};return r.addEventListener("loadstart",n),(i=r.textTracks)==null||i.addEventListener("addtrack",n),(a=r.textTracks)==null||a.addEventListener("removetrack",n),()=>{var l,c;r.removeEventListener("loadstart",n),(l=r.textTracks)==null||l.removeEventListener("addtrack",n),(c=r.textTracks)==null||c.removeEventListener("removetrack",n)}}]},mediaChaptersCues:{get(t){var e;let{media:i}=t;if(!i)return[];let[a]=At(i,{kind:ae.CHAPTERS});return Array.from((e=a?.cues)!=null?e:[]).map(({text:r,startTime:s,endTime:n})=>({text:Ac(r),startTime:s,endTime:n}))},mediaEvents:["loadstart","loadedmetadata"],textTracksEvents:["addtrack","removetrack","change"],stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:a}=e;if(!a)return;let r=a.querySelector('track[kind="chapters"][default][src]'),s=(i=a.shadowRoot)==null?void 0:i.querySelector(':is(video,audio) > track[kind="chapters"][default][src]');return r?.addEventListener("load",t),s?.addEventListener("load",t),()=>{r?.removeEventListener("load",t),s?.removeEventListener("load",t)}}]},mediaIsPip:{get(t){var e,i;let{media:a,documentElement:r}=t;if(!a||!r||!r.pictureInPictureElement)return!1;if(r.pictureInPictureElement===a)return!0;if(r.pictureInPictureElement instanceof HTMLMediaElement)return(e=a.localName)!=null&&e.includes("-")?ee(a,r.pictureInPictureElement):!1;if(r.pictureInPictureElement.localName.includes("-")){let s=r.pictureInPictureElement.shadowRoot;for(;s?.pictureInPictureElement;){if(s.pictureInPictureElement===a)return!0;s=(i=s.pictureInPictureElement)==null?void 0:i.shadowRoot}}return!1},set(t,e){let{media:i}=e;if(i)if(t){if(!H.pictureInPictureEnabled){console.warn("MediaChrome: Picture-in-picture is not enabled");return}if(!i.requestPictureInPicture){console.warn("MediaChrome: The current media does not support picture-in-picture");return}let a=()=>{console.warn("MediaChrome: The media is not ready for picture-in-picture. It must have a readyState > 0.")};i.requestPictureInPicture().catch(r=>{if(r.code===11){if(!i.src){console.warn("MediaChrome: The media is not ready for picture-in-picture. It must have a src set.");return}if(i.readyState===0&&i.preload==="none"){let s=()=>{i.removeEventListener("loadedmetadata",n),i.preload="none"},n=()=>{i.requestPictureInPicture().catch(a),s()};i.addEventListener("loadedmetadata",n),i.preload="metadata",setTimeout(()=>{i.readyState===0&&a(),s()},1e3)}else throw r}else throw r})}else H.pictureInPictureElement&&H.exitPictureInPicture()},mediaEvents:["enterpictureinpicture","leavepictureinpicture"]},mediaRenditionList:{get(t){var e;let{media:i}=t;return[...(e=i?.videoRenditions)!=null?e:[]].map(a=>({...a}))},mediaEvents:["emptied","loadstart"],videoRenditionsEvents:["addrendition","removerendition"]},mediaRenditionSelected:{get(t){var e,i,a;let{media:r}=t;return(a=(i=r?.videoRenditions)==null?void 0:i[(e=r.videoRenditions)==null?void 0:e.selectedIndex])==null?void 0:a.id},set(t,e){let{media:i}=e;if(!i?.videoRenditions){console.warn("MediaController: Rendition selection not supported by this media.");return}let a=t,r=Array.prototype.findIndex.call(i.videoRenditions,s=>s.id==a);i.videoRenditions.selectedIndex!=r&&(i.videoRenditions.selectedIndex=r)},mediaEvents:["emptied"],videoRenditionsEvents:["addrendition","removerendition","change"]},mediaAudioTrackList:{get(t){var e;let{media:i}=t;return[...(e=i?.audioTracks)!=null?e:[]]},mediaEvents:["emptied","loadstart"],audioTracksEvents:["addtrack","removetrack"]},mediaAudioTrackEnabled:{get(t){var e,i;let{media:a}=t;return(i=[...(e=a?.audioTracks)!=null?e:[]].find(r=>r.enabled))==null?void 0:i.id},set(t,e){let{media:i}=e;if(!i?.audioTracks){console.warn("MediaChrome: Audio track selection not supported by this media.");return}let a=t;for(let r of i.audioTracks)r.enabled=a==r.id},mediaEvents:["emptied"],audioTracksEvents:["addtrack","removetrack","change"]},mediaIsFullscreen:{get(t){return ll(t)},set(t,e,i){var a,r;t?(nl(e),i.detail&&!((a=e.media)!=null&&a.inert)&&((r=e.media)==null||r.focus())):ol(e)},rootEvents:["fullscreenchange","webkitfullscreenchange"],mediaEvents:["webkitbeginfullscreen","webkitendfullscreen","webkitpresentationmodechanged"]},mediaIsCasting:{get(t){var e;let{media:i}=t;return!i?.remote||((e=i.remote)==null?void 0:e.state)==="disconnected"?!1:i.remote.state==="connected"},set(t,e){var i,a;let{media:r}=e;if(r&&!(t&&((i=r.remote)==null?void 0:i.state)!=="disconnected")&&!(!t&&((a=r.remote)==null?void 0:a.state)!=="connected")){if(typeof r.remote.prompt!="function"){console.warn("MediaChrome: Casting is not supported in this environment");return}r.remote.prompt().catch(()=>{})}},remoteEvents:["connect","connecting","disconnect"]},mediaIsAirplaying:{get(){return!1},set(t,e){let{media:i}=e;if(i){if(!(i.webkitShowPlaybackTargetPicker&&d.WebKitPlaybackTargetAvailabilityEvent)){console.error("MediaChrome: received a request to select AirPlay but AirPlay is not supported in this environment");return}i.webkitShowPlaybackTargetPicker()}},mediaEvents:["webkitcurrentplaybacktargetiswirelesschanged"]},mediaFullscreenUnavailable:{get(t){let{media:e}=t;if(!ul||!Os(e))return re.UNSUPPORTED}},mediaPipUnavailable:{get(t){let{media:e}=t;if(!hl||!xs(e))return re.UNSUPPORTED;if(e?.disablePictureInPicture)return re.UNAVAILABLE}},mediaVolumeUnavailable:{get(t){let{media:e}=t;if(za===!1||e?.volume==null)return re.UNSUPPORTED},stateOwnersUpdateHandlers:[t=>{za==null&&bc.then(e=>t(e?void 0:re.UNSUPPORTED))}]},mediaCastUnavailable:{get(t,{availability:e="not-available"}={}){var i;let{media:a}=t;if(!pl||!((i=a?.remote)!=null&&i.state))return re.UNSUPPORTED;if(!(e==null||e==="available"))return re.UNAVAILABLE},stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:a}=e;return a?(a.disableRemotePlayback||a.hasAttribute("disableremoteplayback")||(i=a?.remote)==null||i.watchAvailability(s=>{t({availability:s?"available":"not-available"})}).catch(s=>{s.name==="NotSupportedError"?t({availability:null}):t({availability:"not-available"})}),()=>{var s;(s=a?.remote)==null||s.cancelWatchAvailability().catch(()=>{})}):void 0}]},mediaAirplayUnavailable:{get(t,e){if(!ml)return re.UNSUPPORTED;if(e?.availability==="not-available")return re.UNAVAILABLE},mediaEvents:["webkitplaybacktargetavailabilitychanged"],stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:a}=e;return a?(a.disableRemotePlayback||a.hasAttribute("disableremoteplayback")||(i=a?.remote)==null||i.watchAvailability(s=>{t({availability:s?"available":"not-available"})}).catch(s=>{s.name==="NotSupportedError"?t({availability:null}):t({availability:"not-available"})}),()=>{var s;(s=a?.remote)==null||s.cancelWatchAvailability().catch(()=>{})}):void 0}]},mediaRenditionUnavailable:{get(t){var e;let{media:i}=t;if(!i?.videoRenditions)return re.UNSUPPORTED;if(!((e=i.videoRenditions)!=null&&e.length))return re.UNAVAILABLE},mediaEvents:["emptied","loadstart"],videoRenditionsEvents:["addrendition","removerendition"]},mediaAudioTrackUnavailable:{get(t){var e,i;let{media:a}=t;if(!a?.audioTracks)return re.UNSUPPORTED;if(((i=(e=a.audioTracks)==null?void 0:e.length)!=null?i:0)<=1)return re.UNAVAILABLE},mediaEvents:["emptied","loadstart"],audioTracksEvents:["addtrack","removetrack"]},mediaLang:{get(t){let{options:{mediaLang:e}={}}=t;return e??"en"}}};var vl={[h.MEDIA_PREVIEW_REQUEST](t,e,{detail:i}){var a,r,s;let{media:n}=e,l=i??void 0,c,E;if(n&&l!=null){let[m]=At(n,{kind:ae.METADATA,label:"thumbnails"}),A=Array.prototype.find.call((a=m?.cues)!=null?a:[],(v,w,y)=>w===0?v.endTime>l:w===y.length-1?v.startTime<=l:v.startTime<=l&&v.endTime>l);if(A){let v=/'^(?:[a-z]+:)?\/\//i.test(A.text)||(r=n?.querySelector('track[label="thumbnails"]'))==null?void 0:r.src,w=new URL(A.text,v);E=new URLSearchParams(w.hash).get("#xywh").split(",").map(j=>+j),c=w.href}}let _=t.mediaDuration.get(e),f=(s=t.mediaChaptersCues.get(e).find((m,A,v)=>A===v.length-1&&_===m.endTime?m.startTime<=l&&m.endTime>=l:m.startTime<=l&&m.endTime>l))==null?void 0:s.text;return i!=null&&f==null&&(f=""),{mediaPreviewTime:l,mediaPreviewImage:c,mediaPreviewCoords:E,mediaPreviewChapter:f}},[h.MEDIA_PAUSE_REQUEST](t,e){t["mediaPaused"].set(!0,e)},[h.MEDIA_PLAY_REQUEST](t,e){var i,a,r,s;let n="mediaPaused",c=t.mediaStreamType.get(e)===ne.LIVE,E=!((i=e.options)!=null&&i.noAutoSeekToLive),_=t.mediaTargetLiveWindow.get(e)>0;if(c&&E&&!_){let T=(a=t.mediaSeekable.get(e))==null?void 0:a[1];if(T){let f=(s=(r=e.options)==null?void 0:r.seekToLiveOffset)!=null?s:0,m=T-f;t.mediaCurrentTime.set(m,e)}}t[n].set(!1,e)},[h.MEDIA_PLAYBACK_RATE_REQUEST](t,e,{detail:i}){let a="mediaPlaybackRate",r=i;t[a].set(r,e)},[h.MEDIA_MUTE_REQUEST](t,e){t["mediaMuted"].set(!0,e)},[h.MEDIA_UNMUTE_REQUEST](t,e){let i="mediaMuted";t.mediaVolume.get(e)||t.mediaVolume.set(.25,e),t[i].set(!1,e)},[h.MEDIA_LOOP_REQUEST](t,e,{detail:i}){let a="mediaLoop",r=!!i;return t[a].set(r,e),{mediaLoop:r}},[h.MEDIA_VOLUME_REQUEST](t,e,{detail:i}){let a="mediaVolume",r=i;r&&t.mediaMuted.get(e)&&t.mediaMuted.set(!1,e),t[a].set(r,e)},[h.MEDIA_SEEK_REQUEST](t,e,{detail:i}){let a="mediaCurrentTime",r=i;t[a].set(r,e)},[h.MEDIA_SEEK_TO_LIVE_REQUEST](t,e){var i,a,r;let s="mediaCurrentTime",n=(i=t.mediaSeekable.get(e))==null?void 0:i[1];if(Number.isNaN(Number(n)))return;let l=(r=(a=e.options)==null?void 0:a.seekToLiveOffset)!=null?r:0,c=n-l;t[s].set(c,e)},[h.MEDIA_SHOW_SUBTITLES_REQUEST](t,e,{detail:i}){var a;let{options:r}=e,s=zt(e),n=Ds(i),l=(a=n[0])==null?void 0:a.language;l&&!r.noSubtitlesLangPref&&d.localStorage.setItem("media-chrome-pref-subtitles-lang",l),_t(Ye.SHOWING,s,n)},[h.MEDIA_DISABLE_SUBTITLES_REQUEST](t,e,{detail:i}){let a=zt(e),r=i??[];_t(Ye.DISABLED,a,r)},[h.MEDIA_TOGGLE_SUBTITLES_REQUEST](t,e,{detail:i}){Ya(e,i)},[h.MEDIA_RENDITION_REQUEST](t,e,{detail:i}){let a="mediaRenditionSelected",r=i;t[a].set(r,e)},[h.MEDIA_AUDIO_TRACK_REQUEST](t,e,{detail:i}){let a="mediaAudioTrackEnabled",r=i;t[a].set(r,e)},[h.MEDIA_ENTER_PIP_REQUEST](t,e){let i="mediaIsPip";t.mediaIsFullscreen.get(e)&&t.mediaIsFullscreen.set(!1,e),t[i].set(!0,e)},[h.MEDIA_EXIT_PIP_REQUEST](t,e){t["mediaIsPip"].set(!1,e)},[h.MEDIA_ENTER_FULLSCREEN_REQUEST](t,e,i){let a="mediaIsFullscreen";t.mediaIsPip.get(e)&&t.mediaIsPip.set(!1,e),t[a].set(!0,e,i)},[h.MEDIA_EXIT_FULLSCREEN_REQUEST](t,e){t["mediaIsFullscreen"].set(!1,e)},[h.MEDIA_ENTER_CAST_REQUEST](t,e){let i="mediaIsCasting";t.mediaIsFullscreen.get(e)&&t.mediaIsFullscreen.set(!1,e),t[i].set(!0,e)},[h.MEDIA_EXIT_CAST_REQUEST](t,e){t["mediaIsCasting"].set(!1,e)},[h.MEDIA_AIRPLAY_REQUEST](t,e){t["mediaIsAirplaying"].set(!0,e)}};var fl=({media:t,fullscreenElement:e,documentElement:i,stateMediator:a=Xt,requestMap:r=vl,options:s={},monitorStateOwnersOnlyWithSubscriptions:n=!0})=>{let l=[],c={options:{...s}},E=Object.freeze({mediaPreviewTime:void 0,mediaPreviewImage:void 0,mediaPreviewCoords:void 0,mediaPreviewChapter:void 0}),_=v=>{v!=null&&(Qa(v,E)||(E=Object.freeze({...E,...v}),l.forEach(w=>w(E))))},T=()=>{let v=Object.entries(a).reduce((w,[y,{get:j}])=>(w[y]=j(c),w),{});_(v)},f={},m,A=async(v,w)=>{var y,j,Ti,Si,xt,He,Fe,yi,ut,io,ao,ro,so,no,oo,lo;let Od=!!m;if(m={...c,...m??{},...v},Od)return;await El(...Object.values(v));let Ot=l.length>0&&w===0&&n,co=c.media!==m.media,uo=((y=c.media)==null?void 0:y.textTracks)!==((j=m.media)==null?void 0:j.textTracks),ho=((Ti=c.media)==null?void 0:Ti.videoRenditions)!==((Si=m.media)==null?void 0:Si.videoRenditions),mo=((xt=c.media)==null?void 0:xt.audioTracks)!==((He=m.media)==null?void 0:He.audioTracks),po=((Fe=c.media)==null?void 0:Fe.remote)!==((yi=m.media)==null?void 0:yi.remote),Eo=c.documentElement!==m.documentElement,vo=!!c.media&&(co||Ot),fo=!!((ut=c.media)!=null&&ut.textTracks)&&(uo||Ot),go=!!((io=c.media)!=null&&io.videoRenditions)&&(ho||Ot),bo=!!((ao=c.media)!=null&&ao.audioTracks)&&(mo||Ot),_o=!!((ro=c.media)!=null&&ro.remote)&&(po||Ot),Ao=!!c.documentElement&&(Eo||Ot),ms=vo||fo||go||bo||_o||Ao,Ut=l.length===0&&w===1&&n,To=!!m.media&&(co||Ut),So=!!((so=m.media)!=null&&so.textTracks)&&(uo||Ut),yo=!!((no=m.media)!=null&&no.videoRenditions)&&(ho||Ut),ko=!!((oo=m.media)!=null&&oo.audioTracks)&&(mo||Ut),Io=!!((lo=m.media)!=null&&lo.remote)&&(po||Ut),wo=!!m.documentElement&&(Eo||Ut),Lo=To||So||yo||ko||Io||wo;if(!(ms||Lo)){Object.entries(m).forEach(([D,ki])=>{c[D]=ki}),T(),m=void 0;return}Object.entries(a).forEach(([D,{get:ki,mediaEvents:Ud=[],textTracksEvents:Pd=[],videoRenditionsEvents:Nd=[],audioTracksEvents:Hd=[],remoteEvents:Fd=[],rootEvents:Wd=[],stateOwnersUpdateHandlers:Bd=[]}])=>{f[D]||(f[D]={});let se=W=>{let G=ki(c,W);_({[D]:G})},Q;Q=f[D].mediaEvents,Ud.forEach(W=>{Q&&vo&&(c.media.removeEventListener(W,Q),f[D].mediaEvents=void 0),To&&(m.media.addEventListener(W,se),f[D].mediaEvents=se)}),Q=f[D].textTracksEvents,Pd.forEach(W=>{var G,ve;Q&&fo&&((G=c.media.textTracks)==null||G.removeEventListener(W,Q),f[D].textTracksEvents=void 0),So&&((ve=m.media.textTracks)==null||ve.addEventListener(W,se),f[D].textTracksEvents=se)}),Q=f[D].videoRenditionsEvents,Nd.forEach(W=>{var G,ve;Q&&go&&((G=c.media.videoRenditions)==null||G.removeEventListener(W,Q),f[D].videoRenditionsEvents=void 0),yo&&((ve=m.media.videoRenditions)==null||ve.addEventListener(W,se),f[D].videoRenditionsEvents=se)}),Q=f[D].audioTracksEvents,Hd.forEach(W=>{var G,ve;Q&&bo&&((G=c.media.audioTracks)==null||G.removeEventListener(W,Q),f[D].audioTracksEvents=void 0),ko&&((ve=m.media.audioTracks)==null||ve.addEventListener(W,se),f[D].audioTracksEvents=se)}),Q=f[D].remoteEvents,Fd.forEach(W=>{var G,ve;Q&&_o&&((G=c.media.remote)==null||G.removeEventListener(W,Q),f[D].remoteEvents=void 0),Io&&((ve=m.media.remote)==null||ve.addEventListener(W,se),f[D].remoteEvents=se)}),Q=f[D].rootEvents,Wd.forEach(W=>{Q&&Ao&&(c.documentElement.removeEventListener(W,Q),f[D].rootEvents=void 0),wo&&(m.documentElement.addEventListener(W,se),f[D].rootEvents=se)});let Ta=f[D].stateOwnersUpdateHandlers;if(Ta&&ms&&(Array.isArray(Ta)?Ta:[Ta]).forEach(G=>{typeof G=="function"&&G()}),Lo){let W=Bd.map(G=>G(se,m)).filter(G=>typeof G=="function");f[D].stateOwnersUpdateHandlers=W.length===1?W[0]:W}else ms&&(f[D].stateOwnersUpdateHandlers=void 0)}),Object.entries(m).forEach(([D,ki])=>{c[D]=ki}),T(),m=void 0};return A({media:t,fullscreenElement:e,documentElement:i,options:s}),{dispatch(v){let{type:w,detail:y}=v;if(r[w]&&E.mediaErrorCode==null){_(r[w](a,c,v));return}w==="mediaelementchangerequest"?A({media:y}):w==="fullscreenelementchangerequest"?A({fullscreenElement:y}):w==="documentelementchangerequest"?A({documentElement:y}):w==="optionschangerequest"&&(Object.entries(y??{}).forEach(([j,Ti])=>{c.options[j]=Ti}),T())},getState(){return E},subscribe(v){return A({},l.length+1),l.push(v),v(E),()=>{let w=l.indexOf(v);w>=0&&(A({},l.length-1),l.splice(w,1))}}}};var Bs=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},p=(t,e,i)=>(Bs(t,e,"read from private field"),i?i.call(t):e.get(t)),oe=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},_e=(t,e,i,a)=>(Bs(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),je=(t,e,i)=>(Bs(t,e,"access private method"),i),Ve,Bi,L,le,$i,ke,Xa,Ki,Za,Ps,St,Ja,Ns,Vi,ja,Hs,yl,kl=["ArrowLeft","ArrowRight","ArrowUp","ArrowDown","Enter"," ","f","m","k","c","l","j",">","<","p"],gl=10,bl=.025,_l=.25,Tc=.25,Sc=2,u={DEFAULT_SUBTITLES:"defaultsubtitles",DEFAULT_STREAM_TYPE:"defaultstreamtype",DEFAULT_DURATION:"defaultduration",FULLSCREEN_ELEMENT:"fullscreenelement",HOTKEYS:"hotkeys",KEYBOARD_BACKWARD_SEEK_OFFSET:"keyboardbackwardseekoffset",KEYBOARD_FORWARD_SEEK_OFFSET:"keyboardforwardseekoffset",KEYBOARD_DOWN_VOLUME_STEP:"keyboarddownvolumestep",KEYBOARD_UP_VOLUME_STEP:"keyboardupvolumestep",KEYS_USED:"keysused",LANG:"lang",LOOP:"loop",LIVE_EDGE_OFFSET:"liveedgeoffset",NO_AUTO_SEEK_TO_LIVE:"noautoseektolive",NO_DEFAULT_STORE:"nodefaultstore",NO_HOTKEYS:"nohotkeys",NO_MUTED_PREF:"nomutedpref",NO_SUBTITLES_LANG_PREF:"nosubtitleslangpref",NO_VOLUME_PREF:"novolumepref",SEEK_TO_LIVE_OFFSET:"seektoliveoffset"},Fs=class extends pt{constructor(){super(),oe(this,Za),oe(this,Ja),oe(this,Vi),oe(this,Hs),this.mediaStateReceivers=[],this.associatedElementSubscriptions=new Map,oe(this,Ve,new Je(this,u.HOTKEYS)),oe(this,Bi,void 0),oe(this,L,void 0),oe(this,le,null),oe(this,$i,void 0),oe(this,ke,void 0),oe(this,Xa,i=>{var a;(a=p(this,L))==null||a.dispatch(i)}),oe(this,Ki,void 0),oe(this,St,i=>{let{key:a,shiftKey:r}=i;if(!(r&&(a==="/"||a==="?")||kl.includes(a))){this.removeEventListener("keyup",p(this,St));return}this.keyboardShortcutHandler(i)}),this.associateElement(this);let e={};_e(this,$i,i=>{Object.entries(i).forEach(([a,r])=>{if(a in e&&e[a]===r)return;this.propagateMediaState(a,r);let s=a.toLowerCase(),n=new d.CustomEvent(Uo[s],{composed:!0,detail:r});this.dispatchEvent(n)}),e=i})}static get observedAttributes(){return super.observedAttributes.concat(u.NO_HOTKEYS,u.HOTKEYS,u.DEFAULT_STREAM_TYPE,u.DEFAULT_SUBTITLES,u.DEFAULT_DURATION,u.NO_MUTED_PREF,u.NO_VOLUME_PREF,u.LANG,u.LOOP,u.LIVE_EDGE_OFFSET,u.SEEK_TO_LIVE_OFFSET,u.NO_AUTO_SEEK_TO_LIVE)}get mediaStore(){return p(this,L)}set mediaStore(e){var i,a;if(p(this,L)&&((i=p(this,ke))==null||i.call(this),_e(this,ke,void 0)),_e(this,L,e),!p(this,L)&&!this.hasAttribute(u.NO_DEFAULT_STORE)){je(this,Za,Ps).call(this);return}_e(this,ke,(a=p(this,L))==null?void 0:a.subscribe(p(this,$i)))}get fullscreenElement(){var e;return(e=p(this,Bi))!=null?e:this}set fullscreenElement(e){var i;this.hasAttribute(u.FULLSCREEN_ELEMENT)&&this.removeAttribute(u.FULLSCREEN_ELEMENT),_e(this,Bi,e),(i=p(this,L))==null||i.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement})}get defaultSubtitles(){return k(this,u.DEFAULT_SUBTITLES)}set defaultSubtitles(e){I(this,u.DEFAULT_SUBTITLES,e)}get defaultStreamType(){return N(this,u.DEFAULT_STREAM_TYPE)}set defaultStreamType(e){U(this,u.DEFAULT_STREAM_TYPE,e)}get defaultDuration(){return R(this,u.DEFAULT_DURATION)}set defaultDuration(e){P(this,u.DEFAULT_DURATION,e)}get noHotkeys(){return k(this,u.NO_HOTKEYS)}set noHotkeys(e){I(this,u.NO_HOTKEYS,e)}get keysUsed(){return N(this,u.KEYS_USED)}set keysUsed(e){U(this,u.KEYS_USED,e)}get liveEdgeOffset(){return R(this,u.LIVE_EDGE_OFFSET)}set liveEdgeOffset(e){P(this,u.LIVE_EDGE_OFFSET,e)}get noAutoSeekToLive(){return k(this,u.NO_AUTO_SEEK_TO_LIVE)}set noAutoSeekToLive(e){I(this,u.NO_AUTO_SEEK_TO_LIVE,e)}get noVolumePref(){return k(this,u.NO_VOLUME_PREF)}set noVolumePref(e){I(this,u.NO_VOLUME_PREF,e)}get noMutedPref(){return k(this,u.NO_MUTED_PREF)}set noMutedPref(e){I(this,u.NO_MUTED_PREF,e)}get noSubtitlesLangPref(){return k(this,u.NO_SUBTITLES_LANG_PREF)}set noSubtitlesLangPref(e){I(this,u.NO_SUBTITLES_LANG_PREF,e)}get noDefaultStore(){return k(this,u.NO_DEFAULT_STORE)}set noDefaultStore(e){I(this,u.NO_DEFAULT_STORE,e)}get resolvedLang(){return $o()}attributeChangedCallback(e,i,a){var r,s,n,l,c,E,_,T,f,m,A,v;if(super.attributeChangedCallback(e,i,a),e===u.NO_HOTKEYS)a!==i&&a===""?(this.hasAttribute(u.HOTKEYS)&&console.warn("Media Chrome: Both `hotkeys` and `nohotkeys` have been set. All hotkeys will be disabled."),this.disableHotkeys()):a!==i&&a===null&&this.enableHotkeys(),je(this,Vi,ja).call(this);else if(e===u.HOTKEYS)p(this,Ve).value=a,je(this,Vi,ja).call(this);else if(e===u.DEFAULT_SUBTITLES&&a!==i)(r=p(this,L))==null||r.dispatch({type:"optionschangerequest",detail:{defaultSubtitles:this.hasAttribute(u.DEFAULT_SUBTITLES)}});else if(e===u.DEFAULT_STREAM_TYPE)(n=p(this,L))==null||n.dispatch({type:"optionschangerequest",detail:{defaultStreamType:(s=this.getAttribute(u.DEFAULT_STREAM_TYPE))!=null?s:void 0}});else if(e===u.LIVE_EDGE_OFFSET&&a!==i)(l=p(this,L))==null||l.dispatch({type:"optionschangerequest",detail:{liveEdgeOffset:this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0,seekToLiveOffset:this.hasAttribute(u.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(u.SEEK_TO_LIVE_OFFSET):this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0}});else if(e===u.SEEK_TO_LIVE_OFFSET&&a!==i)(c=p(this,L))==null||c.dispatch({type:"optionschangerequest",detail:{seekToLiveOffset:this.hasAttribute(u.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(u.SEEK_TO_LIVE_OFFSET):this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0}});else if(e===u.NO_AUTO_SEEK_TO_LIVE)(E=p(this,L))==null||E.dispatch({type:"optionschangerequest",detail:{noAutoSeekToLive:this.hasAttribute(u.NO_AUTO_SEEK_TO_LIVE)}});else if(e===u.FULLSCREEN_ELEMENT){let w=a?(_=this.getRootNode())==null?void 0:_.getElementById(a):void 0;_e(this,Bi,w),(T=p(this,L))==null||T.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement})}else e===u.LANG&&a!==i?(Ca(a),(f=p(this,L))==null||f.dispatch({type:"optionschangerequest",detail:{mediaLang:a}})):e===u.LOOP&&a!==i?(m=p(this,L))==null||m.dispatch({type:h.MEDIA_LOOP_REQUEST,detail:a!=null}):e===u.NO_VOLUME_PREF&&a!==i?(A=p(this,L))==null||A.dispatch({type:"optionschangerequest",detail:{noVolumePref:this.hasAttribute(u.NO_VOLUME_PREF)}}):e===u.NO_MUTED_PREF&&a!==i&&((v=p(this,L))==null||v.dispatch({type:"optionschangerequest",detail:{noMutedPref:this.hasAttribute(u.NO_MUTED_PREF)}}))}connectedCallback(){var e,i,a;this.associateElement(this),!p(this,L)&&!this.hasAttribute(u.NO_DEFAULT_STORE)&&je(this,Za,Ps).call(this),(e=p(this,L))==null||e.dispatch({type:"documentelementchangerequest",detail:H}),(i=p(this,L))==null||i.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement}),super.connectedCallback(),p(this,L)&&!p(this,ke)&&_e(this,ke,(a=p(this,L))==null?void 0:a.subscribe(p(this,$i))),p(this,Ki)!==void 0&&p(this,L)&&this.media&&setTimeout(()=>{var r,s,n;(s=(r=this.media)==null?void 0:r.textTracks)!=null&&s.length&&((n=p(this,L))==null||n.dispatch({type:h.MEDIA_TOGGLE_SUBTITLES_REQUEST,detail:p(this,Ki)}))},0),this.hasAttribute(u.NO_HOTKEYS)?this.disableHotkeys():this.enableHotkeys()}disconnectedCallback(){var e,i,a,r,s,n;if((e=super.disconnectedCallback)==null||e.call(this),this.disableHotkeys(),p(this,L)){let l=p(this,L).getState();_e(this,Ki,!!((i=l.mediaSubtitlesShowing)!=null&&i.length)),(a=p(this,L))==null||a.dispatch({type:"fullscreenelementchangerequest",detail:void 0}),(r=p(this,L))==null||r.dispatch({type:"documentelementchangerequest",detail:void 0}),(s=p(this,L))==null||s.dispatch({type:h.MEDIA_TOGGLE_SUBTITLES_REQUEST,detail:!1})}p(this,ke)&&((n=p(this,ke))==null||n.call(this),_e(this,ke,void 0)),this.unassociateElement(this),p(this,le)&&(p(this,le).remove(),_e(this,le,null))}mediaSetCallback(e){var i;super.mediaSetCallback(e),(i=p(this,L))==null||i.dispatch({type:"mediaelementchangerequest",detail:e}),e.hasAttribute("tabindex")||(e.tabIndex=-1)}mediaUnsetCallback(e){var i;super.mediaUnsetCallback(e),(i=p(this,L))==null||i.dispatch({type:"mediaelementchangerequest",detail:void 0})}propagateMediaState(e,i){Sl(this.mediaStateReceivers,e,i)}associateElement(e){if(!e)return;let{associatedElementSubscriptions:i}=this;if(i.has(e))return;let a=this.registerMediaStateReceiver.bind(this),r=this.unregisterMediaStateReceiver.bind(this),s=Mc(e,a,r);Object.values(h).forEach(n=>{e.addEventListener(n,p(this,Xa))}),i.set(e,s)}unassociateElement(e){if(!e)return;let{associatedElementSubscriptions:i}=this;if(!i.has(e))return;i.get(e)(),i.delete(e),Object.values(h).forEach(r=>{e.removeEventListener(r,p(this,Xa))})}registerMediaStateReceiver(e){if(!e)return;let i=this.mediaStateReceivers;i.indexOf(e)>-1||(i.push(e),p(this,L)&&Object.entries(p(this,L).getState()).forEach(([r,s])=>{Sl([e],r,s)}))}unregisterMediaStateReceiver(e){let i=this.mediaStateReceivers,a=i.indexOf(e);a<0||i.splice(a,1)}enableHotkeys(){this.addEventListener("keydown",je(this,Ja,Ns))}disableHotkeys(){this.removeEventListener("keydown",je(this,Ja,Ns)),this.removeEventListener("keyup",p(this,St))}get hotkeys(){return p(this,Ve)}set hotkeys(e){U(this,u.HOTKEYS,e)}keyboardShortcutHandler(e){var i,a,r,s,n,l,c,E,_;let T=e.target;if(((r=(a=(i=T.getAttribute(u.KEYS_USED))==null?void 0:i.split(" "))!=null?a:T?.keysUsed)!=null?r:[]).map(y=>y==="Space"?" ":y).filter(Boolean).includes(e.key))return;let m,A,v;if(!(p(this,Ve).contains(Ba(e.key))||e.shiftKey&&(e.key==="/"||e.key==="?")&&p(this,Ve).contains("noshift+/")))switch(e.key){case" ":case"k":m=p(this,L).getState().mediaPaused?h.MEDIA_PLAY_REQUEST:h.MEDIA_PAUSE_REQUEST,this.dispatchEvent(new d.CustomEvent(m,{composed:!0,bubbles:!0}));break;case"m":m=this.mediaStore.getState().mediaVolumeLevel==="off"?h.MEDIA_UNMUTE_REQUEST:h.MEDIA_MUTE_REQUEST,this.dispatchEvent(new d.CustomEvent(m,{composed:!0,bubbles:!0}));break;case"f":m=this.mediaStore.getState().mediaIsFullscreen?h.MEDIA_EXIT_FULLSCREEN_REQUEST:h.MEDIA_ENTER_FULLSCREEN_REQUEST,this.dispatchEvent(new d.CustomEvent(m,{composed:!0,bubbles:!0}));break;case"c":this.dispatchEvent(new d.CustomEvent(h.MEDIA_TOGGLE_SUBTITLES_REQUEST,{composed:!0,bubbles:!0}));break;case"ArrowLeft":case"j":{let y=this.hasAttribute(u.KEYBOARD_BACKWARD_SEEK_OFFSET)?+this.getAttribute(u.KEYBOARD_BACKWARD_SEEK_OFFSET):gl;A=Math.max(((s=this.mediaStore.getState().mediaCurrentTime)!=null?s:0)-y,0),v=new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"ArrowRight":case"l":{let y=this.hasAttribute(u.KEYBOARD_FORWARD_SEEK_OFFSET)?+this.getAttribute(u.KEYBOARD_FORWARD_SEEK_OFFSET):gl;A=Math.max(((n=this.mediaStore.getState().mediaCurrentTime)!=null?n:0)+y,0),v=new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"ArrowUp":{let y=this.hasAttribute(u.KEYBOARD_UP_VOLUME_STEP)?+this.getAttribute(u.KEYBOARD_UP_VOLUME_STEP):bl;A=Math.min(((l=this.mediaStore.getState().mediaVolume)!=null?l:1)+y,1),v=new d.CustomEvent(h.MEDIA_VOLUME_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"ArrowDown":{let y=this.hasAttribute(u.KEYBOARD_DOWN_VOLUME_STEP)?+this.getAttribute(u.KEYBOARD_DOWN_VOLUME_STEP):bl;A=Math.max(((c=this.mediaStore.getState().mediaVolume)!=null?c:1)-y,0),v=new d.CustomEvent(h.MEDIA_VOLUME_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"<":{let y=(E=this.mediaStore.getState().mediaPlaybackRate)!=null?E:1;A=Math.max(y-_l,Tc).toFixed(2),v=new d.CustomEvent(h.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case">":{let y=(_=this.mediaStore.getState().mediaPlaybackRate)!=null?_:1;A=Math.min(y+_l,Sc).toFixed(2),v=new d.CustomEvent(h.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:A}),this.dispatchEvent(v);break}case"/":case"?":{e.shiftKey&&je(this,Hs,yl).call(this);break}case"p":{m=this.mediaStore.getState().mediaIsPip?h.MEDIA_EXIT_PIP_REQUEST:h.MEDIA_ENTER_PIP_REQUEST,v=new d.CustomEvent(m,{composed:!0,bubbles:!0}),this.dispatchEvent(v);break}default:break}}};Ve=new WeakMap;Bi=new WeakMap;L=new WeakMap;le=new WeakMap;$i=new WeakMap;ke=new WeakMap;Xa=new WeakMap;Ki=new WeakMap;Za=new WeakSet;Ps=function(){var t;this.mediaStore=fl({media:this.media,fullscreenElement:this.fullscreenElement,options:{defaultSubtitles:this.hasAttribute(u.DEFAULT_SUBTITLES),defaultDuration:this.hasAttribute(u.DEFAULT_DURATION)?+this.getAttribute(u.DEFAULT_DURATION):void 0,defaultStreamType:(t=this.getAttribute(u.DEFAULT_STREAM_TYPE))!=null?t:void 0,liveEdgeOffset:this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0,seekToLiveOffset:this.hasAttribute(u.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(u.SEEK_TO_LIVE_OFFSET):this.hasAttribute(u.LIVE_EDGE_OFFSET)?+this.getAttribute(u.LIVE_EDGE_OFFSET):void 0,noAutoSeekToLive:this.hasAttribute(u.NO_AUTO_SEEK_TO_LIVE),noVolumePref:this.hasAttribute(u.NO_VOLUME_PREF),noMutedPref:this.hasAttribute(u.NO_MUTED_PREF),noSubtitlesLangPref:this.hasAttribute(u.NO_SUBTITLES_LANG_PREF)}})};St=new WeakMap;Ja=new WeakSet;Ns=function(t){var e;let{metaKey:i,altKey:a,key:r,shiftKey:s}=t,n=s&&(r==="/"||r==="?");if(n&&((e=p(this,le))!=null&&e.open)){this.removeEventListener("keyup",p(this,St));return}if(i||a||!n&&!kl.includes(r)){this.removeEventListener("keyup",p(this,St));return}let l=t.target,c=l instanceof HTMLElement&&(l.tagName.toLowerCase()==="media-volume-range"||l.tagName.toLowerCase()==="media-time-range");[" ","ArrowLeft","ArrowRight","ArrowUp","ArrowDown"].includes(r)&&!p(this,Ve).contains(Ba(r))&&!c&&t.preventDefault(),this.addEventListener("keyup",p(this,St),{once:!0})};Vi=new WeakSet;ja=function(){p(this,le)&&(p(this,le).hotkeys=p(this,Ve).value||void 0,(this.noHotkeys||p(this,Ve).contains("noshift+/"))&&(p(this,le).open=!1))};Hs=new WeakSet;yl=function(){p(this,le)||(_e(this,le,H.createElement("media-keyboard-shortcuts-dialog")),je(this,Vi,ja).call(this),this.appendChild(p(this,le))),p(this,le).open=!0};var yc=Object.values(o),kc=Object.values(Es),Il=t=>{var e,i,a,r;let{observedAttributes:s}=t.constructor;!s&&((e=t.nodeName)!=null&&e.includes("-"))&&(d.customElements.upgrade(t),{observedAttributes:s}=t.constructor);let n=(r=(a=(i=t?.getAttribute)==null?void 0:i.call(t,S.MEDIA_CHROME_ATTRIBUTES))==null?void 0:a.split)==null?void 0:r.call(a,/\s+/);return Array.isArray(s||n)?(s||n).filter(l=>yc.includes(l)):[]},Ic=t=>{var e,i;return(e=t.nodeName)!=null&&e.includes("-")&&d.customElements.get((i=t.nodeName)==null?void 0:i.toLowerCase())&&!(t instanceof d.customElements.get(t.nodeName.toLowerCase()))&&d.customElements.upgrade(t),kc.some(a=>a in t)},Ws=t=>Ic(t)||!!Il(t).length,Al=t=>{var e;return(e=t?.join)==null?void 0:e.call(t,":")},Tl={[o.MEDIA_SUBTITLES_LIST]:bt,[o.MEDIA_SUBTITLES_SHOWING]:bt,[o.MEDIA_SEEKABLE]:Al,[o.MEDIA_BUFFERED]:t=>t?.map(Al).join(" "),[o.MEDIA_PREVIEW_COORDS]:t=>t?.join(" "),[o.MEDIA_RENDITION_LIST]:el,[o.MEDIA_AUDIO_TRACK_LIST]:tl},wc=async(t,e,i)=>{var a,r;if(t.isConnected||await Va(0),typeof i=="boolean"||i==null)return I(t,e,i);if(typeof i=="number")return P(t,e,i);if(typeof i=="string")return U(t,e,i);if(Array.isArray(i)&&!i.length)return t.removeAttribute(e);let s=(r=(a=Tl[e])==null?void 0:a.call(Tl,i))!=null?r:i;return t.setAttribute(e,s)},Lc=t=>{var e;return!!((e=t.closest)!=null&&e.call(t,'*[slot="media"]'))},Tt=(t,e)=>{if(Lc(t))return;let i=(r,s)=>{var n,l;Ws(r)&&s(r);let{children:c=[]}=r??{},E=(l=(n=r?.shadowRoot)==null?void 0:n.children)!=null?l:[];[...c,...E].forEach(T=>Tt(T,s))},a=t?.nodeName.toLowerCase();if(a.includes("-")&&!Ws(t)){d.customElements.whenDefined(a).then(()=>{i(t,e)});return}i(t,e)},Sl=(t,e,i)=>{t.forEach(a=>{if(e in a){a[e]=i;return}let r=Il(a),s=e.toLowerCase();r.includes(s)&&wc(a,s,i)})},Mc=(t,e,i)=>{Tt(t,e);let a=_=>{var T;let f=(T=_?.composedPath()[0])!=null?T:_.target;e(f)},r=_=>{var T;let f=(T=_?.composedPath()[0])!=null?T:_.target;i(f)};t.addEventListener(h.REGISTER_MEDIA_STATE_RECEIVER,a),t.addEventListener(h.UNREGISTER_MEDIA_STATE_RECEIVER,r);let s=_=>{_.forEach(T=>{let{addedNodes:f=[],removedNodes:m=[],type:A,target:v,attributeName:w}=T;A==="childList"?(Array.prototype.forEach.call(f,y=>Tt(y,e)),Array.prototype.forEach.call(m,y=>Tt(y,i))):A==="attributes"&&w===S.MEDIA_CHROME_ATTRIBUTES&&(Ws(v)?e(v):i(v))})},n=[],l=_=>{let T=_.target;T.name!=="media"&&(n.forEach(f=>Tt(f,i)),n=[...T.assignedElements({flatten:!0})],n.forEach(f=>Tt(f,e)))};t.addEventListener("slotchange",l);let c=new MutationObserver(s);return c.observe(t,{childList:!0,attributes:!0,subtree:!0}),()=>{Tt(t,i),t.removeEventListener("slotchange",l),c.disconnect(),t.removeEventListener(h.REGISTER_MEDIA_STATE_RECEIVER,a),t.removeEventListener(h.UNREGISTER_MEDIA_STATE_RECEIVER,r)}};d.customElements.get("media-controller")||d.customElements.define("media-controller",Fs);var wl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},er=(t,e,i)=>(wl(t,e,"read from private field"),i?i.call(t):e.get(t)),Rc=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},tr=(t,e,i,a)=>(wl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Ie;function Dc(t){return`
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
  `}var Gi=class extends d.HTMLElement{constructor(){if(super(),Rc(this,Ie,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER&&(i&&((s=(r=er(this,Ie))==null?void 0:r.unassociateElement)==null||s.call(r,this),tr(this,Ie,null)),a&&this.isConnected&&(tr(this,Ie,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=er(this,Ie))==null?void 0:l.associateElement)==null||c.call(l,this)))}connectedCallback(){var e,i,a;let r=this.getAttribute(S.MEDIA_CONTROLLER);r&&(tr(this,Ie,(e=this.getRootNode())==null?void 0:e.getElementById(r)),(a=(i=er(this,Ie))==null?void 0:i.associateElement)==null||a.call(i,this))}disconnectedCallback(){var e,i;(i=(e=er(this,Ie))==null?void 0:e.unassociateElement)==null||i.call(e,this),tr(this,Ie,null)}};Ie=new WeakMap;Gi.shadowRootOptions={mode:"open"};Gi.getTemplateHTML=Dc;d.customElements.get("media-control-bar")||d.customElements.define("media-control-bar",Gi);var Zt={PLACEMENT:"placement",BOUNDS:"bounds"};function Cc(t){return`
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
  `}var Jt=class extends d.HTMLElement{constructor(){if(super(),this.updateXOffset=()=>{var e;if(!Ra(this,{checkOpacity:!1,checkVisibilityCSS:!1}))return;let i=this.placement;if(i==="left"||i==="right"){this.style.removeProperty("--media-tooltip-offset-x");return}let a=getComputedStyle(this),r=(e=ye(this,"#"+this.bounds))!=null?e:ce(this);if(!r)return;let{x:s,width:n}=r.getBoundingClientRect(),{x:l,width:c}=this.getBoundingClientRect(),E=l+c,_=s+n,T=a.getPropertyValue("--media-tooltip-offset-x"),f=T?parseFloat(T.replace("px","")):0,m=a.getPropertyValue("--media-tooltip-container-margin"),A=m?parseFloat(m.replace("px","")):0,v=l-s+f-A,w=E-_+f+A;if(v<0){this.style.setProperty("--media-tooltip-offset-x",`${v}px`);return}if(w>0){this.style.setProperty("--media-tooltip-offset-x",`${w}px`);return}this.style.removeProperty("--media-tooltip-offset-x")},!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}if(this.arrowEl=this.shadowRoot.querySelector("#arrow"),Object.prototype.hasOwnProperty.call(this,"placement")){let e=this.placement;delete this.placement,this.placement=e}}static get observedAttributes(){return[Zt.PLACEMENT,Zt.BOUNDS]}get placement(){return N(this,Zt.PLACEMENT)}set placement(e){U(this,Zt.PLACEMENT,e)}get bounds(){return N(this,Zt.BOUNDS)}set bounds(e){U(this,Zt.BOUNDS,e)}};Jt.shadowRootOptions={mode:"open"};Jt.getTemplateHTML=Cc;d.customElements.get("media-tooltip")||d.customElements.define("media-tooltip",Jt);var $s=Jt;var Gs=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},q=(t,e,i)=>(Gs(t,e,"read from private field"),i?i.call(t):e.get(t)),yt=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ir=(t,e,i,a)=>(Gs(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Ll=(t,e,i)=>(Gs(t,e,"access private method"),i),we,ei,Ks,Ml,tt,jt,ar,Vs,Rl,et={TOOLTIP_PLACEMENT:"tooltipplacement",DISABLED:"disabled",NO_TOOLTIP:"notooltip"};function xc(t,e={}){return`
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
        <template shadowrootmode="${$s.shadowRootOptions.mode}">
          ${$s.getTemplateHTML({})}
        </template>
        <slot name="tooltip-content">
          ${this.getTooltipContentHTML(t)}
        </slot>
      </media-tooltip>
    </slot>
  `}function Oc(t,e){return`
    <slot></slot>
  `}function Uc(){return""}var V=class extends d.HTMLElement{constructor(){if(super(),yt(this,Ks),yt(this,Vs),yt(this,we,void 0),this.preventClick=!1,this.tooltipEl=null,yt(this,ei,e=>{this.preventClick||this.handleClick(e),setTimeout(q(this,tt),0)}),yt(this,tt,()=>{var e,i;(i=(e=this.tooltipEl)==null?void 0:e.updateXOffset)==null||i.call(e)}),yt(this,jt,e=>{let{key:i}=e;if(!this.keysUsed.includes(i)){this.removeEventListener("keyup",q(this,jt));return}this.preventClick||this.handleClick(e)}),yt(this,ar,e=>{let{metaKey:i,altKey:a,key:r}=e;if(i||a||!this.keysUsed.includes(r)){this.removeEventListener("keyup",q(this,jt));return}this.addEventListener("keyup",q(this,jt),{once:!0})}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}this.tooltipEl=this.shadowRoot.querySelector("media-tooltip")}static get observedAttributes(){return["disabled",et.TOOLTIP_PLACEMENT,S.MEDIA_CONTROLLER,o.MEDIA_LANG]}enable(){this.addEventListener("click",q(this,ei)),this.addEventListener("keydown",q(this,ar)),this.tabIndex=0}disable(){this.removeEventListener("click",q(this,ei)),this.removeEventListener("keydown",q(this,ar)),this.removeEventListener("keyup",q(this,jt)),this.tabIndex=-1}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER?(i&&((s=(r=q(this,we))==null?void 0:r.unassociateElement)==null||s.call(r,this),ir(this,we,null)),a&&this.isConnected&&(ir(this,we,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=q(this,we))==null?void 0:l.associateElement)==null||c.call(l,this))):e==="disabled"&&a!==i?a==null?this.enable():this.disable():e===et.TOOLTIP_PLACEMENT&&this.tooltipEl&&a!==i?this.tooltipEl.placement=a:e===o.MEDIA_LANG&&(this.shadowRoot.querySelector('slot[name="tooltip-content"]').innerHTML=this.constructor.getTooltipContentHTML()),Ll(this,Ks,Ml).call(this)&&q(this,tt).call(this)}connectedCallback(){var e,i,a;let{style:r}=O(this.shadowRoot,":host");r.setProperty("display",`var(--media-control-display, var(--${this.localName}-display, inline-flex))`),this.hasAttribute("disabled")?this.disable():this.enable(),this.setAttribute("role","button");let s=this.getAttribute(S.MEDIA_CONTROLLER);s&&(ir(this,we,(e=this.getRootNode())==null?void 0:e.getElementById(s)),(a=(i=q(this,we))==null?void 0:i.associateElement)==null||a.call(i,this)),d.customElements.whenDefined("media-tooltip").then(()=>Ll(this,Vs,Rl).call(this))}disconnectedCallback(){var e,i;this.disable(),(i=(e=q(this,we))==null?void 0:e.unassociateElement)==null||i.call(e,this),ir(this,we,null),this.removeEventListener("mouseenter",q(this,tt)),this.removeEventListener("focus",q(this,tt)),this.removeEventListener("click",q(this,ei))}get keysUsed(){return["Enter"," "]}get tooltipPlacement(){return N(this,et.TOOLTIP_PLACEMENT)}set tooltipPlacement(e){U(this,et.TOOLTIP_PLACEMENT,e)}get mediaController(){return N(this,S.MEDIA_CONTROLLER)}set mediaController(e){U(this,S.MEDIA_CONTROLLER,e)}get disabled(){return k(this,et.DISABLED)}set disabled(e){I(this,et.DISABLED,e)}get noTooltip(){return k(this,et.NO_TOOLTIP)}set noTooltip(e){I(this,et.NO_TOOLTIP,e)}handleClick(e){}};we=new WeakMap;ei=new WeakMap;Ks=new WeakSet;Ml=function(){try{return this.matches(":hover, :focus-visible")}catch{return this.matches(":hover, :focus")}};tt=new WeakMap;jt=new WeakMap;ar=new WeakMap;Vs=new WeakSet;Rl=function(){this.addEventListener("mouseenter",q(this,tt)),this.addEventListener("focus",q(this,tt)),this.addEventListener("click",q(this,ei));let t=this.tooltipPlacement;t&&this.tooltipEl&&(this.tooltipEl.placement=t)};V.shadowRootOptions={mode:"open"};V.getTemplateHTML=xc;V.getSlotTemplateHTML=Oc;V.getTooltipContentHTML=Uc;d.customElements.get("media-chrome-button")||d.customElements.define("media-chrome-button",V);var Pc=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="m6 21 15-9L6 3v18Z"/>
</svg>`,Nc=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M6 20h4V4H6v16Zm8-16v16h4V4h-4Z"/>
</svg>`;function Hc(t){return`
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
      <slot name="play">${Pc}</slot>
      <slot name="pause">${Nc}</slot>
    </slot>
  `}function Fc(){return`
    <slot name="tooltip-play">${g("Play")}</slot>
    <slot name="tooltip-pause">${g("Pause")}</slot>
  `}var Dl=t=>{let e=t.mediaPaused?g("play"):g("pause");t.setAttribute("aria-label",e)},qi=class extends V{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PAUSED,o.MEDIA_ENDED]}connectedCallback(){super.connectedCallback(),Dl(this)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),(e===o.MEDIA_PAUSED||e===o.MEDIA_LANG)&&Dl(this)}get mediaPaused(){return k(this,o.MEDIA_PAUSED)}set mediaPaused(e){I(this,o.MEDIA_PAUSED,e)}handleClick(){let e=this.mediaPaused?h.MEDIA_PLAY_REQUEST:h.MEDIA_PAUSE_REQUEST;this.dispatchEvent(new d.CustomEvent(e,{composed:!0,bubbles:!0}))}};qi.getSlotTemplateHTML=Hc;qi.getTooltipContentHTML=Fc;d.customElements.get("media-play-button")||d.customElements.define("media-play-button",qi);var ti={SEEK_OFFSET:"seekoffset"},qs=30,Wc=t=>`
  <svg aria-hidden="true" viewBox="0 0 20 24">
    <defs>
      <style>.text{font-size:8px;font-family:Arial-BoldMT, Arial;font-weight:700;}</style>
    </defs>
    <text class="text value" transform="translate(2.18 19.87)">${t}</text>
    <path d="M10 6V3L4.37 7 10 10.94V8a5.54 5.54 0 0 1 1.9 10.48v2.12A7.5 7.5 0 0 0 10 6Z"/>
  </svg>`;function Bc(t,e){return`
    <slot name="icon">${Wc(e.seekOffset)}</slot>
  `}var $c=(t,e)=>{t.setAttribute("aria-label",g("seek back {seekOffset} seconds",{seekOffset:e}))};function Kc(){return g("Seek backward")}var Vc=0,Yi=class extends V{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_CURRENT_TIME,ti.SEEK_OFFSET]}connectedCallback(){super.connectedCallback(),this.seekOffset=R(this,ti.SEEK_OFFSET,qs)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),$c(this,this.seekOffset),e===ti.SEEK_OFFSET&&(this.seekOffset=R(this,ti.SEEK_OFFSET,qs))}get seekOffset(){return R(this,ti.SEEK_OFFSET,qs)}set seekOffset(e){P(this,ti.SEEK_OFFSET,e),this.setAttribute("aria-label",g("seek back {seekOffset} seconds",{seekOffset:this.seekOffset})),La(Ma(this,"icon"),this.seekOffset)}get mediaCurrentTime(){return R(this,o.MEDIA_CURRENT_TIME,Vc)}set mediaCurrentTime(e){P(this,o.MEDIA_CURRENT_TIME,e)}handleClick(){let e=Math.max(this.mediaCurrentTime-this.seekOffset,0),i=new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:e});this.dispatchEvent(i)}};Yi.getSlotTemplateHTML=Bc;Yi.getTooltipContentHTML=Kc;d.customElements.get("media-seek-backward-button")||d.customElements.define("media-seek-backward-button",Yi);var ii={SEEK_OFFSET:"seekoffset"},Ys=30,Gc=t=>`
  <svg aria-hidden="true" viewBox="0 0 20 24">
    <defs>
      <style>.text{font-size:8px;font-family:Arial-BoldMT, Arial;font-weight:700;}</style>
    </defs>
    <text class="text value" transform="translate(8.9 19.87)">${t}</text>
    <path d="M10 6V3l5.61 4L10 10.94V8a5.54 5.54 0 0 0-1.9 10.48v2.12A7.5 7.5 0 0 1 10 6Z"/>
  </svg>`;function qc(t,e){return`
    <slot name="icon">${Gc(e.seekOffset)}</slot>
  `}var Yc=(t,e)=>{t.setAttribute("aria-label",g("seek forward {seekOffset} seconds",{seekOffset:e}))};function Qc(){return g("Seek forward")}var zc=0,Qi=class extends V{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_CURRENT_TIME,ii.SEEK_OFFSET]}connectedCallback(){super.connectedCallback(),this.seekOffset=R(this,ii.SEEK_OFFSET,Ys)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),Yc(this,this.seekOffset),e===ii.SEEK_OFFSET&&(this.seekOffset=R(this,ii.SEEK_OFFSET,Ys))}get seekOffset(){return R(this,ii.SEEK_OFFSET,Ys)}set seekOffset(e){P(this,ii.SEEK_OFFSET,e),this.setAttribute("aria-label",g("seek forward {seekOffset} seconds",{seekOffset:this.seekOffset})),La(Ma(this,"icon"),this.seekOffset)}get mediaCurrentTime(){return R(this,o.MEDIA_CURRENT_TIME,zc)}set mediaCurrentTime(e){P(this,o.MEDIA_CURRENT_TIME,e)}handleClick(){let e=this.mediaCurrentTime+this.seekOffset,i=new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:e});this.dispatchEvent(i)}};Qi.getSlotTemplateHTML=qc;Qi.getTooltipContentHTML=Qc;d.customElements.get("media-seek-forward-button")||d.customElements.define("media-seek-forward-button",Qi);var Xc=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M16.5 12A4.5 4.5 0 0 0 14 8v2.18l2.45 2.45a4.22 4.22 0 0 0 .05-.63Zm2.5 0a6.84 6.84 0 0 1-.54 2.64L20 16.15A8.8 8.8 0 0 0 21 12a9 9 0 0 0-7-8.77v2.06A7 7 0 0 1 19 12ZM4.27 3 3 4.27 7.73 9H3v6h4l5 5v-6.73l4.25 4.25A6.92 6.92 0 0 1 14 18.7v2.06A9 9 0 0 0 17.69 19l2 2.05L21 19.73l-9-9L4.27 3ZM12 4 9.91 6.09 12 8.18V4Z"/>
</svg>`,Cl=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M3 9v6h4l5 5V4L7 9H3Zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.47 4.47 0 0 0 2.5-4Z"/>
</svg>`,Zc=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M3 9v6h4l5 5V4L7 9H3Zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.47 4.47 0 0 0 2.5-4ZM14 3.23v2.06a7 7 0 0 1 0 13.42v2.06a9 9 0 0 0 0-17.54Z"/>
</svg>`;function Jc(t){return`
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
      <slot name="off">${Xc}</slot>
      <slot name="low">${Cl}</slot>
      <slot name="medium">${Cl}</slot>
      <slot name="high">${Zc}</slot>
    </slot>
  `}function jc(){return`
    <slot name="tooltip-mute">${g("Mute")}</slot>
    <slot name="tooltip-unmute">${g("Unmute")}</slot>
  `}var xl=t=>{let i=t.mediaVolumeLevel==="off"?g("unmute"):g("mute");t.setAttribute("aria-label",i)},zi=class extends V{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_VOLUME_LEVEL]}connectedCallback(){super.connectedCallback(),xl(this)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_VOLUME_LEVEL&&xl(this)}get mediaVolumeLevel(){return N(this,o.MEDIA_VOLUME_LEVEL)}set mediaVolumeLevel(e){U(this,o.MEDIA_VOLUME_LEVEL,e)}handleClick(){let e=this.mediaVolumeLevel==="off"?h.MEDIA_UNMUTE_REQUEST:h.MEDIA_MUTE_REQUEST;this.dispatchEvent(new d.CustomEvent(e,{composed:!0,bubbles:!0}))}};zi.getSlotTemplateHTML=Jc;zi.getTooltipContentHTML=jc;d.customElements.get("media-mute-button")||d.customElements.define("media-mute-button",zi);var en=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},$=(t,e,i)=>(en(t,e,"read from private field"),i?i.call(t):e.get(t)),J=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},it=(t,e,i,a)=>(en(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Ae=(t,e,i)=>(en(t,e,"access private method"),i),Le,mr,rr,sr,Te,ur,nr,or,lr,tn,Ol,dr,Qs,cr,zs,hr,an,Xs,Ul,Zs,Pl,Js,Nl,js,Hl;function eu(t){return`
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
  `}function tu(t){return""}var at=class extends d.HTMLElement{constructor(){if(super(),J(this,tn),J(this,dr),J(this,cr),J(this,hr),J(this,Xs),J(this,Zs),J(this,Js),J(this,js),J(this,Le,void 0),J(this,mr,void 0),J(this,rr,void 0),J(this,sr,void 0),J(this,Te,{}),J(this,ur,[]),J(this,nr,()=>{if(this.range.matches(":focus-visible")){let{style:e}=O(this.shadowRoot,":host");e.setProperty("--_focus-visible-box-shadow","var(--_focus-box-shadow)")}}),J(this,or,()=>{let{style:e}=O(this.shadowRoot,":host");e.removeProperty("--_focus-visible-box-shadow")}),J(this,lr,()=>{let e=this.shadowRoot.querySelector("#segments-clipping");e&&e.parentNode.append(e)}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}this.container=this.shadowRoot.querySelector("#container"),it(this,rr,this.shadowRoot.querySelector("#startpoint")),it(this,sr,this.shadowRoot.querySelector("#endpoint")),this.range=this.shadowRoot.querySelector("#range"),this.appearance=this.shadowRoot.querySelector("#appearance")}static get observedAttributes(){return["disabled","aria-disabled",S.MEDIA_CONTROLLER]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER?(i&&((s=(r=$(this,Le))==null?void 0:r.unassociateElement)==null||s.call(r,this),it(this,Le,null)),a&&this.isConnected&&(it(this,Le,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=$(this,Le))==null?void 0:l.associateElement)==null||c.call(l,this))):(e==="disabled"||e==="aria-disabled"&&i!==a)&&(a==null?(this.range.removeAttribute(e),Ae(this,dr,Qs).call(this)):(this.range.setAttribute(e,a),Ae(this,cr,zs).call(this)))}connectedCallback(){var e,i,a;let{style:r}=O(this.shadowRoot,":host");r.setProperty("display",`var(--media-control-display, var(--${this.localName}-display, inline-flex))`),$(this,Te).pointer=O(this.shadowRoot,"#pointer"),$(this,Te).progress=O(this.shadowRoot,"#progress"),$(this,Te).thumb=O(this.shadowRoot,'#thumb, ::slotted([slot="thumb"])'),$(this,Te).activeSegment=O(this.shadowRoot,"#segments-clipping rect:nth-child(0)");let s=this.getAttribute(S.MEDIA_CONTROLLER);s&&(it(this,Le,(e=this.getRootNode())==null?void 0:e.getElementById(s)),(a=(i=$(this,Le))==null?void 0:i.associateElement)==null||a.call(i,this)),this.updateBar(),this.shadowRoot.addEventListener("focusin",$(this,nr)),this.shadowRoot.addEventListener("focusout",$(this,or)),Ae(this,dr,Qs).call(this),We(this.container,$(this,lr))}disconnectedCallback(){var e,i;Ae(this,cr,zs).call(this),(i=(e=$(this,Le))==null?void 0:e.unassociateElement)==null||i.call(e,this),it(this,Le,null),this.shadowRoot.removeEventListener("focusin",$(this,nr)),this.shadowRoot.removeEventListener("focusout",$(this,or)),Be(this.container,$(this,lr))}updatePointerBar(e){var i;(i=$(this,Te).pointer)==null||i.style.setProperty("width",`${this.getPointerRatio(e)*100}%`)}updateBar(){var e,i;let a=this.range.valueAsNumber*100;(e=$(this,Te).progress)==null||e.style.setProperty("width",`${a}%`),(i=$(this,Te).thumb)==null||i.style.setProperty("left",`${a}%`)}updateSegments(e){let i=this.shadowRoot.querySelector("#segments-clipping");if(i.textContent="",this.container.classList.toggle("segments",!!e?.length),!e?.length)return;let a=[...new Set([+this.range.min,...e.flatMap(s=>[s.start,s.end]),+this.range.max])];it(this,ur,[...a]);let r=a.pop();for(let[s,n]of a.entries()){let[l,c]=[s===0,s===a.length-1],E=l?"calc(var(--segments-gap) / -1)":`${n*100}%`,T=`calc(${((c?r:a[s+1])-n)*100}%${l||c?"":" - var(--segments-gap)"})`,f=H.createElementNS("http://www.w3.org/2000/svg","rect"),m=Mi(this.shadowRoot,`#segments-clipping rect:nth-child(${s+1})`);m.style.setProperty("x",E),m.style.setProperty("width",T),i.append(f)}}getPointerRatio(e){return Fo(e.clientX,e.clientY,$(this,rr).getBoundingClientRect(),$(this,sr).getBoundingClientRect())}get dragging(){return this.hasAttribute("dragging")}handleEvent(e){switch(e.type){case"pointermove":Ae(this,js,Hl).call(this,e);break;case"input":this.updateBar();break;case"pointerenter":Ae(this,Xs,Ul).call(this,e);break;case"pointerdown":Ae(this,hr,an).call(this,e);break;case"pointerup":Ae(this,Zs,Pl).call(this);break;case"pointerleave":Ae(this,Js,Nl).call(this);break}}get keysUsed(){return["ArrowUp","ArrowRight","ArrowDown","ArrowLeft"]}};Le=new WeakMap;mr=new WeakMap;rr=new WeakMap;sr=new WeakMap;Te=new WeakMap;ur=new WeakMap;nr=new WeakMap;or=new WeakMap;lr=new WeakMap;tn=new WeakSet;Ol=function(t){let e=$(this,Te).activeSegment;if(!e)return;let i=this.getPointerRatio(t),r=`#segments-clipping rect:nth-child(${$(this,ur).findIndex((s,n,l)=>{let c=l[n+1];return c!=null&&i>=s&&i<=c})+1})`;(e.selectorText!=r||!e.style.transform)&&(e.selectorText=r,e.style.setProperty("transform","var(--media-range-segment-hover-transform, scaleY(2))"))};dr=new WeakSet;Qs=function(){this.hasAttribute("disabled")||!this.isConnected||(this.addEventListener("input",this),this.addEventListener("pointerdown",this),this.addEventListener("pointerenter",this))};cr=new WeakSet;zs=function(){var t,e;this.removeEventListener("input",this),this.removeEventListener("pointerdown",this),this.removeEventListener("pointerenter",this),this.removeEventListener("pointerleave",this),(t=d.window)==null||t.removeEventListener("pointerup",this),(e=d.window)==null||e.removeEventListener("pointermove",this)};hr=new WeakSet;an=function(t){var e;it(this,mr,t.composedPath().includes(this.range)),(e=d.window)==null||e.addEventListener("pointerup",this,{once:!0})};Xs=new WeakSet;Ul=function(t){var e;t.pointerType!=="mouse"&&Ae(this,hr,an).call(this,t),this.addEventListener("pointerleave",this,{once:!0}),(e=d.window)==null||e.addEventListener("pointermove",this)};Zs=new WeakSet;Pl=function(){var t;(t=d.window)==null||t.removeEventListener("pointerup",this),this.toggleAttribute("dragging",!1),this.range.disabled=this.hasAttribute("disabled")};Js=new WeakSet;Nl=function(){var t,e;this.removeEventListener("pointerleave",this),(t=d.window)==null||t.removeEventListener("pointermove",this),this.toggleAttribute("dragging",!1),this.range.disabled=this.hasAttribute("disabled"),(e=$(this,Te).activeSegment)==null||e.style.removeProperty("transform")};js=new WeakSet;Hl=function(t){t.pointerType==="pen"&&t.buttons===0||(this.toggleAttribute("dragging",t.buttons===1||t.pointerType!=="mouse"),this.updatePointerBar(t),Ae(this,tn,Ol).call(this,t),this.dragging&&(t.pointerType!=="mouse"||!$(this,mr))&&(this.range.disabled=!0,this.range.valueAsNumber=this.getPointerRatio(t),this.range.dispatchEvent(new Event("input",{bubbles:!0,composed:!0}))))};at.shadowRootOptions={mode:"open"};at.getTemplateHTML=eu;at.getContainerTemplateHTML=tu;d.customElements.get("media-chrome-range")||d.customElements.define("media-chrome-range",at);var Fl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},pr=(t,e,i)=>(Fl(t,e,"read from private field"),i?i.call(t):e.get(t)),iu=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Er=(t,e,i,a)=>(Fl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Me;function au(t){return`
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
  `}var ai=class extends d.HTMLElement{constructor(){if(super(),iu(this,Me,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER,o.MEDIA_PREVIEW_IMAGE,o.MEDIA_PREVIEW_COORDS]}connectedCallback(){var e,i,a;let r=this.getAttribute(S.MEDIA_CONTROLLER);r&&(Er(this,Me,(e=this.getRootNode())==null?void 0:e.getElementById(r)),(a=(i=pr(this,Me))==null?void 0:i.associateElement)==null||a.call(i,this))}disconnectedCallback(){var e,i;(i=(e=pr(this,Me))==null?void 0:e.unassociateElement)==null||i.call(e,this),Er(this,Me,null)}attributeChangedCallback(e,i,a){var r,s,n,l,c;[o.MEDIA_PREVIEW_IMAGE,o.MEDIA_PREVIEW_COORDS].includes(e)&&this.update(),e===S.MEDIA_CONTROLLER&&(i&&((s=(r=pr(this,Me))==null?void 0:r.unassociateElement)==null||s.call(r,this),Er(this,Me,null)),a&&this.isConnected&&(Er(this,Me,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=pr(this,Me))==null?void 0:l.associateElement)==null||c.call(l,this)))}get mediaPreviewImage(){return N(this,o.MEDIA_PREVIEW_IMAGE)}set mediaPreviewImage(e){U(this,o.MEDIA_PREVIEW_IMAGE,e)}get mediaPreviewCoords(){let e=this.getAttribute(o.MEDIA_PREVIEW_COORDS);if(e)return e.split(/\s+/).map(i=>+i)}set mediaPreviewCoords(e){if(!e){this.removeAttribute(o.MEDIA_PREVIEW_COORDS);return}this.setAttribute(o.MEDIA_PREVIEW_COORDS,e.join(" "))}update(){let e=this.mediaPreviewCoords,i=this.mediaPreviewImage;if(!(e&&i))return;let[a,r,s,n]=e,l=i.split("#")[0],c=getComputedStyle(this),{maxWidth:E,maxHeight:_,minWidth:T,minHeight:f}=c,m=c.getPropertyValue("--media-preview-thumbnail-object-fit").trim()||"contain",A,v;if(m==="fill"){let He=parseInt(E)/s,Fe=parseInt(_)/n,yi=parseInt(T)/s,ut=parseInt(f)/n;A=He<1?He:Math.max(He,yi),v=Fe<1?Fe:Math.max(Fe,ut)}else{let He=Math.min(parseInt(E)/s,parseInt(_)/n),Fe=Math.max(parseInt(T)/s,parseInt(f)/n),ut=He<1?He:Fe>1?Fe:1;A=ut,v=ut}let{style:w}=O(this.shadowRoot,":host"),y=O(this.shadowRoot,"img").style,j=this.shadowRoot.querySelector("img"),Si=Math.min(A,v)<1?"min":"max";w.setProperty(`${Si}-width`,"initial","important"),w.setProperty(`${Si}-height`,"initial","important"),w.width=`${s*A}px`,w.height=`${n*v}px`;let xt=()=>{y.width=`${this.imgWidth*A}px`,y.height=`${this.imgHeight*v}px`,y.display="block"};j.src!==l&&(j.onload=()=>{this.imgWidth=j.naturalWidth,this.imgHeight=j.naturalHeight,xt(),j.onload=null},j.src=l,xt()),xt(),y.transform=`translate(-${a*A}px, -${r*v}px)`}};Me=new WeakMap;ai.shadowRootOptions={mode:"open"};ai.getTemplateHTML=au;d.customElements.get("media-preview-thumbnail")||d.customElements.define("media-preview-thumbnail",ai);var rn=ai;var Wl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},vr=(t,e,i)=>(Wl(t,e,"read from private field"),i?i.call(t):e.get(t)),ru=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},fr=(t,e,i,a)=>(Wl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Re;function su(t,e={}){return`
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
  `}function nu(t,e){return`
    <slot></slot>
  `}var ue=class extends d.HTMLElement{constructor(){if(super(),ru(this,Re,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===S.MEDIA_CONTROLLER&&(i&&((s=(r=vr(this,Re))==null?void 0:r.unassociateElement)==null||s.call(r,this),fr(this,Re,null)),a&&this.isConnected&&(fr(this,Re,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=vr(this,Re))==null?void 0:l.associateElement)==null||c.call(l,this)))}connectedCallback(){var e,i,a;let{style:r}=O(this.shadowRoot,":host");r.setProperty("display",`var(--media-control-display, var(--${this.localName}-display, inline-flex))`);let s=this.getAttribute(S.MEDIA_CONTROLLER);s&&(fr(this,Re,(e=this.getRootNode())==null?void 0:e.getElementById(s)),(a=(i=vr(this,Re))==null?void 0:i.associateElement)==null||a.call(i,this))}disconnectedCallback(){var e,i;(i=(e=vr(this,Re))==null?void 0:e.unassociateElement)==null||i.call(e,this),fr(this,Re,null)}};Re=new WeakMap;ue.shadowRootOptions={mode:"open"};ue.getTemplateHTML=su;ue.getSlotTemplateHTML=nu;d.customElements.get("media-text-display")||d.customElements.define("media-text-display",ue);var Bl=[{singular:"hour",plural:"hours"},{singular:"minute",plural:"minutes"},{singular:"second",plural:"seconds"}],$l=(t,e)=>{let i=t===1?g(Bl[e].singular):g(Bl[e].plural);return`${t} ${i}`},kt=t=>{if(!Qt(t))return"";let e=Math.abs(t),i=e!==t,a=new Date(0,0,0,0,0,e,0),s=[a.getHours(),a.getMinutes(),a.getSeconds()].map((n,l)=>n&&$l(n,l)).filter(n=>n).join(", ");return i?g("{time} remaining",{time:s}):e===0?$l(0,2):s};function It(t,e){let i=!1;t<0&&(i=!0,t=0-t),t=t<0?0:t;let a=Math.floor(t%60),r=Math.floor(t/60%60),s=Math.floor(t/3600),n=Math.floor(e/60%60),l=Math.floor(e/3600);return(isNaN(t)||t===1/0)&&(s=r=a="0"),s=s>0||l>0?s+":":"",r=((s||n>=10)&&r<10?"0"+r:r)+":",a=a<10?"0"+a:a,(i?"-":"")+s+r+a}var Mp=Object.freeze({length:0,start(t){let e=t>>>0;if(e>=this.length)throw new DOMException(`Failed to execute 'start' on 'TimeRanges': The index provided (${e}) is greater than or equal to the maximum bound (${this.length}).`);return 0},end(t){let e=t>>>0;if(e>=this.length)throw new DOMException(`Failed to execute 'end' on 'TimeRanges': The index provided (${e}) is greater than or equal to the maximum bound (${this.length}).`);return 0}});var Vl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Kl=(t,e,i)=>(Vl(t,e,"read from private field"),i?i.call(t):e.get(t)),ou=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},lu=(t,e,i,a)=>(Vl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Xi,sn=class extends ue{constructor(){super(),ou(this,Xi,void 0),lu(this,Xi,this.shadowRoot.querySelector("slot")),Kl(this,Xi).textContent=It(0)}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PREVIEW_TIME]}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_PREVIEW_TIME&&a!=null&&(Kl(this,Xi).textContent=It(parseFloat(a)))}get mediaPreviewTime(){return R(this,o.MEDIA_PREVIEW_TIME)}set mediaPreviewTime(e){P(this,o.MEDIA_PREVIEW_TIME,e)}};Xi=new WeakMap;d.customElements.get("media-preview-time-display")||d.customElements.define("media-preview-time-display",sn);var Gl=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},du=(t,e,i)=>(Gl(t,e,"read from private field"),i?i.call(t):e.get(t)),cu=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},uu=(t,e,i,a)=>(Gl(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),gr,nn=class extends ue{constructor(){super(),cu(this,gr,void 0),uu(this,gr,this.shadowRoot.querySelector("slot"))}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PREVIEW_CHAPTER,o.MEDIA_LANG]}attributeChangedCallback(e,i,a){if(super.attributeChangedCallback(e,i,a),(e===o.MEDIA_PREVIEW_CHAPTER||e===o.MEDIA_LANG)&&a!==i&&a!=null)if(du(this,gr).textContent=a,a!==""){let r=g("chapter: {chapterName}",{chapterName:a});this.setAttribute("aria-valuetext",r)}else this.removeAttribute("aria-valuetext")}get mediaPreviewChapter(){return N(this,o.MEDIA_PREVIEW_CHAPTER)}set mediaPreviewChapter(e){U(this,o.MEDIA_PREVIEW_CHAPTER,e)}};gr=new WeakMap;d.customElements.get("media-preview-chapter-display")||d.customElements.define("media-preview-chapter-display",nn);var ql=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},X=(t,e,i)=>(ql(t,e,"read from private field"),i?i.call(t):e.get(t)),De=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},de=(t,e,i,a)=>(ql(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),hu=(t,e,i,a)=>({set _(r){de(t,e,r,i)},get _(){return X(t,e,a)}}),ri,br,si,Zi,_r,Ar,Tr,ni,wt,Sr,yr=class{constructor(e,i,a){De(this,ri,void 0),De(this,br,void 0),De(this,si,void 0),De(this,Zi,void 0),De(this,_r,void 0),De(this,Ar,void 0),De(this,Tr,void 0),De(this,ni,void 0),De(this,wt,0),De(this,Sr,(r=performance.now())=>{de(this,wt,requestAnimationFrame(X(this,Sr))),de(this,Zi,performance.now()-X(this,si));let s=1e3/this.fps;if(X(this,Zi)>s){de(this,si,r-X(this,Zi)%s);let n=1e3/((r-X(this,br))/++hu(this,_r)._),l=(r-X(this,Ar))/1e3/this.duration,c=X(this,Tr)+l*this.playbackRate;c-X(this,ri).valueAsNumber>0?de(this,ni,this.playbackRate/this.duration/n):(de(this,ni,.995*X(this,ni)),c=X(this,ri).valueAsNumber+X(this,ni)),this.callback(c)}}),de(this,ri,e),this.callback=i,this.fps=a}start(){X(this,wt)===0&&(de(this,si,performance.now()),de(this,br,X(this,si)),de(this,_r,0),X(this,Sr).call(this))}stop(){X(this,wt)!==0&&(cancelAnimationFrame(X(this,wt)),de(this,wt,0))}update({start:e,duration:i,playbackRate:a}){let r=e-X(this,ri).valueAsNumber,s=Math.abs(i-this.duration);(r>0||r<-.5/i||s>=.5)&&this.callback(e),de(this,Tr,e),de(this,Ar,performance.now()),this.duration=i,this.playbackRate=a}};ri=new WeakMap;br=new WeakMap;si=new WeakMap;Zi=new WeakMap;_r=new WeakMap;Ar=new WeakMap;Tr=new WeakMap;ni=new WeakMap;wt=new WeakMap;Sr=new WeakMap;var un=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},F=(t,e,i)=>(un(t,e,"read from private field"),i?i.call(t):e.get(t)),Y=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},he=(t,e,i,a)=>(un(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),me=(t,e,i)=>(un(t,e,"access private method"),i),oi,rt,wr,ji,Lr,Ir,ea,ta,li,di,Ji,on,Yl,ln,Mr,hn,Rr,mn,Dr,pn,dn,Ql,ia,Cr,cn,zl,mu=t=>{let e=t.range,i=kt(+Xl(t)),a=kt(+t.mediaSeekableEnd),r=i&&a?g("{currentTime} of {totalTime}",{currentTime:i,totalTime:a}):g("video not loaded, unknown time.");e.setAttribute("aria-valuetext",r)};function pu(t){return`
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
          <template shadowrootmode="${rn.shadowRootOptions.mode}">
            ${rn.getTemplateHTML({})}
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
  `}var kr=(t,e=t.mediaCurrentTime)=>{let i=Number.isFinite(t.mediaSeekableStart)?t.mediaSeekableStart:0,a=Number.isFinite(t.mediaDuration)?t.mediaDuration:t.mediaSeekableEnd;if(Number.isNaN(a))return 0;let r=(e-i)/(a-i);return Math.max(0,Math.min(r,1))},Xl=(t,e=t.range.valueAsNumber)=>{let i=Number.isFinite(t.mediaSeekableStart)?t.mediaSeekableStart:0,a=Number.isFinite(t.mediaDuration)?t.mediaDuration:t.mediaSeekableEnd;return Number.isNaN(a)?0:e*(a-i)+i},aa=class extends at{constructor(){super(),Y(this,on),Y(this,Mr),Y(this,Rr),Y(this,Dr),Y(this,dn),Y(this,ia),Y(this,cn),Y(this,oi,null),Y(this,rt,void 0),Y(this,wr,void 0),Y(this,ji,void 0),Y(this,Lr,void 0),Y(this,Ir,void 0),Y(this,ea,void 0),Y(this,ta,void 0),Y(this,li,void 0),Y(this,di,void 0),Y(this,Ji,()=>{me(this,on,Yl).call(this)?F(this,rt).start():F(this,rt).stop()}),Y(this,ln,a=>{this.dragging||(Qt(a)&&(this.range.valueAsNumber=a),F(this,di)||this.updateBar())}),this.shadowRoot.querySelector("#track").insertAdjacentHTML("afterbegin",'<div id="buffered" part="buffered"></div>'),he(this,wr,this.shadowRoot.querySelectorAll('[part~="box"]')),he(this,Lr,this.shadowRoot.querySelector('[part~="preview-box"]')),he(this,Ir,this.shadowRoot.querySelector('[part~="current-box"]'));let i=getComputedStyle(this);he(this,ea,parseInt(i.getPropertyValue("--media-box-padding-left"))),he(this,ta,parseInt(i.getPropertyValue("--media-box-padding-right"))),he(this,rt,new yr(this.range,F(this,ln),60))}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PAUSED,o.MEDIA_DURATION,o.MEDIA_SEEKABLE,o.MEDIA_CURRENT_TIME,o.MEDIA_PREVIEW_IMAGE,o.MEDIA_PREVIEW_TIME,o.MEDIA_PREVIEW_CHAPTER,o.MEDIA_BUFFERED,o.MEDIA_PLAYBACK_RATE,o.MEDIA_LOADING,o.MEDIA_ENDED]}connectedCallback(){var e;super.connectedCallback(),this.range.setAttribute("aria-label",g("seek")),F(this,Ji).call(this),he(this,oi,this.getRootNode()),(e=F(this,oi))==null||e.addEventListener("transitionstart",this)}disconnectedCallback(){var e;super.disconnectedCallback(),F(this,rt).stop(),(e=F(this,oi))==null||e.removeEventListener("transitionstart",this),he(this,oi,null)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),i!=a&&(e===o.MEDIA_CURRENT_TIME||e===o.MEDIA_PAUSED||e===o.MEDIA_ENDED||e===o.MEDIA_LOADING||e===o.MEDIA_DURATION||e===o.MEDIA_SEEKABLE?(F(this,rt).update({start:kr(this),duration:this.mediaSeekableEnd-this.mediaSeekableStart,playbackRate:this.mediaPlaybackRate}),F(this,Ji).call(this),mu(this)):e===o.MEDIA_BUFFERED&&this.updateBufferedBar(),(e===o.MEDIA_DURATION||e===o.MEDIA_SEEKABLE)&&(this.mediaChaptersCues=F(this,li),this.updateBar()))}get mediaChaptersCues(){return F(this,li)}set mediaChaptersCues(e){var i;he(this,li,e),this.updateSegments((i=F(this,li))==null?void 0:i.map(a=>({start:kr(this,a.startTime),end:kr(this,a.endTime)})))}get mediaPaused(){return k(this,o.MEDIA_PAUSED)}set mediaPaused(e){I(this,o.MEDIA_PAUSED,e)}get mediaLoading(){return k(this,o.MEDIA_LOADING)}set mediaLoading(e){I(this,o.MEDIA_LOADING,e)}get mediaDuration(){return R(this,o.MEDIA_DURATION)}set mediaDuration(e){P(this,o.MEDIA_DURATION,e)}get mediaCurrentTime(){return R(this,o.MEDIA_CURRENT_TIME)}set mediaCurrentTime(e){P(this,o.MEDIA_CURRENT_TIME,e)}get mediaPlaybackRate(){return R(this,o.MEDIA_PLAYBACK_RATE,1)}set mediaPlaybackRate(e){P(this,o.MEDIA_PLAYBACK_RATE,e)}get mediaBuffered(){let e=this.getAttribute(o.MEDIA_BUFFERED);return e?e.split(" ").map(i=>i.split(":").map(a=>+a)):[]}set mediaBuffered(e){if(!e){this.removeAttribute(o.MEDIA_BUFFERED);return}let i=e.map(a=>a.join(":")).join(" ");this.setAttribute(o.MEDIA_BUFFERED,i)}get mediaSeekable(){let e=this.getAttribute(o.MEDIA_SEEKABLE);if(e)return e.split(":").map(i=>+i)}set mediaSeekable(e){if(e==null){this.removeAttribute(o.MEDIA_SEEKABLE);return}this.setAttribute(o.MEDIA_SEEKABLE,e.join(":"))}get mediaSeekableEnd(){var e;let[,i=this.mediaDuration]=(e=this.mediaSeekable)!=null?e:[];return i}get mediaSeekableStart(){var e;let[i=0]=(e=this.mediaSeekable)!=null?e:[];return i}get mediaPreviewImage(){return N(this,o.MEDIA_PREVIEW_IMAGE)}set mediaPreviewImage(e){U(this,o.MEDIA_PREVIEW_IMAGE,e)}get mediaPreviewTime(){return R(this,o.MEDIA_PREVIEW_TIME)}set mediaPreviewTime(e){P(this,o.MEDIA_PREVIEW_TIME,e)}get mediaEnded(){return k(this,o.MEDIA_ENDED)}set mediaEnded(e){I(this,o.MEDIA_ENDED,e)}updateBar(){super.updateBar(),this.updateBufferedBar(),this.updateCurrentBox()}updateBufferedBar(){var e;let i=this.mediaBuffered;if(!i.length)return;let a;if(this.mediaEnded)a=1;else{let s=this.mediaCurrentTime,[,n=this.mediaSeekableStart]=(e=i.find(([l,c])=>l<=s&&s<=c))!=null?e:[];a=kr(this,n)}let{style:r}=O(this.shadowRoot,"#buffered");r.setProperty("width",`${a*100}%`)}updateCurrentBox(){if(!this.shadowRoot.querySelector('slot[name="current"]').assignedElements().length)return;let i=O(this.shadowRoot,"#current-rail"),a=O(this.shadowRoot,'[part~="current-box"]'),r=me(this,Mr,hn).call(this,F(this,Ir)),s=me(this,Rr,mn).call(this,r,this.range.valueAsNumber),n=me(this,Dr,pn).call(this,r,this.range.valueAsNumber);i.style.transform=`translateX(${s})`,i.style.setProperty("--_range-width",`${r.range.width}`),a.style.setProperty("--_box-shift",`${n}`),a.style.setProperty("--_box-width",`${r.box.width}px`),a.style.setProperty("visibility","initial")}handleEvent(e){switch(super.handleEvent(e),e.type){case"input":me(this,cn,zl).call(this);break;case"pointermove":me(this,dn,Ql).call(this,e);break;case"pointerup":F(this,di)&&he(this,di,!1);break;case"pointerdown":he(this,di,!0);break;case"pointerleave":me(this,ia,Cr).call(this,null);break;case"transitionstart":ee(e.target,this)&&setTimeout(()=>F(this,Ji).call(this),0);break}}};oi=new WeakMap;rt=new WeakMap;wr=new WeakMap;ji=new WeakMap;Lr=new WeakMap;Ir=new WeakMap;ea=new WeakMap;ta=new WeakMap;li=new WeakMap;di=new WeakMap;Ji=new WeakMap;on=new WeakSet;Yl=function(){return this.isConnected&&!this.mediaPaused&&!this.mediaLoading&&!this.mediaEnded&&this.mediaSeekableEnd>0&&Ra(this)};ln=new WeakMap;Mr=new WeakSet;hn=function(t){var e;let a=((e=this.getAttribute("bounds")?ye(this,`#${this.getAttribute("bounds")}`):this.parentElement)!=null?e:this).getBoundingClientRect(),r=this.range.getBoundingClientRect(),s=t.offsetWidth,n=-(r.left-a.left-s/2),l=a.right-r.left-s/2;return{box:{width:s,min:n,max:l},bounds:a,range:r}};Rr=new WeakSet;mn=function(t,e){let i=`${e*100}%`,{width:a,min:r,max:s}=t.box;if(!a)return i;if(Number.isNaN(r)||(i=`max(${`calc(1 / var(--_range-width) * 100 * ${r}% + var(--media-box-padding-left))`}, ${i})`),!Number.isNaN(s)){let l=`calc(1 / var(--_range-width) * 100 * ${s}% - var(--media-box-padding-right))`;i=`min(${i}, ${l})`}return i};Dr=new WeakSet;pn=function(t,e){let{width:i,min:a,max:r}=t.box,s=e*t.range.width;if(s<a+F(this,ea)){let n=t.range.left-t.bounds.left-F(this,ea);return`${s-i/2+n}px`}if(s>r-F(this,ta)){let n=t.bounds.right-t.range.right-F(this,ta);return`${s+i/2-n-t.range.width}px`}return 0};dn=new WeakSet;Ql=function(t){let e=[...F(this,wr)].some(_=>t.composedPath().includes(_));if(!this.dragging&&(e||!t.composedPath().includes(this))){me(this,ia,Cr).call(this,null);return}let i=this.mediaSeekableEnd;if(!i)return;let a=O(this.shadowRoot,"#preview-rail"),r=O(this.shadowRoot,'[part~="preview-box"]'),s=me(this,Mr,hn).call(this,F(this,Lr)),n=(t.clientX-s.range.left)/s.range.width;n=Math.max(0,Math.min(1,n));let l=me(this,Rr,mn).call(this,s,n),c=me(this,Dr,pn).call(this,s,n);a.style.transform=`translateX(${l})`,a.style.setProperty("--_range-width",`${s.range.width}`),r.style.setProperty("--_box-shift",`${c}`),r.style.setProperty("--_box-width",`${s.box.width}px`);let E=Math.round(F(this,ji))-Math.round(n*i);Math.abs(E)<1&&n>.01&&n<.99||(he(this,ji,n*i),me(this,ia,Cr).call(this,F(this,ji)))};ia=new WeakSet;Cr=function(t){this.dispatchEvent(new d.CustomEvent(h.MEDIA_PREVIEW_REQUEST,{composed:!0,bubbles:!0,detail:t}))};cn=new WeakSet;zl=function(){F(this,rt).stop();let t=Xl(this);this.dispatchEvent(new d.CustomEvent(h.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:t}))};aa.shadowRootOptions={mode:"open"};aa.getContainerTemplateHTML=pu;d.customElements.get("media-time-range")||d.customElements.define("media-time-range",aa);var fn=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Se=(t,e,i)=>(fn(t,e,"read from private field"),i?i.call(t):e.get(t)),Lt=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},gn=(t,e,i,a)=>(fn(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),nt=(t,e,i)=>(fn(t,e,"access private method"),i),ci,Ce,Nr,bn,Jl,Ur,_n,ra,xr,Or,En,st={REMAINING:"remaining",SHOW_DURATION:"showduration",NO_TOGGLE:"notoggle"},Zl=[...Object.values(st),o.MEDIA_CURRENT_TIME,o.MEDIA_DURATION,o.MEDIA_SEEKABLE],jl=["Enter"," "],Eu="&nbsp;/&nbsp;",vn=(t,{timesSep:e=Eu}={})=>{var i,a;let r=(i=t.mediaCurrentTime)!=null?i:0,[,s]=(a=t.mediaSeekable)!=null?a:[],n=0;Number.isFinite(t.mediaDuration)?n=t.mediaDuration:Number.isFinite(s)&&(n=s);let l=t.remaining?It(0-(n-r)):It(r);return t.showDuration?`${l}${e}${It(n)}`:l},vu=t=>{var e;let i=t.mediaCurrentTime,[,a]=(e=t.mediaSeekable)!=null?e:[],r=null;if(Number.isFinite(t.mediaDuration)?r=t.mediaDuration:Number.isFinite(a)&&(r=a),i==null||r===null){t.setAttribute("aria-description",g("video not loaded, unknown time."));return}let s=t.remaining?kt(0-(r-i)):kt(i);if(!t.showDuration){t.setAttribute("aria-description",s);return}let n=kt(r),l=g("{currentTime} of {totalTime}",{currentTime:s,totalTime:n});t.setAttribute("aria-description",l)};function fu(t,e){return`
    <slot>${vn(e)}</slot>
  `}var gu=t=>{t.setAttribute("aria-label",g("playback time"))},Pr=class extends ue{constructor(){super(),Lt(this,bn),Lt(this,Ur),Lt(this,ra),Lt(this,Or),Lt(this,ci,void 0),Lt(this,Ce,null),Lt(this,Nr,e=>{let{metaKey:i,altKey:a,key:r}=e;if(i||a||!jl.includes(r)){this.removeEventListener("keyup",Se(this,Ce));return}this.addEventListener("keyup",Se(this,Ce))}),gn(this,ci,this.shadowRoot.querySelector("slot")),Se(this,ci).innerHTML=`${vn(this)}`}static get observedAttributes(){return[...super.observedAttributes,...Zl,"disabled"]}connectedCallback(){let{style:e}=O(this.shadowRoot,":host(:hover:not([notoggle]))");e.setProperty("cursor","var(--media-cursor, pointer)"),e.setProperty("background","var(--media-control-hover-background, rgba(50 50 70 / .7))"),this.setAttribute("aria-label",g("playback time")),nt(this,ra,xr).call(this),super.connectedCallback()}toggleTimeDisplay(){this.noToggle||(this.hasAttribute("remaining")?this.removeAttribute("remaining"):this.setAttribute("remaining",""))}disconnectedCallback(){this.disable(),nt(this,Ur,_n).call(this),super.disconnectedCallback()}attributeChangedCallback(e,i,a){gu(this),Zl.includes(e)?this.update():e==="disabled"&&a!==i?a==null?nt(this,ra,xr).call(this):nt(this,Or,En).call(this):e===st.NO_TOGGLE&&a!==i&&(this.noToggle?nt(this,Or,En).call(this):nt(this,ra,xr).call(this)),super.attributeChangedCallback(e,i,a)}enable(){this.noToggle||(this.tabIndex=0)}disable(){this.tabIndex=-1}get remaining(){return k(this,st.REMAINING)}set remaining(e){I(this,st.REMAINING,e)}get showDuration(){return k(this,st.SHOW_DURATION)}set showDuration(e){I(this,st.SHOW_DURATION,e)}get noToggle(){return k(this,st.NO_TOGGLE)}set noToggle(e){I(this,st.NO_TOGGLE,e)}get mediaDuration(){return R(this,o.MEDIA_DURATION)}set mediaDuration(e){P(this,o.MEDIA_DURATION,e)}get mediaCurrentTime(){return R(this,o.MEDIA_CURRENT_TIME)}set mediaCurrentTime(e){P(this,o.MEDIA_CURRENT_TIME,e)}get mediaSeekable(){let e=this.getAttribute(o.MEDIA_SEEKABLE);if(e)return e.split(":").map(i=>+i)}set mediaSeekable(e){if(e==null){this.removeAttribute(o.MEDIA_SEEKABLE);return}this.setAttribute(o.MEDIA_SEEKABLE,e.join(":"))}update(){let e=vn(this);vu(this),e!==Se(this,ci).innerHTML&&(Se(this,ci).innerHTML=e)}};ci=new WeakMap;Ce=new WeakMap;Nr=new WeakMap;bn=new WeakSet;Jl=function(){Se(this,Ce)||(gn(this,Ce,t=>{let{key:e}=t;if(!jl.includes(e)){this.removeEventListener("keyup",Se(this,Ce));return}this.toggleTimeDisplay()}),this.addEventListener("keydown",Se(this,Nr)),this.addEventListener("click",this.toggleTimeDisplay))};Ur=new WeakSet;_n=function(){Se(this,Ce)&&(this.removeEventListener("keyup",Se(this,Ce)),this.removeEventListener("keydown",Se(this,Nr)),this.removeEventListener("click",this.toggleTimeDisplay),gn(this,Ce,null))};ra=new WeakSet;xr=function(){!this.noToggle&&!this.hasAttribute("disabled")&&(this.setAttribute("role","button"),this.enable(),nt(this,bn,Jl).call(this))};Or=new WeakSet;En=function(){this.removeAttribute("role"),this.disable(),nt(this,Ur,_n).call(this)};Pr.getSlotTemplateHTML=fu;d.customElements.get("media-time-display")||d.customElements.define("media-time-display",Pr);var td=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},sa=(t,e,i)=>(td(t,e,"read from private field"),i?i.call(t):e.get(t)),ed=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},na=(t,e,i,a)=>(td(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),xe,Fr,Hr={LOADING_DELAY:"loadingdelay",NO_AUTOHIDE:"noautohide"},id=500,bu=`
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
`;function _u(t){return`
    <style>
      :host {
        display: var(--media-control-display, var(--media-loading-indicator-display, inline-block));
        vertical-align: middle;
        box-sizing: border-box;
        --_loading-indicator-delay: var(--media-loading-indicator-transition-delay, ${id}ms);
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

    <slot name="icon">${bu}</slot>
    <div id="status" role="status" aria-live="polite">${g("media loading")}</div>
  `}var oa=class extends d.HTMLElement{constructor(){if(super(),ed(this,xe,void 0),ed(this,Fr,id),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[S.MEDIA_CONTROLLER,o.MEDIA_PAUSED,o.MEDIA_LOADING,Hr.LOADING_DELAY]}attributeChangedCallback(e,i,a){var r,s,n,l,c;e===Hr.LOADING_DELAY&&i!==a?this.loadingDelay=Number(a):e===S.MEDIA_CONTROLLER&&(i&&((s=(r=sa(this,xe))==null?void 0:r.unassociateElement)==null||s.call(r,this),na(this,xe,null)),a&&this.isConnected&&(na(this,xe,(n=this.getRootNode())==null?void 0:n.getElementById(a)),(c=(l=sa(this,xe))==null?void 0:l.associateElement)==null||c.call(l,this)))}connectedCallback(){var e,i,a;let r=this.getAttribute(S.MEDIA_CONTROLLER);r&&(na(this,xe,(e=this.getRootNode())==null?void 0:e.getElementById(r)),(a=(i=sa(this,xe))==null?void 0:i.associateElement)==null||a.call(i,this))}disconnectedCallback(){var e,i;(i=(e=sa(this,xe))==null?void 0:e.unassociateElement)==null||i.call(e,this),na(this,xe,null)}get loadingDelay(){return sa(this,Fr)}set loadingDelay(e){na(this,Fr,e);let{style:i}=O(this.shadowRoot,":host");i.setProperty("--_loading-indicator-delay",`var(--media-loading-indicator-transition-delay, ${e}ms)`)}get mediaPaused(){return k(this,o.MEDIA_PAUSED)}set mediaPaused(e){I(this,o.MEDIA_PAUSED,e)}get mediaLoading(){return k(this,o.MEDIA_LOADING)}set mediaLoading(e){I(this,o.MEDIA_LOADING,e)}get mediaController(){return N(this,S.MEDIA_CONTROLLER)}set mediaController(e){U(this,S.MEDIA_CONTROLLER,e)}get noAutohide(){return k(this,Hr.NO_AUTOHIDE)}set noAutohide(e){I(this,Hr.NO_AUTOHIDE,e)}};xe=new WeakMap;Fr=new WeakMap;oa.shadowRootOptions={mode:"open"};oa.getTemplateHTML=_u;d.customElements.get("media-loading-indicator")||d.customElements.define("media-loading-indicator",oa);var rd=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Au=(t,e,i)=>(rd(t,e,"read from private field"),i?i.call(t):e.get(t)),Tu=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Su=(t,e,i,a)=>(rd(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),Wr,yu=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M16 3v2.5h3.5V9H22V3h-6ZM4 9h2.5V5.5H10V3H4v6Zm15.5 9.5H16V21h6v-6h-2.5v3.5ZM6.5 15H4v6h6v-2.5H6.5V15Z"/>
</svg>`,ku=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M18.5 6.5V3H16v6h6V6.5h-3.5ZM16 21h2.5v-3.5H22V15h-6v6ZM4 17.5h3.5V21H10v-6H4v2.5Zm3.5-11H4V9h6V3H7.5v3.5Z"/>
</svg>`;function Iu(t){return`
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
      <slot name="enter">${yu}</slot>
      <slot name="exit">${ku}</slot>
    </slot>
  `}function wu(){return`
    <slot name="tooltip-enter">${g("Enter fullscreen mode")}</slot>
    <slot name="tooltip-exit">${g("Exit fullscreen mode")}</slot>
  `}var ad=t=>{let e=t.mediaIsFullscreen?g("exit fullscreen mode"):g("enter fullscreen mode");t.setAttribute("aria-label",e)},la=class extends V{constructor(){super(...arguments),Tu(this,Wr,null)}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_IS_FULLSCREEN,o.MEDIA_FULLSCREEN_UNAVAILABLE]}connectedCallback(){super.connectedCallback(),ad(this)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_IS_FULLSCREEN&&ad(this)}get mediaFullscreenUnavailable(){return N(this,o.MEDIA_FULLSCREEN_UNAVAILABLE)}set mediaFullscreenUnavailable(e){U(this,o.MEDIA_FULLSCREEN_UNAVAILABLE,e)}get mediaIsFullscreen(){return k(this,o.MEDIA_IS_FULLSCREEN)}set mediaIsFullscreen(e){I(this,o.MEDIA_IS_FULLSCREEN,e)}handleClick(e){Su(this,Wr,e);let i=Au(this,Wr)instanceof PointerEvent,a=this.mediaIsFullscreen?new d.CustomEvent(h.MEDIA_EXIT_FULLSCREEN_REQUEST,{composed:!0,bubbles:!0}):new d.CustomEvent(h.MEDIA_ENTER_FULLSCREEN_REQUEST,{composed:!0,bubbles:!0,detail:i});this.dispatchEvent(a)}};Wr=new WeakMap;la.getSlotTemplateHTML=Iu;la.getTooltipContentHTML=wu;d.customElements.get("media-fullscreen-button")||d.customElements.define("media-fullscreen-button",la);var ot=class extends Event{constructor({action:e="auto",relatedTarget:i,...a}){super("invoke",a),this.action=e,this.relatedTarget=i}},Br=class extends Event{constructor({newState:e,oldState:i,...a}){super("toggle",a),this.newState=e,this.oldState=i}};var In=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},ie=(t,e,i)=>(In(t,e,"read from private field"),i?i.call(t):e.get(t)),Ge=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},An=(t,e,i,a)=>(In(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),hi=(t,e,i)=>(In(t,e,"access private method"),i),$r,ca,Tn,sd,Vr,wn,Ln,nd,Oe,ui,Sn,Kr,yn;function Lu(t){return`
    <style>
      :host {
        transition: var(--media-menu-item-transition,
          background .15s linear,
          opacity .2s ease-in-out
        );
        outline: var(--media-menu-item-outline, 0);
        outline-offset: var(--media-menu-item-outline-offset, -1px);
        cursor: var(--media-cursor, pointer);
        display: flex;
        align-items: center;
        align-self: stretch;
        justify-self: stretch;
        white-space: nowrap;
        white-space-collapse: collapse;
        text-wrap: nowrap;
        padding: .4em .8em .4em 1em;
      }

      :host(:focus-visible) {
        box-shadow: var(--media-menu-item-focus-shadow, inset 0 0 0 2px rgb(27 127 204 / .9));
        outline: var(--media-menu-item-hover-outline, 0);
        outline-offset: var(--media-menu-item-hover-outline-offset,  var(--media-menu-item-outline-offset, -1px));
      }

      :host(:hover) {
        cursor: var(--media-cursor, pointer);
        background: var(--media-menu-item-hover-background, rgb(92 92 102 / .5));
        outline: var(--media-menu-item-hover-outline);
        outline-offset: var(--media-menu-item-hover-outline-offset,  var(--media-menu-item-outline-offset, -1px));
      }

      :host([aria-checked="true"]) {
        background: var(--media-menu-item-checked-background);
      }

      :host([hidden]) {
        display: none;
      }

      :host([disabled]) {
        pointer-events: none;
        color: rgba(255, 255, 255, .3);
      }

      slot:not([name]) {
        width: 100%;
      }

      slot:not([name="submenu"]) {
        display: inline-flex;
        align-items: center;
        transition: inherit;
        opacity: var(--media-menu-item-opacity, 1);
      }

      slot[name="description"] {
        justify-content: end;
      }

      slot[name="description"] > span {
        display: inline-block;
        margin-inline: 1em .2em;
        max-width: var(--media-menu-item-description-max-width, 100px);
        text-overflow: ellipsis;
        overflow: hidden;
        font-size: .8em;
        font-weight: 400;
        text-align: right;
        position: relative;
        top: .04em;
      }

      slot[name="checked-indicator"] {
        display: none;
      }

      :host(:is([role="menuitemradio"],[role="menuitemcheckbox"])) slot[name="checked-indicator"] {
        display: var(--media-menu-item-checked-indicator-display, inline-block);
      }

      
      svg, img, ::slotted(svg), ::slotted(img) {
        height: var(--media-menu-item-icon-height, var(--media-control-height, 24px));
        fill: var(--media-icon-color, var(--media-primary-color, rgb(238 238 238)));
        display: block;
      }

      
      [part~="indicator"],
      ::slotted([part~="indicator"]) {
        fill: var(--media-menu-item-indicator-fill,
          var(--media-icon-color, var(--media-primary-color, rgb(238 238 238))));
        height: var(--media-menu-item-indicator-height, 1.25em);
        margin-right: .5ch;
      }

      [part~="checked-indicator"] {
        visibility: hidden;
      }

      :host([aria-checked="true"]) [part~="checked-indicator"] {
        visibility: visible;
      }
    </style>
    <slot name="checked-indicator">
      <svg aria-hidden="true" viewBox="0 1 24 24" part="checked-indicator indicator">
        <path d="m10 15.17 9.193-9.191 1.414 1.414-10.606 10.606-6.364-6.364 1.414-1.414 4.95 4.95Z"/>
      </svg>
    </slot>
    <slot name="prefix"></slot>
    <slot></slot>
    <slot name="description"></slot>
    <slot name="suffix">
      ${this.getSuffixSlotInnerHTML(t)}
    </slot>
    <slot name="submenu"></slot>
  `}function Mu(t){return""}var pe={TYPE:"type",VALUE:"value",CHECKED:"checked",DISABLED:"disabled"},mi=class extends d.HTMLElement{constructor(){if(super(),Ge(this,Tn),Ge(this,Vr),Ge(this,Ln),Ge(this,Kr),Ge(this,$r,!1),Ge(this,ca,void 0),Ge(this,Oe,()=>{var e,i;this.submenuElement.items&&this.setAttribute("submenusize",`${this.submenuElement.items.length}`);let a=this.shadowRoot.querySelector('slot[name="description"]'),r=(e=this.submenuElement.checkedItems)==null?void 0:e[0],s=(i=r?.dataset.description)!=null?i:r?.text,n=H.createElement("span");n.textContent=s??"",a.replaceChildren(n)}),Ge(this,ui,e=>{let{key:i}=e;if(!this.keysUsed.includes(i)){this.removeEventListener("keyup",ie(this,ui));return}this.handleClick(e)}),Ge(this,Sn,e=>{let{metaKey:i,altKey:a,key:r}=e;if(i||a||!this.keysUsed.includes(r)){this.removeEventListener("keyup",ie(this,ui));return}this.addEventListener("keyup",ie(this,ui),{once:!0})}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[pe.TYPE,pe.DISABLED,pe.CHECKED,pe.VALUE]}enable(){this.hasAttribute("tabindex")||this.setAttribute("tabindex","-1"),da(this)&&!this.hasAttribute("aria-checked")&&this.setAttribute("aria-checked","false"),this.addEventListener("click",this),this.addEventListener("keydown",this)}disable(){this.removeAttribute("tabindex"),this.removeEventListener("click",this),this.removeEventListener("keydown",this),this.removeEventListener("keyup",this)}handleEvent(e){switch(e.type){case"slotchange":hi(this,Tn,sd).call(this,e);break;case"click":this.handleClick(e);break;case"keydown":ie(this,Sn).call(this,e);break;case"keyup":ie(this,ui).call(this,e);break}}attributeChangedCallback(e,i,a){e===pe.CHECKED&&da(this)&&!ie(this,$r)?this.setAttribute("aria-checked",a!=null?"true":"false"):e===pe.TYPE&&a!==i?this.role="menuitem"+a:e===pe.DISABLED&&a!==i&&(a==null?this.enable():this.disable())}connectedCallback(){this.hasAttribute(pe.DISABLED)||this.enable(),this.role="menuitem"+this.type,An(this,ca,kn(this,this.parentNode)),hi(this,Kr,yn).call(this),this.submenuElement&&hi(this,Vr,wn).call(this),this.shadowRoot.addEventListener("slotchange",this)}disconnectedCallback(){this.disable(),hi(this,Kr,yn).call(this),An(this,ca,null),this.shadowRoot.removeEventListener("slotchange",this)}get invokeTarget(){return this.getAttribute("invoketarget")}set invokeTarget(e){this.setAttribute("invoketarget",`${e}`)}get invokeTargetElement(){var e;return this.invokeTarget?(e=mt(this))==null?void 0:e.querySelector(`#${this.invokeTarget}`):this.submenuElement}get submenuElement(){return this.shadowRoot.querySelector('slot[name="submenu"]').assignedElements({flatten:!0})[0]}get type(){var e;return(e=this.getAttribute(pe.TYPE))!=null?e:""}set type(e){this.setAttribute(pe.TYPE,`${e}`)}get value(){var e;return(e=this.getAttribute(pe.VALUE))!=null?e:this.text}set value(e){this.setAttribute(pe.VALUE,e)}get text(){var e;return((e=this.textContent)!=null?e:"").trim()}get checked(){if(da(this))return this.getAttribute("aria-checked")==="true"}set checked(e){da(this)&&(An(this,$r,!0),this.setAttribute("aria-checked",e?"true":"false"),e?this.part.add("checked"):this.part.remove("checked"))}handleClick(e){da(this)||this.invokeTargetElement&&ee(this,e.target)&&this.invokeTargetElement.dispatchEvent(new ot({relatedTarget:this}))}get keysUsed(){return["Enter"," "]}};$r=new WeakMap;ca=new WeakMap;Tn=new WeakSet;sd=function(t){let e=t.target;if(!e?.name)for(let a of e.assignedNodes({flatten:!0}))a instanceof Text&&a.textContent.trim()===""&&a.remove();e.name==="submenu"&&(this.submenuElement?hi(this,Vr,wn).call(this):hi(this,Ln,nd).call(this))};Vr=new WeakSet;wn=async function(){this.setAttribute("aria-haspopup","menu"),this.setAttribute("aria-expanded",`${!this.submenuElement.hidden}`),this.submenuElement.addEventListener("change",ie(this,Oe)),this.submenuElement.addEventListener("addmenuitem",ie(this,Oe)),this.submenuElement.addEventListener("removemenuitem",ie(this,Oe)),ie(this,Oe).call(this)};Ln=new WeakSet;nd=function(){this.removeAttribute("aria-haspopup"),this.removeAttribute("aria-expanded"),this.submenuElement.removeEventListener("change",ie(this,Oe)),this.submenuElement.removeEventListener("addmenuitem",ie(this,Oe)),this.submenuElement.removeEventListener("removemenuitem",ie(this,Oe)),ie(this,Oe).call(this)};Oe=new WeakMap;ui=new WeakMap;Sn=new WeakMap;Kr=new WeakSet;yn=function(){var t;let e=(t=ie(this,ca))==null?void 0:t.radioGroupItems;if(!e)return;let i=e.filter(a=>a.getAttribute("aria-checked")==="true").pop();i||(i=e[0]);for(let a of e)a.setAttribute("aria-checked","false");i?.setAttribute("aria-checked","true")};mi.shadowRootOptions={mode:"open"};mi.getTemplateHTML=Lu;mi.getSuffixSlotInnerHTML=Mu;function da(t){return t.type==="radio"||t.type==="checkbox"}function kn(t,e){if(!t)return null;let{host:i}=t.getRootNode();return!e&&i?kn(t,i):e?.items?e:kn(e,e?.parentNode)}d.customElements.get("media-chrome-menu-item")||d.customElements.define("media-chrome-menu-item",mi);var Mt=class extends V{connectedCallback(){super.connectedCallback(),this.invokeTargetElement&&this.setAttribute("aria-haspopup","menu")}get invokeTarget(){return this.getAttribute("invoketarget")}set invokeTarget(e){this.setAttribute("invoketarget",`${e}`)}get invokeTargetElement(){var e;return this.invokeTarget?(e=mt(this))==null?void 0:e.querySelector(`#${this.invokeTarget}`):null}handleClick(){var e;(e=this.invokeTargetElement)==null||e.dispatchEvent(new ot({relatedTarget:this}))}};d.customElements.get("media-chrome-menu-button")||d.customElements.define("media-chrome-menu-button",Mt);var Ru=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},pi=(t,e,i)=>(Ru(t,e,"read from private field"),i?i.call(t):e.get(t)),Du=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},lt,Mn={RATES:"rates"},Rn=[1,1.2,1.5,1.7,2],Rt=1;function Ue(t){return Math.round(t*100)/100}function Cu(t){return`
    <style>
      :host {
        min-width: 5ch;
        padding: var(--media-button-padding, var(--media-control-padding, 10px 5px));
      }
    </style>
    <slot name="icon">${t.mediaplaybackrate?Ue(+t.mediaplaybackrate):Rt}x</slot>
  `}function xu(){return g("Playback rate")}var ua=class extends V{constructor(){var e;super(),Du(this,lt,new Je(this,Mn.RATES,{defaultValue:Rn})),this.container=this.shadowRoot.querySelector('slot[name="icon"]'),this.container.innerHTML=`${Ue((e=this.mediaPlaybackRate)!=null?e:Rt)}x`}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PLAYBACK_RATE,Mn.RATES]}attributeChangedCallback(e,i,a){if(super.attributeChangedCallback(e,i,a),e===Mn.RATES&&(pi(this,lt).value=a),e===o.MEDIA_PLAYBACK_RATE){let r=a?+a:Number.NaN,s=Ue(Number.isNaN(r)?Rt:r);this.container.innerHTML=`${s}x`,this.setAttribute("aria-label",g("Playback rate {playbackRate}",{playbackRate:s}))}}get rates(){return pi(this,lt)}set rates(e){e?Array.isArray(e)?pi(this,lt).value=e.join(" "):typeof e=="string"&&(pi(this,lt).value=e):pi(this,lt).value=""}get mediaPlaybackRate(){return R(this,o.MEDIA_PLAYBACK_RATE,Rt)}set mediaPlaybackRate(e){P(this,o.MEDIA_PLAYBACK_RATE,e)}handleClick(){var e,i;let a=Array.from(pi(this,lt).values(),n=>+n).sort((n,l)=>n-l),r=(i=(e=a.find(n=>n>this.mediaPlaybackRate))!=null?e:a[0])!=null?i:Rt,s=new d.CustomEvent(h.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:r});this.dispatchEvent(s)}};lt=new WeakMap;ua.getSlotTemplateHTML=Cu;ua.getTooltipContentHTML=xu;d.customElements.get("media-playback-rate-button")||d.customElements.define("media-playback-rate-button",ua);var Gr=1;function Ou(t){return`
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
    <slot name="icon">${t.mediaplaybackrate?Ue(+t.mediaplaybackrate):Gr}x</slot>
  `}function Uu(){return g("Playback rate")}var ha=class extends Mt{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PLAYBACK_RATE]}constructor(){var e;super(),this.container=this.shadowRoot.querySelector('slot[name="icon"]'),this.container.innerHTML=`${Ue((e=this.mediaPlaybackRate)!=null?e:Gr)}x`}attributeChangedCallback(e,i,a){if(super.attributeChangedCallback(e,i,a),e===o.MEDIA_PLAYBACK_RATE){let r=a?+a:Number.NaN,s=Ue(Number.isNaN(r)?Gr:r);this.container.innerHTML=`${s}x`,this.setAttribute("aria-label",g("Playback rate {playbackRate}",{playbackRate:s}))}}get invokeTargetElement(){return this.invokeTarget!=null?super.invokeTargetElement:ce(this).querySelector("media-playback-rate-menu")}get mediaPlaybackRate(){return R(this,o.MEDIA_PLAYBACK_RATE,Gr)}set mediaPlaybackRate(e){P(this,o.MEDIA_PLAYBACK_RATE,e)}};ha.getSlotTemplateHTML=Ou;ha.getTooltipContentHTML=Uu;d.customElements.get("media-playback-rate-menu-button")||d.customElements.define("media-playback-rate-menu-button",ha);function od({anchor:t,floating:e,placement:i}){let a=Pu({anchor:t,floating:e}),{x:r,y:s}=Hu(a,i);return{x:r,y:s}}function Pu({anchor:t,floating:e}){return{anchor:Nu(t,e.offsetParent),floating:{x:0,y:0,width:e.offsetWidth,height:e.offsetHeight}}}function Nu(t,e){var i;let a=t.getBoundingClientRect(),r=(i=e?.getBoundingClientRect())!=null?i:{x:0,y:0};return{x:a.x-r.x,y:a.y-r.y,width:a.width,height:a.height}}function Hu({anchor:t,floating:e},i){let a=Fu(i)==="x"?"y":"x",r=a==="y"?"height":"width",s=ld(i),n=t.x+t.width/2-e.width/2,l=t.y+t.height/2-e.height/2,c=t[r]/2-e[r]/2,E;switch(s){case"top":E={x:n,y:t.y-e.height};break;case"bottom":E={x:n,y:t.y+t.height};break;case"right":E={x:t.x+t.width,y:l};break;case"left":E={x:t.x-e.width,y:l};break;default:E={x:t.x,y:t.y}}switch(i.split("-")[1]){case"start":E[a]-=c;break;case"end":E[a]+=c;break}return E}function ld(t){return t.split("-")[0]}function Fu(t){return["top","bottom"].includes(ld(t))?"y":"x"}var $n=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},M=(t,e,i)=>($n(t,e,"read from private field"),i?i.call(t):e.get(t)),C=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Ee=(t,e,i,a)=>($n(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),x=(t,e,i)=>($n(t,e,"access private method"),i),Pe,dt,qe,qr,ma,Ct,va,Dn,dd,zr,Kn,Xr,Yr,Cn,xn,cd,On,ud,Un,hd,Ei,vi,fi,fa,Zr,Vn,Pn,md,Gn,pd,Nn,Ed,qn,vd,Hn,fd,Fn,gd,pa,Jr,Wn,bd,Ea,jr,Qr,Bn;function ba({type:t,text:e,value:i,checked:a}){let r=H.createElement("media-chrome-menu-item");r.type=t??"",r.part.add("menu-item"),t&&r.part.add(t),r.value=i,r.checked=a;let s=H.createElement("span");return s.textContent=e,r.append(s),r}function gi(t,e){let i=t.querySelector(`:scope > [slot="${e}"]`);if(i?.nodeName=="SLOT"&&(i=i.assignedElements({flatten:!0})[0]),i)return i=i.cloneNode(!0),i;let a=t.shadowRoot.querySelector(`[name="${e}"] > svg`);return a?a.cloneNode(!0):""}function Wu(t){return`
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
  `}var Dt={STYLE:"style",HIDDEN:"hidden",DISABLED:"disabled",ANCHOR:"anchor"},Ne=class extends d.HTMLElement{constructor(){if(super(),C(this,Dn),C(this,zr),C(this,Yr),C(this,xn),C(this,On),C(this,Un),C(this,fi),C(this,Zr),C(this,Pn),C(this,Gn),C(this,Nn),C(this,qn),C(this,Hn),C(this,Fn),C(this,pa),C(this,Wn),C(this,Ea),C(this,Qr),C(this,Pe,null),C(this,dt,null),C(this,qe,null),C(this,qr,new Set),C(this,ma,void 0),C(this,Ct,!1),C(this,va,null),C(this,Xr,()=>{let e=M(this,qr),i=new Set(this.items);for(let a of e)i.has(a)||this.dispatchEvent(new CustomEvent("removemenuitem",{detail:a}));for(let a of i)e.has(a)||this.dispatchEvent(new CustomEvent("addmenuitem",{detail:a}));Ee(this,qr,i)}),C(this,Ei,()=>{x(this,fi,fa).call(this),x(this,Zr,Vn).call(this,!1)}),C(this,vi,()=>{x(this,fi,fa).call(this)}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=B(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}this.container=this.shadowRoot.querySelector("#container"),this.defaultSlot=this.shadowRoot.querySelector("slot:not([name])"),Ee(this,ma,new MutationObserver(M(this,Xr)))}static get observedAttributes(){return[Dt.DISABLED,Dt.HIDDEN,Dt.STYLE,Dt.ANCHOR,S.MEDIA_CONTROLLER]}static formatMenuItemText(e,i){return e}enable(){this.addEventListener("click",this),this.addEventListener("focusout",this),this.addEventListener("keydown",this),this.addEventListener("invoke",this),this.addEventListener("toggle",this)}disable(){this.removeEventListener("click",this),this.removeEventListener("focusout",this),this.removeEventListener("keyup",this),this.removeEventListener("invoke",this),this.removeEventListener("toggle",this)}handleEvent(e){switch(e.type){case"slotchange":x(this,Dn,dd).call(this,e);break;case"invoke":x(this,xn,cd).call(this,e);break;case"click":x(this,Pn,md).call(this,e);break;case"toggle":x(this,Nn,Ed).call(this,e);break;case"focusout":x(this,Hn,fd).call(this,e);break;case"keydown":x(this,Fn,gd).call(this,e);break}}connectedCallback(){var e,i;M(this,ma).observe(this.defaultSlot,{childList:!0}),Ee(this,va,Mi(this.shadowRoot,":host")),x(this,Yr,Cn).call(this),this.hasAttribute("disabled")||this.enable(),this.role||(this.role="menu"),Ee(this,Pe,wa(this)),(i=(e=M(this,Pe))==null?void 0:e.associateElement)==null||i.call(e,this),this.hidden||(We(ga(this),M(this,Ei)),We(this,M(this,vi))),x(this,zr,Kn).call(this),this.shadowRoot.addEventListener("slotchange",this)}disconnectedCallback(){var e,i;M(this,ma).disconnect(),Be(ga(this),M(this,Ei)),Be(this,M(this,vi)),this.disable(),(i=(e=M(this,Pe))==null?void 0:e.unassociateElement)==null||i.call(e,this),Ee(this,Pe,null),Ee(this,dt,null),Ee(this,qe,null),this.shadowRoot.removeEventListener("slotchange",this)}attributeChangedCallback(e,i,a){var r,s,n,l;e===Dt.HIDDEN&&a!==i?(M(this,Ct)||Ee(this,Ct,!0),this.hidden?x(this,Un,hd).call(this):x(this,On,ud).call(this),this.dispatchEvent(new Br({oldState:this.hidden?"open":"closed",newState:this.hidden?"closed":"open",bubbles:!0}))):e===S.MEDIA_CONTROLLER?(i&&((s=(r=M(this,Pe))==null?void 0:r.unassociateElement)==null||s.call(r,this),Ee(this,Pe,null)),a&&this.isConnected&&(Ee(this,Pe,wa(this)),(l=(n=M(this,Pe))==null?void 0:n.associateElement)==null||l.call(n,this))):e===Dt.DISABLED&&a!==i?a==null?this.enable():this.disable():e===Dt.STYLE&&a!==i&&x(this,Yr,Cn).call(this)}formatMenuItemText(e,i){return this.constructor.formatMenuItemText(e,i)}get anchor(){return this.getAttribute("anchor")}set anchor(e){this.setAttribute("anchor",`${e}`)}get anchorElement(){var e;return this.anchor?(e=mt(this))==null?void 0:e.querySelector(`#${this.anchor}`):null}get items(){return this.defaultSlot.assignedElements({flatten:!0}).filter(Bu)}get radioGroupItems(){return this.items.filter(e=>e.role==="menuitemradio")}get checkedItems(){return this.items.filter(e=>e.checked)}get value(){var e,i;return(i=(e=this.checkedItems[0])==null?void 0:e.value)!=null?i:""}set value(e){let i=this.items.find(a=>a.value===e);i&&x(this,Qr,Bn).call(this,i)}focus(){if(Ee(this,dt,Li()),this.items.length){x(this,Ea,jr).call(this,this.items[0]),this.items[0].focus();return}let e=this.querySelector('[autofocus], [tabindex]:not([tabindex="-1"]), [role="menu"]');e?.focus()}handleSelect(e){var i;let a=x(this,pa,Jr).call(this,e);a&&(x(this,Qr,Bn).call(this,a,a.type==="checkbox"),M(this,qe)&&!this.hidden&&((i=M(this,dt))==null||i.focus(),this.hidden=!0))}get keysUsed(){return["Enter","Escape","Tab"," ","ArrowDown","ArrowUp","Home","End"]}handleMove(e){var i,a;let{key:r}=e,s=this.items,n=(a=(i=x(this,pa,Jr).call(this,e))!=null?i:x(this,Wn,bd).call(this))!=null?a:s[0],l=s.indexOf(n),c=Math.max(0,l);r==="ArrowDown"?c++:r==="ArrowUp"?c--:e.key==="Home"?c=0:e.key==="End"&&(c=s.length-1),c<0&&(c=s.length-1),c>s.length-1&&(c=0),x(this,Ea,jr).call(this,s[c]),s[c].focus()}};Pe=new WeakMap;dt=new WeakMap;qe=new WeakMap;qr=new WeakMap;ma=new WeakMap;Ct=new WeakMap;va=new WeakMap;Dn=new WeakSet;dd=function(t){let e=t.target;for(let i of e.assignedNodes({flatten:!0}))i.nodeType===3&&i.textContent.trim()===""&&i.remove();["header","title"].includes(e.name)&&x(this,zr,Kn).call(this),e.name||M(this,Xr).call(this)};zr=new WeakSet;Kn=function(){let t=this.shadowRoot.querySelector('slot[name="header"]'),e=this.shadowRoot.querySelector('slot[name="title"]');t.hidden=e.assignedNodes().length===0&&t.assignedNodes().length===0};Xr=new WeakMap;Yr=new WeakSet;Cn=function(){var t;let e=this.shadowRoot.querySelector("#layout-row"),i=(t=getComputedStyle(this).getPropertyValue("--media-menu-layout"))==null?void 0:t.trim();e.setAttribute("media",i==="row"?"":"width:0")};xn=new WeakSet;cd=function(t){Ee(this,qe,t.relatedTarget),ee(this,t.relatedTarget)||(this.hidden=!this.hidden)};On=new WeakSet;ud=function(){var t;(t=M(this,qe))==null||t.setAttribute("aria-expanded","true"),this.addEventListener("transitionend",()=>this.focus(),{once:!0}),We(ga(this),M(this,Ei)),We(this,M(this,vi))};Un=new WeakSet;hd=function(){var t;(t=M(this,qe))==null||t.setAttribute("aria-expanded","false"),Be(ga(this),M(this,Ei)),Be(this,M(this,vi))};Ei=new WeakMap;vi=new WeakMap;fi=new WeakSet;fa=function(t){if(this.hasAttribute("mediacontroller")&&!this.anchor||this.hidden||!this.anchorElement)return;let{x:e,y:i}=od({anchor:this.anchorElement,floating:this,placement:"top-start"});t??(t=this.offsetWidth);let r=ga(this).getBoundingClientRect(),s=r.width-e-t,n=r.height-i-this.offsetHeight,{style:l}=M(this,va);l.setProperty("position","absolute"),l.setProperty("right",`${Math.max(0,s)}px`),l.setProperty("--_menu-bottom",`${n}px`);let c=getComputedStyle(this),_=l.getPropertyValue("--_menu-bottom")===c.bottom?n:parseFloat(c.bottom),T=r.height-_-parseFloat(c.marginBottom);this.style.setProperty("--_menu-max-height",`${T}px`)};Zr=new WeakSet;Vn=function(t){let e=this.querySelector('[role="menuitem"][aria-haspopup][aria-expanded="true"]'),i=e?.querySelector('[role="menu"]'),{style:a}=M(this,va);if(t||a.setProperty("--media-menu-transition-in","none"),i){let r=i.offsetHeight,s=Math.max(i.offsetWidth,e.offsetWidth);this.style.setProperty("min-width",`${s}px`),this.style.setProperty("min-height",`${r}px`),x(this,fi,fa).call(this,s)}else this.style.removeProperty("min-width"),this.style.removeProperty("min-height"),x(this,fi,fa).call(this);a.removeProperty("--media-menu-transition-in")};Pn=new WeakSet;md=function(t){var e;if(t.stopPropagation(),t.composedPath().includes(M(this,Gn,pd))){(e=M(this,dt))==null||e.focus(),this.hidden=!0;return}let i=x(this,pa,Jr).call(this,t);!i||i.hasAttribute("disabled")||(x(this,Ea,jr).call(this,i),this.handleSelect(t))};Gn=new WeakSet;pd=function(){var t;return(t=this.shadowRoot.querySelector('slot[name="header"]').assignedElements({flatten:!0}))==null?void 0:t.find(i=>i.matches('button[part~="back"]'))};Nn=new WeakSet;Ed=function(t){if(t.target===this)return;x(this,qn,vd).call(this);let e=Array.from(this.querySelectorAll('[role="menuitem"][aria-haspopup]'));for(let i of e)i.invokeTargetElement!=t.target&&t.newState=="open"&&i.getAttribute("aria-expanded")=="true"&&!i.invokeTargetElement.hidden&&i.invokeTargetElement.dispatchEvent(new ot({relatedTarget:i}));for(let i of e)i.setAttribute("aria-expanded",`${!i.submenuElement.hidden}`);x(this,Zr,Vn).call(this,!0)};qn=new WeakSet;vd=function(){let e=this.querySelector('[role="menuitem"] > [role="menu"]:not([hidden])');this.container.classList.toggle("has-expanded",!!e)};Hn=new WeakSet;fd=function(t){var e;ee(this,t.relatedTarget)||(M(this,Ct)&&((e=M(this,dt))==null||e.focus()),M(this,qe)&&M(this,qe)!==t.relatedTarget&&!this.hidden&&(this.hidden=!0))};Fn=new WeakSet;gd=function(t){var e,i,a,r,s;let{key:n,ctrlKey:l,altKey:c,metaKey:E}=t;if(!(l||c||E)&&this.keysUsed.includes(n))if(t.preventDefault(),t.stopPropagation(),n==="Tab"){if(M(this,Ct)){this.hidden=!0;return}t.shiftKey?(i=(e=this.previousElementSibling)==null?void 0:e.focus)==null||i.call(e):(r=(a=this.nextElementSibling)==null?void 0:a.focus)==null||r.call(a),this.blur()}else n==="Escape"?((s=M(this,dt))==null||s.focus(),M(this,Ct)&&(this.hidden=!0)):n==="Enter"||n===" "?this.handleSelect(t):this.handleMove(t)};pa=new WeakSet;Jr=function(t){return t.composedPath().find(e=>["menuitemradio","menuitemcheckbox"].includes(e.role))};Wn=new WeakSet;bd=function(){return this.items.find(t=>t.tabIndex===0)};Ea=new WeakSet;jr=function(t){for(let e of this.items)e.tabIndex=e===t?0:-1};Qr=new WeakSet;Bn=function(t,e){let i=[...this.checkedItems];t.type==="radio"&&this.radioGroupItems.forEach(a=>a.checked=!1),e?t.checked=!t.checked:t.checked=!0,this.checkedItems.some((a,r)=>a!=i[r])&&this.dispatchEvent(new Event("change",{bubbles:!0,composed:!0}))};Ne.shadowRootOptions={mode:"open"};Ne.getTemplateHTML=Wu;function Bu(t){return["menuitem","menuitemradio","menuitemcheckbox"].includes(t?.role)}function ga(t){var e;return(e=t.getAttribute("bounds")?ye(t,`#${t.getAttribute("bounds")}`):ce(t)||t.parentElement)!=null?e:t}d.customElements.get("media-chrome-menu")||d.customElements.define("media-chrome-menu",Ne);var _d=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},_i=(t,e,i)=>(_d(t,e,"read from private field"),i?i.call(t):e.get(t)),Yn=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},bi=(t,e,i)=>(_d(t,e,"access private method"),i),ct,Ai,_a,es,zn,Qn={RATES:"rates"},Xn=class extends Ne{constructor(){super(),Yn(this,Ai),Yn(this,es),Yn(this,ct,new Je(this,Qn.RATES,{defaultValue:Rn})),bi(this,Ai,_a).call(this)}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_PLAYBACK_RATE,Qn.RATES]}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_PLAYBACK_RATE&&i!=a?(this.value=a,bi(this,Ai,_a).call(this)):e===Qn.RATES&&i!=a&&(_i(this,ct).value=a,bi(this,Ai,_a).call(this))}connectedCallback(){super.connectedCallback(),this.addEventListener("change",bi(this,es,zn))}disconnectedCallback(){super.disconnectedCallback(),this.removeEventListener("change",bi(this,es,zn))}get anchorElement(){return this.anchor!=="auto"?super.anchorElement:ce(this).querySelector("media-playback-rate-menu-button")}get rates(){return _i(this,ct)}set rates(e){e?Array.isArray(e)?_i(this,ct).value=e.join(" "):typeof e=="string"&&(_i(this,ct).value=e):_i(this,ct).value="",bi(this,Ai,_a).call(this)}get mediaPlaybackRate(){return R(this,o.MEDIA_PLAYBACK_RATE,Rt)}set mediaPlaybackRate(e){P(this,o.MEDIA_PLAYBACK_RATE,e)}};ct=new WeakMap;Ai=new WeakSet;_a=function(){this.defaultSlot.textContent="";let t=Ue(this.mediaPlaybackRate),e=new Set(Array.from(_i(this,ct)).map(a=>Ue(Number(a))));t>0&&!e.has(t)&&e.add(t);let i=Array.from(e).sort((a,r)=>a-r);for(let a of i){let r=ba({type:"radio",text:this.formatMenuItemText(`${a}x`,a),value:a.toString(),checked:t===a});r.prepend(gi(this,"checked-indicator")),this.defaultSlot.append(r)}};es=new WeakSet;zn=function(){if(!this.value)return;let t=new d.CustomEvent(h.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:this.value});this.dispatchEvent(t)};d.customElements.get("media-playback-rate-menu")||d.customElements.define("media-playback-rate-menu",Xn);var $u=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M22.83 5.68a2.58 2.58 0 0 0-2.3-2.5c-3.62-.24-11.44-.24-15.06 0a2.58 2.58 0 0 0-2.3 2.5c-.23 4.21-.23 8.43 0 12.64a2.58 2.58 0 0 0 2.3 2.5c3.62.24 11.44.24 15.06 0a2.58 2.58 0 0 0 2.3-2.5c.23-4.21.23-8.43 0-12.64Zm-11.39 9.45a3.07 3.07 0 0 1-1.91.57 3.06 3.06 0 0 1-2.34-1 3.75 3.75 0 0 1-.92-2.67 3.92 3.92 0 0 1 .92-2.77 3.18 3.18 0 0 1 2.43-1 2.94 2.94 0 0 1 2.13.78c.364.359.62.813.74 1.31l-1.43.35a1.49 1.49 0 0 0-1.51-1.17 1.61 1.61 0 0 0-1.29.58 2.79 2.79 0 0 0-.5 1.89 3 3 0 0 0 .49 1.93 1.61 1.61 0 0 0 1.27.58 1.48 1.48 0 0 0 1-.37 2.1 2.1 0 0 0 .59-1.14l1.4.44a3.23 3.23 0 0 1-1.07 1.69Zm7.22 0a3.07 3.07 0 0 1-1.91.57 3.06 3.06 0 0 1-2.34-1 3.75 3.75 0 0 1-.92-2.67 3.88 3.88 0 0 1 .93-2.77 3.14 3.14 0 0 1 2.42-1 3 3 0 0 1 2.16.82 2.8 2.8 0 0 1 .73 1.31l-1.43.35a1.49 1.49 0 0 0-1.51-1.21 1.61 1.61 0 0 0-1.29.58A2.79 2.79 0 0 0 15 12a3 3 0 0 0 .49 1.93 1.61 1.61 0 0 0 1.27.58 1.44 1.44 0 0 0 1-.37 2.1 2.1 0 0 0 .6-1.15l1.4.44a3.17 3.17 0 0 1-1.1 1.7Z"/>
</svg>`,Ku=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M17.73 14.09a1.4 1.4 0 0 1-1 .37 1.579 1.579 0 0 1-1.27-.58A3 3 0 0 1 15 12a2.8 2.8 0 0 1 .5-1.85 1.63 1.63 0 0 1 1.29-.57 1.47 1.47 0 0 1 1.51 1.2l1.43-.34A2.89 2.89 0 0 0 19 9.07a3 3 0 0 0-2.14-.78 3.14 3.14 0 0 0-2.42 1 3.91 3.91 0 0 0-.93 2.78 3.74 3.74 0 0 0 .92 2.66 3.07 3.07 0 0 0 2.34 1 3.07 3.07 0 0 0 1.91-.57 3.17 3.17 0 0 0 1.07-1.74l-1.4-.45c-.083.43-.3.822-.62 1.12Zm-7.22 0a1.43 1.43 0 0 1-1 .37 1.58 1.58 0 0 1-1.27-.58A3 3 0 0 1 7.76 12a2.8 2.8 0 0 1 .5-1.85 1.63 1.63 0 0 1 1.29-.57 1.47 1.47 0 0 1 1.51 1.2l1.43-.34a2.81 2.81 0 0 0-.74-1.32 2.94 2.94 0 0 0-2.13-.78 3.18 3.18 0 0 0-2.43 1 4 4 0 0 0-.92 2.78 3.74 3.74 0 0 0 .92 2.66 3.07 3.07 0 0 0 2.34 1 3.07 3.07 0 0 0 1.91-.57 3.23 3.23 0 0 0 1.07-1.74l-1.4-.45a2.06 2.06 0 0 1-.6 1.07Zm12.32-8.41a2.59 2.59 0 0 0-2.3-2.51C18.72 3.05 15.86 3 13 3c-2.86 0-5.72.05-7.53.17a2.59 2.59 0 0 0-2.3 2.51c-.23 4.207-.23 8.423 0 12.63a2.57 2.57 0 0 0 2.3 2.5c1.81.13 4.67.19 7.53.19 2.86 0 5.72-.06 7.53-.19a2.57 2.57 0 0 0 2.3-2.5c.23-4.207.23-8.423 0-12.63Zm-1.49 12.53a1.11 1.11 0 0 1-.91 1.11c-1.67.11-4.45.18-7.43.18-2.98 0-5.76-.07-7.43-.18a1.11 1.11 0 0 1-.91-1.11c-.21-4.14-.21-8.29 0-12.43a1.11 1.11 0 0 1 .91-1.11C7.24 4.56 10 4.49 13 4.49s5.76.07 7.43.18a1.11 1.11 0 0 1 .91 1.11c.21 4.14.21 8.29 0 12.43Z"/>
</svg>`;function Vu(){return`
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
      <slot name="on">${$u}</slot>
      <slot name="off">${Ku}</slot>
    </slot>
  `}function Gu(){return g("Captions")}var Ad=t=>{t.setAttribute("data-captions-enabled",rl(t).toString())},Td=t=>{t.setAttribute("aria-label",g("closed captions"))},Aa=class extends Mt{static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_SUBTITLES_LIST,o.MEDIA_SUBTITLES_SHOWING,o.MEDIA_LANG]}connectedCallback(){super.connectedCallback(),Td(this),Ad(this)}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_SUBTITLES_SHOWING?Ad(this):e===o.MEDIA_LANG&&Td(this)}get invokeTargetElement(){var e;return this.invokeTarget!=null?super.invokeTargetElement:(e=ce(this))==null?void 0:e.querySelector("media-captions-menu")}get mediaSubtitlesList(){return Sd(this,o.MEDIA_SUBTITLES_LIST)}set mediaSubtitlesList(e){yd(this,o.MEDIA_SUBTITLES_LIST,e)}get mediaSubtitlesShowing(){return Sd(this,o.MEDIA_SUBTITLES_SHOWING)}set mediaSubtitlesShowing(e){yd(this,o.MEDIA_SUBTITLES_SHOWING,e)}};Aa.getSlotTemplateHTML=Vu;Aa.getTooltipContentHTML=Gu;var Sd=(t,e)=>{let i=t.getAttribute(e);return i?Fi(i):[]},yd=(t,e,i)=>{if(!i?.length){t.removeAttribute(e);return}let a=bt(i);t.getAttribute(e)!==a&&t.setAttribute(e,a)};d.customElements.get("media-captions-menu-button")||d.customElements.define("media-captions-menu-button",Aa);var eo=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},qu=(t,e,i)=>(eo(t,e,"read from private field"),i?i.call(t):e.get(t)),Zn=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Yu=(t,e,i,a)=>(eo(t,e,"write to private field"),a?a.call(t,i):e.set(t,i),i),ts=(t,e,i)=>(eo(t,e,"access private method"),i),rs,is,Jn,as,jn,Qu=`
  <svg aria-hidden="true" viewBox="0 0 26 24" part="captions-indicator indicator">
    <path d="M22.83 5.68a2.58 2.58 0 0 0-2.3-2.5c-3.62-.24-11.44-.24-15.06 0a2.58 2.58 0 0 0-2.3 2.5c-.23 4.21-.23 8.43 0 12.64a2.58 2.58 0 0 0 2.3 2.5c3.62.24 11.44.24 15.06 0a2.58 2.58 0 0 0 2.3-2.5c.23-4.21.23-8.43 0-12.64Zm-11.39 9.45a3.07 3.07 0 0 1-1.91.57 3.06 3.06 0 0 1-2.34-1 3.75 3.75 0 0 1-.92-2.67 3.92 3.92 0 0 1 .92-2.77 3.18 3.18 0 0 1 2.43-1 2.94 2.94 0 0 1 2.13.78c.364.359.62.813.74 1.31l-1.43.35a1.49 1.49 0 0 0-1.51-1.17 1.61 1.61 0 0 0-1.29.58 2.79 2.79 0 0 0-.5 1.89 3 3 0 0 0 .49 1.93 1.61 1.61 0 0 0 1.27.58 1.48 1.48 0 0 0 1-.37 2.1 2.1 0 0 0 .59-1.14l1.4.44a3.23 3.23 0 0 1-1.07 1.69Zm7.22 0a3.07 3.07 0 0 1-1.91.57 3.06 3.06 0 0 1-2.34-1 3.75 3.75 0 0 1-.92-2.67 3.88 3.88 0 0 1 .93-2.77 3.14 3.14 0 0 1 2.42-1 3 3 0 0 1 2.16.82 2.8 2.8 0 0 1 .73 1.31l-1.43.35a1.49 1.49 0 0 0-1.51-1.21 1.61 1.61 0 0 0-1.29.58A2.79 2.79 0 0 0 15 12a3 3 0 0 0 .49 1.93 1.61 1.61 0 0 0 1.27.58 1.44 1.44 0 0 0 1-.37 2.1 2.1 0 0 0 .6-1.15l1.4.44a3.17 3.17 0 0 1-1.1 1.7Z"/>
  </svg>`;function zu(t){return`
    ${Ne.getTemplateHTML(t)}
    <slot name="captions-indicator" hidden>${Qu}</slot>
  `}var ss=class extends Ne{constructor(){super(...arguments),Zn(this,is),Zn(this,as),Zn(this,rs,void 0)}static get observedAttributes(){return[...super.observedAttributes,o.MEDIA_SUBTITLES_LIST,o.MEDIA_SUBTITLES_SHOWING]}attributeChangedCallback(e,i,a){super.attributeChangedCallback(e,i,a),e===o.MEDIA_SUBTITLES_LIST&&i!==a?ts(this,is,Jn).call(this):e===o.MEDIA_SUBTITLES_SHOWING&&i!==a&&(this.value=a||"",ts(this,is,Jn).call(this))}connectedCallback(){super.connectedCallback(),this.addEventListener("change",ts(this,as,jn))}disconnectedCallback(){super.disconnectedCallback(),this.removeEventListener("change",ts(this,as,jn))}get anchorElement(){return this.anchor!=="auto"?super.anchorElement:ce(this).querySelector("media-captions-menu-button")}get mediaSubtitlesList(){return kd(this,o.MEDIA_SUBTITLES_LIST)}set mediaSubtitlesList(e){Id(this,o.MEDIA_SUBTITLES_LIST,e)}get mediaSubtitlesShowing(){return kd(this,o.MEDIA_SUBTITLES_SHOWING)}set mediaSubtitlesShowing(e){Id(this,o.MEDIA_SUBTITLES_SHOWING,e)}};rs=new WeakMap;is=new WeakSet;Jn=function(){var t;let e=qu(this,rs)!==JSON.stringify(this.mediaSubtitlesList),i=this.value!==this.getAttribute(o.MEDIA_SUBTITLES_SHOWING);if(!e&&!i)return;Yu(this,rs,JSON.stringify(this.mediaSubtitlesList)),this.defaultSlot.textContent="";let a=!this.value,r=ba({type:"radio",text:this.formatMenuItemText(g("Off")),value:"off",checked:a});r.prepend(gi(this,"checked-indicator")),this.defaultSlot.append(r);let s=this.mediaSubtitlesList;for(let n of s){let l=ba({type:"radio",text:this.formatMenuItemText(n.label,n),value:Ga(n),checked:this.value==Ga(n)});l.prepend(gi(this,"checked-indicator")),((t=n.kind)!=null?t:"subs")==="captions"&&l.append(gi(this,"captions-indicator")),this.defaultSlot.append(l)}};as=new WeakSet;jn=function(){let t=this.mediaSubtitlesShowing,e=this.getAttribute(o.MEDIA_SUBTITLES_SHOWING),i=this.value!==e;if(t?.length&&i&&this.dispatchEvent(new d.CustomEvent(h.MEDIA_DISABLE_SUBTITLES_REQUEST,{composed:!0,bubbles:!0,detail:t})),!this.value||!i)return;let a=new d.CustomEvent(h.MEDIA_SHOW_SUBTITLES_REQUEST,{composed:!0,bubbles:!0,detail:this.value});this.dispatchEvent(a)};ss.getTemplateHTML=zu;var kd=(t,e)=>{let i=t.getAttribute(e);return i?Fi(i):[]},Id=(t,e,i)=>{if(!i?.length){t.removeAttribute(e);return}let a=bt(i);t.getAttribute(e)!==a&&t.setAttribute(e,a)};d.customElements.get("media-captions-menu")||d.customElements.define("media-captions-menu",ss);var ns={"Start airplay":"Iniciar AirPlay","Stop airplay":"Detener AirPlay",Audio:"Audio",Captions:"Subt\xEDtulos","Enable captions":"Activar subt\xEDtulos","Disable captions":"Desactivar subt\xEDtulos","Start casting":"Iniciar transmisi\xF3n","Stop casting":"Detener transmisi\xF3n","Enter fullscreen mode":"Entrar en modo pantalla completa","Exit fullscreen mode":"Salir del modo pantalla completa",Mute:"Silenciar",Unmute:"Reactivar sonido",Loop:"Bucle","Enter picture in picture mode":"Entrar en modo imagen en imagen","Exit picture in picture mode":"Salir del modo imagen en imagen",Play:"Reproducir",Pause:"Pausar","Playback rate":"Velocidad de reproducci\xF3n","Playback rate {playbackRate}":"Velocidad de reproducci\xF3n {playbackRate}",Quality:"Calidad","Seek backward":"Retroceder","Seek forward":"Avanzar",Settings:"Configuraci\xF3n",Auto:"Auto","audio player":"reproductor de audio","video player":"reproductor de video",volume:"volumen",seek:"b\xFAsqueda","closed captions":"subt\xEDtulos","current playback rate":"velocidad de reproducci\xF3n actual","playback time":"tiempo de reproducci\xF3n","media loading":"cargando medios",settings:"configuraci\xF3n","audio tracks":"pistas de audio",quality:"calidad",play:"reproducir",pause:"pausar",mute:"silenciar",unmute:"reactivar sonido","chapter: {chapterName}":"cap\xEDtulo: {chapterName}",live:"en vivo",Off:"Apagado","start airplay":"iniciar AirPlay","stop airplay":"detener AirPlay","start casting":"iniciar transmisi\xF3n","stop casting":"detener transmisi\xF3n","enter fullscreen mode":"entrar en modo pantalla completa","exit fullscreen mode":"salir del modo pantalla completa","enter picture in picture mode":"entrar en modo imagen en imagen","exit picture in picture mode":"salir del modo imagen en imagen","seek to live":"ir a la transmisi\xF3n en vivo","playing live":"reproduciendo en vivo","seek back {seekOffset} seconds":"retroceder {seekOffset} segundos","seek forward {seekOffset} seconds":"avanzar {seekOffset} segundos","Network Error":"Error de red","Decode Error":"Error de decodificaci\xF3n","Source Not Supported":"Fuente no compatible","Encryption Error":"Error de cifrado","A network error caused the media download to fail.":"Un error de red caus\xF3 la falla en la descarga del contenido.","A media error caused playback to be aborted. The media could be corrupt or your browser does not support this format.":"Un error de medios caus\xF3 la interrupci\xF3n de la reproducci\xF3n. El contenido podr\xEDa estar da\xF1ado o tu navegador no admite este formato.","An unsupported error occurred. The server or network failed, or your browser does not support this format.":"Ocurri\xF3 un error de incompatibilidad. El servidor o la red fallaron, o tu navegador no admite este formato.","The media is encrypted and there are no keys to decrypt it.":"El contenido est\xE1 cifrado y no hay claves disponibles para descifrarlo.",hour:"hora",hours:"horas",minute:"minuto",minutes:"minutos",second:"segundo",seconds:"segundos","{time} remaining":"{time} restante","{currentTime} of {totalTime}":"{currentTime} de {totalTime}","video not loaded, unknown time.":"video no cargado, tiempo desconocido."};Di("es",ns);var os="Playback rate {playbackRate}";Di("en",{...Ri,[os]:`${Ri[os]}x`});Di("es",{...ns,[os]:`${ns[os]}x`});Ca(document.documentElement.lang);var Xu=[400,404,413,422],ls=class{constructor({url:e,csrf:i,viewer:a,lesson:r,interval:s,onAnswer:n,onKept:l}){Object.assign(this,{url:e,csrf:i,lesson:r,interval:s,onAnswer:n,onKept:l}),this.folder=`beats.${a}.`,this.session=crypto.randomUUID(),this.seq=0,this.position=null}get untoldPosition(){let e=this.keys().map(i=>this.read(i)).filter(i=>i?.lesson===this.lesson);return e.length?e.at(-1).position:null}note(e,i){let a=Math.floor(i);if(!e.length&&a===this.position)return!1;this.position=a,this.seq+=1;let r=this.read(this.own)?.ranges??[];return this.write(this.own,{lesson:this.lesson,session:this.session,seq:this.seq,ranges:Zu([...r,...e]).slice(-200),position:a}),!0}tell(){return this.telling??=this.tellAll().finally(()=>{this.telling=null}),this.telling}async tellAll(){let e=!1;for(let i of this.keys()){let a=this.read(i);a&&await this.post(a)?this.read(i)?.seq===a.seq&&this.write(i,null):a&&(e=!0)}this.onKept(e)}tellLeaving(){let e=this.read(this.own);e&&this.post(e,{keepalive:!0})}async post(e,i={}){try{let a={"Content-Type":"application/json","X-CSRFToken":this.csrf},r=await fetch(this.url,{method:"POST",headers:a,body:JSON.stringify(e),redirect:"error",...i});if(Xu.includes(r.status))return!0;let s=await r.json();return r.ok?(this.interval=s.interval_seconds||this.interval,e.lesson===this.lesson&&this.onAnswer(s),s.is_accepted!==!1):s.code==="forbidden"}catch{return!1}}get own(){return this.folder+this.session}keys(){return Object.keys(this.storage).filter(e=>e.startsWith(this.folder))}read(e){try{return JSON.parse(this.storage[e]??"null")}catch{return null}}write(e,i){try{i?this.storage[e]=JSON.stringify(i):delete this.storage[e]}catch{this.memory={...this.storage,[e]:JSON.stringify(i)}}}get storage(){if(this.memory)return this.memory;try{return localStorage}catch{return this.memory={},this.memory}}};function Zu(t){let e=[];for(let[i,a]of t.toSorted((r,s)=>r[0]-s[0])){let r=e.at(-1);r&&i<=r[1]?r[1]=Math.max(r[1],a):e.push([i,a])}return e}function ds(t,e){try{return localStorage.getItem(`player.${t}`)??e}catch{return e}}function cs(t,e){try{localStorage.setItem(`player.${t}`,e)}catch{}}var Ju="input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]",ju="button, a, summary, input, [role=button], [role=slider], [role=menuitemradio], [role=tab]";function Md({video:t,controller:e,help:i}){let a={" ":()=>wd(t),k:()=>wd(t),j:()=>us(t,-10),l:()=>us(t,10),ArrowLeft:()=>us(t,-5),ArrowRight:()=>us(t,5),f:()=>Ld(e,document.fullscreenElement?"mediaexitfullscreenrequest":"mediaenterfullscreenrequest"),m:()=>{t.muted=!t.muted},c:()=>Ld(e,"mediatogglesubtitlesrequest"),"?":()=>i.open?i.close():i.showModal()},r={ArrowUp:.1,ArrowDown:-.1},s=i.querySelector("[data-shortcuts]");s.checked=ds("shortcuts","on")==="on",s.addEventListener("change",()=>cs("shortcuts",s.checked?"on":"off")),document.addEventListener("keydown",n=>{if(n.defaultPrevented||n.ctrlKey||n.metaKey||n.altKey)return;let l=n.composedPath()[0];if(!(l instanceof Element)||l.matches(Ju)||i.open&&n.key!=="?")return;let c=e.contains(document.activeElement);if(!s.checked&&!c)return;let E=a[n.key.length===1?n.key.toLowerCase():n.key],_=c?r[n.key]:void 0;!E&&!_||n.key===" "&&eh(n)||n.key.startsWith("Arrow")&&l.matches("[role=slider], [role=menuitemradio], [role=tab], input")||(n.preventDefault(),_?t.volume=Math.min(1,Math.max(0,t.volume+_)):E())})}function eh(t){return t.composedPath().some(e=>e instanceof Element&&e.matches(ju))}function wd(t){t.paused?t.play().catch(()=>{}):t.pause()}function us(t,e){t.currentTime=Math.min(t.duration||0,Math.max(0,t.currentTime+e))}function Ld(t,e){t.dispatchEvent(new CustomEvent(e,{composed:!0,bubbles:!0}))}function Rd(t){let e=[...t.querySelectorAll(":scope > [data-panel]")];if(e.length<2)return;let i=document.createElement("div");i.setAttribute("role","tablist"),i.className="tabbar";let a=e.map((s,n)=>{let l=s.querySelector("h2"),c=document.createElement("button");return Object.assign(c,{type:"button",id:`${s.id}-tab`,textContent:l.textContent}),c.setAttribute("role","tab"),c.setAttribute("aria-controls",s.id),l.classList.add("sr-only"),s.setAttribute("role","tabpanel"),s.setAttribute("aria-labelledby",c.id),c.addEventListener("click",()=>r(n)),c}),r=s=>{a.forEach((n,l)=>{n.setAttribute("aria-selected",String(l===s)),n.tabIndex=l===s?0:-1,e[l].hidden=l!==s})};i.addEventListener("keydown",s=>{let n={ArrowRight:1,ArrowLeft:-1}[s.key];if(!n)return;s.preventDefault();let l=(a.indexOf(document.activeElement)+n+a.length)%a.length;r(l),a[l].focus()}),i.append(...a),t.prepend(i),r(0)}function Cd(t,e){let i=t.querySelector("[data-cues]"),a=[...t.querySelectorAll("[data-cue]")].map(n=>({row:n,starts:Number(n.dataset.cue),ends:Number(n.dataset.until),text:n.querySelector("[data-said]"),said:n.querySelector("[data-said]").textContent})),r=null;i.addEventListener("click",n=>{let l=n.target.closest("[data-cue]");!l||n.ctrlKey||n.metaKey||(n.preventDefault(),e.currentTime=Number(l.dataset.cue),e.play().catch(()=>{}))});let s=()=>{let n=e.currentTime,l=a.findLast(c=>c.starts<=n&&n<c.ends)??null;l!==r&&(r?.row.removeAttribute("aria-current"),l?.row.setAttribute("aria-current","true"),r=l,l&&!t.contains(document.activeElement)&&!i.matches(":hover")&&th(i,l.row))};for(let n of["timeupdate","seeked","loadedmetadata"])e.addEventListener(n,s);ih(t,a)}function th(t,e){let i=e.offsetTop-t.offsetTop;(i<t.scrollTop||i+e.offsetHeight>t.scrollTop+t.clientHeight)&&(t.scrollTop=i-t.clientHeight/3)}function ih(t,e){let i=t.querySelector("[data-transcript-search]"),a=t.querySelector("[data-transcript-found]");i.closest("[hidden]")?.removeAttribute("hidden"),i.addEventListener("input",()=>{let r=Dd(i.value.trim()),s=0;for(let n of e){let l=r?Dd(n.said).indexOf(r):-1;n.row.hidden=!!r&&l<0,n.row.hidden||(s+=1),ah(n,l,r.length)}a.textContent=r?s===1?a.dataset.one:a.dataset.many.replace("%d",s):""})}function Dd(t){return[...t].map(e=>e.normalize("NFD")[0].toLowerCase()[0]).join("")}function ah(t,e,i){if(e<0){t.text.textContent=t.said;return}let a=[...t.said],r=document.createElement("mark");r.textContent=a.slice(e,e+i).join(""),t.text.replaceChildren(a.slice(0,e).join(""),r,a.slice(e+i).join(""))}var hs=class{constructor(e){this.video=e,this.spans=[],this.from=null,this.last=0,e.addEventListener("playing",()=>this.open()),e.addEventListener("timeupdate",()=>this.follow());for(let i of["pause","seeking","waiting","ended"])e.addEventListener(i,()=>this.close());e.addEventListener("seeked",()=>!e.paused&&this.open())}open(){this.from=this.last=this.video.currentTime}follow(){this.from!==null&&!this.video.seeking&&this.video.currentTime>this.last&&(this.last=this.video.currentTime)}close(){this.from!==null&&this.last>this.from&&this.spans.push([this.from,this.last]),this.from=null}take(){let e=this.from!==null;this.close(),e&&(this.from=this.last);let i=this.spans.map(([a,r])=>[Math.round(a*10)/10,Math.round(r*10)/10]).filter(([a,r])=>r>a);return this.spans=[],i}};var to=document.getElementById("player"),xd=document.getElementById("panels");xd&&Rd(xd);to&&rh(to.querySelector("video"),to.dataset);function rh(t,e){let i=t.closest("media-controller");t.controls=!1;let a=e.beats?nh(t,e):null;sh(t,a?.untoldPosition??e.position),t.defaultPlaybackRate=t.playbackRate=Number(ds("rate",1))||1,t.addEventListener("ratechange",()=>cs("rate",t.playbackRate));let r=document.getElementById("transcript");r&&Cd(r,t),Md({video:t,controller:i,help:document.getElementById("player-help")}),a?.tell()}function sh(t,e){let i=new URLSearchParams(location.search).get("t"),a=Number(i??e)||0,r=()=>{a>0&&(i||a<t.duration-3)&&(t.currentTime=Math.min(a,t.duration))};t.readyState>=HTMLMediaElement.HAVE_METADATA?r():t.addEventListener("loadedmetadata",r,{once:!0})}function nh(t,e){let i=new hs(t),a=document.getElementById("progress-kept"),r=new ls({url:e.beats,csrf:e.csrf,viewer:e.viewer,lesson:e.lesson,interval:Number(e.interval),onAnswer:E=>E.is_completed&&oh(),onKept:E=>a?.toggleAttribute("hidden",!E)}),s=Date.now(),n=()=>(s=Date.now(),r.note(i.take(),t.currentTime)),l=()=>n()&&r.tell(),c=()=>n()&&r.tellLeaving();return t.addEventListener("timeupdate",()=>!t.paused&&Date.now()-s>=r.interval*1e3&&l()),t.addEventListener("pause",l),t.addEventListener("seeked",()=>t.paused&&t.played.length&&l()),addEventListener("pagehide",c),document.addEventListener("visibilitychange",()=>document.visibilityState==="hidden"&&c()),addEventListener("online",()=>r.tell()),r}function oh(){for(let t of document.querySelectorAll("[data-when-complete]"))t.hidden=!1;for(let t of document.querySelectorAll("[data-until-complete]"))t.hidden=!0}})();
