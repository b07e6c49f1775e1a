/** Electronic invoices (Factur-X, UBL, CII): bytes → parts of a claim, each with the place where it was read. */
import type { Problem } from "../errors";
import type { ReadValue } from "../form/incoming";

export type ReadInvoice = { readonly found: readonly ReadValue[]; readonly problems: readonly Problem[] };

/** No format is read yet, and the visitor is told so. */
export async function readInvoice(_bytes: Uint8Array, _fileName: string): Promise<ReadInvoice> {
  const message = "les factures électroniques ne sont pas encore lues dans cette page";
  const hint = "saisissez la facture, ou choisissez un dossier JSON ou YAML";
  return { found: [], problems: [{ field: "", message, hint, check: "invoice-unread" }] };
}
