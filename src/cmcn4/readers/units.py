"""Units: whether the unit beside a value is the indicator's own, with its population."""

from __future__ import annotations

import re
from decimal import Decimal

from cmcn4.model.catalogue import Indicator
from cmcn4.model.text import Text, clean
from cmcn4.model.vocabulary import Vocabulary, unit_key
from cmcn4.readers.phrases import is_missing
from cmcn4.readers.problems import Problem, found, problem

_GENERIC: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("percent", "phan tram", "pct", "pt", "percentage", "per cent", "pc", "ty le percent",
         "ty le", "percent phan tram"),
        ("percent", "rate"),
    ),
    **dict.fromkeys(
        ("percent nam", "percent year", "percent yr", "percent per year", "pct per year"), ("rate",)
    ),
    **dict.fromkeys(
        ("rank", "ranking", "hang", "thu hang", "xep hang", "vi tri", "thu", "thu tu", "position"),
        ("rank",),
    ),
    **dict.fromkeys(("tier", "nhom", "bac"), ("tier",)),
    **dict.fromkeys(
        ("index", "score", "diem", "diem so", "chi so", "points", "point", "ix"), ("index",)
    ),
    **dict.fromkeys(("count", "number", "so luong", "number of"), ("count",)),
    **dict.fromkeys(("yes no", "co khong", "boolean", "dat chua dat"), ("yes-no",)),
}  # fmt: skip
"""Folded units that name a kind but no population: they fit every unit of these kinds."""
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_RANK_OF = re.compile(r"(?:rank|position|hang) (?:of|tren|trong) [0-9]+")
_SCALE = re.compile(r"(?:(?:index|score|diem|chi so) )?([0-9]+) (?:to )?([0-9]+)")
_TIERS = re.compile(r"(?:tier|nhom) [0-9]+ (?:to )?[0-9]+")


def is_unit(vocabulary: Vocabulary, text: str) -> bool:
    """Whether a text is the name of a unit, with or without a population."""
    key = unit_key(text)
    return key in _GENERIC or key in vocabulary.units


def unit_problem(
    vocabulary: Vocabulary, indicator: Indicator, text: str, year: int
) -> Problem | None:
    """Return what is wrong with a unit; None when it fits, is generic or is not given."""
    if is_missing(text) or text.strip() == '"':
        return None
    own = vocabulary.catalogue.units[indicator.unit]
    expected = own.names if own.names.en else Text(vi=own.id, en=own.id)
    text = clean(text)
    for key in dict.fromkeys((unit_key(text), unit_key(_REMARK.sub("", text)))):
        ids = vocabulary.units.get(key, ())
        if own.id in ids:
            return None
        kinds = _kinds(key, indicator, year)
        if kinds is not None:
            return None if own.kind in kinds else _mismatch(indicator, expected, text, "kind")
        if ids:
            same_kind = any(vocabulary.catalogue.units[each].kind == own.kind for each in ids)
            return _mismatch(indicator, expected, text, "population" if same_kind else "kind")
    return problem(
        "unit-suspicious", found=found(text), expected=expected, indicator=indicator.names
    )


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
