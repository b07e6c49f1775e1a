/** Amounts (montants) in whole cents. A class of its own, so that an amount is never taken for a count. */
import { NBSP, NNBSP } from "../no_break";

export class Money {
  constructor(readonly cents: number) {
    if (!Number.isSafeInteger(cents)) throw new RangeError(`not whole cents: ${cents}`);
  }

  /** « 1234.56 », as files hold it. */
  toString(): string {
    const { sign, whole, cents } = parts(this);
    return `${sign}${whole}.${cents}`;
  }
}

export const ZERO = new Money(0);

/** « 1 234,56 € »: narrow no-break spaces between groups, a no-break space before the sign. */
export function formatMoney(value: Money): string {
  const { sign, whole, cents } = parts(value);
  return `${sign}${grouped(whole)},${cents}${NBSP}€`;
}

/** « 10 000 € » for a whole amount, « 1 234,56 € » for another (capital, indemnity). */
export function formatMoneyShort(value: Money): string {
  const { sign, whole, cents } = parts(value);
  return cents === "00" ? `${sign}${grouped(whole)}${NBSP}€` : formatMoney(value);
}

/** « 1 234 » */
export function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, NNBSP);
}

function parts(value: Money): { readonly sign: string; readonly whole: number; readonly cents: string } {
  const cents = Math.abs(value.cents);
  return {
    sign: value.cents < 0 ? "-" : "",
    whole: Math.floor(cents / 100),
    cents: String(cents % 100).padStart(2, "0"),
  };
}
