"""Figures put over a miss that answer for it over several steps, or only by what they contest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from acceptance.cli import inside, write
from acceptance.test_outdone import BOTH, HEADER, LATER, READ, compared, removed, users, verdicts
from unit.evaluation.submitted import defining, own_pack

MADE = """\
units: [{id: widgets, kind: count, names: {en: w}}]
indicators:
  - {id: made, names: {en: a}, unit: widgets, direction: higher, range: [{min: 0}]}
  - {id: sold, names: {en: b}, unit: widgets, direction: higher, range: [{min: 0}]}
  - {id: all, names: {en: c}, unit: widgets, direction: higher, derived: {sum: [made, sold]}}
  - id: less
    names: {en: d}
    unit: widgets
    direction: higher
    derived: {difference: [made, sold]}
  - {id: middle, names: {en: e}, unit: widgets, direction: higher, derived: {mean: [all, less]}}
  - {id: total, names: {en: f}, unit: widgets, direction: lower, range: [{min: 0}]}
  - id: used
    names: {en: g}
    unit: widgets
    direction: lower
    lower_bound_of: total
    derived: {sum: [made, sold]}
"""
RANKS = """\
groups:
  - {id: three, kind: areas, names: {en: Three}, members: [{id: VN}, {id: TH}, {id: MY}]}
units: [{id: widgets, kind: count, names: {en: w}}]
indicators:
  - {id: place, names: {en: p}, unit: rank, direction: lower}
  - {id: made, names: {en: a}, unit: widgets, direction: higher, range: [{min: 0}]}
  - {id: sold, names: {en: b}, unit: widgets, direction: higher, range: [{min: 0}]}
  - id: all
    names: {en: c}
    unit: widgets
    direction: higher
    derived: {sum: [made, sold]}
    group_ranks: {three: place}
"""


def widgets(indicator: str, period: str, value: int, source: str, area: str = "VN") -> str:
    return f"{indicator},{area},{period},{value},,{source},\n"


AT_LEAST = "{kind: threshold, at_least: 100}"
FAR = {
    "operands-of-a-quarter-below-it-stated": (
        MADE, "all", AT_LEAST,
        widgets("made", "2025-Q3", 40, "Alpha") + widgets("sold", "2025-Q3", 30, "Alpha"),
        widgets("made", "2025", 90, "Alpha") + widgets("sold", "2025", 60, "Alpha")
        + widgets("all", "2025-Q3", 120, "Beta"),
    ),
    "operands-of-what-it-is-worked-out-of": (
        MADE, "middle", AT_LEAST,
        widgets("made", "2025", 80, "Alpha") + widgets("sold", "2025", 50, "Beta"),
        widgets("made", "2025", 150, "NSO") + widgets("sold", "2025", 90, "NSO")
        + widgets("all", "2025", 300, "Gamma") + widgets("middle", "2025", 120, "Gamma"),
    ),
    "operands-of-a-bound": (
        MADE, "total", "{kind: threshold, at_most: 80}",
        widgets("made", "2025", 50, "Alpha") + widgets("sold", "2025", 50, "Alpha"),
        widgets("total", "2025", 75, "Gamma"),
    ),
    "a-place-beside-operands-of-its-members": (
        RANKS, "all", "{kind: peer-rank, group: three, at_most: 1}",
        widgets("place", "2025", 2, "Alpha"),
        "".join(
            widgets(name, "2025", value, "Alpha", area)
            for area, value in (("VN", 60), ("TH", 50), ("MY", 5)) for name in ("made", "sold")
        ) + widgets("place", "2025", 1, "NSO"),
    ),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("name", FAR)
def test_what_is_worked_out_over_several_steps_hides_no_miss(
    name: str, how: str, tmp_path: Path
) -> None:
    definitions, indicator, rule, missed, over = FAR[name]
    pack = defining(own_pack(tmp_path, indicator, rule), definitions)
    result = compared(tmp_path, how, pack, missed, missed + over)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)


ASEAN = {"SG": 5, "MY": 34, "VN": 44, "TH": 45, "PH": 50, "ID": 55, "BN": 100, "KH": 101,
         "LA": 114, "MM": 120}  # fmt: skip


def ranked(period: str) -> str:
    return "".join(f"gii-rank,{area},{period},{rank},,WIPO,\n" for area, rank in ASEAN.items())


PLACE = "gii-rank-asean,VN,{},{},,{},\n"
THIRD = "qd-2289/gii-asean-rank-2025"


@BOTH
def test_a_published_place_of_a_month_is_hidden_neither_by_ranks_nor_by_one_of_the_year(
    how: str, tmp_path: Path
) -> None:
    missed = PLACE.format("2025-09", 4, "WIPO")
    over = PLACE.format("2025", 3, "MOST") + ranked("2025-09")
    result = compared(tmp_path, how, THIRD, missed, missed + over)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)


CONTESTED = {
    "another-month": (
        "qd-2289/internet-users-2025",
        users("2025-10", 85) + users("2025-09", 78),
        users("2025-09", 86, "NSO"),
        'on = {value = "85", period = "2025-10", source = "MOST"}',
    ),
    "a-published-place": (
        THIRD,
        ranked("2025") + PLACE.format("2025", 4, "MOST"),
        PLACE.format("2025", 3, "WIPO"),
        'on = {value = "3", period = "2025", source = "WIPO"}',
    ),
}


@BOTH
@pytest.mark.parametrize("name", CONTESTED)
def test_a_fail_that_a_person_decided_stands_where_what_contested_is_put_over(
    name: str, how: str, tmp_path: Path
) -> None:
    target, stood, over, pinned = CONTESTED[name]
    own = f'[[accept]]\ntarget = "{target}"\nverdict = "fail"\nbecause = "b"\n{pinned}\n'
    write(tmp_path, own, "own.toml")
    result = compared(tmp_path, how, target, stood, stood + over)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)


@BOTH
def test_a_month_that_agrees_with_a_miss_is_gone_when_it_is_deleted(
    how: str, tmp_path: Path
) -> None:
    target = "qd-2289/internet-users-2025"
    missed = users("2025-10", 78) + users("2025-09", 75)
    result = compared(tmp_path, how, target, missed, users("2025-10", 85))
    assert (removed(result), result.code) == ([("internet-users VN 2025-09 MOST", True)], 1)


PLACED = "".join(
    f"egdi-rank,{area},2024,{rank},,UN DESA,\n"
    for area, rank in (("VN", 71), ("SG", 3), ("MY", 57), ("TH", 52), ("ID", 64), ("PH", 73),
                       ("BN", 75), ("KH", 120), ("LA", 150), ("MM", 138))
)  # fmt: skip
AGREEING = {
    "operands-of-what-is-stated": (
        MADE, "all", AT_LEAST, widgets("all", "2025", 90, "NSO"),
        widgets("made", "2025", 50, "NSO") + widgets("sold", "2025", 40, "NSO"), "90,", "120,",
    ),
    "operands-over-two-steps": (
        MADE, "middle", AT_LEAST, widgets("middle", "2025", 90, "NSO"),
        widgets("made", "2025", 90, "NSO") + widgets("sold", "2025", 40, "NSO"), "90,", "120,",
    ),
    "a-place-published": (
        MADE, "egdi-rank", "{kind: peer-rank, group: asean, at_most: 4}", PLACED,
        "egdi-rank-asean,VN,2024,5,,UN DESA,\n", "VN,2024,71", "VN,2024,60",
    ),
    "the-year-a-change-begins-with": (
        MADE, "made", "{kind: change, since: 2021, in: points, at_least: 10}",
        widgets("made", "2021", 20, "NSO") + widgets("made", "2025", 29, "NSO")
        + widgets("made", "2025-06", 22, "NSO"),
        widgets("made", "2021-06", 20, "NSO"), "2025,29", "2025,35",
    ),
}  # fmt: skip
"""Pack, indicator, rule, what it is missed by, what agrees with that, and how it is revised."""


@BOTH
@pytest.mark.parametrize("name", AGREEING)
def test_what_agrees_with_a_miss_is_gone_when_it_is_deleted_beside_a_revision(
    name: str, how: str, tmp_path: Path
) -> None:
    pack, indicator, rule, missed, agreeing, old, new = AGREEING[name]
    target = defining(own_pack(tmp_path, indicator, rule), pack)
    revised = missed.replace(old, new, 1)
    assert revised != missed
    result = compared(tmp_path, how, target, missed + agreeing, revised)
    assert len(removed(result)) == agreeing.count("\n")
    assert result.code == 1


@BOTH
def test_a_miss_that_is_covered_while_another_is_revised_contests(how: str, tmp_path: Path) -> None:
    target = "qd-2289/internet-users-2025"
    missed = users("2025-10", 75) + users("2025-09", 78)
    better = users("2025-10", 85) + users("2025-09", 78) + users("2025-09", 86, "NSO")
    result = compared(tmp_path, how, target, missed, better)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)
    ranks = ranked("2025").replace("gii-rank,VN,2025,44", "gii-rank,VN,2025,52")
    missed = ranks + PLACE.format("2025", 4, "MOST")
    better = ranked("2025") + PLACE.format("2025", 4, "MOST") + PLACE.format("2025", 3, "WIPO")
    result = compared(tmp_path, how, THIRD, missed, better)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)


SECTORS = "qd-749-2020/digital-economy-every-sector-2025"


def sector(period: str, part: str, value: int, source: str = "MOST") -> str:
    return f"digital-economy-sector-share,VN,{period},{value},,{source},,{part}\n"


@BOTH
def test_a_part_that_is_covered_in_one_request_contests_when_the_last_is_revised_in_another(
    how: str, tmp_path: Path
) -> None:
    parts = sector("2025-10", "agriculture", 8) + sector("2025-10", "services", 15)
    over = sector("2025", "agriculture", 12, "NSO") + sector("2025-10", "agriculture", 12, "NSO")
    missed = parts + over + sector("2025-10", "industry", 9)
    better = parts + over + sector("2025-10", "industry", 11)
    result = compared(tmp_path, how, SECTORS, missed, better)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)


@BOTH
def test_a_limit_that_was_passed_for_good_is_not_open_again_by_a_figure_over_one_year(
    how: str, tmp_path: Path
) -> None:
    rule = "{kind: sum, over: 2023-2030, at_most: 100}"
    less = MADE.replace(
        "{id: made, names: {en: a}, unit: widgets, direction: higher",
        "{id: made, names: {en: a}, unit: widgets, direction: lower",
    )
    pack = defining(own_pack(tmp_path, "made", rule, horizon=2030), less)
    missed = "".join(widgets("made", str(year), 40, "Alpha") for year in (2023, 2024, 2025))
    over = f"made,VN,2024,10,,Alpha,{LATER}\n"
    result = compared(tmp_path, how, pack, missed, missed + over)
    assert (verdicts(result), result.code) == ([("fail", "pending contested", True)], 1)
    revised = missed.replace("2024,40", "2024,10")
    result = compared(tmp_path, how, pack, missed, revised)
    assert (verdicts(result), result.code) == ([("fail", "pending", False)], 0)


CASH = """\
indicators:
  - id: cash
    names: {en: c}
    unit: "% of population"
    direction: lower
    range: [{min: 0, max: 100}]
"""
DOUBTFUL = "cash,VN,2025,0.7,,Alpha,\n"
STANDING = {
    "a-row-of-an-earlier-year": (
        "fibre-households", "{kind: threshold, at_least: 80}", READ.format("-using", 70, ""),
        READ.format("-using", 70, "") + READ.format("", 81, "").replace("2025", "2024"),
        'value = "70..100", period = "2025", source = "MOST"',
    ),
    "rows-beside-a-doubtful-share": (
        "cash", "{kind: threshold, at_most: 5}", DOUBTFUL,
        DOUBTFUL + "cash,VN,2024,1.1,,Alpha,\n",
        'value = "0.7", period = "2025", source = "Alpha"',
    ),
    "a-unit": (
        "cash", "{kind: threshold, at_most: 5}", DOUBTFUL,
        DOUBTFUL.replace("0.7,", "0.7,%"),
        'value = "0.7", period = "2025", source = "Alpha"',
    ),
    "a-day": (
        "digital-government-complete", "{kind: milestone}",
        "digital-government-complete,VN,2025,yes,,Alpha,\n",
        "digital-government-complete,VN,2025,yes,,Alpha,2025-12-20\n",
        'value = "1", period = "2025", source = "Alpha"',
    ),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("name", STANDING)
def test_a_fail_that_a_person_decided_stands_where_its_figure_does(
    name: str, how: str, tmp_path: Path
) -> None:
    indicator, rule, stood, now, pinned = STANDING[name]
    own = f'[[accept]]\ntarget = "own/a"\nverdict = "fail"\nbecause = "b"\non = {{{pinned}}}\n'
    write(tmp_path, own, "own.toml")
    pack = own_pack(tmp_path, indicator, rule)
    if indicator == "cash":
        defining(pack, CASH)
    result = compared(tmp_path, how, pack, stood, now)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)


@BOTH
@pytest.mark.parametrize("now", ["cash,VN,2024,2,,Alpha,\n", "{}cash,VN,2025,2,,Alpha,\n"])
def test_a_fail_that_a_person_decided_is_over_by_another_value_and_by_a_later_year(
    now: str, how: str, tmp_path: Path
) -> None:
    own = (
        '[[accept]]\ntarget = "own/a"\nverdict = "fail"\nbecause = "b"\n'
        'on = {value = "0.7", period = "2024", source = "Alpha"}\n'
    )
    write(tmp_path, own, "own.toml")
    pack = defining(own_pack(tmp_path, "cash", "{kind: threshold, at_most: 5}"), CASH)
    stood = DOUBTFUL.replace("2025", "2024")
    result = compared(tmp_path, how, pack, stood, now.format(stood))
    assert (verdicts(result), result.code) == ([("fail", "pass", False)], 0)


LOWER = users("2025", '"> 77"')
OLD = (
    '[[accept]]\ntarget = "qd-2289/internet-users-2025"\nverdict = "pass"\nbecause = "b"\n'
    'on = {value = "77..84.7", period = "2025", source = "MOST"}\n'
)


@BOTH
def test_a_decision_does_not_come_back_with_a_figure_that_was_outdone(
    how: str, tmp_path: Path
) -> None:
    target = "qd-2289/internet-users-2025"
    write(tmp_path, OLD, "own.toml")
    stood = LOWER + users("2025", 70, released="2025-11-01")
    back = users("2025", '"> 77"', released=LATER)
    result = compared(tmp_path, how, target, stood, stood + back)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)


@BOTH
def test_a_contest_that_a_decision_does_not_name_is_told(how: str, tmp_path: Path) -> None:
    target = "qd-2289/internet-users-2025"
    on = 'on = {{{}value = "78", period = "2025-10", source = "MOST"}}\n'
    start = OLD.partition("on = ")[0]
    stood, beside = users("2025-10", 78), users("2025-09", 85, "a blog")
    write(tmp_path, start + on.format(""), "own.toml")
    result = compared(tmp_path, how, target, stood, stood + beside)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)
    # One that is named was seen; so was what stood there before.
    write(tmp_path, start + on.format('contested = "period 2025-09 85", '), "own.toml")
    result = compared(tmp_path, how, target, stood, stood + beside)
    assert (verdicts(result), result.code) == ([("fail", "pass", False)], 0)


@BOTH
def test_a_decision_that_settings_bring_is_no_figure(how: str, tmp_path: Path) -> None:
    target = "qd-2289/digital-economy-share-2025"
    share = "digital-economy-share,VN,2025,{},% of GDP,{},\n"
    both = share.format(14.02, "NSO") + share.format(20.5, "MOST")
    before = write(tmp_path, HEADER + both, "old.csv")
    config = write(tmp_path, "", "none.toml")
    asked = ("--as-of", "2025-12-31", "-t", target, "-f", "json")
    report = tmp_path / "old.json"
    inside("check", before, *asked, "--config", config, "-q", "-o", report)
    (one,) = json.loads(report.read_text("utf-8"))["assessments"]
    assert (one["verdict"], one["contested"]) == ("fail", True)
    own = OLD.replace("qd-2289/internet-users-2025", target)
    on = 'on = {value = "14.02", period = "2025", source = "NSO"}\n'
    config = write(tmp_path, own.partition("on = ")[0] + on, "own.toml")
    baseline = report if how == "json" else before
    result = inside("check", before, *asked, "--config", config, "--baseline", baseline)
    expected = [("fail contested", "pass", False)] if how == "json" else []
    assert (verdicts(result), result.code) == (expected, 0)


@BOTH
def test_a_bound_is_not_hidden_by_an_earlier_year(how: str, tmp_path: Path) -> None:
    pack = defining(own_pack(tmp_path, "total", "{kind: threshold, at_most: 80}"), MADE)
    missed = widgets("used", "2025", 100, "Alpha")
    result = compared(tmp_path, how, pack, missed, missed + widgets("total", "2024", 75, "Beta"))
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)


@BOTH
def test_a_year_that_was_lacking_hides_nothing(how: str, tmp_path: Path) -> None:
    rule = "{kind: sum, over: 2023-2025, at_least: 100}"
    pack = defining(own_pack(tmp_path, "made", rule), MADE)
    missed = widgets("made", "2024", 40, "Alpha") + widgets("made", "2025", 40, "Alpha")
    result = compared(tmp_path, how, pack, missed, missed + widgets("made", "2023", 40, "Beta"))
    assert (verdicts(result)[0][1:], result.code) == (("pass", False), 0)


STILL_THERE = {
    "en": "FAIL → PASS, contested; "
    "still there: Population using the Internet 78 (Viet Nam, 2025-10, MOST)",
    "vi": "KHÔNG ĐẠT → ĐẠT, còn ý kiến khác nhau; "
    "vẫn còn số liệu: Tỷ lệ dân số sử dụng Internet 78 (Cả nước, 2025-10, MOST)",
}


@pytest.mark.parametrize("lang", STILL_THERE)
def test_what_is_still_there_is_named(lang: str, tmp_path: Path) -> None:
    missed = users("2025-10", 78)
    over = users("2025-12", 85, "ITU") + users("2025-10", 85, "ITU")
    before = write(tmp_path, HEADER + missed, "old.csv")
    data = write(tmp_path, HEADER + missed + over, "new.csv")
    asked = ("--as-of", "2025-12-31", "--no-config", "-t", "qd-2289/internet-users-2025")
    result = inside("check", data, "--baseline", before, *asked, "--lang", lang, "-f", "markdown")
    assert STILL_THERE[lang] in result.out
