/** The form as the screen draws it: groups of fields, of rows that come and go, and of folds. */
import type { Option } from "../bundle";
import type { DebtorKind } from "../claim/choices";
import type { Problem } from "../errors";
import type { ValueTypeName } from "../values";

export type Keyboard = "text" | "numeric" | "decimal" | "email" | "tel";
/** How much of a line a field takes: half of it only where there is room; « postcode » leaves the rest to the city. */
export type Width = "full" | "half" | "postcode";

export type Control =
  | {
      readonly kind: "line";
      readonly type: ValueTypeName;
      readonly keyboard: Keyboard;
      readonly autocomplete: string;
      /** « € » or « % » after the box. */
      readonly unit: string;
    }
  | { readonly kind: "lines"; readonly autocomplete: string }
  | { readonly kind: "date"; readonly fallback: string }
  | { readonly kind: "cards" | "list"; readonly options: readonly Option[]; readonly fallback: string }
  | { readonly kind: "yes_no"; readonly fallback: "yes" | "no" };

export type Field = {
  readonly kind: "field";
  /** The path in the claim, and the name of the control. */
  readonly path: string;
  readonly label: string;
  readonly help: string;
  readonly example: string;
  readonly isOptional: boolean;
  readonly width: Width;
  readonly control: Control;
};

export type Row = { readonly id: string; readonly path: string; readonly items: readonly Item[] };

/** A list of the claim, without the places in it. */
export type ListName = "invoices" | "invoices[].payments" | "invoices[].credit_notes" | "reminders" | "events";

/** A list that grows and shrinks: invoices, payments, reminders… */
export type Rows = {
  readonly kind: "rows";
  /** With its indices: `invoices.0.payments`. */
  readonly path: string;
  /** Without: `invoices[].payments`, by which the screen has its words. */
  readonly list: ListName;
  readonly label: string;
  readonly least: number;
  readonly rows: readonly Row[];
};

export type Fold = { readonly kind: "fold"; readonly id: FoldId; readonly items: readonly Item[] };
export type Item = Field | Rows | Fold;
export type GroupId = "kind" | "creditor" | "debtor" | "invoices" | "letter";
export type Group = { readonly id: GroupId; readonly label: string; readonly items: readonly Item[] };
export type Form = { readonly groups: readonly Group[]; readonly kind: DebtorKind | null };

export type FoldId =
  | "contact"
  | "identity"
  | "addressee"
  | "insolvency"
  | "invoice_more"
  | "terms"
  | "events"
  | "settings"
  | "questions"
  | "no_due_date"
  | "method";

/** Every field of the form, in reading order. */
export function fieldsOf(items: readonly (Item | Group)[]): readonly Field[] {
  return items.flatMap((item): readonly Field[] => {
    if (!("kind" in item)) return fieldsOf(item.items);
    if (item.kind === "field") return [item];
    return item.kind === "fold" ? fieldsOf(item.items) : item.rows.flatMap((row) => fieldsOf(row.items));
  });
}

/** The field that a problem is about: of `debtor.address.lines.0` it is `debtor.address.lines`, of a group its first. */
export function fieldFor(path: string, fields: readonly Field[]): Field | undefined {
  if (path === "") return undefined;
  const holds = (outer: string, inner: string): boolean => outer === inner || inner.startsWith(`${outer}.`);
  return fields.find((field) => holds(field.path, path)) ?? fields.find((field) => holds(path, field.path));
}

/** « invoices.0.amount » → « invoices[].amount », the path by which words are kept. */
export function generic(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, "[]");
}

/** The problems by the path of the field of the form that each is about; "" for one that is about no field of it. */
export function onFields(problems: readonly Problem[], fields: readonly Field[]): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, field: fieldFor(problem.field, fields)?.path ?? "" }));
}
