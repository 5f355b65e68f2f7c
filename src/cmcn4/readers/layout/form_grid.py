"""A form with a line for each indicator and a column for each year, filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import TYPE_CHECKING

from cmcn4.model.account import ColumnRead, Reason, Role, TableRead
from cmcn4.model.form import COLUMN_MARK, REQUIRED_OF_YEARS, Asked
from cmcn4.model.observation import Place
from cmcn4.model.period import parse
from cmcn4.model.text import Text, fold
from cmcn4.readers.containers.cells import CellNumber, Merge, Row, Unusable
from cmcn4.readers.containers.form import Form
from cmcn4.readers.layout.form_rows import FormLabels
from cmcn4.readers.layout.headings.blocks import LAST_HEADER_ROW
from cmcn4.readers.layout.headings.columns import TITLES, meaning, names_of
from cmcn4.readers.layout.records.record import Record
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.surroundings.whose import Whose
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing

if TYPE_CHECKING:
    from cmcn4.model.finding import Finding
    from cmcn4.readers.layout.reader import Layout

_FEWEST = 3
"""Codes that make a row that of the column codes."""
_LEFT: Mapping[str, Reason] = {"number": "counter", "level": "plan"}
_ROLES: Mapping[str, Role] = {
    "number": "counter", "level": "plan", "indicator": "indicator", "breakdown": "breakdown",
    "area": "area", "unit": "unit", "status": "status", "source": "source",
    "released": "released", "note": "note",
}  # fmt: skip


@dataclass(slots=True)
class Grid:
    """Where the columns of such a form stand."""

    heading: int
    """Index of the row of headings."""
    codes: int | None
    """Index of the row of column codes, where it is still there."""
    texts: list[str]
    """The headings."""
    at: dict[str, int] = field(default_factory=dict)
    """The column, from 0, of each role."""
    years: dict[int, str] = field(default_factory=dict)
    """The year of each column of figures."""
    renamed: dict[int, str] = field(default_factory=dict)
    """Columns of a year whose headings name another period, with that year."""

    @property
    def body(self) -> int:
        """Index of the first row below the headings."""
        return 1 + (self.heading if self.codes is None else max(self.heading, self.codes))

    def missing(self, form: Form) -> tuple[Text, ...]:
        """Return the columns that figures need and that are not there."""
        wanted = (*REQUIRED_OF_YEARS, "breakdown") if form.broken_down else REQUIRED_OF_YEARS
        lost = [TITLES[role] for role in wanted if role not in self.at]
        there = {*self.years.values()}
        lost += [Text(vi=year, en=year) for year in form.years if year not in there]
        return tuple(lost if self.years or lost else [TITLES["period"]])


def grid_of(form: Form | None, rows: Sequence[Row]) -> Grid | None:
    """Return the columns of a form with years across, if the first rows of a sheet are one's."""
    for index, (_, cells) in enumerate(rows[:LAST_HEADER_ROW]):
        if sum(cell.startswith(COLUMN_MARK) for cell in cells) >= _FEWEST:
            above = (at for at in range(index - 1, -1, -1) if any(rows[at][1]))
            heading = next(above, index)
            return _columns(Grid(heading, index, rows[heading][1]), cells)
    if form is not None and (form.years or not form.rows):
        for index, (_, cells) in enumerate(rows[:LAST_HEADER_ROW]):
            roles = {known.role for cell in cells if cell and (known := meaning(cell))}
            if "indicator" in roles and "value" not in roles and any(map(_year, cells)):
                return _columns(Grid(index, None, cells), ())
    return None


def _columns(grid: Grid, codes: Sequence[str]) -> Grid:
    """Note what each column is: by its code, and by its heading where it has none."""
    width = max(len(grid.texts), len(codes))
    grid.texts = [*grid.texts, *[""] * (width - len(grid.texts))]
    for column, text in enumerate(grid.texts):
        code = codes[column] if column < len(codes) else ""
        said = code.removeprefix(COLUMN_MARK) if code.startswith(COLUMN_MARK) else ""
        known, period = meaning(text) if text else None, when(text) if text else None
        if said.isdecimal():
            grid.years[column] = said
            if period is not None and period.period.code != said:
                grid.renamed[column] = said
        elif said:
            # A heading that is that of another column has made this one another one.
            role = known.role if known and known.role in REQUIRED_OF_YEARS else said
            grid.at.setdefault(role, column)
        elif year := _year(text):
            grid.years[column] = year
        elif known and known.role in _ROLES:
            grid.at.setdefault(known.role, column)
    return grid


def _year(text: str) -> str:
    """Return the year that a heading names; empty where it names none."""
    known = when(text) if text else None
    return known.period.code if known is not None and known.period.code.isdecimal() else ""


def read_grid(
    layout: Layout, grid: Grid, first: Sequence[Row], rest: Iterable[Row]
) -> Problem | None:
    """Read the lines of a form; return why it cannot be read, or that nothing is filled in.

    `first` are the rows among which its headings are, `rest` those that follow.
    """
    file, raw = layout.file, layout.raw
    form = raw.form or Form(data=raw.sheet.name or "")
    header, top = first[grid.heading], first[grid.body - 1][0]
    below = chain(first[grid.body :], rest)
    missing = grid.missing(form)
    if missing:
        layout.left["error"] += sum(is_figure(cell) for _, cells in below for cell in cells)
        columns = names_of(header[1])
        return problem("column-missing", variant="form", missing=missing, columns=columns)
    _count_language(layout, grid)
    lines = _Lines(layout, grid, form)
    lines.refuse_renamed(header[0])
    before, last = len(file.observations), top
    for row, cells in below:
        lines.read(row, cells)
        last = row
    lines.recorder.finish()
    layout.left.update(lines.recorder.left)
    file.tables.append(
        TableRead(raw.sheet, (header[0], top), (top + 1, last), tuple(_columns_read(grid)), (),
                  len(file.observations) - before)
    )  # fmt: skip
    empty = not lines.filled and not grid.renamed
    return problem("file-empty", variant="form") if empty else None


class _Lines:
    """Reads lines, each a series with its years."""

    def __init__(self, layout: Layout, grid: Grid, form: Form) -> None:
        self.grid, self.form, self.left = grid, form, layout.left
        self.file, self.sheet = layout.file, layout.raw.sheet
        places = {role: column + 1 for role, column in grid.at.items()}
        self.recorder = Recorder(
            self.file, self.sheet, places, Whose(self.file, self.sheet, layout.by)
        )
        self.recorder.form = True
        self.recorder.headings = {role: grid.texts[at] for role, at in grid.at.items()}
        self.labels = FormLabels(form, grid.at, self.recorder)
        self.merged = dict(_merged(layout.raw.merges, grid))
        self._over: dict[tuple[int, int], str] = {}
        self.filled = False
        """Whether any line holds a value."""

    def refuse_renamed(self, row: int) -> None:
        """Refuse the figures below headings that name another year."""
        asked = [asked for asked, _ in self.form.rows.values()]
        names = tuple(dict.fromkeys(line.indicator for line in asked))
        areas = tuple(dict.fromkeys(line.area for line in asked))
        for column, year in self.grid.renamed.items():
            facts = {"found": found(self.grid.texts[column]), "expected": year}
            what = Problem("period-unreadable", {"variant": "form-row", **facts})
            self.file.block(what, Place(self.sheet, row, column + 1),
                            Cells(names, areas, parse(year)))  # fmt: skip

    def read(self, row: int, cells: list[str]) -> None:
        """Read one line; what stands in a column of years below the last one is no figure."""
        cells.extend([""] * (len(self.grid.texts) - len(cells)))
        values = {
            at: text
            for at in self.grid.years
            if isinstance(text := self._value(row, at, cells), Unusable) or not is_missing(text)
        }
        figures = sum(map(is_figure, values.values()))
        known = self.labels.known(cells)
        named = known is not None or not is_missing(cells[self.grid.at["indicator"]])
        headings = any(cell.startswith(COLUMN_MARK) for cell in cells)
        if not values or headings or not (named or figures):
            return
        self.filled = True
        self._count_left(cells)
        code = next((cell for cell in reversed(cells) if cell in self.form.rows), "")
        if not self.labels.resolve(row, cells, known):
            self.left["error"] += figures
            return
        start = len(self.file.findings)
        for at in [at for at in values if (row, at) in self.merged or at in self.grid.renamed]:
            value = values.pop(at)
            self.left["error"] += is_figure(value)
            if at not in self.grid.renamed:
                what = problem("number-unreadable", variant="merged", found=found(value))
                year = Asked(*known[0].series, self.grid.years[at]) if known else None
                self.labels.reject(what, (row, at), year)
        for record in self._records(row, code, cells, values):
            self.recorder.add(record)
        self.file.findings[start:] = _once(self.file.findings[start:])

    def _value(self, row: int, at: int, cells: list[str]) -> str:
        """Return what a cell holds, for merged ones what the first of them does."""
        first = self.merged.get((row, at))
        if first is None:
            return cells[at]
        if first == (row, at):
            self._over[first] = cells[at]
        return self._over.get(first, "")

    def _records(
        self, row: int, code: str, cells: list[str], values: Mapping[int, str]
    ) -> Iterator[Record]:
        """Yield the figures of a line.

        What was filled in when the form was made keeps its own source, day and status. Of the
        others the source and the note are the line's; status and day are those of the latest.
        """
        at = {role: cells[column] for role, column in self.grid.at.items()}
        earlier = {
            column: known
            for column, text in values.items()
            if (known := self.form.earlier.get((code, self.grid.years[column])))
            and _same(text, known.value)
        }
        new = [column for column in values if column not in earlier]
        latest = max(new, key=lambda column: self.grid.years[column], default=None)
        for column, text in values.items():
            own, last = earlier.get(column), column == latest
            status, released = at["status"] if last else "", at["released"] if last else ""
            origin = at["source"], at.get("url", ""), released, at.get("note", "")
            if own:
                status, origin = own.status, (own.source, own.url, own.released, own.note)
            yield Record(
                row, column + 1, text, (at["indicator"],), self.grid.years[column],
                area=(at["area"],), unit=at.get("unit", ""), status=status, origin=origin,
                breakdown=(at["breakdown"],) if "breakdown" in at else (),
            )  # fmt: skip

    def _count_left(self, cells: Sequence[str]) -> None:
        """Count the numbers in columns that hold no figures."""
        roles = {column: role for role, column in self.grid.at.items()}
        for column, text in enumerate(cells):
            if column not in self.grid.years and is_figure(text):
                self.left[_LEFT.get(roles.get(column, ""), "unread")] += 1


def _same(text: str, earlier: str) -> bool:
    """Whether a cell still holds the figure that was filled in when the form was made."""
    if isinstance(text, CellNumber):
        try:
            return Decimal(text) == Decimal(earlier)
        except InvalidOperation:
            return False
    return fold(text) == fold(earlier) and text.strip() == earlier.strip()


def _merged(
    merges: Iterable[Merge], grid: Grid
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield cells of figures that are merged over several lines or years, with their first one."""
    for top, left, bottom, right in merges:
        columns = [at for at in grid.years if left <= at + 1 <= right]
        if columns and (bottom > top or len(columns) > 1):
            for row in range(top, bottom + 1):
                yield from (((row, at), (top, left - 1)) for at in columns)


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings of one line, each once, although it holds for several years."""
    return list({(each.code, each.place): each for each in reversed(findings)}.values())[::-1]


def _count_language(layout: Layout, grid: Grid) -> None:
    languages = layout.file.context.languages
    for text in grid.texts:
        if text and (known := meaning(text)) and known.lang:
            languages[known.lang] = languages.get(known.lang, 0) + 1


def _columns_read(grid: Grid) -> Iterator[ColumnRead]:
    """Yield how the columns were taken."""
    roles = {column: _ROLES.get(role, "ignored") for role, column in grid.at.items()}
    for column, text in enumerate(grid.texts):
        year = grid.years.get(column, "")
        if text or year or column in roles:
            role: Role = "value" if year else roles.get(column, "ignored")
            yield ColumnRead(column + 1, text, role, "name", year)
