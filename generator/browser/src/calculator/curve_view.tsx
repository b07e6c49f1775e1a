/**
 * The curve as a picture. Across it is drawn in shares of the width, so that its words keep their size in a narrow
 * window; the table beside it says the same.
 */
import { formatDate, formatDateShort } from "../values/dates";
import { Money, formatMoney, formatMoneyShort } from "../values/money";
import { formatPercent } from "../values/percent";
import { type Curve, type Point } from "./curve";
import { CURVE } from "./strings";

/** Pixels. */
const HEIGHT = 236;
const TOP = 22;
const BOTTOM = 28;
const PLOT = HEIGHT - TOP - BOTTOM;
/** Of the drawing that is stretched across. */
const SCALE = 1000;

const across = (x: number): string => `${(100 * x).toFixed(2)}%`;
const down = (y: number): number => TOP + y * PLOT;

export function CurveView({ curve }: { readonly curve: Curve | null }) {
  return (
    <figure class="figure figure--curve">
      <figcaption class="figure__title">{CURVE.title}</figcaption>
      {curve ? <Drawn curve={curve} /> : <p class="figure__empty">{CURVE.empty}</p>}
    </figure>
  );
}

function Drawn({ curve }: { readonly curve: Curve }) {
  const sum = formatMoney(new Money(curve.sum));
  return (
    <svg class="figure__drawing" width="100%" height={HEIGHT} role="img" aria-labelledby="curve-title curve-desc">
      <title id="curve-title">{CURVE.title}</title>
      <desc id="curve-desc">{described(curve, sum)}</desc>
      {curve.steps.map((step) => (
        <g key={step.cents}>
          <line class="figure__grid" x1="0" x2="100%" y1={down(step.y)} y2={down(step.y)} />
          <text class="figure__tick" x="0" y={down(step.y) - 5}>
            {formatMoneyShort(new Money(step.cents))}
          </text>
        </g>
      ))}
      {curve.rates.map(({ on, x, y, rate, name }) => (
        <g key={on}>
          {x > 0 && <line class="figure__change" x1={across(x)} x2={across(x)} y1={TOP} y2={TOP + PLOT} />}
          {x > 0 && <circle class="figure__turn" cx={across(x)} cy={down(y)} r="3" />}
          {name && (
            <text class="figure__rate" x={name === "end" ? "100%" : across(x)} y={TOP - 9} dx={x > 0 && name === "start" ? 4 : 0} text-anchor={name}>
              {formatPercent(rate)}
            </text>
          )}
        </g>
      ))}
      <svg y={TOP} width="100%" height={PLOT} viewBox={`0 0 ${SCALE} ${SCALE}`} preserveAspectRatio="none">
        <polygon class="figure__area" points={listed([...curve.points, { x: 1, y: 1 }, { x: 0, y: 1 }])} />
        <polyline class="figure__line" points={listed(curve.points)} vector-effect="non-scaling-stroke" />
      </svg>
      <line class="figure__base" x1="0" x2="100%" y1={TOP + PLOT} y2={TOP + PLOT} />
      {curve.payments.map(({ x, y }, index) => (
        <g key={index}>
          <line class="figure__paid-line" x1={across(x)} x2={across(x)} y1={down(y)} y2={TOP + PLOT} />
          <circle class="figure__paid" cx={across(x)} cy={down(y)} r="5" />
        </g>
      ))}
      <circle class="figure__end" cx="100%" cy={down(curve.points.at(-1)!.y)} r="4" />
      <text class="figure__sum" x="100%" y={down(curve.points.at(-1)!.y) - 10} text-anchor="end">
        {sum}
      </text>
      <text class="figure__tick" x="0" y={HEIGHT - 8}>
        {formatDateShort(curve.firstDay)}
      </text>
      {curve.payments.length > 0 && (
        <text class="figure__tick figure__tick--paid" x="50%" y={HEIGHT - 8} text-anchor="middle">
          ● {curve.payments.length > 1 ? `${CURVE.payment}s` : CURVE.payment}
        </text>
      )}
      <text class="figure__tick" x="100%" y={HEIGHT - 8} text-anchor="end">
        {formatDateShort(curve.lastDay)}
      </text>
    </svg>
  );
}

function described(curve: Curve, sum: string): string {
  const rates = curve.rates.map(({ on, rate }) => CURVE.rate(formatDate(on), formatPercent(rate)));
  const payments = curve.payments.map(({ on, cents }) => CURVE.paid(formatDate(on), formatMoney(new Money(cents))));
  return [CURVE.describe(sum, formatDate(curve.firstDay), formatDate(curve.lastDay)), ...rates, ...payments].join(" ");
}

function listed(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${(SCALE * x).toFixed(2)},${(SCALE * y).toFixed(2)}`).join(" ");
}
