// Fills forms as Firefox does: `node pdfjs_fill.mjs PDFJS`, on standard input a JSON list of jobs, each with the form,
// the values by path (true or false for a check, the number of the passage to keep) and where to write.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { getDocument, VerbosityLevel } = await import(pathToFileURL(join(process.argv[2], "legacy/build/pdf.mjs")));
for (const { form, values, output } of JSON.parse(readFileSync(0, "utf8"))) {
  const task = getDocument({ data: new Uint8Array(readFileSync(form)), verbosity: VerbosityLevel.ERRORS });
  const pdf = await task.promise;
  const fields = await pdf.getFieldObjects();
  for (const [path, value] of Object.entries(values)) {
    for (const place of fields.get(path).filter((one) => one.type)) {
      const isMine = place.type === "radiobutton" ? place.exportValues === value : value;
      pdf.annotationStorage.setValue(place.id, { value: isMine });
    }
  }
  writeFileSync(output, await pdf.saveDocument());
  await task.destroy();
}
