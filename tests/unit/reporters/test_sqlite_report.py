"""The audit database: everything the report knows as tables, and the same bytes every time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.api import Report
from cmcn4.errors import OutputError
from cmcn4.model.interval import point
from cmcn4.reporters import FORMATS, Style, render
from cmcn4.reporters.audit.schema import TABLES, columns
from cmcn4.reporters.record.build import as_dict
from golden.canonical import report

DISAGREE = "SELECT target, area FROM verdicts_again WHERE NOT agrees"
LISTS = {"progress", "missing", "before", "decision", "accept", "band"}
HOSTILE = "'); DROP TABLE targets; --\x00\x1b[31m\"`|\ud800é"


def opened(judged: Report, lang: str = "en") -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(render("sqlite", judged, Style(lang=lang)))
    return database


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(opened(report())) as found:
        yield found


def one(database: sqlite3.Connection, query: str, *values: Any) -> Any:
    (row,) = database.execute(query, values).fetchall()
    return row[0] if len(row) == 1 else row


def test_it_goes_to_a_file_only() -> None:
    assert FORMATS["sqlite"].suffix == ".sqlite"
    assert not FORMATS["sqlite"].stdout


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_assessments_say_what_the_json_says(lang: str) -> None:
    with closing(opened(report(), lang)) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM assessments ORDER BY id").fetchall()
    said = as_dict(report(), lang)["assessments"]
    assert len(rows) == len(said)
    for row, each in zip(rows, said, strict=True):
        for key, value in each.items():
            if not isinstance(value, list | dict) and key not in LISTS:
                expected = f"{value:f}" if isinstance(value, Decimal) else value
                assert row[key] == expected, key


def test_parts_alternatives_and_findings_say_what_the_json_says(
    database: sqlite3.Connection,
) -> None:
    said = as_dict(report(), "en")
    for table, keys in (
        ("parts", ("member", "value", "verdict")),
        ("alternatives", ("kind", "id", "value", "threshold", "verdict")),
    ):
        wanted = [
            (number, *(f"{v:f}" if isinstance(v := each[key], Decimal) else v for key in keys))
            for number, assessed in enumerate(said["assessments"], 1)
            for each in assessed[table]
        ]
        found = database.execute(
            f"SELECT assessment, {', '.join(keys)} FROM {table} ORDER BY rowid"  # noqa: S608
        )
        assert found.fetchall() == wanted
    found = database.execute("SELECT code, level, message, cell FROM findings ORDER BY id")
    names = ("code", "level", "message", "cell")
    assert found.fetchall() == [tuple(each[key] for key in names) for each in said["findings"]]


def test_every_observation_read_is_there_with_its_cell(database: sqlite3.Connection) -> None:
    rows = database.execute('SELECT path, cell, "row", "column", low, high FROM observations')
    expected = [
        (
            each.sheet.path,
            each.place.cell,
            each.row,
            each.column,
            f"{each.value.low:f}",
            f"{each.value.high:f}",
        )
        for each in report().observations
    ]
    assert rows.fetchall() == expected
    assert len(expected) == sum(each.observations for each in report().inputs)


def test_evidence_joins_assessments_to_observations(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT e.assessment, o.path, o.cell FROM evidence e "
        "JOIN observations o ON o.id = e.observation ORDER BY e.assessment, e.position"
    )
    said = as_dict(report(), "en")["assessments"]
    assert rows.fetchall() == [
        (number, each["path"], each["cell"])
        for number, assessed in enumerate(said, 1)
        for each in assessed["evidence"]
    ]


def test_a_report_without_observations_keeps_its_evidence() -> None:
    with closing(opened(replace(report(), observations=()))) as database:
        used = {row for each in report().assessments for row in each.evidence}
        assert one(database, "SELECT COUNT(*) FROM observations") == len(used)
        assert database.execute(DISAGREE).fetchall() == []


def test_a_report_without_anything_is_a_database() -> None:
    empty = replace(report(), assessments=(), observations=(), findings=())
    with closing(opened(empty)) as database:
        assert one(database, "SELECT COUNT(*) FROM verdicts_again") == 0


def test_about_says_what_it_is(database: sqlite3.Connection) -> None:
    found = dict(database.execute("SELECT key, value FROM about").fetchall())
    assert found["format"] == "cmcn4/audit@1"
    assert (found["version"], found["as_of"]) == (cmcn4.__version__, "2025-12-31")
    assert database.execute(found["check"]).fetchall() == []
    assert int(found["summary.fail"]) == report().summary["fail"]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_texts_are_in_the_language_of_the_report(lang: str) -> None:
    with closing(opened(report(), lang)) as database:
        said = {each["rule"] for each in as_dict(report(), lang)["assessments"]}
        assert {row[0] for row in database.execute("SELECT rule FROM targets")} == said


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = (render("sqlite", report(), Style()) for _ in range(2))
    assert first == second
    assert first[:16] == b"SQLite format 3\x00"
    assert int.from_bytes(first[16:18], "big") == 4096


def test_it_is_a_sound_file_for_the_plain_sqlite3_module(tmp_path: Path) -> None:
    path = tmp_path / "audit.sqlite"
    path.write_bytes(render("sqlite", report(), Style()))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        assert one(database, "PRAGMA integrity_check") == "ok"
        assert database.execute(DISAGREE).fetchall() == []
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert [each[0] for each in tables] == list(TABLES)


def test_hostile_text_is_data() -> None:
    row = report().observations[0]
    hostile = row._replace(
        origin=row.origin._replace(source=HOSTILE, note=HOSTILE, url=HOSTILE),
        sheet=row.sheet._replace(path=HOSTILE, name=HOSTILE),
        breakdown=HOSTILE,
    )
    judged = replace(report(), observations=[hostile])
    with closing(opened(judged)) as database:
        shown = HOSTILE.replace("\ud800", "\\ud800")
        found = one(database, "SELECT source, note, url, path, sheet, breakdown "
                    "FROM observations WHERE id = 1")  # fmt: skip
        assert found == (shown,) * 6
        assert one(database, "SELECT COUNT(*) FROM targets") > 0


@pytest.mark.parametrize("number", ["1E+99999", "1E-100000", "NaN", "Infinity"])
def test_a_number_that_no_key_can_hold_is_refused(number: str) -> None:
    row = report().observations[0]._replace(value=point(Decimal(number)))
    with pytest.raises(OutputError, match="more than 99999 digits"):
        render("sqlite", replace(report(), observations=[row]), Style())


def test_a_threshold_typed_in_another_form_is_refused(database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("UPDATE targets SET threshold = '1e3'")


def test_columns_are_named_once() -> None:
    for table in TABLES:
        assert len(set(columns(table))) == len(columns(table))
