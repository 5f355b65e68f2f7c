"""A place within a group: who is surely ahead, who may be, and what a verdict says of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

import cmcn4
from cmcn4.evaluation import Settings, evaluate
from cmcn4.model.asked import Question
from cmcn4.model.interval import Interval, point
from cmcn4.model.observation import Observation, Submission
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Answer, Reason
from cmcn4.packs import load
from unit.evaluation.submitted import judged, row

TARGET = "qd-2289/gii-asean-rank-2025"
"""At most place 3 of the ten that were ranked in 2025; Timor-Leste was not."""
OTHERS = {"SG": "5", "MY": "34", "TH": "45", "PH": "50", "ID": "55", "BN": "80", "KH": "100",
          "LA": "110", "MM": "130"}  # fmt: skip


def rank(value: str, area: str = "VN", period: str = "2025", **facts: Any) -> Observation:
    given = {"source": "WIPO", **facts}
    return row(value, period=period, area=area, indicator="gii-rank", **given)


def between(low: str, high: str, area: str = "VN", **opens: bool) -> Observation:
    return rank(low, area)._replace(value=Interval(Decimal(low), Decimal(high), **opens))


def among(own: Observation, **changed: Observation | None) -> Assessment:
    """Judge a rank among the others', some of them left out or given another row."""
    rows = {area: rank(value, area) for area, value in OTHERS.items()} | changed
    return judged(own, *(each for each in rows.values() if each is not None), target=TARGET)


def named(found: Assessment, fact: str) -> list[str]:
    return [each.en for each in found.facts[fact]]


def places(found: Assessment) -> tuple[int, int]:
    interval = found.facts["rank"]
    return int(interval.low), int(interval.high)


def test_members_without_a_row_are_named_and_leave_their_places_open() -> None:
    found = among(rank("44"), PH=None, BN=None)
    assert named(found, "missing") == ["Philippines", "Brunei Darussalam"]
    assert places(found) == (3, 5)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.PEERS_UNDECIDED)


def test_who_was_not_ranked_is_named_and_not_counted() -> None:
    # In 2023 Myanmar was not ranked.
    rows = [
        {"indicator": "gii-rank", "area": area, "period": 2023, "value": value, "source": "WIPO"}
        for area, value in {"VN": "44", **OTHERS}.items() if area != "MM"
    ]  # fmt: skip
    (found,) = cmcn4.check(rows, targets=TARGET, as_of="2023", areas=["VN"]).assessments
    assert named(found, "unranked") == ["Myanmar"]
    assert (found.facts["size"], places(found), named(found, "missing")) == (9, (3, 3), [])


def test_only_who_may_be_ahead_or_behind_is_told_as_open() -> None:
    found = among(rank("44"), TH=between("40", "50", "TH"), PH=None)
    assert named(found, "open") == ["Thailand"]
    assert (named(found, "missing"), places(found)) == (["Philippines"], (3, 5))


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        # Ranks below 44 against 44, and 44 against ranks above it: surely ahead.
        (rank("44"), between("30", "44", "TH", high_open=True), (4, 4)),
        (between("44", "48", low_open=True), rank("44", "TH"), (4, 4)),
        # At 44 the one may have the other's rank.
        (rank("44"), between("30", "44", "TH"), (3, 4)),
        # Open at an end that lies elsewhere.
        (rank("44"), between("30", "49", "TH", high_open=True), (3, 4)),
        (between("40", "48", low_open=True), rank("44", "TH"), (3, 4)),
    ],
)
def test_who_is_ahead_by_an_open_end_only_is_ahead(
    own: Observation, theirs: Observation, expected: tuple[int, int]
) -> None:
    assert places(among(own, TH=theirs)) == expected


def test_a_published_place_counts_where_members_are_missing() -> None:
    stated = row("3", area="VN", indicator="gii-rank-asean", source="WIPO")
    missing = judged(rank("44"), rank("5", "SG"), stated, target=TARGET)
    assert (missing.answer, missing.facts["variant"]) == (Answer.YES, "published")


@pytest.mark.parametrize(
    "own",
    [
        (rank("44", source="A"), rank("47", source="B")),
        (rank("44", doubt="unit-suspicious"),),
    ],
    ids=["tied", "doubtful"],
)
def test_a_published_place_serves_where_the_own_rows_do_not_decide(
    own: tuple[Observation, ...],
) -> None:
    stated = row("3", area="VN", indicator="gii-rank-asean", source="WIPO")
    found = judged(*own, stated, rank("5", "SG"), rank("45", "TH"), target=TARGET)
    assert (found.answer, found.reason) == (Answer.YES, Reason.MET)
    assert found.interval == point(Decimal(3))


def test_an_error_in_a_members_cell_leaves_its_place_open_in_that_year_only() -> None:
    def place(year: int) -> tuple[int, int]:
        alike = {"indicator": "gii-rank", "period": 2025, "source": "WIPO"}
        rows = [
            alike | {"area": area, "value": value}
            for area, value in {"VN": "44", **OTHERS}.items()
            if (area, year) != ("SG", 2025)
        ]
        wrong = {"area": "SG", "period": year, "value": "many"}
        report = cmcn4.check([*rows, alike | wrong], targets=TARGET, as_of="2025", areas=["VN"])
        return places(report.assessments[0])

    assert (place(2025), place(2024)) == ((2, 3), (3, 3))


def test_members_are_those_of_the_middle_of_the_year_where_an_edition_has_no_day() -> None:
    selection = load((TARGET,))
    catalogue = selection.vocabulary.catalogue
    indicator = catalogue.indicators["gii-rank"]
    editions = tuple(replace(each, released=None) for each in indicator.editions)
    undated = {**catalogue.indicators, "gii-rank": replace(indicator, editions=editions)}
    settings = Settings(
        targets=selection.targets,
        packs=selection.packs,
        catalogue=replace(catalogue, indicators=undated),
        question=Question(as_of=dt.date(2025, 12, 31), areas=("VN",)),
    )
    rows = [rank("44"), rank("5", "SG")]
    report: Report = evaluate(Submission(observations=rows), settings)
    (found,) = report.assessments
    assert found.facts["members_on"] == "2025-07-01"
    assert among(rank("44")).facts["members_on"] == "2025-09-16"
