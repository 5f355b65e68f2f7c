"""Headings over several columns and rows: what stands below them says which figure is which."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from acceptance.cli import Result, inside

NAMES = ("Tỷ lệ hộ gia đình có cáp quang", "Tỷ lệ người dân sử dụng Internet")


def book(path: Path, top: str, below: Sequence[str], figures: int, *merged: str) -> Path:
    """Write a province's table whose header has two rows, 4 and 5; columns from C are figures."""
    workbook = Workbook()
    sheet: Any = workbook.active
    for row in (["UBND TỈNH LÀO CAI"], ["BÁO CÁO CHUYỂN ĐỔI SỐ"], [], ["STT", "Chỉ tiêu", top]):
        sheet.append(row)
    sheet.append([None, None, *below])
    for number, name in enumerate(NAMES, 1):
        sheet.append([number, name, *range(90, 90 - figures, -1)])
    for cells in ("A4:A5", "B4:B5", *merged):
        sheet.merge_cells(cells)
    workbook.save(path)
    return path


def read(path: Path) -> Result:
    return inside("read", path, "--lang", "en", "--no-config", "-f", "json")


def figures(result: Result) -> list[tuple[str, str, float]]:
    found = result.json["observations"]
    return [(each["area"], each["period"], each["value"]) for each in found][: len(found) // 2]


@pytest.mark.parametrize(
    "names",
    [
        ("KV1", "KV2"),
        ("Xã 1", "Xã 2"),
        ("Lần 1", "Lần 2 (chính thức)"),
        ("10 xã điểm", ""),
        ("", ""),
    ],
)
def test_which_of_several_columns_below_one_heading_is_meant_is_an_error(
    names: tuple[str, str], tmp_path: Path
) -> None:
    result = read(book(tmp_path / "a.xlsx", "Năm 2025", names, 2, "C4:D4"))
    assert figures(result) == []
    assert "column-ambiguous" in {each["code"] for each in result.json["findings"]}


@pytest.mark.parametrize("quarters", [("I", "II"), ("Quý I", "Quý II"), ("I/2025", "2025-II")])
def test_quarters_in_roman_figures_are_quarters(quarters: tuple[str, str], tmp_path: Path) -> None:
    result = read(book(tmp_path / "a.xlsx", "Năm 2025", quarters, 2, "C4:D4"))
    assert figures(result) == [
        ("vn-lao-cai", "2025-Q1", 90), ("vn-lao-cai", "2025-Q2", 89),
    ]  # fmt: skip


def test_a_header_merged_over_a_blank_row_leaves_the_letterhead_its_figures(
    tmp_path: Path,
) -> None:
    result = read(book(tmp_path / "a.xlsx", "Năm 2025", (), 1))
    assert figures(result) == [("vn-lao-cai-2025", "2025", 90)]


@pytest.mark.parametrize("name", ["Mục tiêu 2025", "10 xã điểm", "So với 2024", "Nữ 15+"])
def test_a_second_heading_with_a_digit_is_one(name: str, tmp_path: Path) -> None:
    result = read(book(tmp_path / "a.xlsx", "Năm 2025", (name,), 1))
    assert figures(result) == []
