/** A form as the page has it: the letters of `tests/vectors/snapshot.json`, and what is typed in a few words. */
import { type Letter, type SharedJson, readLetter } from "../bundle";
import { readShared } from "../shared";
import { describe, structureOf } from "../form/describe";
import { type Field, type Form, fieldsOf } from "../form/form";
import * as folded from "../form/folded";
import { NOTHING_TYPED, type TypedGroup, withAt } from "../form/typed";
import { typedOf } from "../form/typed_of";
import { type Json, vectors } from "./vectors";

type Snapshot = {
  readonly shared: SharedJson;
  readonly letters: { readonly [id: string]: Letter };
  readonly examples: { readonly [name: string]: Json };
};

const snapshot = vectors<Snapshot>("snapshot.json.gz");

export const TODAY = "2026-11-21";
export const SHARED_JSON = snapshot.shared;
export const SHARED = readShared(snapshot.shared);
export const LETTERS = Object.values(snapshot.letters).map(readLetter);
export const EXAMPLES = Object.entries(snapshot.examples);

export function letterCalled(id: string): Letter {
  return LETTERS.find((letter) => letter.id === id)!;
}

/** Path after path, as somebody types them. */
export function typing(texts: { readonly [path: string]: string }, from: TypedGroup = NOTHING_TYPED): TypedGroup {
  return Object.entries(texts).reduce((tree, [path, text]) => withAt(tree, path, text), from);
}

export function exampleTyped(name: string): TypedGroup {
  return typedOf(snapshot.examples[name]);
}

export function formFor(letter: Letter, typed: TypedGroup): Form {
  return describe(SHARED_JSON.fields, letter, structureOf(letter, typed, folded), TODAY, folded);
}

export function fieldsFor(letter: Letter, typed: TypedGroup): readonly Field[] {
  return fieldsOf(formFor(letter, typed).groups);
}
