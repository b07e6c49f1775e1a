"""What a catalogue brings to a site as a whole: the schemas of its files, and the page about their language."""

from __future__ import annotations

from generator.catalogue.json_schema import schema_files
from generator.catalogue.model import Catalogue
from generator.website.language_page import language_page

LANGUAGE_PAGE = "contribuer/langue/index.md"


def catalogue_files(catalogue: Catalogue) -> dict[str, str]:
    """By address; that of a schema does not change."""
    return {LANGUAGE_PAGE: language_page(catalogue), **schema_files(catalogue)}
