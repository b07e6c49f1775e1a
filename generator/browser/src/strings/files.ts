/** The words of what comes in: a file, a link, the claim of the letter before. */

export const LOAD = {
  title: "Partir d’un fichier",
  help: "Facture électronique (PDF, XML) ou dossier enregistré (JSON, YAML). Rien n’est envoyé.",
  choose: "Choisir un fichier",
  reading: "Lecture du fichier…",
  failed: "Le fichier n’a pas pu être lu. Réessayez, ou rechargez la page.",
} as const;
