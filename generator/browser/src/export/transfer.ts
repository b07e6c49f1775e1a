/**
 * The transfer that pays a letter, and what its code says (EPC QR code, « code QR de virement »).
 *
 * Source: European Payments Council, EPC069-12 v3.1, « Quick Response Code: Guidelines to Enable Data Capture for the
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
  if (!iban || !name || !(amount instanceof Money) || amount.cents < 1 || amount.cents > LARGEST_AMOUNT) return undefined;
  const invoices = Array.isArray(answers.invoices) ? (answers.invoices as readonly Answer[]) : [];
  const references = invoices.map((invoice) => text(group(invoice).number)).filter(Boolean);
  return { name, iban, bic: text(creditor.bic), amount, references };
}

/** What the code says, line by line; empty lines at the end are left out. */
export function payloadOf(transfer: Transfer): string {
  for (let count = transfer.references.length; count > 0; count--) {
    const payload = written(transfer, count);
    if (payload !== undefined) return payload;
  }
  return written(transfer, 0)!;
}

function written(transfer: Transfer, count: number): string | undefined {
  const kept = transfer.references.slice(0, count);
  const reference = count < transfer.references.length ? [...kept, MORE] : kept;
  const lines = [
    "BCD",
    "002",
    "1",
    "SCT",
    transfer.bic,
    cut(transfer.name, NAME_LENGTH),
    transfer.iban,
    `EUR${Math.floor(transfer.amount.cents / 100)}.${String(transfer.amount.cents % 100).padStart(2, "0")}`,
    "",
    "",
    oneLine(reference.join(SEPARATOR)),
  ];
  const payload = lines.join("\n").trimEnd();
  const isShort = [...lines.at(-1)!].length <= REFERENCE_LENGTH && new TextEncoder().encode(payload).length <= BYTES;
  return isShort || count === 0 ? payload : undefined;
}

function cut(words: string, length: number): string {
  return [...oneLine(words)].slice(0, length).join("").trimEnd();
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
