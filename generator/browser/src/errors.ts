/**
 * Problems and refusals, as `generator/errors.py` has them: what is wrong, where, and what to do.
 *
 * A rule finds, and does not say: it names what it found with the facts of its sentence, and `words/` has the
 * sentences. Whoever makes no mistake never loads them.
 */
import type { Refusals, Words } from "./words";

/** One thing that is wrong, or worth a warning. `field` is a path such as `invoices.0.amount`, "" for the whole. */
export type Finding = {
  readonly field: string;
  /** The stable id of the rule. */
  readonly check: string;
  /** What the sentence of that rule is made of. */
  readonly facts: readonly unknown[];
  /** Whether the sentence opens with the label of its field. */
  readonly isNamed?: boolean;
};

/** The same in words. */
export type Told = {
  readonly field: string;
  readonly message: string;
  readonly hint: string;
  readonly check: string;
};

export type Problem = Finding | Told;

export function problem<Check extends keyof Words>(check: Check, field: string, ...facts: Parameters<Words[Check]>): Finding {
  return { field, check, facts };
}

/** A text that is not a value of its type, and why; the remedy is in the words of that reason. */
export class ValueRefused<Reason extends keyof Refusals = keyof Refusals> extends Error {
  readonly facts: Parameters<Refusals[Reason]>;

  constructor(
    readonly reason: Reason,
    ...facts: Parameters<Refusals[Reason]>
  ) {
    super(reason);
    this.facts = facts;
  }
}

/** A field whose text was refused. */
export function refusedValue(field: string, { reason, facts }: ValueRefused): Finding {
  return { field, check: "claim-value", facts: [reason, ...facts] };
}

/** No dated value covers a day; `halfYear` is its name, like `2027-S1`. */
export class RateUnknown extends Error {
  constructor(
    message: string,
    readonly halfYear: string,
  ) {
    super(message);
  }
}

/** By field, each problem once. */
export function inOrder<Kind extends Problem>(problems: readonly Kind[]): readonly Kind[] {
  return [...unique(problems)].sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0));
}

export function unique<Kind extends Problem>(problems: readonly Kind[]): readonly Kind[] {
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}
