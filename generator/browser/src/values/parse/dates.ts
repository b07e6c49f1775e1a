/** What a day is written like: « 2026-03-01 », « 01/03/2026 » or « 1er mars 2026 ». See `generator/values/dates.py`. */
import { ValueRefused } from "../../errors";
import { MONTHS } from "../dates";
import { strip } from "../spaces";
import { parse as parseIso, realDay } from "./iso_day";

const SLASHES = /^(?<day>[0-9]{1,2})\/(?<month>[0-9]{1,2})\/(?<year>[0-9]{4})$/;
const WORDS = new RegExp(
  `^(?<day>1er|[0-9]{1,2})[ \\u00a0]+(?<month>${MONTHS.join("|")})[ \\u00a0]+(?<year>[0-9]{4})$`,
);

export function parse(text: string): string {
  const day = parseIso(text);
  if (day !== null) return day;
  const compact = strip(text);
  const found = (SLASHES.exec(compact) ?? WORDS.exec(compact.toLowerCase()))?.groups;
  if (!found) throw new ValueRefused("date", text);
  const named = MONTHS.indexOf(found["month"]!) + 1;
  return realDay(text, Number(found["year"]), named || Number(found["month"]), Number.parseInt(found["day"]!, 10));
}
