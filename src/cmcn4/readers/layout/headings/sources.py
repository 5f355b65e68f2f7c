"""What the name of a source says of figures, as no name does."""

from __future__ import annotations

import re

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.layout.headings.bodies import is_reference
from cmcn4.readers.layout.headings.brackets import in_brackets
from cmcn4.readers.layout.headings.contacts import without_addresses
from cmcn4.readers.layout.headings.denials import ends_abroad, names_another
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
    if when(text) or ends_abroad(text, texts) or names_another(text, texts):
        return True
    words = spelled(text)
    told = table("statements") if text.isascii() else marks("statements")
    ends = range(1, _LONGEST_STATEMENT + 1)
    phrases = (" ".join(words[at : at + n]) for at in range(len(words)) for n in ends)
    return any(phrase in told for phrase in phrases) or says_more(text, texts)
