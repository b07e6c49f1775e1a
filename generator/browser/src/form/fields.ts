/** One field of the form: its words, and the control that its type takes. */
import type { Field as Words, Question, SharedJson } from "../bundle";
import type { ValueTypeName } from "../values";
import { type Control, type Field, type Keyboard, generic } from "./form";

export type Look = Partial<Pick<Field, "width" | "isOptional">> & {
  readonly kind?: "cards";
  readonly autocomplete?: string;
  readonly keyboard?: Keyboard;
  readonly fallback?: string;
};

const KEYBOARDS: Partial<Record<ValueTypeName, Keyboard>> = {
  money: "decimal",
  percent: "decimal",
  integer: "numeric",
  siren: "numeric",
  siret: "numeric",
  email: "email",
  phone: "tel",
};
const UNITS: Partial<Record<ValueTypeName, string>> = { money: "€", percent: "%" };
/** The person who fills the form is the creditor: only there does the browser's own address book help. */
export const OFF = "off";

/** One field of the claim: its words, and the control that its type takes. */
export function fieldOf(allWords: SharedJson["fields"], path: string, look: Look = {}): Field {
  const words = wordsOf(allWords, path);
  return {
    kind: "field",
    path,
    label: french(words.label),
    help: french(words.help ?? ""),
    example: exampleOf(words),
    isOptional: look.isOptional ?? false,
    width: look.width ?? "full",
    control: controlFor(words, look),
  };
}

export function wordsOf(allWords: SharedJson["fields"], path: string): Words {
  const words = allWords[generic(path)];
  if (!words) throw new RangeError(`no words for ${path}`);
  return words;
}

/** French spacing: the files are typed with ordinary spaces. */
export function french(words: string): string {
  return words.replace(/« /g, "«\u00a0").replace(/ (?=[»:])/g, "\u00a0").replace(/ (?=[?!;])/g, "\u202f");
}

/** Files have a point where people write a comma. */
export function exampleOf({ type, example = "" }: Pick<Words, "type" | "example"> | Question): string {
  return type === "money" || type === "percent" ? example.replace(".", ",") : example;
}

export function controlFor(words: Pick<Words, "type" | "options"> | Question, look: Look): Control {
  const { type, options } = words;
  const autocomplete = look.autocomplete ?? OFF;
  if (options) {
    const worded = options.map(({ value, label }) => ({ value, label: french(label) }));
    return { kind: look.kind ?? "list", options: worded, fallback: look.fallback ?? "" };
  }
  if (type === "yes_no") return { kind: "yes_no", fallback: look.fallback === "yes" ? "yes" : "no" };
  if (type === "date") return { kind: "date", fallback: look.fallback ?? "" };
  if (type === "list" || type === "group") return { kind: "lines", autocomplete };
  return {
    kind: "line",
    type,
    keyboard: look.keyboard ?? KEYBOARDS[type] ?? "text",
    autocomplete,
    unit: UNITS[type] ?? "",
  };
}
