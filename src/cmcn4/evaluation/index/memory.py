"""What was selected lately, as long as there is little of it."""

from __future__ import annotations

from typing import TypeVar

_Kept = TypeVar("_Kept")


class Memory(dict[tuple[object, ...], _Kept]):
    """What was selected lately: the alternatives of one target ask for the same rows again."""

    _MOST = 64

    def __setitem__(self, key: tuple[object, ...], kept: _Kept) -> None:
        """Remember; forget everything when it has grown large."""
        if len(self) >= self._MOST:
            self.clear()
        super().__setitem__(key, kept)
