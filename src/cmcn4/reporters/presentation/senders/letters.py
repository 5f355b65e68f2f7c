"""What is written to each sender: its state, its own findings, what it lacks, its own verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from cmcn4.model.expected import Sender
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.gaps import Group
from cmcn4.reporters.presentation.outline import alike
from cmcn4.reporters.presentation.words import Words


class Letter(NamedTuple):
    """One letter."""

    name: str
    """Of its file, without suffix; no other letter of a run has it, in any case of letters."""
    sender: Sender
    results: list[Group]
    """Targets with a verdict for its area, identical checks together, the earliest due first."""


def letters(report: Report, words: Words) -> Iterator[Letter]:
    """Yield a letter for each sender that is known by its area.

    Several bodies report for a country: each of its files has a letter of its own.
    """
    by_area: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in report.assessments:
        if assessment.verdict is not Verdict.NO_DATA:
            by_area[assessment.area].append(assessment)
    for sender in report.senders:
        area = sender.area
        if area is None:
            continue
        apart = len(sender.files) > 1 and words.catalogue.areas[area].kind == "country"
        for number, part in enumerate(_files(sender) if apart else [sender], 1):
            shown = [
                assessment
                for assessment in by_area[area]
                if not apart or {row.sheet.path for row in assessment.evidence} & {*part.files}
            ]
            name = area if number == 1 else f"{area}-{number}"
            yield Letter(name, part, sorted(alike(shown), key=_due))


def _files(sender: Sender) -> Iterator[Sender]:
    """Yield the sender as that of each file alone; what it lacks nobody of them owes alone."""
    for path in sender.files:
        findings = tuple(finding for finding in sender.findings if finding.place.sheet.path == path)
        refused = any(finding.level == "error" for finding in findings)
        yield Sender(
            area=sender.area,
            state="refused" if refused else "read",
            recipient=sender.recipient,
            files=(path,),
            findings=findings,
        )


def _due(group: Group) -> str:
    return group[0].chosen.target.due_date.isoformat()
