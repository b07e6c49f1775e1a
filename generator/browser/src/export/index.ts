/**
 * Downloads of a filled letter. What makes each of them is loaded when it is first asked for; the `loader` fetches the
 * site's own files, and nothing else is fetched.
 */
import { fileStem } from "./file_stem";
import { plainText, type Answers } from "../letter/fill";
import type { LetterDocument } from "../letter/nodes";
import type { WordFile } from "./docx/render";
import type { Paper } from "./paper";
import { Files, packUri, PAPER, parsed, WORD, type Loader } from "./files";
import type { Transfer } from "./transfer";

export type { Loader } from "./files";

const stores = new WeakMap<Loader, Files>();

function filesOf(loader: Loader): Files {
  const files = stores.get(loader) ?? new Files(loader);
  stores.set(loader, files);
  return files;
}

/** Fetches what a PDF of an ordinary letter needs, so that a click on the button finds it there. */
export function prefetch(loader: Loader): void {
  const files = filesOf(loader);
  const uris = [PAPER, packUri("regular", "latin"), packUri("bold", "latin")];
  for (const uri of uris) files.get(uri).catch(() => undefined);
}

/** The sheet of paper, to see beforehand what does not fit on it. */
export function paperOf(loader: Loader): Promise<Paper> {
  return filesOf(loader).paper();
}

export interface PdfChoices {
  /** The transfer to prepare by a code beside the way to pay (`transferOf`). */
  readonly transfer?: Transfer;
}

/** The letter as a PDF; refuses a character that its face cannot draw (`GlyphsMissing`). */
export async function makePdf(
  document: LetterDocument,
  loader: Loader,
  { transfer }: PdfChoices = {},
): Promise<Uint8Array> {
  const files = filesOf(loader);
  prefetch(loader);
  const [{ pdfResources, renderPdf }, code] = await Promise.all([
    import("./pdf"),
    transfer && import("./transfer_code").then(({ codeOf }) => codeOf(transfer)),
  ]);
  return renderPdf(document, await pdfResources(document, files), code ? { code } : {});
}

/** The letter as a Word file. */
export async function makeDocx(document: LetterDocument, loader: Loader): Promise<Uint8Array> {
  const files = filesOf(loader);
  const [{ renderDocx }, paper, word] = await Promise.all([import("./docx/render"), files.paper(), files.get(WORD)]);
  return renderDocx(document, paper, files.once(word, () => parsed(word) as WordFile));
}

/** The letter as text: for a file, for the clipboard, and, of its body alone, for an e-mail. */
export async function makeText(document: LetterDocument): Promise<string> {
  const { writeText } = await import("./text");
  return writeText(document);
}

/** The step's e-mail (`message`) with the letter joined as PDF and DOCX, for the visitor's mail program. */
export async function makeEml(
  document: LetterDocument,
  message: LetterDocument,
  answers: Answers,
  loader: Loader,
  choices: PdfChoices = {},
): Promise<Uint8Array> {
  const [{ renderEmail }, { keywords }, pdf, docx, body] = await Promise.all([
    import("./eml"),
    import("./words"),
    makePdf(document, loader, choices),
    makeDocx(document, loader),
    makeText({ ...message, parts: { body: message.parts.body ?? [] } }),
  ]);
  const creditor = answers["creditor"] as Readonly<Record<string, string | null | undefined>>;
  const stem = fileStem(document.info, answers);
  return renderEmail({
    subject: plainText(message.parts.subject ?? []),
    body,
    senderName: creditor["name"] ?? "",
    senderEmail: creditor["email"] ?? "",
    attachments: [
      { name: `${stem}.pdf`, type: TYPES.pdf, content: pdf },
      { name: `${stem}.docx`, type: TYPES.docx, content: docx },
    ],
    keywords: keywords(document.info),
  });
}

/** What the web calls the files of letters. */
const TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;
