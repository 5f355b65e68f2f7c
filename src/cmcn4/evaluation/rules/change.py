"""How far a value has moved from that of an earlier year, by the same part of the year."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from cmcn4.evaluation import exact
from cmcn4.evaluation.blocks import block_at, blocked
from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.limit import edges
from cmcn4.evaluation.rules.pair import Pair, Quotient, weighed
from cmcn4.evaluation.select import Choice, at, candidates, choose
from cmcn4.evaluation.sources import told_by
from cmcn4.locale.numbers import trimmed
from cmcn4.model.interval import Interval
from cmcn4.model.period import Period, parse
from cmcn4.model.rule import Change
from cmcn4.model.verdict import Reason

_HUNDRED = Decimal(100)


def change(question: Question) -> Outcome:
    """Answer for the latest value against that of the year `since`."""
    rule = question.rule
    assert isinstance(rule, Change)  # noqa: S101 - called for this kind only
    now = choose(question)
    if isinstance(now, Outcome):
        return now
    if now.period.year <= rule.since:
        facts = {"variant": "since", "since": str(rule.since), "period": now.period}
        return nothing(Reason.NO_OBSERVATION, facts)
    code = f"{rule.since}{now.period.code[4:]}"
    period = parse(code)
    base = _base(question, now, period) if period else None
    if isinstance(base, Outcome):
        return base
    if base is None:
        facts = {"variant": "base", "base": period or code, "period": now.period}
        return nothing(Reason.INCOMPLETE, facts, used=now.used)
    pair = Pair(base, now)
    relative = rule.in_ in ("percent", "times")
    found, value, told = weighed(question, pair, _value(rule, pair), positive=relative)
    return Outcome(
        answer=found.answer,
        reason=found.reason,
        margin=found.margin,
        facts=told,
        value=value,
        period=now.period.code,
        used=pair.used,
    )


def _base(question: Question, now: Choice, period: Period) -> Choice | Outcome | None:
    """Return the base: of the same source where it has one, else what counts there."""
    rows = candidates(question)
    block = block_at(rows, period)
    if block is not None:
        return blocked(block)
    sources = dict.fromkeys(map(told_by, now.rows))
    own = (row for source in sources for row in rows.by_teller.get((period, source), ()))
    return at(question, Rows(dict.fromkeys(own)), period) or at(question, rows, period)


def _value(rule: Change, pair: Pair) -> Callable[[], Interval]:
    """Return what gives the change as an interval."""
    base, now = pair.base.value, pair.now.value
    match rule.in_:
        case "points":
            return lambda: _difference(now, base)
        case "places":
            return lambda: _difference(base, now)
        case "percent":
            return lambda: Quotient(
                lambda late, early: exact.quotient((late - early) * _HUNDRED, early),
                lambda late, early, number: (late - early) * _HUNDRED - number * early,
            ).value(pair, edges(rule))
        case "times":
            return lambda: Quotient(
                exact.quotient, lambda late, early, number: late - number * early
            ).value(pair, edges(rule))


def _difference(one: Interval, other: Interval) -> Interval:
    return Interval(
        trimmed(one.low - other.high),
        trimmed(one.high - other.low),
        one.low_open or other.high_open,
        one.high_open or other.low_open,
    )
