"""How files were read, for a person: tables and columns, what stands around, the account."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Cell

from cmcn4.model.account import Role, Said, TableRead
from cmcn4.model.observation import Input
from cmcn4.model.period import parse
from cmcn4.model.place import Place, Sheet, column_letters
from cmcn4.model.report import Report
from cmcn4.model.text import printable
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.document import findings as reported
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.account import account_line
from cmcn4.reporters.terminal.asked import asked
from cmcn4.reporters.terminal.colours import BAD, GOOD
from cmcn4.reporters.terminal.console import Console, console_to, text_of
from cmcn4.reporters.terminal.findings import findings
from cmcn4.reporters.terminal.lines import WIDEST, indented
from cmcn4.reporters.terminal.text import Text, one_line

_SURE: frozenset[Role] = frozenset({"indicator", "area", "period", "value"})
_LOST: frozenset[Role] = frozenset({"unread"})
_INDENT = 4


def render(report: Report, style: Style) -> bytes:
    """Return the tables found, what each column was taken for, and what became of the numbers."""
    console, words = console_to(style), Words(style.lang, report.catalogue)
    if style.verbosity > 0:
        asked(console, report, words)
    for place, each in enumerate(report.inputs):
        if place:
            console.print()
        _file(console, each, words)
    if report.findings:
        findings(console, reported(report, words), words, verbose=style.verbosity > 0)
    return text_of(console)


def _file(console: Console, each: Input, words: Words) -> None:
    told = words.say("reading.file", path=each.path, count=each.observations)
    console.print(Text(told, style=BAD if each.errors else GOOD))
    sheets = dict.fromkeys(
        [*(one.sheet for one in each.accounts), *(one.sheet for one in each.tables)]
    )
    for sheet in sheets:
        _sheet(console, each, sheet, words)
    if not sheets:
        _note(console, words.say("reading.account.none"))


def _sheet(console: Console, each: Input, sheet: Sheet, words: Words) -> None:
    if sheet.name is not None:
        console.print(Text(f" {sheet.name}", style="bold"))
    tables = [one for one in each.tables if one.sheet == sheet]
    for one in tables:
        _table(console, one, words)
    if not tables:
        _note(console, words.say("reading.tables.none"))
    for account in each.accounts:
        if account.sheet == sheet:
            _note(console, account_line(account, words))


def _note(console: Console, text: str) -> None:
    indented(console, text, min(console.width, WIDEST), indent=2, style="default")


def _table(console: Console, each: TableRead, words: Words) -> None:
    parts = {name: _rows(words, name, getattr(each, name)) for name in ("header", "body")}
    _note(console, words.say("reading.table", **parts, count=each.observations))
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    for name in ("letter", "heading", "role", "why", "means"):
        title = Cell(words.composed(f"reading.column.{name}"), style="dim")
        grid.add_column(title, overflow="fold", no_wrap=name == "letter")
    for column in each.columns:
        style = "bold" if column.role in _SURE else BAD if column.role in _LOST else "default"
        grid.add_row(
            column_letters(column.column),
            _plain(column.heading),
            Cell(words.composed(f"reading.role.{column.role}"), style=style),
            words.composed(f"reading.why.{column.why}"),
            _plain(column.means),
        )
    console.draw(Padding(grid, (0, 0, 0, _INDENT)), width=min(console.width, WIDEST))
    if each.said:
        said = "; ".join(_said(words, one) for one in each.said)
        _note(console, words.say("reading.said", said=said))


def _rows(words: Words, name: str, span: tuple[int, int]) -> str:
    first, last = span
    one = ".one" if first == last else ""
    return words.composed(f"reading.{name}{one}", first=first, **({} if one else {"last": last}))


def _plain(text: str) -> Cell:
    """Return a text of a file as a terminal may show it."""
    return Cell(printable(one_line(text)))


def _said(words: Words, each: Said) -> str:
    facts = {"role": words.composed(f"reading.role.{each.role}"), "text": _understood(words, each)}
    where = _where(each.place)
    return words.say("reading.said.one", **facts, cell=where)


def _understood(words: Words, each: Said) -> str:
    """Return what was understood: ids and codes by their names."""
    if each.role == "area":
        return words.area(each.text)
    if each.role in ("period", "released"):
        found = parse(each.text)
        return words.when(found) if found else each.text
    if each.role in ("indicator", "breakdown"):
        return words.name(each.text)
    return words.source(each.text) if each.role == "source" else each.text


def _where(place: Place) -> str:
    """Return the cell; else the name of the sheet or the file that says it."""
    return place.cell or place.sheet.name or place.sheet.file
