"""A file of which nothing was read is an error in every format, so that no gate stays green."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.report import Report
from cmcn4.reporters import FORMATS, Style, render
from unit.evaluation.submitted import report, row

FACTS = {"numbers": 15, "reasons": (("series", 12), ("plan", 3))}
FINDING = Finding("nothing-read", Place(Sheet("b.csv")), FACTS)


@pytest.fixture(scope="module", name="refused")
def refused_report() -> Report:
    made = report([row("90", "a.csv"), row("91", "b.csv")])
    for each in made.inputs:
        each.errors = int(each.path == "b.csv")
    return replace(made, findings=(*made.findings, FINDING))


def test_the_file_is_not_accepted_and_the_exit_code_is_3(refused: Report) -> None:
    said = json.loads(render("json", refused, Style("en")))
    assert {each["path"]: each["accepted"] for each in said["inputs"]} == {
        "a.csv": True, "b.csv": False,
    }  # fmt: skip
    assert refused.summary["exit_code"] == 3


@pytest.mark.parametrize("name", ["junit", "sarif", "github", "markdown", "table", "json", "html"])
def test_every_format_tells_it(refused: Report, name: str) -> None:
    assert name in FORMATS
    text = render(name, refused, Style("en")).decode()
    assert "nothing-read" in text
    assert "of other series 12" in text
    wanted = {"junit": "<error", "sarif": '"level": "error"', "github": "::error"}
    assert wanted.get(name, "") in text
