"""What is written into drawings: on shapes, over and beside charts, in SmartArt.

Titles of charts and of their axes say what their figures are; the names of series and categories
are cells that have been read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cmcn4.model.text import clean
from cmcn4.readers.containers.cells import Comment
from cmcn4.readers.containers.limits import LONGEST_TEXT
from cmcn4.readers.containers.parts import Attributes, Machine, Parts

Relations = Callable[[Parts, str], Mapping[str, tuple[str, str]]]
"""What gives the kinds and the parts that a part points to."""
_WITHIN = frozenset(("drawing", "chart", "chartEx", "chartUserShapes", "diagramData"))
_ENDS = frozenset(("sp", "cxnSp", "rich", "pt", "title"))
"""Shapes (20.5), texts and titles of charts (21.2), and the points of SmartArt (21.4)."""
_OF_CELL = "TxLink"


def drawn(parts: Parts, part: str, relations: Relations, seen: set[str]) -> Iterator[Comment]:
    """Yield what a drawing says, or another part with texts, and what is drawn within it.

    Parts that were `seen` are not read again: they may point to one another, and be many.
    """
    left = [part]
    while left:
        each = left.pop()
        if each.lower() in seen or each not in parts:
            continue
        seen.add(each.lower())
        yield from parts.made(each, _Drawn())
        left += [path for kind, path in relations(parts, each).values() if kind in _WITHIN]


class _Drawn(Machine[Comment]):
    """Takes the texts of a drawing, one by one (21.1.2)."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[str] = []
        self._titles = 0
        self._field = ""

    def start(self, name: str, attributes: Attributes, /) -> None:
        tag = name.rpartition(" ")[2]
        self._titles += tag == "title"
        if tag == "fld":
            self._field = attributes.get("type", "")
        self.texts.clear()

    def end(self, name: str, /) -> None:
        space, _, tag = name.rpartition(" ")
        if tag == "t" and space.endswith("/main"):
            # Others are the values and names of a chart.
            self._said += self.texts if self._field in ("", _OF_CELL) else ()
        elif tag == "v" and self._titles:  # of a title that is a cell's text
            self._said += self.texts
        elif tag == "p":
            self._said.append(" ")
        elif tag == "fld":
            self._field = ""
        elif tag in _ENDS:
            self._titles -= tag == "title"
            said = clean("".join(self._said)[:LONGEST_TEXT])
            self._said.clear()
            self.done += [Comment(None, None, said)] * bool(said)
        self.texts.clear()
