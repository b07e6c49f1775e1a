/**
 * XML as an electronic invoice needs it (XML 1.0, Namespaces): elements, attributes and text.
 *
 * No document type and no entity but the five that XML knows, so that nothing can be expanded or fetched; a strict
 * reader of our own does the same in a page and in tests.
 */
import { quoted } from "../messages";
import { InvoiceRefused } from "./refused";

export type Element = {
  /** The name without its prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Its own text, trimmed. */
  readonly text: string;
};

export const MAX_XML_BYTES = 10_000_000;
const MAX_DEPTH = 60;
const MAX_ELEMENTS = 50_000;
const MAX_ATTRIBUTES = 50;

const NAME = /[^\s<>"'&=/!?]+/y;
const ATTRIBUTE = /\s+([^\s<>"'&=/!?]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const FIVE: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export function parseXml(bytes: Uint8Array): Element {
  if (bytes.length > MAX_XML_BYTES) {
    throw new InvoiceRefused("le fichier XML dépasse dix mégaoctets, ce qu’aucune facture n’atteint");
  }
  return new Reader(decoded(bytes)).document();
}

// --- letters --------------------------------------------------------------------------------------

/** The text, by its byte order mark, its first bytes or the encoding that it declares. */
function decoded(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new InvoiceRefused(`le fichier XML n’est pas du texte en ${encoding.toUpperCase()}, il est peut-être abîmé`);
  }
  if (FORBIDDEN.test(text)) throw damaged("il contient des caractères de contrôle");
  return text;
}

const KNOWN_ENCODINGS = ["utf-8", "utf8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"];

function encodingOf(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  const name = (declared ?? "utf-8").toLowerCase();
  if (!KNOWN_ENCODINGS.includes(name)) {
    throw new InvoiceRefused(`le fichier XML est écrit en ${quoted(declared ?? "")}, un codage qui n’est pas lu`);
  }
  return name === "utf8" ? "utf-8" : name;
}

function damaged(what: string): InvoiceRefused {
  return new InvoiceRefused(
    `le fichier XML est incomplet ou abîmé, ${what}`,
    "téléchargez-le à nouveau, ou saisissez la facture à la main",
  );
}

// --- elements -------------------------------------------------------------------------------------

type Namespaces = ReadonlyMap<string, string>;

type Open = {
  readonly tag: string;
  readonly element: Element & { readonly children: Element[] };
  readonly pieces: string[];
  readonly namespaces: Namespaces;
};

const XML_NAMESPACES: Namespaces = new Map([
  ["", ""],
  ["xml", "http://www.w3.org/XML/1998/namespace"],
]);

class Reader {
  private at = 0;
  private count = 0;
  private root: Element | undefined;
  private readonly open: Open[] = [];

  constructor(private readonly text: string) {}

  document(): Element {
    while (this.at < this.text.length) {
      const next = this.text.indexOf("<", this.at);
      this.characters(this.text.slice(this.at, next < 0 ? undefined : next));
      if (next < 0) break;
      this.at = next;
      this.markup();
    }
    if (this.open.length > 0) throw damaged(`${quoted(this.open.at(-1)!.tag)} n’est pas fermé`);
    if (!this.root) throw damaged("il n’a aucun contenu");
    return this.root;
  }

  private markup(): void {
    const { text, at } = this;
    if (text.startsWith("<!--", at)) this.skip("-->", 4);
    else if (text.startsWith("<![CDATA[", at)) this.cdata();
    else if (text.startsWith("<!", at)) throw documentType();
    else if (text.startsWith("<?", at)) this.skip("?>", 2);
    else if (text.startsWith("</", at)) this.close();
    else this.start();
  }

  /** What stood before the end mark. */
  private skip(end: string, length: number): string {
    const from = this.at + length;
    const found = this.text.indexOf(end, from);
    if (found < 0) throw damaged("il s’arrête au milieu d’une balise");
    this.at = found + end.length;
    return this.text.slice(from, found);
  }

  private cdata(): void {
    const content = this.skip("]]>", "<![CDATA[".length);
    const top = this.open.at(-1);
    if (!top) throw damaged("du texte y est hors de tout élément");
    top.pieces.push(content);
  }

  private characters(raw: string): void {
    if (raw === "") return;
    const top = this.open.at(-1);
    if (top) top.pieces.push(expanded(raw));
    else if (/[^\s\ufeff]/.test(raw)) throw damaged("du texte y est hors de tout élément");
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  private start(): void {
    this.at += 1;
    const tag = this.match(NAME)?.[0];
    if (tag === undefined) throw damaged("une balise n’y a pas de nom");
    if (this.root && this.open.length === 0) throw damaged("il a deux racines");
    const attributes = this.attributes(tag);
    const end = this.match(TAG_END);
    if (!end) throw damaged(`la balise ${quoted(tag)} n’est pas complète`);
    this.enter(tag, attributes);
    if (end[1]) this.leave();
  }

  private attributes(tag: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (let one = this.match(ATTRIBUTE); one; one = this.match(ATTRIBUTE)) {
      if (found.has(one[1]!) || found.size >= MAX_ATTRIBUTES) throw damaged(`${quoted(tag)} a trop d’attributs`);
      found.set(one[1]!, expanded(one[2] ?? one[3] ?? ""));
    }
    return found;
  }

  private enter(tag: string, attributes: ReadonlyMap<string, string>): void {
    this.count += 1;
    if (this.open.length >= MAX_DEPTH) throw new InvoiceRefused(`le fichier XML a plus de ${MAX_DEPTH} niveaux emboîtés`);
    if (this.count > MAX_ELEMENTS) throw new InvoiceRefused("le fichier XML a trop d’éléments pour une facture");
    const namespaces = declaredIn(attributes, this.open.at(-1)?.namespaces ?? XML_NAMESPACES);
    const [prefix, name] = tag.includes(":") ? (tag.split(":", 2) as [string, string]) : ["", tag];
    const namespace = namespaces.get(prefix);
    if (namespace === undefined) throw damaged(`le préfixe ${quoted(prefix)} n’y est pas déclaré`);
    const element = { name, namespace, attributes, children: [], text: "" };
    this.open.push({ tag, element, pieces: [], namespaces });
  }

  private close(): void {
    this.at += 2;
    const tag = this.match(NAME)?.[0] ?? "";
    const end = this.match(TAG_END);
    if (!end || end[1] || this.open.at(-1)?.tag !== tag) throw damaged(`${quoted(`</${tag}>`)} ne ferme rien`);
    this.leave();
  }

  private leave(): void {
    const { element, pieces } = this.open.pop()!;
    const done: Element = { ...element, text: pieces.join("").trim() };
    const parent = this.open.at(-1);
    if (parent) parent.element.children.push(done);
    else this.root = done;
  }
}

function declaredIn(attributes: ReadonlyMap<string, string>, outer: Namespaces): Namespaces {
  const own = [...attributes].filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  return own.length === 0 ? outer : new Map([...outer, ...own.map(([name, uri]) => [name.slice(6), uri] as const)]);
}

/** The text with its references replaced. */
function expanded(raw: string): string {
  if (!raw.includes("&")) return raw;
  return raw.replace(/&(?:#x([0-9A-Fa-f]{1,6});|#([0-9]{1,7});|([A-Za-z][\w.-]{0,40});)?/g, (_, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) {
      if (!Object.hasOwn(FIVE, name)) throw documentType();
      return FIVE[name]!;
    }
    const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : NaN;
    const isScalar = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    if (!isScalar || FORBIDDEN.test(String.fromCodePoint(code))) throw damaged("un caractère y est mal écrit");
    return String.fromCodePoint(code);
  });
}

function documentType(): InvoiceRefused {
  return new InvoiceRefused(
    "ce fichier XML définit des entités ou un type de document, ce qu’une facture électronique n’a jamais",
    "demandez la facture telle qu’elle est sortie du logiciel de facturation",
    "invoice-entities",
  );
}

// --- looking --------------------------------------------------------------------------------------

/** The elements that a path of names leads to, « A/B/C » from inside this one. */
export function all(element: Element, path: string): readonly Element[] {
  return path
    .split("/")
    .reduce<readonly Element[]>(
      (found, name) => found.flatMap((one) => one.children.filter((child) => child.name === name)),
      [element],
    );
}
