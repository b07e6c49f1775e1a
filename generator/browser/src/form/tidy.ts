/** A value as it is shown once its field is left: « 1200 » becomes « 1 200,00 ». What cannot be read stays as it is. */
import { ValueRefused } from "../errors";
import type { ValueTypeName } from "../values";
import { VALUE_TYPES } from "../values";
import { formatIban } from "../values/iban";
import { formatMoney } from "../values/money";
import { formatPercent } from "../values/percent";
import { formatPhone } from "../values/phone";
import { formatSiren } from "../values/siren";
import { formatVatNumber } from "../values/vat_number";

/** The unit stands after the box. */
const withoutUnit = (text: string): string => text.replace(/[\u00a0\u202f][€%]$/, "");

const TIDY: Partial<Record<ValueTypeName, (text: string) => string>> = {
  money: (text) => withoutUnit(formatMoney(VALUE_TYPES.money(text))),
  percent: (text) => withoutUnit(formatPercent(VALUE_TYPES.percent(text))),
  iban: (text) => formatIban(VALUE_TYPES.iban(text)),
  phone: (text) => formatPhone(VALUE_TYPES.phone(text)),
  siren: (text) => formatSiren(VALUE_TYPES.siren(text)),
  vat_number: (text) => formatVatNumber(VALUE_TYPES.vat_number(text)),
};

export function tidied(type: ValueTypeName, text: string): string {
  const tidy = TIDY[type];
  if (!tidy || text.trim() === "") return text;
  try {
    return tidy(text);
  } catch (error) {
    if (error instanceof ValueRefused) return text;
    throw error;
  }
}
