"""Changes written where the value belongs: named as that, and never added to anything."""

from __future__ import annotations

import pytest

from cmcn4.readers import read_rows
from unit.readers.small import only, options


def row(indicator: str, value: str) -> list[dict[str, object]]:
    return [{"indicator": indicator, "area": "VN", "period": 2024, "value": value, "source": "ITU"}]


@pytest.mark.parametrize(
    "text", ["tăng 7,75%", "Giảm 0,5 điểm %", "increased by 7.75 %", "up 3.2 points"]
)
def test_a_change_is_not_the_value(text: str) -> None:
    got = read_rows(row("digital-economy-share", text), options())
    finding = only(got)
    assert (finding.code, finding.facts["variant"]) == ("number-unreadable", "change")
    assert finding.facts["found"] == text
    assert got.observations == []


@pytest.mark.parametrize("text", ["tăng", "tăng trưởng tốt", "upwards"])
def test_words_without_a_number_are_no_change(text: str) -> None:
    finding = only(read_rows(row("digital-economy-share", text), options()))
    assert "variant" not in finding.facts
