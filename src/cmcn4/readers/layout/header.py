"""Header detection: which row names the columns, and which column means what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.columns import REQUIRED, TITLES, UNDECIDED, meaning
from cmcn4.readers.problems import Problem, found, problem

LAST_HEADER_ROW = 30
_MANY = frozenset({"breakdown", "note"})
"""Meanings that several columns may share."""
_MOST_SHOWN = 12


@dataclass(slots=True)
class Header:
    """The row that names the columns."""

    row: int
    cells: list[str]
    columns: dict[str, list[int]] = field(default_factory=dict)
    """Meaning to column indices from 0, codes before names."""
    undecided: list[int] = field(default_factory=list)
    """Columns called «đơn vị»."""
    languages: dict[str, int] = field(default_factory=dict)
    """How many names are in which language."""
    publisher: bool = False
    """Whether the names are those of SDMX."""
    doubled: tuple[str, tuple[str, ...]] | None = None
    """A meaning that several columns claim, with their names."""

    @property
    def found(self) -> int:
        """How many required meanings are there."""
        return sum(role in self.columns for role in REQUIRED)

    @property
    def complete(self) -> bool:
        """Whether all required meanings are there."""
        return self.found == len(REQUIRED)

    @property
    def score(self) -> tuple[int, int]:
        """How much a header it is."""
        return self.found, len(self.columns) + len(self.undecided)

    def index(self, role: str) -> int | None:
        """Return the deciding column of a meaning."""
        columns = self.columns.get(role)
        return columns[0] if columns else None

    def all(self, *roles: str) -> tuple[int, ...]:
        """Return the columns of some meanings."""
        return tuple(index for role in roles for index in self.columns.get(role, ()))

    def repeated(self, cells: Sequence[str]) -> bool:
        """Whether a row is the header once more, perhaps in the other language."""
        if list(cells[: len(self.cells)]) == self.cells:
            return True
        filled = [cell for cell in cells if cell]
        return len(filled) > 1 and all(meaning(cell) for cell in filled)

    def problem(self) -> Problem | None:
        """Return why the table cannot be read, if it cannot."""
        if not self.complete:
            missing = tuple(TITLES[role] for role in REQUIRED if role not in self.columns)
            return problem("column-missing", missing=missing, columns=names_of(self.cells))
        if self.doubled:
            role, names = self.doubled
            return problem("column-ambiguous", role=TITLES[role], columns=names)
        return None


def find_header(rows: Sequence[Row]) -> Header | None:
    """Return the first of the best rows among the first ones; None when none names a column."""
    best: Header | None = None
    for number, cells in rows[:LAST_HEADER_ROW]:
        header = _header(number, cells)
        if header.columns and (best is None or header.score > best.score):
            best = header
    return best


def names_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names in a row, for a message."""
    names = [found(clean(cell)) for cell in cells if cell.strip()]
    return tuple(names[:_MOST_SHOWN]) + (("…",) if len(names) > _MOST_SHOWN else ())


def _header(number: int, cells: list[str]) -> Header:
    header = Header(number, cells)
    claims: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        if not cell:
            continue
        if fold(cell) == UNDECIDED:
            header.undecided.append(index)
            continue
        known = meaning(cell)
        if known is None:
            continue
        header.publisher |= known.sdmx
        header.languages[known.lang] = header.languages.get(known.lang, 0) + 1
        if known.role:
            claims[known.role, not known.code].append(index)
    for (role, _), indices in sorted(claims.items()):
        header.columns.setdefault(role, []).extend(indices)
        if len(indices) > 1 and role not in _MANY and header.doubled is None:
            header.doubled = role, tuple(found(clean(cells[index])) for index in indices)
    return header
