"""What is said of a figure beside its code, in the columns and lines around it, counts as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import Result, codes, inside, untraced, verdict, write

FIBRE, INTERNET = "qd-2289/fibre-households-2025", "qd-2289/internet-users-2025"
ASKED = ("--as-of", "2025", "--lang", "en", "--no-config", "-f", "json")
NAME = "Tỷ lệ hộ gia đình có cáp quang"
USERS = "Tỷ lệ người dân sử dụng Internet"
PAIRED = "indicator,Chỉ tiêu,area,Địa phương,period,value,unit,source\n"
PLAIN = "Chỉ tiêu,Địa phương,Năm,Giá trị,Đơn vị tính,Nguồn\n"


def read(folder: Path, text: str) -> Result:
    result = inside("check", write(folder, text), *ASKED, "-t", FIBRE, "-t", INTERNET)
    untraced(result)
    return result


def paired(label: str, area: str = "Cả nước") -> str:
    return f"{PAIRED}fibre-households,{label},VN,{area},2025,85,%,NSO\n"


@pytest.mark.parametrize("label", [NAME, "Hộ có cáp quang", "Tỷ lệ hộ dùng cáp quang (mới)", ""])
def test_a_label_that_adds_nothing_does_no_harm(label: str, tmp_path: Path) -> None:
    result = read(tmp_path, paired(label))
    assert (verdict(result, FIBRE), codes(result)) == ("pass", [])


@pytest.mark.parametrize(
    ("label", "area", "code"),
    [
        ("Tỷ lệ xã có cáp quang", "Cả nước", "indicator-unknown"),
        (f"{NAME} năm 2023", "Cả nước", "period-unreadable"),
        (f"{NAME} (dự báo)", "Cả nước", ""),
        (f"{NAME} khu vực thành thị", "Cả nước", ""),
        (f"Tốc độ tăng {NAME}", "Cả nước", "nothing-read"),
        (NAME, "Xã Mường Hum", "rows-skipped"),
        (NAME, "Thailand", "area-unknown"),
        (NAME, "Thành thị Việt Nam", "rows-skipped"),
    ],
)
def test_a_label_that_contradicts_its_code_is_no_figure_of_it(
    label: str, area: str, code: str, tmp_path: Path
) -> None:
    result = read(tmp_path, paired(label, area))
    assert verdict(result, FIBRE) == "no-data"
    assert (code in codes(result)) == bool(code)


def test_two_columns_of_periods_fit_together(tmp_path: Path) -> None:
    row = "indicator,area,TIME_PERIOD,Thời gian,value,source\ninternet-users,VN,2025,{},85,NSO\n"
    fits = read(tmp_path, row.format("Năm 2025"))
    assert (verdict(fits, INTERNET), codes(fits)) == ("pass", [])
    other = read(tmp_path, row.format("Năm 2023"))
    assert (verdict(other, INTERNET), "period-unreadable" in codes(other)) == ("no-data", True)


@pytest.mark.parametrize("heading", ["Nhóm", "Nhóm chỉ tiêu", "Group", "Phân tổ"])
@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Thành thị", "no-data"), ("Nam", "no-data"), ("Hộ nghèo", "no-data"), ("dự báo", "no-data"),
     ("Tổng số", "pass")],
)  # fmt: skip
def test_a_part_is_one_whatever_its_column_is_called(
    heading: str, cell: str, expected: str, tmp_path: Path
) -> None:
    head = f"Chỉ tiêu,{heading},Địa phương,Năm,Giá trị,Đơn vị tính,Nguồn\n"
    result = read(tmp_path, f"{head}{NAME},{cell},Cả nước,2025,85,%,NSO\n")
    assert verdict(result, FIBRE) == expected


@pytest.mark.parametrize("total", ["Cộng", "Tổng số"])
def test_a_counter_whose_last_row_adds_up_holds_no_parts(total: str, tmp_path: Path) -> None:
    head = "TT,Chỉ tiêu,Địa phương,Năm,Giá trị,Đơn vị tính,Nguồn\n"
    rows = f"1,{NAME},Cả nước,2025,85,%,NSO\n2,{USERS},Cả nước,2025,85,%,NSO\n{total},,,,170,,\n"
    result = read(tmp_path, head + rows)
    assert (verdict(result, FIBRE), verdict(result, INTERNET)) == ("pass", "pass")


def test_groups_of_indicators_are_no_parts(tmp_path: Path) -> None:
    head = "Chỉ tiêu,Nhóm,Địa phương,Năm,Giá trị,Đơn vị tính,Nguồn\n"
    rows = f"{NAME},Hạ tầng số,Cả nước,2025,85,%,NSO\n{USERS},Xã hội số,Cả nước,2025,85,%,NSO\n"
    result = read(tmp_path, head + rows)
    assert (verdict(result, FIBRE), verdict(result, INTERNET)) == ("pass", "pass")


@pytest.mark.parametrize(
    "line",
    ["Nam", "NAM", "I. Nam", "Giới tính: Nam", "Phái nam", "Nam giới", "15-24", "Trẻ em",
     "Từ 15 tuổi trở lên", "Khu vực: nông thôn", "Kịch bản cao", "Phương án 1", "Tốc độ tăng",
     "So với cùng kỳ", "Kế hoạch", "Chỉ tiêu phấn đấu"],
)  # fmt: skip
def test_what_a_line_above_rows_says_counts_for_them(line: str, tmp_path: Path) -> None:
    below = f"{USERS},Cả nước,2025,85,%,NSO\n"
    assert verdict(read(tmp_path, f"{PLAIN}{line},,,,,\n{below}"), INTERNET) == "no-data"
    dated = f"{PLAIN}{line},,,,,\nNăm 2025,,,,,\n{USERS},Cả nước,,85,%,NSO\n"
    assert verdict(read(tmp_path, dated), INTERNET) == "no-data"


@pytest.mark.parametrize("line", ["I. Hạ tầng số", "Phát triển nông thôn mới", "Năm 2025",
                                  "Tăng cường hạ tầng số", "Miền Nam và cả nước"])  # fmt: skip
def test_a_mere_chapter_says_nothing_of_its_rows(line: str, tmp_path: Path) -> None:
    below = f"{USERS},Cả nước,2025,85,%,NSO\n"
    assert verdict(read(tmp_path, f"{PLAIN}{line},,,,,\n{below}"), INTERNET) == "pass"


@pytest.mark.parametrize("label", ["(dịch vụ)", ", dịch vụ", "(tăng thêm)"])
def test_a_label_of_another_measure_is_none_of_the_total(label: str, tmp_path: Path) -> None:
    target = "qd-2289/digital-economy-share-2025"
    text = f'{PLAIN}"Tỷ trọng kinh tế số trong GDP {label}",Cả nước,2025,25,%,NSO\n'
    result = inside("check", write(tmp_path, text), *ASKED, "-t", target)
    assert (result.code, verdict(result, target)) == (3, "no-data")
