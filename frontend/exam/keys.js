// The keyboard. Single characters can be switched off (WCAG 2.1.4); arrows move between questions unless they move between options.
import { remember, remembered } from "../player/memory.js";

export function listenToKeys(sheet, help, open) {
  const letters = {
    n: () => sheet.go("next"),
    p: () => sheet.go("previous"),
    f: () => sheet.current.elements.flagged.click(),
    "?": () => (help.open ? help.close() : help.showModal()),
  };
  const arrows = { ArrowRight: () => sheet.go("next"), ArrowLeft: () => sheet.go("previous") };
  const choice = help.querySelector("[data-shortcuts]");
  choice.checked = remembered("shortcuts", "on") === "on";
  choice.addEventListener("change", () => remember("shortcuts", choice.checked ? "on" : "off"));
  open.hidden = false;
  open.addEventListener("click", () => help.showModal());

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || (help.open && event.key !== "?")) return;
    const onRadio = event.target.matches?.("input[type=radio]");
    const action = choice.checked ? letters[event.key.toLowerCase()] ?? option(sheet, event.key) : null;
    const found = action ?? (onRadio ? null : arrows[event.key]);
    if (!found) return;
    event.preventDefault();
    found();
  });
}

function option(sheet, key) {
  if (!/^[1-9]$/.test(key) || sheet.current.hidden) return null;
  const input = sheet.current.querySelectorAll("[name=options]")[Number(key) - 1];
  return input ? () => { input.focus(); input.click(); } : null;
}
