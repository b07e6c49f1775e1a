"""A lazy property is found once for each object, frozen or not."""

from __future__ import annotations

from msgspec import Struct

from generator.lazy import lazy


class Word(Struct, frozen=True, dict=True):
    text: str
    asked: list[str]

    @lazy
    def length(self) -> int:
        """How long it is."""
        self.asked.append(self.text)
        return len(self.text)


def test_a_property_is_found_once_for_each_object() -> None:
    asked: list[str] = []
    one, other = Word("facture", asked), Word("avoir", asked)
    assert (one.length, other.length, one.length) == (7, 5, 7)
    assert asked == ["facture", "avoir"]


def test_what_was_found_makes_no_difference_between_equals() -> None:
    one, other = Word("facture", []), Word("facture", [])
    assert one.length == 7
    one.asked.clear()
    assert one == other
