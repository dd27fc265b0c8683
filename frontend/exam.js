// A running exam: every choice is kept at once, also without a connection; the clock is the server's; the keyboard is enough.

const form = document.getElementById("question");
const clock = document.getElementById("clock");
const notice = document.getElementById("time-notice");
const RETRY_MS = 5000;
const TEN_MINUTES = 600;
const TWO_MINUTES = 120;

if (clock) runClock(Number(clock.dataset.left));
if (form) {
  keepAnswers(form);
  listenToKeys(form);
}

function runClock(left) {
  const started = performance.now();
  const face = clock.querySelector("[data-clock]");
  let told = 0;
  const tick = () => {
    const seconds = Math.max(Math.ceil(left - (performance.now() - started) / 1000), 0);
    const rest = String(seconds % 60).padStart(2, "0");
    const minutes = Math.floor(seconds / 60) % 60;
    const hours = Math.floor(seconds / 3600);
    face.textContent = hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
    const due = seconds <= TWO_MINUTES ? 2 : seconds <= TEN_MINUTES ? 1 : 0;
    if (due > told) say(due === 2 ? clock.dataset.last : clock.dataset.soon);
    told = Math.max(told, due);
    if (seconds > 0) setTimeout(tick, 1000 - ((performance.now() - started) % 1000));
    // The server waits a moment for answers that are on their way; then it hands in, and its answer leads to the result.
    else setTimeout(() => location.reload(), 7000);
  };
  tick();
}

function say(text) {
  notice.textContent = text;
  notice.hidden = false;
}

function keepAnswers(form) {
  const status = document.getElementById("saved");
  const { save, question } = form.dataset;
  const key = `exam ${save} ${question}`;
  let seq = Number(form.dataset.seq);
  const nextSeq = () => (seq = Math.max(Date.now(), seq + 1));
  const chosen = () => [...form.querySelectorAll("[name=options]:checked")].map((input) => input.value);

  async function send(answer) {
    status.textContent = form.dataset.saving;
    try {
      const response = await fetch(save, {
        method: "POST",
        keepalive: true,
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify(answer),
      });
      const told = (response.headers.get("Content-Type") ?? "").includes("json") ? await response.json() : {};
      if (response.status === 409) location.assign(told.next);
      else if (response.status >= 500) throw new Error("try again");
      else {
        forget(answer.seq);
        status.textContent = response.ok ? form.dataset.saved : told.message;
      }
    } catch {
      status.textContent = form.dataset.offline;
      setTimeout(resend, RETRY_MS);
    }
  }

  function forget(sent) {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    if (kept && kept.seq <= sent) localStorage.removeItem(key);
  }

  function resend() {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    if (kept) send(kept);
  }

  form.addEventListener("change", () => {
    const answer = { question, options: chosen(), flagged: form.elements.flagged.checked, seq: nextSeq() };
    localStorage.setItem(key, JSON.stringify(answer));
    send(answer);
  });
  form.addEventListener("submit", () => {
    form.elements.seq.value = nextSeq();
  });
  addEventListener("online", resend);
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept && kept.seq > seq) {
    for (const input of form.querySelectorAll("[name=options]")) input.checked = kept.options.includes(input.value);
    form.elements.flagged.checked = kept.flagged;
    seq = kept.seq;
    send(kept);
  }
}

function listenToKeys(form) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input[type=text], input[type=search], textarea")) return;
    const options = [...form.querySelectorAll("[name=options]")];
    const place = /^[a-z]$/.test(event.key) && event.key !== "f" ? event.key.charCodeAt(0) - 97 : Number(event.key) - 1;
    const onChoice = event.target.matches("input[type=radio]");
    if (event.key === "f") form.elements.flagged.click();
    else if (event.key === "ArrowRight" && !onChoice) form.querySelector("[name=go]:not([value=previous])").click();
    else if (event.key === "ArrowLeft" && !onChoice) form.querySelector("[value=previous]")?.click();
    else if (place >= 0 && place < options.length) options[place].click();
    else return;
    event.preventDefault();
  });
}
