"""Workbooks: typed cells, formats, formulas, hidden parts, hostile archives."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cmcn4.model.limits import Limits
from cmcn4.model.observation import Submission
from cmcn4.readers import read
from unit.readers.small import codes, only, options

HEAD = ["indicator", "area", "period", "value", "source"]
Book = openpyxl.Workbook


def book(*rows: list[Any], head: list[str] | None = None) -> Book:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Số liệu"
    sheet.append(head or HEAD)
    for row in rows:
        sheet.append(row)
    return made


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Submission]:
    def reader(made: Book, change: Callable[[str, bytes], bytes] | None = None) -> Submission:
        path = tmp_path / "data.xlsx"
        made.save(path)
        if change:
            rewrite(path, change)
        return read([str(path)], options())

    return reader


def rewrite(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Change the parts of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))


Check = Callable[..., Submission]


def test_a_workbook_is_read_with_sheet_and_cell(check: Check) -> None:
    got = check(
        book(["egdi-rank", "VN", 2024, 71, "ITU"], ["gci-score", "VN", "2024", 94.5, "ITU"])
    )
    first, second = got.observations
    assert (first.sheet.name, first.place.cell) == ("Số liệu", "D2")
    assert first.value.value == 71
    assert second.value.value == Decimal("94.5")
    assert codes(got) == []


@pytest.mark.parametrize(
    ("value", "number_format", "read_as"),
    [
        (0.07, "0.0%", "7"),
        (0.183, "0%", "18.3"),
        (20.5, '0.0"%"', "20.5"),
        (20.5, "0.0\\%", "20.5"),
        (0.5, "0.00%;[Red]-0.00%", "50"),
    ],
)
def test_percent_cells_say_what_excel_shows(
    check: Check, value: float, number_format: str, read_as: str
) -> None:
    made = book(["fibre-households", "VN", 2024, value, "ITU"])
    made["Số liệu"]["D2"].number_format = number_format
    got = check(made)
    assert [each.value.value for each in got.observations] == [Decimal(read_as)]
    assert codes(got) == []


def test_a_number_and_the_same_characters_as_text_are_told_apart(check: Check) -> None:
    got = check(
        book(
            ["productivity-growth", "VN", 2024, 12.345, "ITU"],
            ["productivity-growth", "VN", 2023, "12.345", "ITU"],
        )
    )
    assert [each.value.value for each in got.observations] == [Decimal("12.345")]
    assert (only(got).code, only(got).place.cell) == ("number-ambiguous", "D3")


def test_a_percent_cell_never_counts_for_a_plain_one(check: Check) -> None:
    made = book(["egdi-rank", "VN", 2024, 71, "ITU"], ["egdi-rank", "VN", 2022, 0.71, "ITU"])
    made["Số liệu"]["D3"].number_format = "0%"
    assert (only(check(made)).code, only(check(made)).place.cell) == ("unit-mismatch", "D3")


def test_an_error_cell_blocks_and_its_text_does_not(check: Check) -> None:
    made = book(
        ["egdi-rank", "VN", 2024, "#N/A", "ITU"],
        ["egdi-rank", "VN", 2022, "#DIV/0!", "ITU"],
        ["#REF!", "VN", 2022, 5, "ITU"],
    )
    sheet = made["Số liệu"]
    sheet["D2"].data_type = "s"
    got = check(made)
    found = [(each.code, each.place.cell) for each in got.findings]
    assert found == [("cell-error", "D3"), ("cell-error", "A4"), ("nothing-read", None)]
    assert [each.facts["found"] for each in got.findings[:2]] == ["#DIV/0!", "#REF!"]
    assert len(got.blocks) == 1


def test_an_error_in_a_cell_that_says_what_the_value_is_of_blocks_it(check: Check) -> None:
    made = book(
        ["egdi-rank", "#N/A", 2024, 71, "ITU"],
        ["egdi-rank", "VN", "#REF!", 71, "ITU"],
        ["egdi-rank", "VN", 2022, 86, "#N/A"],
    )
    got = check(made)
    found = [(each.code, each.place.cell) for each in got.findings]
    assert found == [("cell-error", "B2"), ("cell-error", "C3"), ("source-missing", "E4")]
    assert [(each.area, each.period is None) for each in got.blocks] == [
        (None, False),
        ("VN", True),
    ]


def test_truth_and_time_of_day(check: Check) -> None:
    got = check(
        book(
            ["digital-government", "VN", 2025, True, "ITU"],
            ["egdi-rank", "VN", 2024, dt.time(7, 30), "ITU"],
            ["egdi-rank", "VN", 2024, None, "ITU"],
        )
    )
    assert [each.value.value for each in got.observations] == [1]
    assert codes(got) == ["number-unreadable"]


def test_a_formula_without_a_stored_result_is_an_error(check: Check) -> None:
    got = check(book(["egdi-rank", "VN", 2024, "=70+1", "ITU"], ["gci-score", "VN", 2024, 9, "x"]))
    finding = only(got)
    assert (finding.code, finding.place.cell) == ("formula-without-value", "D2")
    assert finding.facts["found"] == "=70+1"
    assert [each.indicator for each in got.observations] == ["gci-score"]


def with_result(value: str) -> Callable[[str, bytes], bytes]:
    def change(name: str, content: bytes) -> bytes:
        if name.endswith("sheet1.xml"):
            # How an empty element is written depends on the XML library that is there.
            for formula, empty in product((b"70+1", b"70+C2"), (b"<v />", b"<v/>", b"<v></v>")):
                calculated = b"<f>" + formula + b"</f>"
                stored = calculated + f"<v>{value}</v>".encode()
                content = content.replace(calculated + empty, stored)
            assert f"<v>{value}</v>".encode() in content
        return content

    return change


def test_a_stored_result_counts(check: Check) -> None:
    got = check(book(["egdi-rank", "VN", 2024, "=70+1", "ITU"]), with_result("71"))
    assert [each.value.value for each in got.observations] == [71]


def test_a_zero_stored_for_want_of_calculation_is_none(check: Check) -> None:
    made = book(["smart-cities", "VN", 2024, "=70+C2", "ITU"])
    made.calculation.fullCalcOnLoad = True
    assert codes(check(made, with_result("0"))) == ["formula-without-value"]
    made.calculation.fullCalcOnLoad = False
    assert codes(check(made, with_result("0"))) == []
    other = book(["smart-cities", "VN", 2024, "=70+1", "ITU"])
    assert codes(check(other, with_result("0"))) == ["formula-without-value"]


def test_dates_belong_in_the_period_column_only(check: Check) -> None:
    day = dt.datetime(2025, 6, 30)  # noqa: DTZ001 - cells have none
    made = book(
        ["egdi-rank", "VN", day, 71, "ITU"],
        ["egdi-rank", "VN", 2024, day, "ITU"],
        ["egdi-rank", "VN", dt.datetime(1905, 7, 16), 71, "ITU"],  # noqa: DTZ001 - cells have none
        ["egdi-rank", "VN", day, 72, "ITU"],
    )
    made["Số liệu"]["C5"].number_format = "yyyy"
    got = check(made)
    assert [each.period.code for each in got.observations] == ["2025-06-30", "2025"]
    found = [(each.code, each.place.cell) for each in got.findings]
    assert found == [("number-unreadable", "D3"), ("period-unreadable", "C4")]


def test_the_size_a_sheet_claims_is_not_believed(check: Check) -> None:
    def lie(_: str, content: bytes) -> bytes:
        return content.replace(b'<dimension ref="A1:E2"', b'<dimension ref="A1"')

    got = check(book(["egdi-rank", "VN", 2024, 71, "ITU"]), lie)
    assert len(got.observations) == 1


def test_hidden_parts_are_read_and_named(check: Check) -> None:
    made = book(["egdi-rank", "VN", 2024, 71, "ITU"], ["egdi-rank", "VN", 2022, 86, "ITU"])
    sheet = made["Số liệu"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    other = made.create_sheet("Ẩn")
    other.append(HEAD)
    other.append(["egdi-rank", "LA", 2024, 152, "ITU"])
    other.sheet_state = "hidden"
    got = check(made)
    assert len(got.observations) == 3
    found = [(f.code, f.place.sheet.name, f.facts.get("variant")) for f in got.findings]
    assert found == [("hidden-data", "Số liệu", "cells"), ("hidden-data", "Ẩn", "sheet"),
                     ("text-unread", "Ẩn", None)]  # fmt: skip
    assert (got.findings[0].facts["rows"], got.findings[0].facts["columns"]) == (1, 1)


def test_a_sheet_without_a_table_is_a_note_beside_one_that_has_one(check: Check) -> None:
    made = book(["egdi-rank", "VN", 2024, 71, "ITU"])
    made.create_sheet("Hướng dẫn").append(["Điền vào trang Số liệu"])
    made.create_sheet("Trống")
    made.create_chartsheet("Biểu đồ")
    finding = only(check(made))
    assert (finding.code, finding.level, finding.facts["sheet"]) == (
        "rows-skipped", "note", "Hướng dẫn",
    )  # fmt: skip


def test_a_second_table_that_lacks_a_column_is_an_error(check: Check) -> None:
    made = book(["egdi-rank", "VN", 2024, 71, "ITU"])
    made.create_sheet("Khác").append(["chỉ tiêu", "năm"])
    assert codes(check(made)) == ["column-missing"]


def test_nothing_but_strange_sheets_is_an_error(check: Check) -> None:
    made = openpyxl.Workbook()
    assert codes(check(made)) == ["file-empty"]
    assert made.active is not None
    made.active.append(["something", "else"])
    assert codes(check(made)) == ["header-not-found"]


def test_a_cut_off_workbook_is_an_error(check: Check, tmp_path: Path) -> None:
    check(book(["egdi-rank", "VN", 2024, 71, "ITU"]))
    path = tmp_path / "data.xlsx"
    path.write_bytes(path.read_bytes()[:-200])
    assert only(read([str(path)], options())).facts["variant"] == "truncated"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_damaged_part_is_an_error(check: Check, part: str) -> None:
    def damage(name: str, content: bytes) -> bytes:
        return content[: len(content) // 2] if name == part else content

    got = check(book(["egdi-rank", "VN", 2024, 71, "ITU"]), damage)
    assert (only(got).facts["variant"], got.observations) == ("damaged", [])


def test_a_style_that_is_not_there_is_general(check: Check) -> None:
    def damage(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return content
        return content.replace(b'<c r="D2"', b'<c r="D2" s="99"')

    got = check(book(["egdi-rank", "VN", 2024, 71, "x"]), damage)
    assert [each.value.value for each in got.observations] == [71]
    assert codes(got) == []


def test_entities_are_refused(check: Check) -> None:
    def explode(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return content
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        return bomb + content.partition(b"?>")[2] if b"?>" in content else bomb + content

    assert only(check(book(["a", "VN", 2024, 71, "x"]), explode)).facts["variant"] == "entities"


def test_a_bomb_is_refused_before_it_is_unpacked(check: Check) -> None:
    def inflate(name: str, content: bytes) -> bytes:
        return content + b" " * (20 << 20) if name.endswith("sheet1.xml") else content

    assert only(check(book(["a", "VN", 2024, 71, "x"]), inflate)).facts["variant"] == "bomb"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "XL\\worksheets\\Sheet1.xml"])
def test_two_parts_of_one_name_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    book(["egdi-rank", "VN", 2024, 71, "x"]).save(path)
    with zipfile.ZipFile(path, "a") as made:
        sheet = made.read("xl/worksheets/sheet1.xml").replace(b"<v>71</v>", b"<v>7</v>")
        made.writestr(name, sheet)
    facts = only(read([str(path)], options())).facts
    assert facts["problem"] == "two parts of one name"


@pytest.mark.parametrize(
    ("names", "variant"),
    [
        (["readme.txt"], "not-workbook"),
        (["[Content_Types].xml", "word/document.xml"], "not-workbook"),
        (["[Content_Types].xml", "xl/workbook.bin"], "is-xlsb"),
        (["[Content_Types].xml", "xl/workbook.xml"] + [f"xl/{n}" for n in range(5000)], "bomb"),
    ],
)
def test_other_archives(tmp_path: Path, names: list[str], variant: str) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    assert only(read([str(path)], options())).facts["variant"] == variant


def test_a_password_of_the_archive_itself(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.xml", "x")
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert only(read([str(path)], options())).facts["variant"] == "encrypted"


def test_declared_sizes_are_added_up(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as stored:
        stored.writestr("xl/a.xml", "x" * (600 << 10))
        stored.writestr("xl/b.xml", "x" * (600 << 10))
    told = only(read([str(path)], replace(options(), limits=Limits(unpacked=1))))
    assert told.facts == {"variant": "limit", "setting": "unpacked"}
    raised = only(read([str(path)], replace(options(), limits=Limits(unpacked=2))))
    assert raised.facts["variant"] == "damaged"


def sheet_xml(inner: str) -> Callable[[str, bytes], bytes]:
    """Replace the rows of the first sheet."""

    def change(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return content
        head, _, rest = content.partition(b"<sheetData>")
        return (
            head
            + b"<sheetData>"
            + inner.encode()
            + b"</sheetData>"
            + rest.partition(b"</sheetData>")[2]
        )

    return change


HEAD_XML = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)


def test_cells_without_references_stand_one_after_the_other(check: Check) -> None:
    row = "".join(
        f"<c t='inlineStr'><is><r><t>{each[:2]}</t></r><r><t>{each[2:]}</t></r>"
        f"<rPh><t>never</t></rPh></is></c>"
        for each in ("egdi-rank", "VN", "2024", "71", "ITU")
    )
    got = check(book(), sheet_xml(f"<row>{HEAD_XML}</row><row>{row}</row>"))
    (one,) = got.observations
    assert (one.place.cell, str(one.value.value)) == ("D2", "71")


def test_an_empty_text_is_a_result_and_nothing_is_none(check: Check) -> None:
    def row(number: int, result: str) -> str:
        keys = "".join(
            f'<c r="{at}{number}" t="str"><v>{each}</v></c>'
            for at, each in zip("ABC", ("egdi-rank", "VN", f"202{number}"), strict=True)
        )
        return f'<row r="{number}">{keys}<c r="D{number}" {result}</c></row>'

    empty, none = 't="str"><f>A1</f><v></v>', 't="str"><f>A1</f>'
    made = book()
    made.calculation.fullCalcOnLoad = False
    got = check(made, sheet_xml(f"<row>{HEAD_XML}</row>{row(2, empty)}{row(3, none)}"))
    found = [(each.code, each.place.cell) for each in got.findings]
    assert [each for each in found if each[0] != "source-missing"] == [
        ("formula-without-value", "D3")
    ]


def test_rows_far_apart_keep_their_numbers(check: Check) -> None:
    row = HEAD_XML.replace(
        "indicator", "egdi-rank").replace("area", "VN").replace("period", "2024").replace(
        "value", "71")  # fmt: skip
    rows = f'<row r="1">{HEAD_XML}</row><row r="1048576">{row}</row>'
    assert [each.row for each in check(book(), sheet_xml(rows)).observations] == [1_048_576]
    got = check(book(), sheet_xml(f'{rows}<row r="1048577">{row}</row>'))
    assert (got.observations, only(got).facts["problem"]) == ([], "row 1048577")


def test_cells_are_read_to_the_last_column_of_excel(check: Check) -> None:
    made = book(["egdi-rank", "VN", 2024, 71, None])
    made["Số liệu"]["XFD1"], made["Số liệu"]["XFD2"] = "note", "a note"
    made["Số liệu"]["D2"].value = None
    made["Số liệu"]["D1"], made["Số liệu"]["XFC1"], made["Số liệu"]["XFC2"] = "x", "value", 71
    (one,) = check(made).observations
    assert one.place.cell == "XFC2"


def test_a_text_longer_than_any_cell_is_refused(check: Check) -> None:
    cell = f'<row><c t="str"><v>{"x" * (1 << 18)}</v></c></row>'
    assert only(check(book(), sheet_xml(cell))).facts["variant"] == "damaged"


def test_numbers_as_they_are_written(check: Check) -> None:
    """0.1 + 0.2 in binary, an exponent, a trailing zero: what Excel reads is what counts."""
    numbers = ("0.30000000000000004", "7.0000000000000007E-2", "1.50", "5E1", "-0", "+2")
    rows = "".join(
        f'<row><c t="str"><v>productivity-growth</v></c><c t="str"><v>VN</v></c>'
        f'<c><v>{2020 + n}</v></c><c><v>{each}</v></c><c t="str"><v>ITU</v></c></row>'
        for n, each in enumerate(numbers)
    )
    got = check(book(), sheet_xml(f"<row>{HEAD_XML}</row>{rows}"))
    assert [str(each.value.value) for each in got.observations] == [
        "0.30000000000000004", "0.07", "1.5", "50", "0", "2",
    ]  # fmt: skip
