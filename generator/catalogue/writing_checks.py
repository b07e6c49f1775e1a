"""Checks for those who write: made by `relance check`, not each time that a catalogue is loaded."""

from __future__ import annotations

from generator.catalogue.field_checks import FIELD_CHECKS
from generator.catalogue.judging import Check
from generator.catalogue.link_checks import LINK_CHECKS
from generator.catalogue.prose_checks import PROSE_CHECKS
from generator.catalogue.style_checks import STYLE_CHECKS

LETTER_CHECKS: tuple[Check, ...] = (*PROSE_CHECKS, *STYLE_CHECKS)
"""Those that look at one file alone."""
WRITING_CHECKS: tuple[Check, ...] = (*LETTER_CHECKS, *LINK_CHECKS, *FIELD_CHECKS)
"""Every check that only writers need."""
MENDING: tuple[Check, ...] = tuple(check for check in WRITING_CHECKS if check.mend)
"""Those that mend what they find, in the order in which they are applied."""
