/** The statement in words: the working of each period, a text to paste, and lines for a spreadsheet. */
import type { DayCount } from "../claim/choices";
import type { Segment } from "../law/interest";
import { dayNumber, earliest, formatDate, formatDateShort, iso, latest, yearOf } from "../values/dates";
import { type Money, formatMoney } from "../values/money";
import { formatInteger } from "../values/integer";
import { NBSP } from "../no_break";
import { formatPercent } from "../values/percent";
import type { Done } from "./outcome";
import { RESULT, TABLE } from "./strings";

/** « 10 000,00 € × 12,15 % × 60 / 365 », before it is rounded. */
export function formula(segment: Segment, dayCount: DayCount): string {
  const { principal, annual_rate } = segment;
  const parts = dayCount === "act_365" ? [`${segment.days}${NBSP}/${NBSP}365`] : yearsOf(segment);
  const days = parts.length > 1 ? `(${parts.join(" + ")})` : parts[0]!;
  return `${formatMoney(principal)} × ${formatPercent(annual_rate)} × ${days}`;
}

/** The days of each calendar year over its length; years of one length are put together. */
function yearsOf({ first_day, last_day }: Segment): readonly string[] {
  const counts = new Map<number, number>();
  for (let year = yearOf(first_day); year <= yearOf(last_day); year += 1) {
    const [start, end] = [iso(year, 1, 1), iso(year, 12, 31)];
    const length = dayNumber(end) - dayNumber(start) + 1;
    const days = dayNumber(earliest(last_day, end)) - dayNumber(latest(first_day, start)) + 1;
    counts.set(length, (counts.get(length) ?? 0) + days);
  }
  return [...counts].map(([length, days]) => `${days}${NBSP}/${NBSP}${length}`);
}

/** Label and sum, in the order in which they are added up; what is nil is left out, the total never. */
export function sumsOf({ working, delay }: Done): readonly (readonly [label: string, sum: Money])[] {
  const sums = [
    [RESULT.principal, working.principal],
    [RESULT.interest[delay.kind], working.interest],
    [RESULT.indemnity, working.indemnity],
  ] as const;
  return [...sums.filter(([, sum]) => sum.cents > 0), [RESULT.at(formatDate(delay.until)), working.total]];
}

/** The statement as a text, for a message or a file of notes. */
export function asText(done: Done, indemnityArticle: string): string {
  const { working, delay, due } = done;
  const opening =
    due === null ? formatMoney(delay.amount) : `${formatMoney(delay.amount)} à payer le ${formatDate(due.day)}`;
  const segments = working.segments.map(
    (segment) =>
      `Du ${formatDateShort(segment.first_day)} au ${formatDateShort(segment.last_day)}, ` +
      `${inDays(segment.days)}${NBSP}: ${formula(segment, working.day_count)} = ${formatMoney(segment.interest)}`,
  );
  const payments = delay.payments
    .filter((payment) => payment.on <= delay.until)
    .map((payment) => `Payé le ${formatDateShort(payment.on)}${NBSP}: ${formatMoney(payment.amount)}`);
  const sums = sumsOf(done).map(([label, sum]) => `${label}${NBSP}: ${formatMoney(sum)}`);
  const sources = new Set(working.segments.map((segment) => `${segment.source} (${segment.article})`));
  if (working.indemnity.cents > 0) sources.add(`${TABLE.indemnity} (${indemnityArticle})`);
  const blocks = [[opening, ...payments], segments, sums, [...sources]];
  return `${blocks.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** « 60 jours » */
export function inDays(days: number): string {
  return `${formatInteger(days)}${NBSP}${days > 1 ? "jours" : "jour"}`;
}

/** The statement as rows of cells: decimals after a comma and no sign, as a French spreadsheet reads numbers. */
export function rows(done: Done, indemnityArticle: string): readonly (readonly string[])[] {
  const { working } = done;
  const head = [TABLE.from, TABLE.to, TABLE.days, TABLE.principal, `${TABLE.rate} (%)`, TABLE.interest, TABLE.source, TABLE.article];
  const segments = working.segments.map((segment) => [
    formatDateShort(segment.first_day),
    formatDateShort(segment.last_day),
    String(segment.days),
    number(segment.principal),
    String(segment.annual_rate).replace(".", ","),
    number(segment.interest),
    segment.source,
    segment.article,
  ]);
  const sums = sumsOf(done).map(([label, sum]) => {
    const article = label === RESULT.indemnity ? indemnityArticle : "";
    return [label, "", "", "", "", number(sum), "", article];
  });
  const plain = [head, ...segments, ...sums];
  return plain.map((row) => row.map((cell) => cell.replace(/[\u00a0\u202f]/g, " ")));
}

function number(sum: Money): string {
  return String(sum).replace(".", ",");
}

export function asTsv(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => `${row.join("\t")}\n`).join("");
}

/** Semicolons, and the mark by which Excel knows UTF-8. */
export function asCsv(cells: readonly (readonly string[])[]): string {
  const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `\ufeff${cells.map((row) => `${row.map(quoted).join(";")}\r\n`).join("")}`;
}
