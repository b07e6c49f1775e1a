/**
 * Fills a tree: the twin of `generator/letter/fill.py`, held to it by `tests/vectors/filling.json`.
 *
 * A value is only ever text in a node; keys are own properties only.
 */
import { FORMATTERS } from "../values/formatters";
import { Money } from "../values/money";
import { Percent } from "../values/percent";
import type {
  Block,
  Each,
  Expression,
  Filled,
  Inline,
  LetterDocument,
  LetterTree,
  ListItem,
  Node,
  PartName,
  Path,
  Row,
  Table,
  Value,
  When,
} from "./nodes";

export type Scalar = string | number | boolean | Money | Percent | null;
export type Answer = Scalar | readonly Answer[] | { readonly [name: string]: Answer };
export type Answers = { readonly [name: string]: Answer };

const SEPARATOR = ", ";
const LAST_SEPARATOR = " et ";
const STUCK = " \n\u00a0\u202f";
const CLOSING = ",.)\u00a0\u202f";

/** The document that a tree gives; a hole without a value is an empty text, named in `missing`. */
export function fill(tree: LetterTree, answers: Answers): LetterDocument {
  const filler = new Filler(answers, new Map(), []);
  const parts: Partial<Record<PartName, readonly Block[]>> = {};
  for (const [name, blocks] of Object.entries(tree.parts)) parts[name as PartName] = filler.blocks(blocks);
  const author = filler.lookUp({ kind: "path", parts: ["creditor", "name"] }).value;
  return {
    info: tree.info,
    title: plainText(parts.subject ?? []) || tree.info.title,
    author: typeof author === "string" ? author : "",
    parts,
    missing: [...new Set(filler.missing)],
  };
}

/** The words of filled nodes, marks dropped; blocks are joined by a space. */
export function plainText(nodes: readonly Node[]): string {
  return nodes.map(words).filter(Boolean).join(" ");
}

function words(node: Node): string {
  switch (node.kind) {
    case "text":
    case "filled":
      return node.text;
    case "line_break":
      return " ";
    case "strong":
    case "emphasis":
    case "link":
    case "paragraph":
    case "list_item":
    case "heading":
      return node.children.map(words).join("");
    case "bullet_list":
    case "ordered_list":
      return plainText(node.items);
    case "table":
      return plainText(node.rows);
    case "row":
      return node.cells.map((cell) => cell.map(words).join("")).join(" ");
    default:
      return "";
  }
}

/** Whether an optional value is there: not null, not an empty text, list or group. */
export function isGiven(value: Answer | undefined): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isGroup(value)) return Object.keys(value).length > 0;
  return true;
}

function isGroup(value: Answer | undefined): value is { readonly [name: string]: Answer } {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Money) &&
    !(value instanceof Percent)
  );
}

type Found = { readonly value: Answer | undefined; readonly concrete: string };

class Filler {
  constructor(
    private readonly answers: Answers,
    private readonly items: ReadonlyMap<string, Found>,
    readonly missing: string[],
  ) {}

  lookUp(path: Path): Found {
    const [first = "", ...rest] = path.parts;
    const item = this.items.get(first);
    let value = item ? item.value : own(this.answers, first);
    let concrete = item ? item.concrete : first;
    for (const part of rest) {
      value = own(value, part);
      concrete = `${concrete}.${part}`;
    }
    return { value, concrete };
  }

  private sequence(path: Path): { readonly values: readonly Answer[]; readonly concrete: string } {
    const { value, concrete } = this.lookUp(path);
    return { values: Array.isArray(value) ? (value as readonly Answer[]) : [], concrete };
  }

  holds(expression: Expression): boolean {
    switch (expression.kind) {
      case "and":
        return expression.operands.every((operand) => this.holds(operand));
      case "or":
        return expression.operands.some((operand) => this.holds(operand));
      case "not":
        return !this.holds(expression.operand);
      case "given":
        return isGiven(this.lookUp(expression.path).value);
      case "several":
        return this.sequence(expression.path).values.length > 1;
      case "plural":
        return own(this.lookUp(expression.path).value, "status") !== "sole_trader";
      case "in": {
        const { value } = this.lookUp(expression.item);
        return typeof value === "string" && expression.options.includes(value);
      }
      case "compare":
        return compare(expression.operator, this.operand(expression.left), this.operand(expression.right));
      case "path": {
        const { value } = this.lookUp(expression);
        return Array.isArray(value) ? value.length > 0 : Boolean(value);
      }
      case "literal":
        return Boolean(expression.value);
      case "count":
        return this.sequence(expression.path).values.length > 0;
    }
  }

  private operand(expression: Expression): Answer | undefined {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "count":
        return this.sequence(expression.path).values.length;
      case "path":
        return this.lookUp(expression).value;
      default:
        throw new TypeError(expression.kind);
    }
  }

  private value(node: Value): Filled {
    const { value, concrete } = this.lookUp(node.path);
    if (!isGiven(value)) {
      this.missing.push(concrete);
      return { kind: "filled", text: "", path: concrete };
    }
    const formatter = FORMATTERS.get(node.format);
    if (!formatter) throw new TypeError(`unknown formatter ${node.format}`);
    return { kind: "filled", text: formatter(value as Scalar), path: concrete };
  }

  inline(nodes: readonly Node[]): readonly Inline[] {
    return nodes.flatMap((node): readonly Inline[] => {
      switch (node.kind) {
        case "value":
          return [this.value(node)];
        case "strong":
        case "emphasis":
        case "link":
          return [{ ...node, children: this.inline(node.children) }];
        case "when":
          return this.inline(this.chosen(node));
        case "each":
          return this.enumeration(node);
        case "text":
        case "line_break":
        case "filled":
          return [node];
        default:
          throw new TypeError(node.kind);
      }
    });
  }

  /** A run of text without the spaces that a branch left. */
  private run(nodes: readonly Node[]): readonly Inline[] {
    return tidy(this.inline(nodes));
  }

  private chosen(node: When): readonly Node[] {
    for (const branch of node.branches) if (this.holds(branch.condition)) return branch.children;
    return node.otherwise ?? [];
  }

  private each(node: Each): readonly Filler[] {
    const { values, concrete } = this.sequence(node.path);
    return values.map((value, index) => {
      const items = new Map(this.items);
      items.set(node.item, { value, concrete: `${concrete}.${index}` });
      return new Filler(this.answers, items, this.missing);
    });
  }

  private enumeration(node: Each): readonly Inline[] {
    const filled = this.each(node)
      .map((filler) => filler.inline(node.children))
      .filter((item) => item.some((child) => child.kind !== "text" || child.text.trim() !== ""));
    return filled.flatMap((item, index): readonly Inline[] => {
      if (index === 0) return item;
      return [{ kind: "text", text: index === filled.length - 1 ? LAST_SEPARATOR : SEPARATOR }, ...item];
    });
  }

  /** What `make` makes of each node, in the branches that hold and for each item of a list. */
  private spread<Made>(nodes: readonly Node[], make: (node: Node, filler: Filler) => readonly Made[]): readonly Made[] {
    return nodes.flatMap((node) => {
      if (node.kind === "when") return this.spread(this.chosen(node), make);
      if (node.kind === "each") return this.each(node).flatMap((filler) => filler.spread(node.children, make));
      return make(node, this);
    });
  }

  blocks(nodes: readonly Node[]): readonly Block[] {
    return this.spread(nodes, (node, filler): readonly Block[] => {
      switch (node.kind) {
        case "paragraph": {
          const children = filler.run(node.children);
          return children.length > 0 ? [{ kind: node.kind, children }] : [];
        }
        case "heading":
          return [{ ...node, children: filler.run(node.children) }];
        case "bullet_list":
        case "ordered_list": {
          const { kind } = node;
          const items = filler.listItems(node.items);
          return items.length > 0 || kind === "ordered_list" ? [{ kind, items }] : [];
        }
        case "table":
          return [filler.table(node)];
        default:
          throw new TypeError(node.kind);
      }
    });
  }

  private listItems(nodes: readonly Node[]): readonly ListItem[] {
    return this.spread(nodes, (node, filler): readonly ListItem[] => {
      if (node.kind !== "list_item") throw new TypeError(node.kind);
      const children = filler.run(node.children);
      return children.length > 0 ? [{ kind: node.kind, children }] : [];
    });
  }

  private table(table: Table): Table {
    const { kind, name } = table;
    const kept = table.columns.flatMap(({ condition }, index) => (!condition || this.holds(condition) ? [index] : []));
    return {
      kind,
      name,
      caption: this.run(table.caption),
      columns: kept.map((index) => {
        const column = table.columns[index]!;
        return { kind: column.kind, label: this.run(column.label), align: column.align ?? "start" };
      }),
      rows: this.spread(table.rows, (row, filler): readonly Row[] => {
        if (row.kind !== "row") throw new TypeError(row.kind);
        return [{ kind: row.kind, cells: kept.map((index) => filler.run(row.cells[index]!)), is_total: row.is_total ?? false }];
      }),
      row_headers: table.row_headers ?? false,
    };
  }
}

/** A property of a plain group, own properties only: `__proto__` and `constructor` are absent. */
function own(value: Answer | undefined, name: string): Answer | undefined {
  return isGroup(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Absent values equal nothing and come before nothing; a whole number meets an amount in euros. */
function compare(operator: string, left: Answer | undefined, right: Answer | undefined): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return operator === "!=";
  const [a, b] = [comparable(left, right), comparable(right, left)];
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

function comparable(value: Answer, other: Answer): string | number | boolean {
  if (value instanceof Money) return value.cents;
  if (value instanceof Percent) return value.toNumber();
  if (typeof value === "number") return other instanceof Money ? value * 100 : value;
  if (typeof value === "string" || typeof value === "boolean") return value;
  throw new TypeError("not comparable");
}

// --- seams: spaces where a branch came to nothing ---------------------------------------------

type Leaf = Exclude<Inline, { readonly kind: "strong" | "emphasis" | "link" }>;

/** The run without the stray ordinary spaces that an empty branch leaves; see `_tidy` in fill.py. */
function tidy(nodes: readonly Inline[]): readonly Inline[] {
  const leaves = [...leavesOf(nodes)];
  const texts = leaves.map((leaf) => (leaf.kind === "text" || leaf.kind === "filled" ? leaf.text : ""));
  if (!texts.some((text) => text.trim() !== "") && !leaves.some((leaf) => leaf.kind === "filled")) return [];
  let before = "\n";
  let owner = -1;
  const stripEnd = (): void => {
    if (owner >= 0 && before === " ") texts[owner] = texts[owner]!.replace(/ +$/, "");
  };
  leaves.forEach((leaf, index) => {
    if (leaf.kind === "line_break") {
      stripEnd();
      before = "\n";
      owner = -1;
      return;
    }
    if (leaf.kind === "text") {
      if (STUCK.includes(before)) texts[index] = texts[index]!.replace(/^ +/, "");
      const start = texts[index]!.charAt(0);
      if (start !== "" && CLOSING.includes(start)) stripEnd();
    }
    const text = texts[index]!;
    if (text !== "") {
      before = text.charAt(text.length - 1);
      owner = leaf.kind === "text" ? index : -1;
    } else if (leaf.kind === "filled") {
      before = "\ufffc";
      owner = -1;
    }
  });
  stripEnd();
  return rebuilt(nodes, texts[Symbol.iterator]());
}

function* leavesOf(nodes: readonly Inline[]): Generator<Leaf> {
  for (const node of nodes) {
    if (node.kind === "strong" || node.kind === "emphasis" || node.kind === "link") yield* leavesOf(node.children);
    else yield node;
  }
}

function rebuilt(nodes: readonly Inline[], texts: Iterator<string>): readonly Inline[] {
  return nodes.flatMap((node): readonly Inline[] => {
    if (node.kind === "strong" || node.kind === "emphasis" || node.kind === "link") {
      const children = rebuilt(node.children, texts);
      return children.length > 0 ? [{ ...node, children }] : [];
    }
    const text = texts.next().value as string;
    if (node.kind === "text") return text !== "" ? [{ kind: "text", text }] : [];
    return [node];
  });
}
