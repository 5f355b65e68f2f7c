"""From one record's raw texts to an observation, a block or nothing, whatever the layout was.

What a record says apart from its value is resolved once per distinct text and kept in tables for
the fast path.
"""

from __future__ import annotations

from collections import Counter

from cmcn4.model.account import Reason
from cmcn4.model.catalogue import Area
from cmcn4.model.observation import Origin, Place, Sheet
from cmcn4.model.period import Period
from cmcn4.readers.containers.cells import StruckOut, Unusable
from cmcn4.readers.layout.headings.bodies import NATION, is_aggregate
from cmcn4.readers.layout.records.area_ids import KnownAreas, named_area, of_body
from cmcn4.readers.layout.records.faults import Found, fault, stands_for, without_value
from cmcn4.readers.layout.records.origins import Origins
from cmcn4.readers.layout.records.record import Head, Record, Typed, cacheable, head_of
from cmcn4.readers.layout.records.settle import Settling, masked
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.surroundings.whose import Whose
from cmcn4.readers.problems import Problem, problem
from cmcn4.readers.reading import Cells, FileReading, Skipped
from cmcn4.readers.values.labels import status_behind
from cmcn4.readers.values.names import NOWHERE, Clash, Near, Unlisted, breakdown
from cmcn4.readers.values.origins import StatusText, least_sure, odd_cell, read_status
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import is_mismatch, read_unit, wrong_cell
from cmcn4.readers.values.unusable import unusable

_MOST_OF = 0.75


class Recorder:
    """Types the records of one table."""

    def __init__(
        self, file: FileReading, sheet: Sheet, columns: dict[str, int], whose: Whose
    ) -> None:
        """`columns` tells the column (from 1) of each role, for the places of findings."""
        self.file, self.sheet, self.columns, self.whose = file, sheet, columns, whose
        self.options = file.context.options
        self._catalogue = self.options.vocabulary.catalogue
        self.publisher = False
        """Whether the table is in a publisher's own layout: areas that are not ours are notes."""
        self.series = False
        """Whether names of indicators that are not ours are a publisher's other series."""
        self.form = False
        """Whether it is a form of ours, in which every name must be known."""
        self.headings: dict[str, str] = {}
        """The heading of the column of each role."""
        self.unlisted = Skipped()
        self.records, self._coded, self.named = 0, False, self.options.areas_named
        """Whether a row has named an area: an empty cell may then mean the same, or the whole."""
        self.outcome: Reason | None = None
        """Why the last record is no observation; None when it is one."""
        self.name = ""
        """The name that was not ours."""
        self.left: Counter[Reason] = Counter()
        self.areas = KnownAreas(file.context.areas.eras)
        self.origins = Origins(self.options.vocabulary, columns, whose)
        self.settling = Settling(file, sheet)
        self._but_for: tuple[str, Head] | None = None
        self._statuses: dict[str, tuple[int, int]] = {}

    def add(self, record: Record) -> Head | None:
        """Take in one record; return its head when further records may share it."""
        self.records += 1
        self.outcome = None
        if not self.named and any(not is_missing(text) for text in record.area):
            self.name_areas()
        indicator = self.file.context.indicators.find(record.indicator)
        if isinstance(indicator, Unlisted):
            self._not_ours(record, indicator)
            return None
        period = when(record.period)
        area = self._area(record, period.period if period else None)
        if area is None:
            self._out(record, "area")
            return None
        status = read_status(record.status)
        absent = status.absent and isinstance(record.value, Unusable)  # no error of a formula's
        if absent or without_value(self._catalogue, record, indicator):
            return None
        names = Found(indicator, area, period, self.settling.initials(record, indicator))
        if error := fault(self._catalogue, record, names, self.headings):
            if error[0] == "area":
                self.file.context.texts.count(" ".join(record.area))
            self._reject(record, error, names)
            return None
        if area == "":
            self._out(record, "error")  # whose figures these are is not known
            return None
        return self._understood(record, names, status)

    def _out(self, record: Record, reason: Reason) -> None:
        """Count a record that is no observation."""
        self.outcome = reason
        self.left[reason] += is_figure(record.value)

    def name_areas(self) -> None:
        """From now on an empty cell among the areas is an error."""
        self.named = True
        self.areas.forget_unnamed()

    def area(self, head: Head, texts: tuple[str, ...]) -> str | None:
        """Return the area of a row that is otherwise like others; None when it is odd."""
        if texts in head.areas or not cacheable(texts) or any(map(status_behind, texts)):
            return None
        found = self._named_area(texts, head.period)
        if not isinstance(found, Area) or found.id not in self.file.context.areas.relevant:
            return None
        head.areas.keep(texts, found.id)
        return found.id

    def again(self, head: Head, record: Record, area: str, origin: Origin) -> None:
        """Take in a record of which everything but the value was understood before."""
        self.records += 1
        typed = head.typed._replace(record=record, area=area, origin=origin)
        self.outcome = self.settling.value(typed)

    def refuse(
        self, head: Head, value: tuple[int, str], area: str, error: tuple[str, Problem]
    ) -> None:
        """Reject a value, of which the row is told, that is like others but for one cell."""
        (row, text), (role, what) = value, error
        self.records += 1
        self.left["error"] += is_figure(text)
        if head.typed.origin.status != "forecast":
            cells = Cells((head.indicator,), (area,), head.period, (head.breakdown,))
            self.file.block(what, self._place(row, role), cells)

    def note_unsourced(self, row: int) -> None:
        """Tell that a row names no source."""
        self.file.note(problem("source-missing"), self._place(row, "source"))

    def note_odd(self, row: int, unit: Problem | None, status: str) -> None:
        """Tell a unit and an unknown status beside which a value is used nevertheless."""
        if unit:
            self.file.note(unit, self._place(row, "unit"))
        if status:
            first, count = self._statuses.get(status, (row, 0))
            self._statuses[status] = first, count + 1

    def again_read(self, usual: int, skipped: int = 0, figures: int = 0) -> None:
        """Count records that were read by look-ups alone, and those of other areas passed over.

        `figures` are the numbers of the latter.
        """
        self.records += usual + skipped
        if skipped:
            self.file.areas.rows += skipped
            self.left["area"] += figures

    def unlisted_again(self, name: str, value: str) -> None:
        """Count one more record of a name that is not ours."""
        self.unlisted.again(name)
        self.records += 1
        self.left["series"] += is_figure(value)

    def finish(self) -> None:
        """Decide on the numbers that could be read both ways, and note what all rows lack."""
        self.left["error"] += self.settling.finish(point=self.publisher)
        # A publisher's file has a thousand other series, a ministry's workbook forty other names.
        # SDMX column names tell the former, or names that come with codes and are most of it.
        most = self._coded and self.unlisted.rows > _MOST_OF * self.records
        skipped = self.file.series if self.series or most else self.file.unlisted
        skipped.merge(self.unlisted)
        for text, (row, count) in self._statuses.items():
            what = problem("unit-suspicious", variant="status", found=text)
            self.file.note(what, self._place(row, "status"), count)

    def _place(self, row: int, role: str) -> Place:
        return Place(self.sheet, row, self.columns.get(role))

    def _not_ours(self, record: Record, name: Unlisted) -> None:
        place, first = self._place(record.row, "indicator"), (*record.indicator, "")[0]
        if is_missing(record.value) and not isinstance(record.value, Unusable):
            return  # a heading between rows, a footnote, a source line below the table
        self.name = name.text
        self._out(record, "series" if name.text and not self.form else "error")
        what: Problem | None = None
        if isinstance(first, Unusable) and not isinstance(first, StruckOut):
            what = unusable(first)
        elif name.text and self.form:
            what = problem("indicator-unknown", variant="form", found=name.text)
        elif name.text:
            self.unlisted.add(name.text, place)
            self._coded |= sum(not is_missing(text) for text in record.indicator) > 1
        elif is_figure(record.value):
            what = problem("indicator-unknown", variant="empty", found=record.value)
            place = Place(self.sheet, record.row, record.column)
        if what is not None:
            self.file.note(what, place)

    def _named_area(
        self, texts: tuple[str, ...], period: Period | None
    ) -> Area | Near | Clash | Unlisted | None:
        alone = not (self.publisher or any(texts[1:]))
        return named_area(self.file.context.areas, texts, period, alone=alone)

    def _area(self, record: Record, period: Period | None) -> str | Near | Clash | Unlisted | None:
        """Return the id of the area, or why there is none; None, counted, when it is not ours."""
        areas = self.file.context.areas
        area = named = self._named_area(record.area, period)
        if isinstance(area, Near | Clash):
            return area
        if any(isinstance(text, Unusable) for text in record.area):
            return self.options.default_area  # the error of the cell is reported with the row
        if area is None and (self.form or ("area" in self.columns and self.named)):
            return NOWHERE
        if isinstance(area, Unlisted) and not self.publisher:
            area = of_body(area, period, self.file.context, (self.whose.by, record.indicator))
        if isinstance(area, Clash):
            return area
        known = self.whose.area(period) if area is None else getattr(area, "id", None)
        if known == NATION and area is None and isinstance(named, Unlisted):
            return named  # «Toàn tỉnh» is none of the country
        if known == "" or known in areas.relevant:
            return known
        if isinstance(area, Unlisted) and not (self.publisher or is_aggregate(area.text, areas)):
            return area
        self.file.areas.add(getattr(area, "text", known) or "", self._place(record.row, "area"))
        if period and isinstance(area, Area) and cacheable(record.area):
            self.areas[period][record.area] = None
        return None

    def _reject(self, record: Record, error: tuple[str, Problem], names: Found) -> None:
        """Block all that the record may have spoken of, so that nothing older takes its place.

        A forecast never counts: its errors are nobody's.
        """
        role, what = error
        self._out(record, "error")
        status = read_status(record.status).status
        if least_sure(status, names.period.status if names.period else "final") == "forecast":
            return
        cells = stands_for(self.options.vocabulary, record, role, names)
        self.file.block(what, self._place(record.row, role), cells)

    def _understood(self, record: Record, names: Found, status: StatusText) -> Head | None:
        indicator, area, period, _ = names
        if isinstance(indicator, Near) or not isinstance(area, str) or period is None:
            raise AssertionError(record)  # for mypy: no error means that all three are known
        vocabulary = self.options.vocabulary
        if indicator.id in self.options.aside and is_missing(record.unit):
            self._out(record, "series")  # tables tell people in thousands without a word
            return None
        certain = least_sure(status.status, period.status)
        origin = self.origins.read(record.origin, certain, record.area)
        year = period.period.year
        shift, wrong = read_unit(vocabulary, indicator, record.unit, year, record.multiplier)
        part = breakdown(vocabulary, indicator, record.breakdown)
        quantity = self.settling.quantity(indicator, year, shift)
        typed = Typed(record, indicator, area, period, part, Origin(status=certain), quantity)
        if isinstance(origin, Problem):
            self._reject(record, (odd_cell(origin), origin), names)
            return self._head(typed, wrong, status)
        if wrong and is_mismatch(wrong):
            self._reject(record, (wrong_cell(wrong), wrong), names)
            return self._head(typed, wrong, status)
        typed = typed._replace(origin=origin)
        self._warn(typed, wrong, status)
        self.outcome = self.settling.value(typed)
        if not self.origins.unsourced(record.origin):
            self.origins.keep(typed)
        return self._head(typed, wrong, status)

    def _warn(self, typed: Typed, wrong: Problem | None, status: StatusText) -> None:
        """Note what is used although it is odd."""
        record = typed.record
        for role, what in masked(record):
            self.file.note(what, self._place(record.row, role))
        self.note_odd(record.row, wrong, "" if status.known else record.status)
        if self.origins.unsourced(record.origin):
            self.note_unsourced(record.row)

    def _head(self, typed: Typed, wrong: Problem | None, status: StatusText) -> Head | None:
        """Put what was understood into the tables of the fast path.

        Beside a wrong unit, or an unknown status, it serves for other ones alone.
        """
        record, period = typed.record, typed.when.period
        odd = wrong is not None, not status.known
        alone = all(odd) or self.settling.hangs_on_source(record, typed.indicator)
        told = any(map(status_behind, record.area))
        if alone or told or not cacheable(cell for _, cell in record.key_cells()):
            return None
        self.areas[period].keep(record.area, typed.area)
        head = head_of(typed, self.areas, self.origins.of_status[typed.origin.status])
        self._but_for = ("unit" if wrong else "status", head) if any(odd) else None
        return None if any(odd) else head

    def but_for(self) -> tuple[str, Head] | None:
        """Return, once, what rows may share with the last one but for its unit or status."""
        odd, self._but_for = self._but_for, None
        return odd
