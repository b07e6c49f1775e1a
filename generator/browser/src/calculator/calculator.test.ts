import { describe, expect, test } from "vitest";

import { type TypedGroup, plainOf, withAt } from "../form/typed";
import { SHARED, typing } from "../testing/form";
import { vectors } from "../testing/vectors";
import { curveOf, stepsTo } from "./curve";
import { allFields, askedFor } from "./fields";
import { fragmentOf, typedOfFragment } from "./fragment";
import { claimFor, nextLetters } from "./next_letter";
import { type Done, type Outcome, judge } from "./outcome";
import { indemnityArticle } from "./result";
import { asCsv, asText, asTsv, formula, rows } from "./written";
import { worded } from "../words";

type Given = {
  readonly debtor: string;
  readonly amount: string;
  readonly due?: string;
  readonly until: string;
  readonly payments?: readonly { readonly on: string; readonly amount: string }[];
  readonly contract_rate?: string;
  readonly formal_notice?: string;
  readonly allocation?: string;
  readonly day_count?: string;
};
type Case = { readonly id?: string; readonly given: Given; readonly expected: Expected };
type Expected = { readonly [name: string]: unknown };

const { worked, generated } = vectors<{ readonly worked: readonly Case[]; readonly generated: readonly Case[] }>(
  "interest.json",
);
const TODAY = "2026-11-22";

/** What somebody types who has this case before them. */
function typedFor({ debtor, amount, due, until, payments = [], ...more }: Given): TypedGroup {
  const texts = {
    "debtor.kind": debtor,
    "invoices.0.amount": amount,
    "invoices.0.due_on": due ?? "",
    "letter.interest_until": until,
    "terms.late_payment_rate": more.contract_rate ?? "",
    "terms.allocation": more.allocation ?? "",
    "terms.day_count": more.day_count ?? "",
    formal_notice_on: more.formal_notice ?? "",
  };
  const paid = payments.map((one, index) => ({ "#": String(index), paid_on: one.on, amount: one.amount }));
  return withAt(typing(texts), "invoices.0.payments", paid);
}

function outcomeOf(typed: TypedGroup): Outcome {
  const asked = askedFor(SHARED.fields, typed, TODAY);
  return judge(SHARED.law, typed, new Set(allFields(asked).map((field) => field.path)), TODAY).outcome;
}

function doneFor(given: Given): Done {
  const outcome = outcomeOf(typedFor(given));
  if (outcome.kind !== "done") throw new Error(outcome.kind);
  return outcome;
}

/** What `relance interest` says of it, as the vectors write it. */
function plain(outcome: Outcome): unknown {
  if (outcome.kind === "unknown") return "rate-unknown";
  if (outcome.kind !== "done") return outcome.kind;
  const { segments, interest, indemnity, principal, total } = outcome.working;
  const sums = [interest, indemnity, principal, total].map(String);
  return [...segments.map((one) => `${one.first_day} ${one.last_day} ${one.days} ${one.principal} ${one.interest} ${one.source}`), ...sums];
}

function wanted(expected: Expected): unknown {
  if ("error" in expected) return expected["error"];
  const segments = expected["segments"] as readonly { readonly [name: string]: unknown }[];
  const sums = ["interest", "indemnity", "principal", "total"].map((name) => expected[name]);
  return [...segments.map((one) => ["from", "to", "days", "principal", "interest", "source"].map((name) => one[name]).join(" ")), ...sums];
}

const PLAIN: Given = { debtor: "professional", amount: "10000.00", due: "2026-05-01", until: "2026-09-01" };
const PAID: Given = { ...PLAIN, payments: [{ on: "2026-08-01", amount: "4000.00" }] };

describe("what is typed gives what the command line prints", () => {
  test.each(worked)("$id, worked by hand", ({ given, expected }) => {
    expect(plain(outcomeOf(typedFor(given)))).toEqual(wanted(expected));
  });

  test.each(generated)("$given", ({ given, expected }) => {
    expect(plain(outcomeOf(typedFor(given)))).toEqual(wanted(expected));
  });

  test("waits for the client, the amount and the due date", () => {
    expect(outcomeOf(typing({}))).toEqual({ kind: "waiting", missing: ["debtor.kind", "invoices.0.amount", "invoices.0.due_on"] });
    const consumer = outcomeOf(typing({ "debtor.kind": "consumer", "invoices.0.amount": "100" }));
    expect(consumer.kind).toBe("done");
  });

  test("takes the due date of the law where none was agreed, once it can be known", () => {
    const base = { "debtor.kind": "public_body", "invoices.0.amount": "100", "letter.interest_until": "2026-10-01" };
    expect(outcomeOf(typing({ ...base, "invoices.0.performed_on": "2026-07-01" }))).toMatchObject({ kind: "waiting" });
    expect(outcomeOf(typing({ ...base, "invoices.0.received_on": "2026-07-01" }))).toMatchObject({
      kind: "done",
      due: { day: "2026-07-31", byLaw: true },
    });
  });

  test("offers the last day that it can count to", () => {
    expect(outcomeOf(typedFor({ ...PLAIN, until: "2027-02-01" }))).toMatchObject({ kind: "unknown", stopAt: "2026-12-31" });
    expect(outcomeOf(typedFor({ ...PLAIN, due: "2005-01-01" }))).toMatchObject({ kind: "unknown", stopAt: null });
  });

  test("refuses a contractual rate against a consumer, with the law's reason, beside its field", () => {
    const typed = typedFor({ ...PLAIN, debtor: "consumer", contract_rate: "10" });
    const { outcome, problems } = judge(SHARED.law, typed, new Set(["terms.late_payment_rate"]), TODAY);
    expect(outcome.kind).toBe("refused");
    expect(problems).toMatchObject([{ field: "terms.late_payment_rate", check: "contractual-rate-consumer" }]);
    expect(worded(problems[0]!, { fields: {} }).message).toContain("R212-2");
  });

  test("says that a half-typed payment is not counted", () => {
    const outcome = outcomeOf(withAt(typedFor(PLAIN), "invoices.0.payments", [{ "#": "0", paid_on: "2026-06-01" }]));
    expect(outcome).toMatchObject({ kind: "done", halfTyped: 1 });
    expect((outcome as Done).working.total.cents).toBe(1_045_376);
  });
});

describe("a link", () => {
  test.each([...worked, ...generated.slice(0, 40)].map(({ given }) => given))("brings back %o", (given) => {
    const typed = typedOfFragment(fragmentOf(typedFor(given)))!;
    expect(plain(outcomeOf(typed))).toEqual(plain(outcomeOf(typedFor(given))));
    expect(fragmentOf(typed)).toBe(fragmentOf(typedFor(given)));
  });

  test("is words that somebody can read, and no place of the page", () => {
    const typed = { ...typedFor({ ...PAID, amount: "10\u202f000,00" }) };
    expect(fragmentOf(typed)).toBe(
      "#client=professionnel&montant=10000,00&echeance=2026-05-01&au=2026-09-01&paiement=2026-08-01:4000.00",
    );
    expect(typedOfFragment("#exemple")).toBeNull();
    expect(typedOfFragment(`#montant=${"9".repeat(5000)}`)).toBeNull();
  });

  test("takes days as people write them, since a date box takes them in one way only", () => {
    const typed = typedOfFragment("#montant=10&echeance=01/02/2026&paiement=3/04/2026:5&au=demain")!;
    expect(plainOf(typed)).toEqual({
      invoices: [{ amount: "10", due_on: "2026-02-01", payments: [{ paid_on: "2026-04-03", amount: "5" }] }],
      letter: { interest_until: "demain" },
    });
  });

  test("takes no word of one field for another", () => {
    expect(outcomeOf(typedOfFragment("#client=consumer&montant=365")!)).toMatchObject({ kind: "done" });
    expect(plainOf(typedOfFragment("#montant=365")!)).toEqual({ invoices: [{ amount: "365" }] });
  });
});

describe("what leaves", () => {
  const done = doneFor(PAID);
  const article = indemnityArticle(SHARED.law, done);

  test("writes the working of each period", () => {
    const [first] = doneFor(PLAIN).working.segments;
    expect(formula(first!, "act_365").replace(/[\u00a0\u202f]/g, " ")).toBe("10 000,00 € × 12,15 % × 60 / 365");
    const long = doneFor({ ...PLAIN, due: "2023-06-30", until: "2025-03-01", contract_rate: "10", day_count: "act_act" });
    expect(formula(long.working.segments[0]!, "act_act").replace(/[\u00a0\u202f]/g, " ")).toBe(
      "10 000,00 € × 10,00 % × (244 / 365 + 366 / 366)",
    );
  });

  test("gives a French spreadsheet its semicolons, its commas and its mark", () => {
    const csv = asCsv(rows(done, article));
    expect(csv.startsWith("\ufeffDu;Au;Jours;Somme due;Taux (%);Intérêts;Source;Article\r\n")).toBe(true);
    expect(csv).toContain("\r\n02/05/2026;30/06/2026;60;10000,00;12,15;199,73;");
    expect(csv).toContain("\r\nIndemnité forfaitaire;;;;;40,00;;Code de commerce, art. D441-5\r\n");
    expect(csv).not.toMatch(/[\u00a0\u202f]/);
    const widths = csv.trimEnd().split("\r\n").map((line) => line.split(";").length);
    expect(new Set(widths)).toEqual(new Set([8]));
  });

  test("gives the same lines to paste", () => {
    const lines = asTsv(rows(done, article)).split("\n").slice(0, -1);
    expect(lines).toHaveLength(1 + done.working.segments.length + 4);
    expect(new Set(lines.map((line) => line.split("\t").length))).toEqual(new Set([8]));
  });

  test("says all in a text: payments, working, sums, sources", () => {
    const text = asText(done, article).replace(/[\u00a0\u202f]/g, " ");
    expect(text).toContain("10 000,00 € à payer le 1er mai 2026\nPayé le 01/08/2026 : 4 000,00 €");
    expect(text).toContain("60 jours : 10 000,00 € × 12,15 % × 60 / 365 = 199,73 €");
    expect(text).toContain("Indemnité forfaitaire : 40,00 €");
    expect(text).toContain("(Code de commerce, art. L441-10, II)");
  });

  test("takes into the letter what a claim has, and no day after its own", () => {
    expect(claimFor(typedFor(PAID), done, TODAY)).toMatchObject({
      debtor: { kind: "professional" },
      invoices: [{ amount: "10000.00", due_on: "2026-05-01", payments: [{ paid_on: "2026-08-01" }] }],
      letter: { interest_until: "2026-09-01" },
    });
    expect(claimFor(typedFor(PAID), done, "2026-08-31")).not.toHaveProperty("letter");
  });

  test("leads to the letter of that delay", () => {
    const first = (given: Given, today: string): string | undefined => nextLetters(SHARED.letters, doneFor(given), today)[0]?.stage;
    expect(first(PLAIN, "2026-05-10")).toBe("reminder");
    expect(first(PLAIN, "2026-05-25")).toBe("second_reminder");
    expect(first(PLAIN, TODAY)).toBe("formal_notice");
  });
});

describe("the curve", () => {
  test("rises to the interest of the statement, and marks each change of rate and each payment", () => {
    const done = doneFor(PAID);
    const curve = curveOf(done)!;
    expect(curve.sum).toBe(done.working.interest.cents);
    expect(curve.points[0]).toEqual({ x: 0, y: 1 });
    expect(curve.points.at(-1)!.x).toBe(1);
    expect(curve.points.every((point, index) => index === 0 || point.y <= curve.points[index - 1]!.y)).toBe(true);
    expect(curve.rates.map(({ on }) => on)).toEqual(["2026-05-02", "2026-07-01"]);
    // 92 of the 123 days that run from 2 May to 1 September.
    expect(curve.payments).toMatchObject([{ on: "2026-08-01", cents: 400_000, x: 92 / 123 }]);
  });

  test("stays flat once all is paid", () => {
    const curve = curveOf(doneFor({ ...PLAIN, payments: [{ on: "2026-06-01", amount: "10000.00" }], allocation: "principal_first" }))!;
    const [before, end] = curve.points.slice(-2);
    expect(before!.y).toBe(end!.y);
    expect(before!.x).toBeLessThan(0.3);
  });

  test("is not drawn where nothing runs", () => {
    expect(curveOf(doneFor({ ...PLAIN, until: "2026-04-01" }))).toBeNull();
  });

  test.each([1, 9, 41, 19_973, 41_376, 1_000_000_00])("has round steps under %i cents", (cents) => {
    const steps = stepsTo(cents);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length).toBeLessThanOrEqual(4);
    expect(steps.every((step) => step <= cents && Number.isInteger(step))).toBe(true);
  });
});
