// The transcript: every cue leads to its second, the one that is spoken is marked and kept in sight, and a search narrows it down.
export function followTranscript(root, video) {
  const list = root.querySelector("[data-cues]");
  const cues = [...root.querySelectorAll("[data-cue]")].map((row) => ({
    row,
    starts: Number(row.dataset.cue),
    ends: Number(row.dataset.until),
    text: row.querySelector("[data-said]"),
    said: row.querySelector("[data-said]").textContent,
  }));
  let current = null;

  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-cue]");
    if (!row || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    video.currentTime = Number(row.dataset.cue);
    video.play().catch(() => {});
  });

  const mark = () => {
    const now = video.currentTime;
    const spoken = cues.findLast((cue) => cue.starts <= now && now < cue.ends) ?? null;
    if (spoken === current) return;
    current?.row.removeAttribute("aria-current");
    spoken?.row.setAttribute("aria-current", "true");
    current = spoken;
    if (spoken && !root.contains(document.activeElement) && !list.matches(":hover")) bringIntoSight(list, spoken.row);
  };
  for (const name of ["timeupdate", "seeked", "loadedmetadata"]) video.addEventListener(name, mark);
  search(root, cues);
}

// Only the list scrolls, never the page: the viewer may be reading something else.
function bringIntoSight(list, row) {
  const top = row.offsetTop - list.offsetTop;
  if (top < list.scrollTop || top + row.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 3;
}

function search(root, cues) {
  const box = root.querySelector("[data-transcript-search]");
  const told = root.querySelector("[data-transcript-found]");
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("input", () => {
    const wanted = fold(box.value.trim());
    let found = 0;
    for (const cue of cues) {
      const at = wanted ? fold(cue.said).indexOf(wanted) : -1;
      cue.row.hidden = Boolean(wanted) && at < 0;
      if (!cue.row.hidden) found += 1;
      highlight(cue, at, wanted.length);
    }
    told.textContent = wanted ? (found === 1 ? told.dataset.one : told.dataset.many.replace("%d", found)) : "";
  });
}

// Letters without case and accents, one for one, so that places in the folded text are places in the text.
function fold(text) {
  return [...text].map((letter) => letter.normalize("NFD")[0].toLowerCase()[0]).join("");
}

function highlight(cue, at, length) {
  if (at < 0) {
    cue.text.textContent = cue.said;
    return;
  }
  const letters = [...cue.said];
  const hit = document.createElement("mark");
  hit.textContent = letters.slice(at, at + length).join("");
  cue.text.replaceChildren(letters.slice(0, at).join(""), hit, letters.slice(at + length).join(""));
}
