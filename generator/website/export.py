"""The same pages and files written to a folder, for a builder that does not run our plugin.

Behind ``relance export DIR``: put `docs/` and this folder together, build with Python-Markdown's `attr_list`,
`md_in_html` and `tables`, and run ``relance finish SITE`` on what was built.
"""

from __future__ import annotations

from pathlib import Path

from generator.catalogue.model import Catalogue
from generator.files import write_whole
from generator.website.files import site_files
from generator.website.places import FORMATS, PageOptions, is_app_built
from generator.website.store import Forgetful, Store


def export(
    catalogue: Catalogue,
    folder: Path,
    *,
    store: Store | None = None,
    options: PageOptions | None = None,
    with_downloads: bool = True,
) -> tuple[str, ...]:
    """Write all files under ``folder``, which may hold other ones; the addresses written, in order."""
    options = options or PageOptions(has_form=is_app_built(), has_blanks=with_downloads)
    files = site_files(catalogue, store or Forgetful(), options, formats=FORMATS if with_downloads else ())
    for uri, content in files.items():
        path = folder / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content.encode() if isinstance(content, str) else content)
    return tuple(sorted(files))
