/** What is said of data that no form gives: fields that do not exist, lists where a group stands, too much of anything. */
import { type Finding, problem } from "../errors";
import { CLAIM, type Shape } from "./shape";

export function noClaim(): Finding {
  return problem("claim-shape", "", "claim", null, Object.keys(CLAIM.fields));
}

export function unknownField(path: string, name: string, known: readonly string[]): Finding {
  return problem("claim-unknown-field", path, name, known);
}

export function wrongShape(shape: Shape, given: unknown, path: string): Finding {
  const kind = shape.kind === "list" ? "list" : "group";
  const names = shape.kind === "group" ? Object.keys(shape.fields) : [];
  return problem("claim-shape", path, kind, typeof given === "string" ? given : null, names);
}

/** Past that many the file is not what its author thinks, and a list helps nobody. */
export function most(problems: readonly Finding[], count: number): readonly Finding[] {
  return [...problems.slice(0, count), problem("claim-shape", "", "too_many_problems", count, [])];
}
