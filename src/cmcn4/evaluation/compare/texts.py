"""Texts beside figures that are not understood: those that an earlier run did not have go first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from cmcn4.model.baseline import ReportedFinding, Snapshot
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.place import Place
from cmcn4.model.report import Report
from cmcn4.model.text import visible

_MOST_FRESH = 10
"""How many that are new are named: a known one says nothing, these have to be read."""


def fresh_first(old: Snapshot, report: Report, named: Callable[[str], str]) -> Report:
    """Return the report whose notes name the texts first that the same sheet did not have."""
    if not any(finding.texts for finding in report.findings):
        return report
    earlier = [one for one in old.findings if one.code == "text-unread" and one.texts is not None]
    is_untold = len(earlier) < sum(one.code == "text-unread" for one in old.findings)
    if is_untold:  # a report of an earlier version does not have them
        return report
    by_path: dict[str, list[ReportedFinding]] = {path: [] for path in old.files}
    for one in earlier:
        by_path.setdefault(one.path, []).append(one)

    def known(each: Finding) -> Counter[str]:
        """Return the texts that the sheet had, else its file, else all files: names change."""
        of_file = by_path.get(named(each.place.sheet.path), earlier)
        of_sheet = [one for one in of_file if one.sheet == each.place.sheet.name]
        return Counter(text for one in of_sheet or of_file for text in one.texts or ())

    found = (_fresh_first(each, known(each)) if each.texts else each for each in report.findings)
    return replace(report, findings=tuple(found))


def _fresh_first(each: Finding, known: Counter[str]) -> Finding:
    fresh, rest = list[tuple[str, Place]](), list[tuple[str, Place]]()
    for one in each.texts:
        is_known = known[visible(one[0])] > 0
        known[visible(one[0])] -= is_known
        (rest if is_known else fresh).append(one)
    if not fresh:
        return each
    return each.with_texts([*fresh, *rest], min(len(fresh), _MOST_FRESH), fresh=len(fresh))
