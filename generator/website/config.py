"""Options of the plugin in ``mkdocs.yml``; an unknown one is an error of the build.

plugins:
  - relance:
      catalogue: letter_templates
"""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class RelanceConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its metaclass hook untyped
    """Each option beside what it does."""

    catalogue = config_options.Dir(exists=True, default="letter_templates")
    """The folder of the letters, from the folder of ``mkdocs.yml``."""

    cache = config_options.Type(str, default=".cache/relance")
    """Where filled examples are kept between builds; it can be deleted at any time."""

    downloads = config_options.Type(bool, default=True)
    """Make the filled examples as files; without them a build needs neither Pango nor its fonts."""

    forms = config_options.Type(bool, default=True)
    """Offer the blank forms too; `mkdocs serve` makes one when it is asked for, as it does for filled examples."""

    letter_edit_uri = config_options.Type(str, default="tree/main/letter_templates/")
    """Way to the letters' folders, from ``repo_url``; each page of a letter links to its own."""

    letter_text_uri = config_options.Type(str, default="edit/main/letter_templates/")
    """The same way, where the forge opens a file to be written; empty for a forge that cannot."""

    issue_uri = config_options.Type(str, default="issues/new?template=1-lettre-fausse.yml")
    """Way to the form for a letter that is wrong, from ``repo_url``; its field ``letter`` is filled."""
