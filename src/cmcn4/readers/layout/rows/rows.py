"""Rows of a table: every value with all that is said about it becomes a record."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.observation import Observation
from cmcn4.readers.containers.cells import CellNumber, Unusable
from cmcn4.readers.layout.headings.block import filled, is_counting
from cmcn4.readers.layout.records.record import Head, Record
from cmcn4.readers.layout.rows.beside import Beside
from cmcn4.readers.layout.rows.group import Named
from cmcn4.readers.layout.rows.levels import COMMENTED
from cmcn4.readers.layout.rows.merged import Merged
from cmcn4.readers.layout.rows.statements import with_heading
from cmcn4.readers.layout.rows.within import Within
from cmcn4.readers.values.labels import is_ditto
from cmcn4.readers.values.origins import with_note
from cmcn4.readers.values.phrases import is_missing

_DELETED = frozenset({"d", "delete", "deleted"})


@dataclass(kw_only=True)
class Rows(Within):
    """Reads rows one after the other."""

    def __post_init__(self) -> None:
        """Prepare the tables."""
        super().__post_init__()
        self.width = len(self.block.facets)
        self._keys = list(dict.fromkeys((*self.plan.keys, *self.beside.quiet)))
        self._above: dict[int, str] = {}
        self._merged = Merged(self.block, self.plan, self.merges)
        plan = self.plan
        aside = {*plan.values, *plan.others, *plan.single.values()}
        aside -= {plan.single.get("period", -1)}
        self._labels = [index for index in range(self.width) if index not in aside]
        """Columns in which a word may say that a row adds up the others."""
        single = (plan.single.get(role, -1) for role in ("period", "unit"))
        self._told = [i for i in (*plan.area, *plan.breakdown, *single) if i >= 0]
        """Columns that say what a figure is of, besides its name."""
        self._first = True
        self.changing = bool(self._merged)
        """Whether a row cannot be understood by its own cells alone."""

    def read(self, number: int, cells: list[str], known: Head | None = None) -> Head | str | None:
        """Read one row; return its head, or the name that is not ours, when rows may share it."""
        width = self.width
        padded = [*cells[:width], *[""] * (max(0, width - len(cells)) + 1)]
        if not filled(padded):
            return None
        if self._ends(number, cells) or self._moved(number, [*cells, *padded[len(cells) :]]):
            return None
        if len(cells) > self.width and self.recorder.sheet.name is not None:
            self.left.outside(number, cells[self.width :])
        elif len(cells) > self.width and self.left.beyond(cells):
            self.ragged(number, cells)
            return None
        if (self._first and is_counting(padded)) or self._is_header(padded):
            return None
        self._first = False
        self._merged.refuse(number, padded, self.plan.values)
        self._fill(number, padded)
        if self._take_units(padded) or self._is_renamed(number, padded):
            return None
        if self.skip_goal(number, padded):
            return None
        said = self.beside.read([*padded[:-1], *self._beyond(number, cells)], width)
        if not self.has_value(padded):
            self._take(number, padded, said)
            return None
        self.beside.look_at_names(padded)
        return self._row(number, padded, known, said)

    def begun(self) -> None:
        """Take note that rows were read elsewhere: none to come belongs to the header."""
        self._first = False

    def ragged(self, number: int, cells: list[str], above: list[str] | None = None) -> None:
        """Tell a row longer than its header; read it if only empty cells are too many.

        `above` is a row before it that was read without being looked at here.
        """
        if above:
            self.passed(above)
        if not self.left.beyond(cells):
            self.read(number, cells[: self.width])
            return
        if not (self._ends(number, cells) or self._moved(number, cells)):
            self.left.ragged(number, cells)

    def passed(self, cells: list[str]) -> None:
        """Remember a row that was read without being looked at here, as what stands above.

        A label below it may be a part of its indicator.
        """
        self.named(cells)
        self._above = dict(enumerate(cells))

    def _moved(self, number: int, cells: list[str]) -> bool:
        """Tell a row that stands beside its headings."""
        by = self.moved_by(cells)
        if by is None:
            return False
        name = self.plan.indicator[0]
        self.left.moved(number, cells, (name, name + by))
        return True

    def written_out(self, cells: list[str]) -> list[str]:
        """Return a row with what stands above in place of what says that it is the same."""
        written = [*cells]
        for index in self._keys:
            if is_ditto(cells[index]):
                written[index] = self._above.get(index, "")
        return written

    def _fill(self, number: int, cells: list[str]) -> None:
        """Fill key cells that are merged with the one above, or say «the same as above»."""
        for index in self._keys:
            text = cells[index]
            if (not text and (number, index) in self._merged.names) or is_ditto(text):
                cells[index] = self._above.get(index, "")
            self._above[index] = cells[index]

    def _beyond(self, number: int, cells: list[str]) -> list[str]:
        """Return the cells beyond the header, filled where they are the same as above."""
        beyond = [*cells[self.width :]]
        beyond += [""] * (self._merged.reach - self.width - len(beyond))
        for index, text in enumerate(beyond, self.width):
            if (not text and (number, index) in self._merged.names) or is_ditto(text):
                beyond[index - self.width] = self._above.get(index, "")
            self._above[index] = beyond[index - self.width]
        return beyond

    def _row(
        self, number: int, cells: list[str], shared: Head | None, beside: Sequence[Beside]
    ) -> Head | str | None:
        plan = self.plan
        self.figures_at = number
        if self.begun_above(number, cells):
            return None
        named = self.named(cells)
        out = self._is_left_out(number, cells, named)
        beside = [*beside, *self.marked(cells)] if self.said.legends else beside
        if out or self.skip_beside(number, beside, cells, named):
            return None
        parts = self.parts.read(cells)
        parts += [(text, said) for _, text, said in beside if not isinstance(said, str)]
        named = self.with_parts(named, parts)
        base = self.labelled.read(self.base(number, cells, named, parts), cells)
        if shared is not None and self._like(shared, base, cells):
            return shared
        known = self._heads.setdefault(
            (base.indicator, base.period, base.unit, base.multiplier, base.breakdown, base.status),
            {},
        )
        outcome: Head | str | None = None
        for index in plan.values:
            value = cells[index]
            head = None if self.has_legend(value) else known.get(index)
            if head and self._plain(head, base, index, value):
                continue
            if not value or (is_missing(value) and not isinstance(value, Unusable)):
                continue
            facets = self.block.facets[index]
            record = self.record(base, index, facets, value)
            if record is None or self.is_another(record, index):
                continue
            head = self.recorder.add(record)
            if head and not self.has_legend(value):
                known[index] = head
                outcome = head
            reason = self.recorder.outcome
            self.note_parts(named, parts, out=reason is not None)
            self._note_none(cells, out=reason is not None)
            whole = (reason == "area" and not facets.area) or (
                reason == "series" and not facets.indicator
            )
            if reason and whole:  # the whole row is of another area or series: it is counted once
                self.left.row(reason, [cells[i] for i in plan.values if i > index])
                self.left.beside(cells, reason)
                return self.recorder.name if reason == "series" and not named.grouped else None
        self.left.beside(cells, None)
        return None if named.grouped or named.area else outcome

    def _note_none(self, cells: list[str], *, out: bool) -> None:
        """Take note of what says beside a figure that there is none, or what is not understood.

        `out`: none was read.
        """
        if out:
            return
        self.labelled.keep()
        for at in self._told:
            self.beside.none_yet(cells[at], at)

    def _is_left_out(self, number: int, cells: list[str], named: Named) -> bool:
        """Whether a row holds no results, by what it says of itself and what stands above it."""
        if self._one(cells, "action").strip().casefold() in _DELETED:
            self.left.deleted(number, self.plan.single["action"], cells)
        elif cells[0].lstrip().startswith(COMMENTED) and self.recorder.sheet.name is None:
            self.left.other(number, cells[0], cells)
        elif self._adds_up(named, cells):
            self.left.row("series", self.values(cells))
        elif named.plan:
            name = self.plan.indicator[0]
            self.left.goal(number, name, cells[name], cells)
        else:
            out = self.grouped_out(number, cells, named) or self.is_aim(number, cells)
            return out or self.is_planned(number, cells)
        return True

    def _adds_up(self, named: Named, cells: list[str]) -> bool:
        """Whether a row without a name is a sum or mean of the rows above."""
        if not is_missing(named.indicator[0]):
            return False
        return any(self.is_total(cells[index]) for index in self._labels)

    def _like(self, head: Head, base: Record, cells: list[str]) -> bool:
        """Take in a value of a row of which all else was understood before."""
        index = self.plan.values[0]
        area, origin = head.areas.of(base.area), with_note(head.origins, base.origin)
        if not area or not origin or self.block.facets[index].area:
            return False
        record = head.typed.record._replace(row=base.row, value=cells[index], area=base.area,
                                            origin=base.origin)  # fmt: skip
        self.recorder.again(head, record, area, origin)
        self.left.beside(cells, None)
        return True

    def _plain(self, head: Head, base: Record, index: int, value: str) -> bool:
        """Observe a plain number by look-ups, where all else was understood before."""
        area = head.areas.of(with_heading(base.area, self.block.facets[index]))
        if area is None or not value:
            return False
        interval = head.numbers.get(value) if type(value) is CellNumber else None
        interval = interval or self.recorder.settling.plain(head, value)
        origin = head.origins.get(base.origin) or with_note(head.origins, base.origin)
        if origin is None or interval is None:
            return False
        self.recorder.again_read(1)
        self.recorder.file.observations.append(
            Observation(head.indicator, area, head.period, head.breakdown, interval, origin,
                        self.recorder.sheet, base.row, index + 1)
        )  # fmt: skip
        return True
