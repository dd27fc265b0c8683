// Every page: fragments by htmx, the viewer's time zone for the server, and the small comforts of site/.
import "htmx.org";
import "./site/menus.js";
import "./site/rich.js";
import "./site/search.js";
import "./site/states.js";
import "./site/theme.js";

document.cookie = `tz=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax`;
