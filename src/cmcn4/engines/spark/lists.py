"""What the numbers in columns of plain rows stand for, known to the driver and to every task."""

from __future__ import annotations

from cmcn4.engines.rows import exact
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation, Origin, Sheet
from cmcn4.model.period import Period

FIGURE = ("number", "digits", "rank", "origin", "row", "label")
"""What a figure is in columns, beside its indicator and area: the value is number / 10^digits."""
PLAIN, AREA = "plain", "area"
"""Kinds of rows that tasks are given beside those that others have read: a plain row; an area."""


class Lists(NamedTuple):
    """Names by their places."""

    indicators: tuple[str, ...]
    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    """In the order in which they count."""
    origins: tuple[Origin, ...]
    sheets: tuple[Sheet, ...]
    """What rows are told apart within, one for each text of an area, or one alone."""
    column: int
    """That of the values, from 1."""
    first: int
    """What is added to the number of a row."""

    def observation(self, indicator: int, area: int, figure: tuple[int, ...]) -> Observation:
        """Return a plain row as the reader would have read it."""
        number, digits, rank, origin, row, label = figure
        value = exact(number, digits)
        return Observation(
            self.indicators[indicator], self.areas[area], self.periods[rank], "",
            Interval(value, value), self.origins[origin], self.sheets[label], row + self.first,
            self.column,
        )  # fmt: skip
