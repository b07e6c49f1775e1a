/** What people call each word of a closed list, as `generator/claim/model.py` has it. */
import type { Choice, ChoiceName } from "./choices";

const CHANNEL = {
  post: "courrier simple",
  registered: "lettre recommandée avec avis de réception",
  electronic_registered: "lettre recommandée électronique",
  email: "courriel",
};

export const CHOICE_LABELS: { readonly [Name in ChoiceName]: { readonly [Word in Choice<Name>]: string } } = {
  creditor_status: { company: "société", sole_trader: "entrepreneur individuel", association: "association" },
  debtor_kind: { professional: "professionnel", consumer: "consommateur", public_body: "acheteur public" },
  invoice_kind: {
    invoice: "facture",
    deposit: "facture d’acompte",
    progress: "facture de situation",
    balance: "facture de solde",
  },
  allocation: { interest_first: "intérêts d’abord", principal_first: "principal d’abord" },
  day_count: { act_365: "jours réels sur 365", act_act: "jours réels sur 365 ou 366" },
  channel: CHANNEL,
  reminder_channel: { ...CHANNEL, phone: "appel téléphonique", sms: "SMS", in_person: "de vive voix" },
  event_kind: {
    acknowledgement: "reconnaissance de dette",
    court_claim: "demande en justice",
    enforcement: "mesure d’exécution",
  },
  ccag: { yes: "oui", no: "non", unknown: "je ne sais pas" },
};
