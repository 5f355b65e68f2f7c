"""Of which country, region or province a title says that its figures are."""

from __future__ import annotations

import re

from cmcn4.model.catalogue import Area
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.bodies import NATION
from cmcn4.readers.values.labels import barest
from cmcn4.readers.values.names import Areas

_OF = Pattern(r"(?<!\s)\s*[:–]\s*|(?<!\s)\s+(?:của|of|for|tại)\s+", re.IGNORECASE)
_MERGER = Pattern(
    r"[(\[]?\b(?:sau|từ|trên cơ sở|do)\s(?:khi\s|việc\s)?(?:sáp nhập|hợp nhất|sắp xếp)[^()\[\],;]*",
    re.IGNORECASE,
)
_NATIONWIDE = Pattern(
    r"(?!.*\b(?:so voi|so sanh|binh quan|trung binh|hang|muc chung)\b)"
    r".* (?:ca nuoc|toan quoc|nationwide|of viet ?nam)"
)


def pieces(text: str) -> list[str]:
    """Return the pieces of a title that may each be the name of an area."""
    return _OF.split(text)


def without_merger(text: str, area: str) -> str:
    """Return a title of a known area without what it was made of: «sau sáp nhập tỉnh Hà Giang»."""
    return _MERGER.sub("", text) if area else text


def is_nation(text: str, areas: Areas) -> bool:
    """Whether a text is a name of the whole country: «CẢ NƯỚC»."""
    whole = None if text.isdecimal() else areas.known(text)
    return whole is not None and whole.id == NATION


def says_nation(text: str, areas: Areas) -> bool:
    """Whether a title says that its figures are the country's: «… CẢ NƯỚC», «Viet Nam: …»."""
    bare = barest(text)
    named = any(is_nation(piece, areas) for piece in pieces(bare) if piece)
    return named or _NATIONWIDE.fullmatch(fold(bare)) is not None


def elsewhere(text: str, areas: Areas) -> Area | str | None:
    """Return the country, or the text of a region, that a title says its figures are of."""
    for piece in pieces(barest(text)):
        coded = piece.isdecimal() or (len(piece) <= 3 and piece.isascii())  # noqa: PLR2004
        area = None if coded else areas.known(piece)
        if area is not None and area.kind == "country" and area.id != NATION:
            return area
        if piece and areas.region(piece):
            return piece
    return None
