"""The synopsis: one line a target with value, demand, last year's value, verdict, pace and lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cmcn4.model.report import Assessment
from cmcn4.model.rule import Threshold
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.gaps import Group
from cmcn4.reporters.presentation.missing import gap_with_unit
from cmcn4.reporters.presentation.opening.counting import counted
from cmcn4.reporters.presentation.outline import has_pace, target_key
from cmcn4.reporters.presentation.pace import ARROWS
from cmcn4.reporters.presentation.sections import (
    ByTarget,
    Counted,
    Demand,
    Line,
    Results,
    Synopsis,
)
from cmcn4.reporters.presentation.words import NATION, Words

NONE = "–"
Numbered = tuple[int, Group]


def synopsis(told: Sequence[Results | ByTarget], words: Words, *, many: bool) -> Synopsis:
    """Return the lines of the areas shown in full; where areas are many, of the nation alone.

    Without it they are told by their numbers, target by target.
    """
    results = next((section for section in told if isinstance(section, Results)), None)
    kept = [each for each in results.shown if not many or each.area == NATION] if results else []
    several = len({assessment.area for assessment in kept}) > 1
    lines: list[Line] = []
    for _, numbered in results.numbered() if results and kept else ():
        mine = [pair for pair in numbered if _is_told(pair[1][0], many=many)]
        lines += [_line(same, words, several=several) for same in _same_figure(mine)]
    absent = sum(each.decided is Verdict.NO_DATA and not each.informs for each in kept)
    form = "one" if absent == 1 else "many"
    return Synopsis(
        lines=tuple(lines),
        counted=() if kept else tuple(_by_numbers(told, words)),
        several=several,
        leads=any(line.lead != NONE for line in lines),
        absent=words.composed(f"opening.absent.{form}", count=absent) if absent else "",
    )


def _by_numbers(told: Sequence[Results | ByTarget], words: Words) -> list[Counted]:
    """Return the targets by numbers of areas, of whichever section has them."""
    for section in told:
        if isinstance(section, ByTarget):
            return section.targets
    shown = (each for section in told if isinstance(section, Results) for each in section.shown)
    return counted(shown, words)


def by_target(shown: Iterable[Assessment]) -> list[Group]:
    """Return the assessments of each target; identical checks of several documents are one."""
    groups: dict[object, list[Assessment]] = defaultdict(list)
    for assessment in shown:
        groups[target_key(assessment)].append(assessment)
    return list(groups.values())


def _is_told(each: Assessment, *, many: bool) -> bool:
    return each.decided is not Verdict.NO_DATA and (not many or each.area == NATION)


def same_figure(each: Assessment) -> object:
    """Return what demands of one indicator have in common where one line serves them all."""
    progress = each.progress.class_ if each.progress else None
    figure = each.indicator, each.interval, each.period
    return figure, each.chosen.target.due_date, each.area, each.verdict, each.contested, progress


def _same_figure(numbered: Iterable[Numbered]) -> list[list[Numbered]]:
    found: dict[object, list[Numbered]] = defaultdict(list)
    for number, group in numbered:
        # What has no value of its own is as its rule says: another rule is another thing.
        own = group[0].interval is None or group[0].decision
        found[number if own else same_figure(group[0])].append((number, group))
    return list(found.values())


def _line(same: list[Numbered], words: Words, *, several: bool) -> Line:
    first = same[0][1][0]
    before, change = _before(first, words)
    leads = dict.fromkeys(
        target.lead.get(words.lang)
        for _, group in same
        for target in (check.chosen.target for check in group)
        if target.lead
    )
    value, of_when = words.value(first), (words.period(first), words.status(first))
    return Line(
        first=first,
        demands=tuple(_demand(number, group, words) for number, group in same),
        title=first.chosen.target.title.get(words.lang),
        area=words.area(first.area) if several else "",
        horizon=words.horizon(first.chosen.target),
        due=first.chosen.target.due_date,
        value=value or NONE,
        period=" · ".join(filter(None, of_when)) if value else "",
        before=before,
        change=change,
        pace=_pace(first, words),
        lead="; ".join(leads) or NONE,
    )


def _demand(number: int, group: Group, words: Words) -> Demand:
    documents = dict.fromkeys(check.chosen.pack.cited for check in group)
    first = group[0]
    gap = gap_with_unit(first, words) if first.gap else NONE
    return Demand(number, words.wanted(first), tuple(documents), gap)


def _pace(each: Assessment, words: Words) -> str:
    """Return the sign and the name of its class of progress."""
    if each.progress is None or not has_pace(each):
        return NONE
    class_ = each.progress.class_
    return f"{ARROWS[class_]} {words.composed(f'class.{class_}')}"


def _before(each: Assessment, words: Words) -> tuple[str, str]:
    """Return the value of the year before with its period, and the change since.

    Only of what is judged as it was observed: a mean or a place among others has no year before.
    """
    points = each.history.points if each.history else ()
    rule = each.chosen.rule
    if len(points) < 2 or not isinstance(rule, Threshold) or points[-1].value != each.interval:  # noqa: PLR2004 - two make a change
        return NONE, NONE
    earlier, latest = points[-2], points[-1]
    value = words.interval(earlier.value) + words.unit(words.measured(each))
    told = f"{value} ({words.when(earlier.period)})"
    old, new = earlier.value.value, latest.value.value
    if old is None or new is None:
        return told, NONE  # of a bound nobody knows by how much it moved
    if old == new:
        return told, words.say("opening.change.none")
    size = gap_with_unit(replace(each, gap=abs(new - old), against=None), words)
    unit = words.catalogue.units[words.catalogue.indicators[each.indicator].unit]
    # A rank that is lower by 3 is three places up: a sign would be read the other way round.
    kind = "rank" if unit.kind == "rank" else "value"
    way = "less" if new < old else "more"
    return told, words.composed(f"opening.change.{kind}.{way}", size=size)
