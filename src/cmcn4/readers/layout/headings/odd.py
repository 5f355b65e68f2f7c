"""Texts that say more than what they begin as: a source, a paper, a body and some words besides."""

from __future__ import annotations

from collections.abc import Container

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.texts import Texts

_WORD = Pattern(r"[^\W_]{1,200}")
_LONGEST_PHRASE = 8
_MOST_WORDS = 200
"""Words of a text that are looked at; the name of nothing has more."""
_SHORT = 4
"""Letters of what may be an abbreviation: KH&CN."""
_ODD, _ODD_CAPITALS = 2, 4
"""So many words one after the other that are neither known nor the name of anybody."""


def is_odd(text: str, known: Container[str], texts: Texts) -> bool:
    """Whether words stand in a text that no name has: neither known phrases, capitals nor numbers.

    Where all letters are capitals more of them may be a name.
    """
    words = _WORD.findall(text)
    if len(words) > _MOST_WORDS:
        return True
    capitals, low = text.isupper(), [word.casefold() for word in words]
    is_known = [False] * len(words)
    for at in range(len(words)):
        for end in range(at + 1, min(len(words), at + _LONGEST_PHRASE) + 1):
            phrase = " ".join(low[at:end])
            if phrase in known or (end > at + 1 and _is_name(fold(phrase), texts)):
                is_known[at:end] = [True] * (end - at)
    run = 0
    for word, told in zip(words, is_known, strict=True):
        short = len(word) <= _SHORT and word.isascii()
        named = not word[0].islower() and not (capitals and word.isalpha() and not short)
        run = 0 if told or named else run + 1
        if run >= (_ODD_CAPITALS if capitals else _ODD):
            return True
    return False


def _is_name(key: str, texts: Texts) -> bool:
    """Whether folded words are the name of an indicator, an area or a source."""
    vocabulary = texts.vocabulary
    return key in vocabulary.areas or key in vocabulary.sources or key in vocabulary.indicators
