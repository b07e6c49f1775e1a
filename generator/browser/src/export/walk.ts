/** Reading a document from end to end; the twin of `generator/render/walk.py`. */
import type { Block, Filled, Inline, LetterDocument, Node, PartName, Row, Text } from "../letter/nodes";

/** Parts of a letter, in reading order. In all but `body`, a paragraph is a line. */
export const PARTS: readonly PartName[] = [
  "sender",
  "recipient",
  "place_date",
  "delivery",
  "references",
  "subject",
  "body",
  "signature",
  "enclosures",
  "footer",
];

/** How words look where that differs from their paragraph, and where they lead. */
export interface Dress {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly href: string;
}

export interface Piece extends Dress {
  readonly text: string;
}

const PLAIN: Dress = { bold: false, italic: false, href: "" };

/** A tree where a document was expected. */
export function unfilled(node: { readonly kind: string }): never {
  throw new TypeError(`a document holds no ${node.kind}: fill the tree first`);
}

export function partOf(document: LetterDocument, part: PartName): readonly Block[] {
  return document.parts[part] ?? [];
}

/** The nodes right below a node. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "strong":
    case "emphasis":
    case "link":
    case "paragraph":
    case "heading":
    case "list_item":
      return node.children;
    case "bullet_list":
    case "ordered_list":
      return node.items;
    case "row":
      return node.cells.flat();
    case "table":
      return [...node.caption, ...node.columns.flatMap((column) => column.label), ...node.rows];
    default:
      return unfilled(node);
  }
}

/** The inline nodes of a line or of a list's item. */
export function inlineOf(node: Node): readonly Inline[] {
  if (node.kind === "paragraph" || node.kind === "heading" || node.kind === "list_item") return node.children;
  return unfilled(node);
}

/** The rows of a filled table. */
export function rowsOf(nodes: readonly Node[]): readonly Row[] {
  return nodes.map((node) => (node.kind === "row" ? node : unfilled(node)));
}

/** The texts of some nodes, in reading order. */
export function* textsOf(nodes: readonly Node[]): Generator<Text | Filled> {
  for (const node of nodes) {
    if (node.kind === "text" || node.kind === "filled") yield node;
    else if (node.kind === "line_break") yield { kind: "text", text: "\n" };
    else yield* textsOf(childrenOf(node));
  }
}

/** The words of some nodes, without their dress. */
export function plain(nodes: readonly Node[]): string {
  let words = "";
  for (const leaf of textsOf(nodes)) words += leaf.text;
  return words;
}

/** Each text with the field that it came from, or, for words of the template, its part of the letter. */
export function* leavesOf(document: LetterDocument): Generator<readonly [text: string, field: string]> {
  for (const part of PARTS) {
    for (const leaf of textsOf(partOf(document, part))) yield [leaf.text, leaf.kind === "filled" ? leaf.path : part];
  }
}

/** Words with their dress; neighbours that are dressed alike are one piece, as if typed. */
export function piecesOf(nodes: readonly Inline[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const piece of dressed(nodes, PLAIN)) {
    const last = pieces.at(-1);
    if (last && last.bold === piece.bold && last.italic === piece.italic && last.href === piece.href) {
      pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
    } else pieces.push(piece);
  }
  return pieces;
}

function* dressed(nodes: readonly Inline[], dress: Dress): Generator<Piece> {
  for (const node of nodes) {
    switch (node.kind) {
      case "text":
      case "filled":
        yield { ...dress, text: node.text };
        break;
      case "line_break":
        yield { ...dress, text: "\n" };
        break;
      case "strong":
        yield* dressed(node.children, { ...dress, bold: true });
        break;
      case "emphasis":
        yield* dressed(node.children, { ...dress, italic: true });
        break;
      case "link":
        yield* dressed(node.children, { ...dress, href: node.href });
        break;
      default:
        unfilled(node);
    }
  }
}
