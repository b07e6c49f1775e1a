/**
 * What no letter may be made of, and what its sender must be told before sending it; see
 * `generator/law/admissibility.py` for the reasons and their sources.
 */
import type { Address, Facts, Invoice } from "../claim/types";
import { type Finding, problem } from "../errors";
import { FRANCE } from "../values/address";
import { dayNumber } from "../values/dates";
import { type Cover, concerned, concerns, isCovered } from "./cover";
import type { Law } from "./dated_values";
import { dueDate, dueDateProblems, isLongerThanAllowed } from "./due_date";
import { rareRules } from "./later";
import { type Limitation, limitation } from "./limitation";

/** How many days before the last one a sender is told that only a court claim stops the period. */
const NEAR_EXPIRY = 183;

/** Whether none of the rules of `rare.ts` can have anything to say. */
function isPlain({ debtor }: Facts): boolean {
  return debtor.kind === "professional" && debtor.insolvency === null;
}

/** Whether the address is known to be outside France. */
export function isForeign(address: Address | null): boolean {
  return address !== null && address.country !== FRANCE && !rareRules().isOverseas(address.country);
}

/** Every reason why no letter may be made of this claim on that day. */
export function refusals(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  return [
    ...dueDateProblems(law, facts),
    ...(isPlain(facts) ? [] : rareRules().refusals(law, facts, on, cover)),
    ...interestAfterLetter(facts, on),
    ...nothingCovered(law, facts, on, cover),
  ];
}

/** What to know before sending; nothing here stops a letter. */
export function warnings(law: Law, facts: Facts, on: string, cover: Cover): readonly Finding[] {
  const rare = isPlain(facts) ? null : rareRules();
  return [
    ...termsTooLong(law, facts),
    ...(rare ? rare.termWarnings(facts) : []),
    ...limitationWarnings(law, facts, on, cover),
    ...(rare ? rare.warnings(law, facts, on, cover) : []),
  ];
}

// --- refusals ---------------------------------------------------------------------------------

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
  return [...found, ...presumedStarts(periods.map(([, period]) => period))];
}

function presumedStarts(periods: readonly Limitation[]): readonly Finding[] {
  const presumed = periods.filter((period) => period.isStartPresumed).map((period) => period.invoiceNumber);
  return presumed.length === 0 ? [] : [problem("limitation-presumed", "invoices", presumed)];
}
