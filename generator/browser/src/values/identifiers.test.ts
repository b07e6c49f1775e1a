import { describe, expect, test } from "vitest";

import { ValueRefused } from "../errors";
import { vectors } from "../testing/vectors";
import { refusal } from "../words";
import { VALUE_TYPES } from "./index";

type Case = {
  readonly type: "siren" | "siret" | "vat_number" | "iban";
  readonly input: string;
  readonly expected?: string;
  readonly error?: string;
  readonly hint?: string;
};

const identifiers = vectors<{ readonly bic_countries: string; readonly cases: readonly Case[] }>("identifiers.json");

function judged(type: keyof typeof VALUE_TYPES, input: string): Pick<Case, "expected" | "error" | "hint"> {
  try {
    return { expected: String(VALUE_TYPES[type](input)) };
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error;
    const [message, hint] = refusal(error);
    return { error: message, hint };
  }
}

describe("identifiers.json", () => {
  test.each(identifiers.cases)("$type $input", ({ type, input, ...expected }) => {
    expect(judged(type, input)).toEqual(expected);
  });

  test("a BIC has the countries that python-stdnum knows", () => {
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const pairs = letters.flatMap((first) => letters.map((second) => first + second));
    const known = pairs.filter((country) => "expected" in judged("bic", `AGRI${country}PP`));
    expect(known.join(" ")).toBe(identifiers.bic_countries);
  });
});
