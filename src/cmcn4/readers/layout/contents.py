"""Tables of contents: they hold no figures, and nothing is missed where none is read."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.roles.looks import is_figure

_PAGES = frozenset({"trang", "so trang", "trang so", "page", "pages", "page no", "page number"})
"""What the column of a table of contents is called."""


def lists_pages(rows: Sequence[Row]) -> bool:
    """Whether a sheet is a table of contents: names, with the numbers of their pages."""
    header = next((n for n, (_, cells) in enumerate(rows) if _PAGES & {*map(fold, cells)}), None)
    if header is None:
        return False
    pages = [i for i, cell in enumerate(rows[header][1]) if fold(cell) in _PAGES]
    first = next((i for i, cell in enumerate(rows[header][1]) if cell), 0)
    columns = {
        i for _, cells in rows[header + 1 :] for i, cell in enumerate(cells) if is_figure(cell)
    }
    return columns <= {first, *pages}
