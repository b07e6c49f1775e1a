/** The words of the questionnaire that are not those of its table. */
export const ADVICE = {
  form: "Quelle lettre envoyer\u202f?",
  waiting: "La réponse s’écrira ici",
  waitingMore: "Quelques questions, et la lettre qui convient, avec sa raison. Rien de ce que vous répondez ne quitte cette page.",
  letter: "La lettre qui convient",
  none: "Aucune de celles-ci",
  late: (due: string, days: number): string =>
    `Échue le ${due}\u00a0: ${days === 1 ? "1\u00a0jour" : `${days}\u00a0jours`} de retard.`,
  notDue: (due: string): string => `À payer jusqu’au ${due}\u00a0: rien n’est encore en retard.`,
  limit: (day: string): string => `Prescription\u00a0: le ${day} au plus tard, et plus tôt si le travail était fini avant l’échéance.`,
  passed: (day: string): string => `Prescription comptée de l’échéance\u00a0: dépassée depuis le ${day}.`,
  write: "Écrire cette lettre",
  why: "Pourquoi, et que faire",
  plan: "Voir le calendrier",
  first: "À vérifier d’abord",
  read: (article: string, day: string): string => `${article}, relu le ${day}`,
  doubtful: ", à confirmer",
  again: "Recommencer",
  badDate: "Choisissez un jour entre 1990 et 2100.",
  heard: (title: string): string => `Réponse\u00a0: ${title}`,
} as const;

export const FAILED = "Le questionnaire n’a pas pu s’ouvrir.";
