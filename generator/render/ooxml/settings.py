"""Settings, font and theme of the file: the same in all letters."""

from __future__ import annotations

from generator.render.ooxml.styles import W, rgb
from generator.render.ooxml.xml import DECLARATION
from generator.render.theme import Sheet

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def font_table(measures: Sheet) -> str:
    """The one font, and what to look for where it is missing: a plain face of the same kind."""
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="{measures.font.word}">'
        '<w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def settings() -> str:
    """French, no hyphenation (lines are ragged), and the layout of Word 2013 and later."""
    uri = "http://schemas.microsoft.com/office/word"
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def theme(measures: Sheet) -> str:
    """Colours and fonts that Word offers beside the styles: the sheet's own; no style of ours refers to it."""
    ink, grey, rule = (rgb(colour) for colour in (measures.colours.ink, measures.colours.grey, measures.colours.rule))
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    colours = (ink, "FFFFFF", grey, "F2F2F2", ink, grey, rule, ink, grey, rule, ink, grey)
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in zip(names, colours, strict=True)
    )
    font = f'<a:latin typeface="{measures.font.word}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    lines = f'<a:ln w="6350">{fill[: len(fill) // 3]}</a:ln>' * 3
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Relance"><a:themeElements>'
        f'<a:clrScheme name="Relance">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Relance"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="Relance"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
