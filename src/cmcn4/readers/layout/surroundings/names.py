"""What the names of a sheet and a file say of all figures in them."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.asides import is_of_some
from cmcn4.readers.layout.headings.bodies import NATION
from cmcn4.readers.layout.headings.denials import ends_abroad, may_deny
from cmcn4.readers.layout.headings.inside import says_inside
from cmcn4.readers.layout.headings.phrases import TOTAL
from cmcn4.readers.layout.headings.places import counts_some
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.surroundings.dated import file_name
from cmcn4.readers.layout.surroundings.titles import Title
from cmcn4.readers.values.claims import NO_RESULTS, claim
from cmcn4.words import listed, meaning, table

_GLUED = Pattern(r"(?<=[^\W\d])(?=[0-9]{4})")
_AIMS = Pattern(r"\b(?:muc tieu|targets?|chi tieu)\b")
"""What files of results are called after, too."""


def names(where: Sheet, texts: Texts, *, part: str) -> tuple[list[Title], list[Title]]:
    """Return the names that say of whom or where figures are, and those that may deny them.

    `part` is that which titles speak of, of which a name may be, too.
    """
    sheet, file, place = where.name or "", file_name(where.path), Place(where)
    words = _GLUED.sub(" ", file.replace("-", " "))
    named = ((sheet, sheet, True), (file, words, False))
    unread = [
        (name, place)
        for name, text, is_sheet in named
        if _is_of_part(text, texts, part) or _is_placed(text, texts, is_sheet=is_sheet)
    ]
    doubts = [(name, place) for name, text, _ in named if _is_abroad(text, texts)]
    told = claim(words) in NO_RESULTS or may_deny(words, texts) or texts.is_goal(words)
    if told and not _AIMS.search(fold(words)):
        doubts.append((file, place))
    return unread, doubts


def _is_of_part(text: str, texts: Texts, part: str) -> bool:
    """Whether a name is that of some people: of a part that no title has."""
    said = texts.read(text)
    whole = said.part == TOTAL or fold(text) in listed("totals") or text.isdecimal()
    return not (part or whole) and bool(said.part or is_of_some(text, texts))


def _is_placed(text: str, texts: Texts, *, is_sheet: bool) -> bool:
    """Whether a name is that of a region or a kind of places, or has more in brackets.

    «Đô thị»: of towns, or of smart ones. Files of a region of the world hold several countries.
    """
    region = texts.areas.region(text) if is_sheet else fold(text) in meaning("regions", "own")
    kind = fold(text) in table("places/kinds")
    return region or kind or counts_some(text) or says_inside(text, texts)


def _is_abroad(text: str, texts: Texts) -> bool:
    """Whether a name is that of another country, with or without more."""
    area = texts.vocabulary.catalogue.areas.get(texts.read(text).area_id)
    abroad = area is not None and area.kind == "country" and area.id != NATION
    return abroad or ends_abroad(text, texts)
