"""What may be named in JSON."""

from __future__ import annotations

from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import dumps, encoded
from cmcn4.reporters.presentation.listing import Listing


def render(listing: Listing, _style: Style) -> bytes:
    """Return a list with a record of each."""
    return encoded(f"{dumps([dict(record) for record in listing.records])}\n")
