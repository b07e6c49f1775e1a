"""The MkDocs plugin: MkDocs' events on one side, the generator's functions on the other, nothing else.

Pages and files are handed over in memory (`File.generated`): nothing is written but the site. Letters are
kept out of the navigation, which every page would print again: with a thousand letters a build would take
eighty seconds instead of eight.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.errors import GeneratorError
from generator.website import finish, kept
from generator.website.config import RelanceConfig
from generator.website.guide import GuidePage, guide_pages, problems
from generator.website.places import FAVICON, FORMATS, SCRIPTS, STYLES, PageOptions, is_app_built, is_letter_page
from generator.website.store import FolderStore

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

LAST = -100
"""Runs after the plugins that write the site's files, the search among them."""

log = get_plugin_logger("relance")


class RelancePlugin(BasePlugin[RelanceConfig]):  # type: ignore[no-untyped-call]  # as in config.py
    """Adds the letters to a site, and finishes it."""

    _is_serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what the build is for; that MkDocs calls this also keeps the plugin alive between rebuilds."""
        self._is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our style, our script and our few templates to those of the theme."""
        config.extra_css = [*STYLES, *config.extra_css]
        config.extra_javascript = [*SCRIPTS, *config.extra_javascript]
        if config.theme.name == "material":
            config.theme.dirs.insert(0, str(resources.files("generator.website") / "theme"))
            config.theme["favicon"] = FAVICON
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add what is made from the catalogue; a page of `docs/` at the same address would hide one of them.

        What is wrong with the law in `docs/` is said here, where a strict build stops at it.
        """
        guide = guide_pages({file.src_uri: file.content_string for file in files.documentation_pages()})
        for uri, content in self._made(config, guide).items():
            if files.get_file_from_path(uri) is not None:
                raise PluginError(f"docs/{uri} porte le nom d’une page faite par le programme : renommez-la")
            inclusion = InclusionLevel.NOT_IN_NAV if is_letter_page(uri) else InclusionLevel.UNDEFINED
            files.append(File.generated(config, uri, content=content, inclusion=inclusion))
        for problem in problems(guide):
            log.warning(str(problem))
        return files

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Build again when a letter changes."""
        server.watch(self.config.catalogue)
        return server

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Finish the site; under `serve` only its search, for the script that reloads a page is inline."""
        site = Path(config.site_dir)
        finished = finish.complete_search_in(site) if self._is_serving else finish.finish_folder(site)
        for warning in finished.warnings:
            log.warning(str(warning))

    def _made(self, config: MkDocsConfig, guide: Sequence[GuidePage]) -> dict[str, str | bytes]:
        store = FolderStore(_beside_config(config, self.config.cache))
        try:
            formats = FORMATS if self.config.downloads else ()
            folder = Path(self.config.catalogue)
            made = kept.site_files(folder, store, self._options(config), formats=formats, guide=guide)
        except GeneratorError as error:
            raise PluginError(str(error)) from error
        store.prune()
        return made

    def _options(self, config: MkDocsConfig) -> PageOptions:
        def at(way: str) -> str:
            return f"{config.repo_url.rstrip('/')}/{way}" if config.repo_url and way else ""

        # Forms take seconds at each save: while writing, they wait for the next build.
        has_blanks = self.config.forms and not self._is_serving
        return PageOptions(
            letter_edit_url=at(self.config.letter_edit_uri),
            text_edit_url=at(self.config.letter_text_uri),
            issue_url=at(self.config.issue_uri),
            has_form=is_app_built(),
            has_blanks=has_blanks,
        )


def _beside_config(config: MkDocsConfig, path: str) -> Path:
    return Path(config.config_file_path or ".").parent / path
