/** Fixed indemnity for recovery costs (indemnité forfaitaire); see `generator/law/indemnity.py`. */
import type { DebtorKind } from "../claim/choices";
import type { Law } from "./dated_values";

/** The indemnity, in cents, of one invoice that is late since that day; 0 where no text grants one. */
export function recoveryIndemnity(law: Law, kind: DebtorKind, firstDayLate: string): number {
  if (kind === "consumer") return 0;
  const name = kind === "professional" ? "professional_recovery_indemnity" : "public_recovery_indemnity";
  const series = law.amounts[name];
  if (firstDayLate < series.values[0]!.effective) return 0;
  return Math.round(series.inForceOn(firstDayLate).value.scaled / 100);
}
