/**
 * The form of a letter: letter + words of the fields → groups of questions, each of a kind that the screen can draw.
 *
 * The regime comes first, since it drives the rest. What the plain case needs stands open; all else is folded. A
 * field that the regime does not serve is left out, unless it holds something: then it is shown, so that the law's
 * refusal has a place and the visitor a way to remove it.
 */
import { type Letter, type SharedJson, isAsked } from "../bundle";
import type { DebtorKind } from "../claim/choices";
import { type Look, OFF, fieldOf, french, wordsOf } from "./fields";
import { type Field, type Fold, type FoldId, type Form, type Group, type Item, type ListName, type Rows, generic } from "./form";
import { channelOf } from "./letter_claim";
import { ROW_ID, type TypedGroup, rowsAt, textAt } from "./typed";

/** What the form's shape hangs on; two typed trees of one structure have one form. */
export type Structure = {
  readonly kind: string;
  readonly channel: string;
  /** Fields that hold something and whose being filled changes the form. */
  readonly held: readonly string[];
  readonly rows: readonly (readonly [path: string, ids: readonly string[]])[];
};

// --- the structure --------------------------------------------------------------------------------

const LISTS = ["invoices", "reminders", "events"] as const;
const INVOICE_LISTS = ["payments", "credit_notes"] as const;

export function structureOf(letter: Letter, typed: TypedGroup, folded: Folded | null): Structure {
  const invoices = rowsAt(typed, "invoices");
  const paths = [...LISTS, ...invoices.flatMap((_, index) => INVOICE_LISTS.map((list) => `invoices.${index}.${list}`))];
  return {
    kind: textAt(typed, "debtor.kind"),
    channel: channelOf(letter, typed),
    held: folded?.heldIn(typed) ?? [],
    rows: paths.map((path) => [path, rowsAt(typed, path).map((row) => textAt(row, ROW_ID))]),
  };
}

// --- the form -------------------------------------------------------------------------------------

/** What describes the inside of folds and of rows (`folded.ts`): without it they are empty. */
export type Folded = typeof import("./folded");

export function describe(
  words: SharedJson["fields"],
  letter: Letter,
  structure: Structure,
  today: string,
  folded: Folded | null,
): Form {
  const kind = (structure.kind || null) as DebtorKind | null;
  const make = new Maker(words, letter, structure, kind, today, folded);
  const groups: readonly Group[] = [
    { id: "kind", label: "", items: [make.field("debtor.kind", { kind: "cards" })] },
    { id: "creditor", label: make.label("creditor"), items: make.creditor() },
    { id: "debtor", label: make.label("debtor"), items: make.debtor() },
    { id: "invoices", label: make.label("invoices"), items: make.invoices() },
    { id: "letter", label: make.label("letter"), items: make.letterItems() },
  ];
  return { groups, kind };
}

export class Maker {
  private readonly ids: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly allWords: SharedJson["fields"],
    readonly letter: Letter,
    readonly structure: Structure,
    readonly kind: DebtorKind | null,
    readonly today: string,
    private readonly folded: Folded | null,
  ) {
    this.ids = new Map(structure.rows);
  }

  label(path: string): string {
    return french(wordsOf(this.allWords, path).label);
  }

  creditor(): readonly Item[] {
    return [
      this.field("creditor.status"),
      this.field("creditor.name", { autocomplete: "organization" }),
      ...this.address("creditor.address", "section-creditor "),
      this.fold("contact"),
      this.fold("identity"),
    ];
  }

  debtor(): readonly Item[] {
    const isPosted = this.structure.channel !== "email";
    return [
      this.field("debtor.name"),
      ...this.address("debtor.address", "", !isPosted),
      this.fold("addressee"),
      this.fold("insolvency"),
    ];
  }

  invoices(): readonly Item[] {
    const hasTerms = this.kind !== "consumer" || this.structure.held.some((path) => path.startsWith("terms."));
    return [this.rows("invoices", 1), ...(hasTerms ? [this.fold("terms")] : []), this.fold("events")];
  }

  private invoice(path: string): readonly Item[] {
    const isPublic = this.kind === "public_body";
    return [
      this.half(`${path}.number`),
      this.half(`${path}.amount`),
      this.half(`${path}.issued_on`),
      this.half(`${path}.due_on`, { isOptional: isPublic }),
      ...(isPublic ? [this.half(`${path}.received_on`, { isOptional: true })] : []),
      this.rows(`${path}.payments`, 0),
      this.rows(`${path}.credit_notes`, 0),
      this.fold("invoice_more", path),
    ];
  }

  letterItems(): readonly Item[] {
    const hasQuestions = this.letter.questions.some((question) => isAsked(question, this.kind));
    return [this.fold("settings"), this.rows("reminders", 0), ...(hasQuestions ? [this.fold("questions")] : [])];
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

  /** `path`: that of the row in which it stands. */
  private fold(id: FoldId, path = ""): Fold {
    return { kind: "fold", id, items: this.folded?.foldItems(this, id, path) ?? [] };
  }

  rows(path: string, least: number): Rows {
    const list = generic(path) as ListName;
    const rows = (this.ids.get(path) ?? []).map((id, index) => {
      const place = `${path}.${index}`;
      return { id, path: place, items: list === "invoices" ? this.invoice(place) : (this.folded?.rowItems(this, list, place) ?? []) };
    });
    return { kind: "rows", path, list, label: this.label(path), least, rows };
  }

  field(path: string, look: Look = {}): Field {
    return fieldOf(this.allWords, path, look);
  }

  half(path: string, look: Look = {}): Field {
    return this.field(path, { width: "half", ...look });
  }
}
