"""Cells that say by themselves what their row is of, whatever their column is called."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import FormulaWithoutValue
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.phrases import is_men, kind_of_part, part_within
from cmcn4.readers.layout.headings.pieces import is_basis, is_scenario, prices
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.roles.looks import is_about
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.rows.parts import PartCell
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import STATUS_WORDS
from cmcn4.readers.values.ranks import is_place
from cmcn4.words import listed, table

_MOST_CACHED = 65_536
_SHORTEST, LONGEST = 3, 40
"""Letters of what says something: «E» is a group of anything, a sentence is a comment."""
_COMPARED = ("theo ", "toc do ", "muc ", "ty le ", "tang", "giam", "chenh lech", "so ")
"""How a basis or a comparison may begin, folded."""
_GROUPS = frozenset({"nhom", "group", "groups", "nhom doi tuong", "doi tuong"})
_AGES = Pattern(r"[0-9]{1,2} [0-9]{1,2}|[0-9]{1,2}")
_AGED = Pattern(
    r"(?:tu |tren |duoi |aged )?[0-9]{1,2}(?: den)?(?: [0-9]{1,2})? (?:tuoi|years)"
    r"(?: tro len| tro xuong| and over)?"
)
_TRENDS = ("tang", "giam")
"""How what says no more than where figures go begins."""
Aside = Literal["plan", "constant", "current", "place", "other"]
"""What may keep a row from being a result: it holds targets, values at some prices, a
place in a group, or another measure."""


class Beside(NamedTuple):
    """What a cell says."""

    column: int
    text: str
    said: PartCell | Aside
    """A part or a status, or why its row is no result."""


class Columns(NamedTuple):
    """Columns whose cells may say by themselves what their row is of."""

    all: Sequence[int]
    flagged: Container[int]
    """Those in which a letter alone is a status: notes, and columns without a name."""
    grouping: Container[int]
    """Those of groups: words that name a part among others name one, too."""
    telling: Container[int]
    """Those with a role, in which a part is what their role makes of it."""
    aside: Container[int]
    """Those whose numbers are no results: what a formula without a result would say is none."""


def beside_columns(block: Block, plan: Plan) -> Columns:
    """Return the columns without a role, the notes, and those of origins, regions and quarters."""
    single = plan.single
    note = single.get("note", -1)
    told = [single[role] for role in ("source", "url", "released") if role in single]
    told += [*plan.region, *plan.within]
    told += [i for i in block.columns if i not in plan.used and is_about(block.texts[i])]
    free = [i for i in block.columns if i == note or i not in plan.used]
    unnamed = {i for i in free if not block.texts[i]}
    groups = {i for i in free if fold(block.texts[i]) in _GROUPS}
    ignored = {i for i in free if block.facets[i].role == "ignored"}
    aside = {*told, *plan.others, *(ignored - groups)}
    return Columns(list(dict.fromkeys((*free, *told))), {note, *unnamed}, groups, {*told}, aside)


class BesideCells:
    """Reads columns that have no role, or are notes: «Dự báo» there makes a figure a forecast.

    So does «Nữ» make it one of women, whatever other rows say in that column. What is a whole, or
    says no more of a figure, says nothing.
    """

    def __init__(self, texts: Texts, columns: Columns) -> None:
        """Start with all quiet."""
        self.quiet = [*columns.all]
        """Columns none of whose cells has said anything so far."""
        self._columns, self._texts = columns, texts
        self._said: dict[tuple[bool, bool], dict[str, PartCell | Aside | Literal[""]]] = {}
        self._nothing = {""}
        """Texts that say nothing in any column."""
        self.spoke = False
        """Whether a cell of the row that was asked about last says something."""

    def read(self, cells: Sequence[str], width: int) -> list[Beside]:
        """Return what the cells of a row say; those from the width on stand beyond its header."""
        places = (*self._columns.all, *range(width, len(cells)))
        said = ((i, self._one(cells[i], i, width)) for i in places if i < len(cells))
        return [Beside(i, cells[i], what) for i, what in said if what]

    def says(self, cells: Sequence[str], width: int) -> bool:
        """Whether a cell of a quiet column, or one beyond the header, says something."""
        nothing = self._nothing
        for index in (*self.quiet, *range(width, len(cells))):
            text = cells[index] if index < len(cells) else ""
            if text in nothing:
                continue
            if self._one(text, index, width):
                self.spoke = True
                return True
            if len(text) >= _SHORTEST and len(nothing) < _MOST_CACHED:
                nothing.add(text)
        self.spoke = False
        return False

    def heard(self, cells: Sequence[str], width: int) -> list[int]:
        """Return the columns that say something for the first time; they are quiet no more."""
        found = [i for i in self.quiet if i < len(cells) and self._one(cells[i], i, width)]
        self.quiet = [i for i in self.quiet if i not in found]
        return found

    def tells(self, text: str, index: int) -> bool:
        """Whether a text in a column says something."""
        return bool(self._one(text, index, index + 1))

    def _one(self, text: str, index: int, width: int) -> PartCell | Aside | Literal[""]:
        if isinstance(text, FormulaWithoutValue):
            return PartCell(part=text) if self._may_tell(text, index, width) else ""
        if type(text) is not str or len(text) > LONGEST or not text or text.isdigit():
            return ""
        columns = self._columns
        flagged, grouping = index >= width or index in columns.flagged, index in columns.grouping
        memory = self._said.setdefault((flagged, grouping), {})
        said = memory.get(text)
        if said is None:
            if len(memory) >= _MOST_CACHED:
                memory.clear()
            said = memory[text] = self._read(text, flagged=flagged, grouping=grouping)
        is_part = type(said) is PartCell and said.part
        return "" if is_part and index in columns.telling and index < width else said

    def _may_tell(self, formula: str, index: int, width: int) -> bool:
        """Whether a formula without a result may say something of its row.

        One that works something out below a heading says nothing, nor does a check anywhere.
        """
        columns = self._columns
        if index >= width or index in columns.flagged:
            return not formula.upper().startswith("=IF(")
        return index not in columns.aside and "(" not in formula

    def _read(self, text: str, *, flagged: bool, grouping: bool) -> PartCell | Aside | Literal[""]:
        key = fold(text)
        status = STATUS_WORDS.get(key)
        if status not in (None, "final") and (flagged or len(key) >= _SHORTEST):
            return PartCell(status=status)
        if kind_of_part(key) or key in listed("populations"):
            return PartCell(part=text)
        if key == "nam" and is_men(text):
            return PartCell(part=text)
        if _AGED.fullmatch(key) or (grouping and (part_within(text) or _AGES.fullmatch(key))):
            return PartCell(part=text)
        dated = when(text) if any(map(str.isdigit, key)) else None
        if dated and dated.status not in (None, "final"):
            return PartCell(status=dated.status)
        if is_place(text):
            return "place"
        begins, aims = _beginnings()
        if "=" in text or key.startswith(begins):
            if prices(text) is not None:
                return "constant" if is_basis(text) else "current"
            if is_basis(text) and not key.startswith(_TRENDS):
                return "other"
        aimed = not aims.isdisjoint(key.split()) and self._texts.is_goal(text)
        return "plan" if aimed or is_scenario(key) else ""


@cache
def _beginnings() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return how texts begin that say a basis, and words of those that say a plan: few do."""
    plans = (key for key, kind in table("headings").items() if kind == "plan")
    return (*table("bases"), *_COMPARED), frozenset(key.partition(" ")[0] for key in plans)
