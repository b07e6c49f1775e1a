/**
 * The sentences of every check, in French. A rule names what it found (`problem` in `errors.ts`); whoever shows it
 * loads this. Held to Python's sentences, word for word, by `tests/vectors/`.
 */
import type { Question, SharedJson } from "../bundle";
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

/** Where the labels of fields are: the claim's own, and the questions of a letter. */
export type Labels = {
  readonly fields: SharedJson["fields"];
  readonly questions?: readonly Pick<Question, "name" | "label">[];
};

/** The problem in words. */
export function worded(problem: Problem, labels: Labels): Told {
  if ("message" in problem) return problem;
  const { field, check, facts, isNamed } = problem;
  const [message, hint] = (WORDS[check as keyof Words] as (...given: readonly unknown[]) => Sentence)(...facts);
  const label = isNamed ? labelOf(field, labels) : undefined;
  return { field: shown(field, FIELD_LENGTH), message: label === undefined ? message : `${label}${NBSP}: ${message}`, hint, check };
}

function labelOf(field: string, { fields, questions = [] }: Labels): string | undefined {
  const path = field.replace(/\.\d+(?=\.|$)/g, "[]");
  const words = Object.hasOwn(fields, path) ? fields[path] : undefined;
  return (questions.find(({ name }) => path === `answers.${name}`) ?? words)?.label;
}

/** Why a text is not a value, in words. */
export function refusal({ reason, facts }: ValueRefused): Sentence {
  return refused(reason, ...facts);
}
