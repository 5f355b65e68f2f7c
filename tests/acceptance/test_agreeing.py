"""What names again whose figure a row has, of what or when: where it says otherwise, it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import write
from acceptance.test_named_times_and_places import LONG, NAME, book, read
from acceptance.test_unread_texts import told, values

ROW = [NAME, "VN", "2025", 86, "%", "MOST"]
HEADER = ["Chỉ tiêu", "Khu vực", "Năm", "Giá trị", "ĐVT", "Nguồn"]
SDMX = {
    "DATAFLOW": "ITU:IND(1.0)", "FREQ": "A", "REF_AREA": "VNM", "INDICATOR": "internet-users",
    "TIME_PERIOD": "2025", "OBS_VALUE": "86", "UNIT_MEASURE": "PT", "OBS_STATUS": "A",
}  # fmt: skip


def sdmx(folder: Path, *titles: str) -> Any:
    """Return what is read of rows with titles."""
    rows = [",".join((*SDMX, "TITLE"))]
    rows += [
        ",".join((*{**SDMX, "TIME_PERIOD": str(2025 - at)}.values(), title))
        for at, title in enumerate(titles)
    ]
    return read(write(folder, "\n".join(rows)))


@pytest.mark.parametrize("title", ["Households with Internet", "Adults with a smartphone"])
def test_a_title_of_another_indicator_than_the_code_is_told(title: str, tmp_path: Path) -> None:
    found = sdmx(tmp_path, title)
    assert (told(found), values(found)) == ([("text-unread", "I1")], [("2025", 86)])


def test_a_title_that_agrees_with_one_code_is_told_where_it_does_not_with_another(
    tmp_path: Path,
) -> None:
    rows = f"{','.join((*SDMX, 'TITLE'))}\n{','.join(SDMX.values())},Internet users\n"
    other = ",".join({**SDMX, "INDICATOR": "smartphone-share"}.values())
    assert told(read(write(tmp_path, rows))) == []
    found = read(write(tmp_path, f"{rows}{other},Internet users\n"))
    assert told(found) == [("text-unread", "I1")]


def test_titles_that_say_what_the_code_does_are_not_told(tmp_path: Path) -> None:
    assert told(sdmx(tmp_path, "Internet users", "Individuals using the Internet")) == []


@pytest.mark.parametrize("source", ["UBND xã Bát Xát", "Sở KH&CN Lào Cai", "Phường Cửa Nam"])
def test_a_source_in_the_country_beside_its_figure_is_told(source: str, tmp_path: Path) -> None:
    row = f"{NAME};VN;2025;86;%;{source}\n"
    assert told(read(write(tmp_path, LONG + row))) == [("text-unread", "F1")]
    own = row.replace(";VN;", ";Lào Cai;")
    if "Lào Cai" in source:
        assert told(read(write(tmp_path, LONG + own))) == []
        found = read(write(tmp_path, LONG + own + row))
        assert told(found) == [("text-unread", "F1")]


CAPTIONS = ["Kỳ báo cáo: 2019", "Quốc gia: Lào", "Đơn vị báo cáo: Lào", "UBND XÃ BÁT XÁT",
            "BỘ KHOA HỌC VÀ CÔNG NGHỆ LÀO"]  # fmt: skip


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_as_the_heading_of_an_empty_column_is_told(caption: str, tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": [[*HEADER, caption], ROW]})
    assert (told(found), values(found)) == ([("text-unread", "G1")], [("2025", 86)])


@pytest.mark.parametrize(
    "heading", ["Ghi chú", "Người lập", "Năm 2026", "Kế hoạch 2026", "Bộ, ngành"]
)
def test_a_usual_heading_of_an_empty_column_is_not_told(heading: str, tmp_path: Path) -> None:
    assert told(book(tmp_path, {"Sheet": [[*HEADER, heading], ROW]})) == []


@pytest.mark.parametrize("name", ["Quốc gia Lào", "Đơn vị báo cáo Lào", "Bộ Y tế Thái Lan"])
def test_a_file_named_after_another_country_is_told(name: str, tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": [HEADER, ROW]}, f"{name}.xlsx")
    assert told(found) == [("column-unread", None)]


@pytest.mark.parametrize("name", ["PL 02", "100", "NA", "Tổng hợp"])
def test_a_file_named_with_letters_that_are_a_country_s_code_is_not(
    name: str, tmp_path: Path
) -> None:
    assert told(book(tmp_path, {"Sheet": [HEADER, ROW]}, f"{name}.xlsx")) == []


@pytest.mark.parametrize("sheet", ["Lào Cai", "Tỉnh Lào Cai"])
def test_a_sheet_of_a_province_whose_rows_are_the_country_s_is_told(
    sheet: str, tmp_path: Path
) -> None:
    assert told(book(tmp_path, {sheet: [HEADER, ROW]})) == [("text-unread", None)]
    own = [NAME, "Lào Cai", *ROW[2:]]
    assert told(book(tmp_path, {sheet: [HEADER, own, ROW]})) == []


@pytest.mark.parametrize("line", ["Kỳ báo cáo: năm 2030", "KẾT QUẢ NĂM 2030", "NHIỆM VỤ NĂM 2025"])
def test_a_line_of_a_later_year_or_of_tasks_above_a_table_is_told(
    line: str, tmp_path: Path
) -> None:
    found = book(tmp_path, {"Sheet": [[line], HEADER, ROW]})
    assert (told(found), values(found)) == ([("text-unread", "A1")], [("2025", 86)])


@pytest.mark.parametrize("name", ["NHIỆM VỤ NĂM 2025", "Kỳ báo cáo năm 2030"])
def test_a_sheet_of_tasks_or_of_a_later_year_is_told(name: str, tmp_path: Path) -> None:
    assert told(book(tmp_path, {name: [HEADER, ROW]})) == [("text-unread", None)]


@pytest.mark.parametrize("line", ["Báo cáo năm 2026", "Kết quả thực hiện nhiệm vụ năm 2025",
                                  "Kết quả giai đoạn 2021-2030"])  # fmt: skip
def test_a_report_a_year_later_and_results_of_tasks_are_not(line: str, tmp_path: Path) -> None:
    assert told(book(tmp_path, {"Sheet": [[line], HEADER, ROW]})) == []


def test_a_title_of_the_year_of_a_plan_in_another_column_is_not(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Biểu: Số liệu năm 2025"],
        ["Chỉ tiêu", "ĐVT", "Thực hiện 2023", "Kế hoạch 2025"],
        [NAME, "%", 70, 88.9],
    ]
    assert told(book(tmp_path, {"Sheet": rows})) == []


def test_a_note_of_the_towns_is_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [[*HEADER, "Ghi chú"], [*ROW, "Kết quả tại các thành phố"]]
    assert told(book(tmp_path, {"Sheet": rows})) == [("text-unread", "G1")]


@pytest.mark.parametrize("note", ["(70)", "( 70 )"])
def test_a_number_in_brackets_among_the_notes_is_told(note: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [[*HEADER, "Ghi chú"], [*ROW, note]]
    assert told(book(tmp_path, {"Sheet": rows})) == [("text-unread", "G1")]


def test_that_of_a_footnote_is_not(tmp_path: Path) -> None:
    rows: list[list[object]] = [[*HEADER, "Ghi chú"], [*ROW, "(1)"]]
    assert told(book(tmp_path, {"Sheet": rows})) == []


LABELS = ["Tỷ lệ dân số không sử dụng Internet", "Individuals not using the Internet",
          "Tỷ lệ doanh nghiệp sử dụng Internet", "Tỷ lệ dân số ASEAN sử dụng Internet"]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_label_that_limits_what_its_code_is_of_is_told(label: str, tmp_path: Path) -> None:
    header = ["Mã chỉ tiêu", "Chỉ tiêu", *HEADER[1:]]
    found = book(tmp_path, {"Sheet": [header, ["internet-users", label, *ROW[1:]]]})
    assert (told(found), values(found)) == ([("text-unread", "B1")], [("2025", 86)])


@pytest.mark.parametrize(
    ("code", "label"),
    [("internet-users", "Người sử dụng Internet"), ("internet-users", "Individuals using the net"),
     ("cashless-adults", "Tỷ lệ người dân thanh toán không dùng tiền mặt")],
)  # fmt: skip
def test_a_label_of_other_words_is_not(code: str, label: str, tmp_path: Path) -> None:
    header = ["Mã chỉ tiêu", "Chỉ tiêu", *HEADER[1:]]
    found = book(tmp_path, {"Sheet": [header, [code, label, *ROW[1:]]]})
    assert ("text-unread", "B1") not in told(found)


@pytest.mark.parametrize("dataflow", ["ITU:DF_PROJECTIONS(1.0)", "ITU:FORECAST(1.0)"])
def test_a_dataflow_of_forecasts_is_told(dataflow: str, tmp_path: Path) -> None:
    row = {**SDMX, "DATAFLOW": dataflow}
    found = read(write(tmp_path, f"{','.join(row)}\n{','.join(row.values())}"))
    assert told(found) == [("text-unread", "A1")]
