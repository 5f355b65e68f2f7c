"""What Excel checks while a form is filled in: lists, numbers, dates, colours."""

from __future__ import annotations

from itertools import groupby

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms import looks
from cmcn4.forms.formulas import begins, outside
from cmcn4.forms.layout import FIRST, Content
from cmcn4.forms.plan import Line
from cmcn4.locale.numbers import number

_MOST = 255
"""Characters of a message."""
_MOST_TITLE = 32
_GREY = Font(color="8C8C8C")
_FIRST_DAY, _LAST_DAY = 32874, 73050
"""1990-01-01 and 2099-12-31 as spreadsheets count days."""


def add_checks(sheet: Worksheet, content: Content) -> None:
    """Add every check to the sheet that is filled in."""
    first = FIRST
    for key, group in groupby(content.plan.lines, lambda line: _same(content, line)):
        lines = list(group)
        last = first + len(lines) - 1
        cells = f"{content.at['value']}{first}:{content.at['value']}{last}"
        rule = _choice(content) if key[1] == "yes-no" else _numbers(content, lines[0], first)
        _prompt(rule, content, lines[0])
        _add(sheet, rule, cells)
        first = last + 1
    end = content.spare[-1]
    _lists(sheet, content)
    _days(sheet, content, end)
    _colours(sheet, content, end)


def _same(content: Content, line: Line) -> tuple[str, str, object]:
    """Return what lines that follow one another must share to have one rule."""
    indicator = content.indicator(line)
    return indicator.id, content.kind(line), indicator.scale(int(line.asked.period))


def _choice(content: Content) -> DataValidation:
    words = f'"{content.say("yes")},{content.say("no")}"'
    return DataValidation(type="list", formula1=words, allow_blank=True)


def _numbers(content: Content, line: Line, row: int) -> DataValidation:
    """Return the rule of a number: one that is valid, or a text that we can read."""
    cell = f"{content.at['value']}{row}"
    formula = f"IF(ISNUMBER({cell}),NOT({outside(content, line, cell)}),{begins(cell)})"
    return DataValidation(type="custom", formula1=formula, allow_blank=True)


def _prompt(rule: DataValidation, content: Content, line: Line) -> None:
    """Say in the cell itself what it takes."""
    indicator = content.indicator(line)
    low, high = indicator.scale(int(line.asked.period))
    if content.kind(line) == "yes-no":
        text = content.say("prompt.yes-no")
    else:
        facts = {"unit": content.unit(indicator)}
        if low is not None and high is not None:
            said = {"low": number(low, content.lang), "high": number(high, content.lang)}
            text = content.say("prompt.between", **facts, **said)
        elif low is not None:
            text = content.say("prompt.from", **facts, low=number(low, content.lang))
        else:
            text = content.say("prompt.any", **facts)
    rule.promptTitle = content.say("column.value")[:_MOST_TITLE]
    rule.prompt = rule.error = text[:_MOST]
    rule.errorTitle = content.say("refused")[:_MOST_TITLE]
    rule.showInputMessage = rule.showErrorMessage = True


def _add(sheet: Worksheet, rule: DataValidation, cells: str) -> None:
    rule.add(cells)
    sheet.add_data_validation(rule)


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
        if role not in at:
            continue
        rule = DataValidation(type="list", formula1=name, allow_blank=True)
        rule.showErrorMessage = role not in ("source", "breakdown")
        rule.errorTitle = content.say("refused")[:_MOST_TITLE]
        rule.error = content.say("choose")[:_MOST]
        _add(sheet, rule, f"{at[role]}{first}:{at[role]}{spare[-1]}")


def _days(sheet: Worksheet, content: Content, last: int) -> None:
    """Check that a day of publication is one; a month or year may be written as text."""
    cell = f"{content.at['released']}{FIRST}"
    formula = f"IF(ISNUMBER({cell}),AND({cell}>={_FIRST_DAY},{cell}<={_LAST_DAY}),ISTEXT({cell}))"
    rule = DataValidation(type="custom", formula1=formula, allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle = content.say("refused")[:_MOST_TITLE]
    rule.error = content.say("prompt.released")[:_MOST]
    _add(sheet, rule, f"{cell}:{content.at['released']}{last}")


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
