"""What is said of a figure counts wherever it is said: in its label, heading, section or title."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import Result, inside, write

NAME = "Tỷ lệ người dân sử dụng Internet"
OTHER = "Tỷ lệ hộ gia đình có cáp quang"
ASKED = ("--as-of", "2025", "--lang", "en", "--no-config", "-f", "json",
         "-t", "qd-2289/internet-users-2025", "-t", "qd-2289/fibre-households-2025")  # fmt: skip
HEADER = "Chỉ tiêu,Địa phương,Năm,Giá trị\n"
ROW = f"{NAME},Cả nước,2025,84\n"


def read(folder: Path, text: str) -> Result:
    return inside("check", write(folder, text), *ASKED)


def judged(result: Result) -> list[tuple[Any, ...]]:
    """Return what figures are judged: area, lower end, period, status."""
    return [
        (each["area"], each["low"], each["period"], each["status"])
        for each in result.json["assessments"]
        if each["low"] is not None
    ]


def errors(result: Result) -> list[str]:
    found = result.json["findings"]
    return [each["message"] for each in found
            if each["level"] == "error" and each["code"] != "nothing-read"]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        HEADER + f"{NAME} (‰),Cả nước,2025,84\n",
        HEADER.replace("Giá trị", "Giá trị (‰)") + ROW,
        HEADER + "Đơn vị: ‰,,,\n" + ROW,
        HEADER + ",,,(‰)\n" + ROW,
        "Đơn vị: ‰,,,\n" + HEADER + ROW,
    ],
)
def test_a_thousandth_is_one_wherever_it_is_said(text: str, tmp_path: Path) -> None:
    assert judged(read(tmp_path, text)) == [("VN", 8.4, "2025", "final")]


@pytest.mark.parametrize("said", ["(dự báo)", "(dự kiến)", "(forecast)", "- dự báo"])
def test_a_label_that_says_forecast_is_one(said: str, tmp_path: Path) -> None:
    result = read(tmp_path, HEADER + f"{NAME} {said},Cả nước,2025,84\n")
    assert (result.code, judged(result)) == (3, [])


@pytest.mark.parametrize(
    ("label", "status"), [(f"{NAME} (ước)", "estimate"), (f"{NAME} (sơ bộ)", "provisional")]
)
def test_a_label_that_says_how_sure_a_figure_is_counts(
    label: str, status: str, tmp_path: Path
) -> None:
    text = "Chỉ tiêu,Địa phương,Năm,Giá trị,Tình trạng\n" + f"{label},Cả nước,2025,84,\n"
    assert judged(read(tmp_path, text)) == [("VN", 84, "2025", status)]


@pytest.mark.parametrize("title", ["Số liệu dự báo", "DỰ BÁO NĂM 2025"])
def test_below_a_title_of_forecasts_all_are(title: str, tmp_path: Path) -> None:
    assert judged(read(tmp_path, f"{title},,,\n\n" + HEADER + ROW)) == []


def test_below_a_title_of_estimates_all_are(tmp_path: Path) -> None:
    found = judged(read(tmp_path, "ƯỚC THỰC HIỆN NĂM 2025,,,\n\n" + HEADER + ROW))
    assert found == [("VN", 84, "2025", "estimate")]


@pytest.mark.parametrize(
    "title",
    ["MỤC TIÊU ĐẾN NĂM 2025", "KẾ HOẠCH NĂM 2025", "DỰ THẢO KẾ HOẠCH NĂM 2025",
     "PHÂN BỔ CHỈ TIÊU NĂM 2025", "BIỂU ĐĂNG KÝ CHỈ TIÊU NĂM 2025", "KỊCH BẢN NĂM 2025",
     "DRAFT PLAN FOR 2025", "PROJECTIONS 2025"],
)  # fmt: skip
def test_below_a_title_of_plans_a_value_is_no_result(title: str, tmp_path: Path) -> None:
    planned = read(tmp_path, f"{title},,,\n\n" + HEADER + ROW)
    assert (planned.code, judged(planned)) == (3, [])
    results = f"{title},,,\n\n" + HEADER.replace("Giá trị", "Kết quả") + ROW
    assert judged(read(tmp_path, results)) == [("VN", 84, "2025", "final")]
    both = HEADER.replace("Giá trị", "Kế hoạch,Giá trị") + ROW.replace(",84", ",90,84")
    assert judged(read(tmp_path, f"{title},,,,\n\n" + both)) == [("VN", 84, "2025", "final")]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + f"{NAME} (Nam),Cả nước,2025,84\n",
        HEADER + f"{NAME} - nam,Cả nước,2025,84\n",
        f"Chỉ tiêu,Địa phương,Năm 2025 Nam\n{NAME},Cả nước,84\n",
        HEADER + "Số liệu nam giới,,,\n" + ROW,
    ],
)
def test_men_are_no_year_and_not_the_total(text: str, tmp_path: Path) -> None:
    assert judged(read(tmp_path, text)) == []


def test_a_year_without_its_marks_stays_one(tmp_path: Path) -> None:
    text = f"Chi tieu,Dia phuong,Nam 2025\n{NAME},Ca nuoc,84\n"
    assert judged(read(tmp_path, text)) == [("VN", 84, "2025", "final")]


@pytest.mark.parametrize("label", [f"{NAME} (năm 2024)", f"{NAME} năm 2024"])
def test_a_label_of_another_year_is_an_error(label: str, tmp_path: Path) -> None:
    result = read(tmp_path, HEADER + f"{label},Cả nước,2025,84\n")
    assert (result.code, judged(result)) == (3, [])
    assert errors(result) == ["“2025 ≠ 2024” is not a period."]


def test_a_row_below_a_line_of_another_year_is_an_error(tmp_path: Path) -> None:
    result = read(tmp_path, HEADER + "Năm 2024,,,\n" + ROW)
    assert (result.code, judged(result)) == (3, [])


def test_of_a_row_and_its_label_the_narrower_period_counts(tmp_path: Path) -> None:
    text = HEADER + f"{NAME} năm 2025,Cả nước,Quý IV/2025,84\n"
    assert judged(read(tmp_path, text)) == [("VN", 84, "2025-Q4", "final")]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + f"{NAME} (tỉnh Lào Cai),Cả nước,2025,84\n",
        HEADER + f"{NAME} - Lào Cai,VN,2025,84\n",
        f"Chỉ tiêu,Địa phương,Năm,Cả nước\n{NAME},Lào Cai,2025,84\n",
        f"Chỉ tiêu,Địa phương,Năm,Giá trị (Lào Cai)\n{NAME},Cả nước,2025,84\n",
    ],
)
def test_of_two_areas_the_narrower_counts(text: str, tmp_path: Path) -> None:
    result = read(tmp_path, text)
    assert judged(result) == [("vn-lao-cai-2025", 84, "2025", "final")]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + f"{NAME} (tỉnh Lào Cai),Hà Nội,2025,84\n" + ROW.replace("Cả nước", "Hà Nội"),
        f"Chỉ tiêu,Địa phương,Năm,Hà Nội\n{NAME},Lào Cai,2025,84\n",
    ],
)
def test_two_areas_that_do_not_fit_are_an_error(text: str, tmp_path: Path) -> None:
    result = read(tmp_path, text)
    assert result.code == 3
    assert "The row names different areas" in errors(result)[0]


@pytest.mark.parametrize(
    "text",
    [
        f"Chỉ tiêu,Địa phương,Năm,{NAME}\n{OTHER},Cả nước,2025,84\n",
        f"Chỉ tiêu,Địa phương,{OTHER} năm 2025\n{NAME},Cả nước,84\n",
    ],
)
def test_a_row_and_a_column_of_different_indicators_are_an_error(text: str, tmp_path: Path) -> None:
    result = read(tmp_path, text)
    assert (result.code, judged(result)) == (3, [])
    assert "The row and the column name different indicators" in errors(result)[0]


@pytest.mark.parametrize(
    "row",
    [
        f"{NAME},VN,2025,84 (nữ)", f"{NAME},VN,2025,84 (78)", f"{NAME},VN,2025,84[78]",
    ],
)  # fmt: skip
def test_what_is_said_beside_an_area_or_a_number_is_not_lost(row: str, tmp_path: Path) -> None:
    result = read(tmp_path, f"{HEADER}{row}\n")
    assert (result.code, judged(result), len(errors(result))) == (3, [], 1)


def test_a_forecast_beside_an_area_is_one(tmp_path: Path) -> None:
    result = read(tmp_path, f"{HEADER}{NAME},Cả nước (dự báo),2025,84\n")
    assert (judged(result), errors(result)) == ([], [])


def test_rows_of_one_label_are_read_each_with_its_own_area(tmp_path: Path) -> None:
    label = f"{NAME} - Lào Cai"
    rows = [f"{label},{area},2025,84" for area in ("Cả nước", "Hà Nội", "Lào Cai", "Cả nước")]
    result = read(tmp_path, HEADER + "\n".join(rows) + "\n")
    assert len(errors(result)) == 1
    assert result.json["inputs"][0]["observations"] == 3


@pytest.mark.parametrize("heading", ["TL (%)", "TH/KH (%)", "SL (%)"])
def test_what_is_short_for_a_measure_is_no_country_that_has_it_as_its_code(
    heading: str, tmp_path: Path
) -> None:
    text = f"UBND TỈNH LÀO CAI\nBáo cáo năm 2025\nChỉ tiêu,Kết quả,{heading}\n{NAME},70,94\n"
    result = read(tmp_path, text)
    assert judged(result) == [("vn-lao-cai-2025", 70, "2025", "final")]


@pytest.mark.parametrize(
    "heading", ["Cả nước", "2025", "Kết quả 2025", "Lào Cai", OTHER, "Ước 2025"]
)
def test_a_column_beside_that_of_the_values_takes_nothing_from_it(
    heading: str, tmp_path: Path
) -> None:
    header = HEADER.replace("\n", f",{heading}\n")
    result = read(tmp_path, f"{header}{NAME},Lào Cai,2025,75,95\n")
    assert judged(result) == [("vn-lao-cai-2025", 75, "2025", "final")]
    (told,) = [each for each in result.json["findings"] if each["code"] == "column-unread"]
    assert told["cell"] == "E1"


def test_a_column_of_a_part_beside_that_of_the_values_is_read_as_well(tmp_path: Path) -> None:
    header, row = HEADER.replace("\n", ",Nữ\n"), f"{NAME},Lào Cai,2025,75,70\n"
    listing = inside("read", write(tmp_path, header + row), "--no-config", "-f", "json").json
    found = [(each["breakdown"], each["value"]) for each in listing["observations"]]
    assert found == [(None, 75), ("nu", 70)]


def test_a_total_beside_the_values_that_says_otherwise_is_an_error(tmp_path: Path) -> None:
    header = HEADER.replace("\n", ",Tổng số\n")
    result = read(tmp_path, f"{header}{NAME},Lào Cai,2025,75,95\n")
    assert (result.code, judged(result)) == (3, [])


def test_the_province_in_a_heading_is_no_country(tmp_path: Path) -> None:
    text = f"UBND TỈNH LÀO CAI,,\nChỉ tiêu,Tỉnh Năm 2025,Cả nước Năm 2025\n{NAME},75,95\n"
    result = read(tmp_path, text)
    assert judged(result) == [("VN", 95, "2025", "final")]
    (told,) = [each for each in result.json["findings"] if each["code"] == "column-unread"]
    assert told["cell"] == "B2"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Tỉnh,Xã", "Lào Cai,Mường Hum"),
        ("Tỉnh,Phường/xã", "Lào Cai,Cam Đường"),
        ("Province,Commune", "Lào Cai,Mường Hum"),
        ("Huyện", "Bát Xát"),
        ("Đơn vị", "Xã Mường Hum"),
    ],
)
def test_what_a_commune_has_is_not_what_its_province_has(
    heading: str, cells: str, tmp_path: Path
) -> None:
    rows = f"{NAME},{cells},2025,84\n{OTHER},{cells},2025,85\n"
    result = read(tmp_path, f"UBND TỈNH LÀO CAI\nChỉ tiêu,{heading},Năm,Giá trị\n{rows}")
    assert (result.code, judged(result)) == (3, [])
    assert {each["code"] for each in result.json["findings"]} >= {"area-unknown"}


def test_numbers_of_communes_are_no_names_of_them(tmp_path: Path) -> None:
    text = f"UBND TỈNH LÀO CAI\nNăm 2025\nChỉ tiêu,Xã,Phường,Kết quả\n{NAME},10,60,55\n"
    assert judged(read(tmp_path, text)) == [("vn-lao-cai-2025", 55, "2025", "final")]


def test_one_country_among_provinces_makes_no_unknown_area_a_publishers(tmp_path: Path) -> None:
    places = ("Huế", "Thị xã Sa Pa", "Phường Lào Cai", "Huyện Bát Xát", "Pháp")
    rows = "".join(f"{NAME},{place},2025,60\n" for place in places)
    result = read(tmp_path, HEADER + rows)
    unknown = [each for each in result.json["findings"] if each["code"] == "area-unknown"]
    assert (result.code, sum(each["count"] for each in unknown)) == (3, 3)


def test_beside_columns_of_other_areas_the_results_are_those_of_whose_table_it_is(
    tmp_path: Path,
) -> None:
    text = f"UBND TỈNH LÀO CAI\nNăm 2025\nChỉ tiêu,Kết quả,Cả nước\n{NAME},75,95\n"
    assert sorted(judged(read(tmp_path, text))) == [
        ("VN", 95, "2025", "final"), ("vn-lao-cai-2025", 75, "2025", "final"),
    ]  # fmt: skip
