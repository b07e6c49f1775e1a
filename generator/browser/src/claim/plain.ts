/** Plain data, as JSON or YAML hold it, before anything is known of its fields. */
import { ValueRefused } from "../errors";
import { strip } from "../values/spaces";

export type PlainGroup = { readonly [name: string]: unknown };

/** A simple value as files write it. */
export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  throw new ValueRefused("not_simple", Array.isArray(value));
}

export function isGroup(data: unknown): data is PlainGroup {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** Drop the fields that hold nothing; answers stay as they are, only their letter can read them. */
export function withoutBlanks(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutBlanks);
  if (!isGroup(data)) return data;
  const kept = Object.entries(data).filter(([, value]) => !isBlank(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, name === "answers" ? value : withoutBlanks(value)]));
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && strip(value) === "");
}
