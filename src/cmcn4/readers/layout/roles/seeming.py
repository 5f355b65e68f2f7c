"""Columns that are not what their headings say by themselves: their cells, or others, say so."""

from __future__ import annotations

from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.facets import NOTHING
from cmcn4.readers.layout.roles.dimensions import STRUCTURES
from cmcn4.readers.layout.roles.looks import Looks
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.roles.ticks import ticked
from cmcn4.readers.reading import Context


def as_cells_say(made: Plan, block: Block, looks: Looks, context: Context, area: str) -> None:
    """Give columns the roles that their cells say; `area` as `roles.plan` has it."""
    _actions(block)
    ticked(made, block, looks, context.texts)
    _parts_of_names(made, block, looks)
    if area:
        _beside_others(made, block, looks)


def within_years(block: Block, looks: Looks) -> None:
    """Take «Kỳ» beside «Năm» for the part of the year, where that is all its cells say."""
    columns = block.all("period")
    parts = [i for i in columns if looks.all_within_years(i)]
    for index in parts if len(parts) < len(columns) else ():
        block.facets[index] = block.facets[index]._replace(role="subperiod")


def _actions(block: Block) -> None:
    """Take «Action» for that of SDMX-CSV only where the header names a structure, as its does."""
    if STRUCTURES.isdisjoint(map(fold, block.texts)):
        for index in block.all("action"):
            block.facets[index] = NOTHING


def _parts_of_names(made: Plan, block: Block, looks: Looks) -> None:
    """Take columns named by a part for values only where they hold numbers.

    Beside dated ones only dated ones: «Industry» names a column of names, «Tổng số» may add up
    anything.
    """
    dated = any(block.facets[i].period for i in made.values) and not block.all("period")
    for index in list(made.values):
        facets = block.facets[index]
        if not facets.part or facets.period or facets.indicator:
            continue
        if looks.texts(index) and not looks.numbers(index):
            block.facets[index] = NOTHING
            made.values.remove(index)
        elif dated:
            made.values.remove(index)


def _beside_others(made: Plan, block: Block, looks: Looks) -> None:
    """Take «Kết quả» beside columns of other areas alone for that of the area whose table it is."""
    others = [block.facets[i] for i in made.values]
    alone = all(f.area and not (f.period or f.indicator or f.part) for f in others)
    if others and alone and not block.all("area"):
        own = [i for i in block.all("value") if looks.numbers(i)]
        made.values = sorted({*made.values, *own})
