"""The workbook around the cells: tables, charts, printing; the same input, the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.formatting.rule import ColorScale, FormatObject, Rule
from openpyxl.styles import Border, Color, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.model.observation import column_letters
from cmcn4.model.wire import REPORT
from cmcn4.reporters.xlsx.cells import Cell, Strings, Writer
from cmcn4.reporters.xlsx.pages import PALE, Bars, Page
from cmcn4.reporters.xlsx.styles import styles

_MODIFIED = re.compile(rb"(<dcterms:modified[^<>]*>)[^<]*(?=<)")
_STRINGS = "sharedStrings"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Where the part with the texts is named, and how; the library names it only if it has some itself.
_NAMING = {
    "xl/_rels/workbook.xml.rels": f"""<Relationship Id="{_STRINGS}" Target="{_STRINGS}.xml" \
Type="{_RELATION}/{_STRINGS}"/></Relationships>""",
    "[Content_Types].xml": f"""<Override PartName="/xl/{_STRINGS}.xml" \
ContentType="{_SHEETML}.{_STRINGS}+xml"/></Types>""",
}
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_BATCH = 2_000
_HEAT = ("FFF7EF", "D55E00")
_LINE = "D0D7DE"
_A4 = 9


class Book:
    """A workbook that is put together page by page."""

    def __init__(self, lang: str, title: str, day: dt.date, cut: str) -> None:
        """Begin one in a language; the day stands for the time at which it was made."""
        self.lang, self.title = lang, title
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        properties = self.book.properties
        properties.creator, properties.title = "cmcn4", title
        # By which the report is told from data when its folder is read.
        properties.category = REPORT
        self.made = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC).replace(tzinfo=None)
        properties.created = self.made
        self.pages: list[Page] = []
        self.strings = Strings(cut)
        self.styles: dict[str, int] = {}

    def add(self, page: Page) -> None:
        """Add a sheet."""
        sheet = self.book.create_sheet(page.name)
        if not self.styles:
            self.styles = styles(sheet, self.lang)
        self.pages.append(page)
        for place, column in enumerate(page.columns, 1):
            sheet.column_dimensions[column_letters(place)].width = column.width
        if page.frozen:
            sheet.freeze_panes = page.frozen
        sheet.sheet_view.showGridLines = page.header
        sheet.sheet_view.zoomScale = 90 if page.header else 100
        if page.table:
            sheet.add_table(_table(page))
        _colour(sheet, page)
        for link in page.links:
            where = (
                {"location": link.target[1:]} if link.target[0] == "#" else {"target": link.target}
            )
            sheet._hyperlinks.append(Hyperlink(ref=link.cell, **where))  # noqa: SLF001 - a cell would be needed
        if page.bars:
            sheet.add_chart(_bars(sheet, page.bars), page.bars.at)
        self._printing(sheet, page)

    def _printing(self, sheet: Worksheet, page: Page) -> None:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.7
        if page.header:
            sheet.print_title_rows = f"{page.top}:{page.top}"
        if page.printed:
            sheet.print_area = f"A1:{column_letters(page.printed)}{page.bottom}"
        # In a header & begins a code.
        title = _HeaderFooterPart(self.title.replace("&", "&&"))
        sheet.oddHeader = HeaderFooterItem(left=title, right=_HeaderFooterPart("&A"))
        pages = _HeaderFooterPart("&P / &N")
        sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart("cmcn4"), right=pages)

    def save(self) -> bytes:
        """Return the file: the library's parts, the cells, and times that do not change."""
        plain = io.BytesIO()
        self.book.save(plain)
        out = io.BytesIO()
        with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                if name != f"xl/{_STRINGS}.xml":
                    self._part(target, name, source.read(name))
            _write(target, f"xl/{_STRINGS}.xml", self.strings.part())
        return out.getvalue()

    def _part(self, target: zipfile.ZipFile, name: str, data: bytes) -> None:
        sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
        if sheet:
            page = self.pages[int(sheet[1]) - 1]
            size = f"A1:{column_letters(len(page.columns))}{page.bottom}"
            data = re.sub(rb'(<dimension ref=")[^"]*', rb"\g<1>" + size.encode(), data)
            head, _, cells = data.partition(b"<sheetData")
            empty = cells.lstrip().startswith(b"/>")
            tail = cells.partition(b"/>" if empty else b"</sheetData>")[2]
            _write(target, name, [head, b"<sheetData>"], self._rows(page), [b"</sheetData>", tail])
            return
        if name in _NAMING:
            data = _with_strings(data, _NAMING[name])
        if name == "docProps/core.xml":
            data = _MODIFIED.sub(rb"\g<1>" + f"{self.made.isoformat()}Z".encode(), data)
        _write(target, name, [data])

    def _rows(self, page: Page) -> Iterator[bytes]:
        writer = Writer(
            self.styles, self.strings, [(column.style, column.width) for column in page.columns]
        )
        for number, line in enumerate(page.lead, 1):
            yield writer.row(number, [line]).encode()
        if page.header:
            turned = "turned" if page.tall else "head"
            styles = ["head", *[turned] * (len(page.columns) - 1)]
            named = zip(page.columns, styles, strict=True)
            titles = [Cell(column.title, style) for column, style in named]
            yield writer.row(page.top, titles, page.tall or 0).encode()
        rows = iter(enumerate(page.rows(), page.top + 1))
        while batch := list(islice(rows, _BATCH)):
            yield "".join(writer.row(number, cells) for number, cells in batch).encode()


def _with_strings(data: bytes, line: str) -> bytes:
    if f"{_STRINGS}.xml".encode() in data:
        return data
    end = line[line.rindex("</") :].encode()
    return data.replace(end, line.encode())


def _write(target: zipfile.ZipFile, name: str, *parts: Iterable[bytes]) -> None:
    info = zipfile.ZipInfo(name, _ZIP_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    with target.open(info, "w", force_zip64=False) as stream:
        for part in parts:
            for piece in part:
                stream.write(piece)


def _table(page: Page) -> Table:
    last = f"{column_letters(len(page.columns))}{page.bottom}"
    table = Table(name=page.table, displayName=page.table or "", ref=f"A{page.top}:{last}")
    table.autoFilter = AutoFilter(ref=table.ref)
    titles = [column.title for column in page.columns]
    table.tableColumns = [TableColumn(id=place, name=each) for place, each in enumerate(titles, 1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    return table


def _colour(sheet: Worksheet, page: Page) -> None:
    """Choose backgrounds by the sign in a cell, or by how great a share is."""
    formatting, first = sheet.conditional_formatting, page.top + 1
    if page.coloured == "shares":
        ends = [FormatObject(type="num", val=0), FormatObject(type="num", val=1)]
        scale = ColorScale(cfvo=ends, color=[Color(colour) for colour in _HEAT])
        formatting.add(page.place("B"), Rule(type="colorScale", colorScale=scale))
    elif page.coloured:
        column = "$A" if page.coloured == "row" else "A"
        where = page.place(columns=1 if page.coloured == "row" else None)
        for sign, colour in PALE.items():
            look = DifferentialStyle(fill=PatternFill(bgColor=colour))
            formula = f'LEFT({column}{first},1)="{sign}"'
            formatting.add(where, Rule(type="expression", dxf=look, formula=[formula]))
    if page.header:
        line = Border(bottom=Side(style="thin", color=_LINE))
        look = DifferentialStyle(border=line)
        formatting.add(page.place(), Rule(type="expression", dxf=look, formula=["TRUE"]))


def _bars(sheet: Worksheet, bars: Bars) -> BarChart:
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    chart.title = bars.title
    first, last = bars.first_row, bars.last_row
    names = Reference(sheet, min_col=bars.labels, min_row=first, max_row=last)
    for column, colour in bars.series:
        numbers = Reference(sheet, min_col=column, min_row=first - 1, max_row=last)
        series = Series(numbers, title_from_data=True)
        series.cat = AxDataSource(strRef=StrRef(f=str(names)))
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = "FFFFFF"
        chart.series.append(series)
    # The first name stands on top, as in the table.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.crosses = "max"
    chart.y_axis.number_format = "0"
    chart.legend.position = "b"
    chart.width, chart.height = 24, bars.height
    return chart
