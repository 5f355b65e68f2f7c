"""docs/figures.md shows what comes out.

`python -m pytest tests/acceptance/test_figures_docs.py --update-golden` writes what comes out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from acceptance.pages import blocks, commands, compare

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "figures.md", "vi": DOCS / "figures.vi.md"}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_it_shows_what_comes_out(path: Path, workspace: Path, *, update: bool) -> None:
    compare(path, workspace, update=update)


def test_both_languages_show_the_same() -> None:
    asked, headings = [], []
    for path in PAGES.values():
        text = path.read_text(encoding="utf-8")
        lines = [line for block in blocks(text) for line in commands(block.body)]
        asked.append([re.sub(r"--lang (en|vi)| \| grep .*", "", line) for line in lines])
        headings.append(re.findall(r"^#+ ", text, re.MULTILINE))
    assert asked[0] == asked[1]
    assert headings[0] == headings[1]
