"""The columns of the sheet that is filled in, and the words of one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from cmcn4.forms.carry import Carried, Figure
from cmcn4.forms.levels import Level
from cmcn4.forms.plan import Plan
from cmcn4.locale import composed, say, write
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.form import TO_NOBODY, Addressed, Asked, Labels, Series, row_codes
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import column_letters
from cmcn4.model.period import parse

HEADER = 6
"""The row that names the columns."""
CODES = HEADER + 1
"""The row of their codes."""
FIRST = CODES + 1
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Column(NamedTuple):
    """One column."""

    role: str
    """Its meaning; of a column of figures their year."""
    width: float
    filled_in: bool = False


_BEFORE = (
    Column("number", 5),
    Column("indicator", 36),
    Column("breakdown", 17),
    Column("area", 13),
    Column("unit", 15),
)
_YEAR = 9.5
_AFTER = (
    Column("level", 30),
    Column("met", 14),
    Column("status", 11, filled_in=True),
    Column("source", 22, filled_in=True),
    Column("released", 13, filled_in=True),
    Column("note", 15, filled_in=True),
    Column("check", 12),
    Column("code", 11),
)


class Line(NamedTuple):
    """One line: an indicator, or a part of it, of an area, with what is asked of each year."""

    series: Series
    needed: Mapping[str, bool]
    """Years asked for, in order, with whether their absence is worth a remark."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything a form says."""

    plan: Plan
    catalogue: Catalogue
    lang: str
    conditions: Mapping[str, str]
    """Each target's condition in words, by `PACK/ID`."""
    carried: Carried
    """What is filled in already."""

    addressed: Addressed = TO_NOBODY
    """Who it goes to, until when, and where it is signed."""
    levels: Mapping[Series, tuple[Level, ...]] = field(default_factory=dict)
    """What is wanted of the figures of a line."""
    met: Callable[[Decimal, Level], bool] = lambda value, level: False  # noqa: ARG005 - without levels
    """Whether a value reaches a level that Excel can compare it with."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines, in the order in which the plan first asks for them."""
        found: dict[Series, dict[str, bool]] = {}
        for figure in self.plan.lines:
            found.setdefault(figure.asked.series, {})[figure.asked.period] = figure.needed
        return tuple(Line(series, dict(sorted(years.items()))) for series, years in found.items())

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years across."""
        known = (key.period for key in self.carried.figures if key.series in self.codes)
        return tuple(sorted({figure.asked.period for figure in self.plan.lines} | {*known}))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns this form needs."""
        parts = any(line.series.breakdown for line in self.lines)
        before = [column for column in _BEFORE if parts or column.role != "breakdown"]
        return (*before, *(Column(year, _YEAR, filled_in=True) for year in self.years), *_AFTER)

    @cached_property
    def at(self) -> Mapping[str, str]:
        """The letters of each column."""
        return {column.role: column_letters(n) for n, column in enumerate(self.columns, 1)}

    @cached_property
    def codes(self) -> Mapping[Series, str]:
        """The code of each line."""
        return row_codes(line.series for line in self.lines)

    @property
    def last(self) -> int:
        """The row of the last line."""
        return FIRST + len(self.lines) - 1

    def figure(self, line: Line, year: str) -> Figure | None:
        """Return what an earlier submission says, where it says anything."""
        return self.carried.figures.get(Asked(*line.series, year))

    def shown_years(self, line: Line) -> list[str]:
        """Return the years asked for, and those before of which a figure is known."""
        return [year for year in self.years if year in line.needed or self.figure(line, year)]

    def open_years(self, line: Line) -> list[str]:
        """Return the years that are still to be filled in."""
        return [year for year in line.needed if self.figure(line, year) is None]

    @cached_property
    def area(self) -> str:
        """The name of the one area that is asked; empty when there are several."""
        names = {self.labels(line.series).area for line in self.lines}
        return names.pop() if len(names) == 1 else ""

    def say(self, key: str, **facts: Any) -> str:
        """Return a text of the form."""
        return say(self.lang, composed(f"form.{key}"), facts or None)

    def indicator(self, line: Line) -> Indicator:
        """Return the indicator of a line."""
        return self.catalogue.indicators[line.series.indicator]

    def kind(self, line: Line) -> str:
        """Return the kind of a line's unit."""
        return self.catalogue.units[self.indicator(line).unit].kind

    def unit(self, indicator: Indicator) -> str:
        """Return a unit with its population as it is shown."""
        unit = self.catalogue.units[indicator.unit]
        return unit.names.get(self.lang) or unit.id

    def labels(self, series: Series) -> Labels:
        """Return what a line is shown as."""
        names = self.catalogue.indicators[series.indicator].names.get(self.lang)
        area = self.catalogue.areas[series.area].names.get(self.lang)
        return Labels(names, self._part(series), area)

    def period(self, code: str) -> str:
        """Return a period as it is shown."""
        found = parse(code)
        return write(self.lang, found) if found else code

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(line.series.indicator for line in self.lines if line.series.breakdown)

    def _part(self, series: Series) -> str:
        """Return the name of a part; of a total only where parts are asked for, too."""
        if not series.breakdown:
            return self.say("total") if series.indicator in self._whole else ""
        groups = self.catalogue.indicators[series.indicator].breakdowns
        for name in groups:
            for member in self.catalogue.groups[name].members:
                if member.id == series.breakdown and member.names:
                    return member.names.get(self.lang)
        return series.breakdown


def clean_text(text: str) -> str:
    """Return a text without the characters that XML, and so a workbook, cannot hold."""
    return _NOT_XML.sub("", text)
