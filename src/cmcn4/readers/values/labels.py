"""Labels of rows and columns: the name itself, without numbering, footnote marks and unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from cmcn4 import words
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import is_unit

NUMBERING = re.compile(
    r"(?:[-–—+•*·►▪]+\s*|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđA-ZĐ]|[IVX]{1,5})[.)]\s*"
    r"|\d{1,2}(?:\.\d{1,2})+\s+)+"
)
_FOOTNOTE = re.compile(r"\s*(?:\(\*+\)|\*+|\(\d\)|(?<=\s)\d\)|[¹²³⁰⁴-⁹]+)$")
_REMARK = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]$|\s*[,;]\s*([^,;()]{1,24})$")
GOAL = words.listed("goals")
DITTO = frozenset(words.marks("ditto"))
"""Marks of «the same as above»."""


class Label(NamedTuple):
    """A name and the unit written beside it."""

    name: str
    unit: str = ""


def without_footnote(text: str) -> str:
    """Return the text without a footnote mark at its end."""
    return _FOOTNOTE.sub("", clean(text))


def forms(text: str) -> tuple[str, ...]:
    """SHIM"""
    whole = clean(text)
    return tuple(dict.fromkeys((whole, without_footnote(whole))))


def marks_off(text: str) -> tuple[str, ...]:
    """SHIM"""
    whole = clean(text)
    bare = without_footnote(whole)
    return tuple(dict.fromkeys((whole, bare, NUMBERING.sub("", bare, count=1))))


def label(text: str, vocabulary: Vocabulary, known: Callable[[str], bool]) -> Label:
    """Return the longest part of a label that is known as a name; the whole text if none is."""
    whole = clean(text)
    unit, bare = "", without_footnote(whole)
    forms = [whole, bare]
    remark = _REMARK.search(bare)
    if remark:
        forms.append(bare[: remark.start()])
        inner = remark[1] or remark[2] or ""
        unit = inner if is_unit(vocabulary, inner) else ""
    forms += [NUMBERING.sub("", form, count=1) for form in forms if NUMBERING.match(form)]
    if unit:  # a name with its unit folds like the name alone
        forms = [form for form in forms if not form.endswith((")", "]"))] + forms
    for form in forms:
        if form and known(form):
            return Label(form, unit)
    return Label(whole)


def is_ditto(text: str) -> bool:
    """Whether a cell says «the same as above»."""
    return text.strip().casefold() in DITTO


def is_text(text: str) -> bool:
    """Whether a cell holds words: neither empty nor a number."""
    return not is_missing(text) and any(c.isalpha() for c in text) and bool(fold(text))
