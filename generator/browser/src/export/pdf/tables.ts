/** Tables: a caption, a head that each page repeats, rows that no page cuts, a total set apart by its lines. */
import type { Column as TableColumn, Inline, Row, Table } from "../../letter/nodes";
import type { Paper } from "../paper";
import { textWidth, type TextStyle } from "../sheet";
import { rowsOf } from "../walk";
import { Flow, type Strip } from "./flow";
import { moved, tagged, type Item, type Tag } from "./page";
import { mm, type Setter } from "./setting";

/** A column as it is set; its gutter is at the end of its words, or before them where they stand at the end. */
interface Place {
  readonly left: number;
  readonly width: number;
  readonly isAtEnd: boolean;
}

interface Rule {
  readonly thickness: number;
  readonly colour: string;
}

interface Frame {
  readonly above: Rule;
  readonly below: Rule;
}

export class TableSetter {
  private readonly places: readonly Place[];
  private readonly style: TextStyle;
  private readonly gutter: number;
  private readonly none: Rule = { thickness: 0, colour: "" };
  private readonly thin: Rule;
  private readonly strong: Rule;

  constructor(
    private readonly table: Table,
    paper: Paper,
    private readonly setter: Setter,
  ) {
    const { colours, margin, styles, table: measures } = paper.sheet;
    const fit = paper.fitTable(table);
    this.style = fit.isDense ? { ...styles.table, ...styles.table_dense } : styles.table;
    this.gutter = mm(fit.isDense ? measures.dense_gutter : measures.gutter);
    this.thin = { thickness: mm(measures.rule), colour: colours.rule };
    this.strong = { thickness: mm(measures.strong_rule), colour: colours.ink };
    const width = mm(textWidth(paper.sheet));
    let left = mm(margin.left);
    this.places = fit.shares.map((share, index) => {
      const place = { left, width: (width * share) / 100, isAtEnd: table.columns[index]!.align === "end" };
      left += place.width;
      return place;
    });
  }

  /** The table as strips; a short one is not parted at all. */
  set(parent: Tag): Flow {
    const { sheet } = this.setter;
    const tag = tagged(parent, "Table");
    const flow = new Flow();
    const isShort = this.table.rows.length <= sheet.table.short_rows;
    flow.add(this.caption(tag), { after: sheet.styles.caption.after, staysDown: true });
    const head = this.head(tagged(tagged(tag, "THead"), "TR"));
    flow.add([head], { staysDown: true });
    const repeated = { height: head.height, items: head.items.flatMap(asArtefact) };
    const body = tagged(tag, "TBody");
    const rows = rowsOf(this.table.rows);
    rows.forEach((row, index) => {
      const frame = this.frame(rows, index);
      const strip = this.row(row, frame, tagged(body, "TR"));
      const last = index === rows.length - 1 ? frame.below.thickness / 2 : 0;
      flow.add([{ ...strip, height: strip.height + last, head: repeated }], { staysUp: isShort || isTotal(row) });
    });
    return flow;
  }

  private caption(tag: Tag): readonly Strip[] {
    const { caption } = this.table;
    if (caption.length === 0) return [];
    const first = this.places[0]!;
    const width = this.places.reduce((sum, place) => sum + place.width, 0);
    const { styles } = this.setter.sheet;
    return this.setter.lines(caption, styles.caption, { left: first.left, width }, tagged(tag, "Caption"));
  }

  private head(tag: Tag): Strip {
    const style = { ...this.style, ...pick(this.setter.sheet.styles.table_head) };
    const cells = this.table.columns.map((column: TableColumn, index) => {
      const isCorner = (this.table.row_headers ?? false) && index === 0;
      const element = isCorner ? tagged(tag, "TD") : tagged(tag, "TH", { scope: "Column" });
      return this.cell(column.label, index, style, element);
    });
    return this.strip(cells, { above: this.none, below: this.strong }, { isAtBottom: true });
  }

  private row(row: Row, frame: Frame, tag: Tag): Strip {
    const total = isTotal(row);
    const style = total ? { ...this.style, bold: true } : this.style;
    const hasHead = total || (this.table.row_headers ?? false);
    const cells = row.cells.map((cell, index) => {
      const isHead = hasHead && index === 0;
      const element = isHead ? tagged(tag, "TH", { scope: "Row" }) : tagged(tag, "TD");
      return this.cell(cell, index, style, element);
    });
    return this.strip(cells, frame, { isAtBottom: false });
  }

  private cell(nodes: readonly Inline[], index: number, style: TextStyle, tag: Tag): Flow {
    const place = this.places[index]!;
    const left = place.left + (place.isAtEnd ? this.gutter : 0);
    const column = { left, width: Math.max(0, place.width - this.gutter), isAtEnd: place.isAtEnd };
    const flow = new Flow();
    if (nodes.length > 0) flow.add(this.setter.lines(nodes, style, column, tag));
    return flow;
  }

  /** Cells side by side between two rules, of which half is inside the row, as where borders collapse. */
  private strip(cells: readonly Flow[], frame: Frame, { isAtBottom }: { readonly isAtBottom: boolean }): Strip {
    const padding = mm(this.setter.sheet.table.padding);
    const heights = cells.map((cell) => cell.height());
    const content = Math.max(0, ...heights);
    const top = frame.above.thickness / 2 + padding;
    const height = top + content + padding + frame.below.thickness / 2;
    const items = cells.flatMap((cell, index) =>
      moved(cell.items(), top + (isAtBottom ? content - heights[index]! : 0)),
    );
    return { before: 0, height, items: [...items, ...this.ruleAt(height, frame.below)], mayBegin: true };
  }

  private ruleAt(y: number, { thickness, colour }: Rule): readonly Item[] {
    if (thickness === 0) return [];
    const [first, last] = [this.places[0]!, this.places.at(-1)!];
    const width = last.left + last.width - first.left;
    return [{ kind: "rectangle", x: first.left, y: y - thickness / 2, width, height: thickness, colour }];
  }

  /** Where two rules meet, the stronger one is drawn. */
  private frame(rows: readonly Row[], index: number): Frame {
    const below = (row: Row | undefined, next: Row | undefined): Rule => {
      if (row === undefined || (next && isTotal(next))) return this.strong;
      return isTotal(row) ? (next ? this.strong : this.none) : this.thin;
    };
    return { above: below(rows[index - 1], rows[index]), below: below(rows[index], rows[index + 1]) };
  }
}

function isTotal(row: Row): boolean {
  return row.is_total ?? false;
}

function pick({ size, leading, grey }: TextStyle): Partial<TextStyle> {
  return { size, leading, grey };
}

/** An item as it is drawn once more, heard by nobody. */
function asArtefact(item: Item): readonly Item[] {
  if (item.kind === "link") return [];
  const { tag: _, ...artefact } = item;
  return [artefact];
}
