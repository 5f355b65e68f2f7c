"""Places: where something stands in a file."""

from __future__ import annotations

from functools import cache

from cmcn4.model.lazy.named import NamedTuple


class Sheet(NamedTuple):
    """One sheet of one input file, or a whole text file."""

    path: str
    """The path as given, with `/`."""
    name: str | None = None
    """The sheet's name; None for text files."""

    @property
    def file(self) -> str:
        """The name of the file without its folders."""
        return self.path.rpartition("/")[2]


class Place(NamedTuple):
    """Where something stands; row and column count from 1, None where there is none."""

    sheet: Sheet
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        """The cell as Excel names it, e.g. `C7`; None without row and column."""
        if self.row is None or self.column is None:
            return None
        return f"{column_letters(self.column)}{self.row}"


@cache
def column_letters(number: int) -> str:
    """Return a column's letters, 1 being A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
