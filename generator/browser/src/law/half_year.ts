/** Half-years (semestres) by their name « 2026-S2 », which sorts as they do. See `generator/law/half_year.py`. */
import { NBSP } from "../no_break";
import { addDays, monthOf, yearOf } from "../values/dates";

export function halfYearOf(day: string): string {
  return `${yearOf(day)}-S${monthOf(day) <= 6 ? 1 : 2}`;
}

export function firstDayOf(halfYear: string): string {
  return `${halfYear.slice(0, 4)}-${isFirst(halfYear) ? "01" : "07"}-01`;
}

export function lastDayOf(halfYear: string): string {
  return addDays(firstDayOf(next(halfYear)), -1);
}

/** « 2e semestre 2026 » */
export function inWords(halfYear: string): string {
  return `${isFirst(halfYear) ? "1er" : "2e"}${NBSP}semestre${NBSP}${halfYear.slice(0, 4)}`;
}

/** Every half-year that the period touches, in order. */
export function halfYearsBetween(firstDay: string, lastDay: string): readonly string[] {
  const found: string[] = [];
  for (let current = halfYearOf(firstDay); firstDayOf(current) <= lastDay; current = next(current)) found.push(current);
  return found;
}

function next(halfYear: string): string {
  return isFirst(halfYear) ? `${halfYear.slice(0, 4)}-S2` : `${Number(halfYear.slice(0, 4)) + 1}-S1`;
}

function isFirst(halfYear: string): boolean {
  return halfYear.endsWith("1");
}
