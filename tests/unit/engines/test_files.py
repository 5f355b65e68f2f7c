"""Every text of the tests and samples is read both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcn4.packs import load
from cmcn4.packs.areas import default_area, relevant
from cmcn4.readers import ReadOptions
from unit.engines.both import assert_same

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path
    for folder in ("tests", "samples")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".csv", ".tsv", ".gz") and "__pycache__" not in path.parts
)


@pytest.fixture(scope="module")
def options() -> ReadOptions:
    selection = load()
    vocabulary = selection.vocabulary
    return ReadOptions(
        vocabulary=vocabulary,
        relevant=relevant(selection.targets, vocabulary.catalogue),
        default_area=default_area(selection.targets),
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_reads_the_same_with_the_engine(path: Path, options: ReadOptions) -> None:
    assert_same([str(path)], options)
