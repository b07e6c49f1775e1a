/** The top of the first page: the sender, the address in the window, place and date, delivery, references. */
import type { Block, LetterDocument, PartName } from "../../letter/nodes";
import type { Paper } from "../paper";
import { textWidth } from "../sheet";
import { inlineOf, partOf } from "../walk";
import type { Strip } from "./flow";
import { Flow } from "./flow";
import { moved, tagged, type Item, type Tag } from "./page";
import { mm, type Column, type Setter } from "./setting";

/** Sender and recipient, side by side; without a recipient no room is kept for one. */
export function head(document: LetterDocument, paper: Paper, setter: Setter, parent: Tag): readonly Strip[] {
  const { address, clear, margin } = paper.sheet;
  const sender = senderBlock(partOf(document, "sender"), setter, parent);
  const lines = partOf(document, "recipient");
  if (lines.length === 0) return sender.strips.length > 0 ? [block(sender.items(), sender.height())] : [];
  const recipient = addressBlock(document, lines, paper, setter, parent);
  const top = mm(address.top - margin.first_top);
  const height = Math.max(mm(clear.bottom - margin.first_top), sender.height(), top + recipient.height());
  return [block([...sender.items(), ...moved(recipient.items(), top)], height)];
}

function block(items: readonly Item[], height: number): Strip {
  return { before: 0, height, items, mayBegin: false };
}

function senderBlock(lines: readonly Block[], setter: Setter, parent: Tag): Flow {
  const { margin, sender, styles } = setter.sheet;
  const column = { left: mm(margin.left), width: mm(sender.width) };
  const flow = new Flow();
  const group = lines.length > 0 ? tagged(parent, "Div") : parent;
  lines.forEach((line, index) => {
    const style = index === 0 ? styles.sender_name : styles.sender;
    flow.add(setter.lines(inlineOf(line), style, column, tagged(group, "P")), { after: style.after });
  });
  return flow;
}

function addressBlock(
  document: LetterDocument,
  lines: readonly Block[],
  paper: Paper,
  setter: Setter,
  parent: Tag,
): Flow {
  const { address, styles } = paper.sheet;
  const style = { ...styles.text, size: paper.fitAddress(document).size, leading: address.leading };
  const column = { left: mm(address.left), width: mm(address.right - address.left) };
  const flow = new Flow();
  const group = tagged(parent, "Div");
  for (const line of lines) flow.add(setter.lines(inlineOf(line), style, column, tagged(group, "P")));
  return flow;
}

const BEFORE_SUBJECT: readonly PartName[] = ["place_date", "delivery", "references"];

/** Place and date at the right, on one line with what follows where there is room for both. */
export function opening(document: LetterDocument, paper: Paper, setter: Setter, parent: Tag): readonly Strip[] {
  const { margin, styles } = paper.sheet;
  const column = { left: mm(margin.left), width: mm(textWidth(paper.sheet)) };
  const isBeside = paper.isDateBeside(document);
  const flow = new Flow();
  let date: Floated = NOTHING;
  for (const part of BEFORE_SUBJECT) {
    const lines = partOf(document, part);
    if (lines.length === 0) continue;
    const style = styles[part as "place_date" | "delivery" | "references"];
    const isDate = part === "place_date";
    const before = part === "references" && partOf(document, "delivery").length > 0 ? style.before : 0;
    const group = lines.length > 1 ? tagged(parent, "Div") : parent;
    lines.forEach((line, index) => {
      const height = style.size * style.leading;
      const top = flow.height() + (index === 0 ? before : 0);
      const widthOf = (number: number): number => column.width - date.widthAt(top + number * height);
      const set = setter.lines(inlineOf(line), style, { ...column, isAtEnd: isDate }, tagged(group, "P"), { widthOf });
      if (isDate && isBeside) date = floated(set, column);
      else flow.add(set, { before: index === 0 ? before : 0 });
    });
  }
  const height = Math.max(flow.height(), date.height);
  return height > 0 ? [block([...date.items, ...flow.items()], height)] : [];
}

/** What stands at the right, and how much it takes of the lines beside it. */
interface Floated {
  readonly items: readonly Item[];
  readonly height: number;
  widthAt(top: number): number;
}

const NOTHING: Floated = { items: [], height: 0, widthAt: () => 0 };

function floated(strips: readonly Strip[], column: Column): Floated {
  const flow = new Flow();
  flow.add(strips);
  const height = flow.height();
  const items = flow.items();
  const left = Math.min(...items.map((item) => item.x));
  return { items, height, widthAt: (top) => (top < height ? column.left + column.width - left : 0) };
}
