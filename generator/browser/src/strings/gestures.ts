/** What is said of a gesture. */
import type { UndoReason } from "../form/state";

/** What is said once a row has come or gone, by the path of the list. */
export const ROWS_SAID: Readonly<Record<string, { readonly added: string; readonly removed: string }>> = {
  invoices: { added: "Une facture de plus, à remplir.", removed: "Facture retirée." },
  "invoices[].payments": { added: "Un paiement de plus, à remplir.", removed: "Paiement retiré." },
  "invoices[].credit_notes": { added: "Un avoir de plus, à remplir.", removed: "Avoir retiré." },
  reminders: { added: "Une relance de plus, à remplir.", removed: "Relance retirée." },
  events: { added: "Un acte de plus, à remplir.", removed: "Acte retiré." },
};

/** What is said of a gesture. */
export const SAID = {
  undone: "C’est rétabli.",
  kept: "Gardé sur cet appareil. Décocher l’efface.",
  forgotten: "Effacé de cet appareil.",
  keepRefused: "Ce navigateur refuse de garder des données.",
} as const;

export const UNDO: Readonly<Record<UndoReason, string>> = {
  cleared: "Tout est effacé.",
  row_removed: "C’est retiré.",
  loaded: "Le dossier a pris la place de ce qui était saisi.",
};
