"""A closed list refuses in words, with its words."""

from __future__ import annotations

import pytest

from generator.claim import DebtorKind
from generator.errors import ValueRefused
from generator.values import choice


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("profesional", "professional"),
        ("Consumer", "consumer"),
        ("acheteur public", "public_body"),
        ("PUBLIC", "public_body"),
    ],
)
def test_the_nearest_word_is_proposed(written: str, meant: str) -> None:
    with pytest.raises(ValueRefused, match="inconnu") as caught:
        choice.member(DebtorKind, written)
    assert meant in caught.value.message


def test_the_words_are_listed_with_their_labels() -> None:
    with pytest.raises(ValueRefused) as caught:
        choice.member(DebtorKind, "x")
    assert caught.value.message == "«\u00a0x\u00a0» est inconnu"
    assert "professional (professionnel), consumer (consommateur)" in caught.value.hint


def test_a_member_is_its_word_and_has_a_label() -> None:
    member = choice.member(DebtorKind, " consumer ")
    assert member is DebtorKind.CONSUMER
    assert (str(member), member.label) == ("consumer", "consommateur")
