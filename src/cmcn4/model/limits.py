"""What one file may cost, counted and not timed: as much of it is read on every machine."""

from __future__ import annotations

from cmcn4.model.lazy.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of each kind; the settings raise what people may meet."""

    cells: int = 1 << 20
    """Cells and rows of a workbook, besides one for each byte of the file."""
    table_cells: int = 4_000_000
    """Cells of a table with values in several columns, which is kept as a whole."""
    labels: int = 10_000
    """Different headings and labels that are taken apart, and areas that are not known."""
    tables: int = 2_500
    """Tables of a file; so many headings that are looked at count as one, too."""
    texts: int = 1 << 20
    """Different texts that the cells of a workbook share."""
    merged: int = 65_536
    """Merged areas of a sheet."""
    unpacked: int = 512
    """MiB of all parts of a workbook; of a packed text twice as much."""
    pack_values: int = 100_000
    """Values of a target file; the largest file of the catalogue has a tenth of them."""


USUAL = Limits()
"""What holds where no settings say otherwise."""
