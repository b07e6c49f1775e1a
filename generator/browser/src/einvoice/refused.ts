/** A file that is not read, in words for the visitor: what is wrong, and what to do. */
import type { Told } from "../errors";

const BY_HAND = "saisissez la facture à la main";

export class InvoiceRefused extends Error {
  constructor(
    message: string,
    readonly hint = BY_HAND,
    readonly check = "invoice-file",
  ) {
    super(message);
  }

  get problem(): Told {
    return { field: "", message: this.message, hint: this.hint, check: this.check };
  }
}
