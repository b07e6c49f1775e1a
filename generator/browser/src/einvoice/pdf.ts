/** The invoice that a PDF carries as an attachment (Factur-X, ZUGFeRD; ISO 32000-1, 7.11.4). */
import { type Dictionary, type Value, isDictionary, isReference } from "./pdf_values";
import { AGAIN, OPEN_IT, PdfFile } from "./pdf_file";
import { InvoiceRefused } from "./refused";

export type Attachment = { readonly name: string; readonly bytes: Uint8Array };

/** The names that the formats give to the invoice, the present one first. */
const NAMES = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"];
const ORDER = "order-x.xml";
const MAX_VISITED = 100_000;

/** The attached invoice; a name that no format gives only when no known one is there. */
export function attachedInvoice(bytes: Uint8Array): Attachment {
  const file = new PdfFile(bytes);
  if (file.isEncrypted) {
    throw new InvoiceRefused(
      "ce PDF est protégé (chiffré), sa pièce jointe ne peut pas être lue",
      OPEN_IT,
      "invoice-encrypted",
    );
  }
  if (file.isEmpty) throw new InvoiceRefused("ce PDF est incomplet ou abîmé", AGAIN);
  const chosen = choose(attachments(file));
  const content = file.stream(chosen.content);
  if (!content || content.length === 0) {
    throw new InvoiceRefused("ce PDF est incomplet ou abîmé, sa pièce jointe manque", AGAIN);
  }
  return { name: chosen.name, bytes: content };
}

type Listed = { readonly name: string; readonly content: Value };

function choose(listed: readonly Listed[]): Listed {
  for (const name of NAMES) {
    const found = listed.findLast((one) => one.name.toLowerCase() === name);
    if (found) return found;
  }
  if (listed.some((one) => one.name.toLowerCase() === ORDER)) {
    throw new InvoiceRefused("ce PDF porte une commande (Order-X), pas une facture", "choisissez la facture", "invoice-order");
  }
  const xml = listed.filter((one) => /\.xml$/i.test(one.name));
  if (xml.length === 1) return xml[0]!;
  if (xml.length > 1) {
    throw new InvoiceRefused("ce PDF a plusieurs pièces jointes XML, sans dire laquelle est la facture", OPEN_IT);
  }
  throw new InvoiceRefused(
    "ce PDF ne porte pas de facture électronique (Factur-X)",
    "saisissez la facture à la main, ou demandez le fichier XML à votre logiciel de facturation",
    "invoice-none",
  );
}

/** Those that the catalogue lists; in a file without a sound one, all that are there. */
function attachments(file: PdfFile): readonly Listed[] {
  const { catalogue } = file;
  const names = file.resolve(catalogue?.get("Names"));
  const tree = isDictionary(names) ? names.get("EmbeddedFiles") : undefined;
  const from = [tree, catalogue?.get("AF")].filter((value) => value !== undefined);
  const listed = from.length > 0 ? specifications(file, from) : [];
  return listed.length > 0 ? listed : specifications(file, file.values);
}

/** The file specifications that can be reached, each reference followed once. */
function specifications(file: PdfFile, from: Iterable<Value>): readonly Listed[] {
  const found: Listed[] = [];
  const seen = new Set<number>();
  const waiting: Value[] = [...from];
  for (let next = 0; next < Math.min(waiting.length, MAX_VISITED); next += 1) {
    const value = waiting[next]!;
    if (isReference(value)) {
      if (seen.has(value.object)) continue;
      seen.add(value.object);
    }
    const target = file.resolve(value);
    const listed = isDictionary(target) ? specification(file, target) : undefined;
    if (listed) found.push(listed);
    else for (const inner of within(target)) waiting.push(inner);
  }
  return found;
}

function within(value: Value | undefined): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  if (!isDictionary(value)) return [];
  return [...value].filter(([key]) => key !== "Parent" && key !== "P").map(([, inner]) => inner);
}

function specification(file: PdfFile, dictionary: Dictionary): Listed | undefined {
  const embedded = file.resolve(dictionary.get("EF"));
  if (!isDictionary(embedded)) return undefined;
  const content = embedded.get("UF") ?? embedded.get("F");
  const name = file.resolve(dictionary.get("UF")) ?? file.resolve(dictionary.get("F"));
  return content === undefined || typeof name !== "string" ? undefined : { name: baseName(name), content };
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
