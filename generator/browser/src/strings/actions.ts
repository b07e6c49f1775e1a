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
