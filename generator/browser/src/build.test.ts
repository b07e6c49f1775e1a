import { readFileSync, readdirSync } from "node:fs";

import { beforeAll, describe, expect, test } from "vitest";

import { ENTRY, build, compressed } from "../build.mjs";

/** Bytes that a browser is sent, compressed by gzip. */
const AT_ONCE = 20_000;
/** With the first gesture: what fills the plain case, from the page to its letter. */
const PLAIN = 30_000;
const DOWNLOAD = 20_000;

let made: Awaited<ReturnType<typeof build>>;

beforeAll(async () => {
  made = await build();
});

/** What loading these files adds to what was loaded before. */
function weight(names: readonly string[], before: readonly string[] = []): number {
  const added = names.filter((name) => !before.includes(name));
  return added.reduce((sum, name) => sum + compressed(made.files.get(name)!), 0);
}

describe("the page that is built", () => {
  test("stays light for whoever only reads a letter", () => {
    expect(made.atOnce).toContain(ENTRY);
    expect(weight(made.atOnce)).toBeLessThanOrEqual(AT_ONCE);
  });

  test("fills the plain case with little more", () => {
    const all = [...new Set([...made.atOnce, ...made.loadedBy("src/engine.ts")])];
    expect(weight(all)).toBeLessThanOrEqual(PLAIN);
  });

  test.each([["src/export/pdf/index.ts"], ["src/export/docx/render.ts"], ["src/export/text.ts", "src/export/eml.ts"]])(
    "adds little for a download (%s)",
    (...modules) => {
      const before = [...made.atOnce, ...made.loadedBy("src/engine.ts")];
      const download = ["src/ui/outgoing.ts", ...modules].flatMap((module) => made.loadedBy(module));
      expect(weight([...new Set(download)], before)).toBeLessThanOrEqual(DOWNLOAD);
    },
  );

  test("evaluates no text as code", () => {
    const scripts = [...made.files].filter(([name]) => name.endsWith(".js"));
    const unsafe = /\beval\(|\bFunction\(|document\.write\b/;
    expect(scripts.filter(([, content]) => unsafe.test(content.toString())).map(([name]) => name)).toEqual([]);
  });

  test("makes no markup of a text", () => {
    const sources = readdirSync(new URL(".", import.meta.url), { recursive: true, encoding: "utf8" });
    const ours = sources.filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name));
    const unsafe = /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySet|createContextualFragment/i;
    const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
    expect(ours.length).toBeGreaterThan(50);
    expect(ours.filter((name) => unsafe.test(read(name)))).toEqual([]);
  });

  test("hands on the licences of what it contains", () => {
    expect(made.files.get("licences.txt")!.toString()).toMatch(/fflate \d+[^]*MIT/);
  });
});
