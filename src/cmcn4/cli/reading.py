"""How the command line works: in several processes where that pays, with a bar on a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, assert_never

from cmcn4.locale import Key, composed, say

if TYPE_CHECKING:
    from cmcn4.model.so_far import SoFar
    from cmcn4.readers import Reading

_MOST_PROCESSES = 8
"""Each keeps a file in memory; beyond a few, this process is the one that all wait for."""
_QUIET = 1.0
"""Seconds before there is anything to see: a short run needs no bar."""
_LARGE = 10**7
"""Bytes that are told in megabytes."""


@contextmanager
def reading(lang: str, verbosity: int, environ: Mapping[str, str]) -> Iterator[Reading]:
    """Give the way to work; whatever bar was drawn is gone at the end.

    Nothing may be printed before that: it would stand in the line of the bar.
    """
    from cmcn4.readers import Reading  # noqa: PLC0415 - not for --help

    if not (verbosity >= 0 and _may_draw(environ)):
        yield Reading(processes=_processes())
        return
    begin = time.monotonic() + _QUIET
    drawn: list[Any] = []

    def watch(so_far: SoFar) -> None:
        if not drawn and so_far.total and time.monotonic() >= begin:
            from cmcn4.reporters.terminal.bar import bar  # noqa: PLC0415 - not for a short run

            drawn.append(bar(sys.stderr))
        for progress in drawn:
            label = say(lang, composed(f"progress.{so_far.stage}"))
            begins = progress.tasks[0].description != label
            progress.update(
                progress.task_ids[0],
                description=label,
                completed=so_far.done,
                total=so_far.total,
                counts=" · ".join(_counts(so_far, lang)),
            )
            if begins:
                progress.start()
                progress.refresh()

    try:
        yield Reading(processes=_processes(), watch=watch)
    finally:
        for progress in drawn:
            progress.stop()


def _counts(so_far: SoFar, lang: str) -> Iterator[str]:
    """Yield what is counted of a stage."""
    match so_far.stage:
        case "reading":
            if so_far.of_files > 1:
                yield _of("progress.files", so_far.files, so_far.of_files, lang)
            if so_far.rows:
                yield say(lang, "progress.rows", {"count": Decimal(so_far.rows)})
            size, unit = (10**6, "MB") if so_far.total >= _LARGE else (10**3, "kB")
            yield _of("progress.bytes", so_far.done // size, so_far.total // size, lang, unit=unit)
        case "judging":
            yield _of("progress.assessments", so_far.done, so_far.total, lang)
        case "writing":
            yield _of("progress.reports", so_far.done, so_far.total, lang)
        case _:
            assert_never(so_far.stage)


def _of(key: Key, done: int, total: int, lang: str, **more: str) -> str:
    facts = {"done": Decimal(min(done, total)), "total": Decimal(total), **more}
    return say(lang, key, facts)


def _processes() -> int:
    """Return how many processes may run at once: processors that are ours, up to a few."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on Windows and macOS
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(count, _MOST_PROCESSES)


def _may_draw(environ: Mapping[str, str]) -> bool:
    """Whether somebody watches: a terminal that can go back in its line, and no build server."""
    silent = any(environ.get(name) for name in ("NO_COLOR", "CI"))
    return sys.stderr.isatty() and not silent and environ.get("TERM") != "dumb"
