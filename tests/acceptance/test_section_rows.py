"""Rows without numbers that say of which part or area the rows below them are."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside, write

INTERNET = "Tỷ lệ người dân sử dụng Internet"
FIBRE = "Tỷ lệ hộ gia đình có cáp quang"
HEADER = "Chỉ tiêu,Đơn vị tính,Năm 2025\n"


def judged(folder: Path, text: str) -> list[tuple[str, float]]:
    """Return the areas judged for the use of the Internet, with their values."""
    path = write(folder, HEADER + text, "a.csv")
    asked = ("-t", "qd-2289/internet-users-2025", "--as-of", "2025", "-f", "json", "--no-config")
    assessed = inside("check", path, *asked).json["assessments"]
    return [(each["area"], each["value"]) for each in assessed if each["value"] is not None]


@pytest.mark.parametrize(
    "whole",
    [
        "Tổng số", "Cả nước", "Toàn quốc", "Việt Nam", "CẢ NƯỚC - WHOLE COUNTRY",
        "Chung", "Chung cả nước", "Tính chung cả nước", "Bình quân cả nước", "Bình quân chung",
        "Toàn tỉnh", "Chung toàn tỉnh", "Toàn bộ", "Tất cả",
    ],
)  # fmt: skip
def test_a_section_of_the_whole_ends_a_part(whole: str, tmp_path: Path) -> None:
    text = f"Nông thôn,,\n{FIBRE},%,60\n{whole},,\n{INTERNET},%,70\n"
    assert judged(tmp_path, text) == [("VN", 70)]


@pytest.mark.parametrize("missing", ["", ".."])
def test_a_row_of_a_part_without_a_value_is_one_of_its_rows(missing: str, tmp_path: Path) -> None:
    rows = f"Nông thôn,,\n{FIBRE},%,{missing}\n"
    assert judged(tmp_path, f"{rows}{INTERNET},%,60\n") == []
    assert judged(tmp_path, f"{rows}Cả nước,,\n{INTERNET},%,70\n") == [("VN", 70)]


def test_parts_of_one_indicator_end_with_the_next(tmp_path: Path) -> None:
    text = f"{FIBRE},%,\nNông thôn,,\nLào Cai,%,50\n{INTERNET},%,\nLào Cai,%,85\n"
    assert judged(tmp_path, text) == [("vn-lao-cai-2025", 85)]


@pytest.mark.parametrize("before", ["", f"Lào Cai,,\n{INTERNET},%,50\n"])
def test_the_country_among_the_areas_of_a_part_is_of_that_part(before: str, tmp_path: Path) -> None:
    text = f"Nông thôn,,\n{before}Cả nước,,\n{INTERNET},%,60\nThành thị,,\n{INTERNET},%,90\n"
    assert judged(tmp_path, text) == []


def test_another_area_ends_the_parts_of_the_one_before(tmp_path: Path) -> None:
    text = f"Lào Cai,,\nNông thôn,,\n{INTERNET},%,50\nHà Nội,,\n{INTERNET},%,90\n"
    assert judged(tmp_path, text) == [("vn-ha-noi", 90)]


def test_another_part_ends_the_areas_of_the_one_before(tmp_path: Path) -> None:
    text = f"Nông thôn,,\nLào Cai,,\n{INTERNET},%,50\nTổng số,,\n{INTERNET},%,84\n"
    assert judged(tmp_path, text) == [("VN", 84)]
