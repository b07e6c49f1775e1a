/** The words that open what is refused and what is left to do. */

export const NOTICES = {
  chooseOne: "Choisissez une réponse.",
  refused: "Cette lettre ne peut pas partir",
  why: "Pourquoi, et que faire à la place",
  summary: (count: number): string => (count > 1 ? `Il reste ${count} réponses à donner ou à revoir` : "Il reste une réponse à donner ou à revoir"),
} as const;
