"""The errors of the data on standard error, for what is printed without them."""

from __future__ import annotations

from cmcn4.cli.boundary import tell
from cmcn4.errors import MOST_SHOWN
from cmcn4.locale import say
from cmcn4.model.report import Report
from cmcn4.reporters.presentation.words import Words, place_in_words


def print_errors(report: Report, lang: str) -> None:
    """Write the error-level findings to standard error: the first, then their number."""
    words = Words(lang, report.catalogue)
    errors = [
        finding
        for finding in report.findings
        if finding.level == "error" and finding.decision is None
    ]
    for finding in errors[:MOST_SHOWN]:
        place = place_in_words(finding.place)
        tell(f"cmcn4: {place}: {finding.code}: {words.message(finding)}")
    if more := len(errors[MOST_SHOWN:]):
        tell(f"cmcn4: {say(lang, 'problems.more', {'count': more})}")
