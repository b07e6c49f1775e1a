/** A day as forms and most files write it, « 2026-03-01 »; the other ways are in `dates.ts`. */
import { ValueRefused } from "../../errors";
import { iso, lastOfMonth } from "../dates";
import { strip } from "../spaces";

export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;

/** The day, null where the text is not written so. */
export function parse(text: string): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(strip(text));
  return found && realDay(text, Number(found[1]), Number(found[2]), Number(found[3]));
}

/** The day if the calendar has it. */
export function realDay(text: string, year: number, month: number, day: number): string {
  if (year < FIRST_YEAR || year > LAST_YEAR) throw new ValueRefused("date_year", text);
  if (month < 1 || month > 12) throw new ValueRefused("date_month", text, month);
  const last = lastOfMonth(year, month);
  if (day < 1 || day > last) throw new ValueRefused("date_day", text, year, month, last);
  return iso(year, month, day);
}
