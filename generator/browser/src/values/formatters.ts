/** Formatters: what may follow `|` in a hole of a letter; see `generator/values/formatters.py`. */
import { later } from "../later";
import { uncommon } from "../uncommon_later";
import type { Scalar } from "../letter/fill";
import { formatDate, formatDateShort } from "./dates";
import { formatIban } from "./iban";
import { formatInteger } from "./integer";
import { type Money, formatMoney, formatMoneyShort } from "./money";
import { formatPercent } from "./percent";

export type Formatter = (value: Scalar) => string;

const asItIs = (text: string): string => text;
const capitals = (text: string): string => text.toUpperCase();

/** Only a payment plan writes its sum in words. */
export const amountWords = later(() => import("./amount_words"));

/** Name, as letters write it → formatter. A letter's types were checked when it was compiled. */
export const FORMATTERS: ReadonlyMap<string, Formatter> = new Map<string, Formatter>([
  ["text", asItIs as Formatter],
  ["email", asItIs as Formatter],
  ["capitals", capitals as Formatter],
  ["money", formatMoney as Formatter],
  ["money_short", formatMoneyShort as Formatter],
  ["money_words", (amount) => amountWords().formatMoneyWords(amount as Money)],
  ["date", formatDate as Formatter],
  ["date_short", formatDateShort as Formatter],
  ["percent", formatPercent as Formatter],
  ["integer", formatInteger as Formatter],
  ["iban", formatIban as Formatter],
  ["siren", (number) => uncommon().formatSiren(number as string)],
  ["siret", (number) => uncommon().formatSiret(number as string)],
  ["vat_number", (number) => uncommon().formatVatNumber(number as string)],
  ["phone", (number) => uncommon().formatPhone(number as string)],
]);
