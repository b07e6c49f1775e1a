/** SIRET, shown as its SIREN and the five digits of the establishment. */
import { NBSP } from "../no_break";
import { formatSiren } from "./siren";

/** « 732 829 320 00074 » */
export function formatSiret(number: string): string {
  return `${formatSiren(number.slice(0, 9))}${NBSP}${number.slice(9)}`;
}
