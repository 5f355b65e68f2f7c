"""A form filled in with anything it takes is read as just these observations."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from acceptance.cli import inside
from cmcn4.packs import load
from cmcn4.packs.areas import relevant
from cmcn4.readers import ReadOptions, read

CODES, FIRST = 7, 8
YEARS = ("2023", "2024", "2025")
AREAS = ("vn-ha-noi", "vn-hue")
STATUSES = {"en": ("final", "estimate", "provisional"), "vi": ("chính thức", "ước", "sơ bộ")}


class Known(NamedTuple):
    """A figure as it is told by the reader, or by whoever filled it in."""

    value: Decimal
    status: str
    source: str
    released: str
    note: str


@cache
def blank(lang: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        where = [word for area in AREAS for word in ("--area", area)]
        options = ("-t", "qd-2289/*-2025", *where, "--years", "2023-2025", "--lang", lang)
        done = inside("template", "-o", path, *options, "--no-config")
        assert done.code == 0, done.stderr.decode()
        return path.read_bytes()


class Filled(NamedTuple):
    """What an officer puts into one line."""

    values: tuple[Decimal | None, ...]
    status: int | None
    source: str
    released: dt.date | None
    note: str | None
    in_words: bool
    """Whether the first figure is said to be an estimate in its own cell."""

    def expected(self) -> dict[str, Known]:
        """Return what that means, by year."""
        years = [year for year, value in zip(YEARS, self.values, strict=True) if value is not None]
        found = {}
        for year in years:
            value, last = self.values[YEARS.index(year)], year == years[-1]
            status = STATUSES["en"][self.status or 0] if last else "final"
            if self.in_words and year == years[0]:
                status = "estimate"
            day = str(self.released) if self.released and last else ""
            found[year] = Known(value or Decimal(0), status, self.source, day, self.note or "")
        return found


LINES = st.lists(
    st.builds(
        Filled,
        st.tuples(*[st.none() | st.decimals(min_value=1, max_value=100, places=2)] * 3),
        st.none() | st.integers(0, 2),
        st.sampled_from(["Survey", "Cục Thống kê", "Báo cáo 12/BC-STTTT"]),
        st.none() | st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)),
        st.sampled_from([None, "by the district offices"]),
        st.booleans(),
    ),
    max_size=16,
)


@settings(deadline=None, max_examples=25)
@given(lines=LINES, lang=st.sampled_from(["en", "vi"]))
def test_what_was_filled_in_is_what_is_read(lines: list[Filled], lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank(lang)))
    sheet = book.worksheets[1]
    at = {str(cell.value).removeprefix("C-"): n for n, cell in enumerate(sheet[CODES], 1)}
    keys = {row[0]: row[1:4] for row in book["cmcn4"].iter_rows(values_only=True, max_col=4)}
    expected = {}
    for row, line in enumerate(lines, FIRST):
        indicator, _, area = keys[sheet.cell(row, at["code"]).value]
        cells: dict[str, object] = dict(zip(YEARS, line.values, strict=True))
        for year, known in line.expected().items():
            expected[str(indicator), str(area), year] = known
            if known.status == "estimate" and line.in_words:
                number = f"{known.value:f}".replace(".", "," if lang == "vi" else ".")
                cells[year] = f"{STATUSES[lang][1]} {number}"
        cells["status"] = None if line.status is None else STATUSES[lang][line.status]
        cells |= {"source": line.source, "released": line.released, "note": line.note}
        for name, value in cells.items():
            sheet.cell(row, at[name]).value = value  # type: ignore[assignment]
    assert told(book) == expected


def told(book: openpyxl.Workbook) -> dict[tuple[str, str, str], Known]:
    """Return what the reader makes of a workbook."""
    selection = load(("qd-2289/*-2025",))
    areas = relevant(selection.targets, selection.vocabulary.catalogue) | {*AREAS}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        book.save(path)
        found = read([str(path)], ReadOptions(vocabulary=selection.vocabulary, relevant=areas))
    assert {finding.code for finding in found.findings} <= {"file-empty", "text-unread"}  # of notes
    assert all(row.value.is_point for row in found.observations)
    return {
        (row.indicator, row.area, row.period.code): Known(
            row.value.low, row.origin.status, row.origin.source, str(row.origin.released or ""),
            row.origin.note,
        )
        for row in found.observations
    }  # fmt: skip
