"""Places below a province in what stands around a table: «Báo cáo xã Mường Hum - tỉnh Lào Cai»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import clean, fold
from cmcn4.readers.values.names import Areas
from cmcn4.words import listed, marks, table

_WORD = Pattern(r"[^\W_]+")
_SOME = Pattern(
    r"(?<![\w.,/-])([0-9]{1,3}|(?:một số|vài|hai|ba|bốn|sáu|bảy|tám|chín|mười|mot so|several|some)"
    r"(?! [0-9]))\s*(?:/\s*[0-9]{2,4}\s*)?\s"
    r"(?:tỉnh|thành phố|địa phương|vùng|quận|huyện|xã|phường|bộ,? ngành|ngành|lĩnh vực"
    r"|tinh|thanh pho|dia phuong|provinces|cities|localities|districts|communes|wards)\b"
)
_COUNTRIES = Pattern(r"(?<![\w.,/-])[0-9]{1,2} (?:quốc gia|nền kinh tế|nước|countries|economies)\b")
"""Fewer than are in any ranking of the world."""
_OF_TOWNS = Pattern(r"\b(?:tại|trong|của|ở) (?:các |toàn )?thành phố$")
_NUMBERED = Pattern(r"\b(?:tháng|quý|số|ngày|biểu|bảng|phụ lục|mục|tuần|năm)\s+$")
_ALL = frozenset(("34", "63"))
"""Provinces of the country now, and before they merged."""
_LONGEST, _LEAD = 500, 12
"""Characters of a text that are looked at for counts, and of what stands before a number."""
_LONGEST_KIND, _LONGEST_NAME, _LONGEST_NUMBER = 3, 5, 2


def below_province(text: str, areas: Areas) -> bool:
    """Whether a line names a commune, a ward, a village, or a city of a province.

    A word for one is followed by a name. Where capitals tell names apart the name has one; where
    they do not, what stands beside the word must not be of those that follow it in general.
    """
    written = _WORD.findall(clean(text))
    names = [word for word in written[1:] if word[0].isupper()]
    small = any(word[1:] != word[1:].upper() for word in written)
    told = bool(names) and small
    line = _Line(written, areas, told=told, opened=not told and small and text[:1].isupper())
    return any(map(line.names_at, range(len(written))))


def counts_some(text: str) -> bool:
    """Whether a text counts some of the provinces, places or bodies: «10 tỉnh», «25/99 xã»."""
    key = clean(text[:_LONGEST]).casefold()
    if _COUNTRIES.search(key):
        return True
    counted = (
        match
        for match in _SOME.finditer(key)
        if not _NUMBERED.search(key[max(0, match.start() - _LEAD) : match.start()])
    )
    return any(match[1] not in _ALL for match in counted)


def is_of_towns(text: str) -> bool:
    """Whether a text ends «… tại thành phố»: of the towns, or of the city that it is."""
    return _OF_TOWNS.search(clean(text).casefold()) is not None


def of_old_borders(text: str) -> bool:
    """Whether a line names an area as it was before a merger: «UBND TỈNH LÀO CAI (CŨ)»."""
    key, said = clean(text).casefold().strip(" ()[]."), marks("borders").items()
    before = (word for word, means in said if means == "before")
    return any(key.endswith((f" {word}", f"({word}")) for word in before)


class _Line:
    """The words of one line."""

    def __init__(self, words: Sequence[str], areas: Areas, *, told: bool, opened: bool) -> None:
        """`told`: capitals tell its names; `opened`: only the words before a name can."""
        self._words, self._areas, self._told, self._opened = words, areas, told, opened
        # Without its marks «phương» is «phường».
        self._plain = all(map(str.isascii, words))
        self._lower = [fold(word) if self._plain else word.casefold() for word in words]

    def names_at(self, at: int) -> bool:
        """Whether the name of a place below a province begins with, or ends at, a word."""
        if self._lower[at] in listed("places/english"):
            named = self._told and self._is_name(at - 1) and not self._said_before(at, "before")
            return named and not self._is_known(range(max(at - _LONGEST_NAME, 0), at), at + 1)
        for size in range(_LONGEST_KIND, 0, -1):
            kind = self._phrase("kinds", at, at + size)
            if kind:
                return self._is_named(kind, at, at + size)
        return False

    def _is_named(self, kind: str, at: int, end: int) -> bool:
        opening = self._said_before(at, "opening")
        if not self._is_name(end) or self._is_general(end):
            return False
        if self._said_before(at, "before") and not opening:
            return False
        if self._words[end].isdecimal() and (
            kind != "numbered" or len(self._words[end]) > _LONGEST_NUMBER
        ):
            return False
        if self._opened and at and not opening:
            return False
        return not any(self._is_known((at,), end + size) for size in range(1, _LONGEST_NAME))

    def _is_known(self, starts: Iterable[int], end: int) -> bool:
        """Whether words are one of the six cities, or a commune of a list of one's own."""
        names = (" ".join(self._words[start:end]) for start in starts)
        known = (area for area in map(self._areas.known, names) if area)
        return any(area.kind != "country" for area in known)  # «Lào» is a country elsewhere

    def _is_name(self, at: int) -> bool:
        """Whether a word may be one of a name."""
        if not 0 <= at < len(self._words):
            return False
        word = self._words[at]
        return not self._told or word[0].isupper() or word.isdecimal()

    def _is_general(self, at: int) -> bool:
        """Whether what stands behind a word for places says that it names none: «xã hội»."""
        dated = self._lower[at] in ("năm", "nam") and any(
            map(str.isdecimal, self._words[at + 1 : at + 2])
        )
        sizes = range(1, _LONGEST_KIND + 1)
        return dated or any(
            self._phrase(part, at, at + size) for part in ("kinds", "behind") for size in sizes
        )

    def _said_before(self, at: int, part: str) -> bool:
        """Whether words before a place are of a list; other kinds of places before it are, too."""
        sizes = range(1, _LONGEST_KIND + 1)
        parts = (part, "kinds") if part == "before" else (part,)
        return any(self._phrase(each, at - size, at) for each in parts for size in sizes)

    def _phrase(self, part: str, start: int, end: int) -> str:
        """Return what some words are in a part of the table; empty where they are nothing."""
        if start < 0 or end > len(self._words):
            return ""
        phrase = " ".join(self._lower[start:end])
        if not self._plain:
            return marks(f"places/{part}").get(phrase, "")
        if part == "kinds" and phrase in listed("places/marked"):
            return ""
        return table(f"places/{part}").get(phrase, "")
