from __future__ import annotations

import datetime as dt

import pytest

from cmcn4.readers.containers.cells import CellDate, CellNumber, date_cell
from cmcn4.readers.values.periods import cumulated, date, when


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025", "2025"),
        ("2025.0", "2025"),
        (CellNumber("2025"), "2025"),
        ("2025-06", "2025-06"),
        ("2025-6", "2025-06"),
        ("2025-M06", "2025-06"),
        ("2025-Q2", "2025-Q2"),
        ("2025-S1", "2025-S1"),
        ("2025-H2", "2025-S2"),
        ("2025-10-31", "2025-10-31"),
        ("2021-2025", "2021-2025"),
        ("2021–2025", "2021-2025"),
        ("2021 — 2025", "2021-2025"),
        ("giai đoạn 2021-2025", "2021-2025"),
        ("31/12/2025", "2025-12-31"),
        ("31.12.2025", "2025-12-31"),
        ("2025-12-31 00:00:00", "2025-12-31"),
        ("10/2025", "2025-10"),
        ("tháng 10/2025", "2025-10"),
        ("Tháng 10 năm 2025", "2025-10"),
        ("Quý II/2025", "2025-Q2"),
        ("quý 4 năm 2025", "2025-Q4"),
        ("Q2/2025", "2025-Q2"),
        ("Q2 2025", "2025-Q2"),
        ("2025 Q2", "2025-Q2"),
        ("6 tháng đầu năm 2025", "2025-S1"),
        ("6 tháng cuối năm 2025", "2025-S2"),
        ("năm 2025", "2025"),
        ("Nam 2025", "2025"),
        ("2023 [YR2023]", "2023"),
        ("October 2025", "2025-10"),
        ("ngày 31 tháng 12 năm 2025", "2025-12-31"),
        ("đến tháng 11/2025", "2025-11"),
        ("lũy kế đến tháng 11/2025", "2025-11"),
        ("đến hết tháng 11 năm 2025", "2025-11"),
        ("đến 30/11/2025", "2025-11-30"),
        ("tính đến ngày 15/12/2025", "2025-12-15"),
        ("đến hết năm 2024", "2024"),
        ("06 tháng đầu năm 2025", "2025-S1"),
        ("6 tháng/2024", "2024-S1"),
        ("6 tháng năm 2025", "2025-S1"),
        ("6T2024", "2024-S1"),
        ("1H2024", "2024-S1"),
        ("3 tháng đầu năm 2025", "2025-Q1"),
        ("12 tháng năm 2024", "2024"),
        ("Q3-2025", "2025-Q3"),
        ("2024*", "2024"),
        ("2024 (1)", "2024"),
        ("2024¹", "2024"),
        ("Năm 2024²", "2024"),
        ("2024 (cả năm)", "2024"),
        ("X2024", "2024"),
        ("YR2024", "2024"),
        ("FY2024", "2024"),
        ("\u200e2024", "2024"),
        ("２０２４", "2024"),
        ("UN E-Government Survey 2016", "2016"),
        ("2024A", "2024"),
        ("2024-A1", "2024"),
        ("2024-M11", "2024-11"),
        ("Th12-2024", "2024-12"),
        ("12.2024", "2024-12"),
        ("2024-12-31T00:00:00Z", "2024-12-31"),
        ("2024-01-01/P1Y", "2024"),
        ("2024-04/P3M", "2024-Q2"),
    ],
)
def test_periods_as_people_write_them(text: str, code: str) -> None:
    read = when(text)
    assert read is not None
    assert (read.period.code, read.status) == (code, None)


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("Ước 2025", "2025", "estimate"),
        ("Ước tính năm 2025", "2025", "estimate"),
        ("Sơ bộ 2024", "2024", "provisional"),
        ("Prel. 2016", "2016", "provisional"),
        ("Pre. 2016", "2016", "provisional"),
        ("2025 (ước)", "2025", "estimate"),
        ("2025e", "2025", "estimate"),
        ("Dự báo 2026", "2026", "forecast"),
        ("Chính thức 2023", "2023", "final"),
        ("Ước TH 2025", "2025", "estimate"),
        ("Ước cả năm 2025", "2025", "estimate"),
        ("Năm 2025 (ước thực hiện)", "2025", "estimate"),
        ("6 tháng đầu năm 2025 (ước)", "2025-S1", "estimate"),
        ("2024 (p)", "2024", "provisional"),
        ("Sơ bộ năm 2024", "2024", "provisional"),
        ("DK 2025", "2025", "forecast"),
        ("Dự kiến 2025", "2025", "forecast"),
    ],
)
def test_a_status_beside_the_period(text: str, code: str, status: str) -> None:
    read = when(text)
    assert read is not None
    assert (read.period.code, read.status) == (code, status)


@pytest.mark.parametrize(
    "text",
    ["", "-2025", "2025.5", "1899", "2101", "2025-13", "31/4/2025", "Q5 2025", "2025-2021",
     "Mục tiêu 2025", "soon", "9 tháng 2025", "25", "2025-Q0", "tháng 0/2025",
     "11 tháng đầu năm 2025", "Lũy kế 9 tháng năm 2025", "đến năm 2030", "Năm học 2023-2024",
     "31/12/24", "2024-W05", "2025 (KH)", "2024-02/P3M", "năm " * 40 + "2024"],
)  # fmt: skip
def test_impossible_periods_are_none(text: str) -> None:
    assert when(text) is None


@pytest.mark.parametrize(
    "text", ["9 tháng", "9 tháng 2025", "11 tháng đầu năm 2025", "Lũy kế 11 tháng năm 2025",
             "chín tháng đầu năm 2025", "9T/2025", "2025 (9 tháng)", "first 9 months of 2025"]
)  # fmt: skip
def test_a_part_of_the_year_counted_from_january_is_told_apart(text: str) -> None:
    assert when(text) is None
    assert cumulated(text)


@pytest.mark.parametrize("text", ["tháng 9/2025", "6 tháng 2025", "2025", "Năm, tháng", "12 tháng"])
def test_what_is_not_cumulated(text: str) -> None:
    assert not cumulated(text)


def test_a_year_that_became_a_date_of_1905_is_none() -> None:
    assert when(CellDate("1905-07-17")) is None
    assert when("1905-07-17") is not None


def test_a_date_cell_says_what_its_format_shows() -> None:
    cell = date_cell(dt.datetime(2025, 6, 30), shows="month")  # noqa: DTZ001 - cells have none
    assert cell == "2025-06"


def test_days_of_publication() -> None:
    assert date("2026-01-06") == dt.date(2026, 1, 6)
    assert date("6/1/2026") == dt.date(2026, 1, 6)
    assert date("2025-06") == dt.date(2025, 6, 30)
    assert date("hôm qua") is None
