/** What an amount is written like; one that can be read in two ways (« 1.200 ») is refused. See `generator/values/money.py`. */
import { ValueRefused } from "../../errors";
import { Money } from "../money";
import { strip } from "../spaces";

const MAX_WHOLE_DIGITS = 10;
const SPACES = "[ \\u00a0\\u202f\\u2009\\u2007]";
const EURO = /(?:€|EUR|euros?)$/iu;
const NUMBER = new RegExp(`^([0-9]+|[0-9]{1,3}(?:${SPACES}[0-9]{3})+)(?:[.,]([0-9]{1,2}))?$`);

export function parse(text: string): Money {
  const match = NUMBER.exec(numberIn(text));
  if (!match) throw new ValueRefused("money", text);
  const whole = match[1]!.replace(/[^0-9]/g, "").replace(/^0+/, "");
  if (whole.length > MAX_WHOLE_DIGITS) throw new ValueRefused("money_too_large", text);
  return new Money(Number(whole + (match[2] ?? "").padEnd(2, "0")));
}

/** The amount, refused when it is nil: there would be nothing to claim or to count. */
export function parsePositive(text: string): Money {
  const amount = parse(text);
  if (amount.cents === 0) throw new ValueRefused("money_nil", text);
  return amount;
}

/** What is written, without its sign of the euro. */
export function numberIn(text: string): string {
  return strip(strip(text).replace(EURO, ""));
}
