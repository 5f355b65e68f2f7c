"""Findings that are told one by one, and those of which it is only told how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace

MOST_OF_FILE, MOST_OF_ALL, LEAST_OF_FILE = 1_000, 10_000, 100
"""Findings of one kind in a file; in all files together, beyond which each further file has only
the least: whoever has more mends these first."""


def told(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings, of one kind in one file the first of them, and one for all the others.

    What a person has decided is told apart from what nobody has.
    """
    if len(findings) <= LEAST_OF_FILE:
        return tuple(findings)
    kept: list[Finding] = []
    of_file, of_all = Counter[tuple[str, str, int]](), Counter[str]()
    others: dict[tuple[str, str, int], list[Finding]] = {}
    for finding in findings:
        code, kind = finding.code, (finding.code, finding.place.sheet.path, id(finding.decision))
        if kind in others:
            others[kind].append(finding)
            continue
        number = of_file[kind]
        if number < LEAST_OF_FILE or (number < MOST_OF_FILE and of_all[code] < MOST_OF_ALL):
            of_file[kind] += 1
            of_all[code] += 1
        else:
            others[kind] = [finding]
        kept.append(finding)
    first = {id(rest[0]): rest for rest in others.values()}
    return tuple(_one(first.get(id(finding), [finding])) for finding in kept)


def _one(alike: list[Finding]) -> Finding:
    """Return the first of some findings, which stands for all of them."""
    if len(alike) == 1:
        return alike[0]
    count = sum(finding.count for finding in alike)
    return replace(alike[0], count=count, others=len(alike) - 1)
