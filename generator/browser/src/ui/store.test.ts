import { expect, test } from "vitest";

import * as engine from "../engine";
import * as folded from "../form/folded";
import { SHARED_JSON, TODAY, letterCalled } from "../testing/form";
import { Store } from "./store";

const NOTICE = letterCalled("mise-en-demeure");

test("a mistake made before the engine came is told once it is there", async () => {
  const store = new Store(SHARED_JSON, NOTICE, TODAY, async () => engine);
  store.unfold(folded);
  store.type("creditor.siren", "12");
  store.leave("creditor.siren");
  expect(store.view.state.told.size).toBe(0);
  await store.start();
  expect([...store.view.state.told.keys()]).toEqual(["creditor.siren"]);
});

test("what was typed before the engine came is in the letter once it is there", async () => {
  const store = new Store(SHARED_JSON, NOTICE, TODAY, async () => engine);
  store.type("debtor.name", "Acme");
  await store.start();
  expect(JSON.stringify(store.view.prepared.document.parts.recipient)).toContain("Acme");
});

test("an engine that did not come is asked for again", async () => {
  let asked = 0;
  const store = new Store(SHARED_JSON, NOTICE, TODAY, async () => {
    asked += 1;
    if (asked === 1) throw new Error("no network");
    return engine;
  });
  await expect(store.start()).rejects.toThrow("no network");
  await store.start();
  expect(store.ready).not.toBeNull();
});
