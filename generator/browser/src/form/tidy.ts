/** A value as it is shown once its field is left: « 1200 » becomes « 1 200,00 ». What cannot be read stays as it is. */
import { ValueRefused } from "../errors";
import { VALUE_TYPES, type ValueTypeName } from "../values";
import { FORMATTERS, type Formatter } from "../values/formatters";

const TIDIED: readonly ValueTypeName[] = ["money", "percent", "iban", "phone", "siren", "vat_number"];

export function tidied(type: ValueTypeName, text: string): string {
  if (!TIDIED.includes(type) || text.trim() === "") return text;
  const format: Formatter = FORMATTERS.get(type)!;
  try {
    // The unit stands after the box.
    return format(VALUE_TYPES[type](text)).replace(/[\u00a0\u202f][€%]$/, "");
  } catch (error) {
    if (error instanceof ValueRefused) return text;
    throw error;
  }
}
