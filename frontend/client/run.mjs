// Runs a program in TypeScript: its types are taken away by esbuild, which the pages are built with.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [program, ...words] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "school-"));
try {
  const outfile = join(folder, "program.mjs");
  await build({ entryPoints: [program], bundle: true, format: "esm", platform: "node", target: "node20", outfile });
  process.argv = [process.argv[0], outfile, ...words];
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true });
}
