"""Cells of a column of parts: a part that is known, or what else they say; told if unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, write

HEADER = "indicator,area,period,breakdown,value,unit,source\n"
OLDER = "internet-users,VN,2024,,85,%,MOST\n"
ASKED = ("-t", "qd-2289/internet-users-2025", "--as-of", "2025", "-f", "json", "--no-config",
         "--lang", "en")  # fmt: skip


def checked(folder: Path, *rows: str) -> dict[str, Any]:
    path = write(folder, HEADER + OLDER + "".join(f"{row}\n" for row in rows), "a.csv")
    report: dict[str, Any] = inside("check", path, *ASKED).json
    return report


def judged(report: dict[str, Any]) -> list[tuple[str, str, float]]:
    found = report["assessments"]
    return [(e["area"], e["period"], e["value"]) for e in found if e["value"] is not None]


def told(report: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = report["findings"]
    return [(each["code"], each["cell"], each["message"]) for each in found]


@pytest.mark.parametrize(
    "whole",
    ["", "all", "tất cả", "Toàn bộ", "Bình quân chung", "Việt Nam", "Cả nước"],
)
def test_words_for_the_whole_are_the_total(whole: str, tmp_path: Path) -> None:
    report = checked(tmp_path, f"internet-users,VN,2025,{whole},70,%,MOST")
    assert (judged(report), told(report)) == ([("VN", "2025", 70)], [])


def test_an_area_among_parts_is_the_area(tmp_path: Path) -> None:
    rows = (f"internet-users,VN,2025,{area},70,%,MOST" for area in ("Lào Cai", "", "Hà Nội"))
    report = checked(tmp_path, *rows)
    areas = [area for area, _, _ in judged(report)]
    assert (areas, told(report)) == (["VN", "vn-ha-noi", "vn-lao-cai-2025"], [])


@pytest.mark.parametrize(
    ("status", "counts"), [("dự báo", False), ("forecast", False), ("sơ bộ", True), ("ước", True)]
)
def test_a_status_among_parts_is_the_status(status: str, counts: bool, tmp_path: Path) -> None:
    report = checked(tmp_path, f"internet-users,VN,2025,{status},70,%,MOST")
    expected = ("VN", "2025", 70) if counts else ("VN", "2024", 85)
    assert (judged(report), told(report)) == ([expected], [])


def test_what_is_no_part_that_is_known_is_told_once(tmp_path: Path) -> None:
    rows = (f"internet-users,VN,2025,{part},70,%,MOST" for part in ("zzz", "zzz", "Y", "Nữ"))
    message = "Not known as parts: 2 (Y, zzz); their figures were read, but count for no total."
    assert ("unit-suspicious", "D1", message) in told(checked(tmp_path, *rows))


@pytest.mark.parametrize("part", ["female", "Thành thị", "15-24", "hộ nghèo", "nhóm tuổi 15+"])
def test_parts_that_are_known_and_ages_are_not_told(part: str, tmp_path: Path) -> None:
    report = checked(tmp_path, f"internet-users,VN,2025,{part},70,%,MOST")
    assert (judged(report), told(report)) == ([("VN", "2024", 85)], [])


def test_figures_of_other_indicators_may_have_parts_of_their_own(tmp_path: Path) -> None:
    report = checked(tmp_path, "Số giường bệnh,VN,2025,Khoa nhi,70,giường,MOST")
    assert [code for code, _, _ in told(report)] == ["indicator-unlisted"]
