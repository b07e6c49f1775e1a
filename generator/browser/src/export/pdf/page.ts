/** What is drawn on pages and how it is tagged: between the layout, which places it, and the writer of the file. */
import type { FaceName } from "./face";

export type Role =
  | "Document"
  | "Div"
  | "H1"
  | "H2"
  | "H3"
  | "P"
  | "Span"
  | "Link"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Table"
  | "Caption"
  | "THead"
  | "TBody"
  | "TR"
  | "TH"
  | "TD"
  | "Figure";

/** An element of the structure: it holds others, or it marks what is drawn, never both. */
export interface Tag {
  readonly role: Role;
  readonly kids: Tag[];
  /** Of which cells a head is the head. */
  readonly scope?: "Column" | "Row";
  readonly isNumbered?: boolean;
  /** What is said in the place of a picture. */
  readonly alt?: string;
}

/** In points, from the top left corner of the page. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Drawn {
  /** The element that it belongs to; without one it is an artefact, which nobody hears. */
  readonly tag?: Tag;
  /** What kind of artefact. */
  readonly artefact?: "footer";
}

/** Words on a baseline at `y`. */
export interface TextItem extends Drawn {
  readonly kind: "text";
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly face: FaceName;
  readonly size: number;
  readonly colour: string;
}

/** A filled rectangle: a line of a table, a folding mark, a part of a picture. */
export interface RectangleItem extends Box, Drawn {
  readonly kind: "rectangle";
  readonly colour: string;
}

/** Where a click leads. */
export interface LinkItem extends Box {
  readonly kind: "link";
  readonly href: string;
  readonly text: string;
  readonly tag: Tag;
}

export type Item = TextItem | RectangleItem | LinkItem;

export interface LaidOut {
  /** In points. */
  readonly width: number;
  readonly height: number;
  readonly pages: readonly (readonly Item[])[];
  readonly structure: Tag;
}

/** A new element, the last of its parent's. */
export function tagged(parent: Tag, role: Role, facts: Partial<Omit<Tag, "role" | "kids">> = {}): Tag {
  const tag = { role, kids: [], ...facts };
  parent.kids.push(tag);
  return tag;
}

/** The same items, further down. */
export function moved(items: readonly Item[], down: number): readonly Item[] {
  return items.map((item) => ({ ...item, y: item.y + down }));
}
