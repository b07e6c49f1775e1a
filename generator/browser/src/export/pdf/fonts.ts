/**
 * A face inside a PDF: the outlines that a letter uses, their widths, and the characters that they stand for.
 *
 * Source: ISO 32000-1, 9.7 (composite fonts), 9.8 (descriptors), 9.10.3 (ToUnicode).
 */
import type { Face } from "./face";
import { hex4, hexadecimal, latin, real, type PdfFile, type Reference } from "./objects";

const NON_SYMBOLIC = 32;
const ITALIC = 64;
/** Thickness of a stem, for who has to imitate the face: nobody, since it is embedded. */
const STEM = { regular: 80, bold: 140 };

/** Remembers which characters of a face are drawn, and writes them. */
export class UsedFace {
  private readonly used = new Map<number, string>();

  constructor(
    private readonly face: Face,
    private readonly file: PdfFile,
    readonly reference: Reference,
  ) {}

  /** A text as numbers of outlines in an array for `TJ`, kerning between them. */
  shown(text: string): string {
    let numbers = "";
    let before = 0;
    for (const character of text) {
      const glyph = this.face.glyph(character);
      this.used.set(glyph, character);
      const kern = this.face.kern(before, glyph);
      if (kern !== 0) numbers += `)${real(-this.thousandths(kern), 1)}(`;
      numbers += byte(glyph >> 8) + byte(glyph & 0xff);
      before = glyph;
    }
    return `[(${numbers})]TJ`;
  }

  /** Writes the font, once all of its characters are known. */
  write(): void {
    const glyphs = [...this.used.keys()].sort((a, b) => a - b);
    const name = `${tagOf(glyphs)}+${this.face.facts.name}`;
    const data = this.face.subset(new Set(glyphs));
    const program = this.file.stream(`/Length1 ${data.length}`, data);
    const descriptor = this.file.add(this.descriptor(name, program));
    const widths = glyphs.map((glyph) => `${glyph}[${real(this.thousandths(this.face.advance(glyph)))}]`).join("");
    const descendant = this.file.add(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDToGIDMap/Identity` +
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>" +
        `/FontDescriptor ${descriptor}/W[${widths}]>>`,
    );
    const characters = this.file.stream("", latin(characterMap(this.used, glyphs)));
    this.file.set(
      this.reference,
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H` +
        `/DescendantFonts[${descendant}]/ToUnicode ${characters}>>`,
    );
  }

  private descriptor(name: string, program: Reference): string {
    const { ascent, descent, capHeight, box, italicAngle, weight } = this.face.facts;
    const flags = NON_SYMBOLIC + (italicAngle === 0 ? 0 : ITALIC);
    const length = (units: number): number => Math.round(this.thousandths(units));
    return (
      `<</Type/FontDescriptor/FontName/${name}/Flags ${flags}/FontBBox[${box.map(length).join(" ")}]` +
      `/ItalicAngle ${real(italicAngle)}/Ascent ${length(ascent)}/Descent ${length(descent)}` +
      `/CapHeight ${length(capHeight)}/StemV ${weight > 500 ? STEM.bold : STEM.regular}/FontFile2 ${program}>>`
    );
  }

  private thousandths(units: number): number {
    return (1000 * units) / this.face.facts.unitsPerEm;
  }
}

/** A byte in a string between brackets. */
function byte(value: number): string {
  const character = String.fromCharCode(value);
  return ESCAPED.get(character) ?? character;
}

const ESCAPED = new Map([
  ["(", "\\("],
  [")", "\\)"],
  ["\\", "\\\\"],
  ["\r", "\\r"], // a bare one would be read as a line end
]);

/** Six letters that tell one part of a font from another. */
function tagOf(glyphs: readonly number[]): string {
  let hash = 0;
  for (const glyph of glyphs) hash = (hash * 31 + glyph) % 26 ** 6;
  return Array.from({ length: 6 }, (_, place) => String.fromCharCode(65 + (Math.floor(hash / 26 ** place) % 26))).join(
    "",
  );
}

/** At most a hundred pairs are allowed in one block. */
const PAIRS_IN_A_BLOCK = 100;

function characterMap(used: ReadonlyMap<number, string>, glyphs: readonly number[]): string {
  const pairs = glyphs.map((glyph) => `<${hex4(glyph)}><${hexadecimal(used.get(glyph)!)}>`);
  let blocks = "";
  for (let first = 0; first < pairs.length; first += PAIRS_IN_A_BLOCK) {
    const block = pairs.slice(first, first + PAIRS_IN_A_BLOCK);
    blocks += `${block.length} beginbfchar\n${block.join("\n")}\nendbfchar\n`;
  }
  return (
    "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
    "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
    `1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n${blocks}` +
    "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
  );
}
