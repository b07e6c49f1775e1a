/**
 * Which rate runs on which day, for each regime; see `generator/law/rates.py`.
 *
 * Between professionals the refinancing rate of each half-year + 10 points, or the contract's; a public buyer: the
 * refinancing rate of the half-year in which interest began + 8 points; a consumer: the legal interest rate.
 */
import { NBSP } from "../no_break";
import { earliest, formatDate, latest } from "../values/dates";
import { Percent, formatPercent } from "../values/percent";
import type { Confidence, Law } from "./dated_values";
import { firstDayOf, halfYearOf, halfYearsBetween, inWords, lastDayOf } from "./half_year";

export const DEFAULT_RATE_ARTICLE = "Code de commerce, art. L441-10, II";
const LEGAL_INTEREST_ARTICLE = "Code civil, art. 1231-6 et 1344-1";

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

/** One rate for the whole delay, that of the half-year in which it began. */
export function publicBuyerRate(law: Law): RateRule {
  return function* (firstDay, lastDay) {
    yield {
      first_day: firstDay,
      last_day: lastDay,
      ...refinancing(law, halfYearOf(firstDay), "public_margin", firstDay),
      half_year: null,
    };
  };
}

/** The legal interest rate, one period for each half-year. */
export function legalRate(law: Law): RateRule {
  return function* (firstDay, lastDay) {
    for (const halfYear of halfYearsBetween(firstDay, lastDay)) {
      const legal = law.legalInterestRate.forHalfYear(halfYear);
      yield {
        first_day: latest(firstDay, firstDayOf(halfYear)),
        last_day: earliest(lastDay, lastDayOf(halfYear)),
        annual_rate: legal.otherCases,
        source:
          `Taux de l’intérêt légal, ${inWords(halfYear)}, ` + `autres cas${NBSP}: ${formatPercent(legal.otherCases)}`,
        article: LEGAL_INTEREST_ARTICLE,
        half_year: halfYear,
        confidence: legal.confidence,
      };
    }
  };
}

/** The rate of a clause: fixed, so never split; its floor is shown elsewhere and never applied. */
export function contractualRate(annualRate: Percent): RateRule {
  return function* (firstDay, lastDay) {
    yield {
      first_day: firstDay,
      last_day: lastDay,
      annual_rate: annualRate,
      source: `Taux convenu au contrat${NBSP}: ${formatPercent(annualRate)}`,
      article: DEFAULT_RATE_ARTICLE,
      half_year: null,
      confidence: "high",
    };
  };
}

function refinancing(
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
