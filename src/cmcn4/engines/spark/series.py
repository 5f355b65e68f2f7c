"""Series of plain rows: which are simple, and the figures that count of each, in Spark's SQL.

What may be simple is stated for all engines in `judging/simple.py`; here the rows are looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents call it
from pyspark.sql.window import Window

from cmcn4.engines.judging.simple import harmless, publication
from cmcn4.engines.spark.lists import FIGURE, Lists
from cmcn4.engines.spark.plain import Plain
from cmcn4.evaluation.remarks.jumps import QUARTER
from cmcn4.model.lazy.named import NamedTuple

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

SERIES = ("key", "area", "indicator")
WIDE = "decimal(38,0)"
_LARGE = 2**63
_STEP = QUARTER.as_integer_ratio()


class Asked(NamedTuple):
    """What targets judged in SQL ask of the figures of series."""

    days: tuple[dt.date, ...]
    """The days at which figures count."""
    oldest: Mapping[tuple[int, int], int]
    """By indicator and day, by their places, the first year of which a figure is not too old."""


class Hard(NamedTuple):
    """What there may be no simple series of, by places."""

    indicators: frozenset[int]
    areas: frozenset[int]
    series: frozenset[tuple[int, int]]
    """Areas and indicators."""


def figures(plain: Plain, as_of: dt.date) -> DataFrame:
    """Return plain rows with their values as whole numbers of the smallest decimals.

    Beside them stand the number of their source, 0 where they do not count as they are, and of
    their periods the year and the place of the last day among all.
    """
    lists = plain.lists
    last = sorted({period.last for period in lists.periods})
    places = {day: place for place, day in enumerate(last)}
    names = sorted({origin.source_id for origin in lists.origins if harmless(origin, as_of)})
    sources = [names.index(origin.source_id) + 1 if harmless(origin, as_of) else 0
               for origin in lists.origins]  # fmt: skip
    source, early = picked(sources, "origin"), publication(lists.origins, lists.periods)
    if early:
        soon = picked(early[0], "origin") < picked(early[1], "rank")
        source = F.when(soon, 0).otherwise(source)
    kind = WIDE if plain.largest * 10**plain.digits * max(_STEP) >= _LARGE else "bigint"
    scales = F.array(*(F.lit(10**power).cast(kind) for power in range(plain.digits, -1, -1)))
    return plain.frame.withColumns({
        "value": (F.col("number").cast(kind) * scales[F.col("digits")]).cast(kind),
        "source": source,
        "day": picked([places[period.last] for period in lists.periods], "rank"),
        "year": picked([period.year for period in lists.periods], "rank"),
    })  # fmt: skip


def picked(items: Sequence[int], column: str) -> Column:
    """Return what picks of a list by its place."""
    return F.array(*map(F.lit, items))[F.col(column)]


def folded(rows: DataFrame, lists: Lists, asked: Asked) -> DataFrame:
    """Return one row a series: whether it is calm, and of each day what counts then.

    That is the last figure `last_N`, and the `ends_N` of all values of its year.
    """
    within = Window.partitionBy(*SERIES).orderBy("rank")
    before = rows.withColumns({
        "before": F.lag("value").over(within), "day_before": F.lag("day").over(within),
    })  # fmt: skip
    large, small = _STEP
    moved = F.expr(
        f"CASE WHEN least(value, before) > 0 THEN greatest(value, before) * {small}"
        f" > least(value, before) * {large} ELSE value <> before END"
    )
    figure = F.struct("rank", *(name for name in FIGURE if name != "rank"), "value")
    of_year: list[Column] = []
    of_all: list[Column] = []
    for place, begun in enumerate(_begun(lists, asked.days)):
        counts = begun[F.col("rank")]
        known = F.when(counts, F.col("value"))
        last, ends = f"last_{place}", f"ends_{place}"
        of_year += [
            F.max(F.when(counts, figure)).alias(last),
            F.struct(F.min(known).alias("least"), F.max(known).alias("most")).alias(
                f"ends_{place}"
            ),
        ]

        of_all += [
            F.max(last).alias(last),
            F.max_by(ends, F.when(F.col(last).isNotNull(), F.col("year")))
            .alias(ends),
        ]  # fmt: skip
    by_year = before.groupBy(*SERIES, "year").agg(
        F.count("*").alias("size"), F.min("source").alias("one"), F.max("source").alias("other"),
        F.coalesce(F.bool_or((F.col("day") <= F.col("day_before")) | moved), F.expr("false"))
        .alias("odd"),
        *of_year,
    )  # fmt: skip
    return by_year.groupBy(*SERIES).agg(
        F.sum("size").alias("size"),
        ((F.min("one") == F.max("other")) & (F.min("one") > 0) & ~F.bool_or("odd")).alias("calm"),
        *of_all,
    )  # fmt: skip


def _begun(lists: Lists, days: Iterable[dt.date]) -> Iterator[Column]:
    """Yield for each day which periods had begun by then."""
    for day in days:
        yield F.array(*(F.lit(period.first <= day) for period in lists.periods))


def simple(series: DataFrame, hard: Hard, asked: Asked, years: Sequence[int]) -> DataFrame:
    """Return the series with whether each is `simple`; `years` are those of periods."""
    found = F.col("calm")
    for name, places in (("indicator", hard.indicators), ("area", hard.areas)):
        if places:
            found = found & ~F.col(name).isin(*places)
    for place in range(len(asked.days)):
        oldest = {one: year for (one, day), year in asked.oldest.items() if day == place}
        if oldest:
            allowed = F.create_map(*(F.lit(x) for pair in oldest.items() for x in pair))
            year = F.array(*map(F.lit, years))[F.col(f"last_{place}.rank")]
            old = F.coalesce(year < allowed[F.col("indicator")], F.expr("false"))
            found = found & ~old
    if hard.series:
        listed = series.sparkSession.createDataFrame(
            [(*pair, True) for pair in sorted(hard.series)],
            "area int, indicator int, other boolean",
        )
        series = series.join(F.broadcast(listed), ["area", "indicator"], "left")
        found = found & F.col("other").isNull()
    return series.withColumn("simple", found).drop("other", "calm")
