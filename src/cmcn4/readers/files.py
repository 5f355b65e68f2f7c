"""Reading files one after the other: each gives observations and findings, none hides another."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Literal

from cmcn4.errors import UsageError
from cmcn4.model.observation import Place, Sheet, Submission
from cmcn4.readers.containers import Opened, container
from cmcn4.readers.paths import STDIN, files_of, opened, shown
from cmcn4.readers.problems import Problem, Unreadable, problem
from cmcn4.readers.reading import Context, FileReading
from cmcn4.readers.tables import Outcome, read_sheet

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_WORST_FIRST = (Outcome.REFUSED, Outcome.HEADER_ONLY, Outcome.STRANGE)


def read_paths(paths: Sequence[str], options: ReadOptions) -> Submission:
    """Read all files; raises UsageError for paths and encodings that do not exist."""
    if options.encoding != "auto":
        _check_encoding(options.encoding)
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            message = "no such file or folder"
            raise UsageError(message, place=shown(path))
    submission, context = Submission(), Context(options)
    seen: set[str] = set()
    for path in paths:
        files = files_of(path)
        if not files:
            file = FileReading(context, shown(path))
            file.note(problem("file-empty", variant="folder"), Place(Sheet(file.path)))
            file.finish(submission, "")
        for each in files:
            real = each if each == STDIN else os.path.realpath(each)
            if real not in seen:  # a file named twice is read once
                seen.add(real)
                _read_file(each, context, submission)
    submission.language = language(context)
    return submission


def language(context: Context) -> Literal["vi", "en"] | None:
    """Return the language most of the recognised column names are in."""
    names = context.languages
    if not names:
        return None
    return "vi" if names.get("vi", 0) > names.get("en", 0) else "en"


def _check_encoding(name: str) -> None:
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=name)
    except (LookupError, ValueError):  # also codecs that are not of text
        message = f"unknown encoding {name!r}"
        raise UsageError(message, hint="for example utf-8 or cp1258") from None


def _read_file(path: str, context: Context, submission: Submission) -> None:
    file, sha256 = FileReading(context, shown(path)), ""
    try:
        with opened(path) as (source, sha256):
            read_sheets(file, source)
    except Unreadable as reason:
        file.give_up(reason)
    file.finish(submission, sha256)


def read_sheets(file: FileReading, source: Opened) -> None:
    """Read all sheets of an open file."""
    outcomes: list[tuple[Outcome, Problem | None, Place]] = []
    sheets = container(source).sheets(source, file.context.options)
    with closing(sheets):
        outcomes.extend(read_sheet(file, raw) for raw in sheets)
    report(file, outcomes)


def report(file: FileReading, outcomes: list[tuple[Outcome, Problem | None, Place]]) -> None:
    """Note the sheets that could not be read.

    A sheet without any table of ours is an error only when no other sheet has one: a workbook
    may well have a cover and a list of codes.
    """
    read = [each for each in outcomes if each[0] is Outcome.READ]
    for outcome, what, place in outcomes:
        if outcome is Outcome.REFUSED and what:
            file.note(what, place)
        elif outcome is Outcome.STRANGE and read:
            name = place.sheet.name or ""
            file.note(problem("rows-skipped", variant="sheet", sheet=name), Place(place.sheet))
    if read or any(outcome is Outcome.REFUSED for outcome, _, _ in outcomes):
        return
    for worst in _WORST_FIRST:
        for outcome, what, place in outcomes:
            if outcome is worst and what:
                file.note(what, place)
                return
    file.note(problem("file-empty"), Place(Sheet(file.path)))
