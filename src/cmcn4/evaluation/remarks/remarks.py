"""Findings that only show once all data are together, or once a target has used them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.remarks.conflicts import conflicts, superseded
from cmcn4.evaluation.remarks.jumps import jumps
from cmcn4.evaluation.remarks.repeated import repeated
from cmcn4.evaluation.select import ended
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Observation, Place
from cmcn4.model.period import YEARS
from cmcn4.model.report import Assessment, Chosen
from cmcn4.model.rule import single, stated_over
from cmcn4.model.verdict import Reason


def about_data(data: Dataset, catalogue: Catalogue, targets: Iterable[Chosen]) -> Iterator[Finding]:
    """Yield what is remarkable about rows whether or not a target uses them."""
    spans = _spans_asked(targets)
    for series in data.series():
        indicator = catalogue.indicators[series[0].indicator]
        for observation in series:
            if (
                observation.period.kind == YEARS
                and (indicator.id, observation.period.code) not in spans
            ):
                yield Finding(
                    "multi-year-skipped", observation.place, {"period": observation.period}
                )
        yield from _after_succession(series, indicator, catalogue)
        yield from _after_merger(series, catalogue)
        yield from _not_ranked(series, indicator, catalogue)
        if len(series) > 1:
            yield from conflicts(series)
    yield from superseded(data.series())
    yield from jumps(data.series(), catalogue)
    yield from repeated(data.series(), catalogue)


def _after_succession(
    series: list[Observation], indicator: Indicator, catalogue: Catalogue
) -> Iterator[Finding]:
    """Yield rows of a term that another one had replaced by then."""
    end, succession = ended(indicator), indicator.succeeded_by
    if end is None or succession is None:
        return
    facts = {
        "indicator": indicator.names,
        "successor": catalogue.indicators[succession.indicator].names,
        "date": end,
    }
    for observation in series:
        if observation.period.first >= end:
            yield Finding("definition-changed", observation.place, facts)


def _after_merger(series: list[Observation], catalogue: Catalogue) -> Iterator[Finding]:
    """Yield rows of an area that no longer had these borders."""
    area = catalogue.areas[series[0].area]
    if area.valid_to is None:
        return
    end = dt.date.fromisoformat(area.valid_to)
    successor = catalogue.areas[area.merged_into or area.id]
    facts = {
        "area": area.names,
        "successor": successor.names,
        "code": successor.id,
        "date": end + dt.timedelta(days=1),
        "variant": "larger" if successor.names == area.names else None,
    }
    for observation in series:
        if observation.period.last > end:
            yield Finding("area-changed", observation.place, facts)


def _not_ranked(
    series: list[Observation], indicator: Indicator, catalogue: Catalogue
) -> Iterator[Finding]:
    """Yield rows of an area that the publisher did not rank in that edition: one of both errs."""
    if not any(edition.not_ranked for edition in indicator.editions):
        return
    for row in series:
        edition = indicator.edition(row.period.year)
        if edition is not None and row.area in edition.not_ranked:
            facts = {
                "area": catalogue.areas[row.area].names,
                "indicator": indicator.names,
                "period": row.period,
                "value": row.value,
            }
            yield Finding("catalogue-conflict", row.place, facts)


def about_use(assessments: Iterable[Assessment], catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what is remarkable about the rows that decided or would have decided."""
    for assessment in assessments:
        indicator = catalogue.indicators[assessment.indicator]
        if assessment.reason is Reason.TOO_OLD:
            facts = {name: assessment.facts[name] for name in ("period", "max_age", "as_of")}
            for row in assessment.facts["rows"]:
                if not row.assumed:
                    yield Finding("stale-value", row.place, facts)
        if assessment.reason is Reason.OTHER_POPULATION:
            for row in assessment.observed:
                yield Finding("population-differs", row.place, {
                    "indicator": indicator.names,
                    "other": catalogue.indicators[row.indicator].names,
                })  # fmt: skip


def about_rows_used(
    assessments: Iterable[Assessment], catalogue: Catalogue, as_of: dt.date
) -> Iterator[Finding]:
    """Yield rows used that the publisher did not rank itself, or published too late or too soon."""
    for row in _used(assessments):
        until = catalogue.indicators[row.indicator].official_until
        if until is not None and row.period.year > until:
            facts: dict[str, object] = {"period": row.period, "until": str(until)}
            yield Finding("rank-not-official", row.place, facts)
        released = row.origin.released
        if released is not None and released > as_of:
            facts = {"released": released, "as_of": as_of}
            yield Finding("released-later", row.place, facts)
        published = row.origin.published_by
        if published is not None and published < row.period.first:
            facts = {"variant": "released", "released": released, "period": row.period}
            if released is None:
                facts |= {"variant": "source", "found": row.origin.source}
            yield Finding("unit-suspicious", row.place, facts)


def _used(assessments: Iterable[Assessment]) -> Iterator[Observation]:
    """Yield the rows of the data that were used, each once: those of peers are used by each."""
    found: dict[int, Observation] = {}
    for assessment in assessments:
        rows = assessment.evidence
        found.update(zip(map(id, rows), rows, strict=True))
    return (row for row in found.values() if not row.assumed)


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without repetitions at one place, sorted by place."""
    kept: list[Finding] = []
    first: dict[tuple[str, Place], Finding] = {}
    said: dict[tuple[str, Place], set[tuple[str, ...]]] = {}
    for finding in findings:
        where = finding.code, finding.place
        other = first.setdefault(where, finding)
        if other is finding:  # as mostly: what is said need not be put into words
            kept.append(finding)
            continue
        known = said.setdefault(where, {_said(other)})
        if _said(finding) not in known:
            known.add(_said(finding))
            kept.append(finding)
    return sorted(kept, key=_by_place)


def _said(finding: Finding) -> tuple[str, ...]:
    return tuple(map(str, finding.facts.values()))


def _by_place(finding: Finding) -> tuple[str, str, int, int, str]:
    place = finding.place
    return (
        place.sheet.path,
        place.sheet.name or "",
        place.row or 0,
        place.column or 0,
        finding.code,
    )


def _spans_asked(targets: Iterable[Chosen]) -> set[tuple[str, str]]:
    asked = set()
    for chosen in targets:
        target = chosen.target
        for stated in (target.rule, *(reading.rule for reading in target.readings)):
            for rule, indicator in single(stated, target.indicator):
                over = stated_over(rule)
                if over is not None:
                    asked.add((indicator, over))
    return asked
