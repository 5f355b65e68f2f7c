"""How the command line reads: in several processes where that pays, with a bar on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from cmcn4.locale import say

if TYPE_CHECKING:
    from cmcn4.readers import Reading

_MOST_PROCESSES = 8
"""Each keeps a file in memory; beyond a few, this process is the one that all wait for."""
_QUIET = 0.4
"""Seconds before there is anything to see: a short run needs no bar."""
_BETWEEN = 0.1
_WIDEST = 40


@contextmanager
def reading(lang: str, verbosity: int, environ: Mapping[str, str]) -> Iterator[Reading]:
    """Give the way to read files; whatever bar was drawn is gone at the end."""
    from cmcn4.readers import Reading  # noqa: PLC0415 - not for --help

    if not (verbosity >= 0 and _may_draw(environ)):
        yield Reading(processes=_processes())
        return
    bar = _Bar(sys.stderr, say(lang, "progress.reading"))
    try:
        yield Reading(processes=_processes(), watch=bar.show)
    finally:
        bar.clear()


def _processes() -> int:
    """Return how many processes may run at once: processors that are ours, up to a few."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on Windows and macOS
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(count, _MOST_PROCESSES)


def _may_draw(environ: Mapping[str, str]) -> bool:
    """Whether somebody watches: a terminal that can go back in its line, and no build server."""
    silent = any(environ.get(name) for name in ("NO_COLOR", "CI"))
    return sys.stderr.isatty() and not silent and environ.get("TERM") != "dumb"


class _Bar:
    """One line of a terminal that is written over and over, and wiped at the end."""

    def __init__(self, stream: TextIO, label: str) -> None:
        """Wait a little before anything is drawn."""
        self.stream, self.label = stream, label
        self.next = time.monotonic() + _QUIET
        self.drawn = 0

    def show(self, done: int, total: int) -> None:
        """Draw how much is done, but not too often."""
        now = time.monotonic()
        if now < self.next or not total:
            return
        self.next = now + _BETWEEN
        # What is unpacked on the way may be more than the file has.
        share = min(done / total, 1.0)
        columns = self._columns()
        room = min(_WIDEST, columns - len(self.label) - 10)
        full = int(share * room) if room > 0 else 0
        line = f"{self.label} {'█' * full}{'░' * max(0, room - full)} {int(share * 100):3} %"
        self._write(line[: max(0, columns - 1)])

    def clear(self) -> None:
        """Wipe the line, if there is one."""
        if self.drawn:
            # A terminal shows ^C behind the bar.
            self.drawn = min(self.drawn + 2, max(self.drawn, self._columns() - 1))
            self._write("")
            self.stream.write("\r")
            self.stream.flush()
            self.drawn = 0

    @staticmethod
    def _columns() -> int:
        return shutil.get_terminal_size().columns

    def _write(self, line: str) -> None:
        # Blanks instead of an escape sequence: an old console of Windows would show the codes.
        self.stream.write("\r" + line + " " * (self.drawn - len(line)))
        self.stream.flush()
        self.drawn = len(line)
