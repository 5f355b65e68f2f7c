"""Decisions meet what they are about; one that meets nothing, or another figure, is a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import combinations

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.decision import Decision, pin, target_entry
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Input, Observation
from cmcn4.model.place import Place
from cmcn4.model.report import Assessment
from cmcn4.model.subjects import Subjects


class Decisions:
    """The decisions of a run, which remember whether they were used."""

    def __init__(self, given: Iterable[Decision], as_of: dt.date) -> None:
        """Keep those that still hold on the day asked apart from those that do not.

        Raises UsageError where two contradict each other.
        """
        every = tuple(given)
        self._stale = [decision for decision in every if decision.until and decision.until < as_of]
        self._valid = [decision for decision in every if decision not in self._stale]
        self._used: set[int] = set()
        self._settled: set[int] = set()
        self._changed: dict[int, Assessment] = {}
        for one, other in combinations(self._valid, 2):
            if one.verdict is not other.verdict and _on_the_same(one, other):
                facts = {"key": other.subject, "place": _where(one)}
                raise UsageError(Message("errors.set.contradicts", facts), place=_where(other))

    def on_assessments(self, assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
        """Return the assessments, each that is open with the decision on its figure.

        Raises UsageError for a decision that does not say on which figure it was made.
        """
        own = [decision for decision in self._valid if decision.target]
        for decision in own:
            if decision.on is None:
                raise _unpinned(decision, assessments)
        return tuple(self._assessment(assessment, own) for assessment in assessments)

    def _assessment(self, assessment: Assessment, own: list[Decision]) -> Assessment:
        for decision in own:
            if not _about(decision, assessment):
                continue
            now = pin(assessment)
            if decision.on is None or not decision.on.fits(now):
                self._changed.setdefault(id(decision), assessment)
            elif assessment.open:
                self._used.add(id(decision))
                return replace(assessment, decision=decision)
            else:
                self._settled.add(id(decision))
        return assessment

    def on_findings(
        self, findings: Sequence[Finding], rows: Iterable[Observation], inputs: Iterable[Input]
    ) -> list[Finding]:
        """Return the findings, each accepted one with the decision on it."""
        own = [decision for decision in self._valid if decision.finding]
        codes = {decision.finding for decision in own}
        concerned = [finding for finding in findings if finding.code in codes]
        if not concerned:
            return list(findings)
        subjects = Subjects(concerned, rows)
        hashes = {file.path: file.sha256 for file in inputs}
        return [self._finding(finding, own, subjects, hashes) for finding in findings]

    def _finding(
        self,
        finding: Finding,
        own: list[Decision],
        subjects: Subjects,
        hashes: Mapping[str, str],
    ) -> Finding:
        for decision in own:
            if (
                decision.finding == finding.code
                and _at(decision, finding.place)
                and decision.sha256 in (None, hashes.get(finding.place.sheet.path))
                and subjects.fit(finding, decision)
            ):
                self._used.add(id(decision))
                return replace(finding, decision=decision)
        return finding

    def unused(self) -> Iterator[Finding]:
        """Yield a finding for each decision that is over, on another figure, or on nothing."""
        for decision in self._stale:
            facts = {"subject": decision.subject, "variant": "until", "until": decision.until}
            yield Finding("accept-unused", decision.place, facts)
        for decision in self._valid:
            if id(decision) in self._used:
                continue
            if id(decision) in self._settled:
                facts = {"subject": decision.subject, "variant": "settled"}
                yield Finding("accept-unused", decision.place, facts)
            elif id(decision) in self._changed:
                now = pin(self._changed[id(decision)])
                facts = {"subject": decision.subject, "old": str(decision.on), "value": str(now)}
                yield Finding("accept-changed", decision.place, facts)
            else:
                yield Finding("accept-unused", decision.place, {"subject": decision.subject})


def _about(decision: Decision, assessment: Assessment) -> bool:
    area = decision.area or assessment.area
    return (decision.target, area) == (assessment.chosen.id, assessment.area)


def _at(decision: Decision, place: Place) -> bool:
    """Whether a place is in the files and at the cell that a decision names, if it does."""
    path, wanted = place.sheet.path, decision.path
    if wanted not in (None, path):  # a name may itself look like a glob
        shown = path if "/" in wanted else place.sheet.file
        if not fnmatchcase(shown, wanted):
            return False
    return decision.cell in (None, place.cell, f"{place.sheet.name}!{place.cell}")


def _on_the_same(one: Decision, other: Decision) -> bool:
    if one.target is None or one.target != other.target or one.on is None or other.on is None:
        return False
    areas = {one.area, other.area} - {None}
    return len(areas) < 2 and (one.on.fits(other.on) or other.on.fits(one.on))  # noqa: PLR2004


def _unpinned(decision: Decision, assessments: Sequence[Assessment]) -> UsageError:
    """Return the error for a decision on no figure, with the line that pins it."""
    about = [assessment for assessment in assessments if _about(decision, assessment)]
    about.sort(key=lambda assessment: not assessment.open)
    if not about:
        hint = Message("errors.set.on")
    else:
        lines = target_entry(about[0]).splitlines()
        line = next(text for text in lines if text.startswith("on"))
        hint = Message("errors.example", {"example": line})
    what = Message("errors.set.lacks", {"key": "accept", "name": "on"})
    return UsageError(what, place=_where(decision), hint=hint)


def _where(decision: Decision) -> str:
    return f"{decision.place.sheet.path}:{decision.place.row}"
