"""Units: whether the unit beside a value is the indicator's own, with its population."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from cmcn4 import words
from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.measure import Unit
from cmcn4.model.text import Text, fold
from cmcn4.model.vocabulary import Vocabulary, unit_key
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.claims import claim
from cmcn4.readers.values.footnotes import without_footnote
from cmcn4.readers.values.halves import halves
from cmcn4.readers.values.phrases import STATUS_WORDS, is_missing
from cmcn4.readers.values.ranks import of_others
from cmcn4.readers.values.scales import PER_CENT, PER_MILLE, SCALES, per_number, power, scaled

_GENERIC = {word: tuple(kinds.split()) for word, kinds in words.table("generic-units").items()}
"""Folded units that name a kind but no population: they fit every unit of these kinds."""
_REMARK = Pattern(r"(?<!\s)\s*\([^()]*\)\s*$")
_OTHERWISE = Pattern(
    r"so (?:voi|cung ky)\b|tang\b|giam\b|yoy$|year on year|vs\b|compared\b|change\b|growth\b"
    r"|(?:[0-9]{1,2} )?(?:thang|quy|months?|quarter)\b"
    r"|(?:nam |year )?(?:19|20)[0-9]{2}$|[qth][0-9]{1,2}$"
)
"""How a remark begins, folded, that compares or names a period."""
_SHORTEST_AREA = 4
_LONGEST_CAPTION = 4  # words
_MOST_KNOWN = 4096
_POINTS = words.listed("points")  # units of a difference between two percentages
_MULTIPLIER = Pattern(r"-?[0-9]{1,2}(?:\.0)?")
_NO_MULTIPLIER = frozenset({"", "0", "_Z", "_T"})
_COUNTED = words.table("counted-units")
_CAPTIONS = words.listed("unit-captions")
_RANK_OF = Pattern(r"(?:rank|position|hang) (?:of|tren|trong) [0-9]+")
_SCALE = Pattern(r"(?:(?:index|score|diem|chi so) )?([0-9]+) (?:to )?([0-9]+)")
_TIERS = Pattern(r"(?:tier|nhom) [0-9]+ (?:to )?[0-9]+")
_CURRENCY = Pattern(r"\b(?:usd|eur|dollars?|euro|do la|us d)\b")
"""Currencies other than the one amounts are in here."""


class UnitText(NamedTuple):
    """What the unit beside a value makes of it."""

    shift: int = 0
    """The power of ten to multiply by: 15.4 «nghìn trạm» are 15,400 stations."""
    problem: Problem | None = None


def is_mismatch(wrong: Problem) -> bool:
    """Whether a value cannot be used for what is wrong with its unit."""
    return wrong.code == "unit-mismatch"


def wrong_cell(wrong: Problem) -> str:
    """Return the role of the cell that is wrong with a unit."""
    return "multiplier" if wrong.facts.get("variant") == "multiplier" else "unit"


def is_unit(vocabulary: Vocabulary, text: str) -> bool:
    """Whether a text is the name of a unit, with or without a population or a power of ten."""
    key, own = unit_key(without_caption(text)), vocabulary.units
    if any(key in units for units in (_GENERIC, own, PER_MILLE, _POINTS, SCALES, _COUNTED)):
        return True
    if per_number(text) and any(_rated(unit, text) for unit in vocabulary.catalogue.units.values()):
        return True
    scale, rest = scaled(key)
    return scale > 0 and (rest in _COUNTED or rest in own or rest in _bases(tuple(own)))


def kinds_of(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    """Return the kinds of what a unit measures; none for a text that is no unit."""
    key, units = unit_key(without_caption(text)), vocabulary.catalogue.units
    own = (units[each].kind for each in vocabulary.units.get(key, ()))
    return _GENERIC.get(key) or tuple(dict.fromkeys(own)) or (*filter(None, [_COUNTED.get(key)]),)


def is_scaled(vocabulary: Vocabulary, text: str) -> bool:
    """Whether a text is a unit with a power of ten before it: «nghìn trạm»."""
    return is_unit(vocabulary, text) and scaled(unit_key(text))[0] > 0


def without_caption(text: str) -> str:
    """Return a unit without the words that only say that it is one: «ĐVT: %», «đơn vị tính %»."""
    text = without_footnote(text)
    caption, colon, unit = text.partition(":")
    if colon and fold(caption) in _CAPTIONS:
        return unit.strip()
    said = text.split()
    for count in range(min(_LONGEST_CAPTION, len(said) - 1), 0, -1):
        if fold(" ".join(said[:count])) in _CAPTIONS:
            return " ".join(said[count:])
    return text


@lru_cache(maxsize=1024)
def is_percent(text: str) -> bool:
    """Whether a unit is a percentage, of whatever: then 0,85 beside it is 0.85 %."""
    key = unit_key(without_caption(text))
    return "percent" in key.split() or _GENERIC.get(key, ("",))[0] == "percent"


def _rated(unit: Unit, text: str) -> UnitText | None:
    """Return what the text of a rate makes of a value in a rate of the same things, if it is one.

    «per 100,000 live births» is a hundredth of «per 1,000 live births»; without a population it
    fits every rate.
    """
    if unit.kind != "rate" or unit.per is None or (found := per_number(text)) is None:
        return None
    number, around = found
    own = (per_number(name) for name in (unit.id, *unit.names.each.values(), *unit.aliases))
    shift = power(Decimal(unit.per) / number)
    same = around in {"per", *(name[1] for name in own if name)}
    return UnitText(shift) if same and shift is not None else None


def fits(vocabulary: Vocabulary, indicator: Indicator, year: int, shift: int, text: str) -> bool:
    """Whether a text behind a number is its unit and no more: that of its indicator, or column."""
    if is_missing(text) or "(" in text or (not text[0].isalpha() and text[0] != "%"):
        return False
    return read_unit(vocabulary, indicator, text, year) == UnitText(shift)


def read_unit(
    vocabulary: Vocabulary, indicator: Indicator, text: str, year: int, multiplier: str = ""
) -> UnitText:
    """Return what a unit and a multiplier (UNIT_MULT, a power of ten) make of a value.

    Converted is only what is exact and has one meaning; all else is a problem.
    """
    unit = _read_unit(vocabulary, indicator, text, year)
    multiplier = multiplier.strip()
    if multiplier in _NO_MULTIPLIER or (unit.problem and unit.problem.code == "unit-mismatch"):
        return unit
    kind = vocabulary.catalogue.units[indicator.unit].kind
    open_ = not (is_missing(text) or scaled(unit_key(text))[0])
    amount = kind == "amount" and open_ and unit.problem is None
    if not _MULTIPLIER.fullmatch(multiplier) or unit.shift > 0 or not (kind == "count" or amount):
        return UnitText(problem=problem(
            "unit-mismatch", variant="multiplier", found=found(multiplier),
            expected=indicator.unit, indicator=indicator.names,
        ))  # fmt: skip
    return unit._replace(shift=unit.shift + int(multiplier.partition(".")[0]))


def _read_unit(vocabulary: Vocabulary, indicator: Indicator, text: str, year: int) -> UnitText:
    """Return what a unit makes of a value, looked up where it was asked before."""
    key, known = (indicator.id, type(text), text, year), vocabulary.read_units
    found = known.get(key)
    if found is None:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        found = known[key] = _meaning(vocabulary, indicator, text, year)
    return found


def _meaning(vocabulary: Vocabulary, indicator: Indicator, text: str, year: int) -> UnitText:
    if is_missing(text) or text.strip() == '"':
        return UnitText()
    whole = text
    own = vocabulary.catalogue.units[indicator.unit]
    text = without_caption(text)
    rated = _rated(own, text)
    if rated is not None:
        return rated
    remark = _REMARK.search(text)
    if remark and says_otherwise(vocabulary, remark[0]):
        return _other(indicator, own, text, "kind")
    of = of_whom(vocabulary, text[: remark.start()], remark[0]) if remark else set()
    if of and own.id not in of:
        return _other(indicator, own, text, "population")
    if own.kind == "rank" and of_others(indicator, text, year):
        return _other(indicator, own, text, "kind")
    keys = dict.fromkeys((unit_key(text), unit_key(_REMARK.sub("", text))))
    for key in keys:
        ids, kinds = vocabulary.units.get(key, ()), _kinds(key, indicator, year)
        if own.id in ids or own.kind in (kinds or ()):
            return UnitText()
        if ids or kinds is not None:
            same = kinds is None and own.kind in {vocabulary.catalogue.units[i].kind for i in ids}
            return _other(indicator, own, text, "population" if same else "kind")
    read = _unknown(vocabulary, indicator, text, list(keys))
    odd = read.problem is not None and not is_mismatch(read.problem)
    return (odd and _in_two_languages(vocabulary, indicator, whole, year)) or read


def _in_two_languages(
    vocabulary: Vocabulary, indicator: Indicator, text: str, year: int
) -> UnitText | None:
    """Return what two names of one unit make of a value: «% hộ - % of households».

    Where one is that of another unit, all of it is.
    """
    pairs = [[_read_unit(vocabulary, indicator, half, year) for half in pair]
             for pair in halves(text)]  # fmt: skip
    for first, second in pairs:
        if first == second and first.problem is None:
            return first
    for first, second in pairs:
        wrong = first.problem or second.problem
        if wrong and is_mismatch(wrong) and None in (first.problem, second.problem):
            return UnitText(problem=wrong)
    return None


def says_otherwise(vocabulary: Vocabulary, remark: str) -> bool:
    """Whether a remark behind a unit says that a figure is a forecast, a part, a plan, a change."""
    text = remark.strip().strip("()[]")
    key = fold(text)
    status, kind = STATUS_WORDS.get(key), words.table("parts").get(key, "total")
    return (
        status not in (None, "final") or kind != "total" or text.strip().casefold() == "nam"
        or claim(text) is not None or key in words.listed("populations") or key in SCALES
        or bool(_OTHERWISE.match(key)) or (len(key) >= _SHORTEST_AREA and key in vocabulary.areas)
    )  # fmt: skip


def of_whom(vocabulary: Vocabulary, unit: str, remark: str) -> set[str]:
    """Return the ids of the units that a remark behind one makes of it: «% (households)»."""
    names = (f"{unit} {lead} {remark.strip().strip('()')}" for lead in ("", "of"))
    return {id_ for name in names for id_ in vocabulary.units.get(unit_key(name), ())}


def _unknown(vocabulary: Vocabulary, indicator: Indicator, text: str, keys: list[str]) -> UnitText:
    """Return what a unit that is no name of any makes of a value: another scale, or a problem."""
    own = vocabulary.catalogue.units[indicator.unit]
    for key in keys:
        shift = _shift(vocabulary, own, key)
        if shift is not None:
            return UnitText(shift)
        if _is_other_rate(own, key, text):
            return _other(indicator, own, text, "kind")
        if key in _POINTS and own.kind == "points":
            return UnitText()
        if key in _POINTS:
            return _other(indicator, own, text, "points")
        if _CURRENCY.search(key) or _COUNTED.get(scaled(key)[1], own.kind) != own.kind:
            return _other(indicator, own, text, "kind")
    return _other(indicator, own, text)


def _is_other_rate(own: Unit, key: str, text: str) -> bool:
    """Whether a unit is a share where a rate is meant, or counts per another number."""
    percent = "percent" in key.split()
    if percent or key in PER_MILLE:
        return own.kind == "rate"
    found = per_number(text)
    if found is None or found[0] == (own.per or PER_CENT):
        return False
    return own.kind == "rate" or power(Decimal(found[0])) is not None  # else perhaps a year


def _other(indicator: Indicator, own: Unit, text: str, variant: str = "") -> UnitText:
    names = own.names if own.names.get("en") else Text.of(lambda _: own.id)
    facts = {"found": found(text), "expected": names, "indicator": indicator.names}
    return UnitText(problem=problem("unit-mismatch", variant=variant, **facts) if variant
                    else problem("unit-suspicious", **facts))  # fmt: skip


@lru_cache(maxsize=4)
def _bases(names: tuple[str, ...]) -> frozenset[str]:
    """Return folded units without the powers of ten they begin with."""
    return frozenset(scaled(name)[1] for name in names)


def _shift(vocabulary: Vocabulary, own: Unit, key: str) -> int | None:
    """Return the power of ten between a folded unit and the indicator's own; None for another."""
    if own.kind in ("percent", "growth") and key in PER_MILLE:
        return -1
    if own.kind not in ("count", "amount"):
        return None
    scale, rest = scaled(key)
    if own.kind == "count" and scale and not rest:
        return scale
    names = (scaled(name) for name, ids in vocabulary.units.items() if own.id in ids)
    return next((scale - power for power, base in names if base == rest and base
                 and scale != power), None)  # fmt: skip


def _kinds(key: str, indicator: Indicator, year: int) -> tuple[str, ...] | None:
    """Return the kinds a generic unit stands for; none at all for a scale of another length."""
    if key in _GENERIC:
        return _GENERIC[key]
    if not any(map(str.isdigit, key)):
        return None
    if _RANK_OF.fullmatch(key):
        return ("rank",)
    if _TIERS.fullmatch(key):
        return ("tier",)
    scale = _SCALE.fullmatch(key)
    if scale is None:
        return None
    top = indicator.scale(year)[1]
    return ("score", "percent") if top is None or Decimal(scale[2]) == top else ()
