/** The words of the calculator, in French. Those of the claim's own fields are in `fields.yml`. */
import type { DebtorKind } from "../claim/choices";

const NBSP = "\u00a0";
const NNBSP = "\u202f";

export const FIELDS = {
  legend: `Qui est votre client${NNBSP}?`,
  group: "La facture et son retard",
  notice: "Date de la mise en demeure",
  noticeHelp: "L’intérêt au taux légal court du lendemain. Sans elle, un particulier n’en doit aucun.",
  untilHelp: "Le dernier jour compté.",
  rateHelp: `En pour cent par an. Vide${NBSP}: le taux légal.`,
  missing: {
    "debtor.kind": "votre client",
    "invoices.0.amount": "le montant",
    "invoices.0.due_on": "l’échéance",
  } as Readonly<Record<string, string>>,
  byLaw: (day: string): string => `Échéance légale${NBSP}: ${day}.`,
} as const;

export const RESULT = {
  region: "Résultat",
  title: "Ce que coûte le retard",
  principal: "Reste dû",
  interest: { professional: "Pénalités de retard", public_body: "Intérêts moratoires", consumer: "Intérêts au taux légal" } satisfies Record<
    DebtorKind,
    string
  >,
  indemnity: "Indemnité forfaitaire",
  total: "Total",
  at: (day: string): string => `Total au ${day}`,
  none: "–",
  waiting: (labels: string): string => `Il manque${NBSP}: ${labels}.`,
  mend: "Une réponse est à revoir.",
  example: "Voir un exemple",
  late: (days: string): string => `${days} de retard.`,
  see: "Voir le résultat",
  notLate: "Rien n’est encore en retard à cette date.",
  noInterest: "Aucun intérêt ne court.",
  stop: (day: string): string => `Arrêter le calcul au ${day}`,
  refused: "Ce calcul ne se fait pas",
  unknown: "Un taux n’est pas connu",
  warnings: (count: number): string => (count > 1 ? `${count} points à vérifier` : "1 point à vérifier"),
  halfTyped: "Un paiement sans date ou sans montant n’est pas compté.",
  said: (total: string, day: string): string => `Total au ${day}${NBSP}: ${total}.`,
} as const;

export const CURVE = {
  title: "Les intérêts, jour après jour",
  empty: "La courbe se trace ici.",
  describe: (sum: string, first: string, last: string): string =>
    `De zéro le ${first} à ${sum} le ${last}. Le tableau donne chaque période.`,
  rate: (day: string, rate: string): string => `${day}${NBSP}: ${rate}.`,
  paid: (day: string, amount: string): string => `Paiement de ${amount} le ${day}.`,
  payment: "paiement",
  payments: "Les points marquent les paiements.",
} as const;

export const TABLE = {
  title: "Le décompte",
  region: "Décompte, période par période",
  from: "Du",
  to: "Au",
  days: "Jours",
  principal: "Somme due",
  rate: "Taux",
  interest: "Intérêts",
  source: "Source",
  article: "Article",
  indemnity: "Indemnité forfaitaire de recouvrement",
  total: "Total avec la somme restant due",
  working: "Le calcul, écrit en entier",
  formula: `Somme due × taux annuel × jours ÷ jours de l’année, arrondi au centime une fois par période.`,
  act_365: "Année de 365 jours, même bissextile.",
  act_act: "Nombre réel de jours de chaque année.",
  order: {
    interest_first: "Un paiement règle d’abord les intérêts, puis la somme due (Code civil, art. 1343-1).",
    principal_first: "Un paiement règle d’abord la somme due, puis les intérêts.",
  },
  empty: "Le décompte s’écrit ici dès que le client, le montant et l’échéance sont connus.",
} as const;

export const ACTIONS = {
  title: "Que faire de ce décompte",
  letter: "Écrire la lettre",
  opens: (title: string): string => `${title}, remplie de ces valeurs.`,
  others: `Ou${NBSP}:`,
  text: "Copier le décompte",
  tsv: "Copier pour un tableur",
  csv: "Télécharger en CSV",
  link: "Copier un lien vers ce calcul",
  clear: "Tout effacer",
  copied: "Le décompte est copié.",
  tsvCopied: `Les lignes sont copiées${NBSP}: collez-les dans votre tableur.`,
  linkCopied: `Le lien est copié. Il contient ce qui est saisi${NBSP}: ne le donnez qu’à qui peut le lire.`,
  refused: "Ce navigateur n’a pas laissé copier.",
  made: (name: string): string => `${name} est dans vos téléchargements.`,
  nothing: "Il n’y a encore rien à copier.",
  cleared: "Tout est effacé.",
  fromLink: "Le calcul de ce lien est repris.",
} as const;

export const FAILED = "Le calculateur n’a pas pu s’ouvrir. Rechargez la page.";
