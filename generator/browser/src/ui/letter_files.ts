/** What leaves the page: files of the letter, its text, its e-mail, its link. Loaded when the first of them is asked for. */
import { fileStem } from "../export/file_stem";
import type { Problem } from "../errors";
import { type Loader, makeDocx, makeEml, makePdf, makeText, paperOf, prefetch as warm } from "../export";
import { glyphProblems, missingGlyphs } from "../export/paper";
import { transferOf } from "../export/transfer";
import { plainOf } from "../form/typed";
import { fill, plainText } from "../letter/fill";
import type { LetterDocument } from "../letter/nodes";
import { MADE } from "../strings/made";
import type { Format } from "./actions";
import type { Store } from "./store";

export { warm };

const TYPES: Readonly<Record<Format, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  txt: "text/plain;charset=utf-8",
  eml: "message/rfc822",
  json: "application/json",
};

/** Past it, some programs cut an address short. */
const LONGEST_MAIL = 1_900;

export type PaperCheck = (document: LetterDocument) => readonly Problem[];

/** What its reader or the post may stumble on: an address that is too long, a character that the face lacks. */
export async function paperCheck(loader: Loader): Promise<PaperCheck> {
  const paper = await paperOf(loader);
  return (document) => [
    ...paper.check(document),
    ...glyphProblems(missingGlyphs(document, (character) => paper.has(character))),
  ];
}

export type Choices = { readonly hasCode: boolean };

export async function letterFile(store: Store, format: Format, choices: Choices, loader: Loader): Promise<File> {
  const stem = fileStem(store.letter, store.view.prepared.answers) || store.letter.id;
  const bytes = format === "json" ? claimBytes(store) : await made(store, format, choices, loader);
  return new File([bytes as BlobPart], `${stem}.${format}`, { type: TYPES[format] });
}

/** The claim as the command line reads it. */
function claimBytes(store: Store): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(plainOf(store.typed), null, 2)}\n`);
}

async function made(
  store: Store,
  format: Exclude<Format, "json">,
  { hasCode }: Choices,
  loader: Loader,
): Promise<Uint8Array> {
  const { document, answers } = store.view.prepared;
  const transfer = hasCode ? transferOf(answers, store.view.asked) : undefined;
  const pdfChoices = transfer ? { transfer } : {};
  switch (format) {
    case "pdf":
      return makePdf(document, loader, pdfChoices);
    case "docx":
      return makeDocx(document, loader);
    case "txt":
      return new TextEncoder().encode(await makeText(document));
    case "eml":
      return makeEml(document, fill(store.letter.email!, answers), answers, loader, pdfChoices);
  }
}

export function letterText(store: Store): Promise<string> {
  return makeText(store.view.prepared.document);
}

export async function link(store: Store): Promise<string> {
  const { fragmentOf } = await import("../form/share");
  return location.origin + location.pathname + (await fragmentOf(plainOf(store.typed)));
}

export type Mail = {
  readonly address: string;
  /** The text that did not fit in the address, "" where all of it did. */
  readonly toCopy: string;
};

/** The step's own e-mail, for the visitor's mail program; a long one is to be pasted. */
export async function mail(store: Store): Promise<Mail> {
  const { document, answers } = store.view.prepared;
  const message = store.letter.email ? fill(store.letter.email, answers) : document;
  const subject = plainText(message.parts.subject ?? []) || document.title;
  const body = await makeText({ ...message, parts: { body: message.parts.body ?? [] } });
  const address = mailAddress(subject, body);
  if (address.length <= LONGEST_MAIL) return { address, toCopy: "" };
  return { address: mailAddress(subject, MADE.paste), toCopy: body };
}

function mailAddress(subject: string, body: string): string {
  const crlf = body.trim().replace(/\r?\n/g, "\r\n");
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(crlf)}`;
}
