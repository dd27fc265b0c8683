// Offline, and requests that failed: said once, calmly; the page keeps what it shows.
const offline = () => document.getElementById("offline");
const failure = () => document.getElementById("failure");
let hide = 0;

const tellOffline = () => offline()?.toggleAttribute("hidden", navigator.onLine);
addEventListener("online", tellOffline);
addEventListener("offline", tellOffline);
tellOffline();

for (const failed of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failed, () => {
    failure()?.removeAttribute("hidden");
    clearTimeout(hide);
    hide = setTimeout(() => failure()?.setAttribute("hidden", ""), 8000);
  });
}
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) failure()?.setAttribute("hidden", "");
});
