"""Numbers as people of a language write them; rounding never crosses a threshold."""

from __future__ import annotations

from collections.abc import Collection
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
)

from cmcn4.locale.writing import writing

# Values may have more digits than the default context holds.
EVERY_DIGIT = Context(prec=100_000, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=ROUND_HALF_EVEN)
"""What numbers are written in. A quotient would not end: nothing that tells divides here."""
_CENT = Decimal("0.01")

_MOST_WRITTEN = 30
_DIGITS = 3
"""So many have no mark between them."""


def digits(value: Decimal) -> str:
    """Write all digits of a number, with a point and never with an exponent."""
    text = str(value)  # sooner done than with a format
    return f"{value:f}" if "E" in text else text


def number(value: Decimal, lang: str, places: int | None = None) -> str:
    """Write a number, all its digits or rounded half-even to `places` decimals."""
    if places is not None and -value.as_tuple().exponent > places:  # type: ignore[operator]
        value = value.quantize(Decimal(1).scaleb(-places), context=EVERY_DIGIT)
    habits = writing(lang)
    whole, _, decimals = digits(value).partition(".")
    if len(whole) > _DIGITS:
        if not value.is_finite():
            return "∞" if value > 0 else "−∞"
        whole = f"{value:,f}".partition(".")[0].replace(",", habits.group)
    whole = whole.replace("-", "−")
    return f"{whole}{habits.mark}{decimals}" if decimals else whole


def shown(value: Decimal, edges: Collection[Decimal], lang: str, places: int = 2) -> str:
    """Write a value with as few decimals as keep it on its side of each edge; all without any.

    A quotient that does not end has more decimals than anybody writes: never all of them.
    """
    # How it is written says how many decimals it has: an infinite one none.
    decimals = len(digits(value).partition(".")[2])
    if decimals <= places:
        return number(value, lang)
    if not edges and decimals > _MOST_WRITTEN:
        edges = (Decimal(0),)
    if not edges or value in edges:
        return number(value, lang)
    while True:
        rounded = value.quantize(Decimal(1).scaleb(-places), context=EVERY_DIGIT)
        if all((rounded > edge) == (value > edge) and rounded != edge for edge in edges):
            return number(value if decimals <= places else rounded, lang)
        places += 1


def enough(value: Decimal, lang: str, *, upward: bool = True) -> str:
    """Write a value that must be reached, rounded on: whoever reaches what is shown has done it."""
    way = ROUND_CEILING if upward else ROUND_FLOOR
    found = value.quantize(_CENT, way, context=EVERY_DIGIT)
    return number(trimmed(found) if found else Decimal(0), lang)


def trimmed(value: Decimal) -> Decimal:
    """Return the value without trailing zeros, for numbers that were computed."""
    text = digits(value)
    if "." not in text or text[-1] != "0":
        return value
    return Decimal(text.rstrip("0").rstrip("."))
