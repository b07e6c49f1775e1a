/** What the plan asks: fields of the claim by their paths, so that what is typed here follows into a letter. */
import type { Shared } from "../bundle";
import type { Draft, Claim, Facts } from "../claim/types";
import { invoiceDue } from "../advice/lateness";
import { fieldOf } from "../form/fields";
import type { Field, Rows } from "../form/form";
import { ROW_ID, type TypedGroup, rowsAt, textAt } from "../form/typed";
import { PLAN } from "./strings";

export const KIND = "debtor.kind";
export const DUE = "invoices.0.due_on";
export const OPENED = "debtor.insolvency.opened_on";
export const REMINDERS = "reminders";
const STAGES = ["reminder", "second_reminder", "formal_notice"];

export type Asked = {
  readonly kind: Field;
  readonly dates: readonly Field[];
  readonly sent: Rows;
  readonly opened: Field;
  readonly agenda: readonly Field[];
};

/** The questions for what is typed so far. */
export function askedFor({ fields: words, vocabulary }: Shared, typed: TypedGroup): Asked {
  const kind = textAt(typed, KIND);
  const half = (path: string, more: Partial<Field> = {}): Field => ({ ...fieldOf(words, path, { width: "half" }), ...more });
  const optional = { isOptional: true };
  const steps = vocabulary.stages.filter(({ id }) => STAGES.includes(id)).map(({ id, label }) => ({ value: id, label }));
  const stage = (path: string): Field => ({
    ...half(path, { label: PLAN.stage, help: "", example: "" }),
    control: { kind: "list", options: steps, fallback: "" },
  });
  const rows = rowsAt(typed, REMINDERS).map((row, index) => {
    const path = `${REMINDERS}.${index}`;
    return {
      id: textAt(row, ROW_ID),
      path,
      items: [half(`${path}.sent_on`), half(`${path}.channel`, { help: "" }), stage(`${path}.stage`)],
    };
  });
  return {
    kind: fieldOf(words, KIND, { kind: "cards" }),
    dates: [
      half(DUE, { help: "", isOptional: false }),
      half("invoices.0.performed_on", { label: PLAN.performed, help: PLAN.performedHelp, isOptional: true }),
      ...(kind === "consumer" ? [fieldOf(words, "debtor.natural_person", { fallback: "yes" })] : []),
      ...(kind === "public_body" ? [fieldOf(words, "debtor.ccag", { isOptional: true })] : []),
    ],
    sent: { kind: "rows", path: REMINDERS, list: "reminders", label: "", least: 0, rows },
    opened: half(OPENED, { label: PLAN.opened, help: PLAN.openedHelp, isOptional: true }),
    agenda: [
      half("debtor.name", { ...optional, help: "" }),
      half("invoices.0.number", { ...optional, help: "" }),
      half("debtor.address.postcode", { ...optional, help: "" }),
    ],
  };
}

export function allFields({ kind, dates, sent, opened, agenda }: Asked): readonly Field[] {
  const rows = sent.rows.flatMap(({ items }) => items.filter((item): item is Field => item.kind === "field"));
  return [kind, ...dates, ...rows, opened, ...agenda];
}

/** What the plan is made of, null as long as the client or the date is not known. */
export function factsFor(draft: Draft<Claim>): Facts | null {
  const { debtor, invoices } = draft;
  const dueOn = invoices[0]?.due_on ?? null;
  if (debtor.kind === null || dueOn === null) return null;
  const postcode = debtor.address?.postcode ?? null;
  return {
    debtor: {
      kind: debtor.kind,
      natural_person: debtor.natural_person ?? debtor.kind === "consumer",
      address: postcode === null ? null : { lines: [], postcode, city: "", country: "France" },
      ccag: debtor.ccag,
      insolvency: debtor.insolvency?.opened_on ? { opened_on: debtor.insolvency.opened_on, kind: null } : null,
    },
    invoices: [invoiceDue(dueOn, invoices[0]?.performed_on ?? null)],
    terms: { late_payment_rate: null, clause: null, allocation: "interest_first", day_count: "act_365" },
    reminders: draft.reminders.flatMap(({ sent_on, channel, stage }) =>
      sent_on === null ? [] : [{ sent_on, channel: channel ?? "email", stage, received_on: null, outcome: null }],
    ),
    events: [],
    letter: { on: null, channel: null, deadline_days: null, interest_until: null, show_version: false },
  };
}
