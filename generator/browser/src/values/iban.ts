/** IBAN, shown in groups of four. */
import { NBSP } from "../no_break";

/** Groups of four. */
export function formatIban(number: string): string {
  return number.replace(/(.{4})(?=.)/g, `$1${NBSP}`);
}
