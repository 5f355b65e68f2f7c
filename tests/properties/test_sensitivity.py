"""How sure a verdict is: alternatives never decide, and an interval answers as its points do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cmcn4.evaluation import Settings, evaluate
from cmcn4.model import period
from cmcn4.model.asked import Question
from cmcn4.model.catalogue import Catalogue, Group, Indicator, Member
from cmcn4.model.interval import Interval, hull, point
from cmcn4.model.observation import Observation, Origin, Sheet, Submission
from cmcn4.model.report import Alternative, Assessment, Chosen, Report
from cmcn4.model.rule import (
    Areas,
    Average,
    Change,
    Count,
    Every,
    PeerRank,
    Reference,
    Rule,
    Sum,
    Threshold,
)
from cmcn4.model.target import Document, Pack, Reading, Target
from cmcn4.model.text import Text
from cmcn4.model.verdict import Answer, Verdict
from cmcn4.packs import load

SELECTION = load()
CATALOGUE = SELECTION.vocabulary.catalogue
DEFINITE = (Verdict.PASS, Verdict.FAIL, Verdict.PENDING)
OPPOSITE = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}
ANSWERS = {
    Verdict.PASS: Answer.YES, Verdict.FAIL: Answer.NO, Verdict.PENDING: Answer.NO,
    Verdict.REVIEW: Answer.UNKNOWN, Verdict.NO_DATA: Answer.NONE,
}  # fmt: skip
# Every rule kind is among the targets of these.
INDICATORS = (
    "gii-rank", "gci-rank", "gci-tier", "egdi-rank", "idi-rank", "digital-economy-share",
    "labour-productivity-growth", "digital-economy-sector-share", "mobile-4g-5g-coverage",
    "internet-users", "fibre-households", "smart-cities", "smart-city-chains",
    "digital-government-complete", "adults-with-account", "e-payment-accounts",
    "5g-population-coverage",
)  # fmt: skip
BREAKDOWNS = {
    "digital-economy-sector-share": ("agriculture", "industry", "services"),
    "smart-cities": ("", "north", "central", "south"),
    "smart-city-chains": ("north", "central", "south"),
}
CODES = ("2021", "2022", "2023", "2024", "2025", "2025-06", "2025-Q3")
WHOLE = ("rank", "count", "tier", "yes-no")
AS_OF = st.sampled_from([dt.date(2024, 6, 30), dt.date(2025, 12, 31), dt.date(2026, 6, 30)])
lawful = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def kind(indicator: str) -> str:
    return CATALOGUE.units[CATALOGUE.indicators[indicator].unit].kind


@st.composite
def numbers(draw: st.DrawFn, indicator: Indicator) -> Decimal:
    low, high = indicator.scale(2025)
    places = 0 if kind(indicator.id) in WHOLE else 1
    end = min(high or Decimal(50), Decimal(100))
    return draw(st.decimals(low or Decimal(0), end, places=places))


@st.composite
def values(draw: st.DrawFn, indicator: Indicator) -> Interval:
    first = draw(numbers(indicator))
    if kind(indicator.id) in WHOLE or draw(st.booleans()):
        return point(first)
    low, high = sorted((first, draw(numbers(indicator))))
    if low == high:
        return point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def observations(
    draw: st.DrawFn, origin: Origin | None = None, among: Sequence[str] = INDICATORS
) -> list[Observation]:
    """Draw rows of which no two are of one cell; of each indicator's first source if not told."""
    cells = st.tuples(
        st.sampled_from(among), st.sampled_from(("VN", "SG", "TH", "MY")), st.sampled_from(CODES)
    )
    found = []
    for place, (name, area, code) in enumerate(draw(st.lists(cells, max_size=25, unique=True))):
        indicator, when = CATALOGUE.indicators[name], period.parse(code)
        assert when is not None
        first = next(iter(indicator.sources), "")
        for part, breakdown in enumerate(BREAKDOWNS.get(name, ("",))):
            if part and draw(st.booleans()):
                continue
            own = origin or Origin(source=first, source_id=first, released=dt.date(2024, 1, 5))
            value = draw(values(indicator))
            found.append(
                Observation(name, area, when, breakdown, value, own, Sheet("d.csv"),
                            10 * place + part + 2, 4)
            )  # fmt: skip
    return found


def judged(
    rows: Sequence[Observation],
    as_of: dt.date,
    targets: Sequence[Chosen] = SELECTION.targets,
    catalogue: Catalogue = CATALOGUE,
) -> Report:
    wanted = Settings(
        targets=tuple(targets),
        packs=(),
        catalogue=catalogue,
        question=Question(as_of=as_of, areas=("VN",)),
    )
    return evaluate(Submission(observations=list(rows)), wanted)


def verdict(each: Assessment) -> tuple[object, ...]:
    """Return all of an assessment but what depends on alternatives."""
    return (
        each.chosen.id, each.answer, each.verdict, each.reason, each.interval, each.period,
        each.gap, each.margin, each.parts, each.evidence, each.status,
    )  # fmt: skip


# alternatives never decide


@lawful
@given(observations(), AS_OF, st.data())
def test_a_reading_more_never_changes_the_verdict(
    rows: list[Observation], as_of: dt.date, data: st.DataObject
) -> None:
    free = [each for each in SELECTION.targets if each.target.decide is None]
    more = []
    for each in free:
        low, high = data.draw(st.tuples(st.integers(0, 100), st.integers(0, 100)))
        added = data.draw(
            st.sampled_from([
                Threshold(at_least=Decimal(low)),
                Threshold(at_most=Decimal(high)),
                Threshold(about=Decimal(high), tolerance=Decimal(1)),
                each.rule,
            ])
        )  # fmt: skip
        because = Text(vi="x", en="x")
        readings = (*each.target.readings, Reading(id="added", because=because, rule=added))
        more.append(replace(each, target=replace(each.target, readings=readings)))
    one, other = judged(rows, as_of, free), judged(rows, as_of, more)
    assert list(map(verdict, one.assessments)) == list(map(verdict, other.assessments))
    for before, after in zip(one.assessments, other.assessments, strict=True):
        assert set(before.alternatives) <= set(after.alternatives)
        assert after.contested or not before.contested


@lawful
@given(observations(), AS_OF, st.data())
def test_a_source_that_comes_later_never_changes_the_verdict(
    rows: list[Observation], as_of: dt.date, data: st.DataObject
) -> None:
    listed = [each for each in rows if CATALOGUE.indicators[each.indicator].sources]
    one = judged(listed, as_of)
    rivals = added(listed, data, Origin(source="zz", source_id="zz", released=dt.date(2026, 1, 1)))
    other = judged([*listed, *rivals], as_of)
    assert list(map(verdict, one.assessments)) == list(map(verdict, other.assessments))


@lawful
@given(observations(), AS_OF, st.data(), st.sampled_from([None, dt.date(2023, 7, 1)]))
def test_an_earlier_release_never_changes_the_verdict(
    rows: list[Observation], as_of: dt.date, data: st.DataObject, released: dt.date | None
) -> None:
    earlier = [
        each._replace(origin=each.origin._replace(released=released))
        for each in added(rows, data, None)
    ]
    one, other = judged(rows, as_of), judged([*rows, *earlier], as_of)
    assert list(map(verdict, one.assessments)) == list(map(verdict, other.assessments))


def added(
    rows: Sequence[Observation], data: st.DataObject, origin: Origin | None
) -> list[Observation]:
    """Draw another value for each cell, from another origin."""
    found = []
    for each in rows:
        value = data.draw(values(CATALOGUE.indicators[each.indicator]))
        found.append(each._replace(value=value, row=each.row + 5000, origin=origin or each.origin))
    return found


@lawful
@given(observations(), observations(Origin(source="zz", source_id="zz")), AS_OF)
def test_contested_is_exactly_that_some_alternative_opposes(
    rows: list[Observation], rivals: list[Observation], as_of: dt.date
) -> None:
    moved = [each._replace(row=each.row + 5000) for each in rivals]
    for each in judged([*rows, *moved], as_of).assessments:
        assert each.contested is any(other.opposes for other in each.alternatives)
        if each.chosen.target.decide is None:
            for other in each.alternatives:
                says_opposite = OPPOSITE.get(each.answer) is ANSWERS[other.verdict]
                assert other.opposes is (says_opposite or rejects(each, other)), other


def rejects(each: Assessment, other: Alternative) -> bool:
    """Whether the alternative is one that takes official ranks only, and the rank used is not."""
    reading = each.chosen.target.reading(other.id) if other.kind == "reading" else None
    if reading is None or not isinstance(reading.rule, Threshold) or reading.rule.ranks is None:
        return False
    until = CATALOGUE.indicators[each.indicator].official_until or 0
    ranks = [row for row in each.evidence if row.indicator == each.indicator]
    return any(row.period.year > until for row in ranks)


# intervals


@lawful
@given(observations(), AS_OF, st.data())
def test_widening_an_interval_never_turns_review_into_an_answer(
    rows: list[Observation], as_of: dt.date, data: st.DataObject
) -> None:
    kinds = ("percent", "growth", "rank")
    wide = [place for place, each in enumerate(rows) if kind(each.indicator) in kinds]
    assume(wide)
    place = data.draw(st.sampled_from(wide))
    row = rows[place]
    more = data.draw(values(CATALOGUE.indicators[row.indicator]))
    wider = row._replace(value=hull([row.value, more]))
    before = judged(rows, as_of)
    after = judged([*rows[:place], wider, *rows[place + 1 :]], as_of)
    for one, other in zip(before.assessments, after.assessments, strict=True):
        if one.verdict is Verdict.REVIEW:
            assert other.verdict not in DEFINITE, one.chosen.id
        # A member no longer surely short may leave a rule that lacks other members without data.
        if one.verdict in DEFINITE and other.verdict in DEFINITE:
            assert other.verdict is one.verdict, one.chosen.id


NAME = Text(vi="x", en="x")
MEASURE = Indicator(
    id="measure", names=NAME, unit="index 0-100", direction="higher", frequency="irregular"
)
BURDEN = replace(MEASURE, id="burden", direction="lower")
PLACE = replace(MEASURE, id="place", unit="rank", direction="lower")
RATE = replace(MEASURE, id="rate", unit="%/year")
CITIES = replace(MEASURE, id="cities-there", unit="cities")
FOUR = ("VN", "SG", "TH", "MY")
GROUP = Group(id="four", kind="areas", names=NAME, members=tuple(Member(id=each) for each in FOUR))
OWN = replace(
    CATALOGUE,
    indicators={
        **CATALOGUE.indicators,
        **{each.id: each for each in (MEASURE, BURDEN, PLACE, RATE, CITIES)},
    },
    groups={**CATALOGUE.groups, "four": GROUP},
)
D = Decimal
Cell = tuple[str, str, str, str]
YEAR: list[Cell] = [("measure", "VN", "2025", "")]
REGIONS = ("north", "central", "south")
RULES: dict[str, tuple[Rule, list[Cell]]] = {
    "at-least": (Threshold(at_least=D(5)), YEAR),
    "above": (Threshold(above=D(5)), YEAR),
    "at-most": (Threshold(at_most=D(5)), [("burden", "VN", "2025", "")]),
    "below": (Threshold(below=D(5)), [("burden", "VN", "2025", "")]),
    "about": (Threshold(about=D(5), tolerance=D(1)), YEAR),
    "about-lower": (Threshold(about=D(5), tolerance=D(1)), [("burden", "VN", "2025", "")]),
    "peer-rank": (
        PeerRank(group="four", at_most=D(2)),
        [("place", area, "2025", "") for area in FOUR],
    ),
    "peer-value": (
        PeerRank(group="four", at_most=D(2)),
        [("measure", area, "2025", "") for area in FOUR],
    ),
    "top-percent": (
        PeerRank(group="four", top_percent=D(60)),
        [("measure", area, "2025", "") for area in FOUR],
    ),
    "band": (Threshold(between=(D(5), D(7))), YEAR),
    "band-lower": (Threshold(between=(D(5), D(7))), [("burden", "VN", "2025", "")]),
    "other-area": (
        Threshold(above=Reference(area="TH")),
        [("measure", area, "2025", "") for area in ("VN", "TH")],
    ),
    "mean": (
        Threshold(at_most=Reference(mean_of="four")),
        [("burden", area, "2025", "") for area in FOUR],
    ),
    "areas": (
        Areas(within="four", how_many=D(2), at_least=D(5)),
        [("measure", area, "2025", "") for area in FOUR],
    ),
    "share-of-areas": (
        Areas(within="four", share=D(60), below=D(6)),
        [("burden", area, "2025", "") for area in FOUR],
    ),
    "by-member": (
        Every(
            over="sector",
            members=("agriculture", "services"),
            above={"agriculture": D(5), "services": D(7)},
        ),
        [("measure", "VN", "2025", part) for part in ("agriculture", "services")],
    ),
    "geometric": (
        Average(over="2023-2025", above=D(5)),
        [("rate", "VN", str(year), "") for year in (2023, 2024, 2025)],
    ),
    "arithmetic": (
        Average(over="2023-2025", mean="arithmetic", at_least=D(5)),
        [("rate", "VN", str(year), "") for year in (2023, 2024, 2025)],
    ),
    "sum": (
        Sum(over="2023-2025", at_least=D(15)),
        [("measure", "VN", str(year), "") for year in (2023, 2024, 2025)],
    ),
    "sum-at-most": (
        Sum(over="2023-2025", at_most=D(15)),
        [("burden", "VN", str(year), "") for year in (2023, 2024, 2025)],
    ),
    "mean-of-levels": (
        Average(over="2023-2025", below=D(5)),
        [("burden", "VN", str(year), "") for year in (2023, 2024, 2025)],
    ),
    "growth-of-levels": (
        Average(over="2023-2025", of="growth", at_least=D(5)),
        [("measure", "VN", str(year), "") for year in (2022, 2025)],
    ),
    "percent": (
        Change(since=2020, in_="percent", above=D(25)),
        [("measure", "VN", str(year), "") for year in (2020, 2025)],
    ),
    "times": (
        Change(since=2020, in_="times", at_most=D("0.8")),
        [("burden", "VN", str(year), "") for year in (2020, 2025)],
    ),
    "points": (
        Change(since=2020, in_="points", at_least=D(1)),
        [("measure", "VN", str(year), "") for year in (2020, 2025)],
    ),
    "places": (
        Change(since=2020, in_="places", at_least=D(1)),
        [("place", "VN", str(year), "") for year in (2020, 2025)],
    ),
    "sectors": (
        Every(over="sector", members=("agriculture", "industry", "services"), at_least=D(5)),
        [("measure", "VN", "2025", part) for part in ("agriculture", "industry", "services")],
    ),
    "indicators": (
        Every(over="indicator", members=("measure", "rate"), above=D(5)),
        [("measure", "VN", "2025", ""), ("rate", "VN", "2025", "")],
    ),
    "periods": (
        Every(over="period", members="2023-2025", at_most=D(5)),
        [("place", "VN", str(year), "") for year in (2023, 2024, 2025)],
    ),
    "total": (Count(at_least=D(5)), [("cities-there", "VN", "2025", "")]),
    "members": (
        Count(members=REGIONS, at_least=D(14), each_at_least=D(4)),
        [("cities-there", "VN", "2025", part) for part in REGIONS],
    ),
}


@st.composite
def boxes(draw: st.DrawFn) -> Interval:
    """Draw an interval around the thresholds; its ends are whole or halves."""
    halves = st.integers(2, 18).map(lambda each: Decimal(each) / 2)
    low, high = sorted((draw(halves), draw(halves)))
    if low == high:
        return point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


def corners(value: Interval) -> list[Decimal]:
    """Return the least and the greatest point of an interval, an open end as near as may be."""
    grain = Decimal("0.0001")
    low = value.low + grain if value.low_open else value.low
    high = value.high - grain if value.high_open else value.high
    return [low] if low == high else [low, high]


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), as_of=st.sampled_from([dt.date(2025, 12, 31), dt.date(2025, 6, 30)]))
def test_an_interval_answers_as_all_its_points_do(
    name: str, data: st.DataObject, as_of: dt.date
) -> None:
    rule, cells = RULES[name]
    drawn = [data.draw(boxes()) for _ in cells]
    whole = answer(rule, cells, drawn, as_of)
    choices = [[*corners(each), *inside(each, data)] for each in drawn]
    found = {
        answer(rule, cells, [point(each) for each in some], as_of)
        for some in [*product(*map(corners, drawn)), *zip(*map(cycled(3), choices), strict=True)]
    }
    assert whole is (found.pop() if len(found) == 1 else Answer.UNKNOWN)


def inside(value: Interval, data: st.DataObject) -> list[Decimal]:
    low, high = min(corners(value)), max(corners(value))
    return [data.draw(st.decimals(low, high, places=4))]


def cycled(count: int) -> Any:
    """Return a function that repeats a list to a given length."""
    return lambda items: [items[each % len(items)] for each in range(count)]


def answer(rule: Rule, cells: list[Cell], values: list[Interval], as_of: dt.date) -> Answer:
    return own(rule, cells, values, as_of).answer


def own(rule: Rule, cells: list[Cell], values: list[Interval], as_of: dt.date) -> Assessment:
    """Judge one target of a pack of its own."""
    target = Target(
        id="t", order=1, indicator=cells[0][0], horizon=2025, title=NAME, quote="x", rule=rule
    )
    found = zip(cells, values, strict=True)
    rows = [made(cell, value, place) for place, (cell, value) in enumerate(found)]
    (each,) = judged(rows, as_of, [Chosen(pack=pack(target), target=target)], OWN).assessments
    return each


def pack(target: Target) -> Pack:
    document = Document(number="1", issued="2020-12-31", issuer=NAME, title=NAME)
    return Pack(format="cmcn4/pack@1", id="plan", document=document, targets=(target,))


def made(cell: Cell, value: Interval, place: int) -> Observation:
    name, area, code, breakdown = cell
    when = period.parse(code)
    assert when is not None
    return Observation(name, area, when, breakdown, value, Origin(), Sheet("d.csv"), place + 2, 4)


# where the law does not hold


def test_a_total_that_may_be_the_sum_decides() -> None:
    # 9 in all against 2 + 2 + 2 = 6: review. 6 to 9 in all may be 6, and is 5 at least.
    rule = Count(members=REGIONS, at_least=D(5))
    cells: list[Cell] = [("cities-there", "VN", "2025", part) for part in ("", *REGIONS)]
    day, two = dt.date(2025, 12, 31), point(D(2))
    assert answer(rule, cells, [point(D(9)), two, two, two], day) is Answer.UNKNOWN
    assert answer(rule, cells, [Interval(D(6), D(9)), two, two, two], day) is Answer.YES


def test_an_alternative_to_a_unanimous_target_asks_every_reading() -> None:
    # At least 99, and unanimously at least 100. Of October 98: neither holds, missed. Of June
    # 99.5, another period of the year: one holds, the other does not, so it would be a review;
    # it is not the opposite, and nothing is contested.
    reading = Reading(id="literal", because=NAME, rule=Threshold(at_least=D(100)))
    target = Target(
        id="t", order=1, indicator="measure", horizon=2025, title=NAME, quote="x",
        rule=Threshold(at_least=D(99)), readings=(reading,), decide="unanimous",
    )  # fmt: skip
    rows = [
        made(("measure", "VN", "2025-10", ""), point(D(98)), 1),
        made(("measure", "VN", "2025-06", ""), point(D("99.5")), 2),
    ]
    chosen = Chosen(pack=pack(target), target=target)
    (each,) = judged(rows, dt.date(2025, 12, 31), [chosen], OWN).assessments
    assert each.verdict is Verdict.FAIL
    assert [other.verdict for other in each.alternatives] == [Verdict.REVIEW]
    assert not each.contested
