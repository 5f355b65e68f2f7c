"""Rows whose figure, part or day stands where it is easily passed over: none is lost unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import AT_2025, inside

NAME = "Tỷ lệ hộ gia đình có cáp quang"
HEADER = "indicator,area,period,value,unit,source\n"
OLD = "fibre-households,VN,2024,85,% of households,MOST\n"
ENGINES = ("python", "duckdb")


def read(folder: Path, text: str) -> Any:
    """Return what is read of a text."""
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    return inside("read", path, "--lang", "en", "--no-config", "-f", "json").json


def checked(folder: Path, text: str, engine: str) -> Any:
    """Return what is told of a text that is judged by an engine."""
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    options = ("-t", "qd-2289", *AT_2025, "--lang", "en", "--no-config", "--engine", engine)
    return inside("check", path, *options, "-f", "json").json


def found(told: Any) -> list[tuple[str, str]]:
    """Return code and cell of each finding."""
    return [(each["code"], each["cell"]) for each in told["findings"]]


def values(told: Any) -> list[Any]:
    """Return year and value of what was read."""
    return [(each["period"], each["value"]) for each in told["observations"]]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (f"{NAME} năm 2025,75,,,,", "B3"), (f"{NAME} năm 2025,75%,,,,", "B3"),
        (f"{NAME} năm 2025,,75,,,", "C3"), ("fibre-households 2025,75,,,,", "B3"),
        (f"Năm 2025,{NAME},75,,,", "C3"), (f"1,{NAME} năm 2025,75,,,", "C3"),
        (f"{NAME} - cả nước,75,,,,", "B3"),
        (f"{NAME} quý IV/2025,75,,,,", "B3"), (f"{NAME} (kết quả),75,,,,", "B3"),
    ],
)  # fmt: skip
def test_a_name_with_more_beside_it_whose_figure_stands_elsewhere(
    row: str, cell: str, tmp_path: Path
) -> None:
    told = read(tmp_path, f"{HEADER}{OLD}{row}\n")
    assert ("row-ragged", cell) in found(told)
    assert values(told) == [("2024", 85)]


@pytest.mark.parametrize("name", [f"{NAME} toàn quốc", f"Kết quả {NAME}", f"{NAME} năm 2025 đạt"])
def test_a_name_among_words_whose_figure_stands_elsewhere_is_told(
    name: str, tmp_path: Path
) -> None:
    assert ("text-unread", "A3") in found(read(tmp_path, f"{HEADER}{OLD}{name},75,,,,\n"))


@pytest.mark.parametrize(("row", "cell"), [("75,,", "B3"), (",,75", "D3")])
def test_the_same_below_years(row: str, cell: str, tmp_path: Path) -> None:
    table = f"CẢ NƯỚC,,,\nChỉ tiêu,Đơn vị tính,Năm 2024,Nguồn\n{NAME},%,85,MOST\n"
    told = read(tmp_path, f"{table}{NAME} năm 2025,{row}\n")
    assert found(told) == [("row-ragged", cell.replace("3", "4"))]


@pytest.mark.parametrize("missing", ["", ".."])
@pytest.mark.parametrize("text", ["75", "đạt 75%", "Kết quả: 75", "75 (năm 2025)"])
@pytest.mark.parametrize("column", [0, 1, 2, 4, 5])
def test_a_figure_beside_an_empty_value(
    column: int, text: str, missing: str, tmp_path: Path
) -> None:
    cells = ["fibre-households", "VN", "2025", missing, "% of households", "MOST"]
    cells[column] = text if column else f"{cells[0]} {text}"
    told = read(tmp_path, f"{HEADER}{OLD}{','.join(cells)}\n")
    assert ("row-ragged", f"{'ABCDEF'[column]}3") in found(told)
    assert values(told) == [("2024", 85)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_figure_beside_a_mark_of_nothing_in_any_order_of_rows(
    engine: str, tmp_path: Path
) -> None:
    lost = "fibre-households,VN,2025,..,% of households,đạt 75%\n"
    rows = [OLD, OLD.replace("2024", "2025"), lost]
    for order in (rows, rows[::-1]):
        told = found(checked(tmp_path, HEADER + "".join(order), engine))
        assert [code for code, _ in told if code != "text-unread"] == ["row-ragged"]


@pytest.mark.parametrize(
    "row",
    ["fibre-households,VN,2025,,% of households,MOST 2025",
     f"{NAME} năm 2025,VN,2025,,%,QĐ 57/QĐ-TTg",
     "fibre-households,VN,31/12/2025,..,% of households,Báo cáo số 75/BC-BTTTT"],
)  # fmt: skip
def test_days_papers_and_years_beside_an_empty_value_are_no_figure(
    row: str, tmp_path: Path
) -> None:
    told = read(tmp_path, f"{HEADER}{OLD}{row}\n")
    assert [each for each in told["findings"] if each["level"] == "error"] == []
    assert values(told) == [("2024", 85)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("column", "text"),
    [(1, "Việt Nam: 70"), (2, "2025: 70"), (2, "Năm 2025: 70"), (2, "2025 = 70"), (4, "% 70"),
     (5, "MOST 70"), (5, "70 (MOST)")],
)  # fmt: skip
def test_a_whole_number_beside_what_a_cell_is_of(
    column: int, text: str, engine: str, tmp_path: Path
) -> None:
    cells = ["fibre-households", "VN", "2025", "", "%", "MOST"]
    cells[column] = text
    told = found(checked(tmp_path, f"{HEADER}{OLD}{','.join(cells)}\n", engine))
    assert told == [("row-ragged", f"{'ABCDEF'[column]}3")]


@pytest.mark.parametrize(
    ("column", "text"),
    [(1, "Quận 1"), (2, "Quý 4/2025"), (4, "người/100 dân"), (4, "1000 người"), (5, "MOST 2025")],
)
def test_a_whole_number_that_belongs_to_a_cell(column: int, text: str, tmp_path: Path) -> None:
    cells = ["fibre-households", "VN", "2025", "", "%", "MOST"]
    cells[column] = text
    told = read(tmp_path, f"{HEADER}{OLD}{','.join(cells)}\n")
    assert "row-ragged" not in dict(found(told))


NOT_YET = ["chưa công bố", "chưa có kết quả", "chưa thực hiện", "không có số liệu", "đang cập nhật"]
ROW = "fibre-households,VN,2025,85,% of households,MOST,{},{}\n"
MORE = HEADER.replace("\n", ",breakdown,released\n")


@pytest.mark.parametrize("text", NOT_YET)
@pytest.mark.parametrize("column", ["F", "G", "B", "E", "H"])
def test_what_says_beside_a_figure_that_there_is_none_yet_is_told(
    column: str, text: str, tmp_path: Path
) -> None:
    cells = ROW.format("", "").strip().split(",")
    cells["ABCDEFGH".index(column)] = text
    assert ("text-unread", f"{column}1") in found(read(tmp_path, f"{MORE}{','.join(cells)}\n"))


@pytest.mark.parametrize("text", ["", "-", "n/a", "…", "..", "không có", "không áp dụng", "x"])
def test_a_cell_that_says_nothing_beside_a_figure_is_empty(text: str, tmp_path: Path) -> None:
    assert found(read(tmp_path, MORE + ROW.format(text, text))) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("part", [("", "chưa công bố"), ("chưa công bố", "")])
def test_none_yet_is_told_in_any_order_of_rows(
    part: tuple[str, str], engine: str, tmp_path: Path
) -> None:
    rows = [ROW.format(*part), ROW.format("", "").replace("2025", "2024"),
            ROW.format("", "").replace("2025", "2023")]  # fmt: skip
    for order in (rows, rows[::-1]):
        told = checked(tmp_path, MORE + "".join(order), engine)
        assert found(told) == [("text-unread", "H1" if part[1] else "G1")]


@pytest.mark.parametrize(
    "part", ['"nam, nữ"', "nam/nữ", "cả nam và nữ", "thành thị và nông thôn",
             '"thành thị, nông thôn"', "men and women", "urban and rural"],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["breakdown", "Nhóm"])
def test_a_part_that_names_all_is_the_total(heading: str, part: str, tmp_path: Path) -> None:
    text = f"{MORE.replace('breakdown', heading)}{ROW.format(part, '')}"
    told = read(tmp_path, text)
    assert [(each["value"], each["breakdown"]) for each in told["observations"]] == [(85, None)]
    assert found(told) == []


@pytest.mark.parametrize("part", ["nam", "nông thôn", '"nữ, nông thôn"', "nữ và trẻ em"])
def test_a_part_beside_another_that_is_not_the_rest_stays_one(part: str, tmp_path: Path) -> None:
    told = read(tmp_path, MORE + ROW.format(part, ""))
    assert [each["breakdown"] for each in told["observations"]] != [None]


BAD = "fibre-households,VN,2025,{},% of households,MOST\n"


def since(folder: Path, before: str, after: str, *options: str) -> Any:
    """Return the result of a check of data compared with earlier data."""
    (folder / "old.csv").write_text(HEADER + before, encoding="utf-8")
    (folder / "new.csv").write_text(HEADER + after, encoding="utf-8")
    asked = ("-t", "qd-2289", *AT_2025, "--lang", "en", "--no-config", *options)
    return inside(
        "check", folder / "new.csv", *asked, "--baseline", folder / "old.csv", "-f", "json"
    )


@pytest.mark.parametrize("row", [
    BAD.format("7l"), BAD.format("785"), BAD.format("75").replace("households,M", "population,M"),
    BAD.format("75").replace("2025", "20l5"), BAD.format("75").replace("VN", "Lao Cia"),
    BAD.format("").replace("fibre-households", f"{NAME} đạt 70,1%".replace(",", ".")),
    BAD.format("").replace("fibre-households", f"{NAME} năm 2025: 70"),
    BAD.format("75").replace("fibre-households", ""), BAD.format("").replace("MOST", "MOST 70"),
])  # fmt: skip
def test_an_error_that_goes_with_its_figure_is_worse(row: str, tmp_path: Path) -> None:
    found_ = since(tmp_path, OLD + row, OLD)
    gone = [each for each in found_.json["baseline"]["changes"] if each["kind"] == "removed"]
    assert (found_.code, len(gone)) == (1, 1)
    assert gone[0]["worse"]


@pytest.mark.parametrize(
    ("row", "mended"),
    [
        (BAD.format("7l"), BAD.format("86")),
        (BAD.format("75").replace("2025", "20l5"), BAD.format("86")),
        (BAD.format("86").replace("VN", "Lao Cia"), BAD.format("86").replace("VN", "Lào Cai")),
        ("GII,VN,2025,44,,\n", "gii-rank,VN,2025,44,rank,WIPO\n"),
        (BAD.format("86").replace("fibre-households", ""), BAD.format("86")),
        (BAD.format("").replace("fibre-households", f"{NAME} đạt 86%"), BAD.format("86")),
    ],
)  # fmt: skip
def test_an_error_that_is_mended_is_not(row: str, mended: str, tmp_path: Path) -> None:
    found_ = since(tmp_path, OLD + row, OLD + mended)
    assert "removed" not in {each["kind"] for each in found_.json["baseline"]["changes"]}


def test_an_error_that_becomes_a_forecast_or_another_error(tmp_path: Path) -> None:
    told = since(tmp_path, OLD + BAD.format("7l"), OLD + BAD.format("8l")).json
    assert "removed" not in {each["kind"] for each in told["baseline"]["changes"]}
    told = since(tmp_path, OLD + BAD.format("7l"), OLD + BAD.format("86 (f)")).json
    assert "removed" in {each["kind"] for each in told["baseline"]["changes"]}


NAMED = [
    ("Thailand", "column-unread"), ("số cũ", "column-unread"), ("Năm 2024", "unit-suspicious"),
    ("2024", "unit-suspicious"), ("Lào Cai 2024", "text-unread unit-suspicious"),
    ("nông thôn", "text-unread"), ("nong-thon", "text-unread"), ("hộ nghèo", "text-unread"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "code"), NAMED)
def test_the_name_of_a_file_that_says_what_no_row_does_is_told(
    name: str, code: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_text(HEADER + BAD.format("85"), encoding="utf-8")
    told = inside("read", path, "--lang", "en", "--no-config", "-f", "json").json
    assert [each["code"] for each in told["findings"]] == code.split()
    assert values(told) == [("2025", 85)]


@pytest.mark.parametrize(
    "name", ["Việt Nam", "Năm 2025", "2025", "2026", "Q3-2025", "báo cáo 2025", "nam-nu",
             "chuyển đổi số",
             "xây dựng nông thôn mới"],
)  # fmt: skip
def test_the_name_of_a_file_that_contradicts_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_text(HEADER + BAD.format("85"), encoding="utf-8")
    assert found(inside("read", path, "--lang", "en", "--no-config", "-f", "json").json) == []
