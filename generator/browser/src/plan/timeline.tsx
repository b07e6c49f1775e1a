/** The plan as a picture that is a list: days down a line, as far apart as time is long. */
import type { Children } from "../dom";
import { dayNumber, formatDate, weekday } from "../values/dates";
import type { Plan, Step, StepKind } from "./plan";
import { PLAN, WEEKDAYS } from "./strings";

type Props = { readonly plan: Plan; readonly today: string; readonly root: string; readonly fragment: string };

/** A point of the line: a step, or one of the two days that are none. */
type Point = { readonly on: string; readonly step: Step | null; readonly kind: StepKind | "due" | "today" };

/** Where to read on, by kind. */
const PAGES: Readonly<Partial<Record<StepKind, readonly [page: string, words: string]>>> = {
  deadline: ["guide/apres-la-mise-en-demeure/", PLAN.after],
  claim: ["guide/acheteurs-publics/", PLAN.public],
  declaration: ["guide/procedure-collective/", PLAN.declare],
  limitation: ["guide/prescription/", PLAN.limitation],
};

export function Timeline({ plan, today, root, fragment }: Props) {
  const points = pointsOf(plan, today);
  return (
    <ol class="plan-line">
      {points.map((point, index) => (
        <li
          key={`${point.kind}${point.on}${point.step?.title ?? ""}${index}`}
          class={`plan-point plan-point--${point.kind}${point.step?.done ? " plan-point--done" : ""}${isPast(point, today) ? " plan-point--past" : ""}`}
          style={{ "--plan-gap": `${gapBefore(points, index)}rem` }}
        >
          <time class="plan-point__day" dateTime={point.on}>
            {WEEKDAYS[weekday(point.on)]} {formatDate(point.on)}
          </time>
          <Said point={point} root={root} fragment={fragment} />
        </li>
      ))}
    </ol>
  );
}

function pointsOf(plan: Plan, today: string): readonly Point[] {
  const points: Point[] = [
    ...plan.steps.map((step) => ({ on: step.on, step, kind: step.kind })),
    { on: plan.due_on, step: null, kind: "due" as const },
    { on: today, step: null, kind: "today" as const },
  ];
  const rank = ({ kind }: Point): number => (kind === "due" ? 0 : kind === "today" ? 1 : 2);
  // The sort is stable: steps of one day stay in their order.
  return points.sort((a, b) => dayNumber(a.on) - dayNumber(b.on) || rank(a) - rank(b));
}

function isPast({ on, kind }: Point, today: string): boolean {
  return on < today && kind !== "today";
}

/** In rem: a week is seen, years do not fill the page. */
function gapBefore(points: readonly Point[], index: number): number {
  if (index === 0) return 0;
  const days = dayNumber(points[index]!.on) - dayNumber(points[index - 1]!.on);
  return days === 0 ? 0.3 : Math.min(4.5, 0.5 + days * 0.07);
}

function Said({ point, root, fragment }: { readonly point: Point; readonly root: string; readonly fragment: string }) {
  const { step, kind } = point;
  if (kind === "today") return <p class="plan-point__title">{PLAN.today}</p>;
  if (step === null) return <Words title={PLAN.due} reason={PLAN.dueReason} article="" />;
  const [page, words] = PAGES[step.kind] ?? ["", ""];
  const title = step.letter ? <a href={`${root}lettres/${step.letter}/${fragment}`}>{step.title}</a> : step.title;
  return (
    <Words title={title} reason={step.reason} article={step.article}>
      {page && <a href={root + page}>{words}</a>}
    </Words>
  );
}

type WordsProps = {
  readonly title: Children;
  readonly reason: string;
  readonly article: string;
  readonly children?: Children;
};

function Words({ title, reason, article, children }: WordsProps) {
  return (
    <div>
      <p class="plan-point__title">{title}</p>
      <p class="plan-point__reason">
        {reason}
        {children && <> · {children}</>}
      </p>
      {article && <small class="relance-source-of">{article}</small>}
    </div>
  );
}

/** « lundi 30 novembre 2026 » */
export function inWords(day: string): string {
  return `${WEEKDAYS[weekday(day)]} ${formatDate(day)}`;
}
