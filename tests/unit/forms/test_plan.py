"""What a form asks for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cmcn4.forms.plan import Line, Wish, plan
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.form import Series, row_codes
from cmcn4.model.rule import Areas, Every, Rule, Threshold
from unit.evaluation.submitted import defining, own_pack
from unit.forms.small import CATALOGUE, SELECTION, planned, planned_for


def series(*selectors: str, **how: object) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for each in planned(*selectors, **how).lines:  # type: ignore[arg-type]
        found.setdefault((each.asked.indicator, each.asked.breakdown), []).append(
            int(each.asked.period)
        )
    return found


def test_an_indicator_of_two_packs_and_horizons_is_asked_once() -> None:
    found = planned()
    asked = [each.asked for each in found.lines]
    assert len(asked) == len(set(asked))
    assert series()["fibre-households", ""] == [2021, 2022, 2023, 2024, 2025, 2026]
    assert series()["fibre-communes", ""] == [2021, 2022, 2023, 2024, 2025]


def test_a_province_is_asked_only_what_it_can_report() -> None:
    found = planned(areas=("vn-ha-noi",))
    assert {each.asked.indicator for each in found.lines} == {
        "fibre-households", "fibre-communes", "mobile-4g-5g-coverage", "smartphone-share",
        "internet-users", "online-services-end-to-end", "e-payment-accounts",
        "adults-with-account", "5g-population-coverage",
    }  # fmt: skip
    assert {each.target.subnational for each in found.targets} == {"binding", "reference"}


def test_areas_follow_one_another_as_they_are_named() -> None:
    found = planned("qd-2289/fibre-*-2025", areas=("vn-hue", "vn-ha-noi"), years=(2024, 2025))
    assert [(each.asked.area, each.asked.indicator, each.asked.period) for each in found.lines] == [
        (area, indicator, year)
        for area in ("vn-hue", "vn-ha-noi")
        for indicator in ("fibre-households", "fibre-communes")
        for year in ("2024", "2025")
    ]


def test_an_area_is_asked_for_the_years_it_had_its_borders() -> None:
    areas = ("vn-da-nang", "vn-da-nang-2025")
    found = planned("qd-2289/fibre-communes-2025", areas=areas)
    assert [(each.asked.area, each.asked.period) for each in found.lines] == [
        ("vn-da-nang", "2021"), ("vn-da-nang", "2022"), ("vn-da-nang", "2023"),
        ("vn-da-nang", "2024"), ("vn-da-nang-2025", "2025"),
    ]  # fmt: skip
    assert [(each.area.id, each.years) for each in found.left_out] == [
        ("vn-da-nang", (2025,)),
        ("vn-da-nang-2025", (2021, 2022, 2023, 2024)),
    ]
    assert found.idle == ()
    assert planned("qd-2289/fibre-communes-2025", areas=areas[:1], years=(2026, 2026)).idle == (
        "vn-da-nang",
    )


def test_an_area_no_target_speaks_of_is_idle() -> None:
    assert planned("qd-2289/gii-rank-2030", areas=("vn-ha-noi",)).idle == ("vn-ha-noi",)


@pytest.mark.parametrize(
    ("selector", "asked"),
    [
        # the members of a rule, and the total where it counts
        ("qd-2289/smart-cities-2025", {("smart-cities", part) for part in
                                       ("", "north", "central", "south")}),
        ("khhd-btttt-2022/digital-economy-every-sector-2025",
         {("digital-economy-sector-share", part) for part in
          ("agriculture", "industry", "services")}),
        # a published rank within the group stands in for the members'
        ("qd-2289/egdi-asean-rank-2025", {("egdi-rank", ""), ("egdi-rank-asean", "")}),
        # other indicators of a reading
        ("qd-2289/e-payment-accounts-2025",
         {("e-payment-accounts", ""), ("adults-with-account", "")}),
        ("khhd-btttt-2022/mobile-4g-5g-2025",
         {("mobile-4g-5g-coverage", ""), ("5g-population-coverage", "")}),
    ],
)  # fmt: skip
def test_all_that_a_rule_uses_is_asked(selector: str, asked: set[tuple[str, str]]) -> None:
    assert set(series(selector)) == asked


def test_a_reading_chosen_asks_for_its_own_members() -> None:
    name = "khhd-btttt-2022/digital-economy-every-sector-2025:vsic-sections"
    members = {each.id for each in CATALOGUE.groups["vsic-sections"].members}
    assert {part for _, part in series(name)} == members


def test_what_only_another_reading_uses_may_stay_empty() -> None:
    found = planned("qd-2289/e-payment-accounts-2025", years=(2025, 2025))
    assert [(each.asked.indicator, each.needed) for each in found.lines] == [
        ("e-payment-accounts", True),
        ("adults-with-account", False),
    ]


def test_an_index_is_asked_for_its_editions() -> None:
    assert series("qd-2289/egdi-rank-2030", years=(2019, 2026)) == {
        ("egdi-rank", ""): [2020, 2022, 2024, 2026]
    }
    # Where an edition prints a tier and no rank, the tier is asked for.
    assert series("qd-2289/gci-rank-2025", years=(2019, 2024)) == {
        ("gci-rank", ""): [2020],
        ("gci-tier", ""): [2020, 2024],
    }


def test_an_edition_that_is_not_known_may_stay_empty() -> None:
    found = planned("qd-2289/egdi-rank-2030", years=(2024, 2026))
    assert [(each.asked.period, each.needed) for each in found.lines] == [
        ("2024", True),
        ("2026", False),
    ]


def test_a_term_is_asked_until_its_end_and_its_successor_from_then_on() -> None:
    name = "qd-2289/online-services-level-4-2025"
    assert series(name, years=(2021, 2023)) == {
        ("online-services-level-4", ""): [2021, 2022],
        ("online-services-end-to-end", ""): [2021, 2022, 2023],
    }
    # Once every figure of the old term is too old, it is not asked for at all.
    assert series(name, years=(2021, 2025)) == {
        ("online-services-end-to-end", ""): [2021, 2022, 2023, 2024, 2025]
    }


def test_a_milestone_is_asked_once() -> None:
    assert series("qd-2289/digital-government-2030", years=(2021, 2025)) == {
        ("digital-government-complete", ""): [2025]
    }


def test_an_average_needs_all_its_years() -> None:
    name = "qd-2289/labour-productivity-growth-2025"
    assert series(name, today=2030)[("labour-productivity-growth", "")] == [*range(2021, 2026)]
    # None that has not begun.
    assert series(name, today=2023)[("labour-productivity-growth", "")] == [*range(2019, 2024)]


def test_a_sum_needs_all_its_years(tmp_path: Path) -> None:
    pack = own_pack(tmp_path, "smart-cities", "{kind: sum, over: 2016-2025, at_least: 9}")
    assert series(pack, today=2030)["smart-cities", ""] == [*range(2016, 2026)]


def test_the_growth_of_levels_needs_the_year_before_its_first(tmp_path: Path) -> None:
    rule = "{kind: average, of: growth, over: 2016-2025, at_least: 9}"
    pack = own_pack(tmp_path, "smart-cities", rule)
    assert series(pack, today=2030)["smart-cities", ""] == [*range(2015, 2026)]


def test_a_change_needs_its_base(tmp_path: Path) -> None:
    rule = "{kind: change, since: 2015, in: times, at_least: 2}"
    pack = own_pack(tmp_path, "smart-cities", rule)
    assert series(pack, today=2030)["smart-cities", ""] == [2015, *range(2021, 2026)]


def test_a_figure_has_the_same_code_in_every_form() -> None:
    one, other = Series("a", "", "VN"), Series("a", "part", "VN")
    assert row_codes([one])[one] == row_codes([other, one])[one]
    assert row_codes([one])[one] != row_codes([other])[other]
    assert row_codes([one])[one].startswith("M-")


def test_codes_are_never_shared() -> None:
    many = [Series(f"indicator-{n}", "", "VN") for n in range(40_000)]
    codes = row_codes(many)
    assert len(set(codes.values())) == len(many)


def test_of_a_derived_indicator_its_operands_are_asked(tmp_path: Path) -> None:
    pack = defining(
        own_pack(tmp_path, "own-lead", "{kind: threshold, below: 5}"),
        "indicators:\n"
        "  - id: own-lead\n"
        "    names: {vi: Cách A, en: Own lead}\n"
        '    unit: "% of sector value added"\n'
        "    direction: lower\n"
        "    derived:\n"
        "      difference:\n"
        "        - {indicator: digital-economy-sector-share, breakdown: services}\n"
        "        - {indicator: digital-economy-sector-share, breakdown: industry}\n",
    )

    assert series(pack, years=(2024, 2025)) == {
        ("digital-economy-sector-share", "services"): [2024, 2025],
        ("digital-economy-sector-share", "industry"): [2024, 2025],
    }


def asked_by(rule: Rule, indicator: str, catalogue: Catalogue = CATALOGUE) -> tuple[Line, ...]:
    """Return what one rule on an indicator asks of Viet Nam for 2024 and 2025."""
    some = SELECTION.targets[0]
    target = replace(some.target, indicator=indicator, rule=rule, readings=())
    return planned_for((replace(some, target=target),), catalogue, ("VN",), (2024, 2025)).lines


def test_areas_are_asked_for_the_years_in_which_they_are_counted() -> None:
    counted = Areas(within="provinces-2025", how_many=Decimal(30), at_least=Decimal(90))
    lines = asked_by(counted, "fibre-households")
    members = [member.id for member in CATALOGUE.groups["provinces-2025"].members]
    assert [line.asked.area for line in lines] == members
    assert {line.asked.period for line in lines} == {"2025"}


def test_an_area_that_is_counted_and_judged_itself_is_asked_once_for_a_figure() -> None:
    some = SELECTION.targets[0]
    at_least = Decimal(90)
    rules = (
        Areas(within="provinces-2025", how_many=Decimal(30), at_least=at_least),
        Threshold(at_least=at_least),
    )
    own = replace(some.target, indicator="fibre-households", readings=())
    nation, city = (replace(some, target=replace(own, rule=rule)) for rule in rules)
    wish = Wish(
        targets=(nation, city),
        areas=("VN", "vn-hue"),
        catalogue=CATALOGUE,
        applies=lambda chosen, area: area == ("VN" if chosen is nation else "vn-hue"),
        this_year=2026,
        years=(2025, 2025),
    )

    found = plan(wish)

    assert [line.asked.area for line in found.lines].count("vn-hue") == 1
    assert len(found.lines) == len(CATALOGUE.groups["provinces-2025"].members)
    assert found.idle == ()


def test_a_breakdown_is_asked_until_the_last_year_that_it_saw_the_end_of() -> None:
    name = CATALOGUE.indicators["digital-economy-sector-share"].breakdowns[0]
    group = CATALOGUE.groups[name]
    first, *others = group.members
    ended = replace(group, members=(replace(first, to_date="2025-06-30"), *others))
    catalogue = replace(CATALOGUE, groups={**CATALOGUE.groups, name: ended})
    rule = Every(over="sector", members=name, at_least=Decimal(10))
    lines = asked_by(rule, "digital-economy-sector-share", catalogue)
    years: dict[str, list[str]] = {}
    for line in lines:
        years.setdefault(line.asked.breakdown, []).append(line.asked.period)
    assert years.pop(first.id) == ["2024"]
    assert set(map(tuple, years.values())) == {("2024", "2025")}


def test_of_conditions_the_figures_of_each_are_asked(tmp_path: Path) -> None:
    rule = (
        "{kind: all, of: [{kind: threshold, at_least: 80}, {kind: some, of: ["
        "{kind: average, indicator: labour-productivity-growth, over: 2019-2025, above: 7}, "
        "{kind: threshold, indicator: internet-users, at_least: 80}]}]}"
    )

    found = series(own_pack(tmp_path, "fibre-households", rule), today=2025)

    assert {name for name, _ in found} == {
        "fibre-households", "labour-productivity-growth", "internet-users",
    }  # fmt: skip
    assert found["labour-productivity-growth", ""] == list(range(2019, 2026))
