"""Workbooks that are not read yet as they should be."""

from __future__ import annotations

from cases.reading.inputs import Row
from cases.reading.workbooks import (
    COMMUNES,
    INTERNET,
    STATIONS,
    Book,
    book,
    letterhead,
    signature,
    years,
)


@book
def a_province_sends_two_annexes_and_a_cover() -> Book:
    cover: list[Row] = [
        *letterhead("UBND TỈNH CAO BẰNG", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "203/SKHCN-CĐS",
                    "Cao Bằng, ngày 9 tháng 12 năm 2025"),
        ["V/v báo cáo số liệu chuyển đổi số năm 2025"],
        ["Kính gửi: Bộ Khoa học và Công nghệ"],
        ["Thực hiện Công văn số 2120/BKHCN, Sở gửi kèm 02 phụ lục."],
        *signature(),
    ]  # fmt: skip
    first: list[Row] = [
        ["Phụ lục I. Hạ tầng số"],
        ["STT", "Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025"],
        [1, COMMUNES, "%", 83.1, 88.7],
        [2, STATIONS, "trạm", 85, 312],
    ]
    second: list[Row] = [
        ["Phụ lục II. Xã hội số"],
        ["STT", "Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025"],
        [1, INTERNET, "%", 61.7, 66.9],
    ]
    return {
        "file": "203.xlsx",
        "sheets": {"Công văn": cover, "PL I": first, "PL II": second},
        "read": [
            *years("fibre-communes", "vn-cao-bang", ("2024", "83.1"), ("2025", "88.7")),
            *years("5g-stations", "vn-cao-bang", ("2024", "85"), ("2025", "312")),
            *years("internet-users", "vn-cao-bang", ("2024", "61.7"), ("2025", "66.9")),
        ],
    }
