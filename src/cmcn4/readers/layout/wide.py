"""Tables with several values a row: years, indicators or areas as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Observation, Place
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import CellNumber, Row, Unusable
from cmcn4.readers.layout.goals import Goals
from cmcn4.readers.layout.grid import Grid, Merge, is_counting
from cmcn4.readers.layout.headings import Heading
from cmcn4.readers.layout.merged import below_first
from cmcn4.readers.layout.plans import Plan
from cmcn4.readers.layout.record import Head, Record
from cmcn4.readers.layout.records import Recorder
from cmcn4.readers.layout.surroundings import Surroundings
from cmcn4.readers.problems import found, problem
from cmcn4.readers.values.labels import Label, is_ditto, label
from cmcn4.readers.values.origins import least_sure, read_status, with_note
from cmcn4.readers.values.periods import When, date, when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import is_unit

_EVERY_YEAR = frozenset(
    {"nam", "hang nam", "ca nam", "annual", "yearly", "a", "nam mot lan", "1 nam", "12 thang"}
)


class WideTable:
    """Reads the rows below a header as records, one for each value."""

    def __init__(self, recorder: Recorder, grid: Grid, plan: Plan, said: Surroundings) -> None:
        """Note where each meaning stands."""
        self.recorder, self.grid, self.plan, self.said = recorder, grid, plan, said
        self._vocabulary = recorder.options.vocabulary
        self._keys = [*plan.indicator, *plan.area, *plan.breakdown, *plan.single.values()]
        self._all_dated = all(grid.headings[index].period for index in plan.values)
        self._above: dict[int, str] = {}
        free = {i for i, each in enumerate(grid.headings) if each == Heading() and grid.texts[i]}
        said_where = {plan.single[role] for role in ("status", "note") if role in plan.single}
        self._goals = Goals(sorted({*plan.indicator, *plan.breakdown, *said_where, *free}))
        self._group: Label | None = None
        self._units: dict[int, str] = {}
        """What a row of units says of the columns below it."""
        self._labels: dict[str, Label] = {}
        self._heads: dict[tuple[object, ...], dict[int, Head]] = {}

    def read(self, rows: Iterable[Row], merges: Sequence[Merge]) -> None:
        """Read all rows."""
        merged = below_first(merges, self._keys.__contains__)
        first = True
        for number, cells in rows:
            width = len(self.grid.headings) + 1
            padded = [*cells, *[""] * (width - len(cells))] if len(cells) < width else list(cells)
            if not any(cell and not cell.isspace() for cell in padded):
                continue
            if (first and is_counting(padded)) or self.grid.repeated(padded):
                continue
            first = False
            self._fill(number, padded, merged)
            if not self._take_units(padded) and not self._goals.skip(number, padded):
                self._row(number, padded)
        self._goals.note(self.recorder.file, self.recorder.sheet)

    def _fill(self, number: int, cells: list[str], merged: set[tuple[int, int]]) -> None:
        """Fill key cells that are merged with the one above, or say «the same as above»."""
        for index in self._keys:
            text = cells[index]
            if (not text and (number, index) in merged) or is_ditto(text):
                cells[index] = self._above.get(index, "")
            self._above[index] = cells[index]

    def _take_units(self, cells: list[str]) -> bool:
        """Whether a row without keys says the units of the columns; these are kept."""
        if any(cells[index].strip() for index in self._keys):
            return False
        texts = {i: cells[i].strip().strip("()") for i in self.plan.values if cells[i].strip()}
        if not texts or not all(is_unit(self._vocabulary, text) for text in texts.values()):
            return False
        self._units |= texts
        self._heads.clear()
        return True

    def _row(self, number: int, cells: list[str]) -> None:
        plan, file = self.plan, self.recorder.file
        indicator, part, unit = self._indicator(cells)
        area = tuple(cells[i] for i in plan.area)
        if not self.recorder.named and not all(map(is_missing, area)):
            self.recorder.name_areas()
        if len(plan.indicator) == 1 and not plan.area:
            indicator, unit, area = self._grouped(cells, indicator, unit)
        base = Record(
            row=number, column=0, value="", indicator=indicator, period=self._one(cells, "period"),
            area=area, unit=self._one(cells, "unit") or unit,
            multiplier=self._one(cells, "multiplier"),
            breakdown=(*part, *(cells[i] for i in plan.breakdown)),
            status=self._one(cells, "status"), origin=self._origin(cells),
        )  # fmt: skip
        known = self._heads.setdefault(
            (indicator, base.period, base.unit, base.multiplier, base.breakdown, base.status), {}
        )
        for index in plan.values:
            value = cells[index]
            head = known.get(index)
            if head and self._plain(head, base, index, value):
                continue
            if not value or (is_missing(value) and not isinstance(value, Unusable)):
                continue
            heading = self.grid.headings[index]
            record = self._record(base, index, heading, value)
            if record is None:
                continue
            before = file.areas.rows, self.recorder.unlisted.rows
            head = self.recorder.add(record)
            if head:
                known[index] = head
            after = file.areas.rows, self.recorder.unlisted.rows
            if (after[0] > before[0] and not heading.area) or (
                after[1] > before[1] and not heading.indicator
            ):
                return  # the whole row is of another area or series: it is counted once

    def _plain(self, head: Head, base: Record, index: int, value: str) -> bool:
        """Observe a plain number by look-ups, where all else was understood before."""
        named = self.grid.headings[index].area
        area = head.areas.get((named,) if named else base.area)
        if area is None or not value:
            return False
        interval = head.numbers.get(value) if type(value) is CellNumber else None
        interval = interval or self.recorder.plain(head, value)
        origin = head.origins.get(base.origin) or with_note(head.origins, base.origin)
        if origin is None or interval is None:
            return False
        self.recorder.records += 1
        self.recorder.file.observations.append(
            Observation(head.indicator, area, head.period, head.breakdown, interval, origin,
                        self.recorder.sheet, base.row, index + 1)
        )  # fmt: skip
        return True

    def _grouped(
        self, cells: list[str], indicator: tuple[str, ...], unit: str
    ) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """Return indicator, unit and area of a row below an indicator's name without values.

        Such a name is a group's: the rows below it that are areas are of that indicator.
        """
        name = indicator[0]
        if self._vocabulary.indicator(name):
            empty = all(is_missing(cells[index]) for index in self.plan.values)
            self._group = Label(name, unit) if empty else None
        elif self._group and self.recorder.file.context.areas.known(name):
            return (self._group.name,), unit or self._group.unit, (name,)
        return indicator, unit, ()

    def _record(self, base: Record, index: int, heading: Heading, value: str) -> Record | None:
        period, status = base.period, base.status
        if heading.period:
            chosen = self._when(base, heading.period)
            if chosen is None:
                return self._conflict(base, index, heading)
            period = chosen.period.code
            own = read_status(status)
            if chosen.status and own.known and not own.absent:
                status = least_sure(own.status, chosen.status)
        elif is_missing(period):
            period = self.plan.period
        return base._replace(
            column=index + 1,
            value=value,
            indicator=(heading.indicator,) if heading.indicator else base.indicator,
            area=(heading.area,) if heading.area else base.area,
            unit=heading.unit
            or self._units.get(index)
            or base.unit
            or ("" if heading.indicator else self.said.unit),
            breakdown=(*base.breakdown, heading.part) if heading.part else base.breakdown,
            period=period,
            status=status,
        )

    def _when(self, base: Record, column: When) -> When | None:
        """Return the period of a value whose column names one, and whose row may name a part."""
        text = base.period
        if not self._all_dated or is_missing(text) or fold(text) in _EVERY_YEAR:
            return column
        own = when(text)
        if (
            own
            and column.period.first <= own.period.first
            and own.period.last <= column.period.last
        ):
            return When(own.period, own.status or column.status)
        if own and column.period.last < own.period.first:
            ends = [
                h.period.period for i in self.plan.values if (h := self.grid.headings[i]).period
            ]
            if any(e.first <= own.period.first and own.period.last <= e.last for e in ends):
                return column
        if (
            own
            and own.period.first <= column.period.first
            and column.period.last <= own.period.last
        ):
            return column
        return None

    def _conflict(self, base: Record, index: int, heading: Heading) -> Record | None:
        """Report a value whose row and column name different periods; None when it is ours."""
        texts = (heading.indicator,) if heading.indicator else base.indicator
        indicator = self.recorder.file.context.indicators.find(texts)
        if not isinstance(indicator, Indicator) or heading.period is None:
            return base._replace(column=index + 1, value="?", indicator=texts)  # to be counted
        what = problem("period-unreadable", variant="conflict", found=found(base.period),
                       column=found(self.grid.texts[index]))  # fmt: skip
        place = Place(self.recorder.sheet, base.row, self.plan.single["period"] + 1)
        ids = (indicator.id,), (None,)
        self.recorder.file.block(what, place, *ids, heading.period.period)
        return None

    def _indicator(self, cells: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """Return the texts that name the indicator of a row, its part, and the unit beside it."""
        if not self.plan.indicator:
            return (self.said.indicator,), (), ""
        texts = [cells[index] for index in self.plan.indicator]
        named = [self._label(text) for text in texts]
        unit = next((each.unit for each in named if each.unit), "")
        if self.plan.indented:
            filled = [each.name for each in named if not is_missing(each.name)]
            known = [name for name in filled if self._vocabulary.indicator(name)]
            if len(filled) > 1 and known and known[-1] != filled[-1]:
                return (known[-1],), (filled[-1],), unit  # a part, below the name of the whole
            return (filled[-1] if filled else "",), (), unit
        return tuple(each.name for each in named), (), unit

    def _label(self, text: str) -> Label:
        if type(text) is not str:
            return Label(text)
        known, made = self._vocabulary.indicator, self._labels.get(text)
        if made is None:
            made = label(text, self._vocabulary, lambda name: known(name) is not None)
            self._labels[text] = made
        return made

    def _origin(self, cells: list[str]) -> tuple[str, str, str, str]:
        source, released = self._one(cells, "source") or self.said.source, ""
        if "released" in self.plan.single:
            released = self._one(cells, "released")
        elif source:
            for mark in (";", ","):
                name, _, day = source.rpartition(mark)
                if (
                    name
                    and any(c.isdigit() for c in day)
                    and date(day.strip().removeprefix("ngày "))
                ):
                    source, released = name.strip(), day.strip().removeprefix("ngày ")
                    break
        return source, self._one(cells, "url"), released, self._one(cells, "note")

    def _one(self, cells: list[str], role: str) -> str:
        index = self.plan.single.get(role)
        return "" if index is None else cells[index]

    def skip_others(self, rows: Iterable[Row]) -> None:
        """Count the columns of numbers that are not ours."""
        strange = {
            index: text
            for index, text in enumerate(self.grid.texts)
            if text and self.grid.headings[index] == Heading() and index not in self._keys
        }
        if not self.grid.axis:
            return
        for _, cells in rows:
            for index in list(strange):
                if index < len(cells) and _is_number(cells[index]):
                    place = Place(self.recorder.sheet, self.grid.row, index + 1)
                    self.recorder.file.series.add(strange.pop(index), place)


def _is_number(text: str) -> bool:
    return (
        isinstance(text, CellNumber)
        or text.strip().replace(".", "", 1).replace(",", "", 1).isdecimal()
    )
