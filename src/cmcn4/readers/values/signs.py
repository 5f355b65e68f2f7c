"""Signs in a text that may say something of a figure, as those of names do not: ≤, ≠, ?, ❌."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

_ODD = frozenset("<>=~?!^？！⁇‼")
_PLAIN = frozenset("+|°©®™№℃√✓✔✅☑►▪●○■◦★◆♦▶→×−\ufffd")
"""Bullets, ticks, signs of prices, degrees and products, and what a file could not write."""
_SYMBOLS = frozenset({"Sm", "So", "Sk"})


@lru_cache(maxsize=65536)
def has_odd_sign(text: str) -> bool:
    """Whether a text has a sign of comparison, of doubt, or a symbol that is no bullet."""
    if text.isascii():
        return not _ODD.isdisjoint(text)
    return any(c in _ODD or (category(c) in _SYMBOLS and c not in _PLAIN) for c in text)
