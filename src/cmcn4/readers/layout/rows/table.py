"""Reading a table: its rows become records, one for each value, in one way for all layouts.

The rows of a long one, with a single column of values, take the shortest way: they may be many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from cmcn4.model.observation import Observation
from cmcn4.readers.containers.cells import CellNumber, Row
from cmcn4.readers.layout.records.record import Head, cacheable
from cmcn4.readers.layout.records.sibling import Like, keep, without
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.rows.kin import Kin
from cmcn4.readers.layout.rows.rows import Rows
from cmcn4.readers.layout.rows.statements import ABSENT
from cmcn4.readers.problems import Problem
from cmcn4.readers.values.labels import says_ditto
from cmcn4.readers.values.origins import odd_cell, with_day, with_note
from cmcn4.readers.values.periods import when
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
        parts += [*plan.breakdown, *plan.region, *plan.within, *plan.dates, *plan.ticked]
        parts += [*rows.goals, *plan.labels, *plan.labels.values()]
        self._area_of = itemgetter(*rows.areas)
        origin = [single.get(role, ABSENT) for role in ("source", "url", "released", "note")]
        self.origin = tuple(origin)
        """The columns of source, address, day and note, each perhaps ABSENT."""
        self._origin_of = itemgetter(*origin)
        self._others = plan.others
        self._beyond = rows.width + 1
        """Cells of a row, the one that is added among them, that stand below the header."""
        self._heads: dict[tuple[str, ...], Head] = {}
        self._unlisted: dict[tuple[str, ...], str] = {}
        self._key_by(parts)

    def _key_by(self, parts: Sequence[int]) -> None:
        """Tell rows apart by these columns, and forget what was known of them by others."""
        self.head = tuple(dict.fromkeys(parts))
        """The columns that say what a value is of, apart from its area."""
        self._head_of = itemgetter(*self.head, *(ABSENT,) * (2 - len(self.head)))
        self._reach = max(self.at, *self.head, *self.rows.areas, *self.origin)
        """Index of the last cell that is looked up."""
        self._heads.clear()
        self._kin = Kin(self.rows, self.head, self.at)
        self._unlisted.clear()

    @property
    def single(self) -> bool:
        """Whether each row holds one value."""
        said = self.rows.said
        plain = not (self.plan.indented or said.legends or said.dates)
        return plain and len(self.plan.values) == 1

    def read(self, rows: Iterable[Row]) -> Row | None:
        """Read all rows up to the header of another table; return that."""
        if self.single:
            self._read_single(rows)
        else:
            for number, cells in rows:
                self.rows.read(number, cells)
                if self.rows.another:
                    break
        self.rows.ended()
        self.rows.left.finish()
        return self.rows.another

    def _read_single(self, rows: Iterable[Row]) -> None:
        """Read rows of one value; texts seen before take the short way, by look-ups alone."""
        heads, head_of = self._heads, self._key
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

    def _key(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return what tells a row apart; KeyError where a cell without a role says something."""
        beside = self.rows.beside
        if (beside.looks or len(cells) > self._beyond) and beside.says(cells, self.rows.width):
            raise KeyError
        key: tuple[str, ...] = self._head_of(cells)
        return key

    def _unusual(self, row: int, cells: list[str], above: list[str] | None) -> list[str] | None:
        """Read a row with something new: mostly a name that is not ours, or another number.

        Take and return a row that was read by look-ups, for one that says «the same as above».
        """
        cells.extend([""] * (self._reach + 1 - len(cells)))
        if self.rows.beside.spoke and self._tells_beyond(cells):
            self._record(row, cells, above, same=True)
            return None
        same = says_ditto(cells)
        if same and above:
            self.rows.passed(above)
            above = None
        if not self.rows.changing:
            written = self._written_out(cells) if same else cells
            if written and self._looked_up(row, written):
                return written
        self._record(row, cells, above, same=same)
        return None

    def _tells_beyond(self, cells: Sequence[str]) -> bool:
        """Whether a cell beyond the header says something: it is no column to tell rows apart by.

        A column in which one does for the first time is, from now on.
        """
        beside, width = self.rows.beside, self.rows.width
        told = beside.heard(cells, width)
        if told:
            self._key_by([*self.head, *told])
        return len(cells) > self._beyond and beside.says(cells, width)

    def _written_out(self, cells: list[str]) -> list[str] | None:
        """Return a row of a number with what is the same as above written out; None for any other.

        A header, and a row that stands beside its headings, are told by the cells as they are.
        """
        text, rows = cells[self.at], self.rows
        odd = not is_figure(text) or when(text) or len(cells) > rows.width + 1
        return None if odd or rows.moved_by(cells) is not None else rows.written_out(cells)

    def _looked_up(self, row: int, cells: list[str]) -> bool:
        """Whether a row could be read by what was understood before."""
        key, text = self._head_of(cells), cells[self.at]
        if not (self.recorder.named or all(map(is_missing, self._area_of(cells)))):
            self.recorder.name_areas()
        name = self._unlisted.get(key)
        if name and text and not is_missing(text):
            self.recorder.unlisted_again(name, text)
            return True
        head = self._heads.get(key)
        if head is not None and self._says_nothing(key, text, cells):
            return True
        like = Like(head) if head else self._kin.find(key, cells)
        if like is None or self._others or not self._again(row, cells, like):
            return False
        if head is None and not (like.unit or like.status):
            keep(self._heads, key, like.head)
        return True

    def like(self, cells: Sequence[str]) -> tuple[tuple[object, ...], str] | None:
        """Return what a row shares with those that are like it but for their period, and its own.

        None where there are none such.
        """
        place = self._kin.period
        if place is None or self._others or cells[0] == self.rows.block.last[0]:
            return None
        key = self._head_of([*cells, ""])
        return without(key, place), key[place]

    def _says_nothing(self, key: tuple[str, ...], text: str, cells: list[str]) -> bool:
        """Whether a row like others says in words that there is no value: nothing comes of it.

        An empty cell says less: the row may be a heading. So may a figure in another cell.
        """
        if type(text) is not str or not text.strip() or not is_missing(text):
            return False
        alike = not self._others and len(cells) <= self.rows.width + 1
        alike = alike and not any(map(str.isdigit, text)) and any(map(str.strip, key))
        return alike and self.rows.figure_beside(cells) is None

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
        self.rows.beside.look_at_names(cells)
        known = with_note(head.origins, cells_of_origin)
        origin = known or recorder.origins.alike(head, cells_of_origin, self._said(cells_of_origin))
        if origin is None:
            return False
        if isinstance(origin, Problem):
            recorder.refuse(head, (row, text), area, (odd_cell(origin), origin))
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

    def _said(self, origin: tuple[str, ...]) -> tuple[str, ...]:
        """Return what the cells of an origin say, a day behind the source in its own place."""
        return origin if "released" in self.plan.single else with_day(origin)

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
            self._unlisted.clear()
        elif key is None or self.rows.changing or same:
            return
        elif isinstance(head, Head):
            keep(self._heads, key, head)
            self._kin.keep(key, head, "period", "unit")
        elif but_for:
            role, odd = but_for
            self._kin.keep(key, odd, role)
        elif isinstance(head, str) and head and cacheable(key):
            keep(self._unlisted, key, head)
