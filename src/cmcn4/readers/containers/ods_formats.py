"""Number formats of an ODS (OpenDocument 1.3, part 3, 16.29) as the codes that Excel has for them.

A program draws a number by its format: the text that is stored beside it is only what some other
program drew, or wrote.
"""

from __future__ import annotations

from functools import lru_cache

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.cells import CellMasked, CellNumber
from cmcn4.readers.containers.numbers import Numbers
from cmcn4.readers.containers.parts import Attributes

NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
_CONDITION = Pattern(r"value\(\)\s{0,9}([<>=!]=?)\s{0,9}(-?[0-9]{1,30}(?:\.[0-9]{1,30})?)")
_OF_TEXTS = ["General", "-General", "General"]
"""How a format of texts shows numbers that are positive, negative, and zero."""
_THOUSANDS, _MOST_DECIMALS = 3, 30
_BARE = {
    "fraction": "# ?/?", "scientific-number": "0E+0", "text-content": "@", "boolean": '"TRUE"',
    "year": "yyyy", "month": "m", "day": "d", "hours": "h", "minutes": "h", "seconds": "s",
    "day-of-week": "d", "quarter": "m", "week-of-year": "d", "era": "y",
}  # fmt: skip


class Codes:
    """The codes of the formats that have been read, by their names."""

    def __init__(self) -> None:
        """Know none."""
        self._codes: dict[str, str] = {}
        """With what other formats show under a condition."""
        self._own: dict[str, str] = {}
        self._pieces: list[str] = []
        """Of the format that has not ended yet."""
        self._within: list[str] = []
        """Texts among the digits of a number."""

    def of(self, name: str) -> str:
        """Return the code of a format; empty when there is none of that name."""
        return self._codes.get(name, "")

    def end(self, name: str, attributes: Attributes, text: str) -> None:
        """Take in a part of a format that has ended, with the text in it."""
        match part := name.removeprefix(NUMBER):
            case "text":
                self._pieces.append(_quoted(text))
            case "fill-character" if text.isalnum():
                self._pieces.append(_quoted(text))
            case "currency-symbol":
                plain = not {*"[]-"} & {*text}
                self._pieces.append(f"[${text}]" if plain else _quoted(text))
            case "embedded-text":
                self._within.append(_quoted(text))
            case "number":
                self._pieces.append(_digits(attributes, "".join(self._within)))
                self._within.clear()
            case _ if part in _BARE:
                self._pieces.append(_BARE[part])

    def ended(self, kind: str, name: str, maps: list[tuple[str, str]]) -> None:
        """Keep a format that has ended; `maps` are conditions with the formats that apply then."""
        own = "".join(self._pieces) or '""'
        self._pieces.clear()
        if kind.endswith("percentage-style"):
            own = own.replace("%", '"%"')
        self._own[name] = own
        found = []
        for condition, applies in maps:
            if match := _CONDITION.fullmatch(condition):
                sign = {"!=": "<>"}.get(match[1], match[1])
                found.append(f"[{sign}{match[2]}]{self._own.get(applies, 'General')}")
        if kind.endswith("text-style"):
            found += _OF_TEXTS[len(found) :]
        self._codes[name] = ";".join([*found, own])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '"\\""') + '"'


def _digits(attributes: Attributes, within: str) -> str:
    get = attributes.get
    places, digits = get(f"{NUMBER}decimal-places"), get(f"{NUMBER}min-integer-digits")
    zeros = len(get(f"{NUMBER}display-factor", "1").partition(".")[0]) - 1
    scale = "," * (zeros // _THOUSANDS)
    if within:
        return f"0{within}0"
    if places is None and digits is None and not scale:
        return "General"
    decimals = "0" * min(int(places or 0), _MOST_DECIMALS)
    return f"0.{decimals}{scale}" if decimals else f"0{scale}"


@lru_cache(maxsize=256)
def _numbers(code: str) -> Numbers:
    return Numbers([code], since_1904=False)


def as_drawn(cell: str, number: str | None, code: str) -> str:
    """Return a cell as its format draws it, where that is more than the text beside it says."""
    if number is None or not isinstance(cell, CellNumber):
        return _numbers(code).text(cell, "0") if number is None else cell
    if isinstance(cell, CellMasked):
        return cell
    drawn = _numbers(code)["0"][number]
    if not isinstance(drawn, CellNumber):
        return drawn
    return cell if drawn == cell and not isinstance(drawn, CellMasked) else CellMasked(cell)
