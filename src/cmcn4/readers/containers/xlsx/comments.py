"""Comments on the cells of a sheet (ECMA-376, part 1, 18.7), as whoever opens it sees them."""

from __future__ import annotations

import re

from cmcn4.model.text import clean
from cmcn4.readers.containers.cells import Comment
from cmcn4.readers.containers.limits import LONGEST_TEXT
from cmcn4.readers.containers.numbers import column_number, whole
from cmcn4.readers.containers.parts import Parts
from cmcn4.readers.containers.xlsx.outside import OURS
from cmcn4.readers.problems import Unreadable

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MOST = 10_000


def comments(parts: Parts, part: str) -> tuple[Comment, ...]:
    """Return the comments of a part; none where it is damaged: no figure stands in it."""
    found: list[Comment] = []
    authors: list[str] = []
    texts: list[str] = []
    try:
        for tag, attributes, text in parts.elements(part, "author", "t", "comment"):
            if tag == "author":
                authors.append(text)
            elif tag == "t":
                texts.append(text)
            else:
                by = whole(attributes.get("authorId"), 0)
                said = clean("".join(texts)[:LONGEST_TEXT])
                texts.clear()
                cell = _CELL.fullmatch(attributes.get("ref", ""))
                ours = by < len(authors) and authors[by] == OURS
                if cell and said and not ours and len(found) < _MOST:
                    found.append(Comment(int(cell[2]), column_number(cell[1]), said))
    except Unreadable:
        return ()
    return tuple(found)
