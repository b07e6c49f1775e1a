/** The curve of the interest over time: shares of the width from left to right, shares of the height from the top. */
import { dayNumber } from "../values/dates";
import type { Percent } from "../values/percent";
import type { Done } from "./outcome";

export type Point = { readonly x: number; readonly y: number };
export type Mark = Point & { readonly on: string };

export type Curve = {
  readonly firstDay: string;
  readonly lastDay: string;
  /** Cents. */
  readonly sum: number;
  readonly points: readonly Point[];
  /** The first rate, and each one that differs from the rate before. */
  readonly rates: readonly (Mark & { readonly rate: Percent; readonly name: "start" | "end" | null })[];
  readonly payments: readonly (Mark & { readonly cents: number })[];
  /** Whole sums, in cents, at which a line is drawn. */
  readonly steps: readonly { readonly y: number; readonly cents: number }[];
};

/** Room above the highest point, for its label. */
const HEADROOM = 1.18;
/** What the name of a rate takes of the width, on a phone. */
const NAME_WIDTH = 0.17;

/** Null where no interest runs. */
export function curveOf({ working, delay }: Done): Curve | null {
  const [first] = working.segments;
  if (!first || working.interest.cents === 0) return null;
  // Nothing is owed on the day before; each day ends with its own interest.
  const start = dayNumber(first.first_day) - 1;
  const length = dayNumber(delay.until) - start;
  const top = working.interest.cents * HEADROOM;
  const x = (day: string): number => (dayNumber(day) - start) / length;
  const y = (cents: number): number => 1 - cents / top;
  const ends: { readonly day: number; readonly cents: number }[] = [{ day: start, cents: 0 }];
  let cents = 0;
  for (const segment of working.segments) {
    cents += segment.interest.cents;
    ends.push({ day: dayNumber(segment.last_day), cents });
  }
  // Once all is paid nothing more runs.
  if (ends.at(-1)!.day < dayNumber(delay.until)) ends.push({ day: dayNumber(delay.until), cents });
  const points = ends.map((end) => ({ x: (end.day - start) / length, y: y(end.cents) }));
  const heightAt = (place: number): number => {
    const after = points.findIndex((point) => point.x >= place);
    const [before, end] = [points[Math.max(after - 1, 0)]!, points[after]!];
    return end.x === before.x ? end.y : before.y + ((place - before.x) / (end.x - before.x)) * (end.y - before.y);
  };
  let named = -1;
  const rates = working.segments.flatMap((segment, index) => {
    const isSame = working.segments[index - 1]?.annual_rate.scaled === segment.annual_rate.scaled;
    if (isSame) return [];
    // A rate begins where the day before it ends.
    const place = (dayNumber(segment.first_day) - 1 - start) / length;
    const isFree = place - named >= NAME_WIDTH;
    const fits = place <= 1 - NAME_WIDTH;
    // One that begins near the end is named against it, if that is free.
    const name: "start" | "end" | null = isFree && fits ? "start" : !fits && 1 - NAME_WIDTH - named >= NAME_WIDTH ? "end" : null;
    if (name) named = name === "start" ? place : 1;
    return [{ on: segment.first_day, rate: segment.annual_rate, x: place, y: heightAt(place), name }];
  });
  const payments = delay.payments
    .filter(({ on }) => on >= first.first_day && on <= delay.until)
    .map(({ on, amount }) => ({ on, cents: amount.cents, x: x(on), y: heightAt(x(on)) }));
  const steps = stepsTo(working.interest.cents).map((step) => ({ y: y(step), cents: step }));
  return { firstDay: first.first_day, lastDay: delay.until, sum: working.interest.cents, points, rates, payments, steps };
}

/** Two to four round sums: 1, 2 or 5 times a power of ten apart. */
export function stepsTo(cents: number): readonly number[] {
  const rough = cents / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough)!);
  return Array.from({ length: Math.floor(cents / step) }, (_, index) => Math.round((index + 1) * step));
}
