"""Every command and every line of Python in the READMEs does what it says there.

`python -m pytest tests/acceptance/test_readme.py --update-golden` writes what comes out today into
the READMEs; look at the difference before you keep it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from acceptance.pages import LANG, ROOT, blocks, commands, compare

READMES = [ROOT / "README.md", ROOT / "README.vi.md"]


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_what_it_shows_is_what_comes_out(path: Path, workspace: Path, *, update: bool) -> None:
    compare(path, workspace, update=update)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_python_is_followed_by_what_it_prints(path: Path) -> None:
    kinds = [block.kind for block in blocks(path.read_text(encoding="utf-8"))]
    assert "python" in kinds
    assert all(kinds[place + 1] == "text" for place, kind in enumerate(kinds) if kind == "python")


def test_both_languages_show_the_same() -> None:
    english, vietnamese = (path.read_text(encoding="utf-8") for path in READMES)
    both = [
        [(block.kind, commands(LANG.sub("", block.body))) for block in blocks(text)]
        for text in (english, vietnamese)
    ]
    assert both[0] == both[1]
    headings = [re.findall(r"^#+ ", text, re.MULTILINE) for text in (english, vietnamese)]
    assert headings[0] == headings[1]


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_a_newcomer_needs_two_lines(path: Path) -> None:
    setup = [block.body for block in blocks(path.read_text(encoding="utf-8")) if block.kind == "sh"]
    first, second = setup[0].splitlines()
    assert "-m venv .venv" in first
    assert "cmcn4 check samples/" in first
    assert "'.[dev]'" in second
    assert second.endswith("pytest -q -n auto")
    assert all("-c constraints.txt" in line for line in (first, second))


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_what_it_links_to_is_there(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
