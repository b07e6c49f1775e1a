/**
 * Late payment interest (pénalités de retard, intérêts moratoires), segment by segment; see
 * `generator/law/interest.py`, held to it by `tests/vectors/interest.json`.
 *
 * Products of cents, rates and days are exact (BigInt); each segment is rounded half up to the cent, once.
 */
import type { Allocation, DayCount } from "../claim/choices";
import { type Finding, problem } from "../errors";
import { addDays, dayNumber, earliest, iso, latest, yearOf } from "../values/dates";
import { Money } from "../values/money";
import type { Percent } from "../values/percent";
import type { Confidence } from "./dated_values";
import type { RatePeriod, RateRule } from "./rates";

/** Money received on a day, as it was credited. */
export type DatedAmount = { readonly on: string; readonly amount: Money };

/** Days that share one rate and one principal; the letter shows one line for each. */
export type Segment = {
  readonly first_day: string;
  readonly last_day: string;
  readonly days: number;
  readonly principal: Money;
  readonly annual_rate: Percent;
  readonly interest: Money;
  readonly source: string;
  readonly article: string;
  readonly half_year: string | null;
  readonly confidence: Confidence;
  readonly invoice_number: string;
};

/** What a delay has cost: its segments, and what is left, in cents, once the payments are allocated. */
export type Accrual = {
  readonly segments: readonly Segment[];
  /** The principal that bears interest from the next day on. */
  readonly base: number;
  readonly unpaidInterest: number;
};

export const NO_ACCRUAL: Accrual = { segments: [], base: 0, unpaidInterest: 0 };

/** The sum of the printed segments, whether or not payments have covered part of it. */
export function interestOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + segment.interest.cents, 0);
}

/**
 * Interest on a principal (cents) from the first to the last day, both included; none when they are the wrong way
 * round. Payments before the first day lower the principal; those after the last are allocated without moving interest.
 */
export function accrue(given: {
  readonly principal: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly rule: RateRule;
  readonly payments: readonly DatedAmount[];
  readonly allocation: Allocation;
  readonly dayCount: DayCount;
  readonly invoiceNumber: string;
}): Accrual {
  const { firstDay, lastDay, allocation } = given;
  const payments = [...given.payments].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const paid = (isCounted: (day: string) => boolean): number =>
    payments.reduce((sum, payment) => (isCounted(payment.on) ? sum + payment.amount.cents : sum), 0);
  let account: Accrual = { segments: [], base: given.principal, unpaidInterest: 0 };
  account = allocated(account, paid((day) => day < firstDay), allocation);
  let lastCounted = addDays(firstDay, -1);
  if (firstDay <= lastDay && account.base > 0) {
    // Taken one by one: once nothing is owed, the next half-year need not be known.
    for (const period of cut(given.rule(firstDay, lastDay), payments)) {
      account = withSegment(account, period, given.dayCount, given.invoiceNumber);
      account = allocated(account, paid((day) => day === period.last_day), allocation);
      lastCounted = period.last_day;
      if (account.base <= 0) break;
    }
  }
  return allocated(account, paid((day) => day > lastCounted), allocation);
}

/** Split the periods so that each payment ends one: its own day still counts on the old balance. */
function* cut(periods: Iterable<RatePeriod>, payments: readonly DatedAmount[]): Iterable<RatePeriod> {
  for (const period of periods) {
    let first_day = period.first_day;
    for (const { on } of payments) {
      if (first_day <= on && on < period.last_day) {
        yield { ...period, first_day, last_day: on };
        first_day = addDays(on, 1);
      }
    }
    yield { ...period, first_day };
  }
}

function withSegment(account: Accrual, period: RatePeriod, dayCount: DayCount, invoice_number: string): Accrual {
  const { first_day, last_day, annual_rate } = period;
  const interest = roundedToCents(interestOn(account.base, annual_rate, first_day, last_day, dayCount), dayCount);
  const segment: Segment = {
    ...period,
    days: daysBetween(first_day, last_day),
    principal: new Money(account.base),
    interest: new Money(interest),
    invoice_number,
  };
  return {
    ...account,
    segments: [...account.segments, segment],
    unpaidInterest: account.unpaidInterest + interest,
  };
}

/** What a payment leaves: each order takes its first part, and what is over goes to the other. */
function allocated(account: Accrual, paid: number, allocation: Allocation): Accrual {
  const { base, unpaidInterest } = account;
  if (allocation === "interest_first") {
    const toInterest = Math.min(paid, unpaidInterest);
    return { ...account, base: base - Math.min(paid - toInterest, base), unpaidInterest: unpaidInterest - toInterest };
  }
  const toPrincipal = Math.min(paid, base);
  const toInterest = Math.min(paid - toPrincipal, unpaidInterest);
  return { ...account, base: base - toPrincipal, unpaidInterest: unpaidInterest - toInterest };
}

/** Interest not yet rounded: cents times ten-thousandths of a point times days, to be divided by `divisor`. */
export function interestOn(
  cents: number,
  rate: Percent,
  firstDay: string,
  lastDay: string,
  dayCount: DayCount,
): bigint {
  const weight = dayCount === "act_365" ? daysBetween(firstDay, lastDay) : weightedDays(firstDay, lastDay);
  return BigInt(cents) * BigInt(rate.scaled) * BigInt(weight);
}

/** Each day at the length of its own calendar year, over 365 × 366. */
function weightedDays(firstDay: string, lastDay: string): number {
  let weighted = 0;
  for (let year = yearOf(firstDay); year <= yearOf(lastDay); year += 1) {
    const start = latest(firstDay, iso(year, 1, 1));
    weighted += daysBetween(start, earliest(lastDay, iso(year, 12, 31))) * (isLeap(year) ? 365 : 366);
  }
  return weighted;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Both days included. */
function daysBetween(firstDay: string, lastDay: string): number {
  return dayNumber(lastDay) - dayNumber(firstDay) + 1;
}

/** Half up to the cent: the one way this project rounds money. */
export function roundedToCents(interest: bigint, dayCount: DayCount): number {
  const divisor = 10_000n * 100n * 365n * (dayCount === "act_365" ? 1n : 366n);
  return Number((2n * interest + divisor) / (2n * divisor));
}

/** One for each value below high confidence, named once. */
export function valuesToConfirm(segments: readonly Segment[]): readonly Finding[] {
  const doubtful = segments.filter((segment) => segment.confidence !== "high");
  return [...new Set(doubtful.map((segment) => segment.source))].map((source) => problem("value-to-confirm", "", source));
}
