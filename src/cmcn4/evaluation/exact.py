"""Exact decimal arithmetic: what a person gets on paper, or an exception, never a rounding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)

# Values have at most some hundred digits and a product at most some ten factors.
EXACT = Context(
    prec=100_000,
    Emax=MAX_EMAX,
    Emin=MIN_EMIN,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow],
)
_SHOWN_DIGITS = 10
_WORKING = Context(prec=80, rounding=ROUND_HALF_EVEN)
_SHOWN = Decimal(1).scaleb(-_SHOWN_DIGITS)
_HUNDRED = Decimal(100)


def growth(rates: Iterable[Decimal]) -> Decimal:
    """Return the product of (1 + g) for rates in percent, exactly."""
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate.scaleb(-2)
    return product


def mean_rate(product: Decimal, count: int) -> Decimal:
    """Return the geometric mean rate in percent of `count` rates, from their product."""
    return rate_between(Decimal(1), product, count)


def rate_between(start: Decimal, end: Decimal, count: int) -> Decimal:
    """Return the yearly rate in percent that takes `start` > 0 to `end` in `count` years.

    It is rounded half-even to 10 decimals, and exact whenever the exact rate has at most 10.
    """
    if end <= 0:
        return -_HUNDRED
    with localcontext(_WORKING):
        root = (((end / start).ln() / count).exp() - 1) * _HUNDRED
        guess = root.quantize(_SHOWN.scaleb(-10))
    # A root that is a finite decimal is only just missed by ln and exp: then take it as it is.
    exact = start * growth([guess] * count) == end
    return shown(guess if exact else root)


def arithmetic_mean(values: Sequence[Decimal]) -> Decimal:
    """Return the arithmetic mean, rounded half-even to 10 decimals if it has more."""
    return quotient(sum(values, Decimal(0)), len(values))


def quotient(dividend: Decimal, divisor: Decimal | int) -> Decimal:
    """Return a quotient rounded half-even to 10 decimals."""
    with localcontext(_WORKING):
        return shown(dividend / divisor)


def shown(value: Decimal) -> Decimal:
    """Round half-even to 10 decimals and drop trailing zeros."""
    with localcontext(_WORKING):
        rounded = value.quantize(_SHOWN)
    whole = rounded.to_integral_value()
    return whole if whole == rounded else Decimal(f"{rounded:f}".rstrip("0"))


def sufficient(value: Decimal, *, enough: bool, upward: bool) -> Decimal:
    """Return a rounded value that suffices: the next one on the way, if it is not enough itself."""
    return value if enough else value + (_SHOWN if upward else -_SHOWN)


def beside(value: Decimal, threshold: Decimal, order: int) -> Decimal:
    """Return a rounded value on the side of the threshold on which the exact one lies.

    `order` is -1, 0 or 1: the exact value is below, at or above the threshold.
    """
    if order == 0:
        return threshold
    if order < 0 and value >= threshold:
        return threshold - _SHOWN
    if order > 0 and value <= threshold:
        return threshold + _SHOWN
    return value
