"""The targets in Markdown: one row each."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.across import Across, across, demand_in_words, particulars
from cmcn4.reporters.presentation.markdown import escaped, row, rule
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words
from cmcn4.reporters.presentation.words import Words


def render(targets: Sequence[Chosen], catalogue: Catalogue, style: Style) -> bytes:
    """Return a table of titles, rules and wordings; by indicator, a table for each."""
    words = Words(style.lang, catalogue)
    if style.by:
        return "\n".join(_table(group, words) for group in across(targets, words)).encode()
    titles = ("column.target", "column.rule", "explain.wording")
    lines = [row([words.composed(title) for title in titles]), rule(len(titles))]
    for chosen in targets:
        title = f"{chosen.target.title.get(words.lang)} ({chosen.id})"
        told = " · ".join(filter(None, (f"“{chosen.target.quote}”", particulars(chosen, words))))
        lines.append(row([title, chosen_in_words(words, chosen), told]))
    return "".join(lines).encode()


def _table(group: Across, words: Words) -> str:
    """Return the heading of an indicator and what its documents demand."""
    titles = ("column.horizon", "column.document", "column.rule", "explain.wording")
    below = group.population(words)
    lines = [f"### {escaped(group.heading(words))}\n\n", f"{escaped(below)}\n\n" if below else ""]
    lines += [row([words.composed(title) for title in titles]), rule(len(titles))]
    for demand in group.demands:
        chosen = demand.chosen
        document = ", ".join([*demand.document(words), chosen.id])
        demanded, quote = demand_in_words(words, chosen), f"“{chosen.target.quote}”"
        lines.append(row([words.horizon(chosen.target), document, demanded, quote]))
    return "".join(lines)
