"""A number that is a forecast, a plan, a part, a change … by what stands anywhere around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside, write

NAME, OTHER = "Tỷ lệ người dân sử dụng Internet", "Tỷ lệ xã có cáp quang"
TOP = "Đơn vị báo cáo: Việt Nam;;;\nNguồn: NSO;;;\n\n"
YEARS = "Chỉ tiêu;Đơn vị tính;Năm 2024;Năm 2025\n"
BEFORE, NOW = f"{NAME};%;70;\n", f"{NAME};%;;90\n"
LONG = "Chỉ tiêu;Năm;Giá trị;Đơn vị tính\n"


def results(folder: Path, text: str) -> set[float]:
    """Return the values read as results of the country's total in 2025."""
    found = inside("read", write(folder, text), "--lang", "en", "--no-config", "-f", "json")
    assert "internal-error" not in {each["code"] for each in found.json["findings"]}
    return {
        each["value"]
        for each in found.json["observations"]
        if (each["area"], each["period"], each["breakdown"]) == ("VN", "2025", None)
        and each["status"] == "final"
        and each["indicator"] == "internet-users"
    }


def lined(line: str, *, marks: str = ";;;") -> str:
    """Return a wide table with a line above its last row."""
    return f"{TOP}{YEARS}{OTHER};%;98;99\n{BEFORE}{line}{marks}\n{NOW}"


LINES = [
    "Dự báo", "Dự báo năm 2025", "Plan for 2025", "Nữ", "So với năm 2024", "Growth rate",
    "% change", "vs 2024", "% hoàn thành kế hoạch", "Cùng kỳ năm trước", "Theo giá so sánh 2010",
    "6 tháng đầu năm", "Quý III", "Tháng 6", "9 tháng", "HẠ TẦNG SỐ (dự báo)",
    "HẠ TẦNG SỐ - Kế hoạch", "HẠ TẦNG SỐ (Nữ)",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_line_above_a_row_counts(line: str, tmp_path: Path) -> None:
    assert results(tmp_path, lined(line)) == set()


@pytest.mark.parametrize("marks", [";;-;-", ";;x;x", ";;...;", ";;N/A;N/A"])
@pytest.mark.parametrize("line", ["Dự báo", "Kế hoạch", "Nữ", "So với năm 2024"])
def test_a_line_with_marks_of_missing_values_is_one(line: str, marks: str, tmp_path: Path) -> None:
    assert results(tmp_path, lined(line, marks=marks)) == set()


@pytest.mark.parametrize("line", ["HẠ TẦNG SỐ", "II. KINH TẾ SỐ", "Tăng cường hạ tầng số"])
def test_a_mere_chapter_qualifies_nothing(line: str, tmp_path: Path) -> None:
    assert results(tmp_path, lined(line)) == {90}


@pytest.mark.parametrize("marks", ["# {}", " // {}", "<!-- {}", "/* {}", "-- {}", "~~{}~~"])
def test_a_row_commented_or_struck_out_is_none(marks: str, tmp_path: Path) -> None:
    row = f"{marks.format(NAME)};%;;90\n"
    assert results(tmp_path, f"{TOP}{YEARS}{OTHER};%;98;99\n{row}") == set()


@pytest.mark.parametrize(
    "said", ["So với năm 2024", "Năm 2023", "6 tháng đầu năm 2025", "Dự báo", "Kế hoạch"]
)
def test_a_single_text_above_a_column_within_the_table_counts(said: str, tmp_path: Path) -> None:
    assert results(tmp_path, lined("", marks=f";;;{said}")) == set()


@pytest.mark.parametrize("name", ["", "Loại số liệu", "Trạng thái", "Nhóm", "STT", "Ghi chú"])
@pytest.mark.parametrize("row", [";;Thực hiện;Kế hoạch", ";;Tổng số;Nữ", ";;Chính thức;Dự báo"])
@pytest.mark.parametrize("where", ["below", "within", "above"])
def test_a_row_of_headings_counts_whatever_its_first_cell_is(
    where: str, row: str, name: str, tmp_path: Path
) -> None:
    headings = f"{name}{row}\n"
    rows = {
        "below": YEARS + headings + BEFORE + NOW,
        "within": YEARS + f"{OTHER};%;98;99\n" + headings + NOW,
        "above": headings + YEARS + BEFORE + NOW,
    }
    assert results(tmp_path, TOP + rows[where]) == set()


@pytest.mark.parametrize("sign", ["+/-", "±", "(+/-)", "↑", "+", "+/- (%)"])
def test_a_heading_of_signs_is_a_change(sign: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{YEARS};;Thực hiện;{sign}\n{NAME};%;60;90\n") == set()


@pytest.mark.parametrize(
    "said", ["dự báo", "so với cùng kỳ", "nữ", "Nam", "kế hoạch", "6 tháng", "2024", "Hà Nội",
             "nghìn"]
)  # fmt: skip
def test_what_stands_in_brackets_behind_a_unit_counts(said: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{LONG}{NAME};2025;90;% ({said})\n") == set()
    assert results(tmp_path, f"{TOP}Đơn vị tính: % ({said})\nChỉ tiêu;Năm;Giá trị\n"
                             f"{NAME};2025;90\n") == set()  # fmt: skip


@pytest.mark.parametrize("said", ["%, forecast", "% of population, women", "%, target", "%, yoy"])
def test_english_words_behind_a_unit_count(said: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{LONG}{NAME} ({said});2025;90;\n") == set()


TITLES = [
    "DỰ BÁO NĂM 2025", "MỘT SỐ CHỈ TIÊU DỰ BÁO NĂM 2025", "DỰ BÁO MỘT SỐ CHỈ TIÊU",
    "Biểu 2. Dự báo các chỉ tiêu", "Table 2: Forecasts", "MỘT SỐ CHỈ TIÊU KẾ HOẠCH NĂM 2025",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("before", ["", "Đơn vị tính: %;;;", "Nguồn: NSO;;;"])
def test_a_title_counts_wherever_it_stands(title: str, before: str, tmp_path: Path) -> None:
    text = f"Đơn vị báo cáo: Việt Nam;;;\n\n{before}{title}\n{LONG}{NAME};2025;90;%\n"
    assert results(tmp_path, text) == set()


def test_a_title_of_two_lines_in_one_cell_counts(tmp_path: Path) -> None:
    for title in ('"Biểu số 2\nDỰ BÁO NĂM 2025"', '"DỰ BÁO NĂM 2025\nĐơn vị tính: %"'):
        assert results(tmp_path, f"{TOP}{title};;;\n{LONG}{NAME};2025;90;%\n") == set()


@pytest.mark.parametrize("line", ["", "\n", "\n\n"])
def test_the_same_header_at_the_top_of_a_page_ends_nothing(line: str, tmp_path: Path) -> None:
    for text in (
        f"{TOP}DỰ BÁO NĂM 2025;;;\n{YEARS}{OTHER};%;98;99\n{line}{YEARS}{NOW}",
        f"{TOP}{YEARS}Dự báo;;;\n{OTHER};%;98;99\n{line}{YEARS}{NOW}",
    ):
        assert results(tmp_path, text) == set()


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("word", ["Kế hoạch", "Dự báo", "Hộ nghèo", "So với năm 2024", "Nữ"])
def test_the_first_of_two_rows_of_headings_is_not_lost(
    word: str, blank: str, tmp_path: Path
) -> None:
    for first in (f"Thực hiện;{word}", f"{word};"):
        header = f"Chỉ tiêu;Đơn vị tính;{first}\n{blank};;Năm 2023;Năm 2025\n"
        assert results(tmp_path, f"{TOP}{header}{OTHER};%;98;99\n{NOW}") == set()


@pytest.mark.parametrize("heading", ["Khu vực FDI", "Mẫu khảo sát", "Năm 2023", "So với năm 2024"])
def test_a_short_heading_above_the_row_of_names_counts(heading: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP};;;{heading}\n{YEARS}{BEFORE}{NOW}") == set()


@pytest.mark.parametrize("line", [";;;Biểu số 01", ";;;Đơn vị tính: %", ";;;(%)", ";;;Mẫu số 2/BC"])
def test_a_line_of_the_form_above_the_row_of_names_is_no_heading(line: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{line}\n{YEARS}{BEFORE}{NOW}") == {90}


@pytest.mark.parametrize("ratio", ["Tỷ lệ (%)", "Tỷ lệ", "%", "Đạt (%)"])
def test_how_a_plan_is_met_is_no_second_result(ratio: str, tmp_path: Path) -> None:
    header = f"Chỉ tiêu;Đơn vị tính;Năm 2025;;\n;;Kế hoạch;Thực hiện;{ratio}\n"
    assert results(tmp_path, f"{TOP}{header}{NAME};%;65;60;92\n") == {60}
    assert results(tmp_path, f"{TOP}{header}{OTHER};%;9;8;7\n{NAME};%;65;;92\n") == set()


@pytest.mark.parametrize("below", ["Dự báo", "Nữ", "năm 2023", "Hà Nội", "Kế hoạch"])
def test_what_the_name_of_an_indicator_says_beside_it_counts_for_the_rows_below_it(
    below: str, tmp_path: Path
) -> None:
    text = f"{TOP}{YEARS}{NAME};%;70;\n{NAME} - {below};%;;\n- Tổng số;%;;90\n"
    assert results(tmp_path, text) == set()


@pytest.mark.parametrize("said", ["9 tháng", "Dự kiến", "So với 2024", "Nữ", "2024"])
def test_a_second_column_of_periods_is_not_passed_over(said: str, tmp_path: Path) -> None:
    text = f"{TOP}Chỉ tiêu;Năm;Thời gian;Giá trị\n{OTHER};2025;;99\n{NAME};2025;{said};90\n"
    assert results(tmp_path, text) == set()


@pytest.mark.parametrize("said", ["15-24", "15-24 tuổi", "Nữ từ 15-24 tuổi", "Tổng số nữ"])
@pytest.mark.parametrize("column", ["Nhóm", "Đối tượng", "Độ tuổi"])
def test_ages_and_parts_among_words_are_parts_in_a_column_of_groups(
    column: str, said: str, tmp_path: Path
) -> None:
    text = f"{TOP}Chỉ tiêu;Năm;{column};Giá trị\n{OTHER};2025;;99\n{NAME};2025;{said};90\n"
    assert results(tmp_path, text) == set()


def test_yearly_is_not_men(tmp_path: Path) -> None:
    rows = f"{OTHER};2025;Năm;99\n{NAME};2025;Năm;90\n"
    assert results(tmp_path, f"{TOP}Chỉ tiêu;Năm;Tần suất;Giá trị\n{rows}") == {90}
    assert results(tmp_path, f"{TOP}{LONG}{NAME};2025 (Nam);90;%\n") == set()


@pytest.mark.parametrize("mark", ['"', "-nt-", "như trên"])
@pytest.mark.parametrize("column", ["", "Nhóm", "Ghi chú"])
def test_marks_of_the_same_repeat_what_a_cell_says(column: str, mark: str, tmp_path: Path) -> None:
    quoted = '""""' if mark == '"' else mark
    rows = f"{OTHER};2025;99;Dự báo\n{NAME};2025;90;{quoted}\n"
    assert results(tmp_path, f"{TOP}Chỉ tiêu;Năm;Giá trị;{column}\n{rows}") == set()


HONEST = {
    "plan and result below their indicator": (
        f"TT;Chỉ tiêu;ĐVT;Năm 2025\n1;{NAME};%;\n;- Kế hoạch;%;85\n;- Thực hiện;%;90\n", {90},
    ),
    "a body and its place in two lines": (
        f"BỘ KHOA HỌC VÀ CÔNG NGHỆ;;\nChỉ tiêu;Năm 2025\n{NAME};90\n", {90},
    ),
    "who is named beside a figure": (
        (f"{LONG.strip()};Người phụ trách;Cơ quan theo dõi\n"
        f"{NAME};2025;90;%;Nam;Sở KH&CN tỉnh Lào Cai\n"), {90},
    ),
    "a form of a year's report": (
        ("TT;Chỉ tiêu;ĐVT;Thực hiện 2024;Năm 2025;;So với (%);\n"
        ";;;;Kế hoạch;Thực hiện;KH 2025;TH 2024\nA;B;C;1;2;3;4=3/2;5=3/1\n"
        f"I;HẠ TẦNG SỐ;;;;;;\n1;{OTHER};%;97;98;99;101;102,1\n"
        f"II;XÃ HỘI SỐ;;;;;;\n2;{NAME};%;85;88;90;102,3;105,9\n"), {90},
    ),
    "notes in words": (
        (f"{LONG.strip()};Ghi chú\n{OTHER};2025;99;%;Dự kiến hoàn thành trong quý IV\n"
        f"{NAME};2025;90;%;Tăng so với cùng kỳ năm trước, vượt kế hoạch\n"), {90},
    ),
    "a title with its unit, and a line of the form": (
        f"KẾT QUẢ THỰC HIỆN NĂM 2025 (ĐVT: %);;\n;;Biểu số 02\n{LONG}{NAME};2025;90;%\n", {90},
    ),
    "results of a plan": (
        f"TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM 2025;;\n{LONG}{NAME};2025;90;%\n", {90},
    ),
    "sections with parts and the whole": (
        f"{YEARS}{NAME};%;80;90\nTrong đó: Nữ;%;78;88\nThành thị;%;85;95\n{OTHER};%;98;99\n", {90},
    ),
    "a header once more on each page": (
        f"{YEARS}{OTHER};%;98;99\n\n{YEARS}{NAME};%;80;90\nNgười lập biểu;;;GIÁM ĐỐC\n", {90},
    ),
    "estimates beside results": (
        f"Chỉ tiêu;ĐVT;TH 2024;ƯTH 2025\n{NAME};%;80;90\n", set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_what_people_write_is_read(name: str, tmp_path: Path) -> None:
    text, expected = HONEST[name]
    assert results(tmp_path, TOP + text) == expected


@pytest.mark.parametrize("body", ["UBND TỈNH", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"])
@pytest.mark.parametrize("motto", [("", ""), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                              "Độc lập - Tự do - Hạnh phúc")])  # fmt: skip
def test_a_body_and_its_place_in_two_lines_are_one(
    motto: tuple[str, str], body: str, tmp_path: Path
) -> None:
    first, second = motto
    table = f"TT;Chỉ tiêu;Năm 2025\n1;{NAME};90\n"
    text = f"{body};;{first}\nLÀO CAI;;{second}\n{table}"
    found = inside("read", write(tmp_path, text), "--lang", "en", "--no-config", "-f", "json")
    (one,) = found.json["observations"]
    assert (one["area"], one["source"]) == ("vn-lao-cai-2025", f"{body} LÀO CAI")


@pytest.mark.parametrize(
    ("label", "area"), [("Hà Nội", "vn-ha-noi"), ("Cả nước", "VN"), ("", "VN"), ("Xã A", None),
                        ("Công ty cổ phần", None)]
)  # fmt: skip
@pytest.mark.parametrize("header", [f"Chỉ tiêu;{NAME} năm 2025\n", f"Chỉ tiêu;{NAME}\nNăm;2025\n"])
def test_below_the_name_of_an_indicator_a_label_says_whose_a_figure_is(
    header: str, label: str, area: str | None, tmp_path: Path
) -> None:
    text = f"{header}{label};90\n"
    found = inside("read", write(tmp_path, text), "--lang", "en", "--no-config", "-f", "json")
    told = {each["code"] for each in found.json["findings"]}
    assert [each["area"] for each in found.json["observations"]] == ([area] if area else [])
    assert area or "indicator-unlisted" in told
