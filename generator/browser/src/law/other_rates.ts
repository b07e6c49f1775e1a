/**
 * The rates of the other regimes; see `generator/law/rates.py`.
 *
 * A rate agreed between professionals; a public buyer: the refinancing rate of the half-year in which interest began
 * + 8 points; a consumer: the legal interest rate.
 */
import { NBSP } from "../no_break";
import { earliest, latest } from "../values/dates";
import { type Percent, formatPercent } from "../values/percent";
import type { Law } from "./dated_values";
import { firstDayOf, halfYearOf, halfYearsBetween, inWords, lastDayOf } from "./half_year";
import { DEFAULT_RATE_ARTICLE, type RateRule, refinancing } from "./rates";

const LEGAL_INTEREST_ARTICLE = "Code civil, art. 1231-6 et 1344-1";

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
