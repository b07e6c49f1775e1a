"""The stems that rules about words look for, all at once, and in each text only once."""

from __future__ import annotations

from collections.abc import Iterable

from generator.catalogue.reach import ReachedPart


class Lexicon:
    """Which of ``stems`` may be read where: regimes, and letters, read most texts alike."""

    def __init__(self, stems: frozenset[str]) -> None:
        self.stems = stems
        self._in_text: dict[str, frozenset[str]] = {}
        self._in_part: dict[int, frozenset[str]] = {}
        self._parts: list[ReachedPart] = []  # an identity is another's once its object is gone

    def within(self, parts: Iterable[ReachedPart]) -> frozenset[str]:
        """Those that some reading of one of ``parts`` holds."""
        return frozenset[str]().union(*map(self._of_part, parts))

    def _of_part(self, part: ReachedPart) -> frozenset[str]:
        if id(part) not in self._in_part:
            self._parts.append(part)
            self._in_part[id(part)] = self._found_in(part)
        return self._in_part[id(part)]

    def _found_in(self, part: ReachedPart) -> frozenset[str]:
        texts = {reading.folded for passage in part.passages for reading in passage.readings}
        new = [text for text in texts if text not in self._in_text]
        together = "\n".join(new)
        found = [stem for stem in self.stems if stem in together]
        self._in_text |= {text: frozenset(stem for stem in found if stem in text) for text in new}
        return frozenset[str]().union(*map(self._in_text.__getitem__, texts))
