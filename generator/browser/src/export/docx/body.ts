/** The body of a Word letter, part after part in reading order; the twin of `generator/render/ooxml/body.py`. */
import type { Block, BulletList, LetterDocument, OrderedList } from "../../letter/nodes";
import type { Paper } from "../paper";
import { textWidth } from "../sheet";
import { inlineOf, partOf, plain, unfilled } from "../walk";
import { ENCLOSURES, SUBJECT } from "../words";
import { arrange, type Head } from "./head";
import { paragraph, run, runs, type Layout, type Story } from "./paragraphs";
import { spaceBelow, table } from "./tables";
import { points, twips } from "./xml";

/** The `w:num` of bullet lists; numbered ones follow, each with its own so that it starts again at one. */
export const BULLETS = 1;

/** What stands between the tags of `w:body`, less the section; and the head, which the section follows. */
export function body(
  story: Story,
  document: LetterDocument,
  paper: Paper,
): { readonly content: string; readonly head: Head } {
  const head = arrange(document, paper);
  const flow = [
    firstPage(story, document, paper, head),
    subject(story, partOf(document, "subject")),
    blocks(story, partOf(document, "body"), paper, partOf(document, "signature").length > 0),
    signature(story, partOf(document, "signature")),
    enclosures(story, partOf(document, "enclosures"), paper),
  ].join("");
  // Word wants a paragraph after the last table.
  return { content: flow.endsWith("</w:p>") ? flow : flow + paragraph("Normal", ""), head };
}

// --- head ---------------------------------------------------------------------------------------

/** Sender, address, and the lines between the address and the subject. */
function firstPage(story: Story, document: LetterDocument, paper: Paper, head: Head): string {
  const from = sender(story, document, paper, head);
  const to = recipient(story, document, paper, head);
  const before = head.isBeside ? 0 : to ? head.afterAddress : undefined;
  return (head.isBeside ? sideBySide(paper, head, from, to) : from + to) + between(story, document, before);
}

function sender(story: Story, document: LetterDocument, paper: Paper, head: Head): string {
  const { address, margin, sender: measures, styles } = paper.sheet;
  const isTight = head.senderLeading !== styles.sender.leading;
  const room = twips(address.left - margin.left - measures.width);
  const indent = head.isBeside ? `<w:ind w:left="0" w:right="${room}"/>` : "";
  const line = isTight ? points(styles.sender.size * head.senderLeading) : undefined;
  return partOf(document, "sender")
    .map((block, index) =>
      paragraph(
        index ? "Sender" : "SenderName",
        runs(story, inlineOf(block)),
        index ? { line, indent } : { indent },
      ),
    )
    .join("");
}

function recipient(story: Story, document: LetterDocument, paper: Paper, head: Head): string {
  const { address } = paper.sheet;
  const isSmaller = head.addressSize !== address.sizes[0];
  const line = isSmaller ? points(head.addressSize * address.leading) : undefined;
  const indent = head.isBeside ? '<w:ind w:left="0"/>' : "";
  return partOf(document, "recipient")
    .map((block, index) =>
      paragraph("Recipient", runs(story, inlineOf(block), isSmaller ? head.addressSize : undefined), {
        before: index ? undefined : head.beforeAddress,
        line,
        indent,
      }),
    )
    .join("");
}

/** The one table that only sets things in place, for a sender too long to stand above the address. */
function sideBySide({ sheet }: Paper, head: Head, from: string, to: string): string {
  const left = twips(sheet.address.left - sheet.margin.left);
  const right = twips(textWidth(sheet)) - left;
  const height = twips(sheet.clear.bottom - head.top);
  const cell = (width: number, content: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${content || paragraph("Normal", "")}</w:tc>`;
  return (
    `<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="${left + right}" w:type="dxa"/>` +
    '<w:tblLayout w:type="fixed"/></w:tblPr>' +
    `<w:tblGrid><w:gridCol w:w="${left}"/><w:gridCol w:w="${right}"/></w:tblGrid>` +
    `<w:tr><w:trPr><w:trHeight w:val="${height}" w:hRule="atLeast"/></w:trPr>` +
    `${cell(left, from)}${cell(right, to)}</w:tr></w:tbl>`
  );
}

const BETWEEN = [
  ["place_date", "PlaceDate"],
  ["delivery", "Delivery"],
  ["references", "References"],
] as const;

/** Place and date, delivery, references; the first line of them all keeps the space under the address. */
function between(story: Story, document: LetterDocument, before: number | undefined): string {
  const lines = BETWEEN.flatMap(([part, style]) => partOf(document, part).map((line) => [style, line] as const));
  return lines
    .map(([style, line], index) =>
      paragraph(style, runs(story, inlineOf(line)), { before: index ? undefined : before }),
    )
    .join("");
}

// --- body and end -------------------------------------------------------------------------------

function subject(story: Story, lines: readonly Block[]): string {
  if (lines.length === 0) return "";
  return paragraph("Heading1", run(SUBJECT) + lines.map((line) => runs(story, inlineOf(line))).join(""));
}

/** The salutation stays with what follows it, and the last two blocks with the signature. */
function blocks(story: Story, nodes: readonly Block[], paper: Paper, hasSignature: boolean): string {
  const last = nodes.length - 1;
  return nodes
    .map((node, index) => {
      const isUnderTable = nodes[index - 1]?.kind === "table";
      const before = isUnderTable ? spaceBelow(paper.sheet) : undefined;
      const layout = { keepsNext: (index === 0 && index < last) || (index >= last - 1 && hasSignature), before };
      // Two tables without a paragraph between them become one.
      const apart = isUnderTable && node.kind === "table" && node.caption.length === 0 ? paragraph("Normal", "") : "";
      const announced = announces(node) ? { keepsNext: true, after: belowAnnouncement(nodes[index + 1], paper) } : {};
      return apart + block(story, node, paper, { ...layout, ...announced });
    })
    .join("");
}

/** Whether a paragraph leads to a list or a table, which then stands close to it. */
function announces(node: Block): boolean {
  return node.kind === "paragraph" && plain(node.children).trimEnd().endsWith(":");
}

function belowAnnouncement(following: Block | undefined, { sheet }: Paper): number {
  return points(following?.kind === "table" ? sheet.styles.table.before : sheet.styles.list_item.after);
}

function block(story: Story, node: Block, paper: Paper, layout: Layout): string {
  switch (node.kind) {
    case "paragraph":
      return paragraph("BodyText", runs(story, node.children), layout);
    case "heading":
      return paragraph(`Heading${node.level <= 2 ? 2 : 3}`, runs(story, node.children), { before: layout.before });
    case "bullet_list":
      return list(story, "ListBullet", node, paper, { ...layout, numbering: BULLETS });
    case "ordered_list":
      story.orderedLists += 1;
      return list(story, "ListNumber", node, paper, { ...layout, numbering: BULLETS + story.orderedLists });
    case "table":
      return table(story, node, paper, layout);
    default:
      return unfilled(node);
  }
}

/** Items; under the last one is the space that is under a paragraph. */
function list(story: Story, style: string, node: BulletList | OrderedList, { sheet }: Paper, layout: Layout): string {
  const last = node.items.length - 1;
  return node.items
    .map((item, index) =>
      paragraph(style, runs(story, inlineOf(item)), {
        ...layout,
        keepsNext: (layout.keepsNext ?? false) && index === last,
        before: index ? undefined : layout.before,
        after: index === last ? points(sheet.styles.text.after) : undefined,
      }),
    )
    .join("");
}

/** Name and capacity, under the room for the signature by hand. */
function signature(story: Story, lines: readonly Block[]): string {
  return lines
    .map((line, index) =>
      paragraph("Signature", runs(story, inlineOf(line)), { keepsNext: index < lines.length - 1 }),
    )
    .join("");
}

/** « P. J. », then one enclosure a line, all of them under the first one. */
function enclosures(story: Story, lines: readonly Block[], { sheet }: Paper): string {
  const indent = twips(sheet.enclosures.indent);
  const first = { indent: `<w:ind w:left="${indent}" w:hanging="${indent}"/>` };
  const label = `<w:r><w:t xml:space="preserve">${ENCLOSURES.replace(/ +$/, "")}</w:t><w:tab/></w:r>`;
  return lines
    .map((line, index) => {
      const words = runs(story, inlineOf(line));
      return index ? paragraph("Enclosures", words) : paragraph("Enclosures", label + words, first);
    })
    .join("");
}
