"""The MkDocs plugin: MkDocs' events on one side, the generator's functions on the other, nothing else.

Pages and files are handed over in memory (`File.generated`): nothing is written but the site. Letters are
kept out of the navigation, which every page would print again: with a thousand letters a build would take
eighty seconds instead of eight.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.errors import GeneratorError
from generator.website import finish, kept, package_data
from generator.website.config import RelanceConfig
from generator.website.guide import GuidePage, guide_pages
from generator.website.places import FAVICON, FORMATS, SCRIPTS, STYLES, PageOptions, is_app_built, is_letter_page
from generator.website.serving import Memory, Visible
from generator.website.store import GRACE, FolderStore

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from generator.website.downloads import Download

FIRST, LAST = 100, -100
"""Before the search, or any other plugin; after the plugins that write the site's files, the search among them."""

log = get_plugin_logger("relance")


class RelancePlugin(BasePlugin[RelanceConfig]):  # type: ignore[no-untyped-call]  # as in config.py
    """Adds the letters to a site, and finishes it."""

    _is_serving = False
    _memory: Memory | None = None
    """What `mkdocs serve` keeps from one build to the next."""
    _nav: Navigation
    _package_data: Mapping[str, tuple[int, int]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what the build is for; that MkDocs calls this also keeps the plugin alive between rebuilds."""
        self._is_serving = command == "serve"
        self._memory = Memory() if self._is_serving and not dirty else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our style, our script and our few templates to those of the theme."""
        config.extra_css = [*STYLES, *config.extra_css]
        config.extra_javascript = [*SCRIPTS, *config.extra_javascript]
        if config.theme.name == "material":
            config.theme.dirs.insert(0, str(resources.files("generator.website") / "theme"))
            config.theme["favicon"] = FAVICON
        _leave_icons_out(config)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Forget what was read of files that have changed since."""
        state = package_data.state() if self._is_serving else {}
        if state != self._package_data:
            package_data.forget()
        self._package_data = state

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add what is made from the catalogue; a page of `docs/` at the same address would hide one of them.

        What is wrong with the law in `docs/` is said here, where a strict build stops at it.
        """
        guide = guide_pages({file.src_uri: file.content_string for file in files.documentation_pages()})
        store = FolderStore(_beside_config(config, self.config.cache))
        for uri, content in self._made(config, guide, store).items():
            if files.get_file_from_path(uri) is not None:
                raise PluginError(f"docs/{uri} porte le nom d’une page faite par le programme : renommez-la")
            inclusion = InclusionLevel.NOT_IN_NAV if is_letter_page(uri) else InclusionLevel.UNDEFINED
            files.append(File.generated(config, uri, content=content, inclusion=inclusion))
        for problem in kept.guide_problems(guide, store):
            log.warning(problem)
        store.prune(before=time.time() - GRACE)
        return files

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Build again when a letter changes, or the generator's own data; make a file when it is asked for."""
        from generator.website import on_demand  # not at the top: a build loads it for nothing

        for path in (self.config.catalogue, *map(str, package_data.WATCHED)):
            server.watch(path)
        store = FolderStore(_beside_config(config, self.config.cache))

        def make(uri: str) -> Download | None:
            if (Path(config.site_dir) / uri).is_file():
                return None
            try:
                return on_demand.make_file(Path(self.config.catalogue), uri, store)
            except GeneratorError as error:
                log.warning(str(error))
                return None

        if app := server.get_app():
            server.set_app(on_demand.Files(app, make, mount_path=server.mount_path))
        return server

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """All pages are there, and none was read."""
        self._nav = nav
        if self._memory:
            self._memory.begin(config, files)
        return nav

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """A page is to be parsed."""
        return self._memory.to_parse(markdown, page) if self._memory else markdown

    @event_priority(FIRST)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """A page was parsed."""
        return self._memory.parsed(html, page, files) if self._memory else html

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """All pages were read, and none was set."""
        if self._memory:
            self._memory.all_read(env, config, files, self._nav)
        return env

    @event_priority(FIRST)
    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """A page is to be indexed, then set."""
        if self._memory:
            self._memory.before_search(page, config)
        return context

    @event_priority(LAST)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """A page was set."""
        return self._memory.was_set(output, page, config) if self._memory else output

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Finish the site; under `serve` only its search, for the script that reloads a page is inline."""
        site = Path(config.site_dir)
        finished = finish.complete_search_in(site) if self._is_serving else finish.finish_folder(site)
        for warning in finished.warnings:
            log.warning(str(warning))

    def _made(self, config: MkDocsConfig, guide: Sequence[GuidePage], store: FolderStore) -> dict[str, str | bytes]:
        try:
            formats = FORMATS if self.config.downloads else ()
            folder = Path(self.config.catalogue)
            return kept.site_files(folder, store, self.page_options(config), formats=formats, guide=guide)
        except GeneratorError as error:
            raise PluginError(str(error)) from error

    def page_options(self, config: MkDocsConfig) -> PageOptions:
        """What this site's pages offer and lead to."""

        def at(way: str) -> str:
            return f"{config.repo_url.rstrip('/')}/{way}" if config.repo_url and way else ""

        return PageOptions(
            letter_edit_url=at(self.config.letter_edit_uri),
            text_edit_url=at(self.config.letter_text_uri),
            issue_url=at(self.config.issue_uri),
            has_form=is_app_built(),
            has_blanks=self.config.forms,
            makes_files_later=self._is_serving,
        )


def _leave_icons_out(config: MkDocsConfig) -> None:
    """MkDocs lists all files of the theme, then forgets the hidden ones: do not list them."""
    make = config.theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = Visible(config.theme.dirs)
        return env

    config.theme.get_env = get_env  # type: ignore[method-assign]


def _beside_config(config: MkDocsConfig, path: str) -> Path:
    return Path(config.config_file_path or ".").parent / path
