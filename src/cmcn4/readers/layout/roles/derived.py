"""Columns worked out of others: how far a plan was met, a ratio that the row of numbers tells."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.vocabulary import unit_key
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import Block, filled, is_counting
from cmcn4.readers.layout.headings.header import RATIOS
from cmcn4.readers.layout.roles.plan import Plan

_TERMS = Pattern(r"(?<![0-9A-Za-z.,])(?:[0-9]{1,2}|[A-Za-z])(?![0-9A-Za-z.,])")
_WORKED_OUT = Pattern(r"[/:×÷*%−–-]")
"""A sign of more than a sum."""


def derived(made: Plan, block: Block, body: Sequence[Row]) -> None:
    """Take columns of results that are worked out of plans and results for another measure."""
    counted = next((cells for _, cells in body if filled(cells)), [])
    formulas = counted if is_counting(counted) else []
    told = [i for i in made.values if _of_plan(made, block, i) or _worked(made, block, i, formulas)]
    made.values = [i for i in made.values if i not in told]
    made.changes += told


def _of_plan(made: Plan, block: Block, index: int) -> bool:
    """Whether a column called «Tỷ lệ», «Tỷ lệ năm 2025» stands behind a plan: how it was met."""
    facets = block.facets[index]
    named = facets.indicator or facets.part or facets.area or facets.result
    if named or not any(each < index for each in made.plans):
        return False
    dated = unit_key(facets.unit) in RATIOS - {"percent"}
    return unit_key(block.texts[index]) in RATIOS or (dated and bool(facets.period))


def _worked(made: Plan, block: Block, index: int, formulas: Sequence[str]) -> bool:
    """Whether the row that numbers the columns tells one to be a ratio of others: «4=3/2».

    One of an indicator by its name is, and a share of counts, too.
    """
    formula = formulas[index].partition("=")[2] if index < len(formulas) else ""
    formula = formula.replace("x", "*")
    if not _WORKED_OUT.search(formula) or block.facets[index].indicator:
        return False
    terms = set(_TERMS.findall(formula))
    unit = block.facets[index].unit
    return any(
        formulas[i].partition("=")[0].strip(" ()") in terms
        and (not unit or block.facets[i].unit in ("", unit))
        for i in (*made.values, *made.plans)
        if i != index and i < len(formulas)
    )
