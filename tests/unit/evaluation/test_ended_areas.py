"""Units that ended have history, and no verdict for a horizon after their end."""

from __future__ import annotations

import pytest

from cmcn4.locale import area_name
from cmcn4.packs import load
from cmcn4.reporters import Style, render
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


MERGED = [
    row("98", area="vn-lao-cai", period="2024"),
    row("97", area="vn-yen-bai", period="2024"),
    row("99", area="vn-lao-cai-2025", period="2025"),
    row("90", area="vn-ha-noi", period="2025"),
]


def test_a_unit_of_today_has_one_line_and_its_predecessors_below_it_in_full() -> None:
    found = report(MERGED)
    assert [each.area for each in found.assessments] == ["vn-ha-noi", "vn-lao-cai-2025"]
    _, lao_cai = found.assessments
    assert (str(lao_cai.value), lao_cai.contested, lao_cai.verdict.value) == ("99", False, "pass")
    shown = set(render("table", found, Style("vi", verbosity=1)).decode().splitlines())
    assert {line.strip() for line in shown} >= {
        "Yên Bái (trước 01/7/2025): 97% (2024)",
        "Lào Cai (trước 01/7/2025): 98% (2024)",
    }
    assert "trước" not in render("table", found, Style("vi")).decode()


def test_the_summary_counts_units_of_today() -> None:
    found = report(MERGED)
    counts = {name: found.summary[name] for name in ("pass", "fail", "no-data")}
    assert counts == {"pass": 0, "fail": 0, "no-data": 0}  # a level to compare with, not counted
    binding = report(
        [each._replace(indicator="fibre-communes") for each in MERGED],
        "qd-2289/fibre-communes-2025",
    )
    assert {name: binding.summary[name] for name in counts} == {"pass": 0, "fail": 2, "no-data": 0}


def test_a_pack_of_its_own_does_not_judge_a_unit_after_its_end() -> None:
    found = report(MERGED, areas=("vn-lao-cai", "vn-lao-cai-2025"))
    assert [each.area for each in found.assessments] == ["vn-lao-cai-2025"]


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
