"""Links of letters, clauses and notes: whole addresses, and pages of the site that are there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from generator.catalogue.judging import Check, File, problem
from generator.errors import Problem
from generator.messages import did_you_mean, quoted

_LINK = re.compile(r"\]\([ \t]*<?(?P<target>[^)>\s]*)>?[^)\n]*\)|<(?P<alone>(?:https?:|mailto:)[^>\s]*)>")
_URL_KEY = re.compile(r'^[\s-]*url:[ \t]*"?(?P<target>[^"\s]+)"?', re.MULTILINE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s]+@" + _HOST.pattern, re.IGNORECASE)


def links_in(text: str) -> Iterator[tuple[int, str]]:
    """Every link, with where it starts."""
    for pattern in (_LINK, _URL_KEY):
        for found in pattern.finditer(text):
            yield found.start(), next(filter(None, found.groups()), "")


def _links(file: File) -> Iterator[Problem]:
    if not file.name.endswith(".md") or "/" not in file.name or file.is_example:
        return
    for offset, target in links_in(file.text):
        for message, hint in _faults(target, file):
            yield problem(file.path, file.line_at(offset), "broken-link", message, hint)


def _faults(target: str, file: File) -> Iterator[tuple[str, str]]:
    """What keeps a link from leading anywhere; at most one fault."""
    whole = "une adresse complète, qui commence par https://"
    if target.startswith("mailto:"):
        if not _MAIL.fullmatch(target.removeprefix("mailto:").partition("?")[0]):
            yield f"{quoted(target)} n’est pas une adresse de courriel", "écrivez mailto:nom@domaine.fr"
    elif target.startswith("http:"):
        yield f"{quoted(target)} n’est pas protégé", whole
    elif target.startswith("https:"):
        if not _is_address(target):
            yield f"{quoted(target)} n’est pas une adresse", whole
    elif not file.is_notes:
        yield f"{quoted(target)} : une lettre ne renvoie pas à une page du site", whole
    elif file.pages is not None:
        yield from _faults_on_site(target, file.name, file.pages)


def _is_address(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return bool(parts.hostname and _HOST.fullmatch(parts.hostname)) and not parts.username


def _faults_on_site(target: str, name: str, pages: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    here = f"lettres/{name.partition('/')[0]}/"
    path, _, anchor = target.partition("#")
    page = f"{posixpath.normpath(posixpath.join(here, path))}/" if path else here
    page = "" if page == "./" else page
    if page not in pages:
        yield (
            f"{quoted(target)} : le site n’a pas de page {quoted(page)}{did_you_mean(page, pages)}",
            "une autre lettre s’écrit ../mise-en-demeure/",
        )
    elif anchor and anchor not in pages[page]:
        yield (
            f"{quoted(target)} : cette page n’a pas d’intertitre {quoted(anchor)}{did_you_mean(anchor, pages[page])}",
            "l’intertitre, en minuscules sans accent, avec des tirets",
        )


LINK_CHECKS: tuple[Check, ...] = (
    Check(id="broken-link", reason="un lien mort fait douter de tout le reste", of_file=_links),
)
"""Checks of links."""
