/** The cases that pytest and vitest both read, `tests/vectors/` of the project. */
import { readFileSync } from "node:fs";

export function vectors<Content>(name: string): Content {
  const place = new URL(`../../../../tests/vectors/${name}`, import.meta.url);
  return JSON.parse(readFileSync(place, "utf8")) as Content;
}
