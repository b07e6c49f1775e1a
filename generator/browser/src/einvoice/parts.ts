/**
 * What both syntaxes of EN 16931 say of an invoice, by business term (BT), and what of it goes into a claim.
 *
 * A text is proposed only when its kind of value reads it; otherwise it is said, with its place.
 */
import { type Told, ValueRefused } from "../errors";
import { NBSP, quoted } from "../messages";
import type { ReadValue } from "../form/incoming";
import { VALUE_TYPES, type ValueTypeName } from "../values";
import { MAX_LINES, parsePostcode } from "../values/parse/address";
import { refusal } from "../words";
import { InvoiceRefused } from "./refused";
import { type Element, all } from "./xml";

/** A text of the file with its element and its business term. */
export type Part = { readonly text: string; readonly at: string; readonly term: string; readonly scheme: string };

export type Party = {
  readonly name: Part | undefined;
  readonly identifiers: readonly Part[];
  readonly lines: readonly Part[];
  readonly postcode: Part | undefined;
  readonly city: Part | undefined;
  readonly country: Part | undefined;
};

export type Note = { readonly code: string; readonly part: Part };

export type InvoiceParts = {
  readonly type: Part | undefined;
  readonly number: Part | undefined;
  readonly issuedOn: Part | undefined;
  readonly dueOn: readonly Part[];
  readonly performedOn: Part | undefined;
  readonly currency: Part | undefined;
  readonly total: Part | undefined;
  readonly paid: Part | undefined;
  readonly payable: Part | undefined;
  readonly seller: Party;
  readonly vatNumber: Part | undefined;
  readonly buyer: Party;
  readonly payee: Part | undefined;
  readonly ibans: readonly Part[];
  readonly bic: Part | undefined;
  readonly buyerReference: Part | undefined;
  readonly orderReference: Part | undefined;
  readonly notes: readonly Note[];
  /** The invoice that a credit note corrects. */
  readonly corrected: Part | undefined;
};

/** The texts at a path, in the order of the file; empty ones left out. */
export function partsAt(element: Element, path: string, term: string): readonly Part[] {
  const at = path.split("/").slice(-2).join(" / ");
  return all(element, path)
    .filter((found) => found.text !== "")
    .map((found) => ({ text: found.text, at, term, scheme: found.attributes.get("schemeID") ?? "" }));
}

export function partAt(element: Element, path: string, term: string): Part | undefined {
  return partsAt(element, path, term)[0];
}

export type ReadInvoice = { readonly found: readonly ReadValue[]; readonly problems: readonly Told[] };

export function proposed(parts: InvoiceParts, file: string): ReadInvoice {
  const proposal = new Proposal(file);
  const isCredit = CREDIT_NOTES.has(parts.type?.text ?? "");
  if (isCredit) creditNote(proposal, parts);
  else invoice(proposal, parts);
  party(proposal, "creditor", parts.seller);
  proposal.value("creditor.vat_number", "vat_number", parts.vatNumber);
  party(proposal, "debtor", parts.buyer);
  if (!isCredit) account(proposal, parts);
  rate(proposal, parts.notes);
  return { found: proposal.found, problems: proposal.problems };
}

/** UNTDID 1001: credit note, self-billed, factored, corporate; then the advance one. */
const CREDIT_NOTES = new Set(["81", "83", "261", "262", "381", "396", "502", "503"]);
const DEPOSITS = new Set(["386", "500", "501"]);

class Proposal {
  readonly found: ReadValue[] = [];
  readonly problems: Told[] = [];

  constructor(private readonly file: string) {}

  from(part: Part): string {
    return `${this.file}, ${part.at} (${part.term})`;
  }

  say(message: string, hint: string, check: string): void {
    this.problems.push({ field: "", message, hint, check });
  }

  /** Proposes the text as this kind of value reads it, or says why not. */
  value(path: string, type: ValueTypeName, part: Part | undefined, text = part?.text, note = ""): void {
    if (!part || text === undefined) return;
    this.checked(path, part, text, note, (written) => VALUE_TYPES[type](written));
  }

  checked(path: string, part: Part, text: string, note: string, parse: (written: string) => unknown): void {
    try {
      parse(text);
      this.found.push({ path, value: text, from: this.from(part) + note });
    } catch (error) {
      if (!(error instanceof ValueRefused)) throw error;
      this.say(`${this.from(part)}${NBSP}: ${refusal(error)[0]}`, "cette valeur n’est pas reprise", "invoice-value");
    }
  }
}

// --- the invoice ----------------------------------------------------------------------------------

function invoice(proposal: Proposal, parts: InvoiceParts): void {
  const row = "invoices.0";
  proposal.value(`${row}.number`, "text", parts.number);
  if (DEPOSITS.has(parts.type?.text ?? "")) proposal.value(`${row}.kind`, "text", parts.type, "deposit");
  proposal.value(`${row}.issued_on`, "date", parts.issuedOn);
  due(proposal, parts.dueOn);
  proposal.value(`${row}.performed_on`, "date", parts.performedOn);
  if (isInEuros(proposal, parts.currency)) amount(proposal, parts);
  const references = [parts.orderReference, parts.buyerReference].filter((part) => part !== undefined);
  const texts = new Set(references.map((part) => part.text));
  proposal.value(`${row}.order_reference`, "text", references[0], [...texts].join(", "));
  for (const [name, part] of [["son numéro", parts.number], ["sa date", parts.issuedOn]] as const) {
    if (!part) proposal.say(`cette facture ne dit pas ${name}`, "ajoutez ce qui manque", "invoice-missing");
  }
}

function due(proposal: Proposal, dates: readonly Part[]): void {
  const days = new Set(dates.map((part) => part.text));
  if (days.size <= 1) return proposal.value("invoices.0.due_on", "date", dates[0]);
  proposal.say("cette facture a plusieurs échéances", "indiquez celle qui est dépassée", "invoice-due");
}

function isInEuros(proposal: Proposal, currency: Part | undefined): boolean {
  if (currency?.text === "EUR") return true;
  const said = currency ? `cette facture est en ${quoted(currency.text)}` : "cette facture ne dit pas sa monnaie";
  proposal.say(`${said}, ses montants ne sont pas repris`, "indiquez le montant en euros", "invoice-currency");
  return false;
}

/** The total with VAT, or what is left of it when a part was paid: the file does not say on which day. */
function amount(proposal: Proposal, { total, paid, payable }: InvoiceParts): void {
  const cents = { total: centsOf(total), paid: centsOf(paid) ?? 0, payable: centsOf(payable) };
  const asked = cents.payable ?? (cents.total === undefined ? undefined : cents.total - cents.paid);
  if (asked === undefined) return missingAmount(proposal, payable ?? total);
  if (asked <= 0) {
    const said = "d’après ce fichier, il ne reste rien à payer sur cette facture";
    return proposal.say(said, "vérifiez ce qui vous est dû avant d’écrire", "invoice-paid");
  }
  if (paid && cents.paid !== 0) return partlyPaid(proposal, asked, paid, payable ?? total!);
  const chosen = cents.total !== undefined && cents.total === asked ? total! : (payable ?? total!);
  proposal.value("invoices.0.amount", "money", chosen, written(asked));
  if (cents.total !== undefined && cents.total !== asked) differs(proposal, cents.total, asked);
}

function partlyPaid(proposal: Proposal, asked: number, paid: Part, chosen: Part): void {
  proposal.value("invoices.0.amount", "money", chosen, written(asked));
  proposal.say(
    `d’après ce fichier, ${euros(centsOf(paid)!)} sont déjà payés${NBSP}: le montant proposé est le reste à payer, ${euros(asked)}`,
    "si vous préférez le total et le règlement à sa date, corrigez la facture après l’avoir reprise",
    "invoice-prepaid",
  );
}

function differs(proposal: Proposal, total: number, asked: number): void {
  proposal.say(
    `le montant à payer, ${euros(asked)}, n’est pas le total, ${euros(total)}`,
    "vérifiez le montant repris",
    "invoice-amount",
  );
}

function missingAmount(proposal: Proposal, part: Part | undefined): void {
  const said = part ? `${proposal.from(part)}${NBSP}: ${quoted(part.text)} n’est pas un montant en centimes` : "cette facture ne dit pas son montant";
  proposal.say(said, "indiquez le montant à payer", "invoice-amount");
}

/** « 1200 », « 1200.5 », « 1200.0000 »: a point is always decimal in XML. */
function centsOf(part: Part | undefined): number | undefined {
  const match = /^([+-]?)([0-9]{1,10})(?:\.([0-9]{1,2})0*)?$/.exec(part?.text ?? "");
  if (!match) return undefined;
  return Number(`${match[1]}${match[2]}${(match[3] ?? "").padEnd(2, "0")}`);
}

function written(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

function euros(cents: number): string {
  const sign = cents < 0 ? "−" : "";
  return `${sign}${written(Math.abs(cents)).replace(".", ",")}${NBSP}€`;
}

/** A credit note goes under the invoice that it corrects. */
function creditNote(proposal: Proposal, parts: InvoiceParts): void {
  if (!parts.corrected) {
    throw new InvoiceRefused(
      "ce fichier est un avoir, et ne dit pas de quelle facture",
      "ajoutez-le à la main sous la facture qu’il corrige",
      "invoice-credit",
    );
  }
  const row = "invoices.0.credit_notes.0";
  proposal.value("invoices.0.number", "text", parts.corrected);
  proposal.value(`${row}.number`, "text", parts.number);
  proposal.value(`${row}.issued_on`, "date", parts.issuedOn);
  const credited = Math.abs(centsOf(parts.total) ?? 0);
  if (isInEuros(proposal, parts.currency)) {
    if (credited > 0) proposal.value(`${row}.amount`, "money", parts.total, written(credited));
    else missingAmount(proposal, parts.total);
  }
  const of = quoted(parts.corrected.text);
  proposal.say(`ce fichier est un avoir sur la facture ${of}`, "il s’ajoute à cette facture", "invoice-credit");
}

// --- parties and payment --------------------------------------------------------------------------

function party(proposal: Proposal, side: "creditor" | "debtor", read: Party): void {
  proposal.value(`${side}.name`, "text", read.name);
  const siren = sirenOf(read.identifiers);
  if (siren) proposal.value(`${side}.siren`, "siren", siren, siren.text.replace(/\s/g, "").slice(0, 9));
  read.lines.slice(0, MAX_LINES).forEach((part, index) => {
    proposal.value(`${side}.address.lines.${index}`, "text", part);
  });
  const country = countryOf(read.country);
  const { postcode } = read;
  if (postcode) {
    proposal.checked(`${side}.address.postcode`, postcode, postcode.text, "", (text) => parsePostcode(text, country));
  }
  proposal.value(`${side}.address.city`, "text", read.city);
  if (country !== undefined) proposal.value(`${side}.address.country`, "text", read.country, country);
}

/** ISO 6523: 0002 is the SIREN, 0009 the SIRET, which starts with it. */
function sirenOf(identifiers: readonly Part[]): Part | undefined {
  return identifiers.find((part) => part.scheme === "0002") ?? identifiers.find((part) => part.scheme === "0009");
}

/** French departments and collectivities whose postcodes are French. */
const FRENCH = new Set(["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"]);

/** The name of a country that is not France. */
function countryOf(part: Part | undefined): string | undefined {
  if (!part || FRENCH.has(part.text) || !/^[A-Z]{2}$/.test(part.text)) return undefined;
  return new Intl.DisplayNames(["fr"], { type: "region" }).of(part.text);
}

function account(proposal: Proposal, { ibans, bic, payee, seller }: InvoiceParts): void {
  if (payee && payee.text !== seller.name?.text) {
    return proposal.say(
      `cette facture est à payer à ${quoted(payee.text)}, et non au vendeur${NBSP}: son IBAN n’est pas repris`,
      "si la créance est cédée, par exemple à un affactureur, c’est à lui de la réclamer",
      "invoice-payee",
    );
  }
  proposal.value("creditor.iban", "iban", ibans[0]);
  proposal.value("creditor.bic", "bic", bic);
}

// --- the contractual rate -------------------------------------------------------------------------

const PERCENTAGE = /([0-9]{1,3}(?:[.,][0-9]{1,4})?)[\s\u00a0\u202f]*%/g;
/** Such a note has a rate that moves, or one that is not yearly, or more than a rate. */
const NOT_A_YEARLY_RATE = /mois|mensuel|jour|journ|semaine|trimestr|fois|triple|double|point|major|bce|banque centrale|refi|légal|legal|euribor|escompte|montant|ttc/i;

/** The terms of late payment (note PMD) are shown as they are; a rate only when they state one and nothing else. */
function rate(proposal: Proposal, notes: readonly Note[]): void {
  for (const { code, part } of notes) {
    if (code !== "PMD") continue;
    const rates = [...part.text.matchAll(PERCENTAGE)].map((match) => match[1]!);
    if (rates.length === 1 && !NOT_A_YEARLY_RATE.test(part.text)) {
      proposal.value("terms.late_payment_rate", "percent", part, rates[0]!.replace(",", "."), `${NBSP}: ${quoted(part.text)}`);
    }
    proposal.say(
      `la facture dit des pénalités de retard${NBSP}: ${shownWhole(part.text)}`,
      "le taux de la lettre est le taux légal, sauf celui que vous indiquez",
      "invoice-rate",
    );
  }
}

function shownWhole(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "");
  const characters = [...line];
  return `«${NBSP}${characters.length > 300 ? `${characters.slice(0, 299).join("")}…` : line}${NBSP}»`;
}
