/** Annual rates (pourcentages) as whole ten-thousandths of a point: 12,15 % is 121500. See `generator/values/percent.py`. */
import { NBSP } from "../no_break";
import { grouped } from "./money";

export const SCALE = 10_000;

export class Percent {
  constructor(readonly scaled: number) {
    if (!Number.isSafeInteger(scaled)) throw new RangeError(`not ten-thousandths of a point: ${scaled}`);
  }

  /** The number of points: 12.15. */
  toNumber(): number {
    return this.scaled / SCALE;
  }

  /** « 12.15 », as files hold it. */
  toString(): string {
    const [whole, decimals] = parts(this, 0);
    return decimals === "" ? whole : `${whole}.${decimals}`;
  }
}

/** « 12,15 % »: two decimals at least, four at most. */
export function formatPercent(value: Percent): string {
  const [whole, decimals] = parts(value, 2);
  return `${grouped(Number(whole))},${decimals}${NBSP}%`;
}

function parts(value: Percent, least: number): readonly [string, string] {
  const decimals = String(value.scaled % SCALE).padStart(4, "0").replace(/0+$/, "").padEnd(least, "0");
  return [String(Math.floor(value.scaled / SCALE)), decimals];
}
