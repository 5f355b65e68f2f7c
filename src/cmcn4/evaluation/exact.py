"""Exact decimal arithmetic: what a person gets on paper, or an exception, never a rounding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
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
from fractions import Fraction

# Values have at most some hundred digits and a product at most some ten factors.
EXACT = Context(
    prec=100_000,
    Emax=MAX_EMAX,
    Emin=MIN_EMIN,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow],
)
_FINE_DIGITS = 60
_SHOWN_DIGITS = 10
_FINE = Decimal(1).scaleb(-_FINE_DIGITS)
_DIGITS = 80
_WORKING = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
_WIDE = Context(prec=EXACT.prec, rounding=ROUND_HALF_EVEN)
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
    with localcontext(_working(end, start)):
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
    with localcontext(_working(dividend, Decimal(divisor))):
        return shown(dividend / divisor)


def _working(dividend: Decimal, divisor: Decimal) -> Context:
    """Return a context that gives a quotient, and its rates, more decimals than are told."""
    whole = dividend.adjusted() - divisor.adjusted()
    if whole < _DIGITS // 4:
        return _WORKING
    return Context(prec=_DIGITS + whole, rounding=ROUND_HALF_EVEN)


def shown(value: Decimal) -> Decimal:
    """Round half-even to 10 decimals and drop trailing zeros."""
    return _without_zeros(value.quantize(_SHOWN, context=_WIDE))


def _without_zeros(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else Decimal(f"{value:f}".rstrip("0"))


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


def decimal_of(value: Fraction | float) -> Decimal:
    """Return a decimal that compares with numbers of fewer decimals as the fraction does.

    One that does not end is cut after 60 decimals, the last of them neither 0 nor 5: it neither
    reaches nor crosses a number that ends before. A float is an end without a limit.
    """
    if isinstance(value, float):
        return Decimal(value)
    whole, rest = divmod(abs(value.numerator) * 10**_FINE_DIGITS, value.denominator)
    if rest and whole % 5 == 0:
        whole += 1
    found = Decimal(whole if value >= 0 else -whole).scaleb(-_FINE_DIGITS)
    return found if rest else _without_zeros(found)


is_cut: Callable[[Decimal], bool] = _FINE.same_quantum
"""Tells whether a decimal was cut: only such a one has so many decimals."""


def told(value: Decimal, edges: Collection[Decimal]) -> Decimal:
    """Return what is told of a decimal that was cut: 10 decimals, on its side of every edge."""
    if not is_cut(value):
        return value
    found = shown(value)
    for edge in edges:
        found = beside(found, edge, (value > edge) - (value < edge))
    return found
