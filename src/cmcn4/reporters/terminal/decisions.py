"""What a person may decide, as settings ready to paste."""

from __future__ import annotations

from cmcn4.model.decision import target_entry
from cmcn4.model.identity.subjects import acceptances
from cmcn4.model.report import Report
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.text import Text


def ready(console: Console, report: Report, words: Words) -> None:
    """Print the entry for each open verdict and each finding that can be accepted."""
    entries = [
        target_entry(assessment)
        for assessment in report.assessments
        if assessment.open and assessment.decision is None and not assessment.informs
    ]
    entries += filter(None, acceptances(report, report.told))
    if not entries:
        return
    console.print()
    console.print(Text(words.say("accept.ready"), style="bold"))
    for line in "\n".join(entries).splitlines():
        # Never wrapped: half a line of TOML cannot be pasted.
        console.print(Text(line), soft_wrap=True)
