"""Identifiers as python-stdnum judges them, for the page, which has its checks written small: ``identifiers.json``.

    python -m tests.vectors.identifier_vectors

For each kind, good ones and the same with one fault; every country of the IBAN and of the BIC.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterable, Iterator

from stdnum import iban, luhn, numdb

from tests.vectors.typed_json import FOLDER, Json, text_of
from tests.vectors.value_vectors import judged

NAME = "identifiers.json"
_LETTERS = {"n": string.digits, "a": string.ascii_uppercase, "c": string.digits + string.ascii_uppercase}
_VAT_KEY = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def content() -> Json:
    """The file."""
    draw = random.Random(20261121)  # noqa: S311  # the same cases each time, nothing secret
    written = [
        *(("siren", text) for text in _numbers(draw, 9)),
        *(("siret", text) for text in [*_numbers(draw, 14), *_la_poste(draw)]),
        *(("vat_number", text) for text in _vat_numbers(draw)),
        *(("iban", text) for text in _ibans(draw)),
    ]
    return {
        "about": "Identifiers judged by python-stdnum; bic_countries are the countries that a BIC may have.",
        "bic_countries": " ".join(_bic_countries()),
        "cases": [judged(kind, text) for kind, text in written],
    }


def _numbers(draw: random.Random, length: int) -> Iterator[str]:
    for _ in range(40):
        start = "".join(draw.choices(string.digits, k=length - 1))
        siren = start[:8] + luhn.calc_check_digit(start[:8])
        start = siren[: length - 1] if length == 9 else siren + start[9:]
        good = start + luhn.calc_check_digit(start)
        yield good
        yield _with_fault(draw, good, string.digits)


def _la_poste(draw: random.Random) -> Iterator[str]:
    for _ in range(20):
        yield "356000000" + "".join(draw.choices(string.digits, k=5))
    yield "35600000000048"


def _vat_numbers(draw: random.Random) -> Iterator[str]:
    for siren in [*list(_numbers(draw, 9))[::2], "000000000", "000123456"]:
        yield f"FR{int(siren + '12') % 97:02}{siren}"
        # Of the keys with a letter, few are right: a handful of each tells both kinds.
        first, second = draw.choice(_VAT_KEY), draw.choice(_VAT_KEY)
        keys = [f"{first}{letter}" for letter in _VAT_KEY] + [f"{digit}{second}" for digit in string.digits]
        good = [key for key in keys if "expected" in judged("vat_number", f"FR{key}{siren}")]
        yield from (f"FR{key}{siren}" for key in good[:2])
        yield f"FR{draw.choice(keys)}{siren}"


def _ibans(draw: random.Random) -> Iterator[str]:
    for country in _pairs():
        structure = numdb.get("iban").info(country)[0][1].get("bban")
        if not structure:
            continue
        runs = [part.split("!") for part in structure.replace("n", "n ").replace("a", "a ").replace("c", "c ").split()]
        account = "".join("".join(draw.choices(_LETTERS[kind], k=int(size))) for size, kind in runs)
        yield (good := _checked(country, account))
        yield _with_fault(draw, good, string.digits)
        yield good[:-1]
        # The right check digits over a letter where a digit should be, or the other way round.
        yield _checked(country, account[:-1] + draw.choice("A5"))
        yield _checked(country, draw.choice("A5") + account[1:])
    yield from ("XX7612345", "US76123456789")


def _checked(country: str, account: str) -> str:
    return country + iban.calc_check_digits(f"{country}00{account}") + account


def _with_fault(draw: random.Random, text: str, letters: str) -> str:
    place = draw.randrange(4, len(text))
    return text[:place] + draw.choice([letter for letter in letters if letter != text[place]]) + text[place + 1 :]


def _bic_countries() -> Iterable[str]:
    return (country for country in _pairs() if "expected" in judged("bic", f"AGRI{country}PP"))


def _pairs() -> Iterable[str]:
    return (a + b for a in string.ascii_uppercase for b in string.ascii_uppercase)


def written() -> str:
    """The text of the file."""
    return text_of(content())


if __name__ == "__main__":
    (FOLDER / NAME).write_text(written(), encoding="utf-8")
