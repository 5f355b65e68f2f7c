"""Decisions meet what they are about; one that meets nothing is itself a finding."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cmcn4.model.decision import Decision
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period
from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Verdict


class Decisions:
    """The decisions of a run, which remember whether they were used."""

    def __init__(self, given: Iterable[Decision], as_of: dt.date) -> None:
        """Keep those that still hold on the day asked apart from those that do not."""
        every = tuple(given)
        self._stale = [decision for decision in every if decision.until and decision.until < as_of]
        self._valid = [decision for decision in every if decision not in self._stale]
        self._used: set[int] = set()
        self._settled: set[int] = set()

    def on_assessments(self, assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
        """Return the assessments, each that is open with the first decision on it."""
        own = [decision for decision in self._valid if decision.target]
        if not own:
            return tuple(assessments)
        return tuple(self._assessment(assessment, own) for assessment in assessments)

    def _assessment(self, each: Assessment, own: list[Decision]) -> Assessment:
        for decision in own:
            about = (decision.target, decision.area or each.area, decision.period or each.period)
            if about != (each.chosen.id, each.area, each.period):
                continue
            if each.verdict is Verdict.REVIEW or each.contested:
                self._used.add(id(decision))
                return replace(each, decision=decision)
            self._settled.add(id(decision))
        return each

    def on_findings(
        self, findings: Sequence[Finding], rows: Iterable[Observation]
    ) -> list[Finding]:
        """Return the findings, each accepted one with the decision on it."""
        own = [decision for decision in self._valid if decision.finding]
        if not own:
            return list(findings)
        rows_of = _Rows(rows if any(decision.area or decision.period for decision in own) else ())
        return [self._finding(finding, own, rows_of) for finding in findings]

    def _finding(self, each: Finding, own: list[Decision], rows: _Rows) -> Finding:
        for decision in own:
            if decision.finding == each.code and rows.fit(each, decision):
                self._used.add(id(decision))
                return replace(each, decision=decision)
        return each

    def unused(self) -> Iterator[Finding]:
        """Yield a finding for each decision that is over or decides nothing."""
        for decision in self._stale:
            facts = {"subject": decision.subject, "variant": "until", "until": decision.until}
            yield Finding("accept-unused", decision.place, facts)
        for decision in self._valid:
            if id(decision) not in self._used:
                facts = {"subject": decision.subject}
                if id(decision) in self._settled:
                    facts["variant"] = "settled"
                yield Finding("accept-unused", decision.place, facts)


class _Rows:
    """The observations by row, to tell of which area and period a finding speaks."""

    def __init__(self, rows: Iterable[Observation]) -> None:
        self._rows: dict[object, list[Observation]] = defaultdict(list)
        for row in rows:
            self._rows[row.sheet, row.row].append(row)

    def fit(self, finding: Finding, decision: Decision) -> bool:
        """Whether a finding is of the area and period that a decision names, if it does."""
        if decision.area is None and decision.period is None:
            return True
        place = finding.place
        row = self._rows.get((place.sheet, place.row), [])
        exact = [observation for observation in row if observation.column == place.column]
        when = finding.facts.get("period")
        return any(
            decision.area in (None, observation.area)
            and decision.period
            in (None, when.code if isinstance(when, Period) else observation.period.code)
            for observation in exact or row
        )
