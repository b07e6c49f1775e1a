/**
 * One face of the letters, out of its packs (`generator/render/font_packs.py`): widths, kerning, and the font that a
 * PDF embeds, which keeps only the outlines that a letter uses.
 *
 * Source: ISO/IEC 14496-22 (OpenType), tables `glyf`, `loca`, `hmtx`, and the checksums of a font file.
 */
import { inflated, joined } from "../bytes";

export type FaceName = "regular" | "bold" | "italic" | "bold-italic";

/** What the PDF says of a font; lengths in units of the font. */
export interface FaceFacts {
  readonly name: string;
  readonly unitsPerEm: number;
  readonly box: readonly [number, number, number, number];
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly weight: number;
  /** In hexadecimal. */
  readonly tables: Readonly<Record<"head" | "hhea" | "maxp", string>>;
}

interface Header extends Partial<FaceFacts> {
  readonly characters: string;
  /** Pairs of characters, one after the other, by how far they are drawn apart. */
  readonly kerning: Readonly<Record<string, string>>;
}

interface Pack {
  readonly header: Header;
  readonly advances: readonly number[];
  readonly outlines: readonly Uint8Array[];
}

const MORE_COMPONENTS = 0x20;
const WORDS = 0x1;
const SCALE = 0x8;
const TWO_SCALES = 0x40;
const MATRIX = 0x80;

export class Face {
  readonly facts: FaceFacts;
  private readonly numbers = new Map<string, number>();
  private readonly pairs = new Map<number, number>();
  private readonly advances: readonly number[];
  private readonly outlines: readonly Uint8Array[];

  /** The packs in the order of their alphabets; the first one holds the facts. */
  static async of(packs: readonly Uint8Array[]): Promise<Face> {
    return new Face(await Promise.all(packs.map(inflated)));
  }

  private constructor(packs: readonly Uint8Array[]) {
    const read = packs.map(unpacked);
    this.facts = read[0]!.header as FaceFacts;
    this.advances = read.flatMap((pack) => pack.advances);
    this.outlines = read.flatMap((pack) => pack.outlines);
    let next = 1; // the first outline of the first pack is what a font shows for a character that it lacks
    for (const { header, outlines } of read) {
      let number = next;
      for (const character of header.characters) this.numbers.set(character, number++);
      for (const [distance, pairs] of Object.entries(header.kerning)) {
        for (let i = 0; i < pairs.length; i += 2) {
          this.pairs.set(pairKey(this.glyph(pairs[i]!), this.glyph(pairs[i + 1]!)), Number(distance));
        }
      }
      next += outlines.length - (next === 1 ? 1 : 0);
    }
  }

  has(character: string): boolean {
    return this.numbers.has(character);
  }

  /** The number of a character's outline; 0 for one that the face lacks. */
  glyph(character: string): number {
    return this.numbers.get(character) ?? 0;
  }

  /** In units of the font. */
  advance(glyph: number): number {
    return this.advances[glyph]!;
  }

  /** What is added between two outlines, in units of the font. */
  kern(left: number, right: number): number {
    return this.pairs.get(pairKey(left, right)) ?? 0;
  }

  /** A TrueType font with the outlines of `used`, and of what they are composed of, under their own numbers. */
  subset(used: ReadonlySet<number>): Uint8Array {
    const kept = new Set([0, ...used]);
    for (const glyph of kept) for (const part of partsOf(this.outlines[glyph]!)) kept.add(part);
    const count = Math.max(...kept) + 1;
    const outlines = this.outlines.slice(0, count).map((outline, glyph) => (kept.has(glyph) ? outline : EMPTY));
    const { head, hhea, maxp } = this.facts.tables;
    return fontFile({
      glyf: joined(outlines),
      head: patched(head, [50, 1]), // offsets of outlines are written in four bytes
      hhea: patched(hhea, [34, count]),
      hmtx: metrics(outlines, this.advances),
      loca: offsets(outlines),
      maxp: patched(maxp, [4, count]),
    });
  }
}

function pairKey(left: number, right: number): number {
  return left * 0x10000 + right;
}

const EMPTY = new Uint8Array();

function unpacked(bytes: Uint8Array): Pack {
  const view = viewOf(bytes);
  const [length, count] = [view.getUint32(0), view.getUint32(4)];
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Header;
  const number = (index: number): number => view.getUint16(8 + length + 2 * index);
  let start = 8 + length + 4 * count;
  const outlines = Array.from({ length: count }, (_, index) => {
    const end = start + number(count + index);
    const outline = bytes.subarray(start, end);
    start = end;
    return outline;
  });
  return { header, advances: outlines.map((_, index) => number(index)), outlines };
}

/** The outlines that an outline is composed of: none, where it has contours of its own. */
function* partsOf(outline: Uint8Array): Generator<number> {
  if (outline.length === 0) return;
  const view = viewOf(outline);
  if (view.getInt16(0) >= 0) return;
  let offset = 10;
  for (;;) {
    const flags = view.getUint16(offset);
    yield view.getUint16(offset + 2);
    if (!(flags & MORE_COMPONENTS)) return;
    offset += 4 + (flags & WORDS ? 4 : 2);
    offset += flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0;
  }
}

// --- tables of a font file ----------------------------------------------------------------------

function metrics(outlines: readonly Uint8Array[], advances: readonly number[]): Uint8Array {
  const table = new Uint8Array(4 * outlines.length);
  const view = viewOf(table);
  outlines.forEach((outline, glyph) => {
    view.setUint16(4 * glyph, advances[glyph]!);
    // The bearing on the left is where the outline begins.
    if (outline.length > 0) view.setInt16(4 * glyph + 2, viewOf(outline).getInt16(2));
  });
  return table;
}

function offsets(outlines: readonly Uint8Array[]): Uint8Array {
  const table = new Uint8Array(4 * (outlines.length + 1));
  const view = viewOf(table);
  let offset = 0;
  outlines.forEach((outline, glyph) => {
    offset += outline.length;
    view.setUint32(4 * (glyph + 1), offset);
  });
  return table;
}

function patched(table: string, [offset, value]: readonly [number, number]): Uint8Array {
  const bytes = Uint8Array.from({ length: table.length / 2 }, (_, i) => parseInt(table.slice(2 * i, 2 * i + 2), 16));
  viewOf(bytes).setUint16(offset, value);
  return bytes;
}

/** Tables in the order of their names, each at a multiple of four bytes, after a directory with their checksums. */
function fontFile(tables: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(tables);
  const size = entries.reduce((sum, [, table]) => sum + padded(table.length), 12 + 16 * entries.length);
  const file = new Uint8Array(size);
  const view = viewOf(file);
  const power = Math.floor(Math.log2(entries.length));
  [0x0001, 0x0000, entries.length, 16 << power, power, 16 * (entries.length - (1 << power))].forEach((value, index) =>
    view.setUint16(2 * index, value),
  );
  let offset = 12 + 16 * entries.length;
  entries.forEach(([tag, table], index) => {
    if (tag === "head") viewOf(table).setUint32(8, 0);
    file.set(table, offset);
    const entry = 12 + 16 * index;
    for (let i = 0; i < 4; i++) view.setUint8(entry + i, tag.charCodeAt(i));
    view.setUint32(entry + 4, checksum(view, offset, padded(table.length)));
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, table.length);
    offset += padded(table.length);
  });
  view.setUint32(headOffset(view, entries) + 8, 0xb1b0afba - checksum(view, 0, size));
  return file;
}

function headOffset(view: DataView, entries: readonly (readonly [string, Uint8Array])[]): number {
  return view.getUint32(12 + 16 * entries.findIndex(([tag]) => tag === "head") + 8);
}

function checksum(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let offset = start; offset < start + length; offset += 4) sum = (sum + view.getUint32(offset)) >>> 0;
  return sum;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
