"""The process apart that reads a workbook with a library, and what it gives (see `process`)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any, NamedTuple

from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.legacy.process import PASSWORD, TOO_LARGE
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.problems import Unreadable

_PROCESS = Path(__file__).with_name("process.py")
_LARGEST_FILE = 1 << 28
_LONGEST = 60.0  # seconds


class Told(NamedTuple):
    """A sheet as the process tells it."""

    about: dict[str, Any]
    rows: Iterator[tuple[int, list[Any]]]

    @property
    def merges(self) -> tuple[tuple[int, int, int, int], ...]:
        """First row, first column, last row, last column of each merged cell, from 1."""
        return tuple((a, b, c, d) for a, b, c, d in self.about["merges"])


def told(opened: Opened, *, library: str) -> Generator[Told]:
    """Yield the sheets; what of one was not read is passed over before the next."""
    suffix = suffix_of(opened.path)
    if find_spec(library) is None:
        raise Unreadable(variant="legacy", suffix=suffix)
    content = opened.file.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise Unreadable(variant="bomb")
    # NOTE: with -P the script's folder is not searched for modules: `numbers` there is not Python's
    command = [sys.executable, "-P", str(_PROCESS), suffix]
    with subprocess.Popen(  # noqa: S603 - this Python and a module of ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        clock = Timer(_LONGEST, process.kill)
        clock.start()
        try:
            yield from _sheets(process, content, suffix)
        finally:
            clock.cancel()
            process.kill()


def _sheets(process: subprocess.Popen[bytes], content: bytes, suffix: str) -> Generator[Told]:
    # For mypy: both are pipes.
    if process.stdin is None or process.stdout is None:
        raise AssertionError(process)
    Thread(target=_send, args=(process.stdin, content), daemon=True).start()
    lines = _lines(process.stdout)
    about: Any = next(lines, None)
    while about is not None:
        following: list[Any] = []
        rows = _rows(lines, following)
        yield Told(about, rows)
        for _ in rows:
            pass  # what was not asked for stands before the next sheet
        about = following[0] if following else None
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


def _lines(pipe: IO[bytes]) -> Iterator[Any]:
    for line in pipe:
        if line.endswith(b"\n"):  # one cut short is that of a process that was ended
            yield json.loads(line)


def _rows(lines: Iterator[Any], following: list[Any]) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows of a sheet, an empty one where there is a gap.

    The line of the next sheet goes to `following`.
    """
    last = 0
    for line in lines:
        if isinstance(line, dict):
            following.append(line)
            return
        number, cells = line
        if number > last + 1:
            yield number - 1, []
        yield number, cells
        last = number
