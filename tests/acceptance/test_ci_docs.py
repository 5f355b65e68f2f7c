"""docs/ci.md shows what each format really gives, and maps every verdict and level to each.

`python -m pytest tests/acceptance/test_ci_docs.py --update-golden` writes what comes out today.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from acceptance.pages import blocks, commands, compare
from cmcn4.model.baseline import Baseline, Change
from cmcn4.model.decision import Decision
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import FORMATS, Style, render
from golden.canonical import report

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "ci.md", "vi": DOCS / "ci.vi.md"}
SHOWN = ("github", "junit", "sarif", "markdown")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_it_shows_what_comes_out(path: Path, workspace: Path, *, update: bool) -> None:
    compare(path, workspace, update=update)


def said(judged: Report) -> list[set[str]]:
    """Return what each format makes of a report: commands, elements, levels and properties."""
    github = render("github", judged, Style()).decode()
    xml = ET.fromstring(render("junit", judged, Style()))  # noqa: S314 - it is our own
    style = Style(missed_targets=True)
    results = json.loads(render("sarif", judged, style))["runs"][0]["results"]
    inside = {each.tag for each in xml.iter()} - {"testsuites", "testsuite", "testcase", "property"}
    keys = {key for each in results for key in each} & {"suppressions", "baselineState"}
    return [
        set(re.findall("^::([a-z]+)", github, re.MULTILINE)),
        inside,
        {each["level"] for each in results} | keys,
    ]


def first(verdict: Verdict, **more: Any) -> Assessment:
    """Return an assessment of the canonical report, with what is asked of it changed."""
    found = next(e for e in report().assessments if e.verdict is verdict and not e.informs)
    return replace(found, **more)


def rows() -> Iterator[tuple[set[str], list[set[str]]]]:
    """Yield what the first cell of each row names, and what the formats make of such a thing."""
    for verdict in Verdict:
        yield {verdict.value}, said(of(first(verdict)))
    informs = next(each for each in report().assessments if each.informs)
    yield set(), said(of(informs))
    contested = first(Verdict.PENDING, contested=True)
    plain, open_to_doubt = said(of(replace(contested, contested=False))), said(of(contested))
    yield set(), [more - less for more, less in zip(open_to_doubt, plain, strict=True)]
    for level in ("error", "warning", "note"):
        yield {level}, said(of(told=level))
    made = Decision(place=Place(Sheet("my.toml")), because="so", verdict=Verdict.PASS)
    yield set(), said(of(first(Verdict.FAIL, contested=True, decision=made)))
    missed = replace(made, verdict=Verdict.FAIL)
    yield set(), said(of(first(Verdict.FAIL, contested=True, decision=missed)))
    yield set(), said(of(told="warning", decision=made))
    old, new = of(told="warning"), of(told="warning")
    since = Baseline(path="old.csv", as_of="2024-12-31", findings=("unchanged",), packs=(),
                     changes=(Change(kind="value", what="x", old=None, new="1"),))  # fmt: skip
    before = [more - {"system-out"} for more in said(old)]
    after = said(replace(new, baseline=since))
    yield {"--baseline"}, [more - less for more, less in zip(after, before, strict=True)]


def of(
    *assessments: Assessment, told: str | None = None, decision: Decision | None = None
) -> Report:
    """Return a report of these and of a target that is met."""
    found = [replace(each, decision=decision) for each in report().findings if each.level == told]
    judged = (first(Verdict.PASS), *assessments)
    return replace(report(), assessments=judged, findings=tuple(found[:1]))


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_verdict_and_level_is_mapped_to_every_format(path: Path) -> None:
    section = path.read_text(encoding="utf-8").split("\n## ")[2]
    head, *told = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| ")
    ]
    assert tuple(cell.strip("`") for cell in head[1:]) == SHOWN
    assert set(SHOWN) <= set(FORMATS)
    shown = [[set(re.findall("`([^`]+)`", cell)) for cell in row] for row in told]
    assert [(row[0], row[1:-1]) for row in shown] == list(rows())
    for row, symbol in zip(told, "✔✘◷?·", strict=False):
        assert symbol in row[-1]
    assert {len(row) for row in told} == {len(head)}


def test_both_languages_show_the_same() -> None:
    english, vietnamese = (path.read_text(encoding="utf-8") for path in PAGES.values())
    both = [
        [[each.replace(f"--lang {lang}", "") for each in commands(block.body)]
         for block in blocks(text)]
        for lang, text in (("en", english), ("vi", vietnamese))
    ]  # fmt: skip
    assert both[0] == both[1]
    headings = [re.findall(r"^#+ ", text, re.MULTILINE) for text in (english, vietnamese)]
    assert headings[0] == headings[1]
