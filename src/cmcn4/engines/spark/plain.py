"""Which rows of a dataframe are plain: they become whole numbers, and no task reads them.

It may only err towards too many others. What texts mean is asked of the reader's own resolvers,
where the driver is; the rows are joined with what comes of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents call it
from pyspark.sql import types as T  # noqa: N812 - the same

from cmcn4.engines.reading.plain import VALID
from cmcn4.engines.reading.texts import Columns, Rows
from cmcn4.engines.rows import LARGEST, MOST_DECIMALS, TYPED_NUMBER
from cmcn4.engines.spark.lists import Lists
from cmcn4.engines.spark.meant import AREA, HEAD, ORIGIN, Meant, Texts
from cmcn4.engines.spark.reading import FIRST, Numbered
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation, Sheet
from cmcn4.readers.containers.cells import CellDate, CellNumber, Lines, Records, Row
from cmcn4.readers.layout.rows.table import Table
from cmcn4.readers.sieve import NotSifted

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_MOST_TEXTS = 200_000
"""More distinct texts than the driver looks at one by one."""
_DIGITS = 15
"""Of so many digits no two decimals are the same double."""
_EXACT = f"decimal({LARGEST + MOST_DECIMALS},{MOST_DECIMALS})"


class Given(NamedTuple):
    """A dataframe whose rows have numbers."""

    frame: DataFrame
    """The columns c0, c1 …, and `number`."""
    numbered: Numbered


class Sieve:
    """Asks where the driver reads the first rows of a dataframe which of all its rows are plain."""

    def __init__(self, given: Given) -> None:
        """Take the rows."""
        self._given = given
        self.plain: Plain | None = None
        """What was found, where there is anything."""

    def sift(self, table: Table, lines: Lines | Records, sample: Sequence[Row]) -> Plain | None:
        """Part the rows below a header; None where none of them can be plain."""
        del lines  # those of no file
        columns = Columns.of(table, sample)
        if columns is None:
            return None
        kinds = {
            index: _kind(self._given.frame.schema[index].dataType, value=index == columns.value)
            for index in (*columns.head, *columns.area, *columns.origin, columns.value)
        }
        if None in kinds.values():
            return None
        typed = {index: kind for index, kind in kinds.items() if kind and kind is not str}
        columns = columns._replace(kinds=typed)
        try:
            meant = Meant(table, columns, self._texts(columns))
            if self._may_disagree(table, columns):
                return None
        except (NotSifted, TooMany):
            return None
        if not (meant.heads and meant.of_areas and meant.of_origins):
            return None
        found = Plain(table, self._given, columns, meant)
        self.plain = found if found.rows else None
        return self.plain

    def drop(self) -> None:
        """Forget the rows."""
        if self.plain is not None:
            self.plain.frame.unpersist()
            self.plain = None

    def _texts(self, columns: Columns) -> tuple[list[Texts], list[Texts], list[Texts]]:
        head, area, origin = (
            self._distinct(at, columns) for at in (columns.head, columns.area, columns.origin)
        )
        return head, area, origin

    def _may_disagree(self, table: Table, columns: Columns) -> bool:
        """Whether a cell names another indicator than its row, or a place beside the country."""
        agreeing = table.rows.beside.agreeing
        return any(
            agreeing.may_disagree(index, texts)
            for index in agreeing.columns
            for texts in self._distinct(agreeing.places(index), columns)
        )

    def _distinct(self, at: Sequence[int], columns: Columns) -> list[Texts]:
        """Return the distinct texts of some columns; raise TooMany for more than there may be."""
        if not at:
            return [()]
        frame = self._given.frame
        texts = frame.select(*(_text(frame, index).alias(f"t{index}") for index in at)).distinct()
        found = sorted(tuple(row) for row in texts.limit(_MOST_TEXTS + 1).collect())
        if len(found) > _MOST_TEXTS:
            raise TooMany
        kinds = [columns.kinds.get(index, str) for index in at]
        return [
            tuple(kind(text) if text else "" for kind, text in zip(kinds, said, strict=True))
            for said in found
        ]


class Plain:
    """The plain rows of a dataframe in columns, and those that are left to tasks.

    For the reader it is what an engine has read of a table.
    """

    def __init__(self, table: Table, given: Given, columns: Columns, meant: Meant) -> None:
        """Look which rows are plain, and count them."""
        self._table, self._given, self._columns = table, given, columns
        joined = self._joined(meant)
        self.frame = (
            joined.filter("plain")
            .selectExpr(
                "key", "area", "indicator", "whole * factor AS number", "decimals AS digits",
                "rank", "origin", "number AS row", "label",
            )
            .repartition("key")
            .persist()
        )  # fmt: skip
        self.left = joined.filter("not plain").select(*given.frame.columns)
        """The others, with the columns that they came with."""
        counted = self.frame.agg(
            F.count("*"), F.max("digits"), F.max(F.abs("number")),
            F.collect_set("area"), F.collect_set("indicator"),
        ).first()  # fmt: skip
        found: tuple[Any, ...] = counted or (0, 0, 0, (), ())
        self.rows, digits, largest, areas, indicators = found
        self.digits, self.largest = digits or 0, largest or 0
        self.present = sorted(areas), sorted(indicators)
        """The areas and indicators of plain rows, by their places."""
        self.lists = self._lists(meant)
        self.areas: Collection[str] = {self.lists.areas[place] for place in areas}

    @property
    def points(self) -> bool:
        """Whether they show that the column of values has a decimal point."""
        return bool(self.digits) and self._columns.value not in self._columns.kinds

    def others(self) -> Iterator[Row]:
        """Yield nothing, as tasks read what is left; the rows that are plain are counted."""
        recorder = self._table.recorder
        recorder.again_read(self.rows)
        if not recorder.named:
            recorder.name_areas()
        yield from ()

    def sizes(
        self, series: Collection[tuple[str, str, str]]
    ) -> Iterable[tuple[tuple[str, str, str], Decimal]]:
        """Return nothing: neighbours are asked for where areas are whole."""
        del series
        return ()

    def late(self, observations: Sequence[Observation]) -> None:
        """Pass over: rows have numbers of their own."""

    def _lists(self, meant: Meant) -> Lists:
        numbered = self._given.numbered
        texts = meant.texts[1]
        within = ["; ".join(filter(None, said)) if numbered.areas else None for said in texts]
        return Lists(
            tuple(meant.indicators), tuple(meant.areas), meant.periods, tuple(meant.origins),
            tuple(Sheet("<rows>", name) for name in within),
            self._columns.value + 1, FIRST - 1 if numbered.areas else 0,
        )  # fmt: skip

    def _joined(self, meant: Meant) -> DataFrame:
        """Return the rows with what their texts mean, and whether they are plain."""
        columns, frame = self._columns, self._given.frame
        used = dict.fromkeys((*columns.head, *columns.area, *columns.origin))
        shape = TYPED_NUMBER if columns.value in columns.kinds else Rows.shape
        dot = F.instr("text", ".")
        rows: DataFrame = frame.select(
            "*", *(_text(frame, at).alias(f"t{at}") for at in used),
            _text(frame, columns.value).alias("text"),
        ).withColumns({
            # NOTE: of «-0» the sign is kept: it is left to the reader.
            "good": F.col("text").rlike(f"^(?:{shape})\\z") & ~F.startswith("text", F.lit("-0")),
            "whole": F.replace("text", F.lit("."), F.lit("")).try_cast("bigint"),
            "decimals": F.when(dot > 0, F.length("text") - dot).otherwise(0),
            "value": F.col("text").try_cast("double"),
        }).alias("r")  # fmt: skip
        heads, areas, origins = meant.texts
        found = _beside(rows, "h", (columns.head, heads), (meant.heads, HEAD), "")
        found = _beside(found, "a", (columns.area, areas), (meant.of_areas, AREA),
                        "a.era = h.era")  # fmt: skip
        found = _beside(found, "o", (columns.origin, origins), (meant.of_origins, ORIGIN),
                        "o.status = h.status")  # fmt: skip
        plain = f"r.good AND a.area IS NOT NULL AND o.origin IS NOT NULL AND {VALID}"
        return found.withColumn("plain", F.expr(f"coalesce({plain}, false)"))


class TooMany(Exception):  # noqa: N818 - no error
    """More distinct texts than it is worth to look at one by one."""


def _beside(
    frame: DataFrame, name: str, said: tuple[Sequence[int], Sequence[Texts]],
    meant: tuple[Sequence[tuple[object, ...]], str], more: str,
) -> DataFrame:  # fmt: skip
    """Return rows with what their texts mean; texts that are the same everywhere do not count."""
    at, texts = said
    rows, fields = meant
    schema = ", ".join((*(f"{name}{index} string" for index in at), fields))
    known = frame.sparkSession.createDataFrame(list(rows), schema).alias(name)
    columns = zip(at, *texts, strict=True)
    alike = [f"r.t{index} = {name}.{name}{index}" for index, *every in columns
             if len(set(every)) > 1]  # fmt: skip
    on = " AND ".join(filter(None, (*alike, more))) or "true"
    return frame.join(F.broadcast(known), F.expr(on), "left")


def _kind(kind: T.DataType, *, value: bool) -> type[str] | None:
    """Return what the cells of a column are; None where they are not known as texts."""
    match kind:
        case T.StringType():
            return str if kind == T.StringType() else None  # of other collations several are one
        case T.DateType():
            return CellDate
        case T.IntegralType() | T.DecimalType():
            return CellNumber
        case T.FractionalType():
            return CellNumber if value else None
        case _:
            return None


def _text(frame: DataFrame, index: int) -> Column:
    """Return a column's cells as the texts that the reader has of them; empty where unknown."""
    column, kind = F.col(frame.columns[index]), frame.schema[index].dataType
    if not isinstance(kind, T.FractionalType):
        return F.coalesce(column.cast("string"), F.lit(""))
    if isinstance(kind, T.DecimalType):
        return F.coalesce(_shortened(column), F.lit(""))
    # As many digits as a double tells apart are what it prints as.
    double = column.cast("double")
    exact = double.try_cast(_EXACT)
    text = _shortened(exact)
    same = (exact.cast("double") == double) & ~F.startswith(
        double.cast("string"), F.lit("-0.0")
    )  # fmt: skip
    few = F.length(F.translate(text, "-.", "")) <= _DIGITS
    return F.coalesce(F.when(same & few, text), F.lit(""))


def _shortened(number: Column) -> Column:
    """Return a decimal as text, without zeros at its end."""
    text, dot, zero = number.cast("string"), F.lit("."), F.lit("0")
    short = F.rtrim(F.rtrim(text, zero), dot)
    return F.when(F.contains(text, dot), short).otherwise(text)
