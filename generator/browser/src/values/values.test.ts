import { describe, expect, test } from "vitest";

import { ValueRefused } from "../errors";
import type { Scalar } from "../letter/fill";
import { vectors } from "../testing/vectors";
import { refusal } from "../words";
import { FORMATTERS } from "./formatters";
import { type Parse, VALUE_TYPES } from "./index";
import { Money } from "./money";
import { parse as parseAddress } from "./parse/address";

type Shown = { readonly format: string; readonly input: string; readonly expected: string };
type Written = {
  readonly type: string;
  readonly input: string;
  readonly expected?: unknown;
  readonly error?: string;
  readonly hint?: string;
};
type Halves<Case> = { readonly by_hand: readonly Case[]; readonly generated: readonly Case[] };

const formatting = vectors<Halves<Shown>>("formatting.json");
const validation = vectors<Halves<Written>>("validation.json");
const READERS: Readonly<Record<string, Parse<unknown>>> = { ...VALUE_TYPES, address: parseAddress };

/** The value that a formatter's input stands for; amounts below zero are only ever computed. */
function valueFor(format: string, input: string): Scalar {
  const type = { money_short: "money", money_words: "money", date_short: "date", capitals: "text" }[format] ?? format;
  if (type === "money" && input.startsWith("-")) return new Money(-VALUE_TYPES.money(input.slice(1)).cents);
  return READERS[type]!(input) as Scalar;
}

/** What Python's judgement of a text would be. */
function judged(type: string, input: string): Partial<Written> {
  try {
    const value = READERS[type]!(input);
    return { expected: typeof value === "object" && type === "address" ? value : String(value) };
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error;
    const [message, hint] = refusal(error);
    return { error: message, hint };
  }
}

describe("formatting.json", () => {
  test.each([...formatting.by_hand, ...formatting.generated])("$format of $input", ({ format, input, expected }) => {
    expect(FORMATTERS.get(format)!(valueFor(format, input))).toBe(expected);
  });

  test("every formatter of Python is here", () => {
    expect([...FORMATTERS.keys()].sort()).toEqual([...new Set(formatting.by_hand.map((one) => one.format))].sort());
  });
});

describe("validation.json", () => {
  test.each([...validation.by_hand, ...validation.generated])("$type of $input", (written) => {
    expect(judged(written.type, written.input)).toMatchObject(
      Object.fromEntries(Object.entries(written).filter(([name]) => ["expected", "error", "hint"].includes(name))),
    );
  });

  test("every type of Python is here", () => {
    expect(Object.keys(READERS).sort()).toEqual([...new Set(validation.by_hand.map((one) => one.type))].sort());
  });
});
