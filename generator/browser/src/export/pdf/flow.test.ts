import { describe, expect, test } from "vitest";

import { Flow, paginate, withoutOrphans, type Strip } from "./flow";

function strip(name: string, height: number, facts: Partial<Strip> = {}): Strip {
  const item = { kind: "text", x: 0, y: 0, text: name, face: "regular", size: 10, colour: "#000000" } as const;
  return { before: 0, height, items: [item], mayBegin: true, ...facts };
}

/** What stands on each page, and how far from its top. */
function pagesOf(flow: Flow, height: number, top = 0): readonly (readonly string[])[] {
  return paginate(flow.strips, () => ({ top, height })).map((items) =>
    items.map((item) => `${item.kind === "text" ? item.text : ""}@${item.y}`),
  );
}

function flowOf(...strips: readonly Strip[]): Flow {
  const flow = new Flow();
  for (const one of strips) flow.add([one]);
  return flow;
}

describe("blocks on pages", () => {
  test("the larger of two spaces is kept, and is lost at the top of a page", () => {
    const flow = new Flow();
    flow.add([strip("a", 10)], { after: 6 });
    flow.add([strip("b", 10)], { before: 8, after: 2 });
    flow.add([strip("c", 10)], { before: 4 });
    expect(pagesOf(flow, 100)).toEqual([["a@0", "b@18", "c@32"]]);
    expect(pagesOf(flow, 28, 5)).toEqual([["a@5", "b@23"], ["c@5"]]);
  });

  test("a page ends at the last place where it may", () => {
    const flow = new Flow();
    for (const name of "abcd") flow.add([strip(name, 10)], { staysDown: name === "b" });
    expect(pagesOf(flow, 20)).toEqual([["a@0"], ["b@0", "c@10"], ["d@0"]]);
  });

  test("where nothing may be parted, the page is filled all the same", () => {
    const flow = new Flow();
    for (const name of "abc") flow.add([strip(name, 10)], { staysUp: true });
    expect(pagesOf(flow, 20)).toEqual([["a@0", "b@10"], ["c@0"]]);
  });

  test("what is taller than a page has one of its own", () => {
    const flow = flowOf(strip("a", 10), strip("tall", 50), strip("b", 10));
    expect(pagesOf(flow, 20)).toEqual([["a@0"], ["tall@0"], ["b@0"]]);
  });

  test.each([
    [2, [["a@0"], ["l0@0", "l1@10"]]],
    [3, [["a@0"], ["l0@0", "l1@10", "l2@20"]]],
    [4, [["a@0", "l0@10", "l1@20"], ["l2@0", "l3@10"]]],
  ])("no line of a paragraph of %i stands alone", (count, pages) => {
    const flow = flowOf(strip("a", 10));
    flow.add(withoutOrphans(Array.from({ length: count }, (_, index) => strip(`l${index}`, 10))));
    expect(pagesOf(flow, count === 2 ? 20 : 30)).toEqual(pages);
  });

  test("the head of a table is repeated, and has its room", () => {
    const head = { height: 5, items: strip("head", 5).items };
    const flow = flowOf(strip("head", 5));
    for (const name of "abcd") flow.add([strip(name, 10, { head })], { staysUp: name === "a" });
    expect(pagesOf(flow, 30)).toEqual([
      ["head@0", "a@5", "b@15"],
      ["head@0", "c@5", "d@15"],
    ]);
  });

  test("a flow inside another keeps its own spaces, and what may not be parted", () => {
    const inner = new Flow();
    inner.add([strip("caption", 10)], { after: 3, staysDown: true });
    inner.add([strip("row", 10)]);
    const flow = flowOf(strip("a", 10));
    flow.addFlow(inner, { before: 5, after: 7 });
    flow.add([strip("b", 10)]);
    expect(pagesOf(flow, 100)).toEqual([["a@0", "caption@15", "row@28", "b@45"]]);
    expect(pagesOf(flow, 30)).toEqual([["a@0"], ["caption@0", "row@13"], ["b@0"]]);
  });
});
