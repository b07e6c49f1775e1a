from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise

import pytest

from generator.law.data_files import legal_interest_rate, refinancing_rate
from generator.law.half_year import HalfYear
from generator.messages import NBSP
from generator.values import percent
from generator.website import rates_chart
from generator.website.page_head import refused_by_policy
from generator.website.rates_page import rates_page


@pytest.fixture(scope="module")
def figure() -> ET.Element:
    return ET.fromstring(rates_chart.rates_chart())  # noqa: S314  # our own


def drawn(figure: ET.Element, series: str) -> list[Decimal]:
    """The rates of a line, read back from its points by the two grid lines of 0 % and 10 %, one for a half-year."""
    ticks = {text.text: float(text.attrib["y"]) for text in figure.iter("text") if "text-anchor" in text.attrib}
    nil, ten = ticks[f"0{NBSP}%"], ticks[f"10{NBSP}%"]
    (line,) = (one for one in figure.iter("polyline") if one.attrib["class"].endswith(f"--{series}"))
    box = next(one for one in figure.iter("svg") if "viewBox" in one.attrib)
    top, height = float(box.attrib["y"]), float(box.attrib["height"])
    points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
    for start, end in zip(points[::2], points[1::2], strict=True):
        assert start[1] == end[1]
    places = (top + height * y / rates_chart.SCALE for _, y in points[::2])
    return [Decimal(10 * (place - nil) / (ten - nil)).quantize(Decimal("0.01")) for place in places]


def near(found: list[Decimal], wanted: list[Decimal]) -> bool:
    """As exactly as a tenth of a pixel can say it."""
    return len(found) == len(wanted) and all(abs(a - b) < Decimal("0.02") for a, b in zip(found, wanted, strict=True))


def test_each_line_is_drawn_from_the_data(figure: ET.Element) -> None:
    legal = [rate.other_cases for _, rate in sorted(legal_interest_rate().values.items())]
    assert near(drawn(figure, "legal"), legal)
    assert near(drawn(figure, "floor"), [3 * rate for rate in legal])
    half_years = [HalfYear(year, half) for year in range(2015, 2027) for half in (1, 2)]
    base = [refinancing_rate().for_half_year(half_year).value for half_year in half_years]
    assert near(drawn(figure, "professional"), [rate + 10 for rate in base])
    assert near(drawn(figure, "public"), [rate + 8 for rate in base])


def test_the_latest_values_stand_beside_the_lines_apart_from_each_other(figure: ET.Element) -> None:
    values = [one for one in figure.iter("text") if "figure__value" in one.attrib["class"]]
    assert [one.text for one in values] == [f"{value}{NBSP}%" for value in ("12,40", "10,40", "8,25", "2,75")]
    places = [float(one.attrib["y"]) for one in values]
    assert all(after - before >= rates_chart.LABEL_HEIGHT for before, after in pairwise(places))


def test_what_is_not_known_yet_is_shown_and_not_drawn(figure: ET.Element) -> None:
    band = next(one for one in figure.iter("rect") if one.attrib["class"] == "figure__unknown")
    start = float(band.attrib["x"].rstrip("%"))
    ends = [float(line.attrib["points"].split()[-1].split(",")[0]) for line in figure.iter("polyline")]
    assert max(ends) / rates_chart.SCALE * 100 == pytest.approx(start, abs=0.01)
    assert "2027 n’est pas encore connu" in (figure.findtext(".//desc") or "").replace(NBSP, " ")
    assert "pas encore publié" in "".join(figure.itertext())


def test_it_has_a_name_and_says_in_words_what_it_shows(figure: ET.Element) -> None:
    drawing = next(figure.iter("svg"))
    assert drawing.attrib["role"] == "img"
    named = {one.attrib["id"] for one in figure.iter() if "id" in one.attrib}
    assert set(drawing.attrib["aria-labelledby"].split()) <= named
    said = figure.findtext(".//desc") or ""
    for series in rates_chart.all_series():
        assert f"{series.name}{NBSP}: {percent.format(series.last)}" in said
    tips = [one.text or "" for one in figure.iter("title")][1:]
    assert len(tips) == len(legal_interest_rate().values)
    assert tips[-1].split("\n")[1] == f"Entre professionnels{NBSP}: 12,40{NBSP}%"


def test_the_page_shows_it_and_says_when_the_next_value_comes() -> None:
    page = rates_page()
    assert rates_chart.rates_chart() in page
    assert "\n\n" not in rates_chart.rates_chart()
    assert "d’ordinaire en décembre" in page
    assert refused_by_policy(rates_chart.rates_chart(), uri="taux/") == []
