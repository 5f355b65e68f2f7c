"""Comments on the cells of a sheet (ECMA-376, part 1, 18.7), as whoever opens it sees them."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.text import clean
from cmcn4.readers.containers.cells import Comment
from cmcn4.readers.containers.limits import LONGEST_TEXT
from cmcn4.readers.containers.numbers import whole
from cmcn4.readers.containers.parts import Parts
from cmcn4.readers.containers.xlsx.outside import OURS, cell_of


def comments(parts: Parts, part: str) -> Iterator[Comment]:
    """Yield the comments of a part, but for ours."""
    authors: list[str] = []
    texts: list[str] = []
    for tag, attributes, text in parts.elements(part, "author", "t", "comment"):
        if tag == "author":
            authors.append(text)
        elif tag == "t":
            texts.append(text)
        else:
            by, said = whole(attributes.get("authorId"), 0), clean("".join(texts)[:LONGEST_TEXT])
            texts.clear()
            if said and not (by < len(authors) and authors[by] == OURS):
                yield Comment(*cell_of(attributes.get("ref", "")), said)
