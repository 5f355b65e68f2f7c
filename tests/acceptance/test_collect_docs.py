"""docs/collect.md and docs/collect.vi.md: every command does what is shown there.

`python -m pytest tests/acceptance/test_collect_docs.py --update-golden` writes what comes out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from acceptance.pages import LANG, ROOT, blocks, commands, compare

PAGES = {
    lang: ROOT / "docs" / name for lang, name in (("en", "collect.md"), ("vi", "collect.vi.md"))
}
SHOWN = re.compile(r"/\^.*?/,")
"""The line from which the table is shown, in its language."""


@pytest.mark.parametrize("lang", PAGES)
def test_what_it_shows_is_what_comes_out(lang: str, workspace: Path, *, update: bool) -> None:
    compare(PAGES[lang], workspace, update=update)
    letters = sorted(path.name for path in (workspace / "letters").iterdir())
    assert letters == ["vn-ha-noi.docx", "vn-hue.docx", "vn-son-la.docx"]
    assert (workspace / "report.docx").stat().st_size


def test_both_languages_show_the_same() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PAGES.values()]
    both = [
        [
            (each.kind, each.name, commands(SHOWN.sub("", LANG.sub("", each.body))))
            for each in blocks(text)
        ]
        for text in texts
    ]
    assert both[0] == both[1]
    assert len({tuple(re.findall(r"^#+ ", text, re.MULTILINE)) for text in texts}) == 1
    codes = [re.findall(r"`(?:--)?[a-z]+-[a-z0-9-]+`", text) for text in texts]
    assert codes[0] == codes[1]
