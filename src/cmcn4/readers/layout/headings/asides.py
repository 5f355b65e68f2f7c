"""Asides: what a text beside a figure says of it by itself: a status, a part, that it is a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Status
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import CellBool
from cmcn4.readers.layout.headings.phrases import is_men, kind_of_part, part_within
from cmcn4.readers.layout.headings.pieces import is_basis, is_scenario, prices
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.values.claims import Claim, claim
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import STATUS_WORDS
from cmcn4.readers.values.ranks import is_place
from cmcn4.words import listed, marks, table

_SHORTEST = 3
"""Letters of what says something: «E» is a group of anything."""
_COMPARED = ("theo ", "toc do ", "muc ", "ty le ", "tang", "giam", "chenh lech", "so ")
"""How a basis or a comparison may begin, folded."""
_AGES = Pattern(r"[0-9]{1,2} [0-9]{1,2}|[0-9]{1,2}")
_AGED = Pattern(
    r"(?:tu |tren |duoi |aged )?[0-9]{1,2}(?: den)?(?: [0-9]{1,2})? (?:tuoi|years)"
    r"(?: tro len| tro xuong| and over)?"
)
_TRENDS = ("tang", "giam")
_COMMENTS = (*_TRENDS, "theo ", "dat ", "tren ", "duoi ", "vuot ", "above ", "below ")
"""How what says no more than where figures go begins."""
_RANKS = frozenset({"xep", "thu", "hang", "vi", "trong", "in", "rank", "ranking", "ranked"})
"""How a place in a group begins that is the row's, and no remark on another place."""
_LEADS = ("la ", "la so lieu ", "co phai ", "is ", "is a ", "chi ", "so lieu ", "so ")
"""What may stand before what a heading says of the rows ticked below it, folded."""
_LONGEST_SOURCE = 160
_PIECES = Pattern(r"[,;()\[\]]")
_BODY = Pattern(r"(?:sở|phòng|ban|vụ|viện|cục|trung tâm|ubnd|ủy ban|tổng cục)\b", re.IGNORECASE)
_BRACKETED = Pattern(r"\(([^()]{1,60})\)")
_FORETELLING = (["du", "bao"], ["du", "kien"])
_OFFICES = [[word] for word in ("va", "tam", "vien", "cuc", "ban", "vu", "phong", "to")]
"""Words before «dự báo» in names of bodies: «Trung tâm Phân tích và Dự báo»."""
_FORETOLD = Pattern(r"(?:so lieu |ket qua )?du (?:bao|kien) (?:cua|theo|boi|tu|nam)\b")
_FORECAST = Pattern(
    r"^(?:forecasts?|projections?) (?:by|of|from)\b"
    r"|\b(?:forecasts?|projections?|projected)(?: (?:19|20)[0-9]{2})?$"
)
_AIMED = Pattern(
    r"(?:muc tieu|chi tieu(?: duoc)? giao|chi tieu ke hoach|targets?|goals?) "
    r"(?:cua|theo|tai|trong|qd|nq|quyet dinh|nghi quyet|de ra|nam|den|of|in|from|under|set)\b"
)
Aside = Literal["plan", "constant", "current", "place", "other", "out", "unclear"]
"""What may keep a row from being a result: it holds targets, values at some prices, a place in a
group, another measure, or nothing that counts: a draft, an assumption, what was taken out.
`unclear` keeps none: it may say so, and is told."""


class PartCell(NamedTuple):
    """What a cell says."""

    part: str = ""
    area: str = ""
    status: Status | None = None
    odd: bool = False
    """Whether it is no part that is known."""
    finer: bool = False
    """Whether it says that there is a figure more than once a year."""


Said = PartCell | Aside | Literal[""]


def aside(text: str, texts: Texts, *, flagged: bool = False, grouping: bool = False) -> Said:
    """Return what a text says of the figure beside it; empty where that is nothing.

    `flagged`: a letter alone is a status; `grouping`: words that name a part name one, too.
    """
    key = fold(text)
    status = STATUS_WORDS.get(key)
    if status not in (None, "final") and (flagged or len(key) >= _SHORTEST):
        return PartCell(status=status)
    if key in listed("totals"):
        return ""
    if _is_part(text, key) or (grouping and (part_within(text) or _AGES.fullmatch(key))):
        return PartCell(part=text)
    dated = when(text) if any(map(str.isdigit, key)) else None
    if dated and dated.status not in (None, "final"):
        return PartCell(status=dated.status)
    ranks = key.partition(" ")[0] in _RANKS and not any(map(str.isdigit, key))
    if ranks and is_place(text):
        return "place"
    begins, aims = _beginnings()
    if "=" in text or key.startswith(begins):
        if prices(text) is not None:
            return "constant" if is_basis(text) else "current"
        if is_basis(text) and not key.startswith(_TRENDS):
            return "other"
    if text.strip(" .!;").casefold() in marks("discarded"):  # «Gia đình» is not «giả định»
        return "out"
    aimed = not aims.isdisjoint(key.split()) and texts.is_goal(text)
    return "plan" if aimed or is_scenario(key) else _claimed(text)


def is_of_some(name: str, texts: Texts) -> bool:
    """Whether a name is that of some people or places alone: «hộ nghèo»."""
    said = aside(name, texts, grouping=True)
    return isinstance(said, PartCell) and bool(said.part)


def _is_part(text: str, key: str) -> bool:
    """Whether a text is a part, of any table; `key` is the text, folded."""
    named = kind_of_part(key) or key in listed("populations") or _AGED.fullmatch(key)
    return bool(named) or (key == "nam" and is_men(text))


def _claimed(text: str) -> Said:
    """Return what a text claims of its row.

    An increase says no more than where figures go, «theo cam kết» than how they were reached.
    """
    said = claim(text)
    comment = said in ("change", "plan") and fold(text).startswith(_COMMENTS)
    return of_claim(said, text) if said and not comment else ""


def of_claim(said: Claim, text: str) -> PartCell | Aside:
    """Return what a claim makes of a row; `text` says it."""
    match said:
        case "plan":
            return "plan"
        case "void":
            return "out"
        case "change":
            return "other"
        case "part":
            return PartCell(part=text)
        case status:
            return PartCell(status=status)


@cache
def _beginnings() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return how texts begin that say a basis, and words of those that say a plan: few do."""
    plans = (key for key, kind in table("headings").items() if kind == "plan")
    return (*table("bases"), *_COMPARED), frozenset(key.partition(" ")[0] for key in plans)


def is_tick(cell: str) -> bool:
    """Whether a cell is a mark that what its heading says is so: «x», «✓», «có»."""
    return type(cell) in (str, CellBool) and cell.strip().casefold() in marks("ticks")


def of_ticked(heading: str, texts: Texts) -> Said:
    """Return what a heading says of the rows that are ticked below it: «Dự báo», «Là dự báo»."""
    return next(filter(None, (aside(form, texts) for form in _unled(heading))), "")


def _unled(heading: str) -> Iterator[str]:
    """Yield a heading, then without its bracket, and without the words before what it says."""
    for text in (heading.strip(" ?:"), heading.partition("(")[0].strip(" ?:")):
        yield text
        for lead in _LEADS:
            if fold(text).startswith(lead):
                yield " ".join(text.split()[len(lead.split()) :])


def of_source(source: str, texts: Texts) -> Said:
    """Return what a source says of its figures: «Bộ KH&CN (dự báo)», «IMF forecast».

    A document named by its title, a plan or a strategy, says nothing of them, nor does a body.
    """
    if len(source) > _LONGEST_SOURCE:
        return ""
    last = source.rpartition(" - ")[2] if " - " in source else ""
    pieces = [piece.strip() for piece in (source, *_PIECES.split(source), last)]
    if _BODY.match(source):  # «Sở KH, CN», «Trung tâm Thông tin, Dự báo»
        pieces = [found[1] for found in _BRACKETED.finditer(source)]
    found_ = [(piece, of_ticked(piece, texts)) for piece in pieces if len(fold(piece)) > 1]
    parts = {piece for piece, said in found_ if isinstance(said, PartCell) and said.part}
    for piece, said in found_:
        # «Phòng Tài chính - Kế hoạch», «Điều tra (nam, nữ)»
        planned = said == "plan" and (piece == last or len(fold(piece)) < _SHORTEST)
        if said and not planned and not (piece in parts and len(parts) > 1):
            return said
    if _BODY.match(source):
        return ""
    key = fold(source)
    words = key.split()
    foretold = words[-2:] in _FORETELLING and words[-3:-2] not in _OFFICES
    if foretold or _FORETOLD.match(key) or _FORECAST.search(key):
        return PartCell(status="forecast")
    return "plan" if _AIMED.match(key) else ""


@lru_cache(4096)
def finer(text: str) -> PartCell | Literal[""]:
    """Return that there is a figure more than once a year, where a cell says so."""
    return PartCell(finer=True) if fold(text) in listed("frequencies") else ""
