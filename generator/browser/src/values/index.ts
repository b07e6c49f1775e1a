/** Kinds of value: name of a type, as in fields.yml and in a letter's questions → what reads its text. */
import * as address from "./parse/address";
import * as bic from "./parse/bic";
import * as choice from "./parse/choice";
import * as dates from "./parse/dates";
import * as email from "./parse/email";
import * as iban from "./parse/iban";
import * as integer from "./parse/integer";
import * as money from "./parse/money";
import * as percent from "./parse/percent";
import * as phone from "./parse/phone";
import * as siren from "./parse/siren";
import * as siret from "./parse/siret";
import * as text from "./parse/text";
import * as vatNumber from "./parse/vat_number";
import * as yesNo from "./parse/yes_no";

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
