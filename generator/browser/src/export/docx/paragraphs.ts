/** Paragraphs and the runs in them; the twin of `generator/render/ooxml/paragraphs.py`. */
import type { Inline } from "../../letter/nodes";
import { piecesOf, type Piece } from "../walk";
import { escape, halfPoints } from "./xml";

/** What a flow of text (a body, a footer) needs outside of itself. */
export interface Story {
  /** The addresses that its links lead to, in the order of their relationships. */
  readonly links: string[];
  /** Its numbered lists, each of which needs a count of its own. */
  orderedLists: number;
}

export function newStory(): Story {
  return { links: [], orderedLists: 0 };
}

/** What is set on a paragraph itself, over its style; lengths are in twips, `line` is an exact height. */
export interface Layout {
  readonly keepsNext?: boolean;
  readonly numbering?: number | undefined;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly line?: number | undefined;
  /** Written as it is. */
  readonly indent?: string;
  readonly isAtEnd?: boolean;
}

/** A paragraph around runs that are written already. */
export function paragraph(style: string, content: string, layout: Layout = {}): string {
  return `<w:p>${paragraphProperties(style, layout)}${content}</w:p>`;
}

/** What comes first in a paragraph. */
export function paragraphProperties(style: string, layout: Layout): string {
  const { numbering } = layout;
  const properties = [
    `<w:pStyle w:val="${style}"/>`,
    layout.keepsNext ? "<w:keepNext/>" : "",
    numbering === undefined ? "" : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numbering}"/></w:numPr>`,
    spacing(layout),
    layout.indent ?? "",
    layout.isAtEnd ? '<w:jc w:val="right"/>' : "",
  ];
  return `<w:pPr>${properties.join("")}</w:pPr>`;
}

function spacing(layout: Layout): string {
  const names = ["before", "after", "line"] as const;
  const given = names.map((name) => (layout[name] === undefined ? "" : ` w:${name}="${layout[name]}"`)).join("");
  const rule = layout.line === undefined ? "" : ' w:lineRule="exact"';
  return given ? `<w:spacing${given}${rule}/>` : "";
}

// --- runs ---------------------------------------------------------------------------------------

/** Words with their dress; neighbours that lead to the same place are one link. `size` is in points. */
export function runs(story: Story, nodes: readonly Inline[], size?: number): string {
  let written = "";
  let linked = "";
  const pieces = piecesOf(nodes);
  pieces.forEach((piece, index) => {
    const run = dressedRun(piece, size);
    if (piece.href === "") {
      written += run;
      return;
    }
    linked += run;
    if (pieces[index + 1]?.href === piece.href) return;
    story.links.push(piece.href);
    written += `<w:hyperlink r:id="${linkId(story.links.length)}" w:history="1">${linked}</w:hyperlink>`;
    linked = "";
  });
  return written;
}

function dressedRun(piece: Piece, size: number | undefined): string {
  const half = size === undefined ? 0 : halfPoints(size);
  const properties = [
    piece.href === "" ? "" : '<w:rStyle w:val="Hyperlink"/>',
    piece.bold ? "<w:b/><w:bCs/>" : "",
    piece.italic ? "<w:i/><w:iCs/>" : "",
    half ? `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>` : "",
  ].join("");
  return run(piece.text, properties && `<w:rPr>${properties}</w:rPr>`);
}

/** A run of text; a line end in it is a line break. */
export function run(text: string, properties = ""): string {
  const words = text.split("\n").map((line) => `<w:t xml:space="preserve">${escape(line)}</w:t>`);
  return `<w:r>${properties}${words.join("<w:br/>")}</w:r>`;
}

/** The relationship of a story's link, counted from one. */
export function linkId(number: number): string {
  return `rIdLink${number}`;
}
