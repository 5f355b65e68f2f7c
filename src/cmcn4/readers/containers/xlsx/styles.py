"""What styles say of cells (ECMA-376 18.8): number formats, what is struck out; nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.cells import (
    CellMasked,
    CellNumber,
    CellPercent,
    Doubt,
    Hidden,
    Row,
    StruckOut,
    Unusable,
)
from cmcn4.readers.containers.formats import BUILT_IN, shown
from cmcn4.readers.containers.limits import LAST_COLUMN, LAST_ROW
from cmcn4.readers.containers.numbers import column_number, truth, whole
from cmcn4.readers.containers.parts import LARGEST, Parts
from cmcn4.readers.containers.xlsx.strikes import PERHAPS, Strike, strike_of

_LITERAL, _PARTS = (
    Pattern(r'"[^"]*"|\\.'),
    3,
)  # signs between the parts, of which the last is for texts
_AREA = Pattern(r"\$?([A-Z]{0,3})\$?([0-9]{0,7})(?::\$?([A-Z]{0,3})\$?([0-9]{0,7}))?")
_OF_NO_FIGURE = ("containsErrors", "containsBlanks")
"""Rules that hold of no cell with a figure."""
_MOST_AREAS = 16
"""Beyond these one area around all of them is looked at."""


@dataclass(slots=True)
class Styles:
    """The styles of a workbook."""

    formats: list[str] = field(default_factory=list)
    """The number format of each cell style; what is not defined is General."""
    struck: set[int] = field(default_factory=set)
    """The cell styles that strike out."""
    conditional: dict[int, str] = field(default_factory=dict)
    """The number formats of those conditional styles that have one."""
    striking: set[int] = field(default_factory=set)
    """The conditional styles that strike out."""
    hiding: AbstractSet[int] = frozenset()
    """The conditional styles in which nothing is to be seen."""
    tables: dict[str, Strike] = field(default_factory=dict)
    """The styles of tables that strike all of it out, or some."""


class Conditional(NamedTuple):
    """Cells that a condition may show in another number format, or struck out."""

    top: int
    left: int
    bottom: int
    right: int
    formats: frozenset[str]
    strikes: tuple[Strike, ...] = ()
    hides: tuple[Strike, ...] = ()
    """The rules that make it unseen, likewise."""


def styles_of(parts: Parts, path: str) -> Styles:
    """Return what is said of cells; a blemish elsewhere in the styles changes no number."""
    codes: dict[int, str] = {}
    cells: list[tuple[int, int]] = []
    found, own, strikes, fonts, dxfs = Styles(), "", set[int](), 0, 0
    tags = ("numFmt", "strike", "font", "xf", "cellStyleXfs", "cellXfs", "dxf")
    for tag, attributes, _ in parts.elements(path, *tags):
        match tag:
            case "numFmt":
                own = attributes.get("formatCode", "")
                codes[whole(attributes.get("numFmtId"))] = own
            case "strike" if truth(attributes.get("val", "1")):
                strikes.add(fonts)
            case "font":
                fonts += 1
            case "xf":
                of = whole(attributes.get("numFmtId"), 0), whole(attributes.get("fontId"), 0)
                cells.append(of)
            case "dxf":
                if own:
                    found.conditional[dxfs] = own
                found.striking.update((dxfs,) if fonts - 1 in strikes else ())
                strikes.discard(fonts - 1)  # another one may have no font
                own, dxfs = "", dxfs + 1
            case "cellXfs":  # what comes later defines formats of its own
                found.formats = [codes.get(n) or BUILT_IN.get(n, "General") for n, _ in cells]
                found.struck = {style for style, (_, font) in enumerate(cells) if font in strikes}
                own = ""
                strikes.discard(fonts - 1)
            case "cellStyleXfs":  # those of named styles come first
                cells.clear()
    found.tables = dict(_striking(parts, path, found.striking)) if found.striking else {}
    return found


def _striking(parts: Parts, path: str, striking: set[int]) -> Iterator[tuple[str, Strike]]:
    """Yield the styles of tables (18.8.40) that strike all of one out, or something in it."""
    of: dict[str, int] = {}
    for tag, attributes, _ in parts.elements(path, "tableStyleElement", "tableStyle"):
        if tag == "tableStyleElement":
            of[attributes.get("type", "")] = whole(attributes.get("dxfId"))
            continue
        if not striking.isdisjoint(of.values()):
            yield attributes.get("name", ""), Strike(of.get("wholeTable") in striking or None)
        of.clear()


def conditional(parts: Parts, part: str, styles: Styles, elements: int) -> list[Conditional]:
    """Return the areas that a condition may show in another number format, or struck out."""
    if not part or not (styles.conditional or styles.striking or styles.hiding):
        return []
    found: list[Conditional] = []
    formats: set[str] = set()
    strikes: list[Strike] = []
    hides: list[Strike] = []
    formulas: list[str] = []
    stops = False
    tags = ("formula", "cfRule", "conditionalFormatting")
    for tag, attributes, text in parts.elements(part, *tags, most=elements, share=LARGEST):
        if tag == "formula":
            formulas.append(text)
            continue
        if tag == "cfRule":
            style = whole(attributes.get("dxfId"))
            formats.add(styles.conditional.get(style, ""))
            if style in styles.striking:
                strikes.append(strike_of(attributes, formulas))
            else:
                stops = stops or truth(attributes.get("stopIfTrue"))
            if style in styles.hiding and attributes.get("type") not in _OF_NO_FIGURE:
                hides.append(strike_of(attributes, formulas))
            formulas.clear()
            continue
        formats -= {""}
        if formats or strikes or hides:
            said = frozenset(formats), tuple(strikes), tuple(hides)
            found += [area_of(each, *said) for each in attributes.get("sqref", "").split()]
            formats, strikes, hides = set(), [], []
        if len(found) > _MOST_AREAS:
            found = [_around(found)]
    if stops:  # and what is behind such a rule may not apply
        found = [
            each._replace(strikes=_perhaps(each.strikes), hides=_perhaps(each.hides))
            for each in found
        ]
    return found


def _perhaps(*rules: Sequence[Strike]) -> tuple[Strike, ...]:
    """Return what is left of rules of which it is not known where they hold."""
    return (PERHAPS,) if any(rules) else ()


def area_of(
    reference: str,
    formats: frozenset[str] = frozenset(),
    strikes: tuple[Strike, ...] = (),
    hides: tuple[Strike, ...] = (),
) -> Conditional:
    """Return an area; all of the sheet where it is not understood."""
    match = _AREA.fullmatch(reference)
    left, top, right, bottom = match.groups() if match else ("",) * 4
    first_row, first = whole(top, 1), column_number(left) or 1
    if match and right is None and bottom is None:
        right, bottom = left, top
    last_row, last = whole(bottom, LAST_ROW), column_number(right or "") or LAST_COLUMN
    return Conditional(first_row, first, last_row, last, formats, strikes, hides)


def _around(areas: Sequence[Conditional]) -> Conditional:
    tops, lefts, bottoms, rights, formats, strikes, hides = zip(*areas, strict=True)
    every = frozenset[str]().union(*formats)
    perhaps = _perhaps(*strikes), _perhaps(*hides)  # which of the cells between is not known
    return Conditional(min(tops), min(lefts), max(bottoms), max(rights), every, *perhaps)


def told(rows: Iterator[Row], areas: Sequence[Conditional], hidden: Hidden) -> Iterator[Row]:
    """Yield rows; a cell that a condition strikes out, or may show as another one, says so."""
    for number, cells in rows:
        for top, left, bottom, right, formats, strikes, hides in areas:
            if not top <= number <= bottom:
                continue
            for at in range(left - 1, min(right, len(cells))):
                cell = cells[at]
                if not cell.strip() or isinstance(cell, Unusable):
                    continue
                percent = isinstance(cell, CellPercent)
                if isinstance(cell, CellNumber) and _is_disguised(cell, formats, percent=percent):
                    cells[at] = CellMasked(cell)
                struck = {strike.of(cell) for strike in strikes}
                if True in struck:
                    cells[at] = StruckOut(cell)
                elif None in struck or (type(cell) is str and any(map(_draws_texts, formats))):
                    hidden.doubtful[number, at + 1] = "struck", cell
                elif unseen := {rule.of(cell) for rule in hides} - {False}:
                    why: Doubt = "white" if True in unseen else "pale"
                    hidden.unseen(number, at + 1, (why, cell))
        yield number, cells


def _draws_texts(code: str) -> bool:
    """Whether a number format may show a text as another one: by «@», or a part of its own."""
    bare = _LITERAL.sub("", code)
    return code.strip() != "@" and ("@" in bare or bare.count(";") >= _PARTS)


@lru_cache(maxsize=4096)
def _is_disguised(cell: str, formats: frozenset[str], *, percent: bool) -> bool:
    """Whether one of the formats shows a number as another one, or says more of it."""
    value = float(cell)
    for each in formats:
        shows = shown(each, value)
        other = shows.date or shows.instead or (shows.unseen and value)
        if other or any(shows.around) or shows.percent != percent:
            return True
    return False
