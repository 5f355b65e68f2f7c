"""Figures taken from elsewhere: another population, the whole country, shares of a total."""

from __future__ import annotations

from typing import Any

from unit.evaluation.series import odd, series


def households(*values: str, **columns: Any) -> list[Any]:
    return series("households-with-internet", *values, **columns)


def people(*values: str, **columns: Any) -> list[Any]:
    return series("internet-users", *values, **columns)


def test_figures_of_households_repeated_for_people_are_told_at_the_second_place() -> None:
    # As the portal of Da Nang printed them for 2019 and 2020.
    found = odd([*households("79.46", "83.71"), *people("79.46", "83.71")], "population-differs")
    assert [each.facts["variant"] for each in found] == ["repeated", "repeated"]
    assert [each.place.cell for each in found] == ["D4", "D5"]
    assert [each.facts["other_cell"] for each in found] == ["D2", "D3"]
    assert {each.facts["cells"] for each in found} == {2}


def test_one_equal_value_is_chance() -> None:
    assert (
        odd([*households("79.46", "83.71"), *people("79.46", "85.2")], "population-differs") == []
    )


def test_whole_numbers_may_well_be_equal() -> None:
    assert odd([*households("80", "100"), *people("80", "100")], "population-differs") == []


def test_two_equal_values_of_many_are_chance() -> None:
    some = [f"{50 + number}.5" for number in range(10)]
    others = [*some[:2], *(f"{60 + number}.7" for number in range(8))]
    rows = [*households(*some, start=2014), *people(*others, start=2014)]
    assert odd(rows, "population-differs") == []
    others = [*some[:3], *(f"{60 + number}.7" for number in range(7))]
    rows = [*households(*some, start=2014), *people(*others, start=2014)]
    assert len(odd(rows, "population-differs")) == 3


def test_two_indicators_of_one_population_may_be_equal() -> None:
    rows = [
        *series("mobile-4g-5g-coverage", "99.81", "99.82"),
        *series("mobile-coverage", "99.81", "99.82"),
    ]
    assert odd(rows, "population-differs") == []


def test_the_figure_of_the_country_copied_for_a_province_is_told() -> None:
    rows = [*people("84.15"), *people("84.15", area="vn-ha-noi")]
    (finding,) = odd(rows, "population-differs")
    assert (finding.facts["variant"], finding.place.cell) == ("country", "D3")
    assert finding.facts["other_cell"] == "D2"


def test_one_decimal_in_common_with_the_country_is_chance_twice_is_not() -> None:
    once = [*people("84.1", "85.2"), *people("84.1", "86.3", area="vn-ha-noi")]
    assert odd(once, "population-differs") == []
    twice = [*people("84.1", "85.2"), *people("84.1", "85.2", area="vn-ha-noi")]
    assert len(odd(twice, "population-differs")) == 2


def test_a_province_may_reach_the_whole_number_that_the_country_has() -> None:
    rows = [
        *series("fibre-communes", "100", "100"),
        *series("fibre-communes", "100", "100", area="vn-ha-noi"),
    ]
    assert odd(rows, "population-differs") == []


def test_gdp_is_of_a_country_and_grdp_of_a_province() -> None:
    rows = [
        *series("digital-economy-share", "12.87"),
        *series("digital-economy-share", "20.5", area="vn-ha-noi"),
        *series("digital-economy-share-grdp", "20.5", area="vn-ha-noi"),
    ]
    (finding,) = odd(rows, "unit-suspicious")
    assert (finding.facts["variant"], finding.facts["expected"]) == ("national", "% of GRDP")
    assert finding.place.cell == "D3"


SECTORS = ("agriculture", "industry-construction", "services")


def test_shares_of_gdp_given_as_shares_within_each_sector_are_told() -> None:
    # As published for 2025: 0.13, 6.67 and 7.22 % of GDP add up to 14.02 %.
    rows = series("digital-economy-share", "14.02", start=2025)
    for sector, value in zip(SECTORS, ("0.13", "6.67", "7.22"), strict=True):
        rows += series("digital-economy-sector-share", value, start=2025, breakdown=sector)
    found = odd(rows, "population-differs")
    assert [each.facts["variant"] for each in found] == ["parts"] * 3
    assert {each.facts["other_cell"] for each in found} == {"D2"}


def test_shares_within_sectors_that_do_not_add_up_to_the_whole_are_quiet() -> None:
    rows = series("digital-economy-share", "14.02", start=2025)
    for sector, value in zip(SECTORS, ("2.1", "17.4", "16.9"), strict=True):
        rows += series("digital-economy-sector-share", value, start=2025, breakdown=sector)
    assert odd(rows, "population-differs") == []
