/** Kinds of value: name of a type, as in fields.yml and in a letter's questions → what reads its text. */
import { uncommon } from "../uncommon_later";
import * as choice from "./parse/choice";
import * as isoDay from "./parse/iso_day";
import * as money from "./parse/money";
import * as text from "./parse/text";
import * as yesNo from "./parse/yes_no";

/** Returns the value that the text states, or throws `ValueRefused`. */
export type Parse<Value> = (text: string) => Value;

/** Every kind whose value is one scalar. */
export const VALUE_TYPES = {
  bic: (written: string) => uncommon().bic(written),
  choice: choice.parse,
  date: (written: string) => isoDay.parse(written) ?? uncommon().date(written),
  email: (written: string) => uncommon().email(written),
  iban: (written: string) => uncommon().iban(written),
  integer: (written: string) => uncommon().integer(written),
  money: money.parse,
  percent: (written: string) => uncommon().percent(written),
  phone: (written: string) => uncommon().phone(written),
  siren: (written: string) => uncommon().siren(written),
  siret: (written: string) => uncommon().siret(written),
  text: (written: string) => text.parse(written),
  vat_number: (written: string) => uncommon().vat_number(written),
  yes_no: yesNo.parse,
} as const;

export type ValueTypeName = keyof typeof VALUE_TYPES;
