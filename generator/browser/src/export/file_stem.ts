/** The name of a file of a letter. */
import type { Answers } from "../letter/fill";

/** A file name for the letter, without its ending: letter and first invoice, plain letters only. */
export function fileStem(letter: { readonly id: string }, answers: Answers): string {
  const [first] = answers["invoices"] as readonly { readonly number: string | null }[];
  const name = `${letter.id}-${first?.number ?? ""}`.replace(/[^A-Za-z0-9._-]+/g, "-");
  return name.replace(/^[-.]+|[-.]+$/g, "").slice(0, 80);
}
