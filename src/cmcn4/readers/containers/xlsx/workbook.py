"""XLSX and XLSM (ECMA-376 18.2): what a workbook says, and its worksheets, whose cells stream."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice, pairwise
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from cmcn4.model.form import DATA, GUIDE, IDS, OTHERS
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.limits import Limits
from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import (
    CellError,
    Comment,
    Hidden,
    Merge,
    RawSheet,
    Row,
    with_gaps,
)
from cmcn4.readers.containers.form import form_of
from cmcn4.readers.containers.limits import Budget, cells_of, damaged, too_much
from cmcn4.readers.containers.marked import as_marked
from cmcn4.readers.containers.numbers import Numbers, column_number, truth, whole
from cmcn4.readers.containers.parts import LARGEST, Attributes, Parts
from cmcn4.readers.containers.xlsx.alike import rows_of
from cmcn4.readers.containers.xlsx.comments import comments
from cmcn4.readers.containers.xlsx.drawn import drawn
from cmcn4.readers.containers.xlsx.looks import looks_of
from cmcn4.readers.containers.xlsx.outside import about, as_far_as_sound, threads
from cmcn4.readers.containers.xlsx.sheet import Meaning
from cmcn4.readers.containers.xlsx.strings import shared_strings
from cmcn4.readers.containers.xlsx.styles import (
    Conditional,
    Styles,
    area_of,
    conditional,
    styles_of,
    told,
)
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_MOST_SHEETS, _MOST_COMMENTS, _COVERED = 1_000, 10_000, 64
"""The last: cells that a merged area covers, on average."""
_ELEMENTS_A_CELL = 3
_USUAL, _ABOUT = "xl/workbook.xml", "docProps/core.xml"
_REFERENCE = Pattern(r"(?:'((?:[^']|'')+)'|([^'!,]+))!")
_AREA = Pattern(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_COUNT = Pattern(r"(?<![0-9])[0-9]{1,3}$")
"""At the end of a title that a program gave: «Chart1»."""
_CHUNK = 1 << 18
_MERGE = (b"mergeCell", "mergeCell".encode("utf-16-le"))  # the latter also within UTF-16-BE

_Relations = dict[str, tuple[str, str]]
"""Id to the kind, the end of its type, and the part that is meant."""


class _SheetPart(NamedTuple):
    title: str
    part: str
    """Its name in the archive; empty when it is not there, or is another sheet's, too."""
    hidden: bool


@dataclass(slots=True)
class _Book:
    """A workbook without its cells."""

    sheets: list[_SheetPart] = field(default_factory=list)
    """Worksheets in their order; no charts, no macros."""
    charts: list[tuple[str, str]] = field(default_factory=list)
    """Sheets of charts, by title and part."""
    names: dict[str, str] = field(default_factory=dict)
    """The names that make a workbook a form of ours, to the sheet they point to."""
    since_1904: bool = False
    recalculates: bool = False
    """Whether it asks to be calculated when it is opened: its stored zeros are no results."""


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the worksheets, hidden ones too."""
    limits = options.limits
    parts = Parts(opened.file, limits)
    if "xl/workbook.bin" in parts:
        raise Unreadable(variant="is-xlsb")
    if not parts.has_folder("xl"):
        raise Unreadable(variant="not-workbook")
    path = _first(parts, _relations(parts, ""), "officeDocument", _USUAL)
    if path not in parts:
        raise damaged(path)
    relations = _relations(parts, path)
    book = _book(parts, path, relations)
    meaning, styles = _meaning(parts, path, relations, book, limits)
    by_title = {sheet_part.title: sheet_part for sheet_part in book.sheets}
    form = form_of(
        book.names,
        list(by_title),
        lambda title: (cells for _, cells in _rows(parts, by_title[title], meaning, Hidden())),
    )
    seen = set[str]()
    beside = _of_book(parts, book.charts, seen)
    people = [each for kind, each in relations.values() if kind == "person"]
    for sheet in book.sheets:
        if form and sheet.title in form.others:
            continue
        hidden, elements = Hidden(sheet=sheet.hidden), _ELEMENTS_A_CELL * meaning.work.left
        rows = _rows(parts, sheet, meaning, hidden)
        areas = conditional(parts, sheet.part, styles, elements)
        if areas := [*areas, *_struck_tables(parts, sheet.part, styles)]:
            rows = told(rows, areas, hidden)
        said = _comments(parts, sheet.part, people, seen)
        yield RawSheet(
            sheet=Sheet(opened.path, sheet.title),
            rows=with_gaps(as_marked(rows, hidden)),
            hidden=hidden,
            merges=_merges(parts, sheet.part, elements, limits.merged),
            form=form if form and sheet.title in (form.data, form.beside) else None,
            comments=tuple(islice(chain(beside, said), _MOST_COMMENTS)),
        )


def _meaning(
    parts: Parts, path: str, relations: _Relations, book: _Book, limits: Limits
) -> tuple[Meaning, Styles]:
    """Return what the workbook says of its cells, and how they look."""
    strings, path = (
        _first(parts, relations, kind, join(dirname(path), f"{kind}.xml"))
        for kind in ("sharedStrings", "styles")
    )
    texts = shared_strings(parts, strings, limits.texts)
    styles, looks = styles_of(parts, path), looks_of(parts, path)
    styles.hiding = looks.conditional
    numbers = Numbers(styles.formats, since_1904=book.since_1904, struck=styles.struck, looks=looks)
    work = cells_of(parts.packed, limits)
    return Meaning(numbers, texts, book.recalculates, work), styles


def _struck_tables(parts: Parts, part: str, styles: Styles) -> Iterator[Conditional]:
    """Yield the areas of tables (18.5.1.2) whose style strikes out."""
    relations = _relations(parts, part) if part and styles.tables else {}
    for path in (path for kind, path in relations.values() if kind == "table"):
        strike = None
        for tag, attributes, _ in parts.elements(path, "tableStyleInfo", "table"):
            if tag == "tableStyleInfo":
                strike = styles.tables.get(attributes.get("name", ""))
            elif strike:
                yield area_of(attributes.get("ref", ""), strikes=(strike,))


def _comments(parts: Parts, part: str, people: Sequence[str], seen: set[str]) -> Iterator[Comment]:
    """Yield what is said of the cells of a sheet, and on it."""
    relations = [*_relations(parts, part).values()] if part else []
    paths = (path for kind, path in relations if kind == "comments")
    said = chain.from_iterable(as_far_as_sound(comments(parts, path)) for path in paths)
    notes = dict.fromkeys(islice(said, _MOST_COMMENTS))
    yield from notes
    noted = {(each.row, each.column) for each in notes}
    for kind, path in relations:
        if kind == "drawing":
            yield from as_far_as_sound(drawn(parts, path, _relations, seen))
        elif (
            kind == "threadedComment"
        ):  # other programs see a comment in its place, if there is one
            found = as_far_as_sound(threads(parts, path, people))
            yield from (each for each in found if (each.row, each.column) not in noted)


def _of_book(parts: Parts, charts: Iterable[tuple[str, str]], seen: set[str]) -> Iterator[Comment]:
    """Yield what is said in no worksheet: by the file of itself, and by sheets of charts."""
    yield from about(parts, _first(parts, _relations(parts, ""), "core-properties", _ABOUT))
    for title, part in charts:
        yield Comment(None, None, _COUNT.sub("", title).strip())
        yield from as_far_as_sound(drawn(parts, part, _relations, seen))


def _relations(parts: Parts, of: str) -> _Relations:
    """Return what a part points to within the archive; the empty name is the archive itself."""
    folder, _, name = of.rpartition("/")
    found: _Relations = {}
    for _, attributes, _ in parts.elements(join(folder, "_rels", f"{name}.rels"), "Relationship"):
        if attributes.get("TargetMode") != "External" and "Id" in attributes:
            target = attributes.get("Target", "").replace("\\", "/")
            part = target[1:] if target[:1] == "/" else normpath(join(folder, target))
            found[attributes["Id"]] = attributes.get("Type", "").rpartition("/")[2], part
    return found


def _first(parts: Parts, relations: _Relations, kind: str, usual: str) -> str:
    """Return the first part of a kind that is there."""
    found = (part for its, part in relations.values() if its == kind and part in parts)
    return next(found, usual)


def _book(parts: Parts, path: str, relations: _Relations) -> _Book:
    book = _Book()
    tags = ("sheet", "workbookPr", "calcPr", "definedName")
    for tag, attributes, text in parts.elements(path, *tags):
        if tag == "sheet":
            _add_sheet(parts, relations, book, attributes)
        elif tag == "workbookPr":
            book.since_1904 = truth(attributes.get("date1904"))
        elif tag == "calcPr":
            book.recalculates = truth(attributes.get("fullCalcOnLoad"))
        elif (
            attributes.get("name") in (DATA, GUIDE, IDS, OTHERS)
            and "localSheetId" not in attributes
        ):
            match = _REFERENCE.match(text.strip()[:1024])  # 'It''s'!$A$1
            sheet = (match[1] or match[2]).replace("''", "'") if match else ""
            book.names[attributes["name"]] = sheet
    return book


def _add_sheet(parts: Parts, relations: _Relations, book: _Book, attributes: Attributes) -> None:
    """Add a sheet; one without a relation has no cells, and one of charts neither."""
    by = next((value for key, value in attributes.items() if key.endswith(":id")), "")
    kind, part = relations.get(by, ("", ""))
    if kind == "chartsheet":
        book.charts.append((attributes.get("name", ""), part))
    if kind != "worksheet":
        return
    part = part.lower()
    if part not in parts or any(part == other.part for other in book.sheets):
        part = ""  # the same cells are read once, however many sheets they are called
    hidden = attributes.get("state", "visible") != "visible"
    book.sheets.append(_SheetPart(attributes.get("name", ""), part, hidden))
    if len(book.sheets) > _MOST_SHEETS:
        raise too_much("cells")


def _rows(parts: Parts, sheet: _SheetPart, meaning: Meaning, hidden: Hidden) -> Iterator[Row]:
    """Yield the rows; the size a sheet claims to have is not even looked at."""
    if sheet.part:
        yield from rows_of(parts, sheet.part, meaning, hidden)
    else:  # told as a sheet without a table, and no reason to refuse the others
        yield 1, [CellError(sheet.title)]


def _merges(parts: Parts, part: str, elements: int, most: int) -> tuple[Merge, ...]:
    """Return the merged cells (18.3.1.55) of a sheet of at most so many elements, at most so many.

    They stand below the rows they belong to, and are returned as far as there are rows; most
    sheets have none, and need not be parsed for them.
    """
    if not part or not _mentions_merges(parts, part):
        return ()
    found: list[Merge] = []
    last, number, covered = 0, Budget(most, "merged"), Budget(_COVERED * most, "merged")
    tags = ("row", "mergeCell")
    for tag, attributes, _ in parts.elements(part, *tags, most=elements, share=LARGEST):
        if tag == "row":
            last = max(last + 1, whole(attributes.get("r")))
        elif match := _AREA.fullmatch(attributes.get("ref", "")):
            number.spend()
            left, top, right, bottom = match.groups()
            found.append((int(top), column_number(left), int(bottom), column_number(right)))
    merges = [(top, left, min(bottom, last), right) for top, left, bottom, right in found]
    merges = [merge for merge in merges if merge[0] <= merge[2] and merge[1] <= merge[3]]
    for top, left, bottom, right in merges:
        covered.spend((bottom - top + 1) * (right - left + 1))
    return tuple(merges)


def _mentions_merges(parts: Parts, part: str) -> bool:
    with parts.open(part, LARGEST) as source:
        chunks = pairwise(chain((b"",), iter(partial(source.read, _CHUNK), b"")))
        return any(name in before + chunk for before, chunk in chunks for name in _MERGE)
