/** Closed lists of a claim, as `generator/claim/model.py` has them; their labels are in `choice_labels.ts`. */

export const CHOICES = {
  creditor_status: ["company", "sole_trader", "association"],
  /** The legal regime: which rules govern interest, indemnity, limitation and wording. */
  debtor_kind: ["professional", "consumer", "public_body"],
  invoice_kind: ["invoice", "deposit", "progress", "balance"],
  /** What a part payment pays first (Code civil, art. 1343-1). */
  allocation: ["interest_first", "principal_first"],
  day_count: ["act_365", "act_act"],
  /** How a letter goes out. */
  channel: ["post", "registered", "electronic_registered", "email"],
  /** How a past reminder was made. */
  reminder_channel: ["post", "registered", "electronic_registered", "email", "phone", "sms", "in_person"],
  /** What interrupts prescription (Code civil, art. 2240, 2241 and 2244). */
  event_kind: ["acknowledgement", "court_claim", "enforcement"],
  /** Whether the public contract refers to a general conditions document (CCAG). */
  ccag: ["yes", "no", "unknown"],
} as const;

export type ChoiceName = keyof typeof CHOICES;
export type Choice<Name extends ChoiceName> = (typeof CHOICES)[Name][number];

export type CreditorStatus = Choice<"creditor_status">;
export type DebtorKind = Choice<"debtor_kind">;
export type InvoiceKind = Choice<"invoice_kind">;
export type Allocation = Choice<"allocation">;
export type DayCount = Choice<"day_count">;
export type Channel = Choice<"channel">;
export type ReminderChannel = Choice<"reminder_channel">;
export type EventKind = Choice<"event_kind">;
export type Ccag = Choice<"ccag">;
