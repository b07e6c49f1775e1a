/**
 * Days (dates) as ISO texts « 2026-03-01 », which sort as days do; arithmetic on day numbers in UTC.
 *
 * Shown « 1er mars 2026 » with no-break spaces; see `generator/values/dates.py`.
 */
import { NBSP } from "../no_break";

export const MONTHS: readonly string[] = [
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
];

const MILLISECONDS = 86_400_000;

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
