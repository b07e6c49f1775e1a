/**
 * The fields of a claim: what reads each one, and what it is when it is not given.
 *
 * Held to `generator/claim/model.py` by the types of `types.ts` and by `tests/vectors/reading.json`.
 */
import { uncommon } from "../uncommon_later";
import { type Parse, VALUE_TYPES } from "../values";
import { FRANCE } from "../values/address";
import { type Money, ZERO } from "../values/money";
import { MAX_LINES, POSTCODE_LENGTH, parseCountry } from "../values/parse/address";
import { parseAmong } from "../values/parse/choice";
import { parsePositive } from "../values/parse/money";
import * as textValue from "../values/parse/text";
import type { Percent } from "../values/percent";
import type { ChoiceName } from "./choices";
import type {
  Address,
  Claim,
  ClaimEvent,
  CreditNote,
  Creditor,
  Debtor,
  Insolvency,
  Invoice,
  LetterSettings,
  Payment,
  Reminder,
  Signatory,
  Terms,
} from "./types";

export type Value = string | number | boolean | Money | Percent;

/** One value, read from its text. */
export type Leaf = { readonly kind: "leaf"; readonly parse: Parse<Value> };
/** Named fields. */
export type Group = { readonly kind: "group"; readonly fields: { readonly [name: string]: Field } };
/** Items of one shape. */
export type List = { readonly kind: "list"; readonly item: Leaf | Group; readonly least: number; readonly most: number };
/** The letter's own questions, kept as they are. */
export type Raw = { readonly kind: "raw" };
export type Shape = Leaf | Group | List | Raw;

export type Fields = { readonly [name: string]: unknown };
export type Field = {
  readonly shape: Shape;
  readonly isRequired: boolean;
  /** The value of a field that is not given, from those before it in its group. */
  readonly absent: (before: Fields) => unknown;
};

export const MAX_INVOICES = 200;

const NOTHING = (): null => null;
const NO = (): boolean => false;
const NONE = (): readonly never[] => [];

const leaf = (parse: Parse<Value>): Leaf => ({ kind: "leaf", parse });
const word = (name: ChoiceName): Leaf => leaf((text) => parseAmong(text, name));
const upTo = (length: number): Leaf => leaf((text) => textValue.parse(text, length));
const list = (item: Leaf | Group, least = 0, most = Infinity): List => ({ kind: "list", item, least, most });

const required = (shape: Shape): Field => ({ shape, isRequired: true, absent: NOTHING });
const optional = (shape: Shape, absent: Field["absent"] = NOTHING): Field => ({ shape, isRequired: false, absent });

/** A group whose fields are those of its type, no more and no less. */
const group = <Whole>(fields: { readonly [Name in keyof Whole]: Field }): Group => ({ kind: "group", fields });

const text = leaf((written) => textValue.parse(written));
const reference = upTo(60);
const longText = upTo(500);
const day = leaf(VALUE_TYPES.date);
const amount = leaf(VALUE_TYPES.money);
const positiveAmount = leaf(parsePositive);
const yesOrNo = leaf(VALUE_TYPES.yes_no);

const ADDRESS = group<Address>({
  lines: required(list(text, 1, MAX_LINES)),
  postcode: required(upTo(POSTCODE_LENGTH)),
  city: required(text),
  country: optional(leaf(parseCountry), () => FRANCE),
});

const CREDITOR = group<Creditor>({
  name: required(text),
  address: required(ADDRESS),
  legal_form: optional(text),
  status: optional(word("creditor_status"), ({ legal_form: form }) =>
    typeof form === "string" ? uncommon().statusOf(form) : null,
  ),
  share_capital: optional(positiveAmount),
  in_liquidation: optional(yesOrNo, NO),
  siren: optional(leaf(VALUE_TYPES.siren)),
  registration: optional(text),
  rna: optional(reference),
  vat_number: optional(leaf(VALUE_TYPES.vat_number)),
  vat_exempt: optional(yesOrNo, NO),
  email: optional(leaf(VALUE_TYPES.email)),
  phone: optional(leaf(VALUE_TYPES.phone)),
  iban: optional(leaf(VALUE_TYPES.iban)),
  bic: optional(leaf(VALUE_TYPES.bic)),
  signatory: optional(
    group<Signatory>({ name: required(text), capacity: optional(text) }),
  ),
});

const DEBTOR = group<Debtor>({
  kind: required(word("debtor_kind")),
  name: required(text),
  natural_person: optional(yesOrNo, ({ kind }) => kind === "consumer"),
  contact: optional(text),
  address: optional(ADDRESS),
  siren: optional(leaf(VALUE_TYPES.siren)),
  service: optional(text),
  ccag: optional(word("ccag")),
  insolvency: optional(
    group<Insolvency>({ opened_on: required(day), kind: optional(text) }),
  ),
});

const INVOICE = group<Invoice>({
  number: required(reference),
  kind: optional(word("invoice_kind"), () => "invoice"),
  issued_on: required(day),
  received_on: optional(day),
  due_on: optional(day),
  performed_on: optional(day),
  amount: required(positiveAmount),
  disputed_amount: optional(amount, () => ZERO),
  not_yet_due_amount: optional(amount, () => ZERO),
  description: optional(longText),
  order_reference: optional(text),
  payments: optional(
    list(
      group<Payment>({
        paid_on: required(day),
        amount: required(positiveAmount),
      }),
    ),
    NONE,
  ),
  credit_notes: optional(
    list(
      group<CreditNote>({
        number: optional(reference),
        issued_on: required(day),
        amount: required(positiveAmount),
      }),
    ),
    NONE,
  ),
});

const TERMS = group<Terms>({
  late_payment_rate: optional(leaf(VALUE_TYPES.percent)),
  clause: optional(longText),
  allocation: optional(word("allocation"), () => "interest_first"),
  day_count: optional(word("day_count"), () => "act_365"),
});

const REMINDER = group<Reminder>({
  sent_on: required(day),
  channel: required(word("reminder_channel")),
  stage: optional(text),
  received_on: optional(day),
  outcome: optional(longText),
});

const EVENT = group<ClaimEvent>({
  on: required(day),
  kind: required(word("event_kind")),
});

const LETTER = group<LetterSettings>({
  on: optional(day),
  channel: optional(word("channel")),
  deadline_days: optional(leaf((written) => uncommon().integer(written, 1, 365))),
  interest_until: optional(day),
  show_version: optional(yesOrNo, NO),
});

export const CLAIM = group<Claim>({
  creditor: required(CREDITOR),
  debtor: required(DEBTOR),
  invoices: required(list(INVOICE, 1, MAX_INVOICES)),
  terms: optional(TERMS, () => blank(TERMS)),
  reminders: optional(list(REMINDER), NONE),
  events: optional(list(EVENT), NONE),
  letter: optional(LETTER, () => blank(LETTER)),
  answers: optional({ kind: "raw" }, () => ({})),
});

/** What stands where nothing can be read: a group of blanks, one blank item where a list needs one. */
export function blank(shape: Shape): unknown {
  if (shape.kind === "leaf") return null;
  if (shape.kind === "raw") return {};
  if (shape.kind === "list") return shape.least > 0 ? [blank(shape.item)] : [];
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape.fields)) {
    fields[name] = field.isRequired ? blank(field.shape) : field.absent(fields);
  }
  return fields;
}
