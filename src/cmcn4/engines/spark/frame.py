"""Dataframes of Spark: their rows numbered, read and judged where they live."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents call it
from pyspark.sql.types import StringType
from pyspark.sql.window import Window

from cmcn4.engines.spark.parts import TablePart, read_part_of, together
from cmcn4.engines.spark.reading import SCHEMA, Numbered, marks_of, reads_rows
from cmcn4.engines.spark.whole import Whole, judged, of_kind, payloads
from cmcn4.evaluation import Settings
from cmcn4.model.account import Role
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers import ReadOptions
from cmcn4.readers.containers.typed import cell

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_SAMPLE = 200
"""Rows by which it is seen what the columns are."""
_AMBIGUOUS = r"[0-9][.,][0-9]{3}($|[^0-9])"
"""What a number that may be read in two ways has in it."""


class Columns(NamedTuple):
    """The columns of a dataframe, by their places."""

    names: tuple[str, ...]
    texts: frozenset[int]
    """Those of texts."""
    areas: tuple[int, ...]
    values: tuple[int, ...]


def judge_frame(
    frame: DataFrame, options: ReadOptions, settings: Settings, number: str | None
) -> Whole:
    """Judge a dataframe; `number` is the column that tells its rows apart, if there is one."""
    own = [name for name in frame.columns if name != number]
    plain = frame.select(
        *(frame[f"`{name}`"] for name in own),
        *([frame[f"`{number}`"].cast("long")] if number else []),
    ).toDF(*map(_place, range(len(own))), *([_NUMBER] if number else []))
    columns, sample = _columns(plain, own, options)
    options = _said_elsewhere(plain, columns, options)
    rows, numbered = _numbered(plain, columns, own=number is not None)
    options = _with_marks(rows, columns, options, numbered)
    read = rows.mapInArrow(reads_rows(options, numbered), SCHEMA).persist()
    parts = [pickle.loads(part) for part in payloads(of_kind(read, "part"))]  # noqa: S301 - of this run
    return judged(read, together(parts or [sample], options, ""), settings, split=True)


_NUMBER = "number"


def _place(at: int) -> str:
    return f"c{at}"


def _columns(
    frame: DataFrame, names: Sequence[str], options: ReadOptions
) -> tuple[Columns, TablePart]:
    """Return what the first rows show the columns to be."""
    places = list(map(_place, range(len(names))))
    listed = frame.select(*places).limit(_SAMPLE).toArrow().to_pylist()
    rows = [(number, [cell(row[name]) for name in places]) for number, row in enumerate(listed, 2)]
    part = read_part_of(names, rows, options)[1]
    taken = part.tables[0].columns if part.tables else ()
    types = [frame.schema[name].dataType for name in places]
    texts = [at for at, known in enumerate(types) if isinstance(known, StringType)]

    def those(role: Role) -> tuple[int, ...]:
        return tuple(read.column - 1 for read in taken if read.role == role)

    return Columns(tuple(names), frozenset(texts), those("area"), those("value")), part


def _said_elsewhere(frame: DataFrame, columns: Columns, options: ReadOptions) -> ReadOptions:
    """Return the options of a part of the table: whether any of its rows names an area."""
    if not columns.areas:
        return options
    named = F.lit(False)  # noqa: FBT003 - a column
    for at in columns.areas:
        text = frame[_place(at)].cast("string")
        named = named | (text.isNotNull() & text.rlike(r"[\p{L}\p{N}]"))
    return replace(options, areas_named=bool(frame.filter(named).limit(1).count()))


def _numbered(frame: DataFrame, columns: Columns, *, own: bool) -> tuple[DataFrame, Numbered]:
    """Return the rows of each area together, with numbers that tell them apart.

    Rows of a dataframe have no order: within an area they are numbered in that of their cells.
    """
    areas: list[Column] = [frame[_place(at)] for at in columns.areas]
    by = areas or [F.lit(0)]
    if own:
        together = frame.repartition(*by).sortWithinPartitions(_NUMBER)
        return together, Numbered(columns.names, (), header=0)
    cells = [F.col(_place(at)).cast("string") for at in range(len(columns.names))]
    ranked = F.row_number().over(Window.partitionBy(*by).orderBy(*cells)) + F.lit(0 if areas else 1)
    return frame.withColumn(_NUMBER, ranked), Numbered(columns.names, columns.areas)


def _with_marks(
    rows: DataFrame, columns: Columns, options: ReadOptions, numbered: Numbered
) -> ReadOptions:
    """Return the options with the decimal marks of the whole column, where one number asks."""
    texts = [at for at in columns.values if at in columns.texts]
    if options.decimal != "auto" or not texts:
        return options
    asks = F.lit(False)  # noqa: FBT003 - a column
    for at in texts:
        asks = asks | rows[_place(at)].rlike(_AMBIGUOUS)
    if not rows.filter(asks).limit(1).count():
        return options
    found = rows.mapInArrow(marks_of(options, numbered), SCHEMA).select("key").distinct().collect()
    return replace(options, marks=frozenset(row["key"] for row in found))
