"""What is written to each sender: its state, its own findings, what it lacks, its own verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cmcn4.model.expected import Sender
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.gaps import Group
from cmcn4.reporters.presentation.outline import alike
from cmcn4.reporters.presentation.words import Words

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{name}{digit}" for name in ("com", "lpt") for digit in range(10)}
)
"""Names that no file of Windows may have, whatever its suffix.

https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
"""


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
    taken = set(_RESERVED)
    by_area: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in report.assessments:
        if assessment.verdict is not Verdict.NO_DATA:
            by_area[assessment.area].append(assessment)
    for sender in report.senders:
        area = sender.area
        if area is None:
            continue
        apart = len(sender.files) > 1 and words.catalogue.areas[area].kind == "country"
        for part in _files(sender) if apart else [sender]:
            shown = [
                assessment
                for assessment in by_area[area]
                if not apart or {row.sheet.path for row in assessment.evidence} & {*part.files}
            ]
            yield Letter(_free(area, taken), part, sorted(alike(shown), key=_due))


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other letter has, and take it: `VN`, `VN-2`."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free.casefold())
    return free


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
