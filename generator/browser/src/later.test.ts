import { expect, test } from "vitest";

import { NotHere, later } from "./later";

test("a part is asked for once, and whoever needs it before it is here is told to wait", async () => {
  let times = 0;
  const part = later(async () => (times += 1));
  const coming = [part, part].map((ask) => {
    try {
      return ask();
    } catch (error) {
      return (error as NotHere).coming;
    }
  });
  expect(await Promise.all(coming)).toEqual([1, 1]);
  expect(part()).toBe(1);
});

test("a part that did not come is asked for again", async () => {
  let times = 0;
  const part = later(async () => {
    times += 1;
    if (times === 1) throw new Error("no network");
    return times;
  });
  await expect(part.bring()).rejects.toThrow("no network");
  expect(() => part()).toThrow(NotHere);
  expect(await part.bring()).toBe(2);
});
