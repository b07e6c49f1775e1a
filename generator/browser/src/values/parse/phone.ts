/** Telephone number (téléphone), checked lightly; a French one is kept as its ten digits. */
import { ValueRefused } from "../../errors";
import { squeeze } from "../spaces";

const FRENCH = /^(?:(?:\+|00)33(?:\(0\))?0?|0)([1-9][0-9]{8})$/;

export function parse(text: string): string {
  const spaced = squeeze(text);
  const french = FRENCH.exec(spaced.replace(/[ ./-]/g, ""));
  if (french) return `0${french[1]}`;
  const count = spaced.replace(/[^0-9]/g, "").length;
  if (/^\+?[0-9 ./()-]+$/.test(spaced) && count >= 3 && count <= 15) return spaced;
  throw new ValueRefused("phone", text);
}
