"""Every number of a sheet is an observation, or left out for a reason: nothing unread by silence.

The numbers of generated sheets are counted here on their own, with csv and openpyxl.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import cmcn4
from cases.reading.inputs import write
from cases.reading.workbooks import BOOKS
from cases.safe_yaml import load
from cmcn4.model.account import Account
from cmcn4.model.observation import Submission

TESTS = Path(__file__).parents[1]
FIXTURES = sorted(
    path
    for path in (TESTS / "cases" / "input").iterdir()
    if not path.name.endswith((".expect.json", ".py", ".md"))
)
SAMPLES = sorted(
    path for path in (TESTS.parent / "samples").iterdir() if path.suffix in {".csv", ".xlsx"}
)
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((TESTS / "cases" / "reading").glob("*.yaml"))
    for case in load(path)
]
# Read when the tests are collected: they run without CI in their environment.
LAWFUL = settings(
    deadline=None,
    max_examples=40 if os.environ.get("CI") == "true" else 12,
    suppress_health_check=[HealthCheck.too_slow],
)

INTERNET = "Tỷ lệ dân số sử dụng Internet"
OURS = {
    INTERNET: "internet-users",
    "Tỷ lệ hộ gia đình có Internet": "households-with-internet",
    "Tỷ lệ xã được phủ cáp quang": "fibre-communes",
    "Tỷ lệ dân số được phủ sóng 5G": "5g-population-coverage",
}
OTHERS = ["Sản lượng thép thô", "Số vụ cháy rừng", "Diện tích rừng trồng mới"]
PROVINCES = ["Nghệ An", "Hà Tĩnh", "Quảng Ninh", "Sơn La"]
REGIONS = ["Đồng bằng sông Hồng", "Đông Nam Bộ"]
# What stands above a column, with what its numbers are: observations, or why not.
COLUMNS = {
    "Năm 2021": "read", "Năm 2022": "read", "Thực hiện 2023": "read", "Ước 2025": "read",
    "Kế hoạch 2025": "plan", "Mục tiêu 2030": "plan", "2023 so với 2022 (%)": "change",
    "Tốc độ tăng 2023 (%)": "change", "Dự toán 2024": "plan", "Hệ số hoa": "unread",
}  # fmt: skip
GAPS = st.one_of(st.none(), st.integers(110, 995).map(lambda each: each / 10))
NUMBER = st.integers(110, 995).map(lambda each: each / 10)


def balance(read: Submission) -> Iterator[Account]:
    """Check the account of each sheet, and yield it."""
    for each in read.inputs:
        for account in each.accounts:
            assert account.seen == account.read + sum(count for _, count in account.left)
            assert all(count >= 0 for _, count in account.left)
            yield account
        # A value may be several observations (a cell of two areas), never the other way.
        assert each.observations >= sum(account.read for account in each.accounts)


@pytest.mark.parametrize("path", [*FIXTURES, *SAMPLES], ids=lambda path: path.name)
def test_the_numbers_of_a_fixture_add_up(path: Path) -> None:
    read = cmcn4.read(path)
    accounts = list(balance(read))
    assert accounts or not read.observations


@pytest.mark.parametrize("case", CASES)
def test_the_numbers_of_a_reading_case_add_up(case: dict[str, Any], tmp_path: Path) -> None:
    read = cmcn4.read(write(tmp_path, case))
    assert sum(each.read for each in balance(read)) == len(read.observations)


@pytest.mark.parametrize("name", BOOKS)
def test_the_numbers_of_a_workbook_add_up(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, BOOKS[name]())
    accounts = list(balance(cmcn4.read(path)))
    book = load_workbook(path)
    figures = sum(_figures(sheet.iter_rows(values_only=True)) for sheet in book)
    assert sum(each.seen for each in accounts) == figures


# Texts that are figures count, as provinces type them; running numbers and years do not.
_FIGURE = re.compile(r"[+-]?(?!20\d\d$)\d[\d.]*(,\d+)?%?")


def _figures(rows: Any) -> int:
    return sum(
        isinstance(cell, float) or (isinstance(cell, (int, str)) and _is_figure(at, row, cell))
        for row in rows
        for at, cell in enumerate(row)
        if not isinstance(cell, bool)
    )


def _is_figure(at: int, row: tuple[object, ...], cell: float | str) -> bool:
    counts = row[0] == "A"
    return at > 0 and not counts and _FIGURE.fullmatch(str(cell)) is not None


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[list[object]], Counter[str]]:
    """Draw a table by year with rows and columns of all kinds, and count its numbers."""
    heads = draw(st.permutations(list(COLUMNS)))[: draw(st.integers(2, 6))]
    if not any(COLUMNS[head] == "read" for head in heads):
        heads = ["Năm 2024", *heads]
    numbered = draw(st.booleans())
    names = draw(st.lists(st.sampled_from([*OURS, *OTHERS]), min_size=1, max_size=6, unique=True))
    names = sorted({INTERNET, *names}, key=names.index) if INTERNET in names else [INTERNET, *names]
    rows: list[list[object]] = [[*(["STT"] * numbered), "Chỉ tiêu", "ĐVT", *heads]]
    expected: Counter[str] = Counter()
    for at, name in enumerate(names, 1):
        full = name == INTERNET or name in OTHERS or draw(st.booleans())
        values = [draw(NUMBER if full else GAPS) for _ in heads]
        unit = "%" if name in OURS else "vụ"
        rows.append([*([at] * numbered), name, unit, *values])
        for head, value in zip(heads, values, strict=True):
            if value is not None:
                expected["read" if name in OURS and head == "Năm 2024" else
                         COLUMNS.get(head, "read") if name in OURS else "series"] += 1  # fmt: skip
    return rows, expected


@LAWFUL
@given(drawn=sheets(), surrounded=st.booleans())
def test_every_number_of_a_table_by_year_is_read_or_left_for_its_reason(
    drawn: tuple[list[list[object]], Counter[str]], surrounded: bool
) -> None:
    rows, expected = drawn
    if surrounded:
        rows = [
            ["BỘ KHOA HỌC VÀ CÔNG NGHỆ"],
            ["Biểu số 04"],
            [],
            *rows,
            [],
            ["Nơi nhận:", None, None, "VỤ TRƯỞNG"],
            ["- Lưu: VT (03b)."],
        ]
    with tempfile.TemporaryDirectory() as folder:
        read = cmcn4.read(write(Path(folder), {"file": "data.xlsx", "rows": rows}))
    (account,) = balance(read)
    seen = Counter(dict(account.left)) + Counter({"read": account.read})
    # A note tells a plan and a change by name, a warning what nobody can place.
    assert +_merged(seen) == +_merged(expected)
    assert account.seen == sum(expected.values())


def _merged(counts: Counter[str]) -> Counter[str]:
    """Count what columns left out as one: which of their words is a plan is no matter here."""
    out = Counter[str]()
    for reason, count in counts.items():
        out["left" if reason in {"plan", "change", "unread"} else reason] += count
    return out


def long_rows(
    names: list[str], areas: list[str]
) -> st.SearchStrategy[list[tuple[str, str, float]]]:
    cells = st.tuples(st.sampled_from(names), st.sampled_from(areas), NUMBER)
    return st.lists(cells, min_size=1, max_size=12, unique_by=lambda each: each[:2])


@LAWFUL
@given(values=long_rows([*OURS, *OTHERS], [*PROVINCES, *REGIONS, "Cả nước"]))
def test_every_number_of_a_long_table_is_read_or_left_for_its_reason(
    values: list[tuple[str, str, float]],
) -> None:
    expected = Counter(
        "series" if name not in OURS else "area" if area in REGIONS else "read"
        for name, area, _ in values
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["STT", "Chỉ tiêu", "Địa phương", "Năm", "Giá trị"])
            for at, (name, area, value) in enumerate(values, 1):
                writer.writerow([at, name, area, 2024, value])
        read = cmcn4.read(path)
    (account,) = balance(read)
    seen = Counter(dict(account.left)) + Counter({"read": account.read})
    assert +seen == +expected


SYLLABLE = st.sampled_from(["hoa", "lúa", "mơ", "đu", "xanh", "chè", "gạo", "mưa", "suối", "lá"])


@LAWFUL
@given(
    word=st.lists(SYLLABLE, min_size=2, max_size=4).map(" ".join),
    values=st.lists(NUMBER, min_size=2, max_size=4),
)
def test_a_number_of_our_indicator_and_period_is_never_surroundings_or_another_series(
    word: str, values: list[float]
) -> None:
    # Whatever an unknown column is called, its numbers are told by name or read.
    rows: list[list[object]] = [["Chỉ tiêu", "ĐVT", "Năm 2023", word]]
    rows += [[name, "%", value, value] for name, value in zip(OURS, values, strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        read = cmcn4.read(write(Path(folder), {"file": "data.xlsx", "rows": rows}))
    (account,) = balance(read)
    left = +Counter(dict(account.left))
    assert account.seen == 2 * len(rows[1:])
    assert not {"surroundings", "series"} & set(left)
    assert {each.column for each in read.observations} >= {3}
