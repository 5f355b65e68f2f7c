"""docs/audit.md: its tables are those of the database, its queries run and give what they say."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

import cmcn4
from cmcn4.reporters import Style, render
from cmcn4.reporters.audit.schema import MOST_DIGITS, TABLES

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@cache
def content() -> bytes:
    report = cmcn4.check(ROOT / "samples" / "vietnam.xlsx", as_of="2025")
    return render("sqlite", report, Style())


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as found:
        found.deserialize(content())
        found.row_factory = sqlite3.Row
        yield found


def asked(database: sqlite3.Connection, heading: str) -> list[sqlite3.Row]:
    """Run the first query below a heading."""
    section = TEXT.split(f"\n### {heading}\n")[1]
    (query,) = re.findall(r"```sql\n(.*?)```", section.split("\n### ")[0], re.DOTALL)[:1]
    return database.execute(query).fetchall()


def test_there_are_six_questions_and_every_query_runs(database: sqlite3.Connection) -> None:
    assert len(re.findall(r"^### ", TEXT, re.MULTILINE)) == 6
    for each in QUERIES:
        database.executescript(each)
    assert (
        database.execute("SELECT COUNT(*) FROM verdicts_again WHERE NOT agrees").fetchone()[0] == 0
    )


def test_every_table_is_described_with_its_columns_in_order(database: sqlite3.Connection) -> None:
    for table in TABLES:
        (line,) = re.findall(rf"^\| `{table}` \| [^|]+ \| (.*) \|$", TEXT, re.MULTILINE)
        named = re.findall(r"`([a-z0-9_]+)`", re.sub(r"\([^)]*\)|:.*", "", line))
        columns = database.execute("SELECT name FROM pragma_table_xinfo(?)", (table,))
        assert named == [each["name"] for each in columns], table


def test_the_limit_is_that_of_the_program() -> None:
    assert TEXT.count(str(MOST_DIGITS)) == 3


def test_one_verdict(database: sqlite3.Connection) -> None:
    (row,) = asked(database, "Does this verdict follow?")
    assert (row["low"], row["comparison"], row["threshold"]) == ("14.02", "~", "20")
    assert (row["verdict"], row["verdict_again"], row["agrees"]) == ("fail", "fail", 1)


@pytest.mark.parametrize(
    "change",
    [
        "assessments SET value = '15', low = '15', high = '15'",
        "observations SET low = '15', high = '15'",
        "assessments SET gap = '5'",
        "assessments SET margin = '-5', gap = '5'",
        "assessments SET due = 0",
        "assessments SET contested = NOT contested",
        "alternatives SET opposes = NOT opposes",
    ],
)
def test_value_gap_due_and_contested_are_tied_to_the_rows(
    database: sqlite3.Connection, change: str
) -> None:
    question = "Do value, gap, due and contested follow from the rows?"
    assert asked(database, question) == []
    database.execute(f"UPDATE {change}")
    targets = {row["target"] for row in asked(database, question)}
    assert "qd-2289/digital-economy-share-2025" in targets


def test_rows_behind_verdicts(database: sqlite3.Connection) -> None:
    rows = asked(database, "Which rows stand behind each verdict?")
    assert len(rows) == database.execute("SELECT COUNT(*) FROM evidence").fetchone()[0] > 0
    assert all(each["cell"] and each["path"].endswith("vietnam.xlsx") for each in rows)


def test_contested(database: sqlite3.Connection) -> None:
    rows = asked(database, "Which verdicts are contested, and by what?")
    named = {(each["target"], each["area"]) for each in rows}
    contested = database.execute("SELECT target, area FROM assessments WHERE contested").fetchall()
    assert named == {tuple(each) for each in contested}
    assert named


def test_another_threshold(database: sqlite3.Connection) -> None:
    rows = asked(database, "What would another threshold give?")
    met = {each["threshold"]: each["areas_met"] for each in rows
           if each["target"] == "qd-2289/internet-users-2025"}  # fmt: skip
    assert met == {number: int(number <= 78) for number in range(5, 101, 5)}


def test_coverage(database: sqlite3.Connection) -> None:
    rows = asked(database, "What do the data cover?")
    assert (
        sum(each["targets"] for each in rows)
        == database.execute("SELECT COUNT(*) FROM targets").fetchone()[0]
    )
    assert any(each["observations"] == 0 and each["without_data"] for each in rows)
