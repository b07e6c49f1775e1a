/**
 * Downloads of a filled letter. What makes each of them is loaded when it is first asked for; the `loader` fetches the
 * site's own files, and nothing else is fetched.
 */
import type { LetterDocument } from "../letter/nodes";
import { Files, packUri, PAPER, type Loader } from "./files";
import type { Transfer } from "./transfer";

export type { Loader } from "./files";

const stores = new WeakMap<Loader, Files>();

function filesOf(loader: Loader): Files {
  const files = stores.get(loader) ?? new Files(loader);
  stores.set(loader, files);
  return files;
}

/** Fetches what a PDF of an ordinary letter needs, so that a click on the button finds it there. */
export function prepare(loader: Loader): void {
  const files = filesOf(loader);
  for (const uri of [PAPER, packUri("regular", "latin"), packUri("bold", "latin")]) files.get(uri).catch(() => undefined);
}

export interface PdfChoices {
  /** The transfer to prepare by a code beside the way to pay (`transferOf`). */
  readonly transfer?: Transfer;
}

/** The letter as a PDF; refuses a character that its face cannot draw (`GlyphsMissing`). */
export async function makePdf(
  document: LetterDocument,
  { transfer }: PdfChoices,
  loader: Loader,
): Promise<Uint8Array> {
  const files = filesOf(loader);
  prepare(loader);
  const [{ pdfResources }, { renderPdf }, code] = await Promise.all([
    import("./pdf/resources"),
    import("./pdf/render"),
    transfer && import("./transfer").then(({ codeOf }) => codeOf(transfer)),
  ]);
  return renderPdf(document, await pdfResources(document, files), code ? { code } : {});
}
