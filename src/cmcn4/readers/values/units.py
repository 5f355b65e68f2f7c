"""Units: whether the unit beside a value is the indicator's own, with its population."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from cmcn4 import words
from cmcn4.model.catalogue import Indicator, Unit
from cmcn4.model.text import Text, fold
from cmcn4.model.vocabulary import Vocabulary, unit_key
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.footnotes import without_footnote
from cmcn4.readers.values.phrases import is_missing

_GENERIC = {word: tuple(kinds.split()) for word, kinds in words.table("generic-units").items()}
"""Folded units that name a kind but no population: they fit every unit of these kinds."""
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_SCALES = {word: int(power) for word, power in words.table("scales").items()}
"""Folded words for powers of ten before a unit."""
_LONGEST_SCALE = 2  # words
_LONGEST_CAPTION = 4
_PER_MILLE = words.listed("per-mille")
_POINTS = words.listed("points")
"""Units of a difference between two percentages."""
_MULTIPLIER = re.compile(r"-?[0-9]{1,2}(?:\.0)?")
_NO_MULTIPLIER = frozenset({"", "0", "_Z", "_T"})
_COUNTED = words.table("counted-units")
_CAPTIONS = words.listed("unit-captions")
_RANK_OF = re.compile(r"(?:rank|position|hang) (?:of|tren|trong) [0-9]+")
_SCALE = re.compile(r"(?:(?:index|score|diem|chi so) )?([0-9]+) (?:to )?([0-9]+)")
_TIERS = re.compile(r"(?:tier|nhom) [0-9]+ (?:to )?[0-9]+")


class UnitText(NamedTuple):
    """What the unit beside a value makes of it."""

    shift: int = 0
    """The power of ten to multiply by: 15.4 «nghìn trạm» are 15,400 stations."""
    problem: Problem | None = None


def is_unit(vocabulary: Vocabulary, text: str) -> bool:
    """Whether a text is the name of a unit, with or without a population or a power of ten."""
    key = unit_key(without_caption(text))
    known = key in _GENERIC or key in vocabulary.units or key in _PER_MILLE or key in _POINTS
    if known or key in _SCALES or key in _COUNTED:
        return True
    scale, rest = _scaled(key)
    return bool(scale) and (
        rest in _COUNTED or rest in vocabulary.units or rest in _bases(vocabulary)
    )


def without_caption(text: str) -> str:
    """Return a unit without the words that only say that it is one: «ĐVT: %», «đơn vị tính %»."""
    text = without_footnote(text)
    caption, colon, unit = text.partition(":")
    if colon and fold(caption) in _CAPTIONS:
        return unit.strip()
    words_ = text.split()
    for count in range(min(_LONGEST_CAPTION, len(words_) - 1), 0, -1):
        if fold(" ".join(words_[:count])) in _CAPTIONS:
            return " ".join(words_[count:])
    return text


def is_percent(text: str) -> bool:
    """Whether a unit is a percentage, of whatever: then 0,85 beside it is 0.85 %."""
    key = unit_key(without_caption(text))
    return "percent" in key.split() or _GENERIC.get(key, ("",))[0] == "percent"


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
    scaled = is_missing(text) or _scaled(unit_key(text))[0]
    amount = kind == "amount" and not scaled and unit.problem is None
    if not _MULTIPLIER.fullmatch(multiplier) or unit.shift > 0 or not (kind == "count" or amount):
        return UnitText(problem=problem(
            "unit-mismatch", variant="multiplier", found=found(multiplier),
            expected=indicator.unit, indicator=indicator.names,
        ))  # fmt: skip
    return unit._replace(shift=unit.shift + int(multiplier.partition(".")[0]))


def _read_unit(vocabulary: Vocabulary, indicator: Indicator, text: str, year: int) -> UnitText:
    if is_missing(text) or text.strip() == '"':
        return UnitText()
    own = vocabulary.catalogue.units[indicator.unit]
    expected = own.names if own.names.en else Text(vi=own.id, en=own.id)
    text = without_caption(text)
    keys = dict.fromkeys((unit_key(text), unit_key(_REMARK.sub("", text))))
    for key in keys:
        ids = vocabulary.units.get(key, ())
        if own.id in ids:
            return UnitText()
        kinds = _kinds(key, indicator, year)
        if kinds is not None:
            wrong = None if own.kind in kinds else _mismatch(indicator, expected, text, "kind")
            return UnitText(problem=wrong)
        if ids:
            same_kind = any(vocabulary.catalogue.units[each].kind == own.kind for each in ids)
            variant = "population" if same_kind else "kind"
            return UnitText(problem=_mismatch(indicator, expected, text, variant))
    for key in keys:
        shift = _shift(vocabulary, own, key)
        if shift is not None:
            return UnitText(shift)
        if key in _POINTS:
            return UnitText(problem=_mismatch(indicator, expected, text, "points"))
        if _CURRENCY.search(key) or _COUNTED.get(_scaled(key)[1], own.kind) != own.kind:
            return UnitText(problem=_mismatch(indicator, expected, text, "kind"))
    what = problem(
        "unit-suspicious", found=found(text), expected=expected, indicator=indicator.names
    )
    return UnitText(problem=what)


_CURRENCY = re.compile(r"\b(?:usd|eur|dollars?|euro|do la|us d)\b")
"""Currencies other than the one amounts are in here."""


def _scaled(key: str) -> tuple[int, str]:
    """Return the power of ten a folded unit begins with, and what follows; 0 for none."""
    words = key.split()
    for count in range(min(_LONGEST_SCALE, len(words)), 0, -1):
        scale = _SCALES.get(" ".join(words[:count]))
        if scale is not None:
            return scale, " ".join(words[count:])
    return 0, key


def _bases(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the units known, without their powers of ten: «đồng/lao động»."""
    return frozenset(rest for scale, rest in map(_scaled, vocabulary.units) if scale and rest)


def _shift(vocabulary: Vocabulary, own: Unit, key: str) -> int | None:
    """Return the power of ten between a folded unit and the indicator's own; None for another."""
    if own.kind in ("percent", "rate") and key in _PER_MILLE:
        return -1
    if own.kind not in ("count", "amount"):
        return None
    scale, rest = _scaled(key)
    if own.kind == "count" and scale and not rest:
        return scale
    for name, ids in vocabulary.units.items():
        if own.id in ids:
            own_scale, base = _scaled(name)
            if base == rest and base and scale != own_scale:
                return scale - own_scale
    return None


def _kinds(key: str, indicator: Indicator, year: int) -> tuple[str, ...] | None:
    """Return the kinds a generic unit stands for; none at all for a scale of another length."""
    if key in _GENERIC:
        return _GENERIC[key]
    if _RANK_OF.fullmatch(key):
        return ("rank",)
    if _TIERS.fullmatch(key):
        return ("tier",)
    scale = _SCALE.fullmatch(key)
    if scale is None:
        return None
    top = indicator.scale(year)[1]
    return ("index", "percent") if top is None or Decimal(scale[2]) == top else ()


def _mismatch(indicator: Indicator, own: Text, text: str, variant: str) -> Problem:
    return problem(
        "unit-mismatch", variant=variant, found=found(text), expected=own, indicator=indicator.names
    )
