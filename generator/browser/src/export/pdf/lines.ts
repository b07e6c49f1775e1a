/**
 * Breaks words into lines, ragged on the right and never hyphenated, as Pango does for the command line's PDF.
 *
 * A no-break space holds and keeps its width. A word wider than its column is broken where the column ends.
 * Source of the places where a line may be broken: Unicode Standard Annex 14, as far as Latin text needs it.
 */
import type { Piece } from "../walk";
import type { Face, FaceName } from "./face";

/** The faces of a letter, regular at least; a face that is not there was never asked for. */
export type Faces = Readonly<Record<FaceName, Face>>;

/** Words in one dress on one line; `x` is counted from the line's left end. */
export interface Run {
  readonly text: string;
  readonly face: FaceName;
  readonly href: string;
  readonly x: number;
  readonly width: number;
}

/** `width` is what is seen: the space at the end of a line that goes on is left out. */
export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

export interface Letters {
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
}

export function faceName(dress: { readonly bold: boolean; readonly italic: boolean }): FaceName {
  if (dress.bold) return dress.italic ? "bold-italic" : "bold";
  return dress.italic ? "italic" : "regular";
}

/** Lines no wider than `widthOf` says, which may depend on how many stand above. */
export function breakLines(
  pieces: readonly Piece[],
  letters: Letters,
  faces: Faces,
  widthOf: (line: number) => number,
): readonly Line[] {
  const lines: Line[] = [];
  for (const text of typed(pieces, letters, faces)) {
    let start = 0;
    do {
      const end = endOfLine(text, start, widthOf(lines.length));
      lines.push(lineOf(text, start, end));
      start = end;
    } while (start < text.characters.length);
  }
  return lines;
}

/** How wide a text in one line is, in points. */
export function widthOfText(text: string, size: number, face: Face): number {
  let units = 0;
  let before = 0;
  for (const character of text) {
    const glyph = face.glyph(character);
    units += face.advance(glyph) + face.kern(before, glyph);
    before = glyph;
  }
  return (units * size) / face.facts.unitsPerEm;
}

// --- characters and where they stand ------------------------------------------------------------

/** A text without a line end. `ends` is where each character ends, `tail` what of it is kerning with the next. */
interface Typed {
  readonly characters: string[];
  readonly glyphs: number[];
  readonly sources: Source[];
  readonly ends: number[];
  readonly tails: number[];
}

interface Source {
  readonly face: FaceName;
  readonly href: string;
}

/** The text between two line ends each, spaces collapsed as on a page of the web. */
function typed(pieces: readonly Piece[], letters: Letters, faces: Faces): readonly Typed[] {
  const texts: Typed[] = [empty()];
  for (const piece of pieces) {
    const name = faceName({ bold: letters.bold || piece.bold, italic: letters.italic || piece.italic });
    const face = faces[name];
    const source = { face: name, href: piece.href };
    const scale = letters.size / face.facts.unitsPerEm;
    for (const character of piece.text.normalize("NFC")) {
      const text = texts.at(-1)!;
      if (character === "\n") texts.push(empty());
      else if (character !== SOFT_HYPHEN && !(character === " " && isAfterSpace(text))) {
        put(text, character, source, face, scale);
      }
    }
  }
  return texts;
}

const SOFT_HYPHEN = "\u00ad";

function empty(): Typed {
  return { characters: [], glyphs: [], sources: [], ends: [], tails: [] };
}

function isAfterSpace(text: Typed): boolean {
  return text.characters.length === 0 || text.characters.at(-1) === " ";
}

function put(text: Typed, character: string, source: Source, face: Face, scale: number): void {
  const last = text.characters.length - 1;
  const glyph = face.glyph(character);
  let end = last < 0 ? 0 : text.ends[last]!;
  if (last >= 0 && text.sources[last] === source) {
    const kern = face.kern(text.glyphs[last]!, glyph) * scale;
    text.tails[last] = kern;
    end = text.ends[last] = end + kern;
  }
  text.characters.push(character);
  text.glyphs.push(glyph);
  text.sources.push(source);
  text.ends.push(end + face.advance(glyph) * scale);
  text.tails.push(0);
}

/** The width of the characters from `start` up to `end`, less the spaces at their end. */
function widthBetween(text: Typed, start: number, end: number): number {
  let last = end - 1;
  while (last >= start && text.characters[last] === " ") last--;
  if (last < start) return 0;
  return text.ends[last]! - text.tails[last]! - startOf(text, start);
}

function startOf(text: Typed, index: number): number {
  return index === 0 ? 0 : text.ends[index - 1]!;
}

const ROUNDING = 0.001;

function endOfLine(text: Typed, start: number, width: number): number {
  const { characters } = text;
  let end = start;
  for (let index = start; index < characters.length; index++) {
    if (characters[index] !== " " && widthBetween(text, start, index + 1) > width + ROUNDING) {
      return end > start ? end : Math.max(index, start + 1);
    }
    if (mayBreakAfter(characters, index)) end = index + 1;
  }
  return characters.length;
}

function lineOf(text: Typed, start: number, end: number): Line {
  const runs: Run[] = [];
  const left = startOf(text, start);
  let first = start;
  for (let index = start + 1; index <= end; index++) {
    if (index < end && text.sources[index] === text.sources[first]) continue;
    const width = index === end ? widthBetween(text, first, end) : text.ends[index - 1]! - startOf(text, first);
    const words = text.characters.slice(first, index).join("");
    if (words) runs.push({ ...text.sources[first]!, text: words, x: startOf(text, first) - left, width });
    first = index;
  }
  return { runs, width: widthBetween(text, start, end) };
}

// --- where a line may be broken -----------------------------------------------------------------

const LETTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{Nd}/u;
/** They never begin a line, not even after a space. */
const CLOSING = ")]}!?,.:;/";

function mayBreakAfter(characters: readonly string[], index: number): boolean {
  const character = characters[index]!;
  const next = characters[index + 1];
  if (next === undefined || next === " ") return false;
  switch (character) {
    case " ":
      return !CLOSING.includes(next);
    case "-":
      return index > 0 && characters[index - 1] !== " " && LETTER.test(next);
    case "/":
      return LETTER.test(next);
    case "–":
    case "—":
    case "‐":
    case "|":
    case "!":
    case "?":
    case "}":
    case "…":
      return LETTER.test(next) || DIGIT.test(next);
    default:
      return next === "—" && LETTER.test(character);
  }
}
