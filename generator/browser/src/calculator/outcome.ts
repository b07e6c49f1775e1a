/** What is typed → the working that `relance interest` prints, or what stands in its way. */
import type { DebtorKind } from "../claim/choices";
import { read } from "../claim/read";
import type { Claim, Draft } from "../claim/types";
import { type Problem, RateUnknown, ValueRefused, refusedValue } from "../errors";
import { isMissing } from "../form/state";
import { type TypedGroup, plainOf, textAt } from "../form/typed";
import type { Law } from "../law/dated_values";
import { type DueDate, dueDate } from "../law/due_date";
import type { DatedAmount } from "../law/interest";
import { type Delay, type Working, workOut } from "../law/working";
import { parse as parseDate } from "../values/parse/dates";
import { AMOUNT, DUE, KIND, NOTICE } from "./fields";

/** What was worked out, and from what. */
export type Done = {
  readonly kind: "done";
  readonly working: Working;
  readonly delay: Delay;
  readonly due: DueDate | null;
  /** Payments with a date and no amount, or an amount and no date. */
  readonly halfTyped: number;
};

export type Outcome =
  | Done
  /** Fields that must be filled first. */
  | { readonly kind: "waiting"; readonly missing: readonly string[] }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  /** A rate is not known; `stopAt` is the last day that can be counted. */
  | { readonly kind: "unknown"; readonly message: string; readonly stopAt: string | null };

/** `problems` are those of single fields, by their paths. */
export type Judged = { readonly outcome: Outcome; readonly problems: readonly Problem[] };

/** The same as the command line on the same values; *today* is the last day counted where none is given. */
export function judge(law: Law, typed: TypedGroup, paths: ReadonlySet<string>, today: string): Judged {
  const { [NOTICE]: _, ...claim } = typed;
  const { draft, problems: found } = read(plainOf(claim));
  const notice = noticeOf(typed);
  const problems = [...found.filter((one) => paths.has(one.field) && !isMissing(one)), ...notice.problems];
  const outcome = problems.length > 0 ? { kind: "refused" as const, problems } : worked(law, draft, notice.on, today);
  const own = outcome.kind === "refused" ? outcome.problems.filter((one) => paths.has(one.field)) : [];
  return { outcome, problems: own };
}

function noticeOf(typed: TypedGroup): { readonly on: string | null; readonly problems: readonly Problem[] } {
  const text = textAt(typed, NOTICE);
  if (text.trim() === "") return { on: null, problems: [] };
  try {
    return { on: parseDate(text), problems: [] };
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error;
    return { on: null, problems: [refusedValue(NOTICE, error)] };
  }
}

function worked(law: Law, draft: Draft<Claim>, formalNoticeOn: string | null, today: string): Outcome {
  const { kind } = draft.debtor;
  const [invoice] = draft.invoices;
  const due = kind && invoice ? dueFor(law, kind, invoice) : null;
  const amount = invoice?.amount ?? null;
  const missing = [
    ...(kind ? [] : [KIND]),
    ...(amount ? [] : [AMOUNT]),
    ...(due || kind === "consumer" ? [] : [DUE]),
  ];
  if (!kind || !amount || missing.length > 0) return { kind: "waiting", missing };
  const rows = invoice?.payments ?? [];
  const payments = rows.flatMap(({ paid_on, amount: paid }): readonly DatedAmount[] =>
    paid_on !== null && paid !== null ? [{ on: paid_on, amount: paid }] : [],
  );
  const delay: Delay = {
    kind,
    amount,
    dueOn: due?.day ?? null,
    until: draft.letter.interest_until ?? today,
    payments,
    contractualRate: draft.terms.late_payment_rate,
    formalNoticeOn,
    allocation: draft.terms.allocation ?? "interest_first",
    dayCount: draft.terms.day_count ?? "act_365",
  };
  try {
    const working = workOut(law, delay);
    if (!("segments" in working)) return { kind: "refused", problems: working };
    return { kind: "done", working, delay, due, halfTyped: rows.length - payments.length };
  } catch (error) {
    if (!(error instanceof RateUnknown)) throw error;
    return { kind: "unknown", message: error.message, stopAt: lastKnownDay(law, delay) };
  }
}

/** A public buyer's term needs the day of the invoice as soon as the day of receipt is not known. */
function dueFor(law: Law, kind: DebtorKind, invoice: Draft<Claim>["invoices"][number]): DueDate | null {
  const { due_on, performed_on, received_on, issued_on } = invoice;
  if (kind === "public_body" && received_on === null && issued_on === null) {
    return due_on === null ? null : { day: due_on, byLaw: false };
  }
  return dueDate(law, kind, { due_on, performed_on, received_on, issued_on: issued_on ?? "" });
}

/** The end of the last half-year whose rate is known, when the count goes past it. */
function lastKnownDay(law: Law, { kind, until, dueOn, formalNoticeOn }: Delay): string | null {
  const series = kind === "consumer" ? law.legalInterestRate : law.refinancingRate;
  const start = [dueOn, formalNoticeOn].reduce<string>((last, day) => (day !== null && day > last ? day : last), "");
  return series.lastCoveredDay < until && start < series.lastCoveredDay ? series.lastCoveredDay : null;
}
