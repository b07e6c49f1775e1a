import { describe, expect, test } from "vitest";

import { type Change, type Json, changed, encoded, fingerprint, vectors } from "../testing/vectors";
import { inPythonsOrder } from "../testing/words";
import { dump } from "./dump";
import { read } from "./read";

type Outcome = { readonly claim?: Json; readonly dump?: Json; readonly problems?: readonly (readonly string[])[] };
type Reading = {
  readonly base: Json;
  readonly read: Outcome;
  readonly cases: readonly { readonly changes: readonly Change[]; readonly problems?: Json; readonly expected?: string }[];
  readonly drawn: readonly { readonly changes: readonly Change[]; readonly expected: string }[];
  readonly whole: readonly { readonly data: Json; readonly expected: string }[];
};

const reading = vectors<Reading>("reading.json");

function judged(data: Json): Outcome {
  const { claim, problems } = read(data);
  return claim ? { claim: encoded(claim), dump: dump(data) as Json } : { problems: inPythonsOrder(problems) };
}

describe("reading.json", () => {
  test("the base is read as Python reads it", () => {
    expect(judged(reading.base)).toEqual(reading.read);
  });

  test.each(reading.cases)("$changes", ({ changes, problems, expected }) => {
    const found = judged(changed(reading.base, changes));
    expect(found.problems).toEqual(problems);
    if (expected !== undefined) expect(fingerprint(found as Json)).toBe(expected);
  });

  test("claims with several changes are read as Python reads them", () => {
    const wrong = reading.drawn.filter(
      ({ changes, expected }) => fingerprint(judged(changed(reading.base, changes)) as Json) !== expected,
    );
    expect(wrong).toEqual([]);
  });

  test("whatever stands in place of a claim is refused as Python refuses it", () => {
    const wrong = reading.whole.filter(({ data, expected }) => fingerprint(judged(data) as Json) !== expected);
    expect(wrong).toEqual([]);
  });
});

describe("a claim that is being written", () => {
  test("what can be read is given, null stands for the rest", () => {
    const { claim, draft } = read({ creditor: { name: "Atelier Exemple" }, invoices: [{ number: "F-1", amount: "x" }] });
    expect(claim).toBeNull();
    expect(draft.creditor.name).toBe("Atelier Exemple");
    expect(draft.creditor.address.lines).toEqual([null]);
    expect(draft.invoices).toMatchObject([{ number: "F-1", amount: null, payments: [] }]);
    expect(draft.terms.allocation).toBe("interest_first");
  });

  test("a value that cannot be read is saved as it was typed", () => {
    const written = { invoices: [{ amount: "12,5", issued_on: "le 3" }], answers: { x: "y" } };
    expect(dump(written)).toEqual({ invoices: [{ issued_on: "le 3", amount: "12.50" }], answers: { x: "y" } });
  });
});
