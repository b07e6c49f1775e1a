/** Annual rates (pourcentages) as whole ten-thousandths of a point: 12,15 % is 121500. See `generator/values/percent.py`. */
import { ValueRefused } from "../errors";
import { NBSP, quoted } from "../messages";
import { grouped } from "./money";
import { strip } from "./spaces";

const SCALE = 10_000;
const MAXIMUM = 1000;
const NUMBER = /^([0-9]+|[0-9]{1,3}[ \u00a0\u202f][0-9]{3})(?:[.,]([0-9]+))?[ \u00a0\u202f]*%?$/;
const EXAMPLE = "écrivez le taux annuel comme 12.15";

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

export function parse(text: string): Percent {
  const match = NUMBER.exec(strip(text));
  if (!match) throw refusal(text);
  const whole = Number(match[1]!.replace(/[^0-9]/g, ""));
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  if (decimals.length > 4) throw new ValueRefused(`${quoted(text)} a plus de quatre décimales`, "arrondissez le taux");
  if (whole > MAXIMUM || (whole === MAXIMUM && decimals !== "")) {
    throw new ValueRefused(`${quoted(text)} dépasse 1000${NBSP}%`, EXAMPLE);
  }
  return new Percent(whole * SCALE + Number(decimals.padEnd(4, "0")));
}

function refusal(text: string): ValueRefused {
  const isNegative = /^[-−–]/.test(strip(text));
  return new ValueRefused(`${quoted(text)} ${isNegative ? "est un taux négatif" : "n’est pas un pourcentage"}`, EXAMPLE);
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
