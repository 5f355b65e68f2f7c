"""Texts: reading headings, labels and titles, every distinct one once."""

from __future__ import annotations

import re

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.limits import Limits
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.containers.limits import Budget
from cmcn4.readers.layout.headings.columns import UNDECIDED, meaning
from cmcn4.readers.layout.headings.facets import (
    NOTHING,
    Facets,
    both,
    is_growth,
    joined,
    of_own,
    with_period,
)
from cmcn4.readers.layout.headings.phrases import basis, change, is_men, part, with_quarter
from cmcn4.readers.layout.headings.pieces import (
    is_execution,
    is_signs,
    period_alone,
    prices,
    said_words,
    window,
    within_year,
    without_total,
)
from cmcn4.readers.layout.headings.wordings import adds_nothing, plain_names, unit_last
from cmcn4.readers.values.labels import forms, halves, without_footnote
from cmcn4.readers.values.names import Areas, Indicators, Near
from cmcn4.readers.values.periods import cumulated
from cmcn4.readers.values.units import is_unit, says_otherwise

_LONGEST, _MOST_WORDS, _LONGEST_PERIOD = 300, 24, 8
_SHORTEST_NAME = 4  # shorter ASCII texts are codes of countries: ID, NO and TT are others here
_WORD = Pattern(r"[^\W\d_]{2}|^[^\W\d_]$")  # «9.c.1» is no code of a province
_CAPTION = Pattern(r"(?:bảng|biểu|table|hình|figure)(?: số)? \d{1,3}\w?\s*[.:–-]\s*", re.IGNORECASE)
_BRACKET = Pattern(r"[(\[]([^()\[\]]*)[)\]]$")
_AFTER_COMMA = Pattern(r"[,;]\s*([^,;()]{1,24})$")
_OF_WHICH = Pattern(r"(?:trong đó|chia ra|trong do|of which|gồm|bao gồm)\s*:?\s*", re.IGNORECASE)
_BEGINS = frozenset(["TR", "CH", "OF", "GỒ", "BA", "BẢ", "BI", "Bİ", "TA", "HÌ", "FI", "Fİ"])
_PIECES = Pattern(r"(?<!\s)\s+[-–—]\s+|(?<!\s)\s*[/;:|\n]\s*|,\s+")
_DIGITS, _LONGEST_LEAD = frozenset("0123456789"), 3
"""The words before a part are so many at most: «Số liệu về», «Kết quả thực hiện»."""
_LONG = 200
"""A text of more characters costs twice as much."""
_CELLS_A_TABLE, _CELLS_A_HEADER = 160, 8
"""How many cells of headings cost as much as a small table, and as what a header costs besides."""
_MEN = "nam"
"""Without its marks «năm», year, is the same."""


class Texts:
    """Reads texts with the names of one vocabulary; every distinct one once."""

    def __init__(
        self, vocabulary: Vocabulary, indicators: Indicators, areas: Areas, limits: Limits
    ) -> None:
        """Start with empty tables; what is taken apart of a file is limited."""
        self.vocabulary = vocabulary
        self._indicators, self.areas = indicators, areas
        self._levels: dict[tuple[str, ...], Facets] = {}
        self._texts: dict[str, Facets] = {}
        self.understood: dict[str, bool] = {}
        """Lines that were looked at, and whether they are understood."""
        self._limits = limits
        self.begin()

    def begin(self) -> None:
        """Begin a file."""
        self._here: set[str] = set()
        """Those of the file that is being read."""
        self._budget = Budget(self._limits.labels, "labels")
        self._tables = Budget(self._limits.tables * _CELLS_A_TABLE, "tables")

    def count(self, text: str) -> None:
        """Count a text that costs much, in each file; raise Unreadable when they are too many."""
        if text not in self._here:
            self._budget.spend(1 + (len(text) > _LONG))
            self._here.add(text)

    def count_table(self, beside: int = 0) -> None:
        """Count a table, one of several side by side with the columns of all of them.

        Raises Unreadable when there are too many in a file.
        """
        self._tables.spend(_CELLS_A_TABLE + beside)

    def count_header(self, cells: int) -> None:
        """Count the cells of what may be a header; raise Unreadable for too many in a file."""
        self._tables.spend(_CELLS_A_HEADER + cells)

    def levels(self, levels: tuple[str, ...]) -> Facets:
        """Read the headings above a column, from the top down: all of them count."""
        known = self._levels.get(levels)
        if known is None:
            known = self._levels[levels] = self._all(levels)
        return known

    def _all(self, levels: tuple[str, ...]) -> Facets:
        if any(map(is_signs, levels)):
            return Facets(change=True)
        if (own := without_total(levels, [*map(self.read, levels)])) != levels:
            return self.levels(own)  # the total of women is theirs
        whole = self.read(" ".join(levels))
        if len(levels) < 2 or (whole.known and not whole.plan):  # noqa: PLR2004 - nothing to divide
            return whole
        turned = self.read(" ".join(reversed(levels)))
        if turned.known and turned.period:
            return turned
        pieces = within_year(levels, [self.read(level) for level in levels])
        found = self._own(joined(pieces), " ".join(levels))
        if found is not None:
            return found
        for cut in range(1, len(levels)):
            first, second = self.read(" ".join(levels[:cut])), self.levels(levels[cut:])
            both_ = both(first, second) if first.known and second.known else None
            if both_:
                return both_
        if whole.plan:
            return whole
        compares = any(facets.change for facets in pieces) or whole.change
        return Facets(change=compares, cumulated=any(facets.cumulated for facets in pieces))

    def _own(self, found: Facets | None, text: str) -> Facets | None:
        """Return what a heading says; another measure where it is none of its indicator's."""
        if found is None or not found.indicator:
            return found
        growth = is_growth(self.vocabulary, self._indicators.find((found.indicator,)))
        return found if of_own(found, text, growth=growth) else Facets(change=True)

    def read(self, text: str) -> Facets:
        """Read one text; raise Unreadable when there are too many in a file."""
        self.count(text)
        return self.peek(text)

    def peek(self, text: str) -> Facets:
        """Read a piece of a text that was counted."""
        known = self._texts.get(text)
        if known is None:
            known = self._own(self._read(with_quarter(clean(text))), text) or NOTHING
            self._texts[text] = known
        return known

    def is_goal(self, text: str) -> bool:
        """Whether a text says that its row holds targets."""
        said = self.read(text)
        return said.plan and said.known and not said.indicator

    def _read(self, text: str) -> Facets:
        if not text or len(text) > _LONGEST:
            return NOTHING
        if cumulated(text):
            return Facets(cumulated=True)
        if is_signs(text):
            return Facets(change=True)
        found = self._whole(text) or self._remark(text) or prices(text)
        if found is None and is_men(text) and ":" in text:
            rest = self.read(text.partition(":")[2])
            found = rest._replace(part="Nam") if rest.indicator else None
        opens = text[:2].upper() in _BEGINS
        start = (_OF_WHICH.match(text) or _CAPTION.match(text)) if opens else None
        if found is None and start and text[start.end() :]:
            found = self.read(text[start.end() :])
        found = found or self._dated(text) or self._pieces(text) or self._bilingual(text)
        found = found or self._worded(text)
        if found is None and (turned := unit_last(text)):
            found = self.read(turned)
        if found is not None and found.understood:
            return found
        if isinstance(self._indicators.find((text,)), Near):
            return Facets(indicator=text)
        return Facets(change=change(text))

    def _whole(self, text: str) -> Facets | None:
        bare = without_footnote(text)
        found = self._column(bare) or self._name(text) or period_alone(text)
        for form in (bare, *forms(text)) if found is None else ():
            found = found or said_words(form) or self._part(form)
        return found or self._unit(bare)

    def _column(self, text: str) -> Facets | None:
        if fold(text) == UNDECIDED:
            return Facets(role="undecided", lang="vi")
        known = meaning(text)
        if known is None:
            return None
        return Facets(role=known.role or "ignored", code=known.code, lang=known.lang)

    def _name(self, text: str) -> Facets | None:
        for form in plain_names(text):
            indicator = self.vocabulary.indicator(form)
            if indicator:
                return Facets(indicator=form, indicator_id=indicator.id)
        long = len(fold(text)) >= _SHORTEST_NAME or not text.isascii()
        area = self.areas.known(text) if long and _WORD.search(text) else None
        return Facets(area=text, area_id=area.id) if area else None

    def _bilingual(self, text: str) -> Facets | None:
        """Read a name whose second half says the same in another language."""
        found = self._indicators.bilingual(text)
        return Facets(indicator=text, indicator_id=found.id) if found else None

    def _part(self, text: str) -> Facets | None:
        named = part(text, self.vocabulary)
        return Facets(part=named) if named else None

    def _unit(self, text: str) -> Facets | None:
        if is_unit(self.vocabulary, text):
            return Facets(unit=text)
        for first, second in halves(text):
            named = second.isascii() and is_unit(self.vocabulary, first)
            if named and not says_otherwise(self.vocabulary, second):
                return Facets(unit=first)  # «Triệu đồng/lao động - Mill. dongs/worker»
        return None

    def _remark(self, text: str) -> Facets | None:
        """Read a text that ends with a remark in brackets, or with a unit behind a comma."""
        found = _BRACKET.search(text) or _AFTER_COMMA.search(text)
        if found is None or found.start() == 0:
            return None
        outer, inner = self.read(text[: found.start()]), clean(found[1])
        if not outer.understood:
            return None
        unit = inner.rpartition(":")[2].strip()
        if is_unit(self.vocabulary, unit):
            return outer._replace(unit=unit) if outer.known else outer
        said = self._behind(inner) if inner else NOTHING
        if said.known and outer.known:
            both_ = both(outer, said)
            if both_ or outer.role in ("", "value"):
                return both_ or Facets(change=True)
        if outer.indicator and adds_nothing(inner):
            return outer  # «(mới)»
        if outer.role not in ("", "value"):
            return outer  # a column of names or sources is that, whatever is remarked on it
        return Facets(change=said.change) if outer.known and found[0][0] in "([" else None

    def _dated(self, text: str) -> Facets | None:
        """Read a text with a period among words that all say something."""
        if _DIGITS.isdisjoint(text) or basis(text) or is_execution(text):
            return None
        pieces = text.replace("_", " ").replace("(", " ").replace(")", " ").split()
        if len(pieces) > _MOST_WORDS:
            return None
        found = None
        for size in range(min(len(pieces), _LONGEST_PERIOD), 0, -1):
            for start in range(len(pieces) - size + 1):
                period = window(tuple(pieces[start : start + size]))
                if period is None:
                    continue
                around = self._beside(pieces[:start], pieces[start + size :])
                if around is not None and (found is None or around.indicator):
                    found = with_period(around, period)
                if found is not None and (found.indicator or not found.unit):
                    return found  # «Xếp hạng» of «EGDI 2024» is «Xếp hạng EGDI» of 2024
        return found

    def _beside(self, before: list[str], after: list[str]) -> Facets | None:
        """Read what stands before and after a period; None when it may say anything."""
        if any("%" in each for each in (*before, *after)) or "=" in after:
            return None  # «% TH 2024» is a share of it, «2024 = 100» an index
        first, second = (" ".join(each).strip(" -–—:,.;") for each in (before, after))
        sides = []
        for text in filter(None, (first, second)):
            side = said_words(text) or (self._behind(text) if text == second else self.read(text))
            if not side.known or side.period or side.role not in ("", "value", "period", "source"):
                return None
            if side.role == "source":
                return None
            sides.append(side._replace(role="", neutral=True) if side.role else side)
        return joined(sides) if sides else Facets(neutral=True)

    def _pieces(self, text: str) -> Facets | None:
        """Read a text of several parts that say the same, or each something of its own."""
        pieces = [piece for piece in _PIECES.split(text) if piece]
        if not 1 < len(pieces) <= _MOST_WORDS // 4:
            return None
        found = [self.read(pieces[0]), *map(self._behind, pieces[1:])]
        if not all(facets.known for facets in found):
            return None
        return joined(found)

    def _behind(self, text: str) -> Facets:
        """Read what stands behind a name or a year: «Nam» is a part there."""
        return Facets(part=text) if text.casefold() == _MEN else self.read(text)

    def _worded(self, text: str) -> Facets | None:
        """Read a part behind words that only say what the values are: «Số liệu nam giới»."""
        pieces = text.split()
        for cut in range(1, min(len(pieces), _LONGEST_LEAD + 1)):
            lead, named = said_words(" ".join(pieces[:cut])), self._part(" ".join(pieces[cut:]))
            if lead and named:
                return both(lead, named)
        return None
