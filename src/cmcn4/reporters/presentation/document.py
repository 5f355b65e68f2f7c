"""What is shown of a report, in which order and for which areas: decided once for every format.

A format is a total function over `Section`: it says how each looks, and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cmcn4.model.report import Assessment, Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation import changes, gaps, outline
from cmcn4.reporters.presentation.files import file_lines, files_in_words
from cmcn4.reporters.presentation.gaps import MANY, areas_of
from cmcn4.reporters.presentation.opening.counting import counted
from cmcn4.reporters.presentation.opening.sentences import opening
from cmcn4.reporters.presentation.opening.synopsis import synopsis
from cmcn4.reporters.presentation.outline import alike, is_absent
from cmcn4.reporters.presentation.sections import (
    Absent,
    Areas,
    Background,
    ByTarget,
    Changes,
    Expected,
    Files,
    Findings,
    Gaps,
    Horizon,
    Open,
    Results,
    Section,
    Summary,
)
from cmcn4.reporters.presentation.senders import lines as senders
from cmcn4.reporters.presentation.words import Words


def document(
    report: Report, words: Words, style: Style, *, brief: bool = False, opened: bool = True
) -> Iterator[Section]:
    """Yield the sections in their order, each made when it is asked for.

    What is read in passing, in a log or a comment, is brief: it has no background, and only with
    `style.verbosity` all areas in full. What is a synopsis itself is not `opened` by one.
    """
    yield summary(report, words)
    every = brief and style.verbosity > 0
    told: list[Results | ByTarget] = []
    if style.by is None:
        told += _verdicts(report, areas_of(report) if every else shown_in_full(report), words)
    if style.by is None and opened and report.assessments:
        yield opening(report, words)
        yield synopsis(told, words, many=gaps.many_areas(report))
    if len(report.inputs) > 1:
        yield Files(file_lines(report, words), files_in_words(report, words))
    if report.question.expect:
        yield Expected(
            senders.counts(report, words),
            senders.in_short(report, words),
            senders.sender_lines(report, words),
        )
    yield from told
    if style.by is not None:
        yield unmet(report, words, style.by)
    if style.by is None and brief:
        yield from _absent(report, words, every=every)
    else:
        yield from _areas_and_open(report, words, brief=brief)
    if report.findings or not brief:
        yield findings(report, words)
    if report.baseline is not None and style.by is None:
        found = changes.worse_first(report, report.baseline, words)
        yield Changes(changes.title(report, report.baseline, words), found)
    if not brief:
        yield Background(report)


def summary(report: Report, words: Words) -> Summary:
    """Return what is read first: its numbers alone, without going through the assessments."""
    return Summary(
        heading=outline.heading(report, words),
        data=outline.data_line(report, words),
        accepted=not report.summary["errors"],
        targets=outline.targets_line(report, words),
        nothing_judged=outline.why_nothing(report, words) if outline.nothing_judged(report) else "",
    )


def unmet(report: Report, words: Words, by: str) -> Gaps:
    """Return what is not met, grouped by target, area, pack or lead body."""
    several, many = len(areas_of(report)) > 1, gaps.many_areas(report)
    return Gaps(
        by,
        gaps.heading(report, words),
        gaps.tables(report, words, by),
        several,
        many,
        changes.title(report, report.baseline, words) if report.baseline else "",
    )


def findings(report: Report, words: Words) -> Findings:
    """Return the findings with their number."""
    count = len(report.findings)
    key = {0: "none", 1: "one"}.get(count, "many")
    title = words.composed(f"findings.{key}", count=count)
    return Findings(title, outline.worst_first(report.told))


def _verdicts(report: Report, areas: Sequence[str], words: Words) -> Iterator[Results | ByTarget]:
    """Yield the areas shown in full, then all others."""
    in_full = frozenset(areas)
    if in_full:
        shown = tuple(each for each in report.assessments if each.area in in_full)
        with_data = (assessment for assessment in shown if not is_absent(assessment))
        yield Results(tuple(areas), shown, horizons(with_data))
    number = len(areas_of(report)) - len(in_full)
    if number:
        found = counted(report.assessments, words, in_full)
        if found:
            yield ByTarget(found, number)


def _absent(report: Report, words: Words, *, every: bool) -> Iterator[Section]:
    """Yield the titles of all that has no data, or the number of targets without any."""
    tallies = report.counts.tallies
    absent = {tally.chosen.id for tally in tallies if tally.absent}
    known = {tally.chosen.id for tally in tallies if tally.absent < tally.answers.total()}
    number = len(absent - known)
    listed = [each for each in report.assessments if is_absent(each)] if every and absent else []
    if number or listed:
        several = len(areas_of(report)) > 1
        titles = dict.fromkeys(_title(assessment, words, several=several) for assessment in listed)
        yield Absent(number, tuple(titles))


def _title(each: Assessment, words: Words, *, several: bool) -> str:
    target = each.chosen.target
    area = f", {words.area(each.area)}" if several else ""
    return f"{target.title.get(words.lang)} {words.horizon(target)} ({each.chosen.id}{area})"


def _areas_and_open(report: Report, words: Words, *, brief: bool) -> Iterator[Section]:
    if gaps.many_areas(report):
        yield Areas(gaps.matrix(report), gaps.worst_by_area(report))
    found = gaps.open_lines(report)
    if found or not brief:
        absent = [group for group in found if is_absent(group[0])]
        judgeable = [group for group in found if not is_absent(group[0])]
        title = words.say("gaps.open", count=len(found))
        yield Open(title, judgeable, absent, several=len(areas_of(report)) > 1)


def shown_in_full(report: Report) -> list[str]:
    """Return the areas shown in full: all if they are few, else those the documents speak of."""
    areas = areas_of(report)
    meant = {area for one in report.counts.chosen() for area in one.applies_to}
    for found in (areas, [area for area in areas if area in meant]):
        if len(found) < MANY:
            return found
    return []


def horizons(shown: Iterable[Assessment]) -> tuple[Horizon, ...]:
    """Return assessments by horizon, the earliest first, which has fallen due before others."""
    by_day: dict[dt.date, list[Assessment]] = defaultdict(list)
    for assessment in shown:
        by_day[assessment.chosen.target.due_date].append(assessment)
    return tuple(
        Horizon(day, tuple(sorted(alike(found), key=lambda group: group[0].informs)))
        for day, found in sorted(by_day.items())
    )
