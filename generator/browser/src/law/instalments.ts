/** A payment plan (échéancier): a sum in instalments; see `generator/law/instalments.py`. */
import { type Finding, problem } from "../errors";
import type { Answer } from "../letter/fill";
import { addDays, iso, lastOfMonth, monthOf, yearOf } from "../values/dates";
import { Money } from "../values/money";
import type { Statement } from "./statement";

const MIN_COUNT = 2;
const MAX_COUNT = 36;
/** The least that an instalment may be, in cents. */
const SMALLEST = 100;

export type Interval = "week" | "fortnight" | "month";

/** One payment; `remaining` is what is left of the sum once it is made. */
export type Instalment = {
  readonly number: number;
  readonly due_on: string;
  readonly amount: Money;
  readonly remaining: Money;
};

/** The sum and its instalments, in the order of their dates. */
export type Plan = {
  readonly amount: Money;
  readonly count: number;
  readonly first_on: string;
  readonly last_on: string;
  readonly instalments: readonly Instalment[];
};

export type Asked = {
  readonly amount: Money;
  readonly count: number;
  readonly firstOn: string;
  readonly on: string;
  readonly interval: Interval;
  readonly firstAmount: Money | null;
};

/** The plan, or every reason why it cannot be. */
export function makePlan(asked: Asked): Plan | readonly Finding[] {
  const problems = problemsOf(asked);
  if (problems.length > 0) return problems;
  let remaining = asked.amount.cents;
  const instalments = amounts(asked).map((cents, index) => {
    remaining -= cents;
    return {
      number: index + 1,
      due_on: later(asked.firstOn, asked.interval, index),
      amount: new Money(cents),
      remaining: new Money(remaining),
    };
  });
  return {
    amount: asked.amount,
    count: asked.count,
    first_on: asked.firstOn,
    last_on: instalments.at(-1)!.due_on,
    instalments,
  };
}

function amounts({ amount, count, firstAmount }: Asked): readonly number[] {
  if (!firstAmount) return equalParts(amount.cents, count);
  return [firstAmount.cents, ...equalParts(amount.cents - firstAmount.cents, count - 1)];
}

/** Rounded down to the cent; the last one takes the cents that are over. */
function equalParts(cents: number, count: number): readonly number[] {
  const part = Math.floor(cents / count);
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? part : cents - part * (count - 1)));
}

/** The day that many intervals after the first; counted from the first, so that a 31 comes back after February. */
function later(firstOn: string, interval: Interval, steps: number): string {
  if (interval !== "month") return addDays(firstOn, steps * (interval === "week" ? 7 : 14));
  const months = monthOf(firstOn) - 1 + steps;
  const [year, month] = [yearOf(firstOn) + Math.floor(months / 12), (months % 12) + 1];
  return iso(year, month, Math.min(Number(firstOn.slice(8)), lastOfMonth(year, month)));
}

function problemsOf({ amount, count, firstOn, on, firstAmount }: Asked): readonly Finding[] {
  const [number, day, first] = ["instalment_count", "first_instalment_on", "first_instalment_amount"].map(
    (name) => `answers.${name}`,
  ) as [string, string, string];
  if (count < MIN_COUNT || count > MAX_COUNT) return [problem("instalments", number, "count", count, MIN_COUNT, MAX_COUNT)];
  const early = firstOn <= on ? [problem("instalments", day, "not_after_letter", firstOn, on)] : [];
  const paid = firstAmount?.cents ?? 0;
  if (firstAmount && paid < SMALLEST) return [...early, problem("instalments", first, "first_too_small", SMALLEST)];
  if (firstAmount && paid >= amount.cents) {
    return [...early, problem("instalments", first, "first_too_large", firstAmount, amount)];
  }
  const part = Math.floor((amount.cents - paid) / (firstAmount ? count - 1 : count));
  return part < SMALLEST ? [...early, problem("instalments", number, "too_many", SMALLEST)] : early;
}

/** The plan that the answers of a letter describe, null without its number and its first date, and what is wrong with it. */
export function planOf(
  answers: { readonly [name: string]: Answer },
  { total, principal, on }: Pick<Statement, "total" | "principal" | "on">,
  deadlineOn: string | null,
): { readonly plan: Plan | null; readonly problems: readonly Finding[] } {
  const { instalment_count: count, first_instalment_on: firstOn, first_instalment_amount: firstAmount } = answers;
  if (typeof count !== "number" || typeof firstOn !== "string") return { plan: null, problems: [] };
  const plan = makePlan({
    amount: answers["plan_accessories"] === "include" ? total : principal,
    count,
    firstOn,
    on,
    interval: (answers["instalment_interval"] ?? "month") as Interval,
    firstAmount: firstAmount instanceof Money ? firstAmount : null,
  });
  if (!("instalments" in plan)) return { plan: null, problems: plan };
  // A first instalment that falls due before the debtor must have answered.
  if (deadlineOn === null || plan.first_on > deadlineOn) return { plan, problems: [] };
  return { plan, problems: [problem("instalments", "answers.first_instalment_on", "before_answer", plan.first_on, deadlineOn)] };
}
