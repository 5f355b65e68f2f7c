"""The results in the annex: counts by horizon, then each horizon's targets with their wording."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Answer, Verdict
from cmcn4.reporters.docx.annex import NONE, Annex
from cmcn4.reporters.docx.xml import (
    Band,
    Cell,
    Column,
    Row,
    Table,
    cell,
    run,
    sentence,
    unbroken,
)
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.figures import is_derived
from cmcn4.reporters.presentation.missing import gap_with_unit
from cmcn4.reporters.presentation.outline import contesting, has_pace
from cmcn4.reporters.presentation.pace import in_words
from cmcn4.reporters.presentation.reasons import is_plain
from cmcn4.reporters.presentation.scopes import scopes
from cmcn4.reporters.presentation.sections import Results
from cmcn4.reporters.presentation.verdicts import VERDICTS, by_verdict, is_level
from cmcn4.reporters.presentation.words import Words

_NUMBER = 24
"""Millimetres of a column that holds a count."""
_NARROW = 18
"""The same on paper that stands."""


def definite(each: Assessment) -> bool:
    """Whether there is an answer, by the rule or by a person."""
    return each.decided not in gaps.UNJUDGED


def horizons(shown: Sequence[Assessment]) -> list[dt.date]:
    """Return the days of the horizons, what has fallen due first."""
    due = {assessment.chosen.target.due_date: assessment.due for assessment in shown}
    return sorted(due, key=lambda day: (not due[day], day))


def horizon(annex: Annex, each: Assessment) -> str:
    """Return the name of a target's horizon, and whether it has fallen due."""
    key = "horizon.due" if each.due else "horizon.ahead"
    return annex.say(key, horizon=annex.words.horizon(each.chosen.target))


def counts(annex: Annex, shown: Sequence[Assessment]) -> None:
    """Write how many targets of each horizon have which verdict, of the nation and others apart."""
    rows: list[Row] = []
    counting = [assessment for assessment in shown if not assessment.informs]
    found = scopes(counting, annex.words)
    for name, _, mine in found:
        if len(found) > 1:
            rows.append(Band(name))
        days = horizons(mine)
        for day in days:
            of_day = [each for each in mine if each.chosen.target.due_date == day]
            rows.append([cell(horizon(annex, of_day[0])), *numbers(annex, of_day)])
        if len(days) > 1:
            rows.append([[run(annex.say("total"), "Strong")], *numbers(annex, mine)])
    counted = annex.say("column.cases" if annex.several else "column.count")
    columns = number_columns(annex, annex.column("horizon"), counted)
    annex.table(Table(annex.say("counts"), annex.filled(columns), rows, small=not annex.across))


def number_columns(annex: Annex, first: str, counted: str) -> tuple[Column, ...]:
    """Return a first column and one for each number of `numbers`, of which the first counts all."""
    names = [counted, *(annex.say(f"count.{verdict.value}") for verdict in VERDICTS)]
    if annex.across:
        names.append(annex.column("contested"))
    width = _NUMBER if annex.across else _NARROW
    return Column(first, 0), *(Column(name, width, centred=True) for name in names)


def numbers(annex: Annex, shown: Sequence[Assessment]) -> list[Cell]:
    """Return how many there are and how many of each verdict; where there is room, contested."""
    contested = sum(each.contested and not each.decision for each in shown)
    return number_cells(annex, tuple(by_verdict(shown).values()), contested)


def number_cells(annex: Annex, verdicts: Sequence[int], contested: int) -> list[Cell]:
    """Return the same of numbers that are known."""
    found = [sum(verdicts), *verdicts, *([contested] if annex.across else [])]
    return [cell(str(number or NONE)) for number in found]


def results(annex: Annex, section: Results) -> None:
    """Write a table for each horizon and area of what has an answer."""
    annex.section("section.results")
    annex.in_full = frozenset(section.areas)
    lines = {found.due_date: found.by_area(section.areas) for found in section.horizons}
    for day in horizons(section.shown):
        first = next(check for check in section.shown if check.chosen.target.due_date == day)
        annex.part(annex.say("part.due" if first.due else "part.ahead", year=day.year, day=day))
        definite_lines = [
            [group for group in of_area if definite(group[0])] for of_area in lines.get(day, ())
        ]
        for groups in filter(None, definite_lines):
            _table(annex, groups, groups[0][0].area if len(section.areas) > 1 else "")
        if not any(definite_lines):
            annex.body(annex.say("part.none"))


def _table(annex: Annex, groups: Sequence[gaps.Group], area: str) -> None:
    caption = annex.say("results", then=annex.words.then(groups[0][0].chosen.target))
    if area:
        caption += f" – {annex.words.area(area)}"
    columns = (
        Column(annex.say("column.target"), 0),
        Column(annex.column("wanted"), 20, centred=True),
        Column(annex.column("observed"), 24, centred=True),
        Column(annex.column("verdict"), 27, centred=True),
        Column(annex.column("gap"), 25, centred=True),
        Column(annex.say("column.notes"), 46),
        Column(annex.column("source"), 28),
    )
    annex.itemised(caption, columns, [(group, _row(annex, group)) for group in groups])


def _row(annex: Annex, group: gaps.Group) -> list[Cell]:
    words, first = annex.words, group[0]
    return [
        annex.wording(group),
        unbroken(words.wanted(first)),
        observed(first, words),
        verdict(annex, first),
        unbroken(gap(first, words)),
        cell(*notes(first, words)),
        annex.cite(first),
    ]


def observed(each: Assessment, words: Words) -> Cell:
    """Return the value, and below it the period."""
    if each.interval is None:
        return cell(NONE)
    period = unbroken(f"({words.period(each)})") if each.period else []
    return [*unbroken(words.value(each)), *period]


def verdict(annex: Annex, each: Assessment) -> Cell:
    """Return the verdict that counts; a person's is marked as one."""
    said = run(annex.verdict(each), "Strong")
    return [said, run(annex.say("decided"))] if each.decision and not is_level(each) else [said]


def gap(each: Assessment, words: Words) -> str:
    """Return the gap with its unit, a dash where there is none to tell."""
    met = each.answer is Answer.YES
    return NONE if met or each.gap is None else gap_with_unit(each, words)


def notes(each: Assessment, words: Words) -> Iterator[str]:
    """Yield what a reader has to know beside the numbers, each as a sentence."""
    if each.decision is not None:
        yield _ended(words.decision(each))
    if each.informs:
        yield _ended(words.say("informs"))
    if each.verdict is not Verdict.PASS and not is_plain(each):
        yield _ended(words.reason(each))
    elif words.least(each):
        yield _ended(words.least(each))
    lead = words.lead(each.chosen.target)
    if lead:
        yield _ended(lead)
    status = words.status(each)
    if status:
        yield _ended(words.say("docx.status", status=status))
    if is_derived(each, words.catalogue):
        yield _ended(words.say("cite.derived"))
    if each.progress is not None and has_pace(each):
        yield _ended(in_words(each, words).replace(" · ", "; "))
    opposed = contesting(each, words)
    if opposed:
        yield _ended(words.say("docx.contested", how=opposed.replace(" · ", "; ")))


def _ended(text: str) -> str:
    """Return text as a sentence that ends as one."""
    return sentence(text if text.endswith((".", "!", "?")) else f"{text}.")
