"""The first table of a run over several files: what state each of them is in, the worst first."""

from __future__ import annotations

from collections import Counter

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.report import Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.words import Words

COLUMNS = ("area", "rows", "errors", "warnings", "missing")
"""What is told of a file beside its name; the texts are `column.<name>`."""
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file and its state."""

    name: str
    """Its path below the folder that all files share."""
    accepted: bool
    cells: tuple[str, ...]
    """Area, rows read, errors, warnings, targets without data; `–` where that cannot be told."""


def file_lines(report: Report, words: Words) -> list[FileLine]:
    """Return a line for each file, if there are several: errors first, then what lacks most."""
    inputs = report.inputs
    if len(inputs) <= 1:
        return []
    shared = _shared([file.path for file in inputs])
    lacking = Counter(
        assessment.area
        for assessment in report.assessments
        if assessment.verdict is Verdict.NO_DATA and not assessment.informs
    )
    judged = {assessment.area for assessment in report.assessments}
    sortable = []
    for file in inputs:
        missing = lacking[file.area] if file.area in judged else None
        cells = (
            words.area(file.area) if file.area else "–",
            str(file.observations),
            str(file.errors),
            str(file.warnings),
            "–" if missing is None else str(missing),
        )
        line = FileLine(file.path.removeprefix(shared), not file.errors, cells)
        sortable.append(((-file.errors, -(missing or 0), -file.warnings, file.path), line))
    return [line for _, line in sorted(sortable, key=lambda pair: pair[0])]


def files_in_words(report: Report, words: Words) -> list[str]:
    """Return what the files are all together, and which provinces have sent none."""
    accepted = sum(not file.errors for file in report.inputs)
    rows = sum(file.observations for file in report.inputs)
    told = [words.say("files.total", count=len(report.inputs), accepted=accepted, rows=rows)]
    absent = [] if report.question.expect else _absent(report)  # who was to send is told by itself
    if absent:
        names = ", ".join(words.area(area) for area in absent)
        told.append(words.say("files.absent", count=len(absent), names=names))
    return told


def _absent(report: Report) -> list[str]:
    """Return the provinces of today without a figure, where most others have some."""
    day = report.as_of.isoformat()
    provinces = [
        area.id
        for area in report.catalogue.areas.values()
        if area.kind == "province" and (area.valid_from or day) <= day <= (area.valid_to or day)
    ]
    seen = {file.area for file in report.inputs} | {
        row.area for assessment in report.assessments for row in assessment.evidence
    }
    absent = [province for province in provinces if province not in seen]
    return absent if len(absent) < _MOST * len(provinces) else []


def _shared(paths: list[str]) -> str:
    """Return the folder that all paths start with, with its `/`; empty when there is none."""
    shared = ""
    for column in zip(*(path.split("/")[:-1] for path in paths), strict=False):
        if len(set(column)) > 1:
            break
        shared += f"{column[0]}/"
    return shared
