"""One job from its files to its measures: made, checked, and only then timed."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import checks
import data
import environments
import truth
from jobs import JOBS, Job, Kind
from measure import Command, Run, WrongError, interleaved, once
from programs import PROGRAMS, Question, words, write_thresholds
from table import OURS, Result

ROOT = Path(__file__).parents[1]
CMCN4 = str(Path(sys.executable).parent / "cmcn4")
_EXTRAS = {"duckdb": "duckdb", "spark": "pyspark"}
"""What has to be installed for an engine."""


class AbsentError(Exception):
    """What a job's engine needs is not installed: the message says what."""


class Folders(NamedTuple):
    """Where the data lie, where the environments, and where runs write."""

    data: Path
    environments: Path
    work: Path


class Told(NamedTuple):
    """A job's result, or None; what was wrong, and what was merely not there."""

    result: Result | None
    wrong: list[str]
    absent: list[str]


def measured(job: Job, folders: Folders, runs: int) -> Told:
    """Check a job's results, then measure it beside its base and the others."""
    told = Told(None, [], [])
    try:
        commands = {OURS: ours(job, folders)}
        expected = {OURS: checked(job, folders)}
        if job.base:
            base = by_name(job.base)
            commands[job.base] = ours(base, folders)
            expected[job.base] = checked(base, folders)
    except AbsentError as error:
        return told._replace(absent=[f"{job.name}: not available: {error}"])
    except WrongError as error:
        return told._replace(wrong=[f"{job.name}: {error}"])
    for name in job.others:
        try:
            command, run = other(name, job, folders)
        except environments.AbsentError as error:
            told.absent.append(f"{job.name}, {name}: could not be installed: {error}")
        except WrongError as error:
            told.wrong.append(f"{job.name}, {name}: {error}")
        else:
            commands[name], expected[name] = command, run
    try:
        found = interleaved(commands, runs, folders.work, expected)
    except WrongError as error:
        return told._replace(wrong=[*told.wrong, f"{job.name}: {error}"])
    mine, base_cost = found.pop(OURS), found.pop(job.base) if job.base else None
    return told._replace(result=Result(job, mine, base_cost, found))


def by_name(name: str) -> Job:
    """Return the job of that name."""
    return next(job for job in JOBS if job.name == name)


def ours(job: Job, folders: Folders, more: Iterable[str] = ()) -> Command:
    """Return the command of a job, with more options."""
    store = folders.work / ("cache-first" if job.first else "cache")

    def emptied() -> None:
        shutil.rmtree(store, ignore_errors=True)

    place = {"CMCN4_CACHE": str(store), "XDG_CACHE_HOME": str(store), "CMCN4_LANG": "en"}
    before = emptied if job.first else None
    if job.kind is Kind.WORDS:
        return Command([CMCN4, *job.options, *more], place, before)
    line = [CMCN4, "check", str(file(job.data, folders)), *engine(job.engine)]
    if job.pack:
        line += ["--targets", str(file(job.pack, folders))]
    if job.kind is not Kind.SAMPLE:
        line += ["--as-of", data.AS_OF]
    return Command([*line, *job.options, *more], place, before)


def engine(name: str) -> list[str]:
    """Return the option that asks for an engine; AbsentError if it is not installed."""
    if name in _EXTRAS and importlib.util.find_spec(_EXTRAS[name]) is None:
        raise AbsentError(f"{_EXTRAS[name]} is not installed beside cmcn4")
    return ["--engine", name] if name else []


def file(name: str, folders: Folders) -> Path:
    """Return a file's path; made, in a process of its own, if it is not there."""
    if name.startswith("samples/"):
        return ROOT / name
    stamp = folders.data / "made-by"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != _makers():
        shutil.rmtree(folders.data, ignore_errors=True)
        folders.data.mkdir(parents=True)
        stamp.write_text(_makers(), encoding="utf-8")
    path = folders.data / name
    if not path.exists():
        maker = [sys.executable, str(Path(data.__file__)), str(folders.data), name]
        subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
    return path


@cache
def _makers() -> str:
    """Return the digest of all that the bytes of the files depend on."""
    here = Path(__file__).parent
    sources = [here / "data.py", here / "workbooks.py", *(ROOT / "targets").rglob("*.yaml")]
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def truth_of(kind: Kind, path: Path) -> truth.Truth:
    """Return what is true of a file, worked out once."""
    found = truth.rows(path)
    if kind is Kind.MONTHLY:
        return truth.monthly(found, data.thresholds(), data.periods(12))
    known = truth.monthly(found, _Fifty(), [str(data.YEAR)])
    wide = path.name == "L_wide.xlsx"  # a row has all years of a series
    return known._replace(rows=len(known.verdicts)) if wide else known


class _Fifty(dict[str, int]):
    """What peers are asked of files of the built-in indicators: fifty, of each."""

    def __missing__(self, name: str) -> int:
        self[name] = 50
        return 50


@cache
def checked(job: Job, folders: Folders) -> Run:
    """Run a job's command, compare all it says; WrongError tells the first difference."""
    for problem in _problems(job, folders):
        raise WrongError(problem)
    run = once(ours(job, folders), folders.work)
    for problem in _printed(job, run, folders):
        raise WrongError(problem)
    return run


def _problems(job: Job, folders: Folders) -> Iterator[str]:
    """Tell what is wrong with the reports of a job's command."""
    if job.kind not in (Kind.MONTHLY, Kind.BUILT_IN):
        return
    path = file(job.data, folders)
    known = truth_of(job.kind, path)
    report, account = folders.work / "verdicts.csv", folders.work / "accounts.json"
    for left in (report, account):  # of a job that was wrong
        left.unlink(missing_ok=True)
    more = ("-o", str(report), "-o", str(account))
    run = once(ours(job, folders, more), folders.work)
    yield from checks.ended(run, _status(job, path))
    if job.kind is Kind.MONTHLY:
        yield from checks.verdicts(report, known, exact=path.suffix in (".csv", ".gz"))
    else:
        yield from checks.nation(report, _nation(path))
    yield from checks.accounts(account, known)


@cache
def _nation(path: Path) -> dict[str, str]:
    return truth.nation(truth.rows(path), ROOT / "targets", data.YEAR)


def _status(job: Job, path: Path) -> int:
    """Return the exit code that data ask for: errors, then misses."""
    if job.kind is Kind.SAMPLE:
        return 1
    known = truth_of(job.kind, path)
    words = known.counts() if job.kind is Kind.MONTHLY else Counter(_nation(path).values())
    return 3 if known.errors else 1 if words["fail"] else 0


def _printed(job: Job, run: Run, folders: Folders) -> Iterator[str]:
    """Tell what is wrong with what a job's command prints, and with the report it writes."""
    if job.kind is Kind.WORDS:
        yield from checks.ended(run, 0)
        if b"cmcn4" not in run.out:
            yield "it does not say its name"
        return
    path = file(job.data, folders)
    yield from checks.ended(run, _status(job, path))
    written = [folders.work / name for name in job.options if name.startswith("report.")]
    if job.kind is Kind.MONTHLY:
        yield from checks.summary(run, truth_of(job.kind, path))
        for report in written:
            yield from checks.verdicts(report, truth_of(job.kind, path), exact=True)
    for report in written:
        if not report.exists() or not report.stat().st_size:
            yield f"{report.name} was not written"


def other(name: str, job: Job, folders: Folders) -> tuple[Command, Run]:
    """Return the command of a peer or floor and what it prints, compared; else WrongError."""
    program, _, at = name.partition("@")
    kind = Kind.BUILT_IN if job.kind is Kind.WORDS else job.kind
    programs = environments.ready(PROGRAMS[program].environment, folders.environments)
    if not job.data:
        nothing = Command([str(programs / "python"), "-c", "pass"])
        return nothing, once(nothing, folders.work)
    path = file(at or job.data, folders)
    known = truth_of(kind, path)
    question = _question(kind, path, folders)
    problems: list[str] = []
    if PROGRAMS[program].judges and PROGRAMS[program].script:
        listed = folders.work / "names.csv"
        run = once(Command(words(program, programs, question, listed)), folders.work)
        problems += checks.answer(program, run, known, question)
        problems += [] if problems else checks.names(listed, known)
    command = Command(words(program, programs, question, None))
    run = once(command, folders.work)
    problems += checks.answer(program, run, known, question)
    for problem in problems:
        raise WrongError(problem)
    return command, run


def _question(kind: Kind, path: Path, folders: Folders) -> Question:
    thresholds = folders.work / f"thresholds-{kind.name}.csv"
    if kind is Kind.MONTHLY:
        write_thresholds(thresholds, data.thresholds())
        return Question(path, thresholds, data.periods(1)[0])
    write_thresholds(thresholds, {row[0]: 50 for row in truth.rows(path)})
    return Question(path, thresholds, str(data.YEAR))
