"""What may be named as CSV: one row each."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.reporters import Style
from cmcn4.reporters.machine.csv_report import table
from cmcn4.reporters.presentation.listing import Listing


def render(listing: Listing, style: Style) -> Iterator[bytes]:
    """Yield one row each; several names stand in one cell, with semicolons between them."""
    return table(
        listing.columns,
        (
            {
                name: "; ".join(value) if isinstance(value, list) else value
                for name, value in record.items()
            }
            for record in listing.records
        ),
        style,
    )
