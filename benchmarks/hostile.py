"""Run the command on files made to do harm, and say what each of them cost.

    python benchmarks/hostile.py                  # all kinds, some minutes
    python benchmarks/hostile.py xlsx packs       # some
    python benchmarks/hostile.py FILE.xlsx …      # and files that are there already

A failure is what takes more than 5 s of processor time or 500 MB, is ended by the limits, prints a
traceback, or ends as a defect; with one the exit code is 1.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import hostile_texts as texts
import hostile_workbooks as workbooks

MOST_SECONDS, MOST_MEGABYTES = 5.0, 500.0
_LAST, _MEMORY, _DEFECT = 60, 4 << 30, 4
"""Where the limits end a run: seconds, bytes. The exit code of a defect."""
_GOOD = "indicator,area,period,value,unit,source\negdi-rank,VN,2024,71,rank,UN DESA\n"
KINDS: dict[str, tuple[str, Callable[[], texts.Makers], tuple[str, ...]]] = {
    "xlsx": (".xlsx", workbooks.workbooks, ()),
    "ods": (".ods", workbooks.spreadsheets, ()),
    "xls": (".xls", workbooks.old_workbooks, ()),
    "csv": (".csv", texts.tables, ()),
    "gz": (".csv.gz", texts.packed, ()),
    "packs": (".yaml", texts.packs, ("--targets",)),
    "settings": (".toml", texts.settings, ("--config",)),
    "reports": (".json", texts.reports, ("--baseline",)),
}
"""Suffix, makers, and the option that names such a file; without one it is data."""


class Cost(NamedTuple):
    """Processor time in seconds with that of children, peak memory in MB, and how it ended."""

    seconds: float
    megabytes: float
    status: int
    wrong: str


def cost(command: list[str], folder: Path) -> Cost:
    """Run a command within limits."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (_LAST, _LAST))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

    told = folder / "told"
    with told.open("wb") as stream:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            preexec_fn=limited,  # noqa: PLW1509 - no threads here
            cwd=folder,
        )
        end = time.monotonic() + 2 * _LAST
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            if time.monotonic() > end:
                process.kill()
            time.sleep(0.01)
    _, status, usage = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    said = told.read_bytes()
    wrongs = {
        "traceback": b"Traceback (most recent" in said,
        "internal-error": b"internal-error" in said,
        "defect": process.returncode == _DEFECT,
        "ended by the limits": process.returncode < 0,
    }
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    wrongs["slow"], wrongs["large"] = seconds > MOST_SECONDS, megabytes > MOST_MEGABYTES
    wrong = ", ".join(what for what, is_so in wrongs.items() if is_so)
    return Cost(seconds, megabytes, process.returncode, wrong)


def apart(path: Path, make: Callable[[], texts.Maker]) -> None:
    """Make a file in a process of its own: the system counts our memory as that of our children."""
    process = multiprocessing.get_context("fork").Process(target=lambda: make()(path))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def command_for(path: Path, good: Path, option: tuple[str, ...]) -> list[str]:
    data = [*option, str(path), str(good)] if option else [str(path)]
    settings = [] if "--config" in option else ["--no-config"]
    return [sys.executable, "-m", "cmcn4", "check", "--as-of", "2025", *settings, *data]


def runs(wanted: list[str], folder: Path) -> Iterator[tuple[str, Cost, int]]:
    """Yield what was run, what it cost, and the bytes of the file."""
    good = folder / "good.csv"
    good.write_text(_GOOD, encoding="utf-8")
    given = [Path(name).resolve() for name in wanted if name not in KINDS]
    for path in given:
        yield path.name, cost(command_for(path, good, ()), folder), path.stat().st_size
    for kind in [name for name in wanted if name in KINDS] or ([] if given else [*KINDS]):
        suffix, makers, option = KINDS[kind]
        for name, make in makers().items():
            path = folder / f"made{suffix}"
            apart(path, make)
            yield (
                f"{kind} {name}",
                cost(command_for(path, good, option), folder),
                path.stat().st_size,
            )
            path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("wanted", nargs="*", metavar="KIND|FILE", help=" ".join(KINDS))
    failed = 0
    print("| input | kB | s | MB | exit code | |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, measured, size in runs(parser.parse_args().wanted, Path(folder)):
            seconds, megabytes, status, wrong = measured
            failed += bool(wrong)
            line = (
                f"{name} | {size / 1000:.0f} | {seconds:.1f} | {megabytes:.0f} | {status} | {wrong}"
            )
            print(f"| {line} |", flush=True)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
