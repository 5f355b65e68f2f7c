"""The findings with their cells; the same mistake in many rows is one line with a count."""

from __future__ import annotations

from collections import defaultdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cmcn4.model.finding import Finding
from cmcn4.model.report import Report
from cmcn4.reporters.words import Words, place_in_words

_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
_LEVELS = ("error", "warning", "note")
_SHOWN = 12


def findings(console: Console, report: Report, words: Words, *, verbose: bool) -> None:
    """Print findings by level, grouped by code and file."""
    if not report.findings:
        return
    groups = _grouped(report.findings)
    total = sum(each.count for each in report.findings)
    key = "findings.one" if total == 1 else "findings.many"
    console.print()
    console.print(Text(words.say(key, count=total), style="bold"))
    table = Table.grid(padding=(0, 1, 0, 0))
    for width in (None, None, None):
        table.add_column(width=width, overflow="fold")
    limit = len(groups) if verbose else _SHOWN
    for group in groups[:limit]:
        first = group[0]
        count = sum(each.count for each in group)
        head = Text(f" {words.say(f'level.{first.level}')}", style=_STYLES[first.level])
        place = place_in_words(first.place)
        times = words.say("findings.times", count=count) + " " if count > 1 else ""
        text = Text(f"{first.code} ", style="bold").append(
            f"{times}{words.message(first)}", style="not bold"
        )
        hint = words.hint(first)
        if hint and first.level == "error":
            text.append(f" — {hint}", style="not bold dim")
        table.add_row(head, place, text)
    console.print(table)
    if len(groups) > limit:
        console.print(Text(f" {words.say('findings.more', count=len(groups) - limit)}"))


def _grouped(found: tuple[Finding, ...]) -> list[list[Finding]]:
    groups: dict[tuple[str, str, str | None, object], list[Finding]] = defaultdict(list)
    for each in found:
        sheet = each.place.sheet
        groups[each.code, sheet.path, sheet.name, each.facts.get("variant")].append(each)
    return sorted(groups.values(), key=lambda group: _LEVELS.index(group[0].level))
