"""The drawing with the boxes of a sheet's comments, in VML, which every Excel reads.

ECMA-376, part 4, 19; a drawing that is there may be no XML at all (Excel writes `<br>` into the
captions of controls), so that ours is put before its end without parsing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from cmcn4.model.lazy.named import NamedTuple

_VML, _OFFICE, _EXCEL = (f"urn:schemas-microsoft-com:{name}"
                         for name in ("vml", "office:office", "office:excel"))  # fmt: skip
_NAMESPACES = {"v": _VML, "o": _OFFICE, "x": _EXCEL}
_CLOSE = re.compile(rb"</(?:\w+:)?xml\s*>\s*\Z")
_EMPTY = re.compile(rb"(<((?:\w+:)?xml)\b[^<>]*)/>\s*\Z")
_ROOT = re.compile(rb"<(?:\w+:)?xml\b[^<>]*>")
_SHAPE = re.compile(rb"<(/?)((?:\w+:)?shape)\b")
_CELL = {name: re.compile(rb"<(?:\w+:)?%s>\s*(\d+)\s*</" % name) for name in (b"Row", b"Column")}
_ANCHOR = re.compile(rb"(?<=Anchor>)[^<>]*(?=</)")
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})\b")
_TEXT_BOX = b'"_x0000_t202"'
_BLOCK = 1024
"""Numbers of shapes are handed out in blocks, of which a drawing names those it uses."""
_TYPE = (
    '<v:shapetype{0} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape{names} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
    "margin-left:80pt;margin-top:5pt;width:{width}pt;height:{height}pt;z-index:{order};"
    'visibility:hidden" fillcolor="{colour}" o:insetmode="auto"><v:fill color2="{colour}"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
    "<x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class Box(NamedTuple):
    """The box of one comment; row and column count from 0."""

    row: int
    column: int
    anchor: str
    size: tuple[int, int]
    """Width and height in pixels."""
    colour: str


def with_boxes(data: bytes | None, boxes: Iterable[Box], block: int) -> bytes:
    """Return the drawing with a box for each comment; one that is there gets the size of ours.

    A new drawing takes its numbers from that block on. Raises ValueError for a drawing that does
    not end as one.
    """
    by_cell = {(box.row, box.column): box for box in boxes}
    if data is None:
        numbers = ",".join(str(block + index) for index in range(block_count(len(by_cell))))
        names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
        data = (
            f'<xml{names}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{numbers}"/>'
            f"</o:shapelayout></xml>"
        ).encode()
        return _added(data, by_cell, block * _BLOCK)
    shapes = [*_shapes(data)]
    cuts = [0, *(cut for shape in shapes for cut in shape), len(data)]
    between = [data[start:end] for start, end in pairwise(cuts)]
    there = {cell for shape in between[1::2] if (cell := _cell(shape))}
    between[1::2] = [_enlarged(shape, by_cell) for shape in between[1::2]]
    data = b"".join(between)
    missing = {cell: box for cell, box in by_cell.items() if cell not in there}
    return _added(data, missing, max(map(int, _NUMBER.findall(data)), default=_BLOCK))


def blocks(data: bytes) -> int:
    """Return the last block of numbers that a drawing uses."""
    return max(map(int, _NUMBER.findall(data)), default=0) // _BLOCK


def block_count(boxes: int) -> int:
    """Return how many blocks of numbers a new drawing needs."""
    return -(-(boxes + 1) // _BLOCK)


def _shapes(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the shapes begin and end, each at the first end of its name."""
    start, name = -1, b""
    for tag in _SHAPE.finditer(data):
        if start < 0 and not tag[1]:
            start, name = tag.start(), tag[2]
        elif start >= 0 and tag[1] and tag[2] == name:
            yield start, data.find(b">", tag.end()) + 1 or len(data)
            start = -1


def _added(data: bytes, boxes: Mapping[tuple[int, int], Box], last: int) -> bytes:
    data = _EMPTY.sub(rb"\1></\2>", data)
    end, root = _CLOSE.search(data), _ROOT.search(data)
    if end is None or root is None:
        raise ValueError("no drawing")
    declared = root[0].replace(b"'", b'"')
    names = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in _NAMESPACES.items()
        if f'xmlns:{prefix}="{uri}"'.encode() not in declared
    )
    new = ["" if _TEXT_BOX in data or not boxes else _TYPE.format(names)]
    for order, box in enumerate(boxes.values(), 1):
        written = _BOX.format(
            names=names, number=last + order, order=order, anchor=box.anchor,
            width=box.size[0] * 3 / 4, height=box.size[1] * 3 / 4,
            row=box.row, column=box.column, colour=box.colour,
        )  # fmt: skip
        new.append(written)
    return data[: end.start()] + "".join(new).encode() + data[end.start() :]


def _enlarged(shape: bytes, by_cell: Mapping[tuple[int, int], Box]) -> bytes:
    cell = _cell(shape)
    box = by_cell.get(cell) if cell else None
    return _ANCHOR.sub(box.anchor.encode(), shape, count=1) if box else shape


def _cell(shape: bytes) -> tuple[int, int] | None:
    if b'"Note"' not in shape:
        return None
    row, column = (_CELL[name].search(shape) for name in (b"Row", b"Column"))
    return (int(row[1]), int(column[1])) if row and column else None
