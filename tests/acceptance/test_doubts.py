"""Lines and cells beside figures that may say that these are no results: they are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside, write

NAME = "Tỷ lệ người dân sử dụng Internet"
HEADER = "Chỉ tiêu;Địa phương;Năm;{};Đơn vị tính;Nguồn{}\n"
ROW = f"{NAME};Cả nước;2025;{{}};%;Cục Thống kê{{}}\n"


def table(values: str = "Kết quả", value: str = "85,2", *, note: str | None = None) -> str:
    added = ("", "") if note is None else (";Ghi chú", f";{note}")
    return HEADER.format(values, added[0]) + ROW.format(value, added[1])


def read(folder: Path, text: str) -> tuple[list[tuple[float, str]], list[tuple[str, str]]]:
    """Return the values read with their status, and the findings with their cells."""
    found = inside("read", write(folder, text), "--lang", "en", "--no-config", "-f", "json")
    values = [(each["value"], each["status"]) for each in found.json["observations"]]
    return values, [(each["code"], each["cell"]) for each in found.json["findings"]]


@pytest.mark.parametrize(
    "line",
    [
        "Số liệu năm 2025 là số dự báo của Bộ KH&CN", "Data for 2025 are forecasts by the model",
        "Mục tiêu chuyển đổi số năm 2025 của tỉnh", "All values are targets, not results",
        "Không bao gồm các xã miền núi", "Trong nhóm dân số 15-24 tuổi", "Tỷ lệ % so với kế hoạch",
        "DỰ THẢO BÁO CÁO", "KẾT QUẢ CỦA THÁI LAN NĂM 2025", "Figures of Singapore for 2025",
        "Số liệu của Tây Nguyên", "Đây là số kế hoạch, không phải kết quả",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["above", "below"])
def test_a_line_that_is_not_understood_but_may_deny_figures_is_told(
    line: str, where: str, tmp_path: Path
) -> None:
    text = f"{line}\n\n{table()}" if where == "above" else f"{table()}{line}\n"
    values, findings = read(tmp_path, text)
    told = {code for code, cell in findings if cell in ("A1", "A3", "D3")}
    assert not values or told & {"column-unread", "column-ambiguous"}


@pytest.mark.parametrize(
    "line",
    [
        "KẾT QUẢ THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2025", "Báo cáo tình hình thực hiện mục tiêu",
        "SO SÁNH CÁC THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG NĂM 2025", "Người lập biểu",
        "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân", "Progress towards the targets",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["above", "below"])
def test_what_documents_say_in_general_is_not_told(line: str, where: str, tmp_path: Path) -> None:
    text = f"{line}\n\n{table()}" if where == "above" else f"{table()}{line}\n"
    assert read(tmp_path, text) == ([(85.2, "final")], [])


@pytest.mark.parametrize(
    "title",
    ["KHÔNG SỬ DỤNG", "Biểu này đã hủy", "Bản nháp", "Sample data", "Test data", "VÔ HIỆU",
     "OBSOLETE", "Số liệu dưới đây là ví dụ", "Biểu này đã bị thay thế", "Superseded", "Mock data"],
)  # fmt: skip
@pytest.mark.parametrize("values", ["Kết quả", "Giá trị", "Thực hiện năm 2025"])
def test_below_a_title_by_which_nothing_counts_no_column_holds_results(
    values: str, title: str, tmp_path: Path
) -> None:
    found, _ = read(tmp_path, f"{title}\n\n{table(values)}")
    assert found == []


@pytest.mark.parametrize("said", ["Số liệu chưa thẩm định", "Figures not approved"])
def test_what_is_not_yet_approved_is_provisional(said: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"{said}\n\n{table()}") == ([(85.2, "provisional")], [])


@pytest.mark.parametrize("mark", ["b", "d", "p", "u"])
@pytest.mark.parametrize("legend", ["Số kế hoạch", "Mục tiêu", "Void", "Chỉ tính đô thị"])
def test_the_legend_of_a_letter_counts(mark: str, legend: str, tmp_path: Path) -> None:
    values, findings = read(tmp_path, f"{table(value=f'85,2 {mark}')}{mark}: {legend}\n")
    assert values == [] or ("column-ambiguous", "A3") in findings
    wide = f"Chỉ tiêu;Đơn vị tính;Năm 2024;Năm 2025;Nguồn\n{NAME};%;70,1;85,2 {mark};X\n"
    values, _ = read(tmp_path, f"{wide}\n{mark}: {legend}\n")
    assert values == [(70.1, "final")]


def test_a_letter_without_a_legend_is_a_flag(tmp_path: Path) -> None:
    assert read(tmp_path, table(value="85,2 p")) == ([(85.2, "provisional")], [])


@pytest.mark.parametrize(
    "note", ["thay thế bằng 70,1", "đính chính: 70,1", "70,1", "của Thái Lan", "Đông Nam Bộ"]
)
def test_a_note_that_has_another_figure_or_place_is_told(note: str, tmp_path: Path) -> None:
    assert read(tmp_path, table(note=note)) == ([(85.2, "final")], [("column-unread", "G2")])


@pytest.mark.parametrize("inner", ["Đô thị", "15-24 tuổi", "Tỉnh Lào Cai", "ASEAN", "Thái Lan"])
def test_brackets_in_the_heading_of_names_are_told(inner: str, tmp_path: Path) -> None:
    text = table().replace("Chỉ tiêu", f"Chỉ tiêu ({inner})", 1)
    values, findings = read(tmp_path, text)
    assert not values or ("column-unread", "A1") in findings


LOST = [
    f"{NAME} đạt 70,1%;Cả nước;2025;;%;Bộ KH&CN", f"{NAME} (70,1%);Cả nước;2025;;;",
    f"{NAME};Cả nước;2025: 70,1;;%;Bộ KH&CN", f"{NAME};Cả nước: 70,1;2025;;%;Bộ KH&CN",
    f"{NAME};Cả nước;2025;-;%;Bộ KH&CN (70,1%)", f"{NAME} năm 2025: 70,1%;;;;;",
    f"Năm 2025: {NAME} giảm còn 70,1%;;;;;",
]  # fmt: skip


@pytest.mark.parametrize("row", LOST)
def test_a_figure_among_the_words_of_a_row_without_a_value_is_told(
    row: str, tmp_path: Path
) -> None:
    before = ROW.format("81", "").replace("2025", "2024")
    values, findings = read(tmp_path, f"{HEADER.format('Kết quả', '')}{before}{row}\n")
    assert values == [(81, "final")]
    assert [code for code, _ in findings if code != "text-unread"] == ["row-ragged"]


@pytest.mark.parametrize("name", [f"{NAME} (mục tiêu 80%)", f"{NAME} - kế hoạch 70,5%"])
def test_what_is_wanted_beside_a_name_is_no_lost_figure(name: str, tmp_path: Path) -> None:
    row = f"{name};Cả nước;2025;;%;Bộ KH&CN\n"
    before = ROW.format("81", "").replace("2025", "2024")
    _, findings = read(tmp_path, f"{HEADER.format('Kết quả', '')}{before}{row}")
    assert [code for code, _ in findings] == []


def test_a_region_beside_the_country_is_a_part_of_it(tmp_path: Path) -> None:
    text = "Chỉ tiêu;Địa phương;Vùng;Năm;Kết quả;Đơn vị tính;Nguồn\n"
    text += f"{NAME};Cả nước;Đông Nam Bộ;2025;85,2;%;Cục Thống kê\n"
    found = inside("read", write(tmp_path, text), "--lang", "en", "--no-config", "-f", "json")
    assert [each["breakdown"] for each in found.json["observations"]] != [None]


SDMX = (
    "DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,{}\n"
    "ITU:D,VNM,internet-users,2025,85.2,PT,{}\n"
)


@pytest.mark.parametrize(
    ("name", "code"), [("SEX", "2"), ("AGE", "1524"), ("EDUCATION", "5"), ("DATA_TYPE", "2")]
)
def test_a_code_of_digits_of_sdmx_is_a_part(name: str, code: str, tmp_path: Path) -> None:
    path = write(tmp_path, SDMX.format(name, code))
    found = inside("read", path, "--lang", "en", "--no-config", "-f", "json")
    assert [each["breakdown"] for each in found.json["observations"]] == [code]


@pytest.mark.parametrize("between", ["II. Xã hội\n", ""])
@pytest.mark.parametrize("title", ["KẾ HOẠCH NĂM 2025", "DỰ THẢO", "SỐ LIỆU GIẢ ĐỊNH"])
def test_what_is_claimed_above_the_first_of_several_parts_is_of_all(
    title: str, between: str, tmp_path: Path
) -> None:
    first = "Chỉ tiêu;Đơn vị tính;Năm 2025\nTỷ lệ xã có cáp quang;%;70\n"
    second = f"Chỉ tiêu;Năm 2025;Đơn vị tính\n{NAME};85,2;%\n"
    numbered = "I. Kinh tế\n" if between else ""
    values, _ = read(tmp_path, f"{title}\n{numbered}{first}\n{between}{second}")
    assert values == []


def test_a_title_of_results_above_a_later_part_counts_there(tmp_path: Path) -> None:
    first = "Chỉ tiêu;Đơn vị tính;Năm 2025\nTỷ lệ xã có cáp quang;%;70\n"
    second = f"Chỉ tiêu;Năm 2025;Đơn vị tính\n{NAME};85,2;%\n"
    text = f"KẾ HOẠCH NĂM 2025\nI. Kinh tế\n{first}\nII. KẾT QUẢ VỀ XÃ HỘI\n{second}"
    values, _ = read(tmp_path, text)
    assert values == [(85.2, "final")]


@pytest.mark.parametrize(
    "title",
    ["KẾT QUẢ NĂM 2024, MỤC TIÊU NĂM 2025", "BÁO CÁO KẾT QUẢ NĂM 2024 VÀ PHƯƠNG HƯỚNG NĂM 2025"],
)
def test_a_year_that_a_title_of_results_looks_ahead_to_is_one_of_targets(
    title: str, tmp_path: Path
) -> None:
    text = f"{title}\n\nChỉ tiêu;Đơn vị tính;Năm 2024;Năm 2025;Nguồn\n{NAME};%;78;85,2;NSO\n"
    values, _ = read(tmp_path, text)
    assert values == [(78, "final")]


@pytest.mark.parametrize(
    "line", ["Tại Hà Nội", "Các tỉnh thí điểm", "Thanh niên", "Khu vực miền núi"]
)
def test_a_line_above_rows_that_says_where_or_among_whom_is_told(line: str, tmp_path: Path) -> None:
    head = "Chỉ tiêu;Đơn vị tính;Năm 2025;Nguồn\n"
    values, findings = read(tmp_path, f"{head}{line};;;\n{NAME};%;85,2;NSO\n")
    assert not values or ("column-unread", "A2") in findings


@pytest.mark.parametrize("count", ["Số hộ chưa có", "Số hộ nghèo"])
def test_a_share_of_those_without_is_ambiguous(count: str, tmp_path: Path) -> None:
    head = f"Chỉ tiêu;{count};Tổng số;Tỷ lệ (%);Năm;Nguồn\n"
    text = f"{head}Tỷ lệ hộ gia đình có cáp quang;852;1000;85,2;2025;NSO\n"
    values, findings = read(tmp_path, text)
    assert (values, [code for code, _ in findings][:1]) == ([], ["nothing-read"])


@pytest.mark.parametrize("where", ["above", "below"])
def test_however_many_lines_may_deny_figures_each_is_told(where: str, tmp_path: Path) -> None:
    lines = "".join(f"Dự thảo của phòng {letter}\n" for letter in "ABCDEFGH")
    text = f"{lines}\n{table()}" if where == "above" else f"{table()}{lines}"
    _, findings = read(tmp_path, text)
    first = 1 if where == "above" else 3
    told = [cell for code, cell in findings if code == "column-unread"]
    assert told == [f"A{row}" for row in range(first, first + 8)]
