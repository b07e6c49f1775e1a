import { describe, expect, test } from "vitest";

import type { Channel } from "../claim/choices";
import { vectors } from "../testing/vectors";
import { addDays, weekday } from "../values/dates";
import { deadline, easter, isWorkingDay } from "./calendar";

type Calendar = {
  readonly holidays: { readonly [postcode: string]: { readonly [year: string]: string } };
  readonly deadlines: readonly {
    readonly on: string;
    readonly days: number;
    readonly channel: Channel;
    readonly postcode: string;
    readonly expected: string;
  }[];
};

const calendar = vectors<Calendar>("calendar.json");

function holidays(year: string, postcode: string): string {
  const found: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
    if (weekday(day) < 5 && !isWorkingDay(day, postcode)) found.push(day.slice(5));
  }
  return found.join(" ");
}

describe("calendar.json", () => {
  test.each(Object.entries(calendar.holidays))("public holidays at %s", (postcode, years) => {
    for (const [year, expected] of Object.entries(years)) {
      expect(`${year} ${holidays(year, postcode)}`).toBe(`${year} ${expected}`);
    }
  });

  test.each(calendar.deadlines)("$days days from $on by $channel at $postcode", (given) => {
    expect(deadline(given.on, given.days, given.channel, given.postcode)).toBe(given.expected);
  });
});

test.each(["2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25", "2285-03-22"])("Easter is on %s", (day) => {
  expect(easter(Number(day.slice(0, 4)))).toBe(day);
});
