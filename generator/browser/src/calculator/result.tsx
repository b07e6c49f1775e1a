/** What the calculation gives: the sums, what stands in its way, the statement period by period, its working. */
import type { DebtorKind } from "../claim/choices";
import type { Problem } from "../errors";
import { type Worded, told } from "../form/tell";
import type { Law } from "../law/dated_values";
import { NBSP } from "../no_break";
import { addDays, dayNumber, formatDate, formatDateShort } from "../values/dates";
import { formatInteger } from "../values/integer";
import { type Money, formatMoney } from "../values/money";
import { formatPercent } from "../values/percent";
import type { Done, Outcome } from "./outcome";
import { FIELDS, RESULT, TABLE } from "./strings";
import { formula, inDays } from "./written";

/** The article of the indemnity, as in force when the delay began; "" where there is none. */
export function indemnityArticle(law: Law, { delay, working }: Done): string {
  if (delay.dueOn === null || working.indemnity.cents === 0) return "";
  const name = delay.kind === "public_body" ? "public_recovery_indemnity" : "professional_recovery_indemnity";
  return law.amounts[name].inForceOnOrFirst(addDays(delay.dueOn, 1)).article;
}

/** So many cautions are read at once; more of them are unfolded by whoever wants them. */
const OPEN_AT_MOST = 3;

// --- sums -----------------------------------------------------------------------------------------

type SumsProps = {
  readonly outcome: Outcome;
  readonly kind: DebtorKind;
  readonly until: string;
  /** The labels of what is missing. */
  readonly missing: string;
  readonly stop: (day: string) => void;
  readonly showExample: (() => void) | null;
  readonly shared: Worded;
};

export function Sums({ outcome, kind, until, missing, stop, showExample, shared }: SumsProps) {
  const working = outcome.kind === "done" ? outcome.working : null;
  const shown = (sum: Money | undefined): string => (sum && (sum.cents > 0 || sum === working?.total) ? formatMoney(sum) : RESULT.none);
  return (
    <section class="app-statement" aria-labelledby="calculator-sums">
      <h2 class="app-statement__title" id="calculator-sums">
        {RESULT.title}
      </h2>
      <dl class="app-sums">
        <Sum label={RESULT.principal} sum={shown(working?.principal)} />
        <Sum label={RESULT.interest[kind]} sum={shown(working?.interest)} />
        <Sum label={RESULT.indemnity} sum={shown(working?.indemnity)} />
        <Sum label={until === "" ? RESULT.total : RESULT.at(formatDate(until))} sum={shown(working?.total)} isTotal />
      </dl>
      <p class="app-help calculator__note">
        {noteOf(outcome, missing)}{" "}
        {showExample && (
          <button type="button" class="app-quiet" data-example onClick={showExample}>
            {RESULT.example}
          </button>
        )}
      </p>
      {outcome.kind === "unknown" && (
        <div class="app-notice app-notice--refusal">
          <h3 class="app-notice__title">{RESULT.unknown}</h3>
          <p>{outcome.message}</p>
          {outcome.stopAt !== null && (
            <button type="button" class="app-button" data-stop onClick={() => stop(outcome.stopAt!)}>
              {RESULT.stop(formatDate(outcome.stopAt))}
            </button>
          )}
        </div>
      )}
      {outcome.kind === "refused" && <Refused problems={outcome.problems} shared={shared} />}
    </section>
  );
}

function Sum({ label, sum, isTotal }: { readonly label: string; readonly sum: string; readonly isTotal?: boolean }) {
  return (
    <div class={isTotal ? "app-sums__total" : undefined}>
      <dt>{label}</dt>
      <dd>{sum}</dd>
    </div>
  );
}

function noteOf(outcome: Outcome, missing: string): string {
  if (outcome.kind === "waiting") return RESULT.waiting(missing);
  if (outcome.kind !== "done") return RESULT.mend;
  const { due, delay, working } = outcome;
  if (working.segments.length > 0) {
    const late = due === null ? "" : RESULT.late(inDays(dayNumber(delay.until) - dayNumber(due.day)));
    return [late, due?.byLaw && FIELDS.byLaw(formatDate(due.day))].filter(Boolean).join(" ");
  }
  return due !== null && due.day >= delay.until ? RESULT.notLate : RESULT.noInterest;
}

function Refused({ problems, shared }: { readonly problems: readonly Problem[]; readonly shared: Worded }) {
  return (
    <div class="app-notice app-notice--refusal" data-refused>
      <h3 class="app-notice__title">{RESULT.refused}</h3>
      <ul>
        {problems.map((problem, index) => (
          <li key={index}>{told(problem, shared)}</li>
        ))}
      </ul>
    </div>
  );
}

export function Cautions({ done, shared }: { readonly done: Done; readonly shared: Worded }) {
  const said = done.working.warnings.map((problem) => told(problem, shared));
  if (done.halfTyped > 0) said.unshift(RESULT.halfTyped);
  if (said.length === 0) return null;
  return (
    <details class="app-notice app-notice--warning" open={said.length <= OPEN_AT_MOST}>
      <summary>{RESULT.warnings(said.length)}</summary>
      <ul>
        {said.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </details>
  );
}

// --- the statement --------------------------------------------------------------------------------

export function StatementTable({ done, article }: { readonly done: Done; readonly article: string }) {
  const { working, delay } = done;
  return (
    <div class="relance-scroll calculator__table" role="region" aria-label={TABLE.region} tabIndex={0}>
      <table>
        <caption class="relance-hidden">{TABLE.region}</caption>
        <thead>
          <tr>
            <th scope="col">{TABLE.from}</th>
            <th scope="col">{TABLE.to}</th>
            <th scope="col" class="calculator__number">
              {TABLE.days}
            </th>
            <th scope="col" class="calculator__number">
              {TABLE.principal}
            </th>
            <th scope="col" class="calculator__number">
              {TABLE.rate}
            </th>
            <th scope="col" class="calculator__number">
              {TABLE.interest}
            </th>
            <th scope="col">{TABLE.source}</th>
            <th scope="col">{TABLE.article}</th>
          </tr>
        </thead>
        <tbody>
          {working.segments.map((segment) => (
            <tr key={segment.first_day}>
              <td>{formatDateShort(segment.first_day)}</td>
              <td>{formatDateShort(segment.last_day)}</td>
              <td class="calculator__number">{formatInteger(segment.days)}</td>
              <td class="calculator__number">{formatMoney(segment.principal)}</td>
              <td class="calculator__number">{formatPercent(segment.annual_rate)}</td>
              <td class="calculator__number">{formatMoney(segment.interest)}</td>
              <td>{segment.source}</td>
              <td>{segment.article}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Foot label={RESULT.interest[delay.kind]} sum={working.interest} />
          {working.indemnity.cents > 0 && <Foot label={TABLE.indemnity} sum={working.indemnity} article={article} />}
          <Foot label={TABLE.total} sum={working.total} isTotal />
        </tfoot>
      </table>
    </div>
  );
}

type FootProps = { readonly label: string; readonly sum: Money; readonly article?: string; readonly isTotal?: boolean };

function Foot({ label, sum, article = "", isTotal = false }: FootProps) {
  return (
    <tr class={isTotal ? "calculator__total" : undefined}>
      <th scope="row" colSpan={5}>
        {label}
      </th>
      <td class="calculator__number">{formatMoney(sum)}</td>
      <td />
      <td>{article}</td>
    </tr>
  );
}

export function WorkingView({ done }: { readonly done: Done }) {
  const { working, delay } = done;
  return (
    <div class="calculator__working">
      <h3>{TABLE.working}</h3>
      <p>
        {TABLE.formula} {TABLE[working.day_count]} {delay.payments.length > 0 && TABLE.order[delay.allocation]}
      </p>
      <ol>
        {working.segments.map((segment) => (
          <li key={segment.first_day}>
            <span>{formula(segment, working.day_count)}</span> <strong>{`=${NBSP}${formatMoney(segment.interest)}`}</strong>
          </li>
        ))}
      </ol>
    </div>
  );
}
