"""How the command line reads: in several processes where that pays, with a bar on a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cmcn4.locale import say

if TYPE_CHECKING:
    from cmcn4.readers import Reading

_MOST_PROCESSES = 8
"""Each keeps a file in memory; beyond a few, this process is the one that all wait for."""
_QUIET = 0.4
"""Seconds before there is anything to see: a short run needs no bar."""


@contextmanager
def reading(lang: str, verbosity: int, environ: Mapping[str, str]) -> Iterator[Reading]:
    """Give the way to read files; whatever bar was drawn is gone at the end."""
    from cmcn4.readers import Reading  # noqa: PLC0415 - not for --help

    if not (verbosity >= 0 and _may_draw(environ)):
        yield Reading(processes=_processes())
        return
    begin = time.monotonic() + _QUIET
    drawn: list[Any] = []

    def watch(done: int, total: int) -> None:
        if not drawn and total and time.monotonic() >= begin:
            from cmcn4.reporters.terminal.bar import bar  # noqa: PLC0415 - not for a short run

            drawn.append(bar(sys.stderr, say(lang, "progress.reading")))
            drawn[0].start()
        for progress in drawn:
            progress.update(progress.task_ids[0], completed=done, total=total)

    try:
        yield Reading(processes=_processes(), watch=watch)
    finally:
        for progress in drawn:
            progress.stop()


def _processes() -> int:
    """Return how many processes may run at once: processors that are ours, up to a few."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on Windows and macOS
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(count, _MOST_PROCESSES)


def _may_draw(environ: Mapping[str, str]) -> bool:
    """Whether somebody watches: a terminal that can go back in its line, and no build server."""
    silent = any(environ.get(name) for name in ("NO_COLOR", "CI"))
    return sys.stderr.isatty() and not silent and environ.get("TERM") != "dumb"
