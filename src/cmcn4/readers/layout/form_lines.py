"""What stands around the lines of a form and beside their figures, and says something of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cmcn4.locale import composed, say
from cmcn4.model.form import Asked
from cmcn4.model.observation import Place, Status
from cmcn4.model.period import Period
from cmcn4.model.text import Text, clean, fold
from cmcn4.readers.containers.cells import Row, Unusable
from cmcn4.readers.layout.form_columns import Grid
from cmcn4.readers.layout.headings.block import filled
from cmcn4.readers.layout.headings.facets import is_growth
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.rows.beside import BesideCells
from cmcn4.readers.layout.rows.telling import Columns
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells
from cmcn4.readers.values.origins import least_sure
from cmcn4.words import table

if TYPE_CHECKING:
    from cmcn4.readers.layout.form_rows import FormLabels

_TITLE = Text.of(lambda lang: say(lang, composed("form.title")))
_NEVER_READ = frozenset({"number", "level", "met", "check", "code"})
_LONGEST_LINE = 2
"""Cells of a row that is a line of text: a line of the table has a name, an area and a unit."""
_NOTHING = "–"
Told = tuple[Problem, Place]


class FormLines:
    """Looks at all that is said beside labels and figures."""

    def __init__(self, labels: FormLabels, grid: Grid) -> None:
        """Take the columns that are none of the form's for those that may say anything."""
        self._labels, self._visible, self._grid = labels, labels.visible, grid
        self._sheet, self._status_at = labels.recorder.sheet, grid.at.get("status")
        asked = [asked for asked, _ in labels.form.rows.values()]
        self._names = tuple(dict.fromkeys(line.indicator for line in asked))
        self._areas = tuple(dict.fromkeys(line.area for line in asked))
        known = labels.context.vocabulary.catalogue.areas
        self._senders = self._areas if known.keys() >= {*self._areas} else ()
        """The areas that a sender may be of; none where the labels alone say which they are."""
        taken = {*grid.at.values(), *grid.years}
        said = [grid.at[role] for role in ("note", "status") if role in grid.at]
        said += [index for index in range(len(grid.texts)) if index not in taken]
        source = grid.at.get("source", -1)
        all_ = [*said, source] if source >= 0 else said
        heard = {*all_} - {self._status_at}
        columns = Columns(all_, {*said}, (), (), -1, (), source, heard, (), (), (), {})
        self._beside = BesideCells(labels.context.texts, columns)
        self.unread = self._beside.unread
        """Texts of notes, sources and columns of others of which nothing was made."""
        self.status: Status | None = None
        """How sure all figures are by what stands around the table."""

    def all_of(self, period: Period | None = None) -> Cells:
        """Return all that the form asks for."""
        return Cells(self._names, self._areas, period)

    def around(self, above: Sequence[Row], heading: Row, below: Sequence[Row]) -> Told | None:
        """Return what says of all figures that they are other ones than those asked for."""
        name = self._sheet.name or ""
        told = (
            self._line(heading[0], 0, name),
            self._above(above),
            self._headings(heading),
            self._below(below),
        )
        return next((each for lines in told for each in lines), None)

    def _above(self, rows: Sequence[Row]) -> Iterator[Told]:
        texts = [(row, index, text) for row, cells in rows for index, text in _texts(cells)]
        titles = {*map(fold, _TITLE.each.values())}
        titled = any(fold(text) in titles for _, _, text in texts)
        for row, index, text in texts:
            if fold(text) in titles:
                continue
            if self._senders and self._is_of_others(text):
                labels = (labels.area for _, labels in self._labels.form.rows.values())
                own = found(", ".join(dict.fromkeys(labels)))
                what = problem("area-unknown", variant="form-row", found=found(text), expected=own)
                yield what, self._place(row, index)
            yield from self._line(row, index, text, had=_NOTHING if titled else _TITLE)

    def _is_of_others(self, text: str) -> bool:
        name, colon, body = text.partition(":")
        if colon and table("lines").get(fold(name)) == "area":
            return any(map(str.isalpha, body)) and self._visible.sender(clean(body), self._senders)
        return self._visible.is_of_others(text, self._senders)

    def _headings(self, heading: Row) -> Iterator[Told]:
        """Look at the headings of all columns that are read, but for those of the years."""
        row, cells = heading
        for role, index in self._grid.at.items():
            if role not in _NEVER_READ and index < len(cells):
                yield from self._line(row, index, cells[index])

    def _below(self, rows: Sequence[Row]) -> Iterator[Told]:
        """Look at the lines of text among the lines and below them."""
        years, codes = self._grid.years, self._labels.form.rows
        lines = [
            (
                row,
                cells,
                codes.keys() & {*cells}
                or any(is_figure(cells[at]) for at in years if at < len(cells)),
            )
            for row, cells in rows
        ]
        last = max((row for row, _, is_line in lines if is_line), default=0)
        for row, cells, is_line in lines:
            if not is_line and len(filled(cells)) <= _LONGEST_LINE:
                for index, text in _texts(cells):
                    yield from self._line(row, index, text, below=row > last)

    def _line(
        self, row: int, index: int, text: str, had: str | Text = _NOTHING, *, below: bool = False
    ) -> Iterator[Told]:
        """Yield what a line says else; how sure figures are by it is kept."""
        said = self._visible.line(text, below=below)
        if said == "else":
            yield _other(text, had), self._place(row, index)
        elif said:
            self.status = least_sure(said, self.status)

    def _place(self, row: int, index: int) -> Place:
        return Place(self._sheet, row, index + 1)

    def beside(
        self, cells: Sequence[str], asked: Asked | None
    ) -> tuple[tuple[int, Problem] | None, Status | None]:
        """Return what a note, a status or a cell of another column says else, and how sure."""
        status = self.status
        indicators = self._labels.context.vocabulary.catalogue.indicators
        own = indicators.get(asked.indicator) if asked else None
        growth = is_growth(self._labels.context.vocabulary, own)
        for index, text, said in self._beside.read(cells, len(self._grid.texts)):
            if isinstance(text, Unusable) or (said == "constant" and growth):
                continue
            if isinstance(said, str) or said.part:
                return (index, _other(text, _NOTHING)), None
            if index != self._status_at and said.status:
                status = least_sure(said.status, status)
        return None, status


def _texts(cells: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the texts of a row, numbers and formulas apart."""
    return ((index, cell) for index, cell in enumerate(cells) if type(cell) is str and cell.strip())


def _other(text: str, had: str | Text) -> Problem:
    """Return the problem of a text that says something else than the form does."""
    return problem("column-ambiguous", variant="form", found=found(text), expected=had)
