"""The page of a letter, and its row in the catalogue, as Markdown.

Nothing here knows what builds the site. Markup is Python-Markdown with `attr_list`, `md_in_html` and `tables`,
class names are our own; words from the catalogue are text, guidance is sanitised HTML, a letter is the
renderer's own HTML. A page stands in a folder of its own, so that its relative ways are the same whether the
builder gives addresses a folder or an ending.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from msgspec.structs import replace

from generator.catalogue.guidance import guidance_html
from generator.catalogue.model import Catalogue, LegalBasis, Template, Term
from generator.law.dated_values import Confidence
from generator.letter.typography import space
from generator.messages import NBSP
from generator.values import dates
from generator.website import markdown, texts
from generator.website.downloads import Download, ShownExample
from generator.website.form_downloads import ShownForm
from generator.website.former_page import versions_told
from generator.website.markdown import front_matter, scrolled, table
from generator.website.places import FORMATS, PageOptions
from generator.website.rates_page import CERTAINTY

_HEADING = re.compile(r"<h([2-4])[^>]*>(.*?)</h\1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_TEXT = re.compile(r"(<(code|pre)\b.*?</\2>|<[^>]+>)|[^<]+", re.DOTALL)
"""Words between elements; a group holds what is not words."""


# --- the catalogue ------------------------------------------------------------------------------


def catalogue_row(catalogue: Catalogue, template: Template) -> tuple[str, ...]:
    """A letter in the table."""
    words = catalogue.vocabulary
    return (
        f"**{_link(template.title, f'{template.id}/index.md')}**<br>{_text(template.summary)}",
        _text(words.stages[template.stage].label),
        _cell(template.audiences, words.audiences),
        _cell(template.channels, words.channels),
        _text(_moment(template)),
    )


def _cell(ids: Iterable[str], terms: Mapping[str, Term]) -> str:
    return "<br>".join(_text(terms[name].label) for name in ids)


# --- a letter -----------------------------------------------------------------------------------


def letter_page(
    catalogue: Catalogue,
    template: Template,
    shown: Sequence[ShownExample],
    options: PageOptions,
    forms: Sequence[ShownForm] = (),
) -> str:
    """Purpose, at a glance, the letter as it reads, notes, law, and what this version is."""
    # The form and the letter beside it need the whole width.
    hidden = ["navigation", "toc"] if options.has_form else ["navigation"]
    # MkDocs puts these two into a page's head as they are: there, they must be HTML already.
    meta = {"title": _html(template.title), "description": _html(template.summary), "hide": hidden}
    return texts.fill(
        "lettre",
        front_matter=front_matter(meta),
        title=_text(template.title),
        summary=_html(template.summary),
        form=texts.fill("remplir", id=template.id) if options.has_form else "",
        facts=_facts(catalogue, template),
        examples=_examples(catalogue, shown, forms),
        guidance="\n\n".join(guidance_blocks(template.guidance)),
        law=_law(catalogue, template),
        version=_text(template.version),
        law_checked_on=_text(dates.format(template.tree.info.law_checked_on)),
        review=_text(_review(template)),
        versions=versions_told(catalogue, template),
        correction=_correction(template, options) if options.letter_edit_url else "",
    )


def _correction(template: Template, options: PageOptions) -> str:
    """The ways to mend this letter without Git: its text in the forge's editor, a form that names the letter.

    The addresses hold the letter's name and version, and nothing of the visitor.
    """
    letter = quote(f"{template.id}, {template.version}", safe="")
    ways = [
        (options.text_edit_url, "Modifier le texte", f"{options.text_edit_url}{template.id}/letter.md"),
        (options.issue_url, "Signaler ce qui ne va pas", f"{options.issue_url}&letter={letter}"),
        (options.letter_edit_url, "Ouvrir son dossier", f"{options.letter_edit_url}{template.id}"),
    ]
    links = "\n".join(f"- {_link(words, address)}" for base, words, address in ways if base)
    return f"## Proposer une correction {{ #corriger }}\n\n{_text(CORRECTION)}\n\n{links}"


CORRECTION = (
    "Une faute, une phrase maladroite, un texte de loi qui a changé ? Il n’y a pas besoin de savoir programmer. "
    "Ces liens ne portent que le nom et la version de la lettre : rien de ce que vous avez rempli."
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
        f"<div><dt>{_html(name)}</dt><dd>{'<br>'.join(map(_html, values))}</dd></div>"
        for name, values in facts.items()
        if any(values)
    )
    return "\n".join(['<dl class="relance-facts">', *lines, "</dl>"])


def _moment(template: Template) -> str:
    moment = template.moment
    if moment is not None and moment.days_before is not None:
        return f"{moment.days_before}{NBSP}jours avant l’échéance"
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


def _examples(catalogue: Catalogue, shown: Sequence[ShownExample], forms: Sequence[ShownForm]) -> str:
    """Tabs without a script, one for each regime: a radio button, its label, and what they show."""
    tabs = (
        _regime(
            catalogue.vocabulary.audiences[audience],
            list(examples),
            [form for form in forms if form.form.regime == audience],
            is_first=index == 0,
        )
        for index, (audience, examples) in enumerate(groupby(shown, key=lambda example: example.audience))
    )
    # Material's search leaves an element out until the first element of the same name closes in it: no letter
    # holds a <section>.
    opening = '<section data-search-exclude>\n<div class="relance-examples" role="radiogroup" aria-label="Exemples">'
    return "\n".join([opening, *tabs, "</div>\n</section>"])


def _regime(audience: Term, examples: Sequence[ShownExample], forms: Sequence[ShownForm], *, is_first: bool) -> str:
    choice, name = f"exemple-{audience.id}", _html(audience.label)
    checked = " checked" if is_first else ""
    return "\n".join(
        [
            f'<input class="relance-examples__choice" type="radio" name="exemple" id="{choice}"{checked}>',
            f'<label class="relance-examples__label" for="{choice}">{name}</label>',
            '<div class="relance-example">',
            _fold("Formulaire vierge, à remplir à l’écran ou à la main", _forms(forms)) if forms else "",
            *_in_full(examples[0], name),
            *_folded(examples[1:], name),
            "</div>",
        ]
    )


def _in_full(example: ShownExample, name: str) -> Iterator[str]:
    yield f'<p class="relance-example__what">{html.escape(example.description)}</p>' if example.description else ""
    yield _downloads(example.downloads, example.description or name)
    yield f'<div class="relance-sheet">{example.letter}</div>'
    if example.email_body:
        yield _fold("La même étape par courriel", _email(example))
    if example.phone:
        yield _fold("La même étape au téléphone", _phone(example))
    if example.sms:
        yield _fold("La même étape par SMS", f'<div class="relance-email">{_lines(example.sms)}</div>')


def _fold(title: str, content: str) -> str:
    return f'<details class="relance-fold"><summary>{title}</summary>{content}</details>'


def _folded(examples: Sequence[ShownExample], name: str) -> Iterator[str]:
    if examples:
        yield f'<p class="relance-example__others">D’autres exemples{NBSP}:</p>'
    for example in examples:
        content = "".join(_in_full(_letter_alone(example), example.description or name))
        summary = html.escape(example.description or example.name)
        yield f'<details class="relance-fold"><summary>{summary}</summary>{content}</details>'


def _letter_alone(example: ShownExample) -> ShownExample:
    return replace(example, description="", email_body="", sms="", phone=())


def _downloads(downloads: Sequence[Download], of: str) -> str:
    if not downloads:
        return ""
    items = (
        f'<li><a class="relance-download" href="{html.escape(download.uri.rpartition("/")[2])}" download>'
        f"{_named(download)}"
        f'<span class="relance-hidden">{NBSP}: {html.escape(of)}</span></a></li>'
        for download in downloads
    )
    return f'<ul class="relance-downloads" aria-label="Télécharger cet exemple">{"".join(items)}</ul>'


def _forms(forms: Sequence[ShownForm]) -> str:
    """Each form in its formats: a row for who writes and how many invoices."""
    what = "<p>Choisissez qui écrit et le nombre de factures : la lettre est accordée à l’avance.</p>"
    head = '<thead><tr><th scope="col">Vous écrivez</th><th scope="col" colspan="2">Formulaire</th></tr></thead>'
    return f'{space(what)}<table class="relance-forms">{head}<tbody>{"".join(map(_form_row, forms))}</tbody></table>'


def _form_row(shown: ShownForm) -> str:
    sender = "« je » (entrepreneur individuel)" if shown.form.sender == "sole_trader" else "« nous » (société)"
    count = "une facture" if shown.form.invoices == 1 else f"jusqu’à {shown.form.invoices} factures"
    name = space(f"{sender}, {count}")
    cells = (
        f'<td><a class="relance-download" href="{html.escape(download.uri.rpartition("/")[2])}" download>'
        f"{_named(download)}"
        f'<span class="relance-hidden">{NBSP}: {name}</span></a></td>'
        for download in shown.downloads
    )
    return f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>'


def _named(download: Download) -> str:
    """« PDF, 31 Ko »; without its weight where it is still to be made."""
    name = FORMATS[download.format]
    return name if download.data is None else f"{name}, {weight(len(download.data))}"


def weight(size: int) -> str:
    """« 31 Ko »: thousands of bytes, as file managers count them, at least one."""
    return f"{max(1, round(size / 1000))}{NBSP}Ko"


def _email(example: ShownExample) -> str:
    subject = f"<p><strong>Objet{NBSP}:</strong> {html.escape(example.email_subject)}</p>"
    return f'<div class="relance-email">{subject}{_lines(example.email_body)}</div>'


def _phone(example: ShownExample) -> str:
    return f'<div class="relance-email">{"".join(_spoken(kind, lines) for kind, lines in example.phone)}</div>'


def _spoken(kind: str, lines: Sequence[str]) -> str:
    said = [html.escape(line) for line in lines]
    if kind == "list":
        return f"<ul>{''.join(f'<li>{line}</li>' for line in said)}</ul>"
    return f"<p><strong>{said[0]}</strong></p>" if kind == "heading" else f"<p>{said[0]}</p>"


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
    words = _TEXT.sub(lambda found: found[0] if found[1] else space(found[0]), markup.strip())
    return f'<div class="relance-guidance">\n{words}\n</div>' if words else ""


def _guidance_heading(level: int, markup: str) -> str:
    return f"{'#' * level} {_text(html.unescape(_MARKUP.sub('', markup)))}"


def _law(catalogue: Catalogue, template: Template) -> str:
    rows = [
        (
            _link(basis.article, basis.url) if basis.url else _text(basis.article),
            _served(catalogue, basis),
            _text(dates.format(basis.checked_on)),
            _text(CERTAINTY[Confidence(basis.confidence)]),
        )
        for basis in template.legal_basis
    ]
    return scrolled(table(("Article", "Pour", "Vérifié le", "Certitude"), rows), "Les articles cités")


def _served(catalogue: Catalogue, basis: LegalBasis) -> str:
    if not basis.audiences:
        return "tous"
    return _cell(basis.audiences, catalogue.vocabulary.audiences)


def _review(template: Template) -> str:
    if template.review is None:
        return "Aucun juriste ne l’a encore relue."
    scope = f" ({template.review.scope})" if template.review.scope else ""
    return f"Relue le {dates.format(template.review.on)}{scope} par {template.review.by}."


# --- words of the catalogue, set as French is ---------------------------------------------------


def _text(words: str) -> str:
    return markdown.text(space(words))


def _link(words: str, target: str) -> str:
    return markdown.link(space(words), target)


def _html(words: str) -> str:
    return html.escape(space(words))
