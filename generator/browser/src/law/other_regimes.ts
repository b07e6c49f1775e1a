/** The regime of any debtor; see `generator/law/regime.py`. */
import type { DebtorKind } from "../claim/choices";
import { type Finding, problem } from "../errors";
import type { Percent } from "../values/percent";
import type { Law } from "./dated_values";
import { contractualRate, legalRate, publicBuyerRate } from "./other_rates";
import { type Regime, defaultRegime } from "./regime";

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
  return defaultRegime(law);
}

/** Why a contractual rate cannot serve against this debtor, if it cannot. */
export function contractualRateProblems(kind: DebtorKind, agreedRate: Percent | null): readonly Finding[] {
  if (!agreedRate || kind === "professional") return [];
  const check = kind === "consumer" ? "contractual-rate-consumer" : "contractual-rate-public";
  return [problem(check, "terms.late_payment_rate", agreedRate)];
}
