"""Claims: what running text says of the figures near it, in a title, a line, a note or a remark.

A text claims something only if every word of it is known: of «Vượt kế hoạch giao» one is not.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain
from typing import Literal

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Status
from cmcn4.model.text import clean, fold
from cmcn4.words import marks, table

Claim = Literal["void", "plan", "part", "change"] | Status
_MOST_WORDS, _LONGEST = 16, 5
_OTHERS: tuple[Claim, ...] = ("void", "plan", "part", "change")
NO_RESULTS = frozenset[Claim | None]({"void", "plan", "change"})
"""Claims of a title by which its table holds none."""
_UNSURE: tuple[Claim, ...] = ("forecast", "estimate", "provisional")
_YEAR = Pattern(r"(?:19|20)[0-9]{2}")
_ABOUT = Pattern(
    r"(?:(?:ghi chu|luu y|note) )?(?:(?:so voi|theo|muc)\b|(?:ke hoach|chi tieu|plan) [^ ])"
)
_RESTRICTED = Pattern(
    r"(?:(?:ghi chu|luu y|chu thich|note|notes) )?(?:so lieu )?"
    r"(?:(?:chi tinh|chi bao gom|chi gom)(?! (?:den|toi|het|tu|[0-9]))"
    r"|only (?:for|of|in|includes?)(?! (?:information|[0-9]))|restricted to)\b"
)


@lru_cache(maxsize=16384)
def claim(text: str) -> Claim | None:
    """Return what a text says of figures: examples, a plan, a part, a change, or how sure they are.

    None for any other text, and for one that speaks of results beside a plan.
    """
    key = fold(text)
    if _RESTRICTED.match(key):
        return "part"
    found = _kinds(text)
    denied = "denied" in found or {"plan", "result"} <= found
    if denied and "void" not in found:
        return None
    return next((kind for kind in (*_OTHERS, *_UNSURE) if kind in found), None)


def is_void(text: str) -> bool:
    """Whether a text says that nothing beside it counts: a draft, an example; not one of a plan."""
    return claim(text) == "void" and "plan" not in _kinds(text)


def spelled(text: str) -> list[str]:
    """Return the words of a text: folded where it has no marks, else with them."""
    if text.isascii():
        return fold(text).split()
    return "".join(c if c.isalnum() or c == "%" else " " for c in clean(text).casefold()).split()


def _kinds(text: str) -> set[str]:
    """Return what the words of a text are; empty when one of them is not known.

    A text with marks is held against words with theirs: «gia đình» is not «giả định».
    """
    of = table if text.isascii() else marks
    words, claims, headings = spelled(text), of("claims"), of("headings")
    found: set[str] = set()
    if len(words) > _MOST_WORDS or not _vocabulary(ascii_=text.isascii()).issuperset(words):
        return found
    at = 0
    while at < len(words):
        for count in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + count])
            kind = claims.get(phrase) or headings.get(phrase)
            kind = kind or ("filler" if _YEAR.fullmatch(phrase) else "")
            if kind:
                found.add(kind)
                at += count
                break
        else:
            return set()
    return found


@cache
def _vocabulary(*, ascii_: bool) -> frozenset[str]:
    """Return every word of a phrase that is known, and all years: most texts have another."""
    of = table if ascii_ else marks
    phrases = (phrase.split() for name in ("claims", "headings") for phrase in of(name))
    return frozenset(chain(map(str, range(1900, 2100)), *phrases))


def claims_of_years(text: str) -> list[tuple[str, Claim]]:
    """Return what a note claims of the years that it names."""
    years = [word for word in fold(text).split() if _YEAR.fullmatch(word)]
    said = noted(text) if years else None
    return [(year, said) for year in years] if said and said != "part" else []


def noted(text: str) -> Claim | None:
    """Return what a note below or above a table claims of its figures.

    One about a plan or a comparison is none about them: «Kế hoạch năm 2025 là kế hoạch giao»; nor
    is an estimate, which the columns that hold it tell.
    """
    said = claim(text)
    about = _ABOUT.match(fold(text)) is not None
    aside = said in ("estimate", "provisional", "change") or (said == "plan" and about)
    return None if aside else said


def claimed_status(text: str) -> Status | None:
    """Return how sure a text says that figures are, if that is what it says."""
    said = claim(text)
    return said if said in ("forecast", "estimate", "provisional") else None
