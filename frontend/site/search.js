// The search box's suggestions: the server sends the options, the arrow keys walk them (the combobox pattern of WAI-ARIA's guide).
const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const options = (input) => [...listOf(input).querySelectorAll('[role="option"]')];
const combobox = (event) => event.target.closest?.('form[data-search] [role="combobox"]');

function show(input, visible) {
  listOf(input).hidden = !visible;
  input.setAttribute("aria-expanded", String(visible));
  if (!visible) input.removeAttribute("aria-activedescendant");
}

function select(input, step) {
  const all = options(input);
  if (!all.length) return;
  const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = all[(now + step + all.length + (now < 0 && step < 0 ? 1 : 0)) % all.length];
  for (const option of all) option.setAttribute("aria-selected", String(option === next));
  input.setAttribute("aria-activedescendant", next.id);
  show(input, true);
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.getAttribute("role") !== "listbox") return;
  const input = document.querySelector(`[aria-controls="${event.target.id}"]`);
  show(input, options(input).length > 0 && document.activeElement === input);
});
document.addEventListener("keydown", (event) => {
  const input = combobox(event);
  if (!input) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    select(input, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    show(input, false);
  } else if (event.key === "Enter") {
    const chosen = document.getElementById(input.getAttribute("aria-activedescendant") ?? "");
    if (!chosen) return;
    event.preventDefault();
    location.assign(chosen.dataset.href);
  }
});
document.addEventListener("click", (event) => {
  const option = event.target.closest('form[data-search] [role="option"]');
  if (option) location.assign(option.dataset.href);
});
document.addEventListener("focusout", (event) => {
  const input = combobox(event);
  // A press on an option takes the focus first: the list must outlive the click.
  if (input) setTimeout(() => show(input, false), 150);
});
