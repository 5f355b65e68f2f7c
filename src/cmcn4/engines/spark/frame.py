"""Dataframes of Spark: their rows numbered, read and judged where they live."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents call it
from pyspark.sql.types import StringType
from pyspark.sql.window import Window

from cmcn4.engines.spark.beside import Beside
from cmcn4.engines.spark.parts import TablePart, read_part_of, together
from cmcn4.engines.spark.plain import Given, Sieve
from cmcn4.engines.spark.reading import SCHEMA, Numbered, marks_of, reads_rows
from cmcn4.engines.spark.verdicts import limits
from cmcn4.engines.spark.whole import Whole, judged, of_kind, payloads
from cmcn4.evaluation import Settings
from cmcn4.model.account import Role
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers import ReadOptions
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.containers.typed import cell

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_SAMPLE = 200
"""Rows by which it is seen what the columns are."""
_AMBIGUOUS = r"[0-9][.,][0-9]{3}($|[^0-9])"
"""What a number that may be read in two ways has in it."""


class Rest(NamedTuple):
    """The rows that tasks read."""

    frame: DataFrame
    numbered: Numbered
    shown: Sequence[Row] = ()
    """The first rows of the table, if only odd ones are left to read."""
    points: bool = False
    """Whether those that are not have decimal points."""


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
    first = _first(plain, len(own))
    columns, sample = _columns(plain, own, first, options)
    options = _said_elsewhere(plain, columns, options)
    rows, numbered = _numbered(plain, columns, own=number is not None)
    sieve = Sieve(Given(rows, numbered))
    if limits(settings):
        first = [(place + numbered.header - 1, cells) for place, cells in first]
        sample = read_part_of(own, first, options, numbered.header, sieve)[1]
    sieved = sieve.plain
    rest = Rest(sieved.left, numbered, first, sieved.points) if sieved else Rest(rows, numbered)
    rest = rest._replace(frame=_together(rest.frame, columns, numbered))
    if sieved:  # what is left is asked for its decimal marks, and read
        sieved.left = rest.frame.persist()
    options = _with_marks(rest, columns, options)
    read = rest.frame.mapInArrow(reads_rows(options, numbered, rest.shown), SCHEMA).persist()
    parts = [pickle.loads(part) for part in payloads(of_kind(read, "part"))]  # noqa: S301 - of this run
    submission = together([sample, *parts] if sieved else parts or [sample], options, sieved)
    beside = Beside(sieved, settings, submission) if sieved else None
    return judged(read, submission, settings, beside, split=True)


_NUMBER = "number"


def _place(at: int) -> str:
    return f"c{at}"


def _first(frame: DataFrame, width: int) -> list[Row]:
    """Return some rows as they are read, numbered below a header."""
    places = list(map(_place, range(width)))
    listed = frame.select(*places).limit(_SAMPLE).toArrow().to_pylist()
    return [(number, [cell(row[name]) for name in places]) for number, row in enumerate(listed, 2)]


def _columns(
    frame: DataFrame, names: Sequence[str], rows: Sequence[Row], options: ReadOptions
) -> tuple[Columns, TablePart]:
    """Return what the first rows show the columns to be."""
    places = list(map(_place, range(len(names))))
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
    """Return the rows with numbers that tell them apart.

    Rows of a dataframe have no order: within an area they are numbered in that of their cells.
    """
    if own:
        return frame, Numbered(columns.names, (), header=0)
    by = _by(columns)
    cells = [F.col(_place(at)).cast("string") for at in range(len(columns.names))]
    below = F.lit(0 if columns.areas else 1)
    ranked = F.row_number().over(Window.partitionBy(*by).orderBy(*cells)) + below
    return frame.withColumn(_NUMBER, ranked), Numbered(columns.names, columns.areas)


def _together(rows: DataFrame, columns: Columns, numbered: Numbered) -> DataFrame:
    """Return the rows of each area together, in their order; those numbered here are so already."""
    if numbered.header:
        return rows
    return rows.repartition(*_by(columns)).sortWithinPartitions(_NUMBER)


def _by(columns: Columns) -> list[Column]:
    return [F.col(_place(at)) for at in columns.areas] or [F.lit(0)]


def _with_marks(rest: Rest, columns: Columns, options: ReadOptions) -> ReadOptions:
    """Return the options with the decimal marks of the whole column, where one number asks."""
    texts = [at for at in columns.values if at in columns.texts]
    if options.decimal != "auto" or not texts:
        return options
    asks = F.lit(False)  # noqa: FBT003 - a column
    for at in texts:
        asks = asks | rest.frame[_place(at)].rlike(_AMBIGUOUS)
    if not rest.frame.filter(asks).limit(1).count():
        return options
    task = marks_of(options, rest.numbered, rest.shown)
    found = rest.frame.mapInArrow(task, SCHEMA).select("key").distinct().collect()
    points = {"."} if rest.points else set()
    return replace(options, marks=frozenset({row["key"] for row in found} | points))
