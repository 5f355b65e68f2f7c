"""A miss is no less one because its figures are told less exactly than before."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.test_outdone import BOTH, GROWTH, INTERNET, compared, growth, users, verdicts

MISSED = users("2025", 78)
WORSE, OPEN = [("fail", "review", True)], [("fail", "review", False)]


@BOTH
@pytest.mark.parametrize("value", ["khoảng 78", "~78", "≈ 79", "> 78", "≥ 78", "> 75", "dưới 90",
                                   "≤ 90", "trên 75"])  # fmt: skip
def test_a_miss_that_is_only_made_vague_is_worse(value: str, how: str, tmp_path: Path) -> None:
    result = compared(tmp_path, how, INTERNET, MISSED, users("2025", value))
    assert (verdicts(result), result.code) == (WORSE, 1)


@BOTH
@pytest.mark.parametrize("value", ["> 79", "≥ 79", "khoảng 84"])
def test_a_figure_that_cannot_be_what_it_was_is_revised(
    value: str, how: str, tmp_path: Path
) -> None:
    result = compared(tmp_path, how, INTERNET, MISSED, users("2025", value))
    assert (verdicts(result), result.code) == (OPEN, 0)


@BOTH
def test_a_miss_of_several_figures_is_made_vague_by_each_or_one(how: str, tmp_path: Path) -> None:
    missed = growth(5)
    each = compared(tmp_path, how, GROWTH, missed, growth("dưới 9"))
    assert (verdicts(each), each.code) == (WORSE, 1)
    one = missed.replace(",2025,5,", ",2025,dưới 40,")
    result = compared(tmp_path, how, GROWTH, missed, one)
    assert (verdicts(result), result.code) == (WORSE, 1)
    better = one.replace(",2024,5,", ",2024,7,")
    result = compared(tmp_path, how, GROWTH, missed, better)
    assert (verdicts(result), result.code) == (OPEN, 0)


@BOTH
def test_what_was_open_or_is_missed_as_vague_as_it_is_is_no_worse(how: str, tmp_path: Path) -> None:
    for old, new in (("khoảng 78", "dưới 90"), ("78", "khoảng 70"), ("78", "dưới 79")):
        result = compared(tmp_path, how, INTERNET, users("2025", old), users("2025", new))
        assert (verdicts(result), result.code) == ([], 0)
