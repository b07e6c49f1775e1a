"""The stems that rules about words look for, all at once, and in each passage only once."""

from __future__ import annotations

from generator.catalogue.reached import PartGroup, Passage


class Lexicon:
    """Which of ``stems`` may be read where: regimes, and letters, read most passages alike."""

    def __init__(self, stems: frozenset[str]) -> None:
        self.stems = stems

    def within(self, group: PartGroup) -> tuple[str, ...]:
        """Those that some reading of one of the parts holds."""
        if self not in group.found:
            passages = (passage for part in group.read for passage in part.passages)
            group.found[self] = tuple({stem for passage in passages for stem in self._in_passage(passage)})
        return group.found[self]

    def _in_passage(self, passage: Passage) -> tuple[str, ...]:
        if self not in passage.found:
            text = "\n".join([reading.folded for reading in passage.readings])
            passage.found[self] = tuple([stem for stem in self.stems if stem in text])
        return passage.found[self]
