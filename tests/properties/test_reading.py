"""However people lay out a table and whatever they put around it, the same observations are read.

What a table cannot be read for without loss is told by a finding that names the place. A few
seconds as it stands, more where `CI` is set to true.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import cmcn4
from cases.reading.inputs import shown, write
from office.libreoffice import converted, needs_office

# Read when the tests are collected: they run without CI in their environment.
EXAMPLES = 30 if os.environ.get("CI") == "true" else 8
LAWFUL = settings(
    deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow]
)
NAMES = {
    "internet-users": "Tỷ lệ dân số sử dụng Internet",
    "households-with-internet": "Tỷ lệ hộ gia đình có Internet",
    "fibre-communes": "Tỷ lệ xã được phủ cáp quang",
    "5g-population-coverage": "Tỷ lệ dân số được phủ sóng 5G",
}
AREAS = {"VN": "Cả nước", "vn-ha-noi": "Hà Nội", "vn-nghe-an": "Nghệ An", "vn-son-la": "Sơn La"}
YEARS = ("2021", "2022", "2023", "2024")
Key = tuple[str, str, str]
Data = Mapping[Key, float]
Rows = list[list[object]]
NUMBER = st.integers(105, 995).map(lambda each: each / 10)
ANY = st.dictionaries(
    st.tuples(*map(st.sampled_from, (sorted(NAMES), sorted(AREAS), YEARS))),
    NUMBER, min_size=1, max_size=16,
)  # fmt: skip


@st.composite
def full(draw: st.DrawFn) -> dict[Key, float]:
    """Draw a table without gaps of some indicators, areas and years."""
    names, areas, years = (
        draw(st.lists(st.sampled_from(list(some)), min_size=least, max_size=3, unique=True))
        for some, least in ((NAMES, 1), (AREAS, 1), (YEARS, 2))
    )
    return {(name, area, year): draw(NUMBER) for name in names for area in areas for year in years}


def long(data: Data) -> Rows:
    body: Rows = [
        [NAMES[name], AREAS[area], year, value] for (name, area, year), value in data.items()
    ]
    return [["Chỉ tiêu", "Địa phương", "Năm", "Giá trị"], *body]


def by_year(data: Data) -> Rows:
    years = sorted({year for _, _, year in data})
    pairs = list(dict.fromkeys((name, area) for name, area, _ in data))
    body: Rows = [
        [NAMES[name], AREAS[area], *(data.get((name, area, year)) for year in years)]
        for name, area in pairs
    ]
    return [["Chỉ tiêu", "Địa phương", *(f"Năm {year}" for year in years)], *body]


def by_indicator(data: Data) -> Rows:
    names = list(dict.fromkeys(name for name, _, _ in data))
    pairs = list(dict.fromkeys((area, year) for _, area, year in data))
    body: Rows = [
        [AREAS[area], year, *(data.get((name, area, year)) for name in names)]
        for area, year in pairs
    ]
    return [["Địa phương", "Năm", *(f"{NAMES[name]} (%)" for name in names)], *body]


def by_area(data: Data) -> Rows:
    areas = list(dict.fromkeys(area for _, area, _ in data))
    pairs = list(dict.fromkeys((name, year) for name, _, year in data))
    body: Rows = [
        [NAMES[name], year, *(data.get((name, area, year)) for area in areas)]
        for name, year in pairs
    ]
    return [["Chỉ tiêu", "Năm", *(AREAS[area] for area in areas)], *body]


LAYOUTS: tuple[Callable[[Data], Rows], ...] = (long, by_year, by_indicator, by_area)
LAYOUT = st.sampled_from(LAYOUTS)
WIDE = st.sampled_from(LAYOUTS[1:])
FILE = st.sampled_from(["data.csv", "data.xlsx"])


def expected(data: Data) -> list[str]:
    return sorted(f"{'|'.join(key)}|{value:g}" for key, value in data.items())


def seen(rows: Sequence[Sequence[object]], name: str = "data.xlsx", **more: Any) -> Any:
    """Return what is read of rows, and the errors and warnings with their cells."""
    with tempfile.TemporaryDirectory() as folder:
        return looked(write(Path(folder), {"file": name, "rows": rows, **more}))


def looked(path: Path) -> tuple[list[str], list[str]]:
    got = cmcn4.read(path)
    told = [
        f"{each.code}@{each.place.cell}"
        for each in got.findings
        if each.level != "note" and each.code != "source-missing"
    ]
    return sorted(map(shown, got.observations)), told


# -- The same table in every layout -----------------------------------------------------------


@LAWFUL
@given(data=ANY, layout=LAYOUT, name=FILE)
def test_the_layout_changes_nothing(data: Data, layout: Callable[[Data], Rows], name: str) -> None:
    assert seen(layout(data), name) == (expected(data), [])


@LAWFUL
@given(data=full(), layout=WIDE, name=FILE)
def test_a_table_on_its_side_reads_the_same_or_is_refused(
    data: Data, layout: Callable[[Data], Rows], name: str
) -> None:
    turned = [list(row) for row in zip(*layout(data), strict=True)]
    read, told = seen(turned, name)
    assert (read, told) == (expected(data), []) or (read == [] and "nothing-read@None" in told)


# -- What stands around it --------------------------------------------------------------------

HEADS: tuple[Rows, ...] = (
    [["BỘ KHOA HỌC VÀ CÔNG NGHỆ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
     ["CỤC CHUYỂN ĐỔI SỐ QUỐC GIA", None, None, "Độc lập - Tự do - Hạnh phúc"],
     ["Số: 45/BC-CĐS", None, None, "Hà Nội, ngày 04 tháng 12 năm 2025"], []],
    [["VĂN PHÒNG CHÍNH PHỦ"], ["Số: 12/VPCP-KSTT"]],
    [],
)  # fmt: skip
TITLES: tuple[Rows, ...] = (
    [["Biểu số 03"], ["BÁO CÁO TÌNH HÌNH THỰC HIỆN CHIẾN LƯỢC"]],
    [["Phụ lục II"], ["(Kèm theo Công văn số 812/CĐS-KTS)"], ["Đơn vị tính: %"]],
    [["KẾT QUẢ CHUYỂN ĐỔI SỐ"], []],
    [["BIỂU TỔNG HỢP"], [None, None, None, "Đơn vị tính: %"]],
    [],
)
FEET: tuple[Rows, ...] = (
    [[], ["Nơi nhận:", None, "KT. CỤC TRƯỞNG"], ["- Như trên;", None, "PHÓ CỤC TRƯỞNG"],
     ["- Lưu: VT, QLCL (04b)."], [None, None, "Hoàng Anh Tú"]],
    [["Người lập biểu", None, "Thủ trưởng đơn vị"], ["(Ký, họ tên)", None, "(Ký, đóng dấu)"],
     ["Mai Lan", None, "Trịnh Thái Bình"]],
    [[], [None, None, "Cần Thơ, ngày 5 tháng 12 năm 2025"], [None, None, "TRƯỞNG PHÒNG"]],
    [[], ["Ghi chú: số liệu sơ bộ do các địa phương gửi."]],
    [],
)  # fmt: skip


@LAWFUL
@given(
    data=ANY,
    layout=LAYOUT,
    name=FILE,
    around=st.tuples(*map(st.sampled_from, (HEADS, TITLES, FEET))),
)
def test_letterhead_title_and_signature_change_nothing(
    data: Data, layout: Callable[[Data], Rows], name: str, around: tuple[Rows, Rows, Rows]
) -> None:
    head, title, foot = around
    assert seen([*head, *title, *layout(data), *foot], name) == (expected(data), [])


@LAWFUL
@given(
    area=st.sampled_from(["vn-nghe-an", "vn-son-la"]),
    data=full(),
    name=FILE,
    around=st.tuples(*map(st.sampled_from, (TITLES, FEET))),
    second=st.sampled_from(["SỞ KHOA HỌC VÀ CÔNG NGHỆ", "VĂN PHÒNG UBND TỈNH", None]),
)
def test_a_table_without_areas_is_its_submitters(
    area: str, data: Data, name: str, around: tuple[Rows, Rows], second: str | None
) -> None:
    own = {(each, area, year): value for (each, _, year), value in data.items()}
    table = [[row[0], *row[2:]] for row in by_year(own)]
    title, foot = around
    head: Rows = [[f"UBND TỈNH {AREAS[area].upper()}"], [second], []]
    assert seen([*head, *title, *table, *foot], name) == (expected(own), [])


@LAWFUL
@given(
    data=ANY,
    layout=LAYOUT,
    name=FILE,
    left=st.integers(0, 2),
    gaps=st.lists(st.integers(0, 20), max_size=3),
)
def test_blank_rows_and_columns_change_nothing(
    data: Data, layout: Callable[[Data], Rows], name: str, left: int, gaps: list[int]
) -> None:
    rows = [[*[None] * left, *row, None] for row in layout(data)]
    for at in sorted(gaps, reverse=True):
        rows.insert(min(at, len(rows)), [])
    assert seen(rows, name) == (expected(data), [])


# -- Marks on names ---------------------------------------------------------------------------

NUMBERING = ("", "{}. ", "{})", "{}.1. ", "- ", "+ ", "({}) ", "   ", "    - ")
MARKS = ("", " (1)", " [2]", "*", "¹", " **", " (*)")


@LAWFUL
@given(data=ANY, layout=LAYOUT, name=FILE, draw=st.data())
def test_numbering_footnote_marks_and_indentation_change_nothing(
    data: Data, layout: Callable[[Data], Rows], name: str, draw: st.DataObject
) -> None:
    head, *body = layout(data)
    labels = 2 if layout is long else 1
    for at, row in enumerate(body, 1):
        for column in range(labels):
            before = draw.draw(st.sampled_from(NUMBERING)).format(at)
            row[column] = f"{before}{row[column]}{draw.draw(st.sampled_from(MARKS))}"
    assert seen([head, *body], name) == (expected(data), [])


@LAWFUL
@given(data=ANY, layout=LAYOUT, name=FILE, word=st.sampled_from(["STT", "TT", "Số TT", "No."]))
def test_a_column_of_running_numbers_changes_nothing(
    data: Data, layout: Callable[[Data], Rows], name: str, word: str
) -> None:
    head, *body = layout(data)
    rows: Rows = [[word, *head], *([at, *row] for at, row in enumerate(body, 1))]
    assert seen(rows, name) == (expected(data), [])


# -- Headers of several rows ------------------------------------------------------------------


@LAWFUL
@given(data=full(), name=FILE, above=st.integers(1, 3), fill=st.booleans())
def test_a_header_over_several_rows_reads_the_same(
    data: Data, name: str, above: int, *, fill: bool
) -> None:
    # Areas above years; above them what values are called, and a word for the places.
    areas = list(dict.fromkeys(area for _, area, _ in data))
    years = list(dict.fromkeys(year for _, _, year in data))
    names = list(dict.fromkeys(each for each, _, _ in data))
    wide = len(areas) * len(years)

    def over(texts: list[str], width: int) -> list[object]:
        return [text if fill or not at else None for text in texts for at in range(width)]

    lines: Rows = [
        ["Chỉ tiêu", *over(["Kết quả"], wide)],
        ["Chỉ tiêu" if fill else None, *over(["Thực hiện"], wide)],
        ["Chỉ tiêu" if fill else None, *over([AREAS[area] for area in areas], len(years))],
        ["Chỉ tiêu" if fill else None, *(f"Năm {year}" for _ in areas for year in years)],
    ]
    header = lines[3 - above :]
    header[0][0] = "Chỉ tiêu"
    rows: Rows = [
        *header,
        *([NAMES[each], *(data[each, area, year] for area in areas for year in years)]
          for each in names),
    ]  # fmt: skip
    assert seen(rows, name) == (expected(data), [])


@LAWFUL
@given(data=full())
def test_a_merged_header_reads_as_one_that_is_filled(data: Data) -> None:
    areas = list(dict.fromkeys(area for _, area, _ in data))
    years = list(dict.fromkeys(year for _, _, year in data))
    names = list(dict.fromkeys(each for each, _, _ in data))
    wide, count = len(areas) * len(years), len(years)
    first: list[object] = ["Chỉ tiêu", "Thực hiện", *[None] * (wide - 1)]
    second: list[object] = [None]
    for area in areas:
        second += [AREAS[area], *[None] * (count - 1)]
    rows: Rows = [
        first,
        second,
        [None, *(f"Năm {year}" for _ in areas for year in years)],
        *([NAMES[each], *(data[each, area, year] for area in areas for year in years)]
          for each in names),
    ]  # fmt: skip
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    spans = ["A1:A3", f"B1:{letters[wide]}1"]
    spans += [
        f"{letters[1 + at * count]}2:{letters[(at + 1) * count]}2" for at in range(len(areas))
    ]
    assert seen(rows, merge=spans) == (expected(data), [])


# -- Rows and columns more or less ------------------------------------------------------------


@LAWFUL
@given(data=ANY, layout=LAYOUT, name=FILE, draw=st.data())
def test_the_order_of_rows_changes_nothing(
    data: Data, layout: Callable[[Data], Rows], name: str, draw: st.DataObject
) -> None:
    head, *body = layout(data)
    mixed = draw.draw(st.permutations(body))
    assert seen([head, *mixed], name) == (expected(data), [])


@LAWFUL
@given(data=ANY, layout=LAYOUT, name=FILE, draw=st.data())
def test_of_fewer_rows_their_own_observations_are_read(
    data: Data, layout: Callable[[Data], Rows], name: str, draw: st.DataObject
) -> None:
    head, *body = layout(data)
    kept = [row for row in body if draw.draw(st.booleans())]
    assume(kept)
    whole, _ = seen([head, *body], name)
    some, told = seen([head, *kept], name)
    rest, _ = (
        seen([head, *[row for row in body if row not in kept]], name) if kept != body else ([], [])
    )
    assert told == []
    assert sorted([*some, *rest]) == whole


UNKNOWN = st.sampled_from(["Cán bộ theo dõi", "Mức tin cậy", "Hệ số hoa", "Cột phụ", "Z9"])
TEXTS = st.sampled_from(["Minh", "Hoa", "nhóm mềm", "x2y", "xem sau", ""])


@LAWFUL
@given(table=st.builds(lambda layout, data: (data, layout(data)), LAYOUT, full()), name=FILE,
       word=UNKNOWN, numbers=st.booleans(), draw=st.data())  # fmt: skip
def test_a_column_that_nobody_knows_changes_nothing_or_is_named(
    table: tuple[Data, Rows], name: str, word: str, draw: st.DataObject, *, numbers: bool
) -> None:
    data, (head, *body) = table
    at = draw.draw(st.integers(0, len(head)))
    cells = [draw.draw(NUMBER if numbers else TEXTS) for _ in body]
    rows = [[*head[:at], word, *head[at:]]]
    rows += [[*row[:at], cell, *row[at:]] for row, cell in zip(body, cells, strict=True)]
    read, told = seen(rows, name)
    assert read == expected(data)
    assert {each.rstrip("0123456789") for each in told} <= {f"column-unread@{'ABCDEFGHIJ'[at]}"}
    assert told or not numbers


WORDS = ("hoa", "lúa", "mơ", "xanh", "chè", "gạo", "suối", "lá", "nắng", "bưởi")
PHRASE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
MEASURES = st.one_of(
    st.tuples(PHRASE, st.sampled_from(["{} 2024", "{} năm 2023", "Năm 2024 {}", "Năm 2023 ({})",
                                       "Thực hiện 2024 {}", "Ước {} 2025"])).map(
        lambda each: each[1].format(each[0])
    ),
    st.sampled_from(["Kế hoạch 2024", "2024/2023 (%)", "So với năm 2022 (%)", "Tăng, giảm (+/-)",
                     "Tỷ lệ hoàn thành KH 2024 (%)", "Mục tiêu đến năm 2025",
                     "Xếp hạng trong vùng"]),
)  # fmt: skip


@LAWFUL
@given(data=full(), name=FILE, word=MEASURES, draw=st.data())
def test_one_word_too_many_makes_a_column_another_measure(
    data: Data, name: str, word: str, draw: st.DataObject
) -> None:
    head, *body = by_year(data)
    at = draw.draw(st.integers(2, len(head)))
    rows: Rows = [[*head[:at], word, *head[at:]]]
    rows += [[*row[:at], draw.draw(NUMBER), *row[at:]] for row in body]
    read, told = seen(rows, name)
    assert read == expected(data)
    assert told in ([], [f"column-unread@{'ABCDEFGHIJ'[at]}1"])


@LAWFUL
@given(data=full(), name=FILE, word=PHRASE, fill=st.booleans())
def test_a_parent_that_nobody_knows_makes_its_columns_another_measure(
    data: Data, name: str, word: str, *, fill: bool
) -> None:
    head, *body = by_year(data)
    years = head[2:]
    again = [word if fill or not at else None for at in range(len(years))]
    over = ["Thực hiện" if fill or not at else None for at in range(len(years))]
    rows: Rows = [["Chỉ tiêu", "Địa phương", *over, *again], [None, None, *years, *years]]
    rows += [[*row, *reversed(row[2:])] for row in body]
    read, told = seen(rows, name)
    assert read == expected(data)
    assert len(told) == len(years)


@LAWFUL
@given(data=full(), name=FILE, draw=st.data())
def test_regions_among_the_areas_change_nothing(data: Data, name: str, draw: st.DataObject) -> None:
    head, *body = by_year(data)
    for region in ("Đồng bằng sông Hồng", "Đông Nam Bộ"):
        at = draw.draw(st.integers(0, len(body)))
        body.insert(at, [NAMES["internet-users"], region, *(draw.draw(NUMBER) for _ in head[2:])])
    assert seen([head, *body], name) == (expected(data), [])


HEADINGS = ("{}", "Năm {}", "Thực hiện {}", "TH {}", "Kết quả năm {}", "KQ {}", "Kết quả {}",
            "Thực hiện năm {}", "{} (1)", "Năm {}*", "Cả năm {}", "{} (%)")  # fmt: skip


@LAWFUL
@given(data=ANY, name=FILE, draw=st.data())
def test_a_year_may_be_called_in_many_ways(data: Data, name: str, draw: st.DataObject) -> None:
    head, *body = by_year(data)
    years = sorted({year for _, _, year in data})
    called: list[object] = [draw.draw(st.sampled_from(HEADINGS)).format(year) for year in years]
    assert seen([[*head[:2], *called], *body], name) == (expected(data), [])


# -- Decimal marks and programs ---------------------------------------------------------------


@LAWFUL
@given(data=ANY, layout=LAYOUT, delimiter=st.sampled_from([";", "\t", ","]))
def test_a_decimal_comma_reads_as_a_point(
    data: Data, layout: Callable[[Data], Rows], delimiter: str
) -> None:
    rows = [
        [f"{cell:.1f}".replace(".", ",") if isinstance(cell, float) else cell for cell in row]
        for row in layout(data)
    ]
    assert seen(rows, "data.csv", delimiter=delimiter) == (expected(data), [])


@LAWFUL
@given(data=ANY, layout=LAYOUT)
def test_a_number_typed_as_text_reads_as_a_number(
    data: Data, layout: Callable[[Data], Rows]
) -> None:
    rows = [
        [f"{cell:.1f}".replace(".", ",") if isinstance(cell, float) else cell for cell in row]
        for row in layout(data)
    ]
    assert seen(rows) == (expected(data), [])


REPORT: dict[str, Any] = {
    "file": "report.xlsx",
    "rows": [
        ["UBND TỈNH QUẢNG NINH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện", None, "So sánh (%)"],
        [None, None, None, "Năm 2023", "Năm 2024", "2024/2023"],
        [1, "Tỷ lệ xã được phủ cáp quang", "%", 0.944, 0.968, "=E6/D6"],
        [2, "Tỷ lệ dân số sử dụng Internet (1)", "%", 84.5, 86.5, "=E7/D7"],
        [3, "Số trạm 5G", "trạm", 412, 655, "=E8/D8"],
        ["Nơi nhận:", None, None, None, "GIÁM ĐỐC"],
    ],
    "merge": ["A4:A5", "B4:B5", "C4:C5", "D4:E4"],
    "formats": {"D6": "0.0%", "E6": "0.0%", "D7": "0.0"},
}


@needs_office
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.office
def test_a_report_saved_again_by_libreoffice_reads_the_same(kind: str, tmp_path: Path) -> None:
    if kind == "xls":
        pytest.importorskip("xlrd")
    path = write(tmp_path, REPORT)
    (tmp_path / "again").mkdir()
    again = converted(path, kind, tmp_path / "again")
    assert looked(again) == looked(path)
    assert looked(again)[0] == [
        "5g-stations|vn-quang-ninh|2023|412",
        "5g-stations|vn-quang-ninh|2024|655",
        "fibre-communes|vn-quang-ninh|2023|94.4",
        "fibre-communes|vn-quang-ninh|2024|96.8",
        "internet-users|vn-quang-ninh|2023|84.5",
        "internet-users|vn-quang-ninh|2024|86.5",
    ]
