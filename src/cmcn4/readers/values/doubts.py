"""Doubts: lines that may say that figures beside them are no results, and are not understood."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from cmcn4.readers.values.claims import spelled
from cmcn4.words import marks, table

_LONGEST, _MOST_WORDS = 4, 40


@lru_cache(maxsize=16384)
def doubt(text: str) -> Literal["", "plan", "void"]:
    """Return as what words of a text may say that figures are no results; empty for none.

    `plan`: as a plan, a part or a change; `void`: as a draft, or as what does not count. A text
    with marks is held against words with theirs.
    """
    ascii_ = text.isascii()
    words = spelled(text)[:_MOST_WORDS]
    if _firsts(ascii_=ascii_).isdisjoint(words):
        return ""
    known = table("doubts") if ascii_ else marks("doubts")
    phrases = (
        " ".join(words[start : start + count])
        for start in range(len(words))
        for count in range(1, _LONGEST + 1)
    )
    kinds = {known[phrase] for phrase in phrases if phrase in known}
    if "void" in kinds:
        return "void"
    return "plan" if "plan" in kinds and "result" not in kinds else ""


@cache
def _firsts(*, ascii_: bool) -> frozenset[str]:
    """Return the first words of all phrases: most texts have none of them."""
    return frozenset(key.partition(" ")[0] for key in (table if ascii_ else marks)("doubts"))
