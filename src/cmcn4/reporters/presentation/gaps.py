"""The gap summary that every format shows: what is not met, worst first, and what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from cmcn4.locale.numbers import number
from cmcn4.model.gap import relative_gap, road_left, severity
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Report
from cmcn4.model.rule import Average
from cmcn4.model.verdict import Reason, Verdict
from cmcn4.reporters.presentation import changes, outline
from cmcn4.reporters.presentation.figures import number_short, signed
from cmcn4.reporters.presentation.missing import UNMET, gap_with_unit, missing
from cmcn4.reporters.presentation.outline import alike, target_key
from cmcn4.reporters.presentation.scopes import areas_of, many_areas
from cmcn4.reporters.presentation.words import Words, place_in_words

UNJUDGED = (Verdict.REVIEW, Verdict.NO_DATA)

Group = list[Assessment]
"""Identical checks of several documents: one line."""


class GapTable(NamedTuple):
    """Gaps under one heading, the worst first."""

    title: str
    """Empty when there is one section only."""
    groups: tuple[Group, ...]


class Cells(NamedTuple):
    """What is said of one gap, in the order of the columns; empty where there is nothing."""

    verdict: str
    target: str
    horizon: str
    area: str
    wanted: str
    observed: str
    gap: str
    missing: str
    """What makes up the gap, where that says more than the gap itself."""
    before: str
    """The gap in the run compared with, or its verdict where it had none."""
    change: str
    """By how much the gap is larger; negative where it became smaller."""
    relative: str
    road: str
    pace: str
    progress: str
    contested: str
    source: str
    evidence: str
    document: str
    lead: str

    @property
    def answering(self) -> str:
        """The document, and who answers for the target where it says so."""
        return " · ".join(filter(None, (self.document, self.lead)))


class Matrix(NamedTuple):
    """Areas by targets; a cell is missing where a target does not apply to an area."""

    areas: tuple[str, ...]
    """The areas, those with the worst gaps first."""
    targets: tuple[Group, ...]
    """The columns: identical checks of several documents are one."""
    cells: dict[tuple[str, int], Assessment]
    """By area and number of the column."""

    def row(self, area: str) -> list[Assessment | None]:
        """Return the cells of one area, None where a target does not apply to it."""
        return [self.cells.get((area, place)) for place in range(len(self.targets))]


def unmet(report: Report) -> list[Assessment]:
    """Return what is not met, the worst first, else in the order of the report."""
    found = [assessment for assessment in report.assessments if assessment.decided in UNMET]
    return worst_gaps_first(found)


def unjudged(report: Report) -> list[Assessment]:
    """Return what could not be judged: what a person may decide before what has no data."""
    found = [assessment for assessment in report.assessments if assessment.decided in UNJUDGED]
    return sorted(found, key=lambda each: UNJUDGED.index(each.decided))


def worst_gaps_first(found: Iterable[Assessment]) -> list[Assessment]:
    """Return assessments by how far they have to go; what has fallen due first among equals."""
    return sorted(found, key=lambda each: (severity(each), each.due), reverse=True)


def tables(report: Report, words: Words, by: str) -> list[GapTable]:
    """Return the gaps by target, area, pack or lead body; a table stands where its worst gap does.

    By target, few areas share one list.
    """
    found: dict[object, Group] = defaultdict(list)
    one_list = by == "target" and not many_areas(report)
    for assessment in unmet(report):
        found["" if one_list else _key(assessment, by)].append(assessment)
    groups = [*found.values()]
    if by == "lead":  # what nobody answers for comes last
        groups.sort(key=lambda group: group[0].chosen.target.lead is None)
    return [
        GapTable(
            _title(group[0], words, by) if len(found) > 1 else "",
            tuple([check] for check in group) if by == "pack" else tuple(lines_of(group)),
        )
        for group in groups
    ]


def _key(each: Assessment, by: str) -> object:
    match by:
        case "target":
            return target_key(each)
        case "area":
            return each.area
        case "pack":
            return each.chosen.pack.id
        case "lead":
            return each.chosen.target.lead
        case _:
            return ""


def _title(each: Assessment, words: Words, by: str) -> str:
    match by:
        case "area":
            return words.area(each.area)
        case "pack":
            pack = each.chosen.pack
            return pack.document.number or pack.document.title.get(words.lang)
        case "lead":
            lead = each.chosen.target.lead
            return lead.get(words.lang) if lead else words.say("gaps.lead.none")
        case _:
            return words.title(each.chosen.target)


def lines_of(group: Group) -> list[Group]:
    """Return a group's lines, alike checks of several packs as one, in the order given."""
    place = {id(each): number for number, each in enumerate(group)}
    return sorted(alike(group), key=lambda same: place[id(same[0])])


def open_lines(report: Report) -> list[Group]:
    """Return what could not be judged, alike checks of several packs as one."""
    return lines_of(unjudged(report))


def cells(group: Group, words: Words) -> Cells:
    """Return what the columns say of one gap."""
    first = group[0]
    observed, wanted, _, document = outline.cells(group, words)
    gap, said = gap_with_unit(first, words), missing(first, words)
    return Cells(
        verdict=f"{words.symbol(first)} {words.verdict(first)}",
        target=first.chosen.target.title.get(words.lang),
        horizon=words.horizon(first.chosen.target),
        area=words.area(first.area),
        wanted=wanted,
        observed=observed,
        gap=gap,
        missing=said if said != gap else "",
        before=changes.gap_before(first, words),
        change=changes.gap_change(first, words),
        relative=share(relative_gap(first), words.lang),
        road=share(road_left(first), words.lang),
        pace=pace_needed(first, words),
        progress=words.composed(f"class.{first.progress.class_}") if first.progress else "",
        contested="≠" if first.contested else "",
        source=words.sources(first),
        evidence=place_in_words(first.evidence[0].place) if first.evidence else "",
        document=document,
        lead=words.lead(first.chosen.target),
    )


def says_reason(each: Assessment, said: Cells) -> bool:
    """Whether what is missing says all that the reason says."""
    told = (Reason.SHORT_OF_THRESHOLD, Reason.YEARS_AHEAD)
    return bool(said.missing) and each.reason in told and not each.facts.get("least_of")


def pace_needed(each: Assessment, words: Words) -> str:
    """Return what it takes a year to be in time: a change with its sign, of a mean the mean."""
    if isinstance(each.chosen.rule, Average):
        return number_short(each.needed, words.lang) if each.needed is not None else ""
    return signed(each.needed, words.lang) if each.needed is not None else ""


def share(value: Decimal | None, lang: str) -> str:
    """Return a share in percent: no decimals, but never 0 % of something."""
    if value is None:
        return ""
    percent = value * 100
    if 0 < percent < 1:
        return "< 1%"
    return f"{number(percent, lang, 0)}%"


def heading(report: Report, words: Words) -> str:
    """Return how many are not met; what is only a level to compare with is counted apart."""
    groups = alike(unmet(report))
    demanded = [group for group in groups if not group[0].informs]
    areas = {group[0].area for group in demanded}
    found = len(demanded)
    if not found:
        said = words.say("gaps.title.none")
    elif len(areas) > 1:
        said = words.say("gaps.title.areas", count=found, areas=len(areas))
    else:
        said = words.say("gaps.title.one" if found == 1 else "gaps.title.many", count=found)
    levels = len(groups) - found
    if levels:
        said += f" · {words.say('gaps.title.levels', count=levels)}"
    far = {group[0].area for group in groups}
    if len(far) == 1 and len(areas_of(report)) > 1:
        # Said once, not in every line.
        said += f" · {words.area(far.pop())}"
    return said


def matrix(report: Report) -> Matrix:
    """Return areas by targets with the whole of what was judged."""
    columns: dict[object, Group] = defaultdict(list)
    table: dict[tuple[str, object], Assessment] = {}
    for assessment in report.assessments:
        key = target_key(assessment)
        if not any(check.chosen is assessment.chosen for check in columns[key]):
            columns[key].append(assessment)
        table.setdefault((assessment.area, key), assessment)
    # A target for which no area has data would be an empty column.
    known = {key for (_, key), each in table.items() if not outline.is_absent(each)}
    keys = [key for key in columns if key in known]
    keys.sort(key=lambda key: columns[key][0].chosen.target.due_date)
    order = dict.fromkeys(assessment.area for assessment in unmet(report))
    areas = (*order, *(area for area in areas_of(report) if area not in order))
    numbered = {
        (area, place): table[area, key]
        for area in areas
        for place, key in enumerate(keys)
        if (area, key) in table
    }
    return Matrix(areas, tuple(columns[key] for key in keys), numbered)


def worst_by_area(report: Report) -> dict[str, list[Group]]:
    """Return the lines of each area's gaps, the area with the worst of all first."""
    found: dict[str, Group] = defaultdict(list)
    for assessment in unmet(report):
        found[assessment.area].append(assessment)
    return {area: lines_of(group) for area, group in found.items()}
