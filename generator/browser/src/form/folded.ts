/**
 * What stands in the folds of the form and in the rows of its lists, the invoices apart. Loaded when a hand comes near
 * a fold, or when a claim that is not the plain one takes its place in the form.
 */
import { type Question, isAsked } from "../bundle";
import type { DebtorKind } from "../claim/choices";
import type { Maker } from "./describe";
import { type Look, controlFor, exampleOf, french } from "./fields";
import type { Field, FoldId, Item, ListName } from "./form";
import { type TypedGroup, at, isEmpty } from "./typed";

/** Fields of a claim that only some regimes are asked. */
const SERVED_ONLY: ReadonlyMap<string, readonly DebtorKind[]> = new Map([
  ["debtor.natural_person", ["consumer"]],
  ["debtor.siren", ["professional", "public_body"]],
  ["debtor.service", ["public_body"]],
  ["debtor.ccag", ["public_body"]],
  ["terms.late_payment_rate", ["professional"]],
  ["terms.clause", ["professional"]],
  ["terms.allocation", ["professional", "public_body"]],
  ["terms.day_count", ["professional", "public_body"]],
]);

/** Fields whose being filled changes the form. */
const WATCHED = [...SERVED_ONLY.keys(), "creditor.address.country", "debtor.address.country"];

export function heldIn(typed: TypedGroup): readonly string[] {
  return WATCHED.filter((path) => !isEmpty(at(typed, path)));
}

export function foldItems(make: Maker, id: FoldId, path: string): readonly Item[] {
  switch (id) {
    case "contact":
      return [
        make.half("creditor.email", { autocomplete: "email" }),
        make.half("creditor.phone", { autocomplete: "tel" }),
        make.field("creditor.iban"),
        make.half("creditor.bic"),
      ];
    case "identity":
      return [
        make.half("creditor.legal_form"),
        make.half("creditor.share_capital"),
        make.half("creditor.siren"),
        make.half("creditor.registration"),
        make.half("creditor.vat_number"),
        make.half("creditor.rna"),
        make.half("creditor.signatory.name", { autocomplete: "name" }),
        make.half("creditor.signatory.capacity", { autocomplete: "organization-title" }),
        make.half("creditor.address.country", { autocomplete: "country-name" }),
        make.field("creditor.vat_exempt"),
        make.field("creditor.in_liquidation"),
      ];
    case "addressee":
      return [
        make.field("debtor.contact"),
        ...served(make, "debtor.service"),
        ...served(make, "debtor.siren", { width: "half" }),
        make.half("debtor.address.country"),
        ...served(make, "debtor.natural_person", { fallback: make.kind === "consumer" ? "yes" : "no" }),
        ...served(make, "debtor.ccag"),
      ];
    case "insolvency":
      return [make.half("debtor.insolvency.opened_on"), make.half("debtor.insolvency.kind")];
    case "terms":
      return [
        ...served(make, "terms.late_payment_rate"),
        ...served(make, "terms.clause"),
        ...served(make, "terms.allocation", { fallback: "interest_first" }),
        ...served(make, "terms.day_count", { fallback: "act_365" }),
      ];
    case "events":
      return [make.rows("events", 0)];
    case "invoice_more":
      return [
        make.half(`${path}.performed_on`),
        ...(make.kind === "public_body" ? [] : [make.half(`${path}.received_on`)]),
        make.field(`${path}.description`),
        make.half(`${path}.order_reference`),
        make.half(`${path}.kind`, { fallback: "invoice" }),
        make.half(`${path}.disputed_amount`),
        make.half(`${path}.not_yet_due_amount`),
      ];
    case "settings":
      return settings(make);
    case "questions":
      return make.letter.questions.filter((asked) => isAsked(asked, make.kind)).map(question);
    default:
      throw new RangeError(id);
  }
}

export function rowItems(make: Maker, list: ListName, path: string): readonly Item[] {
  switch (list) {
    case "invoices[].payments":
      return [make.half(`${path}.paid_on`), make.half(`${path}.amount`)];
    case "invoices[].credit_notes":
      return [make.half(`${path}.issued_on`), make.half(`${path}.amount`), make.half(`${path}.number`, { isOptional: true })];
    case "events":
      return [make.half(`${path}.on`), make.half(`${path}.kind`)];
    case "reminders":
      return [
        make.half(`${path}.sent_on`),
        make.half(`${path}.channel`),
        make.half(`${path}.stage`, { isOptional: true }),
        make.half(`${path}.received_on`, { isOptional: true }),
        make.field(`${path}.outcome`, { isOptional: true }),
      ];
    default:
      throw new RangeError(list);
  }
}

function settings(make: Maker): readonly Field[] {
  const { channels, deadline } = make.letter;
  const channel = make.field("letter.channel", { fallback: channels[0]! });
  const known = "options" in channel.control ? channel.control.options : [];
  const options = known.filter((option) => (channels as readonly string[]).includes(option.value));
  return [
    make.half("letter.on", { fallback: make.today }),
    ...(deadline ? [{ ...make.half("letter.deadline_days"), example: String(deadline.default_days) }] : []),
    ...(options.length > 1 ? [{ ...channel, control: { kind: "list" as const, options, fallback: channels[0]! } }] : []),
    make.half("letter.interest_until"),
    make.field("letter.show_version"),
  ];
}

/** Of a field that this regime is not asked: only while it holds something. */
function served(make: Maker, path: string, look: Look = {}): readonly Field[] {
  const { kind, structure } = make;
  const isServed = kind === null || SERVED_ONLY.get(path)!.includes(kind) || structure.held.includes(path);
  return isServed ? [make.field(path, look)] : [];
}

function question(asked: Question): Field {
  const look: Look = asked.type === "date" ? { width: "half" } : {};
  return {
    kind: "field",
    path: `answers.${asked.name}`,
    label: french(asked.label),
    help: french(asked.help ?? ""),
    example: exampleOf(asked),
    isOptional: false,
    width: look.width ?? "full",
    control: controlFor(asked, { ...look, ...(asked.default ? { fallback: asked.default } : {}) }),
  };
}
