import { describe, expect, test } from "vitest";
import { readClaimFile } from "./claim_file";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, name = "dossier.yml") => readClaimFile(bytes(text), name);

test("every scalar stays the text of the file", () => {
  const { data } = read('a: no\nb: 0012\nc: 1200.00\nd: "null"\ne: null\nf:\ng: ~\nh: 2026-03-01\n');
  expect(data).toEqual({ a: "no", b: "0012", c: "1200.00", d: "null", e: null, f: null, g: null, h: "2026-03-01" });
});

test("a JSON file is read in the same way, numbers as their text", () => {
  const { data } = read('{\n\t"amount": 1200.00,\n\t"yes": true,\n\t"none": null,\n\t"list": [1, "2"]\n}', "dossier.json");
  expect(data).toEqual({ amount: "1200.00", yes: "true", none: null, list: ["1", "2"] });
});

describe("what makes YAML surprising is refused by name, with its line", () => {
  test.each([
    ["repeated key", "a: 1\nb: 2\na: 3\n", /ligne\u00a03.*répétée/],
    ["anchor", "a: &x 1\n", /ancre/],
    ["alias", "a: &x 1\nb: *x\n", /alias/],
    ["tag", "a: !!int 1\n", /étiquette/],
    ["merge", "a: {b: 1}\n<<: {c: 2}\n", /fusion/],
    ["second document", "a: 1\n---\nb: 2\n", /second document/],
    ["key that is a list", "[1, 2]: 3\n", /nom de champ/],
    ["syntax", 'a: "b\nc: 1\n', /syntaxe/],
  ])("%s", (_, text, message) => {
    const { data, problems } = read(text);
    expect(data).toBeNull();
    expect(problems.map((problem) => problem.message).join("\n")).toMatch(message);
  });
});

test("a hostile file is refused in words", () => {
  expect(read("[".repeat(200_000)).problems.length).toBeGreaterThan(0);
  expect(read("a: [" + "[".repeat(60) + "]".repeat(60) + "]").problems[0]!.message).toMatch(/niveaux/);
  expect(readClaimFile(new Uint8Array(1_000_001), "a.yml").problems[0]!.message).toMatch(/trop gros/);
  expect(readClaimFile(new Uint8Array([0xff, 0xfe, 0x00]), "a.yml").problems[0]!.message).toMatch(/UTF-8/);
  expect(read('{"a": 1,}', "a.json").problems[0]!.message).toMatch(/JSON/);
});

test("a name such as __proto__ is only a name", () => {
  const { data } = read("__proto__: {polluted: 1}\n");
  expect(Object.keys(data as object)).toEqual(["__proto__"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
