"""Blocks of a document in Markdown, and the cutting of those that are too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.reporters.presentation.markdown import row, rule
from cmcn4.reporters.presentation.words import Words

LIMIT = 65_000
"""Characters that are never exceeded."""


class Block(NamedTuple):
    """What always stands, and the rows that may be cut from the end."""

    head: str
    rows: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Characters of its rows."""
        return sum(map(len, self.rows))


def table(heading: str, titles: list[str], rows: Iterable[list[str]]) -> Block:
    """Return a table below its heading, which is Markdown already; it may be empty."""
    head = f"{heading}\n\n" if heading else ""
    return Block(f"{head}{row(titles)}{rule(len(titles))}", tuple(map(row, rows)))


def fitted(blocks: Sequence[Block], words: Words) -> Iterator[str]:
    """Yield the blocks, the longest of them cut so that all together keep to the limit."""
    longest = max(len(block.rows) for block in blocks)
    cut = f"\n{words.say('markdown.left', count=longest)}\n"
    fixed = sum(len(block.head) + len(cut) + 1 for block in blocks)
    rooms = _shares([block.size for block in blocks], LIMIT - fixed)
    for block, room in zip(blocks, rooms, strict=True):
        kept = list(block.rows)
        size = block.size
        while size > room:
            size -= len(kept.pop())
        left = len(block.rows) - len(kept)
        more = f"\n{words.say('markdown.left', count=left)}\n" if left else ""
        yield f"{block.head}{''.join(kept)}{more}"


def _shares(sizes: list[int], room: int) -> list[int]:
    """Give each block what it needs, if that is no more than its share of what is left."""
    shares = dict.fromkeys(range(len(sizes)), 0)
    waiting = sorted(shares, key=lambda place: sizes[place])
    for done, place in enumerate(waiting):
        shares[place] = max(0, min(sizes[place], room // (len(waiting) - done)))
        room -= shares[place]
    return list(shares.values())
