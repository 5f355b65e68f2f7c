"""What rows of data say: observations, and cells in error that block what they stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from second_judge.spans import Span, cut, hull, point

Row = dict[str, str]
Found = list["Observation"]
Series = tuple[str, str, str]
"""An indicator, an area and a breakdown, empty for the total."""
BOUNDS = {">": "over", "trên": "over", "hơn": "over", "<": "under", "dưới": "under",
          "gần": "nearly", "~": "about", "khoảng": "about"}  # fmt: skip
STATES = {"yes": "1", "no": "0", "đã hoàn thành": "1"}


@dataclass(frozen=True)
class Period:
    """From the first to the last day."""

    first: dt.date
    last: dt.date
    code: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Observation:
    """A figure, or a cell in error when `span` is None; None for what could not be read."""

    indicator: str
    area: str
    period: Period | None
    breakdown: str | None
    span: Span | None
    source: str
    named: bool
    released: str
    number: int
    parts: tuple[Observation, ...] = ()
    """The figures from which it was derived."""

    @property
    def leaves(self) -> tuple[Observation, ...]:
        """The figures of the data behind it: itself, unless it was derived."""
        if not self.parts:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves)

    @property
    def series(self) -> Series:
        return self.indicator, self.area, self.breakdown or ""


def period(code: str) -> Period | None:
    """Read a period; None when it cannot be."""
    year, _, part = code.partition("-")
    if len(year) != len("2025") or not year.isdigit():
        return None
    number = int(year)
    first, months = 1, 12
    if not part:
        pass
    elif part[0] == "Q":
        first, months = 3 * int(part[1]) - 2, 3
    elif part[0] == "S":
        first, months = 6 * int(part[1]) - 5, 6
    elif len(part) == len("2025"):
        return Period(dt.date(number, 1, 1), dt.date(int(part), 12, 31), code)
    elif len(part) == len("06"):
        first, months = int(part), 1
    else:
        day = dt.date.fromisoformat(code)
        return Period(day, day, code)
    after = first + months
    end = dt.date(number + after // 13, (after - 1) % 12 + 1, 1) - dt.timedelta(days=1)
    return Period(dt.date(number, first, 1), end, code)


def due_day(horizon: int | str) -> dt.date:
    """Return the day on which a target falls due."""
    text = str(horizon)
    return dt.date.fromisoformat(text if "-" in text else f"{text}-12-31")


def limits(indicator: dict[str, Any], year: int) -> tuple[Fraction | None, Fraction | None]:
    """Return the smallest and largest valid value in a year."""
    for scale in indicator.get("range", []):
        if scale.get("from_year", 0) <= year <= scale.get("to_year", 9999):
            ends = [scale.get("min"), scale.get("max")]
            least, most = (None if end is None else Fraction(str(end)) for end in ends)
            return least, most
    return None, None


def quantity(text: str, least: Fraction | None, most: Fraction | None) -> Span | None:
    """Return the values that a cell may mean; None when it is in error."""
    word, _, rest = text.rpartition(" ")
    try:
        number = Fraction(rest)
    except ValueError:
        return None
    if cut(point(number), least, most).empty:
        return None  # what is written must be possible itself, whatever a bound leaves
    size = abs(number)
    match BOUNDS.get(word, word):
        case "over":
            end = number + size / 10 if number else most
            span = cut(Span(number, end, low_open=True), least, most)
        case "nearly":
            span = cut(Span(number - size / 10, number, high_open=True), least, most)
        case "under":
            span = cut(Span(least, number, high_open=True), least, most)
        case "about":
            if not number:
                return None
            span = cut(Span(number - size / 20, number + size / 20), least, most)
        case _:
            span = point(number)
    return None if span.empty else span


class Data:
    """All figures that count, and all cells in error."""

    def __init__(self, files: dict[str, list[Row]], catalogue: dict[str, Any]) -> None:
        self.indicators: dict[str, dict[str, Any]] = catalogue["indicators"]
        self.heirs: dict[str, str] = catalogue["heirs"]
        self.groups: dict[str, dict[str, Any]] = catalogue["groups"]
        self.factors: dict[str, int] = catalogue.get("factors", {})
        """By what a derived ratio is multiplied, where its unit is not a plain ratio."""
        self.growing = frozenset(
            name for name, entry in self.indicators.items()
            if entry["unit"] in catalogue.get("growth_units", ("%/year",))
        )  # fmt: skip
        """The indicators that are themselves a change per year."""
        self.figures: list[Observation] = []
        self.errors: list[Observation] = []
        for file, rows in files.items():
            for row in rows:
                self._add(row, file)
        self._conflicts()

    def _add(self, row: Row, file: str) -> None:
        text = row["value"]
        if row["status"] == "forecast" or not text:
            return
        when = period(row["period"])
        breakdown = None if row["breakdown"].startswith("#") else row["breakdown"]
        indicator = self.indicators[row["indicator"]]
        span = None
        if when is not None and breakdown is not None:
            word, _, rest = text.rpartition(" ")
            text = rest if word == "ước" else text
            if indicator["unit"] == "yes/no":
                span = point(Fraction(STATES[text])) if text in STATES else None
            else:
                span = quantity(text, *limits(indicator, when.last.year))
        named = bool(row["source"])
        source = self.heir(row["source"]) if named else file
        number = len(self.figures) + len(self.errors)
        found = Observation(
            row["indicator"], row["area"], when, "" if breakdown == "_T" else breakdown,
            span, source, named, row["released"], number,
        )  # fmt: skip
        (self.errors if span is None else self.figures).append(found)

    def heir(self, source: str) -> str:
        """Return who speaks for a source today."""
        return self.heirs.get(source, source)

    def _conflicts(self) -> None:
        """Block cells for which one source says two things at once."""
        said: dict[tuple[Any, ...], Span | None] = {}
        for figure in self.figures:
            key = (figure.indicator, figure.area, figure.period, figure.breakdown,
                   figure.source, figure.named, figure.released)  # fmt: skip
            if said.setdefault(key, figure.span) != figure.span:
                self.errors.append(replace(figure, span=None))

    def of(self, indicator: str, area: str, breakdown: str = "") -> Found:
        """Return the figures of a series."""
        return [row for row in self.figures if row.series == (indicator, area, breakdown)]

    def blocks(self, indicator: str, area: str, breakdown: str = "") -> Found:
        """Return the cells in error that a series could have."""
        return [
            row
            for row in self.errors
            if (row.indicator, row.area) == (indicator, area) and row.breakdown in (breakdown, None)
        ]

    def blocked(self, where: Series, when: Period) -> bool:
        """Whether a cell in error stands for this figure."""
        return any(row.period in (when, None) for row in self.blocks(*where))

    def best(self, rows: Found) -> Found:
        """Return the rows of one cell that are believed first; several if they are tied."""
        if not rows:
            return []
        order = [self.heir(name) for name in self.indicators[rows[0].indicator].get("sources", [])]
        place = {row.source: order.index(row.source) if row.source in order else len(order)
                 for row in rows if row.named}  # fmt: skip
        first = min(_place(row, place, len(order)) for row in rows)
        rows = [row for row in rows if _place(row, place, len(order)) == first]
        latest = max(row.released for row in rows)
        return [row for row in rows if row.released == latest]


def _place(row: Observation, place: dict[str, int], last: int) -> int:
    return place[row.source] if row.named else last


def span_of(rows: Found) -> Span:
    """Return all that rows of one cell leave possible."""
    return hull([row.span for row in rows if row.span is not None])
