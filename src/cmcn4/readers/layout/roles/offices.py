"""Columns called as those of areas that hold offices, or codes of rows."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.roles.looks import Looks

_REPORTERS = frozenset({"co quan bao cao", "co quan gui", "co quan don vi bao cao"})
"""Names of columns of areas that may hold offices of one area."""
_ROW_CODE = Pattern(r"[A-Za-z]{1,6}[-_. ]?[0-9]{1,4}")


def stands_behind(block: Block, looks: Looks, index: int, *, area: str) -> bool:
    """Whether a column named for areas holds what is none: an office that reports, codes of rows.

    «Cơ quan báo cáo» with departments of no place says nothing of whose the figures are where the
    letterhead does; «HH01» below «Code» is no code of an area.
    """
    name = fold(block.texts[index])
    if name == "code":
        cells = looks.cells(index)
        return bool(cells) and all(map(_ROW_CODE.fullmatch, cells))
    return bool(area) and name in _REPORTERS and looks.offices(index, area)
