"""What a form says of itself in Excel: the state of each line, and whether a level is reached.

Formulas stand in columns that hold no data, and their results are stored beside them: programs
that show a file without reckoning (previews, Protected View) show them, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cmcn4.forms.carry import Figure
from cmcn4.forms.layout import FIRST, Content, Line
from cmcn4.forms.levels import Level

WORDS, BLANKS, BESIDE = "cmcn4_words", "cmcn4_blanks", "cmcn4_beside"
"""Defined names: the beginnings that a text in a column of numbers may have, what stands for no
figure, and the indicators on the sheet of other figures."""
_MOST_CHECKED = 12
"""Years of a line that its state looks at one by one: a formula of Excel has 8,192 characters.
Validation and colours look at each cell for itself."""
_NEW_LINE = "&CHAR(10)&"


def blank(cell: str) -> str:
    """Return the condition that a cell holds no figure; of a range one for each cell."""
    return f'((TRIM({cell})="")+ISNUMBER(MATCH(TRIM({cell}),{BLANKS},0))>0)'


def begins(cell: str) -> str:
    """Return the condition that a text begins as those we can read begin."""
    return f"SUMPRODUCT(--(LEFT(TRIM({cell}),LEN({WORDS}))={WORDS}))>0"


def outside(content: Content, line: Line, year: str, cell: str) -> str:
    """Return the condition that a number is beyond what is valid for the indicator and year."""
    low, high = content.indicator(line).scale(int(year))
    tests = [f"{cell}{sign}{end:f}" for sign, end in (("<", low), (">", high)) if end is not None]
    if content.kind(line) in ("rank", "tier"):
        tests.append(f"{cell}<>INT({cell})")
    return f"OR({','.join(tests)})" if tests else "FALSE"


def state_formula(content: Content, line: Line, row: int) -> str:
    """Return the formula that tells the state of a line."""
    cells = {year: f"${content.at[year]}{row}" for year in content.open_years(line)}
    if not cells:
        return f"={_state_text(content, 'right')}"
    at = {role: f"${letters}{row}" for role, letters in content.at.items()}
    needed = [year for year in cells if line.needed[year]]
    right = _state_text(content, "right")
    if needed:
        lacking = f"{_blanks(content, needed, row)}>0"
        right = f"IF({lacking},{_state_text(content, 'missing')},{right})"
    source = f'TRIM({at["source"]})=""'
    right = f"IF({source},{_state_text(content, 'source')},{right})"
    if content.kind(line) == "yes-no":
        yes = _any(f"{cell}={_quoted(content.say('yes'))}" for cell in cells.values())
        evidence = f'AND({yes},OR({source},TRIM({at["released"]})=""))'
        right = f"IF({evidence},{_state_text(content, 'evidence')},{right})"
    else:
        looked_at = dict(list(cells.items())[-_MOST_CHECKED:])
        for word, test in reversed(list(_wrong(content, line, looked_at))):
            right = f"IF({test},{_state_text(content, word)},{right})"
    nothing = f"{_blanks(content, list(cells), row)}={len(cells)}"
    absent = "missing" if needed else "optional"
    return f"=IF({nothing},{_state_text(content, absent)},{right})"


def runs(content: Content, years: Sequence[str], row: int) -> list[str]:
    """Return the cells of some years in a row, as few ranges as may be."""
    wanted, found = set(years), list[list[str]]()
    previous = False
    for column in content.columns:
        if column.role in wanted:
            if not previous:
                found.append([])
            found[-1].append(f"{content.at[column.role]}{row}")
        previous = column.role in wanted
    return [f"{cells[0]}:{cells[-1]}" for cells in found]


def _blanks(content: Content, years: Sequence[str], row: int) -> str:
    """Return how many cells of some years hold no figure."""
    counts = [f"SUMPRODUCT(--{blank(cells)})" for cells in runs(content, years, row)]
    return "+".join(counts)


def _wrong(content: Content, line: Line, cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the states of a wrong line with the conditions for them."""
    ranges = (
        f"IF(ISNUMBER({cell}),{outside(content, line, year, _scaled(content, line, cell))})"
        for year, cell in cells.items()
    )
    yield "range", _any(ranges)
    unread = (
        f"IF(OR(ISNUMBER({cell}),{blank(cell)}),FALSE,NOT({begins(cell)}))"
        for cell in cells.values()
    )
    yield "unreadable", _any(unread)
    if content.kind(line) == "percent" and not line.series.breakdown:
        shares = (f"IF(ISNUMBER({cell}),{_small(cell)})" for cell in cells.values())
        yield "share", _any(shares)


def _any(tests: Iterator[str]) -> str:
    return f"OR({','.join(tests)})"


def _small(cell: str) -> str:
    """Return the condition that a share may have been meant as one of 1."""
    return f'AND({cell}>0,{cell}<1,LEFT(CELL("format",{cell}))<>"P")'


def _scaled(content: Content, line: Line, cell: str) -> str:
    """Return a number as we read it: 18,3 % in a cell of per cents is 0.183 to a formula."""
    if content.kind(line) != "percent":
        return cell
    return f'({cell}*IF(LEFT(CELL("format",{cell}))="P",100,1))'


def state(content: Content, line: Line) -> str:
    """Return the state the formula will find, for a line as far as it is filled in by us."""
    needed = [line.needed[year] for year in content.open_years(line)]
    word = "right" if not needed else "missing" if any(needed) else "optional"
    return content.say(f"state.{word}")


def met_formula(content: Content, line: Line, row: int) -> str:
    """Return the formula that tells whether each level is reached; empty without a level."""
    levels = content.levels.get(line.series, ())
    texts = [_met(content, line, row, level, _prefix(levels, level)) for level in levels]
    return f"={_NEW_LINE.join(texts)}" if texts else ""


def met(content: Content, line: Line) -> str:
    """Return what that formula will find."""
    levels = content.levels.get(line.series, ())
    found = []
    for level in levels:
        years = _deciding(content, line, level)
        known = [content.figure(line, year) for year in years]
        word = _met_word(content, level, next((figure for figure in known if figure), None))
        if level.year > int(content.years[-1]):
            word = "not-due"
        elif level.test is None or not years:
            word = "other"
        found.append(_prefix(levels, level) + (content.say(f"met.{word}") if word else "–"))
    return "\n".join(found)


def _met_word(content: Content, level: Level, figure: Figure | None) -> str:
    if figure is None:
        return ""
    if not isinstance(figure.value, Decimal) or _is_share(content, figure):
        return "other"
    return "yes" if content.met(figure.value, level) else "no"


def _is_share(content: Content, figure: Figure) -> bool:
    unit = content.catalogue.indicators[figure.row.indicator].unit
    small = isinstance(figure.value, Decimal) and 0 < figure.value < 1
    return small and content.catalogue.units[unit].kind == "percent"


def _prefix(levels: Sequence[Level], level: Level) -> str:
    return f"{level.year}: " if len(levels) > 1 else ""


def _deciding(content: Content, line: Line, level: Level) -> list[str]:
    """Return the years of a line whose figures may decide, the latest first."""
    years = [year for year in content.shown_years(line) if int(year) in level.years]
    return sorted(years, reverse=True)


def _met(content: Content, line: Line, row: int, level: Level, prefix: str) -> str:
    """Return the part of the formula that is about one level."""
    years = _deciding(content, line, level)
    word = "not-due" if level.year > int(content.years[-1]) else "other"
    if word == "not-due" or level.test is None or not years:
        return _quoted(prefix + content.say(f"met.{word}"))
    found, other = _quoted("–"), _quoted(content.say("met.other"))
    for year in reversed(years):
        cell = f"${content.at[year]}{row}"
        found = f"IF({blank(cell)},{found},{_judged(content, line, year, level, cell)})"
    more = f"SUMPRODUCT(--({BESIDE}=${content.at['indicator']}{row}))>0"
    found = f"IF({more},{other},{found})"
    return f"{_quoted(prefix)}&{found}" if prefix else found


def _judged(content: Content, line: Line, year: str, level: Level, cell: str) -> str:
    """Return the formula for the figure that decides: one that is no plain number is for us."""
    assert level.test is not None  # noqa: S101 - asked of such levels only
    sign, number = level.test
    yes, no, other = (_quoted(content.say(f"met.{word}")) for word in ("yes", "no", "other"))
    value = _scaled(content, line, cell)
    doubt = outside(content, line, year, value)
    if content.kind(line) == "percent":
        doubt = f"OR({doubt},{_small(cell)})"
    reached = f"{value}{sign}{number:f}"
    return f"IF(ISNUMBER({cell}),IF({doubt},{other},IF({reached},{yes},{no})),{other})"


def spare_formula(content: Content, at: dict[str, str]) -> str:
    """Return the formula of an empty line of other figures: silent until there is a value."""
    lacking = f'OR(TRIM({at["indicator"]})="",TRIM({at["period"]})="")'
    lacks, unsourced, right = (
        _state_text(content, word) for word in ("lacking", "source", "right")
    )
    sourced = f'IF(TRIM({at["source"]})="",{unsourced},{right})'
    return f'=IF(TRIM({at["value"]})="","",IF({lacking},{lacks},{sourced}))'


_COUNTERS = (
    ("filled", ("right",)),
    ("missing", ("missing",)),
    ("wrong", ("range", "unreadable", "share")),
    ("unsourced", ("source", "evidence")),
)


def counter_formula(content: Content) -> str:
    """Return the formula of the line above the table: lines that are complete, or lack anything."""
    states = f"${content.at['check']}${FIRST}:${content.at['check']}${content.last}"
    texts = []
    asked = f"(ROWS({states})-COUNTIF({states},{_state_text(content, 'optional')}))"
    for name, words in _COUNTERS:
        count = "+".join(f"COUNTIF({states},{_state_text(content, word)})" for word in words)
        whole = f'&" / "&{asked}' if name == "filled" else ""
        texts.append(f"{_quoted(content.say(f'counter.{name}') + ' ')}&({count}){whole}")
    return "=" + '&"     ·     "&'.join(texts)


def counters(content: Content, states: list[str]) -> str:
    """Return what that formula will find."""
    texts = []
    for name, words in _COUNTERS:
        count = sum(states.count(content.say(f"state.{word}")) for word in words)
        asked = len(states) - states.count(content.say("state.optional"))
        whole = f" / {asked}" if name == "filled" else ""
        texts.append(f"{content.say(f'counter.{name}')} {count}{whole}")
    return "     ·     ".join(texts)


def _state_text(content: Content, word: str) -> str:
    return _quoted(content.say(f"state.{word}"))


def _quoted(text: str) -> str:
    """Return a text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'
