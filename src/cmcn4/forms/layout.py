"""The columns of the sheet that is filled in, and the words of one form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from cmcn4.forms.carry import Carried
from cmcn4.forms.plan import Line, Plan
from cmcn4.locale import composed, say, write
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.form import Asked, Labels, row_codes
from cmcn4.model.observation import column_letters
from cmcn4.model.period import parse

HEADER = 5
"""The row that names the columns."""
FIRST = HEADER + 1
_SPARE = 15
"""Empty rows at the end, for other periods and sources."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Column(NamedTuple):
    """One column."""

    role: str
    width: float
    filled_in: bool = False


_COLUMNS = (
    Column("number", 5),
    Column("indicator", 47),
    Column("breakdown", 20),
    Column("area", 13),
    Column("period", 7),
    Column("unit", 20),
    Column("value", 12, filled_in=True),
    Column("status", 11, filled_in=True),
    Column("source", 26, filled_in=True),
    Column("released", 13, filled_in=True),
    Column("note", 20, filled_in=True),
    Column("check", 15),
    Column("code", 10),
)


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

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns this form needs."""
        parts = any(line.asked.breakdown for line in self.plan.lines)
        return tuple(column for column in _COLUMNS if parts or column.role != "breakdown")

    @cached_property
    def at(self) -> Mapping[str, str]:
        """The letters of each column."""
        return {column.role: column_letters(n) for n, column in enumerate(self.columns, 1)}

    @cached_property
    def codes(self) -> Mapping[Asked, str]:
        """The code of each line."""
        return row_codes(line.asked for line in self.plan.lines)

    @property
    def last(self) -> int:
        """The row of the last line."""
        return HEADER + len(self.plan.lines)

    @property
    def spare(self) -> range:
        """The rows for figures of other periods and sources."""
        first = self.last + 2
        return range(first, first + len(self.carried.beside) + _SPARE)

    @cached_property
    def area(self) -> str:
        """The name of the one area that is asked; empty when there are several."""
        names = {self.labels(line.asked).area for line in self.plan.lines}
        return names.pop() if len(names) == 1 else ""

    def say(self, key: str, **facts: Any) -> str:
        """Return a text of the form."""
        return say(self.lang, composed(f"form.{key}"), facts or None)

    def indicator(self, line: Line) -> Indicator:
        """Return the indicator of a line."""
        return self.catalogue.indicators[line.asked.indicator]

    def kind(self, line: Line) -> str:
        """Return the kind of a line's unit."""
        return self.catalogue.units[self.indicator(line).unit].kind

    def unit(self, indicator: Indicator) -> str:
        """Return a unit with its population as it is shown."""
        unit = self.catalogue.units[indicator.unit]
        return unit.names.get(self.lang) or unit.id

    def labels(self, asked: Asked) -> Labels:
        """Return what a line is shown as."""
        names = self.catalogue.indicators[asked.indicator].names.get(self.lang)
        area = self.catalogue.areas[asked.area].names.get(self.lang)
        found = parse(asked.period)
        when = write(self.lang, found) if found else asked.period
        return Labels(names, self._part(asked), area, when)

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(line.asked.indicator for line in self.plan.lines if line.asked.breakdown)

    def _part(self, asked: Asked) -> str:
        """Return the name of a part; of a total only where parts are asked for, too."""
        if not asked.breakdown:
            return self.say("total") if asked.indicator in self._whole else ""
        groups = self.catalogue.indicators[asked.indicator].breakdowns
        for name in groups:
            for member in self.catalogue.groups[name].members:
                if member.id == asked.breakdown and member.names:
                    return member.names.get(self.lang)
        return asked.breakdown


def clean_text(text: str) -> str:
    """Return a text without the characters that XML, and so a workbook, cannot hold."""
    return _NOT_XML.sub("", text)
