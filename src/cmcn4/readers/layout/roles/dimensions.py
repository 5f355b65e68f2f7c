"""SDMX-CSV: what its columns say of a figure whatever they are called: parts, steps, details.

See the SDMX-CSV field guide: a figure is of the total only where all of its dimensions say so.
"""

from __future__ import annotations

from collections.abc import Mapping

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import MINUS
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.columns import meaning
from cmcn4.readers.layout.headings.facets import NOTHING
from cmcn4.readers.layout.roles.looks import Looks
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.words import listed

STRUCTURES = frozenset({"structure", "structure id", "dataflow"})
"""Names of columns, folded, of which SDMX-CSV has one."""
_VALUE = "obs value"
_NAMES = "structure name"
"""The column of SDMX-CSV 2 that says that each column of codes has one of names behind it."""
_NAMED = Pattern(r"[A-Z][A-Z0-9_]*|[a-z][a-z0-9_]*")
_ID = Pattern(r"[A-Z][A-Z0-9_]*")
_CODE = Pattern(r"[A-Za-z0-9_$@+-]{1,60}")
_SIGNS = frozenset({"dấu", "sign"})
_LABELS = (" label", " name", " desc", " description")


def _beside_ordinary_names(made: Plan, block: Block, looks: Looks) -> None:
    """Note columns of steps and of signs that may make other figures of those beside them.

    «FREQ» of Q makes the figure of a year one of a quarter, «Dấu» of - one below zero.
    """
    if any(known.publisher for text in block.texts if text and (known := meaning(text))):
        return
    for index in block.own:
        name = block.texts[index]
        steps = fold(name) in ("freq", "frequency") and looks.hits(
            index, lambda text: fold(text) in listed("frequencies")
        )
        if steps or (name.casefold() in _SIGNS and looks.holds(index, MINUS)):
            made.unread[index] = "cells"


def dimensions(made: Plan, block: Block, looks: Looks) -> None:
    """Take the columns of codes that nothing was made of for those of parts."""
    named = {fold(block.texts[index]): index for index in block.columns}
    if _VALUE not in named and STRUCTURES.isdisjoint(named):
        _beside_ordinary_names(made, block, looks)
        return
    made.frequency = named.get("freq", named.get("frequency", -1))
    detail = named.get("time detail")
    if detail is not None and "period" in made.single and looks.periods(detail):
        made.dates.append(detail)
    used, labels = made.used, _labels(block, named)
    for index in block.columns:
        name, key = block.texts[index], fold(block.texts[index])
        free = block.facets[index] == NOTHING and meaning(name) is None and index not in used
        free = free or index in made.breakdown
        named_so = free and index not in labels and _NAMED.fullmatch(name)
        if named_so and all(map(_CODE.fullmatch, looks.cells(index))):
            made.dimensions[index] = key
    parts = (*made.breakdown, *made.dimensions)
    made.breakdown = [index for index in dict.fromkeys(parts) if index not in labels]
    single = (made.single.get(role, -1) for role in ("unit", "multiplier"))
    coded = {*made.breakdown, *single, made.frequency}
    made.labels = {at: code for at, code in labels.items() if code in coded}


def _labels(block: Block, named: Mapping[str, int]) -> dict[int, int]:
    """Return the columns of labels with those of their codes: «SEX_LABEL», «Sex» behind «SEX»."""
    labels = {}
    for index in block.columns:
        name = block.texts[index]
        key = fold(name)
        ends = (key.removesuffix(end) for end in _LABELS if key.endswith(end))
        code = next((named[each] for each in ends if each in named), None)
        before = block.texts[index - 1] if index else ""
        if code is None and _ID.fullmatch(before) and not _ID.fullmatch(name):
            own, other = meaning(before), meaning(name)
            alike = own is not None and other is not None and own.role == other.role
            alike = alike or key == fold(before) or _NAMES in named
            code = index - 1 if alike else None
        if code is not None and code != index:
            labels[index] = code
    return labels
