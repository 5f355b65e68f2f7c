"""Laws of derived indicators: what is worked out is judged as if the data stated it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
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
document: {number: null, issued: "2020-12-31", issuer: {vi: Thử, en: Demo}, title: {vi: Thử, en: Demo}}
units: [{id: things, kind: count, names: {vi: vật thử, en: things}}, {id: quotient, kind: ratio, names: {vi: tỷ số thử, en: quotient}}]
indicators:
  - {id: demo-one, names: {vi: Thử một, en: Demo one}, unit: things, direction: higher}
  - {id: demo-two, names: {vi: Thử hai, en: Demo two}, unit: things, direction: higher}
  - {id: demo-sum, names: {vi: Thử tổng, en: Demo sum}, unit: things, direction: higher, derived: {sum: [demo-one, demo-two]}}
  - {id: demo-less, names: {vi: Thử hiệu, en: Demo less}, unit: things, direction: higher, derived: {difference: [demo-sum, demo-two]}}
  - {id: demo-ratio, names: {vi: Thử tỷ số, en: Demo ratio}, unit: quotient, direction: higher, derived: {ratio: [demo-one, demo-two]}}
  - {id: demo-turned, names: {vi: Thử nghịch đảo, en: Demo turned}, unit: quotient, direction: higher, derived: {ratio: [demo-two, demo-one]}}
targets:
"""  # noqa: E501 - lines of a pack
_TARGET = (
    "  - {{id: {name}, order: 1, indicator: {indicator}, horizon: 2025, title: {{vi: T, en: T}}, "
    "quote: x, rule: {{kind: threshold, {sign}: {number}}}}}\n"
)
FIGURES = st.decimals(min_value=1, max_value=40, places=1)
GOALS = st.decimals(min_value=0, max_value=40, places=2)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("derived") / "pack.yaml"


def judged(pack: Path, targets: Sequence[tuple[str, str, Any]], rows: Sequence[Any]) -> list[Any]:
    """Return the assessments of (indicator, sign, number) on rows of (indicator, value)."""
    lines = [
        _TARGET.format(name=f"t{at}", indicator=indicator, sign=sign, number=number)
        for at, (indicator, sign, number) in enumerate(targets)
    ]
    pack.write_text(_HEAD + "".join(lines), encoding="utf-8")
    data = [
        {"indicator": name, "area": "VN", "period": "2025", "value": str(v)} for name, v in rows
    ]
    report = as_dict(cmcn4.check(data, targets=[str(pack)], as_of=day("2025")), "en")
    return list(report["assessments"])


@settings(deadline=None)  # reading packs takes its time
@given(one=FIGURES, two=FIGURES, goal=GOALS)
def test_a_sum_is_judged_as_if_it_were_stated(pack: Path, one: Any, two: Any, goal: Any) -> None:
    targets = [("demo-sum", "at_least", goal)]
    (made,) = judged(pack, targets, [("demo-one", one), ("demo-two", two)])
    (stated,) = judged(pack, targets, [("demo-sum", one + two)])

    for key in ("verdict", "value", "gap", "margin", "reason_code"):
        assert made[key] == stated[key]


@settings(deadline=None)  # reading packs takes its time
@given(one=FIGURES, two=FIGURES)
def test_what_was_added_and_taken_off_again_is_as_it_was(pack: Path, one: Any, two: Any) -> None:
    rows = [("demo-two", two), ("demo-one", one)]
    first, second = judged(
        pack, [("demo-less", "at_least", one), ("demo-less", "above", one)], rows
    )

    assert (first["verdict"], first["value"], first["gap"]) == ("pass", one, 0)
    assert (second["verdict"], second["gap"]) == ("fail", 0)


@settings(deadline=None)  # reading packs takes its time
@given(one=FIGURES, two=FIGURES, goal=GOALS)
def test_a_ratio_is_compared_as_products_are(pack: Path, one: Any, two: Any, goal: Any) -> None:
    rows = [("demo-one", one), ("demo-two", two)]
    targets = [("demo-ratio", sign, goal) for sign in ("at_least", "above")]
    least, above = judged(pack, targets, rows)

    left, right = Fraction(one), Fraction(goal) * Fraction(two)
    assert (least["verdict"] == "pass") == (left >= right)
    assert (above["verdict"] == "pass") == (left > right)
    assert (least["value"] > goal, least["value"] < goal) == (left > right, left < right)


@settings(deadline=None)  # reading packs takes its time
@given(one=FIGURES, two=FIGURES)
def test_a_ratio_turned_round_lies_on_the_other_side_of_one(pack: Path, one: Any, two: Any) -> None:
    rows = [("demo-one", one), ("demo-two", two)]
    ratio, turned = judged(pack, [("demo-ratio", "above", 1), ("demo-turned", "above", 1)], rows)

    passed = {ratio["verdict"], turned["verdict"]}
    assert passed == ({"fail"} if one == two else {"pass", "fail"})
