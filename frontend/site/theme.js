// Light or dark: the system's, until the viewer chooses; the choice is a cookie, so that the server draws the next page right at once.
const dark = "school-dark";
const light = "school";
const root = document.documentElement;

root.classList.add("js");
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  const now = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? dark : light);
  root.dataset.theme = now === dark ? light : dark;
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
});
