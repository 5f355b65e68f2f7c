"""What nobody sees is told, and what a person accepted is what stood there, and no other text."""

from __future__ import annotations

import pickle
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from acceptance.cli import Result, codes, finding, inside, write
from acceptance.test_outside_cells import ROWS, styled, told, workbook
from cmcn4.model.finding import whole_text
from cmcn4.readers.problems import found
from unit.readers.opendocument import cell, row, write_xml

AS_OF = ("--as-of", "2025", "--lang", "en")
HEADED = "indicator,area,2024,2025,{},source\ninternet-users,VN,82,84.15,{},NSO\n"
NOTED = "indicator,area,period,value,unit,source,Note\ninternet-users,VN,2025,84.15,%,NSO,{}\n"
LONG = "The whole of it is told in a text so long that no message can have all of it, " * 3
TEXTS = {
    "column-unread": (HEADED.format("Outlook", 90), HEADED.format("Actual result", 50)),
    "unit-suspicious": (
        "indicator,area,period,value,unit,source,status\ninternet-users,VN,2025,84,%,NSO,blue\n",
        "indicator,area,period,value,unit,source,status\ninternet-users,VN,2025,84,%,NSO,red\n",
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def accepted(code: str, text: str, folder: Path) -> str:
    """Return what is written to accept the findings of a text."""
    write(folder, text)
    (folder / "cmcn4.toml").unlink(missing_ok=True)
    return inside("accept", code, "data.csv", "--because", "so", *AS_OF).out


def check(text: str, folder: Path, *more: str) -> Result:
    write(folder, text)
    asked = ("--fail-on", "warning", "-f", "json", *AS_OF)
    return inside("check", "data.csv", *asked, *more)


@pytest.mark.parametrize("code", TEXTS)
def test_another_text_at_the_place_of_an_accepted_one_is_told(code: str, folder: Path) -> None:
    old, new = TEXTS[code]
    (entry,) = tomllib.loads(accepted(code, old, folder))["accept"]
    before = check(old, folder)
    assert (finding(before, code)["decision"]["because"], before.code) == ("so", 0)
    after = check(new, folder)
    assert (finding(after, code)["decision"], after.code) == (None, 1)
    message = finding(after, "accept-changed")["message"]
    assert f'found = "{entry["found"]}"' in message
    assert finding(after, code)["accept"].split("found = ")[1].splitlines()[0] in message


@pytest.mark.parametrize("code", TEXTS)
def test_who_names_a_cell_names_what_stood_there(code: str, folder: Path) -> None:
    old, new = TEXTS[code]
    entry = accepted(code, old, folder)
    lines = [line for line in entry.splitlines() if not line.startswith("found")]
    write(folder, "\n".join(lines), "cmcn4.toml")
    for text in (old, new):
        after = check(text, folder)
        assert (finding(after, code)["decision"], after.code) == (None, 1)
        said = finding(after, "accept-changed")
        assert "does not say what was accepted there" in said["message"]
        assert finding(after, code)["accept"].split("found = ")[1].splitlines()[0] in said["hint"]
    wide = [line for line in lines if not line.startswith(("cell", "value"))]
    write(folder, "\n".join(wide), "cmcn4.toml")
    assert check(new, folder).code == 0  # of all that a file says: no cell is named


def test_a_text_that_is_gone_was_accepted_for_nothing(folder: Path) -> None:
    old, _ = TEXTS["column-unread"]
    accepted("column-unread", old, folder)
    assert "accept-unused" in codes(check("\n".join(old.replace(",Outlook", "").replace(
        ",90", "").splitlines()), folder))  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_what_was_accepted_is_known_in_every_language(lang: str, folder: Path) -> None:
    old, _ = TEXTS["column-unread"]
    accepted("column-unread", old, folder)
    assert check(old, folder, "--lang", lang).code == 0


def test_a_long_text_is_known_by_all_of_it() -> None:
    one, other = found(f"{LONG}a"), found(f"{LONG}b")
    assert one == other
    assert whole_text(one) != whole_text(other)
    assert whole_text(pickle.loads(pickle.dumps(one))) == whole_text(one)  # noqa: S301 - ours


@pytest.mark.parametrize("code", TEXTS)
def test_another_text_is_another_warning_than_the_baseline_has(code: str, folder: Path) -> None:
    old, new = TEXTS[code]
    base = write(folder, old, "base.csv").rename(folder / "data.csv")
    inside("check", "data.csv", "-f", "json", "-o", "old.json", *AS_OF)
    assert base.exists()
    assert check(old, folder, "--baseline", "old.json").code == 0
    assert check(new, folder, "--baseline", "old.json").code == 1


def themed(theme: int, tint: float = 0.0) -> Color:
    return Color(theme=theme, tint=tint)


def solid(colour: str | Color) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def font(colour: str | Color) -> Font:
    return Font(color=colour)


def ruled(rule: Rule) -> Callable[[Worksheet], None]:
    """Put a conditional format on the cell of the figure."""
    return lambda sheet: sheet.conditional_formatting.add("D2:D2", rule)


def above(limit: int, **style: Any) -> Rule:
    how = DifferentialStyle(**style)
    return Rule(type="cellIs", operator="greaterThan", formula=[str(limit)], dxf=how)


def as_text(sheet: Worksheet) -> None:
    """Have the figure as a text, in white."""
    sheet["D2"] = "85.1"
    sheet["D2"].font = WHITE


WHITE, DARK = font("FFFFFFFF"), solid("FF1F3A5F")
ERRORS = Rule(type="containsErrors", formula=["ISERROR(D2)"], dxf=DifferentialStyle(font=WHITE))
UNSEEN = {
    "grey on grey": styled(font=font("FFEEEEEE"), fill=solid("FFEEEEEE")),
    "black on black": styled(font=font("FF000000"), fill=solid("FF000000")),
    "letters without a colour on black": styled(fill=solid("FF000000")),
    "nearly white": styled(font=font("FFFEFEFE")),
    "the ground of the theme, darker": styled(font=font(themed(0, -0.05))),
    "letters of the theme, much lighter": styled(font=font(themed(1, 0.95))),
    "one colour of the theme": styled(font=font(themed(4, 0.4)), fill=solid(themed(4, 0.4))),
    "1 pt": styled(font=Font(sz=1)),
    "a condition": ruled(above(80, font=WHITE)),
    "a condition of a ground": ruled(above(80, fill=PatternFill(bgColor="FF000000"))),
    "a condition on another cell": ruled(
        Rule(type="expression", formula=["$A$9=1"], dxf=DifferentialStyle(font=WHITE))
    ),
    "a text": as_text,
}
SEEN = {
    "grey": styled(font=font("FFA6A6A6")),
    "white on dark": styled(font=WHITE, fill=DARK),
    "white on a ground of more than one colour": styled(
        font=WHITE, fill=GradientFill(stop=("FF000000", "FF1F3A5F"))
    ),
    "another colour of the theme": styled(font=font(themed(0)), fill=solid(themed(4))),
    "lighter letters of the theme": styled(font=font(themed(1, 0.35))),
    "7 pt": styled(font=Font(sz=7)),
    "a condition that does not hold": ruled(above(90, font=WHITE)),
    "a condition that is none of figures": ruled(ERRORS),
    "a condition with a ground": ruled(above(80, font=WHITE, fill=PatternFill(bgColor="FF1F3A5F"))),
    "a heading in white": lambda sheet: setattr(sheet["D1"], "font", WHITE),
}


@pytest.mark.parametrize("how", UNSEEN)
def test_a_figure_that_nobody_sees_is_told(how: str, tmp_path: Path) -> None:
    assert told(workbook(tmp_path, UNSEEN[how])) == ([85.1], ["hidden-data"])


@pytest.mark.parametrize("how", SEEN)
def test_a_figure_that_is_seen_is_not(how: str, tmp_path: Path) -> None:
    assert told(workbook(tmp_path, SEEN[how])) == ([85.1], [])


@pytest.mark.parametrize("tint", ["nan", "inf", "-1e999", "2", "much", ""])
def test_a_tint_that_is_none_harms_nothing(tint: str, tmp_path: Path) -> None:
    change = styled(font=font(themed(1, 0.5)))
    path = workbook(tmp_path, change, {
        "xl/styles.xml": lambda text: text.replace('tint="0.5"', f'tint="{tint}"')
    })  # fmt: skip
    assert told(path) == ([85.1], ["hidden-data"] if tint == "2" else [])


@pytest.mark.parametrize(("letters", "ground", "codes"), [
    ('fo:color="#ffffff"', "", ["hidden-data"]),
    ('fo:color="#FEFEFE"', 'fo:background-color="transparent"', ["hidden-data"]),
    ('fo:color="#eeeeee"', 'fo:background-color="#eeeeee"', ["hidden-data"]),
    ('fo:font-size="1pt"', "", ["hidden-data"]),
    ('fo:font-size="0.5mm"', "", ["hidden-data"]),
    ('text:display="none"', "", ["hidden-data"]),
    ('fo:color="#ffffff"', 'fo:background-color="#1f3a5f"', []),
    ('fo:color="#ffffff" style:use-window-font-color="true"', "", []),
    ('fo:font-size="80%"', "", []),
    ("", 'fo:background-color="#000000"', []),
])  # fmt: skip
@pytest.mark.parametrize("inherited", [False, True])
def test_letters_of_opendocument_that_nobody_sees(
    letters: str, ground: str, codes: list[str], *, inherited: bool, tmp_path: Path
) -> None:
    styles = (
        '<style:style style:name="own" style:family="table-cell">'
        f"<style:table-cell-properties {ground}/><style:text-properties {letters}/></style:style>"
        '<style:style style:name="child" style:family="table-cell" style:parent-style-name="own"/>'
    )
    name = "child" if inherited else "own"
    figure = f'office:value-type="float" office:value="85.1" table:style-name="{name}"'
    assert told(opened(tmp_path, figure, styles)) == ([85.1], codes)


@pytest.mark.parametrize(("height", "codes"), [
    ("0.01cm", ["hidden-data"]), ("0.3mm", ["hidden-data"]), ("0.01in", ["hidden-data"]),
    ("0pt", ["hidden-data"]), ("0.4516cm", []), ("12.8pt", []),
])  # fmt: skip
def test_rows_of_opendocument_too_low_to_read_are_hidden(
    height: str, codes: list[str], tmp_path: Path
) -> None:
    style = (
        '<style:style style:name="low" style:family="table-row">'
        f'<style:table-row-properties style:row-height="{height}"/></style:style>'
    )
    figure = 'office:value-type="float" office:value="85.1"'
    assert told(opened(tmp_path, figure, style, ' table:style-name="low"')) == ([85.1], codes)


def opened(folder: Path, figure: str, styles: str, of_row: str = "") -> Path:
    """Write the table with a figure of such attributes, in a row of such a style."""
    before = "".join(cell(str(each)) for each in ROWS[1][:3])
    behind = "".join(cell(str(each)) for each in ROWS[1][4:])
    own = f"<table:table-cell {figure}><text:p>85.1</text:p></table:table-cell>"
    table = row("".join(cell(str(each)) for each in ROWS[0]))
    table += f"<table:table-row{of_row}>{before}{own}{behind}</table:table-row>"
    return write_xml(
        folder / "new.ods", f'<table:table table:name="A">{table}</table:table>', styles=styles
    )
