"""Where a value meets a threshold: an interval's answer is that of all its points."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.evaluation import judge
from cmcn4.evaluation.rules.limit import limit_of, weigh
from cmcn4.model.interval import Interval, point
from cmcn4.model.rule import Comparison, Threshold
from cmcn4.model.verdict import Answer, Reason

YES, NO, UNKNOWN, NONE = Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.NONE
SIGNS: tuple[Comparison, ...] = get_args(Comparison)
numbers = st.integers(-12, 12).map(lambda each: Decimal(each) / 4)
signs = st.sampled_from(SIGNS)
HOLDS = {
    ">=": lambda value, number: value >= number,
    "~": lambda value, number: value >= number,
    ">": lambda value, number: value > number,
    "<=": lambda value, number: value <= number,
    "<": lambda value, number: value < number,
    "in": lambda value, number: value == number,
}


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


def inside(value: Interval, number: Decimal) -> list[Decimal]:
    """Return points of the interval: its ends, its middle, and those around the number."""
    grain = Decimal("0.001")
    tried = [value.low, value.high, (value.low + value.high) / 2, value.low + grain]
    tried += [value.high - grain, number, number - grain, number + grain]
    return [each for each in tried if holds(value, each)]


def holds(value: Interval, each: Decimal) -> bool:
    above = each > value.low or (each == value.low and not value.low_open)
    below = each < value.high or (each == value.high and not value.high_open)
    return above and below


def together(answers: list[bool]) -> Answer:
    return YES if all(answers) else UNKNOWN if any(answers) else NO


@given(intervals(), signs, numbers)
def test_interval_answers_as_all_its_points_do(
    value: Interval, sign: Comparison, number: Decimal
) -> None:
    points = [bool(HOLDS[sign](each, number)) for each in inside(value, number)]
    assert judge.compare(value, sign, number) is together(points)


@given(numbers, signs, numbers)
def test_a_plain_value_is_never_unknown(value: Decimal, sign: Comparison, number: Decimal) -> None:
    expected = YES if HOLDS[sign](value, number) else NO
    assert judge.compare(point(value), sign, number) is expected


@given(intervals(), intervals(), signs, numbers)
def test_widening_never_turns_unknown_into_an_answer(
    one: Interval, other: Interval, sign: Comparison, number: Decimal
) -> None:
    from cmcn4.model.interval import hull

    narrow, wide = judge.compare(one, sign, number), judge.compare(hull([one, other]), sign, number)
    assert wide in (narrow, UNKNOWN)


@given(intervals(), numbers, st.integers(0, 8), st.booleans())
def test_about_is_one_sided(value: Interval, nominal: Decimal, steps: int, higher: bool) -> None:
    tolerance = Decimal(steps) / 4
    edge = nominal - tolerance if higher else nominal + tolerance
    points = inside(value, nominal) + inside(value, edge)
    answers = {about(each, nominal, edge, higher=higher) for each in points}
    expected = answers.pop() if len(answers) == 1 else UNKNOWN
    assert judge.about(value, nominal, tolerance, higher=higher) is expected


def about(value: Decimal, nominal: Decimal, edge: Decimal, *, higher: bool) -> Answer:
    if value == nominal or (value > nominal) == higher:
        return YES
    short = value < edge if higher else value > edge
    return NO if short else UNKNOWN


@pytest.mark.parametrize(
    ("value", "answer"),
    [("20", YES), ("25", YES), ("19.99", UNKNOWN), ("19.5", UNKNOWN), ("19.4999", NO)],
)
def test_the_edge_of_the_tolerance_belongs_to_the_unknown(value: str, answer: Answer) -> None:
    found = judge.about(point(Decimal(value)), Decimal(20), Decimal("0.5"), higher=True)
    assert found is answer


@pytest.mark.parametrize(
    ("value", "sign", "number", "answer"),
    [
        ("7.0", ">", "7", NO),
        ("7.0", ">=", "7.00", YES),
        ("7.0000000000000000000000000001", ">", "7", YES),
        ("40", "<=", "40", YES),
        ("40", "<", "40", NO),
    ],
)
def test_comparisons_are_exact(value: str, sign: Comparison, number: str, answer: Answer) -> None:
    assert judge.compare(point(Decimal(value)), sign, Decimal(number)) is answer


ABOVE_80 = Interval(Decimal(80), Decimal(88), low_open=True)  # «trên 80»
NEAR_80 = Interval(Decimal(72), Decimal(80), high_open=True)  # «gần 80»


@pytest.mark.parametrize(
    ("value", "sign", "answer"),
    [
        (ABOVE_80, ">", YES),
        (ABOVE_80, "<=", NO),
        (NEAR_80, "<", YES),
        (NEAR_80, ">=", NO),
        (Interval(Decimal(72), Decimal(80)), ">=", UNKNOWN),
        (Interval(Decimal(80), Decimal(88)), ">", UNKNOWN),
    ],
)
def test_open_ends_decide(value: Interval, sign: Comparison, answer: Answer) -> None:
    assert judge.compare(value, sign, Decimal(80)) is answer


@pytest.mark.parametrize(
    ("upward", "met", "margin"),
    [(True, True, "2"), (True, False, "6"), (False, True, "-6"), (False, False, "-2")],
)
def test_margin_counts_from_the_nearer_end(upward: bool, met: bool, margin: str) -> None:
    value = Interval(Decimal(12), Decimal(16))
    found = judge.margin(value, upward=upward, number=Decimal(10), met=met)
    assert found == Decimal(margin)


@given(st.lists(st.sampled_from(Answer), max_size=5))
def test_conjunction_is_as_weak_as_its_weakest(answers: list[Answer]) -> None:
    order = (NO, NONE, UNKNOWN, YES)
    worst = min([order.index(each) for each in answers], default=3)
    assert judge.conjunction(answers) is order[worst]


@given(st.sampled_from(Answer), st.lists(st.sampled_from(Answer), max_size=4))
def test_unanimous_decides_only_when_all_agree(rule: Answer, readings: list[Answer]) -> None:
    found = judge.unanimous(rule, readings)
    if rule is NONE:
        assert found is NONE
    elif {rule, *readings} in ({YES}, {NO}):
        assert found is rule
    else:
        assert found is UNKNOWN


@pytest.mark.parametrize(
    ("value", "rule", "answer", "reason", "margin"),
    [
        ("7", Threshold(above=Decimal(7)), NO, Reason.TOUCHES_THRESHOLD, "0"),
        ("6", Threshold(above=Decimal(7)), NO, Reason.SHORT_OF_THRESHOLD, "-1"),
        ("8", Threshold(above=Decimal(7)), YES, Reason.MET, "1"),
        ("41", Threshold(at_most=Decimal(40)), NO, Reason.SHORT_OF_THRESHOLD, "-1"),
        ("40", Threshold(below=Decimal(40)), NO, Reason.TOUCHES_THRESHOLD, "0"),
        ("20", Threshold(about=Decimal(20)), YES, Reason.MET, "0"),
        (
            "19.8",
            Threshold(about=Decimal(20), tolerance=Decimal("0.5")),
            UNKNOWN,
            Reason.WITHIN_TOLERANCE,
            None,
        ),
    ],
)
def test_weighing_tells_answer_reason_and_margin(
    value: str, rule: Threshold, answer: Answer, reason: Reason, margin: str | None
) -> None:
    found = weigh(point(Decimal(value)), rule, upward=True)
    assert (found.answer, found.reason) == (answer, reason)
    assert found.margin == (None if margin is None else Decimal(margin))


def test_a_bounded_value_across_the_threshold_is_unknown_without_margin() -> None:
    value = Interval(Decimal(70), Decimal(90))
    found = weigh(value, Threshold(at_least=Decimal(80)), upward=True)
    assert found == (UNKNOWN, Reason.BOUND_ACROSS_THRESHOLD, None)


def test_a_bounded_value_under_about_is_open_for_its_bounds_not_for_the_tolerance() -> None:
    value = Interval(Decimal("19.2"), Decimal("20.2"))
    rule = Threshold(about=Decimal(20), tolerance=Decimal("0.5"))
    found = weigh(value, rule, upward=True)
    assert found == (UNKNOWN, Reason.BOUND_ACROSS_THRESHOLD, None)


@given(intervals(), st.sampled_from([">=", ">", "<=", "<"]), intervals())
def test_two_intervals_answer_as_all_their_points_do(
    value: Interval, sign: Comparison, other: Interval
) -> None:
    pairs = [(mine, its) for its in inside(other, value.low) for mine in inside(value, its)]
    assert judge.against(value, sign, other) is together([HOLDS[sign](*pair) for pair in pairs])


@given(intervals(), numbers, numbers)
def test_an_interval_is_in_a_band_as_all_its_points_are(
    value: Interval, one: Decimal, other: Decimal
) -> None:
    band = Interval(min(one, other), max(one, other))
    points = {each for end in band[:2] for each in inside(value, end)}
    within = [band.low <= each <= band.high for each in points]
    assert judge.against(value, "in", band) is together(within)


@given(numbers, numbers, numbers)
def test_the_distance_to_a_band_is_that_to_its_nearer_end(
    value: Decimal, one: Decimal, other: Decimal
) -> None:
    band = Interval(min(one, other), max(one, other))
    met = judge.against(point(value), "in", band) is YES
    nearest = min(abs(value - band.low), abs(value - band.high))
    assert judge.margin_of_band(point(value), band, met=met) == (nearest if met else -nearest)


@given(signs, numbers, numbers)
def test_the_number_itself_says_of_exact_values_what_the_judge_does(
    sign: Comparison, number: Decimal, value: Decimal
) -> None:
    holds = judge.holding(sign, number)
    if sign in ("~", "in"):
        assert holds is None
    else:
        assert holds is not None
        assert (YES if holds(value) else NO) is judge.compare(point(value), sign, number)


def test_a_limit_is_that_of_the_very_rule_as_it_is_written() -> None:
    written = [Threshold(at_least=Decimal(text)) for text in ("80", "80.0", "80.00")]
    told = [str(limit_of(rule, upward=True).number) for rule in written * 2]
    assert told == ["80", "80.0", "80.00"] * 2
    assert limit_of(written[0], upward=True) is limit_of(written[0], upward=True)
