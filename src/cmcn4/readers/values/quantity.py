"""Values: a cell becomes the interval of what the indicator's value may be, or a problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import MAX_PREC, Context, Decimal

from cmcn4 import words
from cmcn4.model.catalogue import Indicator
from cmcn4.model.interval import Interval, Range, left_open, point
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Status
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import (
    CellDate,
    CellNumber,
    CellPercent,
    CellUnformatted,
    Unusable,
)
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.numbers import number
from cmcn4.readers.values.phrases import Phrase, is_missing, number_apart, phrase
from cmcn4.readers.values.ranks import may_rank
from cmcn4.readers.values.unusable import unusable

_EXACT = Context(prec=MAX_PREC)  # a power of ten never rounds
_YES_NO = words.table("yes-no")
_PERCENT_KINDS = ("percent", "growth")
_CLOSER_LOOK = frozenset({"yes-no", "rank", "tier"})
_PLAIN = Pattern(r"-?[0-9]+(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?", re.ASCII)
"""A number that says the same under either decimal mark, or can only have a point."""
_MOST_REMEMBERED, _MOST_WRONG, _LONGEST_WRONG = 65_536, 1024, 64
_CHANGE = Pattern(r"(?:tang|giam|increase|decrease|increased|decreased|up|down) .*[0-9]")
"""«tăng 7,75 %» says how a value changed, not what it is; it is never added to another one."""
EXCEL_ERROR = Pattern(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_SIGNS = Pattern(r"[<>=≤≥~≈?？%]")
_BOUNDED_KINDS = ("percent", "score")
_WHOLE_KINDS = ("rank", "tier")


class Value(NamedTuple):
    """A value as read from one cell."""

    interval: Interval
    status: Status | None = None
    """A status told by the cell itself («ước 14,02»)."""
    mark: str = ""
    """The decimal mark the cell gives evidence of."""
    suspicious: bool = False
    """A plain number between 0 and 1 where percent is meant: perhaps a share of one."""
    united: bool = False
    """A unit stands behind it, which is that of this indicator alone."""


class Ambiguous(NamedTuple):
    """A number that says different things under the two decimal marks."""

    point: Decimal
    comma: Decimal


class Plain(dict[str, Interval]):
    """Texts of plain numbers to values; one that needs a closer look is not among them."""

    __slots__ = ("decimal", "has_point", "kind", "range", "shift")

    def __init__(self, kind: str, valid: Range, decimal: str) -> None:
        """Start empty; see Quantity."""
        super().__init__()
        self.kind, self.range, self.decimal = kind, valid, decimal
        self.shift = 0
        self.has_point = False
        """Whether a text that was looked up gives evidence of a decimal point."""

    def __missing__(self, text: str) -> Interval:
        value = self.read(text)
        if value is None:
            raise KeyError(text)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[text] = value
        if not self.has_point and self.evidence(text):
            self.has_point = True
        return value

    def read(self, cell: str) -> Interval | None:
        """Read the commonest form by the shortest way; None when it needs a closer look."""
        kind = self.kind
        if type(cell) is str:
            if not _PLAIN.fullmatch(cell) or self.decimal == "," or kind in _CLOSER_LOOK:
                return None
        elif type(cell) is not CellNumber or kind == "yes-no" or "n" in cell:  # inf
            return None
        low, high = self.range
        value = shifted(Decimal(cell), self.shift) if self.shift else Decimal(cell)
        if (low is not None and value < low) or (high is not None and value > high):
            return None
        if kind == "percent" and 0 < value < 1:
            return None
        whole = kind not in _WHOLE_KINDS or value == value.to_integral_value()
        return Interval(value, value) if whole else None

    def share(self, cell: str) -> Interval | None:
        """Read a plain number between 0 and 1, as percentages may be written; None for others."""
        if self.kind != "percent" or self.decimal == "," or not _PLAIN.fullmatch(cell):
            return None
        value = shifted(Decimal(cell), self.shift) if self.shift else Decimal(cell)
        inside = 0 < value < 1 and not point(value).outside(*self.range)
        return Interval(value, value) if inside else None

    def evidence(self, cell: str) -> str:
        """Return the decimal mark that a plain number gives evidence of."""
        return "." if type(cell) is str and "." in cell and self.decimal == "auto" else ""


class Quantity:
    """What the values of an indicator are: kind of unit and the valid range of some years."""

    __slots__ = (
        "_wrong", "decimal", "fits", "indicator", "kind", "numbers", "range", "values",
    )  # fmt: skip

    def __init__(self, indicator: Indicator, kind: str, valid: Range, decimal: str) -> None:
        """Start with empty tables: texts, and numbers of spreadsheets, to plain values."""
        self.indicator, self.kind, self.decimal = indicator, kind, decimal
        self.range = valid
        self.fits: Callable[[str], bool] = lambda _: False
        """Whether a text behind a number is the unit that it is in anyway: «12 xã»."""
        self._wrong: dict[tuple[str, str], Problem] = {}
        self.values, self.numbers = (Plain(kind, valid, decimal) for _ in range(2))

    @property
    def shift(self) -> int:
        """The power of ten between what cells say and the indicator's unit."""
        return self.values.shift

    @shift.setter
    def shift(self, shift: int) -> None:
        self.values.shift = self.numbers.shift = shift

    def share(self, other: Quantity) -> None:
        """Share what numbers say with another one of the same kind, range and shift."""
        self.values, self.numbers = other.values, other.numbers

    def read(self, cell: str, mark: str = "") -> Value | Ambiguous | Problem | None:
        """Read a cell; None when it is empty or a mark of a missing value.

        `mark` is the decimal mark decided for the column, empty while it is open.
        """
        if isinstance(cell, CellNumber):
            return self._typed(cell)
        if isinstance(cell, Unusable):
            return unusable(cell)
        if type(cell) is not str:
            return self._text(cell, mark)
        if plain := self.values.get(cell) or self.values.read(cell):
            return Value(plain, None, self.values.evidence(cell))
        if share := self.values.share(cell):
            return Value(share, None, self.values.evidence(cell), suspicious=True)
        known = self._wrong.get((cell, mark))
        if known is None:
            read = self._text(cell, mark)
            if not isinstance(read, Problem) or len(cell) > _LONGEST_WRONG:
                return read
            if len(self._wrong) >= _MOST_WRONG:
                self._wrong.clear()
            known = self._wrong[cell, mark] = read
        return known

    def _text(self, cell: str, mark: str) -> Value | Ambiguous | Problem | None:
        text = clean(cell)
        if text.startswith('="') and text.endswith('"'):  # keeps Excel from changing a text
            text = text[2:-1].strip()
        if self.missing(text):
            return None
        if isinstance(cell, CellDate):
            return problem("number-unreadable", variant="date", found=found(text))
        if text.startswith("#") and EXCEL_ERROR.fullmatch(text):
            return problem("cell-error", found=found(text))
        if self.kind == "yes-no":
            return self._milestone(text)
        taken, united = phrase(text, self.kind), False
        if taken is None and (apart := number_apart(text)) and self.fits(apart[1]):
            taken, united = phrase(apart[0], self.kind), True
        if taken is None:
            return self._unreadable(text)
        value = self._number(taken, text, mark or self.decimal)
        return value._replace(united=True) if united and isinstance(value, Value) else value

    def missing(self, text: str) -> bool:
        """Whether a cell says that there is no value; «chưa có» answers a yes-or-no question."""
        return is_missing(text) and not (self.kind == "yes-no" and fold(text) in _YES_NO)

    def _typed(self, cell: CellNumber) -> Value | Problem:
        """Read a number of a spreadsheet: it has no decimal mark to be in doubt about."""
        if self.kind == "yes-no":
            return self._milestone(cell)
        taken, exact = Phrase(cell, percent=isinstance(cell, CellPercent)), Decimal(cell)
        value = self._checked(taken, exact, cell)
        if isinstance(cell, CellUnformatted) and isinstance(value, Value):
            # Whether the cell shows percent is lost: 1 may be 100 %, a rate of 0.08 be 8 %.
            share = self.kind in _PERCENT_KINDS and 0 < abs(exact) <= 1
            return value._replace(suspicious=share)
        return value

    def is_odd(self, value: Value) -> bool:
        """Whether a value is a fraction of things that are counted: «5.500» was no 5.5 of them."""
        low = value.interval.low
        return self.kind == "count" and low.is_finite() and low != low.to_integral_value()

    def _number(self, taken: Phrase, text: str, mark: str) -> Value | Ambiguous | Problem:
        read = number(taken.number, mark)
        if read is None:
            return self._unreadable(text)
        exact, evidence = read.exact, read.mark
        if exact is None and read.point is not None and read.comma is not None:
            # The only reading that can be a share: 78.084 %, for 78084 % there is none.
            fits = [(each, mark) for each, mark in ((read.point, "."), (read.comma, ","))
                    if not point(each).outside(*self.range)]  # fmt: skip
            if self.kind not in _BOUNDED_KINDS or len(fits) != 1:
                return Ambiguous(read.point, read.comma)
            ((exact, evidence),) = fits
        assert exact is not None  # noqa: S101 - of one reading alone
        value = self._checked(taken, exact, text)
        if isinstance(value, Value) and mark == "auto":
            return value._replace(mark=evidence)
        return value

    def _checked(self, taken: Phrase, value: Decimal, text: str) -> Value | Problem:
        """Compare with the kind and the valid range, then put the bounds around the value."""
        if taken.percent and self.kind not in _PERCENT_KINDS:
            names = self.indicator.names
            return problem("unit-mismatch", variant="percent", found=found(text), indicator=names)
        if not taken.percent:
            value = shifted(value, self.shift)
        if not value.is_finite() or not self._agrees(taken, value):
            return self._unreadable(text)
        if taken.bound == "about" and not value:
            return problem("number-ambiguous", variant="zero", found=found(text))
        interval = left_open(taken.bound, value, self.range)
        empty = interval.low == interval.high and not interval.is_point
        if empty or point(value).outside(*self.range) or interval.outside(*self.range):
            return self._out_of_range(text)
        if self.kind in _WHOLE_KINDS and not taken.bound and value != value.to_integral_value():
            return self._out_of_range(text, whole=True)
        plain = not (taken.percent or taken.bound)
        suspicious = plain and self.kind == "percent" and 0 < value < 1
        return Value(interval.cut(*self.range), taken.status, "", suspicious)

    def _agrees(self, taken: Phrase, value: Decimal) -> bool:
        """Whether a value agrees with what stands around it; «+5» is a change, and no rank."""
        low, high = self.range
        if taken.number.startswith("+") and low is not None and low >= 0:
            return False
        if taken.of is not None and (
            value > taken.of or not may_rank(self.indicator, high, taken.of)
        ):
            return False
        if taken.unit not in ("", "%") and not self.fits(taken.unit):
            return False
        some, of = taken.part or (0, 1)
        digit = Decimal(1).scaleb(int(value.as_tuple().exponent))
        return taken.part is None or (of > 0 and abs(Decimal(100 * some) / of - value) < digit)

    def _milestone(self, text: str) -> Value | Problem:
        odd = isinstance(text, CellPercent) or _SIGNS.search(text)  # «1%» is done by one per cent
        said = None if odd else _YES_NO.get(fold(text))
        return Value(point(Decimal(said == "yes"))) if said else self._unreadable(text)

    def _unreadable(self, text: str) -> Problem:
        variant = self.kind if self.kind in _CLOSER_LOOK else ""
        if not variant and self.kind != "growth" and _CHANGE.match(fold(text)):
            variant = "change"
        facts = {"variant": variant} if variant else {}
        return problem("number-unreadable", **facts, found=found(text))

    def _out_of_range(self, text: str, *, whole: bool = False) -> Problem:
        low, high = self.range
        variant = "whole" if whole else "min" if high is None else "max" if low is None else ""
        facts = {"variant": variant} if variant else {}
        return problem("value-out-of-range", found=found(text), indicator=self.indicator.names,
                       low=low, high=high, **facts)  # fmt: skip


def shifted(value: Decimal, shift: int) -> Decimal:
    """Return a value in the indicator's unit; exact, for only its exponent changes."""
    return Decimal(f"{value.scaleb(shift, _EXACT):f}") if shift else value


def remember(quantity: Quantity, text: str, interval: Interval) -> None:
    """Keep a plain value by its text, numbers of spreadsheets apart from typed text."""
    kind = type(text)
    if kind is str or kind is CellNumber:
        table = quantity.values if kind is str else quantity.numbers
        if len(table) >= _MOST_REMEMBERED:
            table.clear()
        table[text] = interval
