"""The rates as a picture: a line in steps for each, half-year by half-year, from the data of the statements.

Drawn in shares of the width, so that its words keep their size in a narrow window, and in the colours of the page.
The tables of the page say the same, each value with its source.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from generator.law.data_files import amount, legal_interest_rate, refinancing_rate
from generator.law.half_year import HalfYear, half_years_between
from generator.law.rates import RateRule, professional_default_rate, public_buyer_rate
from generator.messages import NBSP
from generator.values import percent

HEIGHT, TOP, BOTTOM = 300, 10, 26
"""Pixels: of the whole, above and below the plot."""
PLOT = HEIGHT - TOP - BOTTOM
SCALE = 1000
"""Of the drawing that is stretched across."""
STEP = 5
"""Points between two lines across."""
LABEL_HEIGHT = 15
YEARS_BETWEEN_LABELS = 3


class Series(Struct, frozen=True):
    """A rate by half-year, in points; ``id`` is its class in `figures.css`."""

    id: str
    name: str
    values: tuple[tuple[HalfYear, Decimal], ...]

    @property
    def last(self) -> Decimal:
        """The latest value known."""
        return self.values[-1][1]


def all_series() -> tuple[Series, ...]:
    """What the statements are computed with, since the first legal interest rate of the data."""
    legal, refinancing = legal_interest_rate(), refinancing_rate()
    known = sorted(half_year for half_year in legal.values if half_year.first_day <= legal.checked_up_to)
    half_years = half_years_between(known[0].first_day, refinancing.last_covered_day)
    floor = amount("contractual_rate_floor")
    interest = tuple((half_year, legal.values[half_year].other_cases) for half_year in known)
    times = ((one, rate * floor.in_force_on(one.first_day).value) for one, rate in interest)
    return (
        Series("professional", "Entre professionnels", _by(professional_default_rate, half_years)),
        Series("public", "Acheteur public", _by(public_buyer_rate, half_years)),
        Series("floor", "Plancher d’un taux convenu", tuple(times)),
        Series("legal", "Intérêt légal, autres cas", interest),
    )


def _by(rule: RateRule, half_years: Sequence[HalfYear]) -> tuple[tuple[HalfYear, Decimal], ...]:
    return tuple((one, next(iter(rule(one.first_day, one.first_day))).annual_rate) for one in half_years)


def rates_chart() -> str:
    """The figure as HTML, without an empty line: Markdown lets it through as it is."""
    series = all_series()
    first = series[0].values[0][0]
    unknown = min(one.values[-1][0] for one in series).next
    plot = _Plot(first, unknown, max(value for one in series for _, value in one.values))
    lines = [
        '<figure class="figure figure--rates" data-search-exclude="">',
        f'<figcaption class="figure__title" id="taux-courbe">Les taux depuis {first.year}</figcaption>',
        '<div class="figure__plot">',
        f'<svg class="figure__drawing" width="100%" height="{HEIGHT}" role="img"',
        ' aria-labelledby="taux-titre taux-texte">',
        f'<title id="taux-titre">Taux du retard de paiement depuis {first.year}, par semestre</title>',
        f'<desc id="taux-texte">{html.escape(_described(series, unknown))}</desc>',
        *plot.frame(unknown),
        f'<svg y="{TOP}" width="100%" height="{PLOT}" viewBox="0 0 {SCALE} {SCALE}" preserveAspectRatio="none">',
        *(plot.line(one) for one in reversed(series)),
        "</svg>",
        *plot.ends(series),
        *plot.tips(series),
        "</svg>",
        "</div>",
        _legend(series),
        "</figure>",
    ]
    return "\n".join(lines)


def _described(series: Sequence[Series], unknown: HalfYear) -> str:
    said = (f"{one.name}{NBSP}: {percent.format(one.last)} au {one.values[-1][0].in_words}." for one in series)
    return " ".join([*said, f"Le {unknown.in_words} n’est pas encore connu. Les tableaux donnent chaque valeur."])


def _legend(series: Sequence[Series]) -> str:
    items = (
        f'<li><svg class="figure__key" width="28" height="10" aria-hidden="true">'
        f'<line class="figure__series figure__series--{one.id}" x1="1" x2="27" y1="5" y2="5"/></svg>{one.name}</li>'
        for one in series
    )
    unknown = (
        '<li><svg class="figure__key" width="28" height="14" aria-hidden="true"><rect class="figure__unknown"'
        ' x="8" y="0" width="12" height="14"/><text class="figure__mark" x="14" y="11" text-anchor="middle">?</text>'
        "</svg>pas encore publié</li>"
    )
    return f'<ul class="figure__legend" aria-label="Légende">{"".join(items)}{unknown}</ul>'


class _Plot:
    """Where a half-year and a rate stand."""

    def __init__(self, first: HalfYear, last: HalfYear, highest: Decimal) -> None:
        self._first = first
        self._count = self._place(last) + 1
        self._top = int(highest) + 1

    def _place(self, half_year: HalfYear) -> int:
        return (half_year.year - self._first.year) * 2 + half_year.half - self._first.half

    def across(self, half_year: HalfYear) -> float:
        """Its beginning, from 0 to 1."""
        return self._place(half_year) / self._count

    def down(self, rate: Decimal | int) -> float:
        """From 0 at the top to 1 at nil."""
        return 1 - float(rate) / self._top

    def _y(self, rate: Decimal | int) -> float:
        return TOP + PLOT * self.down(rate)

    def frame(self, unknown: HalfYear) -> list[str]:
        """Lines across with their rates, years, and the half-year that nobody knows yet."""
        start, width = self.across(unknown), self.across(unknown.next) - self.across(unknown)
        lines = [
            f'<rect class="figure__unknown" x="{start:.2%}" y="{TOP}" width="{width:.2%}" height="{PLOT}"/>',
            f'<text class="figure__mark" x="{start + width / 2:.2%}" y="{TOP + 16}" text-anchor="middle">?</text>',
        ]
        for rate in range(0, self._top + 1, STEP):
            kind, y = "base" if rate == 0 else "grid", f"{self._y(rate):.1f}"
            lines.append(f'<line class="figure__{kind}" x1="0" x2="100%" y1="{y}" y2="{y}"/>')
            lines.append(
                f'<text class="figure__tick" x="0" dx="-8" y="{y}" dy="4" text-anchor="end">{rate}{NBSP}%</text>'
            )
        for year in range(self._first.year, unknown.year + 1, YEARS_BETWEEN_LABELS):
            x = f"{self.across(HalfYear(year, 1)):.2%}"
            lines.append(f'<line class="figure__year" x1="{x}" x2="{x}" y1="{TOP + PLOT}" y2="{TOP + PLOT + 5}"/>')
            lines.append(f'<text class="figure__tick" x="{x}" y="{HEIGHT - 5}" text-anchor="middle">{year}</text>')
        return lines

    def line(self, series: Series) -> str:
        """One rate, in steps: two points for each half-year, its beginning and its end."""
        points = " ".join(
            f"{SCALE * x:.2f},{SCALE * self.down(value):.2f}"
            for half_year, value in series.values
            for x in (self.across(half_year), self.across(half_year.next))
        )
        kind = f"figure__series figure__series--{series.id}"
        return f'<polyline class="{kind}" points="{points}" vector-effect="non-scaling-stroke"/>'

    def ends(self, series: Sequence[Series]) -> list[str]:
        """The latest value of each, beside the plot, kept apart where two are close."""
        lines, least = [], 0.0
        for one in sorted(series, key=lambda one: one.last, reverse=True):
            y = max(self._y(one.last) + 4, least)
            least = y + LABEL_HEIGHT
            lines.append(
                f'<text class="figure__value figure__value--{one.id}" x="100%" dx="6" y="{y:.1f}">'
                f"{percent.format(one.last)}</text>"
            )
        return lines

    def tips(self, series: Sequence[Series]) -> list[str]:
        """What a mouse reads over each half-year."""
        known = [dict(one.values) for one in series]
        lines = []
        for half_year in known[0]:
            said = [
                f"{one.name}{NBSP}: {percent.format(of[half_year])}"
                for one, of in zip(series, known, strict=True)
                if half_year in of
            ]
            words = html.escape("\n".join([half_year.in_words, *said]))
            x, width = self.across(half_year), self.across(half_year.next) - self.across(half_year)
            lines.append(
                f'<rect class="figure__tip" x="{x:.2%}" y="{TOP}" width="{width:.2%}" height="{PLOT}">'
                f"<title>{words}</title></rect>"
            )
        return lines
