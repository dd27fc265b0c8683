// Every page: fragments by htmx, and the viewer's time zone for the server.
import "htmx.org";

document.cookie = `tz=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax`;
