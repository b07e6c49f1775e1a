/** The words of the page that fills letters, in French. Words of the claim's own fields are in `fields.yml`. */
import type { FoldId, GroupId } from "./form/describe";
import type { UndoReason } from "./form/state";

export const FOLDS: Readonly<Record<FoldId, string>> = {
  contact: "Courriel, téléphone, IBAN",
  identity: "Forme, SIREN, signataire",
  addressee: "Autres précisions sur le client",
  insolvency: "Une procédure collective est ouverte",
  invoice_more: "Objet, livraison, part contestée",
  terms: "Ce que prévoit le contrat en cas de retard",
  events: "Ce qui a interrompu la prescription",
  settings: "Date, envoi, délai",
  questions: "Ce que dit la lettre",
  no_due_date: "Si aucune échéance n’a été convenue",
  method: "Imputation des paiements, base de calcul",
};

export const LEGENDS: Readonly<Partial<Record<GroupId, string>>> = {
  kind: "À quel titre ce client a-t-il acheté\u202f?",
};

type RowWords = {
  readonly one: string;
  readonly add: string;
  readonly added: string;
  readonly remove: string;
  readonly removed: string;
};

/** By the path of the list. */
export const ROWS: Readonly<Record<string, RowWords>> = {
  invoices: {
    one: "Facture",
    add: "Ajouter une facture",
    added: "Une facture de plus, à remplir.",
    remove: "Retirer cette facture",
    removed: "Facture retirée.",
  },
  "invoices[].payments": {
    one: "Paiement reçu",
    add: "Ajouter un paiement reçu",
    added: "Un paiement de plus, à remplir.",
    remove: "Retirer ce paiement",
    removed: "Paiement retiré.",
  },
  "invoices[].credit_notes": {
    one: "Avoir",
    add: "Ajouter un avoir",
    added: "Un avoir de plus, à remplir.",
    remove: "Retirer cet avoir",
    removed: "Avoir retiré.",
  },
  reminders: {
    one: "Relance",
    add: "Ajouter une relance déjà faite",
    added: "Une relance de plus, à remplir.",
    remove: "Retirer cette relance",
    removed: "Relance retirée.",
  },
  events: {
    one: "Acte",
    add: "Ajouter un acte",
    added: "Un acte de plus, à remplir.",
    remove: "Retirer cet acte",
    removed: "Acte retiré.",
  },
};

export const UNDO: Readonly<Record<UndoReason, string>> = {
  cleared: "Tout est effacé.",
  row_removed: "C’est retiré.",
  loaded: "Le dossier a pris la place de ce qui était saisi.",
};

export const FORM = {
  optional: "facultatif",
  example: "ex. ",
  choose: "Choisir…",
  chooseOne: "Choisissez une réponse.",
  filled: (count: number): string => (count > 1 ? `${count} renseignés` : "1 renseigné"),
  questions: (count: number): string => (count > 1 ? `${count}\u00a0choix, tous facultatifs` : "un choix facultatif"),
  payBefore: (day: string): string => `à payer avant le ${day}`,
  deadline: (least: number, most: number, usual: number): string => `De ${least} à ${most}\u00a0jours\u202f; vide\u00a0: ${usual}.`,
  clear: "Tout effacer",
  undo: "Annuler",
  undone: "C’est rétabli.",
  keep: "Garder sur cet appareil",
  keepHelp:
    "Sans cela, rien n’est gardé\u00a0: fermer l’onglet efface tout. Cochez, et le dossier reste dans ce navigateur jusqu’à ce que vous décochiez. N’en faites rien sur l’ordinateur d’un autre.",
  kept: "Gardé sur cet appareil. Décocher l’efface.",
  forgotten: "Effacé de cet appareil.",
  keepRefused: "Ce navigateur refuse de garder des données.",
} as const;

export const STATEMENT = {
  title: "Ce que vous pouvez demander",
  waiting: "Le décompte se fait dès qu’une facture a sa date, son échéance et son montant.",
  principal: "Principal",
  interest: "Pénalités de retard",
  publicInterest: "Intérêts moratoires",
  indemnity: "Indemnité forfaitaire",
  total: "Total",
  nothingOverdue: "Aucune facture n’est en retard à cette date.",
  open: "Voir le calcul",
  late: (due: string, days: string): string => `échue le ${due}, ${days}\u00a0jours de retard`,
  segment: (from: string, to: string, days: string): string => `du ${from} au ${to}, ${days}`,
  days: (count: string): string => `${count}\u00a0jours`,
  day: "1\u00a0jour",
  times: (base: string, rate: string): string => `${base} à ${rate} par an`,
  perDay: (amount: string): string => `Chaque jour de plus\u00a0: ${amount}.`,
  act_365: "Calcul sur 365\u00a0jours.",
  act_act: "Calcul sur le nombre réel de jours de l’année.",
  principalOnly: "Cette lettre ne réclame que le principal. Le reste est dû, et peut être demandé plus tard.",
  consumer: "À un particulier, la lettre ne réclame que la somme impayée.",
  floor: (floor: string): string =>
    `Plancher légal ce semestre\u00a0: ${floor}, trois fois le taux de l’intérêt légal. Il n’est jamais appliqué d’office.`,
  floorUnknown: "Le plancher légal de ce semestre n’est pas encore connu.",
} as const;

export const NOTICES = {
  refused: "Cette lettre ne peut pas partir",
  why: "Pourquoi, et que faire à la place",
  warnings: (count: number): string => (count > 1 ? `${count} points à vérifier avant d’envoyer` : "1 point à vérifier avant d’envoyer"),
  paper: (count: number): string => (count > 1 ? `${count} points à revoir pour le papier` : "1 point à revoir pour le papier"),
  summary: (count: number): string => (count > 1 ? `Il reste ${count} réponses à donner ou à revoir` : "Il reste une réponse à donner ou à revoir"),
} as const;

export const ACTIONS = {
  title: "Votre lettre",
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
  made: (name: string): string => `${name} est dans vos téléchargements.`,
  copied: "Le texte est copié.",
  mailCopied: "Le message est trop long pour être passé à votre messagerie\u00a0: il est copié, collez-le.",
  paste: "(Collez ici le texte copié.)",
  linkCopied: "Le lien est copié. Il contient tout le dossier\u00a0: ne le donnez qu’à qui peut le lire.",
  clipboardRefused: "Ce navigateur n’a pas laissé copier.",
  failed: "Le fichier n’a pas pu être fait. Réessayez, ou rechargez la page\u00a0: votre saisie sera gardée.",
  noGlyph:
    "Le PDF n’a pas pu être fait\u00a0: la police de la lettre n’a pas tous les caractères écrits. Le fichier Word et le texte les acceptent\u202f; sinon, écrivez-les en lettres latines.",
  next: "La suite, avec ce dossier",
  sent: "J’ai envoyé cette lettre\u00a0: l’ajouter aux relances déjà faites",
} as const;

export const LOAD = {
  title: "Partir d’un fichier",
  help: "Facture électronique (PDF, XML) ou dossier enregistré (JSON, YAML). Rien n’est envoyé.",
  choose: "Choisir un fichier",
  drop: "ou le déposer ici",
  reading: "Lecture du fichier…",
  read: (name: string): string => `Lu dans ${name}`,
  readHelp: "Rien n’est encore repris. Décochez ce qui ne convient pas\u202f; ne cochez un taux que si votre client l’a accepté.",
  value: "Valeur",
  from: "Trouvée dans",
  use: "Reprendre ces valeurs",
  discard: "Ne rien reprendre",
  close: "Fermer",
  used: "Les valeurs sont reprises.",
  loaded: (name: string): string => `Le dossier ${name} est repris.`,
  partly: (name: string): string => `${name}\u00a0: ce qui suit n’a pas pu être repris tel quel`,
  refused: (name: string): string => `${name} n’a pas été repris`,
  replaces: (text: string): string => `à la place de «\u00a0${text}\u00a0»`,
  tooLong: "ce fichier est trop gros",
  tooLongHint: "un dossier tient en moins d’un mégaoctet",
  invoiceTooLongHint: "une facture électronique tient en moins de vingt-cinq mégaoctets",
  failed: "Le fichier n’a pas pu être lu. Réessayez, ou rechargez la page.",
  unknown: "ce n’est ni un dossier ni une facture électronique",
  unknownHint: "choisissez un fichier PDF, XML, JSON ou YAML",
  notText: "ce fichier n’est pas du texte en UTF-8",
  badJson: "ce fichier JSON n’est pas complet, ou pas écrit comme il faut",
  fromLink: "Le dossier de ce lien est repris.",
  followed: "Le dossier vous a suivi depuis la lettre précédente.",
  badLink: "Ce lien est coupé ou abîmé\u00a0: le dossier qu’il portait n’a pas pu être lu.",
} as const;

export const SHEET = {
  title: "La lettre",
  region: "Aperçu de la lettre",
  noKind: (audience: string): string => `Aperçu pour ${audience}, tant que vous n’avez pas dit à quel titre ce client a acheté.`,
  show: "Voir la lettre",
  back: "Revenir à la saisie",
} as const;

export const FAILED = "Le formulaire n’a pas pu s’ouvrir. Rechargez la page, ou téléchargez les exemples plus bas.";
