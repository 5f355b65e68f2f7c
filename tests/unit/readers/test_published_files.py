"""Publishers' own files, where they are at hand: they are not ours to hand on."""

from __future__ import annotations

from pathlib import Path

import pytest

import cmcn4

RAW = Path(__file__).parents[4] / "shared" / "facts" / "raw"
pytestmark = pytest.mark.skipif(not RAW.is_dir(), reason="the files are not here")


def read(name: str) -> tuple[dict[tuple[str, str, str], str], list[str]]:
    got = cmcn4.read(RAW / name)
    seen = {
        (each.indicator, each.area, each.period.code): f"{each.value.low:f}"
        for each in got.observations
        if not each.breakdown
    }
    return seen, [each.code for each in got.findings if each.code != "source-missing"]


@pytest.mark.parametrize(
    ("year", "rank", "score"),
    [(2018, "88", "0.5931"), (2020, "86", "0.66670"), (2022, "86", "0.67870")],
)
def test_the_un_survey(year: int, rank: str, score: str) -> None:
    seen, codes = read(f"egdi/EGOV_DATA_{year}.csv")
    assert seen["egdi-rank", "VN", str(year)] == rank
    assert seen["egdi-score", "VN", str(year)] == score
    assert (len(seen), codes) == (22, ["rows-skipped"])


def test_the_un_survey_without_a_year_is_refused() -> None:
    assert read("egdi/unu_egdi-2018.xlsx") == ({}, ["column-missing", "nothing-read"])


def test_the_rank_among_the_members_of_asean_is_judged() -> None:
    report = cmcn4.check(RAW / "egdi" / "EGOV_DATA_2022.csv", as_of=2023).to_dict()
    values = {each["target"]: each["value"] for each in report["assessments"] if each["value"]}
    assert values["qd-2289/egdi-asean-rank-2025"] == 6
    assert values["qd-2289/egdi-rank-2030"] == 86


def test_the_index_of_itu_gives_two_editions() -> None:
    seen, codes = read("idi/itu_idi_2023_2024.csv")
    assert seen["idi-score", "VN", "2024"] == "85.0"
    assert seen["idi-score", "VN", "2023"] == "80.6"
    assert (len(seen), codes) == (22, ["rows-skipped"])


def test_the_statistics_office_names_the_indicator_in_the_title() -> None:
    seen, codes = read("gso_pxweb/Productivity of employed population by industry.csv")
    assert seen["labour-productivity-level", "VN", "2016"] == "84.5"
    assert (len(seen), codes) == (11, ["area-assumed"])


def test_a_table_of_another_indicator_is_a_note() -> None:
    seen, codes = read("gso_pxweb/Poverty rate by province.csv")
    assert (seen, codes) == ({}, ["rows-skipped", "nothing-read"])


def test_a_monthly_workbook_without_our_indicators_gives_nothing() -> None:
    seen, codes = read("gso_monthly/2015-06-29-Bieu-TH-6-2015-1.xlsx")
    assert (seen, set(codes)) == ({}, {"rows-skipped", "indicator-unlisted", "nothing-read"})
