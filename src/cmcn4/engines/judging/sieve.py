"""The sieve: simple series are judged in bulk, every other one goes whole to the one judge.

It may only err towards «not simple». Nothing is judged twice over: an assessment in bulk knows its
verdict, its figure and whether it is contested; for all else the judge is asked, when somebody
wants to know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import localcontext

from cmcn4.engines.judging.assessments import Target
from cmcn4.engines.judging.bulk import Asked, Bulk, Judged, bound
from cmcn4.engines.judging.columns import Columns
from cmcn4.engines.judging.observed import Observed, View
from cmcn4.engines.judging.series import Quiet, Simple
from cmcn4.engines.judging.simple import Limit, lasting, limit, quiet
from cmcn4.engines.judging.together import Together, Told
from cmcn4.engines.judging.twins import twins
from cmcn4.engines.rows import PlainRows
from cmcn4.evaluation.assess import assess
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.settings import Settings
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Block, Observation, Submission
from cmcn4.model.period import YEARS
from cmcn4.model.report import Assessment, Chosen
from cmcn4.model.rule import facing
from cmcn4.model.verdict import Answer, due, verdict

_KEPT = 10_000
"""Of no more assessments everything is kept that was asked of them once."""


class Sieve:
    """Simple series beside the ordinary submission, to which the rows of all others are added."""

    def __init__(self, plain: PlainRows, submission: Submission, settings: Settings) -> None:
        """Part the rows."""
        self._plain, self._settings = plain, settings
        self._rows: dict[str, int] = {}
        self._hard = {(row.indicator, row.area) for row in submission.observations}
        """Series of which rows are in the submission, or errors that may decide something.

        Of all areas where it is empty.
        """
        with localcontext(EXACT):
            limits = {
                id(chosen): asked
                for chosen in settings.targets
                if (asked := limit(chosen, settings.catalogue))
            }
            days = sorted({self._day(one) for one in settings.targets if id(one) in limits})
            self._columns = Columns(plain)
            self._part(submission, days)
            self._bulk = {
                id(chosen): self._asked(chosen, limits[id(chosen)], days)
                for chosen in settings.targets
                if id(chosen) in limits
            }
        self._decided = {
            (decision.target, decision.area) for decision in settings.question.decisions
        }
        self._view: View | None = None
        self._known: dict[tuple[int, str], Assessment] = {}

    @property
    def areas(self) -> frozenset[str]:
        """The areas of simple series."""
        return self._areas

    def counts(self, others: Mapping[str, int]) -> dict[str, int]:
        """Return indicators with their numbers of rows, with those of all other series."""
        found = {name: others.get(name, 0) + self._rows.get(name, 0) for name in self._order}
        return {name: count for name, count in found.items() if count}

    def over(self, data: Dataset) -> Dataset:
        """Return the data with the simple series, which are read when they are asked for."""
        self._view = View(data, self._plain)
        return self._view

    def others(self, asked: Sequence[tuple[Chosen, Sequence[str]]]) -> list[tuple[Chosen, str]]:
        """Return what has to be judged by itself."""
        bulk = {
            number: Asked(self._bulk[id(chosen)], areas)
            for number, (chosen, areas) in enumerate(asked)
            if id(chosen) in self._bulk
        }
        decided = [
            (number, area)
            for number, (chosen, areas) in enumerate(asked if self._decided else ())
            for area in areas
            if self._is_decided(chosen, area)
        ]
        if self._view is not None:
            self._view.ask(area for _, areas in asked for area in areas)
        self._judged = judged = Judged(self._columns, bulk, decided)
        came, old = judged.came(), judged.old()
        self._told = [Told(areas, None, {}, areas) for _, areas in asked]
        for number, (of, areas) in bulk.items():
            lots = came.get(number, {})
            left = set(areas).difference(*lots.values())
            hard = left & {*old.get(number, ()), *self._by_itself(asked[number][0], left)}
            if left - hard:
                lots[Answer.NONE, False] = left - hard
            own = [area for area in areas if area in hard] if hard else []
            self._told[number] = Told(areas, of, lots, own)
        return [
            (chosen, area)
            for (chosen, _), told in zip(asked, self._told, strict=True)
            for area in told.own
        ]

    def _by_itself(self, chosen: Chosen, areas: Iterable[str]) -> Iterator[str]:
        """Yield the areas of which an assessment without a figure is not all that is told."""
        for area in areas:
            if self._is_hard(chosen.indicator, area) or self._is_decided(chosen, area):
                yield area

    def together(self, others: Sequence[Assessment]) -> Together:
        """Return all assessments asked for, given those of the others."""
        return Together(self._judged, self._told, others)

    def judged(self, chosen: Chosen, area: str) -> Assessment:
        """Return the assessment as the one judge makes it."""
        key = id(chosen), area
        found = self._known.get(key)
        if found is None:
            assert self._view is not None  # noqa: S101 - assessments come of data
            with localcontext(EXACT):
                found = assess(chosen, area, self._view, self._settings)
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = found
        return found

    def _day(self, chosen: Chosen) -> dt.date:
        return min(self._settings.question.as_of, chosen.target.due_date)

    def _is_decided(self, chosen: Chosen, area: str) -> bool:
        decided = self._decided
        return bool(decided) and ((chosen.id, None) in decided or (chosen.id, area) in decided)

    def _is_hard(self, indicator: str, area: str) -> bool:
        return (indicator, area) in self._hard or (indicator, "") in self._hard

    def _asked(self, chosen: Chosen, asked: Limit, days: list[dt.date]) -> Bulk:
        question, day = self._settings.question, self._day(chosen)
        indicator = self._settings.catalogue.indicators[chosen.indicator]
        is_due = due(question.as_of, chosen.target.due_date)
        target = Target(
            chosen=chosen,
            rule=facing(chosen.rule, indicator.direction),
            sign=asked.sign,
            limit=asked.number,
            upward=indicator.direction != "lower",
            as_of=question.as_of,
            due=is_due,
            level=chosen.target.subnational == "reference",
            meant=frozenset(chosen.applies_to),
            explain=question.explain,
            history=question.history,
            judged=self.judged,
        )
        return Bulk(
            target=target,
            bound=bound(asked.number, asked.sign, self._columns.digits),
            upward=asked.sign in (">", ">="),
            day=days.index(day),
            year=day.year - indicator.age_limit,
            verdicts={answer: verdict(answer, is_due=is_due) for answer in Answer},
        )

    def _part(self, submission: Submission, days: list[dt.date]) -> None:
        """Find the simple series, and add the rows of all others to the submission."""
        plain, catalogue = self._plain, self._settings.catalogue
        rows = submission.observations
        names = {name: place for place, name in enumerate(plain.indicators)}
        areas = {name: place for place, name in enumerate(plain.areas)}
        errors = self._errors(submission.blocks, names, areas)
        hard = self._hard | set(twins(self._columns, rows, catalogue))
        others = Quiet(
            indicators=[
                place
                for name, place in names.items()
                if (name, "") in hard or not quiet(catalogue.indicators[name], catalogue)
            ],
            areas=[place for name, place in areas.items() if not lasting(name, catalogue)],
            series=[
                (names[name], areas[area]) for name, area in hard if name in names and area in areas
            ],
            errors=errors,
        )
        simple = Simple(self._columns, self._settings.question.as_of, days, others)
        series = {(name, area) for name, area, _ in errors}
        self._hard |= {
            (plain.indicators[name], plain.areas[area])
            for name, area in series.difference(simple.among(series) if series else ())
        }
        self._rows = {plain.indicators[name]: size for name, size in simple.counts().items()}
        self._areas = frozenset(plain.areas[place] for place in simple.areas())
        self.observations = Observed(plain, rows, submission.inputs)
        hard_rows = plain.observations(simple.others())
        whole = list(self.observations.merged(hard_rows))
        self._hard |= {(row.indicator, row.area) for row in whole}
        self.submission = replace(submission, observations=whole)
        self._order = self._first_seen(rows)

    def _errors(
        self, blocks: Iterable[Block], names: Mapping[str, int], areas: Mapping[str, int]
    ) -> list[tuple[int, int, int]]:
        """Return indicator, area and period of errors that may say nothing beside later figures.

        Series with any other are hard.
        """
        periods = {period: place for place, period in enumerate(self._plain.periods)}
        found = []
        for block in blocks:
            period, area = block.period, block.area or ""
            known = block.indicator in names and area in areas and period in periods
            if period is None or not known or period.kind == YEARS:
                self._hard.add((block.indicator, area))
            else:
                found.append((names[block.indicator], areas[area], periods[period]))
        return found

    def _first_seen(self, others: list[Observation]) -> list[str]:
        """Return all indicators in the order in which the data name them."""
        plain, key = self._plain, self.observations.key
        firsts = plain.connection.execute(
            "SELECT indicator, file, min(row) FROM plain GROUP BY ALL ORDER BY file"
        ).fetchall()
        found: dict[str, tuple[int, ...]] = {}
        for name, file, row in firsts:
            found.setdefault(plain.indicators[name], (*key(plain.files[file][0], row), 0))
        for number, row in enumerate(others):
            place = (*key(row.sheet, row.row), number)
            found[row.indicator] = min(found.get(row.indicator, place), place)
        return sorted(found, key=found.__getitem__)
