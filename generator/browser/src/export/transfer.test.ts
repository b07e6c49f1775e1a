import { describe, expect, test } from "vitest";

import type { Answers } from "../letter/fill";
import { Money } from "../values/money";
import { payloadOf, transferOf, type Transfer } from "./transfer";

const TRANSFER: Transfer = {
  name: "Atelier Bois & Cie",
  iban: "FR7630006000011234567890189",
  bic: "AGRIFRPP",
  amount: new Money(1_172_680),
  references: ["2026-114"],
};

const ANSWERS: Answers = {
  creditor: { name: "Atelier Bois & Cie", iban: "FR7630006000011234567890189", bic: null },
  statement: { total: new Money(12_345), principal: new Money(10_000) },
  invoices: [{ number: "F-1" }, { number: "F-2" }],
};

function lines(changes: Partial<Transfer>): readonly string[] {
  return payloadOf({ ...TRANSFER, ...changes }).split("\n");
}

describe("the transfer that pays a letter", () => {
  test("asks for all of it, or for the invoices alone", () => {
    expect(transferOf(ANSWERS, "total")?.amount).toEqual(new Money(12_345));
    expect(transferOf(ANSWERS, "principal")?.amount).toEqual(new Money(10_000));
    expect(transferOf(ANSWERS, "total")?.references).toEqual(["F-1", "F-2"]);
  });

  test.each([
    ["no IBAN", { creditor: { name: "Atelier" } }],
    ["no name", { creditor: { iban: TRANSFER.iban } }],
    ["no statement", { statement: null }],
    ["nothing to pay", { statement: { total: new Money(0) } }],
    ["more than a transfer may hold", { statement: { total: new Money(100_000_000_000) } }],
  ])("is none with %s", (_, changes) => {
    expect(transferOf({ ...ANSWERS, ...changes } as Answers, "total")).toBeUndefined();
  });
});

describe("what the code of a transfer says", () => {
  test("follows EPC069-12 line by line", () => {
    expect(lines({})).toEqual([
      "BCD",
      "002",
      "1",
      "SCT",
      "AGRIFRPP",
      "Atelier Bois & Cie",
      "FR7630006000011234567890189",
      "EUR11726.80",
      "",
      "",
      "2026-114",
    ]);
  });

  test("ends with the amount where there is nothing to refer to", () => {
    expect(lines({ references: [] }).at(-1)).toBe("EUR11726.80");
  });

  test.each([
    [1, "EUR0.01"],
    [100, "EUR1.00"],
    [99_999_999_999, "EUR999999999.99"],
  ])("writes %i cents as %s", (cents, written) => {
    expect(lines({ amount: new Money(cents) })[7]).toBe(written);
  });

  test("leaves out the invoices that have no room, never a part of one", () => {
    const references = Array.from({ length: 30 }, (_, index) => `FACTURE-${index + 100}`);
    const last = lines({ references }).at(-1)!;
    expect(last.length).toBeLessThanOrEqual(140);
    expect(last.endsWith(", ...")).toBe(true);
    expect(last.split(", ").slice(0, -1)).toEqual(references.slice(0, last.split(", ").length - 1));
  });

  test("leaves out a single reference that is too long", () => {
    expect(lines({ references: ["x".repeat(141)] })).toHaveLength(8);
  });

  test("has a name of seventy characters at most, on one line", () => {
    expect(lines({ name: `A\r\nB ${"é".repeat(90)}` })[5]).toBe(`A B ${"é".repeat(66)}`);
  });

  test.each(["é", "漢", "😀"])("has 331 bytes at most, even in %s", (letter) => {
    const references = Array<string>(9).fill(letter.repeat(30));
    const payload = payloadOf({ ...TRANSFER, name: letter.repeat(70), references });
    expect(new TextEncoder().encode(payload).length).toBeLessThanOrEqual(331);
  });
});
