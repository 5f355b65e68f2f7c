"""Laws of several conditions: how many are met decides, not which, nor in which order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cmcn4
from cmcn4.api import day
from cmcn4.reporters.record.build import as_dict

_HEAD = """format: cmcn4/pack@1
id: demo
document:
  {number: null, issued: "2020-12-31", issuer: {vi: Thử, en: Demo}, title: {vi: Thử, en: Demo}}
units: [{id: things, kind: count, names: {vi: vật thử, en: things}}]
indicators:
"""
_INDICATOR = (
    "  - {{id: demo-{at}, names: {{vi: Thử {at}, en: Demo {at}}}, unit: things, "
    "direction: higher}}\n"
)
_TARGET = (
    "  - {{id: t{at}, order: 1, indicator: demo-0, horizon: {horizon}, title: {{vi: T, en: T}}, "
    "quote: x, rule: {rule}}}\n"
)
# Above 10 is met, 10 and below is not, about 10 is unknown, nothing is missing.
YES, NO, UNKNOWN, NONE = "12", "8", "~10", ""
ANSWERS = st.lists(st.sampled_from([YES, NO, UNKNOWN, NONE]), min_size=2, max_size=5)
DEFINITE = {"pass", "fail"}
lawful = settings(deadline=None, max_examples=40)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("conditions") / "pack.yaml"


def condition(at: int) -> str:
    return f"{{kind: threshold, indicator: demo-{at}, above: 10}}"


def rule(kind: str, order: Sequence[int], extra: str = "") -> str:
    return f"{{kind: {kind}, {extra}of: [{', '.join(map(condition, order))}]}}"


def judged(pack: Path, rules: Sequence[str], answers: Sequence[str]) -> list[Any]:
    text = _HEAD + "".join(_INDICATOR.format(at=at) for at in range(len(answers))) + "targets:\n"
    pack.write_text(
        text
        + "".join(_TARGET.format(at=at, horizon=2025, rule=one) for at, one in enumerate(rules)),
        encoding="utf-8",
    )
    rows = [
        {"indicator": f"demo-{at}", "area": "VN", "period": "2025", "value": value}
        for at, value in enumerate(answers)
        if value
    ]
    # A row of nothing would be a finding; without any row there is nothing to read.
    rows = rows or [{"indicator": "egdi-rank", "area": "VN", "period": "2025", "value": "70"}]
    report = as_dict(cmcn4.check(rows, targets=[str(pack)], as_of=day("2025")), "en")
    return list(report["assessments"])


def verdict(answers: Sequence[str], needed: int) -> str:
    """Return what the contract says of so many conditions met, unknown and missing."""
    met, unknown = answers.count(YES), answers.count(UNKNOWN)
    if met >= needed:
        return "pass"
    if len(answers) - answers.count(NO) < needed:
        return "fail"
    return "review" if met + unknown >= needed else "no-data"


@lawful
@given(answers=ANSWERS)
def test_every_number_of_conditions_is_answered_by_counting(pack: Path, answers: list[str]) -> None:
    numbers = range(1, len(answers) + 1)
    rules = [rule("some", range(len(answers)), f"at_least: {number}, ") for number in numbers]

    found = judged(pack, rules, answers)

    assert [one["verdict"] for one in found] == [verdict(answers, number) for number in numbers]
    for number, one in zip(numbers, found, strict=True):
        if one["verdict"] in DEFINITE:
            assert one["margin"] == answers.count(YES) - number


@lawful
@given(answers=ANSWERS)
def test_all_is_as_many_as_there_are(pack: Path, answers: list[str]) -> None:
    order = range(len(answers))
    every, some = judged(
        pack, [rule("all", order), rule("some", order, f"at_least: {len(answers)}, ")], answers
    )

    for key in ("verdict", "low", "high", "threshold", "gap", "margin", "reason_code", "parts"):
        assert every[key] == some[key]


@lawful
@given(data=st.data(), answers=ANSWERS)
def test_the_order_of_conditions_does_not_matter(
    pack: Path, data: st.DataObject, answers: list[str]
) -> None:
    order = data.draw(st.permutations(range(len(answers))))
    first, second = judged(pack, [rule("all", range(len(answers))), rule("all", order)], answers)

    for key in ("verdict", "low", "high", "gap", "margin", "reason_code"):
        assert first[key] == second[key]


@lawful
@given(data=st.data(), answers=ANSWERS)
def test_a_better_figure_never_makes_it_worse(
    pack: Path, data: st.DataObject, answers: list[str]
) -> None:
    at = data.draw(st.integers(0, len(answers) - 1))
    needed = data.draw(st.integers(1, len(answers)))
    one = rule("some", range(len(answers)), f"at_least: {needed}, ")
    better = [YES if place == at else value for place, value in enumerate(answers)]

    (before,) = judged(pack, [one], answers)
    (after,) = judged(pack, [one], better)

    rank = {"fail": 0, "no-data": 1, "review": 2, "pass": 3}
    assert rank[after["verdict"]] >= rank[before["verdict"]]


@lawful
@given(answers=st.lists(st.sampled_from([YES, NO, UNKNOWN, NONE]), min_size=4, max_size=4))
def test_conditions_within_conditions_count_as_one(pack: Path, answers: list[str]) -> None:
    left, right = rule("some", (0, 1)), rule("some", (2, 3))
    (found,) = judged(pack, [f"{{kind: all, of: [{left}, {right}]}}"], answers)

    halves = [verdict(answers[:2], 1), verdict(answers[2:], 1)]
    worst = min(halves, key=("fail", "no-data", "review", "pass").index)
    assert found["verdict"] == worst
