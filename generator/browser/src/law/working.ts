/** The interest on one invoice with its working, without a claim; see `generator/law/working.py`. */
import type { Allocation, DayCount, DebtorKind } from "../claim/choices";
import type { Problem, Told } from "../errors";
import { NBSP } from "../no_break";
import { addDays, formatDate } from "../values/dates";
import { Money, formatMoney } from "../values/money";
import type { Percent } from "../values/percent";
import type { Law } from "./dated_values";
import { recoveryIndemnity } from "./indemnity";
import { type DatedAmount, NO_ACCRUAL, type Segment, accrue, interestOf, valuesToConfirm } from "./interest";
import { contractualRateWarnings } from "./rate_warnings";
import { contractualRateProblems, regimeOf } from "./other_regimes";
import { firstInterestDay } from "./regime";

/** Segments, sums and what to know about them; `principal` is what is left of the amount. */
export type Working = {
  readonly segments: readonly Segment[];
  readonly interest: Money;
  readonly indemnity: Money;
  readonly principal: Money;
  readonly total: Money;
  readonly day_count: DayCount;
  readonly warnings: readonly Problem[];
};

export type Delay = {
  readonly kind: DebtorKind;
  readonly amount: Money;
  readonly dueOn: string | null;
  readonly until: string;
  readonly payments: readonly DatedAmount[];
  readonly contractualRate: Percent | null;
  readonly formalNoticeOn: string | null;
  readonly allocation: Allocation;
  readonly dayCount: DayCount;
};

/** Interest and indemnity from the due date to `until`, or why there are none; throws `RateUnknown`. */
export function workOut(law: Law, delay: Delay): Working | readonly Problem[] {
  const { kind, amount, dueOn, until, contractualRate, formalNoticeOn, dayCount } = delay;
  const received = delay.payments.filter((payment) => payment.on <= until);
  const paid = received.reduce((sum, payment) => sum + payment.amount.cents, 0);
  const problems = problemsOf(delay, paid);
  if (problems.length > 0) return problems;
  const regime = regimeOf(law, kind, contractualRate, formalNoticeOn);
  const firstDay = firstInterestDay(regime, dueOn);
  const { segments } =
    regime.rule && firstDay !== null
      ? accrue({
          principal: amount.cents,
          firstDay,
          lastDay: until,
          rule: regime.rule,
          payments: received,
          allocation: delay.allocation,
          dayCount,
          invoiceNumber: "",
        })
      : NO_ACCRUAL;
  const interest = interestOf(segments);
  const indemnity =
    dueOn !== null && segments.length > 0 ? recoveryIndemnity(law, kind, addDays(dueOn, 1)) : 0;
  const principal = amount.cents - paid;
  return {
    segments,
    interest: new Money(interest),
    indemnity: new Money(indemnity),
    principal: new Money(principal),
    total: new Money(principal + interest + indemnity),
    day_count: dayCount,
    warnings: [
      ...valuesToConfirm(segments),
      ...contractualRateWarnings(law, contractualRate, segments),
      ...paymentsAfter(delay),
      ...formalNoticeWarnings(kind, formalNoticeOn),
    ],
  };
}

function problemsOf({ kind, amount, dueOn, contractualRate }: Delay, paid: number): readonly Problem[] {
  const problems: Problem[] = [...contractualRateProblems(kind, contractualRate)];
  if (dueOn === null && kind !== "consumer") {
    problems.push(problem("la date d’échéance manque", "indiquez-la", "due-date-missing"));
  }
  if (paid > amount.cents) {
    const sums = `les règlements (${formatMoney(new Money(paid))}) dépassent le montant (${formatMoney(amount)})`;
    problems.push(problem(sums, "n’indiquez que ce qui a été payé sur le montant", "overpaid"));
  }
  return problems;
}

function paymentsAfter({ payments, until }: Delay): readonly Problem[] {
  return payments
    .filter((payment) => payment.on > until)
    .map((payment) =>
      problem(
        `règlement du ${formatDate(payment.on)}, postérieur à l’arrêté du ${formatDate(until)}${NBSP}: ` +
          "il n’est pas compté",
        "",
        "dated-after-statement",
      ),
    );
}

function formalNoticeWarnings(kind: DebtorKind, formalNoticeOn: string | null): readonly Problem[] {
  if (kind === "consumer" && formalNoticeOn === null) {
    const message = "sans mise en demeure, un consommateur ne doit pas d’intérêts (Code civil, art. 1231-6)";
    return [problem(message, "", "no-formal-notice")];
  }
  if (kind !== "consumer" && formalNoticeOn !== null) {
    const message = "la date de mise en demeure est sans effet ici, l’intérêt court de plein droit dès l’échéance";
    return [problem(message, "", "formal-notice-unused")];
  }
  return [];
}

function problem(message: string, hint: string, check: string): Told {
  return { field: "", message, hint, check };
}
