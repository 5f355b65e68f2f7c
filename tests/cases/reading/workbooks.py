"""Whole workbooks as ministries and provinces send them, and what an expert reads of each.

They are built as the cases in the files beside are, by code, because what makes them hard is what
stands around their tables: a letterhead in two columns (Decree 30/2020/NĐ-CP), a title in several
lines, headings merged over several rows, a row that counts the columns, «Nơi nhận» and a signature.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cases.reading.inputs import Row

Book = dict[str, Any]
INTERNET = "Tỷ lệ dân số sử dụng Internet"
HOUSEHOLDS = "Tỷ lệ hộ gia đình có Internet"
FIBRE = "Tỷ lệ hộ gia đình được phủ cáp quang"
COMMUNES = "Tỷ lệ xã được phủ cáp quang"
COVERAGE = "Tỷ lệ dân số được phủ sóng 5G"
STATIONS = "Số trạm 5G"
SERVICES = "Tỷ lệ dịch vụ công trực tuyến toàn trình"
DOSSIERS = "Tỷ lệ hồ sơ trực tuyến toàn trình"
ECONOMY = "Tỷ trọng kinh tế số trong GDP"
PRODUCTIVITY = "Tốc độ tăng năng suất lao động"
ACCOUNTS = "Tỷ lệ người trưởng thành có tài khoản thanh toán"
NOW = {
    "Hà Nội": "vn-ha-noi", "Huế": "vn-hue", "Lai Châu": "vn-lai-chau",
    "Điện Biên": "vn-dien-bien", "Sơn La": "vn-son-la", "Lạng Sơn": "vn-lang-son",
    "Quảng Ninh": "vn-quang-ninh", "Thanh Hóa": "vn-thanh-hoa", "Nghệ An": "vn-nghe-an",
    "Hà Tĩnh": "vn-ha-tinh", "Cao Bằng": "vn-cao-bang", "Tuyên Quang": "vn-tuyen-quang-2025",
    "Lào Cai": "vn-lao-cai-2025", "Thái Nguyên": "vn-thai-nguyen-2025",
    "Phú Thọ": "vn-phu-tho-2025", "Bắc Ninh": "vn-bac-ninh-2025", "Hưng Yên": "vn-hung-yen-2025",
    "Hải Phòng": "vn-hai-phong-2025", "Ninh Bình": "vn-ninh-binh-2025",
    "Quảng Trị": "vn-quang-tri-2025", "Đà Nẵng": "vn-da-nang-2025",
    "Quảng Ngãi": "vn-quang-ngai-2025", "Gia Lai": "vn-gia-lai-2025",
    "Khánh Hòa": "vn-khanh-hoa-2025", "Lâm Đồng": "vn-lam-dong-2025", "Đắk Lắk": "vn-dak-lak-2025",
    "TP. Hồ Chí Minh": "vn-ho-chi-minh-2025", "Đồng Nai": "vn-dong-nai-2025",
    "Tây Ninh": "vn-tay-ninh-2025", "Cần Thơ": "vn-can-tho-2025",
    "Vĩnh Long": "vn-vinh-long-2025", "Đồng Tháp": "vn-dong-thap-2025",
    "Cà Mau": "vn-ca-mau-2025", "An Giang": "vn-an-giang-2025",
}  # fmt: skip
"""The 34 provinces and cities from 1/7/2025, with their ids."""
ENDED = {
    "Hà Giang": "vn-ha-giang", "Bắc Kạn": "vn-bac-kan", "Yên Bái": "vn-yen-bai",
    "Hòa Bình": "vn-hoa-binh", "Bắc Giang": "vn-bac-giang", "Vĩnh Phúc": "vn-vinh-phuc",
    "Hải Dương": "vn-hai-duong", "Thái Bình": "vn-thai-binh", "Hà Nam": "vn-ha-nam",
    "Nam Định": "vn-nam-dinh", "Quảng Bình": "vn-quang-binh", "Quảng Nam": "vn-quang-nam",
    "Bình Định": "vn-binh-dinh", "Phú Yên": "vn-phu-yen", "Ninh Thuận": "vn-ninh-thuan",
    "Bình Thuận": "vn-binh-thuan", "Kon Tum": "vn-kon-tum", "Đắk Nông": "vn-dak-nong",
    "Bình Phước": "vn-binh-phuoc", "Bình Dương": "vn-binh-duong",
    "Bà Rịa - Vũng Tàu": "vn-ba-ria-vung-tau", "Long An": "vn-long-an",
    "Tiền Giang": "vn-tien-giang", "Bến Tre": "vn-ben-tre", "Trà Vinh": "vn-tra-vinh",
    "Kiên Giang": "vn-kien-giang", "Hậu Giang": "vn-hau-giang", "Sóc Trăng": "vn-soc-trang",
    "Bạc Liêu": "vn-bac-lieu",
}  # fmt: skip
"""The 29 that ended on 30/6/2025; the others bore their names before, too."""
BOOKS: dict[str, Callable[[], Book]] = {}


def book(build: Callable[[], Book]) -> Callable[[], Book]:
    BOOKS[build.__name__] = build
    return build


def letterhead(above: str, body: str, number: str, day: str, right: int = 4) -> list[Row]:
    """The head of an official report, in two columns."""
    gap = [None] * (right - 1)
    return [
        [above, *gap, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [body, *gap, "Độc lập - Tự do - Hạnh phúc"],
        [f"Số: {number}", *gap, day],
        [],
    ]


def signature(right: int = 4, title: str = "KT. GIÁM ĐỐC", name: str = "Vũ Thị Hồng") -> list[Row]:
    """The foot of an official report, in two columns."""
    gap = [None] * (right - 1)
    return [
        [],
        ["Nơi nhận:", *gap, title],
        ["- Như trên;", *gap, "PHÓ GIÁM ĐỐC"],
        ["- UBND tỉnh (báo cáo);"],
        ["- Lưu: VT, CĐS (02b).", *gap, "(Ký tên, đóng dấu)"],
        [],
        [None, *gap, name],
    ]


def years(name: str, area: str, *values: tuple[str, str]) -> list[str]:
    return [f"{name}|{area}|{period}|{value}" for period, value in values]


@book
def a_ministry_compares_plan_and_result_below_three_rows_of_headings() -> Book:
    head: list[Row] = [
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện", None, "Năm 2025", None,
         "So sánh (%)", None, "Ghi chú"],
        [None, None, None, "Năm 2023", "Năm 2024", "Kế hoạch", "Ước TH", "Ước TH 2025 với"],
        [None, None, None, None, None, None, None, "KH 2025", "TH 2024"],
        ["A", "B", "C", 1, 2, 3, 4, "5=4/3", "6=4/2", "D"],
    ]  # fmt: skip
    body: list[Row] = [
        ["I", "HẠ TẦNG SỐ"],
        [1, FIBRE, "%", 78.4, 81.7, 85, 86.3, 101.5, 105.6],
        [2, COVERAGE, "%", 0, 24.8, 60, 61.9, 103.2, 249.6, "Theo cam kết"],
        [3, STATIONS, "trạm", 120, 10450, 20000, 16780, 83.9, 160.6],
        ["II", "XÃ HỘI SỐ"],
        [1, INTERNET, "%", 77.2, 80.9, 82, 83.8, 102.2, 103.6],
    ]
    top: list[Row] = letterhead(
        "BỘ KHOA HỌC VÀ CÔNG NGHỆ", "CỤC CHUYỂN ĐỔI SỐ", "214/BC-CĐS",
        "Hà Nội, ngày 08 tháng 12 năm 2025", 6,
    )  # fmt: skip
    title: list[Row] = [["Biểu số 02"], ["KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2025"]]
    return {
        "file": "214_BC_CDS.xlsx",
        "sheets": {"Bieu 02": [*top, *title, *head, *body, *signature(6)]},
        "merge": ["A7:A9", "B7:B9", "C7:C9", "D7:E7", "D8:D9", "E8:E9", "F7:G7", "F8:F9",
                  "G8:G9", "H7:I7", "H8:I8", "J7:J9"],
        "read": [
            *years("fibre-households", "VN", ("2023", "78.4"), ("2024", "81.7"),
                   ("2025", "86.3@estimate")),
            *years("5g-population-coverage", "VN", ("2023", "0"), ("2024", "24.8"),
                   ("2025", "61.9@estimate")),
            *years("5g-stations", "VN", ("2023", "120"), ("2024", "10450"),
                   ("2025", "16780@estimate")),
            *years("internet-users", "VN", ("2023", "77.2"), ("2024", "80.9"),
                   ("2025", "83.8@estimate")),
        ],
        "left": {"plan": 4, "change": 8},
    }  # fmt: skip


@book
def a_province_tells_towns_and_villages_apart() -> Book:
    rows: list[Row] = [
        *letterhead("UBND TỈNH THANH HÓA", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "145/BC-STTTT",
                    "Thanh Hóa, ngày 20 tháng 11 năm 2025"),
        ["BÁO CÁO SỐ LIỆU XÃ HỘI SỐ"],
        ["Biểu số 05/XHS", None, None, None, "Đơn vị tính: %"],
        ["STT", "Chỉ tiêu", "Năm 2023", "Năm 2024", "Ước năm 2025"],
        [1, INTERNET, 72.4, 75.3, 78.1],
        [None, "Trong đó:"],
        [None, "- Thành thị", 84.5, 86.2, 88.4],
        [None, "- Nông thôn", 66.3, 69.4, 72.7],
        [2, HOUSEHOLDS, 80.8, 83.9, 86.2],
        *signature(),
    ]  # fmt: skip
    return {
        "file": "bieu05.xlsx",
        "sheets": {"Biểu 05": rows},
        "read": [
            *years("internet-users", "vn-thanh-hoa", ("2023", "72.4"), ("2024", "75.3"),
                   ("2025", "78.1@estimate"), ("2023", "84.5#urban"), ("2024", "86.2#urban"),
                   ("2025", "88.4#urban@estimate"), ("2023", "66.3#rural"),
                   ("2024", "69.4#rural"), ("2025", "72.7#rural@estimate")),
            *years("households-with-internet", "vn-thanh-hoa", ("2023", "80.8"),
                   ("2024", "83.9"), ("2025", "86.2@estimate")),
        ],
    }  # fmt: skip


def _provinces(names: list[str], *steps: tuple[float, float]) -> list[Row]:
    return [
        [at + 1, name, *(round(start + step * at, 1) for start, step in steps)]
        for at, name in enumerate(names)
    ]


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _province_figures(names: dict[str, str], *what: tuple[str, str, float, float]) -> list[str]:
    return [
        f"{indicator}|{area}|{period}|{_plain(round(start + step * at, 1))}"
        for at, area in enumerate(names.values())
        for indicator, period, start, step in what
    ]


@book
def a_ministry_lists_the_34_provinces_in_rows() -> Book:
    rows: list[Row] = [
        *letterhead("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "CỤC VIỄN THÔNG", "901/CVT-PTHT",
                    "Hà Nội, ngày 02 tháng 12 năm 2025"),
        ["Biểu số 07"],
        ["HẠ TẦNG SỐ CÁC TỈNH, THÀNH PHỐ NĂM 2025"],
        ["STT", "Tỉnh, thành phố", f"{COMMUNES} (%)", f"{INTERNET} (%)"],
        [None, "CẢ NƯỚC", 97.9, 84.4],
        *_provinces(list(NOW), (90, 0.2), (60.5, 0.7)),
        *signature(),
    ]  # fmt: skip
    return {
        "file": "bieu 07.xlsx",
        "sheets": {"Biểu 07": rows},
        "read": [
            "fibre-communes|VN|2025|97.9",
            "internet-users|VN|2025|84.4",
            *_province_figures(
                NOW, ("fibre-communes", "2025", 90, 0.2), ("internet-users", "2025", 60.5, 0.7)
            ),
        ],
    }


@book
def the_statistics_office_lists_the_63_provinces_of_2024() -> Book:
    before = {name: area.removesuffix("-2025") for name, area in NOW.items()} | ENDED
    rows: list[Row] = [
        *letterhead("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "TỔNG CỤC THỐNG KÊ", "33/TCTK-XHMT",
                    "Hà Nội, ngày 24 tháng 3 năm 2025"),
        [f"{INTERNET} phân theo địa phương"],
        [None, None, None, "Đơn vị tính: %"],
        ["STT", "Địa phương", "Năm 2023", "Sơ bộ 2024"],
        *_provinces(list(before), (55.5, 0.4), (57.1, 0.4)),
        [],
        ["Nguồn: Kết quả điều tra viễn thông"],
    ]  # fmt: skip
    return {
        "file": "63 tinh.xlsx",
        "sheets": {"Biểu": rows},
        "read": [
            *_province_figures(before, ("internet-users", "2023", 55.5, 0.4)),
            *(f"{each}@provisional"
              for each in _province_figures(before, ("internet-users", "2024", 57.1, 0.4))),
        ],
    }  # fmt: skip


@book
def regions_stand_among_the_provinces() -> Book:
    rows: list[Row] = [
        ["TỔNG HỢP HẠ TẦNG CÁP QUANG THEO VÙNG, NĂM 2025"],
        ["TT", "Địa phương", f"{COMMUNES} (%)", f"{FIBRE} (%)"],
        [None, "Cả nước", 98.1, 86.6],
        ["I", "Trung du và miền núi phía Bắc", 94.3, 75.5],
        [1, "Lào Cai", 95.2, 77.4],
        [2, "Sơn La", 92.6, 70.3],
        ["II", "Đồng bằng sông Hồng", 99.7, 94.8],
        [1, "Hà Nội", 100, 98.3],
        [2, "Quảng Ninh", 99.1, 95.2],
        ["III", "Đông Nam Bộ", 99.6, 95.9],
        [1, "TP. Hồ Chí Minh", 99.9, 97.6],
    ]
    areas = {"VN": (98.1, 86.6), "vn-lao-cai-2025": (95.2, 77.4), "vn-son-la": (92.6, 70.3),
             "vn-ha-noi": (100, 98.3), "vn-quang-ninh": (99.1, 95.2),
             "vn-ho-chi-minh-2025": (99.9, 97.6)}  # fmt: skip
    return {
        "file": "tong hop.xlsx",
        "sheets": {"Tổng hợp": rows},
        "read": [
            f"{name}|{area}|2025|{_plain(value)}"
            for area, values in areas.items()
            for name, value in zip(("fibre-communes", "fibre-households"), values, strict=True)
        ],
        "left": {"area": 6},
    }


@book
def provinces_stand_across_below_one_heading() -> Book:
    some = ["Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "TP. Hồ Chí Minh", "Cần Thơ"]
    values = {
        FIBRE: [97.8, 95.4, 92.3, 96.1, 96.9, 89.5],
        DOSSIERS: [61, 64.2, 77.5, 81.3, 58.8, 55],
    }
    rows: list[Row] = [
        *letterhead("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "VĂN PHÒNG BỘ", "18/VP-TH",
                    "Hà Nội, ngày 5 tháng 12 năm 2025"),
        ["SO SÁNH CÁC THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG NĂM 2025"],
        ["STT", "Chỉ tiêu", "ĐVT", "Thành phố"],
        [None, None, None, *some],
        *([at, name, "%", *row] for at, (name, row) in enumerate(values.items(), 1)),
        *signature(title="TL. BỘ TRƯỞNG", name="Đỗ Minh Khôi"),
    ]  # fmt: skip
    ids = {FIBRE: "fibre-households", DOSSIERS: "online-dossiers-end-to-end"}
    return {
        "file": "so sanh thanh pho.xlsx",
        "sheets": {"TP": rows},
        "merge": ["A6:A7", "B6:B7", "C6:C7", "D6:I6"],
        "read": [
            f"{ids[name]}|{NOW[city]}|2025|{_plain(value)}"
            for name, row in values.items()
            for city, value in zip(some, row, strict=True)
        ],
    }


@book
def a_province_cumulates_to_months() -> Book:
    rows: list[Row] = [
        *letterhead("UBND TỈNH LẠNG SƠN", "VĂN PHÒNG UBND TỈNH", "52/BC-VP",
                    "Lạng Sơn, ngày 03 tháng 12 năm 2025"),
        ["KẾT QUẢ CUNG CẤP DỊCH VỤ CÔNG TRỰC TUYẾN"],
        ["TT", "Nội dung", "ĐVT", "Năm 2024", "9 tháng đầu năm 2025", "Lũy kế đến tháng 11/2025"],
        [1, SERVICES, "%", 58.6, 66.2, 69.9],
        [2, DOSSIERS, "%", 44.5, 57.3, 63.1],
        *signature(title="CHÁNH VĂN PHÒNG"),
    ]  # fmt: skip
    return {
        "file": "dvc.xlsx",
        "sheets": {"DVC": rows},
        "read": [
            *years("online-services-end-to-end", "vn-lang-son", ("2024", "58.6"),
                   ("2025-11", "69.9")),
            *years("online-dossiers-end-to-end", "vn-lang-son", ("2024", "44.5"),
                   ("2025-11", "63.1")),
        ],
        "findings": ["column-unread@E6"],
        "left": {"unread": 2},
    }  # fmt: skip


@book
def a_branch_of_the_statistics_office_reports_for_its_province() -> Book:
    rows: list[Row] = [
        *letterhead("CỤC THỐNG KÊ", "CHI CỤC THỐNG KÊ TỈNH NGHỆ AN", "410/CCTK-TH",
                    "Nghệ An, ngày 28 tháng 11 năm 2025"),
        ["Biểu số 01"],
        ["MỘT SỐ CHỈ TIÊU KINH TẾ SỐ"],
        ["", "ĐVT", "Năm 2023", "Sơ bộ năm 2024", "Ước tính năm 2025"],
        ["Tỷ trọng kinh tế số trong GRDP", "%", 8.4, 9.2, 10.7],
        [PRODUCTIVITY, "%/năm", 7.1, 7.9, 8.3],
        *signature(title="CHI CỤC TRƯỞNG", name="Bùi Văn Nam"),
    ]  # fmt: skip
    return {
        "file": "KTS.xlsx",
        "sheets": {"B01": rows},
        "read": [
            *years("digital-economy-share-grdp", "vn-nghe-an", ("2023", "8.4"),
                   ("2024", "9.2@provisional"), ("2025", "10.7@estimate")),
            *years("labour-productivity-growth", "vn-nghe-an", ("2023", "7.1"),
                   ("2024", "7.9@provisional"), ("2025", "8.3@estimate")),
        ],
    }  # fmt: skip


@book
def the_state_bank_reports_for_the_nation() -> Book:
    rows: list[Row] = [
        *letterhead("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "VỤ THANH TOÁN", "612/TT",
                    "Hà Nội, ngày 11 tháng 12 năm 2025"),
        ["PHỔ CẬP TÀI KHOẢN THANH TOÁN"],
        ["STT", "Chỉ tiêu", "ĐVT", "31/12/2023", "31/12/2024", "30/9/2025"],
        [1, ACCOUNTS, "% người trưởng thành", 77.4, 86.9, 88.2],
        *signature(title="VỤ TRƯỞNG"),
    ]  # fmt: skip
    return {
        "file": "thanh toan.xlsx",
        "sheets": {"TK": rows},
        "read": years("adults-with-account", "VN", ("2023-12-31", "77.4"),
                      ("2024-12-31", "86.9"), ("2025-09-30", "88.2")),
    }  # fmt: skip


@book
def a_province_plans_and_expects_the_next_year() -> Book:
    rows: list[Row] = [
        *letterhead("ỦY BAN NHÂN DÂN", "TỈNH ĐIỆN BIÊN", "188/BC-UBND",
                    "Điện Biên, ngày 30 tháng 11 năm 2025"),
        ["CHỈ TIÊU CHUYỂN ĐỔI SỐ"],
        ["TT", "Chỉ tiêu", "ĐVT", "TH 2024", "Ước TH 2025", "Dự kiến 2026", "Kế hoạch 2030"],
        [1, HOUSEHOLDS, "%", "71,6", "75,2", "78,5", "95"],
        [2, COMMUNES, "%", "86,4", "90,9", "93,0", "100"],
        *signature(title="TM. ỦY BAN NHÂN DÂN"),
    ]  # fmt: skip
    return {
        "file": "188.xlsx",
        "sheets": {"Sheet1": rows},
        "read": [
            *years("households-with-internet", "vn-dien-bien", ("2024", "71.6"),
                   ("2025", "75.2@estimate"), ("2026", "78.5@forecast")),
            *years("fibre-communes", "vn-dien-bien", ("2024", "86.4"),
                   ("2025", "90.9@estimate"), ("2026", "93@forecast")),
        ],
        "left": {"plan": 2},
    }  # fmt: skip


@book
def a_city_writes_in_two_languages() -> Book:
    rows: list[Row] = [
        ["UBND THÀNH PHỐ ĐÀ NẴNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", None, None, "Độc lập - Tự do - Hạnh phúc"],
        ["CÁC CHỈ TIÊU CHÍNH - MAIN INDICATORS"],
        ["Chỉ tiêu - Indicator", "Đơn vị - Unit", "2024", "Ước - Est. 2025"],
        [f"{INTERNET} - Population using the Internet", "%", 90.4, 92.2],
        [f"{HOUSEHOLDS} - Households with Internet", "%", 94.6, 95.9],
        *signature(3),
    ]
    return {
        "file": "main.xlsx",
        "sheets": {"Main": rows},
        "read": [
            *years("internet-users", "vn-da-nang", ("2024", "90.4")),
            *years("internet-users", "vn-da-nang-2025", ("2025", "92.2@estimate")),
            *years("households-with-internet", "vn-da-nang", ("2024", "94.6")),
            *years("households-with-internet", "vn-da-nang-2025", ("2025", "95.9@estimate")),
        ],
    }


@book
def a_ministry_sets_targets_beside_results_by_year() -> Book:
    rows: list[Row] = [
        *letterhead("BỘ TÀI CHÍNH", "CỤC THỐNG KÊ", "1507/CTK-TH",
                    "Hà Nội, ngày 12 tháng 12 năm 2025"),
        ["Biểu số 03. CHỈ TIÊU KINH TẾ SỐ GIAI ĐOẠN 2021-2025"],
        ["TT", "Chỉ tiêu", "ĐVT", "Mục tiêu đến năm 2025", "Kết quả thực hiện", None, None,
         "Đánh giá khả năng hoàn thành"],
        [None, None, None, None, "Năm 2023", "Năm 2024", "Ước 2025"],
        [1, ECONOMY, "% GDP", 20, 12.6, 13.3, 14.1, "Khó đạt"],
        [2, PRODUCTIVITY, "%/năm", 7, 3.8, 5.9, 6.6, "Chưa đạt"],
        *signature(),
    ]  # fmt: skip
    return {
        "file": "Bieu 03.xlsx",
        "sheets": {"B03": rows},
        "merge": ["A6:A7", "B6:B7", "C6:C7", "D6:D7", "E6:G6", "H6:H7"],
        "read": [
            *years("digital-economy-share", "VN", ("2023", "12.6"), ("2024", "13.3"),
                   ("2025", "14.1@estimate")),
            *years("labour-productivity-growth", "VN", ("2023", "3.8"), ("2024", "5.9"),
                   ("2025", "6.6@estimate")),
        ],
        "left": {"plan": 2},
    }  # fmt: skip


@book
def a_commune_reports_below_its_province() -> Book:
    rows: list[Row] = [
        ["UBND TỈNH LÂM ĐỒNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["UBND XÃ ĐỨC TRỌNG", None, None, "Độc lập - Tự do - Hạnh phúc"],
        ["BÁO CÁO KẾT QUẢ NĂM 2025"],
        ["STT", "Chỉ tiêu", "ĐVT", "Kết quả"],
        [1, HOUSEHOLDS, "%", 91.4],
        *signature(3, "CHỦ TỊCH"),
    ]
    return {
        "file": "xa.xlsx",
        "sheets": {"Sheet1": rows},
        "read": [],
        "findings": ["area-unknown@A2", "nothing-read"],
        "accepted": False,
    }


@book
def a_department_quotes_the_targets_beside_its_results() -> Book:
    rows: list[Row] = [
        *letterhead("UBND TỈNH HÀ TĨNH", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "77/BC-SKHCN",
                    "Hà Tĩnh, ngày 16 tháng 12 năm 2025"),
        ["Phụ lục I"],
        ["TÌNH HÌNH THỰC HIỆN MỤC TIÊU"],
        ["(Số liệu đến 15/12/2025)"],
        ["TT", "Mục tiêu", "ĐVT", "Kết quả", "Đánh giá"],
        [1, "80% dân số sử dụng Internet", "%", 81.7, "Đạt"],
        [2, "Tỷ lệ dân số có tài khoản thanh toán điện tử trên 50%", "%", 63.8, "Đạt"],
        [3, COMMUNES, "%", 98.4, "Chưa đạt"],
        *signature(),
    ]  # fmt: skip
    return {
        "file": "phu luc 1.xlsx",
        "sheets": {"PL1": rows},
        "read": [
            "internet-users|vn-ha-tinh|2025-12-15|81.7",
            "e-payment-accounts|vn-ha-tinh|2025-12-15|63.8",
            "fibre-communes|vn-ha-tinh|2025-12-15|98.4",
        ],
    }


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
