"""What is left out of a table, and why: every number of it is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from cmcn4.model.account import Reason
from cmcn4.model.catalogue import Indicator
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import Block, filled
from cmcn4.readers.layout.headings.denials import tell
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells

_EXAMPLES = 5
_VARIANTS: Mapping[Reason, str] = MappingProxyType(
    {"plan": "goal-rows", "change": "other-rows", "series": "deleted-rows"}
)
"""How rows are told by why they are left out."""


class Left:
    """Counts what is left out of one table, for its account and its findings."""

    def __init__(self, recorder: Recorder, block: Block, plan: Plan) -> None:
        """Start with nothing left out."""
        self._recorder, self._block, self._plan = recorder, block, plan
        self._sheet = recorder.sheet
        self._others = plan.others
        self._levels = plan.indicator[:0:-1] if plan.indented else []
        """Columns of the inner levels of labels, the last one first."""
        self._reasons: dict[int, Reason] = {
            **dict.fromkeys(plan.unread, "unread"),
            **dict.fromkeys(plan.changes, "change"),
            **dict.fromkeys(plan.plans, "plan"),
        }
        self._columns: Counter[int] = Counter()
        """Columns left out, with the numbers in rows of ours."""
        self._within: Finding | None = None
        """The error of headings within the table, below which nothing is read."""
        self._rows: dict[Reason, tuple[Place, Counter[str]]] = {}
        """Rows left out by what says so, and where the first one stands."""
        self._unclear: set[str] = set()

    def row(self, reason: Reason, cells: Iterable[str]) -> None:
        """Count the numbers of some cells of a row."""
        self._recorder.left[reason] += sum(map(is_figure, cells))

    def beside(self, cells: Sequence[str], reason: Reason | None) -> None:
        """Count the numbers in columns that hold no values; `reason` is that of a whole row."""
        for index in self._others:
            cell = cells[index]
            if cell and not cell.isspace():
                self._columns[index] += reason is None
                if is_figure(cell):
                    self._recorder.left[reason or self._reasons[index]] += 1
        for index in self._levels:  # a number behind the label is no level of it
            if is_figure(cells[index]):
                self._columns[index] += reason is None
                self._recorder.left[reason or "unread"] += 1
            elif cells[index]:
                break

    def twin(self, index: int, cell: str) -> None:
        """Count a number in a column of another unit than the one beside it."""
        self._columns[index] += 1
        self._recorder.left["change"] += is_figure(cell)

    def outside(self, number: int, cells: Sequence[str]) -> None:
        """Tell a number beyond the header of a workbook's table."""
        figures = [i for i, cell in enumerate(cells) if is_figure(cell)]
        if figures:
            self._recorder.left["unread"] += len(figures)
            place = Place(self._sheet, number, len(self._block.facets) + figures[0] + 1)
            what = problem("column-unread", variant="heading", columns=(place.cell or "",),
                           count=len(figures))  # fmt: skip
            self._recorder.file.note(what, place, len(figures))

    def unclear(self, number: int, index: int, text: str) -> None:
        """Tell a text that may say that figures are no results, once."""
        if text not in self._unclear:
            self._unclear.add(text)
            tell(self._recorder.file, text, Place(self._sheet, number, index + 1))

    def goal(self, number: int, index: int, text: str, cells: Sequence[str]) -> None:
        """Count a row of targets."""
        self._skip("plan", Place(self._sheet, number, index + 1), text, cells)

    def aim(self, number: int, index: int, text: str, cell: str) -> None:
        """Count a number of a row of targets that has results in other columns."""
        place = Place(self._sheet, number, index + 1)
        self._rows.setdefault("plan", (place, Counter()))[1][text] += 1
        self.row("plan", [cell])

    def other(self, number: int, name: str, cells: Sequence[str]) -> None:
        """Count a row of another measure: at constant prices, an index."""
        self._skip("change", Place(self._sheet, number, self._plan.values[0] + 1), name, cells)

    def deleted(self, number: int, index: int, cells: Sequence[str]) -> None:
        """Count a row that says of itself that it is deleted, told where it has a number."""
        if any(is_figure(cells[i]) for i in self._plan.values):
            names = (cells[i] for i in self._plan.indicator)
            name = next(filter(None, names), cells[index])
            self._skip("series", Place(self._sheet, number, index + 1), name, cells)

    def _skip(self, reason: Reason, place: Place, text: str, cells: Sequence[str]) -> None:
        self._rows.setdefault(reason, (place, Counter()))[1][text] += 1
        self.row(reason, (cells[i] for i in (*self._plan.values, *self._others)))

    def beyond(self, cells: Sequence[str]) -> bool:
        """Whether a row has more than empty cells beyond its header."""
        return bool(filled(cells[len(self._block.facets) :]))

    def ragged(self, number: int, cells: Sequence[str]) -> None:
        """Tell a row that is longer than its header: its cells may have been shifted."""
        width = len(self._block.facets)
        surplus = next(i for i, cell in enumerate(cells) if i >= width and cell.strip())
        first = min(self._plan.values)
        cut = next((i for i in range(first, len(cells) - 1) if _is_cut(*cells[i : i + 2])), None)
        reading = f"{cells[cut]},{cells[cut + 1]}" if cut is not None else ""
        what = problem("row-ragged", cells=len(cells), columns=width,
                       found=found(cells[surplus].strip()), reading=reading)  # fmt: skip
        self._refuse(what, Place(self._sheet, number, (surplus if cut is None else cut) + 1), cells)

    def moved(
        self, number: int, cells: Sequence[str], columns: tuple[int, int], name: str = ""
    ) -> None:
        """Tell a row whose cells do not stand below their headings.

        `columns` are the one of the indicators, and the one in which its own stands; `name` is
        that of an indicator among the words of a cell.
        """
        where, stands = columns
        what = problem("row-ragged", variant="moved", found=found(cells[stands].strip()),
                       columns=found(self._name(where)))  # fmt: skip
        self._refuse(what, Place(self._sheet, number, stands + 1), [name, *cells])

    def continued(self, number: int, text: str, name: tuple[str, ...]) -> None:
        """Tell a row that goes on with the name of the row above it, `name` as it was read."""
        what = problem("indicator-unknown", variant="continued", found=found(text),
                       indicator=found(" ".join(name)))  # fmt: skip
        place = Place(self._sheet, number, min(self._plan.indicator) + 1)
        self._recorder.file.block(what, place, self._of(name))

    def renamed(self, number: int, columns: Sequence[int], cells: Sequence[str]) -> None:
        """Tell a row of headings within the table: what is below it is not read."""
        texts = tuple(found(cells[index]) for index in columns)
        what = problem("column-ambiguous", variant="within", found=texts)
        place = Place(self._sheet, number, columns[0] + 1)
        self._within = self._recorder.file.block(what, place, Cells((), ()))

    def below(self, cells: Sequence[str]) -> bool:
        """Whether a row stands below such headings; then what it may be of is blocked."""
        if self._within is None:
            return False
        self._recorder.file.block_by(self._within, self._of(cells))
        self.row("error", (cells[i] for i in (*self._plan.values, *self._others)))
        return True

    def _refuse(self, what: Problem, place: Place, cells: Sequence[str]) -> None:
        """Tell a row of which nothing is read, and what it would have been of."""
        self._recorder.file.block(what, place, self._of(cells))
        self.row("error", cells)

    def _of(self, cells: Sequence[str]) -> Cells:
        """Return what a row may be of: the first indicator and area that it names."""
        context = self._recorder.file.context
        names = (context.indicators.find((cell,)) for cell in cells if cell)
        ours = (name.id for name in names if isinstance(name, Indicator))
        above = (self._block.facets[i].indicator_id for i in self._plan.values)
        first_of_ours = next(chain(ours, filter(None, above)), None)
        areas = (area.id for cell in cells if cell and (area := context.areas.known(cell)))
        return Cells((first_of_ours,) if first_of_ours else (), (next(areas, None),))

    def untitled(self, rows: Iterable[Row], said: Around) -> None:
        """Count and tell all columns of a table none of whose headings is understood."""
        texts = self._recorder.file.context.texts
        for _, cells in rows:
            padded = [*cells, *[""] * (len(self._block.facets) - len(cells))]
            names = [padded[i] for i in self._plan.indicator] or [said.indicator]
            ours = any(type(name) is str and texts.read(name).indicator for name in names)
            self.beside(padded, None if ours else "series")
        self.finish()

    def finish(self) -> None:
        """Tell the columns and rows that were left out."""
        self._tell_columns()
        for reason, variant in _VARIANTS.items():
            if reason in self._rows:
                place, texts = self._rows[reason]
                self._tell(variant, list(texts)[:_EXAMPLES], texts.total(), place)

    def _tell(self, variant: str, names: Sequence[str], count: int, place: Place) -> None:
        """Tell rows or columns of targets, or of another measure."""
        examples = tuple(map(found, names))
        what = problem("rows-skipped", variant=variant, rows=count, examples=examples,
                       columns=examples)  # fmt: skip
        self._recorder.file.note(what, place, count)

    def _tell_columns(self) -> None:
        file, plan = self._recorder.file, self._plan
        groups: dict[str, list[int]] = {}
        values = set(plan.values)
        twins = dict.fromkeys(index for index in self._columns if index in values)
        for index in (*self._others, *twins, *self._levels):
            count, place, reason = (
                self._columns[index],
                self._place(index),
                self._reasons.get(index),
            )
            if reason == "plan":
                groups.setdefault("targets", []).append(index)
            elif count and (reason == "change" or index in twins):
                groups.setdefault("change", []).append(index)
            elif count and (not self._recorder.publisher or self._is_of_values(index)):
                variant = plan.unread.get(index, "heading")
                what = problem("column-unread", variant=variant,
                               columns=(found(self._name(index)),), count=count)  # fmt: skip
                file.note(what, place, count)
            elif count and self._block.axis:
                file.series.add(self._block.texts[index], place)
        for variant, indices in groups.items():
            names = [self._name(index) for index in indices]
            self._tell(variant, names, len(indices), self._place(indices[0]))

    def _is_of_values(self, index: int) -> bool:
        """Whether a publisher's column is called as SDMX calls that of the values."""
        return fold(self._block.texts[index]) == "observation value"

    def _name(self, index: int) -> str:
        return self._block.texts[index] or self._place(index).cell or ""

    def _place(self, index: int) -> Place:
        return Place(self._sheet, self._block.row, index + 1)


def _is_cut(first: str, second: str) -> bool:
    """Whether two cells look like a number cut at its decimal comma."""
    whole = first.strip().lstrip("-+").replace(".", "")
    return whole.isdecimal() and second.strip().rstrip("% ").isdecimal()
