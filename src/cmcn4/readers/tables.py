"""Rows, columns and dataframes as one table: its names and its rows, nothing of it lost.

No library of dataframes is imported that the data did not come from: each is asked in the way it
speaks itself. What speaks Arrow alone needs one that reads Arrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import repeat
from typing import Any

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.lazy.named import NamedTuple

_SIGNS = ("__arrow_c_stream__", "iter_rows", "itertuples", "collect", "to_native", "fetchall")
"""What one of a dataframe has: Arrow's, of Polars, pandas, lazy frames, narwhals, DuckDB."""


class Table(NamedTuple):
    """A table with its names; names may be there twice, as in a sheet."""

    names: list[str]
    rows: Iterable[Sequence[object]]


def of_rows(rows: Iterable[Mapping[str, object]]) -> Table:
    """Return mappings as a table of all their names."""
    listed = list(rows)
    names = list(dict.fromkeys(key for row in listed for key in row))
    return Table(
        [str(name) for name in names], [[row.get(name) for name in names] for row in listed]
    )


def of_columns(columns: Mapping[str, object]) -> Table:
    """Return columns as a table; what is no column stands in every row.

    Raises UsageError where they are not equally long.
    """
    lists = {name: _listed(content) for name, content in columns.items()}
    lengths = {str(name): len(content) for name, content in lists.items() if content is not None}
    if len(set(lengths.values())) > 1:
        raise UsageError(Message("errors.data.columns", {"lengths": _told(lengths)}), place="data")
    rows = next(iter(lengths.values()), min(1, len(columns)))
    cells = (
        repeat(columns[name], rows) if content is None else content
        for name, content in lists.items()
    )
    return Table(list(map(str, columns)), list(zip(*cells, strict=True)))


def _listed(content: object) -> list[object] | None:
    """Return a column as a list; None for one value."""
    if isinstance(content, (str, bytes, Mapping)) or not isinstance(content, Iterable):
        return None
    return list(content)


def _told(lengths: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {length}" for name, length in lengths.items())


def is_frame(data: object) -> bool:
    """Whether it is a dataframe, or something that gives one."""
    # A class is none, and what answers to every name is nothing in particular.
    return not isinstance(data, (type, Mapping)) and any(
        callable(getattr(data, sign, None)) for sign in _SIGNS
    )


def of_frame(frame: Any) -> Table:
    """Return a dataframe as a table.

    Raises UsageError where it speaks Arrow alone and nothing is there that reads it.
    """
    if callable(getattr(frame, "to_native", None)):  # narwhals around another
        return of_frame(frame.to_native())
    if callable(getattr(frame, "iter_rows", None)):
        return Table(list(map(str, frame.columns)), frame.iter_rows())
    if callable(getattr(frame, "itertuples", None)):
        return _of_pandas(frame)
    if callable(getattr(frame, "fetchall", None)) and hasattr(frame, "columns"):
        return Table(list(map(str, frame.columns)), frame.fetchall())
    if callable(getattr(frame, "collect", None)):
        return of_frame(frame.collect())
    return _of_arrow(frame)


def _of_pandas(frame: Any) -> Table:
    """Return a dataframe of pandas, a named index as the columns that it is."""
    levels = [
        (str(name), frame.index.get_level_values(place))
        for place, name in enumerate(frame.index.names)
        if name is not None
    ]
    names = [_name(name) for name in frame.columns]
    kept = [(name, level) for name, level in levels if name not in names]
    if not kept:
        return Table(names, frame.itertuples(index=False, name=None))
    rows = zip(*(level for _, level in kept), frame.itertuples(index=False, name=None), strict=True)
    return Table([name for name, _ in kept] + names, _flat(rows))


def _flat(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[object, ...]]:
    """Yield the parts of an index and the row beside them as one row."""
    for *levels, row in rows:
        yield (*levels, *row)


def _name(name: object) -> str:
    """Return the name of a column; that of several levels is theirs, one after the other."""
    return " ".join(map(str, name)).strip() if isinstance(name, tuple) else str(name)


def _of_arrow(frame: Any) -> Table:
    if not hasattr(frame, "__arrow_c_stream__"):
        raise UsageError(Message("errors.data", {"type": type(frame).__qualname__}), place="data")
    if find_spec("pyarrow"):
        table = import_module("pyarrow").RecordBatchReader.from_stream(frame).read_all()
        columns = [column.to_pylist() for column in table.columns]
        return Table(list(table.column_names), zip(*columns, strict=True))
    if find_spec("polars"):
        return of_frame(import_module("polars").DataFrame(frame))
    raise UsageError(Message("errors.data.arrow", {"type": type(frame).__qualname__}), place="data")
