/** What a whole number is written like; see `generator/values/integer.py`. */
import { ValueRefused } from "../../errors";
import { strip } from "../spaces";

export const MAXIMUM = 999_999_999;

const NUMBER = /^(?:[0-9]{1,9}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,2})$/;

export function parse(text: string, minimum = 0, maximum = MAXIMUM): number {
  const stripped = strip(text);
  if (!NUMBER.test(stripped)) throw new ValueRefused("integer", text);
  const number = Number(stripped.replace(/[^0-9]/g, ""));
  if (number < minimum || number > maximum) throw new ValueRefused("out_of_limits", text, minimum, maximum);
  return number;
}
