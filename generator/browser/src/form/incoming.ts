/** What an invoice file gives to the form: each value with where it was found, and what it would replace. */
import type { Worded } from "./tell";
import { FORMATTERS } from "../values/formatters";
import { VALUE_TYPES } from "../values";
import { generic } from "./form";
import { type Typed, type TypedGroup, ROW_ID, isEmpty, rowsAt, textAt, withAt } from "./typed";

/** As `einvoice` reads it: a path in a claim of one invoice, a text, and its place in the file. */
export type ReadValue = { readonly path: string; readonly value: string; readonly from: string };

export type Found = ReadValue & {
  readonly label: string;
  /** The value as people read it. */
  readonly shown: string;
  /** A rate printed on an invoice is not yet one that was agreed: whoever knows the contract says so. */
  readonly isDoubtful: boolean;
  /** What stands there now, "" where nothing does or the same. */
  readonly replaced: string;
};

/** The values by the paths that they take in this form: an invoice joins those that are there. */
export function incoming(values: readonly ReadValue[], typed: TypedGroup, shared: Worded): readonly Found[] {
  const place = placeFor(values, typed);
  return withLines(values).flatMap((value): readonly Found[] => {
    const path = moved(value.path, place);
    const words = shared.fields[generic(path)];
    if (!words) return [];
    const now = textAt(typed, path);
    const shown = display(words.type, value.value, words.options);
    const label = labelOf(words.label, path);
    return [{ ...value, path, label, shown, isDoubtful: path.startsWith("terms."), replaced: now === value.value ? "" : now }];
  });
}

/** The lines of a street are typed in one box. */
function withLines(values: readonly ReadValue[]): readonly ReadValue[] {
  const kept = new Map<string, ReadValue>();
  for (const value of values) {
    const path = value.path.replace(/\.lines\.\d+$/, ".lines");
    const before = path === value.path ? undefined : kept.get(path);
    kept.set(path, before ? { ...before, value: `${before.value}\n${value.value}` } : { ...value, path });
  }
  return [...kept.values()];
}

/** Both parties have a SIREN and a street: a label that does not say whose it is says it here. */
function labelOf(label: string, path: string): string {
  const side = path.startsWith("creditor.") ? "vous" : path.startsWith("debtor.") ? "votre client" : "";
  return side === "" || /\b(?:client|vo(?:tre|us))\b/i.test(label) ? label : `${label} (${side})`;
}

/** The invoice of the same number, else the first blank one, else a new one. */
function placeFor(values: readonly ReadValue[], typed: TypedGroup): number {
  const rows = rowsAt(typed, "invoices");
  const number = values.find((value) => value.path === "invoices.0.number")?.value;
  const same = rows.findIndex((row) => textAt(row, "number") !== "" && textAt(row, "number") === number);
  if (same >= 0) return same;
  const blank = rows.findIndex(isEmpty);
  return blank >= 0 ? blank : rows.length;
}

function moved(path: string, place: number): string {
  return path.replace(/^invoices\.0(?=\.)/, `invoices.${place}`);
}

function display(type: string, value: string, options: readonly { value: string; label: string }[] = []): string {
  const option = options.find((one) => one.value === value);
  if (option) return option.label;
  const parse = (VALUE_TYPES as Readonly<Record<string, (text: string) => unknown>>)[type];
  const format = FORMATTERS.get(type) as ((value: unknown) => string) | undefined;
  try {
    return parse && format ? format(parse(value)) : value.replaceAll("\n", ", ");
  } catch {
    return value;
  }
}

/** The form with the values that the visitor let in. */
export function withFound(typed: TypedGroup, found: readonly Found[], rowId: string): TypedGroup {
  return found.reduce((tree, one) => withAt(withRows(tree, one.path, rowId), one.path, one.value), typed);
}

/** The rows that a path goes through, made where they are not there yet. */
function withRows(tree: TypedGroup, path: string, rowId: string): TypedGroup {
  let made = tree;
  for (const row of path.matchAll(/([a-z_]+)\.(\d+)(?=\.)/g)) {
    const list = path.slice(0, row.index + row[1]!.length);
    const rows: readonly Typed[] = rowsAt(made, list);
    const missing = Number(row[2]) + 1 - rows.length;
    const blank = (_: unknown, index: number): Typed => ({ [ROW_ID]: `${rowId}-${rows.length + index}` });
    if (missing > 0) made = withAt(made, list, [...rows, ...Array.from({ length: missing }, blank)]);
  }
  return made;
}

