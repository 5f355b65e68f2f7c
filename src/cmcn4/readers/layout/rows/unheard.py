"""What the headings and cells of a table say that nothing was made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Observation, Place
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.bodies import NATION, kind_of_body
from cmcn4.readers.layout.headings.brackets import brackets
from cmcn4.readers.layout.headings.denials import ends_abroad
from cmcn4.readers.layout.headings.inside import says_inside
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.understood import CAPTIONS, says_nothing
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.rows.beside import BesideCells
from cmcn4.readers.layout.surroundings.submitter import Submitter
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.signs import has_odd_sign
from cmcn4.words import table

if TYPE_CHECKING:
    from cmcn4.readers.containers.form import Form

_PIECES = Pattern(r"[,;]\s")
_FORETOLD = Pattern("forecast|projection|scenario", re.IGNORECASE)
_SHORTEST_WORD = 5
"""Letters of a word that is no code."""
_IN_PERIOD = Pattern(r"\b(?:trong ky|ky nay)\b")
"""Some part of a year, nobody knows which."""


def keep_unread(
    recorder: Recorder,
    parts: tuple[Block, Plan, BesideCells],
    texts: Texts,
    form: Form | None = None,
) -> None:
    """Keep short texts in cells, what stands in brackets in headings, and headings of marks.

    They stand at the heading of their column. An engine asks of cells in another order. Columns
    that a publisher has besides hold codes, but for several words. Of a form notes and sources are
    told.
    """
    block, plan, beside = parts
    unread, sheet = recorder.file.unread, recorder.sheet
    for text, at in sorted(beside.unread.items()):
        told = at in beside.names or at in plan.labels.values() or not recorder.publisher
        if form:
            told = at in (plan.single.get("note"), plan.single.get("source"))
        elif not told:
            heading = block.texts[at] if at < len(block.texts) else ""
            told = _is_no_code(text, texts) and "source" not in fold(heading)
        if told:
            unread.add(text, Place(sheet, block.row, at + 1), several=True)
    for at, text in enumerate(() if form else block.texts):
        if at not in plan.used and _is_caption(text, texts):
            unread.add(text, Place(sheet, block.row, at + 1))
            continue
        ticked = at in beside.ticks and not says_nothing(text, texts)
        if ticked or (at in plan.used and _says_more(text, texts, is_value=at in plan.values)):
            unread.add(text, Place(sheet, block.row, at + 1))


def _says_more(text: str, texts: Texts, *, is_value: bool) -> bool:
    """Whether brackets or signs in a heading say something that nothing was made of."""
    said = [piece.strip() for inner in brackets(text) for piece in _PIECES.split(inner)]
    heard = texts.read(text)
    if is_value or heard.indicator:
        said = [each for each in said if not texts.peek(each).known]
    if has_odd_sign(text) or (is_value and _IN_PERIOD.search(fold(text))):
        return True
    if not (heard.known and is_value) and says_inside(text, texts):
        return True
    return not all(each == "%" or says_nothing(each, texts) for each in said)


def _is_no_code(text: str, texts: Texts) -> bool:
    """Whether a text is several words, or a long one that says of whom or what a figure is."""
    said, word = texts.peek(text), len(text) >= _SHORTEST_WORD and text.isalpha()
    told = said.unit or said.area or said.part or said.indicator or said.plan or said.status
    words = " " in text and any(map(str.isalpha, text))
    return bool(words or (word and told) or _FORETOLD.search(text))


def _is_caption(text: str, texts: Texts) -> bool:
    """Whether a heading says of whom or when all figures are, as lines do: «Quốc gia: Lào»."""
    name, _, rest = text.partition(":")
    body = kind_of_body(text)
    labelled = rest.strip() and table("lines").get(fold(name)) in CAPTIONS
    return bool(labelled or body in ("lower", "other") or (body and ends_abroad(text, texts)))


def keep_elsewhere(
    file: FileReading, by: Submitter, plan: Plan, figures: Sequence[Observation]
) -> None:
    """Keep a title, or a sender, of an area that no row is of, where the rows name their own."""
    if not (plan.area and by.place):
        return
    area, own = file.context.vocabulary.catalogue.areas.get(by.area), {f.area for f in figures}
    sender = (by.name or area.names.get("vi")) if area and own == {NATION} else ""
    named = by.title or by.unknown or sender
    if named and by.area not in own:
        file.unread.add(named, by.place)
