"""What a form says of itself in Excel: the state of each line, counted above the table.

Formulas stand in columns that hold no data, and their results are stored beside them: programs
that show a file without reckoning (previews, Protected View) show them, too.
"""

from __future__ import annotations

from decimal import Decimal

from cmcn4.forms.carry import Figure
from cmcn4.forms.layout import FIRST, Content
from cmcn4.forms.plan import Line

WORDS = "cmcn4_words"
"""Defined name of the beginnings that a text in a column of numbers may have."""
_EMPTY = ('""', '"-"', '"–"', '".."', '"…"', '"..."', '"n/a"', '"x"')


def state_formula(content: Content, line: Line, row: int) -> str:
    """Return the formula that tells the state of a line."""
    at = {role: f"${letters}{row}" for role, letters in content.at.items()}
    value, source = at["value"], f'TRIM({at["source"]})=""'
    blank = f"OR({','.join(f'TRIM({value})={mark}' for mark in _EMPTY)})"
    absent = _state_text(content, "missing" if line.needed else "optional")
    right = f"IF({source},{_state_text(content, 'source')},{_state_text(content, 'right')})"
    kind = content.kind(line)
    if kind == "yes-no":
        yes = _quoted(content.say("yes"))
        evidence = f'AND({value}={yes},OR({source},TRIM({at["released"]})=""))'
        filled = f"IF({evidence},{_state_text(content, 'evidence')},{right})"
    else:
        text = f"IF({begins(value)},{right},{_state_text(content, 'unreadable')})"
        filled = f"IF(ISNUMBER({value}),{_numeric(content, line, value, right)},{text})"
    return f"=IF({blank},{absent},{filled})"


def begins(cell: str) -> str:
    """Return the condition that a text begins as those we can read begin."""
    return f"SUMPRODUCT(--(LEFT(TRIM({cell}),LEN({WORDS}))={WORDS}))>0"


def outside(content: Content, line: Line, cell: str) -> str:
    """Return the condition that a number is beyond what is valid for the indicator and year."""
    low, high = content.indicator(line).scale(int(line.asked.period))
    tests = [f"{cell}{sign}{end:f}" for sign, end in (("<", low), (">", high)) if end is not None]
    if content.kind(line) in ("rank", "tier"):
        tests.append(f"{cell}<>INT({cell})")
    return f"OR({','.join(tests)})" if tests else "FALSE"


def _numeric(content: Content, line: Line, value: str, right: str) -> str:
    """Return the states a number may be in: 18,3 % in a cell of per cents is 0.183 to a formula."""
    wrong = _state_text(content, "range")
    if content.kind(line) != "percent":
        return f"IF({outside(content, line, value)},{wrong},{right})"
    shown = f'LEFT(CELL("format",{value}))="P"'
    scaled = f"({value}*IF({shown},100,1))"
    checked = f"IF({outside(content, line, scaled)},{wrong},{right})"
    if line.asked.breakdown:
        return checked
    small = f"AND({value}>0,{value}<1,NOT({shown}))"
    return f"IF({small},{_state_text(content, 'share')},{checked})"


def state(content: Content, line: Line, figure: Figure | None) -> str:
    """Return the state the formula will find, for a line that is empty or filled in by us."""
    if figure is None:
        return content.say("state.missing" if line.needed else "state.optional")
    origin = figure.row.origin
    if content.kind(line) == "yes-no":
        proven = bool(origin.source and origin.released) or figure.value == 0
        word = "right" if proven and origin.source else "source" if proven else "evidence"
    elif not origin.source:
        word = "source"
    else:
        word = "right"
    share = content.kind(line) == "percent" and not line.asked.breakdown
    if share and isinstance(figure.value, Decimal) and 0 < figure.value < 1:
        word = "share"
    return content.say(f"state.{word}")


def spare_formula(content: Content, row: int) -> str:
    """Return the formula of an empty line at the end: silent until there is a value."""
    at = {role: f"${letters}{row}" for role, letters in content.at.items()}
    lacking = f'OR(TRIM({at["indicator"]})="",TRIM({at["period"]})="")'
    lacks, unsourced, right = (
        _state_text(content, word) for word in ("lacking", "source", "right")
    )
    sourced = f'IF(TRIM({at["source"]})="",{unsourced},{right})'
    return f'=IF(TRIM({at["value"]})="","",IF({lacking},{lacks},{sourced}))'


def counter_formula(content: Content) -> str:
    """Return the formula of the line above the table: filled in, missing, to be looked at."""
    states = f"${content.at['check']}${FIRST}:${content.at['check']}${content.last}"

    def count(*words: str) -> str:
        return "+".join(f"COUNTIF({states},{_state_text(content, word)})" for word in words)

    asked = f"(ROWS({states})-{count('optional')})"
    parts = (
        ("filled", f'({asked}-{count("missing")})&" / "&{asked}'),
        ("missing", count("missing")),
        ("wrong", f"({count('range', 'unreadable', 'share')})"),
        ("unsourced", f"({count('source', 'evidence')})"),
    )
    texts = [f"{_quoted(content.say(f'counter.{name}') + ' ')}&{value}" for name, value in parts]
    return "=" + '&"     ·     "&'.join(texts)


def counters(content: Content, states: list[str]) -> str:
    """Return what that formula will find."""

    def count(*words: str) -> int:
        return sum(states.count(content.say(f"state.{word}")) for word in words)

    asked = len(states) - count("optional")
    parts = (
        ("filled", f"{asked - count('missing')} / {asked}"),
        ("missing", f"{count('missing')}"),
        ("wrong", f"{count('range', 'unreadable', 'share')}"),
        ("unsourced", f"{count('source', 'evidence')}"),
    )
    return "     ·     ".join(f"{content.say(f'counter.{name}')} {text}" for name, text in parts)


def _state_text(content: Content, word: str) -> str:
    return _quoted(content.say(f"state.{word}"))


def _quoted(text: str) -> str:
    """Return a text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'
