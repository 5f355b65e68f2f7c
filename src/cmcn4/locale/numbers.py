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
_WIDE = Context(prec=100_000, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=ROUND_HALF_EVEN)
_CENT = Decimal("0.01")

_MOST_WRITTEN = 30


def number(value: Decimal, lang: str, places: int | None = None) -> str:
    """Write a number, all its digits or rounded half-even to `places` decimals."""
    if not value.is_finite():
        return "∞" if value > 0 else "−∞"
    if places is not None and -value.as_tuple().exponent > places:  # type: ignore[operator]
        value = value.quantize(Decimal(1).scaleb(-places), context=_WIDE)
    habits = writing(lang)
    whole, _, decimals = f"{value:,f}".partition(".")
    whole = whole.replace(",", habits.group).replace("-", "−")
    return f"{whole}{habits.mark}{decimals}" if decimals else whole


def shown(value: Decimal, edges: Collection[Decimal], lang: str, places: int = 2) -> str:
    """Write a value with as few decimals as keep it on its side of each edge; all without any.

    A quotient that does not end has more decimals than anybody writes: never all of them.
    """
    if not edges and value.is_finite() and -int(value.as_tuple().exponent) > _MOST_WRITTEN:
        edges = (Decimal(0),)
    if not edges or value in edges or not value.is_finite() or _has(value, places):
        return number(plain(value), lang)
    while True:
        rounded = value.quantize(Decimal(1).scaleb(-places), context=_WIDE)
        if all((rounded > edge) == (value > edge) and rounded != edge for edge in edges):
            exact = plain(value)
            return number(exact if -int(exact.as_tuple().exponent) <= places else rounded, lang)
        places += 1


def _has(value: Decimal, places: int) -> bool:
    """Whether a number has no more decimals than these: it need not be rounded."""
    return -int(value.as_tuple().exponent) <= places


def enough(value: Decimal, lang: str, *, upward: bool = True) -> str:
    """Write a value that must be reached, rounded on: whoever reaches what is shown has done it."""
    way = ROUND_CEILING if upward else ROUND_FLOOR
    found = value.quantize(_CENT, way, context=_WIDE)
    return number(trimmed(found) if found else Decimal(0), lang)


def plain(value: Decimal) -> Decimal:
    """Return the value without exponent and with the digits it was written with."""
    exponent = value.as_tuple().exponent
    return (
        value.quantize(Decimal(1), context=_WIDE)
        if isinstance(exponent, int) and exponent > 0
        else value
    )


def trimmed(value: Decimal) -> Decimal:
    """Return the value without trailing zeros, for numbers that were computed."""
    text = f"{value:f}"
    if "." not in text or text[-1] != "0":
        return value
    return Decimal(text.rstrip("0").rstrip("."))
