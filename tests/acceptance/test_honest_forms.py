"""Forms as offices write them, with words that elsewhere make a figure no result: they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, write
from acceptance.test_not_the_result import LONG, NAME, NOW, OTHER, TOP, YEARS, results

BOTH = f"TT;Chỉ tiêu;ĐVT;Kế hoạch 2025;Thực hiện 2025\n1;{NAME};%;85;90\n"


def read(folder: Path, text: str) -> Any:
    """Return what is read of a text."""
    return inside("read", write(folder, text), "--lang", "en", "--no-config", "-f", "json").json


def errors(found: Any) -> list[str]:
    """Return the codes of the errors."""
    return [each["code"] for each in found["findings"] if each["level"] == "error"]


@pytest.mark.parametrize(
    "title", ["(Số liệu tính đến 15/12/2025)", "(Số liệu đến 30/11/2025)", "Tháng 11/2025",
              "BÁO CÁO QUÝ IV NĂM 2025"],
)  # fmt: skip
def test_a_day_late_in_the_year_above_the_year(title: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{title};;;;\n{BOTH}") == {90}


def test_an_estimate_of_the_year_below_a_part_of_it(tmp_path: Path) -> None:
    text = f"{TOP}Báo cáo 6 tháng đầu năm 2025;;;\nChỉ tiêu;ĐVT;Ước TH 2025\n{NAME};%;90\n"
    found = read(tmp_path, text)
    assert (errors(found), [each["value"] for each in found["observations"]]) == ([], [90])


@pytest.mark.parametrize(
    "heading", ["Mục tiêu đến năm 2030", "Mục tiêu đến 2025", "Chỉ tiêu đến năm 2030",
                "Chỉ tiêu năm 2025", "Chỉ tiêu theo QĐ 2289 (2025)"],
)  # fmt: skip
def test_the_year_of_aims_above_their_names(heading: str, tmp_path: Path) -> None:
    text = f"{TOP}STT;{heading};ĐVT;TH 2024;TH 2025\n1;{NAME};%;85;90\n"
    assert results(tmp_path, text) == {90}


@pytest.mark.parametrize(
    "note", ["Xếp hạng thứ 5 trong ASEAN", "Việt Nam xếp hạng 71/193, vươn lên thứ 5 trong ASEAN",
             "Tăng 15 hạng, trong ASEAN đứng thứ 5", "Ranked 71 of 193, 5th in ASEAN"],
)  # fmt: skip
def test_a_place_in_a_group_beside_that_in_the_world(note: str, tmp_path: Path) -> None:
    text = f"{LONG.strip()};Ghi chú\nXếp hạng EGDI;2024;71/193;hạng;{note}\n"
    assert [each["value"] for each in read(tmp_path, TOP + text)["observations"]] == [71]


@pytest.mark.parametrize("line", ["trong đó", "bao gồm", "kinh tế số", "người lập biểu", "lưu: vt"])
def test_a_row_in_small_letters_that_is_none_of_the_name_above(line: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{TOP}{YEARS}{NOW}{line};;;\n{OTHER};%;98;99\n")
    assert errors(found) == []


@pytest.mark.parametrize("status", ["Hoàn thành", "-", "Chính thức", "2/2", "Completed"])
def test_the_status_of_a_chapter(status: str, tmp_path: Path) -> None:
    header = f"{LONG.strip()};Trạng thái\n"
    assert results(tmp_path, f"{TOP}{header}I. HẠ TẦNG SỐ;;;;{status}\n{NAME};2025;90;%;\n") == {90}


@pytest.mark.parametrize("note", ["Trên kế hoạch", "Vượt mục tiêu", "Above the target", "Dưới KH"])
def test_how_a_result_stands_to_its_plan(note: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{LONG.strip()};Đánh giá\n{NAME};2025;90;%;{note}\n") == {90}


@pytest.mark.parametrize("ticks", ["Trong kế hoạch;Ngoài kế hoạch", "Chỉ tiêu được giao;Khác"])
def test_where_an_aim_comes_from(ticks: str, tmp_path: Path) -> None:
    first, second = BOTH.splitlines()
    assert results(tmp_path, f"{TOP}{first};{ticks}\n{second};x;\n") == {90}


@pytest.mark.parametrize(
    "source", ["Bộ KH, CN", "Phòng Tổng hợp, Kế hoạch", "Trung tâm Thông tin, Dự báo",
               "Tổng điều tra dân số (thành thị, nông thôn)"],
)  # fmt: skip
def test_a_body_or_a_survey_is_a_source(source: str, tmp_path: Path) -> None:
    text = f"{LONG.strip()};Nguồn;Địa phương\n{NAME};2025;90;%;{source};Cả nước\n"
    assert results(tmp_path, text) == {90}
