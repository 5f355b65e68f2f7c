"""What running text claims of figures: titles, notes, lines below, marks and their legends."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside, write
from acceptance.test_not_the_result import LONG, NAME, NOW, OTHER, TOP, YEARS, results

CLAIMS = [
    "Số liệu giả định", "Số liệu năm 2025 là số dự kiến",
    "Bảng này là ví dụ mẫu, không phải số thật",
    "Chỉ tính các xã miền núi", "Đăng ký", "Cam kết", "Theo phương án cao", "Draft",
    "Figures for 2025 are projections",
]  # fmt: skip


def codes(folder: Path, text: str) -> set[str]:
    """Return the codes of the findings of a file."""
    found = inside("read", write(folder, text), "--lang", "en", "--no-config", "-f", "json")
    return {each["code"] for each in found.json["findings"]}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_counts_wherever_it_stands(claim: str, tmp_path: Path) -> None:
    quoted = f'"{claim}"'
    for text in (
        f"{TOP}{quoted};;;\n{YEARS}{NOW}",
        f"{TOP}{YEARS}{quoted};;;\n{NOW}",
        f"{TOP}{YEARS}{NOW}\n{quoted};;;\n",
        f"{TOP}{YEARS}{NOW}\nGhi chú: {claim};;;\n",
        f"{TOP}{YEARS.strip()};\n{OTHER};%;98;99;\n{NOW.strip()};{quoted}\n"
        if not claim.startswith("Theo ") else TOP,
    ):  # fmt: skip
        assert results(tmp_path, text) == set(), text


def test_a_claim_of_one_year_is_of_that_year_alone(tmp_path: Path) -> None:
    text = f"{TOP}{YEARS}{NAME};%;70;90\nGhi chú: số liệu năm 2024 là số ước.;;;\n"
    assert results(tmp_path, text) == {90}


@pytest.mark.parametrize("note", ["Theo cam kết", "Đạt kế hoạch", "Tăng thêm 2 điểm %", "MOST"])
def test_a_comment_in_a_column_of_notes_claims_nothing(note: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{LONG.strip()};Ghi chú\n{NAME};2025;90;%;{note}\n") == {90}


@pytest.mark.parametrize(("mark", "legend"), [("(*)", "(*)"), (" (1)", "(1)"), ("¹", "(1)")])
def test_the_legend_of_a_mark_is_of_what_has_it(mark: str, legend: str, tmp_path: Path) -> None:
    below = f"\n{legend} Số kế hoạch;;;\n"
    assert results(tmp_path, f"{TOP}{YEARS}{NAME}{mark};%;70;90\n{below}") == set()
    assert results(tmp_path, f"{TOP}{YEARS}{NAME};%;70;90{mark}\n{below}") == set()
    heading = YEARS.replace("Năm 2025", f"Năm 2025{mark}")
    assert results(tmp_path, f"{TOP}{heading}{NAME};%;70;90\n{below}") == set()
    assert results(tmp_path, f"{TOP}{YEARS}{NAME};%;70{mark};90\n{below}") == {90}


@pytest.mark.parametrize(
    "note", ["Ghi chú: so với kế hoạch 2025", "Ghi chú: Kế hoạch năm 2025 là kế hoạch giao",
             "Ghi chú: Số liệu chỉ tính đến 15/12/2025", "Ghi chú: không phải số dự báo"],
)  # fmt: skip
def test_a_note_about_a_plan_is_none_of_the_figures(note: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{YEARS}{NAME};%;70;90\n{note};;;\n") == {90}
    assert results(tmp_path, f"{TOP}{YEARS}{NAME};%;;90\n;;;(kế hoạch)\n") == set()


def test_who_signs_a_table_that_names_no_other_sends_it(tmp_path: Path) -> None:
    text = f"{YEARS}{NOW}\nKT. GIÁM ĐỐC SỞ KH&CN TỈNH LÀO CAI;;;\n"
    found = inside("read", write(tmp_path, text), "--lang", "en", "--no-config", "-f", "json")
    assert [each["area"] for each in found.json["observations"]] == ["vn-lao-cai-2025"]


@pytest.mark.parametrize(
    "heading",
    ["Giá trị (KH)", "Value (target)", "Thực hiện/Kế hoạch", "Kết quả - KH", "OBS_VALUE (plan)"],
)
def test_a_column_called_a_plan_holds_no_results(heading: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}Chỉ tiêu;Năm;{heading};ĐVT\n{NAME};2025;90;%\n") == set()
    both = f"{TOP}Chỉ tiêu;Năm;{heading};Giá trị (TH);ĐVT\n{NAME};2025;95;90;%\n"
    assert results(tmp_path, both) == {90}


@pytest.mark.parametrize("cells", [";;KẾ HOẠCH", ";;Dự báo", ";;Thành thị", ";nghìn hộ;"])
def test_a_chapters_row_says_nothing_unseen(cells: str, tmp_path: Path) -> None:
    row = NOW.replace("%", "") if "hộ" in cells else NOW
    assert results(tmp_path, f"{TOP}{YEARS}A. HẠ TẦNG SỐ{cells}\n{row}") == set()
    assert results(tmp_path, f"{TOP}{YEARS}A. HẠ TẦNG SỐ;;\n{NOW}") == {90}


@pytest.mark.parametrize(
    "title", ["BÁO CÁO QUÝ I NĂM 2025", "Kỳ báo cáo: 6 tháng đầu năm 2025",
              "(Số liệu đến 31/3/2025)", "Tháng 3 năm 2025"],
)  # fmt: skip
def test_a_title_of_a_part_of_the_year_contradicts_the_whole(title: str, tmp_path: Path) -> None:
    for table in (YEARS + NOW, f"{LONG}{NAME};2025;90;%\n"):
        text = f"{TOP}{title};;;\n{table}"
        assert results(tmp_path, text) == set()
        assert "period-unreadable" in codes(tmp_path, text)


@pytest.mark.parametrize("title", ["BÁO CÁO QUÝ IV NĂM 2025", "Lào Cai, ngày 15 tháng 6 năm 2025"])
def test_the_end_of_the_year_and_the_day_of_a_letter_do_not(title: str, tmp_path: Path) -> None:
    assert results(tmp_path, f'{TOP}"{title}";;;\n{YEARS}{NOW}') == {90}


@pytest.mark.parametrize("mark", [";", "\t", "|", "，", "  "])
def test_a_row_in_one_cell_is_an_error(mark: str, tmp_path: Path) -> None:
    lost = mark.join([NAME, "2025", "70", "%"])
    quoted = lost if mark != "," else f'"{lost}"'
    text = f"Chỉ tiêu,Năm,Giá trị,Đơn vị tính\n{OTHER},2025,99,%\n{quoted}\n"
    assert "row-ragged" in codes(tmp_path, text)


@pytest.mark.parametrize(
    "row", [f"{NAME}: 70%;2025;;", f"{NAME};2025;;70 %", f"{NAME};2025;-;70,5"]
)
def test_a_figure_in_another_cell_is_an_error(row: str, tmp_path: Path) -> None:
    assert "row-ragged" in codes(tmp_path, f"{TOP}{LONG}{OTHER};2025;99;%\n{row}\n")


@pytest.mark.parametrize("text", ["trong khu vực thành thị", "tại Hà Nội", "thuộc diện hộ nghèo"])
def test_a_name_that_goes_on_in_the_next_row_is_an_error(text: str, tmp_path: Path) -> None:
    assert "indicator-unknown" in codes(tmp_path, f"{TOP}{YEARS}{NOW}{text};;;\n")


@pytest.mark.parametrize("begun", ["Mức tăng của", "Số hộ nghèo trong tổng số", "Dự báo về"])
def test_a_name_that_begins_in_the_row_above_is_an_error(begun: str, tmp_path: Path) -> None:
    name = NAME[0].lower() + NAME[1:]
    text = f"{TOP}{YEARS}{begun};;;\n{name};%;70;90\n"
    assert results(tmp_path, text) == set()
    assert "internal-error" not in codes(tmp_path, text)


@pytest.mark.parametrize("mark", ["#", "//", "--", "<!-- "])
def test_what_is_left_out_of_a_text_file_is_not_read(mark: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{LONG}{OTHER};2025;99;%\n{mark}{NAME};2025;90;%\n") == set()


@pytest.mark.parametrize("unit", ["‰", "Nghìn hộ"])
def test_a_line_that_is_a_unit_counts(unit: str, tmp_path: Path) -> None:
    assert results(tmp_path, f"{TOP}{unit};;\nChỉ tiêu;;Năm 2025\n{NAME};;90\n") != {90}


def test_a_claim_below_a_long_table_is_an_error(tmp_path: Path) -> None:
    rows = f"indicator,area,period,value,unit\n{NAME},VN,2025,90,%\n"
    assert codes(tmp_path, rows + "Ghi chú: số liệu dự báo,,,,\n") >= {"column-ambiguous"}
    assert "column-ambiguous" not in codes(tmp_path, rows + "Ghi chú: số liệu chính thức,,,,\n")
