"""A blank letter as a Word form: content controls in the letter's own styles, all bound to one part of data.

The letter is written as `docx` writes it; the controls and what they need are in `ooxml`. What a field means goes
with the file, so that a filled form tells by itself how it is to be read, whatever the catalogue has become since.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.letter.controls import controls_in
from generator.letter.nodes import PARTS, Document, Table
from generator.render import docx
from generator.render.ooxml import controls, package, properties, store
from generator.render.ooxml.controls import W14, W15, Controls
from generator.render.ooxml.glossary import glossary
from generator.render.ooxml.package import R
from generator.render.ooxml.paragraphs import Story
from generator.render.ooxml.styles import form_styles, styles_xml
from generator.render.theme import sheet

_ROOT = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    f' xmlns:w14="{W14}" xmlns:w15="{W15}" mc:Ignorable="w14 w15"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "word/glossary/document.xml": f"{_WORD}.document.glossary+xml",
    "word/glossary/styles.xml": f"{_WORD}.styles+xml",
}


def render(document: Document) -> bytes:
    """The form as the bytes of a `.docx` file."""
    return package.zipped(parts(document))


def parts(document: Document) -> dict[str, str]:
    """All parts of the file, by their name in the package."""
    every = list(controls_in(block for name in PARTS for block in document.parts.get(name, ())))
    tables = (block for block in document.parts.get("body", ()) if isinstance(block, Table))
    writer = Controls.of(every, controls_in(row for table in tables for row in table.rows))
    story = Story(form=writer)
    letter = docx.parts(document, story, _ROOT)
    styles = styles_xml(sheet(), form_styles(sheet()))
    meaning = {store.FORM_PROPERTY: document.form, **dict(store.packed(controls.meanings(every)))}
    return {
        **letter,
        "[Content_Types].xml": package.content_types(_TYPES),
        "docProps/custom.xml": properties.custom_properties(document, meaning.items()),
        "word/styles.xml": styles,
        "word/_rels/document.xml.rels": package.document_relationships(story.links, _RELATIONSHIPS),
        **_data(store.store_xml(document.form, controls.blank_values(every), writer.names)),
        "word/glossary/document.xml": glossary(writer.prompts),
        "word/glossary/styles.xml": styles,
        "word/glossary/_rels/document.xml.rels": package.relationships([("rIdstyles", f"{R}/styles", "styles.xml")]),
    }


_RELATIONSHIPS = (
    ("rIdData", f"{R}/customXml", "../customXml/item1.xml"),
    ("rIdGlossary", f"{R}/glossaryDocument", "glossary/document.xml"),
)


def _data(item: str) -> Mapping[str, str]:
    return {
        "customXml/item1.xml": item,
        "customXml/itemProps1.xml": store.properties_xml(),
        "customXml/_rels/item1.xml.rels": package.relationships([("rId1", f"{R}/customXmlProps", "itemProps1.xml")]),
    }
