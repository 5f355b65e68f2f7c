"""Rows without a value that name an indicator of ours, and have a figure where none belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import CellNumber
from cmcn4.readers.layout.headings.columns import meaning
from cmcn4.readers.layout.headings.pieces import said_words
from cmcn4.readers.layout.headings.understood import AMONG
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.rows.levels import AIMS
from cmcn4.readers.layout.rows.statements import Statements
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import number_apart

_ENDS = Pattern(r"[;\t|，:=]|\s(?=\d)")
_BETWEEN = Pattern(r"[\s:=;,()]")
_PLANNED = Pattern(rf"\b(?:{AIMS}|targets?|plan)\b")
_MOST_BETWEEN, _MOST_ENDS, _MOST_WORDS = 6, 6, 30
"""Words between a name and its figure; places where a name may end; words of a name."""
_MOST_CACHED = 65_536
_REACHED = frozenset({"dat", "reached"})
_OF_THE_ROW = ("period", "unit", "source", "released", "status", "note")


@dataclass(kw_only=True)
class Lost(Statements):
    """Tells figures that stand in another cell than that of the values."""

    @cached_property
    def _free(self) -> tuple[int, ...]:
        """Return the columns that hold no values, in which a figure may stand."""
        plan = self.plan
        single = [plan.single[role] for role in _OF_THE_ROW if role in plan.single]
        return tuple(dict.fromkeys((*plan.area, *plan.breakdown, *single)))

    @cached_property
    def _held(self) -> dict[tuple[str, int], bool]:
        """Return the cells with digits that were looked at, and whether they have a figure."""
        return {}

    def figure_beside(self, cells: Sequence[str]) -> int | None:
        """Return the column, none of values, in which a row has a figure."""
        return next((i for i in self._free if self._holds_figure(cells[i], i)), None)

    def is_lost(self, number: int, cells: list[str]) -> bool:
        """Whether a row names an indicator of ours, and has a figure where none is looked for.

        It stands behind the name in one cell («…;2025;70,5», «… đạt 70,5%»), or in another column.
        """
        plan = self.plan
        names = [i for i in plan.indicator if type(cells[i]) is str and cells[i]]
        behind = {i: self._has_figure_behind(cells[i]) for i in names}
        at = next((i for i, name in behind.items() if name), None)
        if at is None:
            at = self.figure_beside(cells)
            # A row that was moved sideways has its name in the column of areas.
            names += [i for i in (*plan.area, *plan.breakdown) if i != at and cells[i]]
            if at is not None and not any(self._names_ours(cells[i]) for i in names):
                self._tell_names(number, cells, names)
                at = None
        if at is not None:
            self.left.moved(number, cells, (plan.values[0], at), behind.get(at, ""))
        return at is not None

    def _names_ours(self, text: str) -> bool:
        """Whether a text names an indicator of ours, be it with its year or its place."""
        if type(text) is not str or not text:
            return False
        if self.indicator((text,)):
            return True
        said = self.texts.read(text)
        return bool(said.indicator_id) and said.known and not said.plan

    def _tell_names(self, number: int, cells: list[str], columns: Sequence[int]) -> None:
        """Tell texts of a row that is lost that say a name of ours among other words."""
        for index in columns:
            words = cells[index].split()[:_MOST_WORDS] if type(cells[index]) is str else []
            cuts = range(1, len(words))
            forms = (" ".join(part) for cut in cuts for part in (words[:cut], words[cut:]))
            if any(self.indicator((form,)) for form in forms):
                place = Place(self.recorder.sheet, number, index + 1)
                self.recorder.file.unread.add(clean(cells[index]), place)

    def _holds_figure(self, text: str, index: int) -> bool:
        """Whether a cell that is to hold another thing has a figure; a note, it alone."""
        if type(text) not in {str, CellNumber} or not any(map(str.isdigit, text)):
            return False
        known = self._held.get((text, index))
        if known is None:
            if len(self._held) >= _MOST_CACHED:
                self._held.clear()
            known = self._held[text, index] = self._is_held(text, index)
        return known

    def _is_held(self, text: str, index: int) -> bool:
        if is_figure(text):
            return when(text) is None
        if index == self.plan.single.get("note") or when(text) or _PLANNED.search(fold(text)):
            return False
        return bool(AMONG.search(text)) or _states_a_figure(text) or self._has_number_beside(text)

    def _has_number_beside(self, text: str) -> bool:
        """Whether a number stands beside what a cell is of: «2025: 70», «% 70», «70 (NSO)»."""
        words = _BETWEEN.sub(" ", text).split()
        if not 1 < len(words) <= _MOST_WORDS or self.texts.areas.known(text):
            return False
        return any(
            number.strip("%").isdecimal() and not when(number) and self._is_of_cell(" ".join(rest))
            for number, rest in ((words[-1], words[:-1]), (words[0], words[1:]))
        )

    def _is_of_cell(self, text: str) -> bool:
        """Whether a text is a period, an area, a unit or a source that is known."""
        vocabulary = self.texts.vocabulary
        known = when(text) or self.texts.areas.known(text) or fold(text) in vocabulary.sources
        return bool(known) or text == "%"

    def _has_figure_behind(self, text: str) -> str:
        """Return the name of an indicator of ours behind which a figure stands in one cell."""
        if not any(map(str.isdigit, text)):
            return ""
        for end in islice(_ENDS.finditer(text), _MOST_ENDS):
            rest = text[end.end() :].strip()
            first, _, behind = rest.partition(" ")
            rest = behind if when(first) else rest
            told = any(map(str.isdigit, rest)) and not when(rest)
            if told and (name := self._named_before(text[: end.start()])):
                return name
        figure = AMONG.search(text)
        if figure is None or _PLANNED.search(fold(text)) or self.texts.vocabulary.indicator(text):
            return ""
        words = text[: figure.start()].strip(" :(").rpartition(":")[2].split()
        return next((name for name, _ in self._names_begun(words)), "")

    def _named_before(self, text: str) -> str:
        """Return the name of an indicator of ours that a text is, perhaps with «Kết quả» behind."""
        begun = self._names_begun(text.split())
        return next((name for name, rest in begun if not rest or _says_result(rest)), "")

    def _names_begun(self, words: list[str]) -> Iterator[tuple[str, str]]:
        """Yield the names of indicators of ours that words begin with, and what is behind each."""
        for count in range(len(words), max(0, len(words) - _MOST_BETWEEN), -1):
            name = " ".join(words[:count])
            if self.indicator((name,)):
                yield name, " ".join(words[count:])


def _says_result(text: str) -> bool:
    """Whether words say that a result stands behind them: «Kết quả», «ước đạt», «giá trị»."""
    key = fold(text).strip()
    known, said = meaning(text), said_words(text)
    value = known is not None and known.role == "value"
    return key in _REACHED or value or (said is not None and not said.plan)


def _states_a_figure(text: str) -> bool:
    """Whether a text is a figure with what it is, and when: «Kết quả: 75», «75 (năm 2025)»."""
    apart = number_apart(text)
    if apart is None:
        return False
    until, behind = apart
    before = until.rstrip("0123456789.,' ").rstrip(" :=(-+")
    behind = behind.strip(" ()%")
    return bool(not before or _says_result(before)) and bool(not behind or when(behind))
