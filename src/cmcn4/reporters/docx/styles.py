"""The styles of the annex: few, named, and all that its look is made of, so that it can be edited.

Typeface, sizes and spacing are those of Decree 30/2020/NĐ-CP, Appendix I: Times New Roman, black,
text of 13 to 14 points, paragraphs at least 6 points apart.
"""

from __future__ import annotations

from cmcn4.locale import WORDING
from cmcn4.locale.writing import writing
from cmcn4.reporters.docx.xml import NAMESPACE, Xml

FONT = "Times New Roman"
_FONTS = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

_TEXT = '<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>'
_LIST = '<w:spacing w:before="60" w:after="60"/><w:ind w:left="567"/><w:jc w:val="both"/>'
_HEADING = '<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="60"/>'
_TITLE = '<w:keepNext/><w:spacing w:before="0" w:after="60"/><w:jc w:val="center"/>'
_SMALL = '<w:spacing w:before="20" w:after="20"/>'

_CENTRED = '<w:keepNext/><w:jc w:val="center"/>'
_KEPT = "<w:keepNext/>"
_TINY = '<w:sz w:val="4"/><w:szCs w:val="4"/>'


def _rule(indent: int) -> str:
    """Return a paragraph that is a line; `indent` on both sides, in twentieths of a point."""
    return (
        '<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
        "</w:pBdr>"
        f'<w:spacing w:after="100"/><w:ind w:left="{indent}" w:right="{indent}"/>'
    )


# Id, name, based on, paragraph, letters. Names in lower case are those of Word's own styles.
_PARAGRAPHS = (
    ("BodyText", "Body Text", "Normal", _TEXT, ""),
    ("ListBullet", "List Bullet", "Normal", _LIST, ""),
    ("Title", "Title", "Normal", _TITLE, '<w:b/><w:sz w:val="28"/><w:szCs w:val="28"/>'),
    ("Subtitle", "Subtitle", "Normal", _TITLE, "<w:i/>"),
    ("Heading1", "heading 1", "Normal",
     _HEADING.format(before=240) + '<w:outlineLvl w:val="0"/>', "<w:b/>"),
    ("Heading2", "heading 2", "Normal",
     _HEADING.format(before=180) + '<w:outlineLvl w:val="1"/>', "<w:b/><w:i/>"),
    ("Caption", "caption", "Normal",
     '<w:keepNext/><w:keepLines/><w:spacing w:before="120" w:after="60"/>',
     '<w:b/><w:sz w:val="24"/><w:szCs w:val="24"/>'),
    ("Header", "header", "Normal", '<w:jc w:val="center"/>', ""),
    ("TableText", "Table Text", "Normal", _SMALL, '<w:sz w:val="22"/><w:szCs w:val="22"/>'),
    ("TableCentred", "Table Centred", "TableText", '<w:jc w:val="center"/>', ""),
    ("TableHeading", "Table Heading", "TableCentred", "", "<w:b/>"),
    ("TableBand", "Table Band", "TableText", "<w:keepNext/>", "<w:b/>"),
    ("TableTextSmall", "Table Text Small", "TableText", "",
     '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
    ("TableCentredSmall", "Table Centred Small", "TableCentred", "",
     '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
    ("TableHeadingSmall", "Table Heading Small", "TableHeading", "",
     '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
    ("Figure", "Figure", "Normal", '<w:keepNext/><w:jc w:val="center"/>', ""),
    # The head and the end of a report, by the places of the decree's drawing.
    ("Parent", "Parent Body", "Normal", _CENTRED, '<w:sz w:val="24"/><w:szCs w:val="24"/>'),
    ("Issuer", "Issuing Body", "Normal", _CENTRED, '<w:b/><w:sz w:val="24"/><w:szCs w:val="24"/>'),
    ("Nation", "Nation", "Normal", _CENTRED, '<w:b/><w:sz w:val="24"/><w:szCs w:val="24"/>'),
    ("Motto", "Motto", "Normal", _CENTRED, "<w:b/>"),
    ("HeadLine", "Head Line", "Normal", _CENTRED, ""),
    ("PlaceDate", "Place and Date", "Normal", _CENTRED, "<w:i/>"),
    ("About", "About", "Normal", _TITLE, '<w:b/><w:sz w:val="28"/><w:szCs w:val="28"/>'),
    ("RuleShort", "Rule Short", "Normal", _rule(1250), _TINY),
    ("RuleMotto", "Rule Motto", "Normal", _rule(760), _TINY),
    ("RuleAbout", "Rule About", "Normal", _rule(3600), _TINY),
    ("RecipientsHead", "Recipients Head", "Normal", _KEPT,
     '<w:b/><w:i/><w:sz w:val="24"/><w:szCs w:val="24"/>'),
    ("Recipients", "Recipients", "Normal", _KEPT, '<w:sz w:val="22"/><w:szCs w:val="22"/>'),
    ("Signature", "Signature", "Normal", _CENTRED, "<w:b/>"),
    ("Signatory", "Signatory", "Normal",
     '<w:spacing w:before="1300"/><w:jc w:val="center"/>', "<w:b/>"),
    ("SectionEnd", "Section End", "Normal", '<w:spacing w:line="20" w:lineRule="exact"/>', _TINY),
    ("AfterTable", "After Table", "Normal",
     '<w:spacing w:before="60" w:after="60"/><w:jc w:val="both"/>',
     '<w:i/><w:sz w:val="22"/><w:szCs w:val="22"/>'),
    # Two tables without a paragraph between them would become one.
    ("TableEnd", "Table End", "Normal", "", '<w:sz w:val="12"/><w:szCs w:val="12"/>'),
)  # fmt: skip
_CHARACTERS = (
    ("Strong", "Strong", "<w:b/>"),
    ("Wording", "Wording", f'<w:i/><w:lang w:val="{writing(WORDING).tag}"/>'),
)


def styles(lang: str) -> Xml:
    """Return the defaults and all styles as the content of a styles part."""
    code = writing(lang).tag
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {_FONTS}/>"
        '<w:sz w:val="26"/><w:szCs w:val="26"/>'
        f'<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    paragraphs = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/>{_next(id_)}<w:qFormat/><w:pPr>{look}</w:pPr>'
        f"<w:rPr>{letters}</w:rPr>"
        "</w:style>"
        for id_, name, base, look, letters in _PARAGRAPHS
    )
    characters = "".join(
        f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
        for id_, name, letters in _CHARACTERS
    )
    return Xml(
        f'<w:styles xmlns:w="{NAMESPACE}">{defaults}{_BASE}{paragraphs}{characters}{_TABLE}'
        "</w:styles>"
    )


def _next(style: str) -> str:
    """Return what a person goes on writing in after a heading: running text."""
    return '<w:next w:val="BodyText"/>' if style.startswith("Heading") else ""


_BASE = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    "</w:style>"
)
_TABLE = (
    '<w:style w:type="table" w:styleId="TableAnnex"><w:name w:val="Table Annex"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>'
    '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:vAlign w:val="center"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)
