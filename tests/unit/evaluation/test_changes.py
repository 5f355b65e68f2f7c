"""A change in words: its rule, its steps, what it counts, and the years a form asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation.charts.chart import can_draw
from cmcn4.reporters.presentation.citing.citation import citation
from cmcn4.reporters.presentation.explaining.arithmetic import lines
from cmcn4.reporters.presentation.missing import gap_with_unit
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words
from cmcn4.reporters.presentation.words import Words
from unit.evaluation.submitted import by_values, defining, own_pack

UNITS = """\
units:
  - {id: own trees, kind: amount, names: {vi: cây, en: trees}}
  - {id: "% of own", kind: percent, names: {vi: "% riêng", en: "% of own"}}
indicators:
  - {id: own, names: {vi: Cây, en: Trees}, unit: UNIT, direction: DIRECTION}
"""
Values = dict[str, object]


def said(
    folder: Path, rule: str, values: Values, unit: str = "own trees", direction: str = "none"
) -> tuple[Assessment, Words, Words]:
    """Judge figures of an indicator of its own; return the words in English and Vietnamese."""
    own = UNITS.replace("UNIT", f'"{unit}"').replace("DIRECTION", direction)
    pack = defining(own_pack(folder, "own", f"{{{rule}}}"), own)
    report = by_values(pack, "own", values, "2025")
    (found,) = report.assessments
    return found, Words("en", report.catalogue), Words("vi", report.catalogue)


@pytest.mark.parametrize(
    ("rule", "english", "vietnamese"),
    [
        ("in: percent, at_least: 30", "Trees: a rise of at least 30% since 2020",
         "Cây: tăng từ 30% trở lên so với năm 2020"),
        ("in: percent, at_most: -30", "Trees: a fall of at least 30% since 2020",
         "Cây: giảm từ 30% trở lên so với năm 2020"),
        ("in: points, below: -4", "Trees: a fall of more than 4 trees since 2020",
         "Cây: giảm trên 4 cây so với năm 2020"),
        ("in: percent, at_most: 4", "Trees: change since 2020 at most 4%",
         "Cây: mức thay đổi so với năm 2020 không quá 4%"),
        ("in: points, at_least: 0", "Trees: change since 2020 at least 0 trees",
         "Cây: mức thay đổi so với năm 2020 từ 0 cây trở lên"),
        ("in: times, above: 2", "Trees: above 2 times the figure of 2020",
         "Cây: so với năm 2020 gấp trên 2 lần"),
    ],
)  # fmt: skip
def test_a_rule_says_rise_or_fall(rule: str, english: str, vietnamese: str, tmp_path: Path) -> None:
    found, en, vi = said(tmp_path, f"kind: change, since: 2020, {rule}", {"2020": 1, "2025": 1})
    assert chosen_in_words(en, found.chosen) == english
    assert chosen_in_words(vi, found.chosen) == vietnamese


@pytest.mark.parametrize(
    ("rule", "values", "steps"),
    [
        ("in: percent, at_least: 30", {"2020": 80, "2025": 100},
         ["(100 − 80) / 80 × 100 = 25%", "25% ≥ 30? no (5 short)"]),
        ("in: points, at_least: 30", {"2020": -80, "2025": -20.5},
         ["(−20.5) − (−80) = 59.5 trees", "59.5 trees ≥ 30? yes (29.5 beyond)"]),
        ("in: times, at_least: 2", {"2020": 80, "2025": 100},
         ["100 / 80 = 1.25 times", "1.25 times ≥ 2? no (0.75 short)"]),
        ("in: times, at_least: 2", {"2020": 0, "2025": 100}, []),
        ("in: times, at_least: 2", {"2020": 80, "2025": "> 100"},
         ["> 1.25 times ≥ 2? no (at least 0.62 short)"]),
    ],
)  # fmt: skip
def test_the_steps_can_be_followed_with_a_pencil(
    rule: str, values: Values, steps: list[str], tmp_path: Path
) -> None:
    found, words, _ = said(tmp_path, f"kind: change, since: 2020, {rule}", values)
    assert list(lines(found, words)) == steps


def test_a_gap_is_told_in_what_the_change_is_told_in(tmp_path: Path) -> None:
    def gap(way: str, number: int, unit: str = "own trees") -> str:
        rule = f"kind: change, since: 2020, in: {way}, at_least: {number}"
        found, words, _ = said(tmp_path, rule, {"2020": 80, "2025": 100}, unit)
        return gap_with_unit(found, words)

    assert gap("percent", 30) == "5 points"
    assert gap("points", 30) == "10 trees"
    assert gap("points", 30, "% of own") == "10 points"
    assert gap("times", 2) == "0.75 times"


def test_a_change_is_cited_with_its_base_and_drawn_on_no_scale(tmp_path: Path) -> None:
    rule = "kind: change, since: 2020, in: percent, at_least: 30"
    found, words, _ = said(tmp_path, rule, {"2020": 80, "2025": 100})
    assert "Trees, change since 2020: 25% in 2025 (NSO)" in citation(found, words)
    assert [row.period.code for row in found.evidence] == ["2020", "2025"]
    assert not can_draw(found)


def test_the_growth_of_levels_is_told_by_its_two_levels(tmp_path: Path) -> None:
    rule = "kind: average, of: growth, over: 2024-2025, at_least: 10"
    found, words, vi = said(tmp_path, rule, {"2023": 100, "2025": 110.25})
    assert list(lines(found, words)) == [
        "(110.25 / 100)^(1/2) − 1 = 5%/year",
        "100 × 1.1^2 = 121",
        "5%/year ≥ 10? no (5 short)",
    ]
    assert gap_with_unit(found, words) == "5 points"
    assert "Trees, mean yearly growth: 5%/year in 2024-2025 (NSO)" in citation(found, words)
    assert chosen_in_words(vi, found.chosen) == (
        "Cây: tốc độ tăng bình quân hằng năm giai đoạn 2024-2025 từ 10%/năm trở lên"
    )
    assert not can_draw(found)
