"""Running the command, as a process of its own or within this one; and what it is run on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from cmcn4.cli.boundary import run

HEADER = "indicator,area,period,value,unit,source,released\n"
EGDI = "egdi-rank,VN,2024,71,rank,UN DESA,2024-09-17\n"
FIBRE = "fibre-households,VN,2025,85.1,% of households,MOST,\n"
ECONOMY = "digital-economy-share,VN,2025,14.02,% of GDP,NSO,2025-12-30\n"
GOOD = HEADER + FIBRE
"""One target met, nothing else judged: exit 0."""
MISSED = HEADER + ECONOMY
"""A target that fell due is missed: exit 1."""
PLAN = """\
format: cmcn4/pack@1
id: plan
document:
  number: 1/KH
  issued: "2019-01-15"
  issuer: {vi: Tỉnh, en: Province}
  title: {vi: Kế hoạch, en: Plan}
targets:
  - id: fibre-2025
    order: 1
    indicator: fibre-households
    horizon: 2025
    title: {vi: Cáp quang, en: Fibre}
    quote: không dưới 90% hộ
    rule: {kind: threshold, at_least: 90}
"""
"""A pack with one target."""
DENSITY = """\
format: cmcn4/pack@1
id: plan
document: {number: null, issued: "2022-01-01", issuer: {vi: a, en: a}, title: {vi: a, en: a}}
applies_to: [VN, vn-hue]
units: [{id: firms per 1000, kind: rate, per: 1000, names: {vi: a, en: a}}]
indicators:
  - {id: digital-firms, names: {vi: a, en: a}, unit: enterprises, direction: higher}
  - id: density
    names: {vi: b, en: b}
    unit: firms per 1000
    direction: higher
    derived: {ratio: [digital-firms, population]}
targets:
  - id: dens
    order: 1
    indicator: density
    horizon: 2025
    title: {vi: d, en: d}
    quote: x
    rule: {kind: threshold, at_least: 1}
"""
"""A plan of one target on an indicator that is worked out of two others."""

AT_2025 = ("--as-of", "2025", "--lang", "en")


class Result(NamedTuple):
    """What a run of the command left behind."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


def inside(*args: object, stdin: bytes = b"", together: bool = False) -> Result:
    """Run the command within this process, its streams being bytes in memory, apart or one."""
    out = io.TextIOWrapper(io.BytesIO())
    err = out if together else io.TextIOWrapper(io.BytesIO())
    source = io.TextIOWrapper(io.BytesIO(stdin))
    argv = ["cmcn4", *map(str, args)]
    given = patch.object(sys, "argv", argv), patch.object(sys, "stdin", source)
    with given[0], given[1], redirect_stdout(out), redirect_stderr(err):
        code = run()
    return Result(int(code), taken(out), taken(err))


def taken(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "cmcn4", *map(str, args)]


def program(
    *args: object,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdout: Any = subprocess.PIPE,
) -> Result:
    """Run the command as a process of its own."""
    done = subprocess.run(
        command(*args),
        input=stdin,
        env=os.environ | (env or {}),
        cwd=cwd,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    return Result(done.returncode, done.stdout or b"", done.stderr)


def write(folder: Path, text: str | bytes, name: str = "data.csv") -> Path:
    """Write a file of data and return its path."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def judged(result: Result) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the assessments of a JSON report by target and area."""
    return {(each["target"], each["area"]): each for each in result.json["assessments"]}


def verdict(result: Result, target: str, area: str = "VN") -> Any:
    return judged(result)[target, area]["verdict"]


def codes(result: Result) -> list[str]:
    """Return the codes of a JSON report's findings."""
    return [each["code"] for each in result.json["findings"]]


def finding(result: Result, code: str) -> dict[str, Any]:
    """Return the one finding of that code."""
    (found,) = (each for each in result.json["findings"] if each["code"] == code)
    assert isinstance(found, dict)
    return found


def lines(text: str) -> Sequence[str]:
    return [line for line in text.splitlines() if line.strip()]


def untraced(*results: Result) -> None:
    """No run may ever show a traceback."""
    for each in results:
        assert b"Traceback" not in each.stdout + each.stderr


def environment(**more: str) -> dict[str, str]:
    """A CI's own environment: nothing of git's or the tests' is seen in it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "COV", "PYTEST"))}
    return kept | more


def git(folder: Path, *args: str, **more: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *args], cwd=folder, env=environment(**more), timeout=300, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return f"{done.stdout.decode()}exit {done.returncode}"


def committed(folder: Path) -> str:
    """Make a folder a repository with one commit, and return that."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "-m", "all")
    return git(folder, "rev-parse", "HEAD").split()[0]
