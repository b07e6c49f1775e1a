/** The three regimes: what bears interest for each kind of debtor; see `generator/law/regime.py`. */
import type { DebtorKind } from "../claim/choices";
import { type Finding, problem } from "../errors";
import { addDays, latest } from "../values/dates";
import type { Percent } from "../values/percent";
import type { Law } from "./dated_values";
import { type RateBasis, type RateRule, contractualRate, legalRate, professionalDefaultRate, publicBuyerRate } from "./rates";

/** How interest runs for one debtor; `rule` is null where none runs. */
export type Regime = {
  readonly basis: RateBasis;
  readonly rule: RateRule | null;
  readonly formalNoticeOn: string | null;
};

export function regimeOf(
  law: Law,
  kind: DebtorKind,
  agreedRate: Percent | null,
  formalNoticeOn: string | null = null,
): Regime {
  if (kind === "public_body") return { basis: "public_body", rule: publicBuyerRate(law), formalNoticeOn: null };
  if (kind === "consumer") {
    if (formalNoticeOn === null) return { basis: "none", rule: null, formalNoticeOn: null };
    return { basis: "legal_interest", rule: legalRate(law), formalNoticeOn };
  }
  if (agreedRate) return { basis: "contract", rule: contractualRate(agreedRate), formalNoticeOn: null };
  return { basis: "legal_professional", rule: professionalDefaultRate(law), formalNoticeOn: null };
}

/** The first day that bears interest, null when nothing makes it run. */
export function firstInterestDay(regime: Regime, dueOn: string | null): string | null {
  const reasons = [dueOn, regime.formalNoticeOn].filter((day) => day !== null);
  return reasons.length > 0 && regime.rule ? addDays(latest(reasons[0]!, ...reasons), 1) : null;
}

/** Why a contractual rate cannot serve against this debtor, if it cannot. */
export function contractualRateProblems(kind: DebtorKind, agreedRate: Percent | null): readonly Finding[] {
  if (!agreedRate || kind === "professional") return [];
  const check = kind === "consumer" ? "contractual-rate-consumer" : "contractual-rate-public";
  return [problem(check, "terms.late_payment_rate", agreedRate)];
}
