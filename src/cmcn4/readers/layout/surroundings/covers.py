"""What is said of figures elsewhere: on sheets without a table, in comments on their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import RawSheet, Row
from cmcn4.readers.layout.headings.behind import says_behind
from cmcn4.readers.layout.headings.block import filled
from cmcn4.readers.layout.headings.denials import may_deny
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.understood import (
    is_quiet_beside,
    is_understood,
    says_nothing,
)
from cmcn4.readers.layout.headings.wordings import tells_results
from cmcn4.readers.layout.surroundings.lines import lines_of
from cmcn4.readers.layout.surroundings.titles import Title, claims, is_nothing
from cmcn4.readers.unread import UnreadTexts
from cmcn4.readers.values.claims import NO_RESULTS, claim

_GUIDES = ("huong dan", "guide", "instruction", "readme", "read me")
"""How sheets are called that say how to fill in the others, folded."""

_MOST_BESIDE = 40
"""Rows of several cells of a sheet without figures that are looked at."""
_DENYING = NO_RESULTS | {"part", "forecast"}


def keep_lines(rows: Sequence[Row], where: Sheet, texts: Texts, unread: UnreadTexts) -> None:
    """Keep the lines of a sheet without a table; those that may deny figures as doubts.

    A guide speaks of figures that are still to be written.
    """
    if _is_guide(where):
        return
    alone = [row for row in rows if len(set(filled(row[1]))) == 1]
    lines = [(text, place) for _, text, place in lines_of(alone, where)]
    results = any(tells_results(text) for text, _ in lines)
    told = [*_unheard(lines, texts, unread, is_understood, results=results)]
    beside = [row for row in rows if len(set(filled(row[1]))) > 1]
    if len(beside) <= _MOST_BESIDE:  # a legend, not a list of areas
        cells = [(text, place) for _, text, place in lines_of(beside, where)]
        told += _unheard(cells, texts, unread, _is_quiet_beside_others, results=results)
    for text, place in told:
        unread.aside(text, place)


def _is_quiet_beside_others(text: str, texts: Texts) -> bool:
    """Whether a cell of a small table of texts says nothing, as headings and indicators do."""
    said = texts.peek(text)
    named = said.role or (said.indicator and not says_behind(text, texts))
    return bool(named) or text == "%" or says_nothing(text, texts)


def _is_guide(where: Sheet) -> bool:
    return fold(where.name or "").startswith(_GUIDES)


def keep_comments(raw: RawSheet, texts: Texts, unread: UnreadTexts) -> None:
    """Keep what is said beside the cells; the sheets of our forms have texts of their own.

    What stands outside of cells, as input messages, says how to write figures, too.
    """
    of_cells = [(each.text, Place(raw.sheet, each.row, each.column)) for each in raw.comments]
    for text, place in _unheard(of_cells, texts, unread, _is_quiet_aside, results=False):
        unread.add(text, place, several=True)
    if raw.form:
        unread.of_form()
    own = raw.form or _is_guide(raw.sheet)
    for each in dict.fromkeys(raw.hidden.said if raw.hidden and not own else ()):
        place = Place(raw.sheet, each.row, each.column)
        if claim(each.text) in _DENYING:
            unread.doubt(each.text, place)
        elif not is_quiet_beside(each.text, texts):
            unread.aside(each.text, place)


def _is_quiet_aside(text: str, texts: Texts) -> bool:
    """Whether what is said beside the cells says nothing; a number may be meant for a figure."""
    return not text.isdecimal() and is_quiet_beside(text, texts)


def _unheard(
    lines: Sequence[Title],
    texts: Texts,
    unread: UnreadTexts,
    quiet: Callable[[str, Texts], bool],
    *,
    results: bool,
) -> Iterator[Title]:
    """Yield the lines of which nothing was made; doubts are kept."""
    for line in lines:
        text, place = line
        said = claims([line], [line], (), texts)
        told = said.part or said.status == "forecast"
        if told or (said.basis and (is_nothing(text) or not results)) or may_deny(text, texts):
            unread.doubt(text, place)
        elif not quiet(text, texts):
            yield line
