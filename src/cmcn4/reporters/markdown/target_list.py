"""The targets in Markdown: one row each."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.markdown import row, rule
from cmcn4.reporters.presentation.rules import chosen_in_words
from cmcn4.reporters.presentation.words import Words


def render(targets: Sequence[Chosen], catalogue: Catalogue, style: Style) -> bytes:
    """Return a table of titles, rules and wordings."""
    words = Words(style.lang, catalogue)
    titles = ("column.target", "column.rule", "explain.wording")
    lines = [row([words.composed(title) for title in titles]), rule(len(titles))]
    for each in targets:
        title = f"{each.target.title.get(words.lang)} ({each.id})"
        lines.append(row([title, chosen_in_words(words, each), f"“{each.target.quote}”"]))
    return "".join(lines).encode()
