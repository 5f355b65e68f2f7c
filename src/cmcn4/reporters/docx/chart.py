"""Charts that Word itself draws and lets a person edit: figures over the years and levels wanted.

https://ecma-international.org/publications-and-standards/standards/ecma-376/ (DrawingML, Charts).
Binary floats stand here alone: a chart is looked at, never compared.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

from cmcn4.locale.writing import writing
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment
from cmcn4.model.rule import KINDS, on_scale
from cmcn4.reporters.docx.page import Chart, relation
from cmcn4.reporters.docx.styles import FONT
from cmcn4.reporters.docx.xml import Xml, plain, text_of
from cmcn4.reporters.presentation.words import Words

FEWEST = 3
"""Figures below which a line says no more than the table does."""
_MOST_GOALS = 3
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMU = 36000
"""English metric units of a millimetre."""
WIDE, HIGH = 120, 62
"""Millimetres."""
_DASHES = ("dash", "sysDot", "lgDashDot")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class Line(NamedTuple):
    """A line of a chart: its name, and its values by year."""

    name: str
    values: dict[int, float]


class Series(NamedTuple):
    """One indicator in one area over the years, with the levels that documents want."""

    title: str
    figures: Line
    goals: tuple[Line, ...]
    years: tuple[int, ...]
    tag: str
    """The language whose decimal mark the axis has."""
    rank: bool
    """Whether less is better: then the axis is turned, so that better is up."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The figures first."""
        return (self.figures, *self.goals)

    def described(self) -> str:
        """Return what a reader hears who does not see it."""
        told = "; ".join(f"{year}: {value:g}" for year, value in self.figures.values.items())
        return f"{self.title}. {told}"


def series(shown: Iterable[Assessment], words: Words, *, several: bool) -> list[Series]:
    """Return what has at least three figures, each indicator of each area once."""
    groups: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
    for each in shown:
        rule = each.chosen.rule
        if each.history is not None and KINDS[rule.kind].series and on_scale(rule):
            groups[each.indicator, each.area].append(each)
    found = (_series(group, words, several=several) for group in groups.values())
    return [one for one in found if one is not None]


def _series(group: Sequence[Assessment], words: Words, *, several: bool) -> Series | None:
    longest = max(group, key=lambda each: len(each.history.points) if each.history else 0)
    points = longest.history.points if longest.history else ()
    # Of a bound nobody knows where the line would go.
    figures = {row.period.year: float(row.value.low) for row in points if row.value.is_point}
    if len(figures) < FEWEST:
        return None
    indicator = words.catalogue.indicators[longest.indicator]
    unit = words.catalogue.units[indicator.unit]
    last = max([*figures, *(each.chosen.target.year for each in group)])
    years = tuple(range(min(figures), last + 1))
    goals: dict[tuple[int, float], Line] = {}
    for each in group:
        if each.threshold is not None:
            level = float(each.threshold)
            name = f"{words.horizon(each.chosen.target)}: {words.wanted(each)}"
            goals.setdefault(
                (each.chosen.target.year, level), Line(name, dict.fromkeys(years, level))
            )
    title = indicator.names.get(words.lang)
    name = words.unit_name(indicator) if unit.kind != "rank" else ""
    where = f" – {words.area(longest.area)}" if several else ""
    assumed = ", ".join(words.when(row.period) for row in points if row.assumed)
    where += f" – {assumed}: {words.say('status.assumed')}" if assumed else ""
    return Series(
        f"{title}{f' ({name})' if name else ''}{where}",
        Line(words.say("docx.chart.figures"), figures),
        tuple(list(goals.values())[:_MOST_GOALS]),
        years,
        writing(words.lang).tag,
        rank=unit.kind == "rank",
    )


def drawn(shown: Series) -> Chart:
    """Return a series as a chart and the workbook behind it."""
    return Chart(_drawing(shown).encode(), _workbook(shown))


def placed(shown: Series, number: int) -> Xml:
    """Return the run that shows a chart of the package, counted from 0."""
    size = f'cx="{WIDE * _EMU}" cy="{HIGH * _EMU}"'
    about = quoteattr(plain(shown.described()))
    return Xml(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_PLACED}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number + 1}" name="Chart {number + 1}" descr={about}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_LINKS}" r:id="{relation(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _drawing(shown: Series) -> str:
    lines = "".join(_line(shown, place) for place in range(len(shown.lines)))
    turned = "maxMin" if shown.rank else "minMax"
    letters = (
        '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">'
        f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:defRPr></a:pPr>'
        "<a:endParaRPr/></a:p></c:txPr>"
    )
    thin = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:ln></c:spPr>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_LINKS}">'
        f'<c:lang val="{shown.tag}"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{lines}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="'
        f'{"high" if shown.rank else "low"}"/>{thin.format("7F7F7F")}'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="{turned}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{thin.format("D9D9D9")}'
        '</c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{thin.format("7F7F7F")}<c:crossAx val="1"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
        '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        f'</c:spPr>{letters}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _line(shown: Series, place: int) -> str:
    """Return a line: the figures drawn through with marks, the levels wanted dashed without."""
    line, count, column = shown.lines[place], len(shown.years), "BCDE"[place]
    years = "".join(
        f'<c:pt idx="{index}"><c:v>{year}</c:v></c:pt>' for index, year in enumerate(shown.years)
    )
    values = "".join(
        f'<c:pt idx="{index}"><c:v>{line.values[year]!r}</c:v></c:pt>'
        for index, year in enumerate(shown.years)
        if year in line.values
    )
    own = not place
    dash = "" if own else f'<a:prstDash val="{_DASHES[place - 1]}"/>'
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    mark = (
        f'<c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>{black}</c:spPr></c:marker>'
        if own
        else '<c:marker><c:symbol val="none"/></c:marker>'
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef>'
        f'<c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>'
        f"{text_of(line.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        f'<c:spPr><a:ln w="{19050 if own else 12700}">{black}{dash}</a:ln></c:spPr>{mark}'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{years}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{values}</c:numCache>'
        '</c:numRef></c:val><c:smooth val="0"/></c:ser>'
    )


def _workbook(shown: Series) -> bytes:
    """Return the figures as a workbook, for those who edit them in Word."""
    head = _row(1, ["", *(line.name for line in shown.lines)])
    rows = (
        _row(number, [str(year), *(line.values.get(year) for line in shown.lines)])
        for number, year in enumerate(shown.years, 2)
    )
    sheet = f'<worksheet xmlns="{_SHEETS}"><sheetData>{head}{"".join(rows)}</sheetData></worksheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in (*_BOOK.items(), ("xl/worksheets/sheet1.xml", sheet)):
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(member, f'<?xml version="1.0" encoding="UTF-8"?>\n{content}')
    return stream.getvalue()


def _row(number: int, values: Sequence[str | float | None]) -> str:
    cells = "".join(
        f'<c r="{column}{number}" t="inlineStr"><is><t>{text_of(value)}</t></is></c>'
        if isinstance(value, str)
        else f'<c r="{column}{number}"><v>{value!r}</v></c>'
        for column, value in zip("ABCDE", values, strict=False)
        if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BOOK = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_LINKS}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship'
    f' Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
"""The parts of a workbook of one sheet beside that sheet."""
