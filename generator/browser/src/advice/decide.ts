/**
 * Facts → the answer, or the fact to ask next: the first rule of the table that holds, once nothing unknown could make
 * an earlier one hold; see `generator/catalogue/advice.py`.
 */
import { DEBTOR, DUE_ON, LATENESS, type Question, type Rule, type Table, optionsFor } from "./table";

export type Facts = { readonly [fact: string]: string };

/** The outcome's name, or the fact that is to be asked next; both empty where no rule holds. */
export type Decision = { readonly outcome: string; readonly ask: string };

export function decide(table: Table, facts: Facts): Decision {
  const unknown = new Set<string>();
  for (const rule of table.rules) {
    const waits = unknownOf(table, rule, facts);
    if (waits === null) continue;
    if (waits.length === 0 && unknown.size === 0) return { outcome: rule.outcome, ask: "" };
    for (const fact of waits) unknown.add(fact);
    if (waits.length === 0) break;
  }
  return { outcome: "", ask: table.questions.map(factOf).find((fact) => unknown.has(fact)) ?? "" };
}

/** The facts on which a rule still hangs, null where it cannot hold. */
function unknownOf(table: Table, rule: Rule, facts: Facts): readonly string[] | null {
  const waits: string[] = [];
  for (const [fact, wanted] of Object.entries(rule.when)) {
    const known = facts[fact];
    const possible = known === undefined ? valuesOf(table, fact, facts[DEBTOR] ?? "") : [known];
    if (!possible.some((value) => wanted.includes(value))) return null;
    if (!possible.every((value) => wanted.includes(value))) waits.push(fact);
  }
  return waits;
}

function factOf({ name }: Question): string {
  return name === DUE_ON ? LATENESS : name;
}

function valuesOf(table: Table, fact: string, debtor: string): readonly string[] {
  if (fact === LATENESS) return table.lateness.map(({ value }) => value);
  const question = table.questions.find(({ name }) => name === fact);
  return question ? optionsFor(question, debtor).map(({ value }) => value) : [];
}

/** The questions to show, in order, for what has been answered; the outcome once nothing is left to ask. */
export type Course = { readonly asked: readonly Question[]; readonly facts: Facts; readonly outcome: string };

/** `fact` gives what the answer to a question makes known, "" where it has none. */
export function courseOf(table: Table, fact: (question: Question, known: Facts) => string): Course {
  const asked: Question[] = [];
  let facts: Facts = {};
  for (;;) {
    const { outcome, ask } = decide(table, facts);
    const question = table.questions.find((one) => factOf(one) === ask);
    if (!question) return { asked, facts, outcome };
    asked.push(question);
    const value = fact(question, facts);
    if (value === "" || !valuesOf(table, ask, facts[DEBTOR] ?? "").includes(value)) return { asked, facts, outcome: "" };
    facts = { ...facts, [ask]: value };
  }
}
