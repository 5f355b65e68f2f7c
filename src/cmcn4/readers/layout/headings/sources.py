"""What the name of a source says of figures, as no name does."""

from __future__ import annotations

import re

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.asides import aside
from cmcn4.readers.layout.headings.bodies import is_reference, kind_of_body
from cmcn4.readers.layout.headings.brackets import in_brackets
from cmcn4.readers.layout.headings.contacts import is_named_host, without_addresses
from cmcn4.readers.layout.headings.denials import ends_abroad, names_another
from cmcn4.readers.layout.headings.inside import is_place
from cmcn4.readers.layout.headings.places import counts_some
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.understood import AMONG, says_more
from cmcn4.readers.values.claims import spelled
from cmcn4.readers.values.doubts import doubt
from cmcn4.readers.values.periods import has_part, when
from cmcn4.readers.values.phrases import is_flag
from cmcn4.readers.values.signs import has_odd_sign
from cmcn4.words import marks, table

_LONGEST_STATEMENT = 4
_OF_SOME = Pattern(
    r"(?<![0-9/])[0-9]{1,3}/[0-9]{1,3}(?![0-9/])"
    r"|\b(?:dữ liệu|số liệu|du lieu|so lieu|data|figures) (?:năm |nam |of |for )?"
    r"(?:19|20)[0-9]{2}\b|\([^()]{0,20}(?:[0-9]\+|\+[0-9])",
    re.IGNORECASE,
)
"""A part of a whole, figures of a year, or of some people: «33/34», «dữ liệu 2019», «(15+)»."""
_MOST_PIECES = 64
_PIECES = Pattern(r"\s[-–—/|]\s|[,;()\[\]]|:\s")
_PAGE = Pattern(
    r"[0-9]|(?:trang|tr|pages?|pp?|tập|bảng|biểu|số|no|vol|kỳ|ngày|cập nhật|updated?|truy cập"
    r"|accessed)\b"
)
"""How a piece begins that says where in a source something stands, or of which day it is."""


def is_statement(text: str, texts: Texts) -> bool:
    """Whether the name of a source says something of figures, as no name does."""
    text = without_addresses(text)
    if is_reference(text):
        return False
    if "‰" in text or (any(map(str.isdigit, text)) and AMONG.search(text)):
        return True
    if any(is_flag(inner) or texts.peek(inner).plan for inner in in_brackets(text)):
        return True  # «NSO (KH)», «NSO (F)»
    if has_odd_sign(text) or has_part(text) or _OF_SOME.search(text) or doubt(text):
        return True
    if counts_some(text) or when(text) or ends_abroad(text, texts) or names_another(text, texts):
        return True
    pieces = [piece.strip() for piece in _PIECES.split(text, maxsplit=_MOST_PIECES)]
    if len([*filter(None, pieces)]) > 1 and any(_is_of_figures(piece, texts) for piece in pieces):
        return True
    words = spelled(text)
    told = table("statements") if text.isascii() else marks("statements")
    ends = range(1, _LONGEST_STATEMENT + 1)
    phrases = (" ".join(words[at : at + n]) for at in range(len(words)) for n in ends)
    return any(phrase in told for phrase in phrases) or says_more(text, texts)


def _is_of_figures(piece: str, texts: Texts) -> bool:
    """Whether a piece of a source says something of figures: «Lào», «nữ», «(một phần)», «mẫu».

    Names have capitals.
    """
    named = kind_of_body(piece) or fold(piece) in texts.vocabulary.sources or is_reference(piece)
    if not piece or named or piece.isdecimal():
        return False
    small = not any(map(str.isupper, piece)) and any(map(str.isalpha, piece))
    if small and not (is_named_host(piece.rstrip(".")) or _PAGE.match(piece)):
        return True
    return is_place(piece, texts) or bool(aside(piece, texts, grouping=True))
