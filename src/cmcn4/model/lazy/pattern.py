"""Patterns that are compiled when they are first used: a run needs few of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any


class Pattern:
    """A regular expression with the methods of `re.Pattern`; what one of bytes finds is bytes."""

    pattern: str
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    split: Callable[..., list[str]]
    sub: Callable[..., str]
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        """Keep what is to be compiled."""
        self._source: tuple[Any, int] = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what others ask of any object
            raise AttributeError(name)
        # Kept on the pattern itself, the method is found without coming here again.
        method = self.__dict__[name] = getattr(re.compile(*self._source), name)
        return method
