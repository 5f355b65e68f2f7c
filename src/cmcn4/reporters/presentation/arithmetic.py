"""The arithmetic of a verdict, written out so that it can be followed with a pencil."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from typing import assert_never

from cmcn4.locale.numbers import number, trimmed
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment
from cmcn4.model.rule import Average, Count, PeerRank
from cmcn4.model.verdict import Answer, Reason
from cmcn4.reporters.presentation.figures import SIGNS, judged
from cmcn4.reporters.presentation.words import Words

_DIGITS = Context(prec=12)
_ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "unknown"}


def lines(each: Assessment, words: Words) -> Iterator[str]:
    """Yield the steps from the observations to the answer."""
    rule = each.chosen.rule
    if each.reason is Reason.OTHER_POPULATION:
        # Its figure is of others: no comparison with the threshold means anything.
        return
    if each.interval is None and not isinstance(rule, Average):
        return
    for row in each.made:
        yield derived(row, words, several=len(each.made) > 1)
    match rule:
        case PeerRank():
            yield from _peers(each, words)
        case Average():
            yield from _average(each, rule, words)
        case _:
            for part in each.parts:
                value = words.part(part) if part.interval else words.say("none")
                verdict = words.composed(f"verdict.{part.verdict.value}")
                yield f"{words.member(part, each)}: {value} → {verdict}"
    if isinstance(rule, Count):
        # The total may be enough where a region is not: the reason says both.
        yield words.reason(each)
    elif each.interval and each.comparison and each.threshold is not None:
        yield _comparison(each, words)


def _comparison(each: Assessment, words: Words) -> str:
    """Return e.g. `71 ≤ 50? no: 21 short`."""
    assert each.interval is not None  # noqa: S101 - asked for only with a value
    value = words.value(each)
    answer = words.composed(f"answer.{_ANSWERS.get(each.answer, 'unknown')}")
    text = (
        f"{value} {SIGNS[str(each.comparison)]} {number(each.threshold or Decimal(0), words.lang)}?"
    )
    text += f" {answer}"
    if each.margin:
        gap = words.distance(each, each.margin)
        short = each.margin < 0
        text += f" ({words.say('arithmetic.short' if short else 'arithmetic.beyond', gap=gap)})"
    return text


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
    rows = sorted(judged(each), key=_low)
    if len(rows) > 1:
        yield ", ".join(f"{words.country(row.area)} {words.interval(row.value)}" for row in rows)
    own = next((row for row in rows if row.area == each.area), None)
    if own is not None:
        ahead = [row for row in rows if row is not own and row.value.high < own.value.low]
        yield words.say("arithmetic.ahead", count=len(ahead), place=len(ahead) + 1)


def _low(row: Observation) -> Decimal:
    return row.value.low


def _average(each: Assessment, rule: Average, words: Words) -> Iterator[str]:
    rows = judged(each)
    rates = [row.value for row in rows if row.period.code in _years(rule)]
    if not rates or any(not rate.is_point for rate in rates) or len(rates) != len(rows):
        return
    assert each.threshold is not None  # noqa: S101 - averages state one comparison
    years = len(_years(rule))
    if rule.mean == "arithmetic":
        total = " + ".join(number(rate.low, words.lang) for rate in rates)
        if len(rates) == years:
            yield f"({total}) / {years} = {words.value(each)}"
        else:
            goal = f"{years} × {number(each.threshold, words.lang)}"
            yield f"({goal} − ({total})) / {years - len(rates)} = {_needed(each, words)}"
        return
    product = _DIGITS.plus(_product([rate.low for rate in rates]))
    factors = " × ".join(number(1 + rate.low / 100, words.lang) for rate in rates)
    yield f"{factors} = {number(product, words.lang)}"
    wanted = _DIGITS.plus(_product([each.threshold] * years))
    power = f"{number(1 + each.threshold / 100, words.lang)}^{years}"
    yield f"{power} = {number(wanted, words.lang)}"
    if len(rates) < years:
        root = "" if years - len(rates) == 1 else f"^(1/{years - len(rates)})"
        shown = f"({number(wanted, words.lang)} / {number(product, words.lang)}){root} − 1"
        yield f"{shown} = {_needed(each, words)}"


def _needed(each: Assessment, words: Words) -> str:
    """Return the mean rate still needed with all its digits; the reason rounds it up."""
    needed = each.facts.get("needed")
    return words.say("none") if needed is None else f"{number(trimmed(needed), words.lang)}%"


def _product(rates: list[Decimal]) -> Decimal:
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate / 100
    return product


def _years(rule: Average) -> set[str]:
    first, _, last = rule.over.partition("-")
    return {str(year) for year in range(int(first), int(last) + 1)}
