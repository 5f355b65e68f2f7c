"""docs/ci.md shows what each format really gives, and maps every verdict and level to each.

`python -m pytest tests/acceptance/test_ci_docs.py --update-golden` writes what comes out today.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from acceptance.test_readme import blocks, commands, performed
from cmcn4.model.finding import LEVELS
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import REPORTERS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "ci.md", "vi": DOCS / "ci.vi.md"}
FORMATS = ("github", "junit", "sarif", "markdown")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_it_shows_what_comes_out(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    binaries = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{binaries}{os.pathsep}{os.environ['PATH']}")
    text = path.read_text(encoding="utf-8")
    actual = performed(text, tmp_path)
    if request.config.getoption("--update-golden"):
        path.write_text(actual, encoding="utf-8", newline="\n")
        return
    assert actual == text


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_verdict_and_level_is_mapped_to_every_format(path: Path) -> None:
    section = path.read_text(encoding="utf-8").split("\n## ")[1]
    head, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| ")
    ]
    assert tuple(cell.strip("`") for cell in head[1:]) == FORMATS
    assert set(FORMATS) <= set(REPORTERS)
    first = " ".join(row[0] for row in rows)
    for name in [each.value for each in Verdict] + sorted(set(LEVELS.values())):
        assert f"`{name}`" in first
    assert {len(row) for row in rows} == {len(head)}


def test_both_languages_show_the_same() -> None:
    english, vietnamese = (path.read_text(encoding="utf-8") for path in PAGES.values())
    both = [
        [[each.replace(f"--lang {lang}", "") for each in commands(block.body)]
         for block in blocks(text)]
        for lang, text in (("en", english), ("vi", vietnamese))
    ]  # fmt: skip
    assert both[0] == both[1]
    headings = [re.findall(r"^#+ ", text, re.MULTILINE) for text in (english, vietnamese)]
    assert headings[0] == headings[1]
