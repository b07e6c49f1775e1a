/** Which invoices a letter is about: its statement sums these and no other. See `generator/law/cover.py`. */
import type { Facts, Invoice } from "../claim/types";
import { claimedOn } from "./balance";

export type Cover =
  | "overdue" // late, and something is owed
  | "coming" // not late yet, and something will be owed
  | "disputed" // late, and something is owed or disputed
  | "settled_late"; // paid, but late: the interest and the indemnity remain

/** Whether a letter may be about this invoice, if its due date allows. */
export function concerns(cover: Cover, invoice: Invoice, on: string): boolean {
  const claimed = claimedOn(invoice, on);
  if (cover === "settled_late") return claimed <= 0 && invoice.payments.some((payment) => payment.paid_on <= on);
  return claimed > 0 || (cover === "disputed" && invoice.disputed_amount.cents > 0);
}

/** Whether the letter of that day is about this invoice. */
export function isCovered(cover: Cover, invoice: Invoice, dueOn: string, on: string): boolean {
  if (cover === "settled_late") return settledLateOn(invoice, dueOn, on) !== null;
  return concerns(cover, invoice, on) && dueOn < on === (cover !== "coming");
}

/**
 * The day of the last payment of an invoice of which nothing is claimed any more; null if it was not late. What is
 * disputed or not yet due does not keep it from being settled.
 */
export function settledLateOn(invoice: Invoice, dueOn: string, on: string): string | null {
  const late = invoice.payments.map((payment) => payment.paid_on).filter((day) => dueOn < day && day <= on);
  return concerns("settled_late", invoice, on) ? (late.sort().at(-1) ?? null) : null;
}

/** The invoices that the letter may be about, with their place in the claim. */
export function concerned(facts: Facts, on: string, cover: Cover): readonly (readonly [field: string, invoice: Invoice])[] {
  return facts.invoices.flatMap((invoice, place) =>
    concerns(cover, invoice, on) ? [[`invoices.${place}`, invoice] as const] : [],
  );
}
