/** Problems as the form says them: with the labels of its fields rather than the names that files use. */
import type { Problem } from "../errors";
import { type Labels, worded } from "../words";
import { NBSP } from "../messages";
import { NOTICES } from "../strings/notices";
import { type Field, generic } from "./form";
import { isMissing } from "./state";

/** The words of the fields are all that a sentence needs. */
export type Worded = Labels;

/** What is wrong, and what to do, as one or two sentences. */
export function told(problem: Problem, shared: Worded): string {
  if (isMissing(problem) && shared.fields[generic(problem.field)]?.options) return NOTICES.chooseOne;
  const { field, message, hint } = worded(problem, shared);
  return [message, hint].map((words) => sentence(labelled(words, field, shared))).filter(Boolean).join(" ");
}

function sentence(words: string): string {
  if (words === "") return "";
  const ends = /[.!?…]$/.test(words) ? "" : ".";
  return words.charAt(0).toUpperCase() + words.slice(1) + ends;
}

const NAMED = new RegExp(`«${NBSP}([a-z_]+)${NBSP}»`, "g");
const ADD_IT = new RegExp(`^ajoutez le champ «${NBSP}[a-z_]+${NBSP}»$`);

/** « performed_on » is what a file calls it; the form has a label for it. */
function labelled(words: string, field: string, shared: Worded): string {
  // The field is in front of whoever reads this.
  if (ADD_IT.test(words)) return "";
  return words
    .replace("ajoutez le champ", "remplissez")
    .replace(NAMED, (whole, name: string) => {
      const label = labelOf(name, field, shared);
      return label === "" ? whole : `«${NBSP}${label}${NBSP}»`;
    });
}

function labelOf(name: string, field: string, shared: Worded): string {
  const beside = generic(field).replace(/[^.]*$/, name);
  return (shared.fields[beside] ?? shared.fields[`invoices[].${name}`])?.label ?? "";
}

/** How a field is named where it is not in sight: « Facture 2, Montant à payer », « Adresse du client, Ville ». */
export function placeOf(field: Field, shared: Worded, one: (list: string) => string): string {
  const rows = [...field.path.matchAll(/([a-z_]+)\.(\d+)/g)].map((row) => {
    const list = generic(field.path.slice(0, row.index + row[1]!.length));
    return `${one(list)}${NBSP}${Number(row[2]) + 1}`;
  });
  const group = field.path.replace(/\.[^.]*$/, "");
  const inner = rows.length === 0 && group.includes(".") ? [shared.fields[group]?.label ?? ""] : [];
  return [...rows, ...inner, field.label].filter(Boolean).join(", ");
}
