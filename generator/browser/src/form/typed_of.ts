/** From the claim, or from anything that claims to be one, to the form: fields of a claim only, texts only. */
import { asText, isGroup } from "../claim/plain";
import { CLAIM, type Group, MAX_INVOICES, type Shape } from "../claim/shape";
import { ROW_ID, type Typed, type TypedGroup, rowsAt } from "./typed";

export function typedOf(data: unknown): TypedGroup {
  const numbers = new RowNumbers();
  const typed = typedGroup(CLAIM, isGroup(data) ? data : {}, numbers);
  return rowsAt(typed, "invoices").length > 0 ? typed : { ...typed, invoices: [{ [ROW_ID]: numbers.next() }] };
}

class RowNumbers {
  private last = 0;

  next(): string {
    this.last += 1;
    return `r${this.last}`;
  }
}

function typedGroup(shape: Group, data: { readonly [name: string]: unknown }, numbers: RowNumbers): TypedGroup {
  const kept: Record<string, Typed> = {};
  for (const [name, field] of Object.entries(shape.fields)) {
    const given = Object.hasOwn(data, name) ? typedOne(field.shape, data[name], numbers) : null;
    if (given !== null) kept[name] = given;
  }
  return kept;
}

function typedOne(shape: Shape, given: unknown, numbers: RowNumbers): Typed | null {
  switch (shape.kind) {
    case "leaf":
      return textOf(given);
    case "group":
      return isGroup(given) ? typedGroup(shape, given, numbers) : null;
    case "raw":
      return isGroup(given) ? Object.fromEntries(Object.entries(given).flatMap(answer)) : null;
    case "list": {
      if (!Array.isArray(given)) return null;
      const { item } = shape;
      if (item.kind === "leaf") return given.flatMap((one) => textOf(one) ?? []).join("\n");
      return given
        .slice(0, MAX_INVOICES)
        .map((one) => ({ [ROW_ID]: numbers.next(), ...typedGroup(item, isGroup(one) ? one : {}, numbers) }));
    }
  }
}

function answer([name, given]: readonly [string, unknown]): readonly (readonly [string, string])[] {
  const text = textOf(given);
  return text === null ? [] : [[name, text]];
}

function textOf(given: unknown): string | null {
  if (given === null || typeof given === "object" || given === undefined) return null;
  return asText(given);
}
