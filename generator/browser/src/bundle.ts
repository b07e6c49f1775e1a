/** What the page is given: JSON made by `generator/website/bundle.py`, one file for each letter and one for all. */
import type { Channel, DebtorKind } from "./claim/choices";
import type { Law, LawJson } from "./law/dated_values";
import { type LetterTree, TREE_VERSION } from "./letter/nodes";
import type { ValueTypeName } from "./values";

export const BUNDLE_VERSION = 1;

/** Words of a field, by its path in the claim (« invoices[].amount ») or among what is computed. */
export type Field = {
  readonly label: string;
  readonly help?: string;
  readonly example?: string;
  readonly type: ValueTypeName | "group" | "list";
  /** Type of the items of a list of plain values, such as the lines of an address. */
  readonly items?: ValueTypeName;
  readonly optional?: true;
  readonly computed?: true;
  /** Word and label of each choice. */
  readonly options?: readonly Option[];
};

export type Option = { readonly value: string; readonly label: string };

export type Term = { readonly id: string; readonly label: string; readonly description: string };

export type Vocabulary = {
  readonly stages: readonly Term[];
  readonly audiences: readonly Term[];
  readonly channels: readonly Term[];
  readonly tones: readonly Term[];
};

/** A letter in the list of all of them. */
export type LetterSummary = {
  readonly id: string;
  readonly title: string;
  readonly stage: string;
  readonly audiences: readonly DebtorKind[];
  readonly channels: readonly Channel[];
  /** How many days before the due date it is sent, and how many it gives to pay: what a plan needs. */
  readonly days_before?: number;
  readonly deadline_days?: number;
};

/** A letter's own question; without `only_for` every regime is asked. */
export type Question = {
  readonly name: string;
  readonly label: string;
  readonly type: ValueTypeName;
  readonly help?: string;
  readonly example?: string;
  readonly options?: readonly Option[];
  readonly default?: string;
  readonly required?: true;
  readonly only_for?: readonly DebtorKind[];
};

export type LegalBasis = {
  readonly article: string;
  readonly checked_on: string;
  readonly url?: string;
  readonly audiences: readonly DebtorKind[];
  readonly confidence: string;
};

export type Letter = LetterSummary & {
  readonly version: number;
  readonly summary: string;
  readonly tone: string;
  readonly status: string;
  readonly deadline?: { readonly default_days: number; readonly min_days: number; readonly max_days: number };
  readonly questions: readonly Question[];
  readonly legal_basis: readonly LegalBasis[];
  readonly tree: LetterTree;
  /** The same step by another channel. */
  readonly email?: LetterTree;
  readonly sms?: LetterTree;
  readonly phone?: LetterTree;
};

export type SharedJson = {
  readonly version: number;
  readonly fields: { readonly [path: string]: Field };
  readonly vocabulary: Vocabulary;
  readonly letters: readonly LetterSummary[];
  readonly law: LawJson;
};

/** What all letters share, its law read by `readShared`. */
export type Shared = Omit<SharedJson, "law"> & { readonly law: Law };

export function readLetter(json: Letter): Letter {
  refuseOtherVersion(json.version, BUNDLE_VERSION);
  refuseOtherVersion(json.tree.version, TREE_VERSION);
  return json;
}

/** A page kept in a cache must not read the data of another release. */
export function refuseOtherVersion(found: number, expected: number): void {
  if (found !== expected) throw new RangeError(`version ${found}, expected ${expected}`);
}

/** Whether the letter puts a question of its own to this regime. */
export function isAsked(question: Question, kind: string | null): boolean {
  return !question.only_for || question.only_for.some((one) => one === kind);
}
