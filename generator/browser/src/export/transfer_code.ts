/** The square code of a transfer, as a banking application scans it; what it says is `transfer.ts`'s business. */
import { encode } from "uqr";
import { formatIban } from "../values/iban";
import { formatMoney } from "../values/money";
import type { PaymentCode } from "./pdf/payment_code";
import { payloadOf, type Transfer } from "./transfer";

/** The largest one that EPC069-12 allows; its level of correction is M. */
const LARGEST_VERSION = 13;

/** The code, ready to be drawn, and what is said in its place. */
export function codeOf(transfer: Transfer): PaymentCode {
  const { data } = encode(payloadOf(transfer), { ecc: "M", maxVersion: LARGEST_VERSION, boostEcc: false, border: 0 });
  const words = [
    `Code à scanner pour préparer un virement de ${formatMoney(transfer.amount)}`,
    `à ${transfer.name}`,
    `IBAN ${formatIban(transfer.iban)}`,
  ];
  return { rows: data, alt: words.join(", ") };
}
