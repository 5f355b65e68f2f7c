"""What stands in a value, a period, a label or beside a code, and makes of a number no result."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside

FIBRE = "Tỷ lệ hộ gia đình có cáp quang"
COMMUNES = "Tỷ lệ xã có cáp quang"
GROWTH = "Tốc độ tăng năng suất lao động"
EGDI = "Xếp hạng Chính phủ điện tử của Liên hợp quốc (EGDI)"
HEADER = ["Chỉ tiêu", "Năm", "Giá trị", "Đơn vị tính", "Ghi chú"]


def read(folder: Path, *rows: list[str]) -> Any:
    """Return what is read of a table."""
    path = folder / "data.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return inside("read", path, "--lang", "en", "--no-config", "-f", "json").json


def results(found: Any) -> list[float]:
    """Return the values read as results of the whole country."""
    return [
        each["value"]
        for each in found["observations"]
        if each["status"] != "forecast" and each["breakdown"] is None and each["area"] == "VN"
    ]


def codes(found: Any) -> set[str]:
    """Return the codes of the findings."""
    return {each["code"] for each in found["findings"]}


@pytest.mark.parametrize("letters", ["pp", "bp", "(sai)", "(bia)", "(dn)", "usd", "bn", "pa"])
def test_letters_behind_a_number_that_are_no_flag_are_not_understood(
    letters: str, tmp_path: Path
) -> None:
    found = read(tmp_path, HEADER, [FIBRE, "2025", f"92,5 {letters}", "%", ""])
    assert results(found) == []
    assert "number-unreadable" in codes(found)


@pytest.mark.parametrize("letters", ["e", "p", "ep", "(e)", "b", "r", "be"])
def test_flags_of_statistics_offices_are_read(letters: str, tmp_path: Path) -> None:
    assert results(read(tmp_path, HEADER, [FIBRE, "2025", f"92,5 {letters}", "%", ""])) == [92.5]


@pytest.mark.parametrize(
    "period", ["I/2025", "I 2025", "2025-I", "2025 (I)", "II/2025", "I năm 2025"]
)
def test_a_bare_roman_figure_is_no_estimate_of_the_year(period: str, tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, [FIBRE, period, "92.5", "%", ""])
    assert results(found) == []
    assert "period-unreadable" in codes(found)


@pytest.mark.parametrize(
    ("heading", "cell", "period"),
    [("Tháng", "I", ""), ("Đợt", "I", ""), ("Đợt", "1", ""), ("Quý", "I", "2025-Q1"),
     ("Quý", "Cả năm", "2025")],
)  # fmt: skip
def test_a_part_beside_the_year_is_that_part_or_nothing(
    heading: str, cell: str, period: str, tmp_path: Path
) -> None:
    header = ["Chỉ tiêu", "Năm", heading, "Giá trị", "Đơn vị tính"]
    found = read(tmp_path, header, [FIBRE, "2025", cell, "92.5", "%"])
    assert [each["period"] for each in found["observations"]] == [period][: bool(period)]


@pytest.mark.parametrize("letter", ["F", "I"])
def test_a_column_that_numbers_the_rows_tells_no_status(letter: str, tmp_path: Path) -> None:
    found = read(tmp_path, ["TT", *HEADER], [letter, FIBRE, "2025", "92.5", "%", ""])
    assert [each["status"] for each in found["observations"]] == ["final"]


@pytest.mark.parametrize(
    "half",
    ["Households of Thailand", "Planned households", "Schools with fibre", "Households in Hanoi",
     "Index of households", "Households with copper"],
)  # fmt: skip
def test_a_second_half_with_a_word_of_its_own_is_no_translation(half: str, tmp_path: Path) -> None:
    assert results(read(tmp_path, HEADER, [f"{FIBRE} - {half}", "2025", "92.5", "%", ""])) == []


@pytest.mark.parametrize(
    "half", ["Percentage of households with fibre", "Share of households covered by fiber"]
)
def test_a_second_half_of_the_indicators_own_words_is(half: str, tmp_path: Path) -> None:
    assert results(read(tmp_path, HEADER, [f"{FIBRE} - {half}", "2025", "92.5", "%", ""])) == [92.5]


def test_of_two_statuses_in_a_heading_the_less_sure_counts(tmp_path: Path) -> None:
    header = ["Chỉ tiêu", "Đơn vị tính", "Ước 2025 - Forecast 2025"]
    found = read(tmp_path, header, [FIBRE, "%", "92.5"])
    assert [each["status"] for each in found["observations"]] == ["forecast"]


@pytest.mark.parametrize("heading", ["Giá trị\nValue", "Thực hiện - Actual", "Kết quả\nResult"])
def test_headings_in_two_languages_are_read(heading: str, tmp_path: Path) -> None:
    header = ["Chỉ tiêu\nIndicator", "Năm\nYear", heading, "Đơn vị tính\nUnit"]
    found = read(tmp_path, header, [FIBRE, "2025", "92.5", "% hộ - % of households"])
    assert results(found) == [92.5]
    assert "unit-suspicious" not in codes(found)
    wide = ["Chỉ tiêu", "Đơn vị tính", "Năm 2025\nYear 2025"]
    assert results(read(tmp_path, wide, [FIBRE, "%", "92.5"])) == [92.5]


def test_two_units_in_one_cell_are_a_mismatch(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, [FIBRE, "2025", "92.5", "% hộ - % of communes", ""])
    assert results(found) == []
    assert "unit-mismatch" in codes(found)


@pytest.mark.parametrize(
    ("label", "code"),
    [("Số trường học", "indicator-unknown"), ("Kế hoạch phủ cáp quang", "rows-skipped"),
     ("Tỷ lệ hộ gia đình ở đô thị có cáp quang", ""), ("Dự báo phủ cáp quang", "rows-skipped")],
)  # fmt: skip
def test_a_label_beside_a_code_counts(label: str, code: str, tmp_path: Path) -> None:
    header = ["Mã chỉ tiêu", *HEADER]
    found = read(tmp_path, header, ["fibre-households", label, "2025", "92.5", "%", ""])
    assert results(found) == []
    assert not code or code in codes(found)


@pytest.mark.parametrize(
    ("label", "values"),
    [("Mobile cellular subscriptions", []), ("Internet users (per 100 people)", [92.5])],
)
def test_a_publishers_label_shares_a_word_with_its_code(
    label: str, values: list[float], tmp_path: Path
) -> None:
    header = ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "2025"]
    found = read(tmp_path, header, ["Viet Nam", "VNM", label, "IT.NET.USER.ZS", "92.5"])
    assert results(found) == values


@pytest.mark.parametrize(
    ("label", "values"),
    [("Các đô thị loại I", []), ("30 tỉnh thí điểm", []), ("Việt Nam", [92.5]),
     ("Vietnam, Socialist Republic of", [92.5]), ("Bộ Khoa học và Công nghệ", [92.5])],
)  # fmt: skip
def test_a_label_beside_the_code_of_an_area_counts(
    label: str, values: list[float], tmp_path: Path
) -> None:
    header = ["indicator", "area", "Tên địa phương", "period", "value", "unit"]
    found = read(tmp_path, header, ["fibre-households", "VN", label, "2025", "92.5", "%"])
    assert results(found) == values


SUMS = ["Lũy kế 2021-2025", "Cộng 2021-2025", "Tổng cộng 2021-2025", "2021-2025 (lũy kế)"]
MEANS = ["Bình quân 2021-2025", "BQ 2021-2025", "Bình quân giai đoạn 2021-2025"]


@pytest.mark.parametrize("period", SUMS)
def test_growth_added_up_over_years_is_no_growth_a_year(period: str, tmp_path: Path) -> None:
    above = read(tmp_path, ["Chỉ tiêu", "Đơn vị tính", period], [GROWTH, "%", "26.5"])
    beside = read(tmp_path, HEADER, [GROWTH, period, "26.5", "%/năm", ""])
    line = read(tmp_path, ["Chỉ tiêu", "Đơn vị tính", "Thực hiện"], [period, "", ""],
                [GROWTH, "%", "26.5"])  # fmt: skip
    for found in (above, beside, line):
        assert results(found) == []
        assert "period-unreadable" in codes(found)


@pytest.mark.parametrize("period", MEANS)
def test_a_mean_over_years_is_read(period: str, tmp_path: Path) -> None:
    assert results(read(tmp_path, ["Chỉ tiêu", "Đơn vị", period], [GROWTH, "%", "6.5"])) == [6.5]
    assert results(read(tmp_path, HEADER, [GROWTH, period, "6.5", "%/năm", ""])) == [6.5]


@pytest.mark.parametrize(("period", "values"), [("2021-2025", [6.5]), ("2025", [])])
def test_growth_called_a_mean_is_that_of_several_years(
    period: str, values: list[float], tmp_path: Path
) -> None:
    name = "Tốc độ tăng NSLĐ bình quân hàng năm"
    before = [GROWTH, "2024", "5.5", "%", ""], [name, "2016-2020", "6", "%", ""]
    found = read(tmp_path, HEADER, *before, [name, period, "6.5", "%", ""])
    assert results(found) == [5.5, 6, *values]


@pytest.mark.parametrize("note", [False, True])
def test_nominal_growth_is_none_of_ours(note: bool, tmp_path: Path) -> None:
    text = "Theo giá hiện hành"
    level = ["Năng suất lao động", "2024", "220", "triệu đồng/lao động", text * note]
    rows = [] if note else [[text, "", "", "", ""]]
    found = read(tmp_path, HEADER, *rows, [GROWTH, "2024", "11.5", "%", text * note], level)
    assert results(found) == [220]


@pytest.mark.parametrize("value", ["5/10", "5th of 11", "thứ 5/11", "+5", "71 nước"])
def test_a_place_among_few_or_a_change_is_no_world_rank(value: str, tmp_path: Path) -> None:
    assert results(read(tmp_path, HEADER, [EGDI, "2024", value, "hạng", ""])) == []


@pytest.mark.parametrize(
    "value", ["71/193", "71/193 quốc gia", "71/193 (tăng 15 bậc)", "71/193 nước (tăng 15 bậc)"]
)
def test_a_place_among_the_world_is_one(value: str, tmp_path: Path) -> None:
    assert results(read(tmp_path, HEADER, [EGDI, "2024", value, "hạng", ""])) == [71]


@pytest.mark.parametrize(
    ("text", "values"),
    [("Xếp hạng trong ASEAN", []), ("Trong ASEAN", []), ("Rank in South-East Asia", []),
     ("Xếp hạng thế giới", [5]), ("Hợp tác trong ASEAN", [5])],
)  # fmt: skip
def test_a_place_in_a_group_is_another_measure_wherever_it_is_said(
    text: str, values: list[float], tmp_path: Path
) -> None:
    row = [EGDI, "2024", "5", "hạng", ""]
    assert results(read(tmp_path, HEADER, [text, "", "", "", ""], row)) == values
    assert results(read(tmp_path, [text], HEADER, row)) == values
    assert results(read(tmp_path, HEADER, [*row[:4], text])) == values


@pytest.mark.parametrize(
    ("unit", "values"),
    [("hạng (ĐNÁ)", []), ("hạng trong ASEAN", []), ("rank of 10", []), ("hạng (thế giới)", [5]),
     ("rank of 193", [5])],
)  # fmt: skip
def test_the_unit_of_a_rank_says_of_whom(unit: str, values: list[float], tmp_path: Path) -> None:
    assert results(read(tmp_path, HEADER, [EGDI, "2024", "5", unit, ""])) == values
    own = read(tmp_path, HEADER, ["Xếp hạng EGDI trong ASEAN", "2024", "5/10", "hạng", ""])
    assert results(own) == [5]


@pytest.mark.parametrize(
    ("name", "value", "values"),
    [(COMMUNES, "98,5% (197/200 xã)", [98.5]), (COMMUNES, "98,5% (197/205 xã)", []),
     (COMMUNES, "98,5% hộ", []), (FIBRE, "70,5% hộ", [70.5]), (FIBRE, "70,5% KH", []),
     (FIBRE, "+70,5%", [])],
)  # fmt: skip
def test_a_share_may_say_of_what_it_is_and_of_how_many(
    name: str, value: str, values: list[float], tmp_path: Path
) -> None:
    assert results(read(tmp_path, HEADER, [name, "2025", value, "%", ""])) == values


def test_what_one_index_may_rank_another_may_not(tmp_path: Path) -> None:
    rows = [
        ["Xếp hạng GII", "2024", "60/130", "hạng", "WIPO"],
        [EGDI, "2024", "60/130", "hạng", ""],
    ]
    assert [each["indicator"] for each in read(tmp_path, HEADER, *rows)["observations"]] == [
        "gii-rank"
    ]


def test_an_estimate_behind_the_name_of_an_area_is_one(tmp_path: Path) -> None:
    header = ["Chỉ tiêu", "Địa phương", "Năm", "Giá trị", "Đơn vị tính"]
    areas = ["Cả nước", "Cả nước (ước)", "Cả nước", "Cả nước (ước)"]
    rows = [[FIBRE, area, str(2022 + n), "80", "%"] for n, area in enumerate(areas)]
    found = read(tmp_path, header, *rows)
    assert [each["status"] for each in found["observations"]] == ["final", "estimate"] * 2
