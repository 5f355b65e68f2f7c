"""By what findings and assessments are known again: in another run, row, sheet or language."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from cmcn4.model.decision import interval_text
from cmcn4.model.digest import sha256
from cmcn4.model.finding import Finding, whole_text
from cmcn4.model.identity.subjects import Subjects
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period

_WHAT, _WHERE = 24, 8
"""How many digits say what is wrong, and how many after them in which file."""
_quoted = json.encoder.encode_basestring_ascii
_MOVING = frozenset(
    {
        "as_of", "column", "earlier", "error", "other", "other_cell", "previous_cell", "problem",
        "seen", "sheet", "where",
    }
)  # fmt: skip
"""Facts that name other cells and files, or change with the day asked and with our own code."""


def of_findings(findings: Sequence[Finding], rows: Iterable[Observation]) -> list[str]:
    """Return the fingerprint of each finding; equal ones are numbered in order.

    Made of the code, the figure (indicator, area, period, part), what was met and the file's base
    name: of no row, no sheet and no word of ours.
    """
    subjects, seen = Subjects(findings, rows), Counter[str]()
    found = []
    for finding in findings:
        what = [finding.code, *_figure(subjects, finding), sorted(_facts(finding))]
        digest = _digest(what)[:_WHAT] + _digest(finding.place.sheet.file)[:_WHERE]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found


def of_code(code: str, file: str) -> str:
    """Return the fingerprint of what is no finding of one figure, such as a run of nothing."""
    return f"{_digest([code])[:_WHAT]}{_digest(file)[:_WHERE]}:1"


def of_target(target: str, area: str) -> str:
    """Return the fingerprint of a target, `PACK/ID`, judged for an area."""
    # As `_digest([target, area])`, of which there may be very many.
    content = f"[{_quoted(target)}, {_quoted(area)}]"
    return sha256(content.encode())[: _WHAT + _WHERE]


def without_number(fingerprint: str) -> str:
    """Return what equal findings of one file share."""
    return fingerprint.partition(":")[0]


def without_file(fingerprint: str) -> str:
    """Return what equal findings of any file share: one that was renamed, too."""
    return fingerprint[:_WHAT]


def _figure(subjects: Subjects, finding: Finding) -> Iterator[str | None]:
    """Yield indicator, area, period and part, each where the finding has but one of it."""
    rows = subjects.of(finding)
    keys = ((row.indicator, row.area, row.period.code, row.breakdown) for row in rows)
    for values in zip(*keys, strict=True):
        yield values[0] if len({*values}) == 1 else None


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield what was met in the data: no counts, no lists, no names that languages tell apart."""
    for name, fact in finding.facts.items():
        if name in _MOVING:
            continue
        match fact:
            case Interval():
                yield name, interval_text(fact)
            case Decimal():
                yield name, f"{fact:f}"
            case Period():
                yield name, fact.code
            case dt.date():
                yield name, fact.isoformat()
            case (str() as heading,) if finding.code == "column-unread":
                # A cell without a heading is told by its place.
                yield name, "" if heading == finding.place.cell else whole_text(heading)
            case str() if fact:
                yield name, whole_text(fact)


def _digest(content: object) -> str:
    return sha256(json.dumps(content).encode())
