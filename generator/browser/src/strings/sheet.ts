/** The words around the letter. */

export const SHEET = {
  region: "Aperçu de la lettre",
  noKind: (audience: string): string => `Aperçu pour ${audience}, tant que vous n’avez pas dit à quel titre ce client a acheté.`,
  show: "Voir la lettre",
  back: "Revenir à la saisie",
} as const;

export const FAILED = "Le formulaire n’a pas pu s’ouvrir. Rechargez la page, ou téléchargez les exemples plus bas.";
