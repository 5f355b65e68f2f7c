"""Progress in words: the class with an arrow, a sparkline of the years, and the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cmcn4.locale.numbers import number
from cmcn4.model.pace import PaceClass, Progress
from cmcn4.model.period import parse
from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation.figures import number_short
from cmcn4.reporters.presentation.words import Words

ARROWS: dict[PaceClass, str] = {
    "met": "✔",
    "on-track": "↑",
    "substantial": "↑",
    "slow": "↗",
    "moderate": "↗",
    "stalled": "→",
    "limited": "→",
    "worsening": "↓",
    "deterioration": "↓",
    "regressed": "↓",
    "insufficient-data": "•",
}
_BARS = "▁▂▃▄▅▆▇█"
_YEARS = 8
_PLACES = 2


def in_short(each: Assessment, words: Words) -> str:
    """Return one line: sparkline, arrow and class, what it comes to at this pace."""
    found = each.progress
    if found is None:
        return ""
    bars = sparkline(found) if found.base else ""
    return f"{bars} {ARROWS[found.class_]} {in_words(each, words)}".strip()


def in_words(each: Assessment, words: Words) -> str:
    """Return the class and what it comes to at this pace, in letters and figures alone."""
    found = each.progress
    if found is None:
        return ""
    if found.base is None:
        return words.say("class.insufficient-data")
    parts = [_class(found, words)]
    pace = found.pace
    if pace.projected is not None and pace.class_ != "met":
        parts.append(_projected(each, words))
    return " · ".join(parts)


def in_full(each: Assessment, words: Words) -> Iterator[str]:
    """Yield the numbers behind the class, the other bases and the rival sources."""
    found = each.progress
    if found is None or found.base is None:
        return
    pace = found.pace
    numbers = []
    if pace.pace is not None and pace.pace_required is not None:
        value, required = _apart(pace.pace, pace.pace_required, words.lang)
        numbers.append(words.say("progress.pace", value=value, required=required))
    if pace.pace_needed_from_now is not None:
        value = number_short(pace.pace_needed_from_now, words.lang)
        numbers.append(words.say("progress.needed", value=value))
    if pace.reached is not None:
        numbers.append(words.say("progress.reached", year=pace.reached))
    numbers.append(words.say("progress.method", method=words.composed(f"method.{found.method}")))
    yield " · ".join(numbers)
    others = [
        words.say("progress.bases", class_=words.composed(f"class.{class_}"), base=words.when(base))
        for code, class_ in found.other_bases.items()
        if (base := parse(code))
    ]
    others += [
        words.say(
            "progress.rivals", class_=words.composed(f"class.{class_}"), source=words.source(name)
        )
        for name, class_ in found.rivals.items()
    ]
    if others:
        yield " · ".join(others)


def _apart(one: Decimal, other: Decimal, lang: str) -> tuple[str, str]:
    """Write two numbers with as many decimals as show that they differ, where they do."""
    places = _PLACES
    while one != other and round(one, places) == round(other, places):
        places += 1
    if places == _PLACES:
        return number_short(one, lang), number_short(other, lang)
    return number(one, lang, places), number(other, lang, places)


def sparkline(found: Progress) -> str:
    """Return the last years as bars, the lowest value the lowest bar."""
    values = [
        (observation.value.low + observation.value.high) / 2
        for observation in found.points[-_YEARS:]
    ]
    if len(values) <= 1:
        return ""
    low, high = min(values), max(values)
    top = len(_BARS) - 1
    return "".join(
        _BARS[int((value - low) / (high - low) * top) if high > low else 0] for value in values
    )


def _class(found: Progress, words: Words) -> str:
    worst = words.composed(f"class.{found.class_}")
    if found.paces[0].class_ == "met":
        # It is met today; that it was met in the base year, too, nobody said.
        return worst
    if len(found.paces) > 1:
        best = words.composed(f"class.{found.paces[0].class_}")
        worst = words.say("progress.range", worst=worst, best=best)
    base = words.when(found.base.period) if found.base else ""
    return words.say("progress.line", class_=worst, base=base)


def _projected(each: Assessment, words: Words) -> str:
    assert each.progress is not None  # noqa: S101 - asked for only where there is one
    projected = each.progress.pace.projected
    assert projected is not None  # noqa: S101 - as above
    value = words.quantity(projected, each)
    return words.say("progress.projected", value=value, then=words.then(each.chosen.target))
