/**
 * The claim (créance, « dossier »), typed: one creditor, one debtor, overdue invoices and what happened since.
 *
 * Names are those of `generator/claim/model.py`: they are the paths of the letters' holes. What was not given is
 * null. `Plain` is the same claim as a file or a form holds it: every value a text.
 */
import type { Money } from "../values/money";
import type { Percent } from "../values/percent";
import type {
  Allocation,
  Ccag,
  Channel,
  CreditorStatus,
  DayCount,
  DebtorKind,
  EventKind,
  InvoiceKind,
  ReminderChannel,
} from "./choices";

export type Plain = string | null | readonly Plain[] | { readonly [name: string]: Plain };

export type Address = {
  readonly lines: readonly string[];
  readonly postcode: string;
  readonly city: string;
  readonly country: string;
};

export type Signatory = { readonly name: string; readonly capacity: string | null };

export type Creditor = {
  readonly name: string;
  readonly address: Address;
  readonly legal_form: string | null;
  readonly status: CreditorStatus | null;
  readonly share_capital: Money | null;
  readonly in_liquidation: boolean;
  readonly siren: string | null;
  readonly registration: string | null;
  readonly rna: string | null;
  readonly vat_number: string | null;
  readonly vat_exempt: boolean;
  readonly email: string | null;
  readonly phone: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly signatory: Signatory | null;
};

export type Insolvency = { readonly opened_on: string; readonly kind: string | null };

export type Debtor = {
  readonly kind: DebtorKind;
  readonly name: string;
  readonly natural_person: boolean;
  readonly contact: string | null;
  readonly address: Address | null;
  readonly siren: string | null;
  readonly service: string | null;
  readonly ccag: Ccag | null;
  readonly insolvency: Insolvency | null;
};

export type Payment = { readonly paid_on: string; readonly amount: Money };

export type CreditNote = { readonly number: string | null; readonly issued_on: string; readonly amount: Money };

/** One invoice; `amount` is the sum to pay, VAT included where there is any. */
export type Invoice = {
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly issued_on: string;
  readonly received_on: string | null;
  readonly due_on: string | null;
  readonly performed_on: string | null;
  readonly amount: Money;
  readonly disputed_amount: Money;
  readonly not_yet_due_amount: Money;
  readonly description: string | null;
  readonly order_reference: string | null;
  readonly payments: readonly Payment[];
  readonly credit_notes: readonly CreditNote[];
};

/** What the contract says; `late_payment_rate` is in percent a year, null for the legal default. */
export type Terms = {
  readonly late_payment_rate: Percent | null;
  readonly clause: string | null;
  readonly allocation: Allocation;
  readonly day_count: DayCount;
};

export type Reminder = {
  readonly sent_on: string;
  readonly channel: ReminderChannel;
  readonly stage: string | null;
  readonly received_on: string | null;
  readonly outcome: string | null;
};

/** An act that interrupts prescription. */
export type ClaimEvent = { readonly on: string; readonly kind: EventKind };

export type LetterSettings = {
  readonly on: string | null;
  readonly channel: Channel | null;
  readonly deadline_days: number | null;
  readonly interest_until: string | null;
  readonly show_version: boolean;
};

export type Claim = {
  readonly creditor: Creditor;
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
  readonly terms: Terms;
  readonly reminders: readonly Reminder[];
  readonly events: readonly ClaimEvent[];
  readonly letter: LetterSettings;
  /** The letter's own questions: raw, since only its front matter knows their types. */
  readonly answers: { readonly [name: string]: unknown };
};

/** What the law needs of a claim. */
export type Facts = Pick<Claim, "invoices" | "terms" | "reminders" | "events" | "letter"> & {
  readonly debtor: Pick<Debtor, "kind" | "natural_person" | "address" | "ccag" | "insolvency">;
};

/** The same, any value of which may be missing: what can be read of a claim that is being written. */
export type Draft<Whole> = Whole extends Money | Percent | string | number | boolean | null
  ? Whole | null
  : Whole extends readonly (infer Item)[]
    ? readonly Draft<Item>[]
    : { readonly [Name in keyof Whole]: Draft<Whole[Name]> };
