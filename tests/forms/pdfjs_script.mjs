// Runs a form's script as Firefox does: `node pdfjs_script.mjs PDFJS`, on standard input a form and cases, each with the
// values that someone types, in turn; on standard output what each field then says, by path, a line of JSON a case.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const load = (path) => import(pathToFileURL(join(folder, "legacy/build", path)));
// The sandbox is made for a window: it fetches its engine, and tells of changes by events.
globalThis.window = globalThis;
globalThis.fetch = async (url) =>
  new Response(readFileSync(new URL(url)), { headers: { "Content-Type": "application/wasm" } });
let said = new Map();
globalThis.dispatchEvent = ({ detail }) => {
  if (detail?.id && "value" in detail) said.set(detail.id, detail.value);
  return true;
};
const { getDocument, VerbosityLevel } = await load("pdf.mjs");
const { QuickJSSandbox } = await load("pdf.sandbox.mjs");

const { form, cases } = JSON.parse(readFileSync(0, "utf8"));
const data = new Uint8Array(readFileSync(form));
const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;
const objects = await pdf.getFieldObjects();
const calculationOrder = await pdf.getCalculationOrderIds();
const actions = await pdf.getJSActions();
const places = (path) => objects.get(path).filter((one) => one.type);

for (const typed of cases) {
  said = new Map();
  const sandbox = await QuickJSSandbox(pathToFileURL(join(folder, "wasm/")).href);
  sandbox.create({
    objects,
    calculationOrder,
    appInfo: { platform: "linux", language: "fr" },
    docInfo: { actions, baseURL: "", filename: "f.pdf", filesize: 1, metadata: null, numPages: pdf.numPages, URL: "" },
  });
  sandbox.dispatchEvent({ id: "doc", name: "Open" });
  for (const [path, value] of Object.entries(typed)) {
    const [first, ...others] = places(path);
    if (first.type === "radiobutton") {
      const { id } = [first, ...others].find((one) => one.exportValues === value);
      sandbox.dispatchEvent({ id, name: "Action", value: true });
      continue;
    }
    const end = { selStart: value.length, selEnd: value.length };
    sandbox.dispatchEvent({ id: first.id, name: "Keystroke", value, willCommit: true, commitKey: 1, ...end });
  }
  const all = {};
  for (const path of objects.keys()) {
    const known = places(path).find((one) => said.has(one.id));
    if (known) all[path] = said.get(known.id);
  }
  console.log(JSON.stringify(all));
  sandbox.nukeSandbox();
}
process.exit(0);
