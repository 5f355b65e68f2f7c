"""Whatever names the data hold, no format lets them act: markup, escapes, lines, formulas."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cmcn4
from cmcn4.api import Report
from cmcn4.reporters import Style, render

TARGETS = ["qd-2289/egdi-rank-2030", "qd-2289/internet-users-2025"]
PARTS = [
    "[bold]x[/bold]", "[/]", "[link=http://e.org]", ":smile:", "=1+1", "+1", "-1", "@x", "|", '"',
    "'", "\n", "\r", "\t", "\\", ",", ";", "{value}", "%s", "::error::", "<b>", "&amp;", "Hà Nội",
    "\u202e", " ",
]  # fmt: skip
CONTROLS = ["\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\x08", "\x7f", "\x0b", "\x85"]
names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join)
controls = st.lists(st.sampled_from(PARTS + CONTROLS), min_size=1, max_size=6).map("".join)
quickly = settings(max_examples=15, deadline=None)


def report(name: str) -> Report:
    """Judge rows whose source, indicator, area, value, unit and status all hold the name."""
    egdi = {"indicator": "egdi-rank", "area": "VN", "period": "2024", "value": 71, "unit": "rank"}
    other = {"indicator": f"lạ {name}", "area": "VN", "period": "2024", "value": 1}
    rows: list[dict[str, Any]] = [
        {**egdi, "source": f"{name} a", "url": name, "status": f"s{name}"},
        {**egdi, "value": 72, "source": f"{name} b"},
        {**other, "source": name},
        {"indicator": "internet-users", "period": "2025", "value": f"v{name}", "area": "VN"},
        {"indicator": "internet-users", "period": f"p{name}", "value": 3, "area": "VN"},
        {"indicator": "internet-users", "period": "2025", "value": 3, "area": f"Hà Nội{name}x"},
    ]
    return cmcn4.check(rows, targets=TARGETS, as_of="2025")


def table(name: str, *, verbosity: int = 1) -> str:
    return render("table", report(name), Style(verbosity=verbosity)).decode()


@quickly
@given(names)
@example("[bold]x[/bold]")
def test_json_keeps_names_as_text(name: str) -> None:
    judged = report(name)
    parsed = json.loads(render("json", judged, Style()))
    assert parsed == judged.to_dict()
    sources = {one["source"] for each in parsed["assessments"] for one in each["evidence"]}
    assert {each[-1] for each in sources} == {"a", "b"}


@quickly
@given(controls)
@example("=cmd|' /C calc'!A0")
def test_csv_rows_stay_rows_and_no_cell_is_a_formula(name: str) -> None:
    judged = report(name)
    text = render("csv", judged, Style()).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(rows) == len(judged.assessments)
    for row in rows:
        found = dict(zip(header, row, strict=True))
        for key in ("title", "area_name", "source", "reason", "path", "sheet"):
            assert not found[key].startswith(("=", "+", "-", "@", "\t", "\r", "\n")), key


@quickly
@given(names)
@example("[bold]x[/bold]")
@example("[/]")
def test_table_shows_markup_as_text(name: str) -> None:
    shown = table(name)
    assert "\x1b" not in shown
    if name in {"[bold]x[/bold]", "[/]"}:
        assert name in shown


@quickly
@given(names)
@example("\n TARGETS  99 met, 0 missed")
def test_table_has_one_line_for_the_targets_whatever_the_data_say(name: str) -> None:
    lines = [line for line in table(name).splitlines() if line.startswith(" TARGETS")]
    assert len(lines) == 1
    assert lines[0].startswith(" TARGETS  0 met, 0 missed,")


@pytest.mark.parametrize("control", CONTROLS)
def test_table_lets_no_control_character_through(control: str) -> None:
    shown = table(f"a{control}b")
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c != "\n"]
