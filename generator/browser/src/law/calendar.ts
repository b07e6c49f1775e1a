/**
 * Working days and deadlines (jours ouvrés, délais); see `generator/law/calendar.py`.
 *
 * Public holidays are computed: Code du travail, art. L3133-1; Alsace-Moselle and each overseas territory add their
 * own (art. L3134-13, L3422-2). `tests/vectors/calendar.json` holds them to Python's `holidays`.
 */
import type { Channel } from "../claim/choices";
import { addDays, iso, weekday, yearOf } from "../values/dates";
import { localCalendars } from "./later";

const DAYS_TO_REACH: Readonly<Record<Channel, number>> = {
  post: 3, // usage of the post, no text
  registered: 3, // first presentation
  electronic_registered: 15, // the addressee's time to accept it
  email: 0,
};

/** Days after Easter Sunday, or a month and a day; the years in which they hold, when not all. */
export type Holiday = readonly [when: number | string, from?: number, to?: number];

const NATIONAL: readonly Holiday[] = [
  ["01-01"],
  [1], // Easter Monday
  ["05-01"],
  ["05-08"],
  [39], // Ascension
  [50, 1990, 2004], // Whit Monday, worked from 2005 to 2007
  [50, 2008],
  ["07-14"],
  ["08-15"],
  ["11-01"],
  ["11-11"],
  ["12-25"],
];
/** Neither Saturday, Sunday nor a public holiday where the postcode is. */
export function isWorkingDay(day: string, postcode = ""): boolean {
  return weekday(day) < 5 && !isHoliday(day, NATIONAL) && !isHoliday(day, localHolidays(postcode));
}

/** The day itself if it is a working day, else the first one after it. */
export function nextWorkingDay(day: string, postcode = ""): string {
  let found = day;
  while (!isWorkingDay(found, postcode)) found = addDays(found, 1);
  return found;
}

/** The last day to pay: `days` after the letter of that day should be presented, moved to a working day. */
export function deadline(on: string, days: number, channel: Channel, postcode = ""): string {
  return nextWorkingDay(addDays(on, DAYS_TO_REACH[channel] + days), postcode);
}

/** The holidays that are only where the postcode is: the departments that have some begin with 57, 67, 68, 97 or 98. */
function localHolidays(postcode: string): readonly Holiday[] {
  return /^(?:57|67|68|97|98)\d{3}$/.test(postcode) ? localCalendars().holidaysOf(postcode) : [];
}

function isHoliday(day: string, holidays: readonly Holiday[]): boolean {
  const year = yearOf(day);
  return holidays.some(([when, from, to]) => {
    if (year < (from ?? year) || year > (to ?? year)) return false;
    return typeof when === "string" ? day.endsWith(when) : day === addDays(easter(year), when);
  });
}

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8). */
export function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return iso(year, Math.floor(n / 31), (n % 31) + 1);
}
