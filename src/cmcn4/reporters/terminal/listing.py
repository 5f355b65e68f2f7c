"""What may be named, in a terminal: ids and names, beside them or below what else is known."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text as Cell

from cmcn4.locale import composed, say
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.listing import Listing
from cmcn4.reporters.terminal.console import console_to, text_of
from cmcn4.reporters.terminal.text import Text

_WIDE = 100
"""Columns from which on each field has a column of its own."""
_APART = ("id", "name", "other_names")
"""The first two stand first wherever there is room; other names are told with -v."""


def render(listing: Listing, style: Style) -> bytes:
    """Return a table of the list, and how many there are."""
    console = console_to(style)
    wide = console.width >= _WIDE
    fields = [
        name
        for name in listing.columns
        if name not in _APART and any(record[name] for record in listing.records)
    ]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(_title("id", style), no_wrap=wide, overflow="fold")
    table.add_column(_title("name", style))
    for name in fields if wide else ():
        table.add_column(_title(name, style))
    for record in listing.records:
        told = Cell(record["name"])
        below = [] if wide else [_told(name, record[name], style) for name in fields]
        if style.verbosity > 0 and record.get("other_names"):
            below.append(_told("other_names", record["other_names"], style))
        for line in filter(None, below):
            told.append(f"\n{line}", style="dim")
        cells = [Cell(_shown(record[name]), style="dim") for name in fields] if wide else []
        table.add_row(Cell(record["id"]), told, *cells)
    console.draw(table)
    console.print()
    facts = {"count": len(listing.records)}
    console.print(Text(say(style.lang, composed(f"listing.count.{listing.what}"), facts)))
    return text_of(console)


def _title(name: str, style: Style) -> Cell:
    return Cell(say(style.lang, composed(f"listing.column.{name}")), style="bold")


def _told(name: str, value: Any, style: Style) -> str:
    return f"{_title(name, style).plain}: {_shown(value)}" if value else ""


def _shown(value: Any) -> str:
    """Write a field: names of a list with a comma between them."""
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, list) else str(value)
