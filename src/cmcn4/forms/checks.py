"""What Excel checks while a form is filled in: lists, numbers, dates, colours."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms import looks
from cmcn4.forms.formulas import begins, outside
from cmcn4.forms.layout import FIRST, Content
from cmcn4.forms.plan import Line

Kind = Literal["list", "custom"]
_MOST = 255
"""Characters of a message."""
_MOST_TITLE = 32
_GREY = Font(color="8C8C8C")
_FIRST_DAY, _LAST_DAY = 32874, 73050
"""1990-01-01 and 2099-12-31 as spreadsheets count days."""


def add_checks(sheet: Worksheet, content: Content) -> None:
    """Add every check to the sheet that is filled in."""
    first, value = FIRST, content.at["value"]
    for key, group in groupby(content.plan.lines, lambda line: _same(content, line)):
        lines = list(group)
        last = first + len(lines) - 1
        prompt = _prompt(content, lines[0])[:_MOST]
        shown = {"promptTitle": content.say("column.value")[:_MOST_TITLE], "prompt": prompt}
        rule: tuple[Kind, str] = ("list", f'"{content.say("yes")},{content.say("no")}"')
        if key[1] != "yes-no":
            rule = ("custom", _valid_number(content, lines[0], f"{value}{first}"))
        cells = f"{value}{first}:{value}{last}"
        _add(sheet, content, (*rule, cells), error=prompt, showInputMessage=True, **shown)
        first = last + 1
    _lists(sheet, content)
    _days(sheet, content, content.spare[-1])
    _colours(sheet, content, content.spare[-1])


def _same(content: Content, line: Line) -> tuple[str, str, object]:
    """Return what lines that follow one another must share to have one rule."""
    indicator = content.indicator(line)
    return indicator.id, content.kind(line), indicator.scale(int(line.asked.period))


def _valid_number(content: Content, line: Line, cell: str) -> str:
    """Return the formula of a number that is valid, or of a text that we can read."""
    return f"IF(ISNUMBER({cell}),NOT({outside(content, line, cell)}),{begins(cell)})"


def _prompt(content: Content, line: Line) -> str:
    """Return what a cell takes, to be said in the cell itself."""
    if content.kind(line) == "yes-no":
        return content.say("prompt.yes-no")
    indicator = content.indicator(line)
    low, high = indicator.scale(int(line.asked.period))
    kind = "any" if low is None else "from" if high is None else "between"
    ends = {"low": low, "high": high}
    return content.say(f"prompt.{kind}", unit=content.unit(indicator), **ends)


def _add(sheet: Worksheet, content: Content, rule: tuple[Kind, str, str], **more: Any) -> None:
    """Add a check: its type, its formula and its cells; they may stay empty."""
    kind, formula, cells = rule
    title = content.say("refused")[:_MOST_TITLE]
    options = {"allow_blank": True, "showErrorMessage": True, "errorTitle": title, **more}
    sheet.add_data_validation(DataValidation(kind, formula, sqref=cells, **options))


def _lists(sheet: Worksheet, content: Content) -> None:
    """Add the lists to choose from; sources are only proposed."""
    at, spare = content.at, content.spare
    everywhere = {"status": FIRST, "source": FIRST}
    for role, name, first in (
        *((role, f"cmcn4_{role}", row) for role, row in everywhere.items()),
        ("indicator", "cmcn4_indicators", spare[0]),
        ("breakdown", "cmcn4_breakdowns", spare[0]),
        ("area", "cmcn4_areas", FIRST),
    ):
        if role in at:
            cells = f"{at[role]}{first}:{at[role]}{spare[-1]}"
            strict = role not in ("source", "breakdown")
            error = content.say("choose")[:_MOST]
            _add(sheet, content, ("list", name, cells), error=error, showErrorMessage=strict)


def _days(sheet: Worksheet, content: Content, last: int) -> None:
    """Check that a day of publication is one; a month or year may be written as text."""
    cell = f"{content.at['released']}{FIRST}"
    formula = f"IF(ISNUMBER({cell}),AND({cell}>={_FIRST_DAY},{cell}<={_LAST_DAY}),ISTEXT({cell}))"
    cells = f"{cell}:{content.at['released']}{last}"
    _add(sheet, content, ("custom", formula, cells), error=content.say("prompt.released")[:_MOST])


def _colours(sheet: Worksheet, content: Content, end: int) -> None:
    """Colour what is missing, wrong and right, and let repeated names step back."""
    at, last = content.at, content.last

    def rule(role: str, words: tuple[str, ...], fill: PatternFill, until: int = last) -> None:
        check = f"${at['check']}{FIRST}"
        tests = ",".join(f'{check}="{content.say(f"state.{word}")}"' for word in words)
        sheet.conditional_formatting.add(
            f"{at[role]}{FIRST}:{at[role]}{until}",
            Rule(type="expression", formula=[f"OR({tests})"], dxf=DifferentialStyle(fill=fill)),
        )

    wrong = ("range", "unreadable", "share")
    for role in ("value", "check"):
        rule(role, wrong, looks.WRONG)
        rule(role, ("missing",), looks.MISSING)
    rule("source", ("source", "evidence"), looks.MISSING, end)
    rule("released", ("evidence",), looks.MISSING)
    rule("check", ("source", "evidence", "lacking"), looks.MISSING, end)
    rule("check", ("right",), looks.RIGHT, end)
    same = f"AND(${at['indicator']}{FIRST}=${at['indicator']}{FIRST - 1}"
    same += f",${at['area']}{FIRST}=${at['area']}{FIRST - 1})"
    grey = Rule(type="expression", formula=[same], dxf=DifferentialStyle(font=_GREY))
    for role in ("indicator", "unit"):
        sheet.conditional_formatting.add(f"{at[role]}{FIRST}:{at[role]}{last}", grey)
