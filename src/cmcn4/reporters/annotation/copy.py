"""An annotated copy: the workbook as it was submitted, with each finding as a comment on its cell.

Loading and saving a workbook loses what the library does not know, and stored results of formulas;
here single parts of the package are extended, and every other byte stays.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cmcn4.model.finding import Finding, Level
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import column_letters
from cmcn4.model.report import Report
from cmcn4.reporters.annotation.comments import Comments, Run
from cmcn4.reporters.annotation.package import NotAnnotated, Package, SheetPart
from cmcn4.reporters.annotation.sheet import Worksheet, worksheet
from cmcn4.reporters.annotation.threads import with_replies
from cmcn4.reporters.annotation.vml import Box, block_count, blocks, with_boxes
from cmcn4.reporters.annotation.xml import Malformed, parse
from cmcn4.reporters.presentation.outline import LEVELS, worst_first
from cmcn4.reporters.presentation.words import Words

__all__ = ["Annotated", "NotAnnotated", "annotated"]

MOST = 20_000
"""Comments on one sheet; with many more, Excel hardly opens it."""
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_COLOURS: dict[Level, str] = {"error": "#ffe0e0", "warning": "#fff4cc", "note": "#e6f0ff"}
_LINE, _CHARACTER, _MARGIN = 15, 6.5, 16
_NARROW, _WIDE, _HIGHEST = 300, 540, 900
_LONG = 700
"""Characters from which on a box is wide."""

Cell = tuple[int, int]


class Annotated(NamedTuple):
    """A copy, and how many cells have no comment because there was no room for it."""

    content: bytes
    left_out: int


def annotated(content: bytes, report: Report, path: str, lang: str) -> Annotated:
    """Return a workbook with the report's findings on it; without any, the bytes as they are.

    Raises NotAnnotated where a workbook is signed, or its package is not as it should be.
    """
    found = worst_first(finding for finding in report.told if finding.place.sheet.path == path)
    if not found:
        return Annotated(content, 0)
    try:
        copy = _Copy(Package(content), Words(lang, report.catalogue), report.as_of.isoformat())
        copy.annotate(found)
        return Annotated(copy.package.save(), copy.left_out)
    except zipfile.LargeZipFile as error:
        raise NotAnnotated("large") from error
    except (Malformed, zipfile.BadZipFile, zlib.error, struct.error, LookupError, StopIteration,
            ValueError, NotImplementedError, EOFError) as error:  # fmt: skip
        # A package that another program could read, but in which we do not find our way.
        raise NotAnnotated("damaged") from error


class _Copy:
    """A workbook to which comments are added sheet by sheet."""

    def __init__(self, package: Package, words: Words, day: str) -> None:
        self.package, self.words, self.day = package, words, day
        drawings = (name for name in package.archive.names if name.lower().endswith(".vml"))
        self.block = max((blocks(package.read(name)) for name in drawings), default=0) + 1
        """The next block of numbers for shapes."""
        self.left_out = 0
        """Cells without a comment for want of room."""

    def annotate(self, found: list[Finding]) -> None:
        """Put all findings on their sheets."""
        by_sheet: dict[str, list[Finding]] = defaultdict(list)
        named = {sheet.name: sheet for sheet in self.package.sheets}
        # What is said of the whole file is said where it is seen first.
        seen = (sheet for sheet in self.package.sheets if sheet.visible)
        first = next(seen, self.package.sheets[0])
        for finding in found:
            by_sheet[named.get(finding.place.sheet.name or "", first).part].append(finding)
        for sheet in {sheet.part: sheet for sheet in self.package.sheets}.values():
            if sheet.part in by_sheet:
                self._sheet(sheet, by_sheet[sheet.part])

    def _sheet(self, sheet: SheetPart, found: list[Finding]) -> None:
        """Put the findings of one sheet on it."""
        page = worksheet(self.package.xml(sheet.part))
        cells = _by_cell(sheet, found, page)
        self.left_out += max(0, len(cells) - MOST)
        cells = dict(list(cells.items())[:MOST])
        notes = {f"{column_letters(column + 1)}{row + 1}": list(_runs(findings, self.words))
                 for (row, column), findings in cells.items()}  # fmt: skip
        texts, without = self._comments(sheet, page, notes)
        self.left_out += len(without)
        boxes = [
            _box(cell, findings, texts[name], page)
            for (cell, findings), name in zip(cells.items(), notes, strict=True)
            if name not in without
        ]
        self._draw(sheet, page, boxes)
        self.block += block_count(len(boxes))
        with_replies(self.package, sheet.part, notes, self.day)

    def _comments(
        self, sheet: SheetPart, page: Worksheet, notes: dict[str, list[Run]]
    ) -> tuple[dict[str, str], set[str]]:
        """Write the comments; return what each cell says now, and the cells without room."""
        package = self.package
        related = package.related(sheet.part, "comments")
        part = related or package.free("xl/comments", ".xml")
        data = package.xml(part) if related and package.has(part) else None
        comments = Comments(data, page.root.uri)
        cut = f"\n{self.words.say('annotation.cut')}"
        package.changed[part], without = comments.with_notes(notes, cut)
        # What was written is read before anyone else has to.
        parse(package.changed[part])
        if related is None:
            package.relate(sheet.part, "comments", part)
        package.declare(part, _COMMENTS)
        texts = {
            name: comments.text(name) + "".join(run.text for run in runs)
            for name, runs in notes.items()
        }
        return texts, set(without)

    def _draw(self, sheet: SheetPart, page: Worksheet, boxes: list[Box]) -> None:
        """Draw the boxes into the sheet's drawing, or into a new one that the sheet names."""
        package, drawing = self.package, page.root.first("legacyDrawing")
        part = package.free("xl/drawings/vmlDrawing", ".vml")
        if drawing is not None:
            named = drawing.attributes["id"]
            part = next(
                relation.target
                for relation in package.relations(sheet.part)
                if relation.id == named
            )
        data = package.read(part) if package.has(part) else None
        package.changed[part] = with_boxes(data, boxes, self.block)
        package.declare(part, _DRAWING)
        if drawing is None:
            identifier = package.relate(sheet.part, "vmlDrawing", part)
            package.edit(sheet.part, [page.with_drawing(identifier, package.namespace)])


def _by_cell(sheet: SheetPart, found: list[Finding], page: Worksheet) -> dict[Cell, list[Finding]]:
    """Return the findings of a sheet by the cell on which they are shown, the worst first."""
    cells: dict[Cell, list[Finding]] = defaultdict(list)
    for finding in found:
        place = finding.place
        here = place.sheet.name == sheet.name
        row, column = (place.row or 1, place.column or 1) if here else (1, 1)
        cells[page.layout.shown_at(row - 1, column - 1)].append(finding)
    return dict(cells)


def _runs(found: Iterable[Finding], words: Words) -> Iterator[Run]:
    """Yield what a comment says: of each finding its level, its code, what and what to do."""
    for number, finding in enumerate(found):
        level = words.composed(f"level.{finding.level}")
        facts = {"level": level[:1].upper() + level[1:], "code": words.kind(finding)}
        head = words.say("annotation.head", **facts)
        if finding.count > 1:
            head += f" {words.say('findings.times', count=finding.count)}"
        yield Run(("\n\n" if number else "") + head, bold=True)
        lines = [words.message(finding), words.say("annotation.hint", hint=words.hint(finding))]
        if finding.decision is not None:
            lines.append(words.decision(finding))
        yield Run("".join(f"\n{line}" for line in lines))


def _box(cell: Cell, found: list[Finding], text: str, page: Worksheet) -> Box:
    """Return a box large enough for its text, in the colour of the worst finding."""
    width = _NARROW if len(text) < _LONG else _WIDE
    line = int(width / _CHARACTER)
    lines = sum(1 + len(paragraph) // line for paragraph in text.split("\n"))
    size = width, min(_HIGHEST, _MARGIN + _LINE * lines)
    worst = min((finding.level for finding in found), key=LEVELS.index)
    return Box(*cell, page.layout.anchor(*cell, size), size, _COLOURS[worst])
