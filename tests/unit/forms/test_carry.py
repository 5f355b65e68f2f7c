"""History for a new form."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from cmcn4.forms.carry import carry, spelled
from cmcn4.model.form import Asked
from cmcn4.model.interval import Interval, point
from cmcn4.model.observation import Observation, Origin, Sheet, Status
from cmcn4.model.period import parse
from cmcn4.readers.values.quantity import Quantity, Value
from unit.forms.small import CATALOGUE

ASKED = Asked("internet-users", "", "vn-ha-noi", "2024")
RANGE = Decimal(0), Decimal(100)


def row(
    value: str = "80",
    asked: Asked = ASKED,
    *,
    source: str = "nso",
    released: dt.date | None = None,
    status: Status = "final",
) -> Observation:
    period = parse(asked.period)
    assert period is not None
    origin = Origin(source=source, source_id=source, released=released, status=status)
    place = Sheet("last.xlsx", "Form"), 7, 6
    where = asked.indicator, asked.area, period, asked.breakdown
    return Observation(*where, point(Decimal(value)), origin, *place)


def stayed(*rows: Observation) -> list[tuple[str, tuple[str, ...], int]]:
    return [tuple(each) for each in carry(rows, [ASKED], CATALOGUE).stayed]  # type: ignore[misc]


def value(*rows: Observation) -> Decimal | str | None:
    figure = carry(rows, [ASKED], CATALOGUE).figures.get(ASKED)
    return figure.value if figure else None


def test_a_figure_goes_to_its_own_line() -> None:
    assert value(row("80.5")) == Decimal("80.5")
    assert stayed(row("80.5")) == []


def test_the_source_believed_first_then_the_last_release() -> None:
    first, *_ = CATALOGUE.indicators["internet-users"].sources
    old, new = dt.date(2024, 1, 1), dt.date(2025, 1, 1)
    rows = [
        row("70", source="a department"),
        row("71", source=first, released=old),
        row("72", source=first, released=new),
    ]
    assert value(*rows) == value(*reversed(rows)) == 72
    assert stayed(*rows) == [("source", ("internet-users",), 2)]


def test_equal_figures_are_one() -> None:
    assert value(row(), row()) == 80
    assert stayed(row(), row()) == []


def test_of_several_values_for_one_cell_none_is_taken() -> None:
    rows = row("80"), row("81")
    assert value(*rows) is None
    assert stayed(*rows) == [("tied", ("internet-users",), 2)]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (row(status="forecast"), "forecast"),
        (row(asked=ASKED._replace(period="2021-2024")), "not-asked"),
        (row(asked=ASKED._replace(period="2020")), "not-asked"),
        (row(asked=ASKED._replace(breakdown="urban")), "not-asked"),
    ],
)
def test_what_is_not_asked_stays_behind_and_is_counted(other: Observation, reason: str) -> None:
    assert value(other) is None
    assert stayed(other) == [(reason, ("internet-users",), 1)]


def test_another_period_of_the_years_asked_comes_beside() -> None:
    half = ASKED._replace(period="2024-S1")
    found = carry([row("79", half), row("80")], [ASKED], CATALOGUE)
    assert {key: figure.value for key, figure in found.beside.items()} == {half: 79}
    assert {key: figure.value for key, figure in found.figures.items()} == {ASKED: 80}
    assert found.stayed == ()


def test_figures_of_other_areas_are_counted_by_area() -> None:
    assert stayed(row(asked=ASKED._replace(area="vn-hue"))) == [("elsewhere", ("vn-hue",), 1)]


def test_figures_of_the_units_that_were_merged_stay_behind() -> None:
    asked = ASKED._replace(area="vn-da-nang-2025", period="2025")
    old = [row(asked=ASKED._replace(area=area)) for area in ("vn-da-nang", "vn-quang-nam")]
    found = carry(old, [asked], CATALOGUE)
    assert found.figures == {}
    assert [tuple(each) for each in found.stayed] == [
        ("borders", ("vn-da-nang", "vn-quang-nam"), 2)
    ]


def test_figures_of_the_unit_it_was_merged_into_stay_behind() -> None:
    asked = ASKED._replace(area="vn-da-nang")
    found = carry([row(asked=ASKED._replace(area="vn-da-nang-2025"))], [asked], CATALOGUE)
    assert [each.reason for each in found.stayed] == ["borders"]


def test_a_figure_after_the_end_of_its_area_stays_behind() -> None:
    asked = ASKED._replace(area="vn-da-nang", period="2025")
    found = carry([row(asked=asked)], [asked], CATALOGUE)
    assert (found.figures, [each.reason for each in found.stayed]) == ({}, ["borders"])


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize(
    "text",
    [
        "> 87",
        "< 80",
        "gần 80",
        "~ 90",
        "≥ 50",
        "≤ 10",
        "> 95",
        "≥ 99.5",
        "~ 99",
        "< 0.125",
        "> 12.345",
        "> 0",
    ],
)
def test_a_bound_is_written_so_that_it_is_read_as_the_same(text: str, mark: str) -> None:
    indicator = CATALOGUE.indicators["internet-users"]
    read = Quantity(indicator, "percent", RANGE, ".").read(text)
    assert isinstance(read, Value)
    written = spelled(read.interval, RANGE, mark)
    assert isinstance(written, str)
    again = Quantity(indicator, "percent", RANGE, "auto").read(written)
    assert isinstance(again, Value), written
    assert again.interval == read.interval


def test_any_other_interval_cannot_be_written() -> None:
    strange = Interval(Decimal(4), Decimal(6))
    assert spelled(strange, RANGE, ".") is None
    found = carry([row()._replace(value=strange)], [ASKED], CATALOGUE)
    assert [each.reason for each in found.stayed] == ["bound"]
