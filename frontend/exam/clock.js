// The time that is left, counted from what the server said. Minutes are enough until the end is near; it is announced twice.
const TEN_MINUTES = 600;
const TWO_MINUTES = 120;

export function startClock(element, { say, over }) {
  const face = element.querySelector("[data-clock]");
  const { minutes, soon, last } = element.dataset;
  let left = Number(element.dataset.leftMs);
  let since = mark();
  let told = left / 1000 <= TWO_MINUTES ? 2 : left / 1000 <= TEN_MINUTES ? 1 : 0;
  let timer = 0;

  const tick = () => {
    const rest = left - passed(since);
    const seconds = Math.max(Math.ceil(rest / 1000), 0);
    face.textContent = seconds > TEN_MINUTES ? minutes.replace("%d", Math.ceil(seconds / 60)) : clockFace(seconds);
    const due = seconds <= TWO_MINUTES ? 2 : seconds <= TEN_MINUTES ? 1 : 0;
    if (due > told) say(due === 2 ? last : soon);
    told = Math.max(told, due);
    if (seconds > 0) timer = setTimeout(tick, Math.max(rest % 1000, 50));
    else over();
  };
  tick();
  return {
    set(milliseconds) {
      clearTimeout(timer);
      left = milliseconds;
      since = mark();
      tick();
    },
  };
}

// Two clocks: one stands still while the device sleeps, the other can be set back by hand. The one that saw more time pass is right.
function mark() {
  return { steady: performance.now(), wall: Date.now() };
}

function passed(since) {
  return Math.max(performance.now() - since.steady, Date.now() - since.wall);
}

function clockFace(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
