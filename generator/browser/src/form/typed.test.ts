import { describe, expect, test } from "vitest";

import { read } from "../claim/read";
import { EXAMPLES } from "../testing/form";
import { NOTHING_TYPED, ROW_ID, at, isEmpty, plainOf, textAt, withAt } from "./typed";
import { typedOf } from "./typed_of";

test("a place is looked up by its path, own properties only", () => {
  const tree = { debtor: { name: "Acme" }, invoices: [{ [ROW_ID]: "0", amount: "12" }] };
  expect(textAt(tree, "invoices.0.amount")).toBe("12");
  expect(textAt(tree, "invoices.1.amount")).toBe("");
  expect(at(tree, "debtor.constructor")).toBeUndefined();
  expect(at(tree, "__proto__.toString")).toBeUndefined();
});

test("a text put in its place leaves the rest as it was", () => {
  const tree = withAt(NOTHING_TYPED, "invoices.0.number", "F-1");
  const next = withAt(tree, "debtor.address.city", "Lyon");
  expect(textAt(next, "debtor.address.city")).toBe("Lyon");
  expect(at(next, "invoices")).toBe(at(tree, "invoices"));
  expect(isEmpty(NOTHING_TYPED)).toBe(true);
  expect(isEmpty(next)).toBe(false);
});

test("what is empty is left out, and an address is a list of lines", () => {
  const typed = withAt(withAt(NOTHING_TYPED, "creditor.address.lines", "12 rue A\n\n bâtiment B "), "debtor.name", "  ");
  expect(plainOf(typed)).toEqual({ creditor: { address: { lines: ["12 rue A", " bâtiment B "] } }, invoices: [{}] });
});

test.each(EXAMPLES)("%s goes through the form unchanged", (_, example) => {
  const there = read(plainOf(typedOf(example)));
  expect(there.problems).toEqual([]);
  expect(there.claim).toEqual(read(example).claim);
});

describe("what comes from outside", () => {
  test("holds texts only, of the fields of a claim only", () => {
    const typed = typedOf({ debtor: { name: ["no"], kind: 3, nmae: "x" }, other: "x", invoices: "no", answers: { a: "b", c: {} } });
    expect(plainOf(typed)).toEqual({ debtor: { kind: "3" }, invoices: [{}], answers: { a: "b" } });
  });

  test.each([null, "text", 12, [], { invoices: [] }, { invoices: [null, 3] }])("%j gives a form to fill", (data) => {
    expect(plainOf(typedOf(data))["invoices"]).toBeInstanceOf(Array);
  });
});
