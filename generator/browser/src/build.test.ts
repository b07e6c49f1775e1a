import { beforeAll, describe, expect, test } from "vitest";

import { ENTRY, build, compressed } from "../build.mjs";

/** Bytes that a browser is sent, compressed by gzip. */
const AT_ONCE = 30_000;
const ENGINE = 30_000;
const DOWNLOAD = 25_000;

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

  test("adds the law and its words at the first gesture", () => {
    expect(weight(made.loadedBy("src/engine.ts"), made.atOnce)).toBeLessThanOrEqual(ENGINE);
  });

  test("adds little for a download", () => {
    const before = [...made.atOnce, ...made.loadedBy("src/engine.ts")];
    expect(weight(made.loadedBy("src/export/pdf/render.ts"), before)).toBeLessThanOrEqual(DOWNLOAD);
    expect(weight(made.loadedBy("src/export/docx/render.ts"), before)).toBeLessThanOrEqual(DOWNLOAD);
  });

  test("evaluates no text as code", () => {
    const scripts = [...made.files].filter(([name]) => name.endsWith(".js"));
    for (const [, content] of scripts) {
      expect(content.toString()).not.toMatch(/\beval\(|new Function\(|\.innerHTML\b|document\.write\b/);
    }
  });

  test("hands on the licences of what it contains", () => {
    expect(made.files.get("licences.txt")!.toString()).toMatch(/preact \d+[^]*MIT/);
  });
});
