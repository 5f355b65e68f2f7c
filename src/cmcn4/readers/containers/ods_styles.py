"""What the styles of an ODS say of cells (OpenDocument 1.3, part 3, 16 and 20), by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers.containers.contrast import LEAST_LETTERS, WHITE, is_lost, points, rgb
from cmcn4.readers.containers.formats import says_more
from cmcn4.readers.containers.ods_conditions import Conditions
from cmcn4.readers.containers.ods_formats import NUMBER as _NUMBER
from cmcn4.readers.containers.ods_formats import Codes
from cmcn4.readers.containers.parts import Attributes

_STYLE, TABLE = (
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0 " for space in ("style", "table")
)
_LETTERS = {f"{_NUMBER}{part}": part[0] for part in ("year", "month", "day", "hours")}
_LETTERS |= {f"{_NUMBER}day-of-week": "d", f"{_NUMBER}minutes": "h"}
_SIZES = f"{_STYLE}row-height", f"{_STYLE}column-width"
_LEAST_SEEN = 1  # point: nothing that could be read
_STRUCK = tuple(f"{_STYLE}text-line-through-{how}" for how in ("style", "type"))
_UNSEEN = ("collapse", "filter")
_CELLS, _DEFAULT = "table-cell", "Default"
_OF_CELLS = f"{_STYLE}style", f"{_STYLE}default-style"
_TEXT, _FO = (
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0 " for space in ("text", "xsl-fo-compatible")
)
_SEEN = {
    f"{_FO}color": "letters", f"{_FO}background-color": "ground", f"{_FO}font-size": "size",
    f"{_TEXT}display": "display", f"{_STYLE}use-window-font-color": "automatic",
}  # fmt: skip
"""What says whether letters are to be seen; a style takes what it does not say from its parent."""
_DRAWN = ("graphic", "presentation", "drawing-page", "chart")
"""Families of styles that are of nothing in a table."""
_BEFORE, _BEHIND = "<", ">"
_ROUNDED = 0.5  # a percentage without decimals


class Look(NamedTuple):
    """What the style of a cell does to what stands in it."""

    struck: bool
    perhaps: bool
    """Whether a condition may strike it out."""
    code: str
    """Of its number format, as Excel has it."""
    unseen: bool
    """Whether letters in it are as the ground they stand on, hidden, or too small."""


class Styles:
    """The styles that have been read."""

    def __init__(self) -> None:
        """Know none."""
        self._said: set[str] = set()
        """What the parts of a style say, which end before it, as below."""
        self._styles: dict[str, tuple[set[str], str]] = {}
        """What they say, and the name of the format of numbers."""
        self._drawn: dict[str, str] = {}
        """How the style that is being read draws letters, by `_SEEN`."""
        self._drawings: dict[str, dict[str, str]] = {}
        self._formats: dict[str, set[str]] = {}
        self._codes = Codes()
        self._text = ""
        """What was written before the end of the element."""
        self._maps: list[tuple[str, str]] = []
        """Conditions, and the styles that apply then."""
        self._applied: dict[str, list[str]] = {}
        """The styles that may apply in the place of one; they may stand behind it."""
        self._looks: dict[str, Look] = {}
        self.conditions = Conditions(self._changes)

    def end(self, name: str, attributes: Attributes) -> None:
        """Take in an element of the styles that has ended."""
        get, said = attributes.get, self._said
        if name.startswith(_NUMBER):
            self._codes.end(name, attributes, self._text)
        self._text = ""
        if name in _LETTERS:
            said.add(_LETTERS[name])
        elif name == f"{_STYLE}map":
            self._maps.append((get(f"{_STYLE}condition", ""), get(f"{_STYLE}apply-style-name", "")))
        elif name.endswith("style"):
            self._end_style(name, attributes)
        if match := re.match("(super|[1-9])|sub|-[1-9]", get(f"{_STYLE}text-position", "")):
            said.add("raised" if match[1] else "lowered")
        if strokes := {how for each in _STRUCK if (how := get(each))}:
            said.add("clear" if strokes == {"none"} else "struck")
        sizes = (points(get(size, "")) for size in _SIZES)
        if get(f"{TABLE}display") == "false" or any(
            size is not None and size < _LEAST_SEEN for size in sizes
        ):
            said.add("unseen")
        if name.endswith("-properties"):
            self._drawn |= {how: attributes[key] for key, how in _SEEN.items() if key in attributes}

    def _end_style(self, name: str, attributes: Attributes) -> None:
        own, said = attributes.get(f"{_STYLE}name", ""), self._said
        family = attributes.get(f"{_STYLE}family")
        if name.startswith(_NUMBER):
            self._formats[own] = said
            self._codes.ended(name, own, self._maps)
        elif name in _OF_CELLS and family not in _DRAWN and (own or family == _CELLS):
            above, numbers = self.of(attributes.get(f"{_STYLE}parent-style-name"), family)
            if "clear" not in said:
                said |= above & {"struck"}
            parent = attributes.get(f"{_STYLE}parent-style-name") or ""
            self._drawings[own] = self._drawings.get(parent, {}) | self._drawn
            self._applied[own] = [applies for _, applies in self._maps]
            self._styles[own] = said, attributes.get(f"{_STYLE}data-style-name", numbers)
        self._said, self._maps, self._drawn = set(), [], {}

    def text(self, text: str) -> None:
        """Take in what a format writes itself."""
        self._text = text
        if says_more(text):
            self._said.add((_BEFORE if self._said.isdisjoint("ymdh") else _BEHIND) + text)

    def of(self, name: str | None, family: str | None = "") -> tuple[set[str], str]:
        """Return what a style says, and the name of its format of numbers.

        `raised`, `lowered`, `struck` (out), `unseen`. One that is not there is, of cells, that of
        them all.
        """
        found = self._styles.get(name or "") if name or family == _CELLS else None
        return found or (set(), "")

    def look(self, name: str) -> Look:
        """Return what the style of a cell does; one without any has the default one."""
        if name not in self._looks:
            known = next((each for each in (name, _DEFAULT) if each and each in self._styles), "")
            said, numbers = self.of(known, _CELLS)
            code = self._codes.of(numbers)
            applied = self._applied.get(known, ())
            perhaps = any("struck" in self.of(each)[0] for each in applied)
            unseen = _hides(self._drawings.get(known, {}))
            self._looks[name] = Look("struck" in said, perhaps, code, unseen)
        return self._looks[name]

    def loses(self, name: str | None) -> Literal["", "white", "small"]:
        """Return why letters within a cell are not to be seen: on a white ground, or on any."""
        drawn = self._drawings.get(name or "", {})
        if not _hides(drawn):
            return ""
        return "white" if not _hides({**drawn, "letters": "", "ground": ""}) else "small"

    def is_coloured(self, name: str) -> bool:
        """Whether the ground of a cell is another than a white one."""
        ground = self._drawings.get(name or _DEFAULT, {}).get("ground", "")
        return "#" in ground and not is_lost(rgb(ground), WHITE)

    def _changes(self, name: str) -> bool:
        """Whether the style of a condition strikes cells out, or writes texts of its own."""
        look = self.look(name)
        return look.struck or '"' in look.code

    def format_of(self, name: str | None) -> set[str]:
        """Return what the format of dates of a style says: its letters, and its texts."""
        return self._formats.get(self.of(name)[1], set())

    def is_unseen(self, attributes: Attributes, around: Sequence[Attributes] = ()) -> bool:
        """Whether a table, a row or a column is hidden, or as high or wide as nothing.

        So are those in a group that is closed; `around` are the elements that it stands in.
        """
        said, _ = self.of(attributes.get(f"{TABLE}style-name"))
        closed = any(each.get(f"{TABLE}display") == "false" for each in around)
        return closed or attributes.get(f"{TABLE}visibility") in _UNSEEN or "unseen" in said


def _hides(drawn: Mapping[str, str]) -> bool:
    """Whether letters are not to be seen; those without a colour differ from any ground."""
    size, ground = points(drawn.get("size", "")), drawn.get("ground", "")
    return (
        drawn.get("display") == "none"
        or (size is not None and size < LEAST_LETTERS)
        or (
            drawn.get("automatic") != "true"
            and is_lost(rgb(drawn.get("letters", "")), rgb(ground) if "#" in ground else WHITE)
        )
    )


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
