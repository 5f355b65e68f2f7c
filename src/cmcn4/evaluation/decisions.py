"""Decisions meet what they are about; one that meets nothing, or another figure, is a finding."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import combinations
from typing import TYPE_CHECKING, Any

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.decision import Decision, pin, quoted
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Input, Observation
from cmcn4.model.place import Place
from cmcn4.model.report import Assessment

if TYPE_CHECKING:
    from cmcn4.model.identity.subjects import Subjects

_ByCell = dict[tuple[str | None, str | None], list[tuple[int, Decision]]]
"""Decisions by the code and the cell of the findings they are on, with their places in order."""


class Decisions:
    """The decisions of a run, which remember whether they were used."""

    def __init__(self, given: Iterable[Decision], as_of: dt.date) -> None:
        """Keep those that still hold on the day asked apart from those that do not.

        Raises UsageError where two contradict each other.
        """
        self._stale: list[Decision] = []
        self._valid: list[Decision] = []
        for decision in given:
            over = decision.until is not None and decision.until < as_of
            (self._stale if over else self._valid).append(decision)
        self._on_targets = [decision for decision in self._valid if decision.target]
        self._used: set[int] = set()
        self._settled: set[int] = set()
        self._changed: dict[int, Assessment] = {}
        self._others: dict[int, Finding] = {}
        """What is found now where one was accepted, by the decision on that."""
        self._areas: dict[int, list[str]] = {}
        """Those on whose figures a decision fits that names none."""
        for earlier, later in combinations(self._on_targets, 2):
            if earlier.verdict is not later.verdict and _on_the_same(earlier, later):
                facts = {"key": later.subject, "place": earlier.where}
                raise UsageError(Message("errors.set.contradicts", facts), place=later.where)

    def on_assessments(self, assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
        """Return the assessments, each that is open with the decision on its figure.

        Raises UsageError for a decision that does not say on which figure it was made.
        """
        by_target: dict[str | None, list[Decision]] = defaultdict(list)
        for decision in self._on_targets:
            if decision.on is None:
                raise _unpinned(decision, assessments)
            by_target[decision.target].append(decision)
        if any(not decision.area for decision in self._on_targets):
            self._find_areas(assessments, by_target)
        return tuple(
            self._assessment(assessment, by_target.get(assessment.chosen.id, ()))
            for assessment in assessments
        )

    def _find_areas(
        self, assessments: Sequence[Assessment], by_target: Mapping[str | None, list[Decision]]
    ) -> None:
        for assessment in filter(lambda each: each.open, assessments):
            for decision in by_target.get(assessment.chosen.id, ()):
                if not decision.area and _fits(decision, assessment):
                    self._areas.setdefault(id(decision), []).append(assessment.area)

    def _assessment(self, assessment: Assessment, own: Iterable[Decision]) -> Assessment:
        for decision in own:
            if not _about(decision, assessment):
                continue
            if assessment.assumed:
                # It was made on the figure that this one stands in the place of.
                self._used.add(id(decision))
                continue
            if not _fits(decision, assessment):
                self._changed.setdefault(id(decision), assessment)
            elif assessment.open and len(self._areas.get(id(decision), ())) > 1:
                continue  # nobody knows whose figure it was made on
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
        codes = {decision.finding for decision in self._valid if decision.finding}
        concerned = [finding for finding in findings if finding.code in codes]
        if not concerned:
            return list(findings)
        # Who accepts a thousand findings has a thousand decisions, each on a cell of its own.
        by_cell: _ByCell = defaultdict(list)
        for order, decision in enumerate(self._valid):
            by_cell[decision.finding, decision.cell].append((order, decision))
        from cmcn4.model.identity.subjects import Subjects  # noqa: PLC0415 - few runs have any

        subjects = Subjects(concerned, rows)
        hashes = {file.path: file.sha256 for file in inputs}
        return [self._finding(finding, by_cell, subjects, hashes) for finding in findings]

    def _finding(
        self,
        finding: Finding,
        by_cell: _ByCell,
        subjects: Subjects,
        hashes: Mapping[str, str],
    ) -> Finding:
        place = finding.place
        cells = {None, place.cell, f"{place.sheet.name}!{place.cell}"}
        own = [entry for cell in cells for entry in by_cell.get((finding.code, cell), ())]
        for _, decision in sorted(own):
            if (
                _in_file(decision, place)
                and decision.sha256 in (None, hashes.get(place.sheet.path))
                and subjects.fit(finding, decision)
            ):
                if not _on_the_text(decision, finding):
                    self._others.setdefault(id(decision), finding)
                    continue
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
            areas = self._areas.get(id(decision), ())
            if areas:
                yield Finding("accept-unused", decision.place, _of_several(decision, areas))
            elif id(decision) in self._settled:
                facts = {"subject": decision.subject, "variant": "settled"}
                yield Finding("accept-unused", decision.place, facts)
            elif id(decision) in self._changed:
                now = pin(self._changed[id(decision)])
                facts = {"subject": decision.subject, "old": str(decision.on), "value": str(now)}
                yield Finding("accept-changed", decision.place, facts)
            elif id(decision) in self._others:
                facts = _of_another(decision, self._others[id(decision)])
                yield Finding("accept-changed", decision.place, facts)
            else:
                yield Finding("accept-unused", decision.place, {"subject": decision.subject})


def _about(decision: Decision, assessment: Assessment) -> bool:
    area = decision.area or assessment.area
    return (decision.target, area) == (assessment.chosen.id, assessment.area)


def _fits(decision: Decision, assessment: Assessment) -> bool:
    """Whether a decision was made on the figure that an assessment stands on."""
    return decision.on is not None and decision.on.fits(pin(assessment))


def _on_the_text(decision: Decision, finding: Finding) -> bool:
    """Whether a finding is on the text that a decision was made on, if it is on any.

    Who names a cell means what stood there, and has to say what that was.
    """
    if decision.found is None:
        return not (decision.cell and finding.written)
    return decision.found == finding.written


def _in_file(decision: Decision, place: Place) -> bool:
    """Whether a place is in the files that a decision names, if it does."""
    path, wanted = place.sheet.path, decision.path
    if wanted is None or wanted == path:  # a name may itself look like a glob
        return True
    return fnmatchcase(path if "/" in wanted else place.sheet.file, wanted)


def _on_the_same(one: Decision, other: Decision) -> bool:
    if one.target != other.target or one.on is None or other.on is None:
        return False
    areas = {one.area, other.area} - {None}
    return len(areas) < 2 and (one.on.fits(other.on) or other.on.fits(one.on))  # noqa: PLR2004


def _of_several(decision: Decision, areas: Sequence[str]) -> dict[str, Any]:
    """Return what is told of a decision that does not say whose figure it was made on."""
    return {
        "subject": decision.subject,
        "variant": "areas",
        "areas": areas,
        "example": f"area = {quoted(areas[0])}",
    }


def _of_another(decision: Decision, now: Finding) -> dict[str, Any]:
    """Return what is told of a decision at whose place something else is found than it names."""
    return {
        "subject": decision.subject,
        "variant": "unsaid" if decision.found is None else "finding",
        "old": f"found = {quoted(decision.found or '')}",
        "value": f"found = {quoted(now.written)}",
    }


def _unpinned(decision: Decision, assessments: Sequence[Assessment]) -> UsageError:
    """Return the error for a decision on no figure, with the line that pins it."""
    about = [assessment for assessment in assessments if _about(decision, assessment)]
    hint = Message("errors.set.on")
    if about:
        figure = pin(min(about, key=lambda assessment: not assessment.open))
        hint = Message("errors.example", {"example": f"on = {figure}"})
    what = Message("errors.set.lacks", {"key": "accept", "name": "on"})
    return UsageError(what, place=decision.where, hint=hint)
