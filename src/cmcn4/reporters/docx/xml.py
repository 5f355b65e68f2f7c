"""The pieces of a Word document as XML: runs, paragraphs, tables; text of data is only ever text.

https://ecma-international.org/publications-and-standards/standards/ecma-376/ (WordprocessingML).
Tables are written as one text and parsed at once: cell by cell they take time with the square of
their rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.text import BIDI

Xml = NewType("Xml", str)
"""Text that is XML already; only this module makes it of text that is not."""
Cell = Sequence[Xml]
"""The paragraphs of a cell, each its runs."""

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ACROSS, UPRIGHT = 249, 162
"""Millimetres between the margins, which all columns of a table fill: of a page that lies and of
one that stands."""
LONGEST = 600
"""Characters of one text that are shown; a cell of a spreadsheet may hold 32,767."""

# Not allowed in XML 1.0, without a glyph, or turning the direction of what follows.
_FORBIDDEN = re.compile(f"[\x00-\x1f\x7f-\x9f{BIDI}\ud800-\udfff\ufffe\uffff]")
_TIED = re.compile(r"(?<=[\d%≤≥<>≈+−]) | (?=\[\d)")
_JOINT = re.compile(r"(?<=[_.])(?=\w)")
_SPACE = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_LONG = 28
"""Letters of a name that fit into any column for one."""
_TWIPS = 1440 / 25.4


class Column(NamedTuple):
    """A column: its title, its width in millimetres, and whether its cells stand in the middle."""

    title: str
    width: int
    centred: bool = False


class Band(NamedTuple):
    """A row that is one cell across all columns, a heading of the rows that follow."""

    text: str


Row = Sequence[Cell] | Band


class Table(NamedTuple):
    """A table with its caption; its first row repeats on every page."""

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    small: bool = False
    """Whether its letters are smaller, so that a page holds more."""


def plain(text: str) -> str:
    """Return text as one line without characters that XML or a reader cannot bear."""
    shown = _FORBIDDEN.sub("\ufffd", _SPACE.sub(" ", text))
    return f"{shown[:LONGEST]}…" if len(shown) > LONGEST else shown


def text_of(text: str) -> str:
    """Return text as the content of an element."""
    return escape(plain(text))


def sentence(text: str) -> str:
    """Return text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def run(text: str, style: str = "") -> Xml:
    """Return a text as a run, in a character style if one is named."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return Xml(f'<w:r>{look}<w:t xml:space="preserve">{text_of(text)}</w:t></w:r>')


def tied(text: str) -> str:
    """Return text whose numbers stay with their signs and with the first word of their units.

    A long unit has places to break: a text without any would be broken within a word.
    """
    return _TIED.sub("\u00a0", text)


def breakable(name: str) -> str:
    """Return the name of a file that is broken after a dot or a line, where it must be broken.

    Without such places Word breaks a name without spaces or hyphens between any two letters.
    """
    words = name.split(" ")
    return " ".join(
        _JOINT.sub("\u200b", word) if len(word) > _LONG and "-" not in word else word
        for word in words
    )


def unbroken(text: str) -> Cell:
    """Return a cell with one text that is broken at no number."""
    return cell(tied(text))


def cell(*texts: str) -> Cell:
    """Return a cell with a paragraph a text; empty texts are left out."""
    return [run(text) for text in texts if text]


def paragraph(style: str, runs: Xml) -> Xml:
    """Return a paragraph of a style."""
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>')


def numbered(label: str, number: int, text: str) -> Xml:
    """Return a caption whose number Word counts itself when captions are moved."""
    field = (
        f'<w:fldSimple w:instr=" SEQ {label} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r>'
        "</w:fldSimple>"
    )
    return paragraph("Caption", Xml(f"{run(f'{label} ')}{field}{run(f'. {text}')}"))


def page_of(place: str) -> Xml:
    """Return the number of the page on which a place stands, which Word counts itself.

    Until it has, there is a dash: nobody else knows where its pages end.
    """
    return Xml(
        f'<w:fldSimple w:instr=" PAGEREF {place} \\h " w:dirty="true"><w:r><w:t>–</w:t></w:r>'
        "</w:fldSimple>"
    )


def marked(runs: Xml, place: str, number: int) -> Xml:
    """Return runs as a place that others refer to by its name; its number is its own."""
    return Xml(
        f'<w:bookmarkStart w:id="{number}" w:name="{place}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
    )


def side_by_side(widths: Sequence[int], blocks: Sequence[Sequence[Xml]]) -> Xml:
    """Return blocks beside each other: a table without lines, which no reader counts as one."""
    twips = [round(width * _TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(inner)}</w:tc>'
        for width, inner in zip(twips, blocks, strict=True)
    )
    return Xml(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{sum(twips)}"'
        ' w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
    )


def table(shown: Table) -> Xml:
    """Return a table: rows are not parted by a page's end, the titles stand on each page."""
    widths = [round(column.width * _TWIPS) for column in shown.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    small = "Small" if shown.small else ""
    titles = [_cell([run(each.title)], f"TableHeading{small}", width=width)
              for each, width in zip(shown.columns, widths, strict=True)]  # fmt: skip
    styles = [
        f"{'TableCentred' if column.centred else 'TableText'}{small}" for column in shown.columns
    ]
    rows = "".join(_row(row, styles, widths) for row in shown.rows)
    head = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(titles)}</w:tr>"
    return Xml(
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableAnnex"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(plain(shown.caption))}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def parts(blocks: Iterable[Xml]) -> str:
    """Return blocks as the content of one element with the namespace declared."""
    return f'<w:body xmlns:w="{NAMESPACE}">{"".join(blocks)}</w:body>'


def _row(cells: Row, styles: Sequence[str], widths: Sequence[int]) -> str:
    if isinstance(cells, Band):
        inner = _cell([run(cells.text)], "TableBand", width=sum(widths), span=len(widths))
    else:
        inner = "".join(
            _cell(each, style, width=width)
            for each, style, width in zip(cells, styles, widths, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inner}</w:tr>"


def _cell(content: Cell, style: str, *, width: int, span: int = 1) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    # A cell without a paragraph is an error in the file.
    inner = "".join(paragraph(style, text) for text in content or [run("")])
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}</w:tcPr>{inner}</w:tc>'
