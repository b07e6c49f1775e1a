"""What `relance check --fix` rewrites: faults whose remedy needs no judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue.judging import File
from generator.catalogue.writing_checks import MENDING


class Mended(Struct, frozen=True, kw_only=True):
    """A file rewritten, and for each check how many faults are gone."""

    name: str
    text: str
    counts: Mapping[str, int]


def mend(files: Mapping[str, str], root: str) -> Iterator[Mended]:
    """Each file that can be mended; the others are left as they are."""
    for name, text in files.items():
        file = File(path=f"{root}/{name}", name=name, text=text)
        counts: dict[str, int] = {}
        for check in MENDING:
            assert check.mend is not None
            assert check.of_file is not None
            mended = replace(file, text=check.mend(file))
            if mended.text != file.text:
                counts[check.id] = len(list(check.of_file(file))) - len(list(check.of_file(mended)))
                file = mended
        if file.text != text:
            yield Mended(name=name, text=file.text, counts=counts)
