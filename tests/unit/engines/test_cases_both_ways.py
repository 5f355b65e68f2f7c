"""Conformance cases and all texts of tests and samples, judged one by one and in bulk."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

import cmcn4
from acceptance.test_verdicts import cases
from cmcn4 import evaluation
from cmcn4.api import day, judge
from cmcn4.evaluation.settings import Settings
from cmcn4.model.asked import Question
from cmcn4.model.observation import Submission
from cmcn4.model.report import Report
from unit.engines.judged import both

ROOT = Path(cmcn4.__file__).parents[2]
TEXTS = sorted(
    path
    for folder in ("samples", "tests/cases/reading", "tests/cases/input", "tests/golden/input")
    for path in (ROOT / folder).rglob("*.csv")
)


def judged_both_ways(monkeypatch: pytest.MonkeyPatch, data: Path, question: Question) -> int:
    """Judge data both ways and return how much was judged in bulk."""
    bulk = []

    def evaluated(submission: Submission, settings: Settings, **_more: object) -> Report:
        report, _ = both(submission, settings, ("json",))
        bulk.append(len(report.assessments))
        return report

    monkeypatch.setattr(evaluation, "evaluate", evaluated)
    judge(data, question)
    return sum(bulk)


@pytest.mark.usefixtures("packs_kept")
@pytest.mark.parametrize("case", list(cases()))
def test_conformance_cases(
    case: tuple[dict[str, Any], str | None, list[str] | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said, pack, selectors = case
    data, targets = tmp_path / "data.csv", tuple(selectors or ())
    data.write_text(said["rows"], encoding="utf-8")
    if pack is not None:
        (tmp_path / "pack.yaml").write_text(textwrap.dedent(pack), encoding="utf-8")
        targets = (str(tmp_path / "pack.yaml"),)
    question = Question(as_of=day(said["as_of"]), targets=targets, explain=True, history=True)
    judged_both_ways(monkeypatch, data, question)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_texts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for targets in ((), ("all",)):
        judged_both_ways(monkeypatch, path, Question(as_of=day(2025), targets=targets))
