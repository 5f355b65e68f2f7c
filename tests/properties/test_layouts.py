"""Whatever the layout, the same observations are read; blank rows and columns change nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

import cmcn4

NAMES = {
    "digital-economy-share": "Tỷ trọng kinh tế số trong GDP",
    "fibre-households": "Tỷ lệ hộ gia đình có cáp quang",
    "internet-users": "internet-users",
    "gci-score": "gci-score",
}
AREAS = {"VN": "Việt Nam", "vn-ha-noi": "Hà Nội", "vn-hue": "Huế", "LA": "Lao PDR"}
YEARS = range(2020, 2026)
Key = tuple[str, str, str]
Rows = list[list[object]]
VALUES = st.one_of(
    st.integers(1, 99).map(str),
    st.decimals(1, 99, places=1).map(str),
    st.decimals(1, 99, places=2).map(str),
)
DATA = st.dictionaries(
    st.tuples(
        st.sampled_from(sorted(NAMES)),
        st.sampled_from(["VN", "vn-ha-noi", "LA"]),
        st.sampled_from([str(year) for year in YEARS]),
    ),
    VALUES,
    min_size=1,
    max_size=30,
)

TITLES = ("", "BÁO CÁO KẾT QUẢ", "Kèm theo Quyết định số 2289/QĐ-TTg ngày 31/12/2020")
AROUND = st.tuples(st.sampled_from(TITLES), st.integers(0, 8), st.integers(0, 4), st.integers(0, 2))


def long(data: Mapping[Key, str]) -> Rows:
    body: Rows = [
        [NAMES[name], AREAS[area], year, value] for (name, area, year), value in data.items()
    ]
    return [["Chỉ tiêu", "Địa phương", "Năm", "Giá trị"], *body]


def by_year(data: Mapping[Key, str]) -> Rows:
    years = sorted({year for _, _, year in data})
    pairs = sorted({(name, area) for name, area, _ in data})
    body: Rows = [
        [NAMES[name], AREAS[area], *(data.get((name, area, year)) for year in years)]
        for name, area in pairs
    ]
    return [["Chỉ tiêu", "Địa phương", *(f"Năm {year}" for year in years)], *body]


def by_indicator(data: Mapping[Key, str]) -> Rows:
    names = sorted({name for name, _, _ in data})
    pairs = sorted({(area, year) for _, area, year in data})
    body: Rows = [
        [AREAS[area], year, *(data.get((name, area, year)) for name in names)]
        for area, year in pairs
    ]
    return [["Địa phương", "Năm", *(NAMES[name] for name in names)], *body]


def by_area(data: Mapping[Key, str]) -> Rows:
    areas = sorted({area for _, area, _ in data})
    pairs = sorted({(name, year) for name, _, year in data})
    body: Rows = [
        [NAMES[name], year, *(data.get((name, area, year)) for area in areas)]
        for name, year in pairs
    ]
    return [["Chỉ tiêu", "Năm", *(AREAS[area] for area in areas)], *body]


LAYOUTS: tuple[Callable[[Mapping[Key, str]], Rows], ...] = (long, by_year, by_indicator, by_area)


def as_csv(rows: Rows, folder: Path) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([["" if cell is None else cell for cell in row] for row in rows])
    path = folder / "data.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def as_workbook(rows: Rows, folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([_typed(cell) for cell in row])
    path = folder / "data.xlsx"
    book.save(path)
    return path


def _typed(cell: object) -> object:
    text = "" if cell is None else str(cell)
    return float(text) if text.replace(".", "", 1).isdecimal() else cell


def read(path: Path) -> tuple[dict[Key, str], set[str]]:
    got = cmcn4.read(path)
    seen = {
        (each.indicator, each.area, each.period.code): str(each.value.low.normalize())
        for each in got.observations
    }
    assert len(seen) == len(got.observations)
    return seen, {each.code for each in got.findings} - {"source-missing"}


def normal(data: Mapping[Key, str]) -> dict[Key, str]:
    return {key: str(Decimal(value).normalize()) for key, value in data.items()}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("write", [as_csv, as_workbook], ids=["csv", "xlsx"])
@settings(deadline=None, max_examples=25)
@given(data=DATA)
def test_what_is_written_reads_back_in_every_layout(
    layout: Callable[[Mapping[Key, str]], Rows],
    write: Callable[[Rows, Path], Path],
    data: dict[Key, str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert read(write(layout(data), Path(folder))) == (normal(data), set())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@settings(deadline=None, max_examples=25)
@given(data=DATA, around=AROUND)
def test_blank_rows_columns_and_titles_around_change_nothing(
    layout: Callable[[Mapping[Key, str]], Rows],
    data: dict[Key, str],
    around: tuple[str, int, int, int],
) -> None:
    title, above, left, between = around
    blank: list[object] = [None] * left
    rows: Rows = [[*blank, title], *([[]] * above)]
    for row in layout(data):
        rows += [[*blank, *row, None], *([[]] * between)]
    with tempfile.TemporaryDirectory() as folder:
        assert read(as_csv(rows, Path(folder))) == (normal(data), set())
