"""What an .xls says beside its values, and what charts and files say of themselves: it is told."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from acceptance.test_outside_cells import MAIN, ROWS, TYPES, Edits, box, related, told, workbook
from unit.readers import biff
from unit.readers.opendocument import rows, write

FORECAST, VALUE = "Số liệu dự báo", 85.1
OTHER_SHEETS = biff.record(0x1AE, b"\2\0\1\4") + biff.record(0x17, struct.pack("<4H", 1, 0, 1, 1))
TODAY = b"\x19\1\0\0\x41\xdd\0\x1e\x01\0\x04"
C = f"{MAIN}/chart"


def xls(folder: Path, beside: bytes = b"", **how: bool) -> Path:
    """Write the rows as a workbook of Excel 97, with records behind its cells."""
    path, plan = folder / "data.xls", biff.Sheet("Kế hoạch", [["x"]])
    sheets = biff.Sheet("A", ROWS, beside=beside), plan
    path.write_bytes(biff.workbook(*sheets, extra=OTHER_SHEETS, **how))
    return path


def beside(path: Path) -> tuple[list[float], list[str]]:
    """Return the values, and what is told but for the second sheet, which has no table."""
    values, codes = told(path)
    return values, [each for each in codes if each != "rows-skipped"]


SAYING = pytest.mark.parametrize(
    "put", [biff.note, biff.box, biff.page, biff.first_page, biff.check]
)


@SAYING
@pytest.mark.parametrize(
    ("text", "codes"),
    [(FORECAST, ["column-unread"]), ("Số liệu của thôn Đoài", ["text-unread"]), ("Ghi chú", [])],
)
def test_what_is_said_in_an_xls_beside_its_cells_is_told(
    text: str, codes: list[str], put: Callable[[str], bytes], tmp_path: Path
) -> None:
    assert beside(xls(tmp_path, put(text))) == ([VALUE], codes)


@pytest.mark.parametrize(
    "records",
    [b"", biff.note(FORECAST, "cmcn4"), biff.page("&CTrang &P/&N"), biff.page("", 0x15),
     biff.check(FORECAST, shown=False), biff.reckoned(b"\x44\0\0\1\0", VALUE),
     biff.reckoned(b"\x1e\x55\0\x1f" + struct.pack("<d", 0.1) + b"\3", VALUE)],
)  # fmt: skip
def test_what_says_nothing_in_an_xls_is_quiet(records: bytes, tmp_path: Path) -> None:
    assert beside(xls(tmp_path, records)) == ([VALUE], [])


@pytest.mark.parametrize(
    ("records", "values", "code"),
    [
        (biff.reckoned(b"\x5a\0\0\0\0\0\xc0"), [85], "hidden-data"),  # 'Kế hoạch'!A1
        (biff.reckoned(TODAY), [85], "hidden-data"),
        (biff.reckoned(b"\1\1\0\3\0") + biff.record(
            0x4BC, bytes([1, 0, 1, 0, 3, 3, 0, 1, len(TODAY), 0]) + TODAY), [85], "hidden-data"),
        (biff.reckoned(b"\x1e\x50\0\x1e\2\0\3"), [], "formula-without-value"),  # 80+2
        (biff.record(0x1B0, bytes(14)), [VALUE], "legacy-format"),
        (biff.record(0x809, b"\0\6\x20\0" + bytes(12)) + biff.record(0x0A), [VALUE],
         "legacy-format"),
        (biff.record(0x1BE, bytes(6)), [VALUE], "legacy-format"),  # damaged
        (biff.record(0x208, struct.pack("<HHHHHHI", 1, 0, 9, 10, 0, 0, 0x100)), [VALUE],
         "hidden-data"),
        (biff.record(0x7D, struct.pack("<HHHHHH", 3, 3, 5, 0, 0, 0)), [VALUE], "hidden-data"),
    ],
)  # fmt: skip
def test_what_may_show_or_mean_something_else_in_an_xls_is_told_once(
    records: bytes, values: list[float], code: str, tmp_path: Path
) -> None:
    assert beside(xls(tmp_path, records)) == (values, [code])


def test_white_figures_of_an_xls_are_told(tmp_path: Path) -> None:
    assert beside(xls(tmp_path, white=True)) == ([VALUE], ["hidden-data"])


def charted(folder: Path, change: Callable[[Workbook, BarChart], None]) -> Path:
    """Write a workbook with a chart beside the figure."""
    book, chart = Workbook(), BarChart()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in ROWS:
        sheet.append(line)
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=2), titles_from_data=True)
    sheet.add_chart(chart)
    change(book, chart)
    book.save(folder / "new.xlsx")
    return folder / "new.xlsx"


def title(said: str) -> Callable[[Workbook, BarChart], None]:
    """Give the chart a title."""
    return lambda _, chart: setattr(chart, "title", said)


def axis(said: str) -> Callable[[Workbook, BarChart], None]:
    """Give its axis one."""
    return lambda _, chart: setattr(chart.y_axis, "title", said)


def sheet_of_charts(said: str) -> Callable[[Workbook, BarChart], None]:
    """Add a sheet of charts, without any."""

    def add(book: Workbook, _: BarChart) -> None:
        book.create_chartsheet(said)

    return add


def about(what: str) -> Callable[[str], Callable[[Workbook, BarChart], None]]:
    """Have the file say something of itself."""
    return lambda said: lambda book, _: setattr(book.properties, what, said)


@pytest.mark.parametrize(
    "put", [title, axis, sheet_of_charts, about("title"), about("subject"), about("description")]
)
@pytest.mark.parametrize(
    ("text", "codes"),
    [(FORECAST, ["column-unread"]), ("Số liệu của thôn Đoài", ["text-unread"]), ("Biểu đồ", [])],
)
def test_what_charts_and_the_file_itself_say_is_told(
    text: str,
    codes: list[str],
    put: Callable[[str], Callable[[Workbook, BarChart], None]],
    tmp_path: Path,
) -> None:
    assert told(charted(tmp_path, put(text))) == ([VALUE], codes)


@pytest.mark.parametrize("name", ["Chart1", "Biểu đồ 12", "Đồ thị 3"])
def test_the_usual_names_of_sheets_of_charts_are_quiet(name: str, tmp_path: Path) -> None:
    assert told(charted(tmp_path, sheet_of_charts(name))) == ([VALUE], [])


def part(kind: str, name: str, inner: str) -> Edits:
    """Put a part with texts below the drawing of the sheet; it points to itself, too."""
    to_itself = related(f"{TYPES}/{kind}", f"drawings/{name}")
    return {
        **box("Ghi chú"),
        "xl/drawings/_rels/drawing1.xml.rels": to_itself,
        f"xl/drawings/_rels/{name}.rels": to_itself,
        f"xl/drawings/{name}": lambda _: (
            f'<c:x xmlns:c="{C}" xmlns:a="{MAIN}/main" xmlns:dgm="{MAIN}/diagram">{inner}</c:x>'
        ),
    }


@pytest.mark.parametrize(
    ("kind", "inner", "codes"),
    [
        ("chart", f"<c:title><c:pt><c:v>{FORECAST}</c:v></c:pt></c:title>", ["column-unread"]),
        ("chart", f"<c:ser><c:pt><c:v>{FORECAST}</c:v></c:pt></c:ser>", []),
        ("chart", f"<c:cat><c:pt><c:v>{FORECAST}</c:v></c:pt></c:cat>", []),
        ("chart", f"<c:dLbl><c:rich><a:t>{FORECAST}</a:t></c:rich></c:dLbl>", ["column-unread"]),
        ("chart", '<c:rich><a:fld type="VALUE"><a:t>[VALUE] 5</a:t></a:fld></c:rich>', []),
        ("chartUserShapes", f"<c:sp><a:t>{FORECAST}</a:t></c:sp>", ["column-unread"]),
        ("diagramData", f"<dgm:pt><dgm:t><a:p><a:t>{FORECAST}</a:t></a:p></dgm:t></dgm:pt>",
         ["column-unread"]),
        ("image", f"<c:title><a:t>{FORECAST}</a:t></c:title>", []),
    ],
)  # fmt: skip
def test_what_is_written_into_a_drawing_is_told_and_its_values_are_not(
    kind: str, inner: str, codes: list[str], tmp_path: Path
) -> None:
    path = workbook(tmp_path, edits=part(kind, "inner.xml", inner))
    assert told(path) == ([VALUE], codes)


_OD = "urn:oasis:names:tc:opendocument:xmlns"
META = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:{0}>{1}</dc:{0}></m>'
OBJECT = (
    f'<o xmlns:chart="{_OD}:chart:1.0" xmlns:text="{_OD}:text:1.0" xmlns:table="{_OD}:table:1.0">'
    "<chart:{0}><text:p><text:span>{1}</text:span></text:p></chart:{0}>"
    "<table:table-cell><text:p>Dự báo</text:p></table:table-cell></o>"
)
LISTED = (
    f'<manifest:manifest xmlns:manifest="{_OD}:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="Object 1/content.xml"/></manifest:manifest>'
)


@pytest.mark.parametrize(
    ("name", "xml", "tag", "says"),
    [
        ("meta.xml", META, "title", True), ("meta.xml", META, "description", True),
        ("meta.xml", META, "creator", False), ("Object 1/content.xml", OBJECT, "title", True),
        ("Object 1/content.xml", OBJECT, "series", False),
    ],
)  # fmt: skip
def test_what_charts_and_the_file_itself_say_in_an_ods_is_told(
    name: str, xml: str, tag: str, says: bool, tmp_path: Path
) -> None:
    path = write(tmp_path / "data.ods", A=rows(*ROWS))
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts |= {"META-INF/manifest.xml": LISTED.encode(), name: xml.format(tag, FORECAST).encode()}
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    assert told(path) == ([VALUE], ["column-unread"] * says)


@pytest.mark.parametrize("text", ["75", "75,0"])
def test_a_number_over_a_figure_is_told(text: str, tmp_path: Path) -> None:
    assert told(workbook(tmp_path, edits=box(text))) == ([VALUE], ["text-unread"])
