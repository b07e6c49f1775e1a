/**
 * Does a letter fit its sheet: the address in the window, the footer under the text, the columns in the table.
 *
 * The twin of `generator/render/paper.py`: the preview, the PDF and the DOCX choose the same sizes by it.
 * Sources: AFNOR NF Z 10-011 (address), NF Z 11-001 (place of the window).
 */
import type { Told } from "../errors";
import type { LetterDocument, Paragraph, PartName, Table } from "../letter/nodes";
import { quoted } from "../messages";
import { POINTS_PER_MM, textWidth, type PaperFile, type Sheet, type Weight } from "./sheet";
import { leavesOf, partOf, plain, rowsOf, textsOf } from "./walk";

/** Room for what the widths leave out: the few pairs that kerning draws apart, and rounding. */
export const SAFETY = 1.005;

/** Lines that the bottom margin holds; a longer footer gets a taller margin. */
const FOOTER_LINES = 4;

/** How the recipient's lines are set: `step` is the index of `size` (points) in the sheet's sizes. */
export interface AddressFit {
  readonly step: number;
  readonly size: number;
  /** What is printed, a wrapped line more than once. */
  readonly rows: number;
  /** False where even the smallest letters leave the window. */
  readonly fits: boolean;
}

/** How a table is set: the percents of its width for its columns, and whether in smaller letters. */
export interface TableFit {
  readonly shares: readonly number[];
  readonly isDense: boolean;
}

/** Percents of the table that a column takes without any line break, and with every possible one, rounded up. */
interface Need {
  readonly most: number;
  readonly least: number;
  readonly isFigure: boolean;
}

/** The sheet, and how wide a text is on it. */
export class Paper {
  readonly sheet: Sheet;
  private readonly advances: Readonly<Record<Weight, ReadonlyMap<string, number>>>;

  constructor(file: PaperFile) {
    this.sheet = file.sheet;
    this.advances = { regular: advancesOf(file, "regular"), bold: advancesOf(file, "bold") };
  }

  /** How long a text in one line is, in millimetres. Kerning is left out: it mostly draws letters closer. */
  width(text: string, size: number, weight: Weight = "regular"): number {
    const advances = this.advances[weight];
    let ems = 0;
    for (const character of text) ems += advances.get(character) ?? (character === "\n" ? 0 : 1);
    return (ems * size) / POINTS_PER_MM;
  }

  /** Whether the face of the letter can draw a character. */
  has(character: string): boolean {
    return this.advances.regular.has(character);
  }

  // --- the address ------------------------------------------------------------------------------

  /** The first of the sheet's sizes at which every line, and all of them together, stand in the window. */
  fitAddress(document: LetterDocument): AddressFit {
    const lines = linesOf(document, "recipient");
    const fits = this.sheet.address.sizes.map((size, step) => this.fitAt(lines, size, step));
    return fits.find((fit) => fit.fits) ?? fits.at(-1)!;
  }

  private fitAt(lines: readonly Paragraph[], size: number, step: number): AddressFit {
    const block = this.sheet.address;
    const counts = lines.map((line) => this.rowsOfLine(line, size, block.right - block.left));
    const rows = total(counts);
    const height = (rows * size * block.leading) / POINTS_PER_MM;
    return { step, size, rows, fits: counts.every((count) => count === 1) && height <= block.bottom - block.top };
  }

  private *checkAddress(document: LetterDocument): Generator<Told> {
    const lines = linesOf(document, "recipient");
    const last = lines.at(-1);
    if (!last) return;
    const fit = this.fitAddress(document);
    for (const line of lines) yield* this.checkAddressLine(line, fit.size);
    const allowed = endsWithCountry(last) ? this.sheet.address.lines_with_country : this.sheet.address.lines;
    if (fit.rows > allowed) {
      yield {
        message: `l’adresse du destinataire prend ${fit.rows} lignes, La Poste en lit ${allowed} au plus`,
        field: fieldOf(last, "recipient"),
        hint: "réunissez ou raccourcissez des lignes de l’adresse",
        check: "address-lines",
      };
    }
  }

  private *checkAddressLine(line: Paragraph, size: number): Generator<Told> {
    const block = this.sheet.address;
    const text = plain([line]);
    const field = fieldOf(line, "recipient");
    if (this.rowsOfLine(line, size, block.right - block.left) > 1) {
      yield {
        message: `la ligne d’adresse ${quoted(text)} ne tient pas dans la fenêtre, même en ${size} points`,
        field,
        hint: "raccourcissez-la, ou répartissez-la sur deux lignes",
        check: "address-width",
      };
    } else if ([...text].length > block.characters) {
      yield {
        message:
          `la ligne d’adresse ${quoted(text)} compte ${[...text].length} caractères, au lieu de ` +
          `${block.characters} au plus`,
        field,
        hint: "abrégez-la (BD, AV, BAT…)",
        check: "address-length",
      };
    }
  }

  // --- the date and its neighbour ---------------------------------------------------------------

  /** Whether place and date stand on one line with what follows, without making it wrap. */
  isDateBeside(document: LetterDocument): boolean {
    const { styles, table } = this.sheet;
    const dates = linesOf(document, "place_date");
    const delivery = linesOf(document, "delivery")[0];
    const references = linesOf(document, "references")[0];
    const neighbour = delivery ?? references;
    if (dates.length !== 1 || !neighbour) return false;
    const size = delivery ? styles.delivery.size : styles.references.size;
    let both = this.width(plain(dates), styles.place_date.size);
    both += this.width(plain([neighbour]), size, delivery ? "bold" : "regular");
    return both * SAFETY + table.gutter <= textWidth(this.sheet);
  }

  // --- the footer -------------------------------------------------------------------------------

  /** Printed lines of the footer. */
  footerRows(document: LetterDocument): number {
    const { styles, footer } = this.sheet;
    const width = textWidth(this.sheet) - footer.number_width;
    return total(linesOf(document, "footer").map((line) => this.rowsOfLine(line, styles.footer.size, width)));
  }

  /** Whether the footer needs more room than the ordinary bottom margin. */
  hasTallFooter(document: LetterDocument): boolean {
    return this.footerRows(document) > FOOTER_LINES;
  }

  private *checkFooter(document: LetterDocument): Generator<Told> {
    const rows = this.footerRows(document);
    if (rows > FOOTER_LINES) {
      yield {
        message: `le pied de page prend ${rows} lignes sur chaque page, au lieu de ${FOOTER_LINES} au plus`,
        field: fieldOf(linesOf(document, "footer").at(-1)!, "footer"),
        hint: "raccourcissez les mentions de l’expéditeur",
        check: "footer-lines",
      };
    }
  }

  /** What its reader, or the post, may stumble on: warnings, the letter can be made all the same. */
  check(document: LetterDocument): readonly Told[] {
    return [...this.checkAddress(document), ...this.checkFooter(document)];
  }

  /** Printed lines of a paragraph; words are taken to fill them as a stream of letters does. */
  private rowsOfLine(line: Paragraph, size: number, width: number): number {
    const texts = plain([line]).split("\n");
    return total(texts.map((text) => Math.max(1, Math.ceil((this.width(text, size) * SAFETY) / width))));
  }

  // --- tables -----------------------------------------------------------------------------------

  /**
   * Columns as wide as their words, then an equal part of what is left; in smaller letters where they must wrap.
   *
   * Heads and words wrap between words before that; a figure never wraps while there is room for it.
   */
  fitTable(table: Table): TableFit {
    const needs = this.needs(table, false);
    const isDense = total(needs.map((need) => need.least)) > 100;
    return { shares: shared(isDense ? this.needs(table, true) : needs), isDense };
  }

  private needs(table: Table, isDense: boolean): readonly Need[] {
    const { styles, table: measures } = this.sheet;
    const size = isDense ? styles.table_dense.size : styles.table.size;
    const gutter = isDense ? measures.dense_gutter : measures.gutter;
    return table.columns.map((_, index) => this.need(table, index, size, gutter));
  }

  private need(table: Table, index: number, size: number, gutter: number): Need {
    const column = table.columns[index]!;
    const texts: (readonly [string, number, Weight])[] = [
      [plain(column.label), this.sheet.styles.table_head.size, "regular"],
    ];
    for (const row of rowsOf(table.rows)) {
      texts.push([plain(row.cells[index]!), size, row.is_total ? "bold" : "regular"]);
    }
    const longest = (split: RegExp): number =>
      Math.max(
        ...texts.flatMap(([text, points, weight]) => text.split(split).map((word) => this.width(word, points, weight))),
      );
    return {
      most: this.percent(longest(/\n/) + gutter),
      least: this.percent(longest(/[ \n]/) + gutter),
      isFigure: column.align === "end",
    };
  }

  private percent(width: number): number {
    return Math.ceil((100 * width * SAFETY) / textWidth(this.sheet));
  }
}

function shared(needs: readonly Need[]): readonly number[] {
  const most = needs.map((need) => need.most);
  const least = needs.map((need) => need.least);
  if (total(most) <= 100) {
    return toppedUp(
      most,
      needs.map(() => 1),
    );
  }
  if (total(least) <= 100) {
    return toppedUp(
      least,
      needs.map((need) => need.most - need.least),
    );
  }
  return forced(needs);
}

/** Too wide even so: words are broken, down to a third of the table; beyond that figures give way too. */
function forced(needs: readonly Need[]): readonly number[] {
  const figures = total(needs.map((need) => (need.isFigure ? need.least : 0)));
  if (figures >= (100 * 2) / 3 || needs.every((need) => need.isFigure)) {
    return toppedUp(
      needs.map(() => 0),
      needs.map((need) => need.least),
    );
  }
  return toppedUp(
    needs.map((need) => (need.isFigure ? need.least : 0)),
    needs.map((need) => (need.isFigure ? 0 : need.least)),
  );
}

/** Shares with the rest of the hundred added by weight, the largest remainders rounded up. */
function toppedUp(shares: readonly number[], weights: readonly number[]): readonly number[] {
  const rest = 100 - total(shares);
  const weight = total(weights);
  const exact = shares.map((share, index) => share + (rest * weights[index]!) / weight);
  const whole = exact.map(Math.floor);
  const order = [...exact.keys()].sort((a, b) => whole[a]! - exact[a]! - (whole[b]! - exact[b]!));
  for (const index of order.slice(0, 100 - total(whole))) whole[index]! += 1;
  return whole;
}

// --- missing letters ------------------------------------------------------------------------------

/** A character that the face cannot draw, and the field or the part of the letter that it stands in. */
export interface MissingGlyph {
  readonly char: string;
  readonly path: string;
}

/** Characters that the face cannot draw, each once for a field. */
export function missingGlyphs(
  document: LetterDocument,
  isDrawn: (character: string) => boolean,
): readonly MissingGlyph[] {
  const found = new Map<string, MissingGlyph>();
  for (const [text, path] of leavesOf(document)) {
    for (const char of text.normalize("NFC")) {
      if (char !== "\n" && !isDrawn(char)) found.set(`${path} ${char}`, { char, path });
    }
  }
  return [...found.values()];
}

/** The same as problems, one for each field. */
export function glyphProblems(missing: readonly MissingGlyph[]): readonly Told[] {
  return [...new Set(missing.map(({ path }) => path))].map((field) => {
    const described = missing.filter(({ path }) => path === field).map(({ char }) => description(char));
    const many = described.length > 1 ? "les caractères" : "le caractère";
    return {
      message: `la police de la lettre n’a pas ${many} ${described.join(", ")}`,
      field,
      hint: "écrivez ce texte en lettres latines, sans émoji ni symbole",
      check: "missing-glyph",
    };
  });
}

function description(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return `${quoted(character)} (U+${code})`;
}

// --- measuring ------------------------------------------------------------------------------------

/** The lines of a part; in all parts but the body a block is a paragraph, and that is a line. */
function linesOf(document: LetterDocument, part: PartName): readonly Paragraph[] {
  return partOf(document, part).filter((block) => block.kind === "paragraph");
}

function fieldOf(line: Paragraph, part: string): string {
  for (const leaf of textsOf([line])) if (leaf.kind === "filled") return leaf.path;
  return part;
}

function endsWithCountry(line: Paragraph): boolean {
  for (const leaf of textsOf([line])) if (leaf.kind === "filled" && leaf.path.endsWith(".country")) return true;
  return false;
}

function advancesOf(file: PaperFile, weight: Weight): ReadonlyMap<string, number> {
  const advances = new Map<string, number>();
  for (const [width, characters] of Object.entries(file.widths[weight])) {
    for (const character of characters) advances.set(character, Number(width) / file.unitsPerEm);
  }
  return advances;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
