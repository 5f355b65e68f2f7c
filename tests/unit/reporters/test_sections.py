"""Every format for people draws every section of the document: what it forgets fails here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, get_args

import pytest

from cmcn4.model.baseline import Baseline, Change
from cmcn4.model.expected import Owed, Sender
from cmcn4.model.report import Report
from cmcn4.reporters import FORMATS, Style, render
from cmcn4.reporters.presentation.document import document
from cmcn4.reporters.presentation.sections import Gaps, Open, Section, Summary
from cmcn4.reporters.presentation.words import Words
from golden.canonical import report as canonical

STYLES = {"brief": Style(), "verbose": Style(verbosity=1), "gaps": Style(by="target")}
MODULES = {name: import_module(f"cmcn4.reporters.{each.report}") for name, each in FORMATS.items()}
FOR_PEOPLE = [name for name, module in MODULES.items() if hasattr(module, "document")]


@cache
def report() -> Report:
    """Return a report of two files on many areas that was compared with an earlier one."""
    small = canonical()
    others = ("vn-hue", "vn-son-la", "vn-lai-chau")
    more = [replace(each, area=area) for area in others for each in small.assessments]
    change = Change(kind="verdict", what="first/x VN", old="pass", new="fail", worse=True)
    known: Any = tuple("unchanged" for _ in small.findings)
    baseline = Baseline(
        path="old.json", as_of="2024-12-31", packs=(), changes=(change,), findings=known
    )
    (read,) = small.inputs
    errors = tuple(finding for finding in small.findings if finding.level == "error")
    return replace(
        small,
        question=replace(small.question, expect="list.csv"),
        assessments=(*small.assessments, *more),
        inputs=(read, replace(read, path="input/more.csv")),
        baseline=baseline,
        senders=(
            Sender(area="VN", state="refused", files=(read.path,), findings=errors[:1]),
            Sender(area="vn-hue", state="not-sent", owed=(Owed("egdi-rank", ("2024",)),)),
        ),
    )


def shown(style: Style, *, brief: bool) -> list[Section]:
    return list(document(report(), Words(style.lang, report().catalogue), style, brief=brief))


def test_the_documents_of_this_test_have_sections_of_every_kind() -> None:
    found = {type(each) for style in STYLES.values() for brief in (True, False)
             for each in shown(style, brief=brief)}  # fmt: skip
    assert found == set(get_args(Section))
    assert set(FOR_PEOPLE) == {"table", "markdown", "html", "xlsx", "docx"}


@pytest.mark.parametrize("name", FOR_PEOPLE)
@pytest.mark.parametrize("style", STYLES)
def test_each_section_is_drawn(name: str, style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Section] = []

    def some(*arguments: Any, **options: Any) -> Any:
        made[:] = list(document(*arguments, **options))
        return iter([each for each in made if type(each) in kinds])

    kinds = set(get_args(Section))
    monkeypatch.setattr(MODULES[name], "document", some)
    render(name, report(), STYLES[style])
    forgotten = set()
    for kind in {type(each) for each in made} - {Summary}:
        # A workbook without any sheet is none.
        kinds = {Summary, Gaps if kind is Open else Open}
        without = render(name, report(), STYLES[style])
        kinds.add(kind)
        if render(name, report(), STYLES[style]) == without:
            forgotten.add(kind.__name__)
    assert forgotten == expected(name, style)


def expected(name: str, style: str) -> set[str]:
    """Return what a format leaves out on purpose.

    The workbook of gaps is of gaps alone. A table and a workbook, which have their answer in their
    summary, do not even ask for an opening.
    """
    if style == "gaps":
        return {"Expected", "Files", "Findings", "Background"} if name == "xlsx" else set()
    return set()
