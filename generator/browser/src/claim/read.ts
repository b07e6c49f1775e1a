/**
 * The way in: what a file or a form holds → the claim, or every problem at once; see `generator/claim/reading.py`.
 *
 * Fields left empty are fields left out. What can be read is given back even when something else cannot, so that a
 * letter can be shown while its claim is being written.
 */
import { type Finding, ValueRefused, inOrder, problem, refusedValue } from "../errors";
import { uncommon } from "../uncommon_later";
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
  readonly problems: readonly Finding[];
};

const MAX_PROBLEMS = 200;

export function read(data: unknown): Read {
  const given = withoutBlanks(data);
  const reader = new Reader();
  if (!isGroup(given)) {
    const problems = [uncommon().noClaim()];
    return { claim: null, draft: blank(CLAIM) as Draft<Claim>, problems };
  }
  const draft = reader.group(CLAIM, given, "");
  const problems = [...(reader.problems.length < MAX_PROBLEMS ? reader.problems : uncommon().most(reader.problems, MAX_PROBLEMS)), ...crossProblems(draft as Draft<Claim>, reader.problems)];
  return {
    claim: problems.length === 0 ? (draft as Claim) : null,
    draft: draft as Draft<Claim>,
    problems: inOrder(problems),
  };
}

class Reader {
  problems: Finding[] = [];

  group(shape: Group, given: PlainGroup, path: string): PlainGroup {
    const fields: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(shape.fields)) {
      fields[name] = Object.hasOwn(given, name)
        ? this.value(field.shape, given[name], at(path, name))
        : this.absent(field, fields, at(path, name));
    }
    const known = Object.keys(shape.fields);
    for (const name of Object.keys(given)) {
      if (!known.includes(name)) this.problems.push(uncommon().unknownField(at(path, name), name, known));
    }
    return fields;
  }

  private absent(field: Field, before: PlainGroup, path: string): unknown {
    if (!field.isRequired) return field.absent(before);
    this.problems.push(problem("claim-missing", path, "field", path));
    return blank(field.shape);
  }

  private value(shape: Shape, given: unknown, path: string): unknown {
    switch (shape.kind) {
      case "leaf":
        return this.leaf(shape, given, path);
      case "list":
        return Array.isArray(given) ? this.list(shape, given, path) : this.wrongShape(shape, given, path);
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
      this.problems.push(refusedValue(path, error));
      return null;
    }
  }

  private list(shape: List, given: readonly unknown[], path: string): readonly unknown[] {
    if (given.length < shape.least && given.length === 0) {
      this.problems.push(problem("claim-missing", path, "list", path));
      return [blank(shape.item)];
    }
    const before = [...this.problems];
    let refused = 0;
    const items = given.map((item, index) => {
      const count = this.problems.length;
      const value = this.value(shape.item, item, at(path, String(index)));
      if (this.problems.length > count) refused += 1;
      return value;
    });
    if (given.length - refused > shape.most) {
      this.problems = [...before, problem("claim-too-many", path, path, given.length, shape.most)];
    }
    return items.slice(0, MAX_INVOICES);
  }

  private wrongShape(shape: Shape, given: unknown, path: string): unknown {
    this.problems.push(uncommon().wrongShape(shape, given, path));
    return blank(shape);
  }
}

function at(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
