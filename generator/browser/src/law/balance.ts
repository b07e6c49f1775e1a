/** What is left of an invoice on a day (solde), in cents: what came later does not count yet. */
import type { Invoice } from "../claim/types";

/** Money credited on that day at the latest. */
export function paidBy(invoice: Invoice, on: string): number {
  return invoice.payments.reduce((sum, payment) => (payment.paid_on <= on ? sum + payment.amount.cents : sum), 0);
}

/** Credit notes (avoirs) issued on that day at the latest. */
export function creditedBy(invoice: Invoice, on: string): number {
  return invoice.credit_notes.reduce((sum, note) => (note.issued_on <= on ? sum + note.amount.cents : sum), 0);
}

/** Amount less payments and credit notes. */
export function balanceOn(invoice: Invoice, on: string): number {
  return invoice.amount.cents - paidBy(invoice, on) - creditedBy(invoice, on);
}

/** The balance less what is disputed or not yet due: only what is certain and due is claimed. */
export function claimedOn(invoice: Invoice, on: string): number {
  return balanceOn(invoice, on) - invoice.disputed_amount.cents - invoice.not_yet_due_amount.cents;
}
