/**
 * Days (dates) as ISO texts « 2026-03-01 », which sort as days do; arithmetic on day numbers in UTC.
 *
 * Shown « 1er mars 2026 » with no-break spaces; see `generator/values/dates.py`.
 */
import { ValueRefused } from "../errors";
import { NBSP, quoted } from "../messages";
import { strip } from "./spaces";

export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;

const MONTHS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
] as const;

const ISO = /^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})$/;
const SLASHES = /^(?<day>[0-9]{1,2})\/(?<month>[0-9]{1,2})\/(?<year>[0-9]{4})$/;
const WORDS = new RegExp(
  `^(?<day>1er|[0-9]{1,2})[ \\u00a0]+(?<month>${MONTHS.join("|")})[ \\u00a0]+(?<year>[0-9]{4})$`,
);
const EXAMPLE = "écrivez la date comme 2026-03-01 (année-mois-jour)";
const MILLISECONDS = 86_400_000;

export function parse(text: string): string {
  const compact = strip(text);
  const found = (ISO.exec(compact) ?? SLASHES.exec(compact) ?? WORDS.exec(compact.toLowerCase()))?.groups;
  if (!found) throw new ValueRefused(`${quoted(text)} n’est pas une date`, EXAMPLE);
  const named = (MONTHS as readonly string[]).indexOf(found["month"]!) + 1;
  return realDay(text, Number(found["year"]), named || Number(found["month"]), Number.parseInt(found["day"]!, 10));
}

function realDay(text: string, year: number, month: number, day: number): string {
  const refused = (what: string, hint: string): ValueRefused => new ValueRefused(`${quoted(text)} ${what}`, hint);
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    throw refused(`est une date hors des années ${FIRST_YEAR} à ${LAST_YEAR}`, "vérifiez l’année");
  }
  if (month < 1 || month > 12) throw refused(`n’est pas une date, il n’y a pas de mois ${month}`, EXAMPLE);
  const last = lastOfMonth(year, month);
  if (day < 1 || day > last) {
    throw refused(`n’existe pas, ${MONTHS[month - 1]} ${year} a ${last} jours`, "vérifiez le jour et le mois");
  }
  return iso(year, month, day);
}

/** How many days a month has; months count from 1. */
export function lastOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

export function monthOf(day: string): number {
  return Number(day.slice(5, 7));
}

/** Days since 1 January 1970. */
export function dayNumber(day: string): number {
  return Date.parse(day) / MILLISECONDS;
}

export function addDays(day: string, count: number): string {
  return new Date((dayNumber(day) + count) * MILLISECONDS).toISOString().slice(0, 10);
}

/** From 0 on Monday to 6 on Sunday. */
export function weekday(day: string): number {
  return (dayNumber(day) + 3) % 7;
}

/** « 1er mars 2026 » */
export function formatDate(day: string): string {
  const number = Number(day.slice(8));
  return `${number === 1 ? "1er" : number}${NBSP}${MONTHS[monthOf(day) - 1]}${NBSP}${yearOf(day)}`;
}

/** « 01/03/2026 » */
export function formatDateShort(day: string): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** The earlier of some days. */
export function earliest(first: string, ...others: readonly string[]): string {
  return others.reduce((one, other) => (other < one ? other : one), first);
}

/** The later of some days. */
export function latest(first: string, ...others: readonly string[]): string {
  return others.reduce((one, other) => (other > one ? other : one), first);
}
