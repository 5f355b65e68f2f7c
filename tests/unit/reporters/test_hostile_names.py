"""Whatever names the data hold, no format lets them act: markup, escapes, lines, formulas."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import example, given

from cmcn4.reporters import Style, render
from cmcn4.reporters.machine.json_report import as_numbers
from unit.reporters.hostile import CONTROLS, controls, everywhere, names, quickly, report, settled


def table(name: str, *, verbosity: int = 1) -> str:
    return render("table", report(name), Style(verbosity=verbosity)).decode()


@quickly
@given(names)
@example("[bold]x[/bold]")
def test_json_keeps_names_as_text(name: str) -> None:
    judged = report(name)
    parsed = json.loads(render("json", judged, Style()))
    assert parsed == as_numbers(judged, "en")
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


@quickly
@given(names)
@example("\n TARGETS  99 met, 0 missed")
@example("[/]")
def test_decisions_and_the_baseline_are_text_in_the_table(name: str) -> None:
    text = render("table", settled(name), Style(verbosity=1)).decode()
    assert "\x1b" not in text
    assert sum(line.startswith(" TARGETS") for line in text.splitlines()) == 1


@pytest.mark.parametrize("width", [None, 40])
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize(
    "text", ["\n::error::x", "a ::error::x", "::stop-commands::x", "##[error]x"]
)
def test_no_line_of_the_table_is_a_workflow_command(
    text: str, width: int | None, *, colour: bool
) -> None:
    for by in (None, "target"):
        style = Style(verbosity=1, width=width, colour=colour, by=by)
        shown = render("table", settled(text * 9), style).decode()
        assert "##[" not in shown
        assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


@pytest.mark.parametrize("form", ["csv", "excel-csv", "html", "junit", "markdown", "sarif"])
@pytest.mark.parametrize("text", ["x\n::error::x", "x\n  ::stop-commands::x", "x\r::error::x"])
def test_no_line_of_a_format_is_a_workflow_command(text: str, form: str) -> None:
    shown = render(form, settled(text), Style(verbosity=1)).decode()
    assert "::" in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


@quickly
@given(controls)
def test_decisions_and_the_baseline_are_text_in_json(name: str) -> None:
    judged = settled(name)
    parsed = json.loads(render("json", judged, Style()))
    assert parsed == as_numbers(judged, "en")
    assert parsed["assessments"][0]["decision"]["because"] == name
    assert parsed["baseline"]["changes"][0]["what"] == name
    assert {each["area_name"] for each in parsed["assessments"]} == {name}


@pytest.mark.parametrize("control", CONTROLS)
def test_no_control_character_of_a_decision_or_the_baseline_comes_through(control: str) -> None:
    judged = settled(f"a{control}b")
    for form in ("table", "github"):
        text = render(form, judged, Style(verbosity=1)).decode()
        assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"], form


@pytest.mark.parametrize("control", CONTROLS)
def test_table_lets_no_control_character_through(control: str) -> None:
    shown = table(f"a{control}b")
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c != "\n"]


@pytest.mark.parametrize("sign", [*CONTROLS, "\u061c", "\u200e", "\u202e", "\u2066"])
@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_what_a_terminal_acts_on_is_escaped_in_what_programs_read(form: str, sign: str) -> None:
    shown = render(form, everywhere(f"a{sign}“b”"), Style()).decode()
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
    assert "“b”" in str(json.loads(shown))
