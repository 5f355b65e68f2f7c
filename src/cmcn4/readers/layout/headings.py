"""Headings: what the words above a column say it holds: a year, an indicator, an area, a unit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cmcn4.model.observation import Status
from cmcn4.model.text import clean, fold
from cmcn4.readers.layout.columns import UNDECIDED, meaning
from cmcn4.readers.layout.parts import part
from cmcn4.readers.reading import Context
from cmcn4.readers.values.labels import GOAL, label, without_footnote
from cmcn4.readers.values.names import Near
from cmcn4.readers.values.periods import When, when
from cmcn4.readers.values.phrases import STATUS_WORDS
from cmcn4.readers.values.units import is_unit

_RESULT = frozenset(
    {"", "nam", "year", "ky", "ket qua", "ket qua thuc hien", "ket qua dat duoc", "thuc hien",
     "so lieu", "gia tri", "value", "dat duoc", "kq", "kq thuc hien", "th", "actual", "actuals",
     "result", "results", "observed", "tinh den", "tinh den het", "den het", "het", "cuoi",
     "end of", "ca", "so lieu thuc hien", "yr", "fy", "thuc hien den", "thuc hien den het",
     "ket qua den", "ket qua den het", "latest", "baseline", "base year", "moi nhat", "nam goc",
     "nam co so", "so lieu nam", "gia tri nam"}
)  # fmt: skip
_ESTIMATE = frozenset(
    {"uoc ket qua", "uoc ket qua thuc hien", "uoc th", "uoc den", "uoc den het", "uoc so lieu"}
)
_IGNORED = frozenset(
    {"stt", "tt", "so tt", "so thu tu", "no", "nhom", "nhom muc tieu", "nhom chi tieu",
     "danh gia", "co quan chu tri", "don vi chu tri", "co quan phoi hop", "don vi phoi hop",
     "co quan", "tien do", "assessment", "responsible agency", "lead agency", "income group",
     "incomegroup", "group", "vintage"}
)  # fmt: skip
_SOURCE_AND_DAY = frozenset({"nguon so lieu ngay cong bo", "nguon ngay cong bo", "source released"})
_INDICATORS = frozenset(
    {"noi dung", "cac chi tieu", "ten chi tieu", "chi tieu chu yeu", "danh muc chi tieu",
     "tieu chi", "variable", "chi tieu thong ke", "ten chi tieu thong ke"}
)  # fmt: skip
_YEAR_LAST = re.compile(r"(?P<base>.*\D)[\s_(\[,-]+(?P<year>(?:19|20)\d\d)[)\]]?")
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)[\s_,:-]+(?P<base>\D.*)")
_REMARK = re.compile(r"\s*\(([^()]*)\)$|\s*,\s*([^,]{1,24})$")
_SHORTEST_NAME = 4  # shorter texts are codes of countries: ID, NO and TT are other things here
_LONGEST = 120


class Heading(NamedTuple):
    """What a heading says; all fields empty when it says nothing we know."""

    role: str = ""
    """Meaning of a column of keys or values, or `ignored`."""
    code: bool = False
    period: When | None = None
    indicator: str = ""
    area: str = ""
    part: str = ""
    """What the values below are broken down by: «Nam», «Thành thị»; of the total `_T`."""
    unit: str = ""
    goal: bool = False
    """Whether the column holds targets, not observations."""
    status: Status | None = None
    filler: bool = False
    """Whether it is a word such as «thực hiện» that only says that there are values."""
    lang: str = ""

    @property
    def axis(self) -> bool:
        """Whether values of something named here stand below."""
        return bool(not self.goal and (self.period or self.indicator or self.area or self.part))


def year_heading(text: str) -> Heading | None:
    """Return what a heading with a period says («Ước thực hiện năm 2025», «Mục tiêu 2030»)."""
    return _year_heading(text) if any(c.isdigit() for c in text) else None


@lru_cache(maxsize=16384, typed=True)
def _year_heading(text: str) -> Heading | None:
    plain = when(text) or when(without_footnote(text))
    if plain:
        return Heading(period=plain)
    words = without_footnote(text).replace("(", " ").replace(")", " ").split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            period = when(" ".join(words[start : start + size]))
            if period is None:
                continue
            before = _word(" ".join(words[:start]))
            after = _word(" ".join(words[start + size :]))
            if before is None or after is None:
                continue
            return before._replace(
                goal=before.goal or after.goal,
                period=When(period.period, period.status or before.status or after.status),
                filler=False,
            )
    return None


def _word(text: str) -> Heading | None:
    """Return what words beside a year say of it; None when they may say anything."""
    key = fold(text)
    for end in (" ca nam", " nam"):
        key = key.removesuffix(end)
    if key in _RESULT:
        return Heading(filler=True)
    if key in GOAL:
        return Heading(goal=True)
    status: Status | None = "estimate" if key in _ESTIMATE else STATUS_WORDS.get(key)
    return Heading(status=status, filler=True) if status else None


class Headings:
    """Reads headings with the names of one vocabulary; every distinct one once."""

    def __init__(self, context: Context) -> None:
        """Start with an empty table."""
        self._context, self._vocabulary = context, context.vocabulary
        self._cache: dict[tuple[str, ...], Heading] = {}

    def read(self, levels: tuple[str, ...]) -> Heading:
        """Read the cells above a column, from the top down."""
        known = self._cache.get(levels)
        if known is None:
            known = self._cache[levels] = self._levels(levels)
        return known

    def _levels(self, levels: tuple[str, ...]) -> Heading:
        whole = self._text(" ".join(levels))
        if whole != Heading() or len(levels) < 2:  # noqa: PLR2004 - nothing to divide
            return whole
        turned = year_heading(" ".join(reversed(levels)))
        if turned:
            return turned
        for cut in range(1, len(levels)):
            first, second = self._text(" ".join(levels[:cut])), self.read(levels[cut:])
            both = _both(first, second)
            if both:
                return both
        return Heading()

    def _text(self, text: str) -> Heading:
        text = clean(text)
        if not text or len(text) > _LONGEST:
            return Heading()
        remark = _REMARK.search(text)
        inner = (remark[1] or remark[2] or "") if remark else ""
        before = text[: remark.start()] if remark else ""
        if remark and is_unit(self._vocabulary, inner):
            base = (self._column(before) or year_heading(before)) if before else Heading()
            if base:
                return base._replace(unit=inner)
        found = self._column(text) or self._name(text) or year_heading(text)
        found = found or _word(without_footnote(text)) or self._part(without_footnote(text))
        if not found and remark and remark[1] and before:
            found = self._column(before)
        return found or self._near(text)

    def _column(self, text: str) -> Heading | None:
        key = fold(without_footnote(text))
        if key in _IGNORED:
            return Heading(role="ignored")
        if key in _SOURCE_AND_DAY:
            return Heading(role="source", lang="vi")
        if key in _INDICATORS:
            return Heading(role="indicator", lang="vi")
        if key == UNDECIDED:
            return Heading(role="undecided", lang="vi")
        known = meaning(key)
        if known is None:
            return None
        role = known.role or "ignored"
        return Heading(role=role, code=known.code, lang=known.lang)

    def _name(self, text: str) -> Heading | None:
        vocabulary = self._vocabulary
        named = label(text, vocabulary, lambda name: vocabulary.indicator(name) is not None)
        if vocabulary.indicator(named.name):
            return Heading(indicator=named.name, unit=named.unit)
        for form in (_YEAR_LAST, _YEAR_FIRST):
            match = form.fullmatch(text)
            base = match["base"].strip(" (-_,") if match else ""
            if match and vocabulary.indicator(base):
                return Heading(indicator=base, period=when(match["year"]))
        if len(text) >= _SHORTEST_NAME and self._context.areas.known(text):
            return Heading(area=text)
        return None

    def _part(self, text: str) -> Heading | None:
        named = part(text, self._vocabulary)
        return Heading(part=named) if named else None

    def _near(self, text: str) -> Heading:
        near = isinstance(self._context.indicators.find((text,)), Near)
        return Heading(indicator=text) if near else Heading()


def stem(text: str) -> tuple[str, When] | None:
    """Return the name and the year of a heading such as `idi_2023`."""
    match = _YEAR_LAST.fullmatch(clean(text))
    period = when(match["year"]) if match else None
    return (fold(match["base"]), period) if match and period else None


def _both(first: Heading, second: Heading) -> Heading | None:
    """Return what two parts of a heading say together; None when they do not fit together."""
    if Heading() in {first, second}:
        return None
    roles = {first.role, second.role} - {""}
    if not roles <= {"value"}:
        return None
    if (first.period and second.period) or (first.indicator and second.indicator):
        return None
    if (first.area and second.area) or (first.part and second.part):
        return None
    period = first.period or second.period
    status = first.status or second.status
    if period and status and not period.status:
        period = When(period.period, status)
    return Heading(
        role="value" if roles and not (period or first.axis or second.axis) else "",
        period=period,
        indicator=first.indicator or second.indicator,
        area=first.area or second.area,
        part=first.part or second.part,
        unit=second.unit or first.unit,
        goal=first.goal or second.goal,
        status=status,
        filler=not period and (first.filler or second.filler),
    )
