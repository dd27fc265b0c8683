// Copies the icons that the templates use out of lucide-static into acg/templates/icons, where they are committed: run it after
// adding a name. Each becomes a template whose only variable is its class.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const names = `
  arrow-left arrow-right award book-open bookmark calendar captions check chevron-down chevron-left chevron-right circle circle-check
  circle-dot circle-help circle-play circle-x clipboard-check clock download external-link eye file-text flag graduation-cap infinity
  info key-round languages layers list-checks lock lock-open log-out mail menu message-square moon notebook-pen panel-right pencil play
  plus receipt refresh-cw route rss search settings shield-check sliders-horizontal star sun timer trash-2 triangle-alert trophy user
  wifi-off x
`.trim().split(/\s+/);

const out = "../acg/templates/icons";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const name of names) {
  const svg = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, "utf8");
  const inner = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/\s*\n\s*/g, "");
  const attributes = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  writeFileSync(`${out}/${name}.svg`, `<svg class="{{ class|default:"size-5" }}" aria-hidden="true" ${attributes}>${inner}</svg>\n`);
}
const licence = readFileSync("node_modules/lucide-static/LICENSE", "utf8");
writeFileSync(`${out}/LICENSE`, licence);
