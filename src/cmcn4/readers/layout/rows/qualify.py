"""Whether a row holds results of the indicator it names: no plan, no other measure, no footer."""

from __future__ import annotations

from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Place
from cmcn4.readers.containers.cells import Unusable
from cmcn4.readers.layout.headings.facets import is_rate
from cmcn4.readers.layout.headings.parts import TOTAL
from cmcn4.readers.layout.records.record import Record
from cmcn4.readers.layout.roles.looks import is_figure, is_numberish
from cmcn4.readers.layout.rows.labels import Named
from cmcn4.readers.layout.rows.table_parts import TableParts
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import read_unit


class Qualify:
    """Tells rows that are left out, and counts them."""

    def __init__(self, parts: TableParts) -> None:
        """Take the parts of one table."""
        self.recorder, self.block, self.plan, self.said = (
            parts.recorder,
            parts.block,
            parts.plan,
            parts.said,
        )
        self._texts, self._left, self._labels = parts.texts, parts.left, parts.labels
        self._vocabulary = parts.recorder.options.vocabulary
        self._goals = parts.goals
        single = set(self.plan.single.values())
        self._kinds = {i for i in self._goals if i not in single}

    def skip_goal(self, number: int, cells: list[str]) -> bool:
        """Whether a row holds targets."""
        for index in self._goals:
            text = cells[index]
            if type(text) is not str or not text or not self.has_value(cells):
                continue
            if self.says_goal(text):
                self._left.goal(number, index, text, cells)
                return True
            if index in self._kinds and not self.says_result(text):
                self._left.other(number, text, cells)  # «So với cùng kỳ», «Xếp hạng trong vùng»
                return True
        return False

    def says_goal(self, text: str) -> bool:
        """Whether a text says that its row holds targets."""
        said = self._texts.read(text)
        return said.plan and said.known and not said.indicator

    def says_result(self, text: str) -> bool:
        """Whether a text says that its row holds results, or only for when."""
        said = self._texts.read(text)
        return bool(said.known and (said.result or said.neutral or said.status or said.role))

    def has_value(self, cells: list[str]) -> bool:
        """Whether a row holds a number, or a text in a place of one beside a name of ours."""
        texts = [cells[i] for i in self.plan.values]
        if any(isinstance(text, Unusable) or is_figure(text) for text in texts if text):
            return True
        if any(is_numberish(text) for text in texts if type(text) is str and text):
            return True
        if all(is_missing(text) for text in texts):
            return False
        named = [cells[i] for i in self.plan.indicator] or ([""] if self.names_itself else [])
        return any(not text or self.ours(text) for text in named) and self.is_placed(cells)

    @property
    def names_itself(self) -> bool:
        """Whether columns or the title name the indicator."""
        facets = [self.block.facets[i] for i in self.plan.values]
        return bool(self.said.indicator) or any(each.indicator for each in facets)

    def ours(self, text: str) -> bool:
        """Whether a label names an indicator of ours."""
        if type(text) is not str:
            return True
        return bool(self._texts.read(text).indicator)

    def is_placed(self, cells: list[str]) -> bool:
        """Whether an area or a period says that a row without a number is one of the table."""
        plan = self.plan
        if plan.indicator and any(cells[i] for i in plan.indicator):
            return True
        at = plan.single.get("period")
        if at is not None and when(cells[at]):
            return True
        areas = self.recorder.file.context.areas
        return any(cells[i] and areas.known(cells[i]) for i in plan.area)

    def is_twin(self, record: Record, index: int) -> bool:
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

    def is_planned(self, number: int, cells: list[str]) -> bool:
        """Whether the period of a row is that of a plan: «Kế hoạch 2025»."""
        at = self.plan.single.get("period")
        if at is None or type(cells[at]) is not str or when(cells[at]):
            return False
        planned = self._texts.read(cells[at]).plan
        if planned:
            self._left.goal(number, at, cells[at], cells)
        return planned

    def grouped_out(self, number: int, cells: list[str], named: Named) -> bool:
        """Whether the rows above say that a row is none of the indicator's own results here."""
        group = self._labels.group
        if group.plan:
            self._left.goal(number, self.plan.values[0], group.plan, cells)
        elif group.basis and not self.is_own_basis(named):
            self._left.other(number, group.basis, cells)
        elif group.elsewhere and not any(cells[i] for i in self.plan.area):
            self.recorder.file.areas.add(group.elsewhere, Place(self.recorder.sheet, number, 1))
            self._left.row("area", (cells[i] for i in self.plan.values))
            self._left.beside(cells, "area")
        else:
            return False
        return True

    def is_own_basis(self, named: Named) -> bool:
        """Whether rates below «Theo giá so sánh» are the indicator's own: growth is real growth."""
        found_ = self.recorder.file.context.indicators.find(named.indicator)
        kind = self._labels.group.basis_kind
        if kind == "rank" and isinstance(found_, Indicator):
            return self._vocabulary.catalogue.units[found_.unit].kind == "rank"
        return kind == "constant" and is_rate(self._vocabulary, found_)

    def is_total(self, text: str) -> bool:
        """Whether a text says that a row adds up the others."""
        return bool(text) and type(text) is str and self._texts.read(text).part == TOTAL
