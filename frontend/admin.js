// The admin's own pages: order by dragging, Markdown beside its look, uploads that say how far they are.
import "./admin/curriculum.js";
import "./admin/markdown.js";
import "./admin/upload.js";
