"""Reading a table: its rows become records, one for each value, in one way for all layouts.

A long table is one with a single column of values; its rows, of which there may be a million,
take the shortest way once all that is said about a value has been understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from cmcn4.model.observation import Observation
from cmcn4.readers.containers.cells import CellNumber, Row
from cmcn4.readers.layout.records.record import Head, cacheable
from cmcn4.readers.layout.records.sibling import Like, keep, of_status, of_unit, sibling, without
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.rows.rows import Rows
from cmcn4.readers.layout.rows.statements import ABSENT, with_day
from cmcn4.readers.problems import Problem
from cmcn4.readers.values.labels import says_ditto
from cmcn4.readers.values.origins import with_note
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import is_mismatch, wrong_cell


class Table:
    """Reads the rows below one header."""

    def __init__(self, rows: Rows, *, ragged: bool) -> None:
        """`ragged` says that a row may have cells beyond its header by mistake, as text has."""
        self.rows, self.recorder, self.plan = rows, rows.recorder, rows.plan
        plan = self.plan
        self._width = len(rows.block.facets) if ragged else 1 << 30
        single = plan.single
        self.at = plan.values[0]
        """The column of the value."""
        roles = ("period", "unit", "status", "multiplier", "action")
        parts = [*plan.indicator, *(single[role] for role in roles if role in single)]
        parts += [*plan.breakdown, *plan.region, *plan.within, *rows.goals]
        self.head = tuple(dict.fromkeys(parts))
        """The columns that say what a value is of, apart from its area."""
        self._head_of = itemgetter(*parts, *(ABSENT,) * (2 - len(parts)))
        self._area_of = itemgetter(*rows.areas)
        origin = [single.get(role, ABSENT) for role in ("source", "url", "released", "note")]
        self.origin = tuple(origin)
        """The columns of source, address, day and note, each perhaps ABSENT."""
        self._origin_of = itemgetter(*origin)
        self._reach = max(self.at, *parts, *rows.areas, *origin)
        """Index of the last cell that is looked up."""
        self._heads: dict[tuple[str, ...], Head] = {}
        alone = not (plan.region or rows.block.facets[self.at].period)
        self._period = parts.index(single["period"]) if alone and "period" in single else None
        """The place of the period in the key of a head, where it is as the cell says."""
        self._unit, self._status = (
            parts.index(single[role]) if role in single else None for role in ("unit", "status")
        )
        """The same of the unit and the status."""
        self._kin: dict[tuple[object, ...], Head] = {}
        """Heads by a place in their keys, and the keys without that."""
        self._likes: dict[tuple[str, ...], Like] = {}
        """Rows with an odd cell, by their keys."""
        self._unlisted: dict[tuple[str, ...], str] = {}
        self._others = plan.others

    @property
    def single(self) -> bool:
        """Whether each row holds one value."""
        return len(self.plan.values) == 1 and not self.plan.indented

    def read(self, rows: Iterable[Row]) -> Row | None:
        """Read all rows up to the header of another table; return that."""
        if self.single:
            self._read_single(rows)
        else:
            for number, cells in rows:
                self.rows.read(number, cells)
                if self.rows.another:
                    break
        self.rows.left.finish()
        return self.rows.another

    def _read_single(self, rows: Iterable[Row]) -> None:
        """Read rows of one value; texts seen before take the short way, by look-ups alone."""
        heads, head_of = self._heads, self._head_of
        area_of, origin_of, at, most = self._area_of, self._origin_of, self.at, self._width
        observe = self.recorder.file.observations.append
        # Half the time of calling the class, which does just this.
        made, of_class, sheet, column = tuple.__new__, Observation, self.recorder.sheet, at + 1
        skipped = figures = usual = 0
        above: list[str] | None = None
        for row, cells in rows:
            if len(cells) > most:
                self.rows.ragged(row, cells, above)
                above = None
                if self.rows.another:
                    break
                continue
            cells.append("")
            try:
                head = heads[head_of(cells)]
                indicator, period, breakdown, areas, origins, values, numbers, _ = head
                area = areas[area_of(cells)]
                if area is None:
                    text = cells[at]
                    if type(text) is not str or not is_missing(text):
                        skipped += 1
                        figures += is_figure(text)
                    above = cells
                    continue
                origin = origins[origin_of(cells)]
                text = cells[at]
                kind = type(text)
                if kind is str:
                    value = values[text]
                elif kind is CellNumber:
                    value = numbers[text]
                else:
                    raise KeyError  # noqa: TRY301 - other typed cells take the long way
            except (KeyError, IndexError):
                above = self._unusual(row, cells, above)
                if self.rows.another:
                    break
                continue
            usual += 1
            above = cells
            observe(
                made(of_class, (indicator, area, period, breakdown, value, origin, sheet, row,
                                column, None))
            )  # fmt: skip
        self.recorder.again_read(usual, skipped, figures)
        self.recorder.settling.looked_up(column)

    def _unusual(self, row: int, cells: list[str], above: list[str] | None) -> list[str] | None:
        """Read a row with something new: mostly a name that is not ours, or another number.

        Take and return a row that was read by look-ups, for one that says «the same as above».
        """
        short, same = len(cells) <= self._reach, says_ditto(cells)
        if short or same or self.rows.changing:
            self._record(row, cells, above, same=same)
            return None
        key, text = self._head_of(cells), cells[self.at]
        if not (self.recorder.named or all(map(is_missing, self._area_of(cells)))):
            self.recorder.name_areas()
        name = self._unlisted.get(key)
        if name and text and not is_missing(text):
            self.recorder.unlisted_again(name, text)
            return cells
        head = self._heads.get(key)
        if head is not None and self._says_nothing(key, text, cells):
            return cells
        known = head or self._sibling(key, cells)
        like = Like(known) if known else self._likes.get(key) or self._odd(key, cells)
        if like is None or self._others or not self._again(row, cells, like):
            self._record(row, cells, above)
            return None
        if like.unit or like.status:
            keep(self._likes, key, like)
        elif head is None:
            keep(self._heads, key, like.head)
        return cells

    def _alike(self, key: tuple[str, ...], cells: list[str], place: int | None) -> Head | None:
        """Return what is said of a value that is like another one but for one cell of the key.

        None where it may be something else, or the row none of the table.
        """
        if place is None or self._others or len(cells) > self.rows.width + 1:
            return None
        kin = self._kin.get(without(key, place))
        if kin is None or cells[0] == self.rows.block.last[0]:
            return None
        named = self.rows.named(cells)
        hangs = named.grouped or named.plan or named.period or self.rows.labels.group.period
        return None if hangs or named.indicator != kin.typed.record.indicator else kin

    def _sibling(self, key: tuple[str, ...], cells: list[str]) -> Head | None:
        """Return what is said of a plain value that is like an earlier one but for its period."""
        kin = self._alike(key, cells, self._period)
        head = kin and sibling(self.recorder, kin, key[self._period or 0])
        plain = head and self.recorder.settling.plain(head, cells[self.at])
        return head if plain else None

    def _odd(self, key: tuple[str, ...], cells: list[str]) -> Like | None:
        """Return what is said of a value that is like an earlier one but for its unit or status."""
        kin = self._alike(key, cells, self._status)
        like = kin and of_status(kin, key[self._status or 0])
        if like is None and (kin := self._alike(key, cells, self._unit)):
            like = of_unit(self.recorder, kin, key[self._unit or 0])
        return like

    def like(self, cells: Sequence[str]) -> tuple[tuple[object, ...], str] | None:
        """Return what a row shares with those that are like it but for their period, and its own.

        None where there are none such.
        """
        if self._period is None or self._others or cells[0] == self.rows.block.last[0]:
            return None
        key = self._head_of([*cells, ""])
        return without(key, self._period), key[self._period]

    def _says_nothing(self, key: tuple[str, ...], text: str, cells: list[str]) -> bool:
        """Whether a row like others says in words that there is no value: nothing comes of it.

        An empty cell says less: the row may be a heading.
        """
        if type(text) is not str or not text.strip() or not is_missing(text):
            return False
        alike = not self._others and len(cells) <= self.rows.width + 1
        return alike and not any(map(str.isdigit, text)) and any(map(str.strip, key))

    def _again(self, row: int, cells: list[str], like: Like) -> bool:
        """Read a row of which all but value, area and source were understood before."""
        head, wrong, status = like
        text, cells_of_origin = cells[self.at], self._origin_of(cells)
        recorder, texts = self.recorder, self._area_of(cells)
        area = head.areas.of(texts)
        if area is None and not self.plan.region:  # whose meaning depends on the area
            area = recorder.area(head, texts)
        if not area or is_missing(text):
            return False
        said = cells_of_origin if "released" in self.plan.single else with_day(cells_of_origin)
        known = with_note(head.origins, cells_of_origin)
        origin = known or recorder.origins.alike(head, cells_of_origin, said)
        if origin is None:
            return False
        if isinstance(origin, Problem):
            recorder.refuse(head, (row, text), area, ("released", origin))
            return True
        if wrong and is_mismatch(wrong):
            recorder.refuse(head, (row, text), area, (wrong_cell(wrong), wrong))
            return True
        recorder.note_odd(row, wrong, status)
        if not known and recorder.origins.unsourced(cells_of_origin):
            recorder.note_unsourced(row)
        value = recorder.settling.plain(head, text)
        if value is None:
            record = head.typed.record._replace(
                row=row, value=text, area=texts, origin=cells_of_origin
            )
            if wrong:
                record = record._replace(unit=cells[self.plan.single["unit"]])
            recorder.again(head, record, area, origin)
            return True
        indicator, period, breakdown = head.indicator, head.period, head.breakdown
        recorder.file.observations.append(
            Observation(indicator, area, period, breakdown, value, origin, recorder.sheet, row,
                        self.at + 1)
        )  # fmt: skip
        recorder.again_read(1)
        return True

    def _record(
        self, row: int, cells: list[str], above: list[str] | None, *, same: bool = False
    ) -> None:
        """Read a row to the last of its cells, and remember what its texts mean.

        `same` says that one of them says «the same as above»: this means another thing elsewhere.
        """
        if above:
            self.rows.passed(above)
        cells.pop()
        key: tuple[str, ...] | None = None
        if not self._others:
            padded = [*cells, *[""] * (self.rows.width - len(cells) + 1)]
            key = self._head_of(padded)
        before = self.rows.state
        head = self.rows.read(row, cells, known=self._heads.get(key) if key else None)
        but_for = self.recorder.but_for()
        if self.rows.state != before:
            self._heads.clear()
            self._kin.clear()
            self._likes.clear()
            self._unlisted.clear()
        elif key is None or self.rows.changing or same:
            return
        elif isinstance(head, Head):
            keep(self._heads, key, head)
            self._keep_but_for(key, self._period, head.typed.record.period, head)
            self._keep_but_for(key, self._unit, head.typed.record.unit, head)
        elif but_for:
            self._keep_odd(key, *but_for)
        elif isinstance(head, str) and head and cacheable(key):
            keep(self._unlisted, key, head)

    def _keep_odd(self, key: tuple[str, ...], role: str, head: Head) -> None:
        place = self._unit if role == "unit" else self._status
        self._keep_but_for(key, place, getattr(head.typed.record, role), head)

    def _keep_but_for(self, key: tuple[str, ...], place: int | None, read: str, head: Head) -> None:
        """Remember what a row means for others but for one cell, where it was read as it stands."""
        if place is not None and read == key[place]:
            keep(self._kin, without(key, place), head)
