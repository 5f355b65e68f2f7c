"""Many sources and releases of one cell: those that say the same are asked once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.evaluation import rules
from cmcn4.evaluation.index import alike
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.rules import REDUCERS
from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Verdict
from unit.evaluation.submitted import own_pack

RULES = {
    "threshold": ("egdi-rank", "{kind: threshold, at_most: 60}"),
    "peer-rank": ("egdi-rank", "{kind: peer-rank, group: asean, at_most: 3}"),
    "share of peers": ("egdi-rank", "{kind: peer-rank, group: asean, top_percent: 30}"),
    "change": (
        "labour-productivity-level", "{kind: change, in: percent, since: 2022, at_least: 10}"),
    "every": ("gii-rank", "{kind: every, over: period, members: 2022-2024, at_most: 60}"),
    "average": ("labour-productivity-growth", "{kind: average, over: 2022-2024, at_least: 6}"),
}  # fmt: skip
VALUES = ("61", "7.0", "7", "59", "over 55", "61")


def rows(indicator: str, count: int) -> list[dict[str, Any]]:
    """Return three years by as many sources, some of which tell less, the last of peers, too."""
    found = []
    for number in range(count):
        for year in (2022, 2024) if number % 7 == 0 else (2022, 2023, 2024):
            value = VALUES[(number + year) % len(VALUES)]
            found.append(("VN", year, value, number, ""))
        if number % 5 == 0:
            found.append(("VN", 2024, "62", number, f"2025-01-{1 + number % 28:02}"))
        if number % 11 == 0:
            found.append(("MY", 2024, "60", number, ""))
    found += [(area, 2024, "58", 0, "") for area in ("SG", "TH")]
    return [
        {"indicator": indicator, "area": area, "period": period, "value": value,
         "source": f"Body {source}", "released": released}
        for area, period, value, source, released in found
    ]  # fmt: skip


def assess(folder: Path, name: str, count: int) -> Assessment:
    indicator, rule = RULES[name]
    pack = own_pack(folder, indicator, rule)
    (found,) = cmcn4.check(
        rows(indicator, count), targets=pack, as_of="2025", areas=["VN"]
    ).assessments
    return found


@pytest.mark.parametrize("name", RULES)
def test_what_is_asked_once_is_what_each_would_answer(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "_FEW", 10**9)
    one_by_one = assess(tmp_path, name, 60)
    monkeypatch.setattr(alike, "_FEW", 0)
    once = assess(tmp_path, name, 60)
    assert [*map(str, map(vars_of, once.alternatives))] == [
        *map(str, map(vars_of, one_by_one.alternatives))
    ]
    assert len(once.alternatives) > 30


def vars_of(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in ("kind", "id", "value", "verdict", "opposes")}


def test_sources_that_say_the_same_of_peers_are_not_asked_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    reducers = dict(REDUCERS)

    def counted(question: Question) -> Outcome:
        asked.append(question)
        return reducers["peer-rank"](question)

    monkeypatch.setattr(rules, "REDUCERS", {"peer-rank": counted})
    few, many = (len(assess(tmp_path, "peer-rank", count).alternatives) for count in (100, 1000))
    assert (few > 99, many > 999) == (True, True)
    assert len(asked) < 500  # of 1,100 and more


def test_another_source_is_ranked_by_its_own_figure(tmp_path: Path) -> None:
    """Viet Nam 61, and 59 by another source; Singapore 60, Thailand 58, the others missing."""
    pack = own_pack(tmp_path, "egdi-rank", "{kind: peer-rank, group: asean, at_most: 9}")
    told = [("VN", 61, "A"), ("VN", 59, "B"), ("SG", 60, "A"), ("TH", 58, "A")]
    told += [(area, 62, "A") for area in ("BN", "KH", "ID", "LA", "MY", "MM", "PH")]
    data = [
        {"indicator": "egdi-rank", "area": area, "period": 2024, "value": value, "source": source}
        for area, value, source in told
    ]
    (found,) = cmcn4.check(data, targets=pack, as_of="2025", areas=["VN"]).assessments
    other = {one.id: one.value for one in found.alternatives if one.kind == "source"}
    assert other == {"a": 3, "b": 2}
    assert found.verdict is Verdict.PASS
