"""The lines about targets without data, and the two summary lines."""

from __future__ import annotations

from cmcn4.locale.writing import writing
from cmcn4.model.report import Report
from cmcn4.reporters.presentation import outline
from cmcn4.reporters.presentation.sections import Absent, Summary
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import BAD, GOOD
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST, indented
from cmcn4.reporters.terminal.text import Text

_EXAMPLES = 6
_ROOM = 30


def absent(console: Console, section: Absent, words: Words) -> None:
    """Print one line about the targets of which the data say nothing."""
    console.print()
    text = section.text(words)
    console.print(Text(text) if section.titles else Text(f" {text}", style="dim"))


def nothing_judged(console: Console, report: Report, words: Words) -> None:
    """Say which indicator names were seen and which were expected, if nothing was judged."""
    if not outline.nothing_judged(report):
        return
    seen = sorted(report.seen, key=lambda name: -report.seen[name])[:_EXAMPLES]
    wanted = list(dict.fromkeys(tally.chosen.indicator for tally in report.counts.tallies))
    names = [report.catalogue.indicators[indicator].names.get(words.lang) for indicator in wanted]
    console.print()
    console.print(Text(outline.why_nothing(report, words), style=BAD))
    causes = (finding for finding in report.findings if finding.code != "nothing-read")
    if not seen and any(finding.level == "error" for finding in causes):
        return  # the findings say it all
    console.print(
        Text(f" {words.say('nothing.seen' if seen else 'nothing.seen.none', seen='; '.join(seen))}")
    )
    expected = "; ".join(
        f"{indicator} ({name})" for indicator, name in zip(wanted, names, strict=True)
    )
    short = "; ".join(expected.split("; ")[:_EXAMPLES])
    console.print(Text(f" {words.say('nothing.expected', expected=short)}"))


def summary(console: Console, section: Summary, words: Words) -> None:
    """Print the line on the data and the line on the targets."""
    width, data = _width(words), GOOD if section.accepted else BAD
    _labelled(console, words.say("data.label"), width, section.data, data)
    _labelled(console, words.say("targets.label"), width, section.targets, "default")


def legend(console: Console, report: Report, words: Words) -> None:
    """Print how to read the lines above."""
    width = _width(words)
    counts = report.counts
    due = {tally.chosen.target.due_date for tally in counts.tallies if tally.due}
    for day in sorted(due):
        short = writing(words.lang).short_date(day)
        _labelled(console, "", width, words.say("targets.due", year=day.year, day=short), "dim")
    if counts.tallies:
        signs = words.say("legend")
        if counts.levels:
            signs += f"  {words.say('legend.levels')}"
        indented(console, signs, min(console.width, WIDEST), indent=1)


def _width(words: Words) -> int:
    """Return the columns that the labels take."""
    return max(len(words.say(key)) for key in ("data.label", "targets.label")) + 2


def _labelled(console: Console, label: str, width: int, said: str, style: str) -> None:
    """Print a label and what is said of it, wrapped beside the label."""
    room = max(_ROOM, min(console.width, WIDEST) - width - 1)
    for place, line in enumerate(Text(said).wrapped(room)):
        head = Text(f" {label if place == 0 else '':<{width}}", style="bold")
        line.rstrip()
        console.print(head.append(line.plain, style=f"not bold {style}"), soft_wrap=True)
