/** What a day is written like: « 2026-03-01 », « 01/03/2026 » or « 1er mars 2026 ». See `generator/values/dates.py`. */
import { ValueRefused } from "../../errors";
import { MONTHS, iso, lastOfMonth } from "../dates";
import { strip } from "../spaces";

export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;

const ISO = /^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})$/;
const SLASHES = /^(?<day>[0-9]{1,2})\/(?<month>[0-9]{1,2})\/(?<year>[0-9]{4})$/;
const WORDS = new RegExp(
  `^(?<day>1er|[0-9]{1,2})[ \\u00a0]+(?<month>${MONTHS.join("|")})[ \\u00a0]+(?<year>[0-9]{4})$`,
);

export function parse(text: string): string {
  const compact = strip(text);
  const found = (ISO.exec(compact) ?? SLASHES.exec(compact) ?? WORDS.exec(compact.toLowerCase()))?.groups;
  if (!found) throw new ValueRefused("date", text);
  const named = MONTHS.indexOf(found["month"]!) + 1;
  return realDay(text, Number(found["year"]), named || Number(found["month"]), Number.parseInt(found["day"]!, 10));
}

function realDay(text: string, year: number, month: number, day: number): string {
  if (year < FIRST_YEAR || year > LAST_YEAR) throw new ValueRefused("date_year", text);
  if (month < 1 || month > 12) throw new ValueRefused("date_month", text, month);
  const last = lastOfMonth(year, month);
  if (day < 1 || day > last) throw new ValueRefused("date_day", text, year, month, last);
  return iso(year, month, day);
}
