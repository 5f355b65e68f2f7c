"""Labels beside codes: one that says something else than its code is an error of the code's cell.

What a label says in words that are not understood is told: whoever reads the file reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Status
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Contradicted, Unusable
from cmcn4.readers.layout.headings.asides import PartCell, Said, aside
from cmcn4.readers.layout.headings.phrases import TOTAL, kind_of_part, part, part_within
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.records.record import Record
from cmcn4.readers.layout.roles.plan import Plan, code_at
from cmcn4.readers.layout.rows.beside import BesideCells
from cmcn4.readers.layout.rows.parts import PartCells
from cmcn4.readers.values.origins import least_sure
from cmcn4.readers.values.phrases import STATUS_WORDS, is_missing
from cmcn4.readers.values.scales import SCALES
from cmcn4.readers.values.units import is_mismatch, read_unit
from cmcn4.words import listed, table

Judged = Literal["same", "other", "unread"]
_FAMILIES = ({"female", "male"}, {"urban", "rural"})
_MOST_CACHED = 65_536


class Labelled:
    """Holds the labels of a row against their codes; every distinct pair once."""

    def __init__(
        self,
        plan: Plan,
        texts: Texts,
        cells: tuple[PartCells, BesideCells],
        indicator: Callable[[tuple[str, ...]], Indicator | None],
    ) -> None:
        """Take the plan, what reads cells, and what finds the indicator of a row's names."""
        self._plan, self._texts, self._indicator = plan, texts, indicator
        self._parts, self._beside = cells
        self._known: dict[tuple[int, str, str, str], Judged] = {}
        self._odd: list[tuple[str, int]] = []
        """Labels of the last row that are not understood, with the columns of their codes."""

    def read(self, record: Record, cells: list[str]) -> Record:
        """Return a record with each code in error that its label contradicts."""
        self._odd = []
        indicator = self._indicator(record.indicator) if self._plan.labels else None
        if indicator is None:
            return record
        for at, code_at_ in self._plan.labels.items():
            code, label = cells[code_at_], cells[at]
            if is_missing(label) or isinstance(code, Unusable):
                continue
            match self._judged(code_at_, code, label, indicator):
                case "other":
                    record = self._refused(record, code_at_, f"{code}: {label}")
                case "unread":
                    self._odd.append((label, code_at_))
                case "same":
                    pass
        return record

    def keep(self) -> None:
        """Keep the labels of the last row that are not understood: a figure of it was read."""
        for label, at in self._odd:
            if len(self._beside.unread) < _MOST_CACHED:
                self._beside.unread.setdefault(label, at)

    def _refused(self, record: Record, at: int, both: str) -> Record:
        """Return a record of which nothing can be read for what a code and its label say."""
        cell = Contradicted(both)
        cell.role = code_at(at)
        return record._replace(breakdown=(*record.breakdown, cell))

    def _judged(self, at: int, code: str, label: str, indicator: Indicator) -> Judged:
        key = at, code, label, indicator.id
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_CACHED:
                self._known.clear()
            known = self._known[key] = self._said(at, code, label, indicator)
        return known

    def _said(self, at: int, code: str, label: str, indicator: Indicator) -> Judged:
        if fold(code) == fold(label):
            return "same"
        if at == self._plan.single.get("unit"):
            return self._of_unit(code, label, indicator)
        if at == self._plan.single.get("multiplier"):
            return _of_multiplier(code, label)
        if at == self._plan.frequency:
            steps = table("steps")
            said = steps.get(fold(label))
            return "unread" if said is None else _same(said == steps.get(fold(code), said))
        return self._of_part(at, code, label)

    def _of_unit(self, code: str, label: str, indicator: Indicator) -> Judged:
        """Judge the label of a unit, which is another's where the code alone is the indicator's."""
        units = self._texts.vocabulary
        own, said = (read_unit(units, indicator, text, 0) for text in (code, label))
        if own.problem is not None:
            return "same"  # which is told, or an error, by itself
        if said.problem is not None and not is_mismatch(said.problem):
            return "unread"
        return _same(said.problem is None and said.shift == own.shift)

    def _of_part(self, at: int, code: str, label: str) -> Judged:
        vocabulary = self._texts.vocabulary
        if status := self._parts.says(code, at).status:
            return _of_status(status, label, aside(label, self._texts))
        whole = _names_whole(label, self._plan_heading(at))
        if not self._parts.is_whole(code, at):
            kind = kind_of_part(fold(label))
            return _same(not (_is_rival(code, kind) or (whole and part(code, vocabulary))))
        if whole:
            return "same"
        named = part_within(label) or part(label, vocabulary) not in ("", TOTAL)
        return "other" if named or aside(label, self._texts, grouping=True) else "unread"

    def _plan_heading(self, at: int) -> str:
        return self._plan.dimensions.get(at, "")


def _same(same: object) -> Judged:
    return "same" if same else "other"


def _of_multiplier(code: str, label: str) -> Judged:
    """Judge the label of a power of ten: «Thousands» beside 3."""
    key = fold(label)
    said = 0 if key in listed("no-multiplier") else SCALES.get(key)
    if said is None:
        return "unread"
    number = code.strip().partition(".")[0]
    return _same(said == (int(number) if number.isdecimal() else 0))


def _of_status(status: Status, label: str, said: Said) -> Judged:
    """Judge the label of a code that says how sure a figure is: «Country data» beside C."""
    other = STATUS_WORDS.get(fold(label)) or (said.status if isinstance(said, PartCell) else None)
    if other is None and not said:
        return "same" if listed("whole-labels").issuperset(fold(label).split()) else "unread"
    return _same(other and least_sure(status, other) == status)


def _names_whole(label: str, heading: str) -> bool:
    """Whether a label says that a figure is of all that its column divides."""
    key = fold(label)
    if key in listed("totals") or key in listed("whole-areas"):
        return True
    words, own = key.split(), {*heading.split()}
    kinds = {table("whole-labels").get(word, "own" if word in own else "") for word in words}
    whole = "lead" in kinds or {"no", "denied"} <= kinds
    return whole and kinds.isdisjoint({"", "nature"})


def _is_rival(code: str, kind: str) -> bool:
    """Whether a code begins the name of the other part of two: F, where `kind` is male."""
    last = (fold(code).split() or [""])[-1]
    others = next((family - {kind} for family in _FAMILIES if kind in family), set())
    return bool(last) and not kind.startswith(last) and any(o.startswith(last) for o in others)
