"""What a workbook says outside its sheets (ECMA-376 18.2): which parts they are, names, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from cmcn4.model.form import DATA, GUIDE, IDS
from cmcn4.readers.containers.numberformats import BUILT_IN, EAST_ASIAN_DATES
from cmcn4.readers.containers.xlsx.archive import Parts
from cmcn4.readers.containers.xlsx.markup import Attributes, Shallow, consume, truth, whole
from cmcn4.readers.problems import Unreadable

_MOST_SHEETS, _MOST_STYLES, _MOST_NAMES = 1_000, 1 << 17, 1 << 17
_USUAL = "xl/workbook.xml"
_WANTED_NAMES = frozenset({DATA, GUIDE, IDS})
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,]+))!")
EAST_ASIAN = "<east asian date>"
"""Stands for the formats that are dates in some countries' Excel only."""


@dataclass(slots=True)
class SheetPart:
    """One worksheet."""

    title: str
    part: str
    """Its name in the archive; empty when it is not there, or is another sheet's, too."""
    hidden: bool


@dataclass(slots=True)
class Book:
    """A workbook without its cells."""

    sheets: list[SheetPart] = field(default_factory=list)
    """Worksheets in their order; no charts, no macros."""
    strings: str = ""
    """The part of the shared texts."""
    styles: str = ""
    names: dict[str, str] = field(default_factory=dict)
    """The names that make a workbook a form of ours, to the sheet they point to."""
    since_1904: bool = False
    recalculates: bool = False
    """Whether it asks to be calculated when it is opened: its stored zeros are no results."""


_Relations = dict[str, tuple[str, str]]
"""Id to the kind, the end of its type, and the part that is meant."""


def load_book(parts: Parts) -> Book:
    """Return the workbook; raise Unreadable when it names no worksheets or is no XML."""
    path = _first(_relations(parts, ""), "officeDocument") or _USUAL
    if path not in parts:
        path = _USUAL
    if path not in parts:
        raise Unreadable(variant="damaged", problem=path)
    relations = _relations(parts, path)
    book = Book()
    book.strings, book.styles = (
        _found(parts, _first(relations, kind), join(dirname(path), f"{kind}.xml"))
        for kind in ("sharedStrings", "styles")
    )
    _read_workbook(parts, path, relations, book)
    return book


def number_formats(parts: Parts, book: Book) -> list[str]:
    """Return the number format of each cell style; what is not defined is General.

    Nothing else of the styles is looked at: a blemish there changes no number.
    """
    if not book.styles:
        return []
    codes: dict[int, str] = {}
    numbers: list[int] = []
    formats: list[str] = []

    def element(tag: str, attributes: Attributes, _: str) -> None:
        if tag == "numFmt":
            codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "xf":
            numbers.append(whole(attributes.get("numFmtId"), 0))
        else:  # what comes later defines formats of its own; those of named styles come first
            if tag == "cellXfs":
                formats[:] = [codes.get(each) or _built_in(each) for each in numbers]
            numbers.clear()
        if len(codes) + len(numbers) > _MOST_STYLES:
            raise Unreadable(variant="bomb")

    machine = Shallow(("numFmt", "xf", "cellStyleXfs", "cellXfs"), element)
    with parts.open(book.styles) as source:
        consume(source, machine, book.styles)
    return formats


def _built_in(number: int) -> str:
    return EAST_ASIAN if number in EAST_ASIAN_DATES else BUILT_IN.get(number, "General")


def _relations(parts: Parts, of: str) -> _Relations:
    """Return what a part points to within the archive; the empty name is the archive itself."""
    folder, _, name = of.rpartition("/")
    path = join(folder, "_rels", f"{name}.rels")
    found: _Relations = {}

    def element(_: str, attributes: Attributes, __: str) -> None:
        target = attributes.get("Target", "").replace("\\", "/")
        if attributes.get("TargetMode") != "External" and "Id" in attributes:
            kind = attributes.get("Type", "").rpartition("/")[2]
            part = target[1:] if target[:1] == "/" else normpath(join(folder, target))
            found[attributes["Id"]] = kind, part

    if path in parts:
        with parts.open(path) as source:
            consume(source, Shallow(("Relationship",), element), path)
    return found


def _first(relations: _Relations, kind: str) -> str:
    """Return the first part of a kind, empty if there is none."""
    return next((part for its, part in relations.values() if its == kind), "")


def _found(parts: Parts, *paths: str) -> str:
    """Return the first of the paths that is a part."""
    return next((each for each in paths if each and each in parts), "")


def _read_workbook(parts: Parts, path: str, relations: _Relations, book: Book) -> None:
    names = 0

    def element(tag: str, attributes: Attributes, text: str) -> None:
        nonlocal names
        if tag == "sheet":
            _add_sheet(parts, relations, book, attributes)
        elif tag == "workbookPr":
            book.since_1904 = truth(attributes.get("date1904"))
        elif tag == "calcPr":
            book.recalculates = truth(attributes.get("fullCalcOnLoad"))
        else:
            names += 1
            if names > _MOST_NAMES:
                raise Unreadable(variant="bomb")
            name = attributes.get("name", "")
            if name in _WANTED_NAMES and "localSheetId" not in attributes:
                book.names[name] = _sheet_of(text)

    with parts.open(path) as source:
        tags = ("sheet", "workbookPr", "calcPr", "definedName")
        consume(source, Shallow(tags, element), path)


def _add_sheet(parts: Parts, relations: _Relations, book: Book, attributes: Attributes) -> None:
    """Add a sheet; one without a relation has no cells, and one of charts neither."""
    by = next((value for key, value in attributes.items() if key.endswith(":id")), "")
    kind, part = relations.get(by, ("", ""))
    if kind != "worksheet":
        return
    hidden = attributes.get("state", "visible") != "visible"
    part = _found(parts, part).lower()
    if any(part == other.part for other in book.sheets):
        part = ""  # the same cells are read once, however many sheets they are called
    book.sheets.append(SheetPart(attributes.get("name", ""), part, hidden))
    if len(book.sheets) > _MOST_SHEETS:
        raise Unreadable(variant="bomb")


def _sheet_of(reference: str) -> str:
    """Return the title of the sheet that a reference points to: `'It''s'!$A$1`."""
    match = _REFERENCE.match(reference.strip()[:1024])
    return (match[1] or match[2]).replace("''", "'") if match else ""
