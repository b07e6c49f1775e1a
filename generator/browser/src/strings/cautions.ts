/** The words that open what is refused, what to check and what is left to do. */

export const CAUTIONS = {
  warnings: (count: number): string => (count > 1 ? `${count} points à vérifier avant d’envoyer` : "1 point à vérifier avant d’envoyer"),
  paper: (count: number): string => (count > 1 ? `${count} points à revoir pour le papier` : "1 point à revoir pour le papier"),
} as const;
