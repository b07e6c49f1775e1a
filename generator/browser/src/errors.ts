/** Problems and refusals, as `generator/errors.py` has them: what is wrong, where, and what to do. */

/** One thing that is wrong, or worth a warning. `field` is a path such as `invoices.0.amount`, "" for the whole. */
export type Problem = {
  readonly field: string;
  readonly message: string;
  readonly hint: string;
  /** The stable id of the rule. */
  readonly check: string;
};

/** A text that is not a value of its type; `message` repeats the text, `hint` is the remedy. */
export class ValueRefused extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
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

/** Reading order, each problem once: by field, then by message. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const unique = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...unique.values()].sort((a, b) => compare(a.field, b.field) || compare(a.message, b.message));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
