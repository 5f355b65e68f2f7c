"""How values, numbers and gaps of each kind of unit are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import PLAN, inside, write

_HEAD, _ = PLAN.split("targets:")
_PACK = """\
units:
  - {id: u, kind: KIND, names: {vi: trên 1.000 trẻ, en: "per 1,000 children"}}
indicators:
  - {id: demo, names: {vi: Thử, en: Demo}, unit: u, direction: lower}
targets:
  - id: demo
    order: 1
    indicator: demo
    horizon: 2025
    title: {vi: Thử, en: Demo}
    quote: không quá 10
    rule: {kind: threshold, at_most: 10}
"""


@pytest.mark.parametrize(
    ("kind", "unit", "gap"),
    [
        ("rate, per: 1000", " per 1,000 children", "6.9 per 1,000 children"),
        ("ratio", " per 1,000 children", "6.9 per 1,000 children"),
        ("amount", " per 1,000 children", "6.9 per 1,000 children"),
        ("points", " per 1,000 children", "6.9 points"),
        ("percent", "%", "6.9 points"),
        ("growth", "%/year", "6.9 points"),
        ("score", "", "6.9"),
    ],
)
def test_each_kind_of_unit_is_shown_in_its_own_way(
    tmp_path: Path, kind: str, unit: str, gap: str
) -> None:
    pack = write(tmp_path, _HEAD + _PACK.replace("KIND", kind), "pack.yaml")
    data = write(tmp_path, "indicator,area,period,value\ndemo,VN,2025,16.9\n")

    out = inside("gaps", data, "-t", pack, "--as-of", "2025", "-f", "markdown", "--lang", "en").out

    assert f"16.9{unit} (2025)" in out
    assert f"≤ 10{unit}" in out
    assert f"| {gap} |" in out


def test_a_rate_is_told_in_vietnamese(tmp_path: Path) -> None:
    pack = write(tmp_path, _HEAD + _PACK.replace("KIND", "rate, per: 1000"), "pack.yaml")
    data = write(tmp_path, "indicator,area,period,value\ndemo,VN,2025,16.9\n")

    out = inside("check", data, "-t", pack, "--as-of", "2025", "--lang", "vi").out

    assert "16,9 trên 1.000 trẻ (2025)" in out
    assert "≤ 10 trên 1.000 trẻ" in out
