/** The law's data as the page gets it, straight from the files that Python reads. */
import { readFileSync } from "node:fs";

import { parse } from "yaml";

import { type LawJson, readLaw } from "../law/dated_values";

function file(name: string): unknown {
  const place = new URL(`../../../law/data/${name}.yml`, import.meta.url);
  return parse(readFileSync(place, "utf8"), { schema: "failsafe" });
}

export const LAW_JSON = Object.fromEntries(
  ["refinancing_rate", "legal_interest_rate", "amounts"].map((name) => [name, file(name)]),
) as unknown as LawJson;

export const LAW = readLaw(LAW_JSON);
