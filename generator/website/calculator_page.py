"""The page of the interest calculator: the words around a script that does what `relance interest` does.

Without the script the page still says how to count: the formula, and the command.
"""

from __future__ import annotations

from generator.law.data_files import amount, legal_interest_rate, refinancing_rate
from generator.values import dates
from generator.website import texts


def calculator_page(*, has_script: bool) -> str:
    """``has_script``: the calculator was built, so that the page may load it."""
    refinancing, legal = refinancing_rate(), legal_interest_rate()
    return texts.fill(
        "calculateur",
        checked_up_to=dates.format(min(refinancing.checked_up_to, legal.checked_up_to)),
        last_day=dates.format(refinancing.last_covered_day),
        read_on=dates.format(amount("professional_default_margin").checked_up_to),
        script='<script type="module" src="../assets/app/calculator.js"></script>' if has_script else "",
    )
