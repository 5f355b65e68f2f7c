"""Whose figures a line above a table says they are: no place below a province, no recipient."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside, write

FIBRE = "Tỷ lệ hộ gia đình có cáp quang"
TABLE = f"Chỉ tiêu,Đơn vị tính,Năm 2025\n{FIBRE},%,85\n"


def judged(folder: Path, above: str, name: str = "a.csv") -> tuple[object, list[object]]:
    """Return the exit code, and the areas judged with a figure."""
    asked = ("-t", "qd-2289/fibre-households-2025", "--as-of", "2025", "-f", "json", "--no-config")
    result = inside("check", write(folder, f"{above}{TABLE}", name), *asked)
    assessed = result.json["assessments"]
    return result.code, [each["area"] for each in assessed if each["value"] is not None]


@pytest.mark.parametrize(
    "title",
    [
        "Xã Mường Hum - tỉnh Lào Cai",
        "Báo cáo xã Mường Hum - tỉnh Lào Cai",
        "Báo cáo xã mường hum tỉnh lào cai",
        "bao cao xa Muong Hum tinh Lao Cai",
        "Thôn 3 xã Mường Hum tỉnh Lào Cai",
        "KẾT QUẢ CHUYỂN ĐỔI SỐ XÃ MƯỜNG HUM TỈNH LÀO CAI NĂM 2025",
        "BÁO CÁO CỦA XÃ MƯỜNG HUM\nKính gửi: UBND tỉnh Lào Cai",
        "UBND TỈNH LÀO CAI\nBÁO CÁO TẠI XÃ MƯỜNG HUM",
        "Chi cục Thống kê huyện Bát Xát tỉnh Lào Cai",
        "Số liệu tại phường Hoàn Kiếm",
        "Phường 7",
        "Thành phố Lào Cai",
        "UBND THÀNH PHỐ LÀO CAI",
        "TP Việt Trì - tỉnh Phú Thọ",
        "Đơn vị báo cáo: Thành phố Lào Cai",
        "Report of Muong Hum commune in Lao Cai province",
        "Report of Lao Cai City",
    ],
)
def test_figures_of_a_place_below_a_province_are_nobody_elses(title: str, tmp_path: Path) -> None:
    assert judged(tmp_path, f"{title}\n") == (3, [])


@pytest.mark.parametrize("name", ["xa-muong-hum.csv", "Xã Mường Hum - Lào Cai.csv"])
def test_a_file_named_after_a_commune_is_of_no_province(name: str, tmp_path: Path) -> None:
    assert judged(tmp_path, "", name) == (3, [])


@pytest.mark.parametrize("name", ["xa-hoi-so.csv", "bao-cao-Phuong-Anh.csv", "cap-xa.csv"])
def test_a_file_may_be_named_after_other_things(name: str, tmp_path: Path) -> None:
    assert judged(tmp_path, "UBND TỈNH LÀO CAI\n", name) == (0, ["vn-lao-cai-2025"])


@pytest.mark.parametrize(
    "recipient",
    [
        "Nơi nhận: UBND tỉnh Hà Tĩnh",
        "Nơi nhận:\n- UBND tỉnh Hà Tĩnh",
        "Đơn vị nhận báo cáo: UBND tỉnh Hà Tĩnh",
        "Kính gửi: UBND tỉnh Hà Tĩnh",
        "Kính gửi UBND tỉnh Hà Tĩnh",
        "To: the people of Ha Tinh province",
    ],
)
def test_those_a_paper_is_sent_to_have_not_sent_it(recipient: str, tmp_path: Path) -> None:
    assert judged(tmp_path, f"{recipient}\n") == (3, [])
    named = judged(tmp_path, f"UBND TỈNH LÀO CAI\n{recipient}\n", "b.csv")
    assert named == (0, ["vn-lao-cai-2025"])


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Tỷ lệ xã có cáp quang tỉnh Lào Cai", "vn-lao-cai-2025"),
        ("TỶ LỆ XÃ CÓ CÁP QUANG TỈNH LÀO CAI", "vn-lao-cai-2025"),
        ("CÁC XÃ TRÊN ĐỊA BÀN TỈNH LÀO CAI", "vn-lao-cai-2025"),
        ("Chuyển đổi số cấp xã tỉnh Lào Cai", "vn-lao-cai-2025"),
        ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN TỈNH LÀO CAI", "vn-lao-cai-2025"),
        ("Kinh tế - xã hội tỉnh Lào Cai", "vn-lao-cai-2025"),
        ("Tinh hinh dia phuong tinh Lao Cai", "vn-lao-cai-2025"),
        ("BÁO CÁO THÀNH PHỐ HUẾ NĂM 2025", "vn-hue"),
        ("UBND TP. HỒ CHÍ MINH", "vn-ho-chi-minh-2025"),
        ("Ho Chi Minh City", "vn-ho-chi-minh-2025"),
        ("SỐ XÃ AN TOÀN KHU TỈNH LÀO CAI", "vn-lao-cai-2025"),
        ("KẾT QUẢ XÃ BÃI NGANG TỈNH LÀO CAI", "vn-lao-cai-2025"),
        ("Xã hội số", "VN"),
    ],
)
def test_communes_in_general_and_the_six_cities_are_no_places_below_a_province(
    title: str, area: str, tmp_path: Path
) -> None:
    assert judged(tmp_path, f"{title}\n") == (0, [area])


def test_rows_of_a_city_in_a_province_are_not_the_provinces(tmp_path: Path) -> None:
    sections = (
        "UBND TỈNH LÀO CAI\nChỉ tiêu,Đơn vị tính,Năm 2025\n"
        f"Thành phố Lào Cai,,\n{FIBRE},%,91\nToàn tỉnh,,\n"
    )
    below = TABLE.partition("\n")[2]
    path = write(tmp_path, sections + below, "a.csv")
    result = inside("read", path, "--lang", "en", "--no-config").out
    assert "Numbers: 2, read: 1; left out: of other areas 1" in result

    column = f"Chỉ tiêu,Địa phương,Năm 2025\n{FIBRE},Thành phố Lào Cai,85\n"
    asked = inside("check", write(tmp_path, column, "b.csv"), "-f", "json", "--no-config")
    found = [(each["code"], each["cell"]) for each in asked.json["findings"]]
    assert ("area-unknown", "B2") in found
    assert asked.code == 3
