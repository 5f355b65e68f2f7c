"""Layouts: every file under tests/cases/input reads as the file beside it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.model.observation import Observation

CASES = Path(__file__).parents[2] / "cases" / "input"
FILES = sorted(
    path for path in CASES.iterdir() if not path.name.endswith((".expect.json", ".py", ".md"))
)


def shown(each: Observation) -> str:
    value = each.value
    low, high = f"{value.low:f}", f"{value.high:f}"
    parts = [each.indicator, each.area, each.period.code, low if low == high else f"{low}..{high}"]
    parts += [each.place.cell or ""]
    parts += [f"[{each.breakdown}]"] * bool(each.breakdown)
    parts += [each.origin.status] * (each.origin.status != "final")
    parts += [f"({each.origin.source})"] * bool(each.origin.source)
    return " ".join(parts)


def seen(path: Path) -> dict[str, Any]:
    got = cmcn4.read(path)
    places = [(each, each.place.cell or each.place.row) for each in got.findings]
    return {
        "observations": [shown(each) for each in got.observations],
        "findings": [
            f"{each.level} {each.code}" + (f" {place}" if place else "")
            for each, place in places
            if each.code != "source-missing"
        ],
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_reads_as_it_should(path: Path, request: pytest.FixtureRequest) -> None:
    expected = path.with_name(f"{path.name.partition('.')[0]}.expect.json")
    got = seen(path)
    if request.config.getoption("--update-golden"):
        text = json.dumps(got, ensure_ascii=False, indent=1)
        expected.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    assert got == json.loads(expected.read_text(encoding="utf-8"))
