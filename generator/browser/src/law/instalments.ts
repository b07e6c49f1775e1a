/** A payment plan (échéancier): a sum in instalments; see `generator/law/instalments.py`. */
import type { Problem } from "../errors";
import { NBSP } from "../messages";
import { addDays, formatDate, iso, lastOfMonth, monthOf, yearOf } from "../values/dates";
import { Money, formatMoney } from "../values/money";

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
export function makePlan(asked: Asked): Plan | readonly Problem[] {
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

function problemsOf({ amount, count, firstOn, on, firstAmount }: Asked): readonly Problem[] {
  const refused = (field: string, message: string, hint: string): Problem => ({
    field: `answers.${field}`,
    message,
    hint,
    check: "instalments",
  });
  if (count < MIN_COUNT || count > MAX_COUNT) {
    const hint = `un échéancier en compte de ${MIN_COUNT} à ${MAX_COUNT}`;
    return [refused("instalment_count", `${count}${NBSP}échéances`, hint)];
  }
  const problems: Problem[] = [];
  if (firstOn <= on) {
    const message = `le ${formatDate(firstOn)} n’est pas après la lettre, datée du ${formatDate(on)}`;
    problems.push(refused("first_instalment_on", message, "laissez à votre client le temps de répondre"));
  }
  const small = `une échéance serait de moins de ${formatMoney(new Money(SMALLEST))}`;
  const first = firstAmount?.cents ?? 0;
  if (firstAmount && first < SMALLEST) {
    problems.push(refused("first_instalment_amount", small, "donnez un premier versement plus élevé"));
  } else if (firstAmount && first >= amount.cents) {
    const message =
      `${formatMoney(firstAmount)}, pour une somme de ${formatMoney(amount)}${NBSP}: il ne reste rien ` +
      "pour les échéances suivantes";
    problems.push(refused("first_instalment_amount", message, "donnez un premier versement moins élevé"));
  } else if (Math.floor((amount.cents - first) / (firstAmount ? count - 1 : count)) < SMALLEST) {
    problems.push(refused("instalment_count", small, "donnez moins d’échéances"));
  }
  return problems;
}
