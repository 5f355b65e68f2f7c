"""What a plain scalar of YAML means here: far less than YAML 1.1 makes of it.

Implicit types turn Norway into `False`, Afghanistan's code 004 into 4 and a day into a date
(https://yaml.org/type/). Here a scalar without quotes is a plain integer, a plain decimal, true or
false, nothing, or text; what YAML 1.1 or 1.2 would read as anything else is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal

from cmcn4.locale import Message

Scalar = str | int | Decimal | bool | None

_PLAIN: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_LONGEST_NUMBER, _LONGEST_SHOWN = 40, 80
_TRUTH = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false"})
_NUMBER = re.compile(
    r"[-+]?(?:0[xob][0-9a-f_]+|(?=\.?[0-9])[0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|\.(?:inf|nan))",
    re.IGNORECASE,
)
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")


class Surprise(ValueError):  # noqa: N818 - not a defect of the program
    """A plain scalar that readers of YAML do not agree about: what it may be read as; the cure."""

    def __init__(self, text: str, taken_for: Message, cure: Message | str = "") -> None:
        """Say what to write instead: quotes, or what the cure says."""
        self.message = Message("pack.plain", {"text": text, "kind": taken_for})
        self.hint: Message | None = Message("pack.quotes", {"text": text})
        if cure:
            self.hint = Message("pack.quotes.or", {"text": text, "cure": cure})
        super().__init__(self.message)


class Ambiguous(Surprise):
    """A number that people read in two ways, as in data: 100.000 may be a hundred thousand."""

    def __init__(self, text: str) -> None:
        """Say which numbers it may be."""
        self.message, self.hint = ambiguous(text), None
        ValueError.__init__(self, self.message)


def may_be_thousands(text: str) -> bool:
    """Whether the mark of a number may group thousands: exactly three digits follow it."""
    return _THOUSANDS.fullmatch(text) is not None


def ambiguous(text: str) -> Message:
    """Return what is wrong with a number whose mark may group thousands."""
    whole, _, rest = text.replace(",", ".").partition(".")
    short = f"{whole}.{rest}".rstrip("0").removesuffix(".")
    return Message("pack.thousands", {"text": text, "whole": whole + rest, "short": short})


def plain(text: str) -> Scalar:
    """Return the value of a scalar without quotes; Surprise when it is not plain enough."""
    if text in _PLAIN:
        return _PLAIN[text]
    first = text[0]
    if first.isdecimal() or first in "+-.":
        return _numeric(text)
    lower = text.lower()
    if lower in _TRUTH:
        raise Surprise(text, Message("pack.kind.truth"), Message("pack.plain.truth"))
    if lower == "null":
        raise Surprise(text, Message("pack.plain.nothing"), Message("pack.plain.null"))
    if text in {"=", "<<"}:
        raise Surprise(text, Message("pack.plain.instruction"))
    return text


def _numeric(text: str) -> Scalar:
    """Return a number, or text that begins like one and is none (`2021-2025`, `5g-coverage`)."""
    if len(text) <= _LONGEST_NUMBER:
        if _INTEGER.fullmatch(text):
            return int(text)
        if may_be_thousands(text):
            raise Ambiguous(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    if _NUMBER.fullmatch(text):
        cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
        raise Surprise(cut, Message("pack.plain.number"), _number_meant(text))
    if _SEXAGESIMAL.fullmatch(text):
        raise Surprise(text, Message("pack.plain.sixty"))
    if _DATE.fullmatch(text):
        raise Surprise(text, Message("pack.plain.date"))
    return text


def _number_meant(text: str) -> str:
    """Return the number as it is written here; empty when there is no telling."""
    digits = text.lower().replace("_", "").lstrip("+")
    if len(digits) > _LONGEST_SHOWN:
        return ""
    try:
        number = Decimal(int(digits, 0)) if digits[1:2] in {"x", "o", "b"} else Decimal(digits)
    except (ValueError, ArithmeticError):
        return ""
    short = number.is_finite() and abs(number.adjusted()) < _LONGEST_NUMBER
    return f"{number:f}" if short else ""
