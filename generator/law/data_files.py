"""The law's numbers as they are kept: ``data/*.yml``, read once, when first asked for.

Each value has the day it took effect, its source and its confidence; each file the day up to which someone checked
that nothing is missing. All three are required: a value without them is not used.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator import strict_yaml
from generator.errors import ContentError, Problem
from generator.law.dated_values import Confidence, DatedSeries, DatedValue, LegalInterestRate, LegalInterestSeries
from generator.law.half_year import HalfYear
from generator.messages import NBSP, listed, quoted

REFINANCING_RATE = "refinancing_rate"
LEGAL_INTEREST_RATE = "legal_interest_rate"
AMOUNTS = "amounts"


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Number = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]
_Text = Annotated[str, Field(min_length=1)]


_Read = TypeVar("_Read", bound=_Row)


class _RateRow(_Row):
    effective: date
    rate: _Number
    source: _Text
    confidence: Confidence


class _RefinancingFile(_Row):
    title: _Text
    checked_up_to: date
    values: Annotated[list[_RateRow], Field(min_length=1)]


class _LegalRow(_Row):
    half_year: Annotated[str, Field(pattern=r"^[0-9]{4}-S[12]$")]
    individuals: _Number
    other_cases: _Number
    source: _Text
    confidence: Confidence
    note: str = ""


class _LegalFile(_Row):
    title: _Text
    checked_up_to: date
    values: Annotated[list[_LegalRow], Field(min_length=1)]


class _AmountRow(_Row):
    effective: date
    value: _Number
    article: _Text
    source: _Text
    confidence: Confidence


class _AmountSeries(_Row):
    title: _Text
    values: Annotated[list[_AmountRow], Field(min_length=1)]


class AmountName(StrEnum):
    """The sums, margins, multiples and periods that ``amounts.yml`` holds, all of them and nothing else."""

    PROFESSIONAL_RECOVERY_INDEMNITY = "professional_recovery_indemnity"
    PUBLIC_RECOVERY_INDEMNITY = "public_recovery_indemnity"
    PROFESSIONAL_DEFAULT_MARGIN = "professional_default_margin"
    PUBLIC_MARGIN = "public_margin"
    CONTRACTUAL_RATE_FLOOR = "contractual_rate_floor"
    LEGAL_PAYMENT_TERM = "legal_payment_term"
    LONGEST_PAYMENT_TERM = "longest_payment_term"
    END_OF_MONTH_TERM = "end_of_month_term"
    PUBLIC_PAYMENT_TERM = "public_payment_term"
    PROFESSIONAL_LIMITATION = "professional_limitation"
    CONSUMER_LIMITATION = "consumer_limitation"
    NON_PROFESSIONAL_LIMITATION = "non_professional_limitation"
    PUBLIC_LIMITATION = "public_limitation"


class _AmountsFile(_Row):
    checked_up_to: date
    series: dict[AmountName, _AmountSeries]


def read_refinancing_rate(text: str, *, path: str) -> DatedSeries:
    """The refinancing rate from the text of its file."""
    read = _checked(_RefinancingFile, text, path)
    values = [
        DatedValue(effective=row.effective, value=row.rate, source=row.source, confidence=row.confidence)
        for row in read.values
    ]
    return DatedSeries(title=read.title, checked_up_to=read.checked_up_to, values=_in_order(values, path))


def read_legal_interest_rate(text: str, *, path: str) -> LegalInterestSeries:
    """The legal interest rate from the text of its file."""
    read = _checked(_LegalFile, text, path)
    values: dict[HalfYear, LegalInterestRate] = {}
    for row in read.values:
        half_year = HalfYear(int(row.half_year[:4]), int(row.half_year[-1]))
        if half_year in values:
            raise ContentError([Problem(path=path, message=f"semestre répété {quoted(row.half_year)}")])
        values[half_year] = LegalInterestRate(**{**row.model_dump(), "half_year": half_year})
    return LegalInterestSeries(title=read.title, checked_up_to=read.checked_up_to, values=values)


def read_amounts(text: str, *, path: str) -> Mapping[AmountName, DatedSeries]:
    """The sums, margins and periods from the text of their file."""
    read = _checked(_AmountsFile, text, path)
    if missing := [name for name in AmountName if name not in read.series]:
        raise ContentError([Problem(path=path, message=f"il manque {listed(map(quoted, missing), 'et')}")])
    return {name: _amount_series(series, read.checked_up_to, path) for name, series in read.series.items()}


def _amount_series(read: _AmountSeries, checked_up_to: date, path: str) -> DatedSeries:
    values = [DatedValue(**row.model_dump()) for row in read.values]
    return DatedSeries(title=read.title, checked_up_to=checked_up_to, values=_in_order(values, path))


def _in_order(values: list[DatedValue], path: str) -> tuple[DatedValue, ...]:
    for earlier, later in pairwise(values):
        if later.effective <= earlier.effective:
            message = f"{quoted(str(later.effective))} ne peut pas suivre {quoted(str(earlier.effective))}"
            raise ContentError([Problem(path=path, message=message)])
    return tuple(values)


def _checked(kind: type[_Read], text: str, path: str) -> _Read:
    try:
        return kind.model_validate(strict_yaml.load(text, path=path).data)
    except ValidationError as error:
        raise ContentError(
            Problem(
                path=path,
                field=".".join(map(str, found["loc"])),
                message=f"{quoted(str(found['input']))}{NBSP}: {found['msg']}",
            )
            for found in error.errors()
        ) from error


def _file(name: str) -> tuple[str, str]:
    path = f"generator/law/data/{name}.yml"
    return files("generator.law").joinpath("data", f"{name}.yml").read_text(encoding="utf-8"), path


@cache
def refinancing_rate() -> DatedSeries:
    """The ECB's main refinancing rate (taux de refinancement), not the deposit rate."""
    text, path = _file(REFINANCING_RATE)
    return read_refinancing_rate(text, path=path)


@cache
def legal_interest_rate() -> LegalInterestSeries:
    """The legal interest rate (taux de l'intérêt légal)."""
    text, path = _file(LEGAL_INTEREST_RATE)
    return read_legal_interest_rate(text, path=path)


@cache
def amount(name: AmountName) -> DatedSeries:
    """One of the sums, margins and multiples that a text sets."""
    return _amounts()[name]


@cache
def _amounts() -> Mapping[AmountName, DatedSeries]:
    text, path = _file(AMOUNTS)
    return read_amounts(text, path=path)


def law_data_json() -> dict[str, object]:
    """All the data as the page reads it: numbers and days stay the texts of the files."""
    return {
        name: strict_yaml.load(text, path=path).data
        for name in (REFINANCING_RATE, LEGAL_INTEREST_RATE, AMOUNTS)
        for text, path in [_file(name)]
    }
