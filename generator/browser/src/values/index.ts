/** Kinds of value: name of a type, as in fields.yml and in a letter's questions → what reads its text. */
import { later } from "../later";
import * as choice from "./parse/choice";
import * as dates from "./parse/dates";
import * as integer from "./parse/integer";
import * as money from "./parse/money";
import * as percent from "./parse/percent";
import * as text from "./parse/text";
import * as yesNo from "./parse/yes_no";

/** Returns the value that the text states, or throws `ValueRefused`. */
export type Parse<Value> = (text: string) => Value;

export const identifiers = later(() => import("./parse/identifiers"));

/** Every kind whose value is one scalar. */
export const VALUE_TYPES = {
  bic: (written: string) => identifiers().bic(written),
  choice: choice.parse,
  date: dates.parse,
  email: (written: string) => identifiers().email(written),
  iban: (written: string) => identifiers().iban(written),
  integer: (written: string) => integer.parse(written),
  money: money.parse,
  percent: percent.parse,
  phone: (written: string) => identifiers().phone(written),
  siren: (written: string) => identifiers().siren(written),
  siret: (written: string) => identifiers().siret(written),
  text: (written: string) => text.parse(written),
  vat_number: (written: string) => identifiers().vat_number(written),
  yes_no: yesNo.parse,
} as const;

export type ValueTypeName = keyof typeof VALUE_TYPES;
