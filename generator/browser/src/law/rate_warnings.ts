/** What a reader must know about the rates that a statement used; see `generator/law/rate_warnings.py`. */
import { type Problem, RateUnknown } from "../errors";
import { NBSP, NNBSP, listed } from "../messages";
import { earliest, latest } from "../values/dates";
import { Percent, formatPercent } from "../values/percent";
import type { Law } from "./dated_values";
import { firstDayOf, halfYearsBetween } from "./half_year";
import type { Segment } from "./interest";
import { DEFAULT_RATE_ARTICLE, professionalDefaultRate } from "./rates";

const HIGH_RATE_MULTIPLE = 3;
const FIELD = "terms.late_payment_rate";
const APPLIED = "le taux du contrat a été appliqué tel quel";

/** One for each value below high confidence, named once. */
export function valuesToConfirm(segments: readonly Segment[]): readonly Problem[] {
  const doubtful = segments.filter((segment) => segment.confidence !== "high");
  return [...new Set(doubtful.map((segment) => segment.source))].map((source) => ({
    field: "",
    message: `valeur à confirmer avant de la citer (${source})`,
    hint: "vérifiez-la sur Légifrance ou sur le site de la Banque de France",
    check: "value-to-confirm",
  }));
}

/** What there is to say of a contractual rate in the half-years that it served; nothing of a legal one. */
export function contractualRateWarnings(
  law: Law,
  rate: Percent | null,
  segments: readonly Segment[],
): readonly Problem[] {
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

function underFloor(law: Law, rate: Percent, halfYears: readonly string[]): readonly Problem[] {
  const under = halfYears.flatMap((halfYear) => {
    const floor = contractualFloor(law, halfYear);
    return floor && rate.scaled < floor.scaled ? [`${halfYear}${NBSP}: ${formatPercent(floor)}`] : [];
  });
  if (under.length === 0) return [];
  return [
    {
      field: FIELD,
      message:
        `le taux convenu (${formatPercent(rate)}) est inférieur à trois fois le taux de l’intérêt ` +
        `légal${NBSP}: ${under.join(`${NNBSP}; `)} (${DEFAULT_RATE_ARTICLE})`,
      hint: `${APPLIED}, faites vérifier la clause`,
      check: "contractual-rate-under-floor",
    },
  ];
}

function floorUnknown(law: Law, halfYears: readonly string[]): readonly Problem[] {
  const unknown = halfYears.filter((halfYear) => !contractualFloor(law, halfYear));
  if (unknown.length === 0) return [];
  return [
    {
      field: FIELD,
      message:
        "le taux convenu n’a pu être comparé à trois fois le taux de l’intérêt légal pour " +
        `${listed(unknown, "et")}${NBSP}: ce taux n’est pas connu`,
      hint: APPLIED,
      check: "contractual-rate-floor-unknown",
    },
  ];
}

function veryHigh(law: Law, rate: Percent, halfYears: readonly string[]): readonly Problem[] {
  const defaults = halfYears.flatMap((halfYear) => defaultRate(law, halfYear)?.scaled ?? []);
  const lowest = new Percent(Math.min(...defaults, Number.MAX_SAFE_INTEGER));
  if (rate.scaled <= HIGH_RATE_MULTIPLE * lowest.scaled) return [];
  return [
    {
      field: FIELD,
      message:
        `le taux convenu (${formatPercent(rate)}) dépasse ${HIGH_RATE_MULTIPLE} fois le taux légal ` +
        `par défaut (${formatPercent(lowest)})${NBSP}: le juge peut le réduire comme clause pénale ` +
        "(Code civil, art. 1231-5)",
      hint: "vérifiez le taux et la clause",
      check: "contractual-rate-high",
    },
  ];
}

function defaultRate(law: Law, halfYear: string): Percent | undefined {
  const day = firstDayOf(halfYear);
  return known(() => [...professionalDefaultRate(law)(day, day)][0]?.annual_rate);
}
