"""Statements: all that is said about a value, by its row, its column and what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.observation import Place, Status
from cmcn4.model.period import YEAR
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Unusable
from cmcn4.readers.layout.headings.asides import PartCell
from cmcn4.readers.layout.headings.bodies import NATION, province
from cmcn4.readers.layout.headings.columns import ends
from cmcn4.readers.layout.headings.facets import Facets
from cmcn4.readers.layout.headings.phrases import TOTAL
from cmcn4.readers.layout.headings.pieces import in_year
from cmcn4.readers.layout.headings.wordings import OF_ALL_HERE, is_of_here
from cmcn4.readers.layout.records.record import Record
from cmcn4.readers.layout.rows.beside import BesideCells
from cmcn4.readers.layout.rows.dates import Dates, dated_beside, in_steps, together, unfinished
from cmcn4.readers.layout.rows.group import Named
from cmcn4.readers.layout.rows.labelled import Labelled
from cmcn4.readers.layout.rows.marks import Marks, surest
from cmcn4.readers.layout.rows.parts import PartCells
from cmcn4.readers.layout.rows.telling import beside_columns
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import Cells
from cmcn4.readers.values.labels import status_behind
from cmcn4.readers.values.origins import least_sure, read_status, source_and_day
from cmcn4.readers.values.periods import sums, when
from cmcn4.readers.values.phrases import is_missing, less_sure
from cmcn4.readers.values.units import is_mismatch, read_unit
from cmcn4.words import listed, meaning, table


def with_heading(area: tuple[str, ...], facets: Facets) -> tuple[str, ...]:
    """Return what names the area of a value: its row, its column, or both of them."""
    if not facets.area or facets.area in area:
        return area
    none = area == (OF_ALL_HERE,) or all(map(is_missing, area))
    return (facets.area,) if none else (*area, facets.area)


ABSENT = -1
"""Index of the empty cell that is added to every row, for columns the table has not."""


@dataclass(kw_only=True)
class Statements(Marks):
    """Makes records of the values of a row."""

    units: dict[int, str] = field(default_factory=dict)
    """What a row of units says of the columns below it."""

    def __post_init__(self) -> None:
        """Prepare what is the same for all rows."""
        dated = {*self.plan.dates, self.plan.single.get("period", -1)} - {-1}
        self._until = {i for i in dated if ends(self.block.texts[i])}
        """Columns that say up to when the figures of a row go."""
        self._dates = Dates(self.block, self.plan.values, until=bool(self._until))
        self._unfinished = unfinished(self.said.periods, self.said.titles)
        """Years of which the title names a part that ends before them."""
        self._sums = {i for i in self.plan.values if sums(self.block.texts[i])}
        """The columns whose headings say that what is below them has added up."""
        self._here = {i for i in self.plan.values if is_of_here(self.block.texts[i])}
        """Those whose headings end «… trên địa bàn tỉnh»."""
        self.areas = (*self.plan.area, ABSENT, ABSENT)[: max(2, len(self.plan.area))]
        """The columns of areas, two at least: an empty one stands for each that is not there."""
        areas = self.recorder.file.context.areas
        self.parts = PartCells(self.texts, areas, self.plan.breakdown, self.plan.dimensions)
        columns = beside_columns(self.block, self.plan, self.recorder.whose.kind)
        self.beside = BesideCells(self.texts, columns)
        self.labelled = Labelled(self.plan, self.texts, (self.parts, self.beside), self.indicator)

    def named(self, cells: list[str]) -> Named:
        """Return what the label of a row says."""
        if not self.plan.indicator:
            return Named((self.said.indicator,), (), (), self.labels.group.unit)
        return self.labels.read(cells)

    def with_parts(self, named: Named, parts: Sequence[tuple[str, PartCell]]) -> Named:
        """Return what a label says with the areas and statuses in the columns of parts."""
        for _, said in parts:
            if said.area:
                named = named._replace(area=(*named.area, said.area))
            if said.status:
                named = named._replace(status=least_sure(said.status, named.status))
        return named

    def note_parts(self, named: Named, parts: Sequence[tuple[str, PartCell]], *, out: bool) -> None:
        """Take note of the parts and the inner label of a row; `out`: no figure was read."""
        self.parts.note(() if out else parts)
        if self.plan.indented and not out:
            self.parts.note_level(named.indicator, named.parts)

    def base(
        self, number: int, cells: list[str], named: Named, parts: Sequence[tuple[str, PartCell]]
    ) -> Record:
        """Return what all records of a row share."""
        plan, group = self.plan, self.labels.group
        area = tuple(cells[i] for i in self.areas)
        if plan.area:
            area += tuple(text for text in named.area if text not in (*area, OF_ALL_HERE))
        elif named.area or group.area:
            own = () if group.area and named.area == (OF_ALL_HERE,) else named.area
            area = own or (group.area,)
        nation = bool(plan.region) and self._is_nation(area)
        region = tuple(each for i in plan.region if self._is_part(each := cells[i], nation=nation))
        own = (*(said.part for _, said in parts), *named.parts, *region)
        whole = group.above is None and any(map(self.is_total, own))
        around = filter(None, () if whole else (group.part, self.said.part))
        return Record(
            row=number, column=0, value="", indicator=named.indicator,
            period=in_steps(
                together(together(self.dated_by_names(cells, self._period(cells)), named.period),
                         group.period),
                (text for text, said in parts if said.finer),
            ),
            area=area, unit=self._unit(cells, named) or group.unit,
            multiplier=self._one(cells, "multiplier"),
            breakdown=(*own, *around),
            status=surest(surest(self._one(cells, "status") or group.status, named.status),
                          reduce(less_sure, map(status_behind, area), self._dated(cells, named))),
            origin=self._origin(cells),
        )  # fmt: skip

    def _unit(self, cells: list[str], named: Named) -> str:
        """Return the unit of a row, or what its label says instead: a share of 14 «(dịch vụ)»."""
        own, label = self._one(cells, "unit"), named.unit
        indicator = self.indicator(named.indicator) if own and label else None
        if indicator is not None:
            wrong = read_unit(self.texts.vocabulary, indicator, label, 0).problem
            return label if wrong and is_mismatch(wrong) else own
        return own or label

    def _dated(self, cells: list[str], named: Named) -> Status | None:
        """Return the least sure of what the title and several texts say beside their periods.

        A single one says it where it is read.
        """
        texts = [cells[i] for i in self.plan.dates]
        texts += filter(None, (named.period, self.labels.group.period))
        if not texts:
            return self.said.status
        least: Status = self.said.status or "final"
        for text in texts:
            least = least_sure(least, read_status(text).status)
        for said in map(when, (self._one(cells, "period"), *texts)):
            least = least_sure(least, said.status if said else None)
        return least

    def _period(self, cells: list[str]) -> str:
        """Return the period of a row; beside its year it may name a quarter or a month."""
        year = self._one(cells, "period")
        for index in self.plan.dates:
            year = dated_beside(year, cells[index], ends=index in self._until)
        at = next((i for i in self.plan.within if not is_missing(cells[i])), None)
        if at is None:
            return year
        part, name = cells[at], self.block.texts[at]
        if fold(part) in listed("every-year"):
            return year
        found_ = in_year(f"{name} {part}", year) or in_year(part, year)
        return found_.period.code if found_ else f"{name} {part} {year}"

    def _is_part(self, text: str, *, nation: bool) -> bool:
        """Whether a cell that may say where an area lies breaks the figure down."""
        key = fold(text) if type(text) is str else ""
        own = key in meaning("regions", "own") or key in self.texts.vocabulary.breakdowns
        if nation and not own and key:
            own = province(text, self.texts.areas) is not None  # «Vùng» of the country's: «Hà Nội»
        return key in table("parts") or (nation and own)

    def _is_nation(self, area: tuple[str, ...]) -> bool:
        """Whether the texts of a row's area name the whole country."""
        known = self.recorder.file.context.areas.find(area, None) if area else None
        return getattr(known, "id", "") == NATION

    def record(self, base: Record, index: int, facets: Facets, value: str) -> Record | None:
        """Return the record of one value; None when its row and column contradict each other."""
        if facets.indicator and self.plan.indicator and self._clash(base, index, facets):
            return None
        if self.labels.group.plan and index not in self.resulting:
            self.left.aim(base.row, index, self.labels.group.plan, value)
            return None
        wrong, period, status = self._period_of(base, facets)
        if wrong is None:
            wrong, period, status = self.dated_by_value(value, period, status)
        if wrong is not None:
            return self._conflict(base, index, facets, wrong)
        if index in self._sums and (dated := when(period)):
            period = dated._replace(over="sum").text
        if facets.status:
            status = surest(status, facets.status)
        match self.claimed(value, period):
            case "plan" | "void" | "part" | "change":
                self.left.twin(index, value)
                return None
            case said:
                status = least_sure(said, read_status(status).status) if said else status
        area = with_heading(base.area, facets)
        if index in self._here and all(map(is_missing, area)):
            area = (OF_ALL_HERE,)
        own = (facets.part,) if facets.part else ()
        breakdown = base.breakdown
        if facets.part == TOTAL:
            own, breakdown = (), tuple(member for member in breakdown if member != self.said.part)
        return base._replace(
            column=index + 1,
            value=value,
            indicator=(facets.indicator,) if self._is_of(base, facets) else base.indicator,
            period=period,
            area=area,
            unit=facets.unit or self.units.get(index) or base.unit or self.said.unit,
            breakdown=(*breakdown, *own),
            status=status,
        )

    def _period_of(self, base: Record, facets: Facets) -> tuple[str | None, str, str]:
        """Return what contradicts the period of a value, if anything; its period and status."""
        period, status = base.period, base.status
        if facets.period:
            chosen = self._dates.chosen(base.period, facets.period)
            if chosen is None:
                return base.period, "", ""
            period = chosen.text
            status = surest(status, chosen.status)
        elif is_missing(period) and not isinstance(period, Unusable):
            period = self.plan.period
        if self.labels.group.within:
            return None, self._within(period), status
        unsure = read_status(status).status in ("estimate", "forecast")
        return None if unsure else self._unfinished.get(period), period, status

    def _is_of(self, base: Record, facets: Facets) -> bool:
        """Whether a value is of the indicator above it: its row is of no other thing."""
        labels = base.indicator if self.plan.indicator else ()
        said = [self.texts.read(text) for text in labels if not is_missing(text)]
        return bool(facets.indicator) and (not said or any(each.known for each in said))

    def _within(self, period: str) -> str:
        """Return the part of a year that a line above names, in the year of a value."""
        whole = when(period)
        code = whole.period.code if whole and whole.period.kind == YEAR else ""
        part = in_year(self.labels.group.within, code) if code else None
        return part.period.code if part else period

    def _clash(self, base: Record, index: int, facets: Facets) -> bool:
        """Whether a value's row names another indicator than its column; then it is told."""
        texts = next(filter(self.indicator, zip(base.indicator)), ("",))
        own, named = self.indicator(texts), self.indicator((facets.indicator,))
        if own is None or named is None or own.id == named.id:
            return False
        names = (found(*texts), found(facets.indicator))
        what = problem("indicator-unknown", variant="clash", found=names)
        place = Place(self.recorder.sheet, base.row, index + 1)
        self.recorder.file.block(what, place, Cells((own.id, named.id), (None,), None))
        self.left.row("error", ["1"])
        return True

    def _conflict(self, base: Record, index: int, facets: Facets, other: str) -> Record | None:
        """Report a value whose row, column or title name different periods; None when it is ours.

        `other` is the period that the column contradicts, or the year of the row.
        """
        texts = (facets.indicator,) if facets.indicator else base.indicator
        indicator = self.indicator(texts)
        own = facets.period or when(base.period)
        if indicator is None or own is None:
            return base._replace(column=index + 1, value="?", indicator=texts)  # to be counted
        column = self.block.texts[index] if facets.period else base.period
        variant = "title" if other in self._unfinished.values() else "conflict"
        what = problem("period-unreadable", variant=variant, found=found(other),
                       column=found(column))  # fmt: skip
        place = Place(self.recorder.sheet, base.row, self.plan.single.get("period", index) + 1)
        cells = Cells((indicator.id,), (None,), own.period)
        self.recorder.file.block(what, place, cells)
        self.left.row("error", ["1"])
        return None

    def _origin(self, cells: list[str]) -> tuple[str, str, str, str]:
        """Return source, address, day and note of a row."""
        source, released = self._one(cells, "source"), ""
        if "released" in self.plan.single:
            released = self._one(cells, "released")
        elif source and not isinstance(source, Unusable):
            source, released = source_and_day(source)
        return source, self._one(cells, "url"), released, self._one(cells, "note")

    def _one(self, cells: list[str], role: str) -> str:
        """Return the cell of a role that one column has."""
        index = self.plan.single.get(role)
        return "" if index is None else cells[index]
