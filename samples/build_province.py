"""Build samples/bao-cao-tinh.xlsx: a workbook as a province would send it, with made-up figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

HEADERS = (
    "STT", "Chỉ tiêu", "Vùng", "Đơn vị tính", "Kỳ số liệu", "Kết quả",
    "Trạng thái", "Nguồn số liệu", "Ngày công bố", "Ghi chú",
)  # fmt: skip
STATISTICS, TELECOM, OFFICE = "Cục Thống kê", "Bộ KH&CN", "Sở KH&CN Tỉnh Mẫu"
GRDP, FIBRE = "KTS/GRDP", "Xã có cáp quang"
TEAMS, WIFI = "Tỷ lệ thôn, tổ dân phố có tổ công nghệ số cộng đồng", "Số điểm wifi công cộng"
ROWS: tuple[tuple[Any, ...], ...] = (
    (GRDP, None, "%", 2023, "15,9", None, STATISTICS, dt.date(2024, 1, 15), None),
    (GRDP, None, "%", 2024, "17,85", None, STATISTICS, dt.date(2025, 1, 15), None),
    (GRDP, None, "%", 2025, "19,7", "Ước tính", STATISTICS, dt.date(2026, 1, 12), "ước cả năm"),
    (FIBRE, None, "%", 2024, 0.984, None, TELECOM, dt.date(2025, 1, 20), "ô định dạng phần trăm"),
    (FIBRE, None, "%", 2025, 1.0, None, TELECOM, dt.date(2026, 1, 20), "ô định dạng phần trăm"),
    (TEAMS, "Đồng bằng", "%", 2025, 97.5, None, OFFICE, dt.date(2026, 1, 8), None),
    (TEAMS, "Miền núi", "%", 2025, "gần 90", None, OFFICE, dt.date(2026, 1, 8), "số làm tròn"),
    (WIFI, "Đồng bằng", "điểm", 2025, 46, None, OFFICE, dt.date(2026, 1, 8), None),
    (WIFI, "Miền núi", "điểm", 2025, 9, None, OFFICE, dt.date(2026, 1, 8), None),
)


def main() -> None:
    """Write the workbook beside this script."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu tổng hợp"
    book.properties.created = book.properties.modified = dt.datetime(2026, 1, 20)  # noqa: DTZ001
    book.properties.creator = "cmcn4"
    sheet["A1"] = "BÁO CÁO KẾT QUẢ THỰC HIỆN CHIẾN LƯỢC QUỐC GIA VỀ CMCN LẦN THỨ TƯ NĂM 2025"
    sheet["A2"] = "Đơn vị báo cáo: UBND Tỉnh Mẫu"
    sheet["A3"] = "(Số liệu minh họa, không phải số liệu thật)"
    sheet["A1"].font = Font(bold=True, size=13)
    for column, (header, width) in enumerate(
        zip(HEADERS, (5, 52, 14, 12, 11, 10, 12, 22, 14, 26), strict=True), 1
    ):
        cell = sheet.cell(5, column, header)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    for number, row in enumerate(ROWS, 1):
        for column, value in enumerate((number, *row), 1):
            cell = sheet.cell(5 + number, column, value)
            if isinstance(value, dt.date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(value, float) and row[0] == FIBRE:
                cell.number_format = "0.0%"
    sheet.freeze_panes = "A6"
    book.save(Path(__file__).parent / "bao-cao-tinh.xlsx")


if __name__ == "__main__":
    main()
