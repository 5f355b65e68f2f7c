"""Columns of marks: «x» below «Dự báo» says of its row what the heading says."""

from __future__ import annotations

from cmcn4.readers.layout.headings.asides import PartCell, of_ticked
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.facets import NOTHING
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.roles.looks import Looks
from cmcn4.readers.layout.roles.plan import Plan

_MISSING = frozenset("xX")
"""Marks that stand for a missing value among figures."""


def ticked(made: Plan, block: Block, looks: Looks, texts: Texts) -> None:
    """Find the columns of marks whose headings say something; they hold nothing else.

    Among columns of parts with figures «x» is a value that is not there. One called «Thực hiện»
    beside the values says that they are values.
    """
    figures = any(block.facets[i].role == "value" and looks.numbers(i) for i in made.values)
    divided = [i for i in made.values if block.facets[i].part and looks.numbers(i)]
    for index in block.columns:
        heading, facets = block.texts[index], block.facets[index]
        if not heading or facets.period or facets.indicator or facets.area:
            continue
        marks = looks.ticks(index)
        if marks is None or (facets.role and not marks):
            continue
        if figures and marks and facets.role == "value":
            block.facets[index] = NOTHING
            made.values = [i for i in made.values if i != index]
            continue
        said = of_ticked(heading, texts) or of_ticked(block.last[index], texts)
        part = isinstance(said, PartCell) and bool(said.part)
        planned = said == "plan" and (
            made.plans or any(block.facets[i].result for i in made.values)
        )
        if planned:
            continue  # where an aim comes from, beside the aims or their results
        aims = part or said == "plan"
        if not said or (aims and not marks) or (part and divided and marks <= _MISSING):
            continue
        made.ticked[index] = heading, said
        made.why[index] = "cells"
        block.facets[index] = NOTHING
    made.values = [i for i in made.values if i not in made.ticked]
