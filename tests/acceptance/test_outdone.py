"""Figures put over those that a target was missed by, which stand in the data still."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import DENSITY, Result, inside, untraced, write
from unit.evaluation.submitted import own_pack

HEADER = "indicator,area,period,value,unit,source,released,breakdown\n"
ASKED = ("--as-of", "2025-12-31", "--lang", "en", "--config", "own.toml", "-f", "json")
INTERNET = "qd-2289/internet-users-2025"
GROWTH = "qd-2289/labour-productivity-growth-2025"
BOTH = pytest.mark.parametrize("how", ["csv", "json"])


def users(period: str, value: object, source: str = "MOST", released: str = "") -> str:
    return f"internet-users,VN,{period},{value},% of population,{source},{released}\n"


def growth(value: object, released: str = "") -> str:
    return "".join(
        f"labour-productivity-growth,VN,{year},{value},%/year,NSO,{released}\n"
        for year in range(2021, 2026)
    )


HIDDEN = {
    "release-and-source": (
        INTERNET,
        users("2025", 78),
        users("2025", 85, released="2025-12-01") + users("2025", 85, "ITU"),
    ),
    "month-and-release": (
        INTERNET,
        users("2025-10", 78),
        users("2025-12", 85) + users("2025-10", 85, released="2025-12-01"),
    ),
    "month-and-source": (
        INTERNET,
        users("2025-10", 78),
        users("2025-12", 85, "ITU") + users("2025-10", 85, "ITU"),
    ),
    "each-year-of-a-mean": (GROWTH, growth(5), growth(9, "2025-12-30")),
}  # fmt: skip


def compared(folder: Path, how: str, target: str, old: str, new: str) -> Result:
    """Check data after others; settings are in `own.toml`, if there are any."""
    if not (folder / "own.toml").exists():
        write(folder, "", "own.toml")
    asked = [folder / "own.toml" if word == "own.toml" else word for word in ASKED]
    before = write(folder, HEADER + old, "old.csv")
    if how == "json":
        inside("check", before, *asked, "-t", target, "-q", "-o", folder / "old.json")
        before = folder / "old.json"
    data = write(folder, HEADER + new, "new.csv")
    result = inside("check", data, "--baseline", before, *asked, "-t", target)
    untraced(result)
    return result


def changes(result: Result, kind: str) -> list[dict[str, Any]]:
    return [each for each in result.json["baseline"]["changes"] if each["kind"] == kind]


def verdicts(result: Result) -> list[tuple[object, object, bool]]:
    found = changes(result, "verdict")
    return [(each["old"], each["new"], each["worse"]) for each in found]


def removed(result: Result) -> list[tuple[object, bool]]:
    return sorted((each["what"], each["worse"]) for each in changes(result, "removed"))


@BOTH
@pytest.mark.parametrize("name", HIDDEN)
def test_figures_that_hide_a_miss_together_are_contested_by_it(
    name: str, how: str, tmp_path: Path
) -> None:
    target, missed, over = HIDDEN[name]
    result = compared(tmp_path, how, target, missed, missed + over)
    assert result.json["assessments"][0]["contested"] is False
    assert verdicts(result) == [("fail", "pass contested", True)]
    assert result.code == 1


@BOTH
@pytest.mark.parametrize(
    "told_now",
    [
        users("2025-10", 78, "a blog of ours"),
        users("2025-10", 78, "a blog", "2025-11-03"),
        users("2025-10", 78.1, "a blog"),
        users("2025-10", 60, "a blog"),
    ],
)
def test_a_miss_that_is_told_otherwise_is_a_miss(told_now: str, how: str, tmp_path: Path) -> None:
    missed = users("2025-10", 78, "a blog")
    over = users("2025-10", 84) + users("2025-12", 85)
    result = compared(tmp_path, how, INTERNET, missed, told_now + over)
    assert verdicts(result) == [("fail", "pass contested", True)]
    assert result.code == 1


@BOTH
@pytest.mark.parametrize(
    "told_now", [users("2025", 78, "a blog of ours"), users("2025", 60, "a blog")]
)
def test_a_figure_beside_a_miss_that_is_told_otherwise_is_worse(
    told_now: str, how: str, tmp_path: Path
) -> None:
    beside = users("2025", 85, "another blog")
    result = compared(tmp_path, how, INTERNET, users("2025", 78, "a blog"), told_now + beside)
    assert verdicts(result) == [("fail", "review contested", True)]
    assert result.code == 1


@BOTH
@pytest.mark.parametrize("name", HIDDEN)
def test_where_what_was_missed_is_revised_nothing_is_hidden(
    name: str, how: str, tmp_path: Path
) -> None:
    target, missed, over = HIDDEN[name]
    better = missed.replace(",78,", ",85,").replace(",5,", ",9,")
    result = compared(tmp_path, how, target, missed, better + over)
    assert verdicts(result) == [("fail", "pass", False)]
    assert result.code == 0


@BOTH
def test_the_next_year_hides_nothing(how: str, tmp_path: Path) -> None:
    old = users("2024", 78)
    new = users("2025", 85) + users("2025", 86, "ITU") + users("2024", 79, "ITU")
    result = compared(tmp_path, how, INTERNET, old, old + new)
    assert verdicts(result) == [("fail", "pass", False)]
    assert result.code == 0


@BOTH
def test_what_a_person_has_decided_is_not_contested(how: str, tmp_path: Path) -> None:
    missed, over = users("2025-10", 78), users("2025-12", 85, "ITU")
    own = (
        f'[[accept]]\ntarget = "{INTERNET}"\nverdict = "pass"\nbecause = "the later month counts"\n'
        'on = {value = "85", period = "2025-12", source = "ITU"}\n'
    )
    write(tmp_path, own, "own.toml")
    result = compared(tmp_path, how, INTERNET, missed, missed + over)
    assert verdicts(result) == [("fail", "pass", False)]
    assert result.code == 0
    write(tmp_path, "", "own.toml")
    result = compared(tmp_path, how, INTERNET, missed, missed + over)
    assert verdicts(result) == [("fail", "pass contested", True)]


@BOTH
def test_a_figure_beside_a_miss_that_leaves_it_open_is_worse(how: str, tmp_path: Path) -> None:
    missed, beside = users("2025", 78, "a blog"), users("2025", 85, "another blog")
    result = compared(tmp_path, how, INTERNET, missed, missed + beside)
    assert verdicts(result) == [("fail", "review contested", True)]
    assert result.code == 1


@BOTH
def test_a_figure_worked_out_of_others_hides_none_that_is_stated(how: str, tmp_path: Path) -> None:
    pack = str(write(tmp_path, DENSITY, "plan.yaml"))
    stated = "density,VN,2025-12,0.8,firms per 1000,MOST,\n"
    people = "population,VN,2025,60000000,people,NSO,\n"
    over = "density,VN,2025-12,1.2,firms per 1000,MOST,2025-12-30\n"
    firms = "digital-firms,VN,2025,120000,enterprises,NSO,\n"
    result = compared(tmp_path, how, pack, stated + people, stated + people + over + firms)
    assert verdicts(result) == [("fail", "pass contested", True)]
    assert result.code == 1


@BOTH
def test_a_rank_in_the_world_hides_no_published_place_in_a_group(how: str, tmp_path: Path) -> None:
    place, world = "gii-rank-asean,VN,2025,{},rank,{},{}\n", "gii-rank,{},2025,{},rank,WIPO,\n"
    ranks = {"VN": 44, "SG": 5, "MY": 34, "TH": 45, "ID": 55, "PH": 50, "BN": 88, "KH": 95,
             "LA": 100, "MM": 120}  # fmt: skip
    stood = place.format(4, "WIPO", "")
    over = place.format(3, "WIPO", "2025-12-01") + "".join(
        world.format(area, rank) for area, rank in ranks.items()
    )
    result = compared(tmp_path, how, "qd-2289/gii-asean-rank-2025", stood, stood + over)
    assert verdicts(result) == [("fail", "pass contested", True)]


@BOTH
def test_neither_a_total_nor_its_parts_hide_what_the_others_miss(how: str, tmp_path: Path) -> None:
    def cities(value: int, part: str = "") -> str:
        return f"smart-cities,VN,2025,{value},cities,MOST,,{part}\n"

    rule = "{kind: count, at_least: NUMBER, members: [north, central, south]}"
    three = "".join(cities(1, part) for part in ("north", "central", "south"))
    for number, stood, beside in (("3", cities(2), three), ("6", three, cities(4))):
        pack = own_pack(tmp_path, "smart-cities", rule.replace("NUMBER", number))
        result = compared(tmp_path, how, pack, stood, stood + beside)
        assert verdicts(result) == [("fail", "review contested", True)]
        assert result.code == 1


@BOTH
def test_a_miss_that_is_open_by_its_own_revision_is_not(how: str, tmp_path: Path) -> None:
    result = compared(tmp_path, how, INTERNET, users("2025", 78), users("2025", '"> 79"'))
    assert verdicts(result) == [("fail", "review", False)]
    assert result.code == 0


@BOTH
def test_a_month_that_contests_cannot_be_deleted(how: str, tmp_path: Path) -> None:
    december, october = users("2025-12", 85), users("2025-10", 78)
    result = compared(tmp_path, how, INTERNET, december + october, december)
    gone = [(each["old"], each["worse"]) for each in changes(result, "removed")]
    assert (gone, result.code) == ([(78, True)], 1)


@BOTH
def test_the_source_below_a_table_is_its_own(how: str, tmp_path: Path) -> None:
    heading = "Chỉ tiêu,Đơn vị tính,Năm 2025\nTỷ lệ người dân sử dụng Internet,%,"
    old = f"{heading}78\nNguồn: MOST\n"
    write(tmp_path, "", "own.toml")
    asked = [tmp_path / "own.toml" if word == "own.toml" else word for word in ASKED]
    before = write(tmp_path, old, "old.csv")
    if how == "json":
        inside("check", before, *asked, "-t", INTERNET, "-q", "-o", tmp_path / "old.json")
        before = tmp_path / "old.json"
    data = write(tmp_path, f"{old}\n{heading}85\nNguồn: NSO\n", "new.csv")
    result = inside("check", data, "--baseline", before, *asked, "-t", INTERNET)
    assert verdicts(result) == [("fail", "pass contested", True)]
    (one,) = result.json["assessments"]
    assert (one["source"], one["contested"]) == ("NSO", True)


def test_what_a_file_says_without_a_source_contests_a_body_named_further_down(
    tmp_path: Path,
) -> None:
    heading = "Chỉ tiêu,Đơn vị tính,Năm 2025\nTỷ lệ người dân sử dụng Internet,%,"
    text = f"{heading}78\n\nBỘ KHOA HỌC VÀ CÔNG NGHỆ\n{heading}85\n"
    data = write(tmp_path, text, "a.csv")
    (one,) = inside(
        "check", data, "--as-of", "2025", "-t", INTERNET, "--no-config", "-f", "json"
    ).json["assessments"]
    others = [(each["kind"], each["value"], each["verdict"]) for each in one["alternatives"]]
    assert (one["verdict"], one["contested"], others) == (
        "pass", True, [("source", 78, "fail")],
    )  # fmt: skip


@BOTH
def test_a_miss_that_a_person_decided_on_is_not_lifted_by_a_figure_over_it(
    how: str, tmp_path: Path
) -> None:
    pack = own_pack(tmp_path, "internet-users", "{kind: threshold, about: 80, tolerance: 0.5}")
    own = (
        '[[accept]]\ntarget = "own/a"\nverdict = "fail"\nbecause = "79.7 is not enough"\n'
        'on = {value = "79.7", period = "2025", source = "MOST"}\n'
    )
    write(tmp_path, own, "own.toml")
    missed, over = users("2025", 79.7), users("2025", 80.5, released="2025-12-30")
    result = compared(tmp_path, how, pack, missed, missed + over)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)
    revised = compared(tmp_path, how, pack, missed, users("2025", 80.5))
    assert (verdicts(revised), revised.code) == ([("fail", "pass", False)], 0)


LATER = "2025-12-30"
OPPOSITE = {
    "both-ends-of-a-change": (
        "{kind: change, since: 2021, in: points, at_least: 10}",
        users("2021", 70) + users("2025", 75),
        users("2021", 60, released=LATER) + users("2025", 76, released=LATER),
    ),
    "itself-and-what-it-is-held-against": (
        "{kind: peer-rank, group: asean, at_most: 4}",
        users("2025", 78) + "".join(
            users("2025", value).replace("VN", area, 1)
            for area, value in (("SG", 97), ("MY", 96), ("BN", 95), ("TH", 90), ("ID", 79),
                                ("PH", 60), ("KH", 50), ("LA", 40), ("MM", 30))
        ),
        users("2025", 91, released=LATER)
        + users("2025", 77, released=LATER).replace("VN", "TH", 1),
    ),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("name", OPPOSITE)
def test_figures_that_pull_in_opposite_directions_hide_no_miss(
    name: str, how: str, tmp_path: Path
) -> None:
    rule, missed, over = OPPOSITE[name]
    pack = own_pack(tmp_path, "internet-users", rule)
    result = compared(tmp_path, how, pack, missed, missed + over)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)
    # Another spelling of the sources hides nothing, either; without the old figures all is revised.
    told = missed.replace("MOST", "a blog")
    result = compared(tmp_path, how, pack, missed, told + over)
    assert (verdicts(result)[0][1], result.code) == ("pass contested", 1)


@BOTH
def test_both_sides_of_a_ratio_hide_no_miss(how: str, tmp_path: Path) -> None:
    pack = str(write(tmp_path, DENSITY, "plan.yaml"))
    people = "population,VN,2025,{},people,NSO,{}\n"
    firms = "digital-firms,VN,2025,{},enterprises,NSO,{}\n"
    missed = people.format(100_000_000, "") + firms.format(90_000, "")
    over = people.format(80_000_000, LATER) + firms.format(95_000, LATER)
    result = compared(tmp_path, how, pack, missed, missed + over)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)
    result = compared(tmp_path, how, pack, missed, over)
    assert (verdicts(result), result.code) == ([("fail", "pass", False)], 0)


def test_what_tells_that_a_small_share_is_one_is_gone_when_it_is_deleted(tmp_path: Path) -> None:
    share = "5g-population-coverage,VN,{},{},,MOST,\n"
    stated = share.format(2025, "0.7")
    pack = own_pack(tmp_path, "5g-population-coverage", "{kind: threshold, at_least: 25}")
    result = compared(tmp_path, "json", pack, stated + share.format(2024, "1.5"), stated)
    gone = [("5g-population-coverage VN 2024 MOST", True)]
    assert (removed(result), result.code) == (gone, 1)


READ = "fibre-households{},VN,2025,{},% of households,MOST,{}\n"


def read_twice(folder: Path, *, together: bool) -> str:
    """Write a pack of a target with a reading of another indicator, and return its path."""
    path = Path(own_pack(folder, "fibre-households", "{kind: threshold, at_least: 80}"))
    decide = "    decide: unanimous\n" if together else ""
    reading = """\
    readings:
      - id: used
        name: {en: used}
        because: {en: b}
        indicator: fibre-households-using
        rule: {kind: threshold, at_least: 80}
"""
    path.write_text(path.read_text("utf-8") + decide + reading, "utf-8")
    return str(path)


@BOTH
def test_what_readings_decide_together_is_not_opened_by_a_figure_over_one(
    how: str, tmp_path: Path
) -> None:
    pack = read_twice(tmp_path, together=True)
    missed = READ.format("", 70, "") + READ.format("-using", 60, "")
    over = READ.format("-using", 85, "2025-12-30")
    result = compared(tmp_path, how, pack, missed, missed + over)
    assert (verdicts(result), result.code) == ([("fail", "review contested", True)], 1)
    both = READ.format("", 85, "2025-12-30") + over
    result = compared(tmp_path, how, pack, missed, missed + both)
    assert (verdicts(result), result.code) == ([("fail", "pass contested", True)], 1)
    better = READ.format("", 70, "") + READ.format("-using", 85, "")
    result = compared(tmp_path, how, pack, missed, better)
    assert (verdicts(result), result.code) == ([("fail", "review", False)], 0)


@BOTH
@pytest.mark.parametrize("together", [True, False])
def test_a_figure_of_a_reading_that_weighs_is_gone_when_it_is_deleted(
    together: bool, how: str, tmp_path: Path
) -> None:
    pack = read_twice(tmp_path, together=together)
    value = 70 if together else 85
    stated, read = READ.format("", value, ""), READ.format("-using", 60, "")
    result = compared(tmp_path, how, pack, stated + read, stated)
    gone = [("fibre-households-using VN 2025 MOST", True)]
    assert (removed(result), result.code) == (gone, 1)


@BOTH
def test_operands_that_contest_what_is_stated_are_gone_when_they_are_deleted(
    how: str, tmp_path: Path
) -> None:
    pack = str(write(tmp_path, DENSITY, "plan.yaml"))
    stated = "density,VN,2025,1.2,firms per 1000,MOST,\n"
    people = "population,VN,2025,60000000,people,NSO,\n"
    firms = "digital-firms,VN,2025,30000,enterprises,NSO,\n"
    result = compared(tmp_path, how, pack, stated + people + firms, stated)
    gone = [("digital-firms VN 2025 NSO", True), ("population VN 2025 NSO", True)]
    assert (removed(result), result.code) == (gone, 1)
