"""What of a dataframe is judged in SQL, and what of it goes to tasks: simple series, and others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents call it

from cmcn4.engines.judging.simple import lasting, quiet
from cmcn4.engines.spark.judging import Aside
from cmcn4.engines.spark.lists import AREA, FIGURE, PLAIN
from cmcn4.engines.spark.needs import needed
from cmcn4.engines.spark.plain import Plain
from cmcn4.engines.spark.reading import root
from cmcn4.engines.spark.series import SERIES, Hard, figures, folded, simple
from cmcn4.engines.spark.twins import twins
from cmcn4.engines.spark.verdicts import Bulk, Telling
from cmcn4.evaluation import Settings
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.observation import Observation, Submission
from cmcn4.model.rule.wholes import aside

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TASK = ("area", "indicator", *FIGURE)


class Beside:
    """The plain rows of a dataframe, parted."""

    def __init__(self, plain: Plain, settings: Settings, submission: Submission) -> None:
        """Find the simple series; `submission` has one observation of each series of the others."""
        self._plain, self._settings = plain, settings
        catalogue, lists = settings.catalogue, plain.lists
        bulk = Bulk(plain, settings)
        others = {(row.indicator, row.area) for row in submission.observations}
        blocked = frozenset((block.indicator, block.area or "") for block in submission.blocks)
        left_out = aside(settings.targets, catalogue)
        told = {area for name, area in others if name not in left_out}
        self.present = frozenset(plain.areas) | told
        """The areas of all rows that a target may ask for."""
        judged_alone = [chosen for chosen in settings.targets if chosen.id not in bulk.limits]
        self._needed = needed(judged_alone, catalogue)
        rows = figures(plain, settings.question.as_of)
        places = {name: place for place, name in enumerate(lists.areas)}
        of = {name: place for place, name in enumerate(lists.indicators)}
        known = {(places[area], of[name]) for name, area in others | blocked
                 if area in places and name in of}  # fmt: skip
        everywhere = {name for name, area in blocked if not area}
        hard = Hard(
            frozenset(
                place for name, place in of.items()
                if name in self._needed or name in everywhere
                or not quiet(catalogue.indicators[name], catalogue)
            ),
            frozenset(places[name] for name in _moved(self.present, catalogue) if name in places),
            frozenset(known | twins(rows, plain, others, catalogue)),
        )  # fmt: skip
        years = [period.year for period in lists.periods]
        self._series = simple(folded(rows, lists, bulk.asked), hard, bulk.asked, years).persist()
        asked = set(settings.question.areas)
        taken = others | blocked

        def elsewhere(indicator: str, area: str) -> bool:
            return (indicator, area) in taken or indicator in everywhere

        self.verdicts, lists = bulk.verdicts(
            self._series, self.present & asked if asked else self.present, elsewhere
        )
        self.aside = Aside(lists, frozenset(bulk.limits), blocked)
        self.telling = Telling(tuple(bulk.targets), lists, settings)

    def given(self, rows: DataFrame) -> DataFrame:
        """Return what tasks are given: what others have read, plain rows of series not simple.

        The areas that there are go with them where a task may have to judge one without rows.
        """
        plain = self._plain.frame
        others = self._series.filter("not simple").select(*SERIES)
        hard = plain.join(others, list(SERIES), "left_semi")
        found = rows.selectExpr("kind", "key", "payload", *_nothing(_TASK))
        found = found.unionByName(
            hard.selectExpr(f"'{PLAIN}' AS kind", "key", "CAST(NULL AS binary) AS payload", *_TASK)
        )
        if self._needed or self.aside.hard:
            areas = plain.select("key", "area").distinct()
            found = found.unionByName(
                areas.selectExpr(f"'{AREA}' AS kind", "key", "CAST(NULL AS binary) AS payload",
                                 "area", *_nothing(_TASK[1:]))
            )  # fmt: skip
        return found

    def shared(self, keys: Sequence[str]) -> list[Observation]:
        """Return the plain rows of countries, and what may be needed of other areas."""
        lists, catalogue = self._plain.lists, self._settings.catalogue
        countries = [key for key in keys if catalogue.areas[key].parent is None]
        of = [place for place, name in enumerate(lists.indicators) if name in self._needed]
        wanted = F.col("key").isin(*keys) & (
            F.col("key").isin(*countries) | F.col("indicator").isin(*of)
        )
        found = self._plain.frame.filter(wanted).select(*_TASK).collect()
        return [
            lists.observation(indicator, area, tuple(figure)) for area, indicator, *figure in found
        ]

    def release(self) -> None:
        """Let the cluster forget it."""
        self._series.unpersist()
        self._plain.frame.unpersist()
        self._plain.left.unpersist()


def _nothing(names: Sequence[str]) -> list[str]:
    kinds = dict.fromkeys(("number", "row"), "bigint")
    return [f"CAST(NULL AS {kinds.get(name, 'int')}) AS {name}" for name in names]


def _moved(present: frozenset[str], catalogue: Catalogue) -> set[str]:
    """Return the areas that ended, and those of which there are such as were merged into them."""
    ended = {area for area in present if not lasting(area, catalogue)}
    return ended | {root(catalogue, area) for area in ended}
