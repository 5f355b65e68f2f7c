"""One file: opened, its sheets read, what it gives handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import PurePath
from typing import TypeAlias

from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Place, Sheet, Submission
from cmcn4.readers.containers import Opened, container
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.sheet import Became, Outcome, read_sheet
from cmcn4.readers.layout.surroundings.submitter import submitter
from cmcn4.readers.layout.surroundings.whose import sender
from cmcn4.readers.paths import Below, opened, shown
from cmcn4.readers.problems import Unreadable, found, problem
from cmcn4.readers.reading import Context, FileReading
from cmcn4.readers.sieve import NotSifted

_ROWS = 1 << 12  # rows after which it is told how far a file is read
_TEXTS, _HEADINGS = 20_000, 500
"""Different texts of a publisher's file that are looked at, and the first of them, as headings."""
Told: TypeAlias = Callable[[int, int], None]


class Part(NamedTuple):
    """What one file gives."""

    submission: Submission
    languages: dict[str, int]
    """Language to the number of column names in it."""


def read_part(path: str, context: Context, watch: Told | None = None) -> Part:
    """Read one file; `watch` is told how many of its bytes are done, and how many rows more.

    A defect met on the way costs this file, and no other: it is a finding.
    """
    try:
        try:
            return _read(path, context, watch)
        except NotSifted:
            return _unsifted(path, context, watch)
    except Exception as error:  # noqa: BLE001 - whatever is left here is a defect of ours
        from traceback import extract_tb  # noqa: PLC0415 - of a defect

        frame = extract_tb(error.__traceback__)[-1]
        where = f"{PurePath(frame.filename).name}:{frame.lineno}"
        said = f"{type(error).__name__}: {error}"
        part, file = Part(Submission(), {}), FileReading(context, shown(path))
        if context.sieve:
            context.sieve.drop()
        file.give_up(Unreadable(code="internal-error", error=found(said), where=where))
        _finish(file, part)
        return part


def _unsifted(path: str, context: Context, watch: Told | None) -> Part:
    """Read one file without an engine, which could not do it."""
    sieve, context.sieve = context.sieve, None
    if sieve:
        sieve.drop()
    try:
        return _read(path, context, watch)
    finally:
        context.sieve = sieve


def _read(path: str, context: Context, watch: Told | None) -> Part:
    context.languages = {}
    context.texts.begin()
    part = Part(Submission(), context.languages)
    file, sha256 = FileReading(context, shown(path), found=isinstance(path, Below)), ""
    try:
        with opened(path) as (source, sha256):
            read_sheets(file, source, watch)
        if file.found and file.published and not file.read and _names_ours(path, context):
            file.published = False
    except Unreadable as reason:
        if file.sieved:
            raise NotSifted from reason
        file.give_up(reason)
    _finish(file, part, sha256)
    return part


def _names_ours(path: str, context: Context) -> bool:
    """Whether any cell is the name of an indicator that a target may ask for, or cells are many.

    A figure of it that was not read would be lost without a word.
    """
    seen: set[str] = set()
    with opened(path) as (source, _):
        sheets = container(source).sheets(source, context.options)
        with closing(sheets):
            for cell in (cell for raw in sheets for _, cells in raw.rows for cell in cells):
                if cell in seen or not any(map(str.isalpha, cell)):
                    continue
                seen.add(cell)
                said = context.texts.read(cell).indicator if len(seen) <= _HEADINGS else ""
                named = context.indicators.find((said or cell,))
                ours = isinstance(named, Indicator) and named.id not in context.options.aside
                if ours or len(seen) > _TEXTS:
                    return True
    return False


def _finish(file: FileReading, part: Part, sha256: str = "") -> None:
    """Hand a file over; whose it is its name says, too, where nothing in it could be read."""
    if not (file.senders or file.read or file.blocks):
        sheet, context = Sheet(file.path), file.context
        if area := sender(submitter((), sheet, context.areas), sheet, context.options):
            file.senders[area] = None
    file.finish(part.submission, sha256)


def read_sheets(file: FileReading, source: Opened, watch: Told | None = None) -> None:
    """Read all sheets of an open file."""
    outcomes: list[Became] = []
    sheets = container(source).sheets(source, file.context.options)
    with closing(sheets):
        for raw in sheets:
            if watch:
                raw.rows = _told(raw.rows, source, watch)
            outcomes.append(read_sheet(file, raw))
    report(file, outcomes)


def _told(rows: Iterator[Row], source: Opened, watch: Told) -> Iterator[Row]:
    """Yield rows, telling from time to time how much of the file was taken in."""
    number = 0
    for number, row in enumerate(rows, 1):
        if not number % _ROWS:
            watch(source.file.tell(), _ROWS)
        yield row
    watch(source.file.tell(), number % _ROWS)


def report(file: FileReading, outcomes: list[Became]) -> None:
    """Note the sheets that could not be read.

    A sheet without any table of ours is an error only when no other sheet has one: a workbook
    may well have a cover and a list of codes.
    """
    read = [became for became in outcomes if became[0] is Outcome.READ]
    for outcome, what, place in outcomes:
        if outcome is Outcome.REFUSED and what:
            file.note(what, place)
        elif outcome is Outcome.STRANGE and read:
            name = place.sheet.name or ""
            file.note(problem("rows-skipped", variant="sheet", sheet=name), Place(place.sheet))
    if read or any(outcome is Outcome.REFUSED for outcome, _, _ in outcomes):
        return
    told = [(what, place) for worst in (Outcome.HEADER_ONLY, Outcome.STRANGE)
            for outcome, what, place in outcomes if outcome is worst and what]  # fmt: skip
    file.note(*(told or [(problem("file-empty"), Place(Sheet(file.path)))])[0])
