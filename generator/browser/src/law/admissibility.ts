/**
 * What no letter may be made of, and what its sender must be told before sending it; see
 * `generator/law/admissibility.py` for the reasons and their sources.
 */
import type { Address, Facts, Invoice } from "../claim/types";
import { type Finding, problem } from "../errors";
import { FRANCE } from "../values/address";
import { addDays, dayNumber } from "../values/dates";
import { type Cover, concerns, isCovered, settledLateOn } from "./cover";
import type { Law } from "./dated_values";
import { dueDate, dueDateProblems, isLongerThanAllowed } from "./due_date";
import { type Limitation, limitation } from "./limitation";
import { contractualRateProblems } from "./regime";

/** Days from the principal to the interest and the indemnity of a public buyer (Code de la commande publique, R2192-36). */
const PUBLIC_ACCESSORIES_TERM = 45;
/** How many days before the last one a sender is told that only a court claim stops the period. */
const NEAR_EXPIRY = 183;

const OVERSEAS_NAMES = new Set([
  "guadeloupe",
  "martinique",
  "guyane",
  "guyane française",
  "la réunion",
  "réunion",
  "mayotte",
  "saint-pierre-et-miquelon",
  "saint-barthélemy",
  "saint-martin",
  "wallis-et-futuna",
  "polynésie française",
  "nouvelle-calédonie",
  "terres australes et antarctiques françaises",
]);

/** Whether the address is known to be outside France; its overseas territories are France. */
export function isForeign(address: Address | null): boolean {
  return address !== null && address.country !== FRANCE && !OVERSEAS_NAMES.has(address.country.toLowerCase());
}

/** Every reason why no letter may be made of this claim on that day. */
export function refusals(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  return [
    ...dueDateProblems(law, facts),
    ...contractualRateProblems(facts.debtor.kind, facts.terms.late_payment_rate),
    ...prescribedConsumer(law, facts, on, cover),
    ...frozenByInsolvency(facts, on, cover),
    ...interestAfterLetter(facts, on),
    ...nothingCovered(law, facts, on, cover),
  ];
}

/** What to know before sending; nothing here stops a letter. */
export function warnings(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  return [
    ...termsTooLong(law, facts),
    ...publicTermsAssumed(facts),
    ...limitationWarnings(law, facts, on, cover),
    ...debtsAfterInsolvency(facts, on, cover),
    ...ccag(facts),
    ...electronicConsent(facts),
    ...(cover === "settled_late" ? publicAccessoriesNotDue(law, facts, on) : []),
  ];
}

/** The invoices that the letter may be about, with their place in the claim. */
function concerned(facts: Facts, on: string, cover: Cover): readonly (readonly [field: string, invoice: Invoice])[] {
  return facts.invoices.flatMap((invoice, place) =>
    concerns(cover, invoice, on) ? [[`invoices.${place}`, invoice] as const] : [],
  );
}

// --- refusals ---------------------------------------------------------------------------------

function prescribedConsumer(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  if (facts.debtor.kind !== "consumer") return [];
  return concerned(facts, on, cover).flatMap(([field, invoice]): readonly Finding[] => {
    const period = limitation(law, facts, invoice, on);
    if (on <= period.expiresOn) return [];
    return [problem("prescribed-consumer", field, invoice.number, period.expiresOn, period.article)];
  });
}

function frozenByInsolvency(facts: Facts, on: string, cover: Cover): readonly Finding[] {
  const openedOn = facts.debtor.insolvency?.opened_on;
  if (openedOn === undefined) return [];
  const isConsumer = facts.debtor.kind === "consumer";
  return concerned(facts, on, cover)
    .filter(([, invoice]) => bornOn(invoice) < openedOn)
    .map(([field, invoice]) => problem("insolvency", field, invoice.number, openedOn, isConsumer));
}

/** The day a debt is born (fait générateur): performance, else the invoice stands for it. */
function bornOn(invoice: Invoice): string {
  return invoice.performed_on ?? invoice.issued_on;
}

function interestAfterLetter(facts: Facts, on: string): readonly Finding[] {
  const until = facts.letter.interest_until;
  return until === null || until <= on ? [] : [problem("interest-after-letter", "letter.interest_until", until, on)];
}

function nothingCovered(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  const isFound = (invoice: Invoice): boolean => {
    const due = dueDate(law, facts.debtor.kind, invoice);
    if (!concerns(cover, invoice, on) || (due && !isCovered(cover, invoice, due.day, on))) return false;
    return cover !== "disputed" || invoice.disputed_amount.cents > 0;
  };
  if (facts.invoices.some(isFound)) return [];
  if (cover !== "overdue") return [problem(NOTHING[cover], "invoices")];
  const dueDates = concerned(facts, on, cover).flatMap(
    ([, invoice]) => dueDate(law, facts.debtor.kind, invoice)?.day ?? [],
  );
  return [problem("nothing-overdue", "invoices", on, dueDates.sort()[0])];
}

const NOTHING = {
  coming: "nothing-coming",
  disputed: "nothing-disputed",
  settled_late: "nothing-settled-late",
} as const;

// --- warnings ---------------------------------------------------------------------------------

function termsTooLong(law: Law, facts: Facts): readonly Finding[] {
  if (facts.debtor.kind !== "professional") return [];
  return facts.invoices.flatMap((invoice, place) =>
    isLongerThanAllowed(law, invoice) ? [problem("term-too-long", `invoices.${place}.due_on`, invoice.number)] : [],
  );
}

function publicTermsAssumed(facts: Facts): readonly Finding[] {
  if (facts.debtor.kind !== "public_body") return [];
  const assumed = facts.invoices.filter((invoice) => invoice.due_on === null).map((invoice) => invoice.number);
  return assumed.length === 0 ? [] : [problem("public-term-assumed", "invoices", assumed)];
}

function limitationWarnings(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  const { kind } = facts.debtor;
  const periods = concerned(facts, on, cover).map(([field, invoice]) => [field, limitation(law, facts, invoice, on)] as const);
  const found = periods.flatMap(([field, period]): readonly Finding[] => {
    if (on > period.expiresOn) {
      const { invoiceNumber, expiresOn, expiresOnWithDemands, article } = period;
      return kind === "consumer" ? [] : [problem("prescribed", field, invoiceNumber, expiresOn, expiresOnWithDemands, article)];
    }
    const left = dayNumber(period.expiresOn) - dayNumber(on);
    if (left > NEAR_EXPIRY) return [];
    return [problem("limitation-near", field, period.invoiceNumber, period.expiresOn, period.article, kind)];
  });
  return [...found, ...presumedStarts(periods.map(([, period]) => period)), ...uncertainTerm(facts)];
}

function uncertainTerm(facts: Facts): readonly Finding[] {
  if (facts.debtor.kind !== "consumer" || facts.debtor.natural_person) return [];
  return [problem("limitation-uncertain", "debtor.natural_person")];
}

function presumedStarts(periods: readonly Limitation[]): readonly Finding[] {
  const presumed = periods.filter((period) => period.isStartPresumed).map((period) => period.invoiceNumber);
  return presumed.length === 0 ? [] : [problem("limitation-presumed", "invoices", presumed)];
}

function debtsAfterInsolvency(facts: Facts, on: string, cover: Cover): readonly Finding[] {
  const openedOn = facts.debtor.insolvency?.opened_on;
  if (openedOn === undefined) return [];
  return concerned(facts, on, cover)
    .filter(([, invoice]) => bornOn(invoice) >= openedOn)
    .map(([field, { number, performed_on }]) =>
      problem("insolvency-later-debt", field, number, performed_on !== null, openedOn),
    );
}

function ccag(facts: Facts): readonly Finding[] {
  if (facts.debtor.kind !== "public_body" || facts.debtor.ccag === "no") return [];
  return [problem("ccag", "debtor.ccag", facts.debtor.ccag === "yes")];
}

function electronicConsent(facts: Facts): readonly Finding[] {
  const isRefused = facts.letter.channel === "electronic_registered" && facts.debtor.kind === "consumer";
  return isRefused ? [problem("electronic-consent", "letter.channel")] : [];
}

function publicAccessoriesNotDue(law: Law, facts: Facts, on: string): readonly Finding[] {
  if (facts.debtor.kind !== "public_body") return [];
  return facts.invoices.flatMap((invoice, place): readonly Finding[] => {
    const due = dueDate(law, facts.debtor.kind, invoice);
    const settledOn = due ? settledLateOn(invoice, due.day, on) : null;
    const lastDay = settledOn === null ? "" : addDays(settledOn, PUBLIC_ACCESSORIES_TERM);
    return on > lastDay ? [] : [problem("public-accessories-not-due", `invoices.${place}`, invoice.number, lastDay)];
  });
}
