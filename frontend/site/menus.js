// Menus are <details data-menu>: they close when the viewer clicks or tabs elsewhere, or presses Escape.
const opened = () => document.querySelectorAll("details[data-menu][open]");

for (const moved of ["click", "focusin"]) {
  document.addEventListener(moved, (event) => {
    for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
