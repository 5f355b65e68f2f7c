"""How a cell is named in a message that stands at another, and an area in any."""

from __future__ import annotations

from cmcn4.locale import area_name
from cmcn4.model.catalogue import Area
from cmcn4.model.observation import Place
from cmcn4.model.text import Text


def named_from(there: Place, here: Place) -> str:
    """Return `D7`, with its sheet and file where these are not those of the message.

    A file is named by its base name alone, as everywhere in messages.
    """
    cell = there.cell or ""
    if there.sheet == here.sheet:
        return cell
    sheet = f"{there.sheet.name}!{cell}" if there.sheet.name is not None else cell
    if there.sheet.path == here.sheet.path:
        return sheet
    return f"{there.sheet.path.rpartition('/')[2]} {sheet}"


def named(area: Area) -> Text:
    """Return an area's name; that of a unit that ended with the day on which it was no more."""
    return Text.of(lambda lang: area_name(lang, area))
