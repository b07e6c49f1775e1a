from __future__ import annotations

import pytest

from generator.website.downloads import description_of

NBSP, NNBSP = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("# Une facture.\ncreditor: {}\n", "Une facture."),
        (
            "# Deux lignes\n#   pour la dire : oui ; non.\na: b\n# non\n",
            f"Deux lignes pour la dire{NBSP}: oui{NNBSP}; non.",
        ),
        ("creditor: {}\n# trop tard\n", ""),
        ("", ""),
    ],
)
def test_an_example_is_described_by_the_comment_that_opens_it(claim: str, said: str) -> None:
    assert description_of(claim) == said
