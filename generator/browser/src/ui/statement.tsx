/** What may be claimed, and where each sum comes from: it opens into its segments, rates, sources and articles. */
import type { DebtorKind } from "../claim/choices";
import type { Asked } from "../form/asked";
import type { Law } from "../law/dated_values";
import type { Statement, StatementLine } from "../law/statement";
import { halfYearOf } from "../law/half_year";
import { contractualFloor } from "../law/rate_warnings";
import type { Segment } from "../law/interest";
import { addDays, formatDate, formatDateShort } from "../values/dates";
import { formatInteger } from "../values/integer";
import { type Money, formatMoney } from "../values/money";
import { formatPercent } from "../values/percent";
import { STATEMENT } from "../strings";

type Props = { readonly statement: Statement; readonly law: Law; readonly asked: Asked };

/** The lowest rate that a contract may set: shown beside the field, applied by nobody. */
export function floorWords(law: Law, on: string): string {
  const floor = /^\d{4}-\d\d-\d\d$/.test(on) ? contractualFloor(law, halfYearOf(on)) : undefined;
  return floor ? STATEMENT.floor(formatPercent(floor)) : STATEMENT.floorUnknown;
}

export function StatementView({ statement, law, asked }: Omit<Props, "statement"> & { readonly statement: Statement | null }) {
  return (
    <section class="app-statement" aria-labelledby="app-statement-title">
      <h3 class="app-statement__title" id="app-statement-title">
        {STATEMENT.title}
      </h3>
      {statement ? <Sums statement={statement} law={law} asked={asked} /> : <p class="app-help">{STATEMENT.waiting}</p>}
    </section>
  );
}

function Sums({ statement, law, asked }: Props) {
  const overdue = statement.lines.filter((line) => line.is_overdue);
  if (overdue.length === 0) return <p class="app-help">{STATEMENT.nothingOverdue}</p>;
  const isPublic = statement.kind === "public_body";
  return (
    <>
      <dl class="app-sums">
        <Sum label={STATEMENT.principal} amount={statement.principal} />
        {statement.interest.cents > 0 && (
          <Sum label={isPublic ? STATEMENT.publicInterest : STATEMENT.interest} amount={statement.interest} />
        )}
        {statement.indemnity.cents > 0 && <Sum label={STATEMENT.indemnity} amount={statement.indemnity} />}
        <Sum label={`${STATEMENT.total} au ${formatDate(statement.stopped_on)}`} amount={statement.total} isTotal />
      </dl>
      {statement.kind !== "consumer" && asked === "principal" && <p class="app-help">{STATEMENT.principalOnly}</p>}
      {statement.kind === "consumer" ? (
        <p class="app-help">{STATEMENT.consumer}</p>
      ) : (
        <details class="app-fold app-workings">
          <summary>{STATEMENT.open}</summary>
          {overdue.map((line, index) => (
            <Line key={index} line={line} article={indemnityArticle(law, statement.kind, line)} />
          ))}
          <p class="app-help">
            {STATEMENT[statement.day_count]} {STATEMENT.perDay(formatMoney(statement.daily_interest))}
          </p>
        </details>
      )}
    </>
  );
}

function Sum({ label, amount, isTotal }: { label: string; amount: Money; isTotal?: boolean }) {
  return (
    <div class={isTotal ? "app-sums__total" : undefined}>
      <dt>{label}</dt>
      <dd>{formatMoney(amount)}</dd>
    </div>
  );
}

function indemnityArticle(law: Law, kind: DebtorKind, line: StatementLine): string {
  const name = kind === "public_body" ? "public_recovery_indemnity" : "professional_recovery_indemnity";
  return law.amounts[name].inForceOnOrFirst(addDays(line.due_on, 1)).article;
}

function Line({ line, article }: { readonly line: StatementLine; readonly article: string }) {
  return (
    <section class="app-workings__line">
      <h4>
        {line.number}
        <span>{STATEMENT.late(formatDateShort(line.due_on), formatInteger(line.days_late))}</span>
      </h4>
      <ol>
        {line.segments.map((segment) => (
          <SegmentView key={segment.first_day} segment={segment} />
        ))}
        {line.indemnity.cents > 0 && (
          <li>
            <span class="app-workings__what">{STATEMENT.indemnity}</span>
            <span class="app-workings__sum">{formatMoney(line.indemnity)}</span>
            <small>{article}.</small>
          </li>
        )}
      </ol>
    </section>
  );
}

function SegmentView({ segment }: { readonly segment: Segment }) {
  const days = segment.days > 1 ? STATEMENT.days(formatInteger(segment.days)) : STATEMENT.day;
  return (
    <li>
      <span class="app-workings__what">
        {STATEMENT.segment(formatDateShort(segment.first_day), formatDateShort(segment.last_day), days)}
        <br />
        {STATEMENT.times(formatMoney(segment.principal), formatPercent(segment.annual_rate))}
      </span>
      <span class="app-workings__sum">{formatMoney(segment.interest)}</span>
      <small>
        {segment.source}. {segment.article}.
      </small>
    </li>
  );
}
