"""Bodies that report: ministries, departments, people's committees; what a letterhead is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cmcn4.model.catalogue import Area
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.period import Period
from cmcn4.model.text import clean, fold
from cmcn4.readers.layout.headings.places import below_province
from cmcn4.readers.values.names import Areas, Near, Unlisted
from cmcn4.words import listed, marks, table

NATION = "VN"
_LONGEST_PREFIX, _LONGEST_NAME, LONGEST_LINE = 5, 5, 160
_KIND_OF_UNIT = Pattern(r"\b(?:tinh|thanh pho|tp|province of|city of) (?=\w)")
PLACE_AND_DAY = Pattern(
    r"[^,;:]{1,40},\s*(?:ngày|ngay)\s+(\d{1,2})(?:\s+(?:tháng|thang)\s+|[/.-])(\d{1,2})"
    r"(?:\s+(?:năm|nam)\s+|[/.-])(\d{4})",
    re.IGNORECASE,
)
UNSIGNED = Pattern(r"[^,;:]{1,40},\s*(?:ngày|ngay)\b", re.IGNORECASE)
_OF_ALL = Pattern(
    r"(?:mức\s+)?(?:tính chung|chung|tổng số|tổng|(?:bình quân|trung bình)(?: chung)?|mức)"
    r"\s+(?:của\s+)?",
    re.IGNORECASE,
)
MEANS = Pattern(r"(?:muc )?(?:binh quan|trung binh)\b")
_NUMBER_OF_PAPER = Pattern(r"^(?:số|so)\s*:", re.IGNORECASE)


def is_motto(text: str) -> bool:
    """Whether a text is the name of the republic or its motto, as above every letter."""
    return fold(text).startswith(tuple(listed("mottoes")))


def is_letterhead(text: str) -> bool:
    """Whether a text belongs to a letterhead: a motto, a number, a body, place and day."""
    patterns = (_NUMBER_OF_PAPER, PLACE_AND_DAY, UNSIGNED)
    return is_motto(text) or any(p.match(text) for p in patterns) or bool(kind_of_body(text))


def is_reference(text: str) -> bool:
    """Whether a line only refers to another paper: its day is not the day of the figures."""
    if fold(text).startswith(tuple(listed("references"))):
        return True
    return "," in text and PLACE_AND_DAY.match(text) is not None


def kind_of_body(text: str) -> str:
    """Return what kind of body a line names: `nation`, `province`, `lower`, `other`, `inner`.

    The longest beginning that is known decides; a single word must have its diacritics: «bộ» is
    a ministry, «bỏ» is none.
    """
    words, raw = fold(text).split(), clean(text).casefold().split()
    beginnings = (
        beginning for beginning in _beginnings(words, _LONGEST_PREFIX) if " " in beginning
    )
    kind = next(filter(None, map(table("bodies").get, beginnings)), "")
    if not kind and len(raw) > 1:
        kind = marks("bodies").get(raw[0].strip(".,:"), "")
    return "" if kind == "none" else kind


def level_of_body(text: str, areas: Areas) -> str:
    """Return the kind of a body; `lower` for one of a place below a province, whatever it is.

    «UBND thành phố Lào Cai» is that of a city in the province; «Chi cục Thống kê huyện» is lower.
    """
    kind = kind_of_body(text)
    return "lower" if kind in ("province", "inner") and below_province(text, areas) else kind


def area_of_body(text: str, areas: Areas) -> Area | None:
    """Return the area that a ministry, a department or a people's committee reports for."""
    kind = level_of_body(text, areas)
    if kind in ("", "lower", "other"):
        return None
    area = province_of_body(text, areas)
    return areas.known(NATION) if area is None and kind == "nation" else area


def province_of_body(text: str, areas: Areas) -> Area | None:
    """Return the province that a body's name ends with, or names after the word for one."""
    words = fold(text).split()
    ends = (words[-count:] for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1))
    last = filter(None, (province(" ".join(end), areas) for end in ends))
    return next(chain(_after_kind(text, areas), last), None)


def is_ministry(text: str) -> bool:
    """Whether a text is the name of a ministry, whose figures may be its own."""
    named = clean(text).casefold().startswith(("bộ ", "ministry of "))
    return named and kind_of_body(text) == "nation"


def is_of_province(text: str, areas: Areas) -> bool:
    """Whether a text is a body of one province, or the name of a province behind its kind."""
    return bool(kind_of_body(text)) and province_of_body(text, areas) is not None


def behind_province(text: str, areas: Areas) -> str:
    """Return the folded words behind the province that a text names after the word for one."""
    for words in _words_after_kind(text):
        for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
            if province(" ".join(words[:count]), areas):
                return " ".join(words[count:])
    return ""


def provinces(text: str, areas: Areas) -> Iterator[Area]:
    """Return the provinces a title names: alone, or after the word for one."""
    alone = province(text, areas)
    return _after_kind(text, areas) if alone is None else iter((alone,))


def _after_kind(text: str, areas: Areas) -> Iterator[Area]:
    found = (first_province(words, areas) for words in _words_after_kind(text))
    return filter(None, found)


def first_province(words: list[str], areas: Areas) -> Area | None:
    """Return the province that the first words name, as many as can be."""
    named = (province(beginning, areas) for beginning in _beginnings(words, _LONGEST_NAME))
    return next(filter(None, named), None)


def near_province(text: str, areas: Areas) -> Near | None:
    """Return a province that a text nearly names after the word for one: «tỉnh Lào Caii»."""
    names = chain.from_iterable(
        _beginnings(words, _LONGEST_NAME) for words in _words_after_kind(text)
    )
    return next((near for near in map(areas.in_title, names) if isinstance(near, Near)), None)


def _words_after_kind(text: str) -> Iterator[list[str]]:
    """Yield the folded words after each word for a province."""
    key = fold(text)
    return (key[match.end() :].split() for match in _KIND_OF_UNIT.finditer(key))


def _beginnings(words: list[str], most: int) -> Iterator[str]:
    """Yield the first words of a text, as many as can be first."""
    return (" ".join(words[:count]) for count in range(min(most, len(words)), 0, -1))


def province(text: str, areas: Areas) -> Area | None:
    """Return the province a text names, codes of two letters apart."""
    if len(text) < 3 or not any(map(str.isalpha, text)) or text in listed("no-province"):  # noqa: PLR2004 - codes of two letters
        return None  # «15/12» is a day, and no code with a footnote
    area = areas.known(text)
    return area if area is not None and area.kind == "province" else None


def reporting_area(
    named: Unlisted, period: Period | None, areas: Areas, *, sums: bool = False
) -> Area | Unlisted | None:
    """Return the area that a body among the areas reports for; None for all of the default.

    `sums`: what is told is a number of things, of which the mean of some areas is none of all.
    """
    if fold(named.text) in listed("whole-areas"):
        return None
    if (whole := of_all(named.text)) and not (sums and MEANS.match(fold(named.text))):
        if fold(whole) in listed("whole-areas"):
            return None
        if (area := areas.known(whole)) and area.id == NATION:
            return area
    found = area_of_body(named.text, areas)
    if found is not None and (tail := behind_province(named.text, areas)):
        old = areas.known(f"{found.names.get('vi')} ({tail})")  # «Tỉnh Lào Cai cũ»
        return old or named
    same = (
        areas.known(found.names.get("vi"), period) if found and found.kind == "province" else None
    )
    return same or found or named


def of_all(text: str) -> str:
    """Return the name of what a total or a mean is of: «Bình quân cả nước»; empty for others."""
    found = _OF_ALL.match(text)
    return text[found.end() :] if found else ""


def is_aggregate(text: str, areas: Areas) -> bool:
    """Whether a text among areas is a region, or the sum or a mean of them."""
    known = areas.region(text) or fold(text) in listed("totals")
    return known or (bool(MEANS.match(fold(text))) and areas.known(of_all(text)) is not None)
