/** Sets words as lines in a style of the sheet: strips of text with its tags, underlines and links. */
import type { Inline } from "../../letter/nodes";
import { POINTS_PER_MM, type Sheet, type TextStyle } from "../sheet";
import { piecesOf, type Piece } from "../walk";
import type { Strip } from "./flow";
import { breakLines, type Faces, type Line, type Run } from "./lines";
import { tagged, type Item, type Tag } from "./page";

/** Where lines stand: from the page's left edge, in points. */
export interface Column {
  readonly left: number;
  readonly width: number;
  readonly isAtEnd?: boolean;
}

/** The face's own share of a line, in ems, and where an underline stands below the baseline. */
interface Metrics {
  readonly ascent: number;
  readonly descent: number;
}

const UNDERLINE_DEPTH = 0.11;
const UNDERLINE_THICKNESS = 0.07;

export class Setter {
  private readonly metrics: Metrics;

  constructor(
    readonly sheet: Sheet,
    readonly faces: Faces,
  ) {
    const { ascent, descent, unitsPerEm } = faces.regular.facts;
    this.metrics = { ascent: ascent / unitsPerEm, descent: -descent / unitsPerEm };
  }

  colour(style: TextStyle): string {
    return style.grey ? this.sheet.colours.grey : this.sheet.colours.ink;
  }

  /** Where the baseline of a line stands below the line's top. */
  baseline(style: TextStyle): number {
    const { ascent, descent } = this.metrics;
    return (style.size * (style.leading + ascent - descent)) / 2;
  }

  /** A paragraph's lines; `tag` is its element, undefined for an artefact. `before` is a word put before it. */
  lines(
    nodes: readonly Inline[],
    style: TextStyle,
    column: Column,
    tag: Tag | undefined,
    { opening = "", widthOf = () => column.width }: { opening?: string; widthOf?: (line: number) => number } = {},
  ): readonly Strip[] {
    const pieces = piecesOf(opening ? [{ kind: "text", text: opening }, ...nodes] : nodes);
    const tagOf = tag && tagsOf(pieces, tag);
    return breakLines(pieces, style, this.faces, widthOf).map((line, index) => ({
      before: 0,
      height: style.size * style.leading,
      items: this.drawn(line, style, { ...column, width: widthOf(index) }, tagOf),
      mayBegin: false,
    }));
  }

  private drawn(line: Line, style: TextStyle, column: Column, tagOf: TagOf | undefined): readonly Item[] {
    const left = column.left + (column.isAtEnd ? column.width - line.width : 0);
    return line.runs.flatMap((run) => {
      const tag = tagOf?.(run);
      const x = left + run.x;
      const { text, face } = run;
      const { size } = style;
      const y = this.baseline(style);
      const words: Item = { kind: "text", x, y, text, face, size, colour: this.colour(style), ...(tag && { tag }) };
      return run.href === "" ? [words] : [words, ...this.link(run, x, style, tag)];
    });
  }

  private link(run: Run, x: number, style: TextStyle, tag: Tag | undefined): readonly Item[] {
    const y = this.baseline(style);
    const { size } = style;
    const { width, href, text } = run;
    const underline: Item = {
      kind: "rectangle",
      x,
      y: y + UNDERLINE_DEPTH * size,
      width,
      height: UNDERLINE_THICKNESS * size,
      colour: this.colour(style),
    };
    if (!tag) return [underline];
    return [underline, { kind: "link", x, y: 0, width, height: size * style.leading, href, text, tag }];
  }
}

type TagOf = (run: Run) => Tag;

/** The paragraph's own element where no link stands in it; else one for each link and for what stands between. */
function tagsOf(pieces: readonly Piece[], tag: Tag): TagOf {
  if (pieces.every((piece) => piece.href === "")) return () => tag;
  const parts: { readonly href: string; readonly tag: Tag }[] = [];
  for (const { href } of pieces) {
    if (parts.at(-1)?.href !== href) parts.push({ href, tag: tagged(tag, href ? "Link" : "Span") });
  }
  let part = 0;
  return ({ href }) => {
    while (parts[part]!.href !== href) part++;
    return parts[part]!.tag;
  };
}

/** Points of a length on the sheet. */
export function mm(length: number): number {
  return length * POINTS_PER_MM;
}
