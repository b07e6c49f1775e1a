/**
 * VAT identification number (numéro de TVA intracommunautaire): a French one is FR, a key and the SIREN; one of
 * another state is held to its prefix and length only. See `generator/values/vat_number.py`.
 */
import { ValueRefused } from "../../errors";
import { compact } from "../spaces";
import { passesLuhn } from "./siren";

const OTHER =
  /^(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)[0-9A-Z+*]{2,12}$/;
const FRENCH = /^FR[0-9A-HJ-NP-Z]{2}[0-9]{9}$/;
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

export function parse(text: string): string {
  const written = compact(text).toUpperCase();
  const number = /^[0-9]{11}$/.test(written) ? `FR${written}` : written;
  if (!number.startsWith("FR")) {
    if (OTHER.test(number)) return number;
    throw new ValueRefused("vat_number", text, "il commence par les deux lettres d’un État de l’Union, comme FR");
  }
  if (!FRENCH.test(number)) throw new ValueRefused("vat_number", text, "il s’écrit FR, deux caractères, puis les 9 chiffres du SIREN");
  if (!isValid(number.slice(2, 4), number.slice(4))) throw new ValueRefused("vat_number", text, "sa clé ou son SIREN est faux");
  return number;
}

function isValid(key: string, siren: string): boolean {
  // A number of Monaco begins with three zeros and holds no SIREN.
  if (!siren.startsWith("000") && !passesLuhn(siren)) return false;
  if (/^[0-9]{2}$/.test(key)) return Number(key) === Number(`${siren}12`) % 97;
  const [first, second] = [ALPHABET.indexOf(key[0]!), ALPHABET.indexOf(key[1]!)];
  const check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(check / 11)) % 11 === check % 11;
}
