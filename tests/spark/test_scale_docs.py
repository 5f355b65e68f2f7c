"""docs/scale.md and docs/scale.vi.md: what is shown there comes out; Python runs in our session.

`python -m pytest tests/spark/test_scale_docs.py --update-golden` writes what comes out today.
"""

from __future__ import annotations

import io
import re
import sys
from contextlib import redirect_stdout
from inspect import signature
from pathlib import Path

import pytest

from acceptance import pages
from acceptance.pages import LANG, ROOT, blocks, compare

PAGES = {lang: ROOT / "docs" / name for lang, name in (("en", "scale.md"), ("vi", "scale.vi.md"))}
OWN_LANG = re.compile(r'lang="(?:en|vi)"')


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("lang", PAGES)
def test_what_it_shows_is_what_comes_out(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update: bool
) -> None:
    process = pages.process

    def here(command: list[str], folder: Path, stdin: bytes = b"") -> str:
        if command[:2] != [sys.executable, "-c"]:
            return process(command, folder, stdin)
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(command[2], {"__name__": "__main__"})  # noqa: S102 - the page's own
        return printed.getvalue()

    monkeypatch.setattr(pages, "process", here)
    compare(PAGES[lang], tmp_path, update=update)


def test_both_languages_show_the_same() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PAGES.values()]
    both = [
        [
            (each.kind, each.name, OWN_LANG.sub("", LANG.sub("", each.body)))
            for each in blocks(text)
            if each.kind in ("python", "csv")
        ]
        for text in texts
    ]
    assert both[0] == both[1]
    assert len({tuple(re.findall(r"^#+ ", text, re.MULTILINE)) for text in texts}) == 1
    commands = [[LANG.sub("", line) for block in blocks(text) if block.kind == "console"
                 for line in pages.commands(block.body)] for text in texts]  # fmt: skip
    assert commands[0] == commands[1]


@pytest.mark.parametrize("lang", PAGES)
def test_every_argument_is_told(lang: str) -> None:
    from cmcn4.spark import check

    text = PAGES[lang].read_text(encoding="utf-8")
    assert {name for name in signature(check).parameters if f"`{name}`" not in text} == {"frame"}
