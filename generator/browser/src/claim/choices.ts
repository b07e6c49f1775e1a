/** Closed lists of a claim: word → French label, as `generator/claim/model.py` has them. */

export const CREDITOR_STATUS = {
  company: "société",
  sole_trader: "entrepreneur individuel",
  association: "association",
} as const;

/** The legal regime: which rules govern interest, indemnity, limitation and wording. */
export const DEBTOR_KIND = {
  professional: "professionnel",
  consumer: "consommateur",
  public_body: "acheteur public",
} as const;

export const INVOICE_KIND = {
  invoice: "facture",
  deposit: "facture d’acompte",
  progress: "facture de situation",
  balance: "facture de solde",
} as const;

/** What a part payment pays first (Code civil, art. 1343-1). */
export const ALLOCATION = { interest_first: "intérêts d’abord", principal_first: "principal d’abord" } as const;

export const DAY_COUNT = { act_365: "jours réels sur 365", act_act: "jours réels sur 365 ou 366" } as const;

/** How a letter goes out. */
export const CHANNEL = {
  post: "courrier simple",
  registered: "lettre recommandée avec avis de réception",
  electronic_registered: "lettre recommandée électronique",
  email: "courriel",
} as const;

/** How a past reminder was made. */
export const REMINDER_CHANNEL = {
  ...CHANNEL,
  phone: "appel téléphonique",
  sms: "SMS",
  in_person: "de vive voix",
} as const;

/** What interrupts prescription (Code civil, art. 2240, 2241 and 2244). */
export const EVENT_KIND = {
  acknowledgement: "reconnaissance de dette",
  court_claim: "demande en justice",
  enforcement: "mesure d’exécution",
} as const;

/** Whether the public contract refers to a general conditions document (CCAG). */
export const CCAG = { yes: "oui", no: "non", unknown: "je ne sais pas" } as const;

export type CreditorStatus = keyof typeof CREDITOR_STATUS;
export type DebtorKind = keyof typeof DEBTOR_KIND;
export type InvoiceKind = keyof typeof INVOICE_KIND;
export type Allocation = keyof typeof ALLOCATION;
export type DayCount = keyof typeof DAY_COUNT;
export type Channel = keyof typeof CHANNEL;
export type ReminderChannel = keyof typeof REMINDER_CHANNEL;
export type EventKind = keyof typeof EVENT_KIND;
export type Ccag = keyof typeof CCAG;
