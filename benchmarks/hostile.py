"""Run the command on files made to do harm, and say what each of them cost.

    python benchmarks/hostile.py                  # all kinds, some minutes
    python benchmarks/hostile.py xlsx packs       # some
    python benchmarks/hostile.py FILE.xlsx …      # and files that are there already

A failure is what takes more than 5 s of processor time or 500 MB, is ended by the limits, prints a
traceback, or ends as a defect; with one the exit code is 1.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import hostile_texts as texts
import hostile_workbooks as workbooks
import hostile_wrongs as wrongs
from measure import Command, Limits, once

MOST_SECONDS, MOST_MEGABYTES = 5.0, 500.0
_LIMITS = Limits(cpu=60, wall=120, memory=4 << 30)
_DEFECT = 4
"""The exit code of a defect."""
_GOOD = "indicator,area,period,value,unit,source\negdi-rank,VN,2024,71,rank,UN DESA\n"
KINDS: dict[str, tuple[str, Callable[[], texts.Makers], tuple[str, ...]]] = {
    "xlsx": (".xlsx", workbooks.workbooks, ()),
    "ods": (".ods", workbooks.spreadsheets, ()),
    "xls": (".xls", workbooks.old_workbooks, ()),
    "csv": (".csv", texts.tables, ()),
    "gz": (".csv.gz", texts.packed, ()),
    "wrongs": (".csv", wrongs.tables, ()),
    "wrong-cells": (".xlsx", wrongs.workbooks, ()),
    "folders": ("", wrongs.folders, ()),
    "earlier": (".csv", wrongs.tables, ("--baseline",)),
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
    """Run a command within limits; what an earlier run kept must not spare it anything."""
    run = once(Command(command, {"CMCN4_CACHE": ""}), folder, _LIMITS)
    said = run.out + run.err
    wrongs = {
        "traceback": b"Traceback (most recent" in said,
        "internal-error": b"internal-error" in said,
        "defect": run.status == _DEFECT,
        "ended by the limits": run.status < 0,
        "slow": run.cost.cpu > MOST_SECONDS,
        "large": run.cost.megabytes > MOST_MEGABYTES,
    }
    wrong = ", ".join(what for what, is_so in wrongs.items() if is_so)
    return Cost(run.cost.cpu, run.cost.megabytes, run.status, wrong)


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
            make()(path)
            yield (
                f"{kind} {name}",
                cost(command_for(path, good, option), folder),
                sum(one.stat().st_size for one in (path, *path.glob("*"))),
            )
            shutil.rmtree(path) if path.is_dir() else path.unlink()


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
