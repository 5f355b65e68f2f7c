"""The annex while it is written: its blocks in order, the numbers of sections, tables, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import count

from cmcn4.locale.writing import writing
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation, Place, Sheet
from cmcn4.model.report import Assessment, Report
from cmcn4.model.target import Pack
from cmcn4.model.verdict import Answer, Verdict
from cmcn4.reporters.docx.page import Chart
from cmcn4.reporters.docx.xml import (
    ACROSS,
    UPRIGHT,
    Band,
    Cell,
    Column,
    Row,
    Table,
    Xml,
    breakable,
    cell,
    marked,
    numbered,
    paragraph,
    run,
    sentence,
    table,
    tied,
)
from cmcn4.reporters.presentation.explaining.explanation import Elsewhere
from cmcn4.reporters.presentation.figures import own_evidence
from cmcn4.reporters.presentation.gaps import Group
from cmcn4.reporters.presentation.scopes import areas_of
from cmcn4.reporters.presentation.verdicts import is_level
from cmcn4.reporters.presentation.words import Words, place_in_words

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NONE = "–"
_NUMBER = 11
"""Millimetres of the column that counts rows."""
MOST_ROWS = 200
"""Rows of one table; what is beyond is counted, and stands in CSV and XLSX."""
MOST_AREAS = 100
"""Areas told one by one, those with the worst gaps first."""
MOST_PLACES = 8
"""Cells named of one source or one finding; the others are counted."""


class Note(NamedTuple):
    """What a number in square brackets stands for: figures of one source, and where they stand."""

    figure: str
    source: str
    released: str
    url: str
    places: tuple[Place, ...]


class Annex:
    """Blocks of the document; its notes are numbered as they are first cited."""

    def __init__(self, report: Report, words: Words) -> None:
        """Start with nothing written."""
        self.report, self.words = report, words
        self.blocks: list[Xml] = []
        self.charts: list[Chart] = []
        self.notes: dict[Note, int] = {}
        """Each note with its number."""
        self.several = len(areas_of(report)) > 1
        """Whether a row has to say which area it is of."""
        self.across = True
        """Whether the paper lies."""
        self._numbers: dict[int, int] = {}
        self.counted: Sequence[object] = ()
        """The targets whose numbers of areas the first page has told."""
        self.in_full: frozenset[str] = frozenset()
        """Areas whose results are told target by target, and so not again among many."""
        self._sections = self._parts = self._tables = self._figures = 0
        self._section = ""
        self._elsewhere = Elsewhere(report)

    def begin(self, *, across: bool) -> None:
        """Begin a chapter on paper of its own: its sections are counted from I."""
        self.across = across
        self._sections, self._section = 0, ""

    def number(self, found: Iterable[tuple[int, Group]]) -> None:
        """Give rows of the results their numbers."""
        for number, group in found:
            for each in group:
                self._numbers[id(each)] = number

    def number_of(self, group: Group) -> int | None:
        """Return the number of a row of the results; None where nobody refers to it."""
        return self._numbers.get(id(group[0]))

    def say(self, key: str, **facts: object) -> str:
        """Return a text of the document's own room."""
        return self.words.composed(f"docx.{key}", **facts)

    def line(self, style: str, text: str) -> None:
        """Write a paragraph."""
        self.blocks.append(paragraph(style, run(text)))

    def section(self, key: str) -> None:
        """Begin a section: I, II, III; nothing where it has begun."""
        if key == self._section:
            return
        self._section, self._parts = key, 0
        self.line("Heading1", f"{ROMAN[self._sections]}. {self.say(key)}")
        self._sections += 1

    def part(self, text: str) -> None:
        """Begin a part of a section: 1, 2, 3."""
        self._parts += 1
        self.line("Heading2", f"{self._parts}. {text}")

    def body(self, text: str) -> None:
        """Write a paragraph of the running text."""
        self.line("BodyText", text)

    def item(self, text: str) -> None:
        """Write an item of a list."""
        self.line("ListBullet", f"- {text}")

    def left(self, count: int) -> str:
        """Return what is said where rows were left out, and where they are; empty without any."""
        return self.say("left", count=count) if count > 0 else ""

    def table(self, shown: Table, note: str = "") -> None:
        """Write a table below its numbered caption, and what is to be said of it below."""
        self._tables += 1
        label = self.words.say("docx.table")
        self.blocks += [numbered(label, self._tables, shown.caption), table(shown)]
        after = "AfterTableSmall" if shown.small else "AfterTable"
        self.line(after if note else "TableEnd", note)

    def listing(
        self, caption: str, columns: Sequence[Column], rows: Iterable[Row], note: str = ""
    ) -> None:
        """Write a table whose rows are numbered, each after its number; headings have none."""
        numbers = count(1)
        numbered_rows = [
            row if isinstance(row, Band) else [cell(str(next(numbers))), *row] for row in rows
        ]
        number = Column(self.say("column.number"), _NUMBER, centred=True)
        self.table(
            Table(caption, self.filled([number, *columns]), numbered_rows, small=not self.across),
            note,
        )

    def itemised(
        self,
        caption: str,
        columns: Sequence[Column],
        found: Sequence[tuple[Group, Sequence[Cell]]],
        note: str = "",
    ) -> None:
        """Write a table whose rows have the numbers by which the first page refers to them."""
        numbers = [self.number_of(group) for group, _ in found]
        if None in numbers:
            self.listing(caption, columns, [row for _, row in found], note)
            return
        number = Column(self.say("column.item"), _NUMBER, centred=True)
        numbered_rows = [
            [cell(str(known)), *row] for known, (_, row) in zip(numbers, found, strict=True)
        ]
        self.table(Table(caption, self.filled([number, *columns]), numbered_rows), note)

    def filled(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Return columns of which the one without a width takes what the others leave."""
        rest = (ACROSS if self.across else UPRIGHT) - sum(column.width for column in columns)
        return tuple(column if column.width else column._replace(width=rest) for column in columns)

    def figure_caption(self, text: str) -> Xml:
        """Return the numbered caption of the next chart."""
        self._figures += 1
        return numbered(self.say("figure"), self._figures, text)

    def column(self, name: str) -> str:
        """Return the title of a column that other views have, too."""
        room = "column" if name in ("area", "contested") else "gaps.column"
        return sentence(self.words.composed(f"{room}.{name}"))

    def cite(self, each: Assessment) -> Cell:
        """Return the sources of a verdict with the numbers of the notes on its figures."""
        if each.interval is None:
            return []
        found: dict[Note, list[Place]] = {}
        for row in own_evidence(each):
            found.setdefault(self._note(each, row), []).append(row.place)
        notes = [note._replace(places=tuple(places)) for note, places in found.items()]
        for note in notes:
            self.notes.setdefault(note, len(self.notes) + 1)
        names = dict.fromkeys(note.source for note in notes)
        marks = " ".join(f"[{self.notes[note]}]" for note in notes)
        return [run(tied(f"{'; '.join(names)} {marks}"))]

    def _note(self, each: Assessment, row: Observation) -> Note:
        """Return the note on a figure, without its place."""
        words, origin = self.words, row.origin
        name = words.catalogue.indicators[row.indicator].names.get(words.lang)
        of_area = words.area(each.area) if self.several else ""
        none = words.say("cite.assumed") if row.assumed else self.say("source.none")
        return Note(
            figure=" – ".join(filter(None, (name, of_area))),
            source=words.source(origin.source) or none,
            released=words.say("docx.date", date=origin.released) if origin.released else "",
            url=origin.url,
            places=(),
        )

    def place(self, place: Place) -> str:
        """Return where something stands; the file's name only where there are several."""
        if len(self.report.inputs) == 1 and place.cell:
            return f"{place.sheet.name}!{place.cell}" if place.sheet.name else place.cell
        return breakable(place_in_words(place))

    def document(self, pack: Pack) -> str:
        """Return a document by its whole name: the day as a decree's title has it."""
        document = pack.document
        day = dt.date.fromisoformat(document.issued)
        return self.say(
            "document.named",
            name=document.name or document.number or document.title,
            date=writing(self.words.lang).long_date(day),
            issuer=document.issuer,
        )

    def documents(self, group: Group) -> str:
        """Return the documents that demand it, each by its name in a sentence."""
        packs = (check.chosen.pack for check in group)
        names = (
            pack.document.name.get(self.words.lang) if pack.document.name else pack.cited
            for pack in packs
        )
        return ", ".join(dict.fromkeys(names))

    def standing(self, group: Group) -> str:
        """Return where a wording stands: the documents, with the clause of each that has one."""
        named = (
            ", ".join(filter(None, (check.chosen.target.clause, self.documents([check]))))
            for check in group
        )
        return ", ".join(dict.fromkeys(named))

    def wording(self, group: Group, *, horizon: bool = False) -> Cell:
        """Return what is demanded: the short name, then the wording of each document."""
        target = group[0].chosen.target
        title = self.words.title(target) if horizon else target.title.get(self.words.lang)
        # Wordings that differ in capitals alone are one; the first document's stands.
        alike: dict[str, Group] = {}
        for check in group:
            alike.setdefault(check.chosen.target.quote.casefold(), []).append(check)
        quotes = [
            Xml(
                run(f"“{same[0].chosen.target.quote}”", "Wording")
                + run(f" ({self.standing(same)})")
            )
            for same in alike.values()
        ]
        others = [self._other(each) for each in self._elsewhere.others(group)]
        told = f"{self.words.say('explain.others')}: {'; '.join(others)}."
        named, number = run(title, "Strong"), self.number_of(group)
        if number is not None:
            named = marked(named, f"m{number}", number)
        return [named, *quotes, *([run(told)] if others else [])]

    def _other(self, each: Assessment) -> str:
        """Return what another document demands of the same indicator, and what came of it."""
        horizon, wanted = self.words.horizon(each.chosen.target), tied(self.words.wanted(each))
        verdict = self.verdict(each).lower()
        return f"{self.documents([each])}, {horizon}: {wanted} ({verdict})"

    def verdict(self, each: Assessment) -> str:
        """Return the verdict that counts, as a document says it."""
        if is_level(each) and each.answer in (Answer.YES, Answer.NO):
            return self.say("verdict.above" if each.answer is Answer.YES else "verdict.below")
        early = ".early" if each.decided is Verdict.PASS and not each.due else ""
        return self.say(f"verdict.{each.decided.value}{early}")

    def places(self, found: Iterable[Place]) -> str:
        """Return places, each sheet named once; the first by name, the rest by their number."""
        found = list(dict.fromkeys(found))
        shown: dict[Sheet, list[str]] = {}
        for place in found[:MOST_PLACES]:
            named = shown.setdefault(place.sheet, [])
            named.append(place.cell if named and place.cell else self.place(place))
        text = "; ".join(", ".join(named) for named in shown.values())
        left = len(found) - MOST_PLACES
        return self.say("places.more", places=text, count=left) if left > 0 else text
