/**
 * What the law can work with while a claim is being written: its complete parts only.
 *
 * A whole claim is its own facts. Of a draft, an invoice counts when its date and its amount can be read; `places`
 * tells where each one stands in the draft.
 */
import { FRANCE } from "../values/address";
import { ZERO } from "../values/money";
import type { Claim, Draft, Facts, Invoice } from "./types";

export type Known = { readonly facts: Facts; readonly places: readonly number[] };

/** Stands for the number of an invoice that has none yet. */
const NO_NUMBER = "…";

export function factsOf(draft: Draft<Claim>): Known | null {
  const { debtor, terms, letter } = draft;
  if (debtor.kind === null) return null;
  const known = draft.invoices.flatMap((invoice, place) => {
    const complete = invoiceOf(invoice);
    return complete ? [{ complete, place }] : [];
  });
  const facts: Facts = {
    debtor: {
      kind: debtor.kind,
      natural_person: debtor.natural_person ?? debtor.kind === "consumer",
      address: addressOf(debtor.address),
      ccag: debtor.ccag,
      insolvency: debtor.insolvency && isComplete(debtor.insolvency, "opened_on") ? debtor.insolvency : null,
    },
    invoices: known.map(({ complete }) => complete),
    terms: { ...terms, allocation: terms.allocation ?? "interest_first", day_count: terms.day_count ?? "act_365" },
    reminders: draft.reminders.filter((reminder) => isComplete(reminder, "sent_on", "channel")),
    events: draft.events.filter((event) => isComplete(event, "on", "kind")),
    letter: { ...letter, show_version: letter.show_version ?? false },
  };
  return { facts, places: known.map(({ place }) => place) };
}

function invoiceOf(draft: Draft<Invoice>): Invoice | null {
  if (!isComplete(draft, "issued_on", "amount")) return null;
  return {
    ...draft,
    number: draft.number ?? NO_NUMBER,
    kind: draft.kind ?? "invoice",
    disputed_amount: draft.disputed_amount ?? ZERO,
    not_yet_due_amount: draft.not_yet_due_amount ?? ZERO,
    payments: draft.payments.filter((payment) => isComplete(payment, "paid_on", "amount")),
    credit_notes: draft.credit_notes.filter((note) => isComplete(note, "issued_on", "amount")),
  };
}

function addressOf(draft: Draft<Claim>["debtor"]["address"]): Facts["debtor"]["address"] {
  if (!draft) return null;
  const { postcode, city, country } = draft;
  const lines = draft.lines.filter((line) => line !== null);
  return { lines, postcode: postcode ?? "", city: city ?? "", country: country ?? FRANCE };
}

type WithValues<Group, Name extends keyof Group> = Group & { readonly [Key in Name]: NonNullable<Group[Key]> };

function isComplete<Group, Name extends keyof Group>(group: Group, ...names: readonly Name[]): group is WithValues<Group, Name> {
  return names.every((name) => group[name] !== null);
}
