"""The same rows judged one by one and in bulk: everything that is told has to be equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from difflib import unified_diff

import pytest

from cmcn4.engines import library
from cmcn4.engines.judging.assessments import InBulk
from cmcn4.engines.judging.sieve import Sieve
from cmcn4.engines.rows import LARGEST, MOST_DECIMALS, PlainRows
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.run import evaluate
from cmcn4.evaluation.settings import Settings
from cmcn4.model.observation import Observation, Submission
from cmcn4.model.report import Assessment, Counts, Report
from cmcn4.reporters import Style, render
from cmcn4.reporters.presentation.opening.counting import counted
from cmcn4.reporters.presentation.words import Words

FORMATS = ("json", "csv", "table")


def both(
    submission: Submission, settings: Settings, formats: Sequence[str] = FORMATS
) -> tuple[Report, Sieve]:
    """Judge both ways, compare all that is told, and return the report in bulk."""
    plainly = evaluate(replace(submission), settings)
    told = {name: render(name, plainly, Style()) for name in formats}
    plain = _empty()
    rest = taken(plain, submission.observations)
    sieve = Sieve(plain, replace(submission, observations=rest), settings)
    report = evaluate(sieve.submission, settings, sieve)
    # What is known from the columns alone, before anybody has asked the judge.
    assert numbers(report) == numbers(plainly)
    for but in (frozenset[str](), frozenset({"VN", "xa-1"})):
        assert by_target(report, but) == by_target(plainly, but)
    brief = [(one.area, one.chosen.id, one.verdict, one.contested) for one in report.assessments]
    assert brief == [
        (one.area, one.chosen.id, one.verdict, one.contested) for one in plainly.assessments
    ]
    assert report.summary == plainly.summary
    assert list(report.seen.items()) == list(plainly.seen.items())
    assert sorted(map(repr, report.observations)) == sorted(map(repr, plainly.observations))
    assert len(report.observations) == len(plainly.observations)
    for mine, theirs in zip(report.assessments, plainly.assessments, strict=True):
        assert isinstance(mine, Assessment)
        assert differing_fields(mine, theirs) == {}
    for name, text in told.items():
        assert differing(render(name, report, Style()), text) == [], name
    return report, sieve


def numbers(report: Report) -> tuple[list[str], list[object], list[object]]:
    """Return how many came to what, and the areas, all in their order."""
    counts = report.counts
    made = Counts.of(report.assessments, {"VN"})
    return counts.areas, [*counts.tallies], [*counts.parts.items(), len(report.assessments), made]


def by_target(report: Report, but: frozenset[str]) -> list[object]:
    """Return each target by numbers of areas, with those farthest from it."""
    return [
        ([check.chosen.id for check in line.checks], line.first.area, list(line.results.items()),
         line.contested, [(one.area, one.gap) for one in line.far])
        for line in counted(report.assessments, Words("en", report.catalogue), but)
    ]  # fmt: skip


def _empty() -> PlainRows:
    """Return an empty table, in a database that is there: to make one takes 40 ms."""
    for (table,) in _DATABASE.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        _DATABASE.execute(f'DROP TABLE "{table}"')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library.duckdb, "connect", _DATABASE.cursor)
        return PlainRows()


_DATABASE = library.duckdb.connect()


def taken(plain: PlainRows, observations: Iterable[Observation]) -> list[Observation]:
    """Put the observations that are plain into the table; return the others."""
    rows, others = [], []
    for observation in observations:
        row = _row(plain, observation)
        if row is None:
            others.append(observation)
        else:
            rows.append(row)
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        unnested = ", ".join(["unnest(?)"] * len(columns))
        plain.connection.execute(f"INSERT INTO plain SELECT {unnested}", columns)
    return others


def _row(plain: PlainRows, observation: Observation) -> tuple[int, ...] | None:
    value = observation.value
    parts = value.low.as_tuple()
    is_plain = (
        value.is_point and not observation.breakdown and observation.made is None
        and isinstance(parts.exponent, int) and -MOST_DECIMALS <= parts.exponent <= 0
        and len(parts.digits) <= LARGEST and (value.low or not parts.sign)
    )  # fmt: skip
    if not is_plain:
        return None
    digits = -int(parts.exponent)
    return (
        plain.indicators.place(observation.indicator), plain.areas.place(observation.area),
        plain.periods.place(observation.period), plain.origins.place(observation.origin),
        plain.files.place((observation.sheet, observation.column)), observation.row,
        int(value.low.scaleb(digits, EXACT)), digits,
    )  # fmt: skip


def differing(one: bytes, other: bytes) -> list[str]:
    """Return the lines that differ."""
    before, after = other.decode().splitlines(), one.decode().splitlines()
    return list(unified_diff(before, after, lineterm="", n=0)) if one != other else []


def differing_fields(one: Assessment, other: Assessment) -> dict[str, tuple[str, str]]:
    """Return the fields that differ as text, for 55.20 is not 55.2."""
    pairs = {
        field.name: (getattr(one, field.name), getattr(other, field.name))
        for field in fields(Assessment)
    }
    told = {name: (repr(a), repr(b)) for name, (a, b) in pairs.items() if a is not b}
    return {name: pair for name, pair in told.items() if pair[0] != pair[1]}


def in_bulk(report: Report) -> set[tuple[str, str]]:
    """Return target and area of what was judged in bulk."""
    return {
        (one.chosen.target.id, one.area) for one in report.assessments if isinstance(one, InBulk)
    }
