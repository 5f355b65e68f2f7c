"""How a rendering differs from another one, as text: what both say is not written down again.

A file of differences has lines `= 12`, so many pieces alike, `- 2`, so many of the other's left
out, and `+ "text"`, a piece of its own. With the other rendering it gives the whole again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Texts lie between tags, between cells, between columns, after signs, between colours.
_BORDER = re.compile(r"((?:<[^<>]*>)+|\n+| *\| *| {2,}|(?<=[✔✘◷?·▼▲]) |\x1b\[[0-9;]*m)")


def pieces(text: str) -> list[str]:
    return [piece for piece in _BORDER.split(text) if piece]


def differences(base: str, text: str) -> str:
    """Write down what makes a text of another one."""
    one, other = pieces(base), pieces(text)
    return "".join(f"{line}\n" for line in _lines(one, other))


def _lines(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    for kind, start, end, first, last in SequenceMatcher(
        None, one, other, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            yield f"= {end - start}"
            continue
        if end > start:
            yield f"- {end - start}"
        for piece in other[first:last]:
            yield f"+ {json.dumps(piece, ensure_ascii=False)}"


def applied(base: str, written: str) -> str:
    """Make the text of the other one again."""
    left, made = pieces(base), list[str]()
    for line in written.splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "+":
            made.append(json.loads(rest))
            continue
        made += left[: int(rest)] if sign == "=" else []
        del left[: int(rest)]
    return "".join(made)
