import { describe, expect, test } from "vitest";

import { CLAIM, type Shape } from "../claim/shape";
import { EXAMPLES, LETTERS, SHARED_JSON, exampleTyped, fieldsFor, formFor, letterCalled, typing } from "../testing/form";
import { type Item, fieldFor, fieldsOf, generic } from "./form";
import { NOTHING_TYPED, plainOf } from "./typed";

const NOTICE = letterCalled("mise-en-demeure");
const REMINDER = letterCalled("rappel-amiable");
const paths = (items: readonly Item[]): readonly string[] => fieldsOf(items).map((field) => field.path);

/** What stands open when the page opens. */
function open(items: readonly Item[]): readonly string[] {
  return items.flatMap((item): readonly string[] => {
    if (item.kind === "field") return [item.path];
    return item.kind === "rows" ? item.rows.flatMap((row) => open(row.items)) : [];
  });
}

test("the regime comes first, then you, your client, the invoices, the letter", () => {
  const { groups } = formFor(NOTICE, NOTHING_TYPED);
  expect(groups.map((group) => group.id)).toEqual(["kind", "creditor", "debtor", "invoices", "letter"]);
  expect(paths(groups[0]!.items)).toEqual(["debtor.kind"]);
});

test.each(LETTERS)("$id asks six questions in the open, and folds the rest", (letter) => {
  const { groups } = formFor(letter, NOTHING_TYPED);
  expect(groups.flatMap((group) => open(group.items))).toEqual([
    "debtor.kind",
    "creditor.status",
    "creditor.name",
    "creditor.address.lines",
    "creditor.address.postcode",
    "creditor.address.city",
    "debtor.name",
    "debtor.address.lines",
    "debtor.address.postcode",
    "debtor.address.city",
    "invoices.0.number",
    "invoices.0.amount",
    "invoices.0.issued_on",
    "invoices.0.due_on",
  ]);
});

test("labels, helps and choices are those of fields.yml", () => {
  for (const field of fieldsFor(NOTICE, exampleTyped(EXAMPLES[0]![0]))) {
    const words = SHARED_JSON.fields[generic(field.path)];
    const question = NOTICE.questions.find((one) => `answers.${one.name}` === field.path);
    expect(plainSpaces(field.label)).toBe(plainSpaces((words ?? question)!.label));
    expect(plainSpaces(field.help)).toBe(plainSpaces((words ?? question)!.help ?? ""));
  }
});

test.each(EXAMPLES)("every value of %s has its field", (name) => {
  const letter = letterCalled(name.split("/")[0]!);
  const typed = exampleTyped(name);
  const fields = fieldsFor(letter, typed);
  for (const path of leaves(plainOf(typed), "")) expect(fieldFor(path, fields)?.path, path).toBeDefined();
});

test("every field of a claim can be filled by somebody", () => {
  const filled = new Set(
    ["professional", "consumer", "public_body"].flatMap((kind) => {
      const typed = typing({ "debtor.kind": kind }, { invoices: [{ payments: [{}], credit_notes: [{}] }], reminders: [{}], events: [{}] });
      return fieldsFor(letterCalled("deuxieme-relance"), typed).map((field) => generic(field.path));
    }),
  );
  expect([...claimPaths(CLAIM, "")].filter((path) => !filled.has(path))).toEqual([]);
});

describe("a field that a regime does not serve", () => {
  test("is left out", () => {
    const fields = fieldsFor(NOTICE, typing({ "debtor.kind": "consumer" })).map((field) => field.path);
    expect(fields).not.toContain("terms.late_payment_rate");
    expect(fields).not.toContain("answers.penalty_clause");
    expect(fields).toContain("debtor.natural_person");
  });

  test("is there when it holds something, so that its refusal has a place", () => {
    const typed = typing({ "debtor.kind": "consumer", "terms.late_payment_rate": "12" });
    expect(fieldsFor(NOTICE, typed).map((field) => field.path)).toContain("terms.late_payment_rate");
  });
});

test("an address is optional by e-mail, and needed by post", () => {
  const optional = (channel: string): boolean =>
    fieldsFor(REMINDER, typing({ "letter.channel": channel })).find((field) => field.path === "debtor.address.city")!.isOptional;
  expect(optional("email")).toBe(true);
  expect(optional("post")).toBe(false);
});

test("only the ways in which the letter leaves are offered", () => {
  const control = fieldsFor(NOTICE, NOTHING_TYPED).find((field) => field.path === "letter.channel")!.control;
  expect(control.kind === "list" && control.options.map((option) => option.value)).toEqual(NOTICE.channels);
});

test("the browser's address book serves the creditor, never the client", () => {
  const tokens = fieldsFor(NOTICE, NOTHING_TYPED).flatMap(({ path, control }) =>
    "autocomplete" in control && control.autocomplete !== "off" ? [[path, control.autocomplete]] : [],
  );
  expect(Object.fromEntries(tokens)).toEqual({
    "creditor.name": "organization",
    "creditor.address.lines": "section-creditor street-address",
    "creditor.address.postcode": "section-creditor postal-code",
    "creditor.address.city": "section-creditor address-level2",
    "creditor.address.country": "country-name",
    "creditor.email": "email",
    "creditor.phone": "tel",
    "creditor.signatory.name": "name",
    "creditor.signatory.capacity": "organization-title",
  });
});

test("a problem finds its field", () => {
  const fields = fieldsFor(NOTICE, NOTHING_TYPED);
  const found = (path: string): string | undefined => fieldFor(path, fields)?.path;
  expect(found("debtor.address.lines.0")).toBe("debtor.address.lines");
  expect(found("debtor.address")).toBe("debtor.address.lines");
  expect(found("invoices.0")).toBe("invoices.0.number");
  expect(found("invoices.7.amount")).toBeUndefined();
  expect(found("")).toBeUndefined();
});

function plainSpaces(words: string): string {
  return words.replace(/[\u00a0\u202f]/g, " ");
}

function leaves(value: unknown, path: string): readonly string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === "" ? name : `${path}.${name}`));
}

function* claimPaths(shape: Shape, path: string): Iterable<string> {
  if (shape.kind === "raw") return;
  if (shape.kind === "leaf") yield path;
  else if (shape.kind === "list") yield* shape.item.kind === "leaf" ? [path] : claimPaths(shape.item, `${path}[]`);
  else for (const [name, field] of Object.entries(shape.fields)) yield* claimPaths(field.shape, path === "" ? name : `${path}.${name}`);
}
