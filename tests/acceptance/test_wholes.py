"""Gaps of shares as numbers of what they are shares of; these never stand in a submission's way."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from acceptance.cli import inside, judged, write
from cmcn4.reporters.presentation.missing import approximate

PACK = str(Path(__file__).parents[1] / "cases" / "gaps" / "kinds.yaml")
ASKED = ("-t", PACK, "--area", "VN", "--as-of", "2025", "--lang", "en")
HEAD = "indicator,area,period,value,unit,source\n"
FIBRE = f"{HEAD}fibre-households,VN,2025,79.5,% of households,MOST\n"


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        ("households,VN,2025,28,triệu hộ,NSO\n", 28000000),
        ("households,VN,2024,28,triệu hộ,NSO\n", None),  # of another year
        ("households,vn-hue,2025,300,nghìn hộ,NSO\n", None),  # of another area
        ("households,VN,2025,gần 28,triệu hộ,NSO\n", None),  # bounded
        ("households,VN,2025,many,hộ,NSO\n", None),  # in error
        ("households,VN,2025,28000,,NSO\n", None),  # without a unit: who knows of how many
        ("households,VN,2025,27,triệu hộ,MOST\nhouseholds,VN,2025,28,triệu hộ,NSO\n", 28000000),
        ("", None),
    ],
)
def test_a_whole_is_of_the_same_area_and_year(rows: str, whole: int | None, tmp_path: Path) -> None:
    data = write(tmp_path, FIBRE + rows)
    asked = ("-t", f"{PACK}", "--area", "VN", "--as-of", "2025", "--lang", "en", "-f", "json")
    told = {each["target"]: each for each in inside("gaps", data, *asked).json["assessments"]}
    missing = told["kinds/fibre"]["missing"]
    assert (missing["whole"], missing["quantity"]) == (whole, whole and 140000)


@pytest.mark.parametrize(("period", "whole"), [("2025", 34), ("2024", 63), ("2025-06", 63)])
def test_the_catalogue_has_wholes_by_their_days(period: str, whole: int, tmp_path: Path) -> None:
    data = write(tmp_path, f"{HEAD}provinces-with-5g,VN,{period},50,% of provinces,MOST\n")
    run = inside("gaps", data, *ASKED, "-f", "json").json["assessments"]
    (told,) = (each["missing"] for each in run if each["target"] == "kinds/five-g")
    assert (told["whole"], told["quantity"]) == (whole, Decimal(whole) / 2)


@pytest.mark.parametrize(
    ("value", "told"),
    [("0.3", 1), ("1.02", 1), ("32.9", 33), ("99.6", 100), ("139.5", 140), ("144999", 140000),
     ("140000", 140000), ("9960000", 10000000)],
)  # fmt: skip
def test_numbers_that_follow_from_shares_are_rounded_honestly(value: str, told: int) -> None:
    assert approximate(Decimal(value)) == told


def test_errors_in_what_no_target_asks_for_do_not_refuse_the_data(tmp_path: Path) -> None:
    rows = "population,VN,2025,see annex,people,NSO\n"
    rows += "households,VN,2025,27,triệu hộ,NSO\nhouseholds,VN,2025,28,triệu hộ,NSO\n"
    told = inside("check", write(tmp_path, FIBRE + rows), *ASKED, "-f", "json").json
    assert (told["findings"], told["inputs"][0]["accepted"]) == ([], True)
    (fibre,) = (each for each in told["assessments"] if each["target"] == "kinds/fibre")
    assert fibre["missing"]["whole"] is None  # two figures of one source


def test_a_file_of_nothing_else_has_told_nothing(tmp_path: Path) -> None:
    run = inside("check", write(tmp_path, f"{HEAD}households,VN,2025,28,triệu hộ,NSO\n"), *ASKED)
    assert run.code == 3
    assert "error nothing-read" in run.out
    assert "of other series 1." in run.out


def test_an_area_of_which_nothing_else_is_told_is_not_judged(tmp_path: Path) -> None:
    rows = "households,vn-hue,2025,300,nghìn hộ,NSO\n"
    asked = ("-t", "qd-2289/fibre-households-2025", "--as-of", "2025", "-f", "json")
    told = inside("check", write(tmp_path, FIBRE + rows), *asked).json
    assert [each["area"] for each in told["assessments"]] == ["VN"]


def test_a_target_may_ask_for_them(tmp_path: Path) -> None:
    pack = """\
format: cmcn4/pack@1
id: own
document: {number: "1", issued: "2020-12-31", issuer: {vi: A, en: A}, title: {vi: A, en: A}}
targets:
  - id: people
    order: 1
    indicator: population
    horizon: 2025
    title: {vi: Dân số, en: People}
    quote: dưới 105 triệu người
    rule: {kind: threshold, at_most: 105000000}
"""
    path = write(tmp_path, pack, "own.yaml")
    asked = ("-t", path, "--as-of", "2025", "--lang", "en", "-f", "json")
    told = inside(
        "check", write(tmp_path, f"{HEAD}population,VN,2025,102,triệu người,NSO\n"), *asked
    )
    assert (told.code, told.json["assessments"][0]["verdict"]) == (0, "pass")
    wrong = inside("check", write(tmp_path, f"{HEAD}population,VN,2025,many,people,NSO\n"), *asked)
    assert [each["code"] for each in wrong.json["findings"]] == ["number-unreadable"]


def test_only_shares_are_of_something(tmp_path: Path) -> None:
    pack = """\
format: cmcn4/pack@1
id: own
document: {number: "1", issued: "2020-12-31", issuer: {vi: A, en: A}, title: {vi: A, en: A}}
units: [{id: schools, kind: count, of: households, names: {vi: trường, en: schools}}]
indicators: [{id: schools, names: {vi: Trường, en: Schools}, unit: schools, direction: higher}]
targets:
  - id: schools
    order: 1
    indicator: schools
    horizon: 2025
    title: {vi: Trường, en: Schools}
    quote: 5 trường
    rule: {kind: threshold, at_least: 5}
"""
    run = inside("targets", "-t", write(tmp_path, pack, "own.yaml"), "--lang", "en")
    assert run.code == 3
    assert "own.yaml:4:40: `schools` is of the kind `count`, which is a share of nothing" in run.err


def test_a_pack_may_count_the_same_under_the_same_names(tmp_path: Path) -> None:
    pack = tmp_path / "own.yaml"
    pack.write_text(
        "format: cmcn4/pack@1\n"
        "id: own\n"
        'document: {number: "1", issued: "2020-12-31", issuer: {vi: A, en: A}, '
        "title: {vi: A, en: A}}\n"
        "units:\n"
        "  - {id: persons, kind: count, names: {vi: người, en: people}}\n"
        "indicators:\n"
        "  - {id: population, names: {vi: Dân số, en: Population}, unit: persons, "
        "direction: higher}\n"
        "targets:\n"
        "  - {id: a, order: 1, indicator: population, horizon: 2025, title: {vi: A, en: A}, "
        "quote: A, rule: {kind: threshold, at_least: 3}}\n",
        encoding="utf-8",
    )
    data = tmp_path / "data.csv"
    data.write_text(
        "indicator,area,period,value,unit,source\n"
        "Dân số,VN,2025,5,người,NSO\n"
        "fibre-households,VN,2025,79.5,% of households,MOST\n",
        encoding="utf-8",
    )
    both = ("-t", pack, "-t", "qd-2289/fibre-households-2025")
    result = inside("check", data, *both, "--as-of", "2025", "-f", "json")
    verdicts = {target: found["verdict"] for (target, _), found in judged(result).items()}
    assert verdicts == {"own/a": "pass", "qd-2289/fibre-households-2025": "fail"}
    assert result.json["findings"] == []
