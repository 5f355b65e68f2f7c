"""With -v: what became of the numbers of each sheet."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.locale.telling import reasons
from cmcn4.model.account import Account
from cmcn4.model.report import Report
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST, indented
from cmcn4.reporters.terminal.text import Text


def account(console: Console, report: Report, words: Words) -> None:
    """Print a line for each sheet whose numbers were counted."""
    lines = list(_account_lines(report, words))
    if not lines:
        return
    console.print()
    console.print(Text(words.say("reading.title"), style="bold"))
    for line in lines:
        indented(console, line, min(console.width, WIDEST), indent=1, style="default")


def account_line(each: Account, words: Words) -> str:
    """Return what became of the numbers of a sheet: seen, read, left out by reason."""
    told = words.say("reading.account", seen=each.seen, read=each.read)
    if not each.left:
        return told
    return f"{told}; {words.say('reading.account.left', left=reasons(words.lang, each.left))}"


def _account_lines(report: Report, words: Words) -> Iterator[str]:
    """Yield the account of each sheet of all files, each with its file and sheet."""
    for file in report.inputs:
        for account in file.accounts:
            sheet = account.sheet
            name = f"{sheet.file} {sheet.name}" if sheet.name is not None else sheet.file
            yield f"{name}: {account_line(account, words)}"
