import { describe, expect, test } from "vitest";

import { LAW } from "../testing/law";
import { vectors } from "../testing/vectors";
import { claimOf } from "./answer";
import { courseOf, decide } from "./decide";
import { latenessOf } from "./lateness";
import { type AdviceJson, type Question, DUE_ON, LATENESS, optionsFor, readAdvice } from "./table";

type Vectors = {
  readonly advice: AdviceJson;
  readonly facts: readonly string[];
  readonly courses: readonly (readonly string[])[];
  readonly today: string;
  readonly dates: readonly (readonly [debtor: string, due: string, expected: string])[];
};

const { advice: handed, facts: names, courses, today, dates } = vectors<Vectors>("advice.json");
const advice = readAdvice(handed);

describe("advice.json", () => {
  test("every course ends as in Python", () => {
    expect(courses.length).toBeGreaterThan(500);
    for (const course of courses) {
      const known = names.flatMap((name, place) => (course[place] === "" ? [] : [[name, course[place]!] as const]));
      expect({ known, ...decide(advice, Object.fromEntries(known)) }).toEqual({ known, outcome: course.at(-1), ask: "" });
      const { outcome, asked } = courseOf(advice, ({ name }) => course[names.indexOf(name === DUE_ON ? LATENESS : name)]!);
      expect(outcome).toBe(course.at(-1));
      expect(asked.length).toBe(known.length);
    }
  });

  test.each(dates)("%s due on %s is %s", (debtor, due, expected) => {
    expect(latenessOf(advice, LAW, debtor, due, today)).toBe(expected);
  });
});

function answers(given: { readonly [name: string]: string }) {
  return courseOf(advice, ({ name, default: fallback }: Question) => given[name] ?? fallback);
}

test("questions come one after the other", () => {
  expect(answers({}).asked.map(({ name }) => name)).toEqual(["debt", "debtor"]);
  expect(answers({ debt: "rent" })).toMatchObject({ outcome: "rent", asked: [{ name: "debt" }] });
});

test("an answer that this client is not offered counts for nothing", () => {
  const told = { debtor: "public_body", due_on: "recent", answer: "accepts_plan", sent: "nothing" };
  expect(answers(told)).toMatchObject({ outcome: "", asked: [{}, {}, {}, { name: "answer" }] });
  const question = advice.questions.find(({ name }) => name === "answer")!;
  expect(optionsFor(question, "public_body").map(({ value }) => value)).not.toContain("accepts_plan");
});

test("a letter is filled with the regime and the date", () => {
  expect(claimOf(advice, "non_professional", "2026-05-01")).toEqual({
    debtor: { kind: "consumer", natural_person: "no" },
    invoices: [{ due_on: "2026-05-01" }],
  });
  expect(claimOf(advice, "foreign", "")).toEqual({});
});
