"""Which figure of a baseline is gone: one that counted, and does not count any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import DENSITY, Result, committed, inside, untraced, write

HEADER = "indicator,area,period,value,unit,source,status,released,sector\n"
ROW = "digital-economy-share,VN,{period},{value},% of GDP,{source},{status},{released},{sector}\n"
FAMILY = "qd-2289/digital-economy-share-2025"
ASKED = ("--as-of", "2025", "--lang", "en", "-t", FAMILY, "--no-config", "-f", "json")
OLDER = ROW.format(period=2024, value=21, source="NSO", status="", released="", sector="")


def row(value: object, source: str = "NSO", **more: object) -> str:
    given = {"period": 2025, "status": "", "released": "", "sector": "", **more}
    return ROW.format(value=value, source=source, **given)


FAILS, PASSES = row(14.02), row(21, "MOST")
EARLY, LATE = row(21, released="2025-06-01"), row(14.02, released="2025-12-01")


def compared(  # noqa: PLR0913 - the last has a usual value
    folder: Path,
    how: str,
    old: str,
    new: str,
    *options: str,
    also: tuple[str, ...] = (),
    name: str = "new.csv",
) -> Result:
    """Check new rows against old ones, given as data or as the report on them."""
    before = write(folder, HEADER + old, "old.csv")
    if how == "json":
        inside("check", before, *ASKED, *also, "-q", "-o", folder / "old.json")
        before = folder / "old.json"
    (folder / "now").mkdir(exist_ok=True)
    data = write(folder / "now", HEADER + new, name)
    result = inside("check", data, "--baseline", before, *ASKED, *also, *options)
    untraced(result)
    return result


def told(result: Result, kind: str) -> list[tuple[Any, Any, bool]]:
    found = result.json["baseline"]["changes"]
    return [(each["old"], each["new"], each["worse"]) for each in found if each["kind"] == kind]


GONE = [(14.02, None, True)]
BOTH = pytest.mark.parametrize("how", ["csv", "json"])


@BOTH
@pytest.mark.parametrize("status", ["F", "forecast", "dự báo"])
@pytest.mark.parametrize("instead", [OLDER, PASSES, row(21, "a blog")])
def test_a_figure_marked_as_forecast_is_gone(
    how: str, status: str, instead: str, tmp_path: Path
) -> None:
    old = FAILS + (instead if instead != row(21, "a blog") else "")
    result = compared(tmp_path, how, old, row(14.02, status=status) + instead)
    assert (result.code, told(result, "removed")) == (1, GONE)


@BOTH
@pytest.mark.parametrize("value", ["14.02 (f)", "14.02f"])
def test_a_mark_beside_the_number_is_a_mark(how: str, value: str, tmp_path: Path) -> None:
    result = compared(tmp_path, how, FAILS + OLDER, row(value) + OLDER)
    assert (result.code, told(result, "removed")) == (1, GONE)


@BOTH
def test_a_figure_of_no_known_source_that_is_marked_as_forecast_is_gone(
    how: str, tmp_path: Path
) -> None:
    old, new = row(14.02, ""), row(14.02, "", status="F") + row(21, "a blog")
    result = compared(tmp_path, how, old, new)
    assert (result.code, told(result, "removed")) == (1, GONE)


@BOTH
def test_a_forecast_that_comes_true_is_new_and_one_that_goes_is_none(
    how: str, tmp_path: Path
) -> None:
    forecast = row(30, status="F", period=2026)
    assert told(compared(tmp_path, how, FAILS + forecast, FAILS), "removed") == []
    forecast = row(14.02, status="F")
    result = compared(tmp_path, how, OLDER + forecast, OLDER + FAILS)
    assert (None, 14.02, False) in told(result, "value")
    assert told(result, "removed") == []


@BOTH
def test_a_peer_whose_figure_is_marked_as_forecast_is_gone(how: str, tmp_path: Path) -> None:
    peer = "gii-rank,SG,2025,{},rank,WIPO,{},,\n"
    ranked = {
        "VN": 44,
        "MY": 33,
        "TH": 45,
        "PH": 53,
        "ID": 54,
        "BN": 88,
        "KH": 103,
        "LA": 111,
        "MM": 130,
    }
    own = "".join(f"gii-rank,{area},2025,{rank},rank,WIPO,,,\n" for area, rank in ranked.items())
    ranks = ("-t", "qd-2289/gii-asean-rank-2025")
    old, new = (own + peer.format(5, status) for status in ("", "F"))
    result = compared(tmp_path, how, old, new, also=ranks)
    assert (result.code, told(result, "removed")) == (1, [(5, None, True)])


@BOTH
def test_a_later_release_that_is_gone_is_no_revision(how: str, tmp_path: Path) -> None:
    result = compared(tmp_path, how, EARLY + LATE, EARLY)
    assert (result.code, told(result, "removed"), told(result, "revised")) == (1, GONE, [])


@BOTH
@pytest.mark.parametrize("released", ["", "2025-05-01"])
def test_a_release_whose_day_goes_back_is_gone(how: str, released: str, tmp_path: Path) -> None:
    hidden = compared(tmp_path, how, EARLY + LATE, EARLY + row(14.02, released=released))
    assert (hidden.code, told(hidden, "removed")) == (1, GONE)
    other = compared(tmp_path, how, LATE, row(21, released=released))
    assert (other.code, told(other, "removed")) == (1, GONE)


@BOTH
def test_days_of_releases_that_are_exchanged_hide_the_later_one(how: str, tmp_path: Path) -> None:
    new = row(21, released="2025-12-01") + row(14.02, released="2025-06-01")
    result = compared(tmp_path, how, EARLY + LATE, new)
    assert (result.code, told(result, "removed")) == (1, GONE)


@BOTH
def test_a_release_that_follows_another_revises_it(how: str, tmp_path: Path) -> None:
    for new in (LATE, row(14.02, released="2025-06-01"), row(14.02, "General Statistics Office",
                                                             released="2025-12-01")):  # fmt: skip
        result = compared(tmp_path, how, EARLY, new)
        assert (told(result, "removed"), told(result, "revised")) == ([], [(21, 14.02, False)])
    both = compared(tmp_path, how, EARLY, EARLY + LATE)
    assert (told(both, "removed"), told(both, "value")) == ([], [(None, 14.02, False)])
    dated = compared(tmp_path, how, row(21), EARLY + LATE)
    assert (told(dated, "removed"), told(dated, "value")) == ([], [(None, 14.02, False)])


@BOTH
def test_another_bodys_figure_is_not_the_one_that_is_gone(how: str, tmp_path: Path) -> None:
    result = compared(tmp_path, how, FAILS + PASSES, row(21, "a blog") + PASSES)
    assert (result.code, told(result, "removed")) == (1, GONE)
    named = compared(tmp_path, how, row(14.02, "report 12"), row(15, "report 20"))
    assert (told(named, "removed"), told(named, "revised")) == ([], [(14.02, 15, False)])
    (what,) = (each["what"] for each in named.json["baseline"]["changes"]
               if each["kind"] == "revised")  # fmt: skip
    assert what.endswith(" report 12 → report 20")
    unnamed = compared(tmp_path, how, FAILS, row(15, ""), name="old.csv")
    assert (told(unnamed, "removed"), told(unnamed, "revised")) == ([], [(14.02, 15, False)])


@BOTH
def test_a_value_without_a_source_in_another_file_does_not_revise_a_known_bodys(
    how: str, tmp_path: Path
) -> None:
    for old, new in ((FAILS, row(21, "")), (FAILS + row(20, "MOST"), row(21, ""))):
        result = compared(tmp_path, how, old, new)
        assert (result.code, told(result, "removed")[0], told(result, "revised")) == (
            1,
            GONE[0],
            [],
        )
    unknown = compared(tmp_path, how, row(14.02, "a blog"), row(21, ""))
    assert (told(unknown, "removed"), told(unknown, "revised")) == ([], [(14.02, 21, False)])


@BOTH
def test_one_value_without_a_source_revises_no_more_than_one_figure(
    how: str, tmp_path: Path
) -> None:
    result = compared(tmp_path, how, FAILS + row(15, "MOST"), row(21, ""), name="old.csv")
    assert (result.code, len(told(result, "removed")), len(told(result, "revised"))) == (1, 1, 1)


@BOTH
def test_a_source_renamed_so_that_another_goes_first_hides_its_figure(
    how: str, tmp_path: Path
) -> None:
    result = compared(tmp_path, how, FAILS + PASSES, row(14.02, "a blog") + PASSES)
    assert (result.code, told(result, "removed")) == (1, GONE)
    alone = compared(tmp_path, how, FAILS, row(14.02, "a blog"))
    assert told(alone, "removed") == []


@BOTH
def test_of_two_that_count_none_is_hidden_by_a_name(how: str, tmp_path: Path) -> None:
    old = row(14.02, "") + row(21, "a blog")
    result = compared(tmp_path, how, old, row(14.02, "") + row(21, "NSO"))
    assert (result.code, told(result, "removed")) == (1, GONE)
    settled = compared(tmp_path, how, old, old + row(20, "NSO"))
    assert told(settled, "removed") == []


@BOTH
@pytest.mark.parametrize("part", [14.02, 99])
def test_a_part_does_not_stand_for_the_total(how: str, part: object, tmp_path: Path) -> None:
    sector = row(part, sector="ICT")
    result = compared(tmp_path, how, FAILS + OLDER, sector + OLDER)
    assert (result.code, told(result, "removed")) == (1, GONE)


def test_of_two_files_without_a_source_each_has_its_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for name, value in (("a.csv", 14.02), ("b.csv", 21)):
        write(tmp_path / "data", HEADER + row(value, ""), name)
    committed(tmp_path)
    asked = ("check", "data", "--baseline", "git:HEAD", *ASKED)
    (tmp_path / "data" / "a.csv").rename(tmp_path / "data" / "c.csv")
    assert told(inside(*asked), "removed") == []
    (tmp_path / "data" / "c.csv").unlink()
    result = inside(*asked)
    assert (result.code, told(result, "removed")) == (1, GONE)


@BOTH
def test_one_of_two_files_of_one_value_without_a_source_is_gone_once_the_other_is_revised(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    first, second = (
        write(tmp_path / "data", HEADER + row(14.02, ""), name) for name in ("a.csv", "b.csv")
    )
    committed(tmp_path)
    before = "git:HEAD" if how == "csv" else "old.json"
    inside("check", "data", *ASKED, "-q", "-o", "old.json")
    asked = ("check", "data", "--baseline", before, *ASKED)
    second.unlink()  # once less is no less
    assert told(inside(*asked), "removed") == []
    write(tmp_path / "data", HEADER + row(21, ""), first.name)
    result = inside(*asked)
    assert (result.code, told(result, "removed"), len(told(result, "revised"))) == (1, GONE, 1)


@BOTH
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (EARLY + LATE, row(21.01, released="2025-12-01") + row(14.02, released="2025-06-01")),
        (FAILS + PASSES, row(14.02, "foo") + row(21.01, "MOST")),
        (row(14.02, "foo", released="2025-09-01") + row(21, "bar"),
         row(14.02, "foo") + row(21, "bar")),
        (row(14.02, "foo", released="2025-09-01") + row(21, "bar"),
         row(14.02, "foo", released="2025-09-01") + row(21, "bar", released="2025-09-01")),
        (row(14.02, "foo", released="2025-09-01") + row(21, "bar", released="2025-01-01"),
         row(14.02, "foo", released="2025-01-01") + row(21, "bar", released="2025-09-01")
         + row(21.5, "third", released="2025-09-01")),
    ],
)  # fmt: skip
def test_a_figure_put_behind_others_or_beside_them_is_gone_whatever_else_changes(
    how: str, old: str, new: str, tmp_path: Path
) -> None:
    result = compared(tmp_path, how, old, new)
    assert (result.code, told(result, "removed")) == (1, GONE)


@BOTH
def test_a_later_release_goes_before_those_there_were(how: str, tmp_path: Path) -> None:
    newest = row(22, released="2026-02-01")
    result = compared(tmp_path, how, EARLY + LATE, LATE + newest)
    assert told(result, "removed") == []
    # The release before contests it: another verdict, and another contest.
    assert told(result, "verdict") == [("fail contested", "pass contested", True)]
    alone = compared(tmp_path, how, FAILS, row(22, released="2026-02-01"))
    assert (alone.code, told(alone, "removed")) == (0, [])


@BOTH
@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("< 20", "≤ 20", ("0–<20", "0–20")),
        ("≥ 20", "> 20", ("20–22.0", ">20–22.0")),
        ("19", "> 20", (19, ">20–22.0")),
    ],
)
def test_an_end_that_opens_or_closes_is_another_value(
    how: str, old: str, new: str, change: tuple[object, object], tmp_path: Path
) -> None:
    result = compared(tmp_path, how, row(old), row(new), "--fail-on", "revised")
    assert (result.code, told(result, "revised")) == (1, [(*change, False)])
    for lang in ("en", "vi"):
        table = compared(tmp_path, how, row(old), row(new), "--lang", lang, "-f", "table").out
        assert "{}: {} → {}\n".format("NSO", *change) in table


@BOTH
@pytest.mark.parametrize("source", ["NSO", "MOST", ""])
def test_a_stated_figure_that_hides_failing_operands_is_contested_by_them(
    how: str, source: str, tmp_path: Path
) -> None:
    write(tmp_path, DENSITY, "plan.yaml")
    plan = ("-t", str(tmp_path / "plan.yaml"))
    operands = "digital-firms,VN,2025,80000,enterprises,NSO,,,\n"
    operands += "population,VN,2025,100000000,people,NSO,,,\n"
    stated = f"density,VN,2025,2,firms per 1000,{source},,,\n"
    result = compared(tmp_path, how, operands, operands + stated, also=plan)
    assert (result.code, told(result, "verdict")) == (1, [("fail", "pass contested", True)])


@BOTH
def test_a_status_or_day_alone_is_no_change_but_the_value_beside_it_is(
    how: str, tmp_path: Path
) -> None:
    for new in (row(14.02, status="estimate"), row(14.02, released="2025-12-01")):
        assert compared(tmp_path, how, FAILS, new).json["baseline"]["changes"] == []
    result = compared(tmp_path, how, FAILS, row(14.5, status="estimate"))
    assert told(result, "revised") == [(14.02, 14.5, False)]
