/** What an amount is written like; one that can be read in two ways (« 1.200 ») is refused. See `generator/values/money.py`. */
import { ValueRefused } from "../../errors";
import { NBSP, NNBSP, quoted } from "../../messages";
import { Money } from "../money";
import { strip } from "../spaces";

const MAX_WHOLE_DIGITS = 10;
const SPACES = "[ \\u00a0\\u202f\\u2009\\u2007]";
const EURO = /(?:€|EUR|euros?)$/iu;
const NUMBER = new RegExp(`^([0-9]+|[0-9]{1,3}(?:${SPACES}[0-9]{3})+)(?:[.,]([0-9]{1,2}))?$`);
const TWO_READINGS = /^([1-9][0-9]{0,2})[.,]([0-9]{3})$/;
const MIXED = /^([1-9][0-9]{0,2}(?:[.,'’][0-9]{3})+)(?:[.,]([0-9]{1,2}))?$/;
const TOO_FINE = new RegExp(`^(?:[0-9]|${SPACES})+[.,][0-9]{3,}$`);
const EXAMPLE = "écrivez 1234.56, ou 1234,56, sans séparateur de milliers";

export function parse(text: string): Money {
  const number = strip(strip(text).replace(EURO, ""));
  const match = NUMBER.exec(number);
  if (!match) throw refusal(text, number);
  const whole = digits(match[1]!).replace(/^0+/, "");
  if (whole.length > MAX_WHOLE_DIGITS) {
    throw new ValueRefused(`${quoted(text)} est un montant trop grand`, "vérifiez le nombre de chiffres");
  }
  return new Money(Number(whole + (match[2] ?? "").padEnd(2, "0")));
}

/** The amount, refused when it is nil: there would be nothing to claim or to count. */
export function parsePositive(text: string): Money {
  const amount = parse(text);
  if (amount.cents === 0) {
    throw new ValueRefused(`${quoted(text)} est un montant nul`, "indiquez un montant supérieur à zéro");
  }
  return amount;
}

function refusal(text: string, number: string): ValueRefused {
  const refused = (what: string, hint: string): ValueRefused => new ValueRefused(`${quoted(text)} ${what}`, hint);
  if (/^[-−–]|^\(.*\)$|[-−]$/.test(number)) {
    return refused(
      "est un montant négatif",
      `écrivez un montant positif (un avoir va dans ${quoted("credit_notes")}, ` +
        `un règlement dans ${quoted("payments")})`,
    );
  }
  const two = TWO_READINGS.exec(number);
  if (two) {
    const [, left, right] = two;
    return refused(
      `peut se lire ${left}${NNBSP}${right}${NBSP}€ ou ${left},${right}${NBSP}€`,
      `écrivez ${left}${right}, ou ${left},${right!.slice(0, 2)}`,
    );
  }
  const mixed = MIXED.exec(number);
  if (mixed) {
    return refused(
      "a un point, une virgule ou une apostrophe entre les milliers",
      `écrivez ${digits(mixed[1]!)},${(mixed[2] ?? "").padEnd(2, "0")}`,
    );
  }
  if (TOO_FINE.test(number)) return refused("a plus de deux décimales", "arrondissez au centime");
  if (/^[0-9.,]+e[+-]?[0-9]+$/i.test(number)) return refused("est en notation scientifique", EXAMPLE);
  return refused("n’est pas un montant", EXAMPLE);
}

function digits(text: string): string {
  return text.replace(/[^0-9]/g, "");
}
