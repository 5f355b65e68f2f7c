"""What the styles of an ODS say of cells (OpenDocument 1.3, part 3, 16 and 20), by their names."""

from __future__ import annotations

import re

from cmcn4.readers.containers.formats import says_more
from cmcn4.readers.containers.parts import Attributes

_STYLE, _NUMBER, TABLE = (
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0 "
    for space in ("style", "datastyle", "table")
)
_LETTERS = {f"{_NUMBER}{part}": part[0] for part in ("year", "month", "day", "hours")}
_LETTERS |= {f"{_NUMBER}day-of-week": "d", f"{_NUMBER}minutes": "h"}
_SIZES = f"{_STYLE}row-height", f"{_STYLE}column-width"
_NOTHING = re.compile(r"0*(?:\.00\d*|\.0?)?(?:[a-z]+)")  # no pixel on any screen
_STRUCK = tuple(f"{_STYLE}text-line-through-{how}" for how in ("style", "type"))
_UNSEEN = ("collapse", "filter")
_BEFORE, _BEHIND = "<", ">"
_ROUNDED = 0.5  # a percentage without decimals


class Styles:
    """The styles that have been read."""

    def __init__(self) -> None:
        """Know none."""
        self._said: set[str] = set()
        """What the parts of a style say, which end before it, as below."""
        self._styles: dict[str, tuple[set[str], str]] = {}
        """What they say, and the name of the format of numbers."""
        self._formats: dict[str, set[str]] = {}
        self.is_odd = False
        """Whether any style strikes out, or shows a number smaller than it is."""

    def end(self, name: str, attributes: Attributes) -> None:
        """Take in an element of the styles that has ended."""
        get, said = attributes.get, self._said
        if name in _LETTERS:
            said.add(_LETTERS[name])
        elif name.endswith("style"):
            own = get(f"{_STYLE}name", "")
            if name == f"{_STYLE}style":
                above, numbers = self.of(get(f"{_STYLE}parent-style-name"))
                said |= above & {"struck"}
                self._styles[own] = said, get(f"{_STYLE}data-style-name", numbers)
            else:
                self._formats[own] = said
            self._said = set()
        if re.match("super|[1-9]", get(f"{_STYLE}text-position", "")):
            said.add("raised")
        if any(get(how, "none") != "none" for how in _STRUCK):
            said.add("struck")
        if get(f"{_NUMBER}display-factor", "1") != "1":
            said.add("smaller")
        if get(f"{TABLE}display") == "false" or any(
            _NOTHING.fullmatch(get(size, "")) for size in _SIZES
        ):
            said.add("unseen")
        self.is_odd |= not said.isdisjoint(("struck", "smaller"))

    def text(self, text: str) -> None:
        """Take in what a format of dates writes itself."""
        if says_more(text):
            self._said.add((_BEFORE if self._said.isdisjoint("ymdh") else _BEHIND) + text)

    def of(self, name: str | None) -> tuple[set[str], str]:
        """Return what a style says, and the name of its format of numbers.

        `raised`, `struck` (out), `unseen`.
        """
        return self._styles.get(name or "", (set(), ""))

    def format_of(self, name: str | None) -> set[str]:
        """Return what the format of numbers of a style says: letters of dates, or `smaller`."""
        return self._formats.get(self.of(name)[1], set())

    def is_unseen(self, attributes: Attributes) -> bool:
        """Whether a table, a row or a column is hidden, or as high or wide as nothing."""
        said, _ = self.of(attributes.get(f"{TABLE}style-name"))
        return attributes.get(f"{TABLE}visibility") in _UNSEEN or "unseen" in said


def around(date: str, said: set[str]) -> str:
    """Return a date with what its format writes before and behind it."""
    before, behind = (
        "".join(text[1:] for text in sorted(said) if text[0] == place)
        for place in (_BEFORE, _BEHIND)
    )
    return f"{before}{date}{behind}" if before or behind else date


def is_percent(shown: str, value: float, *, told: bool) -> bool:
    """Whether a number is shown times a hundred.

    The type of the cell tells, unless its format has conditions: then the text that is shown does.
    """
    if "%" not in shown:
        return told and not shown
    try:
        number = float(shown.replace("%", "").replace(",", "."))
    except ValueError:
        return told
    times_hundred, as_it_is = (abs(number - each) <= _ROUNDED for each in (100 * value, value))
    return told if times_hundred == as_it_is else times_hundred
