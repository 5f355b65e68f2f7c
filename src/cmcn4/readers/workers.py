"""Reading many or large files in several processes at once.

Processes are started afresh (`spawn`) on every system, so that what is tested on one is what runs
on the others. What a worker that dies or meets the unexpected leaves is read by the caller.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import stat
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import active_children, get_context, resource_tracker
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cmcn4.readers.containers import CONTAINERS
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.files import Part, read_part
from cmcn4.readers.reading import Context

if TYPE_CHECKING:
    from cmcn4.readers import Reading, ReadOptions

_EMPTY = 5_000  # bytes of a workbook that are there without any cell
_START, _WORTH = 0.4, 0.5
"""Seconds it takes to start processes, and seconds that are worth the bother."""
_WORKBOOK, _TEXT = (7e-3, 2.4e-6, 0.1e-6), (2e-3, 0.15e-6, 0.06e-6)
"""Seconds to open a file, and seconds a byte to read and to hand over; cells are packed."""
_SAFE_PATH = "PYTHONSAFEPATH"
_CONTEXTS: list[Context] = []  # in a worker: what it reads with


def pays(files: list[str], sizes: list[int], processes: int) -> bool:
    """Whether reading at once is clearly faster, by what benchmarks/README.md has measured.

    The longest file is read by one process alone, and what was read must be handed over.
    """
    costs = [_cost(*each) for each in zip(files, sizes, strict=True)]
    shared = sum(read + hand_over for read, hand_over in costs) / min(processes, len(files))
    alone = [read for read, _ in costs]
    return sum(alone) - max(shared, *alone) >= _START + _WORTH


def _cost(path: str, size: int) -> tuple[float, float]:
    """Return the seconds it takes to read a file, and to hand over what was read."""
    workbook = CONTAINERS.get(suffix_of(path), "delimited") != "delimited"
    opening, read, hand_over = _WORKBOOK if workbook else _TEXT
    size = max(0, size - _EMPTY) if workbook else size
    return opening + size * read, size * hand_over


def read_at_once(
    files: list[str], sizes: list[int], options: ReadOptions, how: Reading
) -> dict[int, Part]:
    """Return the parts of the files by their number; what is missing is for the caller to read."""
    plain = [number for number, path in enumerate(files) if _is_plain(path)]
    plain.sort(key=lambda number: _cost(files[number], sizes[number]), reverse=True)
    parts: dict[int, Part] = {}
    done = 0
    # A worker that cannot be started, for want of memory or rights, is done without.
    with contextlib.suppress(OSError, ImportError, NotImplementedError), TemporaryDirectory(
        ignore_cleanup_errors=True
    ) as folder, _pool(min(how.processes, len(plain)), options, folder) as pool:  # fmt: skip
        futures: dict[Future[str], int] = {}
        with contextlib.suppress(OSError), _safe_path(), _uninterrupted():
            for number in plain:
                futures[pool.submit(_read, files[number], f"{folder}/{number}")] = number
        for future in as_completed(futures):
            number = futures.pop(future)
            if future.exception() is None:  # else the caller meets it himself
                parts[number] = pickle.loads(Path(future.result()).read_bytes())  # noqa: S301 - our own
                Path(future.result()).unlink()
                done += sizes[number]
            if how.watch:
                how.watch(done, sum(sizes))
    return parts


def _is_plain(path: str) -> bool:
    """Whether a path is a file that another process can open: neither a pipe nor `-`."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - any text, also a bad one
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def _pool(count: int, options: ReadOptions, folder: str) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of workers, none of which outlives the block, not even in the midst of a file.

    NOTE: options and parts go by files, for a process that dies leaves a message longer than a
    pipe takes at once half written or half read, and the other side would wait for ever: the pool
    itself holds open both ends of its pipes.
    """
    others = set(active_children())
    path = Path(folder, "options")
    path.write_bytes(pickle.dumps(options))
    pool = ProcessPoolExecutor(count, get_context("spawn"), _start, (str(path),))
    try:
        yield pool
    finally:
        for process in {*active_children()} - others:
            process.terminate()
        pool.shutdown(cancel_futures=True)


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
        os.environ.pop(_SAFE_PATH)
        if before is not None:
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


def _start(path: str) -> None:
    """Make a worker ready to read, with the options in a file."""
    # Where a process inherits that the signal is blocked this says it again.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _CONTEXTS.append(Context(pickle.loads(Path(path).read_bytes())))  # noqa: S301 - our own


def _read(path: str, into: str) -> str:
    """Read a file; return the name of the one that its part is written to."""
    Path(into).write_bytes(pickle.dumps(read_part(path, _CONTEXTS[0])))
    return into
