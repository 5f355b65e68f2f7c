"""Records as dataframes of the library that is asked for; none is loaded before.

The columns and their types are the same whatever the data. Numbers are floats, which every library
reckons with; with `exact` they are texts with all their digits, as in the JSON report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any, Literal, TypeAlias, get_args

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.python.arguments import wrong

Library: TypeAlias = Literal["pandas", "polars", "arrow"]

NUMBERS = frozenset({
    "threshold", "value", "low", "high", "gap", "margin", "relative_gap", "road_left", "pace",
    "pace_needed_from_now", "projected", "quantity", "whole", "needed_a_year", "gap_before",
    "gap_change",
})  # fmt: skip
"""Columns of numbers that need not be whole."""
WHOLE = frozenset({"horizon", "count", "row", "column"})
TRUTHS = frozenset({"due", "informs", "contested", "accepted"})
_ARROW = {"number": "float64", "whole": "int64", "truth": "bool_", "text": "string"}
_POLARS = {"number": "Float64", "whole": "Int64", "truth": "Boolean", "text": "String"}
_PANDAS = {"number": "float64", "whole": "Int64", "truth": "bool"}
_STRINGS = 3
"""The first pandas whose texts have a type of their own."""


class Column(NamedTuple):
    """A column: its name, what it holds, and its cells."""

    name: str
    kind: str
    cells: list[Any]


def frame(
    library: Library, names: Sequence[str], records: Iterable[Mapping[str, Any]], *, exact: bool
) -> Any:
    """Return records as a dataframe of these columns.

    Raises UsageError for a library that is not known, or not installed.
    """
    if library not in get_args(Library):
        raise wrong("library", "errors.argument.frame", library)
    listed = list(records)
    columns = [_column(name, [record[name] for record in listed], exact=exact) for name in names]
    makers = {"pandas": _of_pandas, "polars": _of_polars, "arrow": _of_arrow}
    return makers[library](columns)


def _column(name: str, cells: list[Any], *, exact: bool) -> Column:
    if name in NUMBERS and exact:
        return Column(name, "text", [None if cell is None else f"{cell:f}" for cell in cells])
    if name in NUMBERS:
        return Column(name, "number", [None if cell is None else float(cell) for cell in cells])
    kind = "whole" if name in WHOLE else "truth" if name in TRUTHS else "text"
    return Column(name, kind, [str(cell) if isinstance(cell, Decimal) else cell for cell in cells])


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(Message("errors.library", {"name": name}), place="library") from error


def _of_pandas(columns: Sequence[Column]) -> Any:
    pandas = _library("pandas")
    texts = "str" if int(pandas.__version__.split(".")[0]) >= _STRINGS else "object"
    return pandas.DataFrame({
        name: pandas.Series(cells, dtype=_PANDAS.get(kind, texts)) for name, kind, cells in columns
    })  # fmt: skip


def _of_polars(columns: Sequence[Column]) -> Any:
    polars = _library("polars")
    schema = {column.name: getattr(polars, _POLARS[column.kind]) for column in columns}
    return polars.DataFrame({column.name: column.cells for column in columns}, schema=schema)


def _of_arrow(columns: Sequence[Column]) -> Any:
    arrow = _library("pyarrow")
    made = {
        name: arrow.array(cells, getattr(arrow, _ARROW[kind])()) for name, kind, cells in columns
    }
    return arrow.table(made)
