/** BIC: business identifier code of a bank (ISO 9362), eight or eleven characters. */
import { ValueRefused } from "../../errors";
import { lengthOf } from "../length";
import { strip } from "../spaces";

// ISO 3166-1 and XK: for each first letter, the second ones.
const COUNTRIES =
  "A:DEFGILMOQRSTUWXZ B:ABDEFGHIJLMNOQRSTVWYZ C:ACDFGHIKLMNORUVWXYZ D:EJKMOZ E:CEGHRST F:IJKMOR G:ABDEFGHILMNPQRSTUWY " +
  "H:KMNRTU I:DELMNOQRST J:EMOP K:EGHIMNPRWYZ L:ABCIKRSTUVY M:ACDEFGHKLMNOPQRSTUVWXYZ N:ACEFGILOPRUZ O:M " +
  "P:AEFGHKLMNRSTWY Q:A R:EOSUW S:ABCDEGHIJKLMNORSTVXYZ T:CDFGHJKLMNORTVWZ U:AGMSYZ V:ACEGINU W:FS X:K Y:ET Z:AMW";

export function parse(text: string): string {
  const number = strip(text).replace(/[ \u00a0\u202f-]/g, "").toUpperCase();
  const reason = fault(number);
  if (reason === "") return number;
  throw new ValueRefused("bic", text, reason);
}

function fault(number: string): string {
  const length = lengthOf(number);
  if (length !== 8 && length !== 11) return `il a ${length} caractères au lieu de 8 ou 11`;
  if (!/^[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?$/.test(number)) {
    return "il s’écrit quatre lettres de banque, deux de pays, deux caractères de place";
  }
  const country = number.slice(4, 6);
  return new RegExp(`${country[0]}:[A-Z]*${country[1]}`).test(COUNTRIES) ? "" : `le pays ${country} est inconnu`;
}
