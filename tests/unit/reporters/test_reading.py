"""How files were read: tables and columns, what stands around them, the account, the values."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import replace
from typing import get_args

import pytest

from cmcn4.locale import LANGUAGES, composed, say
from cmcn4.model.account import Reason, Role, Why
from cmcn4.reporters import Style, made, render
from cmcn4.reporters.presentation.observation_rows import COLUMNS
from unit.reporters.read_files import read_files


def shown(lang: str = "en", width: int | None = 80) -> str:
    return made("reading", "table")(read_files(), Style(lang, width=width)).decode()


def test_each_table_is_shown_with_its_rows_and_columns() -> None:
    said = shown(width=None)
    assert "Biểu 1" in said
    assert "Table: header in rows 4–5, body in rows 6–20; figures read: 1" in said
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "D Thực hiện · Năm 2025 value by the heading above 2025" in lines
    assert "E Thực hiện · So với cùng kỳ năm trước (%) other measure by its name" in lines


def test_what_stands_around_is_shown_with_its_place() -> None:
    said = " ".join(shown().split())
    assert "area Lao Cai (A1); source UBND TỈNH LÀO CAI (A1)" in said
    assert "released 2025-12-05 (D2); period 2025-S1 (Biểu 1)" in said


def test_the_account_is_told_sheet_by_sheet() -> None:
    said = " ".join(shown().split())
    assert (
        "Numbers: 44, read: 1; left out: of other series 20; other measures 14; in columns not "
        "understood 9"
    ) in said
    assert "Numbers: 2, read: 0; left out: outside tables 2" in said


def test_findings_come_last() -> None:
    said = shown()
    assert said.index("nothing-read") > said.index("b.csv: figures read: 0")
    assert said.index("column-unread") > said.index("nothing-read")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_eighty_columns_are_enough(lang: str) -> None:
    assert max(map(len, shown(lang).splitlines())) <= 80
    assert "\x1b" not in shown(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_role_reason_and_why_has_a_word(lang: str) -> None:
    for kind, words in (("role", Role), ("why", Why), ("left", Reason)):
        for each in get_args(words):
            assert say(lang, composed(f"reading.{kind}.{each}"))


def test_json_has_all_of_it() -> None:
    said = json.loads(made("reading", "json")(read_files(), Style("en")))
    assert said["format"] == "cmcn4/read@1"
    first, second = said["inputs"]
    assert (first["accepted"], second["accepted"]) == (True, False)
    (table,) = first["tables"]
    assert (table["sheet"], table["header"], table["body"]) == ("Biểu 1", [4, 5], [6, 20])
    assert table["columns"][3] == {
        "column": "D", "heading": "Thực hiện · Năm 2025", "role": "value", "why": "above",
        "means": "2025",
    }  # fmt: skip
    assert table["said"][0]["cell"] == "A1"
    assert first["account"][0] == {
        "sheet": "Biểu 1", "seen": 44, "read": 1,
        "left": {"series": 20, "change": 14, "unread": 9},
    }  # fmt: skip
    assert said["observations"][0]["value"] == 85.1
    assert [each["code"] for each in said["findings"]] == ["column-unread", "nothing-read"]


def test_csv_has_the_observations() -> None:
    text = made("reading", "csv")(read_files(), Style("en", separator=";", decimal=",")).decode(
        "utf-8-sig"
    )
    header, row = csv.reader(io.StringIO(text), delimiter=";")
    assert tuple(header) == COLUMNS
    assert dict(zip(header, row, strict=True)) | {"path": ""} == {
        "indicator": "fibre-households", "area": "vn-lao-cai-2025", "period": "2025",
        "value": "85,1", "low": "85,1", "high": "85,1", "breakdown": "", "status": "final",
        "source": "", "released": "", "path": "", "sheet": "Biểu 1", "cell": "D6",
    }  # fmt: skip


def test_check_tells_the_account_with_v_alone() -> None:
    made = read_files()
    told = "Báo cáo tỉnh.xlsx Biểu 1: Numbers: 44, read: 1"
    assert told in render("table", made, Style("en", verbosity=1)).decode()
    assert told not in render("table", made, Style("en")).decode()
    bare = replace(made, inputs=())
    title = say("en", "reading.title")
    assert title not in render("table", bare, Style("en", verbosity=1)).decode()


def test_the_audit_database_has_a_row_for_each_reason() -> None:
    database = sqlite3.connect(":memory:")
    database.deserialize(render("sqlite", read_files(), Style("en")))
    rows = database.execute("SELECT path, sheet, seen, read, reason, numbers FROM account")
    found = rows.fetchall()
    assert found[0] == ("in/Báo cáo tỉnh.xlsx", "Biểu 1", 44, 1, "series", 20)
    assert found[-1] == ("in/b.csv", None, 12, 0, "plan", 5)
    (unbalanced,) = database.execute(
        "SELECT COUNT(*) FROM (SELECT seen, read, SUM(numbers) AS left FROM account "
        "GROUP BY path, sheet) WHERE seen <> read + left"
    ).fetchone()
    assert unbalanced == 0
    database.close()
