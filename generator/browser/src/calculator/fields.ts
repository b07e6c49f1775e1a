/**
 * What the calculator asks: fields of the claim, by the paths, the words and the controls that they have in a letter's
 * form, so that what is typed here can follow into a letter. One question has no place in a claim: the formal notice.
 */
import type { SharedJson } from "../bundle";
import { fieldOf } from "../form/fields";
import { type Field, type Item, type Row, type Rows, fieldsOf } from "../form/form";
import { ROW_ID, type TypedGroup, at, isEmpty, rowsAt, textAt } from "../form/typed";
import { FIELDS } from "./strings";

/** The day of a consumer's formal notice (mise en demeure), from which alone interest runs. */
export const NOTICE = "formal_notice_on";

export const KIND = "debtor.kind";
export const AMOUNT = "invoices.0.amount";
export const DUE = "invoices.0.due_on";
export const RATE = "terms.late_payment_rate";
export const UNTIL = "letter.interest_until";
export const PAYMENTS = "invoices.0.payments";
const [PERFORMED, RECEIVED, ISSUED] = ["performed_on", "received_on", "issued_on"].map((name) => `invoices.0.${name}`);

export type Asked = { readonly kind: Field; readonly items: readonly Item[] };

/** The questions for what is typed so far; `today` stands where no last day is given. */
export function askedFor(words: SharedJson["fields"], typed: TypedGroup, today: string): Asked {
  const kind = textAt(typed, KIND);
  const field = (path: string, more: Partial<Field> = {}): Field => ({ ...fieldOf(words, path, { width: "half" }), ...more });
  const [isConsumer, isPublic] = [kind === "consumer", kind === "public_body"];
  const days = isPublic ? [RECEIVED!, PERFORMED!, ISSUED!] : [PERFORMED!, RECEIVED!];
  const optional = { isOptional: true };
  const items: readonly Item[] = [
    field(AMOUNT),
    field(DUE, { help: "", isOptional: isConsumer || isPublic }),
    ...(isConsumer || !isEmpty(at(typed, NOTICE)) ? [NOTICE_FIELD] : []),
    ...(isConsumer ? [] : [{ kind: "fold" as const, id: "no_due_date" as const, items: days.map((path) => field(path, optional)) }]),
    payments(field, typed),
    untilField(words, today),
    ...(kind === "" || kind === "professional" || !isEmpty(at(typed, RATE)) ? [field(RATE, { ...optional, help: FIELDS.rateHelp })] : []),
    {
      kind: "fold",
      id: "method",
      items: [
        fieldOf(words, "terms.allocation", { fallback: "interest_first" }),
        fieldOf(words, "terms.day_count", { fallback: "act_365" }),
      ],
    },
  ];
  return { kind: fieldOf(words, KIND, { kind: "cards" }), items };
}

const NOTICE_FIELD: Field = {
  kind: "field",
  path: NOTICE,
  label: FIELDS.notice,
  help: FIELDS.noticeHelp,
  example: "",
  isOptional: true,
  width: "full",
  control: { kind: "date", fallback: "" },
};

function untilField(words: SharedJson["fields"], today: string): Field {
  return { ...fieldOf(words, UNTIL, { width: "half", fallback: today }), help: FIELDS.untilHelp };
}

function payments(field: (path: string, more?: Partial<Field>) => Field, typed: TypedGroup): Rows {
  const rows = rowsAt(typed, PAYMENTS).map((row, index): Row => {
    const path = `${PAYMENTS}.${index}`;
    return { id: textAt(row, ROW_ID), path, items: [field(`${path}.paid_on`, { help: "" }), field(`${path}.amount`)] };
  });
  return { kind: "rows", path: PAYMENTS, list: "invoices[].payments", label: "", least: 0, rows };
}

/** All of them in one list. */
export function allFields({ kind, items }: Asked): readonly Field[] {
  return [kind, ...fieldsOf(items)];
}
