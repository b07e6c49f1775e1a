/**
 * The letter as a sheet of paper; the twin of `generator/render/html.py`, drawn again at each keystroke.
 *
 * A value is only ever text in a node. What has no value yet stands out by the label of its field.
 */
import type { Children } from "../dom";
import { ENCLOSURES, SUBJECT } from "../export/words";
import { plainText } from "../letter/fill";
import type { Block, Inline, LetterDocument, Node, PartName, Table } from "../letter/nodes";
import { Still } from "./still";

export type SheetProps = {
  readonly document: LetterDocument;
  readonly labelOf: (path: string) => string;
  /** The field that is being filled: what it gives is lit. */
  readonly lit: string;
  /** On a narrow screen a table scrolls by itself, which the keyboard must reach. */
  readonly isNarrow: boolean;
};

const GROUPS: Readonly<Partial<Record<PartName, string>>> = {
  references: "Références",
  signature: "Signature",
  footer: "Mentions de l’expéditeur",
};
/** Characters. */
const ONE_LINE = 80;
const SAFE_LINK = /^(?:https?|mailto|tel):/i;

export class Sheet extends Still<SheetProps> {
  private readonly drawn: Drawn = new Map();

  render(props: SheetProps) {
    return (
      <article class="letter" lang={props.document.info.language}>
        {new Drawing(props, this.drawn).parts()}
      </article>
    );
  }
}

/** What stands in each place, with what it was drawn from: the same node again is not compared with itself. */
type Drawn = Map<string, readonly [from: string, node: Children]>;

class Drawing {
  constructor(
    private readonly props: SheetProps,
    private readonly drawn: Drawn,
  ) {}

  /** A keystroke changes few blocks of a letter: the others are not drawn again. */
  private kept(place: string, node: Node, draw: () => Children): Children {
    const { lit, isNarrow } = this.props;
    const words = JSON.stringify(node);
    const from = `${isNarrow}${lit && words.includes(lit) ? lit : ""}${words}`;
    const before = this.drawn.get(place);
    if (before?.[0] === from) return before[1];
    const made = draw();
    this.drawn.set(place, [from, made]);
    return made;
  }

  parts(): Children {
    return [this.head(), this.opening(), this.subject(), ...this.bodyAndSignature(), this.enclosures(), this.group("footer", "footer")];
  }

  private part(name: PartName): readonly Block[] {
    return this.props.document.parts[name] ?? [];
  }

  private head() {
    const recipient = this.part("recipient");
    return (
      <header class={`letter-head${recipient.length > 0 ? " letter-window" : ""}`} key="head">
        <address class="letter-sender">{this.lines(this.part("sender"))}</address>
        {recipient.length > 0 && (
          <div class="letter-recipient letter-size-0" role="group" aria-label="Destinataire">
            {this.lines(recipient)}
          </div>
        )}
      </header>
    );
  }

  private opening() {
    const beside = this.isDateBeside() ? " letter-beside" : "";
    return (
      <div class={`letter-opening${beside}`} key="opening">
        {this.line("place-date", "place_date")}
        {this.line("delivery", "delivery")}
        {this.group("div", "references")}
      </div>
    );
  }

  /** On paper the widths are measured (`export/paper.ts`); on screen it is enough that both are short. */
  private isDateBeside(): boolean {
    const [first] = [...this.part("delivery"), ...this.part("references")];
    return first !== undefined && plainText([first, ...this.part("place_date")]).length < ONE_LINE;
  }

  private line(name: string, part: PartName) {
    const blocks = this.part(part);
    return blocks.length > 0 && <div class={`letter-${name}`}>{this.lines(blocks)}</div>;
  }

  private group(Tag: "div" | "footer", part: PartName) {
    const blocks = this.part(part);
    if (blocks.length === 0) return null;
    return (
      <Tag class={`letter-${part}`} role="group" aria-label={GROUPS[part]} key={part}>
        {this.lines(blocks)}
      </Tag>
    );
  }

  private subject() {
    return (
      <h3 class="letter-subject" key="subject">
        {SUBJECT}
        {this.part("subject").map((block) => this.inlines(childrenOf(block)))}
      </h3>
    );
  }

  /** The last paragraph goes with the signature: these two are never parted. */
  private bodyAndSignature(): readonly Children[] {
    const blocks = this.part("body");
    const signature = this.group("div", "signature");
    const rest = signature && blocks.at(-1)?.kind === "paragraph" ? blocks.slice(0, -1) : blocks;
    return [
      <div class="letter-body" key="body">
        {this.blocks(rest, "body")}
      </div>,
      <div class="letter-closing" key="closing">
        {this.blocks(blocks.slice(rest.length), "closing")}
        {signature}
      </div>,
    ];
  }

  private enclosures() {
    const blocks = this.part("enclosures");
    if (blocks.length === 0) return null;
    return (
      <div class="letter-enclosures letter-short" key="enclosures">
        <p class="letter-enclosures-label">{ENCLOSURES.trimEnd()}</p>
        <ul>
          {blocks.map((block, index) => (
            <li key={index}>{this.inlines(childrenOf(block))}</li>
          ))}
        </ul>
      </div>
    );
  }

  private lines(blocks: readonly Block[]): Children {
    return blocks.map((block, index) => <p key={index}>{this.inlines(childrenOf(block))}</p>);
  }

  private blocks(blocks: readonly Block[], place: string): Children {
    return blocks.map((block, index) => this.kept(`${place}.${index}`, block, () => this.block(block, index, place)));
  }

  private block(block: Block, key: number, place: string): Children {
    switch (block.kind) {
      case "paragraph":
        return <p key={key}>{this.inlines(block.children)}</p>;
      case "heading":
        return (
          <h4 class={`letter-heading-${block.level}`} key={key}>
            {this.inlines(block.children)}
          </h4>
        );
      case "bullet_list":
        return <ul key={key}>{this.items(block.items)}</ul>;
      case "ordered_list":
        return <ol key={key}>{this.items(block.items)}</ol>;
      case "table":
        return this.table(block, key, `${place}.${key}`);
      default:
        throw new TypeError(block.kind);
    }
  }

  private items(items: readonly Node[]): Children {
    return items.map((item, index) => <li key={index}>{this.inlines(childrenOf(item))}</li>);
  }

  private table(table: Table, key: number, place: string) {
    const rows = `${place}.${table.columns.map((column) => column.align ?? "start").join("-")}`;
    return (
      <table class="letter-table" tabIndex={this.props.isNarrow ? 0 : undefined} key={key}>
        <caption>{this.inlines(table.caption)}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => {
              const end = column.align === "end" ? "letter-end" : undefined;
              const isCorner = table.row_headers && index === 0;
              const Cell = isCorner ? "td" : "th";
              return (
                <Cell class={end} scope={isCorner ? undefined : "col"} key={index}>
                  {this.inlines(column.label)}
                </Cell>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => this.kept(`${rows}.${index}`, row, () => this.row(row, table, index)))}
        </tbody>
      </table>
    );
  }

  private row(row: Node, table: Table, key: number) {
    if (row.kind !== "row") throw new TypeError(row.kind);
    const hasHeader = table.row_headers || row.is_total;
    return (
      <tr class={row.is_total ? "letter-total" : undefined} key={key}>
        {row.cells.map((cell, index) => {
          const end = table.columns[index]?.align === "end" ? "letter-end" : undefined;
          const Cell = hasHeader && index === 0 ? "th" : "td";
          return (
            <Cell class={end} scope={Cell === "th" ? "row" : undefined} key={index}>
              {this.inlines(cell)}
            </Cell>
          );
        })}
      </tr>
    );
  }

  private inlines(nodes: readonly Inline[]): Children {
    return nodes.map((node, index) => this.inline(node, index));
  }

  private inline(node: Inline, key: number): Children {
    switch (node.kind) {
      case "text":
        return broken(node.text);
      case "filled":
        return this.filled(node.text, node.path, key);
      case "strong":
        return <strong key={key}>{this.inlines(node.children)}</strong>;
      case "emphasis":
        return <em key={key}>{this.inlines(node.children)}</em>;
      case "link":
        return SAFE_LINK.test(node.href) ? (
          <a href={node.href} key={key}>
            {this.inlines(node.children)}
          </a>
        ) : (
          this.inlines(node.children)
        );
      case "line_break":
        return <br key={key} />;
      default:
        throw new TypeError(node.kind);
    }
  }

  private filled(text: string, path: string, key: number) {
    const { lit, labelOf } = this.props;
    if (text === "") {
      return (
        <mark class="app-blank" data-path={path} key={key}>
          {labelOf(path)}
        </mark>
      );
    }
    const isLit = lit !== "" && (path === lit || path.startsWith(`${lit}.`));
    return (
      <span class={isLit ? "app-lit" : undefined} data-path={path} key={key}>
        {broken(text)}
      </span>
    );
  }
}

function broken(text: string): Children {
  if (!text.includes("\n")) return text;
  return text.split("\n").flatMap((line, index) => (index === 0 ? [line] : [<br key={index} />, line]));
}

function childrenOf(node: Node): readonly Inline[] {
  return "children" in node ? (node.children as readonly Inline[]) : [];
}
