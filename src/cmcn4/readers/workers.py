"""Reading many or large files in several processes at once.

Processes are started afresh (`spawn`) on every system, so that what is tested on one is what runs
on the others. A worker that dies leaves its file to the caller, who reads it himself: the outcome
is that of reading one after the other.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import stat
from collections.abc import Iterator
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from cmcn4.model.so_far import SoFar
from cmcn4.readers.containers import CONTAINERS
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.parts import Part, read_part
from cmcn4.readers.reading import Context

if TYPE_CHECKING:
    from cmcn4.readers import Reading, ReadOptions

_EMPTY = 5_000
"""Bytes of a workbook that are there without any cell."""
_START, _WORTH = 0.4, 0.5
"""Seconds it takes to start processes, and seconds that are worth the bother."""
_WORKBOOK, _TEXT = (12e-3, 0.6e-6, 0.1e-6), (2e-3, 0.15e-6, 0.06e-6)
"""Seconds to open a file, and seconds a byte to read and to hand over; cells are packed."""
_SAFE_PATH = "PYTHONSAFEPATH"
_PATIENCE = 5.0
"""Seconds that a process which was told to end is given to do so."""


def pays(files: list[str], sizes: list[int], processes: int) -> bool:
    """Whether reading at once is clearly faster, by what benchmarks/README.md has measured.

    The longest file is read by one process alone, and what was read must be handed over.
    """
    costs = [_cost(path, size) for path, size in zip(files, sizes, strict=True)]
    shared = sum(read + hand_over for read, hand_over in costs) / min(processes, len(files))
    longest = max(read for read, _ in costs)
    alone = sum(read for read, _ in costs)
    return alone - max(shared, longest) >= _START + _WORTH


def _cost(path: str, size: int) -> tuple[float, float]:
    """Return the seconds it takes to read a file, and to hand over what was read."""
    if CONTAINERS.get(suffix_of(path), "delimited") != "delimited":
        size = max(0, size - _EMPTY)
        opening, read, hand_over = _WORKBOOK
    else:
        opening, read, hand_over = _TEXT
    return opening + size * read, size * hand_over


def read_at_once(
    files: list[str], sizes: list[int], options: ReadOptions, how: Reading
) -> dict[int, Part]:
    """Return the parts of the files by their number; what is missing is for the caller to read."""
    heaviest_last = sorted(
        (number for number, path in enumerate(files) if is_plain(path)),
        key=lambda number: _cost(files[number], sizes[number]),
    )
    parts: dict[int, Part] = {}
    done, total = 0, sum(sizes)
    with _workers(min(how.processes, len(heaviest_last)), options) as busy:
        for connection in busy:
            _hand_out(busy, connection, files, heaviest_last)
        while waiting := [worker for worker, number in busy.items() if number is not None]:
            ready = set(wait(waiting, timeout=1))
            for connection in filter(ready.__contains__, waiting):
                number = busy[connection]
                try:
                    part: Part = connection.recv()
                except (EOFError, OSError):  # the process has died
                    busy[connection] = None
                    continue
                if number is not None:
                    parts[number] = part
                    done += sizes[number]
                _hand_out(busy, connection, files, heaviest_last)
            if how.watch:
                read = len(parts)
                how.watch(SoFar("reading", done, total, files=read, of_files=len(files)))
    return parts


def _hand_out(
    busy: dict[Connection, int | None], worker: Connection, files: list[str], left: list[int]
) -> None:
    """Give a worker the next file; it is busy with None when there is none or it has died."""
    busy[worker] = None
    if left:
        number = left.pop()
        try:
            worker.send(files[number])
        except OSError:
            return
        busy[worker] = number


def is_plain(path: str) -> bool:
    """Whether a path is a file that another process can open: neither a pipe nor `-`."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - any text, also a bad one
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def _workers(count: int, options: ReadOptions) -> Iterator[dict[Connection, int | None]]:
    """Give the connections of running workers; none of these outlives the block."""
    context = get_context("spawn")
    started = []
    busy: dict[Connection, int | None] = {}
    try:
        # A worker that cannot be started, for want of memory or rights, is done without.
        with contextlib.suppress(OSError), _safe_path(), _uninterrupted():
            for _ in range(count):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs,), daemon=True)
                process.start()
                theirs.close()
                started.append(process)
                busy[ours] = None
        # NOTE: as an argument this much would be written to a pipe whose other end the starting
        # process holds open itself: it would wait for ever for a process that has died.
        for connection in busy:
            with contextlib.suppress(OSError):
                connection.send(options)
        yield busy
    finally:
        for connection in busy:
            connection.close()
        for process in started:
            process.terminate()
        for process in started:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()


@contextlib.contextmanager
def _safe_path() -> Iterator[None]:
    """Start processes that import nothing from the working folder.

    NOTE: Python starts them with `-c`, which puts that folder first on the path; in a folder of
    submissions a file named like a module of Python's would be run.
    https://docs.python.org/3/using/cmdline.html#envvar-PYTHONSAFEPATH
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_SAFE_PATH)
        else:
            os.environ[_SAFE_PATH] = before


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes deaf to Ctrl-C, which a terminal sends to them too: it is we who end them.

    They inherit that the signal is blocked; to us it is delivered at the end of the block.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows a process inherits no such thing
        yield
        return
    # NOTE: starting Python's tracker of resources would unblock the signal.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: Connection) -> None:
    """Take the options, then read file after file, until nobody is listening any more."""
    # Where a process inherits that the signal is blocked this says it again.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    with contextlib.suppress(EOFError, OSError):
        context = Context(connection.recv())
        while True:
            connection.send(read_part(connection.recv(), context))
