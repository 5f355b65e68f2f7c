"""The workbook of a form, as Excel will see it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms.book import form
from cmcn4.forms.carry import Carried, Figure
from cmcn4.forms.hidden import BEGINNINGS
from cmcn4.forms.layout import FIRST, HEADER, Content
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.interval import point
from cmcn4.model.observation import Observation, Origin, Sheet
from cmcn4.model.period import year
from cmcn4.model.text import Text
from cmcn4.readers.values.phrases import is_missing, phrase
from unit.forms.small import CATALOGUE, content, opened, planned

NATIONAL = planned(years=(2024, 2025))
PROVINCE = planned(areas=("vn-ha-noi",), years=(2024, 2025))
HOSTILE = '=HYPERLINK("http://x","y")&"'


def sheets(written: Content) -> tuple[Workbook, Worksheet]:
    book = opened(written)
    sheet = book.worksheets[1]
    assert isinstance(sheet, Worksheet)
    return book, sheet


def at(sheet: Worksheet, name: str) -> int:
    return [cell.value for cell in sheet[HEADER]].index(name) + 1


def rules(sheet: Worksheet, cell: str) -> list[DataValidation]:
    return [each for each in sheet.data_validations.dataValidation if cell in each.cells]


def hostile(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with names that would like to be formulas."""
    name = Text(vi=HOSTILE, en=HOSTILE)
    return replace(
        catalogue,
        indicators={k: replace(v, names=name) for k, v in catalogue.indicators.items()},
        units={k: replace(v, names=name) for k, v in catalogue.units.items()},
        areas={k: replace(v, names=name) for k, v in catalogue.areas.items()},
        sources={k: replace(v, names=name) for k, v in catalogue.sources.items()},
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_there_are_instructions_a_sheet_to_fill_in_and_hidden_ids(lang: str) -> None:
    book, sheet = sheets(content(NATIONAL, lang))
    names = {"vi": ["Hướng dẫn", "Biểu mẫu", "cmcn4"], "en": ["Guide", "Form", "cmcn4"]}
    assert book.sheetnames == names[lang]
    assert [each.sheet_state for each in book.worksheets] == ["visible", "visible", "hidden"]
    header = [cell.value for cell in sheet[HEADER]]
    shown = {
        "vi": ["STT", "Chỉ tiêu", "Phân tổ", "Địa phương", "Năm", "Đơn vị tính", "Giá trị",
               "Trạng thái", "Nguồn", "Ngày công bố", "Ghi chú", "Kiểm tra", "Mã dòng"],
        "en": ["No.", "Indicator", "Breakdown", "Area", "Year", "Unit", "Value", "Status",
               "Source", "Release date", "Note", "Check", "Line code"],
    }  # fmt: skip
    assert header == shown[lang]


def test_units_are_shown_with_their_population() -> None:
    _, sheet = sheets(content(PROVINCE, "vi"))
    assert sheet.cell(FIRST, at(sheet, "Đơn vị tính")).value == "% hộ gia đình"
    assert "Phân tổ" not in [cell.value for cell in sheet[HEADER]]


def test_the_instructions_quote_every_target_word_for_word() -> None:
    book, _ = sheets(content(NATIONAL, "vi"))
    cells = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    for chosen in NATIONAL.targets:
        assert f"“{chosen.target.quote}”" in cells
    assert {"2289/QĐ-TTg", "2025", "2030", "so it is"} <= cells


def test_only_what_is_to_be_filled_in_can_be_changed() -> None:
    book, sheet = sheets(content(NATIONAL))
    open_ = {"Value", "Status", "Source", "Release date", "Note"}
    for name in [str(cell.value) for cell in sheet[HEADER]]:
        assert sheet.cell(FIRST, at(sheet, name)).protection.locked == (name not in open_), name
    spare = HEADER + len(NATIONAL.lines) + 2
    assert not sheet.cell(spare, at(sheet, "Indicator")).protection.locked
    for each in book.worksheets:
        assert each.protection.sheet
        assert each.protection.password is None
    assert not sheet.protection.sort
    assert not sheet.protection.autoFilter
    assert sheet.auto_filter.ref == f"A{HEADER}:M{HEADER + len(NATIONAL.lines)}"


def test_it_is_ready_for_paper_and_screen() -> None:
    book, sheet = sheets(content(NATIONAL))
    assert sheet.freeze_panes == f"C{FIRST}"
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    for each in book.worksheets[:2]:
        assert (each.page_setup.orientation, str(each.page_setup.paperSize)) == ("landscape", "9")
        assert (each.page_setup.fitToWidth, each.page_setup.fitToHeight) == (1, 0)
        assert each.oddFooter is not None
        assert each.oddFooter.right is not None
        assert each.oddFooter.right.text == "&P / &N"


def test_numbers_are_checked_against_the_range_of_their_year() -> None:
    _, sheet = sheets(content(PROVINCE))
    (rule,) = rules(sheet, "F6")
    assert rule.type == "custom"
    assert rule.formula1 == (
        "IF(ISNUMBER(F6),NOT(OR(F6<0,F6>100)),"
        "SUMPRODUCT(--(LEFT(TRIM(F6),LEN(cmcn4_words))=cmcn4_words))>0)"
    )
    assert "0 to 100 (% of households)" in str(rule.prompt)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_messages_and_formulas_fit_into_excel(lang: str) -> None:
    _, sheet = sheets(content(NATIONAL, lang))
    for rule in sheet.data_validations.dataValidation:
        assert len(str(rule.formula1)) <= 255
        assert max(len(rule.prompt or ""), len(rule.error or "")) <= 255
        assert max(len(rule.promptTitle or ""), len(rule.errorTitle or "")) <= 32
    for row in sheet.iter_rows():
        for cell in row:
            assert len(str(cell.value)) <= 8192


def test_lists_to_choose_from() -> None:
    book, sheet = sheets(content(NATIONAL, "vi"))
    status = sheet.cell(FIRST, at(sheet, "Trạng thái")).coordinate
    assert [each.formula1 for each in rules(sheet, status)] == ["cmcn4_status"]
    row = next(n for n, each in enumerate(NATIONAL.lines, FIRST)
               if each.asked.indicator == "digital-government-complete")  # fmt: skip
    value = sheet.cell(row, at(sheet, "Giá trị")).coordinate
    assert [each.formula1 for each in rules(sheet, value)] == ['"Có,Không"']
    spare = HEADER + len(NATIONAL.lines) + 2
    for name, list_ in (("Chỉ tiêu", "cmcn4_indicators"), ("Địa phương", "cmcn4_areas")):
        cell = sheet.cell(spare, at(sheet, name)).coordinate
        assert [each.formula1 for each in rules(sheet, cell)] == [list_]
    listed = [
        str(book[title][area][0][0].value)
        for title, area in book.defined_names["cmcn4_areas"].destinations
        if ":" in area
    ]
    assert listed == ["Việt Nam"]


def test_every_word_that_a_cell_accepts_is_one_we_read() -> None:
    for word in BEGINNINGS:
        forms = [word, f"{word} 5", f"{word}5"]
        forms += [f"{word} {more} 5" for more in ("dưới", "quá", "thứ", "hạng", "đến")]
        forms += [f"{word} {more}" for more in ("có số liệu",)]
        assert any(
            is_missing(form) or phrase(form, kind) for form in forms
            for kind in ("percent", "rank", "tier")
        ), word  # fmt: skip


def test_missing_and_wrong_cells_are_coloured() -> None:
    _, sheet = sheets(content(PROVINCE))
    coloured = {
        str(area.sqref): [rule.formula[0] for rule in area.rules]
        for area in sheet.conditional_formatting
    }
    last = HEADER + len(PROVINCE.lines)
    assert coloured[f"F{FIRST}:F{last}"] == [
        'OR($K6="out of range",$K6="unreadable",$K6="below 1 %?")',
        'OR($K6="missing")',
    ]


def test_formulas_have_their_results_beside_them() -> None:
    written = form(content(PROVINCE))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
    formulas = re.findall(r"<c [^>]*><f>.*?</c>", xml)
    assert len(formulas) == 1 + len(PROVINCE.lines) + 15
    assert all(' t="str"' in each for each in formulas)
    assert "<v>Filled in: 0 / 16     ·     Missing: 16" in xml
    # None stands in a column of data.
    columns = {match[1] for each in formulas if (match := re.match(r'<c r="([A-Z]+)', each))}
    assert columns == {"A", "K"}


def test_the_same_content_gives_the_same_bytes_without_the_time_of_day() -> None:
    one, two = form(content(PROVINCE)), form(content(PROVINCE))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2020-01-01T00:00:00Z"] * 2


def test_no_name_becomes_a_formula() -> None:
    first = PROVINCE.lines[0].asked
    origin = Origin(source="=1+1", source_id="", note="@SUM(A1)\x00\x07", url="-2+3")
    row = Observation(
        first.indicator, first.area, year(2024), "", point(Decimal(5)), origin, Sheet("x"), 1, 1
    )
    figures = {first: Figure(Decimal(5), row)}
    beside = {first._replace(period="2024-06"): Figure(Decimal(5), row)}
    carried = Carried(figures=figures, beside=beside)
    written = replace(content(PROVINCE), catalogue=hostile(CATALOGUE), carried=carried)
    book, sheet = sheets(written)
    ours = {f"{sheet.title}!A3"} | {
        f"{sheet.title}!{sheet.cell(row, at(sheet, 'Check')).coordinate}"
        for row in range(FIRST, sheet.max_row + 1)
    }
    found = {
        f"{each.title}!{cell.coordinate}"
        for each in book.worksheets
        for line in each.iter_rows()
        for cell in line
        if cell.data_type == "f"
    }
    assert found <= ours
    assert sheet.cell(FIRST, at(sheet, "Source")).value == "=1+1"
    assert sheet.cell(FIRST, at(sheet, "Source")).quotePrefix
    assert sheet.cell(FIRST, at(sheet, "Note")).value == "@SUM(A1) · -2+3"


def test_lines_grow_with_what_is_typed_into_them() -> None:
    with zipfile.ZipFile(io.BytesIO(form(content(PROVINCE)))) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
    rows = {int(number): rest for number, rest in re.findall(r'<row r="([0-9]+)"([^>]*)>', xml)}
    assert all('ht="' in rest for number, rest in rows.items() if number >= FIRST)
    assert [number for number, rest in rows.items() if "customHeight" in rest] == [1, 3, 4, 5]
