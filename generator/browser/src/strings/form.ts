/** The words of the form, in French. Words of the claim's own fields are in `fields.yml`. */
import type { FoldId, GroupId } from "../form/form";

export const FOLDS: Readonly<Record<FoldId, string>> = {
  contact: "Courriel, téléphone, IBAN",
  identity: "Forme, SIREN, signataire",
  addressee: "Autres précisions sur le client",
  insolvency: "Une procédure collective est ouverte",
  invoice_more: "Objet, livraison, part contestée",
  terms: "Ce que prévoit le contrat en cas de retard",
  events: "Ce qui a interrompu la prescription",
  settings: "Date, envoi, délai",
  questions: "Ce que dit la lettre",
  no_due_date: "Si aucune échéance n’a été convenue",
  method: "Imputation des paiements, base de calcul",
};

export const LEGENDS: Readonly<Partial<Record<GroupId, string>>> = {
  kind: "À quel titre ce client a-t-il acheté\u202f?",
};

type RowWords = { readonly one: string; readonly add: string; readonly remove: string };

/** By the path of the list. */
export const ROWS: Readonly<Record<string, RowWords>> = {
  invoices: { one: "Facture", add: "Ajouter une facture", remove: "Retirer cette facture" },
  "invoices[].payments": { one: "Paiement reçu", add: "Ajouter un paiement reçu", remove: "Retirer ce paiement" },
  "invoices[].credit_notes": { one: "Avoir", add: "Ajouter un avoir", remove: "Retirer cet avoir" },
  reminders: { one: "Relance", add: "Ajouter une relance déjà faite", remove: "Retirer cette relance" },
  events: { one: "Acte", add: "Ajouter un acte", remove: "Retirer cet acte" },
};

export const FORM = {
  optional: "facultatif",
  example: "ex. ",
  choose: "Choisir…",
  filled: (count: number): string => (count > 1 ? `${count} renseignés` : "1 renseigné"),
  questions: (count: number): string => (count > 1 ? `${count}\u00a0choix, tous facultatifs` : "un choix facultatif"),
  payBefore: (day: string): string => `à payer avant le ${day}`,
  deadline: (least: number, most: number, usual: number): string => `De ${least} à ${most}\u00a0jours\u202f; vide\u00a0: ${usual}.`,
  clear: "Tout effacer",
  undo: "Annuler",
  keep: "Garder sur cet appareil",
  keepHelp:
    "Sans cela, rien n’est gardé\u00a0: fermer l’onglet efface tout. Cochez, et le dossier reste dans ce navigateur jusqu’à ce que vous décochiez. N’en faites rien sur l’ordinateur d’un autre.",
} as const;
