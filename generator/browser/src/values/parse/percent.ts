/** What an annual rate is written like; see `generator/values/percent.py`. */
import { ValueRefused } from "../../errors";
import { NBSP, quoted } from "../../messages";
import { Percent, SCALE } from "../percent";
import { strip } from "../spaces";

const MAXIMUM = 1000;
const NUMBER = /^([0-9]+|[0-9]{1,3}[ \u00a0\u202f][0-9]{3})(?:[.,]([0-9]+))?[ \u00a0\u202f]*%?$/;
const EXAMPLE = "écrivez le taux annuel comme 12.15";

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
