"""Patterns that are compiled when they are first used: most files need few of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


class Pattern:
    """A regular expression with the methods of `re.Pattern`."""

    match: Callable[[str], re.Match[str] | None]
    fullmatch: Callable[[str], re.Match[str] | None]
    search: Callable[[str], re.Match[str] | None]
    split: Callable[[str], list[str]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Keep what is to be compiled."""
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Kept on the pattern itself, the method is found without coming here again.
        method = self.__dict__[name] = getattr(re.compile(*self._source), name)
        return method
