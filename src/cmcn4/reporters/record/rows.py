"""The records of assessments, one by one; what those of one target share is worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from cmcn4.model.decision import Decision, target_entry
from cmcn4.model.identity.figures import codes, observed
from cmcn4.model.identity.fingerprint import of_target
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.pace import Progress
from cmcn4.model.report import Alternative, Assessment, Chosen, Part, Report
from cmcn4.model.rule import is_state
from cmcn4.model.verdict import Reason
from cmcn4.reporters.presentation import target_rows
from cmcn4.reporters.presentation.rules import unit_id
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.assessment import (
    AlternativeRecord,
    AssessmentRecord,
    DecisionRecord,
    FigureRecord,
    PartRecord,
    ProgressRecord,
    VerdictName,
)
from cmcn4.reporters.record.lacking import before, lacking

_OF_TARGET = (
    "target", "title", "indicator", "horizon", "due_date", "lead", "clause", "url", "kind", "rule",
    "reading",
)  # fmt: skip
"""What the record of a verdict repeats of its target's."""


class Shared(NamedTuple):
    """What is told alike of all assessments of a target."""

    chosen: Chosen
    """The target: as long as it is kept no other one has its identity."""
    told: Mapping[str, Any]
    unit: str
    """The id of the unit that its values have, but for those of another population."""


class Rows:
    """What is told of each assessment in one language, without keeping any."""

    def __init__(self, words: Words) -> None:
        """Begin with no target known."""
        self.words = words
        self._targets: dict[int, Shared] = {}  # by identity, which is quick

    def scalars(self, each: Assessment) -> dict[str, Any]:
        """Return what fits the cells of one row of a table: no lists and no records."""
        return {**self.shared(each).told, **self._own_scalars(each)}

    def with_place(self, each: Assessment) -> dict[str, Any]:
        """Return the cells of a row with the place of its first row of evidence."""
        row, first = self.scalars(each), next(iter(each.observed), None)
        row["path"] = row["sheet"] = row["cell"] = None
        if first is not None:
            row["path"], row["sheet"] = first.sheet
            row["cell"] = first.place.cell or ""
        return row

    def record(self, each: Assessment) -> AssessmentRecord:
        """Return all that is told of an assessment."""
        return AssessmentRecord(**self.shared(each).told, **self.own(each))

    def records(self, report: Report) -> Iterator[AssessmentRecord]:
        """Yield what is told of each assessment, in their order."""
        yield from map(self.record, report.assessments)

    def own(self, each: Assessment) -> dict[str, Any]:
        """Return what a record has beside what all of its target share."""
        return {
            **self._own_scalars(each),
            "band": _band(each),
            "fingerprint": fingerprint(each),
            "alternatives": list(map(_alternative, each.alternatives)),
            "progress": progress_record(each.progress),
            "parts": list(map(_part, each.parts)),
            "missing": lacking(self.words, each),
            "before": before(each),
            "decision": decided(each),
            "evidence": list(map(_figure, each.observed)),
            "considered": list(map(_figure, each.considered)),
            "accept": target_entry(each) if each.open and not each.decision else None,
        }

    def shared(self, each: Assessment) -> Shared:
        """Return what is told of the target of an assessment."""
        chosen = each.chosen
        found = self._targets.get(id(chosen))
        if found is None:
            known = target_rows.row(chosen, self.words)
            told = {"pack": chosen.pack.id, **{name: known[name] for name in _OF_TARGET}}
            found = self._targets[id(chosen)] = Shared(chosen, told, known["unit"])
        return found

    def _own_scalars(self, each: Assessment) -> dict[str, Any]:
        words, value, status = self.words, each.interval, each.status
        low, high = value.ends if value else (None, None)
        return {
            "due": each.due,
            "informs": each.informs,
            "area": each.area,
            "area_name": words.country(each.area),
            "comparison": each.comparison,
            "threshold": each.threshold,
            "unit": self._unit(each),
            "value": value.value if value else None,
            "low": low,
            "high": high,
            "period": each.period,
            "assumed": each.assumed,
            "status": status if status != "forecast" else None,
            "source": each.source,
            "gap": each.gap,
            "margin": each.margin,
            "verdict": each.verdict.value,
            "reason_code": each.reason.value,
            "reason": words.reason(each),
            "contested": each.contested,
        }

    def _unit(self, each: Assessment) -> str:
        if each.reason is Reason.OTHER_POPULATION:
            return unit_id(each.chosen.rule, self.words.measured(each))
        return self.shared(each).unit


def fingerprint(each: Assessment) -> str:
    """Return by what an assessment is known again in another run."""
    return of_target(each.chosen.id, each.area)


def decided(each: Assessment) -> DecisionRecord | None:
    """Return a person's decision as it counts: a fail before its horizon is pending."""
    return decision_record(each.decision, each.decided.value)


def decision_record(
    decision: Decision | None, verdict: VerdictName | None
) -> DecisionRecord | None:
    """Return a decision on a target, with its verdict, or on a finding."""
    if decision is None:
        return None
    return DecisionRecord(
        verdict=verdict,
        because=decision.because,
        document=decision.document,
        until=decision.until.isoformat() if decision.until else None,
    )


def _alternative(other: Alternative) -> AlternativeRecord:
    return AlternativeRecord(
        kind=other.kind,
        id=other.id,
        value=other.value,
        threshold=other.threshold,
        verdict=other.verdict.value,
    )


def _band(each: Assessment) -> list[Decimal] | None:
    if each.comparison != "in" or each.against is None:
        return None
    return [each.against.low, each.against.high]


def _part(part: Part) -> PartRecord:
    state = part.rule is not None and is_state(part.rule)
    return PartRecord(
        member=part.member,
        value=part.value,
        comparison=None if state else part.comparison,
        threshold=None if state else part.threshold,
        gap=None if state else part.gap,
        verdict=part.verdict.value,
    )


def progress_record(progress: Progress | None) -> ProgressRecord | None:
    """Return whether the pace is enough, where a target is ahead and has one."""
    if progress is None:
        return None
    pace = progress.pace
    return ProgressRecord(
        method=progress.method,
        class_=pace.class_,
        ratio=pace.ratio,
        pace=pace.pace,
        pace_required=pace.pace_required,
        pace_needed_from_now=pace.pace_needed_from_now,
        projected=pace.projected,
        reached=pace.reached,
        from_=progress.base.period.code if progress.base else None,
        to=progress.latest.period.code,
    )


def _figure(row: Observation) -> FigureRecord:
    sheet, origin = row.sheet, row.origin
    return FigureRecord(
        path=sheet.path,
        sheet=sheet.name,
        row=row.row,
        column=row.column,
        cell=row.place.cell or "",
        source=origin.source or None,
        url=origin.url or None,
        figure=codes(row.indicator, row.breakdown, row.area, row.period.code),
        observed=observed(row.value),
        source_id=origin.source_id,
        stated=origin.stated,
        released=origin.released.isoformat() if origin.released else None,
    )
