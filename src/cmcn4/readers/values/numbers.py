"""Numbers written as text: which of the two decimal marks can be meant, and what each would say."""

from __future__ import annotations

from decimal import Decimal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern

_LARGEST_EXPONENT = 30


class Number(NamedTuple):
    """A number under either decimal mark; None where the mark makes no number of it."""

    point: Decimal | None
    comma: Decimal | None

    @property
    def exact(self) -> Decimal | None:
        """The number, if only one can be meant."""
        if self.point is None or self.comma is None:
            return self.comma if self.point is None else self.point
        return self.point if self.point == self.comma else None

    @property
    def mark(self) -> str:
        """The decimal mark this text gives evidence of; empty when it gives none."""
        if self.point is None:
            return ","
        return "." if self.comma is None else ""


def _grammar(mark: str, group: str) -> Pattern:
    marks = (group, " ", "['\u2019]")
    grouped = "|".join(rf"[1-9][0-9]{{0,2}}(?:{between}[0-9]{{3}})+" for between in marks)
    return Pattern(
        rf"(?P<sign>[+-]?)(?P<whole>{grouped}|[0-9]+)?"
        rf"(?:{mark}(?P<decimals>[0-9]+))?(?:[eE](?P<exponent>[+-]?[0-9]{{1,3}}))?"
    )


_POINT, _COMMA = _grammar(r"\.", ","), _grammar(",", r"\.")
_NOT_DIGIT = Pattern(r"[^0-9]")


def number(text: str, mark: str = "auto") -> Number | None:
    """Read a cleaned text as a number; with `mark` given, under that decimal mark alone."""
    if text.isascii() and text.isdigit():  # a whole number, whatever the mark
        whole = Decimal(text)
        return Number(None if mark == "," else whole, None if mark == "." else whole)
    point = None if mark == "," else _read(_POINT, text)
    comma = None if mark == "." else _read(_COMMA, text)
    return None if point is None and comma is None else Number(point, comma)


def _read(grammar: Pattern, text: str) -> Decimal | None:
    match = grammar.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals, exponent = match.groups()
    if whole is None and decimals is None:
        return None
    if exponent and abs(int(exponent)) > _LARGEST_EXPONENT:
        return None
    digits = _NOT_DIGIT.sub("", whole or "0")
    return Decimal(f"{sign}{digits}.{decimals or ''}E{exponent or 0}")
