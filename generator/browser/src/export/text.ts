/** The letter as plain text, one paragraph a line; the twin of `generator/render/text.py`. */
import type { Block, Inline, LetterDocument, Node, PartName, Table } from "../letter/nodes";
import { inlineOf, PARTS, partOf, rowsOf, unfilled } from "./walk";
import { ENCLOSURES, SUBJECT } from "./words";

const BULLET = "–\u00a0";
const COLUMN_GAP = "  ";

/** The letter as text that ends with one line end. */
export function writeText(document: LetterDocument): string {
  const parts = PARTS.map((name) => writePart(name, partOf(document, name)));
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** One part: in `body` a blank line between two blocks, elsewhere a line each. */
function writePart(name: PartName, blocks: readonly Block[]): string {
  const lines = blocks.map(written).join(name === "body" ? "\n\n" : "\n");
  const opening = name === "subject" ? SUBJECT : name === "enclosures" ? ENCLOSURES : "";
  return lines ? opening + lines : "";
}

function written(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return wordsOf(block.children);
    case "bullet_list":
      return block.items.map((item) => listItem(BULLET, item)).join("\n");
    case "ordered_list":
      return block.items.map((item, index) => listItem(`${index + 1}.\u00a0`, item)).join("\n");
    case "table":
      return tableText(block);
    default:
      return unfilled(block);
  }
}

function listItem(mark: string, item: Node): string {
  return mark + wordsOf(inlineOf(item)).replaceAll("\n", `\n${" ".repeat(mark.length)}`);
}

/** Words without their emphasis; a link is followed by its address, where it is not its own words. */
function wordsOf(nodes: readonly Inline[]): string {
  return nodes.map(words).join("");
}

function words(node: Inline): string {
  switch (node.kind) {
    case "text":
    case "filled":
      return node.text;
    case "strong":
    case "emphasis":
      return wordsOf(node.children);
    case "link": {
      const shown = wordsOf(node.children);
      return shown === node.href ? shown : `${shown} (${node.href})`;
    }
    case "line_break":
      return "\n";
    default:
      return unfilled(node);
  }
}

// --- tables -------------------------------------------------------------------------------------

function tableText(table: Table): string {
  const rows = rowsOf(table.rows);
  const head = table.columns.map((column) => cellText(column.label));
  const cells = rows.map((row) => row.cells.map(cellText));
  const widths = head.map((_, index) => Math.max(...[head, ...cells].map((texts) => visibleWidth(texts[index]!))));
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width, COLUMN_GAP.length * (widths.length - 1)));
  const aligned = (texts: readonly string[]): string =>
    texts
      .map((text, index) => padded(text, widths[index]!, table.columns[index]!.align === "end"))
      .join(COLUMN_GAP)
      .replace(/ +$/, "");
  const lines = [aligned(head), rule];
  rows.forEach((row, index) => {
    const previous = rows[index - 1];
    if (row.is_total && previous && !previous.is_total) lines.push(rule);
    lines.push(aligned(cells[index]!));
  });
  const caption = wordsOf(table.caption);
  return [...(caption ? [caption] : []), ...lines].join("\n");
}

function cellText(nodes: readonly Inline[]): string {
  return wordsOf(nodes).replaceAll("\n", " ");
}

function padded(text: string, width: number, isAtEnd: boolean): string {
  const padding = " ".repeat(width - visibleWidth(text));
  return isAtEnd ? padding + text : text + padding;
}

const COMBINING = /\p{Mn}/u;
/** Letters of two columns, as Unicode Standard Annex 11 counts them, and as far as names and signs need it. */
const WIDE = new RegExp(
  "[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua000-\\ua4cf\\ua960-\\ua97f" +
    "\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{20000}-\\u{3fffd}" +
    "\\p{Emoji_Presentation}]",
  "u",
);
const FLAG_LETTER = /\p{Regional_Indicator}/u;

/** How many columns a text takes where letters are equally wide: an accent none, a Chinese letter two. */
function visibleWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (COMBINING.test(character)) continue;
    width += WIDE.test(character) && !FLAG_LETTER.test(character) ? 2 : 1;
  }
  return width;
}
