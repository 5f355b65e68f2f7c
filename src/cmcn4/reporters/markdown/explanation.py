"""Targets explained in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen, Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.explaining.explanation import sections
from cmcn4.reporters.presentation.words import Words

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#])")


def render(
    targets: Sequence[Chosen],
    catalogue: Catalogue,
    style: Style,
    report: Report | None,
    others: Sequence[Chosen] = (),
) -> bytes:
    """Return the explanation of each target, with its verdicts if there are data."""
    words = Words(style.lang, catalogue)
    blocks = []
    for chosen in targets:
        blocks.append(f"## {_escaped(words.title(chosen.target))}\n\n`{chosen.id}`")
        for label, lines in sections(chosen, words, report, others):
            items = "\n".join(f"- {_escaped(line)}" for line in lines)
            blocks.append(f"**{_escaped(label)}**\n\n{items}")
    return ("\n\n".join(blocks) + "\n").encode(errors="replace")


def _escaped(text: str) -> str:
    """Return text in which Markdown finds nothing to interpret; a line stays a line."""
    return " ".join(_word(part) for part in text.split())


def _word(word: str) -> str:
    """Escape one word; in an address escapes would be taken for a part of it."""
    if word.startswith(("https://", "http://")):
        return quote(word, safe=":/?&=%#~.,;+@!$'()-_[]")
    return _MARKDOWN.sub(r"\\\1", word)
