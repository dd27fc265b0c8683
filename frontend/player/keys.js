// The keyboard: the keys that players everywhere have. Single keys can be switched off (WCAG 2.1.4), and none works while one types.
import { remember, remembered } from "./memory.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";
const PRESSED_BY_SPACE = "button, a, summary, input, [role=button], [role=slider], [role=menuitemradio], [role=tab]";

export function listenToKeys({ video, controller, help }) {
  const actions = {
    " ": () => toggle(video),
    k: () => toggle(video),
    j: () => move(video, -10),
    l: () => move(video, 10),
    ArrowLeft: () => move(video, -5),
    ArrowRight: () => move(video, 5),
    f: () => tell(controller, document.fullscreenElement ? "mediaexitfullscreenrequest" : "mediaenterfullscreenrequest"),
    m: () => { video.muted = !video.muted; },
    c: () => tell(controller, "mediatogglesubtitlesrequest"),
    "?": () => (help.open ? help.close() : help.showModal()),
  };
  const louder = { ArrowUp: 0.1, ArrowDown: -0.1 };
  const choice = help.querySelector("[data-shortcuts]");
  choice.checked = remembered("shortcuts", "on") === "on";
  choice.addEventListener("change", () => remember("shortcuts", choice.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || target.matches(TYPING)) return;
    if (help.open && event.key !== "?") return;
    const inPlayer = controller.contains(document.activeElement);
    if (!choice.checked && !inPlayer) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const volume = inPlayer ? louder[event.key] : undefined; // elsewhere up and down scroll the page
    if ((!action && !volume) || (event.key === " " && pressable(event))) return;
    if (event.key.startsWith("Arrow") && target.matches("[role=slider], [role=menuitemradio], [role=tab], input")) return;
    event.preventDefault();
    if (volume) video.volume = Math.min(1, Math.max(0, video.volume + volume));
    else action();
  });
}

function pressable(event) {
  return event.composedPath().some((node) => node instanceof Element && node.matches(PRESSED_BY_SPACE));
}

function toggle(video) {
  if (video.paused) video.play().catch(() => {});
  else video.pause();
}

function move(video, seconds) {
  video.currentTime = Math.min(video.duration || 0, Math.max(0, video.currentTime + seconds));
}

function tell(controller, request) {
  controller.dispatchEvent(new CustomEvent(request, { composed: true, bubbles: true }));
}
