/** The words of what came of a gesture with the letter. */

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
