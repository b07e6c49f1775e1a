/** SIREN, shown in groups of three. */
import { NBSP } from "../no_break";

/** « 732 829 320 » */
export function formatSiren(number: string): string {
  return [number.slice(0, 3), number.slice(3, 6), number.slice(6)].join(NBSP);
}
