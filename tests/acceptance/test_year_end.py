"""Before the year is over: what estimates for the whole year say of targets that are not due."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside, judged

SHARE = "qd-2289/digital-economy-share-2025"
HEADER = "indicator,area,period,value,unit,source,status\n"


def written(folder: Path, value: str, *, period: str = "2025", status: str = "estimate") -> Path:
    path = folder / "data.csv"
    row = f"digital-economy-share,VN,{period},{value},% of GDP,NSO,{status}\n"
    path.write_text(HEADER + row, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("value", "day", "verdict", "said"),
    [
        ("14.02", "20/12/2025", "pending", "còn 11 ngày; theo số ước cả năm: chưa đạt"),
        ("20.5", "20/12/2025", "pass", "còn 11 ngày; theo số ước cả năm: đạt"),
        ("14.02", "2025-12-30", "pending", "còn 1 ngày; theo số ước cả năm: chưa đạt"),
    ],
)
def test_an_estimate_for_the_year_says_what_it_will_come_to(
    value: str, day: str, verdict: str, said: str, tmp_path: Path
) -> None:
    path = written(tmp_path, value)
    asked = ("check", path, "-t", SHARE, "--as-of", day, "--lang", "vi")
    found = judged(inside(*asked, "-f", "json"))[SHARE, "VN"]
    assert (found["verdict"], found["reason"].endswith(said)) == (verdict, True)
    assert said in inside(*asked).out


def test_it_is_told_in_english_too(tmp_path: Path) -> None:
    path = written(tmp_path, "14.02", status="provisional")
    result = inside("check", path, "-t", SHARE, "--as-of", "2025-12-30", "--lang", "en")
    assert "1 day left; by the provisional figure for the whole year: missed" in result.out


@pytest.mark.parametrize(
    ("day", "period", "status"),
    [
        ("2025", "2025", "estimate"),  # the year has ended
        ("2024-12-20", "2024", "estimate"),  # it is not the target's year
        ("2025-12-20", "2025-Q3", "estimate"),  # not the whole of it
        ("2025-12-20", "2025", "final"),  # nothing foretold
    ],
)
def test_nothing_is_said_of_other_years_and_figures(
    day: str, period: str, status: str, tmp_path: Path
) -> None:
    path = written(tmp_path, "14.02", period=period, status=status)
    result = inside("check", path, "-t", SHARE, "--as-of", day, "--lang", "en")
    assert "for the whole year" not in result.out
    assert result.err == ""


def test_the_way_to_ask_about_the_whole_year_is_told_once(tmp_path: Path) -> None:
    asked = ("check", written(tmp_path, "14.02"), "-t", SHARE, "--as-of", "20/12/2025")
    told = (
        "cmcn4: đến ngày 20/12/2025 năm 2025 chưa kết thúc nên mục tiêu của năm chưa đến hạn; "
        "dùng --as-of 2025 để đánh giá cả năm theo số ước\n"
    )
    assert inside(*asked, "--lang", "vi").err == told
    assert inside(*asked, "--lang", "vi", "-q").err == ""
