"""Every case file: the valid ones are packs, the invalid ones have the problems written beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcn4.model.vocabulary import Vocabulary
from unit.packs.cases import CASES, expected_text, read_case, small_catalogue

VALID = sorted((CASES / "valid").glob("*.yaml"))
INVALID = sorted((CASES / "invalid").glob("*.yaml"))


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return small_catalogue()


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_case_is_a_pack(path: Path, known: Vocabulary) -> None:
    read = read_case(path, known)

    assert read.problems == ()
    assert read.pack is not None
    assert read.pack.id == path.stem


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_case_has_exactly_the_problems_beside_it(path: Path, known: Vocabulary) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")

    assert expected
    assert expected_text(path, known) == expected


def test_there_are_at_least_forty_invalid_cases() -> None:
    assert len(INVALID) >= 40
    assert {path.stem for path in INVALID} == {
        path.stem for path in (CASES / "invalid").glob("*.txt")
    }


def test_an_invalid_pack_is_no_pack(known: Vocabulary) -> None:
    packs = [path for path in INVALID if not path.name.startswith("catalogue-")]
    assert all(read_case(path, known).pack is None for path in packs)
