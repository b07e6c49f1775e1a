/** Problems as Python says them: words and all, by field and then by message. */
import type { Problem } from "../errors";
import { worded } from "../words";

export function plain(problem: Problem): readonly string[] {
  const { field, message, hint, check } = worded(problem);
  return [field, message, hint, check];
}

export function inPythonsOrder(problems: readonly Problem[]): readonly (readonly string[])[] {
  const key = ([field, message]: readonly string[]): string => `${field}\0${message}`;
  const all = problems.map(plain);
  return all.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
