/** Whole numbers (nombres entiers): days, counts. See `generator/values/integer.py`. */
import { grouped } from "./money";

/** « 1 234 » */
export function formatInteger(value: number): string {
  return `${value < 0 ? "-" : ""}${grouped(Math.abs(value))}`;
}
