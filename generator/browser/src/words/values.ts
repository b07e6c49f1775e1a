/** Why a text is not a value of its type, and what to write instead: by the reason of its `ValueRefused`. */
import { CHOICE_LABELS } from "../claim/choice_labels";
import type { ChoiceName } from "../claim/choices";
import { NBSP, NNBSP, didYouMean, lengthOf, listed, quoted } from "../messages";
import { MONTHS } from "../values/dates";
import { formatInteger } from "../values/integer";
import { FIRST_YEAR, LAST_YEAR } from "../values/parse/iso_day";
import { numberIn } from "../values/parse/money";
import { compact, strip } from "../values/spaces";

export type Sentence = readonly [message: string, hint: string];

const not = (text: string, what: string, hint: string): Sentence => [`${quoted(text)} ${what}`, hint];

export const REFUSALS = {
  not_simple: (isList: boolean): Sentence => [
    `une valeur simple est attendue, pas ${isList ? "une liste" : "un groupe de champs"}`,
    "écrivez une seule valeur",
  ],
  unfinished_date: (): Sentence => ["cette date n’est pas complète", "choisissez le jour, le mois et l’année"],

  // --- texts and words --------------------------------------------------------------------------

  empty: (text: string) => not(text, "est vide", "écrivez un texte, ou retirez cette ligne"),
  hidden: (text: string, character: string) => {
    const [name, hint] = hidden(character);
    return not(text, `contient ${name}`, hint);
  },
  accents: (text: string) => not(text, "contient des accents empilés", "retapez ce texte"),
  too_long: (text: string, most: number) =>
    not(text, `est trop long, ${lengthOf(text)} caractères`, `tenez en ${most} caractères`),
  yes_no: (text: string) => not(text, "n’est ni oui ni non", "écrivez true (oui) ou false (non)"),
  choice: (text: string) => not(text, "n’est pas un choix", "écrivez l’un des mots proposés"),
  among: (text: string, name: ChoiceName): Sentence => {
    const labels: Labels = CHOICE_LABELS[name];
    const known = Object.keys(labels);
    const accepted = known.map((one) => `${one} (${labels[one]})`).join(", ");
    return [
      `${quoted(text)} est inconnu${didYouMean(meant(strip(text), labels), known)}`,
      `valeurs acceptées${NBSP}: ${accepted}`,
    ];
  },
  answer: (text: string, values: readonly string[]) =>
    not(text, "n’est pas l’une des réponses possibles", listed(values)),
  not_asked: (name: string): Sentence => [
    `la question ${quoted(name)} ne se pose pas pour ce régime`,
    "retirez cette réponse",
  ],

  unknown_answer: (name: string, questions: readonly string[]): Sentence => [
    `cette lettre ne pose pas la question ${quoted(name)}`,
    questions.length > 0 ? `ses questions${NBSP}: ${listed(questions, "et")}` : "retirez-la",
  ],

  // --- addresses --------------------------------------------------------------------------------

  postcode: (text: string) =>
    not(text, "n’est pas un code postal français", "écrivez ses cinq chiffres, zéro compris"),
  address_lines: (text: string, count: number, most: number) =>
    not(text, `a ${count} lignes avant la ville, ${most} au plus`, "regroupez des lignes"),
  address: (text: string) =>
    not(text, "n’est pas une adresse complète", `écrivez la rue, puis une ligne comme ${quoted("75002 Paris")}`),
  email: (text: string) =>
    not(text, "n’est pas une adresse électronique", "écrivez une seule adresse, comme nom@exemple.fr"),
  phone: (text: string) => not(text, "n’est pas un numéro de téléphone", "écrivez-le comme 06 12 34 56 78"),

  // --- numbers and days -------------------------------------------------------------------------

  integer: (text: string) => not(text, "n’est pas un nombre entier", "écrivez des chiffres seuls, comme 15"),
  out_of_limits: (text: string, least: number, most: number) =>
    not(text, "est hors limites", `écrivez un nombre de ${formatInteger(least)} à ${formatInteger(most)}`),
  money,
  money_too_large: (text: string) => not(text, "est un montant trop grand", "vérifiez le nombre de chiffres"),
  money_nil: (text: string) => not(text, "est un montant nul", "indiquez un montant supérieur à zéro"),
  percent: (text: string) =>
    not(text, /^[-−–]/.test(strip(text)) ? "est un taux négatif" : "n’est pas un pourcentage", RATE),
  percent_too_fine: (text: string) => not(text, "a plus de quatre décimales", "arrondissez le taux"),
  percent_too_large: (text: string) => not(text, `dépasse 1000${NBSP}%`, RATE),
  date: (text: string) => not(text, "n’est pas une date", DAY),
  date_year: (text: string) =>
    not(text, `est une date hors des années ${FIRST_YEAR} à ${LAST_YEAR}`, "vérifiez l’année"),
  date_month: (text: string, month: number) => not(text, `n’est pas une date, il n’y a pas de mois ${month}`, DAY),
  date_day: (text: string, year: number, month: number, last: number) =>
    not(text, `n’existe pas, ${MONTHS[month - 1]} ${year} a ${last} jours`, "vérifiez le jour et le mois"),

  // --- identifiers ------------------------------------------------------------------------------

  siren_is_siret: (text: string, siren: string) =>
    not(text, "est un SIRET (14 chiffres), pas un SIREN", `gardez les 9 premiers chiffres, ${siren}`),
  digits: (text: string, length: number, name: string) => {
    const number = compact(text);
    if (!/^[0-9]+$/.test(number)) return not(text, `n’est pas un ${name}`, `écrivez ses ${length} chiffres`);
    const count = `il a ${number.length} chiffres au lieu de ${length}`;
    return not(text, `n’est pas un ${name}, ${count}`, `recopiez les ${length} chiffres`);
  },
  check_digit: (text: string, name: string, source: string) =>
    not(text, `n’est pas un ${name}, sa clé de contrôle est fausse`, `recopiez-le depuis ${source}`),
  vat_number: (text: string, reason: string) =>
    not(text, `n’est pas un numéro de TVA, ${reason}`, "recopiez-le depuis une facture"),
  iban: (text: string, reason: string) => not(text, `n’est pas un IBAN, ${reason}`, "recopiez-le depuis votre RIB"),
  bic: (text: string, reason: string) => not(text, `n’est pas un BIC, ${reason}`, "recopiez-le depuis votre RIB"),
} satisfies Readonly<Record<string, (...facts: never[]) => Sentence>>;

/** The sentence of that reason. */
export function refused(reason: keyof typeof REFUSALS, ...facts: readonly unknown[]): Sentence {
  return (REFUSALS[reason] as (...given: readonly unknown[]) => Sentence)(...facts);
}

// --- amounts ------------------------------------------------------------------------------------

const AMOUNT = "écrivez 1234.56, ou 1234,56, sans séparateur de milliers";
const RATE = "écrivez le taux annuel comme 12.15";
const DAY = "écrivez la date comme 2026-03-01 (année-mois-jour)";
const TWO_READINGS = /^([1-9][0-9]{0,2})[.,]([0-9]{3})$/;
const MIXED = /^([1-9][0-9]{0,2}(?:[.,'’][0-9]{3})+)(?:[.,]([0-9]{1,2}))?$/;
const TOO_FINE = /^[0-9 \u00a0\u202f\u2009\u2007]+[.,][0-9]{3,}$/;

function money(text: string): Sentence {
  const number = numberIn(text);
  if (/^[-−–]|^\(.*\)$|[-−]$/.test(number)) {
    const places = `un avoir va dans ${quoted("credit_notes")}, un règlement dans ${quoted("payments")}`;
    return not(text, "est un montant négatif", `écrivez un montant positif (${places})`);
  }
  const two = TWO_READINGS.exec(number);
  if (two) {
    const [, left, right] = two;
    const readings = `${left}${NNBSP}${right}${NBSP}€ ou ${left},${right}${NBSP}€`;
    return not(text, `peut se lire ${readings}`, `écrivez ${left}${right}, ou ${left},${right!.slice(0, 2)}`);
  }
  const mixed = MIXED.exec(number);
  if (mixed) {
    const written = `${mixed[1]!.replace(/[^0-9]/g, "")},${(mixed[2] ?? "").padEnd(2, "0")}`;
    return not(text, "a un point, une virgule ou une apostrophe entre les milliers", `écrivez ${written}`);
  }
  if (TOO_FINE.test(number)) return not(text, "a plus de deux décimales", "arrondissez au centime");
  if (/^[0-9.,]+e[+-]?[0-9]+$/i.test(number)) return not(text, "est en notation scientifique", AMOUNT);
  return not(text, "n’est pas un montant", AMOUNT);
}

// --- hidden characters --------------------------------------------------------------------------

const LINE_BREAK = /[\n\r\x85\u2028\u2029]/;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

function hidden(character: string): Sentence {
  if (LINE_BREAK.test(character)) return ["un saut de ligne", "tenez sur une seule ligne"];
  if (character === "\ufffd") {
    return ["un caractère perdu (U+FFFD)", "enregistrez le fichier en UTF-8, puis retapez ce texte"];
  }
  const remedy = "retapez ce texte au lieu de le coller, ou retirez-le";
  if (character === "\t") return ["une tabulation", remedy];
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return [`${kindOf(character)} (U+${code})`, remedy];
}

function kindOf(character: string): string {
  if (DIRECTION.test(character)) return "une marque de sens d’écriture invisible";
  return /[\0-\x1f\x7f-\x9f]/.test(character) ? "un caractère de contrôle" : "un caractère invisible";
}

// --- closed lists -------------------------------------------------------------------------------

type Labels = { readonly [word: string]: string };

/** The word whose French label was written in its place, or the word itself. */
function meant(word: string, labels: Labels): string {
  const written = word.toLowerCase();
  return Object.keys(labels).findLast((known) => labels[known]!.toLowerCase() === written) ?? word;
}
