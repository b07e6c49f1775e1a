"""Amounts in words: every number in its place, whatever its size (the vectors hold single cases)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.values.amount_words import format_words, number_words

LARGEST = 9_999_999_999


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_two_numbers_are_never_written_alike(one: int, other: int) -> None:
    assert (number_words(one) == number_words(other)) == (one == other)


def test_no_two_numbers_below_ten_thousand_are_written_alike() -> None:
    assert len({number_words(number) for number in range(10_000)}) == 10_000


@given(st.integers(0, LARGEST))
def test_spaces_stand_only_around_nouns(number: int) -> None:
    words = number_words(number).split(" ")
    nouns = {"million", "millions", "milliard", "milliards"}
    assert all(word in nouns for word in words[1::2])
    assert not nouns & set(words[::2])


@given(st.integers(1, LARGEST), st.integers(0, 99))
def test_cents_follow_the_euros(euros: int, cents: int) -> None:
    words = format_words(Decimal(euros * 100 + cents) / 100)
    before, _, after = words.partition(" et ")
    assert before == format_words(Decimal(euros))
    assert after == (format_words(Decimal(cents) / 100) if cents else "")
