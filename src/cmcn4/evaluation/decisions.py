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
        self._stale = [one for one in every if one.until and one.until < as_of]
        self._valid = [one for one in every if one not in self._stale]
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
        own = [one for one in self._valid if one.target]
        for decision in own:
            if decision.on is None:
                raise _unpinned(decision, assessments)
        return tuple(self._assessment(one, own) for one in assessments) if own else (*assessments,)

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
        own = [one for one in self._valid if one.finding]
        codes = {one.finding for one in own}
        concerned = [one for one in findings if one.code in codes]
        if not concerned:
            return list(findings)
        subjects = Subjects(concerned, rows)
        hashes = {one.path: one.sha256 for one in inputs}
        return [self._finding(one, own, subjects, hashes) for one in findings]

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
        for one in self._stale:
            facts = {"subject": one.subject, "variant": "until", "until": one.until}
            yield Finding("accept-unused", one.place, facts)
        for one in self._valid:
            if id(one) in self._used:
                continue
            if id(one) in self._settled:
                facts = {"subject": one.subject, "variant": "settled"}
                yield Finding("accept-unused", one.place, facts)
            elif id(one) in self._changed:
                now = pin(self._changed[id(one)])
                facts = {"subject": one.subject, "old": str(one.on), "value": str(now)}
                yield Finding("accept-changed", one.place, facts)
            else:
                yield Finding("accept-unused", one.place, {"subject": one.subject})


def _about(decision: Decision, assessment: Assessment) -> bool:
    area = decision.area or assessment.area
    return (decision.target, area) == (assessment.chosen.id, assessment.area)


def _at(decision: Decision, place: Place) -> bool:
    """Whether a place is in the files and at the cell that a decision names, if it does."""
    path = place.sheet.path
    shown = path if "/" in (decision.path or "") else place.sheet.file
    if decision.path is not None and not fnmatchcase(shown, decision.path):
        return path == decision.path  # a name that is itself a glob
    return decision.cell in (None, place.cell, f"{place.sheet.name}!{place.cell}")


def _on_the_same(one: Decision, other: Decision) -> bool:
    if one.target is None or one.target != other.target or one.on is None or other.on is None:
        return False
    areas = {one.area, other.area} - {None}
    return len(areas) < 2 and (one.on.fits(other.on) or other.on.fits(one.on))  # noqa: PLR2004


def _unpinned(decision: Decision, assessments: Sequence[Assessment]) -> UsageError:
    """Return the error for a decision on no figure, with the line that pins it."""
    about = [one for one in assessments if _about(decision, one)]
    shown = next((one for one in about if one.open), about[0] if about else None)
    if shown is None:
        hint = Message("errors.set.on")
    else:
        line = next(text for text in target_entry(shown).splitlines() if text.startswith("on"))
        hint = Message("errors.example", {"example": line})
    what = Message("errors.set.lacks", {"key": "accept", "name": "on"})
    return UsageError(what, place=_where(decision), hint=hint)


def _where(decision: Decision) -> str:
    return f"{decision.place.sheet.path}:{decision.place.row}"
