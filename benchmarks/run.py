"""Measure whole processes, interleaved, after each result was checked, as a Markdown table.

    python benchmarks/run.py                  # every job: half an hour and 2 GB of disk
    python benchmarks/run.py --quick          # the small ones, three runs each
    python benchmarks/run.py 1M-csv 10M-csv   # some
    python benchmarks/run.py --list           # what there is
    python benchmarks/run.py --write          # and put the table into README.md

Peers are installed into environments of their own. A job whose result is not what plain Python
works out has no row; a line says what was wrong, and the exit code is 1. Only ratios are worth
quoting: machines differ.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

import environments
import table
from bench import Folders, Told, by_name, measured
from jobs import JOBS, QUICK, Job

README = Path(__file__).with_name("README.md")
_QUICK_RUNS = 3
_IDLE = 0.5


def asked() -> argparse.Namespace:
    """Return the options."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("jobs", nargs="*", metavar="JOB", help="only these; see --list")
    options.add_argument("--runs", type=int, help="how many runs of each command count")
    options.add_argument("--quick", action="store_true", help=f"{_QUICK_RUNS} runs of small jobs")
    options.add_argument("--list", action="store_true", help="say what jobs there are")
    options.add_argument("--write", action="store_true", help="put the table into README.md")
    options.add_argument(
        "--environments", type=Path, default=environments.default_folder(), metavar="FOLDER",
        help="where peers are installed (%(default)s)",
    )  # fmt: skip
    options.add_argument(
        "--data", type=Path, metavar="FOLDER", help="keep the files there for the next time"
    )
    given = options.parse_args()
    if unknown := set(given.jobs) - {job.name for job in JOBS}:
        options.error(f"no such job: {', '.join(sorted(unknown))}; see --list")
    return given


def chosen(given: argparse.Namespace) -> list[Job]:
    """Return the jobs that are asked for, in their order."""
    names = given.jobs or (QUICK if given.quick else [job.name for job in JOBS])
    return [job for job in JOBS if job.name in names]


def lines(told: list[Told], *, idle: bool = True) -> list[str]:
    """Return on what it was measured, the table, and below it what has no row, and why."""
    pins = dict.fromkeys(pin for pinned in environments.PINNED.values() for pin in pinned)
    load = "" if idle else ", not idle: figures are off"
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors{load}"
    made = ["", f"{machine}; {', '.join(pins).replace('==', ' ')}.", "", table.HEAD]
    for each in told:
        if each.result is not None:
            made += table.rows(each.result)
    wrong = [f"- **failed**: {line}" for each in told for line in each.wrong]
    absent = [f"- {line}" for each in told for line in each.absent]
    return [*made, "", *wrong, *absent, *([""] if wrong or absent else [])]


def main() -> int:
    """Measure and print; return the exit code."""
    given = asked()
    if given.list:
        for job in JOBS:
            print(f"{job.name:20} {job.what}")
        return 0
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # every run would compile what it imports
    idle = os.getloadavg()[0] < _IDLE
    if not idle:
        print("The machine is not idle: figures will be off.", file=sys.stderr)
    told = []
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        kept = given.data.resolve() if given.data else work / "data"
        (work / "runs").mkdir()
        folders = Folders(kept, given.environments.resolve(), work / "runs")
        for job in chosen(given):
            print(f"{job.name} …", file=sys.stderr)
            runs = given.runs or (_QUICK_RUNS if given.quick else by_name(job.name).runs)
            told.append(measured(job, folders, runs))
            for line in (*told[-1].wrong, *told[-1].absent):
                print(f"  {line}", file=sys.stderr)
    made = lines(told, idle=idle)
    print("\n".join(made))
    if given.write:
        table.write(README, made)
    return 1 if any(each.wrong for each in told) else 0


if __name__ == "__main__":
    sys.exit(main())
