/**
 * The value that the law sets on a day: rates, margins, sums and periods, each dated and sourced.
 *
 * A half-year is covered when its first day is in force and not later than `checked_up_to`, and stays covered to its
 * end; a rate is never carried forward. See `generator/law/dated_values.py`.
 */
import { RateUnknown } from "../errors";
import { NBSP, NNBSP } from "../no_break";
import { formatDate, latest } from "../values/dates";
import { Percent, SCALE } from "../values/percent";
import { firstDayOf, halfYearOf, lastDayOf } from "./half_year";

/** How well a value is established; below « high », whoever uses it is warned. */
export type Confidence = "high" | "medium" | "low";

/** The data as `law_data_json()` writes it: numbers and days are texts. */
export type LawJson = {
  readonly refinancing_rate: {
    readonly title: string;
    readonly checked_up_to: string;
    readonly values: readonly {
      readonly effective: string;
      readonly rate: string;
      readonly source: string;
      readonly confidence: Confidence;
    }[];
  };
  readonly legal_interest_rate: {
    readonly title: string;
    readonly checked_up_to: string;
    readonly values: readonly {
      readonly half_year: string;
      readonly other_cases: string;
      readonly source: string;
      readonly confidence: Confidence;
    }[];
  };
  readonly amounts: {
    readonly checked_up_to: string;
    readonly series: Readonly<
      Record<
        AmountName,
        {
          readonly title: string;
          readonly values: readonly {
            readonly effective: string;
            readonly value: string;
            readonly article: string;
            readonly source: string;
            readonly confidence: Confidence;
          }[];
        }
      >
    >;
  };
};

export type AmountName =
  | "professional_recovery_indemnity"
  | "public_recovery_indemnity"
  | "professional_default_margin"
  | "public_margin"
  | "contractual_rate_floor"
  | "legal_payment_term"
  | "longest_payment_term"
  | "end_of_month_term"
  | "public_payment_term"
  | "professional_limitation"
  | "consumer_limitation"
  | "non_professional_limitation"
  | "public_limitation";

export type DatedValue = {
  readonly effective: string;
  /** Points of a rate, euros, days or years: kept to four decimals. */
  readonly value: Percent;
  readonly confidence: Confidence;
  readonly article: string;
};

/** Values that follow one another, each in force until the next one takes effect. */
export class DatedSeries {
  constructor(
    readonly title: string,
    readonly checkedUpTo: string,
    readonly values: readonly DatedValue[],
  ) {}

  inForceOn(day: string): DatedValue {
    const found = this.values.findLast((value) => value.effective <= day);
    if (found) return found;
    throw new RateUnknown(
      `${this.title}${NBSP}: aucune valeur connue au ${formatDate(day)}${NNBSP}; ` +
        `la première est du ${formatDate(this.values[0]!.effective)}.`,
      halfYearOf(day),
    );
  }

  /** The same, an earlier day taking the first value known: for periods, which such a day has long outlived. */
  inForceOnOrFirst(day: string): DatedValue {
    return this.inForceOn(latest(day, this.values[0]!.effective));
  }

  /** The value in force on the half-year's first day, which someone must have checked. */
  forHalfYear(halfYear: string): DatedValue {
    const anchor = firstDayOf(halfYear);
    if (anchor > this.checkedUpTo) throw notChecked(this.title, halfYear, this.checkedUpTo);
    return this.inForceOn(anchor);
  }

  /** The end of the last half-year whose first day has been checked. */
  get lastCoveredDay(): string {
    return lastDayOf(halfYearOf(this.checkedUpTo));
  }
}

export type LegalInterestRate = { readonly otherCases: Percent; readonly confidence: Confidence };

/** The legal interest rate, half-year by half-year; an absent one is unknown. */
export class LegalInterestSeries {
  constructor(
    readonly title: string,
    readonly checkedUpTo: string,
    readonly values: ReadonlyMap<string, LegalInterestRate>,
  ) {}

  forHalfYear(halfYear: string): LegalInterestRate {
    const found = this.values.get(halfYear);
    if (found && firstDayOf(halfYear) <= this.checkedUpTo) return found;
    throw notChecked(this.title, halfYear, this.checkedUpTo);
  }

  get lastCoveredDay(): string {
    const checked = [...this.values.keys()].filter((halfYear) => firstDayOf(halfYear) <= this.checkedUpTo);
    return lastDayOf(checked.sort().at(-1)!);
  }
}

function notChecked(title: string, halfYear: string, checkedUpTo: string): RateUnknown {
  return new RateUnknown(
    `${title}${NBSP}: la valeur du semestre ${halfYear} n’est pas connue ` +
      `(données vérifiées jusqu’au ${formatDate(checkedUpTo)}).`,
    halfYear,
  );
}

/** All that the law sets. */
export type Law = {
  readonly refinancingRate: DatedSeries;
  readonly legalInterestRate: LegalInterestSeries;
  readonly amounts: Readonly<Record<AmountName, DatedSeries>>;
};

export function readLaw(json: LawJson): Law {
  const { refinancing_rate: refinancing, legal_interest_rate: legal, amounts } = json;
  const series = Object.entries(amounts.series).map(([name, one]) => [
    name,
    new DatedSeries(
      one.title,
      amounts.checked_up_to,
      one.values.map((row) => ({ ...row, value: number(row.value) })),
    ),
  ]);
  return {
    refinancingRate: new DatedSeries(
      refinancing.title,
      refinancing.checked_up_to,
      refinancing.values.map((row) => ({ ...row, value: number(row.rate), article: "" })),
    ),
    legalInterestRate: new LegalInterestSeries(
      legal.title,
      legal.checked_up_to,
      new Map(legal.values.map((row) => [row.half_year, { ...row, otherCases: number(row.other_cases) }])),
    ),
    amounts: Object.fromEntries(series) as Record<AmountName, DatedSeries>,
  };
}

/** The files of the law were checked when they were made; « 12.15 » is twelve points and fifteen hundredths. */
function number(text: string): Percent {
  return new Percent(Math.round(Number(text) * SCALE));
}
