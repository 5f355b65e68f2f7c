"""The columns of a form with a line for each indicator: by their codes, else by their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cmcn4.model.account import ColumnRead, Role
from cmcn4.model.form import COLUMN_MARK, REQUIRED_OF_YEARS
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.text import Text
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.blocks import LAST_HEADER_ROW
from cmcn4.readers.layout.headings.columns import TITLES, meaning
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.periods import when

if TYPE_CHECKING:
    from cmcn4.readers.containers.form import Form

_FEWEST = 3
"""Codes that make a row that of the column codes."""
_ROLES: Mapping[str, Role] = {
    "number": "counter", "level": "plan", "indicator": "indicator", "breakdown": "breakdown",
    "area": "area", "unit": "unit", "status": "status", "source": "source",
    "released": "released", "note": "note",
}  # fmt: skip


@dataclass(slots=True)
class Grid:
    """Where the columns of such a form stand."""

    heading: int
    """Index of the row of headings."""
    codes: int | None
    """Index of the row of column codes, where it is still there."""
    texts: list[str]
    """The headings."""
    at: dict[str, int] = field(default_factory=dict)
    """The column, from 0, of each role."""
    years: dict[int, str] = field(default_factory=dict)
    """The year of each column of figures."""
    renamed: dict[int, str] = field(default_factory=dict)
    """Columns of a year whose headings name another period, with that year."""

    @property
    def body(self) -> int:
        """Index of the first row below the headings."""
        return 1 + (self.heading if self.codes is None else max(self.heading, self.codes))

    def missing(self, form: Form) -> tuple[Text, ...]:
        """Return the columns that figures need and that are not there."""
        wanted = (*REQUIRED_OF_YEARS, "breakdown") if form.broken_down else REQUIRED_OF_YEARS
        lost = [TITLES[role] for role in wanted if role not in self.at]
        there = {*self.years.values()}
        lost += [Text(vi=year, en=year) for year in form.years if year not in there]
        return tuple(lost if self.years or lost else [TITLES["period"]])


def grid_of(form: Form | None, rows: Sequence[Row]) -> Grid | None:
    """Return the columns of a form with years across, if the first rows of a sheet are one's."""
    for index, (_, cells) in enumerate(rows[:LAST_HEADER_ROW]):
        if names_columns(cells):
            above = (at for at in range(index - 1, -1, -1) if any(rows[at][1]))
            heading = next(above, index)
            return _columns(Grid(heading, index, rows[heading][1]), cells)
    if form is not None and (form.years or not form.rows):
        for index, (_, cells) in enumerate(rows[:LAST_HEADER_ROW]):
            roles = {known.role for cell in cells if cell and (known := meaning(cell))}
            if "indicator" in roles and "value" not in roles and any(map(_year, cells)):
                return _columns(Grid(index, None, cells), ())
    return None


def names_columns(cells: Sequence[str]) -> bool:
    """Whether a row is that of the column codes, of this form or pasted from another."""
    return sum(cell.startswith(COLUMN_MARK) for cell in cells) >= _FEWEST


def _columns(grid: Grid, codes: Sequence[str]) -> Grid:
    """Note what each column is: by its code, and by its heading where it has none."""
    width = max(len(grid.texts), len(codes))
    grid.texts = [*grid.texts, *[""] * (width - len(grid.texts))]
    for column, text in enumerate(grid.texts):
        code = codes[column] if column < len(codes) else ""
        said = code.removeprefix(COLUMN_MARK) if code.startswith(COLUMN_MARK) else ""
        known, period = meaning(text) if text else None, when(text) if text else None
        if said.isdecimal():
            grid.years[column] = said
            if period is not None and period.period.code != said:
                grid.renamed[column] = said
        elif said:
            # A heading that is that of another column has made this one another one.
            role = known.role if known and known.role in REQUIRED_OF_YEARS else said
            grid.at.setdefault(role, column)
        elif year := _year(text):
            grid.years[column] = year
        elif known and known.role in _ROLES:
            grid.at.setdefault(known.role, column)
    return grid


def _year(text: str) -> str:
    """Return the year that a heading names; empty where it names none."""
    known = when(text) if text else None
    return known.period.code if known is not None and known.period.code.isdecimal() else ""


def count_language(file: FileReading, grid: Grid) -> None:
    """Count the headings by their language."""
    languages = file.context.languages
    for text in grid.texts:
        if text and (known := meaning(text)) and known.lang:
            languages[known.lang] = languages.get(known.lang, 0) + 1


def columns_read(grid: Grid) -> Iterator[ColumnRead]:
    """Yield how the columns were taken."""
    roles = {column: _ROLES.get(role, "ignored") for role, column in grid.at.items()}
    for column, text in enumerate(grid.texts):
        year = grid.years.get(column, "")
        if text or year or column in roles:
            role: Role = "value" if year else roles.get(column, "ignored")
            yield ColumnRead(column + 1, text, role, "name", year)
