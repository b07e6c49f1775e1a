/** Kinds of value: name of a type, as in fields.yml and in a letter's questions → what reads its text. */
import * as address from "./address";
import * as bic from "./bic";
import * as choice from "./choice";
import * as dates from "./dates";
import * as email from "./email";
import * as iban from "./iban";
import * as integer from "./integer";
import * as money from "./money";
import * as percent from "./percent";
import * as phone from "./phone";
import * as siren from "./siren";
import * as siret from "./siret";
import * as text from "./text";
import * as vatNumber from "./vat_number";
import * as yesNo from "./yes_no";

/** Returns the value that the text states, or throws `ValueRefused`. */
export type Parse<Value> = (text: string) => Value;

/** Every kind whose value is one scalar. */
export const VALUE_TYPES = {
  bic: bic.parse,
  choice: choice.parse,
  date: dates.parse,
  email: email.parse,
  iban: iban.parse,
  integer: (written: string) => integer.parse(written),
  money: money.parse,
  percent: percent.parse,
  phone: phone.parse,
  siren: siren.parse,
  siret: siret.parse,
  text: (written: string) => text.parse(written),
  vat_number: vatNumber.parse,
  yes_no: yesNo.parse,
} as const;

export const parseAddress = address.parse;

export type ValueTypeName = keyof typeof VALUE_TYPES;
