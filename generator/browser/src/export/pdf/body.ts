/** From the subject to the enclosures: the part of a letter that flows from page to page. */
import type { Block, BulletList, LetterDocument, Node, OrderedList, Paragraph } from "../../letter/nodes";
import type { Paper } from "../paper";
import { textWidth, type TextStyle } from "../sheet";
import { inlineOf, partOf, plain, textsOf, unfilled } from "../walk";
import { ENCLOSURES, SUBJECT } from "../words";
import { Flow, keptTogether, withoutOrphans, type Placing, type Strip } from "./flow";
import { widthOfText } from "./lines";
import { moved, tagged, type Tag } from "./page";
import { CODE_WIDTH, paymentCode, type PaymentCode } from "./payment_code";
import { mm, type Column, type Setter } from "./setting";
import { TableSetter } from "./tables";

/** Enclosures in one column; up to twice as many stay with the signature. */
const SHORT_LIST_ITEMS = 6;

const DASH = "–";
const BEFORE_ITEM = "\u00a0\u00a0";

export class BodySetter {
  private readonly column: Column;

  constructor(
    private readonly document: LetterDocument,
    private readonly paper: Paper,
    private readonly setter: Setter,
    private readonly code: PaymentCode | undefined,
  ) {
    const { margin } = paper.sheet;
    this.column = { left: mm(margin.left), width: mm(textWidth(paper.sheet)) };
  }

  /** Everything below the lines of the first page's head. */
  set(flow: Flow, parent: Tag): void {
    this.subject(flow, parent);
    const blocks = partOf(this.document, "body");
    const signature = partOf(this.document, "signature");
    const last = blocks.at(-1);
    const closing = signature.length > 0 && last?.kind === "paragraph" ? last : undefined;
    this.blocks(flow, closing ? blocks.slice(0, -1) : blocks, parent);
    if (signature.length > 0) this.closing(flow, closing, signature, parent);
    this.enclosures(flow, parent);
  }

  private subject(flow: Flow, parent: Tag): void {
    const lines = partOf(this.document, "subject");
    if (lines.length === 0) return;
    const style = this.paper.sheet.styles.subject;
    const words = lines.flatMap(inlineOf);
    const set = this.setter.lines(words, style, this.column, tagged(parent, "H1"), { opening: SUBJECT });
    flow.add(set, { before: style.before, after: style.after, staysDown: true });
  }

  // --- blocks -----------------------------------------------------------------------------------

  private blocks(flow: Flow, blocks: readonly Block[], parent: Tag): void {
    const paid = this.code ? blocks.findIndex(isAboutPayment) : -1;
    const first = paid > 0 && isLead(blocks[paid - 1]!) ? paid - 1 : paid;
    blocks.forEach((block, index) => {
      if (this.code && index === paid) this.payment(flow, blocks.slice(first, paid + 1), this.code, parent);
      else if (index < first || index > paid) this.block(flow, block, this.column, parent);
    });
  }

  private block(flow: Flow, block: Block, column: Column, parent: Tag): void {
    switch (block.kind) {
      case "paragraph":
        return this.paragraph(flow, block, column, parent);
      case "heading": {
        const style = block.level <= 2 ? this.styles.heading_2 : this.styles.heading_3;
        const tag = tagged(parent, block.level <= 2 ? "H2" : "H3");
        return flow.add(this.setter.lines(block.children, style, column, tag), { ...spaces(style), staysDown: true });
      }
      case "bullet_list":
      case "ordered_list":
        return this.list(flow, block, column, parent);
      case "table": {
        const { before, after } = this.styles.table;
        return flow.addFlow(new TableSetter(block, this.paper, this.setter).set(parent), { before, after });
      }
      default:
        return unfilled(block);
    }
  }

  private get styles(): Setter["sheet"]["styles"] {
    return this.paper.sheet.styles;
  }

  private paragraph(flow: Flow, block: Paragraph, column: Column, parent: Tag): void {
    const lines = this.setter.lines(block.children, this.styles.text, column, tagged(parent, "P"));
    const leads = isLead(block);
    const after = leads ? this.styles.list_item.after : this.styles.text.after;
    flow.add(withoutOrphans(lines), { after, staysDown: leads });
  }

  private list(flow: Flow, list: BulletList | OrderedList, column: Column, parent: Tag): void {
    const isNumbered = list.kind === "ordered_list";
    const tag = tagged(parent, "L", { isNumbered });
    const style = this.styles.list_item;
    const indent = mm(this.paper.sheet.list.indent);
    const inner = { left: column.left + indent, width: column.width - indent };
    list.items.forEach((item: Node, index) => {
      const element = tagged(tag, "LI");
      const mark = this.mark(isNumbered ? `${index + 1}.` : DASH, inner.left, style, tagged(element, "Lbl"));
      const [first, ...rest] = this.setter.lines(inlineOf(item), style, inner, tagged(element, "LBody"));
      if (!first) return;
      const lines = withoutOrphans([{ ...first, items: [...mark.items, ...first.items] }, ...rest]);
      const isLast = index === list.items.length - 1;
      flow.add(lines, { after: isLast ? this.styles.text.after : style.after, staysUp: index === 0 });
    });
  }

  /** A dash or a number, which ends where the words of the item begin, less a space. */
  private mark(words: string, end: number, style: TextStyle, tag: Tag): Strip {
    const space = words === DASH ? BEFORE_ITEM : " ";
    const left = end - widthOfText(words + space, style.size, this.setter.faces.regular);
    return this.setter.lines([{ kind: "text", text: words }], style, { left, width: end - left }, tag)[0]!;
  }

  /** The way to pay, beside its code. */
  private payment(flow: Flow, blocks: readonly Block[], code: PaymentCode, parent: Tag): void {
    const column = { ...this.column, width: this.column.width - CODE_WIDTH };
    const words = new Flow();
    for (const block of blocks) this.block(words, block, column, parent);
    const picture = paymentCode(code, this.setter, this.column, parent);
    const height = Math.max(words.height(), picture.height);
    const items = [...words.items(), ...picture.items];
    flow.add([{ before: 0, height, items, mayBegin: false }], { after: this.styles.text.after });
  }

  // --- end --------------------------------------------------------------------------------------

  /** The last paragraph and the signature, which nothing parts from each other nor from some lines above. */
  private closing(flow: Flow, last: Paragraph | undefined, signature: readonly Block[], parent: Tag): void {
    const { sheet } = this.paper;
    const whole = new Flow();
    if (last) this.paragraph(whole, last, this.column, parent);
    const left = mm(sheet.signature.left);
    const column = { left, width: this.column.left + this.column.width - left };
    const style = sheet.styles.signature;
    const room = mm(sheet.signature.room) + style.before;
    const group = signature.length > 1 ? tagged(parent, "Div") : parent;
    const lines = signature.flatMap((line) =>
      this.setter.lines(inlineOf(line), style, column, tagged(group, "P")),
    );
    whole.add(lines.map((line, index) => (index === 0 ? lowered(line, room) : line)));
    flow.add(keptTogether(whole.strips), { staysUp: true });
  }

  /** « P. J. », and the enclosures beside it, in two columns where they are many. */
  private enclosures(flow: Flow, parent: Tag): void {
    const lines = partOf(this.document, "enclosures");
    if (lines.length === 0) return;
    const style = this.styles.enclosures;
    const group = tagged(parent, "Div");
    const label = this.setter.lines(
      [{ kind: "text", text: ENCLOSURES.trimEnd() }],
      style,
      this.column,
      tagged(group, "P"),
    );
    const list = this.enclosureList(lines, style, tagged(group, "L", { isNumbered: false }));
    const items = [...label.flatMap((line) => line.items), ...list.items()];
    const strip = { before: 0, height: list.height(), items, mayBegin: false };
    flow.add([strip], { before: style.before, staysUp: lines.length <= 2 * SHORT_LIST_ITEMS });
  }

  private enclosureList(lines: readonly Block[], style: TextStyle, tag: Tag): Flow {
    const indent = mm(this.paper.sheet.enclosures.indent);
    const left = this.column.left + indent;
    const width = this.column.width - indent;
    const isSplit = lines.length > SHORT_LIST_ITEMS;
    const gap = style.size; // a column's gap is one em
    const wide = isSplit ? (width - gap) / 2 : width;
    const set = lines.map((line) =>
      this.setter.lines(inlineOf(line), style, { left, width: wide }, tagged(tagged(tag, "LI"), "LBody")),
    );
    return isSplit ? inTwoColumns(set, wide + gap) : underEachOther(set);
  }
}

function isLead(block: Block): boolean {
  return block.kind === "paragraph" && plain([block]).trimEnd().endsWith(":");
}

function isAboutPayment(block: Block): boolean {
  for (const leaf of textsOf([block])) if (leaf.kind === "filled" && leaf.path === "creditor.iban") return true;
  return false;
}

function spaces({ before, after }: TextStyle): Placing {
  return { before, after };
}

function lowered(strip: Strip, room: number): Strip {
  return { ...strip, height: strip.height + room, items: moved(strip.items, room) };
}

function underEachOther(items: readonly (readonly Strip[])[]): Flow {
  const flow = new Flow();
  for (const lines of items) flow.add(lines);
  return flow;
}

/** Two columns as even as they get, the first one no shorter. */
function inTwoColumns(items: readonly (readonly Strip[])[], shift: number): Flow {
  const height = (lines: readonly (readonly Strip[])[]): number => underEachOther(lines).height();
  let half = 1;
  while (half < items.length && height(items.slice(0, half)) < height(items.slice(half))) half++;
  const right = underEachOther(items.slice(half));
  const left = underEachOther(items.slice(0, half));
  const shifted = right.items().map((item) => ({ ...item, x: item.x + shift }));
  const flow = new Flow();
  flow.add([
    {
      before: 0,
      height: Math.max(left.height(), right.height()),
      items: [...left.items(), ...shifted],
      mayBegin: false,
    },
  ]);
  return flow;
}
