"""XLS (MS-XLS) through xlrd, XLSB through python-calamine, in a process apart (see `process`).

What calamine gives has no number formats, and an empty cell where an error stands; conditional
formats and charts of the former are not looked at: see `legacy-format`.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from importlib.util import find_spec
from itertools import islice, takewhile
from pathlib import Path
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, Any

from cmcn4.model.observation import Sheet
from cmcn4.model.text import clean
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers import cells as raw
from cmcn4.readers.containers.constants import doubt_of, stale
from cmcn4.readers.containers.legacy.process import PASSWORD, TOO_LARGE
from cmcn4.readers.containers.limits import LONGEST_TEXT, Budget, cells_of, too_much
from cmcn4.readers.containers.numbers import Looks, Numbers
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.containers.parts import Parts
from cmcn4.readers.containers.xlsx.outside import OURS, of_page
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_PROCESS = Path(__file__).with_name("process.py")
_LIBRARIES = {".xls": "xlrd", ".xlsb": "python_calamine"}
_LARGEST_FILE = 1 << 28
_LONGEST = 60.0  # seconds


def sheets(opened: Opened, options: ReadOptions) -> Generator[raw.RawSheet]:
    """Yield the worksheets, hidden ones too."""
    suffix = suffix_of(opened.path)
    if find_spec(_LIBRARIES[suffix]) is None:
        raise Unreadable(variant="legacy", suffix=suffix)
    if suffix == ".xlsb":
        Parts(opened.file, options.limits)  # raises what is unsafe to unpack
        opened.file.seek(0)
    content = opened.file.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise too_much("unpacked")
    # NOTE: with -P the script's folder is not searched for modules: `numbers` there is not Python's
    command = [sys.executable, "-P", str(_PROCESS), suffix]
    with subprocess.Popen(  # noqa: S603 - this Python and a module of ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        clock = Timer(_LONGEST, process.kill)
        clock.start()
        try:
            # For mypy: both are pipes.
            if process.stdin is None or process.stdout is None:
                raise AssertionError(process)
            Thread(target=_send, args=(process.stdin, content), daemon=True).start()
            yield from _sheets(process.stdout, opened.path, cells_of(len(content), options.limits))
            status = process.wait()
        finally:
            clock.cancel()
            process.kill()
    if status == PASSWORD:
        raise Unreadable(variant="encrypted", suffix=suffix)
    if status:
        raise Unreadable(variant="bomb" if status == TOO_LARGE or status < 0 else "truncated")


def _send(pipe: IO[bytes], content: bytes) -> None:
    with suppress(OSError), pipe:  # a process that has ended tells by its exit code
        pipe.write(content)


def _sheets(pipe: IO[bytes], path: str, work: Budget) -> Iterator[raw.RawSheet]:
    # A line cut short is that of a process that was ended.
    lines: Iterator[Any] = (json.loads(line) for line in pipe if line.endswith(b"\n"))
    numbers, suffix = Numbers([], since_1904=False), suffix_of(path)
    is_told = False
    for about in lines:
        if about.get("formats"):
            numbers = _numbers(about)
        lost = suffix if about["unread"] and not is_told else ""
        is_told = is_told or bool(lost)
        rows, columns = about.get("rows", []), about.get("columns", [])
        hidden = raw.Hidden(
            sheet=about["hidden"],
            rows=len(rows),
            columns=len(columns),
            row=min(rows, default=None),
            column=min(columns, default=None),
        )
        hidden.tell(_shown(about))
        told = _rows(takewhile(bool, lines), numbers, work, hidden)
        said = islice(_said(about), raw.MOST_SAID)
        yield raw.RawSheet(
            sheet=Sheet(path, about["sheet"]),
            rows=raw.with_gaps(told),
            hidden=hidden,
            merges=tuple((a, b, c, d) for a, b, c, d in about["merges"]),
            comments=tuple(said),
            formats_lost=lost,
        )
        for _ in told:
            pass  # what was not asked for stands before the next sheet


def _numbers(about: Any) -> Numbers:
    """Return what the styles of a workbook make of numbers."""
    looks = {kind: {*styles} for kind, styles in about["looks"].items()}
    return Numbers(
        about["formats"],
        since_1904=about["from1904"],
        struck=looks["struck"],
        looks=Looks(looks["crossed"], looks["white"]),
    )


def _said(about: Any) -> Iterator[raw.Comment]:
    """Yield what is said of the cells of a sheet, and on it, but for our own comments."""
    notes = [(*at, text) for *at, by, text in about.get("notes", ()) if by != OURS]
    boxes = [(None, None, text) for text in about.get("boxes", ())]
    yield from _plain(*notes, *boxes)


def _shown(about: Any) -> Iterator[raw.Comment]:
    """Yield what is shown at cells, and on printed pages."""
    yield from _plain(*about.get("tips", ()))
    for text in about.get("pages", ()):
        yield from of_page(text)


def _plain(*said: tuple[int | None, int | None, str]) -> Iterator[raw.Comment]:
    for row, column, text in said:
        if plain := clean(text[:LONGEST_TEXT]):
            yield raw.Comment(row, column, plain)


def _rows(
    lines: Iterator[Any], numbers: Numbers, work: Budget, hidden: raw.Hidden
) -> Iterator[raw.Row]:
    for number, cells in lines:
        while cells and cells[-1] == "":
            cells.pop()
        work.spend(len(cells))
        if cells:
            yield (
                number,
                [
                    cell if type(cell) is str else _odd(cell, numbers, (number, at), hidden)
                    for at, cell in enumerate(cells, 1)
                ],
            )


def _odd(value: Any, numbers: Numbers, at: tuple[int, int], hidden: raw.Hidden) -> str:
    """Return a cell that is not just a text, with what its formula says of it."""
    if type(value) is not dict or "of" not in value:
        return _cell(value, numbers)
    formula, value = value["of"], value["value"]
    if type(value) is list and (told := stale(formula, str(value[0]))):
        return told
    cell = value if type(value) is str else _cell(value, numbers)
    if cell and (why := doubt_of(formula)):
        hidden.doubtful[at] = why[0], cell
        hidden.origins |= {at: why[1]} if why[1] else {}
    return cell


def _cell(value: Any, numbers: Numbers) -> str:
    match value:
        case bool():
            return raw.CellBool(str(value).upper())
        case [str() as text, style]:
            return numbers.text(text, str(style))
        case [number, style]:
            return numbers[str(style)][repr(number)]
        case {"runs": runs, "style": style}:
            return numbers.text(raw.joined(runs), str(style))
        case {"struck": text}:
            return raw.StruckOut(text)
        case {"formula": _}:
            return raw.FormulaWithoutValue("=…")
        case {"error": error}:
            return raw.CellError(error)
        case {"date": date}:
            return raw.date_cell(dt.date.fromisoformat(date))
        case _:
            return raw.CellUnformatted(raw.number_cell(value))
