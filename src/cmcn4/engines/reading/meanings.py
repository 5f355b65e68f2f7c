"""What the texts of a table mean, found out by the reader's own resolvers, once for each text.

They are asked on a recorder of their own, of which nothing is kept: what a plain row says is what
a row of the same texts with a plain value would be read as.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from cmcn4.engines.rows import LARGEST
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Origin
from cmcn4.model.period import YEARS
from cmcn4.readers.layout.records.record import Head, cacheable
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.records.sibling import sibling
from cmcn4.readers.layout.rows.labels import Labels
from cmcn4.readers.layout.rows.left import Left
from cmcn4.readers.layout.rows.rows import Rows
from cmcn4.readers.layout.rows.table import Table
from cmcn4.readers.layout.surroundings.whose import Whose
from cmcn4.readers.reading import FileReading
from cmcn4.readers.sieve import NotSifted
from cmcn4.readers.values.eras import Eras
from cmcn4.readers.values.initials import shared
from cmcn4.readers.values.labels import is_ditto
from cmcn4.readers.values.origins import read_origin, with_day
from cmcn4.readers.values.phrases import is_missing, says_none_yet

_CLOSER_LOOK = frozenset({"yes-no", "rank", "tier"})
_ENDLESS = (-math.inf, math.inf, 0.0)
"""The ends of what is always valid."""
_ANY = "1"
"""A text that is read as a value, whatever becomes of it."""


class Known(NamedTuple):
    """What a row is of, by its texts but for area and origin, where nothing is odd about it."""

    head: Head
    era: int
    low: Decimal | None
    high: Decimal | None
    one: Decimal | None
    """Values between 0 and this one may be shares of one; None where there are no shares."""
    shift: int

    @property
    def fits(self) -> bool:
        """Whether the ends of what is valid are compared exactly."""
        ends = [end for end in (self.low, self.high, self.one) if end is not None]
        few = all(end.is_finite() and len(end.as_tuple().digits) <= LARGEST for end in ends)
        return few and 0 <= self.shift < LARGEST

    @property
    def bounds(self) -> tuple[float, float, float, int, int]:
        """The ends of what is valid, what a whole number is multiplied with, and its end then."""
        ends = zip((self.low, self.high, self.one), _ENDLESS, strict=True)
        low, high, one = (none if end is None else float(end) for end, none in ends)
        return low, high, one, 10**self.shift, 10 ** (LARGEST - self.shift)


class Meanings:
    """Asks the reader what texts of one table mean."""

    def __init__(self, table: Table) -> None:
        """Prepare a recorder like the table's."""
        self._table = table
        rows = table.rows
        self._context = rows.recorder.file.context
        self._recorder = _recorder(rows.recorder)
        self._eras = Eras(self._context.vocabulary)
        self._kin: dict[tuple[object, ...], Head] = {}
        """Heads by what they say but for the period."""

    def head(self, cells: list[str]) -> Known | None:
        """Return what a row is of, given with a good area and origin; None where it is odd."""
        if any(map(says_none_yet, cells)) or self._says_more(enumerate(cells)):
            return None  # told beside a figure, which only its row shows
        cells[self._table.at] = _ANY
        named, like = refuse_hanging(self._table, cells), self._table.like(cells)
        kin = self._kin.get(like[0]) if like else None
        head = sibling(self._recorder, kin, like[1]) if kin and like else None
        if head is None:
            rows = self._rows()
            found = rows.read(0, cells)
            if rows.state:
                raise NotSifted
            head = found if named and isinstance(found, Head) else None
            if head and like and self._is_plain(head, like[1], cells):
                self._kin[like[0]] = head
        return self._known(head) if head else None

    def _says_more(self, cells: Iterable[tuple[int, str]]) -> bool:
        """Whether something stands behind the name, area, period or unit in a cell of a column."""
        beside = self._table.rows.beside
        return any(text and at in beside.names and beside.says_more(text, at) for at, text in cells)

    def _is_plain(self, head: Head, period: str, cells: list[str]) -> bool:
        """Whether rows like one of a head are so but for their period, as in `Table`."""
        record, said = head.typed.record, self._rows().named(cells)
        alone = not (said.grouped or said.plan) and said.indicator == record.indicator
        return alone and record.period == period

    def _rows(self) -> Rows:
        """Return what reads a row as if it were the first."""
        rows = self._table.rows
        plan = rows.plan
        said = plan.indicator, rows.said.titles
        labels = Labels(rows.texts, self._context.areas, said, indented=False)
        left = Left(self._recorder, rows.block, plan)
        return replace(rows, recorder=self._recorder, left=left, labels=labels, units={}, state=0)

    def _known(self, head: Head) -> Known | None:
        quantity, indicator = head.typed.quantity, head.typed.indicator
        odd = (
            head.breakdown or head.period.kind == YEARS or quantity.kind in _CLOSER_LOOK
            or quantity.decimal == "," or shared(indicator)
            or indicator.id in self._context.options.aside
        )  # fmt: skip
        if odd:
            return None
        low, high = (None if end is None else end.scaleb(-quantity.shift) for end in quantity.range)
        one = Decimal(1).scaleb(-quantity.shift) if quantity.kind == "percent" else None
        era = self._eras.of(head.period)
        return Known(head, era, low, high, one, quantity.shift)

    def is_good_area(self, texts: tuple[str, ...]) -> bool:
        """Whether rows of an area may be plain: one such serves to look at the rest."""
        found = self._context.areas.known(next(filter(None, texts), ""))
        return found is not None and found.id in self._context.areas.relevant

    def is_good_origin(self, cells: tuple[str, str, str, str]) -> bool:
        """Whether rows of an origin may be plain."""
        if "source" in self._recorder.columns and is_missing(cells[0]):
            return False
        return isinstance(read_origin(self._context.vocabulary, cells, "final"), Origin)

    def area(self, head: Head, texts: tuple[str, ...]) -> str | None:
        """Return the area of rows of the head's era; None where it is odd or none of ours."""
        if (code := self._code(texts)) is not None:
            return code
        if any(map(is_ditto, texts)):
            raise NotSifted
        named = zip(self._table.rows.areas, texts, strict=False)
        if all(map(is_missing, texts)) or self._says_more(named):
            return None
        return head.areas.get(texts) or self._recorder.area(head, texts)

    def _code(self, texts: tuple[str, ...]) -> str | None:
        """Return the id that texts are, where it is that of one area of ours at any time."""
        id_, vocabulary = texts[0], self._context.vocabulary
        area = None if any(texts[1:]) else vocabulary.catalogue.areas.get(id_)
        at_any_time = area and not (area.valid_from or area.valid_to)
        if not at_any_time or vocabulary.areas_named(id_) != [area]:
            return None
        return id_ if id_ in self._context.areas.relevant else None

    def lasts(self, texts: tuple[str, ...]) -> bool:
        """Whether the area of texts is the same in all eras, given that it was asked for in one."""
        return self._context.areas.lasts(texts)

    def origin(self, head: Head, cells: tuple[str, ...]) -> Origin | None:
        """Return the origin of rows of the head's status; None where it is odd."""
        if any(map(is_ditto, cells)):
            raise NotSifted
        tells, places = self._table.rows.beside.tells, self._table.origin
        if not cacheable(cells) or any(map(tells, cells, places)):
            return None
        said = cells if "released" in self._table.plan.single else with_day(cells)
        return head.origins.get(cells) or self._recorder.origins.plain(head, cells, said)


def refuse_hanging(table: Table, cells: Sequence[str]) -> bool:
    """Raise NotSifted for a row that says something of others, or hangs on one of them.

    Returns whether a label of it names an indicator, and says nothing of when and where.
    """
    texts, plan = table.rows.texts, table.rows.plan
    if any(is_ditto(cells[index]) for index in plan.keys if index < len(cells)):
        raise NotSifted
    labels = [cells[index] for index in plan.indicator if index < len(cells)]
    said = [texts.read(text) for text in labels if not is_missing(text)]
    if any(facets.known and not facets.indicator for facets in said):
        raise NotSifted  # a part or an area may be one of the indicator in a row above
    more = any(facets.area or facets.period or facets.status for facets in said)
    return any(facets.indicator for facets in said) and not more


def _recorder(own: Recorder) -> Recorder:
    """Return a recorder that reads as another one does, into a file that is not kept."""
    file = FileReading(own.file.context, own.file.path)
    whose = Whose(file, own.sheet, own.whose.by, own.whose.source)
    recorder = Recorder(file, own.sheet, own.columns, whose)
    recorder.publisher, recorder.series = own.publisher, own.series
    recorder.headings, recorder.named = own.headings, True
    recorder.settling.context = own.settling.context
    return recorder
