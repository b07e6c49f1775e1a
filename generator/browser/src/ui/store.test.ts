import { expect, test } from "vitest";

import * as engine from "../engine";
import * as folded from "../form/folded";
import { textAt } from "../form/typed";
import { NotHere } from "../later";
import { SHARED_JSON, TODAY, letterCalled } from "../testing/form";
import { canLeave, settled } from "./settled";
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

test("a claim that needs what is not here keeps its letter until then, and its words at once", async () => {
  let bring = (): void => undefined;
  const coming = new Promise<void>((done) => (bring = done));
  let isHere = false;
  const prepare: typeof engine.prepare = (...given) => {
    if (!isHere) throw new NotHere(coming);
    return engine.prepare(...given);
  };
  const store = new Store(SHARED_JSON, NOTICE, TODAY, async () => ({ ...engine, prepare }));
  await store.start();
  const before = store.view.prepared;
  store.type("debtor.name", "Acme");
  expect(textAt(store.typed, "debtor.name")).toBe("Acme");
  expect(store.view.prepared).toBe(before);
  isHere = true;
  bring();
  await settled(store);
  expect(JSON.stringify(store.view.prepared.document)).toContain("Acme");
});

test("a letter that cannot leave says so only once its words are here", async () => {
  const store = new Store(SHARED_JSON, NOTICE, TODAY, async () => engine);
  expect(await canLeave(store)).toBe(false);
  expect(store.telling).not.toBeNull();
  expect(store.view.state.told.size).toBeGreaterThan(5);
});
