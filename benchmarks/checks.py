"""Look at what came out before anything is timed: whatever is not as expected is told, in words."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from measure import Run
from programs import PROGRAMS, Question
from truth import Pair, Truth, Verdict, number, rows

_COUNTS = re.compile(
    r"TARGETS +(\d+) met, (\d+) missed, (\d+) to\s+review, (\d+) not\s+yet\s+due, "
    r"(\d+)\s+without\s+data(?: · (\d+)\s+contested)?"
)
_ACCOUNTS = re.compile(r'"observations": ?(\d+).*?"errors": ?(\d+)', re.DOTALL)


def ended(run: Run, expected: int) -> Iterator[str]:
    """Tell of another exit code than was expected, with what the run said last."""
    if run.status != expected:
        said = run.err.decode("utf-8", "replace").strip().rpartition("\n")[2]
        yield f"exit code {run.status} instead of {expected}: {said[:200]}"


def verdicts(path: Path, truth: Truth, *, exact: bool) -> Iterator[str]:
    """Compare each verdict of a csv or JSON report, with its value, month and `contested`.

    Values are compared as they are written if that is `exact`, else as numbers.
    """
    if not path.exists():
        yield "no report was written"
        return
    found: dict[Pair, Verdict] = {}
    for row in _assessments(path):
        pair = row["indicator"], row["area"]
        if pair in found:
            yield f"{pair} is judged twice"
        contested = row["contested"] in ("true", True)
        found[pair] = Verdict(row["verdict"], row["value"] or "", row["period"] or "", contested)
    wrong = {
        pair
        for pair in found.keys() | truth.verdicts
        if not _same(found.get(pair), truth.verdicts.get(pair), exact=exact)
    }
    for pair in sorted(wrong)[:1]:
        yield (
            f"{len(wrong)} verdicts differ, first {pair}: {found.get(pair)} instead of "
            f"{truth.verdicts.get(pair)}"
        )


def _assessments(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the assessments of a report, numbers as they are written."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        if path.suffix == ".json":
            yield from json.load(stream, parse_float=str, parse_int=str)["assessments"]
        else:
            yield from csv.DictReader(stream)


def _same(here: Verdict | None, there: Verdict | None, *, exact: bool) -> bool:
    if here is None or there is None:
        return there is None and here == Verdict("no-data")
    if not exact and number(here.value) == number(there.value):
        there = there._replace(value=here.value)
    return here == there


def nation(path: Path, expected: Mapping[str, str]) -> Iterator[str]:
    """Compare the country's verdicts of a csv report with those that can be known."""
    if not path.exists():
        yield "no report was written"
        return
    found = {row["target"]: row["verdict"] for row in _assessments(path) if row["area"] == "VN"}
    known = {target: word for target, word in expected.items() if target in found}
    if not known:
        yield "no verdict of the country that can be known"
    for target, word in known.items():
        if found[target] != word:
            yield f"{target} is {found[target]} instead of {word}"


def accounts(path: Path, truth: Truth) -> Iterator[str]:
    """Compare how many figures were read, and how many errors, by the head of a JSON report."""
    if not path.exists():
        yield "no report was written"
        return
    with path.open(encoding="utf-8") as stream:
        head = stream.read(1 << 16).partition('"assessments"')[0]
    counts = [tuple(map(int, pair)) for pair in _ACCOUNTS.findall(head)]
    read, errors = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
    if (read, errors) != (truth.read, truth.errors):
        yield (
            f"{read} figures read, {errors} errors instead of {truth.read} figures read, "
            f"{truth.errors} errors"
        )


def summary(run: Run, truth: Truth) -> Iterator[str]:
    """Compare the counts that a run prints."""
    expected = truth.counts()
    told = _COUNTS.search(run.out.decode("utf-8", "replace"))
    if told is None:
        yield "no summary printed"
        return
    met, missed, review, pending, without, contested = (int(each or 0) for each in told.groups())
    found = {"pass": met, "fail": missed, "no-data": without, "contested": contested}
    if found != expected or review or pending:
        yield f"the summary says {told[0]!r} instead of {expected}"


def answer(name: str, run: Run, truth: Truth, question: Question) -> Iterator[str]:
    """Compare what a peer or a floor counted."""
    program = PROGRAMS[name]
    if name == "check-jsonschema":
        yield from ended(run, 1 if truth.failing else 0)
        yield from _named(_schema_errors(run, question), truth)
        return
    yield from ended(run, 0)
    if not program.script:
        return
    expected = f"{truth.rows} {len(truth.failing) if program.judges else -1}"
    found = run.out.decode("utf-8", "replace").strip()
    if found != expected:
        yield f"rows and failing rows {found!r} instead of {expected!r}"


def names(path: Path, truth: Truth) -> Iterator[str]:
    """Compare the failing rows that a peer or a floor wrote down."""
    if not path.exists():
        yield "no failing rows were named"
        return
    with path.open(encoding="utf-8", newline="") as stream:
        yield from _named([(row[0], row[1]) for row in csv.reader(stream)], truth)


def _named(found: list[Pair], truth: Truth) -> Iterator[str]:
    if len(found) != len(truth.failing) or set(found) != truth.failing:
        yield f"{len(found)} failing rows named, not the {len(truth.failing)} that fail"


def _schema_errors(run: Run, question: Question) -> list[Pair]:
    """Return the rows that check-jsonschema names, each once however many rules it breaks."""
    try:
        errors = json.loads(run.out)["errors"]
    except (ValueError, KeyError):
        return []
    places = sorted({int(error["path"].split("[")[1].split("]")[0]) for error in errors})
    read = [(row[0], row[1]) for row in rows(question.path)]
    return [read[place] for place in places]
