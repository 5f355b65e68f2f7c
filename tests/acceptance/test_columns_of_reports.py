"""Columns as reports have them: a share beside its count, aims beside results, who is in charge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, write

SHARE, COMMUNES = "Tỷ lệ hộ gia đình có cáp quang", "Tỷ lệ xã có cáp quang"
COUNT = "Số trạm 5G"
TOP = "UBND TỈNH LẠNG SƠN;;;\n"
YEAR = f"{TOP}KẾT QUẢ NĂM 2025;;;\n"
ASKED = ("--lang", "en", "--no-config", "-f", "json")
WARNED = ("error", "warning")
USUAL = {"source-missing", "indicator-unlisted"}


def read(folder: Path, text: str) -> Any:
    """Return what is read of a text."""
    return inside("read", write(folder, text), *ASKED).json


def values(found: Any) -> list[tuple[str, float]]:
    """Return the periods and values read, those of parts left out."""
    rows = found["observations"]
    return sorted((each["period"], each["value"]) for each in rows if not each["breakdown"])


def errors(found: Any) -> list[str]:
    """Return the codes of errors."""
    return [each["code"] for each in found["findings"] if each["level"] == "error"]


def told(found: Any) -> set[str]:
    """Return the codes of errors and warnings."""
    told_ = {each["code"] for each in found["findings"] if each["level"] in WARNED}
    return told_ - USUAL


@pytest.mark.parametrize(
    "header",
    ["Số lượng đạt;Tổng số;Tỷ lệ (%)", "Số lượng;Tổng số;Tỷ lệ (%)", "Số xã;Tổng;%",
     "Number;Total;Rate (%)",
     "Số lượng đạt;Tổng số;Kết quả (%)", "Số lượng đạt;Tổng số;Tỷ lệ",
     "Số xã đạt;Tổng số xã;Tỷ lệ (%)"],
)  # fmt: skip
def test_a_share_beside_what_it_is_worked_out_of(header: str, tmp_path: Path) -> None:
    text = f"{YEAR}Chỉ tiêu;{header}\n{COMMUNES};60;65;92,3\n"
    found = read(tmp_path, text)
    assert (values(found), errors(found)) == ([("2025", 92.3)], [])


@pytest.mark.parametrize("total", ["Tổng số", "Số lượng", "Tổng"])
def test_a_share_and_its_count_below_each_year(total: str, tmp_path: Path) -> None:
    header = f"Chỉ tiêu;Năm 2024;;Năm 2025;\n;{total};Tỷ lệ (%);{total};Tỷ lệ (%)\n"
    found = read(tmp_path, f"{TOP}{header}{COMMUNES};64;98,5;65;100\n")
    assert (values(found), errors(found)) == ([("2024", 98.5), ("2025", 100)], [])


def test_a_count_beside_a_share_is_that_of_what_is_counted(tmp_path: Path) -> None:
    text = f"{YEAR}Chỉ tiêu;Tổng số;Tỷ lệ (%)\n{COUNT};120;8,3\n{COMMUNES};60;92,3\n"
    assert values(read(tmp_path, text)) == [("2025", 92.3), ("2025", 120)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Chỉ tiêu;Tổng số;Nam;Nữ;Tỷ lệ (%)", [("2025", 65)]),  # perhaps the share of one
        ("Chỉ tiêu;Kế hoạch;Thực hiện;Khác;Tỷ lệ (%)", [("2025", 70)]),
    ],
)
def test_a_share_that_may_be_one_of_a_part_or_of_a_plan(
    header: str, expected: list[tuple[str, float]], tmp_path: Path
) -> None:
    found = read(tmp_path, f"{YEAR}{header}\n{COMMUNES};65;70;71;92,3\n")
    assert values(found) == expected


def test_a_total_in_per_cent_beside_a_share_is_asked_about(tmp_path: Path) -> None:
    found = read(tmp_path, f"{YEAR}Chỉ tiêu;ĐVT;Tổng số;Tỷ lệ (%)\n{COMMUNES};%;65;92,3\n")
    assert (values(found), "column-ambiguous" in errors(found)) == ([], True)


@pytest.mark.parametrize(("name", "read_"), [(COMMUNES, []), (COUNT, [("2025", 65)])])
def test_what_share_is_reached_may_be_a_share_or_how_a_plan_is_met(
    name: str, read_: list[tuple[str, float]], tmp_path: Path
) -> None:
    found = read(tmp_path, f"{YEAR}Chỉ tiêu;Tổng số;Tỷ lệ đạt (%)\n{name};65;92,3\n")
    assert (values(found), "column-ambiguous" in errors(found)) == (read_, not read_)


@pytest.mark.parametrize(
    "title", ["MỨC ĐỘ THỰC HIỆN CHỈ TIÊU NĂM 2025", "TỶ LỆ HOÀN THÀNH KẾ HOẠCH NĂM 2025",
              "KẾ HOẠCH NĂM 2025"],
)  # fmt: skip
@pytest.mark.parametrize("header", ["Tổng số;Tỷ lệ (%)", "Ghi chú;Tỷ lệ (%)"])
def test_no_share_is_read_below_a_title_of_how_plans_are_met(
    title: str, header: str, tmp_path: Path
) -> None:
    found = read(tmp_path, f"{TOP}{title};;;\nChỉ tiêu;{header}\n{COMMUNES};;92,3\n")
    assert values(found) == []


@pytest.mark.parametrize(
    "header",
    ["Hiện trạng 2024;2025;2030", "Hiện trạng năm 2024;Đến năm 2025;Đến năm 2030",
     "Baseline 2024;2025;2030", "Hiện trạng 2024;Mục tiêu 2025;2030", "Năm 2024;Mục tiêu 2025;2030",
     "Hiện trạng 2024;2025;2026", "Ước 2024;2025;2026"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Chỉ tiêu", "Mục tiêu"])
def test_bare_years_behind_a_state_or_a_target_are_targets(
    header: str, name: str, tmp_path: Path
) -> None:
    found = read(tmp_path, f"{TOP}{name};{header}\n{SHARE};82,4;85;100\n")
    assert values(found) == [("2024", 82.4)]
    assert "rows-skipped" in {each["code"] for each in found["findings"]}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Mục tiêu 2025;2030;Hiện trạng 2024", [("2024", 100)]),
        ("2023;2024;Mục tiêu 2025", [("2023", 82.4), ("2024", 85)]),
        ("Mục tiêu 2025;2024;2025", [("2024", 85), ("2025", 100)]),
        ("Baseline 2022;2023;2024", [("2022", 82.4), ("2023", 85), ("2024", 100)]),
        ("Hiện trạng 2023;TH 2024;TH 2025", [("2023", 82.4), ("2024", 85), ("2025", 100)]),
        ("2022;2023;Hiện trạng 2024", [("2022", 82.4), ("2023", 85), ("2024", 100)]),
    ],
)  # fmt: skip
def test_years_that_say_or_precede_results_stay_results(
    header: str, expected: list[tuple[str, float]], tmp_path: Path
) -> None:
    assert values(read(tmp_path, f"{TOP}Chỉ tiêu;{header}\n{SHARE};82,4;85;100\n")) == expected


@pytest.mark.parametrize(
    "heading", ["Chủ trì", "Phối hợp", "Đầu mối", "Đơn vị đầu mối", "Đơn vị tham mưu", "Phân công",
                "Đơn vị theo dõi", "Trách nhiệm", "Đơn vị được giao", "Đơn vị cung cấp", "Agency"],
)  # fmt: skip
@pytest.mark.parametrize("office", ["Sở KH&CN", "VNPT, Viettel", "Cục Viễn thông"])
def test_who_is_in_charge_is_no_area(heading: str, office: str, tmp_path: Path) -> None:
    text = (
        f"{TOP}Chỉ tiêu;ĐVT;Năm 2025;{heading}\n{SHARE};%;76;{office}\n{COMMUNES};%;100;Sở Y tế\n"
    )
    found = read(tmp_path, text)
    assert {each["area"] for each in found["observations"]} == {"vn-lang-son"}
    assert (values(found), told(found)) == ([("2025", 76), ("2025", 100)], set())


def test_areas_below_who_is_in_charge_are_areas(tmp_path: Path) -> None:
    found = read(tmp_path, f"{TOP}Chỉ tiêu;ĐVT;Năm 2025;Tổ chức\n{SHARE};%;76;Hà Nội\n")
    assert {each["area"] for each in found["observations"]} == {"vn-ha-noi"}


def test_a_code_of_another_indicator_stays_told(tmp_path: Path) -> None:
    found = read(tmp_path, f"{TOP}Chỉ tiêu;ĐVT;Năm 2025;Mã\n{SHARE};%;76;fibre-communes\n")
    assert "column-unread" in told(found)


def test_an_undated_state_is_that_of_the_title(tmp_path: Path) -> None:
    found = read(tmp_path, f"{YEAR}Chỉ tiêu;Hiện trạng;2026;2030\n{SHARE};76;80;100\n")
    assert values(found) == [("2025", 76)]


@pytest.mark.parametrize(
    ("office", "codes"),
    [("Sở KH&CN", []), ("Chi cục Viễn thông", []), ("UBND xã Mường Hum", ["area-unknown"]),
     ("Công ty ABC", ["area-unknown"])],
)  # fmt: skip
def test_an_office_that_reports_for_the_letterhead(
    office: str, codes: list[str], tmp_path: Path
) -> None:
    text = f"{TOP}Chỉ tiêu;ĐVT;Năm 2025;Cơ quan báo cáo\n{SHARE};%;76;{office}\n"
    found = read(tmp_path, text)
    assert [code for code in errors(found) if code != "nothing-read"] == codes
    assert values(found) == ([] if codes else [("2025", 76)])


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Link", "https://mst.gov.vn/a"), ("Người liên hệ", "Lê Văn A"), ("Email", "a@b.gov.vn"),
     ("Mã", "CT01"),
     ("Ký hiệu", "HT-01"), ("Xếp loại", "Tốt"), ("Tổ chức công bố", "WIPO"),
     ("Căn cứ", "QĐ 2289/QĐ-TTg"),
     ("Minh chứng", "BC số 12"), ("Khó khăn, vướng mắc", "Địa hình chia cắt"),
     ("Lý do chưa đạt", "Ở xa"),
     ("Đề xuất, kiến nghị", "Bố trí kinh phí"), ("Phương pháp tính", "Chia đều"),
     ("Tần suất", "Hằng năm"),
     ("Trụ cột", "Hạ tầng số"), ("Lĩnh vực", "Hạ tầng số"), ("Xu hướng", "Ổn định"),
     ("Remarks", "Stable"),
     ("Comments", "Stable"), ("Code", "HH01"), ("Tử số", "712345"), ("Mẫu số", "820110"),
     ("Số hộ", "712345"),
     ("Mã ĐVHC", "20"), ("Xếp thứ", "3"), ("Điểm", "10"), ("ASEAN average", "70"),
     ("Trạng thái", "Hoàn thành"),
     ("Trạng thái", "Đã duyệt")],
)  # fmt: skip
def test_what_holds_no_figure_of_an_indicator_is_not_warned_of(
    heading: str, cell: str, tmp_path: Path
) -> None:
    text = f"{TOP}Chỉ tiêu;ĐVT;Năm 2024;Năm 2025;{heading}\n{SHARE};%;70;76;{cell}\n"
    found = read(tmp_path, text)
    assert (values(found), told(found)) == ([("2024", 70), ("2025", 76)], set())


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Giải thích", "Số dự báo"), ("Thuyết minh", "Dự báo"), ("Remarks", "Forecast"),
     ("Tình trạng", "Dự kiến")],
)  # fmt: skip
def test_words_beside_a_figure_still_say_what_it_is(
    heading: str, cell: str, tmp_path: Path
) -> None:
    found = read(tmp_path, f"{TOP}Chỉ tiêu;ĐVT;Năm 2025;{heading}\n{SHARE};%;76;{cell}\n")
    assert [each["status"] for each in found["observations"]] == ["forecast"]


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [("Số hộ", "712345", "column-unread"), ("Nội dung khác", "66", "column-unread"),
     ("Số hộ năm 2025", "66", "column-unread")],
)  # fmt: skip
def test_what_may_hold_a_figure_stays_told(
    heading: str, cell: str, code: str, tmp_path: Path
) -> None:
    name = COUNT if heading == "Số hộ" else SHARE
    found = read(tmp_path, f"{TOP}Chỉ tiêu;Năm 2024;{heading}\n{name};70;{cell}\n")
    assert (values(found), code in told(found)) == ([("2024", 70)], True)


def test_an_unknown_field_stays_a_part(tmp_path: Path) -> None:
    text = f"{TOP}Lĩnh vực;Chỉ tiêu;ĐVT;Năm 2025\nGiáo dục;{SHARE};%;76\n"
    assert values(read(tmp_path, text)) == []


@pytest.mark.parametrize(
    "title",
    ["TỶ LỆ HỘ GIA ĐÌNH CÓ CÁP QUANG NĂM 2025",
     "Bảng 3. Tỷ lệ hộ gia đình có cáp quang của các tỉnh, thành phố năm 2025",
     "BẢNG XẾP HẠNG CÁC TỈNH VỀ TỶ LỆ HỘ GIA ĐÌNH CÓ CÁP QUANG NĂM 2025",
     "Kết quả thực hiện chỉ tiêu tỷ lệ hộ gia đình có cáp quang năm 2025"],
)  # fmt: skip
@pytest.mark.parametrize("value", ["Tỷ lệ (%)", "Kết quả (%)", "%", "Tỷ lệ"])
def test_a_title_names_the_indicator_of_a_share(title: str, value: str, tmp_path: Path) -> None:
    text = f"Nguồn: NSO;;\n{title};;\nSTT;Tỉnh, thành phố;{value}\n1;Hà Nội;98\n2;Cao Bằng;80\n"
    found = read(tmp_path, text)
    assert (values(found), errors(found)) == ([("2025", 80), ("2025", 98)], [])


@pytest.mark.parametrize(
    ("title", "value"),
    [("Xếp hạng các tỉnh về tỷ lệ hộ gia đình có cáp quang năm 2025", "Kết quả"),
     ("Dự báo tỷ lệ hộ gia đình có cáp quang của các tỉnh năm 2025 tăng", "Tỷ lệ (%)"),
     ("Kế hoạch tỷ lệ hộ gia đình có cáp quang của các tỉnh năm 2025", "Tỷ lệ (%)"),
     ("Kết quả thực hiện tỷ lệ hộ gia đình có cáp quang của các xã năm 2025", "Tỷ lệ (%)")],
)  # fmt: skip
def test_a_title_of_ranks_plans_or_others_gives_no_result(
    title: str, value: str, tmp_path: Path
) -> None:
    text = f"Nguồn: NSO;;\n{title};;\nSTT;Tỉnh, thành phố;{value}\n1;Hà Nội;1\n2;Cao Bằng;2\n"
    assert values(read(tmp_path, text)) == []


@pytest.mark.parametrize(
    ("name", "unit"),
    [(SHARE, "% tổng số hộ"), (COUNT, "trạm 5G"), ("Xếp hạng GII", "Hạng thế giới"),
     ("Xếp hạng GII", "Bậc"),
     ("Năng suất lao động", "Triệu đồng/lao động - Mill. VND/worker"),
     ("Tỷ trọng kinh tế số trong GDP", "% của GDP")],
)  # fmt: skip
def test_units_as_they_are_written(name: str, unit: str, tmp_path: Path) -> None:
    text = f"BỘ KHOA HỌC VÀ CÔNG NGHỆ;;\nNguồn: WIPO;;\nChỉ tiêu;ĐVT;Năm 2025\n{name};{unit};44\n"
    found = read(tmp_path, text)
    assert (values(found), told(found)) == ([("2025", 44)], set())


def test_this_year_is_that_of_the_title(tmp_path: Path) -> None:
    header = "Chỉ tiêu;ĐVT;Thực hiện năm trước;Kế hoạch năm nay;Thực hiện năm nay"
    found = read(tmp_path, f"{YEAR}{header}\n{SHARE};%;70,2;80;77,7\n")
    assert (values(found), errors(found)) == ([("2025", 77.7)], [])


def test_a_rank_and_points_of_one_index(tmp_path: Path) -> None:
    rows = "Xếp hạng Chỉ số Đổi mới sáng tạo toàn cầu (GII);2025;44;37,1\n"
    found = read(tmp_path, f"Nguồn: WIPO;;;\nChỉ số;Năm;Thứ hạng;Điểm số\n{rows}")
    assert (values(found), errors(found)) == ([("2025", 44)], [])


def test_kinds_of_provinces_are_no_units(tmp_path: Path) -> None:
    rows = "Hà Nội;Thành phố;98\nCao Bằng;Tỉnh;80\n"
    text = f"Nguồn: NSO;;\nNĂM 2025;;\nTên địa phương;Loại;{SHARE} (%)\n{rows}"
    assert values(read(tmp_path, text)) == [("2025", 80), ("2025", 98)]


def test_the_export_of_the_goals_of_the_united_nations(tmp_path: Path) -> None:
    header = "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName"
    name = "Proportion of population covered by at least a 4G mobile network (%)"
    row = f"9,9.c,9.c.1,IT_MOB_4GNTWK,{name},704,Viet Nam,2023,99.8"
    found = read(tmp_path, f"{header},TimePeriod,Value\n{row}\n")
    read_ = [(each["indicator"], each["area"], each["value"]) for each in found["observations"]]
    assert read_ == [("mobile-4g-5g-coverage", "VN", 99.8)]
