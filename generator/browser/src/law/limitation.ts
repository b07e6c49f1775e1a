/**
 * Limitation (prescription): until when the debt may be claimed in court; see `generator/law/limitation.py`.
 *
 * A letter never moves a private debtor's date; a written demand does move a public body's, and the date without it
 * is kept as prudent.
 */
import type { DebtorKind } from "../claim/choices";
import type { Facts, Invoice } from "../claim/types";
import { earliest, iso, monthOf, yearOf } from "../values/dates";
import type { AmountName, Law } from "./dated_values";
import { dueDate, wholeNumber } from "./due_date";

/** The period of one invoice; `expiresOn` is its last day, prudent where the facts leave a doubt. */
export type Limitation = {
  readonly invoiceNumber: string;
  readonly startsOn: string;
  readonly expiresOn: string;
  readonly years: number;
  readonly article: string;
  /** No day of performance is given, so the earliest known day stands for it. */
  readonly isStartPresumed: boolean;
  /** For a public body, the date if the written demands did interrupt. */
  readonly expiresOnWithDemands: string | null;
};

export function limitation(law: Law, facts: Facts, invoice: Invoice, on: string): Limitation {
  const isPublic = facts.debtor.kind === "public_body";
  const first = uninterrupted(law, facts, invoice);
  const acts = interruptions(facts, invoice, on, isPublic);
  const prudent = interrupted(first, acts, isPublic);
  if (!isPublic) return prudent;
  const { expiresOn } = interrupted(first, [...acts, ...writtenDemands(facts, on)], isPublic);
  return { ...prudent, expiresOnWithDemands: expiresOn > prudent.expiresOn ? expiresOn : null };
}

function uninterrupted(law: Law, facts: Facts, invoice: Invoice): Limitation {
  const { kind } = facts.debtor;
  const startsOn = start(law, kind, invoice);
  const term = law.amounts[termName(kind, facts.debtor.natural_person)].inForceOnOrFirst(startsOn);
  const years = wholeNumber(term);
  return {
    invoiceNumber: invoice.number,
    startsOn,
    expiresOn: expiry(startsOn, years, kind === "public_body"),
    years,
    article: term.article,
    isStartPresumed: invoice.performed_on === null,
    expiresOnWithDemands: null,
  };
}

function termName(kind: DebtorKind, isNaturalPerson: boolean): AmountName {
  if (kind === "public_body") return "public_limitation";
  if (kind === "professional") return "professional_limitation";
  return isNaturalPerson ? "consumer_limitation" : "non_professional_limitation";
}

/** Performance; a debt that fell due before it (a deposit) could be claimed from then on. Else the earliest day. */
function start(law: Law, kind: DebtorKind, invoice: Invoice): string {
  const due = dueDate(law, kind, invoice)?.day;
  const known = invoice.performed_on ?? earliest(invoice.issued_on, invoice.received_on ?? invoice.issued_on);
  return due === undefined ? known : earliest(known, due);
}

function interruptions(facts: Facts, invoice: Invoice, on: string, isPublic: boolean): readonly string[] {
  // Public property cannot be seized, and the law of 1968 closes its own list.
  const events = facts.events.filter((event) => !(isPublic && event.kind === "enforcement"));
  const days = [...events.map((event) => event.on), ...invoice.payments.map((payment) => payment.paid_on)];
  return days.filter((day) => day <= on);
}

function writtenDemands(facts: Facts, on: string): readonly string[] {
  const written = new Set(["post", "registered", "electronic_registered", "email"]);
  return facts.reminders.flatMap((reminder) =>
    written.has(reminder.channel) && reminder.sent_on <= on ? [reminder.sent_on] : [],
  );
}

/** Each act in time starts the same period again; one that comes too late revives nothing. */
function interrupted(period: Limitation, acts: readonly string[], isPublic: boolean): Limitation {
  return [...acts]
    .sort()
    .reduce(
      (current, day) =>
        current.startsOn < day && day <= current.expiresOn
          ? { ...current, expiresOn: expiry(day, current.years, isPublic) }
          : current,
      period,
    );
}

/** The last day: the anniversary (Code civil, art. 2228 and 2229), or 31 December for a public body. */
function expiry(from: string, years: number, isPublic: boolean): string {
  const year = yearOf(from) + years;
  if (isPublic) return iso(year, 12, 31);
  return iso(year, monthOf(from), from.endsWith("-02-29") ? 28 : Number(from.slice(8)));
}
