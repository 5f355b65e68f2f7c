"""Run whole processes in turn and take the system's own account of each.

A small process of its own starts each command, since the system counts the memory of who starts a
process as that process's. Needs a POSIX system.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_BYTES = {"darwin": 1}.get(sys.platform, 1 << 10)
"""The unit in which the system tells peak memory."""
_STARTER = """
import json, os, resource, signal, sys, time
most_cpu, most_wall, most_memory = map(int, sys.argv[1:4])
out, err, *command = sys.argv[4:]
for kind, most in ((resource.RLIMIT_CPU, most_cpu), (resource.RLIMIT_AS, most_memory)):
    if most:
        resource.setrlimit(kind, (most, most))
made = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
files = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
         (os.POSIX_SPAWN_OPEN, 1, out, made, 0o600), (os.POSIX_SPAWN_OPEN, 2, err, made, 0o600)]
begun = time.perf_counter()
child = os.posix_spawn(command[0], command, os.environ, file_actions=files)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.alarm(most_wall)
_, status, usage = os.wait4(child, 0)
signal.alarm(0)
wall = time.perf_counter() - begun
cpu = usage.ru_utime + usage.ru_stime
print(json.dumps([cpu, wall, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""


class Limits(NamedTuple):
    """Seconds of processor and wall time, and bytes, after which a run is ended; 0 is no limit."""

    cpu: int = 1_800
    wall: int = 0
    memory: int = 0


TIMED = Limits()


class Measure(NamedTuple):
    """Processor time (with system and children) and wall time in seconds, peak memory in MB."""

    cpu: float
    wall: float
    megabytes: float


class Run(NamedTuple):
    """What a run cost, how it ended, and what it printed."""

    cost: Measure
    status: int
    out: bytes
    err: bytes


class Command(NamedTuple):
    """A command line and what is put into its environment; `before` makes its run a first one."""

    words: Sequence[str]
    environment: Mapping[str, str] = {}
    before: Callable[[], None] | None = None


class WrongError(Exception):
    """A run did not do what it should have done: the message says what."""


def once(command: Command, folder: Path, limits: Limits = TIMED) -> Run:
    """Run a command to its end, in that folder."""
    if command.before is not None:
        command.before()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CMCN4_", "PYTHON", "COLUMNS", "FORCE_COLOR"))
    }
    out, err = folder / "out", folder / "err"
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _STARTER, *map(str, limits), out, err, *command.words],
        cwd=folder,
        env=kept | {"LC_ALL": "C.UTF-8", "NO_COLOR": "1", **command.environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    cpu, wall, memory, status = json.loads(told.stdout)
    cost = Measure(cpu, wall, memory * _BYTES / (1 << 20))
    return Run(cost, status, out.read_bytes(), err.read_bytes())


def interleaved(
    commands: Mapping[str, Command], runs: int, folder: Path, expected: Mapping[str, Run]
) -> dict[str, Measure]:
    """Return the medians of each command over runs in turn, after one that is not counted.

    Each run must end and print as the expected one did, which was checked: else WrongError.
    """
    found: dict[str, list[Measure]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            run = once(command, folder)
            if (run.status, run.out) != (expected[name].status, expected[name].out):
                raise WrongError(f"{name}: another result than the one that was checked")
            if turn:
                found[name].append(run.cost)
    return {name: median(costs) for name, costs in found.items()}


def median(costs: Sequence[Measure]) -> Measure:
    """Return the median of each figure."""
    return Measure(*(statistics.median(column) for column in zip(*costs, strict=True)))
