"""Rows of a table: every value with all that is said about it becomes a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Observation, Place
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import CellNumber, Unusable
from cmcn4.readers.layout.around import Around
from cmcn4.readers.layout.blocks import Block, Merge, is_counting
from cmcn4.readers.layout.columns import meaning
from cmcn4.readers.layout.dated import Dates, source_and_day, surest
from cmcn4.readers.layout.facets import Facets, Texts, is_rate
from cmcn4.readers.layout.labels import Labels, Named
from cmcn4.readers.layout.left import Left
from cmcn4.readers.layout.looks import is_figure, is_numberish
from cmcn4.readers.layout.parts import TOTAL
from cmcn4.readers.layout.record import Head, Record
from cmcn4.readers.layout.records import Recorder
from cmcn4.readers.layout.roles import Plan
from cmcn4.readers.layout.submitter import NATION
from cmcn4.readers.problems import found, problem
from cmcn4.readers.values.labels import is_ditto
from cmcn4.readers.values.origins import with_note
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import read_unit
from cmcn4.words import table

ABSENT = -1
"""Index of the empty cell that is added to every row, for columns the table has not."""
_DELETED = frozenset({"d", "delete", "deleted"})


class Setting(NamedTuple):
    """What all rows of a table share."""

    block: Block
    plan: Plan
    said: Around
    texts: Texts
    merges: Sequence[Merge]


class Rows:
    """Reads rows one after the other."""

    def __init__(self, recorder: Recorder, setting: Setting, goals: Sequence[int]) -> None:
        """`goals` are the columns in which a cell may say that its row holds targets."""
        self.recorder, self.goals = recorder, [i for i in goals if i >= 0]
        self.block, self.plan, self.said, self._texts, merges = setting
        plan = self.plan
        self._vocabulary = recorder.options.vocabulary
        self.width = len(self.block.facets)
        self._keys = plan.keys
        self._others = [*plan.plans, *plan.changes, *plan.unread]
        self.areas = (*plan.area, ABSENT, ABSENT)[: max(2, len(plan.area))]
        """The columns of areas, two at least: an empty one stands for each that is not there."""
        single = set(plan.single.values())
        self._kinds = {i for i in self.goals if i not in single}
        areas = recorder.file.context.areas
        self._labels = Labels(self._texts, areas, plan.indicator, indented=plan.indented)
        self._left = Left(recorder, self.block, plan)
        self._dates = Dates(self.block, plan.values)
        self._above: dict[int, str] = {}
        self._units: dict[int, str] = {}
        """What a row of units says of the columns below it."""
        self._heads: dict[tuple[object, ...], dict[int, Head]] = {}
        self._merged = {
            (row, left - 1): first
            for first, left, last, _ in merges
            if left - 1 in self._keys
            for row in range(first + 1, last + 1)
        }
        self._first = True
        self.state = 0
        """Grows whenever rows to come are to be understood in another way."""
        self.changing = bool(self._merged)
        """Whether a row cannot be understood by its own cells alone."""

    def read(self, number: int, cells: list[str], known: Head | None = None) -> Head | str | None:
        """Read one row; return its head, or the name that is not ours, when rows may share it."""
        width = self.width
        padded = [*cells[:width], *[""] * (max(0, width - len(cells)) + 1)]
        if not any(cell and not cell.isspace() for cell in padded):
            return None
        if len(cells) > self.width and self.recorder.sheet.name is not None:
            self._left.outside(number, cells[self.width :])
        elif len(cells) > self.width and self._left.beyond(cells):
            self.ragged(number, cells)
            return None
        if (self._first and is_counting(padded)) or self._is_header(padded):
            return None
        self._first = False
        self._fill(number, padded)
        if self._take_units(padded) or self._skip_goal(number, padded):
            return None
        if not self._has_value(padded):
            if any(is_figure(padded[i]) for i in self._others):
                self._left.beside(padded, None)  # a row with a plan alone
            else:
                self._level(number, padded)
            return None
        return self._row(number, padded, known)

    def ragged(self, number: int, cells: list[str]) -> None:
        """Tell a row that is longer than its header, or read it if only empty cells are too many."""
        if not self._left.beyond(cells):
            self.read(number, cells[: self.width])
            return
        self._left.ragged(number, cells)

    def finish(self) -> None:
        """Say what was left out."""
        self._left.finish()

    def _is_header(self, cells: list[str]) -> bool:
        """Whether a row is the header once more, perhaps in the other language."""
        if cells[0] == self.block.last[0] and self.block.repeated(cells):
            return True
        filled = [cell for cell in cells if cell]
        return len(filled) > 1 and all(type(cell) is str and meaning(cell) for cell in filled)

    def _fill(self, number: int, cells: list[str]) -> None:
        """Fill key cells that are merged with the one above, or say «the same as above»."""
        for index in self._keys:
            text = cells[index]
            if (not text and (number, index) in self._merged) or is_ditto(text):
                cells[index] = self._above.get(index, "")
            self._above[index] = cells[index]

    def _take_units(self, cells: list[str]) -> bool:
        """Whether a row without keys says the units of the columns; these are kept."""
        if any(cells[index].strip() for index in self._keys):
            return False
        texts = {i: cells[i].strip().strip("()") for i in self.plan.values if cells[i].strip()}
        units = {i: self._texts.read(text).unit for i, text in texts.items()}
        if not units or not all(units.values()):
            return False
        if len(units) == 1 and len(self.plan.values) > 1:  # a line over all of the columns
            units = dict.fromkeys(self.plan.values, *units.values())
        self._units |= units
        self._change()
        return True

    def _change(self) -> None:
        self.state += 1
        self._heads.clear()

    def _skip_goal(self, number: int, cells: list[str]) -> bool:
        """Whether a row holds targets."""
        for index in self.goals:
            text = cells[index]
            if type(text) is not str or not text or not self._has_value(cells):
                continue
            if self._says_goal(text):
                self._left.goal(number, index, text, cells)
                return True
            if index in self._kinds and not self._says_result(text):
                self._left.other(number, text, cells)  # «So với cùng kỳ», «Xếp hạng trong vùng»
                return True
        return False

    def _says_goal(self, text: str) -> bool:
        said = self._texts.read(text)
        return said.plan and said.known and not said.indicator

    def _says_result(self, text: str) -> bool:
        said = self._texts.read(text)
        return bool(said.known and (said.result or said.neutral or said.status or said.role))

    def _has_value(self, cells: list[str]) -> bool:
        """Whether a row holds a number, or a text in a place of one beside a name of ours."""
        texts = [cells[i] for i in self.plan.values]
        if any(isinstance(text, Unusable) or is_figure(text) for text in texts if text):
            return True
        if any(is_numberish(text) for text in texts if type(text) is str and text):
            return True
        if all(is_missing(text) for text in texts):
            return False
        named = [cells[i] for i in self.plan.indicator] or ([""] if self._names_itself else [])
        return any(not text or self._ours(text) for text in named) and self._is_placed(cells)

    @property
    def _names_itself(self) -> bool:
        facets = [self.block.facets[i] for i in self.plan.values]
        return bool(self.said.indicator) or any(each.indicator for each in facets)

    def _ours(self, text: str) -> bool:
        if type(text) is not str:
            return True
        return bool(self._texts.read(text).indicator)

    def _is_placed(self, cells: list[str]) -> bool:
        """Whether an area or a period says that a row without a number is one of the table."""
        plan = self.plan
        if plan.indicator and any(cells[i] for i in plan.indicator):
            return True
        at = plan.single.get("period")
        if at is not None and when(cells[at]):
            return True
        areas = self.recorder.file.context.areas
        return any(cells[i] and areas.known(cells[i]) for i in plan.area)

    def _level(self, number: int, cells: list[str]) -> None:
        """Take a row without numbers for a level of the rows below it."""
        labels = [*self.plan.indicator, *self.plan.breakdown, *self.plan.area]
        filled = [(i, cell) for i, cell in enumerate(cells) if cell and not cell.isspace()]
        if not filled or (len(filled) > 1 and any(i in self.plan.values for i, _ in filled)):
            return
        own = [cell for i, cell in filled if i in labels] or [filled[0][1]]
        if type(own[0]) is str and self._labels.take(own[0]):
            self._change()

    def _row(self, number: int, cells: list[str], shared: Head | None) -> Head | str | None:
        plan = self.plan
        named = self._named(cells)
        if is_missing(named.indicator[0]) and any(map(self._is_total, cells)):
            self._left.row("series", (cells[i] for i in plan.values))
            return None  # a sum or mean of the rows above
        action = plan.single.get("action")
        if action is not None and cells[action].strip().casefold() in _DELETED:
            self._left.row("series", (cells[i] for i in plan.values))
            return None
        if named.plan:
            self._left.goal(number, plan.indicator[0], cells[plan.indicator[0]], cells)
            return None
        if self._grouped_out(number, cells, named) or self._is_planned(number, cells):
            return None
        base = self._base(number, cells, named)
        if shared is not None and self._like(shared, base, cells):
            return shared
        known = self._heads.setdefault(
            (base.indicator, base.period, base.unit, base.multiplier, base.breakdown, base.status),
            {},
        )
        outcome: Head | str | None = None
        for index in plan.values:
            value = cells[index]
            head = known.get(index)
            if head and self._plain(head, base, index, value):
                continue
            if not value or (is_missing(value) and not isinstance(value, Unusable)):
                continue
            facets = self.block.facets[index]
            record = self._record(base, index, facets, value)
            if record is None or self._is_twin(record, index):
                continue
            head = self.recorder.add(record)
            if head:
                known[index] = head
                outcome = head
            reason = self.recorder.outcome
            whole = (reason == "area" and not facets.area) or (
                reason == "series" and not facets.indicator
            )
            if reason and whole:  # the whole row is of another area or series: it is counted once
                rest = [i for i in plan.values if i > index]
                self._left.row(reason, [cells[i] for i in rest])
                self._left.beside(cells, reason)
                return self.recorder.name if reason == "series" and not named.grouped else None
        self._left.beside(cells, None)
        return None if named.grouped else outcome

    def _is_twin(self, record: Record, index: int) -> bool:
        """Whether a value is a number of things beside the share that is meant, or the reverse."""
        unit = self.block.facets[index].unit
        if not unit or len(self.plan.values) < 2:  # noqa: PLR2004 - there is no other
            return False
        indicator = self.recorder.file.context.indicators.find(record.indicator)
        if not isinstance(indicator, Indicator):
            return False
        wrong = read_unit(self._vocabulary, indicator, unit, 0).problem
        if wrong is None or wrong.code != "unit-mismatch":
            return False
        self._left.twin(index, record.value)
        return True

    def _is_planned(self, number: int, cells: list[str]) -> bool:
        """Whether the period of a row is that of a plan: «Kế hoạch 2025»."""
        at = self.plan.single.get("period")
        if at is None or type(cells[at]) is not str or when(cells[at]):
            return False
        planned = self._texts.read(cells[at]).plan
        if planned:
            self._left.goal(number, at, cells[at], cells)
        return planned

    def _grouped_out(self, number: int, cells: list[str], named: Named) -> bool:
        """Whether the rows above say that a row is none of the indicator's own results here."""
        group = self._labels.group
        if group.plan:
            self._left.goal(number, self.plan.values[0], group.plan, cells)
        elif group.basis and not self._is_own_basis(named):
            self._left.other(number, group.basis, cells)
        elif group.elsewhere and not any(cells[i] for i in self.plan.area):
            self.recorder.file.areas.add(group.elsewhere, Place(self.recorder.sheet, number, 1))
            self._left.row("area", (cells[i] for i in self.plan.values))
            self._left.beside(cells, "area")
        else:
            return False
        return True

    def _is_own_basis(self, named: Named) -> bool:
        """Whether rates below «Theo giá so sánh» are the indicator's own: growth is real growth."""
        found_ = self.recorder.file.context.indicators.find(named.indicator)
        kind = self._labels.group.basis_kind
        if kind == "rank" and isinstance(found_, Indicator):
            return self._vocabulary.catalogue.units[found_.unit].kind == "rank"
        return kind == "constant" and is_rate(self._vocabulary, found_)

    def _like(self, head: Head, base: Record, cells: list[str]) -> bool:
        """Take in a value of a row of which all else was understood before."""
        index = self.plan.values[0]
        area, origin = head.areas.get(base.area), with_note(head.origins, base.origin)
        if not area or not origin or self.block.facets[index].area:
            return False
        record = head.typed.record._replace(row=base.row, value=cells[index], area=base.area,
                                            origin=base.origin)  # fmt: skip
        self.recorder.again(head, record, area, origin)
        self._left.beside(cells, None)
        return True

    def _named(self, cells: list[str]) -> Named:
        if not self.plan.indicator:
            return Named((self.said.indicator,), (), (), self._labels.group.unit)
        return self._labels.read(cells)

    def _base(self, number: int, cells: list[str], named: Named) -> Record:
        """Return what all records of a row share."""
        plan, group = self.plan, self._labels.group
        area = tuple(cells[i] for i in self.areas)
        if not plan.area and (named.area or group.area):
            area = named.area or (group.area,)
        nation = bool(plan.region) and self._is_nation(area)
        region = tuple(each for i in plan.region if self._is_part(each := cells[i], nation=nation))
        own = (*(cells[i] for i in plan.breakdown), *named.parts, *region)
        around = (
            ()
            if any(self._is_total(each) for each in own)
            else tuple(filter(None, (group.part, self.said.part)))
        )
        return Record(
            row=number, column=0, value="", indicator=named.indicator,
            period=self._period(cells) or named.period or group.period,
            area=area, unit=self._one(cells, "unit") or named.unit or group.unit,
            multiplier=self._one(cells, "multiplier"),
            breakdown=(*own, *around),
            status=self._one(cells, "status") or group.status, origin=self._origin(cells),
        )  # fmt: skip

    def _period(self, cells: list[str]) -> str:
        """Return the period of a row; beside its year it may name a quarter or a month."""
        year = self._one(cells, "period")
        at = next((i for i in self.plan.within if not is_missing(cells[i])), None)
        if at is None:
            return year
        part, name = cells[at], self.block.texts[at]
        texts = (f"{name} {part} năm {year}", f"{part} năm {year}")
        found_ = next(filter(None, map(when, texts)), None)
        return found_.period.code if found_ else f"{name} {part} {year}"

    def _is_part(self, text: str, *, nation: bool) -> bool:
        """Whether a cell that may say where an area lies breaks the figure down."""
        key = fold(text) if type(text) is str else ""
        return key in table("parts") or (nation and key in self._vocabulary.breakdowns)

    def _is_total(self, text: str) -> bool:
        return bool(text) and type(text) is str and self._texts.read(text).part == TOTAL

    def _is_nation(self, area: tuple[str, ...]) -> bool:
        known = self.recorder.file.context.areas.find(area, None) if area else None
        return getattr(known, "id", "") == NATION

    def _plain(self, head: Head, base: Record, index: int, value: str) -> bool:
        """Observe a plain number by look-ups, where all else was understood before."""
        named = self.block.facets[index].area
        area = head.areas.get((named,) if named else base.area)
        if area is None or not value:
            return False
        interval = head.numbers.get(value) if type(value) is CellNumber else None
        interval = interval or self.recorder.plain(head, value)
        origin = head.origins.get(base.origin) or with_note(head.origins, base.origin)
        if origin is None or interval is None:
            return False
        self.recorder.again_read(1, 0)
        self.recorder.file.observations.append(
            Observation(head.indicator, area, head.period, head.breakdown, interval, origin,
                        self.recorder.sheet, base.row, index + 1)
        )  # fmt: skip
        return True

    def _record(self, base: Record, index: int, facets: Facets, value: str) -> Record | None:
        """Return the record of one value; None when its row and column name different periods."""
        period, status = base.period, base.status
        if facets.period:
            chosen = self._dates.chosen(base.period, facets.period)
            if chosen is None:
                return self._conflict(base, index, facets)
            period = chosen.period.code
            status = surest(status, chosen.status)
        elif is_missing(period) and not isinstance(period, Unusable):
            period = self.plan.period
        if facets.status:
            status = surest(status, facets.status)
        part = (facets.part,) if facets.part else ()
        breakdown = base.breakdown
        if facets.part == TOTAL:
            part, breakdown = (), tuple(each for each in breakdown if each != self.said.part)
        return base._replace(
            column=index + 1,
            value=value,
            indicator=(facets.indicator,) if facets.indicator else base.indicator,
            period=period,
            area=(facets.area,) if facets.area else base.area,
            unit=facets.unit or self._units.get(index) or base.unit or self.said.unit,
            breakdown=(*breakdown, *part),
            status=status,
        )

    def _conflict(self, base: Record, index: int, facets: Facets) -> Record | None:
        """Report a value whose row and column name different periods; None when it is ours."""
        texts = (facets.indicator,) if facets.indicator else base.indicator
        indicator = self.recorder.file.context.indicators.find(texts)
        if not isinstance(indicator, Indicator) or facets.period is None:
            return base._replace(column=index + 1, value="?", indicator=texts)  # to be counted
        what = problem("period-unreadable", variant="conflict", found=found(base.period),
                       column=found(self.block.texts[index]))  # fmt: skip
        place = Place(self.recorder.sheet, base.row, self.plan.single["period"] + 1)
        self.recorder.file.block(what, place, (indicator.id,), (None,), facets.period.period)
        self._left.row("error", ["1"])
        return None

    def _origin(self, cells: list[str]) -> tuple[str, str, str, str]:
        source, released = self._one(cells, "source"), ""
        if "released" in self.plan.single:
            released = self._one(cells, "released")
        elif source and not isinstance(source, Unusable):
            source, released = source_and_day(source)
        return source, self._one(cells, "url"), released, self._one(cells, "note")

    def _one(self, cells: list[str], role: str) -> str:
        index = self.plan.single.get(role)
        return "" if index is None else cells[index]
