/** E-mail address (adresse électronique), checked lightly: one @, a dot in the domain, no space. */
import { ValueRefused } from "../../errors";
import { parse as parseText } from "./text";

const MAX_LENGTH = 254;
const SHAPE = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

export function parse(text: string): string {
  const address = parseText(text, MAX_LENGTH);
  if (SHAPE.test(address)) return address;
  throw new ValueRefused("email", text);
}
