/**
 * What is typed in the form, as it is typed: a tree of texts with the paths of the claim.
 *
 * A street address is one text of several lines here, since it is typed in one box. A row carries its own id, so that
 * the screen follows a row that changes place. Nothing here is trusted before `claim/read.ts` has read it.
 */
import { asText, isGroup } from "../claim/plain";
import { CLAIM, type Group, type Shape, MAX_INVOICES } from "../claim/shape";
import type { Plain } from "../claim/types";

export type Typed = string | readonly Typed[] | TypedGroup;
export type TypedGroup = { readonly [name: string]: Typed };

/** Not the name of any field of a claim. */
export const ROW_ID = "#";

export const NOTHING_TYPED: TypedGroup = { invoices: [{ [ROW_ID]: "0" }] };

// --- looking and changing -------------------------------------------------------------------------

export function at(tree: Typed | undefined, path: string): Typed | undefined {
  let found = tree;
  for (const part of path.split(".")) {
    if (typeof found !== "object" || !Object.hasOwn(found, part)) return undefined;
    found = (found as TypedGroup)[part];
  }
  return found;
}

export function textAt(tree: Typed, path: string): string {
  const found = at(tree, path);
  return typeof found === "string" ? found : "";
}

export function rowsAt(tree: Typed, path: string): readonly TypedGroup[] {
  const found = at(tree, path);
  return Array.isArray(found) ? (found as readonly TypedGroup[]) : [];
}

/** The tree with one of its places changed; what leads there is made where it is missing. */
export function withAt(tree: TypedGroup, path: string, value: Typed): TypedGroup {
  return put(tree, path.split("."), value) as TypedGroup;
}

function put(tree: Typed | undefined, [first = "", ...rest]: readonly string[], value: Typed): Typed {
  if (Array.isArray(tree)) {
    const items = tree as readonly Typed[];
    return items.map((item, index) => (String(index) === first ? (rest.length > 0 ? put(item, rest, value) : value) : item));
  }
  const group = isGroup(tree) ? (tree as TypedGroup) : {};
  const before = Object.hasOwn(group, first) ? group[first] : undefined;
  return { ...group, [first]: rest.length > 0 ? put(before, rest, value) : value };
}

/** Whether anything at all has been typed. */
export function isEmpty(tree: Typed | undefined): boolean {
  if (tree === undefined) return true;
  if (typeof tree === "string") return tree.trim() === "";
  if (Array.isArray(tree)) return (tree as readonly Typed[]).every(isEmpty);
  return Object.entries(tree).every(([name, value]) => name === ROW_ID || isEmpty(value));
}

// --- to and from the claim ------------------------------------------------------------------------

/** The claim as a file holds it: empty places left out, an address in lines, rows without their ids. */
export function plainOf(tree: TypedGroup): { readonly [name: string]: Plain } {
  return (plain(tree, "") ?? {}) as { readonly [name: string]: Plain };
}

function plain(tree: Typed, name: string): Plain {
  if (typeof tree === "string") return name === "lines" ? linesOf(tree) : tree.trim() === "" ? null : tree;
  if (Array.isArray(tree)) return (tree as readonly Typed[]).map((item) => plain(item, "") ?? {});
  const kept: Record<string, Plain> = {};
  for (const [key, value] of Object.entries(tree)) {
    const given = key === ROW_ID ? null : plain(value, key);
    if (given !== null && !isBare(given)) kept[key] = given;
  }
  return Object.keys(kept).length > 0 ? kept : null;
}

function isBare(given: Plain): boolean {
  return Array.isArray(given) && given.length === 0;
}

function linesOf(text: string): Plain {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** Any data as the form holds it: fields of a claim only, texts only; `nextRow` numbers the rows. */
export function typedOf(data: unknown): TypedGroup {
  const numbers = new RowNumbers();
  const typed = typedGroup(CLAIM, isGroup(data) ? data : {}, numbers);
  return rowsAt(typed, "invoices").length > 0 ? typed : { ...typed, invoices: [{ [ROW_ID]: numbers.next() }] };
}

class RowNumbers {
  private last = 0;

  next(): string {
    this.last += 1;
    return `r${this.last}`;
  }
}

function typedGroup(shape: Group, data: { readonly [name: string]: unknown }, numbers: RowNumbers): TypedGroup {
  const kept: Record<string, Typed> = {};
  for (const [name, field] of Object.entries(shape.fields)) {
    const given = Object.hasOwn(data, name) ? typedOne(field.shape, data[name], numbers) : null;
    if (given !== null) kept[name] = given;
  }
  return kept;
}

function typedOne(shape: Shape, given: unknown, numbers: RowNumbers): Typed | null {
  switch (shape.kind) {
    case "leaf":
      return textOf(given);
    case "group":
      return isGroup(given) ? typedGroup(shape, given, numbers) : null;
    case "raw":
      return isGroup(given) ? Object.fromEntries(Object.entries(given).flatMap(answer)) : null;
    case "list": {
      if (!Array.isArray(given)) return null;
      const { item } = shape;
      if (item.kind === "leaf") return given.flatMap((one) => textOf(one) ?? []).join("\n");
      return given
        .slice(0, MAX_INVOICES)
        .map((one) => ({ [ROW_ID]: numbers.next(), ...typedGroup(item, isGroup(one) ? one : {}, numbers) }));
    }
  }
}

function answer([name, given]: readonly [string, unknown]): readonly (readonly [string, string])[] {
  const text = textOf(given);
  return text === null ? [] : [[name, text]];
}

function textOf(given: unknown): string | null {
  if (given === null || typeof given === "object" || given === undefined) return null;
  return asText(given);
}
