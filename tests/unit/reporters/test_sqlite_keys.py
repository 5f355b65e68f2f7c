"""Keys of decimals: SQLite orders their text as the numbers are ordered, however many digits."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from cmcn4.reporters.audit.rows import written
from cmcn4.reporters.audit.schema import MOST_DIGITS, ZERO_KEY, key_of

DATABASE = sqlite3.connect(":memory:", check_same_thread=False)
SELECT = f"SELECT {key_of('number')} FROM (SELECT ? AS number)"  # noqa: S608 - an expression
LONG = Decimal("1" + "0" * (MOST_DIGITS - 1))
LESS = Decimal("9" * (MOST_DIGITS - 1))

digits = st.integers(-(10**40), 10**40) | st.integers(-1200, 1200)
decimals = st.builds(lambda whole, power: Decimal(f"{whole}E{power}"), digits, st.integers(-45, 45))


def key(number: Decimal) -> str:
    found = DATABASE.execute(SELECT, (written(number),)).fetchone()[0]
    assert isinstance(found, str)
    return found


@given(decimals, decimals)
@example(Decimal("-0.5"), Decimal("-0.51"))
@example(Decimal(-5), Decimal("-5.1"))
@example(Decimal("-0.0"), Decimal(0))
@example(Decimal("7.0"), Decimal(7))
@example(Decimal("9.99"), Decimal(10))
@example(Decimal(-10), Decimal("-9.99"))
@example(LONG, LESS)
@example(LONG.copy_negate(), LESS.copy_negate())
@example(Decimal("1E-99999"), Decimal(0))
def test_keys_are_ordered_as_the_numbers_are(one: Decimal, other: Decimal) -> None:
    query = "SELECT ? < ?, ? = ?"
    a, b = key(one), key(other)
    assert DATABASE.execute(query, (a, b, a, b)).fetchone() == (one < other, one == other)


@given(decimals, st.integers(0, 5))
def test_a_key_does_not_depend_on_how_the_number_is_written(number: Decimal, zeros: int) -> None:
    text = written(number)
    longer = text + ("" if "." in text else ".") + "0" * zeros
    found = DATABASE.execute(SELECT, (longer,)).fetchone()[0]
    assert found == key(number)


def test_keys_can_be_read() -> None:
    assert key(Decimal("14.02")) == "p0000214.02"
    assert key(Decimal(-21)) == "n9999778~"
    assert key(Decimal("-0.00")) == ZERO_KEY == "p00000"


def test_nothing_has_no_key() -> None:
    assert DATABASE.execute(SELECT, (None,)).fetchone() == (None,)
