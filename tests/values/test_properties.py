"""What holds for every value: reading back what is shown, and agreeing with the Unicode locale data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import siren as stdnum_siren
from stdnum.iban import calc_check_digits

from generator.errors import ValueRefused
from generator.messages import NBSP, shown
from generator.values import (
    VALUE_TYPES,
    address,
    dates,
    email,
    iban,
    integer,
    money,
    percent,
    phone,
    siren,
    siret,
    text,
    vat_number,
    yes_no,
)
from generator.values.address import PostalAddress
from tests.vectors.value_vectors import judged

amounts = st.decimals(min_value=0, max_value=Decimal("9999999999.99"), places=2, allow_nan=False, allow_infinity=False)
days = st.dates(min_value=date(dates.FIRST_YEAR, 1, 1), max_value=date(dates.LAST_YEAR, 12, 31))
rates = st.decimals(min_value=0, max_value=1000, places=4, allow_nan=False, allow_infinity=False)
sirens = st.from_regex("[0-9]{8}", fullmatch=True).map(lambda digits: digits + luhn.calc_check_digit(digits))
words = st.text(st.sampled_from("abcdéÉœŒ’ -*<{&🥐şΩ株"), min_size=1, max_size=40).filter(
    lambda word: word.strip() != ""
)


@given(amounts)
def test_an_amount_reads_back(amount: Decimal) -> None:
    assert money.parse(money.format(amount)) == amount
    assert money.parse(money.format_short(amount)) == amount
    assert money.parse(f"{amount:f}") == amount


@given(days)
def test_a_day_reads_back(day: date) -> None:
    assert dates.parse(dates.format(day)) == day
    assert dates.parse(dates.format_short(day)) == day
    assert dates.parse(day.isoformat()) == day


@given(rates)
def test_a_percentage_reads_back(rate: Decimal) -> None:
    assert percent.parse(percent.format(rate)) == rate


@given(st.integers(min_value=0, max_value=integer.MAXIMUM))
def test_a_whole_number_reads_back(number: int) -> None:
    assert integer.parse(integer.format(number)) == number


@given(st.booleans())
def test_yes_and_no_read_back(value: bool) -> None:
    assert yes_no.parse(yes_no.format(value)) is value


@given(sirens, st.integers(min_value=0, max_value=9999))
def test_french_numbers_read_back(number: str, establishment: int) -> None:
    assert siren.parse(siren.format(number)) == number
    short = f"{number}{establishment:04}"
    # Establishments of La Poste follow another rule: the vectors have them.
    if not short.startswith("356000000"):
        full = short + luhn.calc_check_digit(short)
        assert siret.parse(siret.format(full)) == full
    # Three zeros in front mean Monaco, whose numbers have no SIREN inside.
    if not number.startswith("000"):
        vat = f"FR{stdnum_siren.to_tva(number)}"
        assert vat_number.parse(vat_number.format(vat)) == vat


@given(st.from_regex("[0-9]{10}[0-9A-Z]{11}[0-9]{2}", fullmatch=True))
def test_an_iban_reads_back(account: str) -> None:
    number = f"FR{calc_check_digits(f'FR00{account}')}{account}"
    assert iban.parse(iban.format(number)) == number


@given(st.from_regex("0[1-9][0-9]{8}", fullmatch=True))
def test_a_french_telephone_number_reads_back(number: str) -> None:
    assert phone.parse(phone.format(number)) == number


@given(words)
def test_a_text_reads_back(word: str) -> None:
    value = text.parse(word)
    assert text.parse(text.format(value)) == value


@given(st.emails())
def test_an_address_of_the_mail_standard_is_accepted(written: str) -> None:
    try:
        assert email.parse(written) == written
    except ValueRefused:
        # The standard allows a quoted name and a domain without a dot: nobody has one.
        assert any(mark in written for mark in '"<>,;') or "." not in written.rpartition("@")[2]


@given(st.lists(words.map(str.strip), min_size=1, max_size=4), sirens, st.sampled_from([address.FRANCE, "Belgique"]))
def test_an_address_reads_back(lines: list[str], digits: str, country: str) -> None:
    place = PostalAddress(
        lines=tuple(text.parse(line) for line in lines), postcode=digits[:5], city="Saint-Étienne", country=country
    )
    assert address.parse(address.format(place)) == place


@pytest.mark.parametrize("kind", VALUE_TYPES)
@given(written=st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(kind: str, written: str) -> None:
    case = judged(kind, written)
    assert "expected" in case or ("«" in case["error"] and case["hint"])


@given(st.text(max_size=200))
def test_a_shown_value_is_short_and_has_nothing_hidden(written: str) -> None:
    assert "\x1b" not in shown(written)
    assert "\u202e" not in shown(written)
    assert "\n" not in shown(written)
    assert len(shown(written, 10)) <= 10 * len("\\U0010ffff")


# --- against Babel ----------------------------------------------------------------------------


@given(amounts)
def test_money_is_shown_as_the_french_locale_does(amount: Decimal) -> None:
    assert money.format(amount) == format_currency(amount, "EUR", locale="fr_FR")


@given(st.integers(min_value=0, max_value=integer.MAXIMUM))
def test_a_whole_number_is_shown_as_the_french_locale_does(number: int) -> None:
    assert integer.format(number) == format_decimal(number, locale="fr_FR")


@given(rates)
def test_a_percentage_is_shown_as_the_french_locale_does(rate: Decimal) -> None:
    assert percent.format(rate) == format_percent(rate / 100, format=f"#,##0.00##{NBSP}%", locale="fr_FR")


@given(days)
def test_a_day_is_shown_as_the_french_locale_does_but_for_the_first_of_a_month(day: date) -> None:
    usual = format_date(day, "d MMMM y", locale="fr_FR").replace(" ", NBSP)
    assert dates.format(day) == (usual.replace(f"1{NBSP}", f"1er{NBSP}", 1) if day.day == 1 else usual)
    assert dates.format_short(day) == format_date(day, "dd/MM/y", locale="fr_FR")
