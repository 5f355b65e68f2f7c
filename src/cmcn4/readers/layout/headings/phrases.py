"""Words of headings: results, plans, estimates; words that compare; parts such as «Nam, Nữ»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Status
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.values.labels import barest
from cmcn4.words import listed, table

TOTAL = "_T"
_DIGITS = frozenset("0123456789")
_MOST_WORDS, _LONGEST_PART = 60, 5
_SHORTEST = 5  # shorter names of parts are codes, of sections for example
_NAM = Pattern(
    r"^((?:trong đó|chia ra)\s*(?::\s*)?)?nam\b(?!\s+\w*[^\W\d])|\(nam\)$|(?<=[0-9] )nam$"
    r"|(?<=\bsố )nam$",
    re.IGNORECASE,
)
"""«Nam» at the start, followed by nothing or a number, or behind one; «Nam Định» is a province."""
_MEN = Pattern(r"(?:[^:()]*[:(]\s*)?(?:phái |giới )?nam(?: giới)?\s*\)?|nam\s*:.*")

_OF_YEAR = Pattern(r"(I|II|III|IV)[/-]((?:19|20)[0-9]{2})")
_IN_YEAR = Pattern(r"((?:19|20)[0-9]{2})[ /-](I|II|III|IV)")
_COUNTED = frozenset({"quy", "ky", "dot", "lan", "doan", "hk", "q", "quarter", "phase", "part"})
"""Words before a Roman figure that say of what it is."""


def with_quarter(text: str) -> str:
    """Return a heading with the word for a quarter before one that is but a Roman figure.

    «Năm 2025 | I», «I/2025», «2025-II»: there it is no status.
    """
    if "I" not in text or _DIGITS.isdisjoint(text):
        return text
    before, _, last = text.rpartition(" ")
    in_year = _IN_YEAR.fullmatch(last) or _IN_YEAR.fullmatch(" ".join(text.split()[-2:]))
    found = in_year or _OF_YEAR.fullmatch(last)
    if in_year and last == in_year[2]:
        before = before.rpartition(" ")[0]
    word = fold(before.rpartition(" ")[2])
    if word in _COUNTED or found is None:
        return text
    year, quarter = sorted(found.groups())  # figures come before letters
    named = before.rpartition(" ")[0] if word in ("nam", "year") else before
    return f"{named} Quý {quarter}/{year}".strip()


def part(text: str, vocabulary: Vocabulary) -> str:
    """Return the part that a heading names, `_T` for the total; empty when it names none."""
    key = fold(text)
    kind = table("parts").get(key)
    if kind == "total":
        return TOTAL
    if kind is not None:
        return kind if kind in vocabulary.breakdowns else text
    for prefix in ("khu vuc ", "nhom ", "nganh "):
        key = key.removeprefix(prefix)
    if kind_of_part(key):
        return text
    return text if len(key) >= _SHORTEST and key in vocabulary.breakdowns else ""


def kind_of_part(key: str) -> str:
    """Return which part a folded text is: `female`, `urban` …; empty for the total and others."""
    kind = table("parts").get(key, "total")
    return "" if kind == "total" else kind


def is_men(text: str) -> bool:
    """Whether a text is «Nam», the men, be it numbered or behind a word: «Giới tính: Nam».

    A year has a figure beside the word that reads alike, a province another word.
    """
    return bool("am" in text.lower() and _MEN.fullmatch(barest(text).casefold()))


def parts_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kinds and names of the parts a text speaks of: a whole line, or words in one.

    «Nông thôn mới» is a programme, «đô thị thông minh» a city.
    """
    if is_men(text):
        yield "male", "Nam"
    words = text.replace("(", " ").replace(")", " ").replace(".", " ").split()[:_MOST_WORDS]
    keys = [fold(word) for word in words]
    index = 0
    while index < len(words):
        for count in range(_LONGEST_PART, 0, -1):
            key = " ".join(keys[index : index + count])
            kind = kind_of_part(key)
            after = keys[index + count] if index + count < len(keys) else ""
            if key in listed("populations"):
                yield key, " ".join(words[index : index + count])
            if kind and key != "do thi" and after not in ("moi", "thong"):
                yield kind, " ".join(words[index : index + count])
                index += count - 1
                break
        index += 1


@lru_cache(maxsize=4096)
def part_within(text: str) -> str:
    """Return the first part that words of a text name, be the rest unknown: «Rural Viet Nam»."""
    return next((named for _, named in parts_in(text)), "")


def with_sexes(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of a header with «Nam» spelled out where it is the men.

    Folded it is «Năm»: so it is only where the texts around it have no diacritics at all, no
    column of women stands beside it and no period above it.
    """
    if not any("nam" in cell.casefold() for cells in rows for cell in cells):
        return rows
    texts = [cell for cells in rows for cell in cells if cell]
    keys = list(map(fold, texts))
    women = any(table("parts").get(key) == "female" or key.endswith("so nu") for key in keys)
    marked = any(not text.isascii() for text in texts)
    if not (women or marked or len(rows) > 1):
        return rows
    return [[_NAM.sub(_men, cell) if type(cell) is str else cell for cell in cells]
            for cells in rows]  # fmt: skip


def _men(match: re.Match[str]) -> str:
    return f"{clean(match[1] or '')} Nam giới".strip() if match[0][0] != "(" else "(Nam giới)"


_LONGEST = 5
"""Words of the longest phrase."""
_COMPARES = Pattern(
    r"\b(?:so với|so sánh|tăng|giảm|tốc độ|chỉ số phát triển|cùng k[ỳì]|hoàn thành|chênh lệch"
    r"|(?:t[ỷỉ] lệ|mức|mức độ) (?:đạt|thực hiện|th)|đạt t[ỷỉ] lệ)\b"
)
_COMPARES_ASCII = Pattern(
    r"\b(?:so voi|so sanh|tang|giam|toc do|chi so phat trien|cung ky|hoan thanh|chenh lech"
    r"|(?:ty le|muc) (?:dat|thuc hien|th)|dat ty le|compared|change|growth|increase|decrease"
    r"|versus|vs|yoy)\b"
)


class Said(NamedTuple):
    """What words say of values."""

    plan: bool
    result: bool
    status: Status | None


@lru_cache(maxsize=16384)
def words(text: str) -> Said | None:
    """Return what a text says that consists of such words alone; None for any other.

    A percent sign among them is none of their kind: «% thực hiện» is a share of something.
    """
    if "%" in text or "=" in text:
        return None
    kinds, left = table("headings"), fold(text).split()
    found: list[str] = []
    while left:
        for count in range(min(_LONGEST, len(left)), 0, -1):
            kind = kinds.get(" ".join(left[:count]))
            if kind:
                found.append(kind)
                left = left[count:]
                break
        else:
            return None
    if not found:
        return None
    statuses = [kind for kind in found if kind not in ("plan", "result", "neutral")]
    if len(set(statuses)) > 1:
        return None
    status = cast("Status | None", next(iter(statuses), None))
    return Said("plan" in found, "result" in found, status)


@lru_cache(maxsize=16384)
def change(text: str) -> bool:
    """Whether a text that is not understood compares; it is named as such, and no more."""
    if "=" in text or ("%" in text and fold(text)):
        return True
    if text.isascii():
        return bool(_COMPARES_ASCII.search(fold(text)))
    return bool(_COMPARES.search(clean(text).casefold()))  # «tầng» is not «tăng»


@lru_cache(maxsize=16384)
def basis(text: str) -> str:
    """Return the basis that a text names: `current` or `constant` prices, `index`; empty for none.

    Amounts are the indicator's own at current prices, growth at constant ones; an index is never.
    """
    key = f" {fold(text)} "
    found = {kind for phrase, kind in table("bases").items() if f" {phrase} " in key}
    if "index" in found or "=100" in text.replace(" ", ""):
        return "index"
    return "constant" if "constant" in found else "current" if found else ""


def based_off(text: str) -> str:
    """Return a folded text without the words for a basis."""
    key = f" {fold(text)} "
    for phrase in sorted(table("bases"), key=len, reverse=True):
        key = key.replace(f" {phrase} ", " ")
    return key.strip()
