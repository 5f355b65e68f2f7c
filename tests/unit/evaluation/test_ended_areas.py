"""Units that ended have history, and no verdict for a horizon after their end."""

from __future__ import annotations

import pytest

from cmcn4.locale import area_name
from cmcn4.packs import load
from cmcn4.reporters.presentation.words import Words
from unit.evaluation.submitted import report, row

CATALOGUE = load().vocabulary.catalogue


def test_a_province_is_not_judged_for_a_horizon_after_its_end() -> None:
    rows = [row("98", area="vn-ha-giang", period="2024"), row("99", area="vn-tuyen-quang-2025")]
    found = report(rows)
    assert [each.area for each in found.assessments] == ["vn-tuyen-quang-2025"]
    assert {each.area for each in found.observations} == {"vn-ha-giang", "vn-tuyen-quang-2025"}


def test_not_even_where_it_is_asked_for() -> None:
    rows = [row("98", area="vn-ha-giang", period="2024")]
    found = report(rows, areas=("vn-ha-giang",))
    assert found.assessments == ()
    assert found.summary["exit_code"] == 3


@pytest.mark.parametrize(
    ("area", "vi", "en"),
    [
        ("vn-lao-cai", "Lào Cai (trước 01/7/2025)", "Lao Cai (before 1/7/2025)"),
        ("vn-lao-cai-2025", "Lào Cai", "Lao Cai"),
        ("vn-ha-noi", "Hà Nội", "Ha Noi"),
    ],
)
def test_its_name_says_until_when_it_was_one(area: str, vi: str, en: str) -> None:
    assert area_name("vi", CATALOGUE.areas[area]) == vi
    assert Words("vi", CATALOGUE).area(area) == vi
    assert Words("en", CATALOGUE).area(area) == en
