"""Every verdict on the real sample is the one worked out by hand in docs/worked-example.md."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cmcn4

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "docs" / "worked-example.md"
VIETNAMESE = ROOT / "docs" / "worked-example.vi.md"
SAMPLES = [ROOT / "samples" / "vietnam.xlsx", ROOT / "samples" / "vietnam.csv"]
RESULT = ["target", "verdict", "value", "low", "high", "gap", "contested", "wanted"]
COUNTS = ["verdict", "qd-2289", "khhd-btttt-2022", "VN", "vn-da-nang", "summary"]
AREAS = ["VN", "vn-da-nang"]


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


@pytest.mark.parametrize("header", [RESULT, COUNTS], ids=["result", "counts"])
def test_the_vietnamese_page_has_the_same_tables(header: list[str]) -> None:
    assert tables(VIETNAMESE, header) == tables(ENGLISH, header)
