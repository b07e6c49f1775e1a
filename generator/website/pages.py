"""The pages made from the catalogue and from the law's data: Catalogue → {uri: Markdown}.

Nothing here knows what builds the site. Markup is Python-Markdown with `attr_list`, `md_in_html` and `tables`,
class names are our own; words from the catalogue are text, guidance is sanitised HTML, a letter is the
renderer's own HTML. A page stands in a folder of its own, so that its relative ways are the same whether the
builder gives addresses a folder or an ending.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.catalogue.guidance import guidance_html
from generator.catalogue.model import Catalogue, LegalBasis, Template, Term
from generator.law.dated_values import Confidence
from generator.messages import NBSP
from generator.values import dates
from generator.website import rates_page, texts
from generator.website.downloads import FORMATS, Download, ShownExample
from generator.website.markdown import front_matter, link, scrolled, table, text
from generator.website.rates_page import CERTAINTY

CATALOGUE_PAGE = "lettres/index.md"
RATES_PAGE = "taux/index.md"

_HEADING = re.compile(r"<h([2-4])[^>]*>(.*?)</h\1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOptions:
    """``letter_edit_url`` is the address of the letters' folders, ending in a slash; empty for no link to them."""

    letter_edit_url: str = ""


NO_OPTIONS = PageOptions()


def pages(catalogue: Catalogue, shown: Mapping[str, Sequence[ShownExample]], options: PageOptions) -> dict[str, str]:
    """Every generated page by its address among the sources."""
    made = {CATALOGUE_PAGE: catalogue_page(catalogue), RATES_PAGE: rates_page.rates_page()}
    for template in catalogue.templates.values():
        made[letter_uri(template.id)] = letter_page(catalogue, template, shown[template.id], options)
    return made


def letter_uri(letter_id: str) -> str:
    """Where a letter's page stands among the sources."""
    return f"lettres/{letter_id}/index.md"


# --- the catalogue ------------------------------------------------------------------------------


def catalogue_page(catalogue: Catalogue) -> str:
    """Every letter in the order of the ladder."""
    head = ("Lettre", "Étape", "Pour", "Envoi", "Quand")
    rows = (_catalogue_row(catalogue, template) for template in catalogue.templates.values())
    return texts.fill("lettres", letters=scrolled(table(head, rows), "Les lettres"))


def _catalogue_row(catalogue: Catalogue, template: Template) -> tuple[str, ...]:
    words = catalogue.vocabulary
    return (
        f"**{link(template.title, f'{template.id}/index.md')}**<br>{text(template.summary)}",
        text(words.stages[template.stage].label),
        _cell(template.audiences, words.audiences),
        _cell(template.channels, words.channels),
        text(_moment(template)),
    )


def _cell(ids: Iterable[str], terms: Mapping[str, Term]) -> str:
    return "<br>".join(text(terms[name].label) for name in ids)


# --- a letter -----------------------------------------------------------------------------------


def letter_page(catalogue: Catalogue, template: Template, shown: Sequence[ShownExample], options: PageOptions) -> str:
    """Purpose, at a glance, the letter as it reads, notes, law, and what this version is."""
    meta = {"title": template.title, "description": template.summary, "hide": ["navigation"]}
    edit = link("Corriger cette lettre, dans son dossier", f"{options.letter_edit_url}{template.id}")
    return texts.fill(
        "lettre",
        front_matter=front_matter(meta),
        title=text(template.title),
        summary=html.escape(template.summary),
        facts=_facts(catalogue, template),
        examples=_examples(catalogue, shown),
        guidance="\n\n".join(guidance_blocks(template.guidance)),
        law=_law(catalogue, template),
        version=text(template.version),
        law_checked_on=text(dates.format(template.tree.info.law_checked_on)),
        review=text(_review(template)),
        edit=edit if options.letter_edit_url else "",
    )


def _facts(catalogue: Catalogue, template: Template) -> str:
    words = catalogue.vocabulary
    facts = {
        "Étape": [words.stages[template.stage].label],
        "Ton": [words.tones[template.tone].label],
        "Pour": [words.audiences[name].label for name in template.audiences],
        "Envoi": [words.channels[name].label for name in template.channels],
        "Quand": [_moment(template)],
        "Délai donné": [_deadline(template)],
    }
    lines = (
        f"<div><dt>{html.escape(name)}</dt><dd>{'<br>'.join(map(html.escape, values))}</dd></div>"
        for name, values in facts.items()
        if any(values)
    )
    return "\n".join(['<dl class="relance-facts">', *lines, "</dl>"])


def _moment(template: Template) -> str:
    moment = template.moment
    if moment is None or (moment.min_days is None and moment.max_days is None):
        return ""
    if moment.max_days is None:
        return f"à partir de {moment.min_days}{NBSP}jours de retard"
    if moment.min_days is None:
        return f"jusqu’à {moment.max_days}{NBSP}jours de retard"
    return f"de {moment.min_days} à {moment.max_days}{NBSP}jours de retard"


def _deadline(template: Template) -> str:
    limits = template.deadline
    if limits is None:
        return ""
    return f"{limits.default_days}{NBSP}jours (au choix, de {limits.min_days} à{NBSP}{limits.max_days})"


# --- examples -----------------------------------------------------------------------------------


def _examples(catalogue: Catalogue, shown: Sequence[ShownExample]) -> str:
    """Tabs without a script: radio buttons, each followed by its label and by what it shows."""
    labels = example_labels(catalogue, shown)
    tabs = (_example(example, label, index) for index, (example, label) in enumerate(zip(shown, labels, strict=True)))
    return "\n".join(
        [
            '<div class="relance-examples" role="radiogroup" aria-label="Exemples" data-search-exclude>',
            *tabs,
            "</div>",
        ]
    )


def example_labels(catalogue: Catalogue, shown: Sequence[ShownExample]) -> list[str]:
    """The regime; where it has several examples, what tells them apart."""
    audiences = [example.audience for example in shown]
    labels: list[str] = []
    for example in shown:
        label = catalogue.vocabulary.audiences[example.audience].label
        if audiences.count(example.audience) > 1:
            plural = "s" if example.invoice_count > 1 else ""
            label = f"{label}, {example.invoice_count}{NBSP}facture{plural}"
        same = sum(1 for earlier in labels if earlier == label or earlier.startswith(f"{label} ("))
        labels.append(f"{label} ({same + 1})" if same else label)
    return labels


def _example(example: ShownExample, label: str, index: int) -> str:
    choice = f"exemple-{example.name}"
    checked = " checked" if index == 0 else ""
    return "\n".join(
        [
            f'<input class="relance-examples__choice" type="radio" name="exemple" id="{html.escape(choice)}"{checked}>',
            f'<label class="relance-examples__label" for="{html.escape(choice)}">{html.escape(label)}</label>',
            '<div class="relance-example">',
            _downloads(example.downloads, label),
            f'<div class="relance-sheet">{example.letter}</div>',
            _email(example),
            "</div>",
        ]
    )


def _downloads(downloads: Sequence[Download], label: str) -> str:
    items = (
        f'<li><a class="relance-download" href="{html.escape(download.uri.rpartition("/")[2])}" download>'
        f"{FORMATS[download.format]}, {weight(len(download.data))}"
        f'<span class="relance-hidden"> de l’exemple{NBSP}: {html.escape(label)}</span></a></li>'
        for download in downloads
    )
    return "\n".join(
        ['<ul class="relance-downloads" aria-label="Télécharger cet exemple">', *items, "</ul>"] if downloads else []
    )


def weight(size: int) -> str:
    """« 31 Ko »: thousands of bytes, as file managers count them, at least one."""
    return f"{max(1, round(size / 1000))}{NBSP}Ko"


def _email(example: ShownExample) -> str:
    if not example.email_body:
        return ""
    return (
        '<details class="relance-email"><summary>La même étape par courriel</summary>'
        f"<p><strong>Objet{NBSP}:</strong> {html.escape(example.email_subject)}</p>"
        f'<div class="relance-email__body">{_lines(example.email_body)}</div></details>'
    )


def _lines(words: str) -> str:
    """Plain text as paragraphs, its line breaks kept."""
    paragraphs = [part for part in words.strip().split("\n\n") if part.strip()]
    return "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)


# --- guidance and law ---------------------------------------------------------------------------


def guidance_blocks(guidance: str) -> list[str]:
    """The notes: their headings in Markdown, which gives them their place in the page's contents and in the search."""
    blocks: list[str] = []
    rest = guidance_html(guidance)
    while found := _HEADING.search(rest):
        blocks += [_guidance(rest[: found.start()]), _guidance_heading(int(found[1]), found[2])]
        rest = rest[found.end() :]
    return [block for block in (*blocks, _guidance(rest)) if block]


def _guidance(markup: str) -> str:
    return f'<div class="relance-guidance">\n{markup.strip()}\n</div>' if markup.strip() else ""


def _guidance_heading(level: int, markup: str) -> str:
    return f"{'#' * level} {text(html.unescape(_MARKUP.sub('', markup)))}"


def _law(catalogue: Catalogue, template: Template) -> str:
    rows = [
        (
            link(basis.article, basis.url) if basis.url else text(basis.article),
            _served(catalogue, basis),
            text(dates.format(basis.checked_on)),
            text(CERTAINTY[Confidence(basis.confidence)]),
        )
        for basis in template.legal_basis
    ]
    return scrolled(table(("Article", "Pour", "Vérifié le", "Degré de certitude"), rows), "Les articles cités")


def _served(catalogue: Catalogue, basis: LegalBasis) -> str:
    if not basis.audiences:
        return "tous"
    return _cell(basis.audiences, catalogue.vocabulary.audiences)


def _review(template: Template) -> str:
    if template.review is None:
        return "Aucun juriste ne l’a encore relue."
    scope = f" ({template.review.scope})" if template.review.scope else ""
    return f"Relue le {dates.format(template.review.on)}{scope} par {template.review.by}."
