/**
 * The way out: what was written → the plain form that files hold, each value as `generator/claim/writing.py` writes
 * it. A value that cannot be read stays as it was typed, so that half-typed work can be saved too.
 */
import { ValueRefused } from "../errors";
import { type PlainGroup, asText, isGroup, withoutBlanks } from "./plain";
import { CLAIM, type Group, type Leaf, type Shape } from "./shape";
import type { Plain } from "./types";

type PlainFields = { [name: string]: Plain };

/** The claim as plain fields, in the order of the model; what was not given is left out, unknown fields too. */
export function dump(data: unknown): PlainFields {
  const given = withoutBlanks(data);
  return isGroup(given) ? group(CLAIM, given) : {};
}

function group(shape: Group, given: PlainGroup): PlainFields {
  const out: PlainFields = {};
  for (const [name, field] of Object.entries(shape.fields)) {
    const value = Object.hasOwn(given, name) ? plain(field.shape, given[name]) : null;
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    if (!isEmpty && !(field.shape.kind === "raw" && Object.keys(value as object).length === 0)) out[name] = value;
  }
  return out;
}

function plain(shape: Shape, given: unknown): Plain {
  if (shape.kind === "list" && Array.isArray(given)) return given.map((item) => plain(shape.item, item));
  if (shape.kind === "group" && isGroup(given)) return group(shape, given);
  if (shape.kind === "leaf" && !isGroup(given) && !Array.isArray(given) && given !== null) return written(shape, given);
  return asGiven(given);
}

function written(shape: Leaf, given: unknown): string {
  const text = asText(given);
  try {
    return String(shape.parse(text));
  } catch (error) {
    if (error instanceof ValueRefused) return text;
    throw error;
  }
}

/** Anything at all, its values as texts. */
function asGiven(given: unknown): Plain {
  if (Array.isArray(given)) return given.map(asGiven);
  if (isGroup(given)) return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, asGiven(value)]));
  return given === null || given === undefined ? null : asText(given);
}
