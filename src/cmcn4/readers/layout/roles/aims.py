"""Years of aims: «Hiện trạng 2024 | 2025 | 2030», «Mục tiêu 2025 | 2030», «Ước 2025 | 2030»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.phrases import words
from cmcn4.readers.layout.roles.looks import Looks
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.values.periods import when
from cmcn4.words import table

_UNSURE = ("estimate", "forecast")
_LONGEST = 3
"""Words of what a state is called that aims start from."""


def aims(made: Plan, block: Block, looks: Looks, said: Around) -> None:
    """Take bare years that follow a state, a year of targets, or an estimate for those of targets.

    What has been observed every year since a baseline is a result. A later year that a title of
    results looks ahead to is one of targets: «KẾT QUẢ NĂM 2024, MỤC TIÊU NĂM 2025».
    """
    bare = [i for i in made.values if _is_bare(block, i)]
    if not bare:
        return
    unsure = [_last(block, i) for i in made.values if block.facets[i].stated in _UNSURE]
    told = {*_behind_targets(made, block, bare), *_behind_states(made, block, bare)}
    told |= {i for i in bare if unsure and _last(block, i) > min(unsure)}
    told |= {*_ahead(block, bare, said)}
    made.values = [i for i in made.values if i not in told]
    made.plans = sorted({*made.plans, *told})
    made.values = made.values or [i for i in _states(block) if looks.numbers(i)]


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
    """Yield bare years after the state that aims start from; beside dated targets, after these."""
    aimed = [p.period.last for i in made.plans if (p := block.facets[i].period)]
    for index, said in _states(block).items():
        own = block.facets[index].period
        after = max(own.period.last if own else dt.date.min, min(aimed, default=dt.date.min))
        later = [i for i in bare if _last(block, i) > after]
        years = [after.year, *sorted({_last(block, i).year for i in later})]
        yearly = len(years) > 2 and years == [*range(years[0], years[-1] + 1)]  # noqa: PLR2004 - two after it
        if said == "now" or aimed or not yearly:
            yield from later


def _ahead(block: Block, bare: list[int], said: Around) -> Iterator[int]:
    """Yield bare years that titles name besides that of their results, and that are later."""
    own = [named.period.last for named in map(when, said.periods) if named]
    ahead = {named.period.last for named in map(when, said.others) if named}
    for index in bare if own else ():
        last = _last(block, index)
        if last in ahead and last > max(own):
            yield index


def _states(block: Block) -> dict[int, str]:
    """Return the columns of a state, by what it is called, that have a year or say results."""
    told = {i: _state(block.texts[i]) for i in block.own}
    facets = block.facets
    return {i: said for i, said in told.items()
            if said and not facets[i].plan and (facets[i].period or facets[i].result)}  # fmt: skip


def _last(block: Block, index: int) -> dt.date:
    period = block.facets[index].period
    return period.period.last if period else dt.date.min


def _state(heading: str) -> str:
    """Return what state a heading names: `now`, or the `base` of a programme; empty for none."""
    said = fold(heading).split()
    begun = (" ".join(said[:count]) for count in range(1, _LONGEST + 1))
    return next(filter(None, map(table("states").get, begun)), "")
