/**
 * Checks across fields: an order of dates, sums that cannot exceed the invoice, repeated numbers; see
 * `generator/claim/cross_checks.py`.
 *
 * They stay silent where a field is missing or unreadable: that is said already.
 */
import { type Finding, ValueRefused, problem, refusedValue } from "../errors";
import { parsePostcode } from "../values/parse/address";
import type { DebtorKind } from "./choices";
import type { Address, Claim, Draft, Invoice, Reminder } from "./types";

/** Every contradiction between the fields that could be read; `found` are the problems of single fields. */
export function crossProblems(draft: Draft<Claim>, found: readonly Finding[]): readonly Finding[] {
  const unreadable = new Set(found.map(({ field }) => field));
  const invoices = unreadable.has("invoices") ? [] : draft.invoices;
  return [
    ...postcode(draft.creditor.address, "creditor.address"),
    ...postcode(draft.debtor.address, "debtor.address"),
    ...invoices.flatMap((invoice, index) => invoiceProblems(invoice, `invoices.${index}`, draft.debtor.kind, unreadable)),
    ...repeatedNumbers(invoices),
    ...draft.reminders.flatMap((reminder, index) => reminderProblems(reminder, `reminders.${index}`, draft.letter.on)),
  ];
}

function invoiceProblems(
  invoice: Draft<Invoice>,
  path: string,
  kind: DebtorKind | null,
  unreadable: ReadonlySet<string>,
): readonly Finding[] {
  const issued = invoice.issued_on;
  return [
    ...dueDate(invoice, path, kind, unreadable),
    ...order(`${path}.due_on`, "due_on", invoice.due_on, issued),
    ...order(`${path}.received_on`, "received_on", invoice.received_on, issued),
    ...invoice.payments.flatMap((paid, i) => order(`${path}.payments.${i}.paid_on`, "paid_on", paid.paid_on, issued)),
    ...tooMuch(invoice, path),
  ];
}

/** Without a due date, the law gives one to professionals and public bodies, from a date it needs. */
function dueDate(
  invoice: Draft<Invoice>,
  path: string,
  kind: DebtorKind | null,
  unreadable: ReadonlySet<string>,
): readonly Finding[] {
  const has = (name: "due_on" | "performed_on" | "received_on"): boolean =>
    invoice[name] !== null || unreadable.has(`${path}.${name}`);
  if (has("due_on") || kind === null) return [];
  const isConsumer = kind === "consumer";
  if (!isConsumer && (has("performed_on") || has("received_on"))) return [];
  return [problem("claim-missing", `${path}.due_on`, isConsumer ? "consumer_due_date" : "due_date", "")];
}

type Ordered = "due_on" | "received_on" | "paid_on" | "reminder_received_on";

/** Refuse a day that comes before the one it must follow. */
function order(field: string, what: Ordered, day: string | null, start: string | null): readonly Finding[] {
  return day === null || start === null || day >= start ? [] : [problem("claim-date-order", field, what, day, start)];
}

/** What is paid, credited, disputed or not yet due cannot exceed the invoice. */
function tooMuch({ amount, payments, credit_notes, ...invoice }: Draft<Invoice>, path: string): readonly Finding[] {
  if (!amount) return [];
  const sum = (items: readonly Pick<Draft<Invoice>, "amount">[]): number =>
    items.reduce((total, one) => total + (one.amount?.cents ?? 0), 0);
  const parts = [
    sum(payments),
    sum(credit_notes),
    invoice.disputed_amount?.cents ?? 0,
    invoice.not_yet_due_amount?.cents ?? 0,
  ];
  const total = parts.reduce((all, cents) => all + cents, 0);
  return total <= amount.cents ? [] : [problem("claim-sum", `${path}.amount`, parts, amount)];
}

function repeatedNumbers(invoices: readonly Draft<Invoice>[]): readonly Finding[] {
  return invoices.flatMap(({ number }, index) => {
    const earlier = invoices.findIndex((one) => one.number === number);
    if (number === null || earlier === index) return [];
    return [problem("claim-duplicate-invoice", `invoices.${index}.number`, number, earlier)];
  });
}

function reminderProblems({ sent_on: sent, received_on: received }: Draft<Reminder>, path: string, letterOn: string | null) {
  const late = sent !== null && letterOn !== null && sent > letterOn;
  return [
    ...order(`${path}.received_on`, "reminder_received_on", received, sent),
    ...(late ? [problem("claim-date-order", `${path}.sent_on`, "reminder_after_letter", sent, letterOn)] : []),
  ];
}

/** Five digits in France: a zero lost by a spreadsheet is the usual fault. */
function postcode(address: Draft<Address> | null, path: string): readonly Finding[] {
  if (!address?.postcode || address.country === null) return [];
  try {
    parsePostcode(address.postcode, address.country);
    return [];
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error;
    return [refusedValue(`${path}.postcode`, error)];
  }
}
