/** The words that open what is refused, what to check and what is left to do. */

export const CAUTIONS = {
  warnings: (count: number): string => (count > 1 ? `${count} points à vérifier avant d’envoyer` : "1 point à vérifier avant d’envoyer"),
  paper: (count: number): string => (count > 1 ? `${count} points à revoir pour le papier` : "1 point à revoir pour le papier"),
} as const;

export const NOTICES = {
  chooseOne: "Choisissez une réponse.",
  refused: "Cette lettre ne peut pas partir",
  why: "Pourquoi, et que faire à la place",
  summary: (count: number): string => (count > 1 ? `Il reste ${count} réponses à donner ou à revoir` : "Il reste une réponse à donner ou à revoir"),
} as const;
