"""Whether the pace so far is enough for a target that has not fallen due."""

from __future__ import annotations

from decimal import Decimal

from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.road import nothing, pace
from cmcn4.evaluation.series import bases, has_road, of_source, points, rivals, start_of
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Observation
from cmcn4.model.pace import Pace, PaceClass, Progress
from cmcn4.model.report import Chosen

_BEST_FIRST: tuple[PaceClass, ...] = (
    "met", "on-track", "substantial", "slow", "moderate", "stalled", "limited",
    "worsening", "deterioration", "regressed", "insufficient-data",
)  # fmt: skip


def progress(chosen: Chosen, question: Question, outcome: Outcome, method: str) -> Progress | None:
    """Return the progress of an assessment ahead of its horizon; None where it has no meaning."""
    if not has_road(question) or len(outcome.used) != 1 or outcome.value is None:
        return None
    latest = outcome.used[0]
    doubtful = latest.origin.doubt or not latest.value.limited
    if latest.indicator != question.indicator.id or doubtful:
        return None
    asked = of_source(question, latest.origin.source_id)
    starts = bases(asked, latest, start_of(chosen))
    found = _classed(asked, starts[0] if starts else None, latest, method)
    others = {
        base.period.code: other.class_
        for base in starts[1:]
        if (other := _classed(asked, base, latest, method)).class_
        not in (found.class_, "insufficient-data")
    }
    rivals = _rivals(chosen, question, latest, method)
    return replace(found, other_bases=others, rivals=rivals, points=points(asked, latest))


def _rivals(
    chosen: Chosen, question: Question, latest: Observation, method: str
) -> dict[str, PaceClass]:
    """Return the class by each rival source's own series."""
    found = {}
    for source, asked, choice in rivals(question, latest, least=2):
        age = question.limit.year - choice.period.year
        if choice.doubt or age > question.indicator.age_limit:
            continue
        starts = bases(asked, choice.rows[0], start_of(chosen))
        if starts:
            found[source] = _classed(asked, starts[0], choice.rows[0], method).class_
    return found


def _classed(
    question: Question, base: Observation | None, latest: Observation, method: str
) -> Progress:
    """Class the pace between two observations, a bounded one at both of its ends."""
    if base is None:
        return Progress(paces=(nothing(method),), base=None, latest=latest, missing=False)
    paces = [
        pace(question, (base, start), (latest, end), method)
        for start in _ends(base.value)
        for end in _ends(latest.value)
    ]
    paces.sort(key=_worse)
    distinct = tuple({pace.class_: pace for pace in paces}.values())
    missing = any(pace.misses for pace in paces)
    return Progress(paces=distinct, base=base, latest=latest, missing=missing)


def _worse(pace: Pace) -> tuple[int, Decimal]:
    ratio = pace.ratio if pace.ratio is not None else Decimal(0)
    return _BEST_FIRST.index(pace.class_), 0 - ratio


def _ends(value: Interval) -> tuple[Decimal, ...]:
    return (value.low,) if value.is_point else (value.low, value.high)
