"""The stems that rules about words look for, all at once, and in each text only once."""

from __future__ import annotations

from generator.catalogue.reached import PartGroup


class Lexicon:
    """Which of ``stems`` may be read where: regimes, and letters, read most texts alike."""

    def __init__(self, stems: frozenset[str]) -> None:
        self.stems = stems
        self._in_text: dict[str, frozenset[str]] = {}
        self._in_group: dict[int, frozenset[str]] = {}
        self._groups: list[PartGroup] = []  # an identity is another's once its object is gone

    def within(self, group: PartGroup) -> frozenset[str]:
        """Those that some reading of one of the parts holds."""
        if id(group) not in self._in_group:
            self._groups.append(group)
            self._in_group[id(group)] = self._found_in(group)
        return self._in_group[id(group)]

    def _found_in(self, group: PartGroup) -> frozenset[str]:
        passages = (passage for part in group.read for passage in part.passages)
        texts = {reading.folded for passage in passages for reading in passage.readings}
        new = [text for text in texts if text not in self._in_text]
        together = "\n".join(new)
        found = [stem for stem in self.stems if stem in together]
        self._in_text |= {text: frozenset(stem for stem in found if stem in text) for text in new}
        return frozenset[str]().union(*map(self._in_text.__getitem__, texts))
