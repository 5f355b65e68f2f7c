"""An explanation: its text, in a notebook with its headings, and as data."""

from __future__ import annotations

from typing import Any

from cmcn4.reporters import Style, made


class Explanation:
    """How a verdict came about, in words."""

    __slots__ = ("_after", "_before", "_document", "_style")

    def __init__(
        self,
        document: str,
        before: tuple[Any, ...],
        style: Style,
        after: tuple[Any, ...] = (),
    ) -> None:
        """Keep what is explained; `before` and `after` stand around the style."""
        self._document, self._before, self._style, self._after = document, before, style, after

    def _in(self, format_: str) -> str:
        document: Any = self._document
        said = made(document, format_)(*self._before, self._style, *self._after)
        return said.decode().rstrip()

    def to_dict(self) -> Any:
        """Return what parsing the explanation in JSON gives."""
        import json  # noqa: PLC0415 - when asked for

        return json.loads(self._in("json"))

    def __repr__(self) -> str:
        return self._in("table")

    def _repr_markdown_(self) -> str:
        return self._in("markdown")
