/** Yes or no (oui, non). See `generator/values/yes_no.py`. */
import { ValueRefused } from "../../errors";
import { strip } from "../spaces";

export function parse(text: string): boolean {
  const word = strip(text).toLowerCase();
  if (/^(?:true|yes|oui)$/.test(word)) return true;
  if (/^(?:false|no|non)$/.test(word)) return false;
  throw new ValueRefused("yes_no", text);
}
