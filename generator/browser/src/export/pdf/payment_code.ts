/** The square code of a transfer on the letter, with the words under it that say what it is for. */
import type { Column, Setter } from "./setting";
import { mm } from "./setting";
import { moved, tagged, type Item, type Tag } from "./page";

/** A code's dark squares, row after row, and what is said in its place. */
export interface PaymentCode {
  readonly rows: readonly (readonly boolean[])[];
  readonly alt: string;
}

export interface Picture {
  readonly items: readonly Item[];
  readonly height: number;
}

/** Telephones read it from a sheet on a desk: a square has half a millimetre, 0.36 in the largest code. */
const SIDE_MM = 25;
/** Four squares of white are asked for around the code. */
const QUIET_MM = 2.2;
const DISTANCE_MM = 8;
/** What the code takes of the text beside it. */
export const CODE_WIDTH = mm(SIDE_MM + DISTANCE_MM);
const CAPTION = "À scanner avec l’application de votre banque";

/** At the right of a column, its top at the column's. */
export function paymentCode(code: PaymentCode, setter: Setter, column: Column, parent: Tag): Picture {
  const side = mm(SIDE_MM);
  const left = column.left + column.width - side;
  const tag = tagged(parent, "Figure", { alt: code.alt });
  const style = setter.sheet.styles.footer;
  const under = { left: left - mm(DISTANCE_MM), width: CODE_WIDTH, isAtEnd: true };
  const captioned = setter.lines([{ kind: "text", text: CAPTION }], style, under, tagged(parent, "P"));
  let top = side + mm(QUIET_MM);
  const words = captioned.flatMap((line) => {
    const items = moved(line.items, top);
    top += line.height;
    return items;
  });
  return { items: [...squares(code.rows, left, side, setter, tag), ...words], height: top };
}

/** Squares beside each other are one rectangle, so that no white hair stands between them. */
function squares(
  rows: PaymentCode["rows"],
  left: number,
  side: number,
  setter: Setter,
  tag: Tag,
): readonly Item[] {
  const size = side / rows.length;
  const colour = setter.sheet.colours.ink;
  return rows.flatMap((row, index) =>
    runsOf(row).map(([start, end]): Item => {
      const x = left + start * size;
      return { kind: "rectangle", x, y: index * size, width: (end - start) * size, height: size, colour, tag };
    }),
  );
}

function* dark(row: readonly boolean[]): Generator<readonly [number, number]> {
  let start = -1;
  for (let index = 0; index <= row.length; index++) {
    if (row[index] && start < 0) start = index;
    else if (!row[index] && start >= 0) {
      yield [start, index];
      start = -1;
    }
  }
}

function runsOf(row: readonly boolean[]): readonly (readonly [number, number])[] {
  return [...dark(row)];
}
