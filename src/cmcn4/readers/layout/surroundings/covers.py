"""What is said of figures elsewhere: on sheets without a table, in comments on their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import RawSheet, Row
from cmcn4.readers.layout.headings.block import filled
from cmcn4.readers.layout.headings.denials import may_deny
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.understood import is_quiet_beside, is_understood
from cmcn4.readers.layout.headings.wordings import tells_results
from cmcn4.readers.layout.surroundings.lines import lines_of
from cmcn4.readers.layout.surroundings.titles import Title, claims, is_nothing
from cmcn4.readers.unread import UnreadTexts

_GUIDES = ("huong dan", "guide", "instruction", "readme", "read me")
"""How sheets are called that say how to fill in the others, folded."""


def keep_lines(rows: Sequence[Row], where: Sheet, texts: Texts, unread: UnreadTexts) -> None:
    """Keep the lines of a sheet without a table; those that may deny figures as doubts.

    A guide speaks of figures that are still to be written.
    """
    if fold(where.name or "").startswith(_GUIDES):
        return
    alone = [row for row in rows if len(set(filled(row[1]))) == 1]
    lines = [(text, place) for _, text, place in lines_of(alone, where)]
    _keep(lines, texts, unread, results=any(tells_results(text) for text, _ in lines))


def keep_comments(raw: RawSheet, texts: Texts, unread: UnreadTexts) -> None:
    """Keep what is said beside the cells; the sheets of our forms have texts of their own."""
    if raw.form:
        unread.silence()
    said = (*raw.comments, *(raw.hidden.said if raw.hidden else ()))
    lines = [(each.text, Place(raw.sheet, each.row, each.column)) for each in dict.fromkeys(said)]
    _keep(lines, texts, unread, results=False, quiet=is_quiet_beside)


def _keep(
    lines: Sequence[Title],
    texts: Texts,
    unread: UnreadTexts,
    *,
    results: bool,
    quiet: Callable[[str, Texts], bool] = is_understood,
) -> None:
    for line in lines:
        text, place = line
        said = claims([line], [line], (), texts)
        told = said.part or said.status == "forecast"
        if told or (said.basis and (is_nothing(text) or not results)) or may_deny(text, texts):
            unread.doubt(text, place)
        elif not quiet(text, texts):
            unread.add(text, place, several=True)
