"""Figures gone of rules that look at several, whatever the baseline is: data or a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from acceptance.cli import Result, inside, untraced, write

HEADER = "indicator,area,period,value,unit,source,breakdown\n"
ASKED = ("--as-of", "2025", "--lang", "en", "--no-config", "-f", "json")
MEMBERS = {"SG": 5, "MY": 33, "VN": 44, "TH": 45, "PH": 53, "ID": 54, "BN": 88, "KH": 103,
           "LA": 111, "MM": 130}  # fmt: skip


def rows(indicator: str, unit: str, *told: tuple[str, object, object, str, str]) -> list[str]:
    """Return rows of an indicator, given by area, period, value, source and breakdown."""
    return [
        f"{indicator},{area},{period},{value},{unit},{source},{part}\n"
        for area, period, value, source, part in told
    ]


SHARES = rows(
    "digital-economy-sector-share", "%",
    ("VN", 2025, 8, "NSO", "agriculture"), ("VN", 2025, 12, "NSO", "industry"),
    ("VN", 2025, 12, "NSO", "services"), ("VN", 2025, 11, "a blog", "agriculture"),
)  # fmt: skip
GROWTH = rows(
    "labour-productivity-growth", "%",
    ("VN", 2021, 2, "NSO", ""), *(("VN", year, 8, "NSO", "") for year in range(2022, 2026)),
    ("VN", 2021, 9, "a blog", ""),
)  # fmt: skip
CITIES = rows(
    "smart-cities", "cities",
    ("VN", 2025, 0, "MIC", "south"), ("VN", 2025, 2, "MIC", "north"),
    ("VN", 2025, 1, "MIC", "central"), ("VN", 2025, 1, "a blog", "south"),
)  # fmt: skip
RANKS = rows(
    "gii-rank", "rank",
    ("MY", 2025, 33, "WIPO", ""),
    *((area, 2025, rank, "WIPO", "") for area, rank in MEMBERS.items() if area != "MY"),
    ("MY", 2025, 60, "a blog", ""),
)  # fmt: skip
SHARE = rows(
    "digital-economy-share", "% of GDP",
    ("VN", 2025, "< 19", "NSO", ""), ("VN", 2025, 21, "a blog", ""),
)  # fmt: skip
RULES = {
    "khhd-btttt-2022/digital-economy-every-sector-2025": (SHARES, 8, "fail", "pass"),
    "qd-2289/labour-productivity-growth-2025": (GROWTH, 2, "fail", "pass"),
    "qd-2289/smart-cities-2025": (CITIES, 0, "fail", "pass"),
    "qd-2289/gii-asean-rank-2025": (RANKS, 33, "pass", "pass"),
    "qd-2289/digital-economy-share-2025": (SHARE, "0–<19", "fail", "pass"),
}
BOTH = pytest.mark.parametrize("how", ["csv", "json"])


def compared(folder: Path, how: str, target: str, old: list[str], new: list[str]) -> Result:
    before = write(folder, HEADER + "".join(old), "old.csv")
    if how == "json":
        inside("check", before, *ASKED, "-t", target, "-q", "-o", folder / "old.json")
        before = folder / "old.json"
    data = write(folder, HEADER + "".join(new), "new.csv")
    result = inside("check", data, "--baseline", before, *ASKED, "-t", target)
    untraced(result)
    return result


def told(result: Result, kind: str) -> list[tuple[object, object]]:
    found = result.json["baseline"]["changes"]
    return [(each["old"], each["new"]) for each in found if each["kind"] == kind]


def verdicts(folder: Path, target: str, data: list[str]) -> list[str]:
    path = write(folder, HEADER + "".join(data), "one.csv")
    found = inside("check", path, *ASKED, "-t", target).json["assessments"]
    return [each["verdict"] for each in found]


@BOTH
@pytest.mark.parametrize("target", RULES)
def test_a_figure_behind_which_another_one_stood_cannot_be_deleted_to_pass(
    target: str, how: str, tmp_path: Path
) -> None:
    data, value, before, after = RULES[target]
    rest = data[1:]
    assert (verdicts(tmp_path, target, data), verdicts(tmp_path, target, rest)) == (
        [before], [after],
    )  # fmt: skip
    result = compared(tmp_path, how, target, data, rest)
    assert (result.code, told(result, "removed")) == (1, [(value, None)])
    assert compared(tmp_path, how, target, data, data).json["baseline"]["changes"] == []


@BOTH
@pytest.mark.parametrize("target", RULES)
def test_a_figure_of_several_that_is_revised_is_told_by_itself(
    target: str, how: str, tmp_path: Path
) -> None:
    data, value, _, _ = RULES[target]
    first, *rest = data
    cells = first.split(",")
    cells[3] = "14"
    result = compared(tmp_path, how, target, data, [",".join(cells), *rest])
    assert (told(result, "removed"), told(result, "revised")) == ([], [(value, 14)])


def test_a_report_that_does_not_tell_of_what_its_rows_are_is_compared_by_what_was_judged(
    tmp_path: Path,
) -> None:
    target = "qd-2289/smart-cities-2025"
    compared(tmp_path, "json", target, CITIES, CITIES)
    report = json.loads((tmp_path / "old.json").read_text("utf-8"))
    plain = ("path", "sheet", "row", "column", "cell", "source", "url")
    for item in report["assessments"]:
        del item["considered"]
        item["evidence"] = [{name: row[name] for name in plain} for row in item["evidence"]]
    old = write(tmp_path, json.dumps(report), "older.json")
    asked = ("--baseline", old, *ASKED, "-t", target)
    data = write(tmp_path, HEADER + "".join(CITIES[1:]), "new.csv")
    assert told(inside("check", data, *asked), "revised") == [(3, 4)]
    data = write(tmp_path, HEADER + "".join(SHARE), "new.csv")
    assert told(inside("check", data, *asked), "removed") == [(3, None)]
    later = [row.replace(",2025,", ",2024,") for row in CITIES]
    data = write(tmp_path, HEADER + "".join(CITIES + later), "new.csv")
    found = inside("check", data, *asked)
    assert [told(found, kind) for kind in ("value", "revised", "removed")] == [[], [], []]
