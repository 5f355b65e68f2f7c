"""Laws that do not hold yet; the helpers are those of tests/properties/test_reading.py."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given

from properties.test_reading import FILE, LAWFUL, WIDE, Data, Rows, expected, full, seen


@LAWFUL
@given(data=full(), layout=WIDE, name=FILE)
def test_a_table_on_its_side_reads_the_same(
    data: Data, layout: Callable[[Data], Rows], name: str
) -> None:
    turned = [list(row) for row in zip(*layout(data), strict=True)]
    assert seen(turned, name) == (expected(data), [])
