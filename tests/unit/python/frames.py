"""Dataframes without their libraries: as much as cmcn4 may ask of each."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

ROW = {"indicator": "egdi-rank", "area": "VN", "period": 2024, "value": 71, "source": "UN DESA"}
NAMES, CELLS = tuple(ROW), tuple(ROW.values())


class Pandas:
    """A dataframe whose index may have names, as `set_index` gives."""

    def __init__(self, indexed: int = 0) -> None:
        self.columns = list(NAMES[indexed:])
        self._indexed = indexed
        self.index = SimpleNamespace(
            names=list(NAMES[:indexed]) or [None], get_level_values=lambda place: [CELLS[place]]
        )

    def itertuples(self, *, index: bool, name: None) -> Iterator[tuple[Any, ...]]:
        assert (index, name) == (False, None)
        return iter([CELLS[self._indexed :]])


class Polars:
    columns = NAMES

    def iter_rows(self) -> Iterator[tuple[Any, ...]]:
        return iter([CELLS])


class Lazy:
    def collect(self) -> Polars:
        return Polars()


class Narwhals:
    def __init__(self, native: object) -> None:
        self._native = native

    def to_native(self) -> object:
        return self._native


class Relation:
    """What DuckDB answers with."""

    columns = NAMES

    def fetchall(self) -> list[tuple[Any, ...]]:
        return [CELLS]


class Stream:
    """What speaks Arrow alone, here by another that does."""

    def __init__(self, other: Any) -> None:
        self._other = other

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self._other.__arrow_c_stream__(requested_schema)
