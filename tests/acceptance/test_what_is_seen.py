"""A cell counts as what a person sees of it: struck out under a condition, worked out anew."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from acceptance.test_not_the_result_books import read, results
from acceptance.test_not_what_is_shown import HEADER, OTHER, ROW

STRUCK, BOLD = (DifferentialStyle(font=font) for font in (Font(strike=True), Font(bold=True)))
Named = set[tuple[str, str | None]]


def book(folder: Path, change: Callable[[Worksheet], object]) -> Path:
    """Write a workbook of two figures, and change it."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    for row in (HEADER, ROW, [OTHER, "%", 90]):
        page.append(row)
    change(page)
    workbook.save(folder / "data.xlsx")
    return folder / "data.xlsx"


def edited(path: Path, part: str, old: str, new: str) -> Path:
    """Change one place of a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (name,) = [name for name in parts if name.endswith(part)]
    text, count = re.subn(old, lambda _: new, parts[name].decode(), count=1)
    assert count == 1
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in {**parts, name: text.encode()}.items():
            archive.writestr(each, content)
    return path


def told(found: Any, *codes: str) -> Named:
    """Return the findings of some codes, with their cells."""
    return {(each["code"], each["cell"]) for each in found["findings"] if each["code"] in codes}


def ruled(folder: Path, rules: dict[str, Rule]) -> tuple[set[float], Named]:
    """Return what is read, and told, of a workbook with conditional formats."""

    def change(page: Worksheet) -> None:
        for area, rule in rules.items():
            page.conditional_formatting.add(area, rule)

    found = read(book(folder, change))
    return results(found), told(found, "cell-error", "hidden-data")


def expression(formula: str, dxf: DifferentialStyle = STRUCK, **how: Any) -> Rule:
    """Return a rule that strikes out where a formula holds."""
    return Rule(type="expression", dxf=dxf, formula=[formula], **how)


def compared(how: Any, *limits: str) -> Rule:
    """Return a rule that strikes out what compares so with its limits."""
    return Rule(type="cellIs", operator=how, dxf=STRUCK, formula=list(limits))


@pytest.mark.parametrize(
    ("area", "rule", "gone"),
    [
        ("C2", expression("TRUE"), {"C2"}),
        ("A2:C2", expression("1"), {"A2"}),
        ("A2", expression("TRUE()"), {"A2"}),
        ("C2:C9", compared("greaterThan", "91"), {"C2"}),
        ("C2:C3", compared("between", "95", "92"), {"C2"}),
        ("C2:C3", compared("notEqual", "90"), {"C2"}),
    ],
)
def test_what_a_condition_strikes_out_for_sure_is_gone(
    area: str, rule: Rule, gone: set[str], tmp_path: Path
) -> None:
    assert ruled(tmp_path, {area: rule}) == ({90}, {("cell-error", cell) for cell in gone})


@pytest.mark.parametrize(
    ("area", "rule", "perhaps"),
    [
        ("C2:C3", expression('$B2="x"'), {"C2", "C3"}),
        ("A2:C2", expression("LEN(D2)>0"), {"A2", "B2", "C2"}),
        ("A3", expression("D3=1"), {"A3"}),
        ("A2:B2", compared("greaterThan", "0"), {"A2", "B2"}),
        ("C2:C3", compared("greaterThan", "$F$1"), {"C2", "C3"}),
        ("C3", Rule(type="duplicateValues", dxf=STRUCK), {"C3"}),
        ("A1:C1", expression('D1<>""'), {"A1", "B1", "C1"}),
    ],
)
def test_what_a_condition_may_strike_out_is_told(
    area: str, rule: Rule, perhaps: set[str], tmp_path: Path
) -> None:
    cells = {("hidden-data", cell) for cell in perhaps}
    assert ruled(tmp_path, {area: rule}) == ({92.5, 90}, cells)


@pytest.mark.parametrize(
    ("area", "rule"),
    [
        ("A1:F9", expression("FALSE")),
        ("C2:C3", expression("0")),
        ("C2:C3", compared("lessThan", "50")),
        ("C2:C3", compared("notBetween", "0", "100")),
        ("E1:F9", expression("TRUE")),
        ("A5:F9", expression("$A5=1")),
        ("A1:C9", expression("TRUE", BOLD)),
    ],
)
def test_a_condition_that_strikes_out_nothing_here_does_no_harm(
    area: str, rule: Rule, tmp_path: Path
) -> None:
    assert ruled(tmp_path, {area: rule}) == ({92.5, 90}, set())


def test_a_rule_that_may_end_others_leaves_open_what_they_strike_out(tmp_path: Path) -> None:
    first = expression("C2>0", BOLD, stopIfTrue=True)
    rules = {"C2:C3": first, "C2": expression("TRUE", stopIfTrue=True)}
    assert ruled(tmp_path, rules) == ({92.5, 90}, {("hidden-data", "C2")})


@pytest.mark.parametrize(
    ("element", "read_", "cells"),
    [
        ("wholeTable", set(), {("cell-error", "A3")}),
        ("firstRowStripe", {92.5, 90}, {("hidden-data", f"{x}{y}") for x in "ABC" for y in (2, 3)}),
    ],
)
def test_the_style_of_a_table_strikes_out(
    element: str, read_: set[float], cells: Named, tmp_path: Path
) -> None:
    def table(page: Worksheet) -> None:
        made = Table(displayName="T", ref="A2:C3", headerRowCount=0)
        made.tableStyleInfo = TableStyleInfo(name="Gone", showRowStripes=True)
        page.add_table(made)

    style = (
        '<dxfs count="2"><dxf><font><b/></font></dxf><dxf><font><strike/></font></dxf></dxfs>'
        '<tableStyles count="1"><tableStyle name="Gone" count="1">'
        f'<tableStyleElement type="{element}" dxfId="1"/></tableStyle></tableStyles>'
    )
    path = edited(book(tmp_path, table), "styles.xml", "<tableStyles[^>]*/>", style)
    found = read(path)
    assert results(found) == read_
    assert told(found, "cell-error", "hidden-data") >= cells


def formula(folder: Path, cells: dict[str, str]) -> Any:
    """Return what is read of a workbook in which formulas stand for what was stored."""
    path = edited(book(folder, lambda _: None), "workbook.xml", ' fullCalcOnLoad="1"', "")
    for cell, text in cells.items():
        head, _, kind = text.partition("|")
        place = f'(?<=<c r="{cell}" t="n">)(?=<v>)'
        path = edited(path, "sheet1.xml", place, f"<f{kind}>{head}</f>")
    return read(path)


@pytest.mark.parametrize(
    "text",
    ["IF(TODAY()&gt;1,70,92.5)", "92.5+0*NOW ()", "RANDBETWEEN(1,99)", 'INDIRECT("F"&amp;9)',
     "OFFSET(A1,5,5)", 'if(cell("row",A1)=1,1,2)', 'INFO("numfile")', "_xlfn.RANDARRAY(1)"],
)  # fmt: skip
def test_a_formula_worked_out_whenever_the_book_is_opened_is_told(
    text: str, tmp_path: Path
) -> None:
    found = formula(tmp_path, {"C2": text})
    assert results(found) == {92.5, 90}
    assert told(found, "hidden-data") == {("hidden-data", "C2")}


def test_the_cells_that_share_such_a_formula_are_told(tmp_path: Path) -> None:
    shared = ' t="shared" ref="C2:C3" si="0"'
    cells = {"C2": f"RAND()*90|{shared}", "C3": '| t="shared" si="0"'}
    assert told(formula(tmp_path, cells), "hidden-data") == {
        ("hidden-data", "C2"), ("hidden-data", "C3"),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["SUM(F2:F9)", "MYTODAY(1)", "F2*100", "ROUND(F9,1)", "CELLS"])
def test_all_formulas_of_a_workbook_that_asks_to_be_worked_out_anew_are_told(
    text: str, tmp_path: Path
) -> None:
    formula(tmp_path, {"C2": text})
    asks = edited(tmp_path / "data.xlsx", "workbook.xml", "<calcPr ", '<calcPr fullCalcOnLoad="1" ')
    found = read(asks)
    assert (results(found), told(found, "hidden-data")) == ({92.5, 90}, {("hidden-data", "C2")})


@pytest.mark.parametrize("text", ["SUM(F2:F9)", "MYTODAY(1)", "F2*100", "ROUND(F9,1)", "CELLS"])
def test_other_formulas_are_what_was_stored(text: str, tmp_path: Path) -> None:
    found = formula(tmp_path, {"C2": text})
    assert (results(found), told(found, "hidden-data")) == ({92.5, 90}, set())


@pytest.mark.parametrize(
    ("heading", "said", "cells"), [("Đạt?", "đạt", set()), ("Phân tổ", "Tổng số", {"D2"})]
)
def test_a_text_worked_out_anew_is_told_where_it_says_what_a_figure_is(
    heading: str, said: str, cells: set[str], tmp_path: Path
) -> None:
    def change(page: Worksheet) -> None:
        page["D1"], page["D2"] = heading, f'=IF(CELL("format",C2)="G","{said}","")'

    path = edited(book(tmp_path, change), "sheet1.xml", "<v></v>|<v ?/>", f"<v>{said}</v>")
    found = read(edited(path, "sheet1.xml", r'(?<=<c r="D2")', ' t="str"'))
    assert results(found) == {92.5, 90}
    assert told(found, "hidden-data") == {("hidden-data", cell) for cell in cells}


def test_a_date_above_the_table_that_is_worked_out_anew_is_no_figure(tmp_path: Path) -> None:
    def change(page: Worksheet) -> None:
        page.insert_rows(1)
        page["C1"] = '="Hà Nội, ngày "&DAY(TODAY())'

    path = edited(book(tmp_path, change), "sheet1.xml", "<v></v>|<v ?/>", "<v>Hà Nội, ngày 5</v>")
    path = edited(path, "sheet1.xml", r'(?<=<c r="C1")', ' t="str"')
    found = read(path)
    assert (results(found), told(found, "hidden-data")) == ({92.5, 90}, set())
