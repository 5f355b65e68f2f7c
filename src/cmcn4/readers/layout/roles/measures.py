"""Columns of several measures of one thing: how many, what share, which rank, how many points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import unit_key
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.facets import NOTHING, Facets
from cmcn4.readers.layout.headings.header import RATIOS
from cmcn4.readers.layout.headings.phrases import TOTAL
from cmcn4.readers.layout.headings.pieces import is_execution
from cmcn4.readers.layout.roles.looks import Looks
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.reading import Context
from cmcn4.readers.values.units import is_mismatch, is_percent, kinds_of, read_unit
from cmcn4.words import listed, meaning

COUNT = "số lượng"
"""The unit of whatever is counted."""
_COUNTING = ("tong so ", "so ", "tong ", "number of ", "total ")
"""How a column begins that counts something, folded."""
_WHOLE, _ALL = Pattern(r"[0-9]{1,15}"), 100
"""How a number begins, and all, in per cent."""
DENIED = frozenset({"chua", "khong", "ngheo", "without", "not", "poor"})
_MEANS = frozenset({"average", "mean", "avg", "binh", "quan", "trung", "chung"})
"""Words of a mean, folded."""


def shares(made: Plan, block: Block, of: tuple[Looks, Around, Context]) -> list[int]:
    """Take «Tỷ lệ (%)» beside «Tổng số» for the value of a share, the total for what is counted.

    Which of the two a row means is told by its indicator. Beside a plan a share may be how it was
    met, beside parts that of one. Returns columns of which either may be the value.
    """
    totals = [i for i in made.values if block.facets[i].part == TOTAL]
    looks, said, context = of
    first = min(made.plans, default=len(block.facets))
    for index in [i for i in block.own if i < first] if totals else ():
        facets, met = block.facets[index], _is_met(block, index)
        if not (met or _is_share(facets, block.texts[index])) or not looks.numbers(index):
            continue
        beside = [i for i in block.own if i != index and _frame(block, i) == _frame(block, index)]
        counted = [i for i in totals if i in beside]
        if not counted or any(block.facets[i].part not in ("", TOTAL) for i in beside):
            continue
        if met and any(_is_percent(context, each) for each in _indicators(made, block, *of)):
            return [*counted, index]
        if met:
            continue
        if any(map(is_execution, said.titles)):
            made.changes.append(index)
            continue
        parts = any(counts(block.texts[i]) for i in beside if i not in totals)
        if not parts and any(_may_be_share(made, looks, each) for each in counted):
            return [*counted, index]
        if any(DENIED & {*fold(block.texts[i]).split()} for i in beside):
            return [*counted, index]  # of those that have it not, or of the poor
        unit = facets.unit or ("%" if "%" in block.texts[index] else "")
        block.facets[index] = facets._replace(unit=unit)
        for each in counted:
            block.facets[each] = block.facets[each]._replace(part="", unit=COUNT)
        made.values = sorted({*made.values, index})
    return []


def _is_met(block: Block, index: int) -> bool:
    """Whether a column says how a plan is met, or what share is reached: «Tỷ lệ đạt (%)»."""
    key = unit_key(block.texts[index]).removesuffix(" percent")
    return block.facets[index] == Facets(change=True) and key in RATIOS


def _is_percent(context: Context, indicator: Indicator) -> bool:
    return context.vocabulary.catalogue.units[indicator.unit].kind == "percent"


def _may_be_share(made: Plan, looks: Looks, index: int) -> bool:
    """Whether a total may be a share itself: all rows are in per cent, and none is above it."""
    units = looks.cells(made.single["unit"]) if "unit" in made.single else ()
    whole = (_WHOLE.match(cell) for cell in looks.cells(index))
    above = any(found and int(found[0]) > _ALL for found in whole)
    return bool(units) and all(map(is_percent, units)) and not above


def bare_shares(made: Plan, block: Block, looks: Looks) -> list[int]:
    """Return the columns called a share and no more, beside values of other units alone."""
    facets = block.facets
    if any(is_percent(facets[i].unit or "%") for i in made.values):
        return []
    units = [(i, facets[i].unit) for i in block.own if facets[i] == Facets(unit=facets[i].unit)]
    return [i for i, unit in units if unit and is_percent(unit) and looks.numbers(i)]


def _is_share(facets: Facets, heading: str) -> bool:
    """Whether a column is called a share, or by a word for the value, and nothing else."""
    if facets.part or facets.indicator or facets.area or facets.plan:
        return False
    if facets.unit:
        return is_percent(facets.unit)
    return facets.role == "value" or (facets.result and "%" in heading)


def _frame(block: Block, index: int) -> object:
    """Return of which area, period and indicator the columns are that belong together."""
    facets = block.facets[index]
    period = facets.period.period if facets.period else None
    return period, facets.area, facets.indicator, facets.stated


def differ(block: Block, values: Sequence[int], context: Context) -> bool:
    """Whether columns of values are of units of different kinds: each row has one of them."""
    kinds = [kinds_of(context.vocabulary, block.facets[i].unit) for i in values]
    met = [kind for each in kinds for kind in each]
    return all(kinds) and len(met) == len(set(met))


def is_other_measure(
    made: Plan, block: Block, index: int, of: tuple[Looks, Around, Context]
) -> bool:
    """Whether a column of numbers is of a measure that no indicator of the table is in.

    «Số hộ» beside shares of households is none of these, nor «Xếp thứ», nor «ASEAN average».
    """
    facets, vocabulary = block.facets[index], of[2].vocabulary
    if not of[0].numbers(index) or facets.axis:
        return False
    if _is_elsewhere(block.texts[index], of[2]):
        return True
    unit = facets.unit or (COUNT if facets == NOTHING and counts(block.texts[index]) else "")
    ours = [*_indicators(made, block, *of)] if unit else []
    problems = [read_unit(vocabulary, each, unit, 0).problem for each in ours]
    return bool(problems) and all(wrong and is_mismatch(wrong) for wrong in problems)


def _is_elsewhere(heading: str, context: Context) -> bool:
    """Whether a column is of a region, or the mean of one: «ASEAN average», «Bình quân vùng»."""
    words = fold(heading).split()
    rest = [word for word in words if word not in _MEANS]
    return bool(rest) and context.areas.region(" ".join(rest))


def _indicators(
    made: Plan, block: Block, looks: Looks, said: Around, context: Context
) -> Iterator[Indicator]:
    """Yield the indicators that rows, columns and titles name."""
    names = {block.facets[i].indicator for i in made.values}
    for index in made.indicator:
        names.update(looks.texts(index))
    for name in filter(None, names | ({said.indicator} if not made.indicator else set())):
        found = context.indicators.find((context.texts.read(name).indicator or name,))
        if isinstance(found, Indicator):
            yield found


def counts(heading: str) -> bool:
    """Whether a column counts something by its name: «Số hộ có cáp quang», «Mẫu số»."""
    key = fold(heading)
    if "%" in heading or any(map(str.isdigit, heading)):
        return False  # of a year it might be the result
    if key in listed("counted-columns"):
        return True
    start = next(filter(key.startswith, _COUNTING), "")
    words = key[len(start) :].split() if start else []
    units = meaning("counted-units", "count")
    return words[:1] == ["luong"] or any(
        " ".join(words[:size]) in units for size in range(1, min(4, len(words)) + 1)
    )
