"""Whatever is done to a file, no figure is lost or changed without a finding.

What was read is compared with what another program reads: csv.reader, openpyxl, calamine. Where
that one refuses the file, or reads another heading, there is nothing to compare.
"""

# ruff: noqa: E501, S311 - pieces of XML stand as they are; chance is all that is wanted
from __future__ import annotations

import csv
import datetime as dt
import io
import pickle
import random
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.api import Question, examine
from cmcn4.model.report import Report
from properties.test_fuzz import LONG, MUTATION, mutated
from unit.readers import biff, opendocument

HEAD = ["indicator", "area", "period", "value", "unit", "source"]
ROWS: list[list[Any]] = [
    ["egdi-rank", "VN", 2024, 71, "rank", "UN DESA"],
    ["egdi-rank", "VN", 2022, 86, "rank", "UN DESA"],
    ["gii-rank", "VN", 2025, 44, "rank", "WIPO"],
    ["digital-economy-share", "VN", 2024, 18.3, "% of GDP", "NSO"],
    ["digital-economy-share", "VN", 2025, 21.55, "% of GDP", "NSO"],
    ["fibre-households", "VN", 2025, 85.125, "% of households", "MOST"],
    ["internet-users", "vn-ha-noi", 2023, 91, "% of population", "NSO"],
]
INDICATORS, AREAS = {str(row[0]) for row in ROWS}, {str(row[1]) for row in ROWS}
VALUE = 3
NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")
Cells = Mapping[tuple[int, int], Any]
"""Row and column, counted from 1, to what another program reads there."""
SEEDS = st.integers(0, 1 << 32)


class Edit(NamedTuple):
    """A change of XML: what is found once, at random, and what is put in its place."""

    found: str
    made: Callable[[re.Match[str], random.Random], str]


def one_of(*texts: str) -> Callable[[re.Match[str], random.Random], str]:
    return lambda match, rng: match.expand(rng.choice(texts))


EDITS = [
    Edit(r' r="[A-Z]+(\d+)"', one_of("", r' r="D\1"', r' r="B\1"', r' r="ZZ\1"', ' r="x"')),
    Edit(r' r="(\d+)"', one_of("", ' r="2"', ' r="4"', ' r="0"', ' r="1048577"', r' r="0\1"')),
    Edit(r'="([^"<>]*)"', one_of(r"='\1'", r' = "\1"', r'="&#32;\1"')),
    Edit(r"(<v>)(\d)", one_of(r"\1<!-- 9 -->\2", r"\1<![CDATA[\2]]>", r"\1<?x 9?>\2", r"\1+\2", r"\1 \2")),
    Edit(r"<v>([^<]*)</v>", one_of("<v/>", "<v></v>", "<v>NaN</v>", r"<v>\1.0</v>", r"<v>\1E1</v>",
                                   r"<v>\1</v><v>\1</v>", "<v>1e999</v>", "<v>&#53;1</v>", r"\0")),
    Edit(r"<v>", one_of("<f>1+1</f><v>", "<f/><v>", '<f t="shared" si="0"/><v>', "<is><t>9</t></is><v>")),
    Edit(r' t="[a-zA-Z]+"', one_of("", ' t="n"', ' t="str"', ' t="b"', ' t="e"', ' t="d"', ' t="s"')),
    Edit(r"<c ", one_of('<c s="1" ', '<c s="2" ', '<c s="9" ', '<c t="str" ', '<c t="n" ')),
    Edit(r"<row ", one_of('<row hidden="1" ', "<row spans='1:2' ", '<row s="1" customFormat="1" ')),
    Edit(r"(?s)<row .*?</row>", one_of("", r"\g<0>\g<0>", r"<!--\g<0>-->", r"<x>\g<0></x>")),
    Edit(r"(?s)<c .*?(?:/>|</c>)", one_of("", r"\g<0>\g<0>", "<c/>", r"<c/>\g<0>")),
    Edit(r"<(/?)(c|v|row|t)\b", one_of(r"<\1x:\2", r"<\1y")),
    Edit(r"<t[^>]*>([^<]*)</t>", one_of(r"<t>\1</t><t>9</t>", r"<r><t>\1</t></r>", r"<t> \1 </t>", "<t/>")),
    Edit(r"</sheetData>", one_of('</sheetData><mergeCells><mergeCell ref="H2:H4"/></mergeCells>')),
    Edit(r'formatCode="[^"]*"', one_of('formatCode="0%"', 'formatCode="yyyy"', 'formatCode="0&quot;%&quot;"')),
    Edit(r"office:value=\"([^\"]*)\"", one_of(r'office:value=" \1"', 'office:value="1e5"', "", r'office:value="\1.0"')),
    Edit(r"office:value-type=\"\w+\"", one_of('office:value-type="percentage"', 'office:value-type="string"', "")),
    Edit(r"<table:table-cell", one_of('<table:table-cell table:number-columns-repeated="2"',
                                      "<table:covered-table-cell/><table:table-cell", "<table:table-cell/><table:table-cell")),
    Edit(r"<table:table-row", one_of('<table:table-row table:number-rows-repeated="2"',
                                     "<table:table-row/><table:table-row")),
]  # fmt: skip


def edited(content: str, rng: random.Random) -> str:
    """Return XML after up to four changes, each where it fits."""
    for _ in range(rng.randint(1, 4)):
        edit = rng.choice(EDITS)
        places = [*re.finditer(edit.found, content)]
        if places:
            place = rng.choice(places)
            content = content[: place.start()] + edit.made(place, rng) + content[place.end() :]
    return content


def repacked(content: bytes, rng: random.Random, *parts: str) -> bytes:
    """Return an archive of which one part was changed, written anew in some other way."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    chosen = rng.choice([name for name in files if name.endswith(parts)])
    files[chosen] = edited(files[chosen].decode(), rng).encode()
    names = list(files)
    if rng.random() < 0.2:
        rng.shuffle(names)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as to:
        for name in names:
            to.writestr(name, files[name])
    return stream.getvalue()


def read(name: str, content: bytes) -> Report:
    """Return how a file is read, which is never by a defect."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        report, _ = examine(str(path), Question(as_of=dt.date(2025, 12, 31)))
    assert "internal-error" not in {finding.code for finding in report.findings}
    return report


def amount(value: Any) -> Decimal | None:
    """Return a number another program read as one, or a text that is a plain number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return Decimal(repr(value)) if abs(value) < 10**9 else None
    text = str(value or "").strip()
    return Decimal(text) if NUMBER.fullmatch(text) else None


def year(value: Any) -> bool:
    number = amount(value)
    return number is not None and number == number.to_integral_value() and 2000 <= number <= 2025


def compare(report: Report, cells: Cells) -> None:
    """Fail for a figure that is lost or changed and of which nothing is said."""
    if [str(cells.get((1, column), "")).strip() for column in range(1, 5)] != HEAD[:4]:
        return
    if any(finding.level == "error" for finding in report.findings):
        return  # the file is not accepted, whatever was read of it
    told = {finding.place.row for finding in report.findings}
    whole = None in told or 1 in told
    read = {(each.row, each.column): each.value.value for each in report.observations}
    for row in {row for row, column in cells if column == VALUE + 1 and row > 1}:
        keys = [str(cells.get((row, column), "")).strip() for column in (1, 2)]
        value = amount(cells.get((row, VALUE + 1)))
        ours = keys[0] in INDICATORS and keys[1] in AREAS and year(cells.get((row, 3)))
        if not ours or value is None or whole or row in told:
            continue
        got = read.get((row, VALUE + 1))
        assert got is not None, f"lost: {value} in row {row}"
        assert got in (value, value * 100), f"changed: {value} in row {row} became {got}"
    for (row, column), got in read.items():
        other = amount(cells.get((row, column)))
        if not (whole or row in told):
            assert other is not None, f"made up: {got} in row {row}"
            assert got in (other, other * 100), f"changed: {other} in row {row} became {got}"


@cache
def base_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *ROWS):
        sheet.append(row)
    sheet["D7"].number_format = "0.0"
    sheet["D6"].number_format = "0.00"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_openpyxl(content: bytes) -> Cells | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            sheet = book.worksheets[0]
            return {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row
                    if cell.value is not None}  # fmt: skip
    except Exception:  # noqa: BLE001 - it raises anything on what it does not expect
        return None


_CALAMINE = """
import io, pickle, sys
import python_calamine
if sys.platform != "win32":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))  # it fills what is far apart
book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
sheet = book.get_sheet_by_index(0)
pickle.dump((sheet.start, sheet.to_python()), sys.stdout.buffer)
"""


def by_calamine(content: bytes) -> Cells | None:
    """Return what calamine reads, in a process of its own: on damaged files it may abort that."""
    done = subprocess.run(
        [sys.executable, "-c", _CALAMINE], input=content, capture_output=True, check=False
    )
    if done.returncode:
        return None
    start, rows = pickle.loads(done.stdout)  # noqa: S301 - what the process above has written
    top, left = start or (0, 0)
    return {
        (row, column): value
        for row, cells in enumerate(rows, top + 1)
        for column, value in enumerate(cells, left + 1 if left else 1)
        if value != ""
    }


@cache
def base_ods() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        rows = opendocument.rows(HEAD, *ROWS)
        return opendocument.write(Path(folder) / "a.ods", A=rows).read_bytes()


@cache
def base_xls() -> bytes:
    return biff.workbook(biff.Sheet("A", [HEAD, *ROWS]))


def test_the_other_programs_read_what_is_whole() -> None:
    for cells in (by_openpyxl(base_xlsx()), by_calamine(base_ods()), by_calamine(base_xls())):
        assert cells is not None
        assert len(cells) > len(ROWS)


@LONG
@given(seed=SEEDS)
def test_a_workbook_of_changed_xml_loses_no_figure(seed: int) -> None:
    content = repacked(
        base_xlsx(), random.Random(seed), "sheet1.xml", "sharedStrings.xml", "styles.xml"
    )
    report, cells = read("data.xlsx", content), by_openpyxl(content)
    if cells is not None:
        compare(report, cells)


@LONG
@given(seed=SEEDS)
def test_a_spreadsheet_of_changed_xml_loses_no_figure(seed: int) -> None:
    content = repacked(base_ods(), random.Random(seed), "content.xml")
    report, cells = read("data.ods", content), by_calamine(content)
    if cells is not None:
        compare(report, cells)


@LONG
@given(changes=MUTATION)
def test_an_old_workbook_of_changed_bytes_loses_no_figure(
    changes: list[tuple[float, bytes, int]],
) -> None:
    same = [(place, new, len(new)) for place, new, _ in changes]  # what moves breaks all behind it
    content = mutated(base_xls(), same)
    report, cells = read("data.xls", content), by_calamine(content)
    if cells is not None:
        compare(report, cells)


@LONG
@given(changes=MUTATION)
def test_a_text_of_changed_bytes_loses_no_figure(changes: list[tuple[float, bytes, int]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *ROWS])
    content = mutated(text.getvalue().encode(), changes)
    report = read("data.csv", content)
    try:
        rows = [*csv.reader(io.StringIO(content.decode(), newline=""), strict=True)]
    except (UnicodeDecodeError, csv.Error):
        return
    if any("\n" in cell or "\r" in cell for row in rows for cell in row):
        return  # rows are numbered by their lines
    compare(report, {(at, to): cell for at, row in enumerate(rows, 1)
                     for to, cell in enumerate(row, 1) if cell})  # fmt: skip


QUOTED = [
    *([*row, ""] for row in ROWS[:3]),
    *([*row[:5], "Cục Thống kê, 2024", "a\nb"] for row in ROWS[3:]),
]
SWALLOWED_DECIMAL = re.compile(r"\D*[0-9]+,[0-9.]+\D*")
"""Two numbers in one cell could be one with a decimal comma."""


def quotes_changed(text: str, rng: random.Random) -> str:
    """Return a text with up to three quotation marks more or less, mostly where cells meet."""
    for _ in range(rng.randint(1, 3)):
        marks = [at for at, letter in enumerate(text) if letter == '"']
        ends = [at for at, letter in enumerate(text) if letter in ',;\t\n"']
        if marks and rng.random() < 0.3:
            at = rng.choice(marks)
            text = text[:at] + text[at + 1 :]
        else:
            at = rng.choice([*ends, rng.randint(0, len(text))]) + rng.randint(0, 1)
            text = f'{text[:at]}"{text[at:]}'
    return text


@LONG
@given(seed=SEEDS)
def test_a_text_of_changed_quotes_loses_no_figure(seed: int) -> None:
    rng = random.Random(seed)
    width, separator = rng.randint(4, 7), rng.choice([",", ";", "\t"])
    rows = [
        [*map(str, row[:width])] for row in (QUOTED[0], *rng.sample(QUOTED[1:], rng.randint(1, 6)))
    ]
    stream = io.StringIO()
    quoting: Any = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    end = rng.choice(["\n", "\r\n"])
    writer = csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writerows([[*HEAD, "note"][:width], *rows])
    kept = len(end.join(stream.getvalue().split(end)[:2]) + end)  # to compare the others with
    text = stream.getvalue()[:kept] + quotes_changed(stream.getvalue()[kept:], rng)
    report = read("data.tsv" if separator == "\t" else "data.csv", text.encode())
    if any(finding.level == "error" for finding in report.findings):
        return
    cells = [
        cell
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for cell in row
    ]
    if separator == "," and any(map(SWALLOWED_DECIMAL.fullmatch, cells)):
        return
    told = {each.indicator for each in report.observations}
    assert told >= {row[0] for row in rows}, text
    assert len(report.observations) == len(rows), text
