import { describe, expect, test } from "vitest";

import { EXAMPLES, LETTERS, SHARED, TODAY, exampleTyped, letterCalled, typing } from "../testing/form";
import { prepare } from "../context";
import { blankLetter } from "./blank";
import { forFirstRegime, letterClaim } from "./letter_claim";
import { readKept, withoutDays } from "./restore";
import { fragmentOf, typedOfFragment } from "./share";
import { FRAGMENT, keptText } from "./storage";
import { NOTHING_TYPED, plainOf, textAt } from "./typed";

const TYPED = typing({
  "creditor.name": "Atelier Œuvre",
  "debtor.kind": "professional",
  "letter.on": "2026-01-02",
  "letter.channel": "electronic_registered",
  "answers.decision": "will",
  "answers.platform_status": "mise à disposition",
});

describe("what is kept", () => {
  test("comes back whole to its own letter", () => {
    expect(plainOf(readKept(keptText("mise-en-demeure", TYPED), "mise-en-demeure")!)).toEqual(plainOf(TYPED));
  });

  test("leaves its date and its channel to its own letter", () => {
    const typed = readKept(keptText("mise-en-demeure", TYPED), "rappel-amiable")!;
    expect(textAt(typed, "letter.channel")).toBe("");
    expect(textAt(typed, "creditor.name")).toBe("Atelier Œuvre");
  });

  test("is dated afresh another day", () => {
    expect(textAt(withoutDays(TYPED), "letter.on")).toBe("");
    expect(textAt(withoutDays(TYPED), "letter.channel")).toBe("electronic_registered");
  });

  test.each(["", "no", "[]", "{}", '{"version":1}', '{"version":2,"claim":{}}', '{"version":1,"claim":"x"}', "[".repeat(9999)])(
    "is nothing when it is %j",
    (text) => expect(readKept(text, "rappel-amiable")).toBeNull(),
  );
});

describe("a link that fills the form", () => {
  test.each(EXAMPLES)("carries %s there and back", async (name) => {
    const claim = plainOf(exampleTyped(name));
    const fragment = await fragmentOf(claim);
    expect(fragment.startsWith(FRAGMENT)).toBe(true);
    expect(fragment.slice(1)).toMatch(/^dossier=[\w-]+$/);
    expect(plainOf((await typedOfFragment(fragment))!)).toEqual(claim);
  });

  test.each([FRAGMENT, `${FRAGMENT}@@@`, `${FRAGMENT}AAAA`, `${FRAGMENT}q1Yq`])("is nothing when it is cut: %s", async (fragment) => {
    expect(await typedOfFragment(fragment)).toBeNull();
  });

  test("does not swell without end", async () => {
    const bomb = await fragmentOf({ debtor: "0".repeat(5_000_000) }).catch(() => null);
    const fragment = bomb ?? `${FRAGMENT}${await deflated("0".repeat(5_000_000))}`;
    expect(await typedOfFragment(fragment)).toBeNull();
  });
});

async function deflated(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url");
}

describe("the claim as a letter takes it", () => {
  test("has the answers to this letter's questions only, and stays whole in the form", () => {
    expect(letterClaim(letterCalled("mise-en-demeure"), TYPED)["answers"]).toEqual({ decision: "will" });
    expect(letterClaim(letterCalled("rappel-amiable"), TYPED)["answers"]).toEqual({ platform_status: "mise à disposition" });
  });

  test("has a place for the address of a letter that is posted", () => {
    expect(letterClaim(letterCalled("mise-en-demeure"), NOTHING_TYPED)["debtor"]).toEqual({ address: {} });
    expect(letterClaim(letterCalled("rappel-amiable"), NOTHING_TYPED)["debtor"]).toEqual({});
  });
});

test.each(LETTERS)("$id looks the same before and after what computes it is there", (letter) => {
  const claim = forFirstRegime(letter, letterClaim(letter, NOTHING_TYPED));
  expect(blankLetter(letter, TODAY).document.parts.recipient).toEqual(prepare(SHARED, letter, claim, TODAY).document.parts.recipient);
  expect(blankLetter(letter, TODAY).document.title).toEqual(prepare(SHARED, letter, claim, TODAY).document.title);
});
