/**
 * The fields of a claim: what reads each one, what it is when it is not given, what a message calls it.
 *
 * Held to `generator/claim/model.py` by the types of `types.ts` and by `tests/vectors/reading.json`.
 */
import type { Parse } from "../values";
import { FRANCE } from "../values/address";
import { type Money, ZERO } from "../values/money";
import { MAX_LINES, POSTCODE_LENGTH, parseCountry } from "../values/parse/address";
import * as bic from "../values/parse/bic";
import { type Labels, parseAmong } from "../values/parse/choice";
import * as dates from "../values/parse/dates";
import * as email from "../values/parse/email";
import * as iban from "../values/parse/iban";
import * as integer from "../values/parse/integer";
import * as money from "../values/parse/money";
import * as percent from "../values/parse/percent";
import * as phone from "../values/parse/phone";
import * as siren from "../values/parse/siren";
import * as textValue from "../values/parse/text";
import * as vatNumber from "../values/parse/vat_number";
import * as yesNo from "../values/parse/yes_no";
import type { Percent } from "../values/percent";
import * as choices from "./choices";
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
  /** What a message calls the field, where it may be missing. */
  readonly title: string;
  readonly isRequired: boolean;
  /** The value of a field that is not given, from those before it in its group. */
  readonly absent: (before: Fields) => unknown;
};

export const MAX_INVOICES = 200;

const NOTHING = (): null => null;
const NO = (): boolean => false;
const NONE = (): readonly never[] => [];

const leaf = (parse: Parse<Value>): Leaf => ({ kind: "leaf", parse });
const word = (labels: Labels): Leaf => leaf((text) => parseAmong(text, labels));
const upTo = (length: number): Leaf => leaf((text) => textValue.parse(text, length));
const list = (item: Leaf | Group, least = 0, most = Infinity): List => ({ kind: "list", item, least, most });

const required = (title: string, shape: Shape): Field => ({ shape, title, isRequired: true, absent: NOTHING });
const optional = (shape: Shape, absent: Field["absent"] = NOTHING, title = ""): Field => ({
  shape,
  title,
  isRequired: false,
  absent,
});

/** A group whose fields are those of its type, no more and no less. */
const group = <Whole>(fields: { readonly [Name in keyof Whole]: Field }): Group => ({ kind: "group", fields });

const text = leaf((written) => textValue.parse(written));
const reference = upTo(60);
const longText = upTo(500);
const day = leaf(dates.parse);
const amount = leaf(money.parse);
const positiveAmount = leaf(money.parsePositive);
const yesOrNo = leaf(yesNo.parse);

const ADDRESS = group<Address>({
  lines: required("la rue et le numéro", list(text, 1, MAX_LINES)),
  postcode: required("le code postal", upTo(POSTCODE_LENGTH)),
  city: required("la ville", text),
  country: optional(leaf(parseCountry), () => FRANCE),
});

const COMPANY_FORMS =
  /^(?:SARL|SAS|SASU|EURL|SA|SCI|SNC|SCOP|SCIC|SELARL|SELAS|SCP|SCM|SCA|SCS|SE|EARL|GAEC|SCEA|SOCIÉTÉ)(?: |$)/;
const SOLE_TRADER_FORMS = /^(?:EI|EIRL)(?: |$)|^(?:ENTREPRENEUR INDIVIDUEL|ENTREPRISE INDIVIDUELLE|(?:MICRO|AUTO)[- ]?ENTREPR)/;

/** The status that a legal form leaves no doubt about. */
function statusOf({ legal_form: given }: Fields): choices.CreditorStatus | null {
  const form = typeof given === "string" ? given.toUpperCase().replaceAll(".", "") : "";
  if (COMPANY_FORMS.test(form)) return "company";
  if (SOLE_TRADER_FORMS.test(form)) return "sole_trader";
  return form.startsWith("ASSOCIATION") ? "association" : null;
}

const CREDITOR = group<Creditor>({
  name: required("le nom du créancier", text),
  address: required("l’adresse du créancier", ADDRESS),
  legal_form: optional(text),
  status: optional(word(choices.CREDITOR_STATUS), statusOf),
  share_capital: optional(positiveAmount),
  in_liquidation: optional(yesOrNo, NO),
  siren: optional(leaf(siren.parse)),
  registration: optional(text),
  rna: optional(reference),
  vat_number: optional(leaf(vatNumber.parse)),
  vat_exempt: optional(yesOrNo, NO),
  email: optional(leaf(email.parse)),
  phone: optional(leaf(phone.parse)),
  iban: optional(leaf(iban.parse)),
  bic: optional(leaf(bic.parse)),
  signatory: optional(
    group<Signatory>({ name: required("le nom du signataire", text), capacity: optional(text) }),
  ),
});

const DEBTOR = group<Debtor>({
  kind: required("le régime du débiteur", word(choices.DEBTOR_KIND)),
  name: required("le nom du débiteur", text),
  natural_person: optional(yesOrNo, ({ kind }) => kind === "consumer"),
  contact: optional(text),
  address: optional(ADDRESS),
  siren: optional(leaf(siren.parse)),
  service: optional(text),
  ccag: optional(word(choices.CCAG)),
  insolvency: optional(
    group<Insolvency>({ opened_on: required("la date du jugement d’ouverture", day), kind: optional(text) }),
  ),
});

const INVOICE = group<Invoice>({
  number: required("le numéro de la facture", reference),
  kind: optional(word(choices.INVOICE_KIND), () => "invoice"),
  issued_on: required("la date d’émission de la facture", day),
  received_on: optional(day),
  due_on: optional(day, NOTHING, "la date d’échéance de la facture"),
  performed_on: optional(day),
  amount: required("le montant de la facture", positiveAmount),
  disputed_amount: optional(amount, () => ZERO),
  not_yet_due_amount: optional(amount, () => ZERO),
  description: optional(longText),
  order_reference: optional(text),
  payments: optional(
    list(
      group<Payment>({
        paid_on: required("la date du règlement", day),
        amount: required("le montant du règlement", positiveAmount),
      }),
    ),
    NONE,
  ),
  credit_notes: optional(
    list(
      group<CreditNote>({
        number: optional(reference),
        issued_on: required("la date de l’avoir", day),
        amount: required("le montant de l’avoir", positiveAmount),
      }),
    ),
    NONE,
  ),
});

const TERMS = group<Terms>({
  late_payment_rate: optional(leaf(percent.parse)),
  clause: optional(longText),
  allocation: optional(word(choices.ALLOCATION), () => "interest_first"),
  day_count: optional(word(choices.DAY_COUNT), () => "act_365"),
});

const REMINDER = group<Reminder>({
  sent_on: required("la date de la relance", day),
  channel: required("le moyen de la relance", word(choices.REMINDER_CHANNEL)),
  stage: optional(text),
  received_on: optional(day),
  outcome: optional(longText),
});

const EVENT = group<ClaimEvent>({
  on: required("la date de l’acte", day),
  kind: required("la nature de l’acte", word(choices.EVENT_KIND)),
});

const LETTER = group<LetterSettings>({
  on: optional(day),
  channel: optional(word(choices.CHANNEL)),
  deadline_days: optional(leaf((written) => integer.parse(written, 1, 365))),
  interest_until: optional(day),
});

export const CLAIM = group<Claim>({
  creditor: required("le créancier", CREDITOR),
  debtor: required("le débiteur", DEBTOR),
  invoices: required("la liste des factures", list(INVOICE, 1, MAX_INVOICES)),
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
