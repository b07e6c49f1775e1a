/** Telephone number, shown in pairs if it is French. */
import { NBSP } from "../no_break";

/** In pairs if it is French, as it was written if not. */
export function formatPhone(number: string): string {
  if (/^0[1-9][0-9]{8}$/.test(number)) return number.replace(/(..)(?=.)/g, `$1${NBSP}`);
  return number.replaceAll(" ", NBSP);
}
