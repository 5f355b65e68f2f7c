"""Marks of footnotes behind a text: «(1)», «¹», `*`, «[1]», «(a)», «†»."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import SUPERSCRIPTS, clean

T = TypeVar("T")
LONGEST_MARK = 8  # characters; only so many at the end are looked at, whatever stands before
_MOST_MARKS = 4
MARK = (
    rf"(?:\(\*{{1,4}}\)|\*{{1,6}}|[{SUPERSCRIPTS}]{{1,6}}|[†‡§]{{1,3}}|\([0-9]{{1,2}}\)"
    r"|\([a-zđ]\)|\[[0-9a-z]{1,2}\])"
)
_MARK = Pattern(rf" ?{MARK}$")
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_LAST = frozenset(f")*]†‡§{SUPERSCRIPTS}")
"""What a mark ends in; most texts do not, and cost no more than this look."""


@lru_cache(maxsize=65536)
def without_footnote(text: str) -> str:
    """Return the text without the footnote marks at its end."""
    text = clean(text)
    for _ in range(_MOST_MARKS):
        end = text[-LONGEST_MARK:]
        mark = _MARK.search(end) if end[-1:] in _LAST else None
        if not mark or len(text) == len(end) - mark.start():
            break
        text = text[: len(text) - len(end) + mark.start()].rstrip()
    return text


def legend_of(text: str, legends: Mapping[str, T]) -> T | None:
    """Return the legend of the first mark at the end of a text that has one, brackets or not."""
    if type(text) is not str or not legends:
        return None
    whole = clean(text)
    marks = whole[len(without_footnote(text)) :].split()
    bare = whole.removesuffix(")") if "(" not in whole else whole
    if not marks and bare[-1:].isalpha() and not bare[-2:-1].isalpha():
        marks = [bare[-1:]]  # «85,2 b», «85,2 b)»
    return next((legends[key] for key in map(mark_key, marks) if key in legends), None)


def mark_key(mark: str) -> str:
    """Return a mark without its brackets, a raised digit as a digit."""
    return mark.strip("()[] ").translate(_RAISED)
