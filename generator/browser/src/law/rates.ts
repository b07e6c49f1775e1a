/**
 * Which rate runs on which day, for each regime; see `generator/law/rates.py`.
 *
 * Between professionals the refinancing rate of each half-year + 10 points; the others are in `other_rates.ts`.
 */
import { NBSP } from "../no_break";
import { earliest, formatDate, latest } from "../values/dates";
import { Percent, formatPercent } from "../values/percent";
import type { Confidence, Law } from "./dated_values";
import { firstDayOf, halfYearsBetween, lastDayOf } from "./half_year";

export const DEFAULT_RATE_ARTICLE = "Code de commerce, art. L441-10, II";

/** Where the rate of a statement comes from. */
export type RateBasis = "legal_professional" | "contract" | "public_body" | "legal_interest" | "none";

/** Days that share one rate, with the words that justify it. */
export type RatePeriod = {
  readonly first_day: string;
  readonly last_day: string;
  readonly annual_rate: Percent;
  readonly source: string;
  readonly article: string;
  readonly half_year: string | null;
  readonly confidence: Confidence;
};

/** First and last day of a delay → its rates, one by one: a day without a value throws only when it is reached. */
export type RateRule = (firstDay: string, lastDay: string) => Iterable<RatePeriod>;

/** One period for each half-year, even where two rates are equal. */
export function professionalDefaultRate(law: Law): RateRule {
  return function* (firstDay, lastDay) {
    for (const halfYear of halfYearsBetween(firstDay, lastDay)) {
      const start = firstDayOf(halfYear);
      yield {
        first_day: latest(firstDay, start),
        last_day: earliest(lastDay, lastDayOf(halfYear)),
        ...refinancing(law, halfYear, "professional_default_margin", start),
        half_year: halfYear,
      };
    }
  };
}

/** The refinancing rate of a half-year and the margin in force on a day. */
export function refinancing(
  law: Law,
  halfYear: string,
  marginName: "professional_default_margin" | "public_margin",
  day: string,
): Pick<RatePeriod, "annual_rate" | "source" | "article" | "confidence"> {
  const base = law.refinancingRate.forHalfYear(halfYear);
  const margin = law.amounts[marginName].inForceOn(day);
  return {
    annual_rate: new Percent(base.value.scaled + margin.value.scaled),
    source:
      `BCE, taux de refinancement au ${formatDate(firstDayOf(halfYear))}${NBSP}: ` +
      `${formatPercent(base.value)} + ${margin.value}${NBSP}points`,
    article: margin.article,
    confidence: weaker(base.confidence, margin.confidence),
  };
}

function weaker(one: Confidence, other: Confidence): Confidence {
  const ranks: readonly Confidence[] = ["high", "medium", "low"];
  return ranks.indexOf(other) > ranks.indexOf(one) ? other : one;
}
