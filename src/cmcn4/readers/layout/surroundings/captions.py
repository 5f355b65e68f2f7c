"""Captions of tables that go on below one title: a region, a period or a page each."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import filled
from cmcn4.readers.layout.headings.bodies import province
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.surroundings.titles import claims
from cmcn4.readers.values.labels import barest
from cmcn4.readers.values.periods import when

_PAGE = Pattern(
    r"(?:trang|page|tr) [0-9]{1,4}(?: [0-9]{1,4})?"
    r"|(?:(?:bang|bieu|table)(?: [0-9]{1,3})? )?(?:tiep(?: theo)?|continued|cont d)"
)
_GROUP = Pattern(r"(?:cac tinh|cum|vung|tieu vung)\b")
_NOWHERE = Place(Sheet(""))
_NUMBERED = Pattern(r"(?:[IVX]{1,4}|[A-Z]|\d{1,2})\s*[.)]\s")


class Titles:
    """The titles of a sheet that hold for several tables below them."""

    def __init__(self, texts: Texts) -> None:
        """Start above the first table."""
        self._texts, self._areas, self._hold = texts, texts.areas, False
        self._common: list[Row] | None = None
        """What is claimed above the first of several numbered parts: it is of all of them."""
        self._first: list[Row] = []
        """What is claimed above the first table: it is of those without a title, too."""
        self.header: list[str] = []
        self.rows: Sequence[Row] = ()
        """The last titles that no caption has."""

    def above(self, header: list[str], rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows above a table, with the titles that hold for it.

        They do for one with the same header below a caption that names a region, a period
        or a page at most. «KẾ HOẠCH NĂM 2025» above «I. …» is of «II. …», too.
        """
        held = self._held(header, rows)
        if self._common is None:
            self._first = [row for row in rows if self._claims(row)]
            part = next((row[0] for row in rows if is_numbered((row,))), 0)
            self._common = [row for row in self._first if row[0] < part]
        elif not any(filled(cells) for _, cells in rows):
            held = [*(row for row in self._first if row not in held), *held]
        elif is_numbered(rows):
            held = [*(row for row in self._common if row not in held), *held]
        return held

    def _claims(self, row: Row) -> bool:
        """Whether a row says of figures that they are a plan, a draft, a part, or unsure."""
        titles = [(clean(cell), _NOWHERE) for cell in filled(row[1])]
        said = claims(titles, (), (), self._texts)
        return bool(said.part or said.status or said.basis)

    def _held(self, header: list[str], rows: Sequence[Row]) -> Sequence[Row]:
        if header == self.header and self._are_mere(rows):
            return [*self.rows, *rows] if self._hold else rows
        if header != self.header or not is_numbered(rows):
            self.header, self._hold = header, True
            self.rows = [row for row in rows if not (self._are_mere((row,)) or is_numbered((row,)))]
        else:
            self._hold = False  # a part of its own, to which what follows may belong
        return rows

    def _are_mere(self, rows: Sequence[Row]) -> bool:
        """Whether rows are no title of their own: at most a region, a period, a page."""
        return all(self._is_mere(clean(cell)) for _, cells in rows for cell in filled(cells))

    def _is_mere(self, text: str) -> bool:
        bare = barest(text)
        key = fold(bare)
        if not key or _PAGE.fullmatch(key) or _GROUP.match(key) or when(bare):
            return True
        return self._areas.region(bare) or province(bare, self._areas) is not None


def is_numbered(rows: Sequence[Row]) -> bool:
    """Whether one of some rows is numbered, as the captions below one title are: «II. …»."""
    return any(_NUMBERED.match(clean(cell)) for _, cells in rows for cell in filled(cells)[:1])
