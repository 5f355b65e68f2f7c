"""What the cells of a column look like: areas, parts, statuses, units, periods, names of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from cmcn4.model.account import Role
from cmcn4.model.catalogue import Indicator
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import CellNumber, Row
from cmcn4.readers.layout.headings.asides import is_tick
from cmcn4.readers.layout.headings.block import filled
from cmcn4.readers.layout.headings.bodies import (
    NATION,
    area_of_body,
    is_letterhead,
    is_reference,
    kind_of_body,
)
from cmcn4.readers.layout.headings.phrases import is_men
from cmcn4.readers.layout.headings.pieces import ANY_YEAR, in_year
from cmcn4.readers.reading import Context
from cmcn4.readers.values.labels import barest, is_text, label
from cmcn4.readers.values.names import Near
from cmcn4.readers.values.origins import read_status
from cmcn4.readers.values.periods import cumulated, when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import is_unit
from cmcn4.words import listed, table

_SAMPLE = 400
_MOST_DISTINCT = 200
_LONGEST, _LONGEST_PHRASE, _TELEPHONE = 200, 40, 8
_LONGEST_LEAD = 4  # words of how a column begins that holds no figures
_SHORTEST = 3  # letters of a part; a single one is a code of anything


class Looks:
    """Looks at the cells below a header, column by column."""

    def __init__(self, body: Sequence[Row], context: Context) -> None:
        """Look at the first few hundred rows; what a column is does not hang on the rest."""
        self._body, self._context = body[:_SAMPLE], context
        self._texts: dict[int, Counter[str]] = {}

    def cells(self, index: int) -> list[str]:
        """Return the cells of a column that hold anything."""
        return [
            row[index] for _, row in self._body if index < len(row) and not is_missing(row[index])
        ]

    def ticks(self, index: int) -> set[str] | None:
        """Return the marks in a column of nothing else; None where it holds something else."""
        cells = {row[index] for _, row in self._body if index < len(row)}
        ticks = set(filter(is_tick, cells))
        others = (cell for cell in cells - ticks if not is_missing(cell))
        no = all(type(cell) is str and table("yes-no").get(fold(cell)) == "no" for cell in others)
        return ticks if no else None

    def holds(self, index: int, signs: Collection[str]) -> bool:
        """Whether a cell of a column is one of some signs."""
        return any(index < len(row) and row[index].strip() in signs for _, row in self._body)

    def texts(self, index: int) -> Counter[str]:
        """Return the words in a column, numbers and marks of missing values left out."""
        known = self._texts.get(index)
        if known is None:
            found = (cell for cell in self.cells(index) if type(cell) is str and is_text(cell))
            known = self._texts[index] = Counter(found)
        return known

    def numbers(self, index: int) -> int:
        """Return how many cells hold a number."""
        return sum(1 for cell in self.cells(index) if is_figure(cell))

    def hits(self, index: int, known: Callable[[str], object]) -> int:
        """Return how many of the words are known."""
        return sum(n for text, n in self.texts(index).items() if known(text))

    def areas(self, index: int) -> int:
        """Return how many cells name an area; «TH» and «KH» alone are results and plans."""
        if not self._may_be_places(self.texts(index)):
            return 0
        return self.hits(index, self._context.areas.known)

    def _may_be_places(self, texts: Iterable[str]) -> bool:
        """Whether an area is named by anything but a word that says what values are."""
        return any(fold(text) not in table("headings") and self._is_place(text) for text in texts)

    def all_areas(self, index: int) -> bool:
        """Whether all words in a column name areas of ours."""
        return self.areas(index) == sum(self.texts(index).values())

    def divides_nation(self, index: int) -> bool:
        """Whether rows with figures are the nation and parts of it, and nothing else."""
        rows = (row for _, row in self._body if any(map(is_figure, row)))
        texts = {row[index] for row in rows if index < len(row) and type(row[index]) is str}
        parts = {text for text in texts if self._is_part(barest(text)) or is_men(text)}
        areas = {getattr(self._context.areas.known(text), "id", "") for text in texts - parts}
        return bool(parts) and areas == {NATION}

    def topics(self, index: int) -> bool:
        """Whether all words in a column are topics, or kinds of provinces: a row is what it is."""
        texts = self.texts(index)
        return bool(texts) and all(fold(barest(text)) in listed("topics") for text in texts)

    def ministries(self, index: int) -> bool:
        """Whether all words in a column name bodies of the nation, and none an area."""
        texts = self.texts(index)
        nation = all(kind_of_body(text) == "nation" for text in texts)
        return nation and bool(texts) and not self.areas(index)

    def is_about(self, index: int, heading: str) -> bool:
        """Whether a column holds who stands behind a figure: «Chủ trì», but not above areas."""
        areas = kind_of_words(heading) == "offices" and self.areas(index) and self.all_areas(index)
        return is_about(heading) and not areas

    def offices(self, index: int, area: str) -> bool:
        """Whether all words in a column name offices, and none another area than a given one."""
        texts = self.texts(index)
        kinds = {kind_of_body(text) for text in texts}
        named = filter(None, (area_of_body(text, self._context.areas) for text in texts))
        return kinds <= {"nation", "province", "inner"} and all(each.id == area for each in named)

    def ours(self, index: int) -> int:
        """Return how many cells name an indicator of ours, or nearly one."""
        return self.hits(index, self.is_ours)

    def goals(self, index: int) -> int:
        """Return how many cells say that their row holds targets."""
        texts = self._context.texts
        return self.hits(index, lambda text: texts.read(text).plan)

    def is_ours(self, text: str) -> bool:
        """Whether a label is the name of an indicator, or nearly one."""
        vocabulary = self._context.vocabulary
        name = label(text, vocabulary, lambda each: vocabulary.indicator(each) is not None).name
        return isinstance(self._context.indicators.find((name,)), (Indicator, Near))

    def periods(self, index: int) -> int:
        """Return how many cells hold a period, and how many hold anything."""
        return sum(1 for cell in self.cells(index) if when(cell))

    def all_within_years(self, index: int) -> bool:
        """Whether all cells name a part of some year, or all of it: «6 tháng», «Cả năm»."""
        texts = set(self.cells(index))
        return bool(texts) and all(
            type(text) is str
            and (fold(text) in listed("every-year") or in_year(text, ANY_YEAR) or cumulated(text))
            for text in texts
        )

    def dated_levels(self) -> bool:
        """Whether a row of a single text names the period of the rows below it."""
        alone = (filled(row) for _, row in self._body)
        return any(len(cells) == 1 and when(cells[0]) for cells in alone)

    def role(self, index: int) -> Role | None:
        """Return the role that all cells of a column agree on; None where they do not."""
        texts = list(self.texts(index))[:_MOST_DISTINCT]
        if not texts or self.numbers(index):
            return None
        tests: tuple[tuple[Role, Callable[[str], object]], ...] = (
            ("breakdown", self._is_part),
            ("area", self._is_place),
            ("unit", lambda text: is_unit(self._context.vocabulary, text)),
            ("status", _is_status),
        )
        for role, test in tests:
            if all(test(text) for text in texts):
                return None if role == "area" and not self._may_be_places(texts) else role
        return None

    def divides(self, index: int) -> Role | None:
        """Return the role of a column called «Nhóm» all of whose cells are parts or statuses."""
        role, texts = self.role(index), self.texts(index)
        if not texts or self.numbers(index):
            return None  # a counter, in whose column a row may say «Cộng»
        people = (self._is_part(text) or fold(text) in listed("populations") for text in texts)
        return role if role in ("breakdown", "status") else "breakdown" if all(people) else None

    def mixed(self, index: int) -> bool:
        """Whether some cells are areas, parts or units, and others are not: it cannot be told."""
        texts = list(self.texts(index))[:_MOST_DISTINCT]
        tests = (self._is_part, self._is_place)[: 1 + self._may_be_places(texts)]
        return any(2 * sum(bool(test(text)) for text in texts) >= len(texts) > 1 for test in tests)

    def _is_place(self, text: str) -> bool:
        """Whether a text names an area, ours or not: a ward, a company, a region, all of it."""
        areas = self._context.areas
        if areas.known(text) or areas.region(text) or fold(text) in listed("whole-areas"):
            return True
        return kind_of_body(text) not in ("", "inner")

    def _is_part(self, text: str) -> bool:
        key = fold(text)
        if key == "nam":
            return is_men(text)  # «Năm» is how often, or when
        if key in table("parts"):
            return True
        return len(key) >= _SHORTEST and key in self._context.vocabulary.breakdowns


def _is_status(text: str) -> bool:
    status = read_status(text)
    usable = status.known and status.told and not status.absent
    return usable and fold(text) != "i"  # the first of something


def is_about(heading: str) -> bool:
    """Whether a column holds who or what stands behind a figure, and not what it is of."""
    return kind_of_words(heading) in ("behind", "offices")


def kind_of_words(heading: str) -> str:
    """Return what a column holds besides figures, as `about.yaml` has it; empty for others."""
    words_ = fold(heading).split()[:_LONGEST_LEAD]
    begun = (" ".join(words_[:count]) for count in range(len(words_), 0, -1))
    return next(filter(None, map(table("about").get, begun)), "")


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number and no more: one of a spreadsheet, or one typed as text."""
    if isinstance(cell, CellNumber):
        return True
    if type(cell) is not str or cell.isdigit() or not any(map(str.isdigit, cell)):
        return type(cell) is str and cell.isdigit()
    bare = cell.strip().lstrip("-+<>≥≤~≈ ").rstrip("%‰ ")
    return bool(bare) and bare[0].isdigit() and all(c.isdigit() or c in ".,  '" for c in bare)


def figures(cells: Sequence[str]) -> int:
    """Return how many cells of a row hold a number among words: «12 lớp», «Đạt 98,5%».

    Numbers of papers, days and running numbers are none, nor is a text that fills a row alone.
    """
    texts = filled(cells)
    if len(texts) < 2:  # noqa: PLR2004 - a title or a line of text
        return 0
    return sum(1 for cell in texts if not is_figure(cell) and _holds_number(cell))


def _holds_number(cell: str) -> bool:
    digits = type(cell) is str and len(cell) <= _LONGEST and any(c.isdigit() for c in cell)
    return digits and not (when(cell) or is_letterhead(cell) or is_reference(cell))


def is_numberish(cell: str) -> bool:
    """Whether a text may be a number in words: «thứ 25», «trên 87 %», no day and no telephone."""
    if len(cell) > _LONGEST_PHRASE or not any(c.isdigit() for c in cell):
        return False
    digits = max(map(len, "".join(c if c.isdigit() else " " for c in cell).split()))
    return digits < _TELEPHONE and not (is_letterhead(cell) or is_reference(cell) or ":" in cell)
