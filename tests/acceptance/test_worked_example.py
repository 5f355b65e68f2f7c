"""Every verdict on the real sample is the one worked out by hand in docs/worked-example.md."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.model.interval import Interval
from cmcn4.model.report import Assessment, Report

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "docs" / "worked-example.md"
VIETNAMESE = ROOT / "docs" / "worked-example.vi.md"
SAMPLES = [ROOT / "samples" / "vietnam.xlsx", ROOT / "samples" / "vietnam.csv"]
RESULT = ["target", "verdict", "value", "low", "high", "gap", "contested", "wanted"]
CONTESTED = ["contested", "alternative", "value", "verdict", "why"]
PROGRESS = [
    "target", "from", "base", "to", "latest", "pace", "required", "ratio", "class", "projected",
    "needed", "reached", "off-track",
]  # fmt: skip
COUNTS = ["verdict", "qd-2289", "khhd-btttt-2022", "VN", "summary"]
AREAS = ["VN"]


def tables(path: Path, header: list[str]) -> list[list[list[str]]]:
    """Read the bodies of the tables with this header, cell by cell."""
    found: list[list[list[str]]] = []
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line[:1] == "|" else []
        if cells == header:
            found.append([])
            inside = True
        elif not cells:
            inside = False
        elif inside and set(cells) != {"---"}:
            found[-1].append(cells)
    return found


def by_hand() -> dict[tuple[str, str], list[str]]:
    bodies = zip(AREAS, tables(ENGLISH, RESULT), strict=True)
    return {(row[0], area): row[1:] for area, body in bodies for row in body}


def shown(value: Any) -> str:
    if value is None:
        return "–"
    number = Decimal(str(value)).normalize()
    return f"{number:f}"


def row(assessment: dict[str, Any]) -> list[str]:
    numbers = [shown(assessment[key]) for key in ("value", "low", "high", "gap")]
    contested = "yes" if assessment["contested"] else "no"
    wanted = f"{assessment['comparison'] or ''} {shown(assessment['threshold'])}".strip()
    return [assessment["verdict"], *numbers, contested, wanted]


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.suffix)
def report(request: pytest.FixtureRequest) -> dict[str, Any]:
    return cmcn4.check(str(request.param), as_of="2025").to_dict()


def test_every_verdict_is_the_one_worked_out_by_hand(report: dict[str, Any]) -> None:
    computed = {(item["target"], item["area"]): row(item) for item in report["assessments"]}
    assert computed == by_hand()


def test_the_summary_counts_what_was_counted_by_hand(report: dict[str, Any]) -> None:
    (counts,) = tables(ENGLISH, COUNTS)
    assert {line[0]: report["summary"][line[0]] for line in counts} == {
        line[0]: int(line[-1]) for line in counts
    }


def test_there_are_44_checks_of_the_country() -> None:
    assert [area for _, area in by_hand()].count("VN") == 44


@pytest.mark.parametrize(
    "header",
    [RESULT, COUNTS, CONTESTED, PROGRESS],
    ids=["result", "counts", "contested", "progress"],
)
def test_the_vietnamese_page_has_the_same_tables(header: list[str]) -> None:
    assert tables(VIETNAMESE, header) == tables(ENGLISH, header)


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.suffix)
def judged(request: pytest.FixtureRequest) -> Report:
    return cmcn4.check(str(request.param), as_of="2025")


def test_what_is_contested_is_what_was_found_by_hand(judged: Report) -> None:
    (by_whom,) = tables(ENGLISH, CONTESTED)
    assert by_whom == [
        [
            each.chosen.id,
            f"{other.kind} {other.id}",
            shown(other.value),
            other.verdict.value,
            "opposite" if other.verdict.value in ("pass", "fail", "pending") else "rejects",
        ]
        for each in judged.assessments
        if each.contested
        for other in each.alternatives
        if other.opposes
    ]


def test_progress_is_the_one_worked_out_by_hand(judged: Report) -> None:
    (by_hand,) = tables(ENGLISH, PROGRESS)
    assert [road(each) for each in judged.assessments if each.progress] == by_hand


def road(each: Assessment) -> list[str]:
    found = each.progress
    assert found is not None
    base, latest, pace = found.base, found.latest, found.pace
    return [
        each.chosen.id,
        base.period.code if base else "–",
        ends(base.value) if base else "–",
        latest.period.code,
        ends(latest.value),
        rounded(pace.pace),
        rounded(pace.pace_required),
        rounded(pace.ratio),
        pace.class_,
        rounded(pace.projected),
        rounded(pace.pace_needed_from_now),
        str(pace.reached or "–"),
        "yes" if found.off_track else "no",
    ]


def ends(value: Interval) -> str:
    return shown(value.low) if value.is_point else f"{shown(value.low)}–{shown(value.high)}"


def rounded(value: Decimal | None) -> str:
    return shown(None if value is None else round(value, 4))
