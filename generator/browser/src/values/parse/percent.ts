/** What an annual rate is written like; see `generator/values/percent.py`. */
import { ValueRefused } from "../../errors";
import { Percent, SCALE } from "../percent";
import { strip } from "../spaces";

const MAXIMUM = 1000;
const NUMBER = /^([0-9]+|[0-9]{1,3}[ \u00a0\u202f][0-9]{3})(?:[.,]([0-9]+))?[ \u00a0\u202f]*%?$/;

export function parse(text: string): Percent {
  const match = NUMBER.exec(strip(text));
  if (!match) throw new ValueRefused("percent", text);
  const whole = Number(match[1]!.replace(/[^0-9]/g, ""));
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  if (decimals.length > 4) throw new ValueRefused("percent_too_fine", text);
  if (whole > MAXIMUM || (whole === MAXIMUM && decimals !== "")) throw new ValueRefused("percent_too_large", text);
  return new Percent(whole * SCALE + Number(decimals.padEnd(4, "0")));
}
