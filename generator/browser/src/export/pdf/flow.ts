/**
 * What stands below each other, and where a page may end: strips of a letter, and their distribution over pages.
 *
 * Spaces between two blocks collapse, and are lost at the top of a page, as in CSS.
 */
import { moved, type Item } from "./page";

/** What no page cuts: a line, a row of a table. Lengths are points. */
export interface Strip {
  /** The space above, which a page's beginning swallows. */
  readonly before: number;
  readonly height: number;
  /** From the strip's own top. */
  readonly items: readonly Item[];
  /** Whether a page may end above it. */
  readonly mayBegin: boolean;
  /** What is repeated above it where it begins a page: the head of its table. */
  readonly head?: { readonly height: number; readonly items: readonly Item[] };
}

export interface Placing {
  readonly before?: number;
  readonly after?: number;
  /** Never parted from what stands above, or below. */
  readonly staysUp?: boolean;
  readonly staysDown?: boolean;
}

/** Blocks put one under the other. */
export class Flow {
  readonly strips: Strip[] = [];
  private after = 0;
  private staysDown = false;

  add(strips: readonly Strip[], placing: Placing = {}): void {
    const [first, ...rest] = strips;
    if (!first) return;
    const before = Math.max(this.after, placing.before ?? 0);
    const mayBegin = !this.staysDown && !(placing.staysUp ?? false);
    this.strips.push({ ...first, before, mayBegin }, ...rest);
    this.after = placing.after ?? 0;
    this.staysDown = placing.staysDown ?? false;
  }

  /** All that another flow holds, which may be parted from what stands here as `placing` says. */
  addFlow(flow: Flow, placing: Placing = {}): void {
    const [first] = flow.strips;
    if (!first) return;
    const before = Math.max(first.before, placing.before ?? 0);
    this.add(flow.strips, { after: flow.after, staysDown: flow.staysDown, ...placing, before });
  }

  height(): number {
    return this.strips.reduce((sum, strip, index) => sum + strip.height + (index ? strip.before : 0), 0);
  }

  /** The items of a flow that no page parts, from its top. */
  items(): readonly Item[] {
    let top = 0;
    return this.strips.flatMap((strip, index) => {
      const start = top + (index ? strip.before : 0);
      top = start + strip.height;
      return moved(strip.items, start);
    });
  }
}

/** At least so many lines of a paragraph stand together at the end and at the beginning of a page. */
const TOGETHER = 2;

/** The lines of a paragraph as strips: a page never holds one line of it alone. */
export function withoutOrphans(lines: readonly Strip[]): readonly Strip[] {
  return lines.map((line, index) => ({ ...line, mayBegin: index >= TOGETHER && lines.length - index >= TOGETHER }));
}

/** The strips as one that no page cuts. */
export function keptTogether(strips: readonly Strip[]): readonly Strip[] {
  return strips.map((strip) => ({ ...strip, mayBegin: false }));
}

/** Rounding of lengths must not send a line to the next page. */
const TOLERANCE = 0.01;

export interface PageFrame {
  readonly top: number;
  readonly height: number;
}

/** The items of each page, from its top; `frameOf` says where on a page there is room. */
export function paginate(strips: readonly Strip[], frameOf: (page: number) => PageFrame): readonly (readonly Item[])[] {
  const pages: (readonly Item[])[] = [];
  let start = 0;
  do {
    const frame = frameOf(pages.length);
    const end = endOfPage(strips, start, frame.height);
    pages.push(itemsOfPage(strips.slice(start, end), frame.top, start > 0));
    start = end;
  } while (start < strips.length);
  return pages;
}

/** The last place that fits where a page may end; if there is none, the last one that fits at all. */
function endOfPage(strips: readonly Strip[], start: number, height: number): number {
  let used = start > 0 ? (strips[start]?.head?.height ?? 0) : 0;
  let end = start;
  for (let index = start; index < strips.length; index++) {
    const strip = strips[index]!;
    if (index > start && strip.mayBegin) end = index;
    used += strip.height + (index > start ? strip.before : 0);
    if (used > height + TOLERANCE) return end > start ? end : Math.max(index, start + 1);
  }
  return strips.length;
}

function itemsOfPage(strips: readonly Strip[], top: number, isContinued: boolean): readonly Item[] {
  const items: Item[] = [];
  let y = top;
  strips.forEach((strip, index) => {
    if (index > 0) y += strip.before;
    else if (isContinued && strip.head) {
      items.push(...moved(strip.head.items, y));
      y += strip.head.height;
    }
    items.push(...moved(strip.items, y));
    y += strip.height;
  });
  return items;
}
