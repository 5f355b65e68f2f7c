"""What titles and letterheads say of period and area, and which days in them are no period."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.test_honest_forms import read

NAME, OTHER = "Tỷ lệ hộ gia đình có cáp quang", "Tỷ lệ xã có cáp quang"
FROM, RESULTS = "UBND TỈNH LẠNG SƠN;;;\n", f"STT;Chỉ tiêu;ĐVT;Kết quả\n1;{NAME};%;76\n"


def errors(found: Any) -> list[str]:
    """Return the codes of the errors, but for that nothing is left beside them."""
    codes = (each["code"] for each in found["findings"] if each["level"] == "error")
    return [code for code in codes if code != "nothing-read"]


def figures(found: Any) -> list[tuple[str, str, float]]:
    """Return area, period and value of what was read."""
    return [(each["area"], each["period"], each["value"]) for each in found["observations"]]


def periods(folder: Path, *titles: str, rows: str = RESULTS) -> list[str] | list[tuple[str, float]]:
    """Return the periods and values read below titles, or the codes of the errors."""
    found = read(folder, FROM + "".join(f"{title};;;\n" for title in titles) + rows)
    return errors(found) or [(period, value) for _, period, value in figures(found)]


@pytest.mark.parametrize(
    "line", ["Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh",
             "Theo Công văn số 5678/BKHCN ngày 20/11/2025", "Lạng Sơn, ngày 10/12/2025",
             "Nghị quyết số 35-NQ/TU ngày 11/02/2025", "Số: 25/BC-SKHCN ngày 10/12/2025",
             "Ngày in: 10/12/2025", "Ngày 10/12/2025", "Hội nghị ngày 15/12/2025",
             "Gửi trước ngày 15/12/2025", "Họp giao ban tháng 12/2025", "Từ 01/7/2025: 65 xã",
             "Thực hiện Nghị quyết 57-NQ/TW ngày 22/12/2024", "Cập nhật ngày 10/12/2025",
             "Hạn gửi báo cáo đến hết ngày 15/12/2025", "Ngày nhận báo cáo: 15/12",
             "(Từ 01/01/2025 đến 31/12/2025)"],
)  # fmt: skip
def test_a_day_of_something_else_than_the_figures(line: str, tmp_path: Path) -> None:
    assert periods(tmp_path, "KẾT QUẢ NĂM 2025", line) == [("2025", 76)]


@pytest.mark.parametrize(
    "title", ["KẾT QUẢ NĂM 2025 (Kèm theo Công văn số 12/SKHCN ngày 01/12/2025)",
              "KẾT QUẢ NĂM 2025 (Kèm theo Báo cáo tháng 12/2025)",
              "KẾT QUẢ THEO QUYẾT ĐỊNH 2289/QĐ-TTg NGÀY 31/12/2020 NĂM 2025"],
)  # fmt: skip
def test_a_paper_beside_the_year_in_one_title(title: str, tmp_path: Path) -> None:
    assert periods(tmp_path, title) == [("2025", 76)]


@pytest.mark.parametrize(
    ("line", "period"),
    [("(Số liệu tính đến ngày 30/9/2025)", "2025-09-30"), ("Tính đến 30/9/2025", "2025-09-30"),
     ("Số liệu đến hết ngày 30 tháng 9 năm 2025", "2025-09-30"),
     ("Thời điểm số liệu: 30/9/2025", "2025-09-30"), ("(Tháng 9/2025)", "2025-09")],
)  # fmt: skip
def test_the_day_up_to_which_figures_go(line: str, period: str, tmp_path: Path) -> None:
    assert periods(tmp_path, "KẾT QUẢ NĂM 2025", line) == [(period, 76)]


@pytest.mark.parametrize("line", ["Ngày in: 10/12/2025", "Lạng Sơn, ngày 10/12/2025"])
def test_no_year_but_that_of_a_letter(line: str, tmp_path: Path) -> None:
    assert periods(tmp_path, "KẾT QUẢ", line) == ["column-missing"]


@pytest.mark.parametrize(
    "titles", [("KẾT QUẢ CÔNG TÁC NĂM 2025 VÀ PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",),
               ("TỔNG KẾT NĂM 2025, TRIỂN KHAI KẾ HOẠCH NĂM 2026",),
               ("KẾT QUẢ NĂM 2025 SO VỚI NĂM 2024",),
               ("BÁO CÁO KẾT QUẢ NĂM 2025", "VÀ PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026"),
               ("KẾT QUẢ NĂM 2025 THỰC HIỆN CHƯƠNG TRÌNH CHUYỂN ĐỔI SỐ, ĐỊNH HƯỚNG ĐẾN NĂM 2030",)],
)  # fmt: skip
def test_another_year_of_tasks_aims_and_comparisons(titles: Any, tmp_path: Path) -> None:
    assert periods(tmp_path, *titles) == [("2025", 76)]


def test_results_of_a_programme_in_columns_of_indicators(tmp_path: Path) -> None:
    rows = f"STT;Địa phương;{NAME} (%)\n1;Lạng Sơn;76\n"
    title = "KẾT QUẢ NĂM 2025 THỰC HIỆN MỤC TIÊU ĐẾN NĂM 2030"
    assert periods(tmp_path, title, rows=rows) == [("2025", 76)]


@pytest.mark.parametrize("heading", ["Giá trị", "Số liệu", f"{NAME} (%)"])
@pytest.mark.parametrize(
    "title", ["KẾT QUẢ NĂM 2025, NHIỆM VỤ NĂM 2026", "KẾT QUẢ NĂM 2025 SO VỚI NĂM 2024"]
)
def test_two_years_above_what_may_be_of_either(title: str, heading: str, tmp_path: Path) -> None:
    found = periods(tmp_path, title, rows=f"Chỉ tiêu;{heading}\n{NAME};76\n")
    assert found in (["column-ambiguous"], [])


@pytest.mark.parametrize("title", ["NĂM 2024 VÀ NĂM 2025", "KẾ HOẠCH NĂM 2025, NHIỆM VỤ NĂM 2026"])
def test_two_years_of_one_kind(title: str, tmp_path: Path) -> None:
    assert periods(tmp_path, title) == ["column-ambiguous"]
