// A running exam. The page works without it, a question a page; with it all questions are here, so that a lost connection stops
// nobody: every choice is written down in this browser and sent at once, or as soon as it can be. The clock is the server's.
import { Answers } from "./exam/answers.js";
import { startClock } from "./exam/clock.js";
import { listenToKeys } from "./exam/keys.js";
import { Sheet } from "./exam/sheet.js";

const root = document.getElementById("exam");
const clock = document.getElementById("exam-clock");
if (root) start();

function start() {
  document.getElementById("offline")?.remove(); // the exam says it in its own words
  const answers = new Answers({
    url: root.dataset.answers,
    attempt: root.dataset.attempt,
    serverNow: Number(root.dataset.now),
    onState: showState,
    onRefused: (message) => showNotice("exam-kept", message),
    onOver: () => location.assign(root.dataset.result),
  });
  const sheet = new Sheet(root, answers);
  const time = clock && startClock(clock, {
    say: (text) => showNotice("exam-time", text),
    over: () => handInWhenOver(sheet, answers),
  });
  listenToKeys(sheet, document.getElementById("exam-keys"), document.getElementById("keys-open"));
  sheet.handIn.addEventListener("submit", (event) => handIn(event, answers));
  answers.resume((kept) => sheet.apply(kept));
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible") return;
    const said = await answers.fetchKept();
    if (said?.left_ms != null) time?.set(said.left_ms);
    said?.answers.forEach((kept) => sheet.apply(kept));
  });
}

// Hands in once everything has arrived; without a connection the page stays, and so do the answers.
async function handIn(event, answers) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  if (await answers.flush()) form.submit();
  button.disabled = false;
}

// The time is over: what was on its way is sent, and the school hands in by itself. Its door may be shut for a moment.
async function handInWhenOver(sheet, answers) {
  sheet.freeze();
  showNotice("exam-time", clock.dataset.over);
  await Promise.race([answers.flush(), pause(3000)]);
  for (;;) {
    try {
      const body = new FormData(sheet.handIn);
      const answer = await fetch(sheet.handIn.action, { method: "POST", body, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.ok) break;
    } catch {
      showNotice("exam-time", clock.dataset.overOffline);
    }
    await pause(5000);
  }
  location.assign(root.dataset.result);
}

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

function showState(state) {
  const saved = document.getElementById("exam-saved");
  saved.hidden = false;
  saved.dataset.state = state === "signed-out" || state === "offline" ? "kept" : state;
  const text = { offline: notice("offline"), "signed-out": notice("signedOut") }[state] ?? "";
  showNotice("exam-kept", text);
}

function notice(name) {
  return document.getElementById("exam-kept").dataset[name];
}

function showNotice(id, text) {
  const place = document.getElementById(id);
  place.textContent = text;
  place.hidden = !text;
}
