// The lesson player: the one island. The page works without it; with it the film resumes at the second, is told to the school as it
// is watched, and answers to keys.
import "./player/nonce.js";
import "./player/controls.js";
import { Beats } from "./player/beats.js";
import { listenToKeys } from "./player/keys.js";
import { remember, remembered } from "./player/memory.js";
import { makeTabs } from "./player/tabs.js";
import { followTranscript } from "./player/transcript.js";
import { Watched } from "./player/watched.js";

const root = document.getElementById("player");
const panels = document.getElementById("panels");
if (panels) makeTabs(panels);
if (root) start(root.querySelector("video"), root.dataset);

function start(video, facts) {
  const controller = video.closest("media-controller");
  video.controls = false;
  const beats = facts.beats ? keepProgress(video, facts) : null;
  resume(video, beats?.untoldPosition ?? facts.position);
  video.defaultPlaybackRate = video.playbackRate = Number(remembered("rate", 1)) || 1;
  video.addEventListener("ratechange", () => remember("rate", video.playbackRate));
  const transcript = document.getElementById("transcript");
  if (transcript) followTranscript(transcript, video);
  listenToKeys({ video, controller, help: document.getElementById("player-help") });
  beats?.tell();
}

// A second named in the address wins over the one where the viewer stopped; a film that was watched to its end begins again.
function resume(video, position) {
  const named = new URLSearchParams(location.search).get("t");
  const second = Number(named ?? position) || 0;
  const go = () => {
    if (second > 0 && (named || second < video.duration - 3)) video.currentTime = Math.min(second, video.duration);
  };
  if (video.readyState >= HTMLMediaElement.HAVE_METADATA) go();
  else video.addEventListener("loadedmetadata", go, { once: true });
}

function keepProgress(video, facts) {
  const watched = new Watched(video);
  const kept = document.getElementById("progress-kept");
  const beats = new Beats({
    url: facts.beats,
    csrf: facts.csrf,
    viewer: facts.viewer,
    lesson: facts.lesson,
    interval: Number(facts.interval),
    onAnswer: (said) => said.is_completed && showComplete(),
    onKept: (waiting) => kept?.toggleAttribute("hidden", !waiting),
  });
  let told = Date.now();
  const beat = () => {
    told = Date.now();
    return beats.note(watched.take(), video.currentTime);
  };
  const tell = () => beat() && beats.tell();
  const leave = () => beat() && beats.tellLeaving();
  video.addEventListener("timeupdate", () => !video.paused && Date.now() - told >= beats.interval * 1000 && tell());
  video.addEventListener("pause", tell);
  video.addEventListener("seeked", () => video.paused && video.played.length && tell());
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  addEventListener("online", () => beats.tell());
  return beats;
}

// The school says that the lesson is complete: the page says so too, without a reload.
function showComplete() {
  for (const element of document.querySelectorAll("[data-when-complete]")) element.hidden = false;
  for (const element of document.querySelectorAll("[data-until-complete]")) element.hidden = true;
}
