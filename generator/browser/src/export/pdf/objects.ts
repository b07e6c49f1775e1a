/**
 * The objects of a PDF file, and their order in it: dictionaries in compressed object streams, then streams, then
 * the cross-reference stream.
 *
 * Source: ISO 32000-1 (PDF 1.7), 7.3 (objects), 7.5.7 (object streams), 7.5.8 (cross-reference streams).
 */
import { deflated, joined } from "../bytes";

/** A reference such as `12 0 R`. */
export type Reference = string;

/** A stream has data; `body` are the entries of its dictionary then, less its length. */
interface Entry {
  readonly body: string;
  readonly data?: Uint8Array;
  readonly isPlain?: boolean;
}

const OBJECTS_IN_A_STREAM = 200;

export class PdfFile {
  private readonly entries: Entry[] = [];

  /** A reference to an object that is written later, by `set`. */
  reserve(): Reference {
    this.entries.push({ body: "null" });
    return `${this.entries.length} 0 R`;
  }

  set(reference: Reference, body: string): void {
    this.entries[numberOf(reference) - 1] = { body };
  }

  add(body: string): Reference {
    this.entries.push({ body });
    return `${this.entries.length} 0 R`;
  }

  /** A stream; `facts` are entries of its dictionary. Plain ones can be read by who only looks for words in a file. */
  stream(facts: string, data: Uint8Array, { isPlain = false }: { readonly isPlain?: boolean } = {}): Reference {
    this.entries.push({ body: facts, data, isPlain });
    return `${this.entries.length} 0 R`;
  }

  /** The file. The same objects give the same bytes, where the same library compresses them. */
  async bytes(root: Reference, info: Reference): Promise<Uint8Array> {
    const places: Places = new Map();
    this.pack(places);
    const written = await Promise.all(this.entries.map(({ data, isPlain }) => data && (isPlain ? data : deflated(data))));
    const parts = new Parts();
    parts.text("%PDF-1.7\n");
    parts.data(Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a)); // says that the file is not text
    this.entries.forEach(({ body, isPlain }, index) => {
      const data = written[index];
      if (!data) return;
      places.set(index + 1, [1, parts.length, 0]);
      parts.stream(index + 1, isPlain ? body : `${body}/Filter/FlateDecode`, data);
    });
    const start = parts.length;
    const count = this.entries.length + 1;
    places.set(count, [1, start, 0]);
    const size = `/Type/XRef/Size ${count + 1}/W[1 4 2]/Root ${root}/Info ${info}/Filter/FlateDecode`;
    parts.stream(count, size, await deflated(crossReferences(places, count + 1)));
    parts.text(`startxref\n${start}\n%%EOF\n`);
    return joined(parts.all);
  }

  /** Puts the dictionaries into streams, which become objects themselves. */
  private pack(places: Places): void {
    const plain = this.entries.flatMap((entry, index) => (entry.data ? [] : [index + 1]));
    for (let first = 0; first < plain.length; first += OBJECTS_IN_A_STREAM) {
      const numbers = plain.slice(first, first + OBJECTS_IN_A_STREAM);
      const holder = this.entries.length + 1;
      let [heads, bodies] = ["", ""];
      numbers.forEach((number, index) => {
        places.set(number, [2, holder, index]);
        heads += `${number} ${bodies.length} `;
        bodies += `${this.entries[number - 1]!.body}\n`;
      });
      this.stream(`/Type/ObjStm/N ${numbers.length}/First ${heads.length}`, latin(heads + bodies));
    }
  }
}

/** Where each object is: at an offset of the file, or in a stream of objects under an index. */
type Places = Map<number, readonly [kind: number, where: number, index: number]>;

function crossReferences(places: Places, count: number): Uint8Array {
  const table = new Uint8Array(7 * count);
  const view = new DataView(table.buffer);
  view.setUint16(5, 0xffff);
  for (const [number, [kind, where, index]] of places) {
    view.setUint8(7 * number, kind);
    view.setUint32(7 * number + 1, where);
    view.setUint16(7 * number + 5, index);
  }
  return table;
}

class Parts {
  length = 0;
  readonly all: Uint8Array[] = [];

  text(words: string): void {
    this.data(latin(words));
  }

  data(bytes: Uint8Array): void {
    this.all.push(bytes);
    this.length += bytes.length;
  }

  stream(number: number, facts: string, bytes: Uint8Array): void {
    this.text(`${number} 0 obj\n<<${facts}/Length ${bytes.length}>>\nstream\n`);
    this.data(bytes);
    this.text("\nendstream\nendobj\n");
  }
}

function numberOf(reference: Reference): number {
  return parseInt(reference, 10);
}

/** One byte a character: what a file's syntax is written in. */
export function latin(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

// --- simple objects -----------------------------------------------------------------------------

/** A text that people read: ASCII as it is, anything else in UTF-16. */
export function textString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, "\\$&")})`;
  return `<FEFF${hexadecimal(text)}>`;
}

/** UTF-16 in hexadecimal. */
export function hexadecimal(text: string): string {
  let digits = "";
  for (let index = 0; index < text.length; index++) digits += hex4(text.charCodeAt(index));
  return digits;
}

export function hex4(number: number): string {
  return number.toString(16).padStart(4, "0").toUpperCase();
}

/** A number with no more digits than the eye sees. */
export function real(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)));
}
