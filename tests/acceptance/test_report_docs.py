"""docs/report.md and docs/report.vi.md: what they show is what comes out, and the report opens.

`python -m pytest tests/acceptance/test_report_docs.py --update-golden` writes what comes out today.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from acceptance.pages import LANG, ROOT, blocks, commands, compare
from unit.reporters.docx_reading import dump

PAGES = {lang: ROOT / "docs" / name for lang, name in (("en", "report.md"), ("vi", "report.vi.md"))}


@pytest.mark.parametrize("lang", PAGES)
def test_what_it_shows_is_what_comes_out(lang: str, workspace: Path, *, update: bool) -> None:
    compare(PAGES[lang], workspace, update=update)
    written = dump((workspace / "report.docx").read_bytes())
    for expected in ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "12/BC-BKHCN", "THỨ TRƯỞNG", "- Lưu: VT."):
        assert expected in written, expected


def test_both_languages_show_the_same() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PAGES.values()]
    both = [
        [(each.kind, commands(LANG.sub("", each.body))) for each in blocks(text)] for text in texts
    ]
    assert both[0] == both[1]
    assert len({tuple(re.findall(r"^#+ ", text, re.MULTILINE)) for text in texts}) == 1
