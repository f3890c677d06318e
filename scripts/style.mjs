// Compiles the style sheet and leaves out every rule whose names stand nowhere in the sources of the pages: NHS.UK frontend
// brings five times as much as they use. A class is therefore written out in the sources and never put together from parts.
// (end2end/fixtures/page-check.ts compares each page with the whole style sheet.)
//
//   node scripts/style.mjs dist
//
// Writes latchkey-HASH.css, for the pages of employees, and console-HASH.css, for those of HR, into the directory, and
// nothing else there of these names stays. Employees' documents carry theirs in themselves, so what only the console uses is
// not in it.
import { createHash } from "node:crypto";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PurgeCSS } from "purgecss";
import { compile } from "sass";

/** Where views are written. */
const PAGES = ["app/src", "server/src/http/preview"];
/** Where views are written that employees never see. */
const CONSOLE = ["app/src/{components,pages,text/en,text/keys}/console/**"];

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error("Usage: node scripts/style.mjs DIRECTORY");
  process.exit(2);
}

const root = join(import.meta.dirname, "..");
// `charset`: sass would begin the file with a byte order mark, which inside of a document is the first letter of a selector.
const { css } = compile(join(root, "style/latchkey.scss"), { style: "compressed", charset: false });
for (const [name, skipped] of [["latchkey", CONSOLE], ["console", []]]) {
  const [{ css: used }] = await new PurgeCSS().purge({
    content: PAGES.map((folder) => join(root, folder, "**/*.rs")),
    skippedContentGlobs: skipped.map((folder) => join(root, folder)),
    css: [{ raw: css }],
    variables: true,
  });
  // Documents carry it in a <style> element, which this would end.
  if (used.includes("</")) throw new Error("the style sheet holds the beginning of an end tag");

  for (const file of readdirSync(directory)) {
    if (file.startsWith(`${name}-`) && /\.css(\.|$)/.test(file)) rmSync(join(directory, file));
  }
  const hash = createHash("sha256").update(used).digest("hex").slice(0, 16);
  writeFileSync(join(directory, `${name}-${hash}.css`), used);
  console.log(`style sheet ${name}: ${used.length} bytes of ${css.length}`);
}
