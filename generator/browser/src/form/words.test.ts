import { describe, expect, test } from "vitest";

import { prepare } from "../context";
import { LETTERS, SHARED, SHARED_JSON, TODAY, fieldsFor, letterCalled, typing } from "../testing/form";
import { ROWS } from "../strings/form";
import { incoming, withFound } from "./incoming";
import { letterClaim } from "./letter_claim";
import { onFields } from "./form";
import { placeOf, told } from "./tell";
import { tidied } from "./tidy";
import { NOTHING_TYPED, plainOf, textAt } from "./typed";

describe("a problem is told in the words of the form", () => {
  const typed = typing({ "debtor.kind": "professional", "creditor.siren": "12", "invoices.0.amount": "1.200" });
  const letter = letterCalled("mise-en-demeure");
  const problems = onFields(prepare(SHARED, letter, letterClaim(letter, typed), TODAY).problems, fieldsFor(letter, typed));
  const words = (field: string): string => told(problems.find((problem) => problem.field === field)!, SHARED_JSON);

  test.each([
    ["creditor.siren", /^«\u00a012\u00a0» n’est pas un SIREN, .*\. Recopiez les 9 chiffres\.$/],
    ["debtor.name", /^Le nom du débiteur manque\.$/],
    ["invoices.0.due_on", /Remplissez «\u00a0Échéance\u00a0», ou «\u00a0Prestation achevée ou livraison le\u00a0»/],
  ])("%s", (field, expected) => expect(words(field)).toMatch(expected));

  test("no field name of a file is left in any of them", () => {
    for (const one of LETTERS) {
      const prepared = prepare(SHARED, one, letterClaim(one, typed), TODAY);
      for (const problem of onFields(prepared.problems, fieldsFor(one, typed))) {
        expect(told(problem, SHARED_JSON)).not.toMatch(/[a-z]_[a-z]/);
      }
    }
  });

  test("a field out of sight is named with its place", () => {
    const fields = fieldsFor(letter, typing({}, { invoices: [{}, { payments: [{}] }] }));
    const named = (path: string): string =>
      placeOf(fields.find((field) => field.path === path)!, SHARED_JSON, (list) => ROWS[list]!.one);
    expect(named("invoices.1.amount")).toBe("Facture\u00a02, Montant à payer");
    expect(named("invoices.1.payments.0.paid_on")).toBe("Facture\u00a02, Paiement reçu\u00a01, Crédité le");
    expect(named("debtor.address.city")).toBe("Adresse du client, Ville");
    expect(named("debtor.name")).toBe("Nom ou dénomination du client");
  });
});

test.each([
  ["money", "1200", "1\u202f200,00"],
  ["money", "1 200,5", "1\u202f200,50"],
  ["money", "abc", "abc"],
  ["money", "", ""],
  ["percent", "12,5", "12,50"],
  ["siren", "123456782", "123\u00a0456\u00a0782"],
  ["siren", "12", "12"],
  ["iban", "FR7630006000011234567890189", "FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189"],
  ["text", " a ", " a "],
] as const)("a field of %s left with %j shows %j", (type, text, expected) => {
  expect(tidied(type, text)).toBe(expected);
});

describe("what an invoice file gives", () => {
  const values = [
    { path: "debtor.name", value: "Acme", from: "BT-44" },
    { path: "debtor.address.lines.0", value: "5 avenue A", from: "BT-50" },
    { path: "invoices.0.number", value: "F-9", from: "BT-1" },
    { path: "invoices.0.amount", value: "1200.00", from: "BT-115" },
    { path: "invoices.0.payments.0.amount", value: "100.00", from: "BT-113" },
  ];

  test("goes into the blank invoice of an empty form", () => {
    const found = incoming(values, NOTHING_TYPED, SHARED_JSON);
    expect(found.map((one) => [one.path, one.shown])).toContainEqual(["invoices.0.amount", "1\u202f200,00\u00a0€"]);
    expect(plainOf(withFound(NOTHING_TYPED, found, "r"))).toEqual({
      debtor: { name: "Acme", address: { lines: ["5 avenue A"] } },
      invoices: [{ number: "F-9", amount: "1200.00", payments: [{ amount: "100.00" }] }],
    });
  });

  test("joins the invoices that are there, and says what it would replace", () => {
    const typed = typing({ "invoices.0.number": "F-1", "debtor.name": "Autre" });
    const found = incoming(values, typed, SHARED_JSON);
    expect(found.find((one) => one.path === "debtor.name")!.replaced).toBe("Autre");
    expect(textAt(withFound(typed, found, "r"), "invoices.1.number")).toBe("F-9");
    expect(textAt(withFound(typed, found, "r"), "invoices.0.number")).toBe("F-1");
  });

  test("says whose each value is, once, and doubts a rate that is only printed", () => {
    const more = [...values, { path: "creditor.siren", value: "123456782", from: "BT-30" }, { path: "terms.late_payment_rate", value: "12.5", from: "BT-22" }];
    const found = incoming(more, NOTHING_TYPED, SHARED_JSON);
    const labels = Object.fromEntries(found.map((one) => [one.path, one.label]));
    expect(labels["creditor.siren"]).toBe("SIREN (vous)");
    expect(labels["debtor.address.lines"]).toBe("Numéro et voie (votre client)");
    expect(labels["debtor.name"]).toBe("Nom ou dénomination du client");
    expect(found.filter((one) => one.isDoubtful).map((one) => one.path)).toEqual(["terms.late_payment_rate"]);
  });

  test("mends the invoice of the same number", () => {
    const typed = typing({ "invoices.0.number": "F-9", "invoices.0.amount": "5" });
    expect(textAt(withFound(typed, incoming(values, typed, SHARED_JSON), "r"), "invoices.0.amount")).toBe("1200.00");
  });
});
