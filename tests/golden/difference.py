"""How a rendering differs from another one, as text: what both say is not written down again.

A file of differences has lines `= 12`, so many pieces alike, `- 2`, so many of the other's left
out, and `+ "text"`, a piece of its own. With the other rendering it gives the whole again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

# Texts lie between tags, between cells, between columns, after signs, between colours.
_BORDER = re.compile(r"((?:<[^<>]*>)+|\n+| *\| *| {2,}|(?<=[✔✘◷?·▼▲]) |\x1b\[[0-9;]*m)")


def pieces(text: str) -> list[str]:
    return [piece for piece in _BORDER.split(text) if piece]


def differences(base: str, text: str) -> str:
    """Write down what makes a text of another one."""
    return "".join(f"{line}\n" for line in _lines(pieces(base), pieces(text)))


def _lines(theirs: Sequence[str], own: Sequence[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, theirs, own, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield f"= {end - start}"
            continue
        if end > start:
            yield f"- {end - start}"
        for piece in own[first:last]:
            yield f"+ {json.dumps(piece, ensure_ascii=False)}"


def applied(base: str, written: str) -> str:
    """Make the text of the other one again."""
    left, made = iter(pieces(base)), list[str]()
    for line in written.splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "+":
            made.append(json.loads(rest))
            continue
        some = list(islice(left, int(rest)))
        made += some if sign == "=" else []
    return "".join(made)
