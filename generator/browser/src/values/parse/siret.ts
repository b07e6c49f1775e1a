/** SIRET: a SIREN and five digits more; La Poste has a rule of its own. See `generator/values/siret.py`. */
import { ValueRefused } from "../../errors";
import { digits, passesLuhn } from "./siren";

const LA_POSTE = "356000000";
const LA_POSTE_HEAD_OFFICE = "35600000000048";

export function parse(text: string): string {
  const number = digits(text, 14, "SIRET");
  if (!isValid(number)) throw new ValueRefused("check_digit", text, "SIRET", "l’avis de l’INSEE");
  return number;
}

function isValid(number: string): boolean {
  if (!passesLuhn(number.slice(0, 9))) return false;
  if (!number.startsWith(LA_POSTE) || number === LA_POSTE_HEAD_OFFICE) return passesLuhn(number);
  return [...number].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}
