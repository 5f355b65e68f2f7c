"""Texts beside figures that are not understood: none is passed over without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from acceptance.test_honest_forms import read
from acceptance.test_not_the_result_books import read as read_book
from acceptance.test_what_is_drawn import drawn, number

NAME, OTHER = "Tỷ lệ người dân sử dụng Internet", "Tỷ lệ hộ gia đình có cáp quang"
HEADER = "Chỉ tiêu;Đơn vị tính;Năm 2025\n"
ROW = f"{NAME};%;85,2\n"
ASIDE = {"area-assumed", "source-missing", "rows-skipped"}


def told(found: Any) -> list[tuple[str, str | None]]:
    """Return what is told, with the cells, but for that no source and no area is named."""
    return [(f["code"], f["cell"]) for f in found["findings"] if f["code"] not in ASIDE]


def values(found: Any) -> list[tuple[str, float]]:
    """Return the periods and values that were read."""
    return [(each["period"], each["value"]) for each in found["observations"]]


@pytest.mark.parametrize(
    "section", ["Theo mô hình", "Mạng VNPT", "Miền núi", "Số liệu tháng 3", "Kết quả quý I",
                "Giao đầu năm", "Chưa có kết quả", "Không tính", "Còn thiếu",
                "Cán bộ", "Tầm nhìn 2045", "Nhóm chỉ tiêu tăng trưởng"],
)  # fmt: skip
def test_a_section_that_is_not_understood_is_told_with_its_cell(
    section: str, tmp_path: Path
) -> None:
    found = read(tmp_path, HEADER + f"{section};;\n" + ROW)
    assert ("text-unread", "A2") in told(found)
    assert values(found) == [("2025", 85.2)]


@pytest.mark.parametrize(
    "section", ["I. Hạ tầng số", "Kinh tế số", "Các chỉ tiêu chủ yếu", "A. Phát triển kinh tế số",
                "Nhóm chỉ tiêu về hạ tầng số", "II. Khoa học và công nghệ"],
)  # fmt: skip
def test_a_section_of_a_topic_says_nothing(section: str, tmp_path: Path) -> None:
    assert told(read(tmp_path, HEADER + f"{section};;\n" + ROW)) == []


@pytest.mark.parametrize("heading", ["Đường dẫn", "Ghi chú", "Nguồn"])
def test_words_beside_an_address_are_read_as_any_others(heading: str, tmp_path: Path) -> None:
    """An address makes nothing of the words around it quiet; alone it says nothing."""
    header, row = HEADER.strip() + f";{heading}\n", ROW.strip()
    link = "https://www.nso.gov.vn/so-lieu"
    for quiet in (link, f"<{link}>", f"Xem: {link}", f"Nguồn: {link}", f"{link}; {link}"):
        assert told(read(tmp_path, header + f"{row};{quiet!r}\n".replace("'", '"'))) == []
    spoken = read(tmp_path, header + f"{row};Số liệu quý I ({link})\n")
    assert told(spoken) == [("text-unread", "D1")]  # of the column


@pytest.mark.parametrize("heading", ["Ghi chú", "Đường dẫn", "Nguồn", ""])
def test_a_remark_of_any_length_is_told(heading: str, tmp_path: Path) -> None:
    header = HEADER.strip() + f";{heading}\n"
    speaks = (
        "Con số này là của các xã đã rà soát trong quý I, các xã còn lại chưa gửi báo cáo về tỉnh"
    )
    found = read(tmp_path, header + f"{ROW.strip()};{speaks}\n")
    assert [code for code, _ in told(found)] == ["text-unread"]


@pytest.mark.parametrize(
    "title", ["LỘ TRÌNH THỰC HIỆN CÁC CHỈ TIÊU", "PHÂN CÔNG THỰC HIỆN CÁC CHỈ TIÊU NĂM 2025",
              "THAY ĐỔI NĂM 2025", "KẾT QUẢ KHU VỰC MIỀN NÚI NĂM 2025", "SƠ KẾT 6 THÁNG",
              "KẾT QUẢ TRONG HỌC SINH NĂM 2025", "BÁO CÁO 10 TỈNH PHÍA BẮC NĂM 2025",
              "HỆ THỐNG CHỈ TIÊU ĐẾN NĂM 2025"],
)  # fmt: skip
def test_a_title_that_is_not_understood_is_told(title: str, tmp_path: Path) -> None:
    assert ("text-unread", "A1") in told(read(tmp_path, f"{title};;\n" + HEADER + ROW))


@pytest.mark.parametrize(
    "title", ["BÁO CÁO KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHUYỂN ĐỔI SỐ NĂM 2025",
              "BIỂU 01. TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU NĂM 2025",
              "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "(Kèm theo Công văn số 12/BKHCN-CĐS)",
              "KẾT QUẢ THỰC HIỆN CHIẾN LƯỢC QUỐC GIA VỀ CUỘC CÁCH MẠNG CÔNG NGHIỆP LẦN THỨ TƯ"],
)  # fmt: skip
def test_titles_of_letters_and_reports_say_nothing(title: str, tmp_path: Path) -> None:
    assert told(read(tmp_path, f"{title};;\n" + HEADER + ROW)) == []


@pytest.mark.parametrize(
    "lines", ["NGƯỜI LẬP BIỂU;;THỦ TRƯỞNG ĐƠN VỊ\nNguyễn Văn An;;Trần Thị Bình\n",
              "Nơi nhận:;;KT. CHỦ TỊCH\n- Như trên;;PHÓ CHỦ TỊCH\n- Lưu: VT, CĐS (02).;;\n",
              "(Ký, ghi rõ họ tên);;\n"],
)  # fmt: skip
def test_signatures_below_a_table_say_nothing(lines: str, tmp_path: Path) -> None:
    assert told(read(tmp_path, HEADER + ROW + lines)) == []


def test_a_legend_that_is_understood_below_a_table_says_nothing_more(tmp_path: Path) -> None:
    lines = "(*) Số liệu tính đến ngày 30/11/2025.;;\n"
    found = read(tmp_path, HEADER + ROW.replace("85,2", "85,2 (*)") + lines)
    assert (told(found), values(found)) == ([], [("2025-11-30", 85.2)])


@pytest.mark.parametrize(
    "line", ["GIÁM ĐỐC SỞ KH&CN LÀO CAI", "TM. UBND XÃ MƯỜNG HUM", "UBND HUYỆN BA VÌ",
             "TỔNG GIÁM ĐỐC VIETTEL", "Theo Cục Thống kê, tỷ lệ này là 70,1%.",
             "Số liệu lấy từ Tổng điều tra dân số.", "Đơn vị tính thực tế: phần nghìn."],
)  # fmt: skip
def test_a_line_below_a_table_that_is_not_understood_is_told(line: str, tmp_path: Path) -> None:
    assert ("text-unread", "A3") in told(read(tmp_path, HEADER + ROW + f"{line};;\n"))


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Căn cứ", "Mục tiêu QĐ 2289"), ("Điều kiện", "Nếu được phê duyệt"),
     ("Phương pháp tính", "Ngoại suy từ năm 2020"), ("Kết luận", "Không công nhận"),
     ("Phiên bản", "Dự thảo 2"), ("Hạn", "31/12/2026")],
)  # fmt: skip
def test_a_cell_in_a_column_without_a_role_is_told_by_its_heading(
    heading: str, cell: str, tmp_path: Path
) -> None:
    found = read(tmp_path, f"Chỉ tiêu;Đơn vị tính;Năm 2025;{heading}\n{NAME};%;85,2;{cell}\n")
    assert ("text-unread", "D1") in told(found)


def test_texts_of_one_sheet_are_told_together_in_their_order(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + "Mạng VNPT;;\n" + ROW + "Theo mô hình;;\n" + ROW)
    (one,) = [each for each in found["findings"] if each["code"] == "text-unread"]
    assert (one["level"], one["count"], one["cell"]) == ("note", 2, "A2")
    assert "“Mạng VNPT” (A2), “Theo mô hình” (A4)" in one["message"]


def test_a_file_of_which_nothing_was_read_has_no_such_note(tmp_path: Path) -> None:
    found = read(tmp_path, "Mạng VNPT;;\n" + HEADER + f"{NAME};%;\n")
    assert "text-unread" not in {code for code, _ in told(found)}


def book(folder: Path, cover: str, sheet: str = "B1", name: str = "data.xlsx") -> Any:
    """Read a workbook with a cover."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in (["Chỉ tiêu", "Đơn vị tính", "Năm 2025"], [NAME, "%", 85.2]):
        page.append(row)
    if cover:
        workbook.create_sheet("Bìa", 0).append([cover])
    workbook.save(folder / name)
    return read_book(folder / name)


@pytest.mark.parametrize(
    "cover", ["KẾ HOẠCH PHÁT TRIỂN KTXH NĂM 2025", "DỰ THẢO - CHƯA PHÊ DUYỆT",
              "Số liệu năm 2025 là số dự báo", "Các số liệu trong bảng B1 là kế hoạch"],
)  # fmt: skip
def test_a_sheet_without_a_table_may_deny_the_figures_of_the_others(
    cover: str, tmp_path: Path
) -> None:
    assert ("column-unread", "A1") in told(book(tmp_path, cover))


@pytest.mark.parametrize("cover", ["BÁO CÁO KẾT QUẢ NĂM 2025", "MỤC LỤC", "Phụ lục số liệu"])
def test_a_cover_of_a_report_says_nothing(cover: str, tmp_path: Path) -> None:
    assert told(book(tmp_path, cover)) == []


@pytest.mark.parametrize(
    ("sheet", "code"),
    [("Quý I", "unit-suspicious"), ("Tháng 3", "unit-suspicious"), ("2024", "unit-suspicious"),
     ("Lào", "column-unread"), ("Đô thị", "text-unread"), ("MT2025", "text-unread"),
     ("Bản cũ", "column-unread")],
)  # fmt: skip
def test_names_of_sheets_that_say_something_else(sheet: str, code: str, tmp_path: Path) -> None:
    assert code in {each for each, _ in told(book(tmp_path, "", sheet))}


@pytest.mark.parametrize("sheet", ["Sheet1", "PL02", "Biểu 1", "Trang tính1", "Số liệu", "KTXH"])
def test_usual_names_of_sheets_say_nothing(sheet: str, tmp_path: Path) -> None:
    assert told(book(tmp_path, "", sheet)) == []


@pytest.mark.parametrize("name", ["du-thao", "draft", "kich-ban-cao", "de-xuat", "KH2025"])
def test_names_of_files_that_deny_their_figures(name: str, tmp_path: Path) -> None:
    assert "column-unread" in {each for each, _ in told(book(tmp_path, "", name=f"{name}.xlsx"))}


@pytest.mark.parametrize("name", ["quy-1-2025", "thang-3-2025", "bao-cao-6-thang"])
def test_names_of_files_of_a_shorter_time(name: str, tmp_path: Path) -> None:
    assert "unit-suspicious" in {each for each, _ in told(book(tmp_path, "", name=f"{name}.xlsx"))}


@pytest.mark.parametrize(
    ("line", "warned"),
    [("Hà Nội, ngày 05 tháng 01 năm 2021", True), ("Hà Nội, ngày 05 tháng 01 năm 2025", True),
     ("Hà Nội, ngày 15 tháng 12 năm 2025", False), ("Hà Nội, ngày 05 tháng 01 năm 2026", False)],
)  # fmt: skip
def test_a_letter_older_than_half_the_time_it_tells(
    line: str, warned: bool, tmp_path: Path
) -> None:
    found = read(tmp_path, f"{line};;\n" + HEADER + ROW)
    assert told(found) == ([("unit-suspicious", "A1")] if warned else [])


def test_a_letter_may_tell_an_estimate_before_its_time_is_over(tmp_path: Path) -> None:
    rows = HEADER.replace("Năm", "Ước năm") + ROW
    assert told(read(tmp_path, "Hà Nội, ngày 05 tháng 5 năm 2025;;\n" + rows)) == []


@pytest.mark.parametrize("line", ["(số liệu đến ngày 31/3/2024)", "Kỳ số liệu: năm 2019"])
def test_a_line_of_an_earlier_time(line: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"BÁO CÁO NĂM 2025;;\n{line};;\n" + HEADER + ROW)
    assert "unit-suspicious" in {code for code, _ in told(found)}


def test_a_reporting_period_without_a_year(tmp_path: Path) -> None:
    found = read(tmp_path, "Kỳ báo cáo: Quý I;;\n" + HEADER + ROW)
    assert told(found) == [("column-unread", "A1")]


@pytest.mark.parametrize(
    ("counts", "warned"), [("852;1000;85,2", False), ("701;1000;85,2", True),
                           ("1.703;2.000;85,2", False), ("86;101;85", False)],
)  # fmt: skip
def test_a_share_that_does_not_follow_from_its_counts(
    counts: str, warned: bool, tmp_path: Path
) -> None:
    rows = f"BÁO CÁO KẾT QUẢ NĂM 2025;;;\nChỉ tiêu;Số lượng;Tổng số;Tỷ lệ (%)\n{OTHER};{counts}\n"
    assert told(read(tmp_path, rows)) == ([("percent-suspicious", "D3")] if warned else [])


@pytest.mark.parametrize(
    ("columns", "warned"), [("Tháng 11;Tháng 12;Tháng 1", True), ("Quý III;Quý IV;Quý I", True),
                            ("Tháng 10;Tháng 11;Tháng 12", False), ("Quý II;Quý I", False)],
)  # fmt: skip
def test_columns_that_run_over_the_new_year(columns: str, warned: bool, tmp_path: Path) -> None:
    row = ";".join([NAME, *["80"] * (columns.count(";") + 1)])
    found = read(tmp_path, f"BÁO CÁO NĂM 2025\nChỉ tiêu;{columns}\n{row}\n")
    assert ("unit-suspicious" in {code for code, _ in told(found)}) == warned


@pytest.mark.parametrize("heading", ["Mã giới tính", "Mã khu vực", "Mã xã"])
def test_codes_of_parts_and_places_are_told(heading: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"Chỉ tiêu;Đơn vị tính;Năm 2025;{heading}\n{NAME};%;85,2;2\n")
    assert told(found) == [("column-unread", "D1")]


def test_a_region_of_the_country_that_is_a_province_is_a_part(tmp_path: Path) -> None:
    header = "Chỉ tiêu;Địa phương;Vùng;Năm;Kết quả;Đơn vị tính\n"
    found = read(tmp_path, header + f"{NAME};Cả nước;Hà Nội;2025;85,2;%\n")
    assert [each["breakdown"] for each in found["observations"]] == ["ha noi"]


@pytest.mark.parametrize("title", ["KẾT QUẢ SO VỚI NĂM 2020", "TÀI LIỆU PHỤC VỤ HỘI NGHỊ NĂM 2026"])
def test_the_year_of_a_comparison_or_a_meeting_is_never_that_of_results(
    title: str, tmp_path: Path
) -> None:
    found = read(tmp_path, f"{title};;\nChỉ tiêu;Đơn vị tính;Kết quả\n{NAME};%;70\n")
    assert values(found) == []


@pytest.mark.parametrize(
    ("cell", "code", "warned"), [("A2", '@" (KH)"', True), ("B2", ';;;"‰"', True),
                                 ("A2", "@", False), ("A2", "0.0", False)],
)  # fmt: skip
def test_a_conditional_format_that_may_show_a_text_as_another(
    cell: str, code: str, warned: bool, tmp_path: Path
) -> None:
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    for row in (["Chỉ tiêu", "Đơn vị tính", "Năm 2025"], [NAME, "%", 85.2]):
        page.append(row)
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode=code))
    page.conditional_formatting.add(cell, Rule(type="expression", formula=["TRUE"], dxf=style))
    workbook.save(tmp_path / "data.xlsx")
    found = told(read_book(tmp_path / "data.xlsx"))
    assert found == ([("hidden-data", cell)] if warned else [])


@pytest.mark.parametrize(
    ("comment", "code"),
    [("Số kế hoạch, chưa có thực hiện", "text-unread"), ("Số dự báo", "column-unread"),
     ("Bản nháp", "column-unread"), ("Nguồn: Cục Thống kê", None)],
)  # fmt: skip
def test_a_comment_on_a_cell_of_a_workbook(comment: str, code: str | None, tmp_path: Path) -> None:
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    for row in (["Chỉ tiêu", "Đơn vị tính", "Năm 2025"], [NAME, "%", 85.2]):
        page.append(row)
    page["C2"].comment = Comment(comment, "Hà")
    workbook.save(tmp_path / "data.xlsx")
    assert told(read_book(tmp_path / "data.xlsx")) == ([(code, "C2")] if code else [])


@pytest.mark.parametrize(
    ("comment", "code"), [("Số dự báo", "column-unread"), ("Mạng VNPT", "text-unread")]
)
def test_a_comment_on_a_cell_of_an_opendocument(comment: str, code: str, tmp_path: Path) -> None:
    by = "<dc:creator>Bản nháp</dc:creator><dc:date>2019-01-01</dc:date>"
    of_dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    note = f"<office:annotation {of_dc}>{by}<text:p>{comment}</text:p></office:annotation>"
    figure = number(85.2, "85,2").replace("<text:p>", f"{note}<text:p>")
    found = drawn(tmp_path, "", figure)
    assert told(found) == [(code, "C2")]
    assert ("2025", 85.2) in values(found)


TIDY = "indicator,area,period,value,unit,source"
FIGURE = "fibre-households,VN,2025,85.1,% of households,MOST"


def tidy(
    folder: Path, heading: str = "", cell: str = "", *, head: str = TIDY, row: str = FIGURE
) -> Any:
    """Read a figure with a column more."""
    more = ",", f",{cell}"
    return read(
        folder, f"{head}{more[0] + heading if heading else ''}\n{row}{more[1] if heading else ''}\n"
    )


@pytest.mark.parametrize(
    "note", ["của Hà Nội", "kết quả của Hà Nội", "cấp xã", "đã loại", "bị loại", "chờ số liệu",
             "kết quả kỳ vọng", "tăng thêm", "theo đăng ký", "tỷ lệ xã có cáp quang"],
)  # fmt: skip
def test_a_note_of_which_nothing_was_made_is_told(note: str, tmp_path: Path) -> None:
    assert {code for code, _ in told(tidy(tmp_path, "ghi chú", note))} & {
        "text-unread",
        "column-unread",
    }


@pytest.mark.parametrize(
    "note", ["Quyết định số 12/QĐ-UBND", "https://www.nso.gov.vn/a", "Cục Thống kê", "đạt",
             "Nguyễn Văn An", "hằng năm"],
)  # fmt: skip
def test_a_note_of_papers_bodies_and_persons_says_nothing(note: str, tmp_path: Path) -> None:
    assert told(tidy(tmp_path, "ghi chú", note)) == []


@pytest.mark.parametrize(
    "source", ["số liệu năm 2024", "không phải số liệu năm 2025", "đính chính: 65.2", "miền núi",
               "trừ nông thôn", "Thailand", "kết quả của Lào Lai", "superseded by 65.2", "‰"],
)  # fmt: skip
def test_a_source_that_is_no_name_is_told(source: str, tmp_path: Path) -> None:
    found = tidy(tmp_path, row=FIGURE.replace("MOST", source))
    assert ("text-unread", "F1") in told(found)


@pytest.mark.parametrize(
    "source", ["UN DESA", "Cục Thống kê", "Sở Khoa học và Công nghệ", "Google, Temasek, Bain",
               "Báo cáo số 12/BC-UBND", "Niên giám thống kê"],
)  # fmt: skip
def test_names_of_sources_say_nothing(source: str, tmp_path: Path) -> None:
    row = FIGURE.replace("MOST", f'"{source}"')
    assert told(tidy(tmp_path, row=row)) == []


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [("% of households", "% hộ (chỉ hộ nghèo)", "E1"), ("% of households", "% hộ (số cũ)", "E1"),
     ("fibre-households", "Tỷ lệ hộ gia đình có cáp quang (giả)", "A1"),
     ("fibre-households", "Tỷ lệ hộ gia đình có cáp quang - phần nghìn", "A1")],
)  # fmt: skip
def test_what_stands_behind_a_name_or_a_unit_is_told(
    old: str, new: str, cell: str, tmp_path: Path
) -> None:
    assert ("text-unread", cell) in told(tidy(tmp_path, row=FIGURE.replace(old, new)))


@pytest.mark.parametrize(
    "name", ["Tỷ lệ hộ gia đình có cáp quang (1)", "Tỷ lệ hộ gia đình có cáp quang (%)",
             "Tỷ lệ hộ gia đình có cáp quang (QĐ 2289)"],
)  # fmt: skip
def test_marks_units_and_papers_behind_a_name_say_nothing(name: str, tmp_path: Path) -> None:
    assert told(tidy(tmp_path, row=FIGURE.replace("fibre-households", name))) == []


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Năm (không phải số liệu năm 2025)", "C1"), ("Đơn vị tính (‰)", "E1"),
     ("Địa phương (Lào Cai)", "B1"), ("Nguồn (số cũ)", "F1")],
)  # fmt: skip
def test_brackets_in_headings_of_what_figures_are_of(
    heading: str, cell: str, tmp_path: Path
) -> None:
    at = "ABCDEF".index(cell[0])
    names = TIDY.split(",")
    head = ",".join([*names[:at], heading, *names[at + 1 :]])
    assert {code for code, _ in told(tidy(tmp_path, head=head))} & {"text-unread", "column-unread"}


@pytest.mark.parametrize("text", ["sai", "năm 2024", "cũ"])
def test_a_second_column_of_areas_that_names_none(text: str, tmp_path: Path) -> None:
    assert ("text-unread", "G1") in told(tidy(tmp_path, "địa bàn", text))


@pytest.mark.parametrize("heading", ["Số liệu của nước ngoài", "Số cũ", "Xem lại", "Nghìn hộ"])
def test_a_mark_below_a_heading_that_is_not_understood(heading: str, tmp_path: Path) -> None:
    assert {code for code, _ in told(tidy(tmp_path, heading, "x"))} & {
        "text-unread",
        "column-unread",
    }


@pytest.mark.parametrize("title", ["của Hà Nội", "Thailand", "thế giới", "Chưa có số liệu", "< 80"])
def test_a_title_that_no_row_agrees_with(title: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{title},,,,,\n{TIDY}\n{FIGURE}\n")
    assert {code for code, _ in told(found)} & {"text-unread", "column-unread", "area-from-title"}


@pytest.mark.parametrize("line", ["Số liệu năm 2023", "Kết quả năm 2025: 65,2", "Nữ", "Đã loại"])
def test_a_line_below_a_table_of_which_nothing_was_made(line: str, tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + ROW + f";;\n{line};;\n")
    assert told(found)[0][1] == "A4"
