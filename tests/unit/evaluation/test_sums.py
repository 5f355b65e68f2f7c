"""A sum of years in words: its steps, what it asks for, and no periods of its last year."""

from __future__ import annotations

from pathlib import Path

from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation.arithmetic import lines
from cmcn4.reporters.presentation.charts.chart import can_draw
from cmcn4.reporters.presentation.citing.citation import citation
from cmcn4.reporters.presentation.words import Words
from unit.evaluation.submitted import by_values, defining, own_pack

RULE = "{kind: sum, over: 2023-2025, at_least: 100}"
OWN = """\
units: [{id: own trees, kind: amount, names: {vi: "cây", en: trees}}]
indicators:
  - id: own
    names: {vi: Cây, en: Trees}
    unit: own trees
    direction: higher
    range: [{min: 0, max: 100}]
"""


def said(folder: Path, values: dict[str, object], as_of: str = "2025") -> tuple[Assessment, Words]:
    report = by_values(defining(own_pack(folder, "own", RULE), OWN), "own", values, as_of)
    (found,) = report.assessments
    return found, Words("en", report.catalogue)


def test_the_steps_can_be_followed_with_a_pencil(tmp_path: Path) -> None:
    found, words = said(tmp_path, {"2023": 40, "2024": 20.5}, as_of="2024")
    assert list(lines(found, words)) == [
        "40 + 20.5 = 60.5", "100 − 60.5 = 39.5 trees", "60.5 trees ≥ 100? no (39.5 short)",
    ]  # fmt: skip
    assert "Trees, sum of the years: 60.5 trees in 2023-2024" in citation(found, words)


def test_the_most_of_a_year_is_not_all_of_a_sum(tmp_path: Path) -> None:
    found, words = said(tmp_path, {"2023": 40, "2024": 20, "2025": 40})
    assert Words("vi", words.catalogue).wanted(found) == "≥ 100 cây"
    assert not can_draw(found)


def test_a_part_of_the_last_year_is_no_alternative(tmp_path: Path) -> None:
    found, _ = said(tmp_path, {"2023": 40, "2024": 20, "2025": 40, "2025-S2": 30})
    assert found.alternatives == ()
