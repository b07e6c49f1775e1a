"""Rounding, the one thing that the vectors of money do not hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.errors import ValueRefused
from generator.values import money


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("1.125", "1.13"), ("10", "10.00"), ("-0.005", "-0.01")],
)
def test_money_rounds_half_up_to_the_cent(exact: str, rounded: str) -> None:
    assert str(money.round_to_cents(Decimal(exact))) == rounded


@pytest.mark.parametrize("nil", ["0", "0,00", "0.00 €"])
def test_nil_is_refused_where_there_must_be_something(nil: str) -> None:
    with pytest.raises(ValueRefused, match="montant nul"):
        money.parse_positive(nil)


def test_a_spaced_out_text_of_a_megabyte_is_refused_at_once() -> None:
    with pytest.raises(ValueRefused, match="pas un montant"):
        money.parse("1" + " " * 1_000_000 + "1")
