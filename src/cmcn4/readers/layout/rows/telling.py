"""Columns whose cells may say by themselves what their row is of."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.asides import Aside, PartCell
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.roles.looks import is_about
from cmcn4.readers.layout.roles.plan import Plan

_GROUPS = frozenset({"nhom", "group", "groups", "nhom doi tuong", "doi tuong"})


class Columns(NamedTuple):
    """Columns whose cells may say by themselves what their row is of."""

    all: Sequence[int]
    flagged: Container[int]
    """Those in which a letter alone is a status: notes, and columns without a name."""
    grouping: Container[int]
    """Those of groups: words that name a part among others name one, too."""
    telling: Container[int]
    """Those with a role, in which a part is what their role makes of it."""
    frequency: int
    """The one that says how often there is a figure."""
    aside: Container[int]
    """Those whose numbers are no results: what a formula without a result would say is none."""
    source: int
    """The one of sources: what is said of figures stands among other words there."""
    heard: Container[int]
    """Those that may say what figures are, in words that are not known."""
    names: Sequence[int]
    """Those of what a figure is of, in which something more may stand behind a name."""
    areas: Container[int]
    """Those of them in which an area stands beside another one."""
    ticks: Container[int]
    """Those without a role in which a mark says what their headings do."""
    ticked: Mapping[int, tuple[str, PartCell | Aside]]
    """Those of marks, with their headings and what these say of the rows that have one."""
    noted: Container[int] = ()
    """Those of notes."""
    unit: int = -1
    """The one of units."""
    indicators: Sequence[int] = ()
    """Those of indicators, with which a label elsewhere is to agree."""
    places: Sequence[int] = ()
    """Those of areas, with which a body among the sources is to agree."""
    status: int = -1
    """The one of statuses."""
    values: Sequence[int] = ()
    """Those of the figures."""
    sender: str = ""
    """Whose all figures are: country, city, province; empty where rows name areas."""


def beside_columns(block: Block, plan: Plan, sender: str = "") -> Columns:
    """Return the columns without a role, the notes, and those of origins, regions and quarters."""
    single, used = plan.single, plan.used
    note = single.get("note", -1)
    told = [single[role] for role in ("source", "url", "released") if role in single]
    told += [*plan.region, *plan.within]
    told += [i for i in block.columns if i not in used and is_about(block.texts[i])]
    free = [i for i in block.columns if i == note or i not in used]
    unnamed = {i for i in free if not block.texts[i]}
    groups = {i for i in free if fold(block.texts[i]) in _GROUPS}
    ignored = {i for i in free if block.facets[i].role == "ignored"}
    aside = {*told, *plan.others, *(ignored - groups)}
    all_ = list(dict.fromkeys((*free, *told)))
    named = (single.get(role, -1) for role in ("unit", "period"))
    names = [*plan.indicator, *plan.area, *plan.breakdown, *(i for i in named if i >= 0)]
    start, end = block.span or (0, len(block.texts))
    heard = {i for i in all_ if start <= i < end} - {single.get("released", -1)}
    unit, source = (single.get(role, -1) for role in ("unit", "source"))
    return Columns(all_, {note, *unnamed}, groups, {*told}, plan.frequency, aside,
                   source, heard, names, {*plan.area[1:]},
                   {*free} - {*plan.others, *ignored}, plan.ticked, {note},
                   unit, plan.indicator, plan.area, single.get("status", -1), plan.values,
                   "" if plan.area else sender)  # fmt: skip
