/** What a letter asks for: all that is due, or the invoices alone. */
import type { LetterDocument } from "../letter/nodes";

export type Asked = "total" | "principal";

/** A letter that prints the total asks for it. */
export function askedBy(document: LetterDocument): Asked {
  return JSON.stringify(document.parts).includes('"statement.total"') ? "total" : "principal";
}
