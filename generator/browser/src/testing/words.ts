/** Problems as Python says them: words and all, by field and then by message. */
import type { Problem } from "../errors";
import { type Labels, worded } from "../words";

const NO_LABELS: Labels = { fields: {} };

export function plain(problem: Problem, labels = NO_LABELS): readonly string[] {
  const { field, message, hint, check } = worded(problem, labels);
  return [field, message, hint, check];
}

export function inPythonsOrder(problems: readonly Problem[], labels = NO_LABELS): readonly (readonly string[])[] {
  const key = ([field, message]: readonly string[]): string => `${field}\0${message}`;
  const all = problems.map((problem) => plain(problem, labels));
  return all.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
