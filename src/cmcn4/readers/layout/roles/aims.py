"""Bare years that are those of aims: «Hiện trạng 2024 | 2025 | 2030», «Mục tiêu 2025 | 2030»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.phrases import words
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.words import table

_LONGEST = 3
"""Words of what a state is called that aims start from."""


def aims(made: Plan, block: Block) -> None:
    """Take bare years that follow a state, or years of targets, for those of targets.

    What has been observed every year since a baseline is a result.
    """
    bare = [i for i in made.values if _is_bare(block, i)]
    if not bare:
        return
    told = {*_behind_targets(made, block, bare), *_behind_states(made, block, bare)}
    made.values = [i for i in made.values if i not in told]
    made.plans = sorted({*made.plans, *told})


def _is_bare(block: Block, index: int) -> bool:
    """Whether a column is named by its period alone."""
    facets = block.facets[index]
    if facets.period is None or facets.result or facets.stated or facets.indicator or facets.role:
        return False
    said = words("".join(" " if c.isdigit() else c for c in block.texts[index]))
    around = block.texts[index].strip("0123456789 ")
    return not around or (said is not None and not (said.plan or said.result))


def _behind_targets(made: Plan, block: Block, bare: list[int]) -> Iterator[int]:
    """Yield bare years right behind a column of targets of an earlier year."""
    for index in made.plans:
        following, facets = index + 1, block.facets[index]
        while (
            facets.period
            and following in bare
            and _last(block, following) > facets.period.period.last
        ):
            yield following
            following += 1


def _behind_states(made: Plan, block: Block, bare: list[int]) -> Iterator[int]:
    """Yield bare years after the state that aims start from, unless targets stand apart."""
    states = {i: said for i in (*made.values, *block.own) if (said := _state(block.texts[i]))}
    for index, said in states.items():
        own = block.facets[index].period
        if block.facets[index].plan or (own is None and not block.facets[index].result):
            continue
        later = [i for i in bare if own is None or _last(block, i) > own.period.last]
        years = sorted({_last(block, i).year for i in later})
        every = years == [*range(years[0], years[0] + len(years))] if years else False
        yearly = every and own is not None and years[0] == own.period.last.year + 1
        if said == "now" or not (made.plans or (yearly and len(years) > 1)):
            yield from later


def _last(block: Block, index: int) -> dt.date:
    period = block.facets[index].period
    return period.period.last if period else dt.date.min


def _state(heading: str) -> str:
    """Return what state a heading names: `now`, or the `base` of a programme; empty for none."""
    said = fold(heading).split()
    begun = (" ".join(said[:count]) for count in range(1, _LONGEST + 1))
    return next(filter(None, map(table("states").get, begun)), "")
