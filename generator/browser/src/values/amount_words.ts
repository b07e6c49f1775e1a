/** Amounts in words (« en toutes lettres »), in the spelling of 1990; see `generator/values/amount_words.py`. */
import type { Money } from "./money";

const UNITS = (
  "zéro un deux trois quatre cinq six sept huit neuf dix " +
  "onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
).split(" ");
const TENS: ReadonlyMap<number, string> = new Map([
  [20, "vingt"],
  [30, "trente"],
  [40, "quarante"],
  [50, "cinquante"],
  [60, "soixante"],
  [80, "quatre-vingt"],
]);
const NOUNS = [
  [1_000_000_000, "milliard"],
  [1_000_000, "million"],
] as const;

export function formatMoneyWords(amount: Money): string {
  const total = Math.abs(amount.cents);
  const cents = total % 100;
  const euros = (total - cents) / 100;
  const parts = euros > 0 || cents === 0 ? [inEuros(euros)] : [];
  if (cents > 0) parts.push(`${numberWords(cents)} ${agreed("centime", cents)}`);
  return (amount.cents < 0 ? "moins " : "") + parts.join(" et ");
}

function inEuros(count: number): string {
  const joint = count > 0 && count % 1_000_000 === 0 ? "d’" : "";
  return `${numberWords(count)} ${joint}${agreed("euro", count)}`;
}

/** The noun, plural from two on, as French counts. */
function agreed(noun: string, count: number): string {
  return count < 2 ? noun : `${noun}s`;
}

/** A whole number from 0 in words. */
export function numberWords(number: number): string {
  const parts: string[] = [];
  for (const [value, noun] of NOUNS) {
    const count = Math.floor(number / value);
    number %= value;
    if (count > 0) parts.push(`${belowAMillion(count)} ${agreed(noun, count)}`);
  }
  if (number > 0 || parts.length === 0) parts.push(belowAMillion(number));
  return parts.join(" ");
}

function belowAMillion(number: number): string {
  const rest = number % 1000;
  const thousands = (number - rest) / 1000;
  if (thousands === 0) return belowAThousand(rest, true);
  const before = thousands > 1 ? `${belowAThousand(thousands, false)}-` : "";
  return `${before}mille${rest > 0 ? `-${belowAThousand(rest, true)}` : ""}`;
}

/** `isLast`: no « mille » follows, so that « cents » and « vingts » may take their s. */
function belowAThousand(number: number, isLast: boolean): string {
  const rest = number % 100;
  const hundreds = (number - rest) / 100;
  if (hundreds === 0) return belowAHundred(rest, isLast);
  const before = hundreds > 1 ? `${UNITS[hundreds]!}-cent` : "cent";
  if (rest > 0) return `${before}-${belowAHundred(rest, isLast)}`;
  return hundreds > 1 && isLast ? `${before}s` : before;
}

function belowAHundred(number: number, isLast: boolean): string {
  if (number < UNITS.length) return UNITS[number]!;
  let ten = number - (number % 10);
  if (!TENS.has(ten)) ten -= 10; // 70 and 90 count on from 60 and 80
  const rest = number - ten;
  const word = TENS.get(ten)!;
  if (rest === 0) return ten === 80 && isLast ? `${word}s` : word;
  const joint = (rest === 1 || rest === 11) && ten !== 80 ? "-et-" : "-";
  return `${word}${joint}${UNITS[rest]!}`;
}
