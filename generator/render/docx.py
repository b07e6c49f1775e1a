"""The letter as a Word file, written part by part (`ooxml/`): real styles, nothing empty, the same bytes each time.

The font is Arial, which every machine has or has a twin of; the measures are those of the sheet, as in the PDF.
"""

from __future__ import annotations

from generator.letter.nodes import Document
from generator.render.ooxml import package, properties
from generator.render.ooxml.body import body
from generator.render.ooxml.footer import footer
from generator.render.ooxml.head import Head
from generator.render.ooxml.package import R
from generator.render.ooxml.paragraphs import Layout, Story, paragraph
from generator.render.ooxml.styles import W, numbering_xml
from generator.render.ooxml.xml import DECLARATION, points, twips
from generator.render.theme import Sheet, sheet


def render(document: Document) -> bytes:
    """The letter as the bytes of a `.docx` file."""
    return package.zipped(parts(document))


def parts(document: Document, story: Story | None = None, attributes: str = "") -> dict[str, str]:
    """All parts of the file, by their name in the package.

    A blank form has a ``story`` that can write it, and ``attributes`` at the root of its body for what that writes.
    """
    measures = sheet()
    story = story or Story()
    content, head = body(story, document, measures)
    return {
        **package.constant_parts(),
        "docProps/core.xml": properties.core_properties(document),
        "docProps/custom.xml": properties.custom_properties(document),
        "word/document.xml": part("document", f"<w:body>{content}{_section(measures, head)}</w:body>", attributes),
        "word/_rels/document.xml.rels": package.document_relationships(story.links),
        "word/header1.xml": part("hdr", _space_above_next_pages(measures)),
        "word/numbering.xml": numbering_xml(measures, story.ordered_lists),
        **_footer_parts(document, measures),
    }


def _footer_parts(document: Document, measures: Sheet) -> dict[str, str]:
    found: dict[str, str] = {}
    lines = document.parts.get("footer", ())
    for number, has_number in ((1, False), (2, True)):
        story = Story()
        found[f"word/footer{number}.xml"] = part("ftr", footer(story, lines, measures, has_number=has_number))
        if story.links:
            found[f"word/_rels/footer{number}.xml.rels"] = package.link_relationships(story.links)
    return found


def part(root: str, content: str, more: str = "") -> str:
    """A part of the file; ``more`` are attributes of its root."""
    return f'{DECLARATION}<w:{root} xmlns:w="{W}" xmlns:r="{R}"{more}>{content}</w:{root}>'


def _space_above_next_pages(measures: Sheet) -> str:
    """An empty header that is as tall as the next pages' margin has more than the first one's: Word has one for all."""
    height = twips(measures.margin.next_top - measures.sender.tight_top)
    return paragraph("Normal", "", Layout(line=height))


def _section(measures: Sheet, head: Head) -> str:
    """The sheet; its bottom margin gives back the line that place and date, beside the delivery in a PDF, take here."""
    margin, paper, style = measures.margin, measures.paper, measures.styles.text
    bottom = twips(margin.bottom) - points(style.size * style.leading)
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdTop"/>'
        '<w:footerReference w:type="default" r:id="rIdNext"/>'
        '<w:footerReference w:type="first" r:id="rIdFirst"/>'
        f'<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"/>'
        f'<w:pgMar w:top="{twips(head.top)}" w:right="{twips(margin.right)}" w:bottom="{bottom}"'
        f' w:left="{twips(margin.left)}" w:header="{twips(measures.sender.tight_top)}"'
        f' w:footer="{twips(measures.footer.bottom)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
