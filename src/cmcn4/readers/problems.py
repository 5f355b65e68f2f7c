"""What goes wrong while reading, before it is known where: a code and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cmcn4.model.digest import sha256
from cmcn4.model.finding import Cut
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.text import shortened


class Problem(NamedTuple):
    """A finding without its place."""

    code: str
    facts: Mapping[str, Any]


class Unreadable(Exception):  # noqa: N818 - named for what the file is
    """A file that cannot be read to its end; becomes one finding and never leaves this room."""

    def __init__(
        self, *, code: str = "file-unreadable", row: int | None = None, **facts: object
    ) -> None:
        """Hold the code, the row at which reading stopped, and the facts."""
        super().__init__(code)
        self.code, self.row, self.facts = code, row, facts


def problem(code: str, **facts: object) -> Problem:
    """Return a problem; facts are what the message speaks of."""
    return Problem(code, facts)


def found(text: str) -> str:
    """Return the text found, cut when it is too long for a message."""
    plain, cut = str.__str__(text), shortened(text)
    if cut == plain:
        return plain
    return Cut(cut, sha256(plain.encode("utf-8", "surrogatepass"))[:12])
