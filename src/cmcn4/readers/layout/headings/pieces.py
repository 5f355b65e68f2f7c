"""Pieces of headings, labels and titles: words for values, periods, prices, parts of a year."""

from __future__ import annotations

from functools import lru_cache

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.period import YEAR, Period
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.facets import Facets
from cmcn4.readers.layout.headings.phrases import TOTAL, based_off, basis, kind_of_part, words
from cmcn4.readers.values.labels import barest, without_footnote
from cmcn4.readers.values.periods import When, when
from cmcn4.words import listed, table

_YEAR = Pattern(r"\b(?:nam )?(?:19|20)\d\d\b|\btheo\b|\s+")
ANY_YEAR = "2000"
_LONGEST_PART = 40
_PART_OF_YEAR = Pattern(
    r"\b(?:thang|quy|q[1-4]|th? ?[0-9]|nua|ca nam|tron nam|(?:full|whole) year|quarter|month|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_WHOLE_YEAR = Pattern(r"\b(?:ca nam|tron nam|(?:full|whole) year)$")
_ANY_YEAR = Pattern(r"(?:19|20)\d\d")
_LONGEST_LEAD = 4  # words that say of what a period is
_MORE = frozenset("+±↑↓▲▼△▽Δ#")
_SIGNS = _MORE | frozenset("-−–,/()[]% ")
"""Signs of more or less, and what may stand around them."""
_AGES = Pattern(
    r"(?:nhom tuoi |do tuoi |tu |aged )?[0-9]{1,2}(?:(?: den)? [0-9]{2})?(?: tuoi| years)?"
    r"(?: tro len| tro xuong| and over)?"
)
_SHORTEST_AGES = 5
_SCENARIO = Pattern(r"(?:kich ban|phuong an)\b")
_COMPARES = Pattern(
    r"(?:(?:toc do|muc|ty le) )?(?:tang|giam|tang giam|tang them|tang truong)(?: so voi .*)?"
    r"|chenh lech|so (?:voi )?(?:cung ky|ke hoach|nam truoc|nam 20[0-9]{2})(?: nam truoc)?"
    r"|(?:percent |phan tram )?(?:(?:ty le|muc|muc do) )?(?:hoan thanh|dat)(?: so voi)?"
    r" (?:ke hoach|muc tieu)(?: nam)?"
    r"|(?:ty le|muc|muc do) (?:percent )?(?:hoan thanh|thuc hien|th)(?: ke hoach| kh)?(?: nam)?"
    r"|cung ky(?: nam truoc)?|nam truoc|ky truoc"
    r"|(?:percent |annual |percentage )?(?:growth|change)(?: rate)?"
    r"(?: (?:vs|over|on|from|since) .*)?"
    r"|(?:vs|versus|compared (?:with|to)) .*|yoy|year on year|previous year"
)
_EXECUTED = Pattern(r"(?:ty le|muc|muc do) (?:percent )?(?:thuc hien|th|hoan thanh|dat)\b")
_INDEX = Pattern(r"(?:chi so )?(?:nam )?(?:truoc|(?:19|20)[0-9]{2}|goc.*) 100(?: percent)?")


def prices(text: str) -> Facets | None:
    """Read a text that only says which prices: «Theo giá so sánh 2010»."""
    based = basis(text)
    if based in ("current", "constant") and not _YEAR.sub("", based_off(text)):
        return Facets(neutral=True, basis=based)
    return None


def is_signs(text: str) -> bool:
    """Whether a heading is nothing but signs of more or less: «+/-», «(±)», «↑»."""
    return text[:1] in _SIGNS and not _MORE.isdisjoint(text) and _SIGNS.issuperset(text)


def compares(key: str) -> bool:
    """Whether a folded text is nothing but a comparison: «So với cùng kỳ», «Tốc độ tăng»."""
    return bool(_COMPARES.fullmatch(key))


def is_execution(text: str) -> bool:
    """Whether a text begins with how a plan is met: «Tỷ lệ thực hiện 2025»."""
    return bool(_EXECUTED.match(fold(text)))


def is_scenario(key: str) -> bool:
    """Whether a folded text begins with a scenario: «Kịch bản cao»."""
    return bool(_SCENARIO.match(key))


def is_basis(text: str) -> bool:
    """Whether a text is nothing but constant prices, an index base, or a comparison."""
    said = prices(text)
    index = "=" in text and _INDEX.fullmatch(fold(text))
    return bool((said and said.basis == "constant") or index or compares(fold(barest(text))))


def in_year(text: str, year: str) -> When | None:
    """Return the part of a year that a text names without it: «Quý I», «6 tháng đầu năm»."""
    found = when(f"{text} năm {year}") or when(f"{text} {year}")
    return found if found and found.period.kind != YEAR else None


def may_be_part(text: str) -> bool:
    """Whether a text may name a part of a year without the year."""
    short = len(text) <= _LONGEST_PART and not _ANY_YEAR.search(text)
    return short and _PART_OF_YEAR.search(fold(text)) is not None


def with_year(text: str, year: Period) -> str:
    """Return a text that names a part of a year without the year, with it; any other as it is.

    «Tháng 7», «Thực hiện quý I», «Cả năm»; the part lies within the period that is known.
    """
    if not may_be_part(text):
        return text
    if _WHOLE_YEAR.search(fold(text)):
        return f"{text} ({year.code})" if year.kind == YEAR else text
    for dated in (f"{text} năm {year.year}", f"{text} {year.year}"):
        pieces = tuple(dated.split())
        read = (window(pieces[start:]) for start in range(len(pieces) - 1))
        part = next((each.period for each in read if each), None)
        if part and part.kind < YEAR and year.first <= part.first and part.last <= year.last:
            return dated
    return text


def without_total(levels: tuple[str, ...], pieces: list[Facets]) -> tuple[str, ...]:
    """Return the headings above a column without that of the total, where another is a part's."""
    parts = {facets.part for facets in pieces}
    if TOTAL not in parts or parts <= {"", TOTAL}:
        return levels
    said = zip(levels, pieces, strict=True)
    return tuple(level for level, facets in said if facets.part != TOTAL)


def within_year(levels: tuple[str, ...], pieces: list[Facets]) -> list[Facets]:
    """Read «6 tháng» or «Quý I» below «Năm 2025» as that part of the year."""
    years = [
        facets.period for facets in pieces if facets.period and facets.period.period.kind == YEAR
    ]
    if len(years) != 1:
        return pieces
    found = list(pieces)
    for index, text in enumerate(levels):
        if not pieces[index].known and len(text) <= _LONGEST_PART:
            period = in_year(text, years[0].period.code)
            if period is not None:
                found[index] = Facets(period=period)
    return found


def said_words(text: str) -> Facets | None:
    """Read words that only say what the values are: results, plans, estimates."""
    said = words(text)
    if said is None:
        return None
    plan, result, status = said
    if plan and result:
        return None  # the result of a plan, or the plan of a result
    return Facets(plan=plan, result=result, status=status, neutral=not (plan or result or status))


def period_alone(text: str) -> Facets | None:
    """Read a text that is a period, and nothing else."""
    if "%" in text:
        return None  # a share of that period
    found = when(text) or when(without_footnote(text))
    return Facets(period=found, result=_begins_with_result(text)) if found else None


def _begins_with_result(text: str) -> bool:
    """Whether a period is said to be that of results: «Thực hiện năm 2025»."""
    words_ = fold(text).split()[:_LONGEST_LEAD]
    begun = (" ".join(words_[:count]) for count in range(1, len(words_)))
    return any(table("headings").get(each) == "result" for each in begun)


@lru_cache(maxsize=16384)
def window(pieces: tuple[str, ...]) -> When | None:
    """Return the period that some words name together."""
    text = " ".join(pieces)
    if "%" in text or not any(c.isdigit() for c in text):
        return None
    return when(text.strip(",;:"))


def names_a_part(text: str) -> bool:
    """Whether a whole line names a part: an age, some people, «Khu vực: nông thôn»."""
    if fold(barest(text)) in listed("populations"):
        return True
    key = fold(text)
    ages = len(key) >= _SHORTEST_AGES and _AGES.fullmatch(key)
    return bool(ages or kind_of_part(fold(text.partition(":")[2])))
