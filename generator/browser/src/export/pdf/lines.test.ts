import { describe, expect, test } from "vitest";

import { deflated } from "../bytes";
import { Face } from "./face";
import { breakLines, widthOfText, type Faces } from "./lines";

/** A face whose letters are all a half em wide, but the narrow no-break space, and in which « AV » is kerned. */
async function halfEmFace(): Promise<Face> {
  const characters = "ABVabcdefghijklmnopqrstuvwxyzéàœ0123456789 -–/!?…|.,;:()«»’€\u00a0\u202f";
  const facts = { name: "Half", unitsPerEm: 1000, characters, kerning: { "-100": "AVVA" } };
  const header = new TextEncoder().encode(JSON.stringify(facts));
  const count = [...characters].length + 1;
  const advances = ["", ...characters].map((character) => (character === "\u202f" ? 200 : 500));
  const bytes = new Uint8Array(8 + header.length + 4 * count);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, header.length);
  view.setUint32(4, count);
  bytes.set(header, 8);
  advances.forEach((advance, index) => view.setUint16(8 + header.length + 2 * index, advance));
  return Face.of([await deflated(bytes)]);
}

const FACE = await halfEmFace();
const FACES: Faces = { regular: FACE, bold: FACE, italic: FACE, "bold-italic": FACE };
const LETTERS = { size: 10, bold: false, italic: false };

/** Lines of so many letters at most, their ends spaces cut. */
function broken(text: string, letters: number): readonly string[] {
  const pieces = [{ text, bold: false, italic: false, href: "" }];
  return breakLines(pieces, LETTERS, FACES, () => 5 * letters).map((line) =>
    line.runs
      .map((run) => run.text)
      .join("")
      .trimEnd(),
  );
}

describe("a line is broken", () => {
  test.each([
    ["between words", "un deux trois", 9, ["un deux", "trois"]],
    ["where it is full, no earlier", "un deux trois", 8, ["un deux", "trois"]],
    ["never at a no-break space", "la somme de 12\u00a0€ due", 14, ["la somme de", "12\u00a0€ due"]],
    ["never at a narrow no-break space", "aaaa bb\u202f; cc", 7, ["aaaa", "bb\u202f; cc"]],
    ["after a hyphen between letters", "veut peut-être", 11, ["veut peut-", "être"]],
    ["never inside a number with a hyphen", "facture 2026-114", 14, ["facture", "2026-114"]],
    ["never after a hyphen that begins a word", "il dit -oui", 9, ["il dit", "-oui"]],
    ["after a dash", "bois–fer", 6, ["bois–", "fer"]],
    ["after a slash before a letter", "et/ou", 3, ["et/", "ou"]],
    ["never between words and what closes them", "aaaa bbbb ! cc", 10, ["aaaa", "bbbb ! cc"]],
    ["never before a bracket that closes", "aa (bb cc) dd", 9, ["aa (bb", "cc) dd"]],
    ["inside a word that is wider than the line", "abcdefghij kl", 4, ["abcd", "efgh", "ij", "kl"]],
    ["before such a word", "ab cdefghij", 4, ["ab", "cdef", "ghij"]],
    ["at each line end", "un\ndeux\n\ntrois", 20, ["un", "deux", "", "trois"]],
  ])("%s", (_, text, letters, lines) => {
    expect(broken(text, letters)).toEqual(lines);
  });

  test("ordinary spaces collapse, no-break spaces do not", () => {
    expect(broken("  a   b\u00a0\u00a0c ", 20)).toEqual(["a b\u00a0\u00a0c"]);
  });

  test("letters and accents typed apart are one letter, soft hyphens none", () => {
    expect(broken("e\u0301te\u0301 con\u00adtrat", 20)).toEqual(["été contrat"]);
  });

  test("lines may have widths of their own", () => {
    const pieces = [{ text: "aa bb cc dd ee", bold: false, italic: false, href: "" }];
    const lines = breakLines(pieces, LETTERS, FACES, (line) => (line === 0 ? 25 : 100));
    expect(lines.map((line) => line.runs[0]!.text)).toEqual(["aa bb ", "cc dd ee"]);
  });
});

describe("a line's words", () => {
  test("stand where those before them end, each dress in a run of its own", () => {
    const pieces = [
      { text: "la somme de ", bold: false, italic: false, href: "" },
      { text: "12\u202f€", bold: true, italic: false, href: "" },
      { text: " due", bold: false, italic: true, href: "" },
    ];
    const [line] = breakLines(pieces, LETTERS, FACES, () => 1000);
    expect(line!.runs.map(({ text, face, x }) => [text, face, x])).toEqual([
      ["la somme de ", "regular", 0],
      ["12\u202f€", "bold", 60],
      [" due", "italic", 77],
    ]);
    expect(line!.width).toBe(97);
  });

  test("are kerned inside a run, not between two of them", () => {
    const piece = { bold: false, italic: false, href: "" };
    const [together] = breakLines([{ ...piece, text: "AVA" }], LETTERS, FACES, () => 1000);
    expect(together!.width).toBe(13);
    const pieces = [{ ...piece, text: "A" }, { ...piece, bold: true, text: "VA" }];
    const [apart] = breakLines(pieces, LETTERS, FACES, () => 1000);
    expect(apart!.width).toBe(14);
    expect(widthOfText("AVA", 10, FACE)).toBe(13);
  });

  test("do not count the kerning with what the next line begins with", () => {
    const lines = breakLines([{ text: "AVAVAV", bold: false, italic: false, href: "" }], LETTERS, FACES, () => 9.5);
    expect(lines.map((line) => [line.runs[0]!.text, line.width])).toEqual([
      ["AV", 9],
      ["AV", 9],
      ["AV", 9],
    ]);
  });
});
