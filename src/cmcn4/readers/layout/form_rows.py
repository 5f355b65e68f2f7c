"""The rows of a form that was filled in: codes against labels, and what contradicts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cmcn4.model.form import REQUIRED, Asked, Labels
from cmcn4.model.observation import Place
from cmcn4.model.period import Period, parse
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row, Unusable
from cmcn4.readers.layout.form_says import Visible
from cmcn4.readers.layout.headings.columns import TITLES, names_of
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells
from cmcn4.readers.values.labels import forms
from cmcn4.readers.values.names import Unlisted
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import is_mismatch, read_unit

if TYPE_CHECKING:
    from cmcn4.readers.containers.form import Form
    from cmcn4.readers.layout.headings.block import Block
    from cmcn4.readers.layout.records.records import Recorder

_ROLES = ("indicator", "breakdown", "area", "period")
_CODES = {
    "indicator": "indicator-unknown",
    "breakdown": "indicator-unknown",
    "area": "area-unknown",
    "period": "period-unreadable",
}


def lacks(form: Form, block: Block) -> Problem | None:
    """Return which columns of the form were deleted or renamed, if any."""
    wanted = (*REQUIRED, "breakdown") if form.broken_down else REQUIRED
    missing = tuple(TITLES[role] for role in wanted if not block.all(role))
    if not missing:
        return None
    return problem("column-missing", variant="form", missing=missing, columns=names_of(block.last))


class FormLabels:
    """Puts ids in place of the labels of a row, unless something speaks against it."""

    def __init__(self, form: Form, at: Mapping[str, int], recorder: Recorder) -> None:
        """`at` tells the column, from 0, of each role."""
        self.form, self.recorder = form, recorder
        self.context = recorder.file.context
        self.visible = Visible(self.context)
        self.at = {role: at[role] for role in _ROLES if role in at}
        self.unit = at.get("unit")

    def known(self, cells: Sequence[str]) -> tuple[Asked, Labels] | None:
        """Return what a row was made for, by its code."""
        return next((self.form.rows[c] for c in reversed(cells) if c in self.form.rows), None)

    def resolve(self, row: int, cells: list[str], known: tuple[Asked, Labels] | None) -> bool:
        """Put ids into the cells of a row; return whether it may be read."""
        return self._labels(row, cells, *known) if known else self._own_row(row, cells)

    def _labels(self, row: int, cells: list[str], asked: Asked, labels: Labels) -> bool:
        """Put the ids of a row we know into its cells; return whether nothing speaks against it."""
        catalogue = self.context.vocabulary.catalogue
        if asked.indicator not in catalogue.indicators:
            return True  # a pack of one's own that was not given: the label is what we have
        for role, index in self.at.items():
            text, id_ = cells[index], getattr(asked, role)
            if isinstance(text, Unusable):
                continue
            nobodys = role == "area" and id_ not in catalogue.areas
            own = getattr(labels, role)
            same = fold(text) == fold(own)
            # A label speaks against the id even where the sheet of ids, which nobody sees, has it.
            unread = is_missing(text) or (nobodys and same)
            if not unread and self._says_other(role, text, asked):
                facts = {"found": found(text), "expected": (id_ if same else own) or "–"}
                what = Problem(_CODES[role], {"variant": "form-row", **facts})
                self.reject(what, (row, index), asked)
                return False
            if nobodys:
                if not self._own_row(row, cells):
                    return False
            else:
                cells[index] = id_
        return self._unit(row, cells, asked)

    def _says_other(self, role: str, text: str, asked: Asked) -> bool:
        """Whether what is visible says something else; what is not understood says nothing."""
        match role:
            case "indicator":
                years = {asked.period} if asked.period else self.form.years
                return self.visible.label(text, asked, years)
            case "area":
                return self.visible.area(text, asked)
            case "period":
                return self.visible.heading(text, asked.period)
            case _:
                return self.visible.part(text, asked)

    def _unit(self, row: int, cells: list[str], asked: Asked) -> bool:
        """Look at the unit of a line: beside a form's own one none that is merely odd is read."""
        index, vocabulary = self.unit, self.context.vocabulary
        text = "" if index is None else cells[index]
        if index is None or isinstance(text, Unusable) or is_missing(text):
            return True
        own = vocabulary.catalogue.indicators[asked.indicator]
        names = vocabulary.catalogue.units[own.unit].names.each.values()
        if {*map(fold, forms(text))} & {*map(fold, names)}:
            return True
        wrong = read_unit(vocabulary, own, text, 0).problem
        if wrong is None or is_mismatch(wrong):  # which is told with the figure
            return True
        self.reject(Problem("unit-mismatch", wrong.facts), (row, index), asked)
        return False

    def _own_row(self, row: int, cells: list[str]) -> bool:
        """Look at the area of a row that somebody added, or that has lost its code."""
        index = self.at["area"]
        text = cells[index]
        if isinstance(text, Unusable):
            return True
        if is_missing(text):
            cells[index] = self.form.area
            if self.form.area:
                return True
            self.reject(problem("area-unknown", variant="form-empty"), (row, index), None)
            return False
        period = when(cells[self.at["period"]]) if "period" in self.at else None
        area = self.context.areas.find((text,), period.period if period else None)
        if isinstance(area, Unlisted):
            what = problem("area-unknown", variant="form", found=found(text))
            self.reject(what, (row, index), None)
            return False
        return True

    def reject(self, what: Problem, cell: tuple[int, int], asked: Asked | None) -> None:
        """Note what is wrong in a cell; what the row was made for is blocked."""
        row, index = cell
        place = Place(self.recorder.sheet, row, index + 1)
        if asked is None:
            self.recorder.file.note(what, place)
            return
        period: Period | None = parse(asked.period)
        cells = Cells((asked.indicator,), (asked.area,), period, (asked.breakdown,))
        self.recorder.file.block(what, place, cells)


class FormRows:
    """The rows of lines with one figure each."""

    def __init__(
        self,
        form: Form,
        block: Block,
        recorder: Recorder,
        merges: Sequence[tuple[int, int, int, int]],
    ) -> None:
        """Note where each meaning stands, and which values are merged over several rows."""
        at = {role: columns[0] for role in (*_ROLES, "unit") if (columns := block.all(role))}
        self.labels = FormLabels(form, at, recorder)
        self.value = block.all("value")[0]
        self.width = len(block.facets)
        self.merged = {
            row: first
            for first, left, last, right in merges
            if last > first and left <= self.value + 1 <= right
            for row in range(first, last + 1)
        }
        self._over: dict[int, str] = {}

    def resolved(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows to be read on; those with a value that contradict themselves are not."""
        for row, cells in rows:
            cells.extend([""] * (self.width - len(cells)))
            value = self._spread(row, cells)
            if not isinstance(value, Unusable) and is_missing(value):
                yield row, cells
                continue
            known = self.labels.known(cells)
            if known and not known[0].period:
                known = None  # a line of several years, pasted among those of one figure
            right = self.labels.resolve(row, cells, known)
            if right and row in self.merged:
                what = problem("number-unreadable", variant="merged", found=found(value))
                self.labels.reject(what, (row, self.value), known[0] if known else None)
            elif right:
                yield row, cells

    def _spread(self, row: int, cells: list[str]) -> str:
        """Return the value of a row, for merged cells that of their first one."""
        first = self.merged.get(row)
        if first is None:
            return cells[self.value]
        if first == row:
            self._over[row] = cells[self.value]
        return self._over.get(first, "")
