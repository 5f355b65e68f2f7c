"""A form with a line for each indicator and a column for each year, filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cmcn4.model.account import Reason, TableRead
from cmcn4.model.form import Asked
from cmcn4.model.observation import Place
from cmcn4.model.period import parse
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import CellNumber, Merge, Row, Unusable
from cmcn4.readers.containers.form import Form
from cmcn4.readers.layout.form_columns import Grid, columns_read, count_language, names_columns
from cmcn4.readers.layout.form_lines import FormLines
from cmcn4.readers.layout.form_rows import FormLabels
from cmcn4.readers.layout.form_texts import FormTexts
from cmcn4.readers.layout.headings.columns import names_of
from cmcn4.readers.layout.records.record import Record
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.rows.marks import surest
from cmcn4.readers.layout.surroundings.whose import Whose
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.phrases import is_missing

if TYPE_CHECKING:
    from cmcn4.model.finding import Finding
    from cmcn4.readers.layout.reader import Layout

_LEFT: Mapping[str, Reason] = {"number": "counter", "level": "plan"}


def read_grid(
    layout: Layout, grid: Grid, first: Sequence[Row], rest: Iterable[Row]
) -> Problem | None:
    """Read the lines of a form; return why it cannot be read, or that nothing is filled in.

    `first` are the rows among which its headings are, `rest` those that follow.
    """
    file, raw = layout.file, layout.raw
    form = raw.form or Form(data=raw.sheet.name or "")
    header, top = first[grid.heading], first[grid.body - 1][0]
    below = [*first[grid.body :], *rest]
    missing = grid.missing(form)
    if missing:
        layout.left["error"] += sum(is_figure(cell) for _, cells in below for cell in cells)
        columns = names_of(header[1])
        return problem("column-missing", variant="form", missing=missing, columns=columns)
    count_language(file, grid)
    lines = _Lines(layout, grid, form)
    lines.refuse_renamed(header[0])
    before, last = len(file.observations), top
    if wrong := lines.lines.around(first[: grid.heading], header, below):
        file.block(*wrong, lines.lines.all_of())
        layout.left["error"] += sum(is_figure(cell) for _, cells in below for cell in cells)
        return None
    texts = FormTexts(lines.recorder, grid, header[0], form.rows)
    for row, cells in below:
        if lines.read(row, cells):
            texts.of_line(row, cells)
        last = row
    texts.of_notes(lines.lines.unread)
    lines.recorder.finish()
    layout.left.update(lines.recorder.left)
    file.tables.append(
        TableRead(raw.sheet, (header[0], top), (top + 1, last), tuple(columns_read(grid)), (),
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
        self.lines = FormLines(self.labels, grid)
        self.merged = dict(_merged(layout.raw.merges, grid))
        self._over: dict[tuple[int, int], str] = {}
        self.filled = False
        """Whether any line holds a value."""

    def refuse_renamed(self, row: int) -> None:
        """Refuse the figures below headings that name another year."""
        for column, year in self.grid.years.items():
            if self.labels.visible.heading(self.grid.texts[column], year):
                self.grid.renamed[column] = year
        for column, year in self.grid.renamed.items():
            facts = {"found": found(self.grid.texts[column]), "expected": year}
            what = Problem("period-unreadable", {"variant": "form-row", **facts})
            self.file.block(what, Place(self.sheet, row, column + 1),
                            self.lines.all_of(parse(year)))  # fmt: skip

    def read(self, row: int, cells: list[str]) -> bool:
        """Read one line; what stands in a column of years below the last one is no figure.

        Returns whether it is one with values.
        """
        cells.extend([""] * (len(self.grid.texts) - len(cells)))
        values = {
            at: text
            for at in self.grid.years
            if isinstance(text := self._value(row, at, cells), Unusable) or not is_missing(text)
        }
        figures = sum(map(is_figure, values.values()))
        known = self.labels.known(cells)
        named = known is not None or not is_missing(cells[self.grid.at["indicator"]])
        if not values or names_columns(cells) or not (named or figures):
            return False
        self.filled = True
        self._count_left(cells)
        code = next((cell for cell in reversed(cells) if cell in self.form.rows), "")
        if not self.labels.resolve(row, cells, known):
            self.left["error"] += figures
            return False
        wrong, noted = self.lines.beside(cells, known and known[0])
        if wrong:
            self.labels.reject(wrong[1], (row, wrong[0]), known and known[0])
            self.left["error"] += figures
            return False
        start = len(self.file.findings)
        for at in [at for at in values if (row, at) in self.merged or at in self.grid.renamed]:
            value = values.pop(at)
            self.left["error"] += is_figure(value)
            if at not in self.grid.renamed:
                what = problem("number-unreadable", variant="merged", found=found(value))
                year = Asked(*known[0].series, self.grid.years[at]) if known else None
                self.labels.reject(what, (row, at), year)
        for record in self._records(row, code, cells, values):
            self.recorder.add(record._replace(status=surest(record.status, noted)))
        self.file.findings[start:] = _once(self.file.findings[start:])
        return True

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
