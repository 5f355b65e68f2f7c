"""Targets that are held against simple series in SQL, and what is told of their verdicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import localcontext
from typing import TYPE_CHECKING, Any

from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents call it

from cmcn4.engines.judging.simple import Limit, limit
from cmcn4.engines.spark.lists import FIGURE, Lists
from cmcn4.engines.spark.plain import Plain
from cmcn4.engines.spark.series import WIDE, Asked
from cmcn4.evaluation.assess import informs
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.index.reach import Reach
from cmcn4.evaluation.rules.limit import weigh
from cmcn4.evaluation.rules.weighed import gap_of
from cmcn4.evaluation.settings import Settings
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, Chosen
from cmcn4.model.rule import facing
from cmcn4.model.verdict import Answer, Reason, Verdict, due, verdict

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_MOST = 10**37
_TARGET = (
    "target int, indicator int, sign string, number string, scale string, day int, yes string,"
    " no string, none string, areas array<struct<area: int, informs: boolean>>"
)
VERDICT = ("target", "area", "answer", "verdict", "informs", "contested", *FIGURE)
"""The columns of a verdict: what it is of, by places, what it came to, the figure that counts."""


def limits(settings: Settings) -> dict[str, Limit]:
    """Return by id the targets that one number decides on, of which no pace has to be told."""
    as_of = settings.question.as_of
    return {
        chosen.id: asked
        for chosen in settings.targets
        if due(as_of, chosen.target.due_date) and (asked := limit(chosen, settings.catalogue))
    }


class Bulk:
    """What is judged in SQL: some targets, for all areas of which a series is simple or absent."""

    def __init__(self, plain: Plain, settings: Settings) -> None:
        """Take the targets whose number fits."""
        self._plain, self._settings = plain, settings
        found = limits(settings)
        self.limits = {name: one for name, one in found.items() if self._fits(one)}
        self._days = sorted({self._day(chosen) for chosen in self.targets})
        places = {name: place for place, name in enumerate(plain.lists.indicators)}
        self._places = places
        oldest: dict[tuple[int, int], int] = {}
        for chosen in self.targets:
            if chosen.indicator in places:
                day = self._day(chosen)
                key = places[chosen.indicator], self._days.index(day)
                year = day.year - settings.catalogue.indicators[chosen.indicator].age_limit
                oldest[key] = max(year, oldest.get(key, year))
        self.asked = Asked(tuple(self._days), oldest)

    @property
    def targets(self) -> list[Chosen]:
        """The targets, in their order."""
        return [chosen for chosen in self._settings.targets if chosen.id in self.limits]

    def verdicts(
        self, series: DataFrame, areas: Collection[str], hard: Callable[[str, str], bool]
    ) -> tuple[DataFrame, Lists]:
        """Return the verdicts for some areas, with the lists of what they speak of.

        `hard` says of an indicator and an area whether a task judges it anyway.
        """
        lists = self._plain.lists
        more = sorted(set(areas) - set(lists.areas))
        lists = lists._replace(areas=(*lists.areas, *more))
        places = {name: place for place, name in enumerate(lists.areas)}
        reach = Reach(sorted(areas), self._settings.catalogue)
        rows = [
            self._row(place, chosen, [
                (places[area], informs(chosen, area)) for area in reach.of(chosen)
                if not hard(chosen.indicator, area)
            ])
            for place, chosen in enumerate(self.targets)
        ]  # fmt: skip
        told = series.sparkSession.createDataFrame(rows, _TARGET)
        pairs = told.select("*", F.inline("areas")).drop("areas")
        return _judged(pairs.join(series, ["area", "indicator"], "left"), len(self._days)), lists

    def _row(
        self, place: int, chosen: Chosen, areas: Sequence[tuple[int, bool]]
    ) -> tuple[object, ...]:
        asked = self.limits[chosen.id]
        number, scale = self._whole(asked)
        is_due = due(self._settings.question.as_of, chosen.target.due_date)
        answers = Answer.YES, Answer.NO, Answer.NONE
        came = [verdict(answer, is_due=is_due).value for answer in answers]
        indicator = self._places.get(chosen.indicator, -1)
        day = self._days.index(self._day(chosen))
        return place, indicator, asked.sign, str(number), str(scale), day, *came, [*areas]

    def _whole(self, asked: Limit) -> tuple[int, int]:
        """Return the number as a whole one, and what values are multiplied with to be as small."""
        digits = max(self._plain.digits, -int(asked.number.as_tuple().exponent))
        with localcontext(EXACT):
            return int(asked.number.scaleb(digits)), 10 ** (digits - self._plain.digits)

    def _fits(self, asked: Limit) -> bool:
        number, scale = self._whole(asked)
        largest: int = self._plain.largest * 10**self._plain.digits * scale
        return max(abs(number), largest) < _MOST

    def _day(self, chosen: Chosen) -> dt.date:
        return min(self._settings.question.as_of, chosen.target.due_date)


def _judged(found: DataFrame, days: int) -> DataFrame:
    """Return what comes of targets beside series: those that are not simple are left out."""

    def of_day(name: str) -> Column:
        return F.array(*(F.col(f"{name}_{day}") for day in range(days)))[F.col("day")]

    def holds(value: Column) -> Column:
        small = value.cast(WIDE) * F.col("scale").cast(WIDE)
        number = F.col("number").cast(WIDE)
        return (
            F.when(F.col("sign") == ">=", small >= number)
            .when(F.col("sign") == ">", small > number)
            .when(F.col("sign") == "<=", small <= number)
            .otherwise(small < number)
        )

    found = found.filter(F.coalesce("simple", F.expr("true")))
    found = found.withColumns({"last": of_day("last"), "ends": of_day("ends")})
    found = found.withColumn("holds", holds(F.col("last.value")))
    upward = F.col("sign").isin(">=", ">")
    rival = F.when(upward == F.col("holds"), F.col("ends.least")).otherwise(F.col("ends.most"))
    answer = F.when(F.col("holds"), "yes").when(~F.col("holds"), "no").otherwise("none")
    return found.withColumns({
        "answer": answer,
        "contested": F.coalesce(holds(rival) != F.col("holds"), F.expr("false")),
        "verdict": F.when(F.col("holds"), F.col("yes")).when(~F.col("holds"), F.col("no"))
        .otherwise(F.col("none")),
    }).select(
        "target", "area", "answer", "verdict", "informs", "contested",
        *(F.col(f"last.{name}").alias(name) for name in FIGURE),
    )  # fmt: skip


class Telling(NamedTuple):
    """What the verdicts of SQL speak of, so that they can be told like all others."""

    targets: tuple[Chosen, ...]
    lists: Lists
    settings: Settings

    def assessment(self, row: Mapping[str, Any]) -> Assessment:
        """Return the assessment of a verdict: all that is told of it but its alternatives."""
        chosen, area = self.targets[row["target"]], self.lists.areas[row["area"]]
        asked = limit(chosen, self.settings.catalogue)
        assert asked is not None  # noqa: S101 - else it is none of SQL's
        answer, used = Answer(row["answer"]), self._figure(chosen, row)
        reason, margin = Reason.NO_OBSERVATION, None
        if used:
            direction = self.settings.catalogue.indicators[chosen.indicator].direction
            rule, upward = facing(chosen.rule, direction), direction != "lower"
            with localcontext(EXACT):
                _, reason, margin = weigh(used.value, rule, upward=upward)
        return Assessment(
            chosen=chosen, area=area, as_of=self.settings.question.as_of, due=True,
            informs=row["informs"], answer=answer, verdict=Verdict(row["verdict"]),
            reason=reason, comparison=asked.sign, threshold=asked.number,
            interval=used and used.value, period=used and used.period.code,
            status=used and used.origin.status,
            gap=gap_of(answer, margin), margin=margin, contested=row["contested"],
            evidence=(used,) if used else (),
        )  # fmt: skip

    def _figure(self, chosen: Chosen, row: Mapping[str, Any]) -> Observation | None:
        """Return the figure that counts, as it was read."""
        if row["rank"] is None:
            return None
        place = self.lists.indicators.index(chosen.indicator)
        return self.lists.observation(place, row["area"], tuple(row[name] for name in FIGURE))
