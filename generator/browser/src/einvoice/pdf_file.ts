/**
 * The objects of a PDF file, found by going through its bytes (ISO 32000-1, 7.3.8 and 7.5).
 *
 * The cross-reference table is not believed: a truncated or repaired file often has a false one. Streams are stepped
 * over, so nothing inside them passes for an object, and the last definition of an object holds, as after an update.
 */
import { Unzlib } from "fflate";
import { InvoiceRefused } from "./refused";
import {
  type Allowance,
  type Dictionary,
  NotAValue,
  TooMuch,
  type Value,
  Values,
  isDictionary,
  isReference,
  nameOf,
} from "./pdf_values";

export const MAX_INFLATED = 20_000_000;
/** Small, so that a bomb is seen before it has grown by a thousand times this. */
const SLICE = 4096;
/** More objects than this that cannot be read are no accident. */
const MAX_UNREAD = 1_000;
const MAX_OBJECTS = 300_000;
const HEADER = /([0-9]{1,9})[\0\t\n\f\r ]{1,9}[0-9]{1,5}[\0\t\n\f\r ]{1,9}$/;
const SINGLE_BYTES = new TextDecoder("windows-1252");

type Found = { readonly value: Value; readonly stream?: Uint8Array };

export class PdfFile {
  private readonly objects = new Map<number, Found>();
  private readonly trailers: Dictionary[] = [];
  private readonly text: string;
  private readonly allowance: Allowance;
  private inflated = 0;
  private unread = 0;
  private lengths: ReadonlyMap<number, number> | undefined;
  private noStreamEndsAfter = Infinity;

  constructor(private readonly bytes: Uint8Array) {
    // One character for each byte; those that differ from Latin 1 play no part in what is looked for.
    this.text = SINGLE_BYTES.decode(bytes);
    this.allowance = { left: bytes.length + MAX_INFLATED };
    try {
      this.scan();
      if (!this.isEncrypted) this.unpack();
    } catch (error) {
      throw error instanceof TooMuch ? tooMuch() : error;
    }
  }

  get isEncrypted(): boolean {
    return this.trailers.some((trailer) => (trailer.get("Encrypt") ?? null) !== null);
  }

  get isEmpty(): boolean {
    return this.objects.size === 0;
  }

  /** The last catalogue that a trailer names. */
  get catalogue(): Dictionary | undefined {
    const roots = this.trailers.map((trailer) => this.resolve(trailer.get("Root"))).filter(isDictionary);
    return roots.at(-1);
  }

  get values(): Iterable<Value> {
    return [...this.objects.values()].map((found) => found.value);
  }

  resolve(value: Value | undefined): Value | undefined {
    let found = value;
    for (let step = 0; step < 10 && isReference(found); step += 1) found = this.objects.get(found.object)?.value;
    return found;
  }

  /** The bytes of a stream, unpacked. */
  stream(value: Value | undefined): Uint8Array | undefined {
    const found = isReference(value) ? this.objects.get(value.object) : undefined;
    return found?.stream && isDictionary(found.value) ? this.unpacked(found.value, found.stream) : undefined;
  }

  // --- going through the file ---------------------------------------------------------------------

  private scan(): void {
    let end = 0;
    for (let at = this.text.indexOf("obj"); at >= 0; at = this.text.indexOf("obj", Math.max(end, at + 3))) {
      const head = HEADER.exec(this.text.slice(Math.max(end, at - 34), at));
      if (!head) continue;
      this.trailersIn(end, at);
      end = this.object(Number(head[1]), at + 3);
      if (this.objects.size > MAX_OBJECTS) throw tooMuch();
    }
    this.trailersIn(end, this.text.length);
  }

  private trailersIn(start: number, end: number): void {
    const at = this.text.slice(start, end).lastIndexOf("trailer");
    const trailer = at < 0 ? undefined : this.valueAt(start + at + "trailer".length)?.value;
    if (isDictionary(trailer)) this.trailers.push(trailer);
  }

  private valueAt(at: number): { readonly value: Value; readonly end: number } | undefined {
    const values = new Values(this.text, at, this.allowance);
    try {
      const value = values.read();
      values.blank();
      return { value, end: values.at };
    } catch (error) {
      if (error instanceof NotAValue) return undefined;
      throw error;
    }
  }

  /** Keeps the object whose value starts here; where it ends. */
  private object(number: number, at: number): number {
    const found = this.valueAt(at);
    if (!found) {
      this.unread += 1;
      if (this.unread > MAX_UNREAD) throw damaged();
      return at;
    }
    const { value, end } = found;
    if (!isDictionary(value) || !this.text.startsWith("stream", end)) {
      this.keep(number, { value });
      return end;
    }
    if (nameOf(value.get("Type")) === "XRef") this.trailers.push(value);
    const start = end + "stream".length + (this.text.startsWith("\r\n", end + 6) ? 2 : 1);
    const stop = this.streamEnd(value.get("Length"), start);
    this.keep(number, { value, stream: this.bytes.subarray(start, stop) });
    return stop;
  }

  private keep(number: number, found: Found): void {
    // Object streams are unpacked in the order of the file.
    this.objects.delete(number);
    this.objects.set(number, found);
  }

  /** Where the stream says that it ends, if it does end there; else where the next end mark stands. */
  private streamEnd(length: Value | undefined, start: number): number {
    const said = isReference(length) ? this.lengthOf(length.object) : length;
    if (typeof said === "number" && said >= 0 && /^\s{0,2}endstream/.test(this.text.slice(start + said, start + said + 11))) {
      return start + said;
    }
    const found = start < this.noStreamEndsAfter ? this.text.indexOf("endstream", start) : -1;
    if (found >= 0) return found;
    this.noStreamEndsAfter = Math.min(this.noStreamEndsAfter, start);
    return this.text.length;
  }

  /** A length may be an object of its own, further on in the file. */
  private lengthOf(number: number): number | undefined {
    this.lengths ??= new Map(
      [...this.text.matchAll(/(?<![0-9])([0-9]{1,9})[\s\0]{1,4}[0-9]{1,5}[\s\0]{1,4}obj[\s\0]{1,4}([0-9]{1,9})[\s\0]{1,4}endobj/g)].map(
        (match) => [Number(match[1]), Number(match[2])] as const,
      ),
    );
    return this.lengths.get(number);
  }

  // --- what is packed -----------------------------------------------------------------------------

  /** Objects in object streams; one that is defined again later in the file keeps that definition. */
  private unpack(): void {
    const places = new Map([...this.objects.keys()].map((number, place) => [number, place] as const));
    let place = 0;
    for (const { value, stream } of [...this.objects.values()]) {
      if (stream && isDictionary(value) && nameOf(value.get("Type")) === "ObjStm") {
        for (const [number, packed] of this.packed(value, stream)) {
          if ((places.get(number) ?? -1) <= place) this.objects.set(number, { value: packed });
        }
      }
      place += 1;
    }
  }

  private packed(dictionary: Dictionary, stream: Uint8Array): readonly (readonly [number, Value])[] {
    const first = dictionary.get("First");
    if (typeof first !== "number") return [];
    const bytes = this.unpacked(dictionary, stream);
    const text = SINGLE_BYTES.decode(bytes);
    const heads = [...text.slice(0, first).matchAll(/([0-9]{1,9})[\s\0]{1,9}([0-9]{1,9})/g)];
    if (this.objects.size + heads.length > MAX_OBJECTS) throw tooMuch();
    return heads.flatMap((head) => {
      try {
        const value = new Values(text, first + Number(head[2]), this.allowance).read();
        return [[Number(head[1]), value] as const];
      } catch (error) {
        if (error instanceof NotAValue) return [];
        throw error;
      }
    });
  }

  private unpacked(dictionary: Dictionary, stream: Uint8Array): Uint8Array {
    const filter = this.resolve(dictionary.get("Filter"));
    const filters = (Array.isArray(filter) ? (filter as readonly Value[]) : filter ? [filter] : []).map(nameOf);
    if (filters.length === 0) return stream;
    if (filters.length > 1 || !["FlateDecode", "Fl"].includes(filters[0] ?? "") || this.hasPredictor(dictionary)) {
      throw new InvoiceRefused("ce PDF range ses pièces jointes d’une façon qui n’est pas lue dans cette page", OPEN_IT);
    }
    return this.inflate(stream);
  }

  private hasPredictor(dictionary: Dictionary): boolean {
    const given = this.resolve(dictionary.get("DecodeParms"));
    const parameters = this.resolve(Array.isArray(given) ? (given as readonly Value[])[0] : given);
    return isDictionary(parameters) && Number(parameters.get("Predictor") ?? 1) > 1;
  }

  private inflate(stream: Uint8Array): Uint8Array {
    const chunks: Uint8Array[] = [];
    const unzlib = new Unzlib((chunk) => {
      this.inflated += chunk.length;
      if (this.inflated > MAX_INFLATED) throw tooMuch();
      chunks.push(chunk);
    });
    try {
      for (let at = 0; at < stream.length; at += SLICE) {
        unzlib.push(stream.subarray(at, at + SLICE), at + SLICE >= stream.length);
      }
    } catch (error) {
      if (error instanceof InvoiceRefused) throw error;
      throw new InvoiceRefused("ce PDF est incomplet ou abîmé, sa pièce jointe ne se décompresse pas", AGAIN);
    }
    return joined(chunks);
  }
}

export const OPEN_IT = "ouvrez le PDF, enregistrez la pièce jointe XML, puis choisissez-la ici";
export const AGAIN = "téléchargez-le à nouveau, ou saisissez la facture à la main";

function damaged(): InvoiceRefused {
  return new InvoiceRefused("ce PDF est incomplet ou abîmé", AGAIN);
}

function tooMuch(): InvoiceRefused {
  return new InvoiceRefused(
    "ce PDF en contient trop une fois décompressé, ce qu’aucune facture n’atteint",
    "saisissez la facture à la main",
    "invoice-bomb",
  );
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
