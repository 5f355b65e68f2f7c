"""What stands above or beside figures and contradicts them is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, write
from acceptance.test_not_the_result_books import NAME, codes, read
from acceptance.test_what_is_seen import told

LONG = "Chỉ tiêu;Năm;Giá trị;Đơn vị tính;Nguồn"
ROW = f"{NAME};2025;85,2;%;Cục Thống kê"
OTHER = "Số trạm 5G;2025;1200;trạm;Bộ KH&CN"
QUIET = {"area-assumed", "source-missing"}


def lines(folder: Path, *rows: str) -> Any:
    """Return what is read of a text of some lines."""
    return read(write(folder, "\n".join(rows) + "\n"))


def values(found: Any) -> list[float]:
    """Return the values that were read as final."""
    return [each["value"] for each in found["observations"] if each["status"] == "final"]


@pytest.mark.parametrize(
    "line",
    ["Đơn vị: ‰", "Đơn vị: nghìn người", "Đơn vị tính: lần", "ĐVT: điểm %", "(Đơn vị: trạm)",
     "Số liệu năm 2019", "Số liệu tính đến 31/12/2019", "Cập nhật đến 2019", "Data as of 2019",
     "Bảng 1. Số liệu năm 2019", "Giai đoạn 2016-2020", "31/12/2023", "Bình quân 2021-2025",
     "KẾT QUẢ BÌNH QUÂN GIAI ĐOẠN 2021-2025"],
)  # fmt: skip
def test_a_line_that_all_rows_contradict_is_told(line: str, tmp_path: Path) -> None:
    found = lines(tmp_path, line, LONG, ROW)
    assert (values(found), told(found, "unit-suspicious")) == ([85.2], {("unit-suspicious", "A1")})


@pytest.mark.parametrize(("released", "told_of"), [("2024-12-31", True), ("2025-01-01", False)])
def test_a_figure_published_before_its_time_began_is_told(
    released: str, told_of: bool, tmp_path: Path
) -> None:
    header = "indicator,area,period,value,unit,source,released\n"
    path = write(tmp_path, f"{header}egdi-rank,VN,2025,70,rank,UN,{released}\n")
    result = inside("check", path, "--as-of", "2025", "--lang", "en", "--format", "json")
    found = [(one["code"], one["cell"], one["message"]) for one in result.json["findings"]]
    message = (
        "Published on 2024-12-31, before the time began of which it is read as the result (2025)."
    )
    assert found == ([("unit-suspicious", "D2", message)] if told_of else [])


@pytest.mark.parametrize("engine", ["python", "duckdb"])
@pytest.mark.parametrize(
    ("source", "is_told"),
    [("NSO 2019", True), ("NSO 31/12/2019", True), ("Niên giám thống kê 2024", True),
     ("NSO 2025", False), ("NSO 2024-2025", False), ("Sách trắng 2019/2025", False),
     ("Báo cáo 27/2018/BC-TCTK", False), ("NSO", False)],
)  # fmt: skip
def test_a_source_older_than_the_time_of_its_figure_is_told(
    source: str, is_told: bool, engine: str, tmp_path: Path
) -> None:
    header = "indicator,area,period,value,unit,source\n"
    path = write(tmp_path, f"{header}egdi-rank,VN,2025,70,rank,{source}\n")
    result = inside("check", path, "--as-of", "2025", "--lang", "en", "--engine", engine,
                    "--format", "json")  # fmt: skip
    message = (
        f"The source “{source}” is older than the time of which the figure is read as the result "
        "(2025)."
    )
    found = [one["message"] for one in result.json["findings"] if one["code"] == "unit-suspicious"]
    assert found == ([message] if is_told else [])


def test_a_unit_within_the_table_that_all_rows_below_contradict_is_told(tmp_path: Path) -> None:
    found = lines(tmp_path, LONG, ROW, "Đơn vị: ‰", ROW.replace("2025;85,2", "2024;84"))
    assert values(found) == [85.2, 84]
    assert told(found, "unit-suspicious") == {("unit-suspicious", "A3")}


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("Đơn vị: %", [ROW]),
        ("ĐVT: % dân số", [ROW]),
        ("Đơn vị tính: theo từng chỉ tiêu", [ROW]),
        ("Đơn vị: trạm", [ROW, OTHER]),
        ("Đơn vị: trạm", [ROW, OTHER.replace("trạm;Bộ", ";Bộ")]),
        ("Đơn vị tính: nghìn trạm", [ROW, "Chỉ tiêu khác;2025;5;nghìn trạm;Bộ KH&CN"]),
        ("Số liệu năm 2025", [ROW]),
        ("15/01/2026", [ROW]),
        ("30/6/2025", [ROW]),
        ("Giai đoạn 2021-2025", [ROW]),
        ("Báo cáo năm 2026", [ROW]),
        ("Số liệu năm 2024", [ROW, ROW.replace("2025;85,2", "2024;84")]),
        ("Năm gốc 2020", [ROW]),
        ("Kết quả thực hiện Nghị quyết số 52-NQ/TW năm 2019", [ROW]),
        ("Thực hiện Chiến lược ban hành năm 2020", [ROW]),
    ],
)
def test_a_line_that_some_row_agrees_with_is_not(
    line: str, rows: list[str], tmp_path: Path
) -> None:
    found = lines(tmp_path, line, LONG, *rows)
    assert 85.2 in values(found)
    assert codes(found) <= QUIET | {"indicator-unlisted"}


@pytest.mark.parametrize("value", ["85,2 %p", "85.2%p", "85,2%P", "85,2 điểm %", "85,2 pp"])
def test_points_are_no_share(value: str, tmp_path: Path) -> None:
    found = lines(tmp_path, LONG, ROW.replace("85,2", value))
    assert (values(found), codes(found) - QUIET) == ([], {"number-unreadable", "nothing-read"})


def test_points_are_no_unit_of_a_share(tmp_path: Path) -> None:
    found = lines(tmp_path, LONG, ROW.replace("%", "%p"))
    assert (values(found), codes(found) - QUIET) == ([], {"unit-mismatch", "nothing-read"})


@pytest.mark.parametrize(("value", "status"), [("85,2 p", "provisional"), ("85,2% e", "estimate")])
def test_a_flag_that_stands_apart_is_one(value: str, status: str, tmp_path: Path) -> None:
    found = lines(tmp_path, LONG, ROW.replace("85,2", value))
    assert [(each["value"], each["status"]) for each in found["observations"]] == [(85.2, status)]


@pytest.mark.parametrize("said", ["Pending", "Đang chờ", "TBD", "Chưa có báo cáo", "No data",
                                  "đang chờ số liệu của Cục Thống kê"])  # fmt: skip
def test_a_status_of_what_is_not_there_beside_a_figure_is_told(said: str, tmp_path: Path) -> None:
    found = lines(tmp_path, f"{LONG};Trạng thái", f"{ROW};{said}")
    assert told(found, "unit-suspicious") == {("unit-suspicious", "F2")}


@pytest.mark.parametrize("said", ["", "-", "…", "n/a", "N/A", "không có", "null", "Chính thức"])
def test_a_status_that_says_nothing_does_no_harm(said: str, tmp_path: Path) -> None:
    found = lines(tmp_path, f"{LONG};Trạng thái", f"{ROW};{said}")
    assert (values(found), codes(found) - QUIET) == ([85.2], set())


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("FREQ", "Q"), ("frequency", "M"), ("Frequency", "Quarterly"), ("Dấu", "-"), ("sign", "−"),
     ("ACTION", "D"), ("Action", "Delete"), ("Action", "Xây trạm")],
)  # fmt: skip
def test_a_column_that_may_make_another_figure_is_told(
    heading: str, cell: str, tmp_path: Path
) -> None:
    found = lines(tmp_path, f"{LONG};{heading}", f"{ROW};{cell}")
    assert (values(found), told(found, "column-unread")) == ([85.2], {("column-unread", "F1")})


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("FREQ", "A"), ("Frequency", "Hằng năm"), ("FREQ", ""), ("Dấu", "+"), ("Dấu", "")],
)  # fmt: skip
def test_a_column_that_changes_nothing_does_no_harm(
    heading: str, cell: str, tmp_path: Path
) -> None:
    found = lines(tmp_path, f"{LONG};{heading}", f"{ROW};{cell}")
    assert (values(found), codes(found) - QUIET) == ([85.2], set())


def test_one_name_of_a_publisher_alone_makes_no_publishers_file(tmp_path: Path) -> None:
    found = lines(tmp_path, f"{LONG};ACTION;Xưởng", f"{ROW};I;theo mẫu khác")
    assert told(found, "column-unread") == {("column-unread", "F1"), ("column-unread", "G1")}
