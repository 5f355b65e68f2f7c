"""A table and its rows: which hold results of the indicator they name, and no plan or footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Unusable
from cmcn4.readers.layout.headings.asides import Aside
from cmcn4.readers.layout.headings.block import Block, Merge, filled
from cmcn4.readers.layout.headings.columns import is_column_name
from cmcn4.readers.layout.headings.facets import is_growth, says_else
from cmcn4.readers.layout.headings.phrases import TOTAL
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.wordings import wanted
from cmcn4.readers.layout.records.record import Record
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.looks import is_figure, is_numberish
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.rows.beside import Beside
from cmcn4.readers.layout.rows.group import Named
from cmcn4.readers.layout.rows.labels import Labels
from cmcn4.readers.layout.rows.left import Left
from cmcn4.readers.layout.rows.levels import names_a_chapter
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.values.labels import is_chapter
from cmcn4.readers.values.numbers import number as number_of
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.ranks import of_others
from cmcn4.readers.values.units import read_unit
from cmcn4.words import listed

_RESULTS = Pattern(
    r"\b(?:thuc hien|th|ket qua|kq|thuc te|dat duoc|thuc dat|hien trang|uoc|uth|actuals?|results?"
    r"|achieved|estimated?)\b"
)
"""What headings say of results, whatever chapter of a strategy stands above the rows."""


@dataclass(kw_only=True)
class TableParts:
    """A table and what is known of it."""

    block: Block
    plan: Plan
    said: Around
    texts: Texts
    merges: Sequence[Merge]
    recorder: Recorder
    left: Left
    labels: Labels
    goals: Sequence[int]
    """Columns in which a cell may say that its row holds targets."""

    def values(self, cells: Sequence[str]) -> Iterable[str]:
        """Return the cells of a row in the columns of values."""
        return (cells[i] for i in self.plan.values)

    def indicator(self, texts: tuple[str, ...]) -> Indicator | None:
        """Return the indicator that texts name; None for any that is not surely one of ours."""
        named = self.recorder.file.context.indicators.find(texts)
        return named if isinstance(named, Indicator) else None

    def is_total(self, text: str) -> bool:
        """Whether a text says that a row adds up the others."""
        return bool(text) and type(text) is str and self.texts.read(text).part == TOTAL


class Qualify(TableParts):
    """Tells rows that are left out, and counts them."""

    @cached_property
    def resulting(self) -> set[int]:
        """Return the columns whose own headings say of results, be it below a chapter of aims."""
        said = ((i, self.block.facets[i], self.block.texts[i]) for i in self.plan.values)
        return {i for i, facets, text in said if not facets.plan and _RESULTS.search(fold(text))}

    def skip_goal(self, number: int, cells: list[str]) -> bool:
        """Whether a row holds targets."""
        for index in self.goals:
            text = cells[index]
            if type(text) is not str or not text or not self.has_value(cells):
                continue
            if self.texts.is_goal(text):
                self.left.goal(number, index, text, cells)
                return True
            if index not in self.plan.single.values() and not self._says_result(text):
                self.left.other(number, text, cells)  # «So với cùng kỳ», «Xếp hạng trong vùng»
                return True
        return False

    def renamed(self, cells: Sequence[str]) -> list[int]:
        """Return the columns of which a row says what their headings do not.

        It names columns, or a chapter, and no indicator. One such text alone is a level of the
        rows below it.
        """
        keys = [cells[index] for index in self.plan.keys if cells[index].strip()]
        if any(type(key) is not str or not self._may_head(key) for key in keys):
            return []
        columns = (*self.plan.values, *self.plan.others)
        texts = [i for i in columns if type(cells[i]) is str and not is_missing(cells[i])]
        if len(texts) + len(keys) < 2 or any(is_figure(cells[i]) for i in texts):  # noqa: PLR2004 - one is a level
            return []
        said = {i: self.texts.read(cells[i]) for i in texts}
        others = (i for i in self.plan.values if i in said and said[i].understood)
        told = any(says_else(self.block.facets[i], said[i]) for i in others)
        return sorted(texts) if told else []

    def _may_head(self, key: str) -> bool:
        """Whether a text may stand at the head of a row of headings: a column's name, a chapter."""
        return is_column_name(key) or is_chapter(key)

    def skip_beside(
        self, number: int, beside: Iterable[Beside], cells: list[str], named: Named
    ) -> bool:
        """Whether a cell that has no role says that a row holds targets, or another measure."""
        for index, text, said in beside:
            if said == "plan":
                self.left.goal(number, index, text, cells)
                return True
            if said == "out":
                self.left.deleted(number, index, cells)
                return True
            if said == "unclear":
                self.left.unclear(number, index, text)
            elif isinstance(said, str) and not self._is_own(said, text, named):
                self.left.other(number, text, cells)
                return True
        return False

    def _is_own(self, said: Aside, text: str, named: Named) -> bool:
        """Whether what a cell says of a row is what its indicator is about."""
        indicator = self.indicator(named.indicator)
        if said == "place":
            return not (indicator and self._is_rank(indicator) and of_others(indicator, text))
        growth = is_growth(self.texts.vocabulary, indicator)
        return said in ("constant", "current") and growth == (said == "constant")

    def _is_rank(self, indicator: Indicator) -> bool:
        return self.texts.vocabulary.catalogue.units[indicator.unit].kind == "rank"

    def _says_result(self, text: str) -> bool:
        """Whether a text says that its row holds results, or only for when, or of which topic."""
        said = self.texts.read(text)
        told = said.known and (said.result or said.neutral or said.status or said.role)
        return bool(told) or fold(text) in listed("topics")

    def moved_by(self, cells: list[str]) -> int | None:
        """Return by how far a row stands beside its headings: all of it is there if moved."""
        plan = self.plan
        at, value, name = plan.single.get("period", -1), plan.values[0], plan.indicator[:1]
        if at < 0 or not name or len(plan.values) > 1 or when(cells[at]):
            return None
        places = (*name, at, value)
        if len(filled(cells)) < len(places):
            return None
        for by in range(-min(places), len(cells) - max(places)):
            indicator, period, figure = (cells[place + by] for place in places)
            if (
                indicator and not is_missing(figure) and when(period)
                and isinstance(self.recorder.file.context.indicators.find((indicator,)), Indicator)
            ):  # fmt: skip
                return by
        return None

    def has_value(self, cells: list[str]) -> bool:
        """Whether a row holds a number, or a text in a place of one beside a name of ours."""
        texts = [text for text in self.values(cells) if text]
        if any(isinstance(text, Unusable) or is_figure(text) for text in texts):
            return True
        if any(type(text) is str and is_numberish(text) for text in texts):
            keyed = any(cells[i].strip() for i in self.plan.keys)
            return keyed or not all(self.texts.read(text).understood for text in texts)
        if all(map(is_missing, texts)):
            return False
        facets = [self.block.facets[i] for i in self.plan.values]
        above = self.said.indicator or any(facet.indicator for facet in facets)
        named = [cells[i] for i in self.plan.indicator] or [""] * bool(above)
        ours = any(
            not text or type(text) is not str or self.texts.read(text).indicator for text in named
        )
        return ours and self._is_placed(cells)

    def _is_placed(self, cells: list[str]) -> bool:
        """Whether an area or a period says that a row without a number is one of the table."""
        plan = self.plan
        if any(cells[i] for i in plan.indicator):
            return True
        at = plan.single.get("period")
        if at is not None and when(cells[at]):
            return True
        areas = self.recorder.file.context.areas
        return any(cells[i] and areas.known(cells[i]) for i in plan.area)

    def is_another(self, record: Record, index: int) -> bool:
        """Whether a value is another measure of its indicator by its column; then it is counted."""
        if self._is_twin(record, index) or self._is_off_basis(record, index):
            self.left.twin(index, record.value)
            return True
        return False

    def _is_off_basis(self, record: Record, index: int) -> bool:
        """Whether a column is at other prices than the indicator: growth is real growth."""
        at = self.block.facets[index].basis
        indicator = self.indicator(record.indicator) if at else None
        if indicator is None:
            return False
        return (at == "constant") != is_growth(self.texts.vocabulary, indicator)

    def _is_twin(self, record: Record, index: int) -> bool:
        """Whether a value is a number of things beside the share that is meant, or the reverse."""
        unit = self.block.facets[index].unit
        if not unit or len(self.plan.values) < 2:  # noqa: PLR2004 - there is no other
            return False
        indicator = self.indicator(record.indicator)
        if indicator is None:
            return False
        wrong = read_unit(self.texts.vocabulary, indicator, unit, 0).problem
        return wrong is not None and wrong.code == "unit-mismatch"

    def is_planned(self, number: int, cells: list[str]) -> bool:
        """Whether the period of a row is that of a plan: «Kế hoạch 2025»."""
        at = self.plan.single.get("period")
        if at is None or type(cells[at]) is not str or when(cells[at]):
            return False
        planned = self.texts.read(cells[at]).plan
        if planned:
            self.left.goal(number, at, cells[at], cells)
        return planned

    def is_aim(self, number: int, cells: list[str]) -> bool:
        """Whether a row has the very number that its name says is wanted: «… (mục tiêu: 80%)»."""
        for index in self.plan.indicator:
            aim = wanted(cells[index])
            read = (number_of(cells[i].rstrip("% ")) for i in self.plan.values) if aim else ()
            if any(aim in (each.point, each.comma) for each in read if each):
                self.left.goal(number, index, cells[index], cells)
                return True
        return False

    def grouped_out(self, number: int, cells: list[str], named: Named) -> bool:
        """Whether the rows above say that a row is none of the indicator's own results here."""
        group = self.labels.group
        if group.plan and not (self.resulting and names_a_chapter(group.plan)):
            self.left.goal(number, self.plan.values[0], group.plan, cells)
        elif group.basis and not self._is_own_basis(named):
            self.left.other(number, group.basis, cells)
        elif group.elsewhere and not any(cells[i] for i in self.plan.area):
            self.recorder.file.areas.add(group.elsewhere, Place(self.recorder.sheet, number, 1))
            self.left.row("area", self.values(cells))
            self.left.beside(cells, "area")
        else:
            return False
        return True

    def _is_own_basis(self, named: Named) -> bool:
        """Whether rates below «Theo giá so sánh» are the indicator's own: growth is real growth."""
        kind, indicator = self.labels.group.basis_kind, self.indicator(named.indicator)
        if kind == "current":
            return not is_growth(self.texts.vocabulary, indicator)
        if indicator is None:
            return False
        if kind == "rank":
            return self._is_rank(indicator) and not of_others(indicator, self.labels.group.basis)
        return kind in ("constant", "change") and is_growth(self.texts.vocabulary, indicator)
