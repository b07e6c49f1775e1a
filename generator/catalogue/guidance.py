"""Guidance notes as HTML: what a contributor writes, without what could act in a reader's browser.

Whoever proposes a letter writes these notes, and the site shows them: only the elements named here
are left, only links to https, to a mail address or within the site.
"""

from __future__ import annotations

import html
import re

from generator.errors import ContentError, Problem

_TEXT = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "code", "pre", "hr"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
ALLOWED = _TEXT | _TABLES
"""The elements that notes may have. A page's first heading is its own: « # » becomes plain text."""
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
SCHEMES = {"https", "mailto"}
MAX_NOTES = 30_000
"""Characters: Markdown takes a time that grows with the square of some texts."""
DROPPED_WITH_CONTENT = {"script", "style"}


def too_long(markdown: str, path: str = "guidance.md") -> Problem:
    """What is said of notes that are longer than anybody would read."""
    message = f"notes de {len(markdown)} caractères"
    return Problem(path=path, message=message, hint=f"{MAX_NOTES} au plus", check="guidance")


def guidance_html(markdown: str) -> str:
    """The notes as sanitised HTML, in the dialect of the site's pages; raises ContentError where they are too long."""
    import nh3
    from markdown import Markdown

    if len(markdown) > MAX_NOTES:
        raise ContentError([too_long(markdown)])
    converter = Markdown(
        extensions=["tables", "sane_lists"], extension_configs={"tables": {"use_align_attribute": True}}
    )
    return nh3.clean(
        converter.convert(markdown),
        tags=ALLOWED,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=DROPPED_WITH_CONTENT,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>.*?)[ \t#]*(?:\{[^}]*#(?P<id>[\w-]+)[^}]*\})?[ \t]*$", re.MULTILINE)
_MARKS = re.compile(r"[*_`]|\]\([^)]*\)|\[")


def anchors_of(markdown: str) -> frozenset[str]:
    """The places of a page that a link may name: its headings, as the site writes them in addresses."""
    from markdown.extensions.toc import slugify

    found = (
        each["id"] or slugify(_MARKS.sub("", html.unescape(each["words"])), "-") for each in _HEADING.finditer(markdown)
    )
    return frozenset(found)
