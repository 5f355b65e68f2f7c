"""Workflow commands as GitHub's runner reads them: one a line, and no text makes another."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import example, given

import cmcn4
from cmcn4.api import Report
from cmcn4.model.finding import LEVELS
from cmcn4.model.observation import Place, Sheet
from cmcn4.reporters import Style, render
from golden.canonical import report
from unit.reporters.hostile import actives, everywhere, quickly, settled

NAMES = {"error": "error", "warning": "warning", "notice": "note"}

SOME = tuple(each for each in report().assessments if each.verdict.value == "pass")


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def read(line: str) -> Command:
    """Read a command as the runner does: its ActionCommand.TryParseV2."""
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, rest = line[2:end].partition(" ")
    pairs = (each.split("=", 1) for each in rest.split(",") if each)
    properties = {key: undone(value, ":", ",") for key, value in pairs}
    return Command(name, properties, undone(line[end + 2 :]))


def undone(text: str, *more: str) -> str:
    for character in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def commands(judged: Report, lang: str = "en") -> list[Command]:
    text = render("github", judged, Style(lang=lang)).decode()
    *lines, data, targets = re.split(r"\r\n|\r|\n", text.removesuffix("\n"))
    assert (data[:5], targets[:8]) == ("DATA ", "TARGETS ")
    assert not data.startswith("::")
    return [read(line) for line in lines]


def test_findings_are_told_at_their_lines_and_missed_targets_without() -> None:
    found = commands(report())
    levels = [NAMES[each.name] for each in found]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    for each in found:
        if each.properties["title"] in LEVELS:
            assert each.properties["file"] == "input/data.csv"
            assert int(each.properties["line"]) > 1
            assert NAMES[each.name] == LEVELS[each.properties["title"]]
        else:
            assert each.name == "notice"
            assert set(each.properties) == {"title"}
    missed = [each.properties["title"] for each in found if each.message.startswith("FAIL")]
    assert missed == ["first/communes-2025", "first/economy-2025", "first/cities-2025"]


def test_a_cell_of_a_workbook_is_in_the_message_and_has_no_line() -> None:
    found = report().findings[0]
    place = Place(Sheet("a, b: 100%.xlsx", "Số liệu"), 7, 3)
    judged = replace(report(), findings=(replace(found, place=place),), assessments=SOME)
    (command,) = commands(judged)
    assert command.properties == {"file": "a, b: 100%.xlsx", "title": found.code}
    assert command.message.startswith("a, b: 100%.xlsx Số liệu!C7: ")


def test_standard_input_is_no_file() -> None:
    found = replace(report().findings[0], place=Place(Sheet("-"), 7, 3))
    (command,) = commands(replace(report(), findings=(found,), assessments=SOME))
    assert "file" not in command.properties


@pytest.mark.parametrize(("number", "shown"), [(9, 9), (10, 10), (11, 9), (250, 9)])
def test_the_worst_of_a_level_are_told_and_the_others_counted(number: int, shown: int) -> None:
    found = report().findings[0]
    assert found.level == "warning"
    many = tuple(replace(found, count=n) for n in range(1, number + 1))
    told = commands(replace(report(), findings=many, assessments=SOME))
    # GitHub shows ten of a step: the count is one of them.
    assert len(told) == min(number, 10)
    if number > 10:
        assert told[-1].properties == {"title": "cmcn4"}
        assert f"and {number - shown} more" in told[-1].message
        assert f"× {number}" in told[0].message


@quickly
@given(actives)
@example("\n::error::x")
@example("%0A::error::x")
@example("::set-output name=a::b")
@example(",line=1::x")
@example("##[error]x")
def test_no_text_of_data_is_a_command(name: str) -> None:
    judged = everywhere(name)
    told = commands(judged)
    assert {each.name for each in told} <= set(NAMES)
    assert {key for each in told for key in each.properties} <= {"file", "line", "title"}
    counts = Counter(each.name for each in told)
    assert counts == Counter({"note": "notice"}.get(e.level, e.level) for e in judged.findings)
    # What the runner reads back is what was said, control characters apart.
    assert not any(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", str(each)) for each in told)


@quickly
@given(actives)
@example("\n::error::x")
@example("##[error]x")
@example("\n##[error]x")
@example("\r ::stop-commands::x")
@example("\u2028::error::x")
def test_no_text_of_decisions_or_of_the_baseline_is_a_command(name: str) -> None:
    judged = settled(name)
    *lines, data, _ = re.split(
        r"\r\n|\r|\n", render("github", judged, Style()).decode().removesuffix("\n")
    )
    assert data.startswith("DATA ")
    # The runner finds `::` at the beginning of a line, blanks apart, and `##[` anywhere in one.
    told = [read(each) for each in lines if each.lstrip().startswith("::")]
    errors = [each for each in judged.findings if each.level == "error"]
    assert [each.name for each in told] == ["error"] * len(errors)
    log = [each for each in lines if not each.startswith("::")]
    assert not any("##[" in each for each in log)
    decided = 1 + len(judged.findings) - len(errors)
    assert len(log) == decided + 1 + len(judged.baseline.changes if judged.baseline else ())
    assert all(each.lstrip()[0] in "·▾" for each in log)


def test_lines_and_percent_signs_come_through() -> None:
    judged = replace(everywhere("100%0A\r\n::error::x,y:z"), assessments=SOME)
    files = {each.properties["file"] for each in commands(judged)}
    assert files == {"100%0A\r\n::error::x,y:z.csv"}


NOTHING = "Nothing could be judged: no figure was read."


def test_a_run_that_judged_nothing_is_an_error_that_says_so() -> None:
    judged = cmcn4.check([], targets="qd-2289/egdi-rank-2030", as_of=2025)
    first, *_ = commands(replace(judged, findings=type(judged.findings)()))
    assert first == Command("error", {"title": "cmcn4"}, NOTHING)
    assert judged.summary["exit_code"] == 3
    assert f"- **{NOTHING}**" in render("markdown", judged, Style()).decode()
