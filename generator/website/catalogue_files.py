"""What a catalogue brings to a site as a whole: the schemas of its files, and the pages on language and checks."""

from __future__ import annotations

from generator.catalogue.json_schema import schema_files
from generator.catalogue.model import Catalogue
from generator.website.checks_page import checks_page
from generator.website.language_page import language_page

LANGUAGE_PAGE = "contribuer/langue/index.md"
CHECKS_PAGE = "contribuer/controles/index.md"


def catalogue_files(catalogue: Catalogue) -> dict[str, str]:
    """By address; that of a schema does not change."""
    return {
        LANGUAGE_PAGE: language_page(catalogue),
        CHECKS_PAGE: checks_page(catalogue),
        **schema_files(catalogue),
    }
