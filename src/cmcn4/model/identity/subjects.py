"""Of which figure a finding speaks: it knows its cell, the observations know the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cmcn4.model.decision import Decision, finding_entry, interval_text, same_value
from cmcn4.model.finding import ACCEPTABLE, WHOLE_FILE, Finding
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period
from cmcn4.model.report import Report


class Subjects:
    """The observations of those rows that findings point to."""

    def __init__(self, findings: Iterable[Finding], rows: Iterable[Observation]) -> None:
        """Keep the rows named; the others, of which there may be a million, are passed over."""
        named = {(found.place.sheet, found.place.row) for found in findings if found.place.row}
        self._rows: dict[object, list[Observation]] = defaultdict(list)
        self._cells: dict[object, list[Observation]] = defaultdict(list)
        if named:
            # Who has very many rows finds those named without a look at each.
            standing = getattr(rows, "standing", None)
            for row in standing(named) if standing else rows:
                if (row.sheet, row.row) in named:
                    self._rows[row.sheet, row.row].append(row)
                    self._cells[row.sheet, row.row, row.column].append(row)

    def of(self, finding: Finding) -> list[Observation]:
        """Return the observation at the finding's own cell, else all of its row."""
        sheet, row, column = finding.place
        return self._cells.get((sheet, row, column)) or self._rows.get((sheet, row), [])

    def value(self, finding: Finding) -> str:
        """Return the one value that a finding speaks of; empty where there is none or several."""
        found = self.of(finding)
        if not found or any(row.value != found[0].value for row in found):
            return ""
        return interval_text(found[0].value)

    def fit(self, finding: Finding, decision: Decision) -> bool:
        """Whether a finding is of the figure that a decision names, as far as it names one."""
        wanted = decision.indicator, decision.area, decision.period, decision.value
        if not any(wanted):
            return decision.cell is None or finding.count == decision.count
        when = finding.facts.get("period")
        return finding.count == decision.count and any(
            decision.indicator in (None, row.indicator)
            and decision.area in (None, row.area)
            and decision.period
            in (None, when.code if isinstance(when, Period) else row.period.code)
            and (decision.value is None or same_value(decision.value, row.value))
            for row in self.of(finding)
        )


def acceptances(report: Report, findings: Sequence[Finding], **more: str) -> list[str]:
    """Return for each finding the setting that would accept it; empty where none can."""
    subjects = Subjects(findings, report.observations)
    hashes = {file.path: file.sha256 for file in report.inputs}
    return [
        finding_entry(
            finding,
            value=subjects.value(finding),
            sha256=hashes.get(finding.place.sheet.path, "") if finding.code == WHOLE_FILE else "",
            **more,
        )
        if finding.code in ACCEPTABLE and finding.decision is None and not finding.others
        else ""
        for finding in findings
    ]
