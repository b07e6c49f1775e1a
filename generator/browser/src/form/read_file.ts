/** A file that the visitor gives: a claim, or an invoice; told apart by its name and its first bytes. */
import { read } from "../claim/read";
import { readInvoice } from "../einvoice";
import type { Problem } from "../errors";
import { READ } from "../strings/reading";
import { MAX_BYTES, readClaimFile } from "./claim_file";
import type { ReadValue } from "./incoming";
import { isMissing } from "./state";

export type ReadFile =
  | { readonly kind: "claim"; readonly data: unknown; readonly problems: readonly Problem[] }
  | { readonly kind: "invoice"; readonly found: readonly ReadValue[]; readonly problems: readonly Problem[] };

const CLAIM_NAME = /\.(?:json|ya?ml)$/i;
const INVOICE_NAME = /\.(?:pdf|xml)$/i;

export async function readFile(file: File): Promise<ReadFile> {
  if (CLAIM_NAME.test(file.name)) return file.size > MAX_BYTES ? refused(READ.tooLong, READ.tooLongHint) : claimIn(file);
  if (!INVOICE_NAME.test(file.name)) return refused(READ.unknown, READ.unknownHint);
  if (file.size > MAX_INVOICE) return refused(READ.tooLong, READ.invoiceTooLongHint);
  return { kind: "invoice", ...(await readInvoice(new Uint8Array(await file.arrayBuffer()), file.name)) };
}

/** A scanned invoice may weigh some megabytes; past it nothing useful is in it. */
const MAX_INVOICE = 25_000_000;

async function claimIn(file: File): Promise<ReadFile> {
  const { data, problems } = readClaimFile(new Uint8Array(await file.arrayBuffer()), file.name);
  if (data === null) return { kind: "claim", data, problems };
  // What is only missing has its place in the form.
  return { kind: "claim", data, problems: read(data).problems.filter((problem) => !isMissing(problem)) };
}

function refused(message: string, hint: string): ReadFile {
  return { kind: "claim", data: null, problems: [{ field: "", message, hint, check: "claim-file" }] };
}
