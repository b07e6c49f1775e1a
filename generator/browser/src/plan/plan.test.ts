import { describe, expect, test } from "vitest";

import type { LetterSummary } from "../bundle";
import { read } from "../claim/read";
import { factsOf } from "../claim/facts";
import { LAW } from "../testing/law";
import { type Json, vectors } from "../testing/vectors";
import { toIcs } from "./ics";
import { type Plan, makePlan, nextStep } from "./plan";

type Case = { readonly claim: Json; readonly on: string; readonly plan: Plan; readonly ics?: string };

const { letters, cases } = vectors<{ readonly letters: readonly LetterSummary[]; readonly cases: readonly Case[] }>("plan.json");

describe("plan.json", () => {
  test("has what is worth planning", () => {
    const steps = cases.flatMap(({ plan }) => plan.steps);
    expect(new Set(steps.map(({ kind }) => kind)).size).toBe(6);
    expect(cases.filter(({ ics }) => ics !== undefined).length).toBeGreaterThan(20);
  });

  test.each(cases.map((one, index) => [index, one] as const))("case %i", async (_, { claim, on, plan, ics }) => {
    const { claim: whole, draft, problems } = read(claim);
    expect(problems).toEqual([]);
    const made = makePlan(LAW, letters, factsOf(draft)!.facts, on);
    expect(made).toEqual(plan);
    if (ics === undefined) return;
    const about = { debtor: whole!.debtor.name, invoices: whole!.invoices.map(({ number }) => number) };
    expect(await toIcs(made!, about, on)).toBe(ics);
  });
});

test("nothing is planned without a due date", () => {
  const { claim, on } = cases.find(({ plan }) => nextStep(plan))!;
  const facts = factsOf(read(claim).draft)!.facts;
  const undated = { ...facts, debtor: { ...facts.debtor, kind: "consumer" as const }, invoices: [{ ...facts.invoices[0]!, due_on: null }] };
  expect(makePlan(LAW, letters, undated, on)).toBeNull();
});

test("a calendar of nobody says so little", async () => {
  const { plan, on } = cases.find((one) => nextStep(one.plan))!;
  const file = await toIcs(plan, { debtor: "", invoices: [] }, on);
  expect(file).not.toMatch(/ – |Factures/);
  expect(file.split("\r\n").every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
});
