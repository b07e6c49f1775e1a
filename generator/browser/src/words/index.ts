/**
 * The sentences of every check, in French. A rule names what it found (`problem` in `errors.ts`); whoever shows it
 * loads this. Held to Python's sentences, word for word, by `tests/vectors/`.
 */
import type { Problem, Told, ValueRefused } from "../errors";
import { NBSP, shown } from "../messages";
import { CLAIM_WORDS } from "./claim";
import { LAW_WORDS } from "./law";
import { LETTER_WORDS } from "./letter";
import { type REFUSALS, type Sentence, refused } from "./values";

export type Refusals = typeof REFUSALS;

/** Characters of a path: a file may hold any name. */
const FIELD_LENGTH = 120;

const WORDS = { ...CLAIM_WORDS, ...LAW_WORDS, ...LETTER_WORDS };
export type Words = typeof WORDS;

/** The problem in words. */
export function worded(problem: Problem): Told {
  if ("message" in problem) return problem;
  const { field, check, facts, label } = problem;
  const [message, hint] = (WORDS[check as keyof Words] as (...given: readonly unknown[]) => Sentence)(...facts);
  return { field: shown(field, FIELD_LENGTH), message: label === undefined ? message : `${label}${NBSP}: ${message}`, hint, check };
}

/** Why a text is not a value, in words. */
export function refusal({ reason, facts }: ValueRefused): Sentence {
  return refused(reason, ...facts);
}
