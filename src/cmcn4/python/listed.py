"""Findings and observations as tuples that become dataframes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from cmcn4.python.frames import Library, frame

T = TypeVar("T")


class Listed(tuple[T, ...], Generic[T]):  # noqa: SLOT001 - a tuple has no slots of its own
    """Findings or observations: a tuple that becomes a dataframe, too."""

    _columns: Sequence[str]
    _records: Callable[[], Iterable[Mapping[str, Any]]]

    @classmethod
    def of(
        cls, items: Iterable[T], columns: Sequence[str], rows: Callable[[], Iterable[Any]]
    ) -> Listed[T]:
        """Return the items, with what makes rows of them."""
        listed = cls(items)
        listed._columns, listed._records = columns, rows
        return listed

    def to_frame(self, library: Library = "pandas", *, exact: bool = False) -> Any:
        """Return a dataframe with one row each; with `exact` numbers are texts, digit by digit."""
        return frame(library, self._columns, self._records(), exact=exact)
