/** Where each sum comes from: segments, rates, sources and articles. Loaded when it is opened. */
import type { DebtorKind } from "../claim/choices";
import type { Law } from "../law/dated_values";
import { halfYearOf } from "../law/half_year";
import type { Segment } from "../law/interest";
import { contractualFloor } from "../law/rate_warnings";
import type { Statement, StatementLine } from "../law/statement";
import { STATEMENT } from "../strings/statement";
import { WORKINGS } from "../strings/workings";
import { addDays, formatDateShort } from "../values/dates";
import { formatInteger } from "../values/integer";
import { formatMoney } from "../values/money";
import { formatPercent } from "../values/percent";

/** The lowest rate that a contract may set: shown beside the field, applied by nobody. */
export function floorWords(law: Law, on: string): string {
  const floor = /^\d{4}-\d\d-\d\d$/.test(on) ? contractualFloor(law, halfYearOf(on)) : undefined;
  return floor ? WORKINGS.floor(formatPercent(floor)) : WORKINGS.floorUnknown;
}

export function Workings({ statement, law }: { readonly statement: Statement; readonly law: Law }) {
  return (
    <>
      {statement.lines
        .filter((line) => line.is_overdue)
        .map((line, index) => (
          <Line key={index} line={line} article={indemnityArticle(law, statement.kind, line)} />
        ))}
      <p class="app-help">
        {WORKINGS[statement.day_count]} {WORKINGS.perDay(formatMoney(statement.daily_interest))}
      </p>
    </>
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
        <span>{WORKINGS.late(formatDateShort(line.due_on), formatInteger(line.days_late))}</span>
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
  const days = segment.days > 1 ? WORKINGS.days(formatInteger(segment.days)) : WORKINGS.day;
  return (
    <li>
      <span class="app-workings__what">
        {WORKINGS.segment(formatDateShort(segment.first_day), formatDateShort(segment.last_day), days)}
        <br />
        {WORKINGS.times(formatMoney(segment.principal), formatPercent(segment.annual_rate))}
      </span>
      <span class="app-workings__sum">{formatMoney(segment.interest)}</span>
      <small>
        {segment.source}. {segment.article}.
      </small>
    </li>
  );
}
