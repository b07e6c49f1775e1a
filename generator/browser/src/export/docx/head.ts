/**
 * How the sender and the recipient stand on the first page, so that the address is in the window; the twin of
 * `generator/render/ooxml/head.py`, which says why.
 */
import type { Block, LetterDocument } from "../../letter/nodes";
import { SAFETY, type Paper } from "../paper";
import { POINTS_PER_MM, type Weight } from "../sheet";
import { partOf, plain } from "../walk";
import { points } from "./xml";

/** Measures of one letter's head; spaces are in twips, `top` is the page's margin in millimetres. */
export interface Head {
  /** Beside the address in a table, rather than above it. */
  readonly isBeside: boolean;
  readonly top: number;
  readonly senderLeading: number;
  readonly addressSize: number;
  readonly beforeAddress: number;
  readonly afterAddress: number;
}

/** The loosest arrangement that leaves the address where the window is. */
export function arrange(document: LetterDocument, paper: Paper): Head {
  const { margin, sender, styles } = paper.sheet;
  const above = (top: number, leading: number): Head | undefined => {
    const height = senderHeight(partOf(document, "sender"), paper, leading);
    const found = headOf(document, paper, top, leading, height);
    return found.beforeAddress >= 0 ? found : undefined;
  };
  return (
    above(margin.first_top, styles.sender.leading) ??
    above(sender.tight_top, sender.tight_leading) ?? {
      ...headOf(document, paper, margin.first_top, styles.sender.leading, 0),
      isBeside: true,
    }
  );
}

function headOf(document: LetterDocument, paper: Paper, top: number, leading: number, height: number): Head {
  const { address, clear } = paper.sheet;
  const { size } = paper.fitAddress(document);
  const width = address.right - address.left;
  const rows = sum(partOf(document, "recipient").map((line) => printedRows(paper, plain([line]), size, width)));
  return {
    isBeside: false,
    top,
    senderLeading: leading,
    addressSize: size,
    beforeAddress: inTwips(address.top - top) - height,
    afterAddress: Math.max(0, inTwips(clear.bottom - address.top) - rows * points(size * address.leading)),
  };
}

/** Twips that the sender takes; its first line is its name. */
function senderHeight(lines: readonly Block[], paper: Paper, leading: number): number {
  const [first, ...rest] = lines;
  if (!first) return 0;
  const { sender, styles } = paper.sheet;
  const { sender_name: name, sender: style } = styles;
  const rows = sum(rest.map((line) => printedRows(paper, plain([line]), style.size, sender.width)));
  const weight = name.bold ? "bold" : "regular";
  const nameRows = printedRows(paper, plain([first]), name.size, sender.width, weight);
  const nameHeight = nameRows * points(name.size * name.leading);
  // The space under a name that stands alone is part of the space above the address.
  return nameHeight + (rows ? points(name.after) : 0) + rows * points(style.size * leading);
}

/** Lines that a text takes in a column, broken at spaces and hyphens, and inside a word wider than the column. */
function printedRows(paper: Paper, text: string, size: number, width: number, weight: Weight = "regular"): number {
  return sum(text.split("\n").map((line) => rowsOfLine(paper, line, size, width / SAFETY, weight)));
}

function rowsOfLine(paper: Paper, line: string, size: number, width: number, weight: Weight): number {
  let [rows, used] = [1, 0];
  for (const [piece] of line.matchAll(/[^ \-–]*[ \-–]|[^ \-–]+/g)) {
    const wide = paper.width(piece.replace(/ +$/, ""), size, weight);
    if (used && used + wide > width) [rows, used] = [rows + 1, 0];
    const full = Math.floor(wide / width);
    rows += full;
    used = full ? wide % width : used + paper.width(piece, size, weight);
  }
  return rows;
}

function inTwips(millimetres: number): number {
  return points(millimetres * POINTS_PER_MM);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
