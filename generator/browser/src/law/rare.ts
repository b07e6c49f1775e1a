/**
 * The part of `admissibility.ts` that a professional in good health never meets: consumers, public buyers, debtors
 * abroad, insolvency. See `generator/law/admissibility.py` for the reasons and their sources.
 */
import type { Facts, Invoice } from "../claim/types";
import { type Finding, problem } from "../errors";
import { addDays } from "../values/dates";
import { type Cover, concerned, settledLateOn } from "./cover";
import type { Law } from "./dated_values";
import { dueDate } from "./due_date";
import { limitation } from "./limitation";
import { contractualRateProblems } from "./other_regimes";

export { regimeOf } from "./other_regimes";

/** Days from the principal to the interest and the indemnity of a public buyer (Code de la commande publique, R2192-36). */
const PUBLIC_ACCESSORIES_TERM = 45;

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

/** Whether the country named is a territory of France overseas. */
export function isOverseas(country: string): boolean {
  return OVERSEAS_NAMES.has(country.toLowerCase());
}

export function refusals(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  return [
    ...contractualRateProblems(facts.debtor.kind, facts.terms.late_payment_rate),
    ...prescribedConsumer(law, facts, on, cover),
    ...frozenByInsolvency(facts, on, cover),
  ];
}

export function warnings(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  return [
    ...uncertainTerm(facts),
    ...debtsAfterInsolvency(facts, on, cover),
    ...ccag(facts),
    ...electronicConsent(facts),
    ...(cover === "settled_late" ? publicAccessoriesNotDue(law, facts, on) : []),
  ];
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

// --- warnings ---------------------------------------------------------------------------------

/** Of an invoice without its due date, what was supposed. */
export function termWarnings(facts: Facts): readonly Finding[] {
  if (facts.debtor.kind !== "public_body") return [];
  const assumed = facts.invoices.filter((invoice) => invoice.due_on === null).map((invoice) => invoice.number);
  return assumed.length === 0 ? [] : [problem("public-term-assumed", "invoices", assumed)];
}

function uncertainTerm(facts: Facts): readonly Finding[] {
  if (facts.debtor.kind !== "consumer" || facts.debtor.natural_person) return [];
  return [problem("limitation-uncertain", "debtor.natural_person")];
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
