"""Whatever a file holds, a run ends with a report; nothing but findings comes of bad data.

A few seconds as it stands, about a minute where `CI` is set to true; as long as wanted with
`CMCN4_FUZZ=EXAMPLES`, the number of examples of each test (see CONTRIBUTING.md).
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from cmcn4.api import Question, judge
from cmcn4.errors import UsageError
from cmcn4.model.finding import LEVELS
from cmcn4.reporters import Style, render

CASES = Path(__file__).parents[1] / "cases" / "input"
# Read when the tests are collected: they run without CI in their environment.
EXAMPLES = int(os.environ.get("CMCN4_FUZZ") or (250 if os.environ.get("CI") == "true" else 15))
LONG = settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
NAMES = [
    "indicator", "area", "period", "value", "unit", "source", "Chỉ tiêu", "Địa phương", "Năm",
    "Giá trị", "Đơn vị", "ĐVT", "Nguồn", "STT", "Ghi chú", "Ngành", "OBS_VALUE", "TIME_PERIOD",
    "REF_AREA", "UNIT_MULT", "OBS_STATUS", "Mục tiêu 2025", "Ước 2025", "2023 [YR2023]", "Năm 2024",
    "2024 so với 2023", "Quý II/2025", "6 tháng đầu năm 2025", "2021-2025", "idi_score", "idi_2023",
    "Hà Nội", "Viet Nam", "E-Government Rank", "Nam", "Nữ", "Tổng số", "Đơn vị tính: nghìn trạm",
    "Biểu số 3. Tỷ trọng kinh tế số trong GDP", "Nguồn: Cục Thống kê", "Trong đó:", "rank", "score",
]  # fmt: skip
KEYS = [
    "egdi-rank", "gii-rank", "digital-economy-share", "fibre-households", "5g-stations", "VN", "LA",
    "Tỷ lệ hộ gia đình có cáp quang", "Tỷ trọng kinh tế số trong GDP (%)", "egdi rnak", "Lào Cai",
    "digital-government-complete", "labour-productivity-growth", "gci-tier", "Hà Nội", "Ha Noj",
    "2024", "2025", "Ước 2025", "31/12/2025", "2O24", "%", "‰", "hạng", "nghìn trạm", "triệu",
    "_T", "_Z", "UN DESA", "Cục Thống kê", '"', "-nt-", "3",
]  # fmt: skip
VALUES = [
    "", "71", "18,3%", "1.234,5", "1,234.5", "12,345", "..", "-", "x", "71/193", "25th of 194",
    "> 87", "gần 80", "ước 14,02", "khoảng 0", "< 0", "tăng 7,75%", "1e30", "-1e-30", "1e999",
    "NaN", "inf", "0.183", "14,0e", "18,3 (*)", "1)", "²", "Có", "TRUE", "#N/A", "#REF!", "=1+1",
    "9" * 400, "٣٤", "½", "Ⅳ", "0x10", "1_000", "--5", "+", "%", ",", ".", "'", "\u200b", "\u00a0",
    "e5", "1,2,3",
]  # fmt: skip
ODD = st.one_of(
    st.text(max_size=20),
    st.text(st.characters(categories=["Cc", "Cf", "Mn", "Nd", "No", "Zs", "Sm", "Po"]), max_size=6),
)
CELL = st.one_of(*map(st.sampled_from, (NAMES, KEYS, VALUES, VALUES)), ODD)
GRID = st.lists(st.lists(CELL, max_size=7), max_size=12)
# A header that is one, and rows that nearly fit it.
TABLE = st.tuples(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=7), GRID
).map(lambda both: [both[0], *both[1]])  # fmt: skip
TYPED = st.one_of(
    CELL,
    st.floats(),
    st.integers(-(2**63), 2**63),
    st.booleans(),
    st.none(),
    st.dates(dt.date(1900, 1, 1), dt.date(9999, 12, 31)),
    st.times(),
    st.timedeltas(),
)
FORMATS = st.sampled_from(["General", "0%", '0"%"', "yyyy", "[>1]0%;0", "mm/yyyy", "@", "[h]:mm"])
MUTATION = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 12)),
    min_size=1, max_size=6,
)  # fmt: skip


def ends_with_a_report(name: str, content: bytes, **how: str) -> None:
    """Check a file by name and content, and write the report in every language."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        report, _ = judge(str(path), Question(as_of=dt.date(2025, 12, 31), **how))  # type: ignore[arg-type]
    assert [each.path for each in report.inputs] == [path.as_posix()]
    assert {each.code for each in report.findings} <= set(LEVELS) - {"internal-error"}
    for lang in ("vi", "en"):
        for form in ("json", "table"):
            assert render(form, report, Style(lang))


def mutated(content: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Replace some bytes at some places."""
    for place, new, length in changes:
        at = int(place * len(content))
        content = content[:at] + new + content[at + length :]
    return content


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@LONG
@given(rows=st.one_of(TABLE, GRID), decimal=st.sampled_from(["auto", ".", ","]))
def test_any_table_of_texts_ends_with_a_report(
    delimiter: str, rows: list[list[str]], decimal: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    content = text.getvalue().encode("utf-8", "surrogatepass")
    ends_with_a_report("data.csv", content, decimal=decimal)


@LONG
@given(
    sheets=st.lists(
        st.tuples(TABLE, st.lists(st.lists(st.tuples(TYPED, FORMATS), max_size=6), max_size=8)),
        min_size=1, max_size=2,
    ),
    merges=st.lists(st.tuples(*[st.integers(1, 6)] * 4), max_size=3),
)  # fmt: skip
def test_any_workbook_ends_with_a_report(
    sheets: list[tuple[list[list[str]], list[list[tuple[object, str]]]]],
    merges: list[tuple[int, int, int, int]],
) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for texts, typed in sheets:
        sheet = book.create_sheet()
        for row in texts:
            sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
        for at, cells in enumerate(typed, len(texts) + 1):
            for column, (value, form) in enumerate(cells, 1):
                text = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                sheet.cell(at, column, text).number_format = form
        for top, left, height, width in merges:
            sheet.merge_cells(
                start_row=top, start_column=left, end_row=top + height, end_column=left + width
            )
    stream = io.BytesIO()
    book.save(stream)
    ends_with_a_report("data.xlsx", stream.getvalue())


@LONG
@given(
    name=st.sampled_from(["annex.csv", "databank.csv", "pxweb-vi.csv", "excel-unicode-text.txt",
                          "itu-idi.csv", "old-excel.xls", "opendocument.ods"]),
    changes=MUTATION,
)  # fmt: skip
def test_a_file_with_some_bytes_changed_ends_with_a_report(
    name: str, changes: list[tuple[float, bytes, int]]
) -> None:
    ends_with_a_report(name, mutated((CASES / name).read_bytes(), changes))


@LONG
@given(
    name=st.sampled_from(["merged-header.xlsx", "percent-cells.xlsx", "spacer-columns.xlsx"]),
    part=st.integers(0, 20),
    changes=MUTATION,
    whole=st.booleans(),
)
def test_a_workbook_with_some_bytes_changed_ends_with_a_report(
    name: str, part: int, changes: list[tuple[float, bytes, int]], *, whole: bool
) -> None:
    content = (CASES / name).read_bytes()
    if whole:
        content = mutated(content, changes)
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        chosen = list(parts)[part % len(parts)]
        parts[chosen] = mutated(parts[chosen], changes)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, data in parts.items():
                archive.writestr(each, data)
        content = stream.getvalue()
    ends_with_a_report(name, content)


@LONG
@given(rows=TABLE, changes=MUTATION, inside=st.booleans())
def test_a_packed_file_with_some_bytes_changed_ends_with_a_report(
    rows: list[list[str]], changes: list[tuple[float, bytes, int]], *, inside: bool
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    content = text.getvalue().encode("utf-8", "surrogatepass")
    packed = gzip.compress(mutated(content, changes)) if inside else mutated(
        gzip.compress(content), changes
    )  # fmt: skip
    ends_with_a_report("data.csv.gz", packed)


@LONG
@given(
    content=st.binary(max_size=400),
    encoding=st.sampled_from(["auto", "cp1258", "utf-16", "utf-7", "shift_jis", "idna", "rot13"]),
)
def test_any_bytes_in_any_encoding_end_with_a_report(content: bytes, encoding: str) -> None:
    try:
        ends_with_a_report("data.txt", content, encoding=encoding)
    except UsageError as error:
        assert "encoding" in str(error)  # noqa: PT017 - an encoding of no text is wrong use
