"""Assessments, findings and changes as tables to filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cmcn4.model.baseline import Change
from cmcn4.model.finding import Finding
from cmcn4.model.gap import relative_gap, road_left
from cmcn4.model.report import Assessment, Report
from cmcn4.reporters.presentation.changes import plain
from cmcn4.reporters.presentation.figures import SIGNS
from cmcn4.reporters.presentation.sections import Expected
from cmcn4.reporters.presentation.senders import lines
from cmcn4.reporters.presentation.words import Words, place_in_words
from cmcn4.reporters.xlsx.cells import Rough, Share, Value
from cmcn4.reporters.xlsx.gaps import horizon, unit_of
from cmcn4.reporters.xlsx.pages import Column, Page, Row, columns

_ASSESSMENTS = {
    "verdict": 20, "target": 38, "horizon": 11, "area": 15, "wanted": 13, "observed": 16,
    "gap": 12, "unit": 18, "contested": 11, "why": 56, "source": 22, "document": 12,
    "decision": 40, "due": 8, "informs": 10, "code": 13, "id": 46, "sign": 7, "threshold": 11,
    "value": 11, "low": 10, "high": 10, "period": 12, "status": 12, "margin": 10, "relative": 12,
    "road": 13, "pace": 11, "projected": 11, "progress": 19, "evidence": 44,
}  # fmt: skip
_PRINTED = 12
_FINDINGS = {"level": 14, "finding": 22, "file": 30, "sheet": 18, "cell": 8, "count": 9,
             "message": 60, "hint": 50, "decision": 34}  # fmt: skip
_CHANGES = {"worse": 10, "kind": 12, "what": 60, "old": 30, "new": 30}
_STYLES = {"horizon": "whole", "count": "whole", "sign": "centre", "contested": "centre",
           "due": "centre", "informs": "centre", "worse": "centre"}  # fmt: skip


def assessments_page(report: Report, words: Words) -> Page:
    """Return every target of every area, in the order of the report."""
    yes, no = words.say("yes"), words.say("no")

    def rows() -> Iterator[Row]:
        for assessment in report.assessments:
            yield _assessment(assessment, words, yes=yes, no=no)

    return Page(
        name=words.say("xlsx.sheet.assessments"),
        columns=columns(words, _ASSESSMENTS, _STYLES),
        rows=rows,
        count=len(report.assessments),
        table="Assessments",
        printed=_PRINTED,
        coloured="row",
        frozen="C",
    )


def _assessment(each: Assessment, words: Words, *, yes: str, no: str) -> list[Value]:
    """Return the cells of one assessment, in the order of the columns."""
    target, value, progress = each.chosen.target, each.interval, each.progress
    pace = progress.pace if progress else None
    observed, period = words.value(each), words.period(each)
    if each.period and value:
        observed += f" ({period})"
    return [
        f"{words.symbol(each)} {words.verdict(each)}",
        target.title.get(words.lang),
        horizon(target, words),
        words.area(each.area),
        words.wanted(each),
        observed,
        each.gap,
        unit_of(each, words),
        "≠" if each.contested else None,
        words.reason(each),
        words.sources(each) or None,
        each.chosen.pack.name,
        words.decision(each),
        yes if each.due else no,
        yes if each.informs else None,
        each.area,
        each.chosen.id,
        SIGNS[each.comparison] if each.comparison else None,
        each.threshold,
        each.value,
        *(value.ends if value else (None, None)),
        period,
        words.composed(f"status.{each.status}") if each.status else None,
        each.margin,
        _share(relative_gap(each)),
        _share(road_left(each)),
        _rough(pace.pace_needed_from_now if pace else None),
        _rough(pace.projected if pace else None),
        words.composed(f"class.{progress.class_}") if progress else None,
        place_in_words(each.evidence[0].place) if each.evidence else None,
    ]


def _share(value: Decimal | None) -> Share | None:
    return None if value is None else Share(value)


def _rough(value: Decimal | None) -> Rough | None:
    return None if value is None else Rough(value)


def senders_page(section: Expected, words: Words) -> Page:
    """Return who was to send figures, who has to do something first."""

    def rows() -> Iterator[Row]:
        for line in section.lines:
            sign = lines.SIGNS[line.sender.state]
            yield [f"{sign} {line.state}", line.name, line.files, line.detail]

    widths = {"state": 24.0, "sender": 34.0, "files": 36.0, "detail": 90.0}
    titles = {name: words.composed(f"senders.column.{name}").capitalize() for name in widths}
    return Page(
        name=words.say("xlsx.sheet.senders"),
        columns=tuple(Column(titles[name], width, "wrap") for name, width in widths.items()),
        rows=rows,
        count=len(section.lines),
        table="Senders",
        coloured="row",
        frozen="C",
    )


def findings_page(found: Sequence[Finding], words: Words) -> Page:
    """Return the findings, errors first, each with its cell."""
    marks = {"error": "✘", "warning": "?", "note": "·"}

    def rows() -> Iterator[Row]:
        for finding in found:
            place = finding.place
            yield [
                f"{marks[finding.level]} {words.composed(f'level.{finding.level}')}",
                finding.code,
                place.sheet.path,
                place.sheet.name,
                place.cell or (str(place.row) if place.row else None),
                finding.count,
                words.message(finding),
                words.hint(finding),
                words.decision(finding),
            ]

    return Page(
        name=words.say("xlsx.sheet.findings"),
        columns=columns(words, _FINDINGS, _STYLES),
        rows=rows,
        count=len(found),
        table="Findings",
        printed=8,
        coloured="row",
        frozen="C",
    )


def changes_page(found: Sequence[Change], words: Words) -> Page:
    """Return what has changed since the baseline, the worse first."""

    def rows() -> Iterator[Row]:
        for change in found:
            kind = words.composed(f"xlsx.kind.{change.kind}")
            worse = words.say("yes") if change.worse else None
            yield [worse, kind, change.what, plain(change.old, words), plain(change.new, words)]

    return Page(
        name=words.say("xlsx.sheet.changes"),
        columns=columns(words, _CHANGES, _STYLES),
        rows=rows,
        count=len(found),
        table="Changes",
        frozen="A",
    )
