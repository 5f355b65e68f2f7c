"""One table: what it is, what stands around it, its rows, and how it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from cmcn4.model import form
from cmcn4.model.account import Reason, TableRead
from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Place
from cmcn4.readers.containers.cells import RawSheet, Row
from cmcn4.readers.layout.headings.block import Block, filled
from cmcn4.readers.layout.headings.columns import REQUIRED, TITLES, meaning, names_of
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.layout.roles.headed import headings_of_names
from cmcn4.readers.layout.roles.looks import Looks, is_figure
from cmcn4.readers.layout.roles.plan import Fault, Plan, columns_read
from cmcn4.readers.layout.roles.roles import plan
from cmcn4.readers.layout.roles.traits import (
    count_languages,
    goal_columns,
    is_publisher,
    names_series,
    spoken,
    unsure_headings,
)
from cmcn4.readers.layout.roles.wrong import spread
from cmcn4.readers.layout.rows.above import Above
from cmcn4.readers.layout.rows.labels import Labels
from cmcn4.readers.layout.rows.left import Left
from cmcn4.readers.layout.rows.rows import Rows
from cmcn4.readers.layout.rows.table import Table
from cmcn4.readers.layout.rows.unheard import keep_elsewhere, keep_unread
from cmcn4.readers.layout.surroundings.around import Around, around, tell_doubts
from cmcn4.readers.layout.surroundings.captions import Titles
from cmcn4.readers.layout.surroundings.contradicted import tell_contradicted
from cmcn4.readers.layout.surroundings.footer import Footer, ended, footer, sources
from cmcn4.readers.layout.surroundings.lines import over
from cmcn4.readers.layout.surroundings.submitter import Submitter, spoken_above
from cmcn4.readers.layout.surroundings.whose import Whose
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells, FileReading
from cmcn4.readers.sieve import NotSifted
from cmcn4.readers.values.periods import when

_REQUIRED = frozenset(REQUIRED)
_FOOTER = 40
"""Rows at the end of a table that may hold its source."""


class Layout:
    """What the tables of one sheet share."""

    def __init__(self, file: FileReading, raw: RawSheet, texts: Texts, by: Submitter) -> None:
        """Start with nothing left out."""
        self.file, self.raw, self.texts, self.by = file, raw, texts, by
        self.left: Counter[Reason] = Counter()
        self.read = 0
        """Tables read so far."""
        self.streaming = False
        """Whether the rows of the table are taken as they come, so that another may follow."""
        self.another: Row | None = None
        """The header of another table at which the last one ended."""
        self.titles = Titles(texts)
        self._body: Sequence[Row] | None = None
        self._below = Footer()

    def below(self, body: Sequence[Row]) -> Footer:
        """Return what the end of a body says; of rows still to come, their sources alone."""
        if body is not self._body:
            self._below = footer([] if self.streaming else ended(body), self.raw.sheet)
            self._body = body
            self._below.sources = sources(body[-_FOOTER:], self.raw.sheet)
        return self._below

    def streams(self, block: Block, first: Sequence[Row]) -> bool:
        """Whether each row of a table says itself all that is to be known of it."""
        return self.raw.form is not None or (
            {facets.role for facets in block.facets} >= _REQUIRED
            and len(block.values) == 1
            and not block.axis
            and bool(first)
        )

    def is_ours(self, block: Block, body: Sequence[Row]) -> bool:
        """Whether a table that cannot be read may be one of ours, and not just any table."""
        looks = Looks(body, self.file.context)
        return any(facets.indicator for facets in block.facets) or any(
            map(looks.ours, block.all("indicator"))
        )

    def count_body(self, block: Block, body: Iterable[Row], *, ours: bool) -> tuple[str, ...]:
        """Count the numbers of a table that could not be read.

        Returns what of ours its rows name, for which they have figures, where the table is not.
        """
        skipped = {i for i, each in enumerate(block.facets) if each.role in ("period", "ignored")}
        named: list[str] = []
        for _, cells in body:
            figures = sum(is_figure(c) for i, c in enumerate(cells) if i not in skipped)
            name = self._without_header(cells) if figures and not ours else None
            named += name[1] if name else ()
            self.left["error" if ours or name else "series"] += figures
        return tuple(dict.fromkeys(named))

    def nearly(self, rows: Sequence[Row]) -> tuple[bool, Problem, Place] | None:
        """Return what the row nearest to a header lacks.

        First stands whether the table is surely one of ours.
        """
        best, at = set[str](), Place(self.raw.sheet)
        names: list[str] = []
        for number, cells in rows:
            roles = {known.role for cell in cells if cell and (known := meaning(cell))}
            if (len(roles & _REQUIRED), len(roles)) > (len(best & _REQUIRED), len(best)):
                best, at, names = roles, Place(self.raw.sheet, number), cells
        if not best & _REQUIRED:
            return None
        wanted = form.REQUIRED if self.raw.form else REQUIRED
        missing = tuple(TITLES[role] for role in wanted if role not in best)
        facts = {"missing": missing, "columns": names_of(names)}
        what = Problem("column-missing", facts | ({"variant": "form"} if self.raw.form else {}))
        return len(best & _REQUIRED) > 1, what, at

    def count_outside(
        self, rows: Iterable[Row], spans: Sequence[tuple[int, int]], below: Block | None
    ) -> tuple[str, ...]:
        """Count the numbers that stand outside all tables; return of which indicators of ours.

        They are told where `below` is the first table that was read, if one was.
        """
        inside = {i for top, end in spans for i in range(top, end)}
        outside = [row for index, row in enumerate(rows) if index not in inside]
        above = Above(below, outside, self.raw.sheet, self.file.context) if below else None
        lost: list[tuple[int, str, tuple[str, ...]]] = []
        for number, cells in outside:
            name = self._without_header(cells)
            of_columns = above.indicators(number, cells) if above and not name else ()
            if of_columns:
                name = filled(cells)[0], of_columns
            self.left["error" if name else "surroundings"] += sum(map(is_figure, cells))
            lost += [(number, *name)] if name else []
        ids = tuple(dict.fromkeys(chain.from_iterable(each for _, _, each in lost)))
        if lost and below:
            what = problem("header-not-found", variant="above", rows=len(lost), row=below.row,
                           found=found(lost[0][1]))  # fmt: skip
            self.file.block(what, Place(self.raw.sheet, lost[0][0]), Cells(ids, (None,)))
        return ids

    def _without_header(self, cells: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
        """Return the name and id of an indicator of ours that a row has figures for."""
        find = self.file.context.indicators.find
        for at, text in enumerate(cells):
            if not text or is_figure(text):
                continue
            named = find((self.texts.read(text).indicator or text,))
            if isinstance(named, Indicator):
                own = any(is_figure(cell) and when(cell) is None for cell in cells[at + 1 :])
                return (text, (named.id,)) if own else None
        return None


def read_block(
    layout: Layout, block: Block, above: Sequence[Row], body: tuple[Sequence[Row], Iterable[Row]]
) -> Fault | None:
    """Read one table; `body` is what is known of its rows, and all of them."""
    file, raw = layout.file, layout.raw
    sample, rows = body
    said, by = _surroundings(layout, block, above, sample)
    lacking = _lacking(raw, block)
    made = Fault(lacking) if lacking else plan(block, sample, said, file.context, by.area)
    made = spread(made, block, raw.merges, sample) or made
    made = headings_of_names(made, block, said, (raw.sheet, layout.texts)) or made
    if isinstance(made, Fault):
        return made
    whose = Whose(file, raw.sheet, by, said.source)
    recorder = _recorder(layout, block, made, sample, whose)
    context = recorder.settling.context = spoken(block, said, raw.sheet)
    count_languages(file, block)
    before = file.read
    unsure_headings(file, raw.sheet, (block, made), context)
    if unsure := _unsure_title(layout, made, said, context):
        return Fault(unsure)
    if not made.values:
        Left(recorder, block, made).untitled(rows, said)
        layout.left.update(recorder.left)
        return None
    of = made.indicator, said.titles
    table_rows = Rows(
        block=block, plan=made, said=said, texts=layout.texts, merges=raw.merges,
        goals=goal_columns(block, made, sample, layout.texts),  # before what is left of the plan
        recorder=recorder, left=Left(recorder, block, made),
        labels=Labels(layout.texts, file.context.areas, of, indented=made.indented),
    )  # fmt: skip
    _read_rows(layout, table_rows, (sample, _resolved(raw, block, recorder, rows)))
    layout.left.update(recorder.left)
    count = file.read - before
    tell_doubts(said, file, count, own=raw.form is not None)
    if count:
        keep_unread(recorder, (block, made, table_rows.beside), layout.texts, raw.form)
        keep_elsewhere(file, by, made, file.observations[-count:])
    tell_contradicted(file, (block, made, said), (above, sample), layout.texts, count)
    if count and "source" not in made.single and not said.source:
        what = problem("source-missing", variant="column", rows=count)
        file.note(what, Place(raw.sheet, block.row), count)
    first, last = (sample[0][0], sample[-1][0]) if sample else (block.row + 1, block.row + 1)
    file.tables.append(
        TableRead(raw.sheet, (block.first, block.row), (first, last), columns_read(made, block),
                  (*said.said, *whose.said()), count)
    )  # fmt: skip
    return None


def _surroundings(
    layout: Layout, block: Block, above: Sequence[Row], sample: Sequence[Row]
) -> tuple[Around, Submitter]:
    """Return what stands around a table, and who sends it."""
    by, sheet, context = layout.by, layout.raw.sheet, layout.file.context
    if block.span:
        layout.texts.count_table(len(block.facets))  # others were counted where they were found
        above = [*over(above, block.span)]
    if block.span or layout.read:
        by = by.below(spoken_above(above, sheet, context.areas))
    above = above if block.span else layout.titles.above(block.texts, above)
    layout.read += 1
    below = layout.below(sample)
    if by.says_nothing and below.rows:
        signed = spoken_above(below.rows, sheet, context.areas)
        known = context.vocabulary.catalogue.areas.get(signed.area)
        by = by.below(signed) if known and known.kind == "province" else by
    return around(above, below, sheet, layout.texts), by


def _read_rows(layout: Layout, of: Rows, body: tuple[Sequence[Row], Iterable[Row]]) -> None:
    """Read the rows of a table, or those that an engine has left, if there is one."""
    (sample, rows), file, raw = body, layout.file, layout.raw
    of.streams = layout.streaming and raw.form is None
    table = Table(of, ragged=raw.sheet.name is None)
    if file.context.sieve and raw.lines and table.single:
        file.sieved = file.context.sieve.sift(table, raw.lines, sample)
    layout.another = table.read(file.sieved.others() if file.sieved else rows)
    if (layout.another or of.within) and file.sieved:
        raise NotSifted  # the engine has read the rows below by the wrong header
    of.recorder.finish()
    of.parts.tell(of.recorder, of.block.row)


def _recorder(
    layout: Layout, block: Block, made: Plan, sample: Sequence[Row], whose: Whose
) -> Recorder:
    """Return what types the records of a table, told what kind of table it is."""
    file, raw = layout.file, layout.raw
    recorder = Recorder(file, raw.sheet, made.columns, whose)
    recorder.publisher = is_publisher(block, made, sample, file.context)
    recorder.series = recorder.publisher and names_series(block, made)
    file.published |= recorder.publisher
    recorder.areas.apart = bool(made.region)
    recorder.form = raw.form is not None
    if recorder.form:
        made.unread.clear()  # its own column of codes
    recorder.headings = {
        role: block.texts[at - 1] for role, at in made.columns.items() if at <= len(block.texts)
    }
    return recorder


def _lacking(raw: RawSheet, block: Block) -> Problem | None:
    """Return what a form lacks."""
    if raw.form is None:
        return None
    from cmcn4.readers.layout.form_rows import lacks  # noqa: PLC0415 - few files are forms

    return lacks(raw.form, block)


def _resolved(
    raw: RawSheet, block: Block, recorder: Recorder, rows: Iterable[Row]
) -> Iterable[Row]:
    """Return the rows, those of a form with what was asked in them."""
    if raw.form is None:
        return rows
    from cmcn4.readers.layout.form_rows import FormRows  # noqa: PLC0415 - as above

    return FormRows(raw.form, block, recorder, raw.merges).resolved(rows)


def _unsure_title(
    layout: Layout, made: Plan, said: Around, spoken_: frozenset[str]
) -> Problem | None:
    """Return the problem of a title that names an index by initials it shares."""
    context = layout.file.context
    named = context.indicators.find((said.indicator,)) if said.indicator else None
    if made.indicator or not isinstance(named, Indicator):
        return None
    return context.meanings.unsettled((said.indicator,), named, spoken_)
