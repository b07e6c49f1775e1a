/**
 * The transfer that pays a letter, and what its code says (EPC QR code, « code QR de virement »).
 *
 * Source: European Payments Council, EPC069-12, « Quick Response Code: Guidelines to Enable Data Capture for the
 * Initiation of a SEPA Credit Transfer »: version 002, UTF-8, 331 bytes at most.
 */
import type { Answer, Answers } from "../letter/fill";
import { Money } from "../values/money";

export interface Transfer {
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
  readonly amount: Money;
  readonly references: readonly string[];
}

/** What the letter asks for: all of it, or the invoices alone. */
export type AmountAsked = "total" | "principal";

const NAME_LENGTH = 70;
const REFERENCE_LENGTH = 140;
const BYTES = 331;
const LARGEST_AMOUNT = 999_999_999_99;
const SEPARATOR = ", ";
const MORE = "...";

/** The transfer that a letter's answers call for; undefined without an IBAN or an amount that a transfer may have. */
export function transferOf(answers: Answers, asked: AmountAsked): Transfer | undefined {
  const [creditor, statement] = [group(answers.creditor), group(answers.statement)];
  const amount = statement[asked];
  const iban = text(creditor.iban).replace(/\s/g, "");
  const name = text(creditor.name);
  if (!iban || !name || !(amount instanceof Money)) return undefined;
  if (amount.cents < 1 || amount.cents > LARGEST_AMOUNT) return undefined;
  const invoices = Array.isArray(answers.invoices) ? (answers.invoices as readonly Answer[]) : [];
  const references = invoices.map((invoice) => text(group(invoice).number)).filter(Boolean);
  return { name, iban, bic: text(creditor.bic), amount, references };
}

/** What the code says, line by line; as many invoices as there is room for. */
export function payloadOf(transfer: Transfer): string {
  const name = [...oneLine(transfer.name)].slice(0, NAME_LENGTH);
  for (const reference of references(transfer)) {
    const payload = written(transfer, name.join(""), reference);
    if ([...reference].length <= REFERENCE_LENGTH && bytesOf(payload) <= BYTES) return payload;
  }
  while (bytesOf(written(transfer, name.join(""), "")) > BYTES) name.pop();
  return written(transfer, name.join(""), "");
}

/** All invoices, then fewer and fewer. */
function* references({ references: all }: Transfer): Generator<string> {
  yield oneLine(all.join(SEPARATOR));
  for (let count = all.length - 1; count > 0; count--) yield oneLine([...all.slice(0, count), MORE].join(SEPARATOR));
}

function written({ bic, iban, amount }: Transfer, name: string, reference: string): string {
  const euros = `${Math.floor(amount.cents / 100)}.${String(amount.cents % 100).padStart(2, "0")}`;
  const [purpose, structured] = ["", ""];
  const lines = ["BCD", "002", "1", "SCT", bic, name.trim(), iban, `EUR${euros}`, purpose, structured, reference];
  return lines.join("\n").trimEnd();
}

function bytesOf(words: string): number {
  return new TextEncoder().encode(words).length;
}

function oneLine(words: string): string {
  return words.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function group(value: Answer | undefined): { readonly [name: string]: Answer } {
  const isGroup = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Money);
  return isGroup ? (value as { readonly [name: string]: Answer }) : {};
}

function text(value: Answer | undefined): string {
  return typeof value === "string" ? value : "";
}
