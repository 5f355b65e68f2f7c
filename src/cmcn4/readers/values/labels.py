"""Labels of rows and columns: the name itself, without numbering, footnote marks and unit.

It only offers spellings, the most literal first; what a text names is decided by what is known,
so a digit belongs to a name until the name without it is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from cmcn4 import words
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Status
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.values.footnotes import LONGEST_MARK, without_footnote
from cmcn4.readers.values.halves import halves, remark
from cmcn4.readers.values.phrases import STATUS_WORDS, is_missing
from cmcn4.readers.values.units import is_unit, without_caption

__all__ = [
    "Label",
    "barest",
    "forms",
    "halves",
    "is_ditto",
    "is_text",
    "label",
    "remark",
    "says_ditto",
    "spellings",
    "status_behind",
    "without_footnote",
]
_LONGEST = 400  # characters of a label; no name is longer, and no text costs more than that
_MOST_MARKS = 4
_NUMBERING = Pattern(
    r"[-–—+•*·►▪●○■□◦‣⁃√✓✔§]\s*"
    r"|[(\[]?(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-zđA-ZĐ]|[IVXivx]{1,5})(?:[.)\]:]|/(?![0-9])|\s?[-–—]\s)\s*"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\s+(?=[^\W\d])"
    r"(?!(?i:tháng|thang|months?|quý|quarters?)\b(?!\s*\d))"  # «6 tháng» are half a year
)
_LETTERED = Pattern(r"\s*(?:[A-Z]|[IVX]{1,5})[.)]?\s+[^\W\d]")
_ROMAN = frozenset("IVXivx")
_BEHIND_NUMBERS, _LONGEST_NUMBER = frozenset(".)]/:-–—"), 7
"""What stands behind a number in letters, and how far on at most."""
_CHAPTER = Pattern(rf"(?:{'|'.join(words.listed('numbered'))})(?: ?[0-9]{{1,2}})?")
_LOOSE_MARK = Pattern(r"(?:(?<=[^\W\d])|(?<= ))[0-9]{1,2}\)$|(?<=[^\W\d])[0-9]{1,2}$")
_LONGEST_REMARK = 24
_DITTO = frozenset(words.marks("ditto"))  # marks of «the same as above»
_AROUND_DITTO, _LONGEST_DITTO = " -–—().", 24
T = TypeVar("T")


class Label(NamedTuple):
    """A name and the unit written beside it."""

    name: str
    unit: str = ""


@lru_cache(maxsize=65536)
def forms(text: str) -> tuple[str, ...]:
    """Return the spellings of a name, from the most literal to the barest.

    Numbering before and marks behind fall away one by one, digits that stand close to the name
    last of all.
    """
    whole = clean(text[:_LONGEST])
    bare = without_footnote(whole)
    found = [whole, bare, *_unnumbered(bare)]
    for form in tuple(found):
        if loose := _LOOSE_MARK.search(form[-LONGEST_MARK:]):
            cut = without_footnote(form[: len(form) - len(loose[0])])
            found += [cut, *_unnumbered(cut)]
    return tuple(dict.fromkeys(filter(None, found)))


def spellings(text: str) -> Iterator[str]:
    """Yield the same, the others only when the most literal one is not enough."""
    whole = clean(text[:_LONGEST])
    if whole:
        yield whole
    yield from (form for form in forms(text) if form != whole)


def barest(text: str) -> str:
    """Return the barest spelling of a name; empty for a text of invisible characters."""
    return (forms(text) or ("",))[-1]


def _unnumbered(text: str) -> Iterator[str]:
    for _ in range(_MOST_MARKS):
        # What begins with two letters that are no Roman number has none, as nearly all names.
        word = (text[:2].isalpha() and not _ROMAN.issuperset(text[:2])) or (
            text[:1].isalpha() and _BEHIND_NUMBERS.isdisjoint(text[:_LONGEST_NUMBER])
        )
        start = None if word or text[:1] == "%" else _NUMBERING.match(text)
        rest = text[start.end() :] if start else _without_chapter(text)
        if rest is None:
            return
        text = rest.strip()
        yield text


def _without_chapter(text: str) -> str | None:
    for joint in (":", " - ", ". "):
        head, found, rest = text.partition(joint)
        if found and len(head) <= _LONGEST_REMARK and _CHAPTER.fullmatch(fold(head)):
            return rest
    return None


def named(text: str, known: Callable[[str], T | None]) -> T | None:
    """Return what the first known spelling of a text stands for."""
    return next(filter(None, map(known, forms(text))), None)


def label(text: str, vocabulary: Vocabulary, known: Callable[[str], bool]) -> Label:
    """Return the longest part of a label that is known as a name; the whole text if none is.

    A remark falls away if it is a unit, or a word that changes nothing («mới», «ước»).
    """
    found = next(filter(known, forms(text)), "")
    name, inner = remark(text) or ("", "")
    inner = without_caption(inner)
    unit = inner if is_unit(vocabulary, inner) else ""
    if unit or (is_remark(inner) and not found):
        deeper = label(name, vocabulary, known)
        if known(deeper.name):
            return Label(deeper.name, unit or deeper.unit)
    return Label(found or clean(text))


def is_remark(text: str) -> bool:
    """Whether the words behind a name change nothing of what it names."""
    key = fold(text)
    return key in words.listed("remarks") or STATUS_WORDS.get(key, "forecast") != "forecast"


@lru_cache(maxsize=65536)
def status_behind(text: str) -> Status | None:
    """Return the status that a remark behind a name says: «Cả nước (ước)»."""
    return STATUS_WORDS.get(fold((remark(text) or ("", ""))[1]))


def is_ditto(text: str) -> bool:
    """Whether a cell says «the same as above»."""
    if len(text) > _LONGEST_DITTO or not text:
        return False
    return text.strip().strip(_AROUND_DITTO).casefold() in _DITTO


def says_ditto(cells: Iterable[str]) -> bool:
    """Whether any of some cells says «the same as above»."""
    return any(map(is_ditto, cells))


def is_chapter(text: str) -> bool:
    """Whether a text is that of a chapter: in capitals, or numbered by a letter: «A. Hạ tầng»."""
    return text.isupper() or _LETTERED.match(text) is not None


def is_text(text: str) -> bool:
    """Whether a cell holds words: neither empty nor a number."""
    return not is_missing(text) and any(map(str.isalpha, text)) and bool(fold(text))
