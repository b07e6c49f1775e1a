// Makes the downloads of the page outside of it: `node export.mjs JOB`, where JOB is a JSON file with the sources,
// the folder of the site's files, the documents, and the folder for what is made. See `downloads.py`.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const job = JSON.parse(await readFile(process.argv[2], "utf8"));
const { rolldown } = await import(pathToFileURL(join(job.browser, "node_modules/rolldown/dist/index.mjs")));
const sources = join(job.browser, "src");
const faces = join(job.out, "faces.ts");
await writeFile(
  faces,
  `export * from "${sources}/export/index"; export * from "${sources}/export/transfer"; export * from "${sources}/export/eml";
  export { partsOf } from "${sources}/export/docx/render"; export { Paper } from "${sources}/export/paper";
  export { Money } from "${sources}/values/money";`,
);
const bundle = join(job.out, "export.mjs");
const built = await rolldown({ input: faces, cwd: job.browser });
await built.write({ file: bundle, format: "esm", codeSplitting: false });
await built.close();
const page = await import(pathToFileURL(bundle));
const asked = [];
const loader = async (uri) => {
  asked.push(uri);
  return new Uint8Array(await readFile(join(job.site, uri)));
};

const transfer = ({ cents, ...rest }) => ({ ...rest, amount: new page.Money(cents) });
const makers = {
  pdf: ({ document, transfer: wanted }) =>
    page.makePdf(document, loader, wanted ? { transfer: transfer(wanted) } : {}),
  docx: ({ document }) => page.makeDocx(document, loader),
  txt: async ({ document }) => new TextEncoder().encode(await page.makeText(document)),
  eml: ({ document, message, answers }) => page.makeEml(document, message, answers, loader),
  message: ({ email }) =>
    page.renderEmail({
      ...email,
      attachments: email.attachments.map((file) => ({ ...file, content: new TextEncoder().encode(file.content) })),
    }),
  payload: async ({ transfer: wanted }) => new TextEncoder().encode(page.payloadOf(transfer(wanted))),
  paper: async ({ document }) => {
    const paper = new page.Paper(JSON.parse(await readFile(join(job.site, "assets/letter/paper.json"), "utf8")));
    const tables = document.parts.body.filter((block) => block.kind === "table");
    const found = {
      address: paper.fitAddress(document),
      isDateBeside: paper.isDateBeside(document),
      footerRows: paper.footerRows(document),
      tables: tables.map((table) => paper.fitTable(table)),
      problems: paper.check(document),
    };
    return new TextEncoder().encode(JSON.stringify(found));
  },
};

const results = {};
for (const [name, { kind, ...given }] of Object.entries(job.wanted)) {
  asked.length = 0;
  try {
    await writeFile(join(job.out, name), await makers[kind](given));
    results[name] = { asked: [...asked] };
  } catch (error) {
    results[name] = { refusal: String(error.message), missing: error.missing ?? [] };
  }
}
await writeFile(join(job.out, "results.json"), JSON.stringify(results));
