"""What is decided when all rows of a table have been read: decimal marks, shares of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from cmcn4.model.account import Reason
from cmcn4.model.catalogue import Indicator
from cmcn4.model.interval import Interval, Range
from cmcn4.model.observation import Observation, Place, Sheet
from cmcn4.readers.containers.cells import CellMasked, CellNumber, CellUnformatted, CellWhite
from cmcn4.readers.layout.records.record import Head, Record, Typed, cacheable
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells, FileReading
from cmcn4.readers.values.initials import shared
from cmcn4.readers.values.names import Near
from cmcn4.readers.values.origins import least_sure
from cmcn4.readers.values.quantity import Ambiguous, Quantity, Value, remember
from cmcn4.readers.values.units import fits, is_percent

DOUBT = "percent-suspicious"
_NEIGHBOUR = 10
"""Times a share of at most one: a neighbour that large is of its size, one beyond is not."""


class Settling:
    """Turns values into observations; those that hang on others wait for the end of the table."""

    def __init__(self, file: FileReading, sheet: Sheet) -> None:
        """Start with nothing open."""
        self._file, self._sheet = file, sheet
        self._first = len(file.observations)
        self._marks: dict[int, set[str]] = defaultdict(set)
        """Decimal marks that the column, from 1, gives evidence of."""
        self._pending: list[Typed] = []
        self._shares: list[tuple[int, Typed]] = []
        self._quantities: dict[tuple[str, Range, int], Quantity] = {}
        self.alike: dict[tuple[str, str, str, int], Quantity | None] = {}
        """What values of an indicator are in a year beside a unit and a multiplier; None if odd."""
        self._of_kind: dict[tuple[str, Range, int], Quantity] = {}
        """The first of each unit, range and shift; of a rank, of each index."""
        self.context: frozenset[str] = frozenset()

    def quantity(self, indicator: Indicator, year: int, shift: int) -> Quantity:
        """Return what the values of an indicator are in a year, `shift` as Quantity has it."""
        valid, options = indicator.scale(year), self._file.context.options
        key = indicator.id, valid, shift
        if key not in self._quantities:
            kind = options.vocabulary.catalogue.units[indicator.unit].kind
            made = self._quantities[key] = Quantity(indicator, kind, valid, options.decimal)
            made.shift = shift
            made.fits = partial(fits, options.vocabulary, indicator, year, shift)
            # What a text says of its population, or of how many are ranked, is another thing there.
            alike = indicator.id if kind == "rank" else indicator.unit
            made.share(self._of_kind.setdefault((alike, valid, shift), made))
        return self._quantities[key]

    def looked_up(self, column: int) -> None:
        """Take numbers of a column into account that were looked up by their texts alone."""
        if any(quantity.values.has_point for quantity in self._quantities.values()):
            self.mark(column, ".")

    def mark(self, column: int, mark: str) -> None:
        """Remember a decimal mark that a number of a column gives evidence of."""
        if mark:
            self._marks[column].add(mark)

    def plain(self, head: Head, text: str) -> Interval | None:
        """Return a plain number by the shortest way; None when it needs a closer look."""
        kind, quantity = type(text), head.typed.quantity
        known = head.values if kind is str else head.numbers if kind is CellNumber else {}
        value = known.get(text)
        if value is None:
            value = quantity.values.read(text)
            if value is not None:
                remember(quantity, text, value)
                self.mark(head.typed.record.column, quantity.values.evidence(text))
        return value

    def initials(self, record: Record, indicator: Indicator | Near) -> Problem | None:
        """Return the problem of a name that may be another index's, or stands beside another."""
        if isinstance(indicator, Near):
            return None
        rivals = self._file.context.indicators.rivals(record.indicator)
        if rivals:
            return problem("indicator-unknown", variant="beside", found=tuple(map(found, rivals)))
        return self._file.context.meanings.of_record(record, indicator, self.context)

    def hangs_on_source(self, record: Record, indicator: Indicator) -> bool:
        """Whether only the source or note of a row says which index its initials mean."""
        if not shared(indicator):
            return False
        return self.initials(record._replace(origin=("", "", "", "")), indicator) is not None

    def value(self, typed: Typed) -> Reason | None:
        """Observe a value, keep it for later, or reject it; return why it is none."""
        value = typed.quantity.read(typed.record.value)
        if isinstance(value, Ambiguous):
            self._pending.append(typed)
        elif isinstance(value, Value):
            self._observe(typed, value)
            if isinstance(typed.record.value, (CellMasked, CellWhite)):
                self._file.note(_masked(typed.record.value), self._place(typed.record))
        elif value is not None:
            self._reject(typed, value)
            return "error"
        return None

    def _place(self, record: Record) -> Place:
        return Place(self._sheet, record.row, record.column)

    def finish(self, *, point: bool) -> int:
        """Settle what was left open; return how many numbers could not be.

        With `point` the table is a publisher's, whose numbers are written with a point.
        """
        rejected, before = 0, len(self._file.observations)
        self._file.marks.update(*self._marks.values())
        known: dict[tuple[object, ...], Value | Ambiguous | Problem | None] = {}
        for typed in self._pending:
            marks = self._marks[typed.record.column] | self._file.context.options.marks
            mark = "." if point else next(iter(marks)) if len(marks) == 1 else ""
            said = id(typed.quantity), type(typed.record.value), typed.record.value, mark
            if said not in known:
                known[said] = typed.quantity.read(typed.record.value, mark)
            value = known[said]
            if isinstance(value, Value) and typed.quantity.is_odd(value):
                value = typed.quantity.read(typed.record.value)
            if isinstance(value, Value):
                self._observe(typed, value, decided=True)
                continue
            rejected += 1
            if isinstance(value, Ambiguous):
                both = value.point, value.comma
                value = problem("number-ambiguous", found=found(typed.record.value),
                                readings=both, first=both[0], second=both[1])  # fmt: skip
            self._reject(typed, value)
        if self._file.sieved:
            self._file.sieved.late(self._file.observations[before:])
        self._doubt()
        return rejected

    def _doubt(self) -> None:
        """Leave the verdict open on shares of at most one without neighbours of their size."""
        if not self._shares:
            return
        rows = self._file.observations
        keys = {_series(rows[at]) for at, _ in self._shares}
        more = self._file.sieved.sizes(keys) if self._file.sieved else ()
        for at in alone(rows, [at for at, _ in self._shares], more):
            rows[at] = rows[at]._replace(origin=rows[at].origin._replace(doubt=DOUBT))

    def _observe(self, typed: Typed, value: Value, *, decided: bool = False) -> None:
        """Keep a value; with `decided` its text says so in its own column alone."""
        record, origin, quantity = typed.record, typed.origin, typed.quantity
        self.mark(record.column, value.mark)
        # Of a share's parts any may be below 1 %; of the share itself that is worth a look.
        if value.suspicious and not typed.breakdown:
            self._suspect(typed)
        if value.status:
            origin = origin._replace(status=least_sure(origin.status, value.status))
        elif not (decided or value.suspicious or value.united) and cacheable((record.value,)):
            remember(quantity, record.value, value.interval)
        self._file.observations.append(
            Observation(typed.indicator.id, typed.area, typed.when.period, typed.breakdown,
                        value.interval, origin, self._sheet, record.row, record.column)
        )  # fmt: skip

    def _suspect(self, typed: Typed) -> None:
        record = typed.record
        unformatted = isinstance(record.value, CellUnformatted)
        what = problem("percent-suspicious", variant="format" if unformatted else "",
                       found=found(record.value), indicator=typed.indicator.names)  # fmt: skip
        self._file.note(what, self._place(record))
        # A workbook tells how a cell is shown; text says so only with a sign or a unit.
        told = isinstance(record.value, CellNumber) and not unformatted
        if not (told or is_percent(record.unit)):
            self._shares.append((len(self._file.observations), typed))

    def _reject(self, typed: Typed, what: Problem | None) -> None:
        if what is not None and typed.origin.status != "forecast":  # which never counts
            place = Place(self._sheet, typed.record.row, typed.record.column)
            key = (typed.indicator.id,), (typed.area,), typed.when.period, (typed.breakdown,)
            self._file.block(what, place, Cells(*key))


def alone(
    rows: Sequence[Observation],
    shares: Iterable[int],
    more: Iterable[tuple[tuple[str, str, str], Decimal]] = (),
) -> list[int]:
    """Return which of the rows have no neighbour of their size in their series of one table.

    `more` are values of rows that are kept elsewhere, each with its series.
    """
    shares = list(shares)
    keys = {_series(rows[at]) for at in shares}
    sizes: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for observation in rows:
        if observation.value.low > 1 and _series(observation) in keys:
            sizes[_series(observation)].append(observation.value.low)
    for series, size in more:
        sizes[series].append(size)
    return [
        at for at in shares
        if not any(size <= _NEIGHBOUR * rows[at].value.high for size in sizes[_series(rows[at])])
    ]  # fmt: skip


def _series(row: Observation) -> tuple[str, str, str]:
    return row.indicator, row.area, row.breakdown


def masked(record: Record) -> Iterator[tuple[str, Problem]]:
    """Yield the cells that say what a value is of, and show something else than they hold."""
    for role, text in record.key_cells():
        if isinstance(text, CellMasked):
            yield role, _masked(text)


def _masked(cell: str) -> Problem:
    variant = "white" if isinstance(cell, CellWhite) else "masked"
    return problem("hidden-data", variant=variant, found=found(cell))
