"""A block: a header, and what the columns below it are by their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cmcn4.model.lazy.dataclass import dataclass, replace
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import (
    CellDate,
    CellDisguised,
    CellMasked,
    CellNumber,
    StruckOut,
    Unusable,
    year_mistaken_for_date,
)
from cmcn4.readers.layout.headings.columns import REQUIRED, meaning
from cmcn4.readers.layout.headings.facets import NOTHING, Facets, says_else
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.units import is_percent
from cmcn4.words import listed

_NUMBER = Pattern(r"[-+<>≥≤~]?\s*[0-9][0-9.,\s]*%?")
_WIDEST = 16_384
_COUNTING = Pattern(r"\(?(?:[0-9]{1,2}|[A-Za-z])\)?(?:\s*=.*)?")
KEYS = frozenset({"indicator", "area", "period", "unit"})
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell, from 1."""


@dataclass(slots=True)
class Block:
    """A header, and what the columns below it are by their names."""

    top: int
    """Index of its first row among the rows of the sheet."""
    bottom: int
    """Index of its last row."""
    first: int
    """Number of its first row in the sheet."""
    row: int
    """Number of its last row."""
    texts: list[str]
    """The joined headings of the columns."""
    facets: list[Facets]
    last: list[str]
    """The cells of its last row."""
    score: int = 0
    shadowed: int = 0
    """Columns that would hold values but for a parent that is not understood."""
    span: tuple[int, int] | None = None
    """The columns that are its own, where other tables stand beside it."""
    shared: int = 0
    """How many columns stand before all values: names there may be those of each table."""

    @property
    def own(self) -> range:
        """Return the columns that are its own."""
        return range(*self.span) if self.span else range(len(self.facets))

    @property
    def columns(self) -> list[int]:
        """Return the columns whose cells may say something of this table."""
        return [*range(min(self.own.start, self.shared)), *self.own]

    def all(self, *roles: str) -> list[int]:
        """Return the columns of some roles, codes before names."""
        facets = self.facets
        found = [(not facets[i].code, i) for i in self.own if facets[i].role in roles]
        return [index for _, index in sorted(found)]

    def repeated(self, cells: Sequence[str]) -> bool:
        """Whether a row is the last one of the header once more, as at the top of a page."""
        return [clean_cell(cell) for cell in cells[: len(self.last)]] == self.last

    def is_another(self, header: Block) -> bool:
        """Whether a header below this one names columns that stand elsewhere, or not here at all.

        What is below it is a table of its own, however far it was moved. A row with a name of ours
        in the column of names is one of this table, whatever stands behind it.
        """
        if any(facets.indicator for index, facets in enumerate(header.facets)
               if self.role(index) == "indicator"):  # fmt: skip
            return False
        here = {(index, facets.role) for index, facets in enumerate(self.facets)}
        roles = {facets.role: index for index, facets in enumerate(header.facets) if facets.role}
        if header.axis and not self.axis:
            return not KEYS.isdisjoint(roles)
        if not KEYS.isdisjoint(roles) and any(
            says_else(self.facets[index] if index < len(self.facets) else NOTHING,
                      header.facets[index])
            for index in header.axis
        ):  # fmt: skip
            return True
        named = sum(role in roles for role in REQUIRED)
        return named > 1 and any((index, role) not in here for role, index in roles.items())

    def role(self, index: int) -> str:
        """Return the role of a column; empty for one that the header does not reach."""
        return self.facets[index].role if index < len(self.facets) else ""

    @property
    def axis(self) -> list[int]:
        """Return the columns of values named by a period, an indicator, an area or a part."""
        facets = self.facets
        return [i for i in self.own if facets[i].axis]

    @property
    def values(self) -> list[int]:
        """Return the columns that hold values by their names.

        Where each row says its own indicator, period and area a column called value is that of the
        rows; beside it stand at most those of parts. «Tỷ lệ (%)» is one where no other is.
        """
        axis, roles = self.axis, {facets.role for facets in self.facets}
        named = [i for i in self.all("value") if i not in axis]
        own = {"indicator", "period"} <= roles
        if named and own and ("area" in roles or not any(self.facets[i].area for i in axis)):
            return sorted({*named, *(i for i in axis if _is_part(self.facets[i]))})
        found = axis or self.all("value")
        free = [(i, f) for i, f in enumerate(self.facets) if f.known and not (f.role or f.plan)]
        if not found and own:
            found = [i for i, f in free if f.result] or [i for i, f in free if f.unit]
        elif not found and not KEYS.isdisjoint(roles):
            shares = [i for i, f in free if f.unit and is_percent(f.unit)]
            found = shares if len(shares) == 1 else []
        return found

    @property
    def names_columns(self) -> bool:
        """Whether it is a header for sure, and no row of a table that begins with names of ours."""
        kinds = Counter(
            name
            for facets in (self.facets[index] for index in self.axis)
            for name in ("period", "indicator", "area", "part")
            if getattr(facets, name)
        )
        keys = any(facets.role in KEYS for facets in self.facets)
        return bool(kinds) and (keys or max(kinds.values()) > 1)


def _is_part(facets: Facets) -> bool:
    """Whether a heading names a part of what the rows name, and nothing else."""
    return bool(facets.part) and not (facets.area or facets.indicator or facets.period)


def filled(cells: Sequence[str]) -> list[str]:
    """Return the cells of a row that hold anything."""
    return [cell for cell in cells if cell and not cell.isspace()]


def is_mistaken_date(cell: str) -> bool:
    """Whether a cell is a year that a date format made a day of 1905."""
    return isinstance(cell, CellDate) and year_mistaken_for_date(cell) is not None


def is_unclear(cell: str) -> bool:
    """Whether a cell holds something else than it shows, or what is struck out."""
    return isinstance(cell, (CellMasked, CellDisguised, StruckOut))


def clean_cell(text: str) -> str:
    """Return a cell's text on one line, its type kept where it says more than the text."""
    return text if isinstance(text, CellNumber) else clean(text) if type(text) is str else text


def is_counting(cells: Sequence[str]) -> bool:
    """Whether a row only counts the columns: «A, B, 1, 2, 3 = 2/1»."""
    texts = [cell.strip() for cell in filled(cells)]
    if len(texts) < 3 or not all(map(_COUNTING.fullmatch, texts)):  # noqa: PLR2004
        return False
    numbers = [int(n[0]) for text in texts if (n := re.search(r"[0-9]+", text))]
    numbers = numbers or [ord(text.strip("()")[0]) for text in texts]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def side_by_side(block: Block) -> Iterator[Block]:
    """Yield the tables of one header: a new one starts where a key comes again after values."""
    starts, seen, values = [0], set[tuple[str, bool]](), False
    last = max((*block.axis, *block.all("value")), default=-1)
    for index, each in enumerate(block.facets):
        key = each.role, each.code
        if each.axis or each.role == "value":
            values = True
        elif each.role in ("indicator", "area", "period"):
            if values and key in seen and last > index:
                starts.append(index)
                seen, values = set(), False
            seen.add(key)
    ends = [*starts[1:], len(block.facets)]
    if not ends[1:]:
        yield block
        return
    width, shared = len(block.facets), min(block.axis, default=0)
    for s, e in zip(starts, ends, strict=True):
        yield replace(
            block,
            facets=[*[NOTHING] * s, *block.facets[s:e], *[NOTHING] * (width - e)],
            texts=[*[""] * s, *block.texts[s:e], *[""] * (width - e)],
            span=(s, e),
            shared=shared,
        )


def says_units(cells: Sequence[str]) -> bool:
    """Whether a row is «Đơn vị tính | %»: the word for a unit, and no other name of a column."""
    texts = [cell for cell in filled(cells) if type(cell) is str]
    if len(texts) < 2 or fold(texts[0]) not in listed("unit-captions"):  # noqa: PLR2004 - two cells
        return False
    return not any(meaning(text) or when(text) for text in texts[1:])


def names_a_column(cells: Sequence[str]) -> bool:
    """Whether a row may be a header, as it names a column that no table is without."""
    return may_be_header(cells) and any(
        type(cell) is str and (known := meaning(cell)) and known.role in REQUIRED for cell in cells
    )


def may_be_header(cells: Sequence[str]) -> bool:
    """Whether a row may be part of a header: it has text, and no numbers but periods."""
    texts = filled(cells)
    if not 0 < len(texts) <= _WIDEST or says_units(cells):
        return False
    return not any(
        (isinstance(cell, Unusable) and not is_unclear(cell))
        or (is_number(cell) and not when(cell))
        for cell in texts
    )


def is_number(cell: str) -> bool:
    """Whether a cell of a header would be a number."""
    return isinstance(cell, CellNumber) or bool(_NUMBER.fullmatch(cell.strip()))
