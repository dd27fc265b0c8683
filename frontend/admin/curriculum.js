// Sections and lessons are dragged, or moved by their buttons; each change is told to the server, one after the other.
import Sortable from "sortablejs";

function start(page) {
  const status = page.querySelector("[data-status]");
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  let queue = Promise.resolve();

  const say = (text, isError = false) => {
    status.textContent = text;
    status.toggleAttribute("data-error", isError);
  };

  async function tell(fields, done) {
    const body = new URLSearchParams(fields);
    try {
      const answer = await fetch(page.dataset.arrangeUrl, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
      });
      if (answer.ok) say(done);
      else say(answer.status === 409 ? (await answer.json()).message : page.dataset.failed, true);
    } catch {
      say(page.dataset.failed, true);
    }
  }

  const send = (fields, done) => {
    say(page.dataset.saving);
    queue = queue.then(() => tell(fields, done));
  };

  const ids = (parent, kind) => [...parent.children].map((row) => row.dataset[kind]).filter(Boolean);
  const place = (row, kind) => `${row.dataset.title}: ${ids(row.parentElement, kind).indexOf(row.dataset[kind]) + 1}`;

  function count() {
    for (const list of page.querySelectorAll("[data-lessons]")) {
      const section = list.closest("[data-section]");
      section.querySelector("[data-count]").textContent = ids(list, "lesson").length;
      section.querySelector("[data-empty]").hidden = ids(list, "lesson").length > 0;
    }
  }

  function saveLessons(row) {
    const list = row.parentElement;
    count();
    const section = list.closest("[data-section]");
    const fields = [["section", section.dataset.section], ...ids(list, "lesson").map((id) => ["lessons", id])];
    send(fields, `${section.dataset.title}, ${place(row, "lesson")}. ${page.dataset.saved}`);
  }

  function saveSections(row) {
    send(ids(row.parentElement, "section").map((id) => ["sections", id]), `${place(row, "section")}. ${page.dataset.saved}`);
  }

  const common = { animation: 120, forceFallback: true, fallbackTolerance: 4, scroll: true, ghostClass: "school-ghost", delayOnTouchOnly: true, delay: 150 };
  const sections = page.querySelector("[data-sections]");
  Sortable.create(sections, { ...common, handle: "[data-drag=section]", draggable: "[data-section]", onEnd: (event) => saveSections(event.item) });
  for (const list of page.querySelectorAll("[data-lessons]")) {
    Sortable.create(list, {
      ...common,
      group: "lessons",
      handle: "[data-drag=lesson]",
      draggable: "[data-lesson]",
      onEnd: (event) => {
        if (event.from !== event.to || event.oldIndex !== event.newIndex) saveLessons(event.item);
      },
    });
  }

  function moveSection(row, up) {
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return false;
    other[up ? "before" : "after"](row);
    saveSections(row);
    return true;
  }

  function moveLesson(row, up) {
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (other) {
      other[up ? "before" : "after"](row);
    } else {
      const section = row.closest("[data-section]");
      const beside = up ? section.previousElementSibling : section.nextElementSibling;
      if (!beside) return false;
      beside.querySelector("details").open = true;
      beside.querySelector("[data-lessons]")[up ? "append" : "prepend"](row);
    }
    saveLessons(row);
    return true;
  }

  page.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const up = button.dataset.move === "up";
    const lesson = button.closest("[data-lesson]");
    const moved = lesson ? moveLesson(lesson, up) : moveSection(button.closest("[data-section]"), up);
    if (!moved) say(page.dataset.edge);
    button.focus();
  });

  page.querySelector("[data-fold]")?.addEventListener("click", () => {
    const all = [...page.querySelectorAll("[data-section] > details")];
    const open = !all.some((one) => one.open);
    for (const one of all) one.open = open;
  });
  page.dataset.ready = "";
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-curriculum]").forEach(start));
