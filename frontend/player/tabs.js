// Panels under their headings become tabs (WAI-ARIA tabs pattern) once there are two; without this script they stand below each other.
export function makeTabs(root) {
  const panels = [...root.querySelectorAll(":scope > [data-panel]")];
  if (panels.length < 2) return;
  const bar = document.createElement("div");
  bar.setAttribute("role", "tablist");
  bar.className = "tabbar";
  const tabs = panels.map((panel, index) => {
    const heading = panel.querySelector("h2");
    const tab = document.createElement("button");
    Object.assign(tab, { type: "button", id: `${panel.id}-tab`, textContent: heading.textContent });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    heading.classList.add("sr-only");
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => choose(index));
    return tab;
  });
  const choose = (chosen) => {
    tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      panels[index].hidden = index !== chosen;
    });
  };
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  });
  bar.append(...tabs);
  root.prepend(bar);
  choose(0);
}
