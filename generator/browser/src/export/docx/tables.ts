/** Tables of a Word letter; the twin of `generator/render/ooxml/tables.py`. */
import type { Column, Inline, Row, Table } from "../../letter/nodes";
import type { Paper } from "../paper";
import { textWidth, type Sheet } from "../sheet";
import { plain, rowsOf } from "../walk";
import { paragraph, paragraphProperties, runs, type Layout, type Story } from "./paragraphs";
import { eighths, escape, points, twips } from "./xml";

/** What all cells of a table share: its columns, their widths in twips, and whether its letters are smaller. */
interface Setting {
  readonly sheet: Sheet;
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  readonly isDense: boolean;
  /** Between two columns. */
  readonly gutter: number;
}

/** The caption as a paragraph, then the table, which names itself by it too. */
export function table(story: Story, node: Table, paper: Paper, layout: Layout): string {
  const setting = settingOf(node, paper);
  const above: Layout = { before: layout.before };
  const caption = node.caption.length > 0 ? paragraph("Caption", runs(story, node.caption), above) : "";
  const grid = setting.widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  return (
    `${caption}<w:tbl><w:tblPr>${properties(node, setting)}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>` +
    `${head(story, setting)}${body(story, node, setting, layout.keepsNext ?? false)}</w:tbl>`
  );
}

function settingOf(node: Table, paper: Paper): Setting {
  const { sheet } = paper;
  const { shares, isDense } = paper.fitTable(node);
  const whole = twips(textWidth(sheet));
  const widths = shares.map((share) => Math.floor((whole * share) / 100));
  const last = whole - widths.slice(0, -1).reduce((sum, width) => sum + width, 0);
  const gutter = twips(isDense ? sheet.table.dense_gutter : sheet.table.gutter);
  return { sheet, columns: node.columns, widths: [...widths.slice(0, -1), last], isDense, gutter };
}

/** Short tables are not parted, a total not from the row above it, a signature not from the last rows. */
function staysWithNext(rows: readonly Row[], index: number, sheet: Sheet, keepsNext: boolean): boolean {
  if (index >= rows.length - 2 && keepsNext) return true;
  const isLast = index === rows.length - 1;
  return !isLast && (rows.length <= sheet.table.short_rows || (rows[index + 1]!.is_total ?? false));
}

function properties(node: Table, setting: Setting): string {
  const firstColumn = node.row_headers ? 1 : 0;
  const heads = node.columns.map((column) => plain(column.label)).join(", ");
  const margins = `<w:tblCellMar><w:right w:w="${setting.gutter}" w:type="dxa"/></w:tblCellMar>`;
  const look = (0x0620 | (firstColumn << 7)).toString(16).toUpperCase().padStart(4, "0");
  const width = setting.widths.reduce((sum, each) => sum + each, 0);
  return (
    `<w:tblStyle w:val="LetterTable"/><w:tblW w:w="${width}" w:type="dxa"/>` +
    `<w:tblLayout w:type="fixed"/>${setting.isDense ? margins : ""}` +
    `<w:tblLook w:val="${look}" w:firstRow="1" w:lastRow="0"` +
    ` w:firstColumn="${firstColumn}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>` +
    `<w:tblCaption w:val="${escape(plain(node.caption))}"/>` +
    `<w:tblDescription w:val="${escape(`Colonnes\u00a0: ${heads}`)}"/>`
  );
}

function head(story: Story, setting: Setting): string {
  const labels = setting.columns.map((column) => column.label);
  const cells = filled(story, openings(setting, "TableHead", "", false), labels);
  return `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells}</w:tr>`;
}

function body(story: Story, node: Table, setting: Setting, keepsNext: boolean): string {
  const rows = rowsOf(node.rows);
  return rows
    .map((row, index) => {
      const isTotal = row.is_total ?? false;
      const style = (isTotal ? "TableTotal" : "TableText") + (setting.isDense ? "Dense" : "");
      const stays = staysWithNext(rows, index, setting.sheet, keepsNext);
      const cells = openings(setting, style, isTotal ? totalBorders(setting.sheet) : "", stays);
      return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${filled(story, cells, row.cells)}</w:tr>`;
    })
    .join("");
}

function filled(story: Story, cells: readonly string[], contents: readonly (readonly Inline[])[]): string {
  return contents.map((content, index) => `${cells[index]!}${runs(story, content)}</w:p></w:tc>`).join("");
}

/** Each column's cell and its paragraph, up to the words. */
function openings(setting: Setting, style: string, borders: string, keepsNext: boolean): readonly string[] {
  return setting.columns.map((column, index) => {
    const layout = paragraphProperties(style, { isAtEnd: column.align === "end", keepsNext });
    const width = `<w:tcW w:w="${setting.widths[index]!}" w:type="dxa"/>`;
    return `<w:tc><w:tcPr>${width}${borders}${margins(column, setting)}</w:tcPr><w:p>${layout}`;
  });
}

/** A column of figures has its gutter on its left, so that it ends where the table does. */
function margins(column: Column, setting: Setting): string {
  if (column.align !== "end") return "";
  return `<w:tcMar><w:left w:w="${setting.gutter}" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>`;
}

function totalBorders({ colours, table: measures }: Sheet): string {
  const size = eighths(measures.strong_rule);
  const colour = colours.ink.replace(/^#/, "").toUpperCase();
  const strong = `<w:top w:val="single" w:sz="${size}" w:space="0" w:color="${colour}"/>`;
  return `<w:tcBorders>${strong}<w:bottom w:val="nil"/></w:tcBorders>`;
}

/** Twips between a table and what follows it, which has to keep them itself: a table cannot. */
export function spaceBelow(sheet: Sheet): number {
  return points(sheet.styles.table.after);
}
