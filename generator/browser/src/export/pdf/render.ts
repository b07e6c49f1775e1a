/** A letter as a PDF: laid out, then written. Neither page nor network is touched here. */
import type { LetterDocument } from "../../letter/nodes";
import { glyphProblems, missingGlyphs, type MissingGlyph, type Paper } from "../paper";
import { layOut } from "./layout";
import type { Faces } from "./lines";
import type { PaymentCode } from "./payment_code";
import { writePdf } from "./writer";

/** What a PDF is made with, loaded before (`resources.ts`). */
export interface PdfResources {
  readonly paper: Paper;
  readonly faces: Faces;
}

export interface PdfOptions {
  /** The code of a transfer, beside the way to pay. */
  readonly code?: PaymentCode;
}

/** Characters of a letter that its face cannot draw, with the fields that they stand in. */
export class GlyphsMissing extends Error {
  constructor(readonly missing: readonly MissingGlyph[]) {
    super(
      glyphProblems(missing)
        .map(({ message }) => message)
        .join("\n"),
    );
  }
}

/** The letter as a file; only packing it takes its time, which the browser does. */
export async function renderPdf(
  document: LetterDocument,
  { paper, faces }: PdfResources,
  { code }: PdfOptions = {},
): Promise<Uint8Array> {
  const missing = missingGlyphs(document, (character) => faces.regular.has(character));
  if (missing.length > 0) throw new GlyphsMissing(missing);
  return writePdf(layOut(document, paper, faces, code), document, faces);
}
