"""Columns that are not what their headings say by themselves: their cells, or others, say so."""

from __future__ import annotations

from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.facets import NOTHING
from cmcn4.readers.layout.roles.dimensions import is_action
from cmcn4.readers.layout.roles.looks import Looks
from cmcn4.readers.layout.roles.plan import Plan


def within_years(block: Block, looks: Looks) -> None:
    """Take «Kỳ» beside «Năm» for the part of the year, where that is all its cells say."""
    columns = block.all("period")
    parts = [i for i in columns if looks.all_within_years(i)]
    for index in parts if len(parts) < len(columns) else ():
        block.facets[index] = block.facets[index]._replace(role="subperiod")


def actions(block: Block, looks: Looks) -> None:
    """Take «Action» for that of SDMX-CSV only where it is, not for a measure that was taken."""
    for index in block.all("action"):
        if not is_action(block, looks, index):
            block.facets[index] = NOTHING


def parts_of_names(made: Plan, block: Block, looks: Looks) -> None:
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


def beside_others(made: Plan, block: Block, looks: Looks) -> None:
    """Take «Kết quả» beside columns of other areas alone for that of the area whose table it is."""
    others = [block.facets[i] for i in made.values]
    alone = all(f.area and not (f.period or f.indicator or f.part) for f in others)
    if others and alone and not block.all("area"):
        own = [i for i in block.all("value") if looks.numbers(i)]
        made.values = sorted({*made.values, *own})
