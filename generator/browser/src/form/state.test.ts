import { describe, expect, test } from "vitest";

import type { Problem } from "../errors";
import { type FormEvent, next } from "./changes";
import { type FormState, initial } from "./state";
import { ROW_ID, plainOf, rowsAt, textAt } from "./typed";

const wrong = (field: string, message = "faux"): Problem => ({ field, message, hint: "", check: "claim-value" });
const missing = (field: string): Problem => ({ field, message: "manque", hint: "", check: "claim-missing" });
const after = (...events: readonly FormEvent[]): FormState => events.reduce(next, initial());
const typed = (path: string, text: string): FormEvent => ({ type: "typed", path, text });
const left = (path: string, ...problems: readonly Problem[]): FormEvent => ({ type: "left", path, problems });

describe("a mistake", () => {
  test("is told when its field is left, never while it is typed", () => {
    expect(after(typed("creditor.siren", "12")).told.size).toBe(0);
    expect([...after(typed("creditor.siren", "12"), left("creditor.siren", wrong("creditor.siren"))).told.keys()]).toEqual([
      "creditor.siren",
    ]);
  });

  test("in a field that nobody has left is not told yet", () => {
    expect(after(left("creditor.name", wrong("creditor.siren"))).told.size).toBe(0);
  });

  test("stays in the same words while it is being mended, and goes once it is", () => {
    const told = after(left("creditor.siren", wrong("creditor.siren", "2 chiffres")));
    const mending = next(told, { type: "judged", problems: [wrong("creditor.siren", "3 chiffres")] });
    expect(mending.told.get("creditor.siren")).toMatchObject({ message: "2 chiffres" });
    const mended = next(mending, { type: "judged", problems: [] });
    expect(mended.told.size).toBe(0);
    expect(next(mended, { type: "judged", problems: [wrong("creditor.siren")] }).told.size).toBe(0);
  });

  test("that one field makes in another one already left is told too", () => {
    const state = after(left("invoices.0.due_on"), left("invoices.0.issued_on", wrong("invoices.0.due_on")));
    expect([...state.told.keys()]).toEqual(["invoices.0.due_on"]);
  });

  test("of something missing is told only when a letter is asked for", () => {
    const state = after(left("debtor.name", missing("debtor.name")));
    expect(state.told.size).toBe(0);
    const refused = next(state, { type: "refused", problems: [missing("debtor.name"), missing("invoices.0.amount")] });
    expect([...refused.told.keys()]).toEqual(["debtor.name", "invoices.0.amount"]);
    const more = next(next(refused, { type: "row_added", path: "reminders" }), left("debtor.name", missing("reminders.0.sent_on")));
    expect(more.told.has("reminders.0.sent_on")).toBe(false);
  });
});

describe("rows", () => {
  test("come with an id of their own, and go with what they hold", () => {
    const state = after(
      { type: "row_added", path: "invoices" },
      typed("invoices.0.number", "A"),
      typed("invoices.1.number", "B"),
      { type: "row_added", path: "invoices.1.payments" },
      typed("invoices.1.payments.0.amount", "5"),
      { type: "row_removed", path: "invoices", index: 0 },
    );
    expect(plainOf(state.typed)).toEqual({ invoices: [{ number: "B", payments: [{ amount: "5" }] }] });
    const three = after({ type: "row_added", path: "invoices" }, { type: "row_added", path: "invoices" });
    expect(new Set(rowsAt(three.typed, "invoices").map((row) => row[ROW_ID])).size).toBe(3);
  });

  test("what was told of a row follows it", () => {
    const state = after(
      { type: "row_added", path: "invoices" },
      { type: "row_added", path: "invoices" },
      typed("invoices.1.number", "B"),
      left("invoices.1.amount", wrong("invoices.1.amount")),
      left("invoices.2.amount", wrong("invoices.1.amount"), wrong("invoices.2.amount")),
      { type: "row_removed", path: "invoices", index: 1 },
    );
    expect([...state.told]).toEqual([["invoices.1.amount", wrong("invoices.1.amount")]]);
    expect([...state.left]).toEqual(["invoices.1.amount"]);
  });

  test("an empty one goes without a word", () => {
    const state = after({ type: "row_added", path: "reminders" }, { type: "row_removed", path: "reminders", index: 0 });
    expect(state.undo).toBeNull();
    expect(rowsAt(state.typed, "reminders")).toEqual([]);
  });
});

describe("what one gesture takes away", () => {
  test.each<[string, FormEvent]>([
    ["everything", { type: "cleared" }],
    ["a row", { type: "row_removed", path: "invoices", index: 0 }],
    ["what a file replaces", { type: "loaded", typed: { debtor: { name: "Autre" } } }],
  ])("%s comes back", (_, gesture) => {
    const before = after({ type: "row_added", path: "invoices" }, typed("invoices.0.number", "A"));
    const gone = next(before, gesture);
    expect(textAt(gone.typed, "invoices.0.number")).not.toBe("A");
    expect(next(gone, { type: "undone" }).typed).toEqual(before.typed);
  });

  test("is gone for good once time has passed, or once somebody types on", () => {
    const gone = after(typed("debtor.name", "A"), { type: "cleared" });
    for (const event of [{ type: "undo_expired" }, typed("debtor.name", "B")] as const) {
      const later = next(next(gone, event), { type: "undone" });
      expect(textAt(later.typed, "debtor.name")).not.toBe("A");
    }
  });
});
