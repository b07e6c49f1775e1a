import { describe, expect, test } from "vitest";

import type { Letter } from "../bundle";
import { type Change, type Json, changed, decoded, documentJson, fingerprint, vectors } from "../testing/vectors";
import { type Answers, fill } from "./fill";
import type { LetterTree } from "./nodes";

type Case = {
  readonly tree: string;
  readonly base: string;
  readonly changes: readonly Change[];
  readonly expected: string;
};
type Filling = {
  readonly trees: { readonly [name: string]: LetterTree };
  readonly bases: { readonly [name: string]: Json };
  readonly cases: readonly Case[];
};

const filling = vectors<Filling>("filling.json");
const { letters } = vectors<{ readonly letters: { readonly [id: string]: Letter } }>("snapshot.json.gz");

function treeNamed(name: string): LetterTree {
  const [id, version] = name.split("/") as [string, "tree" | "email" | "sms" | "phone"];
  return filling.trees[name] ?? letters[id]![version]!;
}

describe("filling.json", () => {
  const names = [...new Set(filling.cases.map((one) => one.tree))];

  test.each(names)("%s is filled as Python fills it, whatever the values", (name) => {
    const cases = filling.cases.filter((one) => one.tree === name);
    const wrong = cases.filter(({ base, changes, expected }) => {
      const answers = decoded(changed(filling.bases[base]!, changes)) as Answers;
      return fingerprint(documentJson(fill(treeNamed(name), answers))) !== expected;
    });
    expect(wrong).toEqual([]);
  });
});
