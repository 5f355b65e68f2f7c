"""Cases that tidy national data seldom have: errors in a member, rare editions, tied rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Answer, Reason
from cmcn4.packs import load
from cmcn4.reporters.presentation.reasons import reason
from cmcn4.reporters.presentation.words import Words
from unit.evaluation.submitted import own_pack

YEARS = "{kind: every, over: period, members: 2021-2025, at_most: 60}"
SECTORS = "{kind: every, over: sector, members: [agriculture, services], at_least: 10}"
RANK = "{kind: peer-rank, group: asean, at_most: 3}"
CITIES = "{kind: count, at_least: 3, each_at_least: 1, members: [north, south]}"
Rows = list[tuple[str, object, str, object, str, str]]
"""Area, period, breakdown, value, source and release of each."""


def assess(folder: Path, rule: str, indicator: str, rows: Rows) -> Assessment:
    """Judge rows of one indicator by one rule."""
    return judged(own_pack(folder, indicator, rule), {indicator: rows})


def judged(pack: str, rows: dict[str, Rows], area: str = "VN") -> Assessment:
    """Judge an area by rows of indicators."""
    columns = ("area", "period", "breakdown", "value", "source", "released")
    mapped: list[dict[str, Any]] = [
        {"indicator": indicator, **dict(zip(columns, cells, strict=True))}
        for indicator, some in rows.items()
        for cells in some
    ]
    (found,) = cmcn4.check(mapped, targets=pack, as_of="2025", areas=[area]).assessments
    return found


def row(value: object, period: object = 2025, *, area: str = "VN", **more: str) -> Any:
    source, released = more.get("source", "S"), more.get("released", "")
    return (area, period, more.get("breakdown", ""), value, source, released)


def test_an_error_in_one_sector_blocks_all(tmp_path: Path) -> None:
    rows = [row(12, breakdown="agriculture"), row("many", breakdown="services")]
    found = assess(tmp_path, SECTORS, "digital-economy-sector-share", rows)
    assert (found.answer, found.reason) == (Answer.NONE, Reason.BLOCKED)


def test_an_error_in_a_past_year_blocks_an_every_of_years(tmp_path: Path) -> None:
    rows = [row(45, 2021), row("many", 2022), *(row(44, year) for year in (2023, 2024, 2025))]
    found = assess(tmp_path, YEARS, "gii-rank", rows)
    assert (found.answer, found.reason) == (Answer.NONE, Reason.BLOCKED)


def test_a_biennial_index_is_asked_for_in_its_own_years_only(tmp_path: Path) -> None:
    found = assess(tmp_path, YEARS, "egdi-rank", [row(50, 2022), row(55, 2024)])
    assert [part.member for part in found.parts] == ["2022", "2024"]
    assert (found.answer, found.verdict.value) == (Answer.YES, "pass")


def test_an_irregular_index_is_asked_for_in_its_known_editions_only(tmp_path: Path) -> None:
    found = assess(tmp_path, YEARS, "gci-rank", [row(17, 2024)])
    members = [part.member for part in found.parts]
    assert "2024" in members
    assert len(members) < 5


def test_a_peer_rank_without_any_row_has_no_observation(tmp_path: Path) -> None:
    found = assess(tmp_path, RANK, "gii-rank", [row(5, area="SG")])
    assert (found.answer, found.reason) == (Answer.NONE, Reason.NO_OBSERVATION)


def test_two_equal_sources_of_the_own_rank_leave_the_place_unknown(tmp_path: Path) -> None:
    rows = [row(4, source="A"), row(40, source="B"), row(5, area="SG"), row(34, area="MY")]
    found = assess(tmp_path, RANK, "gii-rank", rows)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.TIED_VALUES)


@pytest.mark.parametrize(
    ("breakdown", "other", "answer"),
    [
        ("", 9, Answer.YES),  # 5 to 9 in all: 3 at least, whichever it is
        ("", 2, Answer.UNKNOWN),  # 2 to 5 in all, across 3
        ("north", 9, Answer.YES),  # 1 to 9 in the north
        ("north", 0, Answer.UNKNOWN),  # 0 to 1 in the north, across 1
    ],
)
def test_two_equal_sources_of_a_count_count_as_what_lies_between(
    breakdown: str, other: int, answer: Answer, tmp_path: Path
) -> None:
    rows = [
        row(5), row(1, breakdown="north"), row(4, breakdown="south"),
        row(other, breakdown=breakdown, source="Another"),
    ]  # fmt: skip
    found = assess(tmp_path, CITIES, "smart-cities", rows)
    assert found.answer is answer


def test_two_equal_sources_of_a_milestone_leave_it_unknown(tmp_path: Path) -> None:
    rows = [row("yes", source="A"), row("no", source="B")]
    found = assess(tmp_path, "{kind: milestone}", "digital-government-complete", rows)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.TIED_VALUES)


def passed_over(
    tmp_path: Path, rows: Rows, target: str, indicator: str, *options: str
) -> dict[str, str]:
    """Return why each row was passed over, by its value."""
    import json

    from acceptance.cli import AT_2025, inside, write

    text = "indicator,area,period,breakdown,value,source,released,status\n" + "".join(
        f"{indicator},{','.join(map(str, each))},{'F' if each[4] == 'oracle' else ''}\n"
        for each in rows
    )
    result = inside("explain", target, write(tmp_path, text), *AT_2025, "-f", "json", *options)
    (told,) = json.loads(result.stdout)[0]["assessments"]
    return {str(each["low"]): each["why"] for each in told["passed_over"]}


def test_what_was_passed_over_is_told_with_the_reason(tmp_path: Path) -> None:
    rows = [
        row(81), row(82, "2025-06"), row(83, source="oracle"), row(84, "2021-2025"),
        row(85, 2026), row(86, 2024), row(87, source="Another"),
    ]  # fmt: skip
    rows[0] = row(81, source="NSO")
    found = passed_over(tmp_path, rows, "qd-2289/internet-users-2025", "internet-users")
    assert found["83"] == "forecast"
    assert found["84"] == "multi-year"
    assert found["85"] == "later"
    assert found["86"] == "older"


def test_a_rank_that_a_reading_rejects_is_told_so(tmp_path: Path) -> None:
    rows, target = [row(17, 2024)], "qd-2289/gci-rank-2025"
    assert passed_over(tmp_path, rows, target, "gci-rank") == {}
    chosen = passed_over(tmp_path, rows, target, "gci-rank", "-t", f"{target}:official-only")
    assert chosen == {"17": "rejected"}
    # Only the edition that would have counted is rejected, not one before it.
    rows = [row(17, 2024), row(25, 2020)]
    chosen = passed_over(tmp_path, rows, target, "gci-rank", "-t", f"{target}:official-only")
    assert chosen == {"17": "rejected", "25": "unused"}


def test_ranks_of_an_index_that_prints_them_all_are_official(tmp_path: Path) -> None:
    rule = "{kind: threshold, at_most: 60, ranks: official}"
    found = assess(tmp_path, rule, "egdi-rank", [row(50, 2024)])
    assert (found.answer, found.period) == (Answer.YES, "2024")


def test_a_bound_on_both_sides_of_the_threshold_is_no_tie(tmp_path: Path) -> None:
    found = assess(tmp_path, "{kind: threshold, at_least: 80}", "fibre-households", [row("> 79")])
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.BOUND_ACROSS_THRESHOLD)


def test_breakdowns_and_shorter_periods_are_told_so(tmp_path: Path) -> None:
    rows = [row(81), row(82, "2025-12"), row(83, "2025-S2")]
    found = passed_over(tmp_path, rows, "qd-2289/internet-users-2025", "internet-users")
    assert found == {"82": "shorter", "83": "shorter"}
    target, name = "qd-2289/digital-economy-share-2025", "digital-economy-share"
    found = passed_over(tmp_path, [row(20), row(8, breakdown="core")], target, name)
    assert found == {"8": "breakdown"}


def peers(folder: Path, own: Rows, published: Rows, area: str = "VN") -> Assessment:
    """Judge GII within ASEAN with rows of the world rank and of the published group rank."""
    pack = own_pack(folder, "gii-rank", RANK, area=area)
    return judged(pack, {"gii-rank": own, "gii-rank-asean": published}, area)


def test_a_published_place_serves_without_the_world_rank(tmp_path: Path) -> None:
    found = peers(tmp_path, [], [row(3)])
    assert (found.answer, str(found.value)) == (Answer.YES, "3")


def test_two_published_places_leave_it_unknown(tmp_path: Path) -> None:
    found = peers(tmp_path, [], [row(3, source="A"), row(4, source="B")])
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.TIED_VALUES)


def test_who_is_no_member_has_no_place_in_the_group(tmp_path: Path) -> None:
    found = peers(tmp_path, [row(3, area="US")], [], area="US")
    assert (found.answer, found.reason) == (Answer.NONE, Reason.NO_OBSERVATION)
    assert found.facts["variant"] == "not-a-member"


def test_a_members_error_is_as_good_as_a_missing_row(tmp_path: Path) -> None:
    ranks = {"SG": 5, "MY": 34, "TH": 45, "ID": 55, "PH": 50, "BN": 88, "KH": 100, "LA": 109}
    rows = [row(44), *(row(rank, area=area) for area, rank in ranks.items())]
    assert peers(tmp_path, [*rows, row(122, area="MM")], []).answer is Answer.YES
    found = peers(tmp_path, [*rows, row("many", area="MM")], [])
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.PEERS_UNDECIDED)


def test_two_equal_sources_of_one_year_leave_the_mean_unknown(tmp_path: Path) -> None:
    rows = [row(8, year) for year in range(2021, 2026)] + [row(3, source="Another")]
    rule = "{kind: average, over: 2021-2025, above: 7}"
    found = assess(tmp_path, rule, "labour-productivity-growth", rows)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.TIED_VALUES)


def test_figures_of_an_indicator_that_was_succeeded_are_told_so(tmp_path: Path) -> None:
    target, name = "qd-2289/online-services-level-4-2025", "online-services-level-4"
    found = passed_over(tmp_path, [row(70, 2021), row(80, 2025)], target, name)
    assert "succeeded" in found.values()


def test_the_least_it_can_be_is_held_against_a_mean_of_which_a_member_is_missing(
    tmp_path: Path,
) -> None:
    pack = own_pack(tmp_path, "fibre-households", "{kind: threshold, at_least: {mean_of: asean}}")
    rows = {"fibre-households-using": [row(84)], "fibre-households": [row(84, area="LA")]}
    found = judged(pack, rows)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.PEERS_UNDECIDED)
    assert [each.area for each in found.evidence] == ["VN", "LA"]
    rows["fibre-households"] = [row("many", area="LA")]
    assert judged(pack, rows).reason is Reason.BLOCKED
    assert "it depends on Indonesia, " in reason(found, Words("en", load(()).vocabulary.catalogue))
