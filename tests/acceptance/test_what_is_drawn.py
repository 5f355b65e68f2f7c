"""An ODS counts as what a program draws of it: by its styles, whatever text stands beside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.test_not_the_result_books import codes, read, results
from acceptance.test_not_what_is_shown import HEADER, OTHER, ROW
from acceptance.test_what_is_seen import told
from unit.readers.opendocument import cell, row, rows, write_xml

DIGITS = '<number:number number:decimal-places="1" number:min-integer-digits="1"/>'
STRIKE = '<style:text-properties style:text-line-through-style="{}"/>'
STRUCK, PLAIN = STRIKE.format("solid"), STRIKE.format("none")
QUIET = {"area-assumed", "source-missing"}


def number(value: object, text: str, kind: str = "float", more: str = "") -> str:
    """Return a cell of a number with the text that a program stored beside it."""
    given = f'office:value-type="{kind}" office:value="{value}" table:style-name="c" {more}'
    return f"<table:table-cell {given}><text:p>{text}</text:p></table:table-cell>"


def drawn(folder: Path, styles: str, figure: str, behind: str = "", line: str = "") -> Any:
    """Return what is read of two figures, of which the first is given."""
    first = line or row(*map(cell, ROW[:2]), figure)
    table = f'<table:table table:name="A">{rows(HEADER)}{first}{rows([OTHER, "%", 90])}{behind}'
    return read(write_xml(folder / "data.ods", f"{table}</table:table>", styles=styles))


def style(inside: str = "", more: str = "", name: str = "c") -> str:
    """Return a style of cells."""
    named = f'style:name="{name}" style:family="table-cell" {more}'
    return f"<style:style {named}>{inside}</style:style>"


def formatted(inside: str, kind: str = "number") -> str:
    """Return a number format and a style of cells that has it."""
    made = f'<number:{kind}-style style:name="N1">{inside}</number:{kind}-style>'
    return made + style(more='style:data-style-name="N1"')


def text(said: str) -> str:
    """Return a text that a format writes."""
    return f"<number:text>{said}</number:text>"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (DIGITS + text(" (thành thị)"), "number-unreadable"),
        (DIGITS + text("‰"), "number-unreadable"),
        (text("KH ") + DIGITS, "number-unreadable"),
        (DIGITS + "<number:currency-symbol>(KH)</number:currency-symbol>", "number-unreadable"),
        (text("70,1"), "hidden-data"),
        ("", "hidden-data"),
        (text("-") + DIGITS, "hidden-data"),
        (text("7") + DIGITS, "hidden-data"),
        (DIGITS.replace("/>", ' number:display-factor="1000"/>'), "hidden-data"),
        ("<number:number><number:embedded-text>7</number:embedded-text></number:number>",
         "hidden-data"),
        ("<number:fill-character>7</number:fill-character>" + DIGITS, "hidden-data"),
    ],
)  # fmt: skip
def test_what_a_format_draws_counts_and_not_the_text_beside(
    inside: str, code: str, tmp_path: Path
) -> None:
    found = drawn(tmp_path, formatted(inside), number("92.5", "92,5"))
    assert (codes(found) - QUIET, results(found) - {92.5}) == ({code}, {90})


@pytest.mark.parametrize("kind", ["percentage", "date", "boolean"])
def test_a_format_of_another_kind_draws_something_else(kind: str, tmp_path: Path) -> None:
    inside = {"percentage": DIGITS + text("%"), "date": "<number:year/>"}.get(
        kind, "<number:boolean/>"
    )
    found = drawn(tmp_path, formatted(inside, kind), number("92.5", "92,5"))
    assert codes(found) & {"hidden-data", "number-unreadable"}


@pytest.mark.parametrize("said", [text("70,1"), text("KH ") + "<number:text-content/>"])
def test_a_format_of_texts_draws_another_one(said: str, tmp_path: Path) -> None:
    figure = cell("92,5").replace("string", 'string" table:style-name="c')
    assert results(drawn(tmp_path, formatted("<number:text-content/>", "text"), figure)) == {
        92.5, 90,
    }  # fmt: skip
    assert results(drawn(tmp_path, formatted(said, "text"), figure)) == {90}


CONDITIONS = "".join(
    f'<style:map style:condition="value(){sign}0" style:apply-style-name="N1P{at}"/>'
    for at, sign in enumerate(("&gt;", "&lt;"))
)
PART = '<number:number-style style:name="N1P{}">{}</number:number-style>'


@pytest.mark.parametrize(
    ("styles", "figure"),
    [
        (formatted(DIGITS), number("92.5", "92,5")),
        (formatted('<number:number number:min-integer-digits="1"/>'), number("92.5", "93")),
        (formatted("<number:number/>"), number("92.5", "92,5")),
        (formatted(DIGITS + text(" %")), number("92.5", "92,5 %")),
        (formatted(DIGITS + text("%"), "percentage"), number("0.925", "92,5%", "percentage")),
        (formatted(DIGITS + text(" ") + "<number:currency-symbol>₫</number:currency-symbol>",
                   "currency"), number("92.5", "92,5 ₫", "currency")),
        (formatted('<number:scientific-number number:decimal-places="2"/>'),
         number("92.5", "9,25E+01")),
        (formatted('<number:fraction number:min-numerator-digits="1"/>'), number("92.5", "92 1/2")),
        (PART.format(0, DIGITS) + PART.format(1, text("-") + DIGITS)
         + formatted(text("-") + CONDITIONS), number("92.5", "92,5")),
        (PART.format(0, DIGITS) + PART.format(1, text("(") + DIGITS + text(")"))
         + formatted(text(" ") + "<number:text-content/>" + CONDITIONS, "text"),
         number("92.5", "92,5")),
        (formatted("<number:text-content/>", "text"), number("92.5", "92,5")),
    ],
)  # fmt: skip
def test_formats_as_programs_write_them_do_no_harm(
    styles: str, figure: str, tmp_path: Path
) -> None:
    found = drawn(tmp_path, styles, figure)
    assert (results(found), codes(found) - QUIET) == ({92.5, 90}, set())


def default(inside: str) -> str:
    """Return what all cells have."""
    return f'<style:default-style style:family="table-cell">{inside}</style:default-style>'


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (style(STRUCK), {90}),
        (default(STRUCK) + style(PLAIN), set()),
        (style(STRUCK, name="Default"), set()),
        (default(STRUCK) + style(PLAIN, name="Default"), {92.5, 90}),
        (default(STRUCK) + style(PLAIN, name="Default")
         + style(more='style:parent-style-name="Default"'), {92.5, 90}),
        (default(STRUCK) + style(PLAIN, name="Default") + style(), {90}),
        (default(STRUCK).replace("table-cell", "graphic"), {92.5, 90}),
        (style(STRUCK, name="Default").replace("table-cell", "graphic"), {92.5, 90}),
    ],
)  # fmt: skip
def test_the_styles_of_all_cells_strike_out(
    styles: str, expected: set[float], tmp_path: Path
) -> None:
    assert results(drawn(tmp_path, styles, number("92.5", "92,5"))) == expected


def condition(area: str, applied: str) -> str:
    """Return a conditional format behind the rows of a table."""
    return (
        "<calcext:conditional-formats>"
        f'<calcext:conditional-format calcext:target-range-address="{area}">'
        f'<calcext:condition calcext:apply-style-name="{applied}" calcext:value="formula-is(1)"/>'
        "</calcext:conditional-format></calcext:conditional-formats>"
    )


@pytest.mark.parametrize(
    ("area", "applied", "perhaps"),
    [
        ("A.C2:A.C2", "gone", {"C2"}),
        ("A.C2", "gone", {"C2"}),
        ("'It''s A'.$C$1:'It''s A'.$C$9", "gone", {"C1", "C2", "C3"}),
        ("A.A3:A.B3 A.C3:A.C3", "gone", {"A3", "B3", "C3"}),
        ("A.D1:A.F9", "gone", set()),
        ("A.C2:A.C3", "bold", set()),
    ],
)
def test_what_a_condition_may_strike_out_is_told(
    area: str, applied: str, perhaps: set[str], tmp_path: Path
) -> None:
    styles = style(STRUCK, name="gone") + style(name="bold")
    found = drawn(tmp_path, styles, number("92.5", "92,5"), condition(area, applied))
    assert results(found) == {92.5, 90}
    assert told(found, "hidden-data") == {("hidden-data", each) for each in perhaps}


def test_a_style_that_a_condition_of_its_own_strikes_out_is_told(tmp_path: Path) -> None:
    applies = '<style:map style:condition="cell-content()&gt;1" style:apply-style-name="gone"/>'
    found = drawn(tmp_path, style(STRUCK, name="gone") + style(applies), number("92.5", "92,5"))
    assert told(found, "hidden-data") == {("hidden-data", "C2")}


@pytest.mark.parametrize(
    ("formula", "cells"), [("of:=IF(TODAY()&gt;1;70;92.5)", {"C2"}), ("of:=SUM([.F2])", set())]
)
def test_a_formula_worked_out_at_each_opening_is_told(
    formula: str, cells: set[str], tmp_path: Path
) -> None:
    found = drawn(tmp_path, "", number("92.5", "92,5", more=f'table:formula="{formula}"'))
    assert results(found) == {92.5, 90}
    assert told(found, "hidden-data") == {("hidden-data", each) for each in cells}


@pytest.mark.parametrize("formula", ["of:=[.C3]", "of:=[.$C$3]", "=[.C3]"])
def test_a_formula_that_is_another_cell_must_have_its_number(formula: str, tmp_path: Path) -> None:
    found = drawn(tmp_path, "", number("92.5", "92,5", more=f'table:formula="{formula}"'))
    assert results(found) == {90}
    assert told(found, "formula-without-value") == {("formula-without-value", "C2")}
    same = drawn(tmp_path, "", number("90", "90", more=f'table:formula="{formula}"'))
    assert results(same) == {90}
    assert not told(same, "formula-without-value")


@pytest.mark.parametrize(("display", "hidden"), [("false", 1), ("true", 0)])
def test_rows_in_a_closed_group_are_hidden(display: str, hidden: int, tmp_path: Path) -> None:
    line = row(*map(cell, ROW))
    group = f'<table:table-row-group table:display="{display}">{line}</table:table-row-group>'
    found = drawn(tmp_path, "", "", line=group)
    assert results(found) == {92.5, 90}
    assert [each["cell"] for each in found["findings"] if each["code"] == "hidden-data"] == [
        None
    ] * hidden
