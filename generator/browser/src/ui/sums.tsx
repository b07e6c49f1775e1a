/** What may be claimed: its sums, and the way to where each of them comes from. */
import type { Children } from "../dom";
import type { Asked } from "../form/asked";
import type { Statement } from "../law/statement";
import { STATEMENT } from "../strings/statement";
import { formatDate } from "../values/dates";
import { type Money, formatMoney } from "../values/money";

type Props = {
  readonly statement: Statement;
  readonly asked: Asked;
  /** What opens into segments, rates and articles. */
  readonly working: (statement: Statement) => Children;
};

export function StatementView({ statement, asked, working }: Omit<Props, "statement"> & { readonly statement: Statement | null }) {
  return (
    <section class="app-statement" aria-labelledby="app-statement-title">
      <h3 class="app-statement__title" id="app-statement-title">
        {STATEMENT.title}
      </h3>
      {statement ? <Sums statement={statement} asked={asked} working={working} /> : <p class="app-help">{STATEMENT.waiting}</p>}
    </section>
  );
}

function Sums({ statement, asked, working }: Props) {
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
        working(statement)
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

