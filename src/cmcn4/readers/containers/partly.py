"""Texts of which some letters are not to be seen: white ones, or such as nobody can read."""

from __future__ import annotations

from cmcn4.readers.containers.cells import CellDisguised


class PartlySeen(CellDisguised):
    """A text of which only some is seen, as that and what stands there."""

    __slots__ = ("is_white", "seen", "whole")
    is_white: bool
    """Whether another ground than a white one would show all of it."""
    seen: str
    whole: str


def partly_seen(seen: str, whole: str, *, is_white: bool) -> PartlySeen:
    """Return a text of which only some is seen."""
    seen = seen.strip()
    made = PartlySeen(f"{seen} / {whole}")
    made.seen, made.whole, made.is_white = seen, whole, is_white
    return made
