"""The arithmetic of a verdict, written out so that it can be followed with a pencil."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from typing import assert_never

from cmcn4.locale.numbers import number, trimmed
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment
from cmcn4.model.rule import (
    Average,
    Change,
    Count,
    PeerRank,
    Reference,
    Sum,
    Threshold,
    compounded,
    year_span,
)
from cmcn4.model.verdict import Answer, Reason
from cmcn4.reporters.presentation.figures import SIGNS, ahead, judged
from cmcn4.reporters.presentation.rules import limit
from cmcn4.reporters.presentation.words import Words

_DIGITS = Context(prec=12)
_ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "unknown"}


def lines(each: Assessment, words: Words) -> Iterator[str]:
    """Yield the steps from the observations to the answer."""
    rule = each.chosen.rule
    if each.reason is Reason.OTHER_POPULATION:
        # Its figure is of others: no comparison with the threshold means anything.
        return
    if each.interval is None and not isinstance(rule, Average | Sum):
        return
    for row in each.made:
        yield derived(row, words, several=len(each.made) > 1)
    yield from _steps(each, words)
    if isinstance(rule, Count):
        # The total may be enough where a region is not: the reason says both.
        yield words.reason(each)
    elif each.interval and each.comparison and limit(each, words) and not _open(each):
        yield _comparison(each, words)


def _steps(each: Assessment, words: Words) -> Iterator[str]:
    """Yield what leads from the observations to the value."""
    match each.chosen.rule:
        case PeerRank():
            yield from _peers(each, words)
        case Threshold(reference=Reference()):
            yield from _others(each, words)
        case Average(of="growth") as rule:
            yield from _growth(each, rule, words)
        case Average() as rule:
            yield from _average(each, rule, words)
        case Sum() as rule:
            yield from _sum(each, rule, words)
        case Change() as rule:
            yield from _change(each, rule, words)
        case _:
            for part in each.parts:
                value = words.part(part) if part.interval else words.say("none")
                verdict = words.composed(f"verdict.{part.verdict.value}")
                yield f"{words.member(part, each)}: {value} → {verdict}"


def _open(each: Assessment) -> bool:
    """Whether years ahead decide, though what there is would do."""
    return each.reason is Reason.YEARS_AHEAD and (each.margin is None or each.margin >= 0)


def _comparison(each: Assessment, words: Words) -> str:
    """Return e.g. `71 ≤ 50? no: 21 short`."""
    assert each.interval is not None  # noqa: S101 - asked for only with a value
    value = words.value(each)
    answer = words.composed(f"answer.{_ANSWERS.get(each.answer, 'unknown')}")
    text = f"{value} {SIGNS[str(each.comparison)]} {limit(each, words)}?"
    text += f" {answer}"
    if each.margin:
        gap = words.distance(each, each.margin)
        met, missed = ("within", "outside") if each.comparison == "in" else ("beyond", "short")
        side = met if each.margin > 0 else missed
        text += f" ({words.composed(f'arithmetic.{side}', gap=gap)})"
    return text


def _others(each: Assessment, words: Words) -> Iterator[str]:
    """Yield the mean of the members of a group; one figure alone needs no reckoning."""
    if not each.parts:
        return
    for part in each.parts:
        value = words.interval(part.interval) if part.interval else words.say("none")
        yield f"{words.member(part, each)}: {value}"
    values = [part.value for part in each.parts]
    if each.threshold is not None and None not in values:
        total = " + ".join(number(value, words.lang) for value in values if value is not None)
        yield f"({total}) / {len(values)} = {number(each.threshold, words.lang)}"


def derived(row: Observation, words: Words, *, several: bool) -> str:
    """Return e.g. `82.4 − 76.8 = 5.6`; of several figures with the area and period."""
    indicator = words.catalogue.indicators[row.indicator]
    assert row.made is not None  # noqa: S101 - asked of such only
    assert indicator.derived is not None  # noqa: S101 - it was made of something
    (formula,) = indicator.derived.stated
    terms = [
        words.interval(term) if term.is_point else f"({words.interval(term)})"
        for term in row.made.terms
    ]
    match formula.operation:
        case "difference":
            text = " − ".join(terms)
            text = f"|{text}|" if indicator.derived.absolute else text
        case "ratio":
            unit = words.catalogue.units[indicator.unit]
            text = " / ".join(terms)
            text += " × 100" if unit.kind == "percent" else ""
        case "sum":
            text = " + ".join(terms)
        case "mean":
            text = f"({' + '.join(terms)}) / {len(terms)}"
        case _:
            assert_never(formula.operation)
    value = words.interval(row.value) + words.unit(indicator)
    where = f"{words.country(row.area)} {words.when(row.period)}: " if several else ""
    return f"{where}{text} = {value}"


def _peers(each: Assessment, words: Words) -> Iterator[str]:
    upward = words.catalogue.indicators[each.indicator].direction == "higher"
    rows = sorted(judged(each), key=_low, reverse=upward)
    if len(rows) > 1:
        yield ", ".join(f"{words.country(row.area)} {words.interval(row.value)}" for row in rows)
    if any(row.area == each.area for row in rows):
        count = len(ahead(each, words.catalogue))
        yield words.say("arithmetic.ahead", count=count, place=count + 1)


def _low(row: Observation) -> Decimal:
    return row.value.low


def _average(each: Assessment, rule: Average, words: Words) -> Iterator[str]:
    rates = _points(each, rule)
    if not rates:
        return
    assert each.threshold is not None  # noqa: S101 - averages state one comparison
    years = len(_years(rule))
    unit = words.catalogue.units[words.catalogue.indicators[each.indicator].unit]
    if not compounded(rule, unit.kind):
        total = " + ".join(number(rate, words.lang) for rate in rates)
        if len(rates) == years:
            yield f"({total}) / {years} = {words.value(each)}"
        else:
            goal = f"{years} × {number(each.threshold, words.lang)}"
            yield f"({goal} − ({total})) / {years - len(rates)} = {_needed(each, words)}"
        return
    product = _DIGITS.plus(_product(rates))
    factors = " × ".join(number(1 + rate / 100, words.lang) for rate in rates)
    yield f"{factors} = {number(product, words.lang)}"
    wanted = _DIGITS.plus(_product([each.threshold] * years))
    power = f"{number(1 + each.threshold / 100, words.lang)}^{years}"
    yield f"{power} = {number(wanted, words.lang)}"
    if len(rates) < years:
        root = "" if years - len(rates) == 1 else f"^(1/{years - len(rates)})"
        shown = f"({number(wanted, words.lang)} / {number(product, words.lang)}){root} − 1"
        yield f"{shown} = {_needed(each, words)}"


def _sum(each: Assessment, rule: Sum, words: Words) -> Iterator[str]:
    values = _points(each, rule)
    if not values:
        return
    assert each.threshold is not None  # noqa: S101 - sums state one comparison
    total = number(trimmed(sum(values, Decimal(0))), words.lang)
    if len(values) > 1:
        yield f"{' + '.join(number(value, words.lang) for value in values)} = {total}"
    if "needed" in each.facts:
        yield f"{number(each.threshold, words.lang)} − {total} = {_needed(each, words)}"


def _growth(each: Assessment, rule: Average, words: Words) -> Iterator[str]:
    if len(each.evidence) != 2 or each.threshold is None or each.interval is None:  # noqa: PLR2004 - base and latest
        return
    base, now = (row.value for row in each.evidence)
    if not (base.is_point and now.is_point):
        return
    span = len(_years(rule))
    left = year_span(rule.over)[1] - each.evidence[1].period.year
    first, last = number(base.low, words.lang), number(now.low, words.lang)
    root = "" if span == left + 1 else f"^(1/{span - left})"
    yield f"({last} / {first}){root} − 1 = {words.value(each)}"
    power = f"{number(1 + each.threshold / 100, words.lang)}^{span}"
    wanted = _DIGITS.multiply(base.low, _product([each.threshold] * span))
    yield f"{first} × {power} = {number(trimmed(wanted), words.lang)}"
    if left:
        root = "" if left == 1 else f"^(1/{left})"
        shown = f"({number(trimmed(wanted), words.lang)} / {last}){root} − 1"
        yield f"{shown} = {_needed(each, words)}"


def _change(each: Assessment, rule: Change, words: Words) -> Iterator[str]:
    """Yield the quotient or difference of the two figures, each as it is written."""
    if len(each.evidence) != 2 or any(not row.value.is_point for row in each.evidence):  # noqa: PLR2004 - base and now
        return
    base, now = (_factor(row.value.low, words) for row in each.evidence)
    said = {
        "percent": f"({now} − {base}) / {base} × 100",
        "points": f"{now} − {base}",
        "times": f"{now} / {base}",
        "places": f"{base} − {now}",
    }
    yield f"{said[rule.in_]} = {words.value(each)}"


def _factor(value: Decimal, words: Words) -> str:
    text = number(value, words.lang)
    return f"({text})" if value < 0 else text


def _points(each: Assessment, rule: Average | Sum) -> list[Decimal]:
    """Return the values of the years; none where one is bounded, or stands for several years."""
    rows = each.evidence
    single = {row.period.code for row in rows} <= _years(rule) and all(
        row.value.is_point for row in rows
    )
    # Rows of one year that tie are not added up: what lies between them is.
    if not single or len({row.period for row in rows}) < len(rows):
        return []
    return [row.value.low for row in rows]


def _needed(each: Assessment, words: Words) -> str:
    """Return what is still needed with all its digits; the reason rounds it."""
    needed = each.facts.get("needed")
    if needed is None:
        return words.say("none")
    return number(trimmed(needed), words.lang) + words.measure(each)


def _product(rates: list[Decimal]) -> Decimal:
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate / 100
    return product


def _years(rule: Average | Sum) -> set[str]:
    first, last = year_span(rule.over)
    return {str(year) for year in range(first, last + 1)}
