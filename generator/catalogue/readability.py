"""Sentences that can be read at once: how long they may be, in each version of a letter.

Guides of plain French advise fifteen to twenty words a sentence. A letter quotes articles and reckons sums, which
lengthens sentences that are clear otherwise: the limits here are those past which no letter of the catalogue has had
to go. What is spoken, or read on a small screen, has to be shorter. A value and an article each count as one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.catalogue.reached import Passage
from generator.catalogue.wording import Finding, JudgedPassage, Rule

MOST_WORDS: Mapping[str, int] = {"letter": 45, "email": 40, "phone": 30, "sms": 30}
"""Words of a sentence at most, by version."""
_WORD = re.compile(r"⟦[^⟧]*⟧|[^\W_][\w'’-]*")


def _long_sentences(passage: Passage, version: str) -> Iterator[Finding]:
    most = MOST_WORDS[version]
    for reading in passage.readings if not passage.table else ():
        for start, sentence in reading.sentences if len(reading.text) > most else ():
            count = len(_WORD.findall(sentence)) if len(sentence) > most else 0
            if count > most:
                leaf, inside = reading.leaf_at(start)
                opening = reading.text[start:].strip()[:40]
                message = f"cette phrase a {count} mots, il en faut {most} au plus : « {opening}… »"
                yield Finding(passage.part, leaf.node, leaf.text[inside : inside + 30], message)
                break


READABILITY: tuple[Rule, ...] = (
    JudgedPassage(
        id="long-sentence",
        reason="coupez-la en deux : une idée par phrase",
        judging=_long_sentences,
    ),
)
"""Every rule about how easily a letter is read."""
