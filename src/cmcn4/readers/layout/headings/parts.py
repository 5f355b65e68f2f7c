"""Parts as headings: «Tổng số, Nam, Nữ», «Thành thị, Nông thôn», sectors and regions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cmcn4.model.pattern import Pattern
from cmcn4.model.text import clean, fold
from cmcn4.words import table

if TYPE_CHECKING:
    from cmcn4.model.vocabulary import Vocabulary

TOTAL = "_T"
_SHORTEST = 5  # shorter names of parts are codes, of sections for example
_NAM = Pattern(r"^((?:trong đó|chia ra)\s*:?\s*)?nam\b(?!\s+\w*[^\W\d])|\(nam\)$", re.IGNORECASE)
"""«Nam» at the start, followed by nothing or by a number; «Nam Định» is a province."""


def part(text: str, vocabulary: Vocabulary) -> str:
    """Return the part that a heading names, `_T` for the total; empty when it names none."""
    key = fold(text)
    kind = table("parts").get(key)
    if kind == "total":
        return TOTAL
    if kind in ("male", "female", "urban", "rural"):
        return kind if kind in vocabulary.breakdowns else text
    for prefix in ("khu vuc ", "nhom ", "nganh "):
        key = key.removeprefix(prefix)
    if table("parts").get(key) in ("urban", "rural", "male", "female"):
        return text
    return text if len(key) >= _SHORTEST and key in vocabulary.breakdowns else ""


def with_sexes(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of a header with «Nam» spelled out where it is the men.

    Folded it is «Năm»: so it is only where the texts around it have no diacritics at all, no
    column of women stands beside it and no period above it.
    """
    if not any("nam" in cell.casefold() for cells in rows for cell in cells):
        return rows
    texts = [cell for cells in rows for cell in cells if cell]
    women = any(table("parts").get(fold(text)) == "female" for text in texts)
    marked = any(not text.isascii() for text in texts)
    if not (women or marked or len(rows) > 1):
        return rows
    return [[_NAM.sub(_men, cell) if type(cell) is str else cell for cell in cells]
            for cells in rows]  # fmt: skip


def _men(match: re.Match[str]) -> str:
    return f"{clean(match[1] or '')} Nam giới".strip() if match[0][0] != "(" else "(Nam giới)"
