"""The styles of a Word letter, made from the sheet: what a user sees in Word's list of styles.

Where Word has a style for the purpose (Titre 1, Légende, Signature…), it is that one, under the English name
by which Word finds it and shows its own language's; the others have French names. Spaces around paragraphs are before
and after them, never an empty paragraph. Where two spaces meet, Word takes the larger one, as CSS does, or both,
by a setting that other programs read otherwise: so hardly any two do.
"""

from __future__ import annotations

from msgspec.structs import replace

from generator.render.fonts import POINTS_PER_MM
from generator.render.ooxml.xml import DECLARATION, eighths, half_points, points, twips
from generator.render.theme import Sheet, TextStyle

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

BUILT_IN = frozenset(
    {"BodyText", "Heading1", "Heading2", "Heading3", "ListBullet", "ListNumber", "Caption", "Signature", "Footer"}
)
"""Styles that Word knows by their name, and shows in its own language."""

BULLETS = 1
"""The `w:num` of bullet lists; numbered ones follow, each with its own so that it starts again at one."""


def styles_xml(sheet: Sheet, more: str = "") -> str:
    """The part `word/styles.xml`; ``more`` are the styles that only a blank form has."""
    return "".join(
        (
            DECLARATION,
            f'<w:styles xmlns:w="{W}">',
            _defaults(sheet),
            _paragraph_styles(sheet),
            _character_styles(sheet),
            _table_styles(sheet),
            more,
            "</w:styles>",
        )
    )


def _defaults(sheet: Sheet) -> str:
    font = sheet.font.word
    size = half_points(sheet.styles.text.size)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        f'<w:color w:val="{rgb(sheet.colours.ink)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        ' w:defQFormat="0" w:count="376"/>'
    )


def _paragraph_styles(sheet: Sheet) -> str:
    s = sheet.styles
    right = twips(sheet.paper.width - sheet.margin.right - sheet.address.right)
    address = TextStyle(size=sheet.address.sizes[0], leading=sheet.address.leading)
    recipient = _indent(sheet, sheet.address.left, right)
    sender = f'<w:ind w:right="{twips(text_width(sheet) - sheet.sender.width)}"/>'
    place = '<w:jc w:val="right"/>'
    signature = _indent(sheet, sheet.signature.left)
    hanging = _hanging(sheet)
    enclosures = f'<w:ind w:left="{twips(sheet.enclosures.indent)}"/>{_TOGETHER}'
    room = sheet.signature.room * POINTS_PER_MM + s.signature.before
    number_tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(text_width(sheet))}"/></w:tabs>'
    total, dense_total = (replace(style, bold=True) for style in (s.table, s.table_dense))
    return "".join(
        (
            _paragraph(sheet, "Normal", "Normal", replace(s.text, after=0.0)),
            _paragraph(sheet, "BodyText", "Body Text", s.text),
            _paragraph(sheet, "SenderName", "Expéditeur (nom)", s.sender_name, sender, is_exact=True),
            _paragraph(sheet, "Sender", "Expéditeur", s.sender, sender, is_exact=True),
            _paragraph(sheet, "Recipient", "Destinataire", address, recipient, is_exact=True),
            _paragraph(sheet, "PlaceDate", "Lieu et date", s.place_date, place),
            _paragraph(sheet, "Delivery", "Mode d’envoi", s.delivery, _TOGETHER),
            _paragraph(sheet, "References", "Références", s.references, _TOGETHER),
            _paragraph(sheet, "Heading1", "heading 1", s.subject, outline=0),
            _paragraph(sheet, "Heading2", "heading 2", s.heading_2, outline=1),
            _paragraph(sheet, "Heading3", "heading 3", s.heading_3, outline=2),
            _paragraph(sheet, "ListBullet", "List Bullet", s.list_item, hanging, numbering=BULLETS),
            _paragraph(sheet, "ListNumber", "List Number", s.list_item, hanging),
            _paragraph(sheet, "Caption", "caption", s.caption, keeps_next=True),
            _paragraph(sheet, "TableText", "Tableau", _inside(s.table)),
            _paragraph(sheet, "TableHead", "Tableau (en-tête)", _inside(s.table_head), keeps_next=True),
            _paragraph(sheet, "TableTotal", "Tableau (total)", _inside(total)),
            _paragraph(sheet, "TableTextDense", "Tableau serré", _inside(s.table_dense)),
            _paragraph(sheet, "TableTotalDense", "Tableau serré (total)", _inside(dense_total)),
            _paragraph(sheet, "TableDenseText", "Tableau serré", _inside(s.table_dense)),
            _paragraph(sheet, "TableDenseTotal", "Tableau serré (total)", _inside(dense_total)),
            _paragraph(
                sheet, "Signature", "Signature", _above(s.signature, room), signature + _TOGETHER, keeps_lines=True
            ),
            _paragraph(sheet, "Enclosures", "Pièces jointes", s.enclosures, enclosures),
            _paragraph(sheet, "Footer", "footer", s.footer, tabs=number_tab),
        )
    )


_TOGETHER = "<w:contextualSpacing/>"
"""No space between two paragraphs of the same style: lines of one block."""


def text_width(sheet: Sheet) -> float:
    """Millimetres between the margins."""
    return sheet.paper.width - sheet.margin.left - sheet.margin.right


def _hanging(sheet: Sheet) -> str:
    indent = twips(sheet.list.indent)
    return f'<w:ind w:left="{indent}" w:hanging="{indent}"/>'


def _indent(sheet: Sheet, left: float, right: int = 0) -> str:
    return f'<w:ind w:left="{twips(left - sheet.margin.left)}" w:right="{right}"/>'


def _above(style: TextStyle, before: float) -> TextStyle:
    return replace(style, before=before)


def _inside(style: TextStyle) -> TextStyle:
    """A style of cells: the spaces around the table are not theirs."""
    return replace(style, before=0.0, after=0.0)


def _paragraph(
    sheet: Sheet,
    style_id: str,
    name: str,
    style: TextStyle,
    layout: str = "",
    *,
    tabs: str = "",
    is_exact: bool = False,
    keeps_next: bool = False,
    keeps_lines: bool = False,
    outline: int | None = None,
    numbering: int | None = None,
) -> str:
    is_heading = outline is not None
    return "".join(
        (
            f'<w:style w:type="paragraph"{_kind(style_id)} w:styleId="{style_id}">',
            f'<w:name w:val="{name}"/>',
            "" if style_id == "Normal" else '<w:basedOn w:val="Normal"/>',
            '<w:next w:val="BodyText"/>' if is_heading else "",
            '<w:uiPriority w:val="1"/><w:qFormat/><w:pPr>',
            "<w:keepNext/>" if keeps_next or is_heading else "",
            "<w:keepLines/>" if keeps_lines or is_heading else "",
            "<w:widowControl/>" if style_id == "Normal" else "",
            f'<w:numPr><w:numId w:val="{numbering}"/></w:numPr>' if numbering is not None else "",
            tabs,
            _spacing(style, "exact" if is_exact else "atLeast"),
            layout,
            f'<w:outlineLvl w:val="{outline}"/>' if is_heading else "",
            f"</w:pPr><w:rPr>{_letters(sheet, style)}</w:rPr></w:style>",
        )
    )


def _kind(style_id: str) -> str:
    if style_id == "Normal":
        return ' w:default="1"'
    return "" if style_id in BUILT_IN else ' w:customStyle="1"'


def _spacing(style: TextStyle, rule: str) -> str:
    return (
        f'<w:spacing w:before="{points(style.before)}" w:after="{points(style.after)}"'
        f' w:line="{points(style.size * style.leading)}" w:lineRule="{rule}"/>'
    )


def _letters(sheet: Sheet, style: TextStyle) -> str:
    size = half_points(style.size)
    return "".join(
        (
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/><w:iCs/>" if style.italic else "",
            f'<w:color w:val="{rgb(sheet.colours.grey)}"/>' if style.grey else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        )
    )


def rgb(colour: str) -> str:
    """A colour of the sheet as Word writes it."""
    return colour.lstrip("#").upper()


def form_styles(sheet: Sheet) -> str:
    """What is to be replaced, in grey; and how to fill the form."""
    grey = rgb(sheet.colours.grey)
    notice = replace(sheet.styles.notice, after=sheet.styles.list_item.after * 2)
    return (
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
        f'<w:uiPriority w:val="99"/><w:rPr><w:color w:val="{grey}"/></w:rPr></w:style>'
        + _paragraph(sheet, "FormNotice", "Mode d’emploi", notice)
        + _paragraph(sheet, "ListCheck", "Liste à cocher", sheet.styles.list_item, _hanging(sheet))
    )


def _character_styles(sheet: Sheet) -> str:
    ink = rgb(sheet.colours.ink)
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>'
        f'<w:rPr><w:color w:val="{ink}"/><w:u w:val="single"/></w:rPr></w:style>'
    )


def _table_styles(sheet: Sheet) -> str:
    measures = sheet.table
    padding, gutter = twips(measures.padding), twips(measures.gutter)
    thin, strong = (eighths(thickness) for thickness in (measures.rule, measures.strong_rule))
    grey, ink = rgb(sheet.colours.rule), rgb(sheet.colours.ink)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="LetterTable"><w:name w:val="Tableau de la lettre"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="2"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{border('bottom', strong, ink)}{border('insideH', thin, grey)}</w:tblBorders>"
        f'<w:tblCellMar><w:top w:w="{padding}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        f'<w:bottom w:w="{padding}" w:type="dxa"/><w:right w:w="{gutter}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{border("bottom", strong, ink)}</w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


def border(side: str, size: int, colour: str, space: int = 0) -> str:
    """One border of a table or of a cell."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def numbering_xml(sheet: Sheet, ordered_lists: int) -> str:
    """The part `word/numbering.xml`: a dash for bullets, and a count of its own for each numbered list."""
    lists = "".join(
        f'<w:num w:numId="{BULLETS + 1 + index}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for index in range(ordered_lists)
    )
    forms = _abstract(sheet, 0, "bullet", "–") + _abstract(sheet, 1, "decimal", "%1.")
    return (
        f'{DECLARATION}<w:numbering xmlns:w="{W}">{forms}'
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>{lists}</w:numbering>'
    )


def _abstract(sheet: Sheet, number: int, form: str, mark: str) -> str:
    indent = twips(sheet.list.indent)
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl></w:abstractNum>'
    )
