"""Findings in the terminal: one mistake is one line, with a count."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcn4.api import Question, day, judge
from cmcn4.reporters import Style, render

HEADER = "indicator,area,period,value,source\n"


def shown(folder: Path, files: int, row: str, lang: str = "en") -> list[str]:
    for number in range(files):
        (folder / f"{number}.csv").write_text(HEADER + row.replace("YEAR", str(2015 + number)))
    report, _ = judge(str(folder), Question(as_of=day(2025)))
    lines = render("table", report, Style(lang)).decode().split("\n")
    return [line for line in lines if "source-missing" in line or "number-unreadable" in line]


UNSOURCED = "gii-rank,VN,YEAR,44,\n"


def test_the_same_warning_in_many_files_is_one_line(tmp_path: Path) -> None:
    assert shown(tmp_path, 4, UNSOURCED) == [" warning source-missing  0.csv E2  × 4 in 4 files"]


def test_the_line_is_said_in_vietnamese_too(tmp_path: Path) -> None:
    assert shown(tmp_path, 5, UNSOURCED, "vi") == [
        " cảnh báo Giá trị không ghi nguồn (source-missing)  0.csv E2  × 5 trong 5 tệp"
    ]


def test_in_a_few_files_each_has_its_line(tmp_path: Path) -> None:
    assert shown(tmp_path, 3, UNSOURCED) == [
        f" warning source-missing  {number}.csv E2" for number in range(3)
    ]


@pytest.mark.parametrize("files", [2, 6])
def test_an_error_is_told_file_by_file(tmp_path: Path, files: int) -> None:
    assert shown(tmp_path, files, "gii-rank,VN,YEAR,many,WIPO\n") == [
        f" error number-unreadable  {number}.csv D2" for number in range(files)
    ]


def test_many_rows_are_one_line_and_all_are_in_json(tmp_path: Path) -> None:
    rows = "".join(f"5g-stations,VN,{1950 + number % 75},{number // 75},\n" for number in range(75))
    (tmp_path / "a.csv").write_text(HEADER + rows)
    report, _ = judge(str(tmp_path / "a.csv"), Question(as_of=day(2025)))
    missing = [each for each in report.findings if each.code == "source-missing"]
    assert [each.place.row for each in missing] == list(range(2, 77))
    table = render("table", report, Style("en")).decode()
    assert table.count("source-missing") == 1
    assert " warning source-missing  a.csv E2  × 75" in table
