"""Cells that say by themselves what their row is of, whatever their column is called."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.period import YEAR
from cmcn4.readers.containers.cells import CellBool, FormulaWithoutValue
from cmcn4.readers.layout.headings.asides import (
    Aside,
    PartCell,
    Said,
    aside,
    finer,
    is_tick,
    of_source,
)
from cmcn4.readers.layout.headings.behind import (
    names_place,
    says_behind,
    says_of_town,
    says_of_unit,
)
from cmcn4.readers.layout.headings.bodies import is_reference
from cmcn4.readers.layout.headings.denials import may_deny, names_another
from cmcn4.readers.layout.headings.sources import is_statement
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.understood import says_nothing
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.rows.agreeing import Agreeing
from cmcn4.readers.layout.rows.telling import Columns
from cmcn4.readers.values.doubts import doubt
from cmcn4.readers.values.labels import is_ditto
from cmcn4.readers.values.periods import is_part, when
from cmcn4.readers.values.phrases import is_missing, says_none_yet

_MOST_CACHED = 65_536
_SHORTEST, _LONGEST, _FEW_WORDS = 3, 60, 6
"""Letters of what is remembered to say nothing anywhere, and of what says something at most."""
_IN_BRACKETS = Pattern(r"\(\s*[0-9]{2,}\s*\)")
"""Another figure, where the number of a footnote has one digit."""
_OWN_SIGNS = frozenset("-–—−")
"""Marks that below no heading may be the sign of the figure beside them."""


class Beside(NamedTuple):
    """What a cell says."""

    column: int
    text: str
    said: PartCell | Aside
    """A part or a status, or why its row is no result."""


class BesideCells:
    """Reads columns that have no role, or are notes: «Dự báo» there makes a figure a forecast.

    So does «Nữ» make it one of women, whatever other rows say in that column. What is a whole, or
    says no more of a figure, says nothing.
    """

    def __init__(self, texts: Texts, columns: Columns) -> None:
        """Start with all quiet."""
        self.quiet = [*columns.all]
        """Columns none of whose cells has said anything so far."""
        self._columns, self._texts, self.names = columns, texts, columns.names
        self.unread: dict[str, int] = {}
        """Short texts that are not understood, with their columns."""
        self.ticks: set[int] = set()
        """Columns that nothing was made of in which marks stand: «x»."""
        self._looked = {""}
        self._seen: set[tuple[str, int]] = set()
        """Texts that were looked at, each in its column."""
        self._said: dict[tuple[bool, bool, bool], dict[str, Said]] = {}
        self._nothing = {""}
        """Texts that say nothing in any column."""
        self._sourced = {""}
        """Those of them that say nothing as a source."""
        self.spoke = False
        """Whether a cell of the row that was asked about last says something."""
        self.agreeing = Agreeing(texts, columns)

    def read(self, cells: Sequence[str], width: int) -> list[Beside]:
        """Return what the cells of a row say; those from the width on stand beyond its header."""
        self.compare(cells)
        places = (*self._columns.all, *range(width, len(cells)))
        said = ((i, self._one(cells[i], i, width)) for i in places if i < len(cells))
        ticked = (
            Beside(i, *what)
            for i, what in self._columns.ticked.items()
            if i < len(cells) and is_tick(cells[i])
        )
        return [*(Beside(i, cells[i], what) for i, what in said if what), *ticked]

    def says(self, cells: Sequence[str], width: int) -> bool:
        """Whether a cell of a quiet column, or one beyond the header, says something."""
        nothing, source = self._nothing, self._columns.source
        for index in (*self.quiet, *range(width, len(cells))):
            text = cells[index] if index < len(cells) else ""
            if text in nothing and (index != source or text in self._sourced):
                continue
            if self._one(text, index, width) or (index >= width and is_ditto(text)):
                self.spoke = True
                return True
            kept = len(text) >= _SHORTEST and not says_none_yet(text)
            if kept and len(nothing) < _MOST_CACHED:
                nothing.add(text)
                if index == source:
                    self._sourced.add(text)
        self.spoke = False
        if self.agreeing.columns:
            self.compare(cells)
        return False

    @property
    def looks(self) -> bool:
        """Whether any column says what its rows are of only where its cell does, or disagrees."""
        return bool(self.quiet or self.agreeing.columns)

    def heard(self, cells: Sequence[str], width: int) -> list[int]:
        """Return the columns that say something for the first time; they are quiet no more."""
        found = [i for i in self.quiet if i < len(cells) and self._one(cells[i], i, width)]
        self.quiet = [i for i in self.quiet if i not in found]
        return found

    def tells(self, text: str, index: int) -> bool:
        """Whether a text in a column says something."""
        return bool(self._one(text, index, index + 1))

    def _one(self, text: str, index: int, width: int) -> Said:
        if isinstance(text, FormulaWithoutValue):
            return PartCell(part=text) if self._may_tell(text, index, width) else ""
        text = str(text) if isinstance(text, CellBool) else text
        columns = self._columns
        self._note(text, index, width)
        sourced = index == columns.source and index < width
        if type(text) is not str or not text or text.isdigit():
            return ""
        if index == columns.frequency:
            return finer(text)
        if len(text) > _LONGEST and not sourced:
            self._look(text, index, width)
            return ""
        flagged, grouping = index >= width or index in columns.flagged, index in columns.grouping
        memory = self._said.setdefault((flagged, grouping, sourced), {})
        said = memory.get(text)
        if said is None:
            if len(memory) >= _MOST_CACHED:
                memory.clear()
            if sourced:
                said = of_source(text, self._texts)
            else:
                said = aside(text, self._texts, flagged=flagged, grouping=grouping)
                said = said or ("unclear" if flagged and self._is_unclear(text) else "")
            memory[text] = said
        is_part = type(said) is PartCell and said.part
        told = index in columns.telling and index < width and not sourced
        said = "" if is_part and told else said
        if not said:
            self._look(text, index, width)
        return said

    def none_yet(self, text: str, index: int) -> None:
        """Keep a text that says that there is no figure yet, in a column that says it of one."""
        if says_none_yet(text) and len(self.unread) < _MOST_CACHED:
            self.unread.setdefault(text, index)

    def _note(self, text: str, index: int, width: int) -> None:
        """Keep that there is no figure yet, and a number or a day that has no heading."""
        beyond, columns = index >= width, self._columns
        if index in columns.telling and not beyond:
            self.none_yet(text, index)
        number = text and (type(text) is not str or text.isdigit())
        if not number or len(self.unread) >= _MOST_CACHED:
            return
        unnamed = (beyond or index in columns.flagged) and not is_figure(text)
        if index in columns.noted or unnamed:  # of other numbers their columns are told
            self.unread.setdefault(str.__str__(text), index)

    def _is_unclear(self, text: str) -> bool:
        """Whether a note may say that a figure is none, or has another figure, year or place."""
        if text.count(" ") >= _FEW_WORDS:
            return False
        if doubt(text) == "void":
            return may_deny(text, self._texts)
        said, areas = self._texts.read(text), self._texts.areas
        year = said.period and said.period.period.kind >= YEAR
        figure = is_figure(text) and when(text) is None
        other = said.area or said.unit or year or figure or areas.region(text)
        return bool(other) or names_another(text, self._texts)

    def _look(self, text: str, index: int, width: int) -> None:
        """Keep a text that may say something of its row, and of which nothing was made."""
        beyond, columns = index >= width, self._columns
        if not (beyond or index in columns.heard) or len(self.unread) >= _MOST_CACHED:
            return
        if (text, index) in self._seen:
            return
        self.agreeing.hear(text, index)
        if len(self._seen) < _MOST_CACHED:
            self._seen.add((text, index))
        flagged = beyond or index in columns.flagged
        unnamed = flagged and index not in columns.noted
        if is_tick(text) and index in columns.ticks and not unnamed:
            self.ticks.add(index)  # of which its heading is told
        elif self._is_told(text, index, flagged=flagged):
            self.unread.setdefault(text, index)

    def _is_told(self, text: str, index: int, *, flagged: bool) -> bool:
        """Whether a text may say something; `flagged`: in notes, or below no heading."""
        texts, unnamed = self._texts, flagged and index not in self._columns.noted
        if self._columns.sender == "country" and names_place(text, texts.areas):
            return True
        if index == self._columns.source:
            return is_statement(text, texts)
        if text.count(" ") >= _FEW_WORDS or len(text) > _LONGEST:  # a remark
            return not (is_reference(text) or says_nothing(text, texts))
        said = texts.peek(text)
        if said.indicator or (flagged and is_part(text)):  # «Q1»; a label beside a code
            return flagged or bool(said.area) or says_behind(text, texts)
        if unnamed and (is_tick(text) or text.strip() in _OWN_SIGNS):
            return True
        if flagged and _IN_BRACKETS.fullmatch(text.strip()):
            return True
        figure = is_figure(text) and when(text) is None  # a number of another column
        return not (figure or says_nothing(text, texts))

    def compare(self, cells: Sequence[str]) -> None:
        """Keep the cells of a row that name another indicator than it, or a place in the country.

        Those of columns in which a cell has named one are looked at.
        """
        for text, index in self.agreeing.others(cells):
            if len(self.unread) < _MOST_CACHED:
                self.unread.setdefault(text, index)

    def look_at_names(self, cells: Sequence[str]) -> None:
        """Keep what stands behind a name, a unit or a period of a figure, and is no part of it."""
        for index in self._columns.names:
            text = cells[index] if index < len(cells) else ""
            if text in self._looked or type(text) is not str:
                continue
            if len(self._looked) >= _MOST_CACHED:
                self._looked = {""}
            self._looked.add(text)
            if self.says_more(text, index):
                self.unread.setdefault(text, index)

    def says_more(self, text: str, index: int) -> bool:
        """Whether something stands behind a name, or no area in one of several columns of them."""
        texts, columns = self._texts, self._columns
        other = index in columns.areas and not (is_missing(text) or texts.areas.known(text))
        if other and not (texts.vocabulary.indicator(text) or texts.areas.region(text)):
            return not says_nothing(text, texts)
        if index == columns.unit:
            return says_of_unit(text, texts)
        return says_of_town(text, columns.sender) or says_behind(text, texts)

    def _may_tell(self, formula: str, index: int, width: int) -> bool:
        """Whether a formula without a result may say something of its row.

        One that works something out below a heading says nothing, nor does a check anywhere.
        """
        columns = self._columns
        if index >= width or index in columns.flagged:
            return not formula.upper().startswith("=IF(")
        return index not in columns.aside and "(" not in formula
