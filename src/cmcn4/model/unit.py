"""Units of measure, with the population that they are counted over."""

from __future__ import annotations

from typing import Annotated, Literal

from cmcn4.model.markers import MAY_BE_EMPTY, strict
from cmcn4.model.text import Text


@strict
class Unit:
    """A unit of measure together with the population it is counted over."""

    id: str
    """How the unit is written in reports, e.g. `% of households`."""
    kind: Literal[
        "percent", "points", "growth", "rate", "count", "amount", "rank", "tier", "score", "ratio",
        "yes-no",
    ]  # fmt: skip
    """What sort of quantity it is; units of one kind differ by population or scale only."""
    per: int | None = None
    """Of how many a rate counts, e.g. 1000 for deaths per 1,000 live births."""
    names: Annotated[Text, MAY_BE_EMPTY]
    """How it is shown, e.g. “% hộ gia đình”; for a rank or count it may be empty."""
    aliases: tuple[str, ...] = ()
    """Other spellings found in data."""
