/** Electronic invoices (Factur-X, UBL, CII): bytes → parts of a claim, each with the place where it was read. */
import { quoted } from "../messages";
import { CII, readCii } from "./cii";
import { type InvoiceParts, type ReadInvoice, proposed } from "./parts";
import { type Attachment, attachedInvoice } from "./pdf";
import { InvoiceRefused } from "./refused";
import { UBL_CREDIT_NOTE, UBL_INVOICE, readUbl } from "./ubl";
import { type Element, parseXml } from "./xml";

export type { ReadInvoice } from "./parts";

const MAX_BYTES = 25_000_000;

export async function readInvoice(bytes: Uint8Array, fileName: string): Promise<ReadInvoice> {
  try {
    const { name, bytes: xml } = invoiceIn(bytes, fileName);
    return proposed(partsOf(parseXml(xml)), name);
  } catch (error) {
    if (error instanceof InvoiceRefused) return { found: [], problems: [error.problem] };
    throw error;
  }
}

/** Told apart by what is in the file: a PDF may have some bytes before its mark. */
function invoiceIn(bytes: Uint8Array, fileName: string): Attachment {
  if (bytes.length > MAX_BYTES) {
    throw new InvoiceRefused("ce fichier est trop gros", "une facture électronique tient en moins de vingt-cinq mégaoctets");
  }
  if (bytes.length === 0) throw new InvoiceRefused("ce fichier est vide");
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  if (head.includes("%PDF-")) return attachedInvoice(bytes);
  if (!/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(head)) {
    throw new InvoiceRefused("ce fichier n’est ni un PDF ni du XML", "choisissez la facture électronique elle-même");
  }
  return { name: fileName, bytes };
}

type Named = { readonly name: string; readonly namespace: string };

function partsOf(root: Element): InvoiceParts {
  if (root.name === "CrossIndustryInvoice" && root.namespace === CII) return readCii(root);
  if (root.name === "Invoice" && root.namespace === UBL_INVOICE) return readUbl(root);
  if (root.name === "CreditNote" && root.namespace === UBL_CREDIT_NOTE) return readUbl(root);
  throw unread(root);
}

function unread({ name, namespace }: Named): InvoiceRefused {
  if (namespace.startsWith("urn:ferd:") || name === "CrossIndustryDocument") {
    return new InvoiceRefused(
      "cette facture est en ZUGFeRD 1.0, un format d’avant la norme européenne qui n’est pas lu",
      "saisissez la facture à la main",
      "invoice-zugferd-1",
    );
  }
  if (name.startsWith("SCRDMCCBDACIO") || name.startsWith("Order")) {
    return new InvoiceRefused("ce fichier est une commande, pas une facture", "choisissez la facture", "invoice-order");
  }
  return new InvoiceRefused(
    `ce fichier XML n’est pas une facture électronique (sa racine est ${quoted(name)})`,
    "choisissez une facture Factur-X, CII ou UBL",
    "invoice-other",
  );
}
