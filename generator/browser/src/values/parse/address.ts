/** Postal address (adresse): street lines, postcode, city, and the country when it is not France. */
import { ValueRefused } from "../../errors";
import { FRANCE } from "../address";
import { strip } from "../spaces";
import { parse as parseText } from "./text";

export const POSTCODE_LENGTH = 12;
export const MAX_LINES = 5;

export type PostalAddress = {
  readonly lines: readonly string[];
  readonly postcode: string;
  readonly city: string;
  readonly country: string;
};

/** The address written on several lines, the last one « 75002 Paris » or a country. */
export function parse(text: string): PostalAddress {
  const lines = text
    .split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/)
    .filter((line) => strip(line) !== "")
    .map((line) => parseText(line));
  const country = lines.length > 2 && !cityOf(lines.at(-1)!) ? parseCountry(lines.pop()!) : FRANCE;
  const city = cityOf(lines.pop() ?? "");
  if (lines.length > MAX_LINES) {
    throw new ValueRefused("address_lines", text, lines.length, MAX_LINES);
  }
  if (!city || lines.length === 0) throw new ValueRefused("address", text);
  return { lines, postcode: parsePostcode(city[0], country), city: city[1], country };
}

/** « 75002 Paris » or « SW1A 1AA London » in two: a postcode is the leading words with a digit. */
function cityOf(line: string): readonly [string, string] | undefined {
  const match = /^((?:[^\s,]*[0-9][^\s,]*\s+)+)([^\s0-9].*)$/.exec(line);
  return match ? [strip(match[1]!), match[2]!] : undefined;
}

/** Five digits in France, a short text elsewhere. */
export function parsePostcode(text: string, country = FRANCE): string {
  const postcode = parseText(text, POSTCODE_LENGTH);
  if (country === FRANCE && !/^[0-9]{5}$/.test(postcode)) throw new ValueRefused("postcode", text);
  return postcode;
}

/** The country as written, « France » however it is. */
export function parseCountry(text: string): string {
  const country = parseText(text, 60);
  return /^(?:france|fr)$/.test(country.toLowerCase()) ? FRANCE : country;
}
