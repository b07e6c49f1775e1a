/** The decision table of `letter_templates/advice.yml`, as `generator/website/advice_page.py` hands it over. */
import { refuseOtherVersion } from "../bundle";
import type { DebtorKind } from "../claim/choices";
import type { LawJson } from "../law/dated_values";

export const ADVICE_VERSION = 1;

/** The question that a date answers, and the fact that it gives. */
export const DUE_ON = "due_on";
export const LATENESS = "lateness";
export const DEBTOR = "debtor";
export const DEBT = "debt";

export type Option = {
  readonly value: string;
  readonly label: string;
  readonly help: string;
  /** The clients to whom it is offered, all of them if empty. */
  readonly for: readonly string[];
};

export type Question = {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly default: string;
  readonly options: readonly Option[];
};

export type Rule = { readonly when: { readonly [fact: string]: readonly string[] }; readonly outcome: string };

export type Outcome = {
  readonly letter: string;
  readonly title: string;
  /** From the root of the site. */
  readonly page: string;
  readonly reason: string;
  readonly checks: readonly string[];
};

export type Check = {
  readonly say: string;
  readonly article: string;
  readonly checked_on: string | null;
  readonly confidence: "high" | "medium";
  readonly for: readonly string[];
};

export type Table = {
  readonly questions: readonly Question[];
  readonly lateness: readonly { readonly value: string; readonly label: string; readonly max_days: number | null }[];
  readonly rules: readonly Rule[];
  readonly outcomes: { readonly [name: string]: Outcome };
  readonly checks: { readonly [name: string]: Check };
};

export type AdviceJson = Table & {
  readonly version: number;
  /** What each client is in a claim; one abroad is asked in the letter. */
  readonly regimes: { readonly [client: string]: { readonly kind: DebtorKind; readonly natural_person: boolean } };
  /** Titles by id. */
  readonly letters: { readonly [id: string]: string };
  readonly law: LawJson;
};

export function readAdvice(json: AdviceJson): AdviceJson {
  refuseOtherVersion(json.version, ADVICE_VERSION);
  return json;
}

/** The answers offered to a client, to anybody where it is not known. */
export function optionsFor({ options }: Question, debtor: string): readonly Option[] {
  return options.filter((option) => debtor === "" || option.for.length === 0 || option.for.includes(debtor));
}

/** What this client's creditor is to look at first. */
export function checksFor(table: Table, outcome: Outcome, debtor: string): readonly Check[] {
  const found = outcome.checks.map((name) => table.checks[name]!);
  return found.filter((check) => debtor === "" || check.for.length === 0 || check.for.includes(debtor));
}
