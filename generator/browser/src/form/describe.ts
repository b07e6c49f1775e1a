/**
 * The form of a letter: letter + words of the fields → groups of questions, each of a kind that the screen can draw.
 *
 * The regime comes first, since it drives the rest. What the plain case needs stands open; all else is folded. A
 * field that the regime does not serve is left out, unless it holds something: then it is shown, so that the law's
 * refusal has a place and the visitor a way to remove it.
 */
import { type Field as Words, type Letter, type Question, type SharedJson, isAsked } from "../bundle";
import type { DebtorKind } from "../claim/choices";
import { type Look, OFF, controlFor, exampleOf, fieldOf, french, wordsOf } from "./fields";
import { type Field, type Fold, type FoldId, type Form, type Group, type Item, type Rows, generic } from "./form";
import { channelOf } from "./letter_claim";
import { ROW_ID, type TypedGroup, isEmpty, at, rowsAt, textAt } from "./typed";

/** What the form's shape hangs on; two typed trees of one structure have one form. */
export type Structure = {
  readonly kind: string;
  readonly channel: string;
  /** Those of `WATCHED` that hold something. */
  readonly held: readonly string[];
  readonly rows: readonly (readonly [path: string, ids: readonly string[]])[];
};

// --- the structure --------------------------------------------------------------------------------

const LISTS = ["invoices", "reminders", "events"] as const;
const INVOICE_LISTS = ["payments", "credit_notes"] as const;

export function structureOf(letter: Letter, typed: TypedGroup): Structure {
  const invoices = rowsAt(typed, "invoices");
  const paths = [...LISTS, ...invoices.flatMap((_, index) => INVOICE_LISTS.map((list) => `invoices.${index}.${list}`))];
  return {
    kind: textAt(typed, "debtor.kind"),
    channel: channelOf(letter, typed),
    held: WATCHED.filter((path) => !isEmpty(at(typed, path))),
    rows: paths.map((path) => [path, rowsAt(typed, path).map((row) => textAt(row, ROW_ID))]),
  };
}

// --- the form -------------------------------------------------------------------------------------

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

export function describe(words: SharedJson["fields"], letter: Letter, structure: Structure, today: string): Form {
  const kind = (structure.kind || null) as DebtorKind | null;
  const make = new Maker(words, letter, structure, kind, today);
  const groups: readonly Group[] = [
    { id: "kind", label: "", items: [make.field("debtor.kind", { kind: "cards" })] },
    { id: "creditor", label: make.label("creditor"), items: make.creditor() },
    { id: "debtor", label: make.label("debtor"), items: make.debtor() },
    { id: "invoices", label: make.label("invoices"), items: make.invoices() },
    { id: "letter", label: make.label("letter"), items: make.letterItems() },
  ];
  return { groups, kind };
}

class Maker {
  private readonly ids: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly allWords: SharedJson["fields"],
    private readonly letter: Letter,
    private readonly structure: Structure,
    private readonly kind: DebtorKind | null,
    private readonly today: string,
  ) {
    this.ids = new Map(structure.rows);
  }

  label(path: string): string {
    return french(this.words(path).label);
  }

  creditor(): readonly Item[] {
    return [
      this.field("creditor.status"),
      this.field("creditor.name", { autocomplete: "organization" }),
      ...this.address("creditor.address", "section-creditor "),
      this.fold("contact", [
        this.field("creditor.email", { autocomplete: "email", width: "half" }),
        this.field("creditor.phone", { autocomplete: "tel", width: "half" }),
        this.field("creditor.iban"),
        this.field("creditor.bic", { width: "half" }),
      ]),
      this.fold("identity", [
        this.field("creditor.legal_form", { width: "half" }),
        this.field("creditor.share_capital", { width: "half" }),
        this.field("creditor.siren", { width: "half" }),
        this.field("creditor.registration", { width: "half" }),
        this.field("creditor.vat_number", { width: "half" }),
        this.field("creditor.rna", { width: "half" }),
        this.field("creditor.signatory.name", { autocomplete: "name", width: "half" }),
        this.field("creditor.signatory.capacity", { autocomplete: "organization-title", width: "half" }),
        this.field("creditor.address.country", { autocomplete: "country-name", width: "half" }),
        this.field("creditor.vat_exempt"),
        this.field("creditor.in_liquidation"),
      ]),
    ];
  }

  debtor(): readonly Item[] {
    const isPosted = this.structure.channel !== "email";
    return [
      this.field("debtor.name"),
      ...this.address("debtor.address", "", !isPosted),
      this.fold("addressee", [
        this.field("debtor.contact"),
        ...this.served("debtor.service"),
        ...this.served("debtor.siren", { width: "half" }),
        this.field("debtor.address.country", { width: "half" }),
        ...this.served("debtor.natural_person", { fallback: this.kind === "consumer" ? "yes" : "no" }),
        ...this.served("debtor.ccag"),
      ]),
      this.fold("insolvency", [
        this.field("debtor.insolvency.opened_on", { width: "half" }),
        this.field("debtor.insolvency.kind", { width: "half" }),
      ]),
    ];
  }

  invoices(): readonly Item[] {
    return [
      this.rows("invoices", 1, (path) => this.invoice(path)),
      this.fold("terms", [
        ...this.served("terms.late_payment_rate"),
        ...this.served("terms.clause"),
        ...this.served("terms.allocation", { fallback: "interest_first" }),
        ...this.served("terms.day_count", { fallback: "act_365" }),
      ]),
      this.fold("events", [
        this.rows("events", 0, (path) => [
          this.field(`${path}.on`, { width: "half" }),
          this.field(`${path}.kind`, { width: "half" }),
        ]),
      ]),
    ].filter((item) => item.kind !== "fold" || item.items.length > 0);
  }

  private invoice(path: string): readonly Item[] {
    const isPublic = this.kind === "public_body";
    const received = this.field(`${path}.received_on`, { width: "half" });
    return [
      this.field(`${path}.number`, { width: "half" }),
      this.field(`${path}.amount`, { width: "half" }),
      this.field(`${path}.issued_on`, { width: "half" }),
      this.field(`${path}.due_on`, { width: "half", isOptional: isPublic }),
      ...(isPublic ? [{ ...received, isOptional: true }] : []),
      this.rows(`${path}.payments`, 0, (payment) => [
        this.field(`${payment}.paid_on`, { width: "half" }),
        this.field(`${payment}.amount`, { width: "half" }),
      ]),
      this.rows(`${path}.credit_notes`, 0, (note) => [
        this.field(`${note}.issued_on`, { width: "half" }),
        this.field(`${note}.amount`, { width: "half" }),
        this.field(`${note}.number`, { width: "half", isOptional: true }),
      ]),
      this.fold("invoice_more", [
        this.field(`${path}.performed_on`, { width: "half" }),
        ...(isPublic ? [] : [received]),
        this.field(`${path}.description`),
        this.field(`${path}.order_reference`, { width: "half" }),
        this.field(`${path}.kind`, { width: "half", fallback: "invoice" }),
        this.field(`${path}.disputed_amount`, { width: "half" }),
        this.field(`${path}.not_yet_due_amount`, { width: "half" }),
      ]),
    ];
  }

  letterItems(): readonly Item[] {
    const { channels, questions } = this.letter;
    const channel = this.field("letter.channel", { fallback: channels[0]! });
    const known = "options" in channel.control ? channel.control.options : [];
    const options = known.filter((option) => (channels as readonly string[]).includes(option.value));
    const asked = questions.filter((question) => isAsked(question, this.kind)).map((question) => this.question(question));
    return [
      this.fold("settings", [
        this.field("letter.on", { width: "half", fallback: this.today }),
        ...this.deadline(),
        options.length > 1 ? { ...channel, control: { kind: "list", options, fallback: channels[0]! } } : null,
        this.field("letter.interest_until", { width: "half" }),
      ]),
      this.rows("reminders", 0, (path) => [
        this.field(`${path}.sent_on`, { width: "half" }),
        this.field(`${path}.channel`, { width: "half" }),
        this.field(`${path}.stage`, { width: "half", isOptional: true }),
        this.field(`${path}.received_on`, { width: "half", isOptional: true }),
        this.field(`${path}.outcome`, { isOptional: true }),
      ]),
      this.fold("questions", asked),
    ].filter((item) => item.kind !== "fold" || item.items.length > 0);
  }

  private deadline(): readonly Field[] {
    const { deadline } = this.letter;
    if (!deadline) return [];
    const field = this.field("letter.deadline_days", { width: "half" });
    return [{ ...field, example: String(deadline.default_days) }];
  }

  private address(path: string, section: string, isOptional = false): readonly Field[] {
    const token = (name: string): string => (section === "" ? OFF : section + name);
    const isAbroad = this.structure.held.includes(`${path}.country`);
    return [
      this.field(`${path}.lines`, { autocomplete: token("street-address"), isOptional }),
      this.field(`${path}.postcode`, {
        autocomplete: token("postal-code"),
        keyboard: isAbroad ? "text" : "numeric",
        width: "postcode",
        isOptional,
      }),
      this.field(`${path}.city`, { autocomplete: token("address-level2"), isOptional }),
    ];
  }

  private served(path: string, look: Look = {}): readonly Field[] {
    const kinds = SERVED_ONLY.get(path)!;
    const isServed = this.kind === null || kinds.includes(this.kind) || this.structure.held.includes(path);
    return isServed ? [this.field(path, look)] : [];
  }

  private fold(id: FoldId, items: readonly (Item | null)[]): Fold {
    return { kind: "fold", id, items: items.filter((item) => item !== null) };
  }

  private rows(path: string, least: number, items: (path: string) => readonly Item[]): Rows {
    const ids = this.ids.get(path) ?? [];
    const rows = ids.map((id, index) => ({ id, path: `${path}.${index}`, items: items(`${path}.${index}`) }));
    return { kind: "rows", path, list: generic(path), label: this.label(path), least, rows };
  }

  field(path: string, look: Look = {}): Field {
    return fieldOf(this.allWords, path, look);
  }

  private question(question: Question): Field {
    const look: Look = question.type === "date" ? { width: "half" } : {};
    return {
      kind: "field",
      path: `answers.${question.name}`,
      label: french(question.label),
      help: french(question.help ?? ""),
      example: exampleOf(question),
      isOptional: false,
      width: look.width ?? "full",
      control: controlFor(question, { ...look, ...(question.default ? { fallback: question.default } : {}) }),
    };
  }

  private words(path: string): Words {
    return wordsOf(this.allWords, path);
  }
}
