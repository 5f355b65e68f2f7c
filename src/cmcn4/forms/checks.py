"""What Excel checks while a form is filled in: lists, numbers, dates, colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms import looks
from cmcn4.forms.formulas import begins, blank, outside, runs
from cmcn4.forms.layout import FIRST, Content, Line

Kind = Literal["list", "custom"]
_MOST = 255
"""Characters of a message."""
_MOST_TITLE = 32
_PROPOSED = frozenset({"cmcn4_source", "cmcn4_breakdowns"})
"""Lists beside which other texts may stand."""
_GREY = Font(color="8C8C8C")
_FIRST_DAY, _LAST_DAY = 32874, 73050
"""1990-01-01 and 2099-12-31 as spreadsheets count days."""


def add_checks(sheet: Worksheet, content: Content) -> None:
    """Add every check to the sheet that is filled in."""
    for row, line in enumerate(content.lines, FIRST):
        for years in _alike(content, line):
            for cells in runs(content, years, row):
                _check_figures(sheet, content, line, years[0], cells)
        needed = [year for year in content.open_years(line) if line.needed[year]]
        for cells in runs(content, needed, row):
            _colour(sheet, cells, blank(cells.partition(":")[0]), looks.MISSING)
    at, last = content.at, content.last
    for role in ("status", "source"):
        cells = f"{at[role]}{FIRST}:{at[role]}{last}"
        add_list(sheet, content, f"cmcn4_{role}", cells, content.say(f"prompt.{role}"))
    add_days(sheet, content, f"{at['released']}{FIRST}:{at['released']}{last}")
    _colours(sheet, content)


def _alike(content: Content, line: Line) -> Iterator[list[str]]:
    """Yield the open years of a line that have one range of valid numbers."""
    scale = content.indicator(line).scale
    for _, years in groupby(content.open_years(line), lambda year: scale(int(year))):
        yield list(years)


def _check_figures(sheet: Worksheet, content: Content, line: Line, year: str, cells: str) -> None:
    """Check the figures of some years of a line, and colour those that are wrong."""
    first = cells.partition(":")[0]
    prompt = _prompt(content, line, year)[:_MOST]
    shown = {"promptTitle": content.say("column.value")[:_MOST_TITLE], "prompt": prompt}
    rule: tuple[Kind, str] = ("list", f'"{content.say("yes")},{content.say("no")}"')
    if content.kind(line) != "yes-no":
        wrong = outside(content, line, year, first)
        rule = ("custom", f"IF(ISNUMBER({first}),NOT({wrong}),{begins(first)})")
        text = f"IF({blank(first)},FALSE,NOT({begins(first)}))"
        _colour(sheet, cells, f"IF(ISNUMBER({first}),{wrong},{text})", looks.WRONG)
    _add(sheet, content, (*rule, cells), error=prompt, showInputMessage=True, **shown)


def _prompt(content: Content, line: Line, year: str) -> str:
    """Return what a cell takes, to be said in the cell itself."""
    if content.kind(line) == "yes-no":
        return content.say("prompt.yes-no")
    indicator = content.indicator(line)
    low, high = indicator.scale(int(year))
    kind = "any" if low is None else "from" if high is None else "between"
    ends = {"low": low, "high": high}
    return content.say(f"prompt.{kind}", unit=content.unit(indicator), **ends)


def _add(sheet: Worksheet, content: Content, rule: tuple[Kind, str, str], **more: Any) -> None:
    """Add a check: its type, its formula and its cells; they may stay empty."""
    kind, formula, cells = rule
    title = content.say("refused")[:_MOST_TITLE]
    options = {"allow_blank": True, "showErrorMessage": True, "errorTitle": title, **more}
    sheet.add_data_validation(DataValidation(kind, formula, sqref=cells, **options))


def add_list(sheet: Worksheet, content: Content, name: str, cells: str, prompt: str = "") -> None:
    """Add a list to choose from, by its defined name."""
    shown = {"prompt": prompt[:_MOST], "showInputMessage": True} if prompt else {}
    error, strict = content.say("choose")[:_MOST], name not in _PROPOSED
    _add(sheet, content, ("list", name, cells), error=error, showErrorMessage=strict, **shown)


def add_days(sheet: Worksheet, content: Content, cells: str) -> None:
    """Check that a day of publication is one; a month or year may be written as text."""
    cell, text = cells.partition(":")[0], content.say("prompt.released")[:_MOST]
    formula = f"IF(ISNUMBER({cell}),AND({cell}>={_FIRST_DAY},{cell}<={_LAST_DAY}),ISTEXT({cell}))"
    _add(sheet, content, ("custom", formula, cells), error=text, prompt=text, showInputMessage=True)


def _colour(sheet: Worksheet, cells: str, formula: str, fill: PatternFill) -> None:
    rule = Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=fill))
    sheet.conditional_formatting.add(cells, rule)


_COLOURS: Mapping[str, tuple[tuple[tuple[str, ...], PatternFill], ...]] = {
    "check": (
        (("range", "unreadable", "share"), looks.WRONG),
        (("missing", "source", "evidence"), looks.MISSING),
        (("right",), looks.RIGHT),
    ),
    "source": ((("source", "evidence"), looks.MISSING),),
    "released": ((("evidence",), looks.MISSING),),
}


def _colours(sheet: Worksheet, content: Content) -> None:
    """Colour what is missing, wrong and right, and let repeated names step back."""
    at, last = content.at, content.last
    for role, rules in _COLOURS.items():
        for words, fill in rules:
            check = f"${at['check']}{FIRST}"
            tests = ",".join(f'{check}="{content.say(f"state.{word}")}"' for word in words)
            _colour(sheet, f"{at[role]}{FIRST}:{at[role]}{last}", f"OR({tests})", fill)
    cells, met = f"{at['met']}{FIRST}:{at['met']}{last}", f"{at['met']}{FIRST}"
    _colour(sheet, cells, f'{met}="{content.say("met.yes")}"', looks.RIGHT)
    _colour(sheet, cells, f'{met}="{content.say("met.no")}"', looks.WRONG)
    same = f"AND(${at['indicator']}{FIRST}=${at['indicator']}{FIRST - 1}"
    same += f",${at['area']}{FIRST}=${at['area']}{FIRST - 1})"
    grey = Rule(type="expression", formula=[same], dxf=DifferentialStyle(font=_GREY))
    for role in ("indicator", "unit"):
        sheet.conditional_formatting.add(f"{at[role]}{FIRST}:{at[role]}{last}", grey)
