/** What a reader must know about the rates that a statement used; see `generator/law/rate_warnings.py`. */
import { type Finding, RateUnknown, problem } from "../errors";
import { earliest, latest } from "../values/dates";
import { Percent } from "../values/percent";
import type { Law } from "./dated_values";
import { firstDayOf, halfYearsBetween } from "./half_year";
import type { Segment } from "./interest";
import { professionalDefaultRate } from "./rates";

const HIGH_RATE_MULTIPLE = 3;
const FIELD = "terms.late_payment_rate";

/** What there is to say of a contractual rate in the half-years that it served; nothing of a legal one. */
export function contractualRateWarnings(
  law: Law,
  rate: Percent | null,
  segments: readonly Segment[],
): readonly Finding[] {
  const [first] = segments;
  if (!rate || !first) return [];
  const halfYears = halfYearsBetween(
    earliest(first.first_day, ...segments.map((segment) => segment.first_day)),
    latest(first.last_day, ...segments.map((segment) => segment.last_day)),
  );
  return [
    ...underFloor(law, rate, halfYears),
    ...floorUnknown(law, halfYears),
    ...veryHigh(law, rate, halfYears),
  ];
}

/** The lowest rate that a contract may set in a half-year, undefined where the legal rate is not known. */
export function contractualFloor(law: Law, halfYear: string): Percent | undefined {
  const legal = known(() => law.legalInterestRate.forHalfYear(halfYear).otherCases);
  if (!legal) return undefined;
  const multiple = law.amounts.contractual_rate_floor.inForceOn(firstDayOf(halfYear)).value;
  return new Percent(Math.round(legal.scaled * multiple.toNumber()));
}

function known<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof RateUnknown) return undefined;
    throw error;
  }
}

function underFloor(law: Law, rate: Percent, halfYears: readonly string[]): readonly Finding[] {
  const under = halfYears.flatMap((halfYear): readonly (readonly [string, Percent])[] => {
    const floor = contractualFloor(law, halfYear);
    return floor && rate.scaled < floor.scaled ? [[halfYear, floor]] : [];
  });
  return under.length === 0 ? [] : [problem("contractual-rate-under-floor", FIELD, rate, under)];
}

function floorUnknown(law: Law, halfYears: readonly string[]): readonly Finding[] {
  const unknown = halfYears.filter((halfYear) => !contractualFloor(law, halfYear));
  return unknown.length === 0 ? [] : [problem("contractual-rate-floor-unknown", FIELD, unknown)];
}

function veryHigh(law: Law, rate: Percent, halfYears: readonly string[]): readonly Finding[] {
  const defaults = halfYears.flatMap((halfYear) => defaultRate(law, halfYear)?.scaled ?? []);
  const lowest = new Percent(Math.min(...defaults, Number.MAX_SAFE_INTEGER));
  if (rate.scaled <= HIGH_RATE_MULTIPLE * lowest.scaled) return [];
  return [problem("contractual-rate-high", FIELD, rate, HIGH_RATE_MULTIPLE, lowest)];
}

function defaultRate(law: Law, halfYear: string): Percent | undefined {
  const day = firstDayOf(halfYear);
  return known(() => [...professionalDefaultRate(law)(day, day)][0]?.annual_rate);
}
