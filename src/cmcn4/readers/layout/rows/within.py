"""Rows without figures within a table: headings, units, levels, and what they make of others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import filled, names_a_column
from cmcn4.readers.layout.headings.blocks import Finder
from cmcn4.readers.layout.headings.bodies import NATION, PLACE_AND_DAY, is_ministry, is_of_province
from cmcn4.readers.layout.headings.columns import meaning
from cmcn4.readers.layout.headings.denials import may_deny
from cmcn4.readers.layout.headings.facets import Facets
from cmcn4.readers.layout.headings.inside import says_inside
from cmcn4.readers.layout.headings.pieces import is_basis
from cmcn4.readers.layout.headings.understood import is_quiet_beside
from cmcn4.readers.layout.records.record import Head
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.rows.beside import Beside
from cmcn4.readers.layout.rows.lost import Lost
from cmcn4.readers.layout.surroundings.footer import without_mark
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import Cells
from cmcn4.readers.values.claims import claim
from cmcn4.readers.values.doubts import doubt
from cmcn4.readers.values.labels import is_chapter
from cmcn4.readers.values.origins import read_status
from cmcn4.readers.values.phrases import is_missing
from cmcn4.words import listed

_SOMEWHERE = Pattern(
    r"(?:tại|ở|trên địa bàn|địa bàn|khu vực|các tỉnh|các xã|các cơ sở|trong(?! đó)|khách hàng"
    r"|học sinh|sinh viên|thanh niên|cán bộ)(?:\s|$)",
    re.IGNORECASE,
)
"""How a line begins that may say where, or among whom, the figures below it were counted."""
_SHORTEST_TEXT = 4
_NOWHERE = -9
_WITHIN = Pattern(r"(?:trong(?! do)|tai|o|thuoc|cua|so voi|tang them|giam so|in|of|at)\b")
_OPEN = Pattern(r"\b(?:cua|ve|trong|tong so|so voi|tren|cho|va|of|in|the)$")
"""How a name that goes on in the next row ends."""


@dataclass(kw_only=True)
class Within(Lost):
    """Takes rows that hold no figures."""

    state: int = 0
    """Grows whenever rows to come are to be understood in another way."""
    streams: bool = False
    """Whether a table that begins among the rows has not been looked for before."""
    within: bool = False
    """Whether headings have been found within the table."""
    another: Row | None = None
    """The header of another table: the one that is read ends above it."""

    def __post_init__(self) -> None:
        """Prepare the tables."""
        super().__post_init__()
        self._heads: dict[tuple[object, ...], dict[int, Head]] = {}
        self.figures_at = _NOWHERE
        """Number of the last row with figures that was looked at."""
        self._claiming = (_NOWHERE, 0, "")
        self._begun = (_NOWHERE, "")
        """A row whose name goes on below it, and that."""
        self._below: list[tuple[int, int, str]] = []
        """Lines that may claim something of the figures above them."""
        self.changing = False
        """Whether a row cannot be understood by its own cells alone."""

    def _take(self, number: int, cells: list[str], said: Sequence[Beside]) -> None:
        """Take a row without a value; `said` is what it says in columns without a role."""
        if self.is_lost(number, cells):
            self.labels.pass_row()
        elif any(is_figure(cells[i]) for i in self.plan.others):
            self.left.beside(cells, None)  # a row with a plan alone
        elif self._goes_on(number, cells):
            self.labels.pass_row()
        elif not self._heads_beside(number, cells, said):
            self._level(number, cells)
            self._remember(number, cells)
            names = [cells[i] for i in self.plan.indicator if type(cells[i]) is str and cells[i]]
            if names and _OPEN.search(fold(names[0])):
                self._begun = number, names[0]

    def _remember(self, number: int, cells: list[str]) -> None:
        """Remember a line that claims something of figures: of those above it, if none follow."""
        texts = [(i, text) for i, text in enumerate(cells) if text.strip()]
        if not self.streams or len(texts) != 1 or type(texts[0][1]) is not str:
            return
        if claim(without_mark(texts[0][1])):
            self._claiming = number, *texts[0]
        elif may_deny(texts[0][1], self.texts):
            self._below.append((number, *texts[0]))
        else:
            self._unread(number, cells)

    def ended(self) -> None:
        """Tell lines at the end that claim something of the figures above them, or may do so."""
        for line in self._below if self.figures_at >= 0 else ():
            if line[0] > self.figures_at:
                self.left.unclear(*line)
        number, index, text = self._claiming
        if number > self.figures_at:
            what = problem("column-ambiguous", variant="below", found=found(text))
            place = Place(self.recorder.sheet, number, index + 1)
            self.recorder.file.block(what, place, Cells((), (None,)))

    def _goes_on(self, number: int, cells: list[str]) -> bool:
        """Tell a row that goes on with the name of the row right above it; whether it does.

        It begins with a small letter: «trong khu vực thành thị», «tăng thêm so với năm 2024».
        """
        names = [cells[i] for i in self.plan.indicator if cells[i]]
        text = names[0] if names == filled(cells) and type(names[0]) is str else ""
        small = text[:1].islower() and not text.endswith(":")
        if number != self.figures_at + 1 or not small or not _WITHIN.match(fold(text)):
            return False
        self.left.continued(number, text, self.labels.last)
        return True

    def begun_above(self, number: int, cells: list[str]) -> bool:
        """Tell a row whose name began in the row right above it: «Mức tăng của», «tỷ lệ hộ …»."""
        row, begun = self._begun
        name = next((cells[i] for i in self.plan.indicator if cells[i]), "")
        if row != number - 1 or not name[:1].islower():
            return False
        self.left.continued(number, name, (begun, name))
        return True

    def _is_header(self, cells: list[str]) -> bool:
        """Whether a row is the header once more, perhaps in the other language."""
        if cells[0] == self.block.last[0] and self.block.repeated(cells):
            return True
        texts = [cell for cell in cells if cell]
        return len(texts) > 1 and all(type(cell) is str and meaning(cell) for cell in texts)

    def _ends(self, number: int, cells: list[str]) -> bool:
        """Whether a row names columns, and others than the header or elsewhere."""
        if not self.streams or not names_a_column(cells) or self._is_top_again(cells):
            return False
        header = Finder([(number, cells)], self.texts, ()).best(range(1))
        if header and self.block.is_another(header):
            self.another = number, cells
        return self.another is not None

    def _is_top_again(self, cells: list[str]) -> bool:
        """Whether a row is a header of one row once more: no other table begins with it."""
        block = self.block
        alone = block.first == block.row and len(cells) <= len(block.last)
        return alone and block.repeated(cells)

    def _is_renamed(self, number: int, cells: list[str]) -> bool:
        """Whether a row is one of headings within the table, or stands below such a one."""
        if columns := self.renamed(cells):
            self.left.renamed(number, columns, cells)
            self.changing = self.within = True
            self._change()
        return bool(columns) or self.left.below(cells)

    def _heads_beside(self, number: int, cells: list[str], said: Sequence[Beside]) -> bool:
        """Whether a chapter's row says beside its name what would hold for the rows below it."""
        plan = self.plan
        names = filled([cells[i] for i in (*plan.indicator, *plan.area, *plan.breakdown)])
        at = plan.single.get("status", -1)
        status = read_status(cells[at]) if at >= 0 else None
        unsure = status is not None and status.known and status.status not in (None, "final")
        columns = [*(each.column for each in said), *([at] if unsure else [])]
        told = bool(names and columns) and all(type(n) is str and is_chapter(n) for n in names)
        if told:
            self.left.renamed(number, columns, cells)
            self.changing = self.within = True
            self._change()
        return told

    def _take_units(self, cells: list[str]) -> bool:
        """Whether a row without keys says the units of the columns; these are kept.

        The word for a unit may stand in place of a key: «ĐVT | % | trạm».
        """
        keys = filter(str.strip, (cells[index] for index in self.plan.keys))
        if any(fold(key) not in listed("unit-captions") for key in keys):
            return False
        texts = {i: cells[i].strip().strip("()") for i in self.plan.values if cells[i].strip()}
        units = {i: self.texts.read(text).unit for i, text in texts.items()}
        if not units or not all(units.values()):
            return False
        if len(units) == 1 and len(self.plan.values) > 1:  # a line over all of the columns
            units = dict.fromkeys(self.plan.values, *units.values())
        self.units |= units
        self._change()
        return True

    def _change(self) -> None:
        self.state += 1
        self._heads.clear()

    def _level(self, number: int, cells: list[str]) -> None:
        """Take a row without numbers for a level of the rows below it."""
        labels = [*self.plan.indicator, *self.plan.breakdown, *self.plan.area]
        texts = [cell for cell in filled(cells) if not is_missing(cell)]
        alone = len(texts) == 1 and not self.texts.read(texts[0]).indicator
        if not texts or (not alone and len(filled(cells)) > 1 and filled(list(self.values(cells)))):
            self.labels.pass_row()
            for index in () if texts else sorted(labels):
                if len(cells[index]) > _SHORTEST_TEXT and not cells[index].isdigit():
                    self._keep(number, index, cells[index])  # «Chưa có kết quả»
            return
        own = filled([cells[i] for i in sorted(labels)]) or texts
        text = next((each for each in own if self.texts.read(each).known or is_basis(each)), own[0])
        unit = "" if self.texts.read(text).indicator else self._one(cells, "unit")
        if type(text) is str and self.labels.take(text, unit):
            self._change()
        self._tell_level(number, cells, text, unit)

    def _tell_level(self, number: int, cells: list[str], text: str, unit: str) -> None:
        """Tell a row without numbers that may say what the figures below it are, and how not."""
        said = self.texts.read(text)
        somewhere = _SOMEWHERE.match(text) and not said.known
        if somewhere or (doubt(text) == "void" and may_deny(text, self.texts)):
            self.left.unclear(number, cells.index(text), text)
        elif self.labels.is_mere and not unit:
            self._unread(number, cells)
        elif self._has_its_own(said, text):
            self._keep(number, cells.index(text), text)

    def _has_its_own(self, said: Facets, text: str) -> bool:
        """Whether a line says what each row says itself: a unit, an area, something in brackets."""
        if said.unit == text and not said.indicator and "unit" in self.plan.single:
            return True  # «Học sinh»: whose, or in what?
        if not said.known and says_inside(text, self.texts):
            return True  # «A. Hạ tầng số (tháng 6)»
        return bool(said.area_id and self.plan.area) and said.area_id != NATION

    def _is_body_of_some(self, text: str) -> bool:
        """Whether a line is a body in a table of all: figures may be its own, or a province's."""
        if self.recorder.whose.kind != "country":
            return False
        return is_ministry(text) or is_of_province(text, self.texts.areas)

    def _unread(self, number: int, cells: Sequence[str]) -> None:
        """Keep the texts of a row without figures that are not understood."""
        full = self.recorder.form or self.recorder.file.unread.is_full(self.recorder.sheet)
        if full or number in self.said.below:
            return
        for index, text in enumerate(cells):
            if type(text) is not str or not text.strip() or PLACE_AND_DAY.match(text):
                continue
            if self._is_body_of_some(text) or not is_quiet_beside(text, self.texts):
                self._keep(number, index, text)

    def _keep(self, number: int, index: int, text: str) -> None:
        place = Place(self.recorder.sheet, number, index + 1)
        self.recorder.file.unread.add(clean(text), place)
