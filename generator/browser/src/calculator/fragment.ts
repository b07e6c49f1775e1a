/**
 * A link to a calculation: what is typed, in plain words, in the fragment of the address, which a browser never sends
 * to a server: `#client=professionnel&montant=10000&echeance=2026-05-01&paiement=2026-06-01:4000`.
 */
import { ValueRefused } from "../errors";
import { ROW_ID, type TypedGroup, rowsAt, textAt, withAt } from "../form/typed";
import { parse as parseDate } from "../values/parse/dates";
import { AMOUNT, DUE, KIND, NOTICE, PAYMENTS, RATE, UNTIL } from "./fields";

/** Longer than any calculation that somebody typed. */
const MAX_LENGTH = 4000;
const PAYMENT = "paiement";

/** Path → name in the address. */
const NAMES: ReadonlyMap<string, string> = new Map([
  [KIND, "client"],
  [AMOUNT, "montant"],
  [DUE, "echeance"],
  ["invoices.0.performed_on", "execution"],
  ["invoices.0.received_on", "reception"],
  ["invoices.0.issued_on", "facture"],
  [NOTICE, "mise-en-demeure"],
  [RATE, "taux"],
  ["terms.allocation", "imputation"],
  ["terms.day_count", "base"],
  [UNTIL, "au"],
]);

/** Words of the claim → words of the address. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["professional", "professionnel"],
  ["consumer", "particulier"],
  ["public_body", "acheteur-public"],
  ["interest_first", "interets"],
  ["principal_first", "principal"],
  ["act_365", "365"],
  ["act_act", "reelle"],
]);

export function fragmentOf(typed: TypedGroup): string {
  const kept = new URLSearchParams();
  for (const [path, name] of NAMES) {
    const text = bare(textAt(typed, path));
    if (text !== "") kept.append(name, WORDS.get(text) ?? text);
  }
  for (const row of rowsAt(typed, PAYMENTS)) {
    const [on, amount] = [bare(textAt(row, "paid_on")), bare(textAt(row, "amount"))];
    if (on !== "" || amount !== "") kept.append(PAYMENT, `${on}:${amount}`);
  }
  return `#${kept.toString().replaceAll("%3A", ":").replaceAll("%2C", ",")}`;
}

/** What a fragment fills the calculator with, null where it is not one of ours. */
export function typedOfFragment(fragment: string): TypedGroup | null {
  if (fragment.length > MAX_LENGTH) return null;
  const given = new URLSearchParams(fragment.slice(1));
  let typed: TypedGroup = { invoices: [{ [ROW_ID]: "0" }] };
  let isOurs = false;
  for (const [path, name] of NAMES) {
    const text = given.get(name);
    if (text === null) continue;
    isOurs = true;
    const word = [...WORDS].find(([, ours]) => ours === text && isChoice(path));
    typed = withAt(typed, path, word ? word[0] : dated(path, text));
  }
  const payments = given.getAll(PAYMENT).map((text, index): TypedGroup => {
    const [on = "", amount = ""] = text.split(":");
    return { [ROW_ID]: `link${index}`, paid_on: dated("paid_on", on), amount };
  });
  if (payments.length > 0) typed = withAt(typed, PAYMENTS, payments);
  return isOurs ? typed : null;
}

/** A day as its box takes it, however it was written; what is no day stays, for its field to say so. */
function dated(path: string, text: string): string {
  if (!path.endsWith("_on") && path !== UNTIL) return text;
  try {
    return parseDate(text);
  } catch (error) {
    if (error instanceof ValueRefused) return text;
    throw error;
  }
}

/** « 365 » is a word in one place and an amount in another. */
function isChoice(path: string): boolean {
  return [KIND, "terms.allocation", "terms.day_count"].includes(path);
}

/** Without the spaces between thousands. */
function bare(text: string): string {
  return text.replace(/\s/g, "");
}
