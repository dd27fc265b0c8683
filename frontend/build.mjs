// Builds static/dist: the style sheet, the scripts, the font. The result is committed, so that nobody else needs Node.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const out = "../static/dist";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
execFileSync("npx", ["tailwindcss", "-i", "school.css", "-o", `${out}/school.css`, "--minify"], { stdio: "inherit" });
copyFileSync(
  "node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2",
  `${out}/bricolage-grotesque-latin.woff2`,
);
await build({
  entryPoints: ["app.js", "player.js", "exam.js", "admin.js", "admin.css"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  outdir: out,
  external: ["*.woff2"],
});

// GraphiQL and its workers: loaded by /graphql only.
await build({
  entryPoints: ["graphiql", "json-worker", "graphql-worker", "editor-worker"].map((name) => `graphiql/${name}.js`),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".ttf": "file" },
  assetNames: "[name]",
  outdir: `${out}/graphiql`,
});
