"""The pages of the versions of a letter that were published: their texts, at an address that does not change.

Marked as former, out of the search, and not for search engines (`finish`): nobody should send an old letter by mistake.
"""

from __future__ import annotations

import html

from generator.catalogue.model import Catalogue, Release, Template
from generator.catalogue.permanence import releases_of
from generator.letter.typography import space
from generator.values import dates
from generator.website import markdown, texts
from generator.website.markdown import front_matter


def former_page_at(letter_id: str, version: str) -> str:
    """The page of a published version, below that of its letter."""
    return f"lettres/{letter_id}/versions/{version}/index.md"


def former_pages(catalogue: Catalogue, template: Template) -> dict[str, str]:
    """Each published version's page, by its address."""
    releases = releases_of(catalogue, template.id)
    return {former_page_at(template.id, release.version): _page(template, release) for release in releases}


def _page(template: Template, release: Release) -> str:
    title = f"{template.title}, version {release.version}"
    said = f"Le texte de cette lettre tel qu’il a été publié le {dates.format(release.on)}, gardé pour mémoire."
    meta = {
        "title": html.escape(space(title)),
        "description": html.escape(space(said)),
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
    }
    kept = template.kept_texts.get(release.version, {})
    return texts.fill(
        "version",
        front_matter=front_matter(meta),
        letter=markdown.link(space(template.title), "../../index.md"),
        title=markdown.text(space(title)),
        on=dates.format(release.on),
        state=_state(template, release),
        texts="\n\n".join(_text(name, text) for name, text in kept.items()),
    )


def _state(template: Template, release: Release) -> str:
    if release.version == template.version:
        return "C’est la version actuelle."
    return space(f"La version actuelle est la {template.version} : c’est elle qu’il faut envoyer.")


def _text(name: str, text: str) -> str:
    words = name.replace("-", " ")
    paragraphs = [part for part in text.strip().split("\n\n") if part.strip()]
    said = "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)
    return f'## {markdown.text(words[:1].upper() + words[1:])}\n\n<div class="relance-email">{said}</div>'


def versions_told(catalogue: Catalogue, template: Template) -> str:
    """What a letter's page says of its published versions."""
    releases = releases_of(catalogue, template.id)
    if not releases:
        return "Elle n’est pas encore publiée sous un numéro définitif : son texte peut changer."
    links = (
        f"{markdown.link(release.version, f'versions/{release.version}/index.md')} ({dates.format(release.on)})"
        for release in reversed(releases)
    )
    return space(f"Versions publiées : {', '.join(links)}.")
