/**
 * The cases that pytest and vitest both read, `tests/vectors/` of the project, and how they write values: an amount
 * is {"money": "12.50"}, a rate {"percent": "12.15"}, a day {"date": "2026-11-21"}. See `tests/vectors/typed_json.py`.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import type { Answer } from "../letter/fill";
import type { LetterDocument } from "../letter/nodes";
import { Money } from "../values/money";
import { Percent } from "../values/percent";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Change = readonly [path: string, value: Json];

const DAY = /(?:^|_)on$|^(?:first|last)_day$|^interest_until$|^deadline$/;

export function vectors<Content>(name: string): Content {
  const place = new URL(`../../../../tests/vectors/${name}`, import.meta.url);
  const data = readFileSync(place);
  return JSON.parse((name.endsWith(".gz") ? gunzipSync(data) : data).toString()) as Content;
}

function isGroup(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value that its JSON stands for. */
export function decoded(value: Json): Answer {
  if (Array.isArray(value)) return (value as readonly Json[]).map(decoded);
  if (!isGroup(value)) return value as Answer;
  const { money, percent, date } = value;
  if (typeof money === "string") return new Money(Math.round(Number(money) * 100));
  if (typeof percent === "string") return new Percent(Math.round(Number(percent) * 10_000));
  if (typeof date === "string") return date;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decoded(item)]));
}

/** A typed value as the vectors write it; a day is only known by its field. */
export function encoded(value: unknown, name = ""): Json {
  if (value instanceof Money) return { money: String(value) };
  if (value instanceof Percent) return { percent: String(value) };
  if (Array.isArray(value)) return value.map((item) => encoded(item, name));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encoded(item, key)]));
  }
  return typeof value === "string" && DAY.test(name) ? { date: value } : (value as Json);
}

/** Plain data with each change put in its place: null takes a field out, {"items": [1, 1]} gives a list these items. */
export function changed(data: Json, changes: readonly Change[]): Json {
  return changes.reduce((current, [path, value]) => withChange(current, path.split("."), value), data);
}

function withChange(data: Json | undefined, path: readonly string[], value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) {
    const items = isGroup(value) && Object.keys(value).join() === "items" ? (value["items"] as readonly number[]) : null;
    return items ? items.map((index) => (data as readonly Json[])[index]!) : value;
  }
  if (Array.isArray(data)) {
    const items = [...(data as readonly Json[])];
    items[Number(name)] = withChange(items[Number(name)], rest, value);
    return items;
  }
  const fields = Object.entries(isGroup(data) ? data : {});
  const others = fields.filter(([key]) => key !== name);
  if (value === null && rest.length === 0) return Object.fromEntries(others);
  const old = fields.find(([key]) => key === name)?.[1];
  return Object.fromEntries([...others, [name, withChange(old ?? {}, rest, value)]]);
}

/** A filled document without its metadata, defaults left out. */
export function documentJson({ title, author, missing, parts }: LetterDocument): Json {
  return withoutDefaults({ title, author, missing, parts } as unknown as Json);
}

function withoutDefaults(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutDefaults);
  if (!isGroup(value)) return value;
  const kept = Object.entries(value).filter(([name, item]) => !isDefault(name, item));
  return Object.fromEntries(kept.map(([name, item]) => [name, withoutDefaults(item)]));
}

function isDefault(name: string, value: Json): boolean {
  return (name === "align" && value === "start") || ((name === "row_headers" || name === "is_total") && value === false);
}

/** A short hash that is the same in both languages: keys in order, no spaces, UTF-8. */
export function fingerprint(content: Json): string {
  return createHash("sha256").update(sorted(content), "utf8").digest("hex").slice(0, 16);
}

function sorted(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(sorted).join(",")}]`;
  if (!isGroup(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${sorted(value[name]!)}`).join(",")}}`;
}
