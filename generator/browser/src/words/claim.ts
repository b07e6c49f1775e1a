/** What is wrong with a claim, in words: what is missing, what cannot be read, what contradicts itself. */
import { MAX_INVOICES } from "../claim/shape";
import { NBSP, didYouMean, listed, quoted } from "../messages";
import { formatDate } from "../values/dates";
import { Money, formatMoney } from "../values/money";
import { type Sentence, refused } from "./values";

/** What a message calls a field that may be missing, by its path without the places in its lists. */
const TITLES: Readonly<Record<string, string>> = {
  creditor: "le créancier",
  "creditor.name": "le nom du créancier",
  "creditor.address": "l’adresse du créancier",
  "creditor.signatory.name": "le nom du signataire",
  debtor: "le débiteur",
  "debtor.kind": "le régime du débiteur",
  "debtor.name": "le nom du débiteur",
  "debtor.insolvency.opened_on": "la date du jugement d’ouverture",
  invoices: "la liste des factures",
  "invoices.number": "le numéro de la facture",
  "invoices.issued_on": "la date d’émission de la facture",
  "invoices.amount": "le montant de la facture",
  "invoices.payments.paid_on": "la date du règlement",
  "invoices.payments.amount": "le montant du règlement",
  "invoices.credit_notes.issued_on": "la date de l’avoir",
  "invoices.credit_notes.amount": "le montant de l’avoir",
  "reminders.sent_on": "la date de la relance",
  "reminders.channel": "le moyen de la relance",
  "events.on": "la date de l’acte",
  "events.kind": "la nature de l’acte",
};
const ADDRESS_TITLES: Readonly<Record<string, string>> = {
  lines: "la rue et le numéro",
  postcode: "le code postal",
  city: "la ville",
};

function titleOf(path: string): string | undefined {
  return path.includes(".address.") ? ADDRESS_TITLES[nameOf(path)] : TITLES[path.replace(/\.\d+(?=\.|$)/g, "")];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function listTitle(path: string): string {
  return titleOf(path) ?? `le champ ${quoted(nameOf(path))}`;
}

/** What a file gives where something else is expected: a text, or null for a list or a group. */
function shaped(
  what: "claim" | "too_many_problems" | "list" | "group",
  given: string | number | null,
  fields: readonly string[],
): Sentence {
  if (what === "claim") {
    return ["ce fichier n’est pas un dossier", `un dossier est un groupe de champs${NBSP}: ${listed(fields, "et")}`];
  }
  if (what === "too_many_problems") {
    return [`plus de ${given} problèmes, seuls les premiers sont dits`, "vérifiez que ce fichier est bien un dossier"];
  }
  const value = given === null ? "ce n’est pas" : `${quoted(String(given))} n’est pas`;
  if (what === "list") return [`${value} une liste`, "commencez chaque élément par un tiret"];
  const names = fields.length > 0 ? `${NBSP}: ${fields.join(", ")}` : "";
  return [`${value} un groupe de champs`, `écrivez un champ par ligne${names}`];
}

/** What is not there: a field, what a list must hold, or the due date of an invoice. */
function absent(what: "field" | "list" | "due_date" | "consumer_due_date", path: string): Sentence {
  switch (what) {
    case "field":
      return [`${titleOf(path)} manque`, `ajoutez le champ ${quoted(nameOf(path))}`];
    case "list":
      return [`${listTitle(path)} est vide`, "indiquez au moins un élément"];
    default: {
      const source = what === "due_date" ? `, ou ${quoted("performed_on")} (exécution) pour la calculer selon la loi` : "";
      return ["la date d’échéance de la facture manque", `ajoutez le champ ${quoted("due_on")}${source}`];
    }
  }
}

/** A day that comes before the one that it must follow. */
function order(
  what: "due_on" | "received_on" | "paid_on" | "reminder_received_on" | "reminder_after_letter",
  day: string,
  start: string,
): Sentence {
  const dates = "vérifiez les deux dates";
  const [first, second] = [formatDate(day), formatDate(start)];
  const issue = `précède l’émission de la facture (${second})`;
  switch (what) {
    case "due_on":
      return [`l’échéance (${first}) ${issue}`, dates];
    case "received_on":
      return [`la réception de la facture (${first}) ${issue}`, dates];
    case "paid_on": {
      const hint = `un acompte versé avant la facture se déduit de ${quoted("amount")}, qui est la somme restant à payer`;
      return [`le règlement (${first}) ${issue}`, hint];
    }
    case "reminder_received_on":
      return [`la réception (${first}) précède l’envoi (${second})`, dates];
    case "reminder_after_letter":
      return [
        `la relance du ${first} est postérieure à la lettre, du ${second}`,
        "vérifiez les deux dates, ou retirez cette relance",
      ];
  }
}

const PARTS = ["réglés", "en avoir", "contestés", "pas encore échus"];

export const CLAIM_WORDS = {
  "claim-value": refused,
  "claim-missing": absent,
  "claim-shape": shaped,
  "claim-unknown-field": (name: string, known: readonly string[]): Sentence => [
    `champ inconnu ${quoted(name)}${didYouMean(name, known)}`,
    `champs possibles${NBSP}: ${known.join(", ")}`,
  ],
  "claim-too-many": (path: string, count: number, most: number): Sentence => [
    `${listTitle(path)} compte ${count} éléments, ${most} au plus`,
    most === MAX_INVOICES ? "faites plusieurs dossiers" : "regroupez des lignes",
  ],
  "claim-date-order": order,
  /** Cents: what each part takes of an invoice that has less. */
  "claim-sum": (parts: readonly number[], amount: Money): Sentence => {
    const total = parts.reduce((sum, cents) => sum + cents, 0);
    const detail = parts.flatMap((cents, place) => (cents > 0 ? [`${formatMoney(new Money(cents))} ${PARTS[place]}`] : []));
    return [
      `${formatMoney(new Money(total))} (${detail.join(" + ")}) dépassent le montant de la facture, ${formatMoney(amount)}`,
      "vérifiez les montants, ou retirez la facture si elle est soldée",
    ];
  },
  "claim-duplicate-invoice": (number: string, earlier: number): Sentence => [
    `le numéro ${quoted(number)} est déjà celui de la facture ${earlier + 1} de la liste`,
    "retirez la facture en double, ou corrigez son numéro",
  ],
} as const;
