"""Findings, changes, what has no data, and the gap summary's lines, as the page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cmcn4.model.gap import severity
from cmcn4.model.report import Assessment, Report
from cmcn4.reporters.html.card import Link, arrow, documents, link, remarks, tone
from cmcn4.reporters.presentation import changes, gaps
from cmcn4.reporters.presentation.outline import horizon, is_absent, worst_first
from cmcn4.reporters.presentation.words import Words, place_in_words

MOST_FINDINGS = MOST_CHANGES = 400
MOST_GAPS = 1500
MOST_ABSENT = 300
_LEAST = 3
"""Lines that a section always has room for."""


class Problem(NamedTuple):
    """One finding."""

    level: str
    level_name: str
    code: str
    place: str
    times: str
    message: str
    hint: str
    decision: str
    before: str
    """Whether it is new since the baseline; empty without one."""


class Changes(NamedTuple):
    """What is not as it was."""

    title: str
    lines: tuple[tuple[bool, str], ...]
    """Each with whether it is worse."""
    left: int
    """Changes for which there is no room."""


class Absent(NamedTuple):
    """What has no data at all, of one horizon."""

    title: str
    names: tuple[str, ...]
    more: int


class GapLine(NamedTuple):
    """One line of the gap summary."""

    tone: str
    symbol: str
    said: gaps.Cells
    area: str
    notes: tuple[str, ...]
    bar: float | None
    """How much is still to go, in percent of the bar; None where it cannot be told."""
    arrow: str
    evidence: Link | None
    """The source and the cell."""


class GapSection(NamedTuple):
    """Lines under one heading."""

    title: str
    lines: tuple[GapLine, ...]
    left: int


class Open(NamedTuple):
    """What has data but no verdict."""

    tone: str
    symbol: str
    verdict: str
    name: str
    detail: str
    reason: str


def problems(report: Report, words: Words) -> tuple[tuple[Problem, ...], int]:
    """Return the findings, the worst first, and for how many there is no room."""
    known = {id(each): state for each, state in changes.states(report)}
    found = worst_first(report.findings)
    shown = [
        Problem(
            level=each.level,
            level_name=words.composed(f"level.{each.level}"),
            code=each.code,
            place=place_in_words(each.place),
            times=words.say("findings.times", count=each.count) if each.count > 1 else "",
            message=words.message(each),
            hint=words.hint(each),
            decision=words.decision(each),
            before=changes.finding_before(known[id(each)], report, words),
        )
        for each in found[:MOST_FINDINGS]
    ]
    return tuple(shown), max(0, len(found) - MOST_FINDINGS)


def changed(report: Report, words: Words) -> Changes | None:
    """Return what has changed since the baseline, the worse first."""
    if report.baseline is None:
        return None
    told = tuple(changes.lines(report.baseline, words))
    title = changes.title(report, report.baseline, words)
    return Changes(title, told[:MOST_CHANGES], max(0, len(told) - MOST_CHANGES))


def absent(groups: Sequence[gaps.Group], words: Words, *, several: bool) -> tuple[Absent, ...]:
    """Return the names of what has no data at all, horizon by horizon."""
    found: dict[str, list[str]] = {}
    for group in groups:
        area = f" · {words.area(group[0].area)}" if several else ""
        name = f"{group[0].chosen.target.title.get(words.lang)} ({_shorts(group)}{area})"
        found.setdefault(horizon(group[0], words), []).append(name)
    return tuple(
        Absent(title, tuple(names[:MOST_ABSENT]), max(0, len(names) - MOST_ABSENT))
        for title, names in found.items()
    )


def _shorts(group: gaps.Group) -> str:
    packs = (each.chosen.pack for each in group)
    return ", ".join(pack.name for pack in packs)


def gap_sections(report: Report, words: Words, by: str) -> tuple[tuple[GapSection, ...], int]:
    """Return the gap summary and for how many of its sections there is no room.

    Sections are cut so that all together keep to MOST_GAPS lines.
    """
    found = gaps.sections(report, words, by)
    several = len(gaps.areas_of(report)) > 1 and by != "area"
    room = max(_LEAST, MOST_GAPS // max(1, len(found)))
    most = MOST_GAPS // _LEAST
    shown = tuple(
        GapSection(
            each.title,
            tuple(_line(group, words, several=several) for group in each.groups[:room]),
            max(0, len(each.groups) - room),
        )
        for each in found[:most]
    )
    return shown, max(0, len(found) - most)


def _line(group: gaps.Group, words: Words, *, several: bool) -> GapLine:
    first = group[0]
    said = gaps.cells(group, words)
    known, share = severity(first)
    return GapLine(
        tone=tone(first, words),
        symbol=words.symbol(first),
        said=said._replace(document=" · ".join(documents(group))),
        area=said.area if several else "",
        notes=tuple(remarks(first, words)),
        bar=float(min(share, Decimal(1))) * 100 if known else None,
        arrow=arrow(first),
        evidence=_evidence(first, said),
    )


def _evidence(each: Assessment, said: gaps.Cells) -> Link | None:
    text = " · ".join(filter(None, (said.source, said.evidence)))
    own = [row.origin.url for row in each.evidence if row.area == each.area]
    return link(text, own[0] if own else "") if text else None


def open_lines(report: Report, words: Words) -> tuple[tuple[Open, ...], tuple[Absent, ...], int]:
    """Return what has data but no verdict, what has none, and for how many there is no room."""
    found = gaps.open_lines(report)
    several = len(gaps.areas_of(report)) > 1
    told = [group for group in found if not is_absent(group[0])]
    lines = []
    for group in told[:MOST_ABSENT]:
        said = gaps.cells(group, words)
        lines.append(
            Open(
                tone=tone(group[0], words),
                symbol=words.symbol(group[0]),
                verdict=words.verdict(group[0]),
                name=f"{said.target} · {said.area}" if several else said.target,
                detail=f"{said.horizon} · {said.document}",
                reason=words.reason(group[0]),
            )
        )
    nothing = [group for group in found if is_absent(group[0])]
    left = max(0, len(told) - MOST_ABSENT)
    return tuple(lines), absent(nothing, words, several=several), left
