"""Series whose figures stand in another one, too: what is remarked of these needs both."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents call it

from cmcn4.engines.spark.plain import Plain
from cmcn4.evaluation.remarks.repeated import ALIKE, SHARE
from cmcn4.model.catalogue import Catalogue

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_Name = tuple[str, str]
"""An indicator and an area."""


def twins(
    rows: DataFrame, plain: Plain, others: Collection[_Name], catalogue: Catalogue
) -> set[tuple[int, int]]:
    """Return area and indicator, by places, of series that may have figures of others.

    `others` are the series of which there are rows that are not plain: what they have is not looked
    at, and so it may be anything. Whole numbers are never taken for those of others.
    """
    lists = plain.lists
    areas, indicators = plain.present
    names = {lists.indicators[place] for place in indicators} | {name for name, _ in others}
    units = {
        name: unit.id
        for name in names
        if (unit := catalogue.units[catalogue.indicators[name].unit]).kind == "percent"
    }
    decimals = rows.filter(F.col("value") % 10**plain.digits != 0)
    found: set[tuple[int, int]] = set()
    shares = [place for place in indicators if lists.indicators[place] in units]
    if len(set(units.values())) > 1:
        odd = {area for name, area in others if name in units}
        odd_areas = {place for place in areas if lists.areas[place] in odd}
        of = {place: units[lists.indicators[place]] for place in shares}
        odd_areas |= _of_other_populations(decimals, rows, of, len(lists.periods))
        found |= {(area, place) for area in odd_areas for place in shares}
    parents = _parents(plain, others, catalogue)
    if parents:
        odd_names = set(others)
        found |= {
            (area, place) for area, parent in parents.items() for place in indicators
            if (lists.indicators[place], parent) in odd_names
        }  # fmt: skip
        found |= _of_parents(decimals, plain, parents)
    return found


def _of_other_populations(
    decimals: DataFrame, rows: DataFrame, units: dict[int, str], every: int
) -> set[int]:
    """Return the areas in which a share is, cell by cell, one of another unit."""
    session = rows.sparkSession
    told = F.broadcast(session.createDataFrame(list(units.items()), "indicator int, unit string"))
    alike = (
        decimals.join(told, "indicator")
        .groupBy("key", "area", "rank", "value")
        .agg(F.collect_set(F.struct("indicator", "unit")).alias("those"),
             F.count_distinct("unit").alias("units"))
        .filter("units > 1")
    )  # fmt: skip
    pairs = (
        alike.select("key", "area", "those", F.explode("those").alias("one"))
        .select("key", "area", "one", F.explode("those").alias("other"))
        .filter("one.unit < other.unit")
        .groupBy("key", "area", F.col("one.indicator").alias("one"),
                 F.col("other.indicator").alias("other"))
        .agg(F.count("*").alias("alike"))
        .filter(f"alike >= {ALIKE}")
    )  # fmt: skip
    # So many periods, at least, do both tell of.
    sizes = rows.groupBy("key", "area", "indicator").agg(F.count_distinct("rank").alias("size"))
    one = sizes.selectExpr("key", "area", "indicator AS one", "size AS size_one")
    other = sizes.selectExpr("key", "area", "indicator AS other", "size AS size_other")
    suspects = (
        pairs.join(one, ["key", "area", "one"])
        .join(other, ["key", "area", "other"])
        .filter(f"alike * {SHARE} >= size_one + size_other - {every}")
    )
    return {row["area"] for row in suspects.select("area").distinct().collect()}


def _parents(plain: Plain, others: Collection[_Name], catalogue: Catalogue) -> dict[int, str]:
    """Return the areas of which provinces are a part, by these, where there are rows of both."""
    names = plain.lists.areas
    present = {*plain.areas, *(area for _, area in others)}
    return {
        place: area.parent
        for place in plain.present[0]
        if (area := catalogue.areas[names[place]]).kind == "province"
        and area.parent is not None
        and area.parent in present
    }


def _of_parents(decimals: DataFrame, plain: Plain, parents: dict[int, str]) -> set[tuple[int, int]]:
    """Return series of provinces with a figure of their country's."""
    places = {name: place for place, name in enumerate(plain.lists.areas)}
    pairs = [(area, places[parent]) for area, parent in parents.items() if parent in places]
    if not pairs:
        return set()
    listed = F.broadcast(decimals.sparkSession.createDataFrame(pairs, "area int, parent int"))
    whole = decimals.filter(F.col("area").isin(*{parent for _, parent in pairs})).select(
        F.col("area").alias("parent"), "indicator", "rank", "value"
    )
    same = decimals.join(listed, "area").join(
        F.broadcast(whole), ["parent", "indicator", "rank", "value"], "left_semi"
    )
    found = same.select("area", "indicator").distinct().collect()
    return {(row["area"], row["indicator"]) for row in found}
