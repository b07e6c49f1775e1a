/** When an invoice falls due (échéance), and whether the agreed term is allowed; see `generator/law/due_date.py`. */
import type { DebtorKind } from "../claim/choices";
import type { Facts, Invoice } from "../claim/types";
import { type Finding, problem } from "../errors";
import { addDays, iso, lastOfMonth, latest, monthOf, yearOf } from "../values/dates";
import type { DatedSeries, DatedValue, Law } from "./dated_values";

const UNPROVEN_RECEIPT_DAYS = 2;

/** The last day to pay; `byLaw` when the contract sets none and the law does. */
export type DueDate = { readonly day: string; readonly byLaw: boolean };

/** The days of an invoice from which its due date comes. */
export type InvoiceDays = Pick<Invoice, "due_on" | "performed_on" | "received_on" | "issued_on">;

/** The date given, else the one that the law computes, else null. */
export function dueDate(law: Law, kind: DebtorKind, invoice: InvoiceDays): DueDate | null {
  if (invoice.due_on !== null) return { day: invoice.due_on, byLaw: false };
  if (kind === "professional") return after(invoice.performed_on ?? invoice.received_on, law.amounts.legal_payment_term);
  if (kind === "public_body") return after(publicStart(invoice), law.amounts.public_payment_term);
  return null;
}

function after(start: string | null, term: DatedSeries): DueDate | null {
  return start === null ? null : { day: addDays(start, wholeNumber(term.inForceOnOrFirst(start))), byLaw: true };
}

/** Receipt, or performance if later; a request cannot be received before it is made. */
function publicStart(invoice: InvoiceDays): string | null {
  const { received_on: received, performed_on: performed, issued_on: issued } = invoice;
  if (received !== null) return latest(received, performed ?? received);
  return performed === null ? null : latest(performed, addDays(issued, UNPROVEN_RECEIPT_DAYS));
}

/** One for each invoice whose due date is neither given nor computed. */
export function dueDateProblems(law: Law, facts: Facts): readonly Finding[] {
  const { kind } = facts.debtor;
  return facts.invoices.flatMap((invoice, place) =>
    dueDate(law, kind, invoice) ? [] : [problem("due-date-missing", `invoices.${place}.due_on`, invoice.number, kind)],
  );
}

/** Whether a term agreed between professionals passes 60 days and is not one of the two end-of-month counts. */
export function isLongerThanAllowed(law: Law, invoice: Invoice): boolean {
  const { issued_on: issued, due_on: due } = invoice;
  if (due === null) return false;
  const longest = addDays(issued, wholeNumber(law.amounts.longest_payment_term.inForceOnOrFirst(issued)));
  const term = wholeNumber(law.amounts.end_of_month_term.inForceOnOrFirst(issued));
  return due > longest && due !== endOfMonth(addDays(issued, term)) && due !== addDays(endOfMonth(issued), term);
}

function endOfMonth(day: string): string {
  const [year, month] = [yearOf(day), monthOf(day)];
  return iso(year, month, lastOfMonth(year, month));
}

/** A number of days or of years. */
export function wholeNumber(value: DatedValue): number {
  return Math.trunc(value.value.toNumber());
}
