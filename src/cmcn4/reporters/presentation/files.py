"""The first table of a run over several files: what state each of them is in, the worst first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

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
    shared = _shared([each.path for each in inputs])
    lacking = Counter(
        each.area
        for each in report.assessments
        if each.verdict is Verdict.NO_DATA and not each.informs
    )
    judged = {each.area for each in report.assessments}
    sortable = []
    for each in inputs:
        missing = lacking[each.area] if each.area in judged else None
        cells = (
            words.area(each.area) if each.area else "–",
            str(each.observations),
            str(each.errors),
            str(each.warnings),
            "–" if missing is None else str(missing),
        )
        line = FileLine(each.path.removeprefix(shared), not each.errors, cells)
        sortable.append(((-each.errors, -(missing or 0), -each.warnings, each.path), line))
    return [line for _, line in sorted(sortable, key=lambda pair: pair[0])]


def files_in_words(report: Report, words: Words) -> list[str]:
    """Return what the files are all together, and which provinces have sent none."""
    accepted = sum(not each.errors for each in report.inputs)
    rows = sum(each.observations for each in report.inputs)
    told = [words.say("files.total", count=len(report.inputs), accepted=accepted, rows=rows)]
    absent = _absent(report)
    if absent:
        names = ", ".join(words.area(each) for each in absent)
        told.append(words.say("files.absent", count=len(absent), names=names))
    return told


def _absent(report: Report) -> list[str]:
    """Return the provinces of today without a figure, where most others have some."""
    day = report.as_of.isoformat()
    provinces = [
        each.id
        for each in report.catalogue.areas.values()
        if each.kind == "province" and (each.valid_from or day) <= day <= (each.valid_to or day)
    ]
    seen = {each.area for each in report.inputs} | {
        row.area for each in report.assessments for row in each.evidence
    }
    absent = [each for each in provinces if each not in seen]
    return absent if len(absent) < _MOST * len(provinces) else []


def _shared(paths: list[str]) -> str:
    """Return the folder that all paths start with, with its `/`; empty when there is none."""
    shared = ""
    for column in zip(*(path.split("/")[:-1] for path in paths), strict=False):
        if len(set(column)) > 1:
            break
        shared += f"{column[0]}/"
    return shared
