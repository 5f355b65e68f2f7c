"""The lines about targets without data, and the two summary lines."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Report
from cmcn4.reporters.presentation import outline
from cmcn4.reporters.presentation.outline import data_line, is_absent, targets_line
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import BAD, GOOD
from cmcn4.reporters.terminal.lines import WIDEST, indented, wrapped

_EXAMPLES = 6
_ROOM = 30


def absent(console: Console, report: Report, words: Words, *, verbose: bool) -> None:
    """Print one line about the targets of which the data say nothing."""
    shown = {each.chosen.id for each in report.assessments if not is_absent(each)}
    missing = {each.chosen.id: each for each in report.assessments if each.chosen.id not in shown}
    if not missing:
        return
    console.print()
    if verbose:
        several = len({each.area for each in report.assessments}) > 1
        console.print(Text(words.say("absent.list", titles=_titles(report, words, several))))
        return
    count = len(missing)
    said = words.say("absent.one" if count == 1 else "absent.many", count=count)
    console.print(Text(f" {said}", style="dim"))


def _titles(report: Report, words: Words, several: bool) -> str:  # noqa: FBT001 - one caller
    """Return every target without data, with the area where there are several."""
    titles = []
    for each in report.assessments:
        if is_absent(each):
            area = f", {words.area(each.area)}" if several else ""
            title = each.chosen.target.title.get(words.lang)
            titles.append(f"{title} {each.chosen.target.horizon} ({each.chosen.id}{area})")
    return "; ".join(dict.fromkeys(titles))


def nothing_judged(console: Console, report: Report, words: Words) -> None:
    """Say which indicator names were seen and which were expected, if nothing was judged."""
    if not outline.nothing_judged(report):
        return
    seen = sorted(report.seen, key=lambda name: -report.seen[name])[:_EXAMPLES]
    wanted = list(dict.fromkeys(each.indicator for each in report.assessments))
    names = [report.catalogue.indicators[each].names.get(words.lang) for each in wanted]
    console.print()
    console.print(Text(outline.why_nothing(report, words), style=BAD))
    causes = (each for each in report.findings if each.code != "nothing-read")
    if not seen and any(each.level == "error" for each in causes):
        return  # the findings say it all
    console.print(
        Text(f" {words.say('nothing.seen' if seen else 'nothing.seen.none', seen='; '.join(seen))}")
    )
    expected = "; ".join(f"{one} ({name})" for one, name in zip(wanted, names, strict=True))
    short = "; ".join(expected.split("; ")[:_EXAMPLES])
    console.print(Text(f" {words.say('nothing.expected', expected=short)}"))


def summary(console: Console, report: Report, words: Words, *, quiet: bool) -> None:
    """Print the line on the data and the line on the targets, and how to read them."""
    labels = [words.say("data.label"), words.say("targets.label")]
    width = max(map(len, labels)) + 2
    if not quiet:
        console.print()
    style = BAD if report.summary["errors"] else GOOD
    _labelled(console, labels[0], width, data_line(report, words), style)
    _labelled(console, labels[1], width, targets_line(report, words), "default")
    if quiet:
        return
    for year in sorted({each.chosen.target.horizon for each in report.assessments if each.due}):
        _labelled(console, "", width, words.say("targets.due", years=year), "dim")
    if report.assessments:
        legend = words.say("legend")
        if any(words.symbol(each) in (ABOVE, BELOW) for each in report.assessments):
            legend += f"  {words.say('legend.levels')}"
        indented(console, legend, min(console.width, WIDEST), indent=1)


def _labelled(console: Console, label: str, width: int, said: str, style: str) -> None:
    """Print a label and what is said of it, wrapped beside the label."""
    room = max(_ROOM, min(console.width, WIDEST) - width - 1)
    for place, line in enumerate(wrapped(Text(said), console, room)):
        head = Text(f" {label if place == 0 else '':<{width}}", style="bold")
        line.rstrip()
        console.print(head.append(line.plain, style=f"not bold {style}"), soft_wrap=True)
