import { describe, expect, test } from "vitest";

import type { Allocation, DayCount, DebtorKind } from "../claim/choices";
import { RateUnknown } from "../errors";
import { LAW } from "../testing/law";
import { vectors } from "../testing/vectors";
import { VALUE_TYPES } from "../values";
import { Percent } from "../values/percent";
import { type Working, workOut } from "./working";

type Given = {
  readonly debtor: DebtorKind;
  readonly amount: string;
  readonly due?: string;
  readonly until: string;
  readonly payments?: readonly { readonly on: string; readonly amount: string }[];
  readonly contract_rate?: string;
  readonly formal_notice?: string;
  readonly allocation?: Allocation;
  readonly day_count?: DayCount;
};
type Case = { readonly id?: string; readonly given: Given; readonly expected: unknown };

const { worked, generated } = vectors<{ readonly worked: readonly Case[]; readonly generated: readonly Case[] }>(
  "interest.json",
);

function outcome(given: Given): unknown {
  try {
    const working = workOut(LAW, {
      kind: given.debtor,
      amount: VALUE_TYPES.money(given.amount),
      dueOn: given.due ?? null,
      until: given.until,
      payments: (given.payments ?? []).map(({ on, amount }) => ({ on, amount: VALUE_TYPES.money(amount) })),
      contractualRate: given.contract_rate === undefined ? null : VALUE_TYPES.percent(given.contract_rate),
      formalNoticeOn: given.formal_notice ?? null,
      allocation: given.allocation ?? "interest_first",
      dayCount: given.day_count ?? "act_365",
    });
    return "segments" in working ? plain(working) : { error: "refused", checks: working.map((one) => one.check) };
  } catch (error) {
    if (!(error instanceof RateUnknown)) throw error;
    return { error: "rate-unknown", half_year: error.halfYear };
  }
}

function plain(working: Working): unknown {
  return {
    segments: working.segments.map((segment) => ({
      from: segment.first_day,
      to: segment.last_day,
      days: segment.days,
      principal: String(segment.principal),
      annual_rate: rate(segment.annual_rate),
      interest: String(segment.interest),
      source: segment.source,
      article: segment.article,
    })),
    interest: String(working.interest),
    indemnity: String(working.indemnity),
    principal: String(working.principal),
    total: String(working.total),
    day_count: working.day_count,
    warnings: working.warnings.map((warning) => warning.check),
  };
}

/** Two decimals, or more where the rate has more. */
function rate(value: Percent): string {
  return value.scaled % 100 === 0 ? value.toNumber().toFixed(2) : String(value);
}

describe("interest.json", () => {
  test.each(worked)("$id, worked by hand", ({ given, expected }) => expect(outcome(given)).toEqual(expected));

  test.each(generated)("$given", ({ given, expected }) => expect(outcome(given)).toEqual(expected));
});
