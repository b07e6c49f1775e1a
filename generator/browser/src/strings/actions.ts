/** The words of what can be done with the letter, and of what came of it. */

export const ACTIONS = {
  download: "Télécharger la lettre",
  pdf: "Télécharger en PDF",
  docx: "Télécharger en Word",
  txt: "Texte",
  eml: "Courriel avec la lettre jointe",
  json: "Dossier, pour plus tard",
  names: {
    pdf: "Télécharger la lettre en PDF",
    docx: "Télécharger la lettre pour Word (DOCX)",
    txt: "Télécharger la lettre en texte",
    eml: "Télécharger le courriel, la lettre jointe (EML)",
    json: "Enregistrer le dossier (JSON), pour le reprendre ici ou en ligne de commande",
  },
  code: "Avec un code à scanner pour payer, dans le PDF",
  copy: "Copier le texte",
  mail: "Ouvrir dans ma messagerie",
  print: "Imprimer",
  share: "Partager",
  link: "Copier un lien prérempli",
  making: "La lettre se prépare…",
  failed: "Le fichier n’a pas pu être fait. Réessayez, ou rechargez la page\u00a0: votre saisie sera gardée.",
  next: "La suite, avec ce dossier",
  sent: "J’ai envoyé cette lettre\u00a0: l’ajouter aux relances déjà faites",
} as const;

export const MADE = {
  made: (name: string): string => `${name} est dans vos téléchargements.`,
  copied: "Le texte est copié.",
  mailCopied: "Le message est trop long pour être passé à votre messagerie\u00a0: il est copié, collez-le.",
  paste: "(Collez ici le texte copié.)",
  linkCopied: "Le lien est copié. Il contient tout le dossier\u00a0: ne le donnez qu’à qui peut le lire.",
  clipboardRefused: "Ce navigateur n’a pas laissé copier.",
  noGlyph:
    "Le PDF n’a pas pu être fait\u00a0: la police de la lettre n’a pas tous les caractères écrits. Le fichier Word et le texte les acceptent\u202f; sinon, écrivez-les en lettres latines.",
} as const;
