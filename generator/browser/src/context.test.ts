import { describe, expect, test } from "vitest";

import { type Letter, type SharedJson, readLetter } from "./bundle";
import { read } from "./claim/read";
import { prepare } from "./context";
import { fileStem } from "./export/file_stem";
import { type Answer, fill, plainText } from "./letter/fill";
import { readShared } from "./shared";
import { type Change, type Json, changed, documentJson, encoded, fingerprint, vectors } from "./testing/vectors";
import { inPythonsOrder, plain } from "./testing/words";
import { worded } from "./words";

type Snapshot = {
  readonly shared: SharedJson;
  readonly letters: { readonly [id: string]: Letter };
  readonly examples: { readonly [name: string]: Json };
};
type Claims = {
  readonly today: string;
  readonly examples: { readonly [name: string]: { readonly [part: string]: readonly string[] } };
  readonly drawn: readonly {
    readonly example: string;
    readonly changes: readonly Change[];
    readonly summary: string;
    readonly expected: string;
  }[];
};

const snapshot = vectors<Snapshot>("snapshot.json.gz");
const claims = vectors<Claims>("claims.json");
const shared = readShared(snapshot.shared);
const letters = Object.fromEntries(Object.entries(snapshot.letters).map(([id, letter]) => [id, readLetter(letter)]));

function letterOf(name: string): Letter {
  return letters[name.split("/")[0]!]!;
}

/** All that Python would make of a claim; it looks no further than what it cannot read. */
function outcome(name: string, data: Json): Json {
  const letter = letterOf(name);
  const labels = { fields: shared.fields, questions: letter.questions };
  const unread = read(data).problems;
  if (unread.length > 0) return { problems: inPythonsOrder(unread) };
  const made = prepare(shared, letter, data, claims.today);
  const refused = made.problems.length > 0 ? made.problems : made.missing;
  if (refused.length > 0) return { problems: inPythonsOrder(refused, labels) };
  return {
    answers: encoded(withoutNothing(made.answers)),
    warnings: made.warnings.map((problem) => plain(problem, labels)),
    letter: documentJson(made.document),
    email: letter.email ? documentJson(fill(letter.email, made.answers)) : null,
  };
}

/** Undefined is no value: nothing may be left so. */
function withoutNothing(answers: Answer | undefined): Answer {
  if (answers === undefined) throw new TypeError("undefined among the answers");
  if (typeof answers === "object" && answers !== null) Object.values(answers).forEach(withoutNothing);
  return answers;
}

describe("claims.json", () => {
  test.each(Object.entries(claims.examples))("%s reads word for word as Python's letter", (name, expected) => {
    const made = prepare(shared, letterOf(name), snapshot.examples[name], claims.today);
    expect([...made.problems, ...made.missing]).toEqual([]);
    const parts = Object.entries(made.document.parts).filter(([, blocks]) => blocks.length > 0);
    const words = parts.map(([part, blocks]) => [part, blocks.map((block) => plainText([block]))]);
    expect(Object.fromEntries(words)).toEqual(expected);
  });

  test.each(Object.keys(snapshot.examples))("%s, however it is changed, comes out as in Python", (name) => {
    const cases = claims.drawn.filter((one) => one.example === name);
    const wrong = cases.filter(({ changes, expected }) => {
      return fingerprint(outcome(name, changed(snapshot.examples[name]!, changes))) !== expected;
    });
    expect(wrong).toEqual([]);
  });
});

describe("a claim that is being written", () => {
  const letter = letters["mise-en-demeure"]!;
  const name = "mise-en-demeure/professionnel-une-facture";
  const whole = snapshot.examples[name]!;
  const made = (changes: readonly Change[]) => prepare(shared, letter, changed(whole, changes), claims.today);

  test("an empty one gives a letter with holes", () => {
    const { document, statement, missing } = prepare(shared, letter, {}, claims.today);
    expect(statement).toBeNull();
    expect(document.missing).toContain("invoices.0.number");
    expect(document.missing).toContain("creditor.address.lines.0");
    expect(missing.map((one) => worded(one, shared).message)).toContain("Montant à payer\u00a0: information manquante");
  });

  test("it is dated today, and its deadline follows", () => {
    const { answers } = prepare(shared, letter, {}, "2026-12-10");
    expect(answers["letter"]).toMatchObject({ on: "2026-12-10", channel: "registered", deadline: "2026-12-28" });
  });

  test("an invoice without an amount waits, the others are counted", () => {
    const { statement, answers, problems } = made([["invoices.1", { number: "F-2", issued_on: "2026-01-02" }]]);
    expect(statement?.lines.map((line) => line.number)).toEqual(["F-2026-031"]);
    expect(answers["invoices"]).toMatchObject([{ number: "F-2026-031", is_counted: true }, { number: "F-2" }]);
    expect(problems.map((one) => one.field)).toEqual(["invoices.1.amount", "invoices.1.due_on"]);
  });

  test("what the law refuses is said before the claim is whole", () => {
    const { problems } = made([
      ["creditor.name", null],
      ["debtor.kind", "consumer"],
      ["invoices.0.due_on", "2026-10-01"],
      ["terms", { late_payment_rate: "10" }],
      ["answers", {}],
    ]);
    expect(problems.map((one) => one.check)).toEqual(["claim-missing", "contractual-rate-consumer"]);
  });

  test("nothing is said of the law while nothing can be counted", () => {
    const { problems } = made([["invoices.0.amount", null]]);
    expect(problems.map((one) => one.check)).toEqual(["claim-missing"]);
  });

  test("a warning names the invoice by its place in the claim, not among those that are counted", () => {
    const { warnings } = made([
      ["invoices.2", { number: "F-3", issued_on: "2022-01-02", due_on: "2022-01-30", amount: "10" }],
      ["invoices.1", { number: "F-2" }],
    ]);
    expect(warnings.map((one) => `${one.field} ${one.check}`)).toContain("invoices.2 limitation-near");
  });

  test("keys that JavaScript knows are only unknown fields", () => {
    const hostile = JSON.parse('{"__proto__": {"name": "x"}, "creditor": {"constructor": "y"}}') as Json;
    const { problems } = prepare(shared, letter, hostile, claims.today);
    expect(problems.map((one) => one.field)).toEqual(expect.arrayContaining(["__proto__", "creditor.constructor"]));
    expect(({} as { readonly name?: string }).name).toBeUndefined();
  });
});

test("a file is named after its letter and its first invoice, in plain letters", () => {
  const letter = letters["mise-en-demeure"]!;
  const { answers } = prepare(shared, letter, { invoices: [{ number: "F/2026 №7 « é »" }] }, claims.today);
  expect(fileStem(letter, answers)).toBe("mise-en-demeure-F-2026-7");
});

test("the data of another release is refused", () => {
  expect(() => readShared({ ...snapshot.shared, version: 99 })).toThrow("version 99");
  expect(() => readLetter({ ...letters["mise-en-demeure"]!, version: 99 })).toThrow("version 99");
});
