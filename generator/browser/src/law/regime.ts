/** The three regimes: what bears interest for each kind of debtor; see `generator/law/regime.py`. */
import { addDays, latest } from "../values/dates";
import type { Law } from "./dated_values";
import { type RateBasis, type RateRule, professionalDefaultRate } from "./rates";

/** How interest runs for one debtor; `rule` is null where none runs. */
export type Regime = {
  readonly basis: RateBasis;
  readonly rule: RateRule | null;
  readonly formalNoticeOn: string | null;
};

/** Between professionals who agreed on no rate. */
export function defaultRegime(law: Law): Regime {
  return { basis: "legal_professional", rule: professionalDefaultRate(law), formalNoticeOn: null };
}

/** The first day that bears interest, null when nothing makes it run. */
export function firstInterestDay(regime: Regime, dueOn: string | null): string | null {
  const reasons = [dueOn, regime.formalNoticeOn].filter((day) => day !== null);
  return reasons.length > 0 && regime.rule ? addDays(latest(reasons[0]!, ...reasons), 1) : null;
}
