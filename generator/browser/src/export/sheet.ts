/** The sheet of a letter as `paper.json` has it: `generator/render/theme/sheet.yml`, in millimetres and points. */

export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TextStyle {
  readonly size: number;
  readonly leading: number;
  readonly before: number;
  readonly after: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly grey: boolean;
}

export type StyleName =
  | "text"
  | "sender_name"
  | "sender"
  | "place_date"
  | "delivery"
  | "references"
  | "subject"
  | "heading_2"
  | "heading_3"
  | "list_item"
  | "caption"
  | "table"
  | "table_dense"
  | "table_head"
  | "signature"
  | "enclosures"
  | "footer";

export interface Sheet {
  readonly paper: { readonly width: number; readonly height: number };
  readonly margin: {
    readonly left: number;
    readonly right: number;
    readonly bottom: number;
    readonly first_top: number;
    readonly next_top: number;
  };
  readonly clear: Area;
  readonly address: Area & {
    readonly lines: number;
    readonly lines_with_country: number;
    readonly characters: number;
    readonly sizes: readonly number[];
    readonly leading: number;
  };
  readonly sender: { readonly width: number; readonly tight_top: number; readonly tight_leading: number };
  readonly fold_marks: {
    readonly first: number;
    readonly second: number;
    readonly left: number;
    readonly width: number;
    readonly thickness: number;
  };
  readonly signature: { readonly left: number; readonly room: number };
  readonly footer: { readonly bottom: number; readonly number_width: number; readonly tall_margin: number };
  readonly enclosures: { readonly indent: number };
  readonly list: { readonly indent: number };
  readonly table: {
    readonly rule: number;
    readonly strong_rule: number;
    readonly padding: number;
    readonly gutter: number;
    readonly dense_gutter: number;
    readonly short_rows: number;
  };
  readonly colours: { readonly ink: string; readonly grey: string; readonly rule: string };
  readonly styles: Readonly<Record<StyleName, TextStyle>>;
}

/** `paper.json`: the sheet, and the characters of the face by their advance widths. */
export interface PaperFile {
  readonly sheet: Sheet;
  readonly unitsPerEm: number;
  readonly widths: Readonly<Record<Weight, Readonly<Record<string, string>>>>;
}

export type Weight = "regular" | "bold";

export const POINTS_PER_MM = 72 / 25.4;

/** Millimetres between the margins. */
export function textWidth(sheet: Sheet): number {
  return sheet.paper.width - sheet.margin.left - sheet.margin.right;
}
