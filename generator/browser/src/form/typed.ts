/**
 * What is typed in the form, as it is typed: a tree of texts with the paths of the claim.
 *
 * A street address is one text of several lines here, since it is typed in one box. A row carries its own id, so that
 * the screen follows a row that changes place. Nothing here is trusted before `claim/read.ts` has read it.
 */
import { isGroup } from "../claim/plain";
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

// --- to the claim ---------------------------------------------------------------------------------

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
