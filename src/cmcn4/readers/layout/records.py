"""From one record's raw texts to an observation, a block or nothing, whatever the layout was.

Long tables, and wide ones later, hand their records to the same `Recorder`. What a record says
apart from its value is resolved once per distinct text and kept in tables for the fast path.
"""

from __future__ import annotations

from cmcn4.model.catalogue import Area, Indicator
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation, Origin, Place, Sheet, Status
from cmcn4.model.period import Period
from cmcn4.readers.containers.cells import CellNumber, CellUnformatted, Unusable
from cmcn4.readers.layout.faults import fault
from cmcn4.readers.layout.record import Head, Record, Typed, cacheable
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import FileReading, Skipped
from cmcn4.readers.values.names import NOWHERE, Near, Unlisted, breakdown
from cmcn4.readers.values.origins import StatusText, least_sure, read_origin, read_status, with_note
from cmcn4.readers.values.periods import When, when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.quantity import Ambiguous, Quantity, Range, Value, remember, unusable
from cmcn4.readers.values.units import read_unit

_MOST_CACHED = 65_536
_MOST_OF = 0.75


class Recorder:
    """Types the records of one sheet."""

    def __init__(self, file: FileReading, sheet: Sheet, columns: dict[str, int]) -> None:
        """`columns` tells the column (from 1) of each meaning, for the places of findings."""
        self.file, self.sheet, self.columns = file, sheet, columns
        self.options = file.context.options
        self._catalogue = self.options.vocabulary.catalogue
        self.default_area = self.options.default_area
        self.default_name: tuple[str, ...] = ()
        """A name of the table's own area that depends on the day."""
        self.publisher = False
        """Whether the column names are a publisher's (SDMX)."""
        self.form = False
        """Whether it is a form of ours, in which every name must be known."""
        self.records = 0
        self.unlisted = Skipped()
        self._coded = False
        self.named = False
        """Whether a row has named an area: an empty cell may then mean the same, or the whole."""
        self._areas: dict[Period, dict[tuple[str, ...], str | None]] = {}
        self._origins: dict[Status, dict[tuple[str, ...], Origin]] = {}
        self._quantities: dict[tuple[str, Range, int], Quantity] = {}
        self.marks: set[str] = set()
        self._pending: list[Typed] = []
        self._statuses: dict[str, tuple[int, int]] = {}

    def add(self, record: Record) -> Head | None:
        """Take in one record; return its head when further records may share it."""
        self.records += 1
        indicator = self.file.context.indicators.find(record.indicator)
        if isinstance(indicator, Unlisted):
            self._not_ours(record, indicator)
            return None
        period = when(record.period)
        area = self._area(record, period.period if period else None)
        if area is None:
            return None
        status = read_status(record.status)
        if status.absent or (not isinstance(record.value, Unusable) and is_missing(record.value)):
            return None
        error = fault(self._catalogue, record, indicator, area, period)
        if error:
            self._reject(record, error, (indicator, area, period))
            return None
        # For mypy: no error means that all three are known.
        if isinstance(indicator, Near) or isinstance(area, Near) or period is None:
            raise AssertionError(record)
        return self._understood(record, indicator, area, period, status)

    def name_areas(self) -> None:
        """From now on an empty cell among the areas is an error."""
        self.named = True
        for table in self._areas.values():
            for texts in [each for each in table if all(map(is_missing, each))]:
                del table[texts]

    def plain(self, head: Head, text: str) -> Interval | None:
        """Return a plain number by the shortest way; None when it needs a closer look."""
        kind, quantity = type(text), head.typed.quantity
        known = head.values if kind is str else head.numbers if kind is CellNumber else {}
        value = known.get(text)
        if value is None:
            value = quantity.plain(text)
            if value is not None:
                remember(quantity, text, value)
                self.marks.add(quantity.evidence(text))
        return value

    def again(self, head: Head, record: Record, area: str, origin: Origin) -> None:
        """Take in a record of which everything but the value was understood before."""
        self.records += 1
        self._value(head.typed._replace(record=record, area=area, origin=origin))

    def finish(self) -> None:
        """Decide on the numbers that could be read both ways, and note what all rows lack."""
        self.marks.discard("")
        mark = next(iter(self.marks)) if len(self.marks) == 1 else ""
        for typed in self._pending:
            value = typed.quantity.read(typed.record.value, mark)
            if isinstance(value, Value):
                self._observe(typed, value)
            elif isinstance(value, Ambiguous):
                self._reject_value(typed, self._both_ways(typed, value))
            elif value is not None:
                self._reject_value(typed, value)
        # A publisher's file has a thousand other series, a ministry's workbook forty other names.
        # SDMX column names tell the former, or names that come with codes and are most of it.
        most = self._coded and self.unlisted.rows > _MOST_OF * self.records
        skipped = self.file.series if self.publisher or most else self.file.unlisted
        skipped.merge(self.unlisted)
        for text, (row, count) in self._statuses.items():
            what = problem("unit-suspicious", variant="status", found=found(text))
            self.file.note(what, self._place(row, "status"), count)

    def _place(self, row: int, role: str) -> Place:
        return Place(self.sheet, row, self.columns.get(role))

    def _not_ours(self, record: Record, name: Unlisted) -> None:
        place = self._place(record.row, "indicator")
        first = record.indicator[0] if record.indicator else ""
        if is_missing(record.value) and not isinstance(record.value, Unusable):
            return  # a heading between rows, a footnote, a source line below the table
        if isinstance(first, Unusable):
            self.file.note(unusable(first), place)
        elif name.text and self.form:
            what = problem("indicator-unknown", variant="form", found=found(name.text))
            self.file.note(what, place)
        elif name.text:
            self.unlisted.add(name.text, place)
            self._coded |= sum(not is_missing(text) for text in record.indicator) > 1
        elif not is_missing(record.period):
            self.file.note(problem("indicator-unknown", variant="empty"), place)

    def _area(self, record: Record, period: Period | None) -> str | Near | None:
        """Return the id of the area or a near miss; None, counted, when it is not ours."""
        areas = self.file.context.areas
        area = areas.find(record.area, period)
        if area is None and self.default_name:
            area = areas.find(self.default_name, period)
        if isinstance(area, Near):
            return area
        if any(isinstance(text, Unusable) for text in record.area):
            return self.default_area  # the error of the cell is reported with the row
        if area is None and record.area and self.named:
            return NOWHERE
        known = self.default_area if area is None else area.id if isinstance(area, Area) else None
        if known in areas.relevant:
            return known
        name = area.text if isinstance(area, Unlisted) else known or ""
        self.file.areas.add(name, self._place(record.row, "area"))
        if period and isinstance(area, Area) and cacheable(record.area):
            self._areas.setdefault(period, {})[record.area] = None
        return None

    def _reject(
        self,
        record: Record,
        error: tuple[str, Problem],
        known: tuple[Indicator | Near, str | Near, When | None],
    ) -> None:
        """Block all that the record may have spoken of, so that nothing older takes its place."""
        role, what = error
        indicator, area, period = known
        unsure_area = role == "area" and not isinstance(area, Near)
        areas: tuple[str | None, ...] = area.ids if isinstance(area, Near) else (area,)
        unsure_area |= area is NOWHERE
        self.file.block(
            what,
            self._place(record.row, role),
            indicator.ids if isinstance(indicator, Near) else (indicator.id,),
            (None,) if unsure_area else areas,
            period.period if period else None,
        )

    def _understood(
        self, record: Record, indicator: Indicator, area: str, period: When, status: StatusText
    ) -> Head | None:
        vocabulary = self.options.vocabulary
        certain = least_sure(status.status, period.status)
        origins = self._origins.setdefault(certain, {})
        known = with_note(origins, record.origin) if cacheable(record.origin) else None
        origin = known or read_origin(vocabulary, record.origin, certain)
        year = period.period.year
        shift, wrong = read_unit(vocabulary, indicator, record.unit, year, record.multiplier)
        if isinstance(origin, Problem):
            self._reject(record, ("released", origin), (indicator, area, period))
            return None
        if wrong and wrong.code == "unit-mismatch":
            role = "multiplier" if wrong.facts["variant"] == "multiplier" else "unit"
            self._reject(record, (role, wrong), (indicator, area, period))
            return None
        part = breakdown(vocabulary, indicator, record.breakdown)
        quantity = self._quantity(indicator, year, shift)
        typed = Typed(record, indicator, area, period, part, origin, quantity)
        plain = self._warn(typed, wrong, status)
        self._value(typed)
        return self._head(typed) if plain else None

    def _warn(self, typed: Typed, wrong: Problem | None, status: StatusText) -> bool:
        """Note what is used although it is odd; return whether there was nothing odd."""
        record = typed.record
        if wrong:
            self.file.note(wrong, self._place(record.row, "unit"))
        if not status.known:
            row, count = self._statuses.get(record.status, (record.row, 0))
            self._statuses[record.status] = row, count + 1
        unsourced = "source" in self.columns and not typed.origin.source
        if unsourced:
            self.file.note(problem("source-missing"), self._place(record.row, "source"))
        return not wrong and status.known and not unsourced

    def _value(self, typed: Typed) -> None:
        value = typed.quantity.read(typed.record.value)
        if isinstance(value, Ambiguous):
            self._pending.append(typed)
        elif isinstance(value, Value):
            self._observe(typed, value)
        elif value is not None:
            self._reject_value(typed, value)

    def _observe(self, typed: Typed, value: Value) -> None:
        record, origin, quantity = typed.record, typed.origin, typed.quantity
        self.marks.add(value.mark)
        # Of a share's parts any may be below 1 %; of the share itself that is worth a look.
        if value.suspicious and not typed.breakdown:
            variant = "format" if isinstance(record.value, CellUnformatted) else ""
            what = problem("percent-suspicious", variant=variant, found=found(record.value),
                           indicator=typed.indicator.names)  # fmt: skip
            self.file.note(what, Place(self.sheet, record.row, record.column))
        if value.status:
            origin = origin._replace(status=least_sure(origin.status, value.status))
        elif not value.suspicious and cacheable((record.value,)):
            remember(quantity, record.value, value.interval)
        self.file.observations.append(
            Observation(
                typed.indicator.id,
                typed.area,
                typed.when.period,
                typed.breakdown,
                value.interval,
                origin,
                self.sheet,
                record.row,
                record.column,
            )
        )

    def _reject_value(self, typed: Typed, what: Problem) -> None:
        place = Place(self.sheet, typed.record.row, typed.record.column)
        ids = (typed.indicator.id,), (typed.area,)
        self.file.block(what, place, *ids, typed.when.period)

    def _both_ways(self, typed: Typed, value: Ambiguous) -> Problem:
        return problem(
            "number-ambiguous", found=found(typed.record.value),
            readings=(value.point, value.comma), first=value.point, second=value.comma,
        )  # fmt: skip

    def _quantity(self, indicator: Indicator, year: int, shift: int) -> Quantity:
        valid = indicator.scale(year)
        known = self._quantities.get((indicator.id, valid, shift))
        if known is None:
            kind = self._catalogue.units[indicator.unit].kind
            known = Quantity(indicator, kind, valid, self.options.decimal)
            known.shift = shift
            self._quantities[indicator.id, valid, shift] = known
        return known

    def _head(self, typed: Typed) -> Head | None:
        """Put what was understood into the tables of the fast path."""
        record, period = typed.record, typed.when.period
        if not cacheable(cell for _, cell in record.key_cells()):
            return None
        areas = self._areas.setdefault(period, {})
        origins = self._origins.setdefault(typed.origin.status, {})
        for table in (areas, origins):
            if len(table) >= _MOST_CACHED:
                table.clear()
        areas[record.area] = typed.area
        origins[(*record.origin[:3], "")] = typed.origin._replace(note="")
        origins[record.origin] = typed.origin
        quantity = typed.quantity
        return Head(typed.indicator.id, period, typed.breakdown, areas, origins,
                    quantity.values, quantity.numbers, typed)  # fmt: skip
