"""The pages of the document and its package: paper, margins, page number, properties, fixed bytes.

Decree 30/2020/NĐ-CP, Appendix I: A4, Times New Roman, the page's number in Arabic figures of 13 to
14 points in the middle of the top margin, not on the first page; margins of 20 to 25 mm at top and
bottom, 30 to 35 mm left, 15 to 20 mm right. Each annex counts its own pages.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from cmcn4.locale.writing import writing
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.reporters.docx.styles import styles
from cmcn4.reporters.docx.xml import NAMESPACE, Xml, parts

# NOTE: Word keeps twentieths of a point: 20 mm would become 20.0025, 15 mm less than 15. Half a
# millimetre more stays inside the decree's bands whatever is rounded.
_LONG, _SHORT = 16838, 11906
_TOP, _LEFT, _RIGHT = 1162, 1757, 964
_NUMBER = 510
"""From the paper's edge to the page's number, in the top margin; all in twentieths of a point."""
_FIRST = '<w:pgNumType w:start="1"/><w:titlePg/>'
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP archive can hold; all members have it, whatever the clock says."""
# By hand: the library has no fields.
_FIELD = "".join(
    f"<w:r>{inner}</w:r>"
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)
_HEADER = (
    f'<w:hdr xmlns:w="{NAMESPACE}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_FIELD}</w:p>'
    "</w:hdr>"
)
_SETTINGS = (
    f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="{code}"/><w:decimalSymbol w:val="{mark}"/>'
    '<w:listSeparator w:val=";"/></w:settings>'
)
_UNUSED = (
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
"""What the template of the library brings along and this document does not use."""


class Traits(NamedTuple):
    """What is told of a document beside its text."""

    lang: str
    title: str
    day: dt.date
    """As of which it is; it stands for the time at which it was made."""


class Chart(NamedTuple):
    """A chart of the package: what it draws, and the workbook its figures are edited in."""

    drawing: bytes
    workbook: bytes


def section_end(*, across: bool, first: bool) -> Xml:
    """Return the end of a section: what stands before it is on paper that lies, or stands.

    `first`: it begins an annex or a report, whose pages are counted.
    """
    return Xml(
        '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>'
        f"<w:sectPr>{_paper(across=across, first=first)}</w:sectPr></w:pPr></w:p>"
    )


def relation(number: int) -> str:
    """Return the name by which the text refers to a chart, counted from 0."""
    return f"rIdChart{number + 1}"


def written(
    blocks: Iterable[Xml], charts: Sequence[Chart], traits: Traits, *, across: bool = True
) -> bytes:
    """Return the document with these blocks, as of a day; the same blocks give the same bytes.

    The last section is on paper that lies, or stands.
    """
    document = Document()
    _stripped(document)
    _replaced(document.styles.element, styles(traits.lang))
    habits = writing(traits.lang)
    _replaced(document.settings.element, _SETTINGS.format(code=habits.tag, mark=habits.mark))
    body = document.element.body
    for place, block in enumerate(list(parse_xml(parts(blocks)))):
        body.insert(place, block)
    # No rsid: they tell sessions of an editor apart, and there was none.
    body.sectPr.attrib.clear()
    _replaced(
        body.sectPr,
        f'<w:sectPr xmlns:w="{NAMESPACE}">{_paper(across=across, first=True)}</w:sectPr>',
    )
    # The sections after the first have its header.
    _replaced(document.sections[0].header.part.element, _HEADER)
    for number, chart in enumerate(charts):
        _attach(document, number, chart)
    _properties(document, traits)
    stream = io.BytesIO()
    document.save(stream)
    return _fixed(stream)


def _attach(document: WordDocument, number: int, chart: Chart) -> None:
    """Put a chart into the package, with the workbook behind it."""
    package = document.part.package
    drawing = Part(
        PackURI(f"/word/charts/chart{number + 1}.xml"),
        CONTENT_TYPE.DML_CHART, chart.drawing, package,
    )  # fmt: skip
    workbook = Part(
        PackURI(f"/word/embeddings/chart{number + 1}.xlsx"),
        CONTENT_TYPE.SML_SHEET, chart.workbook, package,
    )  # fmt: skip
    drawing.load_rel(RELATIONSHIP_TYPE.PACKAGE, workbook, "rId1")
    document.part.load_rel(RELATIONSHIP_TYPE.CHART, drawing, relation(number))


def _stripped(document: WordDocument) -> None:
    """Take out parts of the template that only make the file larger or name another program."""
    for part in (document.part, document.part.package):
        for name, each in list(part.rels.items()):
            if each.reltype in _UNUSED:
                del part.rels[name]


def _replaced(element: object, content: str) -> None:
    """Give an element of the document the children of another."""
    new = parse_xml(content)
    del element[:]  # type: ignore[attr-defined]  # an element is a list of its children
    element.extend(list(new))  # type: ignore[attr-defined]


def _paper(*, across: bool, first: bool) -> str:
    """Return what a section says of its pages: where counted from 1, the first is unnumbered."""
    wide, high = (_LONG, _SHORT) if across else (_SHORT, _LONG)
    lies = ' w:orient="landscape"' if across else ""
    return (
        f'<w:pgSz w:w="{wide}" w:h="{high}"{lies}/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{_RIGHT}" w:bottom="{_TOP}" w:left="{_LEFT}"'
        f' w:header="{_NUMBER}" w:footer="{_NUMBER}" w:gutter="0"/>'
        f"{_FIRST if first else ''}"
    )


def _properties(document: WordDocument, traits: Traits) -> None:
    known = document.core_properties
    moment = dt.datetime.combine(traits.day, dt.time())
    known.title, known.language = traits.title, writing(traits.lang).tag
    known.author = known.last_modified_by = "cmcn4"
    known.comments = known.keywords = known.subject = known.category = ""
    known.created = known.modified = moment
    known.revision = 1


def _fixed(stream: io.BytesIO) -> bytes:
    """Return a package whose members have one date, and the system's name none."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(fixed, "w") as archive:
        for name in made.namelist():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, made.read(name))
    return fixed.getvalue()
