"""What is missing to a target that is not met: the gap in its unit, and what makes it up.

One function a kind of rule says it, from the assessment alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from cmcn4.locale.numbers import enough, number, shown, trimmed
from cmcn4.model.catalogue import Indicator
from cmcn4.model.report import Assessment, Part
from cmcn4.model.rule import Areas, Change, Count, KindName, Rule, Some, Threshold, measure
from cmcn4.model.verdict import Reason, Verdict
from cmcn4.reporters.presentation.figures import ahead, number_short
from cmcn4.reporters.presentation.rules import counted, limit, noun_of, reference_name
from cmcn4.reporters.presentation.words import Words

UNMET = (Verdict.FAIL, Verdict.PENDING)
"""What is missing is asked of these alone."""
NAMED = 6
"""Members named; of more the number is told."""
_HUNDRED = Decimal(100)
_DIGITS = 2
"""Of a number that follows from a rounded share."""

_GAP_WORDS = {
    "percent": "gaps.points", "growth": "gaps.points", "points": "gaps.points",
    "rank": "gaps.places", "places": "gaps.places", "times": "gaps.times", "count": "gaps.count",
}  # fmt: skip
"""What a difference is told in, by what was judged, where not in the unit itself."""


def missing(each: Assessment, words: Words) -> str:
    """Return in words what is missing to a target that is not met; empty for all others."""
    if each.decided not in UNMET:
        return ""
    if each.chosen.target.decide:  # its parts are readings that must agree
        return gap_with_unit(each, words)
    return MISSING[each.chosen.rule.kind](each, words)


def gap_with_unit(each: Assessment, words: Words) -> str:
    """Return the gap in its unit: percentage points for shares, places for ranks."""
    if each.gap is None:
        return ""
    text = words.distance(each, each.gap)
    return _in_unit(words, each.chosen.rule, words.measured(each), (each.gap, text))


def with_unit(each: Assessment, words: Words, gap: Decimal) -> str:
    """Return another gap of the same target in its unit."""
    text = number_short(gap, words.lang)
    return _in_unit(words, each.chosen.rule, words.measured(each), (gap, text))


def approximate(value: Decimal) -> Decimal:
    """Round a number that follows from a rounded share: to the whole, and to two digits."""
    if value < 1:
        return Decimal(1)  # something is missing, and there are no parts of it
    places = max(0, value.adjusted() + 1 - _DIGITS)
    return Decimal(f"{value.quantize(Decimal(1).scaleb(places)):f}")


def _in_unit(words: Words, rule: Rule, indicator: Indicator, gap: tuple[Decimal, str]) -> str:
    """Return a difference, given with its text, in what the rule judges."""
    value, text = gap
    judged = measure(rule)
    if judged in ("conditions", "areas"):
        return f"{text} {noun_of(words, rule, value)}"
    kind = words.catalogue.units[indicator.unit].kind
    # A difference of levels is told as the levels are.
    key = _GAP_WORDS.get(kind if judged in ("own", "points") else judged)
    if key is None:
        return text + counted(words, rule, indicator)
    one = ".one" if value == 1 else ""
    return words.composed(f"{key}{one}", value=text, unit=words.unit_name(indicator))


def _threshold(each: Assessment, words: Words) -> str:
    gap, rule = gap_with_unit(each, words), each.chosen.rule
    if not gap or not isinstance(rule, Threshold):
        return gap
    if each.comparison == "in" and each.interval and each.against:
        side = "lower" if each.interval.high <= each.against.low else "higher"
        return words.composed(f"gaps.missing.band.{side}", gap=gap, band=words.wanted(each))
    if rule.reference is not None:
        name = reference_name(words, rule.reference)
        figure = limit(each, words) + words.measure(each)
        side = "lower" if each.comparison in (">=", ">") else "higher"
        gap = words.composed(f"gaps.missing.{side}", gap=gap, name=name, figure=figure)
    if each.whole is None or each.quantity is None:
        return gap
    whole = words.catalogue.indicators[each.whole.indicator]
    return words.say(
        "gaps.missing.quantity",
        gap=gap,
        number=number(approximate(each.quantity), words.lang),
        whole=number(each.whole.value, words.lang),
        unit=words.unit_name(whole),
    )


def _peers(each: Assessment, words: Words) -> str:
    gap = gap_with_unit(each, words)
    names = [words.country(row.area) for row in ahead(each, words.catalogue)]
    if not names:
        return gap
    return words.say("gaps.missing.peers", gap=gap, names=_listed(names, words))


def _average(each: Assessment, words: Words) -> str:
    gap = gap_with_unit(each, words)
    if each.reason is not Reason.YEARS_AHEAD:
        return gap
    if each.needed is None:
        return words.say("gaps.missing.hopeless", gap=gap)
    years, rate = each.facts["ahead"], _enough(each.needed, each, words)
    one = ".one" if years.isdecimal() else ""
    must = words.composed(f"reason.must{one}", years=years, rate=rate + words.measure(each))
    return words.say("gaps.missing.years", gap=gap, must=must) if each.gap else must


def _sum(each: Assessment, words: Words) -> str:
    gap = gap_with_unit(each, words)
    if each.needed is None or "ahead" not in each.facts:
        return gap
    year = _enough(each.needed, each, words) + words.measure(each)
    return words.say("gaps.missing.sum", gap=gap, year=year, years=each.facts["ahead"])


def _enough(value: Decimal, each: Assessment, words: Words) -> str:
    upward = each.comparison not in ("<=", "<")
    return enough(value, words.lang, upward=upward)


def _change(each: Assessment, words: Words) -> str:
    gap, rule = gap_with_unit(each, words), each.chosen.rule
    assert isinstance(rule, Change)  # noqa: S101 - called for this kind only
    if len(each.evidence) != 2 or each.threshold is None:  # noqa: PLR2004 - base and now
        return gap
    base, now = (row.value for row in each.evidence)
    if base.value is None:
        return gap
    level = {
        "percent": base.value * (_HUNDRED + each.threshold) / _HUNDRED,
        "points": base.value + each.threshold,
        "times": base.value * each.threshold,
        "places": base.value - each.threshold,
    }[rule.in_]
    unit, edges = words.unit(words.measured(each)), (base.value, now.low)
    return words.say(
        "gaps.missing.change",
        gap=gap,
        level=shown(trimmed(level), edges, words.lang) + unit,
        now=words.interval(now) + unit,
        base=number(base.value, words.lang) + unit,
        year=str(rule.since),
    )


def _every(each: Assessment, words: Words) -> str:
    short = [part for part in each.parts if part.gap and part.verdict in UNMET]
    return _members(each, words, short) or gap_with_unit(each, words)


def _count(each: Assessment, words: Words) -> str:
    rule, lacking = each.chosen.rule, each.facts.get("lacking")
    assert isinstance(rule, Count)  # noqa: S101 - called for this kind only
    said = _members(each, words, [part for part in each.parts if part.gap])
    if not lacking:
        return said or gap_with_unit(each, words)
    whole = words.say("gaps.missing.whole", gap=with_unit(each, words, lacking))
    return "; ".join(filter(None, (whole, said)))


def _members(each: Assessment, words: Words, short: Iterable[Part]) -> str:
    """Return members with what each lacks."""
    return "; ".join(
        f"{words.member(part, each)}: {with_unit(each, words, part.gap or Decimal(0))}"
        for part in short
    )


def _areas(each: Assessment, words: Words) -> str:
    """Return how many areas are missing, and those that are short, the nearest first."""
    own = words.catalogue.indicators[each.indicator]
    rule = each.chosen.rule
    assert isinstance(rule, Areas)  # noqa: S101 - called for this kind only
    short = sorted(
        (part for part in each.parts if part.verdict in UNMET and part.gap is not None),
        key=lambda part: part.gap or Decimal(0),
    )
    names = [
        f"{words.name(part.member)} ({_in_unit(words, rule.each, own, _sized(part, words))})"
        for part in short
    ]
    unknown = [
        words.name(part.member)
        for part in each.parts
        if part.verdict in (Verdict.NO_DATA, Verdict.REVIEW)
    ]
    said = [gap_with_unit(each, words)]
    for key, found in (("short", names), ("unknown", unknown)):
        if found:
            noun = noun_of(words, rule, Decimal(len(found)))
            facts = {"count": len(found), "noun": noun, "names": _listed(found, words)}
            said.append(words.composed(f"gaps.missing.areas.{key}", **facts))
    return "; ".join(said)


def _sized(part: Part, words: Words) -> tuple[Decimal, str]:
    gap = part.gap or Decimal(0)
    return gap, number_short(gap, words.lang)


def _milestone(each: Assessment, words: Words) -> str:
    now = words.value(each)
    told = ", ".join(filter(None, (words.period(each), words.sources(each))))
    return words.say("gaps.missing.milestone", now=f"{now} ({told})" if told else now)


def _conditions(each: Assessment, words: Words) -> str:
    """Return how many conditions are missing, and which are not met, by how much."""
    names = []
    for part in each.parts:
        if part.verdict is Verdict.PASS:
            continue
        known = part.interval is not None
        facts = [words.part(part) if known else words.say("gaps.missing.none")]
        if part.gap and part.rule is not None:
            own = words.catalogue.indicators[part.indicator or each.indicator]
            gap = _in_unit(words, part.rule, own, _sized(part, words))
            facts.append(words.say("gaps.missing.short", gap=gap))
        names.append(f"{words.member(part, each)} ({'; '.join(facts)})")
    key = "any" if isinstance(each.chosen.rule, Some) else "all"
    gap = gap_with_unit(each, words)
    return words.composed(f"gaps.missing.conditions.{key}", gap=gap, names="; ".join(names))


def _listed(names: list[str], words: Words) -> str:
    """Return the first names, and how many more there are."""
    text = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return words.say("gaps.missing.more", names=text, count=more) if more > 0 else text


MISSING: Mapping[KindName, Callable[[Assessment, Words], str]] = MappingProxyType(
    {
        "threshold": _threshold,
        "peer-rank": _peers,
        "average": _average,
        "sum": _sum,
        "change": _change,
        "every": _every,
        "count": _count,
        "areas": _areas,
        "milestone": _milestone,
        "all": _conditions,
        "some": _conditions,
    }
)
"""How the gap of each kind of rules is told."""
