"""The workbook of a form, as Excel will see it."""

from __future__ import annotations

import datetime as dt
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
from cmcn4.forms.formulas import met
from cmcn4.forms.hidden import BEGINNINGS
from cmcn4.forms.layout import CODES, FIRST, HEADER, Content
from cmcn4.forms.others import OTHERS_HEADER
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.form import Addressed, Asked
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
    return [str(cell.value) for cell in sheet[HEADER]].index(name) + 1


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
def test_there_are_instructions_sheets_to_fill_in_and_hidden_ids(lang: str) -> None:
    book, sheet = sheets(content(NATIONAL, lang))
    names = {
        "vi": ["Hướng dẫn", "Biểu mẫu", "Số liệu khác", "cmcn4"],
        "en": ["Guide", "Form", "Other figures", "cmcn4"],
    }
    assert book.sheetnames == names[lang]
    assert [each.sheet_state for each in book.worksheets] == [*["visible"] * 3, "hidden"]
    shown = {
        "vi": ["STT", "Chỉ tiêu", "Phân tổ", "Địa phương", "Đơn vị tính", 2024, 2025,
               "Mức cần đạt", "Kết quả đánh giá", "Trạng thái", "Nguồn", "Ngày công bố",
               "Ghi chú", "Kiểm tra", "Mã dòng"],
        "en": ["No.", "Indicator", "Breakdown", "Area", "Unit", 2024, 2025, "Level wanted", "Met?",
               "Status", "Source", "Release date", "Note", "Check", "Line code"],
    }  # fmt: skip
    assert [cell.value for cell in sheet[HEADER]] == shown[lang]
    codes = [str(cell.value) for cell in sheet[CODES]]
    assert codes[3:7] == ["C-area", "C-unit", "C-2024", "C-2025"]
    beside = {
        "vi": ["Chỉ tiêu", "Phân tổ", "Địa phương", "Kỳ số liệu", "Đơn vị tính", "Giá trị",
               "Trạng thái", "Nguồn", "Ngày công bố", "Ghi chú", "Kiểm tra"],
        "en": ["Indicator", "Breakdown", "Area", "Period", "Unit", "Value", "Status", "Source",
               "Release date", "Note", "Check"],
    }  # fmt: skip
    assert [cell.value for cell in book.worksheets[2][OTHERS_HEADER]] == beside[lang]


def test_a_line_is_an_indicator_and_what_is_not_asked_is_hatched() -> None:
    _, sheet = sheets(content(planned(years=(2022, 2025))))
    rows = {
        str(sheet.cell(row, 2).value): [
            sheet.cell(row, column).fill.fill_type == "lightUp" for column in range(6, 10)
        ]
        for row in range(FIRST, FIRST + 6)
    }
    assert rows["UN E-Government Development Index, world rank"] == [False, True, False, True]
    assert rows["Global Innovation Index, world rank"] == [False] * 4


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
    open_ = {"2024", "2025", "Status", "Source", "Release date", "Note"}
    for name in [str(cell.value) for cell in sheet[HEADER]]:
        assert sheet.cell(FIRST, at(sheet, name)).protection.locked == (name not in open_), name
    assert not book.worksheets[2].cell(OTHERS_HEADER + 1, 1).protection.locked
    for each in book.worksheets:
        assert each.protection.sheet
        assert each.protection.password is None
    assert not sheet.protection.sort
    assert not sheet.protection.autoFilter
    assert sheet.auto_filter.ref == f"A{CODES}:O{CODES + len(content(NATIONAL).lines)}"


def test_it_is_ready_for_paper_and_screen() -> None:
    book, sheet = sheets(content(NATIONAL))
    assert sheet.freeze_panes == f"C{FIRST}"
    assert sheet.print_title_rows == f"${HEADER}:${CODES}"
    end = CODES + len(content(NATIONAL).lines) + 8
    assert sheet.print_area == f"'Form'!$A$1:$N${end}", "the codes of lines are not printed"
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Times New Roman"}
    for each in book.worksheets[:3]:
        assert (each.page_setup.orientation, str(each.page_setup.paperSize)) == ("landscape", "9")
        assert (each.page_setup.fitToWidth, each.page_setup.fitToHeight) == (1, 0)
        assert each.oddFooter is not None
        assert each.oddFooter.right is not None
        assert each.oddFooter.right.text == "&P / &N"


def test_numbers_are_checked_against_the_range_of_their_year() -> None:
    _, sheet = sheets(content(PROVINCE))
    (rule,) = rules(sheet, "F8")
    assert (rule.type, str(rule.sqref)) == ("custom", "E8:F8")
    assert rule.formula1 == (
        "IF(ISNUMBER(E8),NOT(OR(E8<0,E8>100)),"
        "SUMPRODUCT(--(LEFT(TRIM(E8),LEN(cmcn4_words))=cmcn4_words))>0)"
    )
    assert "0 to 100 (% of households)" in str(rule.prompt)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("years", [(2024, 2025), (2001, 2030)])
def test_messages_and_formulas_fit_into_excel(lang: str, years: tuple[int, int]) -> None:
    _, sheet = sheets(content(planned("all", years=years), lang))
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
    lines = [line.series.indicator for line in content(NATIONAL).lines]
    row = FIRST + lines.index("digital-government-complete")
    value = sheet.cell(row, at(sheet, "2025")).coordinate
    assert [each.formula1 for each in rules(sheet, value)] == ['"Có,Không"']
    for cell, list_ in (("A4", "cmcn4_indicators"), ("C4", "cmcn4_areas")):
        assert [each.formula1 for each in rules(book.worksheets[2], cell)] == [list_]
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
    blank = '((TRIM(E8)="")+ISNUMBER(MATCH(TRIM(E8),cmcn4_blanks,0))>0)'
    words = "SUMPRODUCT(--(LEFT(TRIM(E8),LEN(cmcn4_words))=cmcn4_words))>0"
    assert coloured["E8:F8"] == [
        f"IF(ISNUMBER(E8),OR(E8<0,E8>100),IF({blank},FALSE,NOT({words})))",
        blank,
    ]


def test_formulas_have_their_results_beside_them() -> None:
    written = form(content(PROVINCE))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
        beside = archive.read("xl/worksheets/sheet3.xml").decode()
    formulas = re.findall(r"<c [^>]*><f>.*?</c>", xml, re.DOTALL)
    lines = content(PROVINCE).lines
    judged = sum(bool(content(PROVINCE).levels.get(line.series)) for line in lines)
    assert (len(lines), judged, len(formulas)) == (9, 7, 1 + 9 + 7)
    assert all(' t="str"' in each for each in formulas)
    assert beside.count(' t="str"><f>') == 25
    assert "<v>Filled in: 0 / 8     ·     Missing: 8" in xml
    # None stands in a column of data.
    columns = {match[1] for each in formulas if (match := re.match(r'<c r="([A-Z]+)', each))}
    assert columns == {"A", "H", "M"}


def known(value: Decimal | str, year_: str = "2025") -> Content:
    """Return the province's form with a figure of households with fibre filled in."""
    asked = Asked("fibre-households", "", "vn-ha-noi", year_)
    row = Observation(
        *asked[::2], year(int(year_)), "", point(Decimal(5)), Origin("a"), Sheet("x"), 1, 1
    )
    return content(PROVINCE, figures={asked: Figure(value, row)})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Decimal(80), "not met"), (Decimal("80.01"), "met"), ("> 80", "check with cmcn4"),
        (Decimal("0.8"), "check with cmcn4"),
    ],
)  # fmt: skip
def test_a_known_figure_is_judged_before_anybody_opens_the_form(
    value: Decimal | str, told: str
) -> None:
    written = known(value)
    line = next(line for line in written.lines if line.series.indicator == "fibre-households")
    assert met(written, line).split("\n")[0] == f"2025: {told}"


def test_a_known_figure_is_locked_and_its_line_has_no_more_to_give() -> None:
    _, sheet = sheets(known(Decimal(85)))
    cell = sheet.cell(FIRST, at(sheet, "2025"))
    assert (cell.value, cell.protection.locked, cell.fill.start_color.rgb) == (85, True, "00F2F2F2")
    assert rules(sheet, cell.coordinate) == []
    assert not sheet.cell(FIRST, at(sheet, "2024")).protection.locked


def test_who_it_goes_to_and_until_when() -> None:
    addressed = Addressed("Ministry", dt.date(2025, 12, 20), "Hà Nội")
    _, sheet = sheets(replace(content(PROVINCE, "vi"), addressed=addressed))
    assert sheet["A3"].value == "Đơn vị nhận báo cáo: Ministry          Hạn gửi: 20/12/2025"
    last = CODES + len(content(PROVINCE).lines)
    assert sheet.cell(last + 2, at(sheet, "Kết quả đánh giá")).value == (
        "Hà Nội, ngày …… tháng …… năm ………"
    )
    assert sheet.cell(last + 3, 2).value == "NGƯỜI LẬP BIỂU"
    for row in range(last + 1, last + 8):
        assert [sheet.cell(row, column).value for column in (5, 6)] == [None, None]


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
    addressed = Addressed("=1+1", None, "=2+2")
    written = replace(
        content(PROVINCE), catalogue=hostile(CATALOGUE), carried=carried, addressed=addressed
    )
    book, sheet = sheets(written)
    ours = {f"{sheet.title}!A4"} | {
        f"{sheet.title}!{sheet.cell(row, at(sheet, name)).coordinate}"
        for row in range(FIRST, sheet.max_row + 1)
        for name in ("Check", "Met?")
    }
    others = book.worksheets[2]
    ours |= {f"{others.title}!K{row}" for row in range(OTHERS_HEADER + 1, others.max_row + 1)}
    found = {
        f"{each.title}!{cell.coordinate}"
        for each in book.worksheets
        for line in each.iter_rows()
        for cell in line
        if cell.data_type == "f"
    }
    assert found <= ours
    assert others["H4"].value == "=1+1"
    assert others["H4"].quotePrefix
    assert others["J4"].value == "@SUM(A1) · -2+3"
    ids = [[cell.value for cell in row] for row in book["cmcn4"].iter_rows(max_col=7)]
    assert ids[len(written.lines) + 1][1:] == ["5", "final", "=1+1", "-2+3", None, "@SUM(A1)"]


def test_lines_grow_with_what_is_typed_into_them() -> None:
    with zipfile.ZipFile(io.BytesIO(form(content(PROVINCE)))) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
    rows = {int(number): rest for number, rest in re.findall(r'<row r="([0-9]+)"([^>]*)>', xml)}
    last = CODES + len(content(PROVINCE).lines)
    assert all('ht="' in rest for number, rest in rows.items() if FIRST <= number <= last)
    fixed = [number for number, rest in rows.items() if "customHeight" in rest]
    assert fixed == list(range(1, FIRST))
