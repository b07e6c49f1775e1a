/**
 * The letter tree and the filled document, as `generator/letter/nodes.py` has them.
 *
 * A tree comes as JSON (`generator/letter/tree_json.py`); defaults are left out there, so they are optional here.
 */

export const TREE_VERSION = 1;

export interface Path {
  readonly kind: "path";
  readonly parts: readonly string[];
}

export type Expression =
  | Path
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "count"; readonly path: Path }
  | {
      readonly kind: "compare";
      readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "in"; readonly item: Path; readonly options: readonly string[] }
  | { readonly kind: "given"; readonly path: Path }
  | { readonly kind: "several"; readonly path: Path }
  | { readonly kind: "plural"; readonly path: Path }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "and"; readonly operands: readonly Expression[] }
  | { readonly kind: "or"; readonly operands: readonly Expression[] };

export interface Branch {
  readonly kind: "branch";
  readonly condition: Expression;
  readonly children: readonly Node[];
}

export type When = {
  readonly kind: "when";
  readonly branches: readonly Branch[];
  readonly otherwise?: readonly Node[];
};
export type Each = {
  readonly kind: "each";
  readonly path: Path;
  readonly item: string;
  readonly children: readonly Node[];
};
export type Text = { readonly kind: "text"; readonly text: string };
export type Value = { readonly kind: "value"; readonly path: Path; readonly format: string };
export type Filled = { readonly kind: "filled"; readonly text: string; readonly path: string };
export type Strong = { readonly kind: "strong"; readonly children: readonly Inline[] };
export type Emphasis = { readonly kind: "emphasis"; readonly children: readonly Inline[] };
export type Link = { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] };
export type LineBreak = { readonly kind: "line_break" };
export type Inline = Text | Value | Filled | Strong | Emphasis | Link | LineBreak | When | Each;

export type Paragraph = { readonly kind: "paragraph"; readonly children: readonly Inline[] };
export type Heading = { readonly kind: "heading"; readonly level: number; readonly children: readonly Inline[] };
export type ListItem = { readonly kind: "list_item"; readonly children: readonly Inline[] };
export type BulletList = { readonly kind: "bullet_list"; readonly items: readonly Node[] };
export type OrderedList = { readonly kind: "ordered_list"; readonly items: readonly Node[] };
export type Align = "start" | "end";
export type Column = {
  readonly kind: "column";
  readonly label: readonly Inline[];
  readonly align?: Align;
  readonly condition?: Expression | null;
};
export type Row = { readonly kind: "row"; readonly cells: readonly (readonly Inline[])[]; readonly is_total?: boolean };
export type Table = {
  readonly kind: "table";
  readonly name: string;
  readonly caption: readonly Inline[];
  readonly columns: readonly Column[];
  readonly rows: readonly Node[];
  readonly row_headers?: boolean;
};
export type Block = Paragraph | Heading | BulletList | OrderedList | Table | When | Each;
export type Node = Inline | Block | ListItem | Row;

export interface TreeInfo {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly law_checked_on: string;
  readonly language: string;
}

export type PartName =
  | "sender"
  | "recipient"
  | "place_date"
  | "delivery"
  | "references"
  | "subject"
  | "body"
  | "signature"
  | "enclosures"
  | "footer";

export interface LetterTree {
  readonly version: number;
  readonly info: TreeInfo;
  readonly parts: Readonly<Partial<Record<PartName, readonly Block[]>>>;
}

/** A filled letter: no `value`, `when` or `each` is left. `missing` names the holes that had no value. */
export interface LetterDocument {
  readonly info: TreeInfo;
  readonly title: string;
  readonly author: string;
  readonly parts: Readonly<Partial<Record<PartName, readonly Block[]>>>;
  readonly missing: readonly string[];
}
