/** SIREN: nine digits, the last one a Luhn check (INSEE). See `generator/values/siren.py`. */
import { ValueRefused } from "../../errors";
import { quoted } from "../../messages";
import { formatSiren } from "../siren";
import { compact } from "../spaces";

const LENGTH = 9;

export function parse(text: string): string {
  const written = compact(text);
  if (/^[0-9]{14}$/.test(written)) {
    throw new ValueRefused(
      `${quoted(text)} est un SIRET (14 chiffres), pas un SIREN`,
      `gardez les 9 premiers chiffres, ${formatSiren(written.slice(0, LENGTH))}`,
    );
  }
  const number = digits(text, LENGTH, "SIREN");
  if (!passesLuhn(number)) {
    throw new ValueRefused(
      `${quoted(text)} n’est pas un SIREN, sa clé de contrôle est fausse`,
      "recopiez-le depuis l’extrait Kbis",
    );
  }
  return number;
}

/** The digits of a number written with separators, refused unless `length` of them. */
export function digits(text: string, length: number, name: string): string {
  const number = compact(text);
  if (!/^[0-9]+$/.test(number)) {
    throw new ValueRefused(`${quoted(text)} n’est pas un ${name}`, `écrivez ses ${length} chiffres`);
  }
  if (number.length !== length) {
    throw new ValueRefused(
      `${quoted(text)} n’est pas un ${name}, il a ${number.length} chiffres au lieu de ${length}`,
      `recopiez les ${length} chiffres`,
    );
  }
  return number;
}

/** Every second digit from the right doubled, its own digits added; the sum is a multiple of ten. */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  [...number].reverse().forEach((digit, place) => {
    const doubled = Number(digit) * ((place % 2) + 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}
