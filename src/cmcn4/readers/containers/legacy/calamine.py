"""XLS, XLSB and ODS through python-calamine, the extra `cmcn4[legacy]`, in a process apart.

What it gives has no number formats, and an empty cell where an error stands: see `legacy-format`.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, Any

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import (
    CellBool,
    CellUnformatted,
    Hidden,
    RawSheet,
    Row,
    date_cell,
    number_cell,
)
from cmcn4.readers.containers.legacy.calamine_process import PASSWORD, TOO_LARGE
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.containers.xlsx.archive import check_sizes
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_PROCESS = Path(__file__).with_name("calamine_process.py")
_LARGEST_FILE = 1 << 28
_LONGEST = 60.0  # seconds


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the worksheets, hidden ones too."""
    del options  # nothing of it matters to a workbook
    suffix = suffix_of(opened.path)
    if find_spec("python_calamine") is None:
        raise Unreadable(variant="legacy", suffix=suffix)
    content = opened.file.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise Unreadable(variant="bomb")
    if suffix != ".xls":
        check_sizes(opened.file)
    # NOTE: with -P the script's folder is not searched for modules: `numbers` there is not Python's
    command = [sys.executable, "-P", str(_PROCESS)]
    with subprocess.Popen(  # noqa: S603 - this Python and a module of ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        clock = Timer(_LONGEST, process.kill)
        clock.start()
        try:
            yield from _sheets(process, content, opened.path, suffix)
        finally:
            clock.cancel()
            process.kill()


def _sheets(
    process: subprocess.Popen[bytes], content: bytes, path: str, suffix: str
) -> Generator[RawSheet]:
    # For mypy: both are pipes.
    if process.stdin is None or process.stdout is None:
        raise AssertionError(process)
    Thread(target=_send, args=(process.stdin, content), daemon=True).start()
    lines = map(json.loads, process.stdout)
    about: Any = next(lines, None)
    lost = suffix
    while about is not None:
        following: list[Any] = []
        rows = _rows(lines, following)
        yield RawSheet(
            sheet=Sheet(path, about["sheet"]),
            rows=rows,
            hidden=Hidden(sheet=about["hidden"]),
            merges=tuple((a, b, c, d) for a, b, c, d in about["merges"]),
            formats_lost=lost,
        )
        for _ in rows:
            pass  # what was not asked for stands before the next sheet
        about, lost = following[0] if following else None, ""
    status = process.wait()
    if status == PASSWORD:
        raise Unreadable(variant="encrypted", suffix=suffix)
    if status == TOO_LARGE or status < 0:
        raise Unreadable(variant="bomb")
    if status:
        raise Unreadable(variant="truncated")


def _send(pipe: IO[bytes], content: bytes) -> None:
    with suppress(OSError), pipe:  # a process that has ended tells by its exit code
        pipe.write(content)


def _rows(lines: Iterator[Any], following: list[Any]) -> Iterator[Row]:
    """Yield the rows of a sheet; the line of the next one goes to `following`."""
    for line in lines:
        if isinstance(line, dict):
            following.append(line)
            return
        number, cells = line
        yield number, [_cell(cell) for cell in cells]


def _cell(value: Any) -> str:
    match value:
        case str():
            return value
        case bool():
            return CellBool(str(value).upper())
        case dict():
            return date_cell(dt.date.fromisoformat(value["date"]))
        case _:
            return CellUnformatted(number_cell(value))
