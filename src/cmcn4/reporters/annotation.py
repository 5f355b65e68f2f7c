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
from typing import NamedTuple

from cmcn4.model.finding import Finding, Level
from cmcn4.model.observation import column_letters
from cmcn4.model.report import Report
from cmcn4.reporters.annotation_comments import Comments, Run, fitted
from cmcn4.reporters.annotation_package import NotAnnotated, Package, SheetPart
from cmcn4.reporters.annotation_sheet import Worksheet, worksheet
from cmcn4.reporters.annotation_vml import Box, block_count, blocks, with_boxes
from cmcn4.reporters.annotation_xml import Malformed, parse
from cmcn4.reporters.outline import LEVELS, worst_first
from cmcn4.reporters.words import Words

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
    found = worst_first(each for each in report.findings if each.place.sheet.path == path)
    if not found:
        return Annotated(content, 0)
    try:
        package = Package(content)
        left_out = _annotate(package, found, Words(lang, report.catalogue))
        return Annotated(package.save(), left_out)
    except zipfile.LargeZipFile as error:
        raise NotAnnotated("large") from error
    except (Malformed, zipfile.BadZipFile, zlib.error, struct.error, UnicodeError, KeyError,
            StopIteration, ValueError, NotImplementedError, EOFError) as error:  # fmt: skip
        # A package that another program could read, but in which we do not find our way.
        raise NotAnnotated("damaged") from error


def _annotate(package: Package, found: list[Finding], words: Words) -> int:
    """Put all findings on their sheets; return how many cells have none for want of room."""
    by_sheet: dict[str, list[Finding]] = defaultdict(list)
    named = {each.name: each for each in package.sheets}
    # What is said of the whole file is said where it is seen first.
    first = next((each for each in package.sheets if each.visible), package.sheets[0])
    for each in found:
        by_sheet[named.get(each.place.sheet.name or "", first).part].append(each)
    parts = {each.part: each for each in package.sheets}
    drawings = (name for name in package.archive.names if name.lower().endswith(".vml"))
    block = max((blocks(package.read(name)) for name in drawings), default=0) + 1
    left_out = 0
    for part, sheet in parts.items():
        if part in by_sheet:
            block, without = _sheet(package, sheet, by_sheet[part], words, block)
            left_out += without
    return left_out


def _sheet(
    package: Package, sheet: SheetPart, found: list[Finding], words: Words, block: int
) -> tuple[int, int]:
    """Put the findings of one sheet on it; return the next block, and the cells left out."""
    page = worksheet(package.xml(sheet.part))
    cells = _by_cell(sheet, found, page)
    left_out = len(cells) - MOST if len(cells) > MOST else 0
    cells = dict(list(cells.items())[:MOST])
    part = package.related(sheet.part, "comments")
    data = package.xml(part) if part and package.has(part) else None
    comments = Comments(data, page.root.uri)
    notes = {f"{column_letters(column + 1)}{row + 1}": list(_runs(each, words))
             for (row, column), each in cells.items()}  # fmt: skip
    package_part = part or package.free("xl/comments", ".xml")
    cut = words.say("annotation.cut")
    new, without = comments.with_notes(notes, cut)
    package.changed[package_part] = new
    parse(new)  # what is written is read again before anyone else has to
    boxes = [
        _box(
            cell,
            each,
            comments.text(name) + "".join(run.text for run in fitted(runs, 2000, "")),
            page,
        )
        for (cell, each), (name, runs) in zip(cells.items(), notes.items(), strict=True)
        if name not in without
    ]
    if part is None:
        package.relate(sheet.part, "comments", package_part)
    package.declare(package_part, _COMMENTS)
    _draw(package, sheet, page, boxes, block)
    return block + block_count(len(boxes)), left_out + len(without)


def _draw(
    package: Package, sheet: SheetPart, page: Worksheet, boxes: list[Box], block: int
) -> None:
    """Draw the boxes into the sheet's drawing, or into a new one that the sheet names."""
    drawing = page.drawing()
    if drawing is not None:
        named = drawing.attributes["id"]
        part = next(each.target for each in package.relations(sheet.part) if each.id == named)
    else:
        part = package.free("xl/drawings/vmlDrawing", ".vml")
    data = package.read(part) if package.has(part) else None
    package.changed[part] = with_boxes(data, boxes, block)
    package.declare(part, _DRAWING)
    if drawing is None:
        identifier = package.relate(sheet.part, "vmlDrawing", part)
        package.edit(sheet.part, [page.with_drawing(identifier, package.namespace)])


def _by_cell(sheet: SheetPart, found: list[Finding], page: Worksheet) -> dict[Cell, list[Finding]]:
    """Return the findings of a sheet by the cell on which they are shown, the worst first."""
    cells: dict[Cell, list[Finding]] = defaultdict(list)
    for each in found:
        place = each.place
        here = place.sheet.name == sheet.name
        row, column = (place.row or 1, place.column or 1) if here else (1, 1)
        cells[page.layout.shown_at(row - 1, column - 1)].append(each)
    return dict(cells)


def _runs(found: Iterable[Finding], words: Words) -> Iterator[Run]:
    """Yield what a comment says: of each finding its level, its code, what and what to do."""
    for number, each in enumerate(found):
        level = words.say(f"level.{each.level}")
        facts = {"level": level[:1].upper() + level[1:], "code": each.code}
        head = words.say("annotation.head", **facts)
        if each.count > 1:
            head += f" {words.say('findings.times', count=each.count)}"
        yield Run(("\n\n" if number else "") + head, bold=True)
        lines = [words.message(each), words.say("annotation.hint", hint=words.hint(each))]
        if each.decision is not None:
            lines.append(words.decision(each))
        yield Run("".join(f"\n{line}" for line in lines))


def _box(cell: Cell, found: list[Finding], text: str, page: Worksheet) -> Box:
    """Return a box large enough for its text, in the colour of the worst finding."""
    width = _NARROW if len(text) < _LONG else _WIDE
    line = int(width / _CHARACTER)
    lines = sum(1 + len(each) // line for each in text.split("\n"))
    size = width, min(_HIGHEST, _MARGIN + _LINE * lines)
    worst = min((each.level for each in found), key=LEVELS.index)
    return Box(*cell, page.layout.anchor(*cell, size), size, _COLOURS[worst])
