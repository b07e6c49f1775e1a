/**
 * The way in: what a file or a form holds → the claim, or every problem at once; see `generator/claim/reading.py`.
 *
 * Fields left empty are fields left out. What can be read is given back even when something else cannot, so that a
 * letter can be shown while its claim is being written.
 */
import { type Problem, ValueRefused, inOrder } from "../errors";
import { NBSP, didYouMean, listed, quoted, shown } from "../messages";
import { crossProblems } from "./cross_checks";
import { type PlainGroup, asText, isGroup, withoutBlanks } from "./plain";
import { CLAIM, type Field, type Group, type Leaf, type List, MAX_INVOICES, type Shape, blank } from "./shape";
import type { Claim, Draft } from "./types";

export type Read = {
  /** The whole claim, null as long as there is a problem. */
  readonly claim: Claim | null;
  /** What could be read; null stands for what could not. */
  readonly draft: Draft<Claim>;
  /** In reading order. */
  readonly problems: readonly Problem[];
};

const FIELD_LENGTH = 120;
const MAX_PROBLEMS = 200;

export function read(data: unknown): Read {
  const given = withoutBlanks(data);
  const reader = new Reader();
  if (!isGroup(given)) {
    const hint = `un dossier est un groupe de champs${NBSP}: ${listed(Object.keys(CLAIM.fields), "et")}`;
    const problem = { field: "", message: "ce fichier n’est pas un dossier", hint, check: "claim-shape" };
    return { claim: null, draft: blank(CLAIM) as Draft<Claim>, problems: [problem] };
  }
  const draft = reader.group(CLAIM, given, "");
  const problems = [...most(reader.problems), ...crossProblems(given)].map((problem) => ({
    ...problem,
    field: shown(problem.field, FIELD_LENGTH),
  }));
  return {
    claim: problems.length === 0 ? (draft as Claim) : null,
    draft: draft as Draft<Claim>,
    problems: inOrder(problems),
  };
}

/** Past `MAX_PROBLEMS` the file is not what its author thinks, and a list helps nobody. */
function most(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length < MAX_PROBLEMS) return problems;
  const message = `plus de ${MAX_PROBLEMS} problèmes, seuls les premiers sont dits`;
  const hint = "vérifiez que ce fichier est bien un dossier";
  return [...problems.slice(0, MAX_PROBLEMS), { field: "", message, hint, check: "claim-shape" }];
}

class Reader {
  problems: Problem[] = [];

  group(shape: Group, given: PlainGroup, path: string): PlainGroup {
    const fields: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(shape.fields)) {
      fields[name] = Object.hasOwn(given, name)
        ? this.value(field.shape, field, given[name], at(path, name))
        : this.absent(field, fields, at(path, name));
    }
    const known = Object.keys(shape.fields);
    for (const name of Object.keys(given).filter((one) => !known.includes(one))) {
      const message = `champ inconnu ${quoted(name)}${didYouMean(name, known)}`;
      this.refuse(at(path, name), message, `champs possibles${NBSP}: ${known.join(", ")}`, "claim-unknown-field");
    }
    return fields;
  }

  private absent(field: Field, before: PlainGroup, path: string): unknown {
    if (!field.isRequired) return field.absent(before);
    this.refuse(path, `${field.title} manque`, `ajoutez le champ ${quoted(nameOf(path))}`, "claim-missing");
    return blank(field.shape);
  }

  private value(shape: Shape, field: Field | null, given: unknown, path: string): unknown {
    switch (shape.kind) {
      case "leaf":
        return this.leaf(shape, given, path);
      case "list":
        return Array.isArray(given) ? this.list(shape, field, given, path) : this.wrongShape(shape, given, path);
      case "group":
        return isGroup(given) ? this.group(shape, given, path) : this.wrongShape(shape, given, path);
      case "raw":
        return isGroup(given) ? given : this.wrongShape(shape, given, path);
    }
  }

  private leaf(shape: Leaf, given: unknown, path: string): unknown {
    try {
      return shape.parse(asText(given));
    } catch (error) {
      if (!(error instanceof ValueRefused)) throw error;
      this.refuse(path, error.message, error.hint, "claim-value");
      return null;
    }
  }

  private list(shape: List, field: Field | null, given: readonly unknown[], path: string): readonly unknown[] {
    const title = field?.title || `le champ ${quoted(nameOf(path))}`;
    if (given.length < shape.least && given.length === 0) {
      this.refuse(path, `${title} est vide`, "indiquez au moins un élément", "claim-missing");
      return [blank(shape.item)];
    }
    const before = [...this.problems];
    let refused = 0;
    const items = given.map((item, index) => {
      const count = this.problems.length;
      const value = this.value(shape.item, null, item, at(path, String(index)));
      if (this.problems.length > count) refused += 1;
      return value;
    });
    if (given.length - refused > shape.most) {
      this.problems = before;
      const hint = shape.most === MAX_INVOICES ? "faites plusieurs dossiers" : "regroupez des lignes";
      this.refuse(path, `${title} compte ${given.length} éléments, ${shape.most} au plus`, hint, "claim-too-many");
    }
    return items.slice(0, MAX_INVOICES);
  }

  private wrongShape(shape: Shape, given: unknown, path: string): unknown {
    const value = typeof given === "string" ? `${quoted(given)} n’est pas ` : "ce n’est pas ";
    if (shape.kind === "list") {
      this.refuse(path, `${value}une liste`, "commencez chaque élément par un tiret", "claim-shape");
    } else {
      const names = shape.kind === "group" ? `${NBSP}: ${Object.keys(shape.fields).join(", ")}` : "";
      this.refuse(path, `${value}un groupe de champs`, `écrivez un champ par ligne${names}`, "claim-shape");
    }
    return blank(shape);
  }

  private refuse(field: string, message: string, hint: string, check: string): void {
    this.problems.push({ field, message, hint, check });
  }
}

function at(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
