/**
 * The statement (décompte): what the law lets the creditor claim on a day; see `generator/law/statement.py`.
 *
 * Names are those of the letters' holes: a statement, without its lines and warnings, is among a letter's answers.
 */
import type { Allocation, DayCount, DebtorKind } from "../claim/choices";
import type { Facts, Invoice, Payment } from "../claim/types";
import { type Finding, RateUnknown, problem } from "../errors";
import { addDays, dayNumber } from "../values/dates";
import { Money } from "../values/money";
import type { Percent } from "../values/percent";
import { balanceOn, claimedOn, creditedBy, paidBy } from "./balance";
import { type Cover, isCovered, settledLateOn } from "./cover";
import type { Law } from "./dated_values";
import { type DueDate, dueDate } from "./due_date";
import { recoveryIndemnity } from "./indemnity";
import { type Accrual, NO_ACCRUAL, type Segment, accrue, interestOf, interestOn, roundedToCents, valuesToConfirm } from "./interest";
import { rareRules, rateWarnings } from "./later";
import type { RateBasis, RatePeriod } from "./rates";
import { type Regime, defaultRegime, firstInterestDay } from "./regime";

/** One invoice: what is left of it, and what its delay has cost. */
export type StatementLine = {
  readonly number: string;
  readonly issued_on: string;
  readonly due_on: string;
  readonly due_by_law: boolean;
  readonly amount: Money;
  readonly paid: Money;
  readonly credited: Money;
  readonly disputed: Money;
  readonly not_yet_due: Money;
  /** amount - paid - credited */
  readonly balance: Money;
  /** balance - disputed - not_yet_due */
  readonly claimed: Money;
  readonly is_overdue: boolean;
  /** Whether the sums cover it: what the letter is about. */
  readonly is_counted: boolean;
  /** The last payment of an invoice that was paid late and of which nothing is claimed any more. */
  readonly settled_on: string | null;
  readonly days_late: number;
  readonly interest: Money;
  readonly indemnity: Money;
  readonly segments: readonly Segment[];
  /** What bears interest from the next day on: more than `claimed` when payments went to interest first. */
  readonly interest_base: Money;
};

/** The account of a claim; its sums cover the invoices of its `Cover`, its lines every invoice. */
export type Statement = {
  readonly kind: DebtorKind;
  readonly on: string;
  readonly stopped_on: string;
  readonly amount: Money;
  readonly paid: Money;
  readonly credited: Money;
  readonly disputed: Money;
  readonly not_yet_due: Money;
  readonly principal: Money;
  readonly interest: Money;
  readonly indemnity: Money;
  readonly indemnity_count: number;
  readonly indemnity_unit: Money;
  readonly total: Money;
  readonly daily_interest: Money;
  readonly annual_rate: Percent | null;
  readonly rate_basis: RateBasis;
  readonly rate_source: string;
  readonly rate_article: string;
  readonly day_count: DayCount;
  readonly allocation: Allocation;
  readonly lines: readonly StatementLine[];
  readonly segments: readonly Segment[];
  readonly warnings: readonly Finding[];
};

/** The day of a statement, the last day of its interest, what it covers. */
export type Period = { readonly on: string; readonly stoppedOn: string; readonly cover: Cover };

/** What may be claimed on a day, of invoices that all have a due date; throws `RateUnknown` where a rate is missing. */
export function makeStatement(law: Law, facts: Facts, period: Period): Statement {
  const { on, stoppedOn } = period;
  const regime = regimeFor(law, facts);
  const { day_count } = facts.terms;
  const lines = facts.invoices.map((invoice) => {
    const due = dueDate(law, facts.debtor.kind, invoice);
    if (!due) throw new TypeError(`no due date: ${invoice.number}`);
    return lineOf(law, facts, regime, invoice, due, period);
  });
  const counted = lines.filter((line) => line.is_counted);
  const sum = (name: "amount" | "paid" | "credited" | "disputed" | "not_yet_due" | "claimed" | "interest" | "indemnity") =>
    counted.reduce((total, line) => total + line[name].cents, 0);
  const indemnities = counted.map((line) => line.indemnity).filter((indemnity) => indemnity.cents > 0);
  const [principal, interest, indemnity] = [sum("claimed"), sum("interest"), sum("indemnity")];
  const rate = currentRate(regime, counted, stoppedOn);
  return {
    kind: facts.debtor.kind,
    on,
    stopped_on: stoppedOn,
    amount: new Money(sum("amount")),
    paid: new Money(sum("paid")),
    credited: new Money(sum("credited")),
    disputed: new Money(sum("disputed")),
    not_yet_due: new Money(sum("not_yet_due")),
    principal: new Money(principal),
    interest: new Money(interest),
    indemnity: new Money(indemnity),
    indemnity_count: indemnities.length,
    indemnity_unit: indemnities.at(-1) ?? new Money(0),
    total: new Money(principal + interest + indemnity),
    daily_interest: new Money(dailyInterest(day_count, counted, rate.annual_rate, stoppedOn)),
    annual_rate: rate.annual_rate,
    rate_basis: regime.basis,
    rate_source: rate.source,
    rate_article: rate.article,
    day_count,
    allocation: allocationIn(facts, period),
    lines,
    segments: lines.flatMap((line) => line.segments),
    warnings: warnings(law, facts, lines, on),
  };
}

/** The last day to which the known rates carry interest; null where no later day needs another rate. */
export function lastCoveredDay(law: Law, facts: Facts, cover: Cover): string | null {
  if (cover === "coming") return null;
  const { basis } = regimeFor(law, facts);
  const covered = law.refinancingRate.lastCoveredDay;
  const isAfter = (payment: Payment): boolean => payment.paid_on > covered;
  if (cover === "settled_late" && !facts.invoices.some((invoice) => invoice.payments.some(isAfter))) return null;
  if (basis === "legal_professional") return covered;
  if (basis !== "public_body") return null;
  const isPast = (invoice: Invoice): boolean => (dueDate(law, facts.debtor.kind, invoice)?.day ?? "") >= covered;
  return facts.invoices.some(isPast) ? covered : null;
}

/** Once the principal is paid, every payment is taken to have gone to it: this reading asks for the least. */
function allocationIn(facts: Facts, { cover }: Period): Allocation {
  return cover === "settled_late" ? "principal_first" : facts.terms.allocation;
}

/** A rate that cannot serve against this debtor is refused elsewhere; here it is not used. */
function regimeFor(law: Law, facts: Facts): Regime {
  const { kind } = facts.debtor;
  const rate = facts.terms.late_payment_rate;
  return kind === "professional" && !rate ? defaultRegime(law) : rareRules().regimeOf(law, kind, rate);
}

function lineOf(
  law: Law,
  facts: Facts,
  regime: Regime,
  invoice: Invoice,
  due: DueDate,
  period: Period,
): StatementLine {
  const { on, cover } = period;
  const claimed = claimedOn(invoice, on);
  const isOverdue = due.day < on && claimed > 0;
  const isCounted = isCovered(cover, invoice, due.day, on);
  const settledOn = settledLateOn(invoice, due.day, on);
  const isLate = isCounted && (isOverdue || cover === "settled_late");
  const accrual = isLate ? accrualOf(facts, regime, invoice, due, period) : NO_ACCRUAL;
  const indemnity = isLate ? recoveryIndemnity(law, facts.debtor.kind, addDays(due.day, 1)) : 0;
  return {
    number: invoice.number,
    issued_on: invoice.issued_on,
    due_on: due.day,
    due_by_law: due.byLaw,
    amount: invoice.amount,
    paid: new Money(paidBy(invoice, on)),
    credited: new Money(creditedBy(invoice, on)),
    disputed: invoice.disputed_amount,
    not_yet_due: invoice.not_yet_due_amount,
    balance: new Money(balanceOn(invoice, on)),
    claimed: new Money(claimed),
    is_overdue: isOverdue,
    is_counted: isCounted,
    settled_on: settledOn,
    days_late: isOverdue || settledOn !== null ? dayNumber(settledOn ?? on) - dayNumber(due.day) : 0,
    interest: new Money(interestOf(accrual.segments)),
    indemnity: new Money(indemnity),
    segments: accrual.segments,
    interest_base: new Money(accrual.base),
  };
}

function accrualOf(facts: Facts, regime: Regime, invoice: Invoice, due: DueDate, period: Period): Accrual {
  const firstDay = firstInterestDay(regime, due.day);
  if (!regime.rule || firstDay === null) return NO_ACCRUAL;
  return accrue({
    principal: claimedOn(invoice, period.on) + paidBy(invoice, period.on),
    firstDay,
    lastDay: period.stoppedOn,
    rule: regime.rule,
    payments: invoice.payments
      .filter((payment) => payment.paid_on <= period.on)
      .map((payment) => ({ on: payment.paid_on, amount: payment.amount })),
    allocation: allocationIn(facts, period),
    dayCount: facts.terms.day_count,
    invoiceNumber: invoice.number,
  });
}

type CurrentRate = { readonly annual_rate: Percent | null; readonly source: string; readonly article: string };

/** The rate that runs on the last day; no single one where public invoices have each their own. */
function currentRate(regime: Regime, counted: readonly StatementLine[], stoppedOn: string): CurrentRate {
  let last: readonly (Segment | RatePeriod)[] = counted.flatMap((line) => line.segments.at(-1) ?? []);
  if (last.length === 0 && regime.rule && regime.basis !== "public_body") {
    try {
      last = [...regime.rule(stoppedOn, stoppedOn)];
    } catch (error) {
      // Nothing is claimed at that rate: the letter simply does not state it.
      if (!(error instanceof RateUnknown)) throw error;
    }
  }
  const [first] = last;
  const isShared = (read: (one: Segment | RatePeriod) => string | number): boolean => new Set(last.map(read)).size === 1;
  return {
    annual_rate: first && isShared((one) => one.annual_rate.scaled) ? first.annual_rate : null,
    source: first && isShared((one) => one.source) ? first.source : "",
    article: first && isShared((one) => one.article) ? first.article : "",
  };
}

/** What one more day costs, in cents, at the balance and the rate of the last day. */
function dailyInterest(
  dayCount: DayCount,
  counted: readonly StatementLine[],
  shared: Percent | null,
  stoppedOn: string,
): number {
  const day = addDays(stoppedOn, 1);
  const exact = counted.reduce((sum, line) => {
    const rate = line.segments.at(-1)?.annual_rate ?? shared;
    return rate ? sum + interestOn(line.interest_base.cents, rate, day, day, dayCount) : sum;
  }, 0n);
  return roundedToCents(exact, dayCount);
}

function warnings(law: Law, facts: Facts, lines: readonly StatementLine[], on: string): readonly Finding[] {
  const rate = facts.terms.late_payment_rate;
  const segments = lines.flatMap((line) => line.segments);
  return [
    ...valuesToConfirm(segments),
    ...(rate && segments.length > 0 ? rateWarnings().contractualRateWarnings(law, rate, segments) : []),
    ...datedAfter(facts, on),
    ...settledLate(facts, lines),
  ];
}

function datedAfter(facts: Facts, on: string): readonly Finding[] {
  return facts.invoices.flatMap((invoice, place) => {
    const dated = [
      ...invoice.payments.map((paid, i) => [`payments.${i}.paid_on`, true, paid.paid_on] as const),
      ...invoice.credit_notes.map((note, i) => [`credit_notes.${i}.issued_on`, false, note.issued_on] as const),
    ];
    return dated
      .filter(([, , day]) => day > on)
      .map(([field, isPayment, day]) => problem("dated-after-statement", `invoices.${place}.${field}`, isPayment, day, on));
  });
}

function settledLate(facts: Facts, lines: readonly StatementLine[]): readonly Finding[] {
  if (facts.debtor.kind === "consumer") return [];
  return lines.flatMap((line, place) =>
    line.settled_on === null || line.is_counted ? [] : [problem("settled-late", `invoices.${place}`, line.number)],
  );
}
