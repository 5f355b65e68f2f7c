"""Wordings: what documents and offices write around a name that leaves it what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import clean, fold
from cmcn4.readers.layout.headings.bodies import kind_of_body
from cmcn4.readers.values.labels import forms, is_remark, remark

OF_ALL_HERE = "toàn tỉnh"
"""The area of a name that ends «… của tỉnh», where nothing else says one."""
_RESULT = Pattern(r"\b(?:ket qua|thuc hien|tinh hinh|danh gia|so lieu|hien trang|results?)\b")
_QUOTED = Pattern(
    r"^(?:(?:trên|ít nhất|tối thiểu|đạt|khoảng|hơn)\s+)?\d{1,3}(?:[.,]\d+)?\s*%\s+"
    r"|(?<!\s)\s+(?:đạt\s+)?(?:trên|từ|ít nhất|tối thiểu|khoảng|hơn|đạt)\s+\d{1,3}(?:[.,]\d+)?\s*%"
    r"(?:\s+trở lên)?$",
    re.IGNORECASE,
)
"""What a document's wording says of the number wanted: «80% dân số sử dụng Internet»."""
_UNIT_WITHIN = Pattern(r"\(([^()]{1,30})\)[ ,;–-]{1,3}")
_PROVINCE = (
    r" (?:(?:trên|trong|tại) (?:toàn )?(?:địa bàn(?: (?:toàn )?(?:tỉnh|thành phố))?"
    r"|tỉnh|thành phố)|(?:của|toàn) (?:tỉnh|thành phố))"
)
"""«… trên địa bàn tỉnh», «… của tỉnh»."""
_HERE = Pattern(rf"{_PROVINCE}$", re.IGNORECASE)
_HERE_WITHIN = Pattern(rf"{_PROVINCE}(?=$| ?\(|,? (?:năm|đến)\b)", re.IGNORECASE)
_NOTHING = Pattern(
    r"(?:ct|chi tieu)(?: so)? ?[0-9]{1,2}"
    r"|(?:(?:quyet dinh|qd|nghi quyet|nq) )(?:so )?[0-9]{1,4}(?: (?:nq|qd) [a-z]{1,4})?(?: ttg)?"
)
"""The number of an indicator, or of the decision that lists it."""
_WANTED = Pattern(
    r"(?:(?:mục tiêu|mt|chỉ tiêu|kế hoạch|kh)(?: (?:năm )?(?:19|20)[0-9]{2})? ?:|[≥>])"
    r" ?[≥>]? ?(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,2})?) ?%",
    re.IGNORECASE,
)
"""The number that is wanted of an indicator: «(mục tiêu: 80%)», «(≥80%)»."""
_MOST_WORDS = 6


def plain_names(text: str) -> Iterator[str]:
    """Yield the spellings of a name, then those without what a document says around it.

    That is the number wanted, and «trên địa bàn tỉnh», which is wherever the table is of.
    """
    yield from forms(text)
    plain = without_here(_QUOTED.sub("", text).strip() if "%" in text[1:] else text)
    if plain != text:
        yield from forms(plain)


def unit_last(text: str) -> str:
    """Return a heading with the bracket of a unit within it at its end: «… (%) năm 2025»."""
    within = "%)" in text and not text.endswith("%)")  # else it stands there
    found = _UNIT_WITHIN.search(text) if within else None
    before, after = (text[: found.start()].rstrip(), text[found.end() :]) if found else ("", "")
    return f"{before} {after} ({found[1]})" if found and before and after else ""


def without_here(text: str) -> str:
    """Return a name without «trên địa bàn tỉnh»."""
    found = _HERE.search(text)
    return text[: found.start()].rstrip() if found else text


def is_of_here(text: str) -> bool:
    """Whether a name, perhaps with its unit or year behind it, says that it is of the province."""
    return _HERE_WITHIN.search(clean(text)) is not None


def adds_nothing(text: str) -> bool:
    """Whether a bracket behind the name of an indicator changes nothing of what it names.

    It has a number of it or of a decision, the number wanted, or the ministry that tells it.
    """
    if is_remark(text) or _WANTED.fullmatch(text.strip()) or _NOTHING.fullmatch(fold(text)):
        return True
    short = len(text.split()) <= _MOST_WORDS and not any(map(str.isdigit, text))
    return short and text.casefold().startswith("bộ ") and kind_of_body(text) == "nation"


def tells_results(title: str) -> bool:
    """Whether a title says that its table holds results, be it those of a plan."""
    return _RESULT.search(fold(title)) is not None


def wanted(text: str) -> Decimal | None:
    """Return the number that is wanted of an indicator, where a bracket behind its name has it."""
    _, inner = (remark(text) or ("", "")) if "%" in text else ("", "")
    found = _WANTED.fullmatch(inner.strip())
    return Decimal(found["number"].replace(",", ".")) if found else None
