/** The words of what a file gave, and of why it gave nothing. */

export const READ = {
  read: (name: string): string => `Lu dans ${name}`,
  readHelp: "Rien n’est encore repris. Décochez ce qui ne convient pas\u202f; ne cochez un taux que si votre client l’a accepté.",
  use: "Reprendre ces valeurs",
  discard: "Ne rien reprendre",
  close: "Fermer",
  used: "Les valeurs sont reprises.",
  loaded: (name: string): string => `Le dossier ${name} est repris.`,
  refused: (name: string): string => `${name} n’a pas été repris`,
  replaces: (text: string): string => `à la place de «\u00a0${text}\u00a0»`,
  tooLong: "ce fichier est trop gros",
  tooLongHint: "un dossier tient en moins d’un mégaoctet",
  invoiceTooLongHint: "une facture électronique tient en moins de vingt-cinq mégaoctets",
  unknown: "ce n’est ni un dossier ni une facture électronique",
  unknownHint: "choisissez un fichier PDF, XML, JSON ou YAML",
  notText: "ce fichier n’est pas du texte en UTF-8",
  badJson: "ce fichier JSON n’est pas complet, ou pas écrit comme il faut",
} as const;
