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
    assert shown(tmp_path, 4, UNSOURCED) == [
        " warning source-missing  0.csv E2  × 4 in 4 files: The source of the value is not given."
    ]


def test_the_line_is_said_in_vietnamese_too(tmp_path: Path) -> None:
    assert shown(tmp_path, 5, UNSOURCED, "vi") == [
        (
            " cảnh báo Giá trị không ghi nguồn (source-missing)  0.csv E2  × 5 trong 5 tệp: "
            "Chưa ghi nguồn của số liệu."
        )
    ]


def test_in_a_few_files_each_has_its_line(tmp_path: Path) -> None:
    assert shown(tmp_path, 3, UNSOURCED) == [
        f" warning source-missing  {number}.csv E2: The source of the value is not given."
        for number in range(3)
    ]


@pytest.mark.parametrize("files", [2, 6])
def test_an_error_is_told_file_by_file(tmp_path: Path, files: int) -> None:
    assert shown(tmp_path, files, "gii-rank,VN,YEAR,many,WIPO\n") == [
        f" error number-unreadable  {number}.csv D2: “many” is not a rank."
        for number in range(files)
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


def test_a_line_of_several_files_ends_where_the_terminal_does(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"{HEADER}gii-rank,VN,2025,44,\n")
    report, _ = judge(str(tmp_path), Question(as_of=day(2025)))
    lines = render("table", report, Style("en", width=60)).decode().split("\n")
    cut = " warning source-missing  a.csv E2: The source of the value i…"
    assert (cut[:59] + "…") in [line for line in lines if "a.csv E2" in line]
    whole = render("table", report, Style("en", width=60, verbosity=1)).decode()
    assert "The source of the value is not given." in " ".join(whole.split())


def test_beyond_twenty_mistakes_are_counted_by_their_code(tmp_path: Path) -> None:
    for number in range(23):
        missing = ",many," if number < 22 else ",44,"
        row = f"gii-rank,VN,{1990 + number}{missing}\n"
        (tmp_path / f"{number:02}.csv").write_text(HEADER + row)
    report, _ = judge(str(tmp_path), Question(as_of=day(2025)))
    lines = render("table", report, Style("en")).decode().split("\n")
    told = [line for line in lines if "number-unreadable" in line]
    assert len(told) == 21
    assert told[-1].startswith(" … and ")
    assert "number-unreadable × 2" in told[-1]
    assert told[-1].endswith("(-v lists them)")
    every = render("table", report, Style("en", verbosity=1)).decode()
    assert every.count("error number-unreadable") == 22
