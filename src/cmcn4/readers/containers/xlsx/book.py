"""What a workbook says outside its cells (ECMA-376 18.2): sheets, names, dates, merged cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from cmcn4.model.form import DATA, GUIDE, IDS
from cmcn4.readers.containers.archive import LARGEST, Parts
from cmcn4.readers.containers.cells import Merge
from cmcn4.readers.containers.limits import Budget, damaged
from cmcn4.readers.containers.markup import Attributes, truth, whole
from cmcn4.readers.containers.numberformats import BUILT_IN
from cmcn4.readers.problems import Unreadable

_MOST_SHEETS, _MOST_MERGES, _MOST_COVERED = 1_000, 65_536, 1 << 22
_USUAL = "xl/workbook.xml"
_WANTED_NAMES = frozenset({DATA, GUIDE, IDS})
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,]+))!")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_CHUNK = 1 << 18
_MERGE = (b"mergeCell", "mergeCell".encode("utf-16-le"))  # the latter also within UTF-16-BE


@dataclass(slots=True)
class SheetPart:
    """One worksheet."""

    title: str
    part: str
    """Its name in the archive; empty when it is not there, or is another sheet's, too."""
    hidden: bool


@dataclass(slots=True, kw_only=True)
class Book:
    """A workbook without its cells."""

    strings: str
    """The part of the shared texts, if there are any."""
    styles: str
    sheets: list[SheetPart] = field(default_factory=list)
    """Worksheets in their order; no charts, no macros."""
    names: dict[str, str] = field(default_factory=dict)
    """The names that make a workbook a form of ours, to the sheet they point to."""
    since_1904: bool = False
    recalculates: bool = False
    """Whether it asks to be calculated when it is opened: its stored zeros are no results."""


_Relations = dict[str, tuple[str, str]]
"""Id to the kind, the end of its type, and the part that is meant."""


def load_book(parts: Parts) -> Book:
    """Return the workbook; raise Unreadable when it is none or not of XML."""
    if "xl/workbook.bin" in parts:
        raise Unreadable(variant="is-xlsb")
    path = _first(parts, _relations(parts, ""), "officeDocument", _USUAL)
    if not parts.has_folder("xl"):
        raise Unreadable(variant="not-workbook")
    if path not in parts:
        raise damaged(path)
    relations, folder = _relations(parts, path), dirname(path)
    strings, styles = (
        _first(parts, relations, kind, join(folder, f"{kind}.xml"))
        for kind in ("sharedStrings", "styles")
    )
    book = Book(strings=strings, styles=styles)
    for tag, attributes, text in parts.elements(
        path, "sheet", "workbookPr", "calcPr", "definedName"
    ):
        if tag == "sheet":
            _add_sheet(parts, relations, book, attributes)
        elif tag == "workbookPr":
            book.since_1904 = truth(attributes.get("date1904"))
        elif tag == "calcPr":
            book.recalculates = truth(attributes.get("fullCalcOnLoad"))
        elif attributes.get("name") in _WANTED_NAMES and "localSheetId" not in attributes:
            match = _REFERENCE.match(text.strip()[:1024])
            sheet = (match[1] or match[2]).replace("''", "'") if match else ""
            book.names[attributes["name"]] = sheet
    return book


def number_formats(parts: Parts, book: Book) -> list[str]:
    """Return the number format of each cell style; what is not defined is General.

    Nothing else of the styles is looked at: a blemish there changes no number.
    """
    codes: dict[int, str] = {}
    numbers: list[int] = []
    formats: list[str] = []
    for tag, attributes, _ in parts.elements(
        book.styles, "numFmt", "xf", "cellStyleXfs", "cellXfs"
    ):
        if tag == "numFmt":
            codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "xf":
            numbers.append(whole(attributes.get("numFmtId"), 0))
        else:  # what comes later defines formats of its own; those of named styles come first
            if tag == "cellXfs":
                formats = [codes.get(n) or BUILT_IN.get(n, "General") for n in numbers]
            numbers.clear()
    return formats


def _relations(parts: Parts, of: str) -> _Relations:
    """Return what a part points to within the archive; the empty name is the archive itself."""
    folder, _, name = of.rpartition("/")
    found: _Relations = {}
    path = join(folder, "_rels", f"{name}.rels")
    for _, attributes, _ in parts.elements(path, "Relationship"):
        if attributes.get("TargetMode") != "External" and "Id" in attributes:
            target = attributes.get("Target", "").replace("\\", "/")
            part = target[1:] if target[:1] == "/" else normpath(join(folder, target))
            found[attributes["Id"]] = attributes.get("Type", "").rpartition("/")[2], part
    return found


def _first(parts: Parts, relations: _Relations, kind: str, usual: str) -> str:
    """Return the first part of a kind that is there."""
    found = (part for its, part in relations.values() if its == kind and part in parts)
    return next(found, usual)


def _add_sheet(parts: Parts, relations: _Relations, book: Book, attributes: Attributes) -> None:
    """Add a sheet; one without a relation has no cells, and one of charts neither."""
    by = next((value for key, value in attributes.items() if key.endswith(":id")), "")
    kind, part = relations.get(by, ("", ""))
    if kind != "worksheet":
        return
    part = part.lower()
    if part not in parts or any(part == other.part for other in book.sheets):
        part = ""  # the same cells are read once, however many sheets they are called
    hidden = attributes.get("state", "visible") != "visible"
    book.sheets.append(SheetPart(attributes.get("name", ""), part, hidden))
    if len(book.sheets) > _MOST_SHEETS:
        raise Unreadable(variant="bomb")


def merges_of(parts: Parts, part: str, most: int) -> tuple[Merge, ...]:
    """Return the merged cells (18.3.1.55) of a sheet of at most so many elements.

    They stand below the rows they belong to, and are returned as far as there are rows; most
    sheets have none, and need not be parsed for them.
    """
    found: list[Merge] = []
    last, number, covered = 0, Budget(_MOST_MERGES), Budget(_MOST_COVERED)
    if not part or not _mentions_merges(parts, part):
        return ()
    for tag, attributes, _ in parts.elements(part, "row", "mergeCell", most=most, largest=LARGEST):
        if tag == "row":
            last = max(last + 1, whole(attributes.get("r")))
        elif match := _AREA.fullmatch(attributes.get("ref", "")):
            number.spend()
            left, top, right, bottom = match.groups()
            found.append((int(top), column_number(left), int(bottom), column_number(right)))
    merges = tuple((top, left, min(bottom, last), right) for top, left, bottom, right in found)
    merges = tuple(each for each in merges if each[0] <= each[2] and each[1] <= each[3])
    for top, left, bottom, right in merges:
        covered.spend((bottom - top + 1) * (right - left + 1))
    return merges


def _mentions_merges(parts: Parts, part: str) -> bool:
    rest = b""
    with parts.open(part, largest=LARGEST) as source:
        while chunk := source.read(_CHUNK):
            text = rest + chunk
            if any(name in text for name in _MERGE):
                return True
            rest = text[-len(_MERGE[1]) :]
    return False


def column_number(letters: str) -> int:
    """Return the number of a column by its letters, A being 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
