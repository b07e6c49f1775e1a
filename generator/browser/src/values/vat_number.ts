/** VAT identification number, a French one shown by its parts. */
import { NBSP } from "../no_break";
import { formatSiren } from "./siren";

/** « FR 44 732 829 320 »; one of another state stays as it is. */
export function formatVatNumber(number: string): string {
  if (!number.startsWith("FR")) return number;
  return [number.slice(0, 2), number.slice(2, 4), formatSiren(number.slice(4))].join(NBSP);
}
