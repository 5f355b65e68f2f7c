"""A count in all and in its parts: what a total that differs, a missing or a doubtful part do."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cmcn4.model.interval import Interval, point
from cmcn4.model.observation import Observation, Origin
from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Answer, Reason
from unit.evaluation.submitted import judged, own_pack, row

PARTS = "members: [north, central, south]"
BOTH = f"{{kind: count, at_least: 3, each_at_least: 1, {PARTS}}}"
Rows = dict[str, Interval]


def exactly(number: int) -> Interval:
    return point(Decimal(number))


TWO = exactly(2)


def between(low: int, high: int) -> Interval:
    return Interval(Decimal(low), Decimal(high))


def counted(folder: Path, rule: str, rows: Rows, doubtful: str = "-") -> Assessment:
    """Judge counts by part, the total under no name."""
    found = [made(name, value, doubtful=name == doubtful) for name, value in rows.items()]
    return judged(*found, target=own_pack(folder, "smart-cities", rule))


def made(part: str, value: Interval, *, doubtful: bool) -> Observation:
    doubt = "unit-suspicious" if doubtful else ""
    plain = row("1", indicator="smart-cities", breakdown=part, source="MIC", doubt=doubt)
    return plain._replace(value=value)


def test_a_total_that_differs_from_the_sum_gives_what_lies_between(tmp_path: Path) -> None:
    rows = {"": exactly(9), "north": TWO, "central": TWO, "south": TWO}
    found = counted(tmp_path, BOTH, rows)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.TOTAL_DIFFERS)
    assert (found.interval, found.period) == (between(6, 9), "2025")


def test_a_total_that_has_a_value_in_common_with_the_sum_decides(tmp_path: Path) -> None:
    rows = {"": between(6, 8), "north": between(2, 3), "central": between(2, 3),
            "south": exactly(2)}  # fmt: skip
    found = counted(tmp_path, BOTH, rows)
    assert (found.answer, found.reason) == (Answer.YES, Reason.MET)


def test_a_total_equal_to_the_sum_decides(tmp_path: Path) -> None:
    rows = {"": exactly(5), "north": exactly(2), "central": exactly(2), "south": exactly(1)}
    found = counted(tmp_path, BOTH, rows)
    assert (found.answer, found.interval, found.margin) == (Answer.YES, exactly(5), Decimal(2))


def test_without_all_parts_nothing_is_counted(tmp_path: Path) -> None:
    found = counted(tmp_path, BOTH, {"north": exactly(2), "south": exactly(2)})
    assert (found.answer, found.reason) == (Answer.NONE, Reason.INCOMPLETE)
    assert (found.interval, found.period, found.facts["missing"]) == (None, None, ("central",))


@pytest.mark.parametrize("doubtful", ["north", "central", "south"])
def test_any_doubtful_part_leaves_their_sum_open(doubtful: str, tmp_path: Path) -> None:
    rule = f"{{kind: count, at_least: 3, {PARTS}}}"
    rows = {"north": exactly(2), "central": exactly(2), "south": exactly(2)}
    found = counted(tmp_path, rule, rows, doubtful)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.DOUBTFUL)


def test_where_parts_alone_are_asked_the_least_is_what_is_compared(tmp_path: Path) -> None:
    rule = f"{{kind: count, each_at_least: 1, {PARTS}}}"
    rows = {"north": exactly(4), "central": between(2, 3), "south": exactly(3)}
    found = counted(tmp_path, rule, rows)
    assert (found.answer, found.interval, found.margin) == (
        Answer.YES, between(2, 3), Decimal(1),
    )  # fmt: skip
    assert {(part.comparison, part.threshold) for part in found.parts} == {(">=", Decimal(1))}


@pytest.mark.parametrize(("doubtful", "reason"), [("north", Reason.DOUBTFUL), ("-", None)])
def test_a_part_tells_why_it_is_open_itself(
    doubtful: str, reason: Reason | None, tmp_path: Path
) -> None:
    rows = {"north": between(0, 2), "central": exactly(2), "south": exactly(3)}
    parts = {part.member: part for part in counted(tmp_path, BOTH, rows, doubtful).parts}
    assert {name: part.reason for name, part in parts.items()} == {
        "north": reason, "central": None, "south": None,
    }  # fmt: skip
    assert [part.verdict.value for part in parts.values()] == ["review", "pass", "pass"]


def test_where_the_whole_alone_is_asked_no_part_is_held_against_a_number(tmp_path: Path) -> None:
    rule = f"{{kind: count, at_least: 3, {PARTS}}}"
    rows = {"north": exactly(2), "central": exactly(0), "south": exactly(2)}
    found = counted(tmp_path, rule, rows)
    assert found.answer is Answer.YES
    assert {(part.comparison, part.threshold) for part in found.parts} == {(None, None)}
    del rows["central"]
    assert counted(tmp_path, rule, rows).reason is Reason.INCOMPLETE


def test_a_sum_is_open_where_any_part_is(tmp_path: Path) -> None:
    more = Interval(Decimal(1), Decimal(3), low_open=True)
    less = Interval(Decimal(1), Decimal(3), high_open=True)
    for part, low_open, high_open in ((more, True, False), (less, False, True)):
        found = counted(tmp_path, BOTH, {"north": part, "central": TWO, "south": TWO})
        expected = Interval(Decimal(5), Decimal(7), low_open, high_open)
        assert (found.answer, found.facts["sum"]) == (Answer.YES, expected)


@pytest.mark.parametrize(
    ("other", "answer", "reason"), [(0, Answer.UNKNOWN, Reason.TIED_VALUES), (4, Answer.YES, None)]
)
def test_a_part_that_ties_is_open_only_if_the_tie_matters(
    other: int, answer: Answer, reason: Reason | None, tmp_path: Path
) -> None:
    north = made("north", TWO, doubtful=False)
    rival = north._replace(value=exactly(other), origin=Origin(source="B", source_id="b"))
    north = north._replace(origin=Origin(source="A", source_id="a"))
    rest = [made(name, TWO, doubtful=False) for name in ("central", "south")]
    target = own_pack(tmp_path, "smart-cities", BOTH)
    found = judged(north, rival, *rest, target=target)
    assert (found.answer, found.parts[0].reason) == (answer, reason)
    assert found.reason is (reason or Reason.MET)


def test_a_bound_that_leaves_a_part_open_is_no_tie(tmp_path: Path) -> None:
    found = counted(tmp_path, BOTH, {"north": between(0, 2), "central": TWO, "south": TWO})
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.BOUND_ACROSS_THRESHOLD)
    assert found.parts[0].reason is None


def test_a_part_too_few_decides_where_another_is_missing(tmp_path: Path) -> None:
    found = counted(tmp_path, BOTH, {"north": exactly(0), "south": exactly(2)})
    assert (found.answer, found.margin) == (Answer.NO, Decimal(-1))
    assert (found.facts["short"], found.facts["missing"]) == (("north",), ("central",))


def test_a_total_that_differs_says_nothing_of_how_far_short_it_is(tmp_path: Path) -> None:
    rule = BOTH.replace("at_least: 3", "at_least: 10", 1)
    rows = {"": exactly(5), "north": exactly(0), "central": exactly(2), "south": exactly(2)}
    found = counted(tmp_path, rule, rows)
    assert (found.answer, found.margin) == (Answer.NO, Decimal(-1))
