"""Roles: what each column of a table holds, and what the table lacks to be read.

A column is what its name says where its cells can be that, else what its cells say.
"""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.text import fold
from cmcn4.model.vocabulary import unit_key
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.bodies import NATION
from cmcn4.readers.layout.headings.columns import is_publishers
from cmcn4.readers.layout.headings.facets import NOTHING
from cmcn4.readers.layout.headings.places import below_province
from cmcn4.readers.layout.roles.aims import aims
from cmcn4.readers.layout.roles.derived import derived
from cmcn4.readers.layout.roles.dimensions import dimensions
from cmcn4.readers.layout.roles.headed import planned
from cmcn4.readers.layout.roles.looks import Looks, kind_of_words
from cmcn4.readers.layout.roles.measures import bare_shares, is_other_measure, shares
from cmcn4.readers.layout.roles.offices import stands_behind
from cmcn4.readers.layout.roles.plan import Fault, Plan, is_counter
from cmcn4.readers.layout.roles.seeming import as_cells_say, within_years
from cmcn4.readers.layout.roles.traits import is_publisher
from cmcn4.readers.layout.roles.wrong import ambiguous, continued, wrong
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import Context
from cmcn4.words import listed

_SINGLE = (
    *("period", "subperiod", "unit", "status", "multiplier", "action"),
    *("source", "url", "released", "note"),
)


def plan(
    block: Block, body: Sequence[Row], said: Around, context: Context, area: str = ""
) -> Plan | Fault:
    """Return the plan of a table; a problem when a part is missing or could be two things.

    `area` is the one whose table it is, if anything around it says so.
    """
    facets, looks = block.facets, Looks(body, context)
    made = Plan(values=list(block.values))
    as_cells_say(made, block, looks, context, area)
    _by_words_for_values(made, block, looks, said)
    within_years(block, looks)
    for role in _SINGLE:
        columns = block.all(role)
        if columns:
            made.single[role] = columns[0]
            same = len(columns) > 1 and facets[columns[0]].code == facets[columns[1]].code
            if same and role in {"period", "unit", "status"}:
                return ambiguous(role, block, columns)
    made.indicator, made.area = block.all("indicator"), block.all("area")
    # What a commune, a ward or a district has is not what the area has that it lies in.
    made.area += [i for i in block.all("place") if looks.texts(i) and not looks.numbers(i)]
    made.area = [i for i in made.area if not stands_behind(block, looks, i, area=area)]
    made.breakdown, made.within = block.all("breakdown"), block.all("subperiod")
    made.dates = block.all("period")[1:]
    made.plans = [i for i, f in enumerate(facets) if f.plan]
    _names_under_targets(made, looks)
    aims(made, block, looks, said)
    either = shares(made, block, (looks, said, context))
    if either:
        return ambiguous("value", block, either)
    derived(made, block, body)
    _undecided(made, block, looks, context)
    _periods(made, block, looks)
    _labels(made, block, looks, said)
    if area in ("", NATION) and said.indicator:
        _divided(made, looks)
    dimensions(made, block, looks)
    clash = _by_cells(made, block, looks)
    if clash is not None:
        return clash
    _regions(made, block, looks)
    planned(made, block, said)
    _unread(made, block, (looks, said, context))
    if said.filed and is_publisher(block, made, body, context):
        said.filed = ""  # it may be the year in which it was fetched
    return wrong(made, block, said, looks, context) or continued(made, body, context) or made


def _by_words_for_values(made: Plan, block: Block, looks: Looks, said: Around) -> None:
    """Take columns called «kết quả thực hiện» beside dated ones for values of the table's period.

    Without dated columns a column called by its unit alone, or by a word for the value, is it.
    """
    facets = block.facets
    worded = [
        i
        for i, f in enumerate(facets)
        if (f.result or f.status) and not (f.axis or f.role or f.plan) and looks.numbers(i)
    ]
    if not made.values:
        made.values = worded or [
            i for i, f in enumerate(facets) if f.unit and f.known and not f.role and not f.plan
        ]
    elif block.axis and "period" not in {f.role for f in facets} and len(said.periods) == 1:
        worded += bare_shares(made, block, looks)
        taken = [p.period.code for i in made.values if (p := facets[i].period)]
        if said.periods[0] not in taken and len(worded) == 1:
            made.values = sorted({*made.values, *worded})


def _names_under_targets(made: Plan, looks: Looks) -> None:
    """Take «Mục tiêu» above names for the names, «Chỉ tiêu» above numbers for targets."""
    if not made.indicator:
        named = [i for i in made.plans if looks.texts(i) and not looks.numbers(i)]
        named = [i for i in named if looks.ours(i)] or named[:1]
        made.indicator = named[:1]
        made.why |= dict.fromkeys(made.indicator, "cells")
        made.plans = [i for i in made.plans if i not in made.indicator]
    elif len(made.indicator) > 1:
        figures = [i for i in made.indicator if looks.numbers(i) and not looks.texts(i)]
        named = [i for i in made.indicator if looks.ours(i)]
        kinds = [i for i in made.indicator if named and i not in named and looks.goals(i)]
        if len(figures) + len(kinds) < len(made.indicator):
            made.indicator = [i for i in made.indicator if i not in (*figures, *kinds)]
            made.plans += figures


def _undecided(made: Plan, block: Block, looks: Looks, context: Context) -> None:
    """Decide what columns called «đơn vị» hold: units of measure, or reporting units."""
    for index in block.all("undecided"):
        units = looks.hits(index, lambda t: unit_key(t) in context.vocabulary.units)
        areas = looks.areas(index) + looks.hits(index, lambda t: below_province(t, context.areas))
        if ("unit" in made.single or areas > units) and not made.area:
            made.area.append(index)
        else:
            made.single.setdefault("unit", index)


def _periods(made: Plan, block: Block, looks: Looks) -> None:
    """Take a nameless column of nothing but periods for that of the periods."""
    if "period" in made.single or all(block.facets[i].period for i in made.values):
        return
    for index in block.columns:
        if index >= min(made.values, default=0):
            break
        dated, cells = looks.periods(index), len(looks.cells(index))
        if block.facets[index] == NOTHING and dated > 1 and dated >= cells - 2:
            made.single["period"] = index
            made.why[index] = "cells"
            return


def _labels(made: Plan, block: Block, looks: Looks, said: Around) -> None:
    """Decide by their cells what the columns of text without a name of ours hold."""
    first = min(made.values, default=0)
    by_columns = any(block.facets[i].indicator for i in made.values)
    used = made.used
    free = [i for i in block.columns if i < first and i not in used]
    free = [i for i in free if _is_nameless(block, looks, i)]
    names = [i for i in made.indicator if not block.facets[i].code]
    if made.indicator and not by_columns:
        inner = [
            i
            for i in free
            if (i - 1 in (*names, *free) and not block.texts[i])
            or (i > 0 and block.texts[i] == block.texts[i - 1])
        ]
        if names and inner:
            made.indicator, made.indented = [*names, *inner], True
        return
    areas = [i for i in free if looks.areas(i)]
    if not by_columns:
        ours = [i for i in free if looks.ours(i)]
        if ours:
            # A column of areas in groups has names of ours among the areas.
            between = set(range(min(ours) - 1, max(ours) + 1)) - set(areas)
            made.indicator = [i for i in free if i in ours or i in between]
            areas = [i for i in areas if i not in ours]
            made.indented = len(made.indicator) > 1
            made.why |= dict.fromkeys(made.indicator, "cells")
            free = [i for i in free if i not in made.indicator]
    if not made.area and areas:
        made.area = areas[:1]
        made.why[areas[0]] = "cells"
    elif not made.area and not made.indicator and not by_columns and said.indicator:
        parts = [i for i in free[-1:] if i not in made.breakdown]
        made.breakdown += parts
        made.why |= dict.fromkeys(parts, "cells")


def _divided(made: Plan, looks: Looks) -> None:
    """Take a column without a name of the nation and its parts for that of the parts."""
    if made.area and made.why.get(made.area[0]) == "cells" and looks.divides_nation(made.area[0]):
        made.breakdown, made.area = [*made.breakdown, *made.area], []


def _is_nameless(block: Block, looks: Looks, index: int) -> bool:
    """Whether a column of words has no name that says what they are."""
    facets = block.facets[index]
    nameless = facets == NOTHING or (facets.neutral and not facets.role)
    return nameless and bool(looks.texts(index))


def _by_cells(made: Plan, block: Block, looks: Looks) -> Fault | None:
    """Give the columns of text that are still nothing the role that all of their cells have."""
    used, first = made.used, min(made.values, default=0)
    for index in block.columns:
        facets = block.facets[index]
        if facets.role == "note" and "status" not in made.single and looks.role(index) == "status":
            made.single["status"] = index
            made.why[index] = "cells"
        text = block.texts[index]
        groups = facets.role == "ignored" and not (is_publishers(text) or is_counter(text))
        divides = groups and looks.divides(index)
        named = facets.known and not facets.neutral and not divides
        if index in used or named or facets.cumulated or looks.is_about(index, text):
            continue
        role = divides or (looks.role(index) if block.texts[index] or index < first else None)
        if role == "unit" and made.area and looks.topics(index):
            continue
        if role == "area" and (
            looks.ministries(index) or (made.area and not looks.all_areas(index))
        ):
            continue
        if role in ("breakdown", "area"):
            getattr(made, role).append(index)
        elif role is not None and role not in made.single:
            made.single[role] = index
        elif looks.mixed(index) and role is None and not made.area:
            what = problem("column-ambiguous", variant="cells",
                           columns=(found(block.texts[index]),),
                           found=tuple(map(found, list(looks.texts(index))[:3])))  # fmt: skip
            return Fault(what, index)
        else:
            continue
        made.why[index] = "cells"
    return None


def _regions(made: Plan, block: Block, looks: Looks) -> None:
    """Tell columns of parts from those of numbers, and from those that say where an area lies."""
    coded = made.dimensions
    made.breakdown = [
        i for i in made.breakdown if looks.texts(i) or not looks.numbers(i) or i in coded
    ]
    made.breakdown = [i for i in made.breakdown if not looks.topics(i)]
    if not made.area:
        return
    made.region = [i for i in made.breakdown if fold(block.texts[i]) in listed("region-columns")]
    made.breakdown = [i for i in made.breakdown if i not in made.region]


def _unread(made: Plan, block: Block, of: tuple[Looks, Around, Context]) -> None:
    """Note the columns with a name, or numbers, that nothing was made of."""
    looks = of[0]
    used, first = made.used, min((*made.indicator, *made.area, *made.values), default=0)
    for index in block.own:
        facets = block.facets[index]
        told = index in used or index in made.changes
        if told or facets.role in ("ignored", "indicator", "area", *_SINGLE):
            continue
        if not block.texts[index] and index < first:
            continue  # a running number or an indent before the names
        if facets.cumulated:
            made.unread[index] = "cumulated"
            continue
        if facets.change or is_other_measure(made, block, index, of):
            made.changes.append(index)
            continue
        quiet = "" if looks.ours(index) else kind_of_words(block.texts[index])
        of_part = facets.role in ("breakdown", "place")  # «Mã giới tính» of 2
        if (quiet == "codes" and not of_part) or looks.topics(index):
            continue
        if looks.numbers(index):
            made.unread[index] = "heading"
        elif looks.texts(index) and block.texts[index] and not quiet:
            made.unread[index] = "cells"
